package org.liandong.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.StoreFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The command line. Exit codes: 0 done, 1 some input refused, 2 wrong use; 3 when something outside failed, such as the
/// disk.
@Command(
        name = "liandong",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Main.Version.class,
        sortOptions = false,
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            IngestCommand.class,
            CasesCommand.class,
            CaseCommand.class,
            DocumentCommand.class,
            AccountsCommand.class,
            MessagesCommand.class,
            ClockCommand.class,
            VerifyCommand.class,
            BackupCommand.class,
            PersonCommand.class,
            KeyCommand.class,
            SimulateCommand.class
        })
public final class Main implements Runnable {

    static final int DONE = 0;
    static final int REFUSED = 1;
    static final int WRONG_USE = 2;
    static final int FAILED = 3;

    private static final int PROGRAM_FAULT = -1;

    /// When to colour.
    enum Colour {
        AUTO,
        ALWAYS,
        NEVER
    }

    /// Languages of texts.
    enum Language {
        EN,
        ZH
    }

    // Read by [#language] before anything else; here so that it is known and checked.
    @Option(
            names = "--lang",
            paramLabel = "en|zh",
            descriptionKey = "option.lang",
            scope = ScopeType.INHERIT)
    private @Nullable Language language;

    @Option(
            names = "--color",
            paramLabel = "auto|always|never",
            descriptionKey = "option.color",
            scope = ScopeType.INHERIT)
    private Colour colour = Colour.AUTO;

    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    private final Terminal terminal;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    Main(Terminal terminal) {
        this.terminal = terminal;
    }

    /// The program.
    public static void main(String[] arguments) {
        // Commands say themselves what an operator must know; only a server lets its libraries log.
        System.setProperty("slf4j.provider", "org.slf4j.nop.NOPServiceProvider");
        System.setProperty("slf4j.internal.verbosity", "WARN");
        int code = run(Terminal.ofProcess(), arguments);
        System.exit(code);
    }

    /// Runs one command.
    ///
    /// @return the exit code
    static int run(Terminal terminal, String... arguments) {
        Main main = new Main(terminal);
        CommandLine commands = new CommandLine(main);
        Texts texts = Texts.of(language(terminal, arguments));
        commands.setResourceBundle(texts.bundle());
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setAbbreviatedOptionsAllowed(false);
        commands.setOut(writer(terminal.out()));
        commands.setErr(writer(terminal.err()));
        // Help is as wide as people read, whatever the window.
        commands.setUsageHelpWidth(100);
        commands.setUsageHelpLongOptionsMaxWidth(30);
        commands.setColorScheme(
                CommandLine.Help.defaultColorScheme(
                        main.coloured(arguments)
                                ? CommandLine.Help.Ansi.ON
                                : CommandLine.Help.Ansi.OFF));
        commands.setExecutionExceptionHandler((e, _, _) -> failed(terminal, texts, e));
        commands.setParameterExceptionHandler((e, _) -> {
            terminal.err().println("liandong: " + WrongUse.inWords(e, texts));
            terminal.err()
                    .println(
                            texts.get(
                                    "wrong.use",
                                    e.getCommandLine().getCommandSpec().qualifiedName()));
            return WRONG_USE;
        });
        try {
            return commands.execute(arguments);
        } finally {
            terminal.out().flush();
            terminal.err().flush();
        }
    }

    private static int failed(Terminal terminal, Texts texts, Exception e) {
        terminal.out().flush();
        int code =
                switch (e) {
                    case Fault fault -> fault.exitCode();
                    case StoreFailure _, IOException _, UncheckedIOException _ -> FAILED;
                    default -> PROGRAM_FAULT;
                };
        if (code == PROGRAM_FAULT) {
            terminal.err().println("liandong: " + texts.get("fault"));
            e.printStackTrace(terminal.err());
            return FAILED;
        }
        terminal.err()
                .println(
                        "liandong: "
                                + switch (e) {
                                    case Fault fault -> fault.inWords(texts);
                                    case IOException io -> FileFault.inWords(io, texts);
                                    case UncheckedIOException io ->
                                            FileFault.inWords(
                                                    Objects.requireNonNull(io.getCause()), texts);
                                    case StoreFailure store -> StoreFault.inWords(store, texts);
                                    default -> e.getMessage();
                                });
        return code;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    // The language is needed before the arguments are parsed, for what is said about them.
    private static Locale language(Terminal terminal, String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith("--lang=")) {
                return Locale.forLanguageTag(arguments[i].substring("--lang=".length()));
            }
            if (arguments[i].equals("--lang") && i + 1 < arguments.length) {
                return Locale.forLanguageTag(arguments[i + 1]);
            }
        }
        return terminal.locale();
    }

    private boolean coloured(String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith("--color=")) {
                return wants(arguments[i].substring("--color=".length()));
            }
            if (arguments[i].equals("--color") && i + 1 < arguments.length) {
                return wants(arguments[i + 1]);
            }
        }
        return wants("auto");
    }

    private boolean wants(String when) {
        return switch (when.toLowerCase(Locale.ROOT)) {
            case "always" -> true;
            case "never" -> false;
            default ->
                    terminal.outTerminal()
                            && terminal.variable("NO_COLOR") == null
                            && !"dumb".equals(terminal.variable("TERM"));
        };
    }

    Terminal terminal() {
        return terminal;
    }

    Texts texts() {
        Language chosen = language;
        return Texts.of(chosen == null ? terminal.locale() : Locale.forLanguageTag(chosen.name()));
    }

    /// How many cells a line of the output has.
    int width() {
        return terminal.columns();
    }

    Palette palette() {
        return wants(colour.name()) ? Palette.COLOURED : Palette.PLAIN;
    }

    /// Without a command there is only help, and that is wrong use.
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), texts().get("no.command"));
    }

    /// The version that the build wrote down.
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            Properties properties = new Properties();
            try (InputStream in = Main.class.getResourceAsStream("version.properties")) {
                if (in != null) {
                    properties.load(new java.io.InputStreamReader(in, StandardCharsets.UTF_8));
                }
            }
            return new String[] {
                "liandong " + properties.getProperty("version", "unknown"),
                "Java " + Runtime.version()
            };
        }
    }
}
