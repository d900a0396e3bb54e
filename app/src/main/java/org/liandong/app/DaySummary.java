package org.liandong.app;

import java.io.PrintStream;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.liandong.app.Columns.Cell;
import org.liandong.ecommerceimport.ImportModule;
import org.liandong.engine.Views;
import org.liandong.kernel.Check;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.ServiceModule;

/// A store on one page, service by service: where the cases stand and why, what is left of guarantees and allowances, which time
/// limits run, and what waits for an officer.
final class DaySummary {

    private static final String INDENT = "  ";
    private static final int BAR = 24;
    private static final int QUOTA_BAR = 12;
    private static final int HELD_AT = 3;
    private static final int GUARANTEES_MAX = 8;
    private static final int QUARTERS = 4;

    private final Views views;
    private final Texts texts;
    private final Palette palette;
    private final PrintStream out;
    private final int width;
    private boolean begun;

    DaySummary(Views views, Texts texts, Palette palette, PrintStream out, int width) {
        this.views = views;
        this.texts = texts;
        this.palette = palette;
        this.out = out;
        this.width = width;
    }

    void print(int year) {
        List<ServiceModule<?, ?>> services =
                Wiring.services().stream()
                        .filter(module -> !views.statuses(module.name()).isEmpty())
                        .toList();
        for (ServiceModule<?, ?> module : services) {
            if (services.size() > 1) {
                title(texts.word("service", module.name()));
            }
            statuses(module);
            reasons(module);
            guarantees(module);
            if (module.name().equals(ImportModule.NAME)) {
                buyers(year);
            }
            clocks(module);
            tasks(module);
        }
    }

    private void title(String text) {
        if (begun) {
            out.println();
        }
        // What follows is its own, and needs no distance.
        begun = false;
        out.println(palette.strong(text));
        out.println(palette.faint("─".repeat(Math.min(width, Columns.width(text)))));
    }

    private void heading(String text) {
        if (begun) {
            out.println();
        }
        begun = true;
        out.println(palette.strong(text));
    }

    private void statuses(ServiceModule<?, ?> module) {
        Map<String, Long> statuses = views.statuses(module.name());
        Map<String, Long> main = new HashMap<>(statuses);
        if (!module.mainStatuses().isEmpty()) {
            main.keySet().retainAll(module.mainStatuses());
        }
        heading(texts.word("summary", module.name()));
        long most = main.values().stream().max(Long::compare).orElse(1L);
        Columns columns = new Columns(List.of(), Set.of(1));
        byCount(main)
                .forEach((status, count) ->
                        columns.row(
                                new Cell(
                                        texts.word("status", status),
                                        t -> palette.status(status, t)),
                                Cell.of(Texts.count(count)),
                                Cell.of(bar(count, most))));
        if (!columns.isEmpty()) {
            print(columns);
        }
        List<String> others = new ArrayList<>();
        new TreeMap<>(statuses)
                .forEach((status, count) -> {
                    if (!main.containsKey(status)) {
                        others.add(palette.status(status, standing(module, status, count)));
                    }
                });
        if (!others.isEmpty()) {
            out.println(INDENT + String.join(texts.get("comma"), others));
        }
    }

    private String standing(ServiceModule<?, ?> module, String status, long count) {
        String thing = "standing." + status;
        return texts.words(module).containsKey(thing + ".many")
                ? texts.counted(thing, count)
                : Texts.count(count) + " " + texts.word("status", status);
    }

    private void reasons(ServiceModule<?, ?> module) {
        Map<String, Long> reasons = refusals(module.name());
        if (reasons.isEmpty()) {
            return;
        }
        heading(texts.get("summary.reasons"));
        long most = Collections.max(reasons.values(), Long::compare);
        Columns columns = new Columns(List.of(), Set.of(0));
        byCount(reasons)
                .forEach((rule, count) ->
                        columns.row(
                                Texts.count(count),
                                bar(count, most),
                                rule,
                                new DecisionWords(texts, module).explain(rule)));
        print(columns);
    }

    /// How many cases' last word of a kind is a refusal, by each failed check.
    private Map<String, Long> refusals(String service) {
        Map<String, Set<String>> last = new HashMap<>();
        views.decisions(
                service,
                of -> {
                    String about = of.key() + "\n" + of.decision().kind();
                    if (of.decision().outcome() == Outcome.REFUSED) {
                        Set<String> rules = new TreeSet<>();
                        of.decision().failed().stream().map(Check::rule).forEach(rules::add);
                        last.put(about, rules);
                    } else {
                        last.remove(about);
                    }
                });
        Map<String, Long> reasons = new TreeMap<>();
        last.values().forEach(rules -> rules.forEach(rule -> reasons.merge(rule, 1L, Long::sum)));
        return reasons;
    }

