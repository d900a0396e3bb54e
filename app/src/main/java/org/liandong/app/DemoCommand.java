package org.liandong.app;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.liandong.app.server.Server;
import org.liandong.app.server.access.Entrance;
import org.liandong.ecommerceimport.ImportModule;
import org.liandong.engine.DocumentResult;
import org.liandong.engine.Engine;
import org.liandong.engine.OfficeTime;
import org.liandong.engine.StoreFailure;
import org.liandong.engine.Views;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Simulation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// A simulated live day on an embedded store of its own.
///
/// It flows in while a browser looks on, until the program is told to end. With `--once` nobody is served: the day and the two
/// months after it pass at full speed, and a summary that a person understands ends the program.
@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {

    private static final int ANSWERS_MAX = 2;

    // Long enough for every window of the day's parcels to close.
    private static final int DAYS_AFTER = 60;

    @ParentCommand private Main main;

    @Option(names = "--store", paramLabel = "DIR", descriptionKey = "demo.store")
    private @Nullable Path folder;

    @Option(
            names = {"--cases", "--parcels"},
            paramLabel = "N",
            defaultValue = "2000",
            descriptionKey = "demo.cases")
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

    @Option(names = "--day", paramLabel = "DATE", descriptionKey = "demo.day")
    private @Nullable LocalDate wished;

    @Option(names = "--once", descriptionKey = "demo.once")
    private boolean once;

    @Mixin private ServeCommand.Address address;

    @Mixin private StoreOptions.Writing writing;

    // Parcels of each 2,000 whose documents come one by one, as from a platform that waits for the
    // answer.
    private static final int SINGLE_MAX = 200;

    /// How long it took from the arrival of the last document of a parcel, alone in its message, to its durable answer.
    private final Map<String, Long> microsOfSingle = new HashMap<>();

    private static final LocalDate DAY_OF_SUMMARY = LocalDate.of(2026, 3, 2);

    // Of each ten documents of a live day so many are there when the browser opens, so that it has
    // something to show.
    private static final int AT_ONCE_OF_TEN = 6;

    // The others come over some minutes.
    private static final long LIVE_MILLIS = 1_500;

    private volatile Instant now = Instant.EPOCH;
    private LocalDate day = DAY_OF_SUMMARY;
    private long documents;
    private long nodes;

    @SuppressWarnings("NullAway.Init") // picocli sets them
    DemoCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = main.terminal();
        Texts texts = main.texts();
        PrintStream out = terminal.out();
        LocalDate asked = wished;
        day = asked != null ? asked : once ? DAY_OF_SUMMARY : LocalDate.now(OfficeTime.ZONE);
        Simulation.Plan plan =
                SimulateCommand.plan(
                        parcels,
                        seed,
                        errors,
                        true,
                        day,
                        once ? (int) Math.min(SINGLE_MAX, parcels / 4) : 0);
        String store =
                (folder == null ? Files.createTempDirectory("liandong-demo-") : folder).toString();
        if (!StoreOptions.isMissing(store)) {
            // Its time is not that of the day, and its parcels would be known already.
            throw Fault.wrongUse("demo.full", store);
        }
        if (!once) {
            return live(plan, store);
        }
        PortDay port = new PortDay(plan);
        say(texts.get("demo.begins", texts.counted("parcel", parcels), day.toString(), store));
        out.flush();
        long began = System.nanoTime();
        try (Engine engine =
                StoreOptions.Writing.open(writing.settings(terminal, store, () -> now))) {
            Feed feed = new Feed(engine, terminal, texts);
            port.run(feed);
            feed.drain();
            double seconds = (System.nanoTime() - began) / 1e9;
            feed.clear();
            try (Views views = Views.open(store)) {
                out.println();
                answer(views, seconds);
                out.println();
                summary(views).print(day.getYear());
            }
            out.flush();
            port.afterwards(store, feed);
            feed.drain();
            engine.moveTo(day.plusDays(DAYS_AFTER).atStartOfDay(OfficeTime.ZONE).toInstant())
                    .join();
            feed.clear();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreFailure failure ? failure : e;
        }
        out.println();
        say(main.palette().strong(texts.get("demo.after", Integer.toString(DAYS_AFTER))));
        out.println();
        try (Views views = Views.open(store)) {
            summary(views).print(day.getYear());
        }
        out.println();
        out.println(texts.get("demo.look"));
        for (String command :
                List.of("cases --status refused", "case KEY", "accounts guarantee/", "verify")) {
            out.println("  ./liandong " + command + " --store " + store);
        }
        return Main.DONE;
    }

    private record Sent(String name, byte[] content) {}

    /// Serves, and lets the day flow in meanwhile.
    private int live(Simulation.Plan plan, String store) throws InterruptedException {
        Terminal terminal = main.terminal();
        Texts texts = main.texts();
        Server.Settings wishedAddress = address.settings();
        Server.Settings settings = wishedAddress;
        if (isTaken(wishedAddress)) {
            say(texts.get("demo.port", Integer.toString(wishedAddress.port())));
            settings = new Server.Settings(wishedAddress.host(), 0);
        }
        Server.logToStandardError();
        Engine.Settings engineSettings = writing.settings(terminal, store, InstantSource.system());
        Engine engine = StoreOptions.Writing.open(engineSettings);
        Server server = Server.start(settings, engineSettings, engine);
        say(texts.get("demo.live", texts.counted("parcel", parcels), day.toString(), store));
        URI link = server.part(Entrance.class).demoLink(server.address());
        ServeCommand.Running running = ServeCommand.announce(server, terminal, texts);
        say(texts.get("demo.open"));
        terminal.out().println("  " + link);
        terminal.out().flush();
        try {
            List<Sent> documents = new ArrayList<>();
            new PortDay(plan).run((name, _, content) -> documents.add(new Sent(name, content)));
            int atOnce = documents.size() * AT_ONCE_OF_TEN / 10;
            for (int i = 0; i < documents.size(); i++) {
                Sent document = documents.get(i);
                // One after the other: an engine that is told to end first finishes what it was
                // given.
                engine.submit(document.name(), document.content()).join();
                if (i >= atOnce) {
                    Thread.sleep(LIVE_MILLIS);
                }
            }
            say(texts.get("demo.all"));
            terminal.out().flush();
        } catch (StoreFailure | CompletionException e) {
            // The engine is gone because the program was told to end: that is no fault.
            if (!running.stopping()) {
                throw e instanceof CompletionException
                                && e.getCause() instanceof StoreFailure failure
                        ? failure
                        : e;
            }
        }
        running.await();
        return Main.DONE;
    }

    private static boolean isTaken(Server.Settings settings) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(settings.host(), settings.port()));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private void say(String text) {
        Columns.wrapped(text, main.width()).forEach(main.terminal().out()::println);
    }

    private DaySummary summary(Views views) {
        return new DaySummary(
                views, main.texts(), main.palette(), main.terminal().out(), main.width());
    }

    /// First of all what a parcel's sender feels, beside what it has to beat.
    private void answer(Views views, double seconds) {
        Texts texts = main.texts();
        Map<String, Long> statuses = views.statuses(ImportModule.NAME);
        say(
                main.palette()
                        .strong(
                                texts.get(
                                        "demo.released",
                                        Texts.count(statuses.getOrDefault("released", 0L)),
                                        texts.counted("parcel", parcels))));
        List<Long> waits = waits(views);
        if (!waits.isEmpty()) {
            say(
                    texts.get(
                            "demo.wait",
                            texts.span(quantile(waits, 0.5)),
                            texts.span(quantile(waits, 0.99))));
            say(
                    main.palette()
                            .faint(
                                    texts.get(
                                            "demo.measured",
                                            texts.counted("parcel", waits.size()))));
        }
        say(texts.get("demo.beat"));
        say(
                texts.get(
                        "demo.taken",
                        texts.counted("document", documents),
                        texts.counted("fact", nodes),
                        Texts.decimal(seconds)));
    }

    /// Microseconds for those single parcels that were decided by their last document, shortest first.
    private List<Long> waits(Views views) {
        Set<String> decided = new HashSet<>();
        views.decisions(
                ImportModule.NAME,
                of -> {
                    if (of.decision().kind().equals("release")
                            && of.decision().outcome() != Outcome.WAITING) {
                        decided.add(of.key());
                    }
                });
        return microsOfSingle.entrySet().stream()
                .filter(e -> decided.contains(e.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
    }

    private static Duration quantile(List<Long> sorted, double quantile) {
        int at = (int) Math.min(sorted.size() - 1L, Math.round(sorted.size() * quantile));
        return Duration.ofNanos(sorted.get(at) * 1_000);
    }

    /// Hands documents to the engine at their own times, and says how far the day is.
    private final class Feed implements Simulation.Sink {

        private final Engine engine;
        private final Terminal terminal;
        private final Texts texts;
        private final Deque<CompletableFuture<DocumentResult>> answers = new ArrayDeque<>();
        private boolean single;

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
                answers.add(engine.submit(name, content));
                if (single) {
                    DocumentResult result = take();
                    String key =
                            result.nodes().isEmpty() ? null : result.nodes().getFirst().caseKey();
                    if (key != null) {
                        microsOfSingle.put(key, (System.nanoTime() - start) / 1_000);
                    }
                } else if (answers.size() >= ANSWERS_MAX) {
                    take();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Fault.outside("demo.interrupted");
            }
        }

        @Override
        public void single(boolean begins) {
            drain();
            single = begins;
        }

        private DocumentResult take() {
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
                                                texts.counted("document", documents),
                                                texts.counted("fact", nodes)));
                terminal.err().flush();
            }
            return result;
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
