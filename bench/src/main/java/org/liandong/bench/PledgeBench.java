package org.liandong.bench;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liandong.pledgefinance.PledgeModule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What `liandong bench pledge-finance` measures.
@Command(
        name = PledgeModule.NAME,
        description = "Measures how long a price takes to reach all open financings.",
        mixinStandardHelpOptions = true)
final class PledgeBench implements Callable<Integer> {

    private static final int PLEDGES_MIN = 1_000;
    private static final int PLEDGES_MAX = 5_000_000;

    @Option(
            names = "--pledges",
            paramLabel = "N",
            split = ",",
            description =
                    "How many open financings; several sizes with commas (100000,1000000 when nothing is said).")
    private @Nullable List<Integer> pledges;

    @Spec private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields.
    PledgeBench() {}

    @Override
    public Integer call() throws Exception {
        List<Integer> sizes = pledges == null ? List.of(100_000, 1_000_000) : pledges;
        for (int size : sizes) {
            if (size < PLEDGES_MIN || size > PLEDGES_MAX) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--pledges must be from %d to %d, not %d."
                                .formatted(PLEDGES_MIN, PLEDGES_MAX, size));
            }
        }
        try (Stores stores = Stores.inTemporaryFolder()) {
            new RevaluationRun(stores, sizes, spec.commandLine().getOut()).run();
        }
        return 0;
    }
}
