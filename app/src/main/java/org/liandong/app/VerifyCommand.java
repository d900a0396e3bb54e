package org.liandong.app;

import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.liandong.engine.Verifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/// Rebuilds everything from the trail and compares it with the store. Exit code 1 when they differ.
@Command(name = "verify")
final class VerifyCommand implements Callable<Integer> {

    private static final long PROGRESS_NANOS = 200_000_000L;

    @ParentCommand private Main main;

    @Mixin private StoreOptions store;
    @Mixin private StoreOptions.Writing writing;

    private long progressAt;

    @SuppressWarnings("NullAway.Init") // picocli sets them
    VerifyCommand() {}

    @Override
    public Integer call() {
        Terminal terminal = main.terminal();
        Texts texts = main.texts();
        Palette palette = main.palette();
        Verifier.Report report =
                Verifier.verify(
                        writing.settings(
                                terminal, store.existing(terminal), InstantSource.system()),
                        (done, total) -> progress(terminal, texts, done, total));
        if (terminal.errTerminal()) {
            terminal.err().print("\r\u001b[K");
        }
        String seconds = Texts.decimal(report.duration().toMillis() / 1000.0);
        Verifier.Difference difference = report.difference();
        if (difference == null) {
            terminal.out()
                    .println(
                            palette.good(
                                    texts.get(
                                            "verify.good",
                                            texts.counted("entry", report.entries()),
                                            texts.counted("case", report.cases()),
                                            texts.counted("transaction", report.transactions()),
                                            seconds)));
            return Main.DONE;
        }
        terminal.out().println(palette.bad(texts.get("verify.bad")));
        Columns.wrapped(DifferenceText.of(difference, texts), main.width())
                .forEach(terminal.out()::println);
        return Main.REFUSED;
    }

    private void progress(Terminal terminal, Texts texts, long done, long total) {
        long now = System.nanoTime();
        if (terminal.errTerminal() && now - progressAt > PROGRESS_NANOS) {
            progressAt = now;
            terminal.err()
                    .print(
                            "\r\u001b[K"
                                    + texts.get(
                                            "verify.progress",
                                            Texts.count(done),
                                            Texts.count(total)));
            terminal.err().flush();
        }
    }
}
