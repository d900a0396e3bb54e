package org.liandong.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.Engine;
import org.liandong.engine.Views;
import org.liandong.rules.BrokenRule;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which store a command works on.
final class StoreOptions {

    /// The databases whose drivers are packed with the program.
    private static final List<String> DATABASES = List.of("jdbc:postgresql:", "jdbc:sqlite:");

    private static final byte[] HEADER = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    @Option(names = "--store", paramLabel = "STORE", descriptionKey = "option.store")
    private @Nullable String store;

    /// The store: the option, the environment, or a folder here.
    String store(Terminal terminal) {
        String named = store != null ? store : terminal.variable("LIANDONG_STORE");
        String chosen = named == null ? "liandong-store" : named;
        boolean url = chosen.startsWith("jdbc:");
        if (chosen.isBlank()
                || (url && DATABASES.stream().noneMatch(known -> chosen.startsWith(known)))) {
            throw Fault.wrongUse("store.url", chosen, String.join(", ", DATABASES));
        }
        if (!url) {
            check(Path.of(chosen).resolve("liandong.db"));
        }
        return chosen;
    }

    // The database would try for seconds before it says that a file is none of its own.
    private static void check(Path file) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] begins = in.readNBytes(HEADER.length);
            if (begins.length > 0 && !Arrays.equals(begins, HEADER)) {
                throw Fault.outside("store.broken", file.toString());
            }
        } catch (IOException e) {
            throw Fault.outside("store.unreadable", file.toString(), e);
        }
    }

    /// The store, which must have been filled before.
    String existing(Terminal terminal) {
        String chosen = store(terminal);
        if (isMissing(chosen)) {
            throw Fault.wrongUse("store.none", chosen);
        }
        return chosen;
    }

    /// How many lines are wanted.
    static int limit(@Nullable Integer wanted, int otherwise) {
        if (wanted != null && wanted < 1) {
            throw Fault.wrongUse("limit.none", wanted.toString());
        }
        return wanted == null ? otherwise : wanted;
    }

    static boolean isMissing(String store) {
        return !store.startsWith("jdbc:") && !Files.exists(Path.of(store).resolve("liandong.db"));
    }

    Views views(Terminal terminal) {
        return Views.open(existing(terminal));
    }

    /// Where the identity key is.
    static final class Keys {

        @Option(names = "--keys", paramLabel = "DIR", descriptionKey = "option.keys")
        private @Nullable Path keys;

        /// The folder: the option, the environment, or that of the person's settings.
        Path folder(Terminal terminal) {
            if (keys != null) {
                return keys;
            }
            String named = terminal.variable("LIANDONG_KEYS");
            if (named != null) {
                return Path.of(named);
            }
            String config = terminal.variable("XDG_CONFIG_HOME");
            return (config != null
                            ? Path.of(config)
                            : Path.of(System.getProperty("user.home"), ".config"))
                    .resolve("liandong");
        }
    }

    /// What commands that write need besides.
    static final class Writing {

        @Mixin private final Keys keys = new Keys();

        @Option(names = "--config", paramLabel = "DIR", descriptionKey = "option.config")
        private @Nullable Path config;

        Engine open(Terminal terminal, String store) {
            return open(settings(terminal, store, InstantSource.system()));
        }

        /// Starts an engine; what is wrong with an operator's rule, tariff or setting is told as wrong use.
        static Engine open(Engine.Settings settings) {
            try {
                return Engine.open(settings);
            } catch (IllegalArgumentException | BrokenRule e) {
                throw Fault.wrongUse("said", String.valueOf(e.getMessage()));
            }
        }

        Engine.Settings settings(Terminal terminal, String store, InstantSource time) {
            Path folder = config;
            if (folder != null && !Files.isDirectory(folder)) {
                throw Fault.wrongUse("config.none", folder.toString());
            }
            return Wiring.settings(store, keys.folder(terminal), folder, time);
        }
    }
}
