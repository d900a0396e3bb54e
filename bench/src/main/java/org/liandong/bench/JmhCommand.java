package org.liandong.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Runs the microbenchmarks.
@Command(
        name = "jmh",
        description =
                "Runs the JMH benchmarks, each of which asks one question; -h prints JMH's options, -l lists the benchmarks.")
final class JmhCommand implements Callable<Integer> {

    private static final String FAIL_ON_ERROR = "-foe";

    @Parameters(paramLabel = "JMH-OPTION", description = "Go to JMH as they are.")
    private List<String> options = List.of();

    @Spec private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields.
    JmhCommand() {}

    @Override
    public Integer call() throws IOException {
        List<String> given = new ArrayList<>(options);
        // A benchmark that fails is no success, whatever the others say.
        if (!given.contains(FAIL_ON_ERROR)) {
            given.addAll(List.of(FAIL_ON_ERROR, "true"));
        }
        String[] arguments = given.toArray(String[]::new);
        try {
            new CommandLineOptions(arguments);
        } catch (CommandLineOptionException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.USAGE;
        }
        Main.main(arguments);
        return ExitCode.OK;
    }
}
