package org.liandong.app;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a command reads and writes, as arguments, so that tests run commands in their own process.
///
/// @param in          standard input
/// @param out         standard output, for what was asked for
/// @param err         standard error, for progress and for what went wrong
/// @param outTerminal whether a person sees the output as it comes
/// @param errTerminal whether a person sees progress as it comes
/// @param columns     how many cells a line of the output has; [#NO_LIMIT] when nobody looks at it in a window
/// @param environment variables of the environment
/// @param locale      the person's language
record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean outTerminal,
        boolean errTerminal,
        int columns,
        Map<String, String> environment,
        Locale locale) {

    /// Lines may be as long as they need.
    static final int NO_LIMIT = Integer.MAX_VALUE / 2;

    // No text of ours can be read in less.
    private static final int COLUMNS_MIN = 40;

    // Output is written in pieces of this size, and at the end.
    private static final int BUFFER = 1 << 16;

    Terminal {
        environment = Map.copyOf(environment);
    }

    /// The streams of this process. What goes to a file or another program is UTF-8, whatever the locale.
    static Terminal ofProcess() {
        boolean outTerminal = isTerminal(1);
        Charset charset = outTerminal ? System.out.charset() : StandardCharsets.UTF_8;
        return new Terminal(
                System.in,
                new PrintStream(
                        new java.io.BufferedOutputStream(
                                new FileOutputStream(FileDescriptor.out), BUFFER),
                        false,
                        charset),
                System.err,
                outTerminal,
                isTerminal(2),
                outTerminal ? columns(System.getenv("COLUMNS")) : NO_LIMIT,
                System.getenv(),
                Locale.getDefault(Locale.Category.DISPLAY));
    }

    // The JDK only says whether input and output are both a terminal; Linux tells each of them.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal(int descriptor) {
        try {
            Path target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
            return target.startsWith("/dev/pts") || target.toString().startsWith("/dev/tty");
        } catch (IOException e) {
            // Since JDK 25 it is null again where not both are a terminal.
            @Nullable Console console = System.console();
            return console != null && console.isTerminal();
        }
    }

    // The launcher asks the terminal; Java cannot.
    static int columns(@Nullable String told) {
        return told != null && told.matches("[1-9]\\d{0,4}")
                ? Math.max(COLUMNS_MIN, Integer.parseInt(told))
                : NO_LIMIT;
    }

    /// A variable that is set and not empty, or null.
    @Nullable String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }
}
