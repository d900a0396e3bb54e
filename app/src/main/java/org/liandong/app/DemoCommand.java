package org.liandong.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ImportModule;
import org.liandong.ecommerceimport.simulator.MadeUpCertificates;
import org.liandong.ecommerceimport.simulator.Simulator;
import org.liandong.engine.DocumentResult;
import org.liandong.engine.Engine;
import org.liandong.engine.Views;
import org.liandong.kernel.Check;
import org.liandong.kernel.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// A simulated live day on an embedded store of its own, the two months after it, and a summary a person understands.
@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {

    private static final int ANSWERS_MAX = 2;
    private static final int BAR = 30;
    private static final int PAGE = 1_000;

    // Long enough for every window of the day's parcels to close.
    private static final int DAYS_AFTER = 60;

    @ParentCommand private Main main;

    @Option(names = "--store", paramLabel = "DIR", descriptionKey = "demo.store")
    private @Nullable Path folder;

    @Option(
            names = "--parcels",
            paramLabel = "N",
            defaultValue = "2000",
            descriptionKey = "simulate.parcels")
    private long parcels;

    @Option(
            names = "--seed",
            paramLabel = "K",
            defaultValue = "7",
            descriptionKey = "simulate.seed")
    private long seed;

    @Option(
            names = "--errors",
            paramLabel = "RATE",
            defaultValue = "0.06",
            descriptionKey = "simulate.errors")
    private double errors;

    @Option(
            names = "--day",
            paramLabel = "DATE",
            defaultValue = "2026-03-02",
            descriptionKey = "simulate.day")
    private LocalDate day;

    @Mixin private StoreOptions.Writing writing;

    private final List<Long> micros = Collections.synchronizedList(new ArrayList<>());
    private volatile Instant now = Instant.EPOCH;
    private long documents;
    private long nodes;

    @SuppressWarnings("NullAway.Init") // picocli sets them
    DemoCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = main.terminal();
        Texts texts = main.texts();
        PrintStream out = terminal.out();
        String store =
                (folder == null ? Files.createTempDirectory("liandong-demo-") : folder).toString();
        Simulator simulator = new Simulator(MadeUpCertificates.ofTrials().signing());
        Simulator.Plan plan = Simulator.Plan.of(parcels, seed, errors, true, day);
        out.println(texts.get("demo.begins", Texts.count(parcels), day.toString(), store));
        long began = System.nanoTime();
        try (Engine engine =
                StoreOptions.Writing.open(writing.settings(terminal, store, () -> now))) {
            Feed feed = new Feed(engine, terminal, texts);
            simulator.run(plan, feed);
            feed.drain();
            double seconds = (System.nanoTime() - began) / 1e9;
            feed.clear();
            out.println();
            out.println(main.palette().strong(texts.get("demo.day")));
            out.println(
                    texts.get(
                            "demo.taken",
                            Texts.count(documents),
                            Texts.count(nodes),
                            "%.1f".formatted(seconds),
                            Texts.count(Math.round(nodes / seconds))));
            out.println(texts.get("demo.answer", millis(0.5), millis(0.99)));
            summary(store, texts, out);
            simulator.secondAct(plan, numbers(store)::get, feed);
            feed.drain();
            engine.moveTo(
                            day.plusDays(DAYS_AFTER)
                                    .atStartOfDay(org.liandong.engine.OfficeTime.ZONE)
                                    .toInstant())
                    .join();
            feed.clear();
        }
        out.println();
        out.println(main.palette().strong(texts.get("demo.after", Integer.toString(DAYS_AFTER))));
        summary(store, texts, out);
        out.println();
        out.println(texts.get("demo.look", store));
        return Main.DONE;
    }

    private String millis(double quantile) {
        List<Long> sorted = new ArrayList<>(micros);
        sorted.sort(Comparator.naturalOrder());
        return "%.1f"
                .formatted(
                        sorted.get(
                                        (int)
                                                Math.min(
                                                        sorted.size() - 1L,
                                                        Math.round(sorted.size() * quantile)))
                                / 1000.0);
    }

    /// The list numbers that the office has given, by case.
    private static Map<String, String> numbers(String store) {
        Map<String, String> numbers = new HashMap<>();
        try (Views views = Views.open(store)) {
            long after = 0;
            while (true) {
                List<Views.MessageLine> page = views.messages(after, PAGE);
                if (page.isEmpty()) {
                    return numbers;
                }
                for (Views.MessageLine line : page) {
                    String number = line.message().head().get("invtNo");
                    if (line.message().type().equals("CEB622")
                            && line.caseKey() != null
                            && number != null) {
                        numbers.put(line.caseKey(), number);
                    }
                    after = line.id();
                }
            }
        }
    }

    private void summary(String store, Texts texts, PrintStream out) {
        Palette palette = main.palette();
        try (Views views = Views.open(store)) {
            Map<String, Long> statuses = views.statuses(ImportModule.NAME);
            long most = statuses.values().stream().mapToLong(Long::longValue).max().orElse(1);
            Columns columns = new Columns(List.of(), Set.of(1));
            statuses.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .forEach(e ->
                            columns.row(
                                    new Columns.Cell(
                                            texts.word("status", e.getKey()),
                                            t -> palette.status(e.getKey(), t)),
                                    Columns.Cell.of(Texts.count(e.getValue())),
                                    Columns.Cell.of(bar(e.getValue(), most))));
            columns.print(out, "  ", palette);
            Map<String, Long> reasons = reasons(views);
            if (!reasons.isEmpty()) {
                out.println(texts.get("demo.reasons"));
                long greatest = Collections.max(reasons.values());
                Columns failed = new Columns(List.of(), Set.of(1));
                var module = Wiring.service(ImportModule.NAME);
                reasons.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .forEach(e ->
                                failed.row(
                                        e.getKey()
                                                + "  "
                                                + (module == null
                                                        ? ""
                                                        : module.explain(
                                                                e.getKey(), texts.locale())),
                                        Texts.count(e.getValue()),
                                        bar(e.getValue(), greatest)));
                failed.print(out, "  ", palette);
            }
        }
    }

    /// How many parcels' last word is a refusal, by each failed check.
    private static Map<String, Long> reasons(Views views) {
        Map<String, Set<String>> last = new HashMap<>();
        views.decisions(
                ImportModule.NAME,
                of -> {
                    if (!of.decision().kind().equals("release")) {
                        return;
                    }
                    if (of.decision().outcome() == Outcome.REFUSED) {
                        Set<String> rules = new java.util.TreeSet<>();
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

    private static String bar(long value, long most) {
        return "█".repeat((int) Math.max(1, Math.round(BAR * value / (double) most)));
    }

    /// Hands documents to the engine at their own times, and says how far the day is.
    private final class Feed implements Simulator.Sink {

        private final Engine engine;
        private final Terminal terminal;
        private final Texts texts;
        private final Deque<CompletableFuture<DocumentResult>> answers = new ArrayDeque<>();

        Feed(Engine engine, Terminal terminal, Texts texts) {
            this.engine = engine;
            this.terminal = terminal;
            this.texts = texts;
        }

        @Override
        public void document(String name, Instant at, byte[] content) {
            try {
                if (at.isAfter(now)) {
                    // The store's time is that of the documents: those before must be in.
                    drain();
                    now = at;
                }
                long start = System.nanoTime();
                CompletableFuture<DocumentResult> answer = engine.submit(name, content);
                answers.add(
                        answer.whenComplete(
                                (_, _) -> micros.add((System.nanoTime() - start) / 1000)));
                if (answers.size() >= ANSWERS_MAX) {
                    take();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Fault.outside("interrupted");
            }
        }

        private void take() {
            DocumentResult result = answers.removeFirst().join();
            documents++;
            nodes += result.nodes().size();
            if (terminal.errTerminal() && documents % 10 == 0) {
                terminal.err()
                        .print(
                                "\r\u001b[K"
                                        + texts.get(
                                                "demo.progress",
                                                Texts.time(now),
                                                Texts.count(documents),
                                                Texts.count(nodes)));
                terminal.err().flush();
            }
        }

        void drain() {
            while (!answers.isEmpty()) {
                take();
            }
        }

        void clear() {
            if (terminal.errTerminal()) {
                terminal.err().print("\r\u001b[K");
                terminal.err().flush();
            }
        }
    }
}
