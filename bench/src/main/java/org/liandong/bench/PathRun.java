package org.liandong.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.liandong.ecommerceimport.ceb.CebMessage;
import org.liandong.ecommerceimport.ceb.CebReader;
import org.liandong.engine.Engine;
import org.liandong.engine.RecordedRows;

/// The whole path of a parcel against two yardsticks of the same run: parsing alone, and the bare store.
///
/// A machine that others use is now fast, now slow, so that the three are measured in turns, in rounds. A round parses
/// messages, then sends as many parcels down the whole path, then sends as many others down the same path while the rows
/// are recorded, which is not measured, and writes these rows into the bare store, in the batches in which the engine wrote
/// them. The bare store so ends with about half of the rows of the other, which is in favour of the yardstick.
final class PathRun {

    static final int CASES = 20_000;
    static final int CASES_MIN = 400;

    private static final int ROUNDS = 4;
    private static final int WARM_UP_BLOCK = 8_000;
    private static final int WARM_UP_MOST = 160_000;
    private static final double COMPILER_RESTS = 0.1;
    private static final double PARSING_SECONDS_MIN = 0.5;
    private static final int MESSAGES_A_PARCEL = 4;

    private final Stores stores;
    private final int round;
    private final PrintWriter out;
    private final SoundParcels parcels = new SoundParcels();
    private final int cores = Runtime.getRuntime().availableProcessors();
    private final Meter warming = new Meter();
    private final Meter meter = new Meter();
    private int made;

    /// @param cases parcels to measure
    PathRun(Stores stores, int cases, PrintWriter out) {
        this.stores = stores;
        this.round = Math.max(1, cases / ROUNDS / SoundParcels.NODES) * SoundParcels.NODES;
        this.out = out;
    }

    private record Round(double path, double parsing, double parsingOnOne, double store) {}

    void run() throws Exception {
        out.printf(
                "%,d parcels in %d rounds on %s, %d cores, heap of at most %,d MB%n",
                round * ROUNDS,
                ROUNDS,
                stores.kind(),
                cores,
                Runtime.getRuntime().maxMemory() >> 20);
        out.flush();
        RecordedRows recorded = new RecordedRows(stores.file("rows"));
        try (Engine engine = recorded.open(parcels.settings(stores.make("path")));
                RecordedRows.Bare bare = new RecordedRows.Bare(stores.make("bare"))) {
            warmUp(engine);
            round(engine, recorded, bare, warming);
            long bytesBefore = stores.bytes("path");
            int madeBefore = made;
            List<Round> rounds = new ArrayList<>();
            out.printf(
                    "%n%-10s %15s %15s %15s   parcels/s%n",
                    "", "whole path", "(a) parsing", "(b) store");
            for (int i = 1; i <= ROUNDS; i++) {
                Round done = round(engine, recorded, bare, meter);
                rounds.add(done);
                out.printf(
                        "round %-4d %,15.0f %,15.0f %,15.0f%n",
                        i, done.path, done.parsing, done.store);
                out.flush();
            }
            double growth = (stores.bytes("path") - bytesBefore) / (double) (made - madeBefore);
            ratios(rounds);
            costs(growth);
            rows(recorded);
        }
        stores.requireReleased("path", made);
        out.flush();
    }

    private void warmUp(Engine engine) throws Exception {
        Sender.send(engine, List.of(SoundParcels.guarantee("2040-12-31")));
        out.printf("Warming up until the JVM's compiler rests:");
        double compiling = 1;
        while (compiling > COMPILER_RESTS && made < WARM_UP_MOST) {
            out.flush();
            long before = warming.compilerMillis();
            warming.start();
            Sender.send(engine, next(WARM_UP_BLOCK));
            double seconds = warming.stop();
            compiling = (warming.compilerMillis() - before) / 1e3 / seconds;
            out.printf(" %.0f%%", 100 * compiling);
        }
        out.printf(" of a core, after %,d parcels%n", made);
        out.flush();
    }

    private Round round(Engine engine, RecordedRows recorded, RecordedRows.Bare bare, Meter meter)
            throws Exception {
        List<byte[]> messages = next(round);
        double parsing = parse(messages, cores);
        double parsingOnOne = parse(messages, 1);
        meter.start();
        Sender.send(engine, messages);
        double path = round / meter.stop();

        messages = next(round);
        recorded.start();
        Sender.send(engine, messages);
        recorded.stop();
        double store = round / (bare.write(recorded) / (double) TimeUnit.SECONDS.toNanos(1));
        return new Round(path, parsing, parsingOnOne, store);
    }

