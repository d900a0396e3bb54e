package org.liandong.app;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.liandong.app.Administering.Office;
import org.liandong.app.Administering.Outcome;
import org.liandong.app.server.access.AccessJson;
import org.liandong.app.server.access.Grant;
import org.liandong.app.server.access.GrantWords;
import org.liandong.app.server.access.Keys;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// Keys of programs, in a store that no server has open.
@Command(
        name = "key",
        subcommands = {
            KeyCommand.Listing.class,
            KeyCommand.Add.class,
            KeyCommand.Rotate.class,
            KeyCommand.Revoke.class
        })
final class KeyCommand implements Runnable, Administering.Acting {

    @ParentCommand private Main main;
    @Spec private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets them
    KeyCommand() {}

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), main.texts().get("no.command"));
    }

    @Override
    public Main main() {
        return main;
    }

    /// Lists keys.
    @Command(name = "list")
    static final class Listing implements Callable<Integer> {

        @ParentCommand private KeyCommand parent;
        @Mixin private StoreOptions store;

        @Option(names = "--json", descriptionKey = "option.json")
        private boolean json;

        @SuppressWarnings("NullAway.Init") // picocli sets them
        Listing() {}

        @Override
        public Integer call() {
            Texts texts = parent.main.texts();
            Palette palette = parent.main.palette();
            PrintStream out = parent.main.terminal().out();
            Instant now = InstantSource.system().instant();
            List<Keys.Key> keys =
                    Administering.look(store.existing(parent.main.terminal()), Keys::of);
            if (json) {
                keys.forEach(key -> JsonLine.print(out, AccessJson.of(key, now)));
                return Main.DONE;
            }
            if (keys.isEmpty()) {
                out.println(texts.get("key.no.program"));
                return Main.DONE;
            }
            Columns columns =
                    new Columns(
                            List.of(
                                    texts.get("key.id"),
                                    texts.get("key.name"),
                                    texts.get("status"),
                                    texts.get("key.expires"),
                                    texts.get("key.used"),
                                    texts.get("key.grants")),
                            Set.of());
            for (Keys.Key key : keys) {
                Instant used = key.usedAt();
                columns.row(
                        new Columns.Cell(key.id(), palette::strong),
                        Columns.Cell.of(key.name()),
                        Columns.Cell.of(texts.word("keystate", key.state(now))),
                        Columns.Cell.of(Texts.time(key.expiresAt())),
                        Columns.Cell.of(used == null ? texts.get("never") : Texts.time(used)),
                        Columns.Cell.of(
                                GrantWords.line(key.grants(), texts, UnaryOperator.identity())));
            }
            columns.print(out, "", palette, parent.main.width());
            return Main.DONE;
        }
    }

    /// How long a key holds.
    static final class Validity {

        @Option(names = "--days", paramLabel = "N", descriptionKey = "key.days")
        private int days = 365;

        private Duration valid() {
            return Duration.ofDays(days);
        }
    }

    private static Outcome outcome(Keys.Key key, String said) {
        return new Outcome(AccessJson.of(key, Instant.now()), "key", null, said);
    }

    private static Outcome outcome(Keys.Made made, Texts texts) {
        Keys.Key key = made.key();
        return new Outcome(
                AccessJson.of(key, Instant.now()),
                "key",
                made.token(),
                texts.get("key.made", key.name(), Texts.time(key.expiresAt())));
    }

    /// Makes a key.
    @Command(name = "add")
    static final class Add extends Administering.Act {

        @Mixin private Administering.Granting granting;
        @Mixin private Validity validity;

        @Parameters(paramLabel = "TEXT", descriptionKey = "key.add.name")
        private String name;

        @Option(names = "--subject", paramLabel = "SUB", descriptionKey = "key.add.subject")
        private @Nullable String subject;

        @SuppressWarnings("NullAway.Init") // picocli sets them
        Add() {}

        @Override
        boolean begins() {
            return true;
        }

        @Override
        Outcome act(Office office, Texts texts) {
            String by = Administering.by();
            List<Grant> grants = List.of(granting.grant());
            if (subject == null) {
                return outcome(office.keys().add(by, name, grants, validity.valid()), texts);
            }
            Keys.Key key = office.keys().addSubject(by, name, subject, grants, validity.valid());
            return outcome(key, texts.get("key.let.in", name, key.id()));
        }
    }

    /// Draws a new secret.
    @Command(name = "rotate")
    static final class Rotate extends Administering.Act {

        @Mixin private Validity validity;

        @Parameters(paramLabel = "ID", descriptionKey = "key.which")
        private String id;

        @Option(names = "--overlap-days", paramLabel = "N", descriptionKey = "key.overlap")
        private int overlap;

        @SuppressWarnings("NullAway.Init") // picocli sets them
        Rotate() {}

        @Override
        Outcome act(Office office, Texts texts) {
            return outcome(
                    office.keys()
                            .rotate(
                                    Administering.by(),
                                    id,
                                    Duration.ofDays(overlap),
                                    validity.valid()),
                    texts);
        }
    }

    /// Takes a key away.
    @Command(name = "revoke")
    static final class Revoke extends Administering.Act {

        @Parameters(paramLabel = "ID", descriptionKey = "key.which")
        private String id;

        @SuppressWarnings("NullAway.Init") // picocli sets them
        Revoke() {}

        @Override
        Outcome act(Office office, Texts texts) {
            office.keys().revoke(Administering.by(), id);
            Keys.Key key = Objects.requireNonNull(office.keys().of(id));
            return outcome(key, texts.get("key.is.revoked", key.name(), id));
        }
    }
}
