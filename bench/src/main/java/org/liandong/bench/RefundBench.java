package org.liandong.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liandong.importrefund.RefundModule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What `liandong bench import-refund` measures, by its options.
@Command(
        name = RefundModule.NAME,
        description =
                "Measures the daily comparison of payment books with requests for deduction, beside the same join in DuckDB and"
                        + " PostgreSQL.",
        mixinStandardHelpOptions = true)
final class RefundBench implements Callable<Integer> {

    private static final long BOOKS_MIN = 100;

    // A number of nine digits, half of them for books that are not there.
    private static final long BOOKS_MAX = 400_000_000;

    @Option(
            names = "--books",
            paramLabel = "N",
            split = ",",
            description =
                    "How many books, and as many requests; several sizes with commas (1000000 when nothing is said).")
    private @Nullable List<Long> books;

    @Option(names = "--alone", description = "Without the yardsticks DuckDB and PostgreSQL.")
    private boolean alone;

    @Option(
            names = "--latency",
            description =
                    "Instead, the time from the tax side's answer to the durable decision about a refund, at half load.")
    private boolean latency;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "With --latency, how long answers are handed in (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Spec private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields.
    RefundBench() {}

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        List<Long> sizes = books == null ? List.of(1_000_000L) : books;
        for (long size : sizes) {
            if (size < BOOKS_MIN || size > BOOKS_MAX || size % 2 != 0) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--books must be even and from %d to %d, not %d."
                                .formatted(BOOKS_MIN, BOOKS_MAX, size));
            }
        }
        if (seconds < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--seconds must be at least 1, not %d.".formatted(seconds));
        }
        if (latency) {
            try (Stores stores = Stores.inTemporaryFolder()) {
                new RefundLatencyRun(stores, seconds, out).run();
            }
        } else {
            new ComparisonRun(sizes, !alone, out).run();
        }
        return 0;
    }
}
