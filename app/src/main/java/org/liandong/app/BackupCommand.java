package org.liandong.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.liandong.engine.Backup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// Copies a store while others work on it.
@Command(name = "backup")
final class BackupCommand implements Callable<Integer> {

    @ParentCommand private Main main;

    @Mixin private StoreOptions store;

    @Option(names = "--to", paramLabel = "DIR", required = true, descriptionKey = "backup.to")
    private Path folder;

    @SuppressWarnings("NullAway.Init") // picocli sets them
    BackupCommand() {}

    @Override
    public Integer call() {
        Terminal terminal = main.terminal();
        Texts texts = main.texts();
        String from = store.existing(terminal);
        if (from.startsWith("jdbc:")) {
            throw Fault.wrongUse("backup.database");
        }
        if (Files.exists(folder.resolve("liandong.db"))) {
            throw Fault.wrongUse("backup.full", folder.toString());
        }
        Backup.Taken taken = Backup.take(from, folder);
        terminal.out()
                .println(
                        texts.get(
                                "backup.taken",
                                texts.counted("entry", taken.entries()),
                                Texts.count(Math.ceilDiv(taken.bytes(), 1 << 20)),
                                taken.file().toString()));
        if (!taken.head().isEmpty()) {
            terminal.out().println(texts.get("backup.head", taken.head()));
        }
        terminal.out().println(texts.get("backup.key"));
        return Main.DONE;
    }
}
