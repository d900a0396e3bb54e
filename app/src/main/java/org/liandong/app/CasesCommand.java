package org.liandong.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.Views;
import org.liandong.engine.Views.CaseLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// Lists cases in the order of their keys.
@Command(name = "cases")
final class CasesCommand implements Callable<Integer> {

    private static final int PAGE = 1_000;

    // What a person reads at once; programs take all.
    private static final int SHOWN = 50;

    @ParentCommand private Main main;

    @Mixin private StoreOptions store;

    @Option(names = "--service", paramLabel = "NAME", descriptionKey = "cases.service")
    private @Nullable String service;

    @Option(names = "--status", paramLabel = "STATUS", descriptionKey = "cases.status")
    private @Nullable String status;

    @Option(names = "--limit", paramLabel = "N", descriptionKey = "option.limit")
    private @Nullable Integer limit;

    @Option(names = "--after", paramLabel = "KEY", descriptionKey = "cases.after")
    private String after = "";

    @Option(names = "--json", descriptionKey = "option.json")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets them
    CasesCommand() {}

    @Override
    public Integer call() {
        String only = service;
        if (only != null && Wiring.service(only) == null) {
            throw Fault.wrongUse("no.service", only, String.join(", ", Wiring.names()));
        }
        int wanted = StoreOptions.limit(limit, json ? Integer.MAX_VALUE : SHOWN);
        try (Views views = store.views(main.terminal())) {
            for (String name : only == null ? Wiring.names() : List.of(only)) {
                if (json) {
                    print(views, name, wanted);
                } else {
                    show(views, name, wanted);
                }
            }
        }
        return Main.DONE;
    }

    private void print(Views views, String name, int wanted) {
        String last = after;
        int left = wanted;
        while (left > 0) {
            int size = Math.min(PAGE, left);
            List<CaseLine> page = views.cases(name, status, last, size);
            page.forEach(line -> JsonLine.print(main.terminal().out(), ListJson.of(line)));
            if (page.size() < size) {
                return;
            }
            left -= size;
            last = page.getLast().key();
        }
    }

    private void show(Views views, String name, int wanted) {
        Texts texts = main.texts();
        Palette palette = main.palette();
        var out = main.terminal().out();
        List<CaseLine> found = views.cases(name, status, after, Math.min(wanted, 100_000) + 1);
        boolean more = found.size() > wanted;
        List<CaseLine> shown = more ? found.subList(0, wanted) : found;
        if (shown.isEmpty()) {
            out.println(
                    status != null
                            ? texts.get("cases.none.status", name, texts.word("status", status))
                            : after.isEmpty()
                                    ? texts.get("cases.none", name)
                                    : texts.get("cases.none.after", name, after));
            if (status != null) {
                counts(views, name);
            }
            return;
        }
        Columns columns =
                new Columns(
                        List.of(
                                texts.get("case"),
                                texts.get("status"),
                                texts.get("opened"),
                                texts.get("changed")),
                        Set.of());
        for (CaseLine line : shown) {
            String word = texts.word("status", line.status());
            columns.row(
                    new Columns.Cell(line.key(), palette::strong),
                    new Columns.Cell(word, t -> palette.status(line.status(), t)),
                    Columns.Cell.of(Texts.time(line.openedAt())),
                    Columns.Cell.of(Texts.time(line.changedAt())));
        }
        out.println(palette.strong(name));
        columns.print(out, "", palette, main.width());
        if (status == null && after.isEmpty()) {
            counts(views, name);
        }
        if (more) {
            out.println(palette.faint(texts.get("cases.more", shown.getLast().key())));
        }
    }

    private void counts(Views views, String name) {
        Texts texts = main.texts();
        List<String> counts = new ArrayList<>();
        views.statuses(name)
                .forEach((word, count) ->
                        counts.add(
                                main.palette()
                                        .status(
                                                word,
                                                Texts.count(count)
                                                        + " "
                                                        + texts.word("status", word))));
        if (!counts.isEmpty()) {
            main.terminal().out().println(String.join(texts.get("comma"), counts));
        }
    }
}
