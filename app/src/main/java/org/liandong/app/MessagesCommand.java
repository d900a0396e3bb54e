package org.liandong.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.Views;
import org.liandong.engine.Views.MessageLine;
import org.liandong.kernel.ServiceModule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// Writes the messages of the outbox as they are sent.
@Command(name = "messages")
final class MessagesCommand implements Callable<Integer> {

    private static final int PAGE = 1_000;

    @ParentCommand private Main main;

    @Mixin private StoreOptions store;

    @Option(names = "--out", paramLabel = "DIR", descriptionKey = "messages.out")
    private @Nullable Path folder;

    @Option(names = "--after", paramLabel = "ID", descriptionKey = "messages.after")
    private long after;

    @SuppressWarnings("NullAway.Init") // picocli sets them
    MessagesCommand() {}

    @Override
    public Integer call() {
        Path into = folder;
        long count = 0;
        try (Views views = store.views(main.terminal())) {
            if (into != null) {
                Files.createDirectories(into);
            }
            long last = after;
            while (true) {
                List<MessageLine> page = views.messages(last, PAGE);
                for (MessageLine line : page) {
                    byte[] bytes = bytes(line);
                    if (into == null) {
                        main.terminal().out().write(bytes, 0, bytes.length);
                        main.terminal().out().write('\n');
                    } else {
                        Files.write(into.resolve(file(line)), bytes);
                    }
                    count++;
                }
                if (page.size() < PAGE) {
                    break;
                }
                last = page.getLast().id();
            }
        } catch (IOException e) {
            throw Fault.outside("messages.unwritten", String.valueOf(into), e);
        }
        if (into != null) {
            main.terminal()
                    .out()
                    .println(
                            main.texts()
                                    .get(
                                            "messages.written",
                                            main.texts().counted("message", count),
                                            into.toString()));
        }
        return Main.DONE;
    }

    private static byte[] bytes(MessageLine line) {
        ServiceModule<?, ?> module = Wiring.service(line.service());
        if (module == null) {
            throw Fault.outside("messages.service", Long.toString(line.id()), line.service());
        }
        return module.write(line.message(), line.id(), line.at());
    }

    // Sorted by name, the files are in the order in which the messages were written.
    private static String file(MessageLine line) {
        return String.format(Locale.ROOT, "%010d-%s.xml", line.id(), line.message().type());
    }
}
