package org.liandong.app;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liandong.app.server.access.Access;
import org.liandong.app.server.access.Acts;
import org.liandong.app.server.access.Grant;
import org.liandong.app.server.access.GrantRequest;
import org.liandong.app.server.access.Keys;
import org.liandong.app.server.access.People;
import org.liandong.app.server.access.Plain;
import org.liandong.app.server.access.Refusal;
import org.liandong.engine.Engine;
import org.liandong.engine.StoreFailure;
import org.liandong.engine.Views;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// Accounts and keys of a store that no server has open. Each act is a note in the trail, as on the pages.
final class Administering {

    private Administering() {}

    /// Who acts, as notes name them: whoever may write the store's files.
    static String by() {
        String user = System.getProperty("user.name", "");
        return "command/" + (user.isBlank() || !Plain.is(user) ? "unknown" : user);
    }

    /// Accounts and keys.
    record Office(People people, Keys keys) {}

    /// A command with acts on accounts or keys.
    interface Acting {
        Main main();
    }

    /// What an act has led to.
    ///
    /// @param json   it, for programs
    /// @param called what programs know the secret as
    /// @param secret shown this once, or null when there is none
    /// @param said   it, for people
    record Outcome(
            Map<String, @Nullable Object> json,
            String called,
            @Nullable String secret,
            String said) {

        private void print(PrintStream out, boolean programs) {
            if (programs) {
                Map<String, @Nullable Object> line = new LinkedHashMap<>(json);
                if (secret != null) {
                    line.put(called, secret);
                }
                JsonLine.print(out, line);
                return;
            }
            out.println(said);
            if (secret != null) {
                out.println(secret);
            }
        }
    }

    /// Does something to accounts or keys.
    abstract static class Act implements Callable<Integer> {

        @ParentCommand private Acting parent;
        @Mixin private StoreOptions store;
        @Mixin private StoreOptions.Writing writing;

        @Option(names = "--json", descriptionKey = "option.json")
        private boolean json;

        @SuppressWarnings("NullAway.Init") // picocli sets them
        Act() {}

        /// Whether it may be the first thing that is done with a store.
        boolean begins() {
            return false;
        }

        abstract Outcome act(Office office, Texts texts);

        @Override
        public Integer call() {
            Terminal terminal = parent.main().terminal();
            String folder = begins() ? store.store(terminal) : store.existing(terminal);
            try (Engine engine = writing.open(terminal, folder)) {
                Access.prepare(folder);
                try (Views views = Views.open(folder)) {
                    Acts acts = new Acts(engine);
                    InstantSource time = InstantSource.system();
                    SecureRandom chance = new SecureRandom();
                    Office office =
                            new Office(
                                    People.load(acts, views, time, chance),
                                    Keys.load(acts, views, time, chance));
                    act(office, parent.main().texts()).print(terminal.out(), json);
                    return Main.DONE;
                }
            } catch (Refusal refusal) {
                throw Fault.wrongUse(refusal.key(), refusal.arguments().toArray());
            } catch (StoreFailure failure) {
                if (failure.code() == StoreFailure.Code.IN_USE) {
                    throw Fault.outside("office.served", folder);
                }
                throw failure;
            }
        }
    }

    /// Looks at accounts or keys, also while a server has the store open.
    static <T> T look(String store, Function<Views, T> look) {
        Access.prepare(store);
        try (Views views = Views.open(store)) {
            return look.apply(views);
        }
    }

    /// A role and where it holds.
    static final class Granting {

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                required = true,
                descriptionKey = "office.role")
        private String role = "";

        @Option(names = "--service", paramLabel = "NAME", descriptionKey = "office.service")
        private String service = Grant.ANY;

        @Option(names = "--office", paramLabel = "OFFICE", descriptionKey = "office.office")
        private @Nullable String office;

        @Option(names = "--prefix", paramLabel = "BEGINNING", descriptionKey = "office.prefix")
        private List<String> prefixes = List.of();

        @Option(names = "--type", paramLabel = "TYPE", descriptionKey = "office.type")
        private List<String> types = List.of();

        @Option(names = "--source", paramLabel = "CODE", descriptionKey = "office.source")
        private List<String> sources = List.of();

        @Option(names = "--owner", paramLabel = "OWNER", descriptionKey = "office.owner")
        private List<String> owners = List.of();

        Grant grant() {
            return new GrantRequest(
                            role,
                            service,
                            office,
                            new ArrayList<>(prefixes),
                            new ArrayList<>(types),
                            new ArrayList<>(sources),
                            new ArrayList<>(owners))
                    .grant();
        }
    }
}
