package org.liandong.bench;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ImportModule;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What `liandong bench ecommerce-import` measures, by its options.
@Command(
        name = ImportModule.NAME,
        description =
                "Measures the import of parcels: from XML bytes to the durable decision, against parsing alone and the bare"
                        + " store.",
        mixinStandardHelpOptions = true)
final class ImportBench implements Callable<Integer> {

    @ArgGroup(exclusive = true)
    private @Nullable What what;

    /// What is measured; the whole path when nothing is said.
    static final class What {

        @Option(
                names = "--cases",
                paramLabel = "N",
                description =
                        "The whole path with N parcels, in hundreds (20000 when nothing is said). As many again are run to"
                                + " record the rows for the bare store.")
        private @Nullable Integer cases;

        @Option(
                names = "--latency",
                description =
                        "The time from the last message that a parcel needs to its durable decision, at half of the rate that"
                                + " the machine has just shown, in messages of 1, 10 and 100 parcels.")
        private boolean latency;

        @Option(
                names = "--open-cases",
                paramLabel = "N",
                arity = "0..1",
                fallbackValue = "1000000",
                description =
                        "Heap and store while N cases are opened that stay open (1000000 when no number is given).")
        private @Nullable Integer openCases;
    }

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "With --latency, how long messages are handed in for each size (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--store",
            paramLabel = "JDBC-URL",
            description =
                    "A PostgreSQL to measure on, in schemas that are made for it and dropped; without it, an SQLite in a"
                            + " temporary folder.")
    private @Nullable String store;

    @Spec private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields.
    ImportBench() {}

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        What asked = what == null ? new What() : what;
        Integer openCases = asked.openCases;
        int cases = asked.cases == null ? PathRun.CASES : asked.cases;
        require(cases, PathRun.CASES_MIN, "--cases");
        require(seconds, 1, "--seconds");
        if (openCases != null) {
            require(openCases, OpenCasesRun.CASES_MIN, "--open-cases");
        }
        try (Stores stores = stores()) {
            if (asked.latency) {
                new LatencyRun(stores, seconds, out).run();
            } else if (openCases != null) {
                new OpenCasesRun(stores, openCases, out).run();
            } else {
                new PathRun(stores, cases, out).run();
            }
        }
        return 0;
    }

    private void require(int given, int least, String option) {
        if (given < least) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s must be at least %d, not %d.".formatted(option, least, given));
        }
    }

    private Stores stores() throws Exception {
        if (store == null) {
            return Stores.inTemporaryFolder();
        }
        if (!store.startsWith("jdbc:postgresql:")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--store must be a JDBC URL of a PostgreSQL, such as jdbc:postgresql://localhost/bench?user=me&password=secret");
        }
        try {
            return Stores.inPostgres(store);
        } catch (SQLException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "The PostgreSQL of --store cannot be reached: " + e.getMessage(),
                    e);
        }
    }
}
