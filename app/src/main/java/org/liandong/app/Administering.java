package org.liandong.app;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
import picocli.CommandLine.Option;

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

    /// Does something to accounts or keys.
    static <T> T act(
            Terminal terminal,
            StoreOptions.Writing writing,
            String store,
            Function<Office, T> act) {
        try (Engine engine = writing.open(terminal, store)) {
            Access.prepare(store);
            try (Views views = Views.open(store)) {
                Acts acts = new Acts(engine);
                InstantSource time = InstantSource.system();
                SecureRandom chance = new SecureRandom();
                return act.apply(
                        new Office(
                                People.load(acts, views, time, chance),
                                Keys.load(acts, views, time, chance)));
            }
        } catch (Refusal refusal) {
            throw Fault.wrongUse(refusal.key(), refusal.arguments().toArray());
        } catch (StoreFailure failure) {
            if (failure.code() == StoreFailure.Code.IN_USE) {
                throw Fault.outside("office.served", store);
            }
            throw failure;
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

        Grant grant() {
            return new GrantRequest(
                            role,
                            service,
                            office,
                            new ArrayList<>(prefixes),
                            new ArrayList<>(types),
                            new ArrayList<>(sources))
                    .grant();
        }
    }
}
