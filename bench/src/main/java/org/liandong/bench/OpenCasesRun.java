package org.liandong.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.liandong.bench.SoundParcels.Paper;
import org.liandong.engine.Engine;

/// Whether memory stays flat while cases pile up that wait for a paper: the store holds them, not the heap.
///
/// What is open at a port on a busy day: of ten parcels, six are ordered and paid and nothing more; three are on their way,
/// so that the waybill is there and waits for the list that will name it; one is declared, and its waybill is missing.
final class OpenCasesRun {

    /// Opened between two lines of the table at the least; the smallest run has twenty of them.
    static final int CASES_MIN = 20 * SoundParcels.NODES;

    private static final int LINES = 20;
    private static final int TENTH = LINES / 10;
    private static final int PIECE = 1_000;
    private static final double ON_THEIR_WAY = 0.6;
    private static final double DECLARED = 0.9;
    private static final Path STATUS = Path.of("/proc/self/status");

    private final Stores stores;
    private final int line;
    private final PrintWriter out;
    private final SoundParcels parcels = new SoundParcels();
    private int opened;

    /// @param cases to open
    OpenCasesRun(Stores stores, int cases, PrintWriter out) {
        this.stores = stores;
        this.line = cases / LINES / SoundParcels.NODES * SoundParcels.NODES;
        this.out = out;
    }

    void run() throws Exception {
        out.printf(
                "Opening %,d cases that stay open on %s, heap of at most %,d MB%n"
                        + "Of ten parcels, six are ordered and paid, three have their waybill too, one is declared without it.%n%n",
                line * LINES, stores.kind(), Runtime.getRuntime().maxMemory() >> 20);
        out.printf(
                "%12s %12s %16s %18s %14s %18s%n",
                "open cases",
                "cases/s",
                "heap after GC",
                "process memory",
                "store",
                "store a case");
        out.flush();
        List<Double> heaps = new ArrayList<>();
        try (Engine engine = Engine.open(parcels.settings(stores.make("open")))) {
            Sender.send(engine, List.of(SoundParcels.guarantee("2040-12-31")));
            for (int i = 0; i < LINES; i++) {
                double seconds = 0;
                int until = opened + line;
                while (opened < until) {
                    seconds += open(engine, Math.min(PIECE, until - opened));
                }
                double heap = heapAfterCollection();
                heaps.add(heap);
                double store = stores.bytes("open");
                out.printf(
                        "%,12d %,12.0f %,13.0f MB %15s MB %,11.0f MB %,12.0f bytes%n",
                        opened,
                        line / seconds,
                        heap,
                        processMegabytes(),
                        store / 1e6,
                        store / opened);
                out.flush();
            }
        }
        stores.requireOpen("open", opened);
        double early = heaps.get(TENTH - 1);
        double late = heaps.getLast();
        out.printf(
                "%nheap with %,d open cases %,.0f MB, with %,d %,.0f MB: %.2f times as much, %,.0f bytes for each case more%n",
                line * TENTH,
                early,
                opened,
                late,
                late / early,
                (late - early) * 1e6 / (line * (LINES - TENTH)));
        out.flush();
    }

    /// @return seconds without those of making the messages
    private double open(Engine engine, int count) throws Exception {
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < count; i += SoundParcels.NODES) {
            int from = opened + i;
            messages.add(parcels.message(Paper.ORDER, from, SoundParcels.NODES));
            messages.add(parcels.message(Paper.PAYMENT, from, SoundParcels.NODES));
            int way = (int) (SoundParcels.NODES * ON_THEIR_WAY);
            int declared = (int) (SoundParcels.NODES * DECLARED);
            messages.add(parcels.message(Paper.WAYBILL, from + way, declared - way));
            messages.add(
                    parcels.message(Paper.LIST, from + declared, SoundParcels.NODES - declared));
        }
        long start = System.nanoTime();
        Sender.send(engine, messages);
        opened += count;
        return (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private static double heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
    }

    /// What the process has of memory that is no file's, where the system says so: the heap, and what SQLite and the JVM
    /// have beside it.
    private static String processMegabytes() throws IOException {
        if (Files.isReadable(STATUS)) {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith("RssAnon:")) {
                    long kilobytes = Long.parseLong(line.replaceAll("\\D", ""));
                    return "%,.0f".formatted(kilobytes * 1024 / 1e6);
                }
            }
        }
        return "-";
    }
}