    /// The quotas of a service that are in use.
    ///
    /// @return whether it keeps any
    boolean guarantees(ServiceModule<?, ?> module) {
        List<Quota> all = Quota.of(views, module);
        List<Quota> inUse =
                all.stream().filter(q -> q.taken().signum() > 0).limit(GUARANTEES_MAX).toList();
        if (all.isEmpty()) {
            return false;
        }
        Instant now = views.now();
        heading(texts.get("summary.guarantees"));
        // Mostly nothing is held, and then the column would only take room.
        boolean held = inUse.stream().anyMatch(q -> q.held().signum() > 0);
        List<String> header =
                new ArrayList<>(
                        List.of(
                                texts.get("guarantee"),
                                texts.get("limit"),
                                texts.get("used"),
                                texts.get("free"),
                                "",
                                ""));
        if (held) {
            header.add(HELD_AT, texts.get("held"));
        }
        boolean ending = inUse.stream().anyMatch(q -> q.end(now) != Quota.End.FAR);
        if (ending) {
            header.add("");
        }
        Columns columns =
                new Columns(header, held ? Set.of(1, 2, 3, 4, 5) : Set.of(1, 2, 3, 4), Set.of(0));
        for (Quota quota : inUse) {
            List<Cell> row =
                    new ArrayList<>(
                            List.of(
                                    Cell.of(quota.owner()),
                                    Cell.of(Money.text(quota.asset(), quota.limit())),
                                    Cell.of(Money.text(quota.asset(), quota.used())),
                                    Cell.of(Money.text(quota.asset(), quota.free())),
                                    Cell.of(quota.percentText()),
                                    new Cell(quota.bar(QUOTA_BAR), palette::faint)));
            if (held) {
                row.add(HELD_AT, Cell.of(Money.text(quota.asset(), quota.held())));
            }
            if (ending) {
                row.add(new Cell(ends(quota, now), palette::waiting));
            }
            columns.row(row.toArray(Cell[]::new));
        }
        if (!inUse.isEmpty()) {
            print(columns);
        }
        if (inUse.size() < all.size()) {
            out.println(
                    INDENT
                            + palette.faint(
                                    more(
                                            inUse.isEmpty() ? "quota.idle" : "quota.more",
                                            all.size() - inUse.size(),
                                            module.quotas().getFirst().accounts())));
        }
        return true;
    }

    private String more(String text, int count, String prefix) {
        return texts.get(text + (count == 1 ? ".one" : ".many"), Texts.count(count), prefix);
    }

    private String ends(Quota quota, Instant now) {
        return switch (quota.end(now)) {
            case FAR -> "";
            case SOON -> texts.counted("quota.ends", quota.daysLeft(now));
            case OVER -> texts.get("quota.over");
        };
    }

    private void buyers(int year) {
        List<Quota> buyers = Quota.ofBuyers(views, year);
        if (buyers.isEmpty()) {
            return;
        }
        heading(texts.get("summary.buyers", Integer.toString(year)));
        long[] quarters = new long[QUARTERS];
        BigInteger taken = BigInteger.ZERO;
        BigInteger limit = BigInteger.ZERO;
        for (Quota buyer : buyers) {
            taken = taken.add(buyer.taken());
            limit = limit.add(buyer.limit());
            int quarter = (int) (buyer.percent().doubleValue() / (100.0 / QUARTERS));
            quarters[Math.min(QUARTERS - 1, quarter)]++;
        }
        long most = 1;
        for (long quarter : quarters) {
            most = Math.max(most, quarter);
        }
        for (String line :
                Columns.wrapped(
                        texts.get(
                                "summary.buyers.all",
                                texts.counted("buyer", buyers.size()),
                                yuan(taken),
                                yuan(limit)),
                        width - INDENT.length())) {
            out.println(INDENT + line);
        }
        Columns columns = new Columns(List.of(), Set.of(1));
        for (int i = 0; i < QUARTERS; i++) {
            columns.row(
                    texts.get(
                            "summary.buyers.part",
                            Integer.toString(100 / QUARTERS * i),
                            Integer.toString(100 / QUARTERS * (i + 1))),
                    Texts.count(quarters[i]),
                    quarters[i] == 0 ? "" : bar(quarters[i], most));
        }
        print(columns);
    }

    private void clocks(ServiceModule<?, ?> module) {
        // Clocks with a name of their own, such as the end of each guarantee, count together.
        Map<String, Views.RunningClocks> running = new LinkedHashMap<>();
        for (Views.RunningClocks clocks : views.runningClocks(module.name())) {
            int slash = clocks.name().indexOf('/');
            String name = slash < 0 ? clocks.name() : clocks.name().substring(0, slash);
            running.merge(
                    name,
                    clocks,
                    (one, other) ->
                            new Views.RunningClocks(name, one.count() + other.count(), one.next()));
        }
        if (running.isEmpty()) {
            return;
        }
        heading(texts.get("summary.clocks"));
        Columns columns = new Columns(List.of(), Set.of(1));
        running.forEach((name, clocks) ->
                columns.row(
                        Cell.of(texts.word("clock", name)),
                        Cell.of(Texts.count(clocks.count())),
                        new Cell(
                                texts.get("summary.next", Texts.time(clocks.next())),
                                palette::faint)));
        print(columns);
    }

    private void tasks(ServiceModule<?, ?> module) {
        Map<String, Long> tasks = views.openTasks(module.name());
        heading(texts.get("summary.tasks"));
        if (tasks.isEmpty()) {
            out.println(INDENT + palette.faint(texts.get("nothing")));
        }
        Columns columns = new Columns(List.of(), Set.of(1));
        tasks.forEach((role, count) ->
                columns.row(
                        new Cell(texts.word("role", role), palette::officer),
                        Cell.of(Texts.count(count))));
        if (!columns.isEmpty()) {
            print(columns);
        }
    }

    private void print(Columns columns) {
        columns.print(out, INDENT, palette, width);
    }

    private static String yuan(BigInteger minor) {
        return Money.text("CNY", minor);
    }

    private static Map<String, Long> byCount(Map<String, Long> counts) {
        Map<String, Long> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Long>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                .forEach(e -> sorted.put(e.getKey(), e.getValue()));
        return sorted;
    }

    private static String bar(long value, long most) {
        return "█".repeat((int) Math.max(1, Math.round(BAR * value / (double) most)));
    }
}
