package org.liandong.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.Engine;
import org.liandong.engine.Views;
import org.liandong.rules.BrokenRule;
import picocli.CommandLine.Option;

/// Which store a command works on.
final class StoreOptions {

    @Option(names = "--store", paramLabel = "STORE", descriptionKey = "option.store")
    private @Nullable String store;

    /// The store: the option, the environment, or a folder here.
    String store(Terminal terminal) {
        String chosen = store != null ? store : terminal.variable("LIANDONG_STORE");
        return chosen == null ? "liandong-store" : chosen;
    }

    Views views(Terminal terminal) {
        return Views.open(store(terminal));
    }

    /// What commands that write need besides.
    static final class Writing {

        @Option(names = "--keys", paramLabel = "DIR", descriptionKey = "option.keys")
        private @Nullable Path keys;

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
                throw Fault.wrongUse(String.valueOf(e.getMessage()));
            }
        }

        Engine.Settings settings(Terminal terminal, String store, InstantSource time) {
            Path folder = config;
            if (folder != null && !Files.isDirectory(folder)) {
                throw Fault.wrongUse(
                        "--config must be a folder, and %s is none.".formatted(folder));
            }
            return Wiring.settings(store, keys(terminal), folder, time);
        }

        private Path keys(Terminal terminal) {
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
}
