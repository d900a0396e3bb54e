package org.liandong.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liandong.importrefund.BookComparison.Result;
import org.liandong.importrefund.DailyComparison;
import org.liandong.importrefund.RefundModule;
import org.liandong.testkit.TestEngines;

/// The daily comparison at scale: books against requests, from two files to the result of each request, beside a join in SQL of the
/// same files in DuckDB and in PostgreSQL. All three must count the same results.
final class ComparisonRun {

    private static final long WARM_UP = 20_000;

    private final List<Long> sizes;
    private final boolean yardsticks;
    private final PrintWriter out;
    private final boolean terminal = isTerminal();

    /// @param sizes      how many books, one after the other
    /// @param yardsticks whether DuckDB and PostgreSQL run, too
    ComparisonRun(List<Long> sizes, boolean yardsticks, PrintWriter out) {
        this.sizes = List.copyOf(sizes);
        this.yardsticks = yardsticks;
        this.out = out;
    }

    private record Line(
            String who, double seconds, double joining, long memory, Map<Result, Long> counts) {}

    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        // Since JDK 25 it is null again where not both are a terminal.
        @Nullable Console console = System.console();
        return console != null && console.isTerminal();
    }

    void run() throws Exception {
        out.printf(
                "Daily comparison, %d cores, heap of at most %,d MB%n%n",
                Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory() >> 20);
        out.printf(
                "%12s %-11s %10s %10s %12s %10s %10s%n",
                "books", "", "seconds", "of it join", "rows/s", "memory MB", "ns a row");
        out.flush();
        Path folder = Files.createTempDirectory("liandong-comparison");
        try {
            // The tables are compiled when they are first asked.
            ComparisonData few = new ComparisonData(folder, WARM_UP);
            few.write(_ -> {});
            ours(folder, few, WARM_UP);
            for (long size : sizes) {
                size(folder, size);
            }
        } finally {
            delete(folder);
        }
        out.printf(
                "%nSeconds are from the files to the result of each request; rows are books and requests together. Memory is the most"
                        + " that was resident: of this process (Liandong, DuckDB), or beside the shared buffers (PostgreSQL).%n");
        out.flush();
    }

    private void size(Path folder, long size) throws Exception {
        ComparisonData data = new ComparisonData(folder, size);
        data.write(rows -> progress("writing", rows, 2 * size));
        progressEnds();
        List<Line> lines = new ArrayList<>();
        lines.add(ours(folder, data, size));
        print(size, lines.getLast());
        if (yardsticks) {
            lines.add(duck(folder, data));
            print(size, lines.getLast());
            lines.add(postgres(folder, data));
            print(size, lines.getLast());
        }
        for (Line line : lines) {
            if (!line.counts().equals(lines.getFirst().counts())) {
                throw new IllegalStateException(
                        "%s counts %s, but %s counts %s."
                                .formatted(
                                        line.who(),
                                        line.counts(),
                                        lines.getFirst().who(),
                                        lines.getFirst().counts()));
            }
        }
        out.printf("%12s %s%n", "", lines.getFirst().counts());
        out.flush();
        Files.delete(data.books);
        Files.delete(data.requests);
    }

    private Line ours(Path folder, ComparisonData data, long size) throws Exception {
        DailyComparison comparison =
                new DailyComparison(TestEngines.RULES.apply(new RefundModule().resources()));
        Path parts = Files.createDirectory(folder.resolve("parts"));
        AtomicLong done = new AtomicLong();
        // Each row is read twice, the requests' second time counts for both.
        ExternalComparison run =
                new ExternalComparison(
                        comparison,
                        data,
                        parts,
                        size,
                        ComparisonData.DAY,
                        rows -> progress("comparing", done.addAndGet(rows), 3 * size));
        System.gc();
        try (ResidentMemory memory = new ResidentMemory(null)) {
            long start = System.nanoTime();
            Map<Result, Long> counts = run.run();
            double seconds = SqlComparison.seconds(start);
            progressEnds();
            delete(parts);
            return new Line("Liandong", seconds, seconds, memory.peakMegabytes(), counts);
        }
    }

    private Line duck(Path folder, ComparisonData data) throws Exception {
        Path file = folder.resolve("duck.db");
        try (ResidentMemory memory = new ResidentMemory(null);
                Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            SqlComparison.Turn turn = SqlComparison.inDuck(connection, data);
            return line("DuckDB", turn, memory);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder.resolve("duck.db.wal"));
        }
    }

    private Line postgres(Path folder, ComparisonData data) throws Exception {
        Path home = folder.resolve("postgres");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().setDataDirectory(home).start();
                ResidentMemory memory = new ResidentMemory(postmaster(home));
                Connection connection =
                        DriverManager.getConnection(postgres.getJdbcUrl("postgres", "postgres"))) {
            return line("PostgreSQL", SqlComparison.inPostgres(connection, data), memory);
        } finally {
            delete(home);
        }
    }

    // It runs on its own, not as a child of this process.
    private static @Nullable ProcessHandle postmaster(Path home) throws IOException {
        long pid = Long.parseLong(Files.readAllLines(home.resolve("postmaster.pid")).getFirst());
        return ProcessHandle.of(pid).orElse(null);
    }

    private static Line line(String who, SqlComparison.Turn turn, ResidentMemory memory) {
        return new Line(
                who,
                turn.loading() + turn.joining(),
                turn.joining(),
                memory.peakMegabytes(),
                turn.counts());
    }

    private void print(long size, Line line) {
        out.printf(
                "%,12d %-11s %10.1f %10.1f %,12.0f %,10d %,10.0f%n",
                size,
                line.who(),
                line.seconds(),
                line.joining(),
                2 * size / line.seconds(),
                line.memory(),
                line.seconds() * 1e9 / (2 * size));
        out.flush();
    }

    private void progress(String what, long rows, long of) {
        if (terminal) {
            System.err.printf("\r%-10s %,13d of %,d rows", what, rows, of);
        }
    }

    private void progressEnds() {
        if (terminal) {
            System.err.printf("\r%60s\r", "");
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
