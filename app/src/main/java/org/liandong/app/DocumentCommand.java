package org.liandong.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.Originals.Original;
import org.liandong.engine.Views;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// Gives back a document as it came, byte by byte. It shows personal data in clear: only who has the key can.
@Command(name = "document")
final class DocumentCommand implements Callable<Integer> {

    @ParentCommand private Main main;

    @Mixin private StoreOptions store;
    @Mixin private StoreOptions.Keys keys;

    @Parameters(paramLabel = "ID", descriptionKey = "document.id")
    private long number;

    @Option(names = "--out", paramLabel = "FILE", descriptionKey = "document.out")
    private @Nullable Path file;

    @SuppressWarnings("NullAway.Init") // picocli sets them
    DocumentCommand() {}

    @Override
    public Integer call() {
        String name = store.existing(main.terminal());
        byte[] secret = IdentityKey.existing(keys.folder(main.terminal()));
        try (Views views = Views.open(name)) {
            switch (views.originals(secret).original(number)) {
                case Original.Whole whole -> write(whole);
                case Original.Unknown _ -> throw Fault.wrongUse("document.unknown", shown());
                case Original.Altered _ -> throw Fault.outside("document.altered", shown());
                case Original.OtherKey _ -> throw Fault.outside("storefault.OTHER_KEY", name);
            }
        }
        return Main.DONE;
    }

    private String shown() {
        return Long.toString(number);
    }

    private void write(Original.Whole whole) {
        Path into = file;
        byte[] content = whole.content();
        if (into == null) {
            main.terminal().out().write(content, 0, content.length);
            return;
        }
        try {
            Files.write(into, content);
        } catch (IOException e) {
            throw Fault.outside("document.unwritten", into.toString(), e);
        }
        main.terminal()
                .out()
                .println(
                        main.texts()
                                .get(
                                        "document.written",
                                        shown(),
                                        whole.name(),
                                        Texts.time(whole.received()),
                                        into.toString()));
    }
}
