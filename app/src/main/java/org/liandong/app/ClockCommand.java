package org.liandong.app;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.liandong.engine.Engine;
import org.liandong.engine.OfficeTime;
import org.liandong.engine.StoreFailure;
import org.liandong.engine.Views;
import org.liandong.engine.Views.Met;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// Lets time pass up to the end of a day, which is 24:00 of it in the zone of the office: what could still be done on
/// that day is then late. For trials; the store never goes back to an earlier time.
@Command(name = "clock")
final class ClockCommand implements Callable<Integer> {

    private static final LocalDate LAST = LocalDate.of(9999, 12, 30);

    @ParentCommand private Main main;

    @Mixin private StoreOptions store;
    @Mixin private StoreOptions.Writing writing;

    @Option(names = "--to", paramLabel = "DATE", required = true, descriptionKey = "clock.to")
    private LocalDate to;

    @SuppressWarnings("NullAway.Init") // picocli sets them
    ClockCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = main.terminal();
        Texts texts = main.texts();
        Palette palette = main.palette();
        if (to.isAfter(LAST)) {
            throw Fault.wrongUse("clock.far", to.toString());
        }
        Instant end = to.plusDays(1).atStartOfDay(OfficeTime.ZONE).toInstant();
        String where = store.existing(terminal);
        try (Views views = Views.open(where)) {
            Instant before = views.now();
            if (end.isBefore(before)) {
                throw Fault.wrongUse("clock.past", to.toString(), Texts.time(before));
            }
            long entry = views.lastEntry();
            long message = views.lastMessage();
            try (Engine engine = writing.open(terminal, where)) {
                engine.moveTo(end).join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof StoreFailure failure ? failure : e;
            }
            terminal.out().println(texts.get("clock.moved", to.toString()));
            Columns columns = new Columns(List.of(), Set.of(0));
            for (Met met : views.metAfter(entry)) {
                if (met.kind().equals("expired")) {
                    columns.row(Texts.count(met.count()), texts.clock(met.type()));
                }
            }
            if (columns.isEmpty()) {
                terminal.out().println(texts.get("clock.nothing"));
            } else {
                terminal.out().println(texts.get("clock.expired"));
                columns.print(terminal.out(), "  ", palette, main.width());
            }
            terminal.out()
                    .println(
                            texts.get(
                                    "clock.messages",
                                    texts.counted("message", views.lastMessage() - message)));
        }
        return Main.DONE;
    }
}
