package org.liandong.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.liandong.ecommerceimport.ImportModule;
import org.liandong.ecommerceimport.ceb.CebMessage;
import org.liandong.ecommerceimport.ceb.CebReader;
import org.liandong.engine.DocumentResult;
import org.liandong.engine.Engine;
import org.liandong.engine.NodeResult;
import org.liandong.engine.RecordedRows;
import org.liandong.testkit.TestEngines;

/// The whole path of a parcel against two yardsticks of the same run: parsing alone, and the bare store.
///
/// Usage: `bench ecommerce-import [--cases N]`.
public final class Bench {

    private static final int CASES = 20_000;
    private static final int WARM_UP = 4_000;
    private static final int MESSAGES_A_PARCEL = 4;
    private static final int RECORDED_MESSAGES = 200;

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        int at = given.indexOf("--cases");
        if (given.isEmpty()
                || !given.getFirst().equals(ImportModule.NAME)
                || at == given.size() - 1) {
            System.err.println("Usage: liandong bench ecommerce-import [--cases N]");
            System.exit(2);
        }
        int cases = at < 0 ? CASES : Integer.parseInt(given.get(at + 1));
        run(Math.max(SoundParcels.NODES, cases / SoundParcels.NODES * SoundParcels.NODES));
    }

    private static void run(int cases) throws Exception {
        SoundParcels parcels = new SoundParcels();
        System.out.printf("Making the messages of %,d parcels …%n", cases + WARM_UP);
        List<byte[]> warmUp = new ArrayList<>();
        List<byte[]> messages = new ArrayList<>();
        for (int from = 0; from < cases + WARM_UP; from += SoundParcels.NODES) {
            (from < WARM_UP ? warmUp : messages).addAll(parcels.messages(from));
        }
        long bytes = messages.stream().mapToLong(m -> m.length).sum();
        System.out.printf(
                "%,d messages, %,.1f MB, %,d bytes a parcel%n%n",
                messages.size(), bytes / 1e6, bytes / cases);

        int cores = Runtime.getRuntime().availableProcessors();
        parse(warmUp, cores);
        double parsing = cases / parse(messages, cores);
        double parsingOnOne = cases / parse(messages, 1);

        RecordedRows recorded = new RecordedRows();
        Path folder = Files.createTempDirectory("liandong-bench");
        try {
            double path =
                    path(
                            Engine.open(
                                    settings(folder.resolve("path").toString(), parcels, cores)),
                            warmUp,
                            messages);
            // What is recorded stays in memory, so the run that is measured is not the one that is
            // recorded.
            int few = Math.min(messages.size(), RECORDED_MESSAGES);
            path(
                    recorded.open(settings(folder.resolve("recorded").toString(), parcels, cores)),
                    List.of(),
                    messages.subList(0, few));
            long recordedParcels = few * (long) SoundParcels.NODES / MESSAGES_A_PARCEL;
            double store =
                    recordedParcels
                            / (recorded.writeAgain(folder.resolve("bare").toString()) / 1e9);

            System.out.printf("%-44s %12s %8s%n", "", "parcels/s", "ratio");
            row("whole path, XML bytes to durable decision", path, path);
            row("(a) parsing alone, " + cores + " threads", parsing, path);
            row("    parsing alone, 1 thread", parsingOnOne, path);
            row("(b) bare store, the same rows and batches", store, path);
            System.out.printf(
                    "%n%,d rows in %,d transactions, %.1f rows a parcel%n",
                    recorded.rows(),
                    recorded.transactions(),
                    recorded.rows() / (double) recordedParcels);
            recorded.rowsByTable()
                    .forEach((table, rows) ->
                            System.out.printf(
                                    "    %-20s %6.2f%n", table, rows / (double) recordedParcels));
            System.out.printf(
                    "ratio to the lower yardstick: %.2f%n", path / Math.min(parsing, store));
        } finally {
            delete(folder);
        }
    }

    /// Parcels a second from the first byte of the messages to the last durable decision.
    private static double path(Engine opened, List<byte[]> warmUp, List<byte[]> messages)
            throws Exception {
        try (Engine engine = opened) {
            engine.submit("guarantee", SoundParcels.guarantee("2040-12-31")).get();
            feed(engine, warmUp);
            long start = System.nanoTime();
            feed(engine, messages);
            return messages.size()
                    * (double) SoundParcels.NODES
                    / MESSAGES_A_PARCEL
                    / seconds(start);
        }
    }

    private static void row(String name, double rate, double path) {
        System.out.printf("%-44s %,12.0f %8.2f%n", name, rate, path / rate);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    static Engine.Settings settings(String store, SoundParcels parcels, int cores)
            throws Exception {
        Engine.Settings settings =
                TestEngines.settings(
                        store,
                        new ImportModule(),
                        Map.of(ImportModule.TRUSTED, parcels.certificate()));
        return new Engine.Settings(
                store,
                settings.modules(),
                settings.overrides(),
                settings.rules(),
                settings.secret(),
                java.time.InstantSource.system(),
                Math.max(1, cores - 1));
    }

    private static double parse(List<byte[]> messages, int threads) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            long start = System.nanoTime();
            List<Future<Integer>> read = new ArrayList<>();
            for (byte[] message : messages) {
                read.add(
                        pool.submit(() ->
                                new CebReader().read(message) instanceof CebMessage m
                                        ? m.nodes().size()
                                        : 0));
            }
            int nodes = 0;
            for (Future<Integer> future : read) {
                nodes += future.get();
            }
            if (nodes == 0) {
                throw new IllegalStateException("Nothing could be read.");
            }
            return seconds(start);
        }
    }

    private static void feed(Engine engine, List<byte[]> messages) throws Exception {
        List<CompletableFuture<DocumentResult>> answers = new ArrayList<>();
        for (byte[] message : messages) {
            answers.add(engine.submit("bench", message));
        }
        for (CompletableFuture<DocumentResult> answer : answers) {
            for (NodeResult node : answer.get().nodes()) {
                if (node.result().refused()) {
                    throw new IllegalStateException("A sound parcel was refused: " + node);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
