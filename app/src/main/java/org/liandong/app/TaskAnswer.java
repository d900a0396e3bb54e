package org.liandong.app;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.Json;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Reply;
import org.liandong.kernel.ServiceModule;

/// An officer's answer to a task, as the fact that a service takes.
public final class TaskAnswer {

    private TaskAnswer() {}

    /// The fact as a document, or null when nothing of this service is answered so.
    public static byte @Nullable [] fact(String service, String key, Reply reply, Instant at) {
        ServiceModule<?, ?> module = Wiring.service(service);
        Object fact = module == null ? null : module.reply(new CaseKey(key), reply);
        return fact == null
                ? null
                : Json.fact(
                        service,
                        fact,
                        "officer/" + reply.officer(),
                        key + "/" + reply.task() + "/" + at.toEpochMilli());
    }
}
