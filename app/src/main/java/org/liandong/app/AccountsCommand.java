package org.liandong.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.Views;
import org.liandong.kernel.ServiceModule;
import org.liandong.kernel.ledger.Account;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// Lists accounts of the ledger.
@Command(name = "accounts")
final class AccountsCommand implements Callable<Integer> {

    private static final int PAGE = 1_000;
    private static final int SHOWN = 100;

    @ParentCommand private Main main;

    @Mixin private StoreOptions store;

    @Parameters(
            paramLabel = "PREFIX",
            arity = "0..1",
            descriptionKey = "accounts.prefix",
            defaultValue = "")
    private String prefix;

    @Option(names = "--limit", paramLabel = "N", descriptionKey = "option.limit")
    private @Nullable Integer limit;

    @Option(names = "--after", paramLabel = "NAME", descriptionKey = "accounts.after")
    private String after = "";

    @Option(names = "--json", descriptionKey = "option.json")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli sets them
    AccountsCommand() {}

    @Override
    public Integer call() {
        int wanted = StoreOptions.limit(limit, json ? Integer.MAX_VALUE : SHOWN);
        try (Views views = store.views(main.terminal())) {
            if (json) {
                print(views, wanted);
            } else {
                show(views, wanted);
            }
        }
        return Main.DONE;
    }

    private void print(Views views, int wanted) {
        String last = after;
        int left = wanted;
        while (left > 0) {
            int size = Math.min(PAGE, left);
            List<Account> page = views.accounts(prefix, last, size);
            page.forEach(a -> JsonLine.print(main.terminal().out(), ListJson.of(a)));
            if (page.size() < size) {
                return;
            }
            left -= size;
            last = page.getLast().name();
        }
    }

    private void show(Views views, int wanted) {
        Texts texts = main.texts();
        Palette palette = main.palette();
        var out = main.terminal().out();
        // Each case may have an account of its own; what is asked for first is how the guarantees
        // stand.
        if (after.isEmpty()) {
            DaySummary summary = new DaySummary(views, texts, palette, out, main.width());
            boolean any = false;
            for (ServiceModule<?, ?> module : Wiring.services()) {
                if (module.quotas().stream().anyMatch(q -> q.accounts().startsWith(prefix))) {
                    any |= summary.guarantees(module);
                }
            }
            if (any) {
                out.println();
            }
        }
        List<Account> found = views.accounts(prefix, after, Math.min(wanted, 100_000) + 1);
        boolean more = found.size() > wanted;
        List<Account> shown = more ? found.subList(0, wanted) : found;
        if (shown.isEmpty()) {
            out.println(
                    prefix.isEmpty()
                            ? texts.get("accounts.none")
                            : texts.get("accounts.none.prefix", prefix));
            return;
        }
        // As a rule there is one unit, and then it stands in the header.
        List<String> units =
                shown.stream().map(a -> Money.unit(texts, a.asset())).distinct().toList();
        String unit = units.size() == 1 ? texts.get("in.unit", units.getFirst()) : "";
        List<String> header =
                new ArrayList<>(
                        List.of(
                                texts.get("account"),
                                texts.get("balance") + unit,
                                texts.get("held"),
                                texts.get("available")));
        if (units.size() > 1) {
            header.add(texts.get("unit"));
        }
        Columns columns = new Columns(header, Set.of(1, 2, 3), Set.of(0));
        for (Account account : shown) {
            // What comes from outside the books has no bottom, so nothing is "available" there.
            boolean boundary = account.floor() == null;
            List<String> row =
                    new ArrayList<>(
                            List.of(
                                    CaseText.shorter(account.name()),
                                    Money.text(account.asset(), account.posted()),
                                    account.reservedOut().signum() == 0
                                            ? ""
                                            : Money.text(account.asset(), account.reservedOut()),
                                    boundary
                                            ? ""
                                            : Money.text(account.asset(), account.available())));
            if (units.size() > 1) {
                row.add(Money.unit(texts, account.asset()));
            }
            columns.row(row.toArray(String[]::new));
        }
        columns.print(out, "", palette, main.width());
        if (more) {
            out.println(palette.faint(texts.get("accounts.more", shown.getLast().name())));
        }
    }
}
