package org.liandong.bench;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What `liandong bench server` measures.
@Command(
        name = "server",
        description =
                "Measures the server on loopback: parcels over HTTP against the engine alone, and pages that are read meanwhile.",
        mixinStandardHelpOptions = true)
final class ServerBench implements Callable<Integer> {

    @Option(
            names = "--cases",
            paramLabel = "N",
            defaultValue = "12000",
            description =
                    "Parcels that are sent over HTTP, and as many to the engine alone, in hundreds (default: ${DEFAULT-VALUE}).")
    private int cases;

    @Option(
            names = "--readers",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many read pages at the same time (default: ${DEFAULT-VALUE}).")
    private int readers;

    @Option(
            names = "--think",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description =
                    "How long a reader looks at a page before asking for the next, on average (default: ${DEFAULT-VALUE}).")
    private int think;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long pages are read (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Spec private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields.
    ServerBench() {}

    @Override
    public Integer call() throws Exception {
        require(cases, ServerRun.CASES_MIN, "--cases");
        require(readers, 1, "--readers");
        require(think, 1, "--think");
        require(seconds, 1, "--seconds");
        try (Stores stores = Stores.inTemporaryFolder()) {
            new ServerRun(
                            stores,
                            cases,
                            readers,
                            Duration.ofSeconds(think),
                            Duration.ofSeconds(seconds),
                            spec.commandLine().getOut())
                    .run();
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
}
