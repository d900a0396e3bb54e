package org.liandong.bench;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ImportModule;
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

    @Option(
            names = "--cases",
            paramLabel = "N",
            defaultValue = "20000",
            description =
                    "Parcels that are measured, in hundreds (default: ${DEFAULT-VALUE}). As many again are run to record"
                            + " the rows for the bare store.")
    private int cases;

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
        if (cases < PathRun.CASES_MIN) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--cases must be at least %d, not %d.".formatted(PathRun.CASES_MIN, cases));
        }
        try (Stores stores = stores()) {
            new PathRun(stores, cases, spec.commandLine().getOut()).run();
        }
        return 0;
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
        return Stores.inPostgres(store);
    }
}
