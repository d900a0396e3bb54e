package org.liandong.app.server.api;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.liandong.app.server.RunningServer;
import org.liandong.engine.DocumentResult;
import org.liandong.engine.Engine;

/// A document that ends too early.
final class Torn {

    private Torn() {}

    static DocumentResult send(RunningServer server, String name) {
        try {
            return server.part(Engine.class)
                    .submit(name, "<ceb:CEB311Message><ceb:Order>".getBytes(StandardCharsets.UTF_8))
                    .get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