    private List<byte[]> next(int count) {
        List<byte[]> messages = parcels.messages(made, count);
        made += count;
        return messages;
    }

    // ---- what is printed

    private void ratios(List<Round> rounds) {
        // Rounds have the same number of parcels, so that the rate over all is the harmonic mean.
        double path = rate(rounds.stream().map(Round::path).toList());
        double parsing = rate(rounds.stream().map(Round::parsing).toList());
        double parsingOnOne = rate(rounds.stream().map(Round::parsingOnOne).toList());
        double store = rate(rounds.stream().map(Round::store).toList());
        out.printf("%n%-44s %12s %8s%n", "over all rounds", "parcels/s", "ratio");
        ratio("whole path, XML bytes to durable decision", path, path);
        ratio("(a) parsing alone, " + cores + " threads", parsing, path);
        ratio("    parsing alone, 1 thread", parsingOnOne, path);
        ratio("(b) bare store, as many rows, same batches", store, path);
        out.printf(
                "ratio to the lower yardstick: %.2f (%s by round)%n",
                path / Math.min(parsing, store),
                String.join(
                        ", ",
                        rounds.stream()
                                .map(r -> "%.2f".formatted(r.path / Math.min(r.parsing, r.store)))
                                .toList()));
    }

    private static double rate(List<Double> rates) {
        return rates.size() / rates.stream().mapToDouble(r -> 1 / r).sum();
    }

    private void ratio(String name, double rate, double path) {
        out.printf("%-44s %,12.0f %8.2f%n", name, rate, path / rate);
    }

    private void costs(double growth) {
        double measured = (double) round * ROUNDS;
        double process = meter.processNanos() / measured / 1e3;
        double others = process;
        out.printf(
                "%n%-44s %12s %8s %14s%n",
                "a parcel on the whole path", "CPU µs", "", "allocated KB");
        for (Map.Entry<String, Meter.Cost> group : meter.groups().entrySet()) {
            double micros = group.getValue().cpuNanos() / measured / 1e3;
            if (micros >= process / 1000) {
                others -= micros;
                cost(
                        group.getKey().equals("main")
                                ? "main (hands the messages in)"
                                : group.getKey(),
                        micros,
                        process,
                        group.getValue().allocatedBytes() / measured / 1024);
            }
        }
        out.printf(
                "    %-40s %,12.1f %7.1f%%%n",
                "the JVM: collector, compiler, rest", others, 100 * others / process);
        cost(
                "the process",
                process,
                process,
                meter.groups().values().stream().mapToLong(Meter.Cost::allocatedBytes).sum()
                        / measured
                        / 1024);
        Meter.Pauses pauses = meter.pauses();
        out.printf(
                "%.2f cores busy; compiler %,d ms; %d pauses of the collector, %,d ms in %,.1f s, the longest %,d ms%n",
                meter.processNanos() / 1e9 / meter.seconds(),
                meter.compilerMillis(),
                pauses.count(),
                pauses.totalMillis(),
                meter.seconds(),
                pauses.longestMillis());
        out.printf("the store grew by %,.0f bytes a parcel%n", growth);
    }

    private void cost(String name, double micros, double process, double kilobytes) {
        out.printf(
                "    %-40s %,12.1f %7.1f%% %,14.1f%n",
                name, micros, 100 * micros / process, kilobytes);
    }

    private void rows(RecordedRows recorded) {
        double count = round;
        long rows = recorded.rowsByTable().values().stream().mapToLong(Long::longValue).sum();
        out.printf(
                "%n%.1f rows a parcel, %.0f parcels a transaction%n",
                rows / count, count / recorded.transactions());
        recorded.rowsByTable()
                .forEach((table, written) ->
                        out.printf("    %-20s %6.2f%n", table, written / count));
    }

    // ---- how it is run

    /// Parcels a second whose messages are read, again and again for long enough to be measured.
    private static double parse(List<byte[]> messages, int threads) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            long nodes = 0;
            long start = System.nanoTime();
            double seconds;
            do {
                List<Future<Integer>> read = new ArrayList<>();
                for (byte[] message : messages) {
                    read.add(
                            pool.submit(() ->
                                    new CebReader().read(message) instanceof CebMessage m
                                            ? m.nodes().size()
                                            : 0));
                }
                for (Future<Integer> future : read) {
                    nodes += future.get();
                }
                seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
            } while (seconds < PARSING_SECONDS_MIN);
            if (nodes == 0) {
                throw new IllegalStateException("Nothing could be read.");
            }
            return nodes / (double) MESSAGES_A_PARCEL / seconds;
        }
    }
}
