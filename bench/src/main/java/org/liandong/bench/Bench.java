package org.liandong.bench;

import java.util.concurrent.Callable;
import org.liandong.app.server.Server;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The command line of the measurements.
@Command(
        name = "liandong bench",
        description = "Measures Liandong on this machine.",
        mixinStandardHelpOptions = true,
        subcommands = {ImportBench.class, RefundBench.class, PledgeBench.class, ServerBench.class})
public final class Bench implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the field.
    private Bench() {}

    public static void main(String[] arguments) {
        Server.logToStandardError();
        System.setProperty("slf4j.internal.verbosity", "WARN");
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        // What follows `jmh` is JMH's own.
        CommandLine jmh =
                new CommandLine(new JmhCommand()).setUnmatchedOptionsArePositionalParams(true);
        return new CommandLine(new Bench()).addSubcommand(jmh);
    }

    @Override
    public Integer call() {
        CommandLine bench = spec.commandLine();
        bench.usage(bench.getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
