package org.liandong.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.liandong.app.server.Server;
import org.liandong.app.server.access.Grant;
import org.liandong.app.server.access.Keys;
import org.liandong.app.server.access.Role;
import org.liandong.engine.Engine;
import org.liandong.engine.Json;

/// Parcels over HTTP against the engine alone, and pages that people read while parcels come.
///
/// Server, engine, sender and readers share one process and the machine's processors, as there is one machine. The engine
/// is measured in turns with the server in front of it, on the same store. Then parcels come at a fixed part of the engine's
/// rate, and readers ask for pages: each asks, reads for a while, and asks for the next.
final class ServerRun {

    static final int CASES_MIN = 400;

    private static final int ROUNDS = 4;
    private static final int WARM_UP = 4_000;
    private static final int DIGITS = 3;
    private static final double PART = 0.8;
    private static final long SEED = 7;

    private final Stores stores;
    private final int round;
    private final int readers;
    private final Duration think;
    private final Duration reading;
    private final PrintWriter out;
    private final SoundParcels parcels = new SoundParcels();
    private int made;

    ServerRun(
            Stores stores,
            int cases,
            int readers,
            Duration think,
            Duration reading,
            PrintWriter out) {
        this.stores = stores;
        this.round = Math.max(1, cases / ROUNDS / SoundParcels.NODES) * SoundParcels.NODES;
        this.readers = readers;
        this.think = think;
        this.reading = reading;
        this.out = out;
    }

    void run() throws Exception {
        out.printf(
                "%,d parcels in %d rounds over HTTP and as many to the engine alone, %d cores, heap of at most %,d MB%n",
                round * ROUNDS,
                ROUNDS,
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20);
        out.flush();
        Engine.Settings settings = parcels.settings(stores.make("server"));
        Engine engine = Engine.open(settings);
        try (Server server = Server.start(new Server.Settings("127.0.0.1", 0), settings, engine);
                HttpClient client =
                        HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .followRedirects(HttpClient.Redirect.NORMAL)
                                .build()) {
            Caller caller = new Caller(client, server);
            Sender.send(engine, List.of(SoundParcels.guarantee("2040-12-31")));
            say("Warming up with %,d parcels and every page …", WARM_UP);
            Sender.send(engine, next(WARM_UP / 2));
            caller.send(lines(next(WARM_UP / 2)));
            read(caller, made, Duration.ofMillis(100), Duration.ofSeconds(5));
            double rate = rates(engine, caller);
            try (Spool spool = new Spool(stores.file("messages"))) {
                pages(caller, spool, rate);
            }
        }
        stores.requireReleased("server", made);
        out.flush();
    }

    // ---- rates

    private double rates(Engine engine, Caller caller) throws Exception {
        List<Double> alone = new ArrayList<>();
        List<Double> http = new ArrayList<>();
        out.printf("%n%-10s %15s %15s %8s%n", "", "engine alone", "over HTTP", "ratio");
        for (int i = 1; i <= ROUNDS; i++) {
            List<byte[]> messages = next(round);
            long start = System.nanoTime();
            Sender.send(engine, messages);
            alone.add(round / seconds(start));
            List<byte[]> lines = lines(next(round));
            start = System.nanoTime();
            caller.send(lines);
            http.add(round / seconds(start));
            out.printf(
                    "round %-4d %,15.0f %,15.0f %8.2f%n",
                    i, alone.getLast(), http.getLast(), http.getLast() / alone.getLast());
            out.flush();
        }
        double engineRate = rate(alone);
        double httpRate = rate(http);
        out.printf(
                "%-10s %,15.0f %,15.0f %8.2f   parcels/s%n",
                "all", engineRate, httpRate, httpRate / engineRate);
        return engineRate;
    }

    private static double rate(List<Double> rates) {
        return rates.size() / rates.stream().mapToDouble(r -> 1 / r).sum();
    }

    private List<byte[]> next(int count) {
        List<byte[]> messages = parcels.messages(made, count);
        made += count;
        return messages;
    }

