package org.liandong.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.liandong.bench.SoundParcels.Paper;
import org.liandong.engine.Engine;

/// The time from the last message that a parcel needs to its durable decision, at half of the rate that the machine has just
/// shown.
///
/// Messages are due at times that are fixed in advance, at random (a Poisson process), as senders know nothing of each
/// other. The time counts from when a message was due, not from when it could be handed in: while the engine stands still,
/// all that were due meanwhile wait, and are counted so. See Gil Tene, "How NOT to Measure Latency", on coordinated
/// omission.
///
/// The papers of a parcel come as order, payment, waybill and list, each in its own message, so that the list is the one
/// on which all have waited. A parcel counts once, whatever the size of its message.
final class LatencyRun {

    // One parcel a message from platforms that report as buyers pay, a hundred (the most that the
    // standard allows) from those that collect, ten from those between.
    private static final List<Integer> SIZES = List.of(1, 10, SoundParcels.NODES);

    private static final int WARM_UP = 20_000;
    private static final int UNTHROTTLED = 4_000;

    // Until then the JVM still compiles what this size of message makes it do most.
    private static final int SECONDS_BEFORE = 20;
    private static final long SEED = 7;
    private static final int DIGITS = 3;

    private final Stores stores;
    private final int seconds;
    private final PrintWriter out;
    private final SoundParcels parcels = new SoundParcels();
    private final List<String> table = new ArrayList<>();
    private int made;

    /// @param seconds how long messages are handed in for each size
    LatencyRun(Stores stores, int seconds, PrintWriter out) {
        this.stores = stores;
        this.seconds = seconds;
        this.out = out;
    }

    void run() throws Exception {
        out.printf(
                "Latency at half load on %s, %d cores, %d s for each size of message%n",
                stores.kind(), Runtime.getRuntime().availableProcessors(), seconds);
        try (Engine engine = Engine.open(parcels.settings(stores.make("latency")));
                Spool spool = new Spool(stores.file("messages"))) {
            Sender.send(engine, List.of(SoundParcels.guarantee("2040-12-31")));
            say("Warming up with %,d parcels …", WARM_UP);
            unthrottled(engine, SoundParcels.NODES, WARM_UP);
            for (int size : SIZES) {
                // The first messages of a size warm up what is peculiar to it.
                unthrottled(engine, size, UNTHROTTLED / 2);
                double rate = unthrottled(engine, size, UNTHROTTLED);
                say("Messages of %d: %,.0f parcels a second unthrottled", size, rate);
                atRate(engine, spool, size, rate / 2);
            }
        }
        stores.requireReleased("latency", made);
        out.printf(
                "%nmilliseconds from when the last message of a parcel was due to its durable decision%n%n");
        out.printf(
                "%9s %10s %10s %9s %9s %9s %9s %9s %9s %10s%n",
                "parcels",
                "parcels/s",
                "messages",
                "p50",
                "p90",
                "p99",
                "p99.9",
                "max",
                "longest",
                "parcels");
        out.printf(
                "%9s %10s %10s %9s %9s %9s %9s %9s %9s %10s%n",
                "a message", "handed in", "a second", "", "", "", "", "", "GC pause", "counted");
        table.forEach(out::println);
        out.flush();
    }

    private void say(String format, Object... arguments) {
        out.printf(format + "%n", arguments);
        out.flush();
    }

    /// Parcels a second when all messages are there at once.
    private double unthrottled(Engine engine, int size, int count) throws Exception {
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < count; i += size) {
            for (Paper paper : Paper.values()) {
                messages.add(parcels.message(paper, made, size));
            }
            made += size;
        }
        long start = System.nanoTime();
        Sender.send(engine, messages);
        return count / (double) (System.nanoTime() - start) * TimeUnit.SECONDS.toNanos(1);
    }

    private void atRate(Engine engine, Spool spool, int size, double rate) throws Exception {
        int groups = Math.max(1, (int) (rate * (SECONDS_BEFORE + seconds) / size));
        int from = spool.size();
        say("    making %,d messages …", groups * Paper.values().length);
        make(spool, size, groups);
        say(
                "    handing them in at half of that rate for %d s, the first %d of which do not count …",
                SECONDS_BEFORE + seconds, SECONDS_BEFORE);
        int count = spool.size() - from;
        double messageRate = rate / size * Paper.values().length;
        long[] due = Arrivals.poisson(messageRate, count, new SplittableRandom(SEED));

        Histogram times = new ConcurrentHistogram(DIGITS);
        Meter meter = new Meter();
        List<CompletableFuture<?>> answers = new ArrayList<>();
        meter.start();
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            byte[] message = spool.get(from + i);
            long at = start + due[i];
            waitUntil(at);
            boolean counts =
                    (i + 1) % Paper.values().length == 0
                            && due[i] >= TimeUnit.SECONDS.toNanos(SECONDS_BEFORE);
            answers.add(
                    engine.submit("bench", message)
                            .thenAccept(result -> {
                                long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - at);
                                Sender.requireTaken(result);
                                if (counts) {
                                    times.recordValueWithCount(micros, result.nodes().size());
                                }
                            }));
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get();
        double took = meter.stop();
        table.add(
                "%,9d %,10.0f %,10.0f %,9.1f %,9.1f %,9.1f %,9.1f %,9.1f %,9d %,10d"
                        .formatted(
                                size,
                                (double) groups * size / took,
                                count / took,
                                millis(times.getValueAtPercentile(50)),
                                millis(times.getValueAtPercentile(90)),
                                millis(times.getValueAtPercentile(99)),
                                millis(times.getValueAtPercentile(99.9)),
                                millis(times.getMaxValue()),
                                meter.pauses().longestMillis(),
                                times.getTotalCount()));
    }

    private void make(Spool spool, int size, int groups) throws IOException {
        for (int i = 0; i < groups; i++) {
            for (Paper paper : Paper.values()) {
                spool.add(parcels.message(paper, made, size));
            }
            made += size;
        }
    }

    private static void waitUntil(long nanoTime) {
        long left = nanoTime - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = nanoTime - System.nanoTime();
        }
    }

    private static double millis(long micros) {
        return micros / 1e3;
    }
}
