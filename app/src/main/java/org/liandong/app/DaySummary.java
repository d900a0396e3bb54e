package org.liandong.app;

import java.io.PrintStream;
import java.math.BigInteger;
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

/// A store of retail imports on one page: where the parcels stand and why, what is left of guarantees and allowances, which
/// time limits run, and what waits for an officer.
final class DaySummary {

    private static final String INDENT = "  ";
    private static final int BAR = 24;
    private static final int QUOTA_BAR = 12;
    private static final int HELD_AT = 3;
    private static final int GUARANTEES_MAX = 8;
    private static final int QUARTERS = 4;

    /// Where a parcel can stand. Other cases are guarantees, bills and entries.
    private static final Set<String> OF_PARCELS =
            Set.of(
                    "collecting",
                    "waiting",
                    "refused",
                    "referred",
                    "forecast",
                    "released",
                    "billed",
                    "returned",
                    "cancelled");

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
        statuses();
        reasons();
        guarantees();
        buyers(year);
        clocks();
        tasks();
    }

    private void heading(String text) {
        if (begun) {
            out.println();
        }
        begun = true;
        out.println(palette.strong(text));
    }

    private void statuses() {
        Map<String, Long> statuses = views.statuses(ImportModule.NAME);
        Map<String, Long> parcels = new HashMap<>(statuses);
        parcels.keySet().retainAll(OF_PARCELS);
        heading(texts.get("summary.parcels"));
        long most = Collections.max(parcels.values(), Long::compare);
        Columns columns = new Columns(List.of(), Set.of(1));
        byCount(parcels)
                .forEach((status, count) ->
                        columns.row(
                                new Cell(
                                        texts.word("status", status),
                                        t -> palette.status(status, t)),
                                Cell.of(Texts.count(count)),
                                Cell.of(bar(count, most))));
        print(columns);
        List<String> others = new ArrayList<>();
        new TreeMap<>(statuses)
                .forEach((status, count) -> {
                    if (!OF_PARCELS.contains(status)) {
                        others.add(palette.status(status, standing(status, count)));
                    }
                });
        if (!others.isEmpty()) {
            out.println(INDENT + String.join(texts.get("comma"), others));
        }
    }

    private String standing(String status, long count) {
        String thing = "standing." + status;
        return texts.has(thing + ".many")
                ? texts.counted(thing, count)
                : Texts.count(count) + " " + texts.word("status", status);
    }

    private void reasons() {
        Map<String, Long> reasons = refusals();
        if (reasons.isEmpty()) {
            return;
        }
        heading(texts.get("summary.reasons"));
        long most = Collections.max(reasons.values(), Long::compare);
        ServiceModule<?, ?> module = Wiring.service(ImportModule.NAME);
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

    /// How many parcels' last word is a refusal, by each failed check.
    private Map<String, Long> refusals() {
        Map<String, Set<String>> last = new HashMap<>();
        views.decisions(
                ImportModule.NAME,
                of -> {
                    if (!of.decision().kind().equals("release")) {
                        return;
                    }
                    if (of.decision().outcome() == Outcome.REFUSED) {
                        Set<String> rules = new TreeSet<>();
                        of.decision().failed().stream().map(Check::rule).forEach(rules::add);
                        last.put(of.key(), rules);
                    } else {
                        last.remove(of.key());
                    }
                });
        Map<String, Long> reasons = new TreeMap<>();
        last.values().forEach(rules -> rules.forEach(rule -> reasons.merge(rule, 1L, Long::sum)));
        return reasons;
    }

    /// The quota of each guarantee in use.
    void guarantees() {
        List<Quota> all = Quota.ofGuarantees(views);
        List<Quota> inUse =
                all.stream().filter(q -> q.taken().signum() > 0).limit(GUARANTEES_MAX).toList();
        if (all.isEmpty()) {
            return;
        }
        heading(texts.get("summary.guarantees"));
        // Mostly nothing is held, and then the column would only take room.
        boolean held = inUse.stream().anyMatch(q -> q.held().signum() > 0);
        List<String> header =
                new ArrayList<>(
                        List.of(
                                texts.get("guarantor"),
                                texts.get("limit"),
                                texts.get("used"),
                                texts.get("free"),
                                "",
                                ""));
        if (held) {
            header.add(HELD_AT, texts.get("held"));
        }
        Columns columns =
                new Columns(header, held ? Set.of(1, 2, 3, 4, 5) : Set.of(1, 2, 3, 4), Set.of(0));
        for (Quota quota : inUse) {
            List<Cell> row =
                    new ArrayList<>(
                            List.of(
                                    Cell.of(quota.owner()),
                                    Cell.of(yuan(quota.limit())),
                                    Cell.of(yuan(quota.used())),
                                    Cell.of(yuan(quota.free())),
                                    Cell.of(quota.percentText()),
                                    new Cell(quota.bar(QUOTA_BAR), palette::faint)));
            if (held) {
                row.add(HELD_AT, Cell.of(yuan(quota.held())));
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
                                    texts.counted(
                                            inUse.isEmpty() ? "quota.idle" : "quota.more",
                                            all.size() - inUse.size())));
        }
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

    private void clocks() {
        // Clocks with a name of their own, such as the end of each guarantee, count together.
        Map<String, Views.RunningClocks> running = new LinkedHashMap<>();
        for (Views.RunningClocks clocks : views.runningClocks(ImportModule.NAME)) {
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

    private void tasks() {
        Map<String, Long> tasks = views.openTasks(ImportModule.NAME);
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