    // A message a line, as a stream of any length has them.
    private static List<byte[]> lines(List<byte[]> messages) {
        List<byte[]> lines = new ArrayList<>();
        for (byte[] message : messages) {
            lines.add(
                    (Json.text(
                                            Map.of(
                                                    "name",
                                                    "bench",
                                                    "document",
                                                    new String(message, StandardCharsets.UTF_8)))
                                    + "\n")
                            .getBytes(StandardCharsets.UTF_8));
        }
        return lines;
    }

    // ---- pages

    private void pages(Caller caller, Spool spool, double engineRate) throws Exception {
        double rate = engineRate * PART;
        int there = made;
        long batches = Math.max(1, Math.round(rate * reading.toSeconds() / SoundParcels.NODES));
        int count = Math.toIntExact(batches * SoundParcels.NODES);
        say(
                "%n%d readers, %d s a page on average, while %,.0f parcels a second come (%.0f %% of the engine's rate) for %d s …",
                readers, think.toSeconds(), rate, 100 * PART, reading.toSeconds());
        // Not in memory, where the collector would look through them while pages are read.
        for (int i = 0; i < batches; i++) {
            for (byte[] line : lines(next(SoundParcels.NODES))) {
                spool.add(line);
            }
        }
        long[] due =
                Arrivals.poisson(
                        rate / SoundParcels.NODES * SoundParcels.Paper.values().length,
                        spool.size(),
                        new SplittableRandom(SEED));
        Meter meter = new Meter();
        Map<String, Histogram> times;
        double took;
        meter.start();
        try (ExecutorService sender = Executors.newSingleThreadExecutor()) {
            long start = System.nanoTime();
            Future<Double> sent =
                    sender.submit(() -> {
                        caller.send(new Paced(spool, start, due));
                        return seconds(start);
                    });
            times = read(caller, there, think, reading);
            took = sent.get();
        }
        double seconds = meter.stop();
        Histogram all = new Histogram(DIGITS);
        times.values().forEach(all::add);
        out.printf(
                "%,.0f parcels a second came; %,.1f pages a second; longest pause of the collector %,d ms; %.2f cores busy%n%n",
                count / took,
                all.getTotalCount() / (double) reading.toSeconds(),
                meter.pauses().longestMillis(),
                meter.processNanos() / 1e9 / seconds);
        out.printf(
                "%-28s %8s %9s %9s %9s %9s   milliseconds from asking to the last byte%n",
                "page", "read", "p50", "p90", "p99", "max");
        new TreeMap<>(times).forEach(this::row);
        row("all", all);
    }

    private void row(String page, Histogram times) {
        out.printf(
                "%-28s %,8d %,9.1f %,9.1f %,9.1f %,9.1f%n",
                page,
                times.getTotalCount(),
                times.getValueAtPercentile(50) / 1e3,
                times.getValueAtPercentile(90) / 1e3,
                times.getValueAtPercentile(99) / 1e3,
                times.getMaxValue() / 1e3);
    }

