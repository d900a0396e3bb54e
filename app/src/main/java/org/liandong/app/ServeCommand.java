package org.liandong.app;

import java.net.BindException;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.liandong.app.server.Server;
import org.liandong.app.server.access.Entrance;
import org.liandong.engine.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// Serves people and programs over HTTP until it is told to end.
@Command(name = "serve")
final class ServeCommand implements Callable<Integer> {

    private static final int PORT_MAX = 65_535;

    @ParentCommand private Main main;

    @Mixin private StoreOptions store;
    @Mixin private StoreOptions.Writing writing;
    @Mixin private Address address;

    @SuppressWarnings("NullAway.Init") // picocli sets them
    ServeCommand() {}

    /// Where a server listens.
    static final class Address {

        @Option(names = "--host", paramLabel = "HOST", descriptionKey = "option.host")
        private String host = "127.0.0.1";

        @Option(names = "--port", paramLabel = "PORT", descriptionKey = "option.port")
        private int port = 8080;

        Server.Settings settings() {
            if (port < 0 || port > PORT_MAX) {
                throw Fault.wrongUse("serve.port.range", Integer.toString(port));
            }
            return new Server.Settings(host, port);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = main.terminal();
        Texts texts = main.texts();
        Server.Settings settings = address.settings();
        Engine.Settings engine =
                writing.settings(terminal, store.store(terminal), InstantSource.system());
        announce(start(settings, engine), terminal, texts).await();
        return Main.DONE;
    }

    /// A server that runs until the program is told to end.
    static final class Running {

        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile boolean stopping;

        boolean stopping() {
            return stopping;
        }

        void await() throws InterruptedException {
            ended.await();
        }
    }

    /// Says where a server is, and sees to its end.
    static Running announce(Server server, Terminal terminal, Texts texts) {
        Running running = new Running();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    running.stopping = true;
                                    terminal.err().println(texts.get("serve.stops"));
                                    server.close();
                                    running.ended.countDown();
                                },
                                "stop"));
        terminal.out().println(texts.get("serve.begins", server.address().toString()));
        URI first = server.part(Entrance.class).firstLink(server.address());
        if (first != null) {
            terminal.out().println(texts.get("serve.first", first.toString()));
        }
        terminal.out().flush();
        return running;
    }

    /// Starts an engine and a server on it; what an operator can mend is told as such.
    static Server start(Server.Settings settings, Engine.Settings engineSettings) {
        Server.logToStandardError();
        Engine engine = StoreOptions.Writing.open(engineSettings);
        try {
            return Server.start(settings, engineSettings, engine);
        } catch (RuntimeException e) {
            engine.close();
            for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof BindException) {
                    throw Fault.outside(
                            "serve.port.taken",
                            settings.host(),
                            Integer.toString(settings.port()),
                            String.valueOf(cause.getMessage()));
                }
            }
            throw e;
        }
    }
}