    /// Microseconds by page.
    ///
    /// @param parcelsThere whose cases are looked at
    private Map<String, Histogram> read(
            Caller caller, int parcelsThere, Duration think, Duration howLong) throws Exception {
        Map<String, Histogram> times = new ConcurrentHashMap<>();
        long end = System.nanoTime() + howLong.toNanos();
        List<Future<?>> all = new ArrayList<>();
        AtomicBoolean failed = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            SplittableRandom random = new SplittableRandom(SEED);
            for (int i = 0; i < readers; i++) {
                SplittableRandom own = random.split();
                all.add(
                        threads.submit(() -> {
                            // They do not all begin at once.
                            pause(own.nextDouble() * think.toNanos(), end);
                            while (System.nanoTime() < end && !failed.get()) {
                                Page page = Page.any(own, parcelsThere);
                                long start = System.nanoTime();
                                try {
                                    caller.page(page.address);
                                } catch (IOException | RuntimeException e) {
                                    failed.set(true);
                                    throw e;
                                }
                                times.computeIfAbsent(
                                                page.name, _ -> new ConcurrentHistogram(DIGITS))
                                        .recordValue(
                                                TimeUnit.NANOSECONDS.toMicros(
                                                        System.nanoTime() - start));
                                pause(own.nextExponential() * think.toNanos(), end);
                            }
                            return null;
                        }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        return times;
    }

    private static void pause(double nanos, long end) {
        pauseUntil(Math.min(end, System.nanoTime() + Math.round(nanos)));
    }

    private static void pauseUntil(long until) {
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /// A page that people look at, and how often: half of the time it is a case.
    private record Page(String name, String address) {

        private static final List<Page> LISTS =
                List.of(
                        new Page("today", "/"),
                        new Page("cases", "/cases"),
                        new Page("tasks", "/tasks"),
                        new Page("clocks", "/clocks"),
                        new Page("books", "/books"),
                        new Page("account", "/books/guarantee/EBC1000001/free"),
                        new Page("messages", "/messages"),
                        new Page("trail", "/trail"));

        static Page any(SplittableRandom random, int parcels) {
            int which = random.nextInt(LISTS.size() * 2 + 1);
            if (which < LISTS.size()) {
                return LISTS.get(which);
            }
            String order = "ORD%012d".formatted(random.nextInt(parcels));
            return which == LISTS.size()
                    ? new Page("search", "/search?q=" + order)
                    : new Page(
                            "case",
                            "/cases/ecommerce-import/EBP1000001/"
                                    + URLEncoder.encode(order, StandardCharsets.UTF_8));
        }
    }

    // ---- HTTP

    /// Asks the server as a program and as a browser does.
    private static final class Caller {

        private final HttpClient client;
        private final URI address;
        private final String authorization;

        Caller(HttpClient client, Server server) {
            this.client = client;
            this.address = server.address();
            this.authorization =
                    "Bearer "
                            + server.part(Keys.class)
                                    .add(
                                            "bench",
                                            "bench",
                                            List.of(
                                                    Grant.source(Grant.ANY, List.of(), List.of()),
                                                    Grant.officer(Grant.ANY, ""),
                                                    Grant.of(Role.AUDITOR, Grant.ANY)),
                                            Duration.ofDays(1))
                                    .token();
        }

        private HttpRequest.Builder to(String path) {
            return HttpRequest.newBuilder(address.resolve(path))
                    .header("Authorization", authorization);
        }

        /// Sends a stream, and insists that all of it is taken.
        void send(Iterable<byte[]> lines) throws IOException, InterruptedException {
            HttpResponse<InputStream> answer =
                    client.send(
                            to("/facts?name=bench")
                                    .header("Content-Type", "application/x-ndjson")
                                    .POST(BodyPublishers.ofByteArrays(lines))
                                    .build(),
                            BodyHandlers.ofInputStream());
            try (BufferedReader reader =
                    new BufferedReader(
                            new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    if (answer.statusCode() != 200
                            || !(line.contains("\"result\":\"accepted\"")
                                    || line.contains("\"result\":\"parked\""))) {
                        throw new IllegalStateException(
                                "A sound parcel was refused with %d: %s"
                                        .formatted(answer.statusCode(), line));
                    }
                }
            }
        }

        void page(String path) throws IOException, InterruptedException {
            HttpResponse<byte[]> answer =
                    client.send(
                            to(path).header("Accept", "text/html").build(),
                            BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        "The page %s was answered with %d.".formatted(path, answer.statusCode()));
            }
        }
    }

    /// Lines, each at its time.
    private record Paced(Spool lines, long start, long[] due) implements Iterable<byte[]> {

        @Override
        public java.util.Iterator<byte[]> iterator() {
            return new java.util.Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < due.length;
                }

                @Override
                public byte[] next() {
                    if (!hasNext()) {
                        throw new java.util.NoSuchElementException();
                    }
                    pauseUntil(start + due[next]);
                    try {
                        return lines.get(next++);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            };
        }
    }

    private void say(String format, Object... arguments) {
        out.printf(format + "%n", arguments);
        out.flush();
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
