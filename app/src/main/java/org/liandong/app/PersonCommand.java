package org.liandong.app;

import java.io.PrintStream;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.liandong.app.Administering.Office;
import org.liandong.app.server.access.Access;
import org.liandong.app.server.access.AccessJson;
import org.liandong.app.server.access.Grant;
import org.liandong.app.server.access.GrantWords;
import org.liandong.app.server.access.People;
import org.liandong.app.server.access.People.Person;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// Accounts of people, in a store that no server has open.
@Command(
        name = "person",
        subcommands = {
            PersonCommand.Listing.class,
            PersonCommand.Add.class,
            PersonCommand.Invite.class,
            PersonCommand.Close.class,
            PersonCommand.Give.class
        })
final class PersonCommand implements Runnable, Administering.Acting {

    @ParentCommand private Main main;
    @Spec private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets them
    PersonCommand() {}

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), main.texts().get("no.command"));
    }

    @Override
    public Main main() {
        return main;
    }

    /// Where the server will be.
    static final class Address {

        @Option(names = "--address", paramLabel = "URL", descriptionKey = "person.address")
        private URI address = URI.create("http://127.0.0.1:8080/");

        private void check() {
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            if (!(scheme.equals("https") || scheme.equals("http"))
                    || address.getHost() == null
                    || address.getQuery() != null
                    || address.getFragment() != null) {
                throw Fault.wrongUse("person.address.bad", address.toString());
            }
        }

        private URI link(String secret) {
            return address.resolve(Access.LINK + secret);
        }
    }

    /// Lists accounts.
    @Command(name = "list")
    static final class Listing implements Callable<Integer> {

        @ParentCommand private PersonCommand parent;
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
            List<Person> people =
                    Administering.look(store.existing(parent.main.terminal()), People::of);
            if (json) {
                people.forEach(person -> JsonLine.print(out, AccessJson.of(person, now)));
                return Main.DONE;
            }
            if (people.isEmpty()) {
                out.println(texts.get("person.none"));
                return Main.DONE;
            }
            Columns columns =
                    new Columns(
                            List.of(
                                    texts.get("person.name"),
                                    texts.get("person.shown"),
                                    texts.get("status"),
                                    texts.get("person.entered"),
                                    texts.get("person.roles")),
                            Set.of());
            for (Person person : people) {
                Instant entered = person.enteredAt();
                columns.row(
                        new Columns.Cell(person.name(), palette::strong),
                        Columns.Cell.of(person.shown()),
                        Columns.Cell.of(texts.word("accountstate", person.state(now))),
                        Columns.Cell.of(entered == null ? texts.get("never") : Texts.time(entered)),
                        Columns.Cell.of(words(person.grants(), texts)));
            }
            columns.print(out, "", palette, parent.main.width());
            return Main.DONE;
        }
    }

    private static String words(List<Grant> grants, Texts texts) {
        return GrantWords.line(grants, texts, UnaryOperator.identity());
    }

    /// An act on one account.
    abstract static class Act extends Administering.Act {

        /// What became of an account.
        ///
        /// @param link how its owner comes in, or null when there is none to hand on
        final Administering.Outcome outcome(
                Office office, String name, @Nullable URI link, Function<Person, String> said) {
            Person person = Objects.requireNonNull(office.people().of(name));
            return new Administering.Outcome(
                    AccessJson.of(person, Instant.now()),
                    "link",
                    link == null ? null : link.toString(),
                    said.apply(person));
        }
    }

    private static String until(Person person) {
        return Texts.time(Objects.requireNonNull(person.linkUntil()));
    }

    /// Makes an account.
    @Command(name = "add")
    static final class Add extends Act {

        @Mixin private Administering.Granting granting;
        @Mixin private Address address;

        @Parameters(paramLabel = "NAME", descriptionKey = "person.add.name")
        private String name;

        @Option(names = "--shown", paramLabel = "TEXT", descriptionKey = "person.add.shown")
        private @Nullable String shown;

        @Option(names = "--subject", paramLabel = "SUB", descriptionKey = "person.add.subject")
        private @Nullable String subject;

        @SuppressWarnings("NullAway.Init") // picocli sets them
        Add() {}

        @Override
        boolean begins() {
            return true;
        }

        @Override
        public Integer call() {
            address.check();
            return super.call();
        }

        @Override
        Administering.Outcome act(Office office, Texts texts) {
            String secret =
                    office.people()
                            .add(
                                    Administering.by(),
                                    name,
                                    shown == null ? name : shown,
                                    subject,
                                    List.of(granting.grant()));
            return outcome(
                    office,
                    name,
                    address.link(secret),
                    person -> texts.get("person.added", person.name(), until(person)));
        }
    }

    /// Draws a new link.
    @Command(name = "invite")
    static final class Invite extends Act {

        @Mixin private Address address;

        @Parameters(paramLabel = "NAME", descriptionKey = "person.which")
        private String name;

        @SuppressWarnings("NullAway.Init") // picocli sets them
        Invite() {}

        @Override
        public Integer call() {
            address.check();
            return super.call();
        }

        @Override
        Administering.Outcome act(Office office, Texts texts) {
            return outcome(
                    office,
                    name,
                    address.link(office.people().invite(Administering.by(), name)),
                    person -> texts.get("person.invited", person.name(), until(person)));
        }
    }

    /// Closes an account.
    @Command(name = "close")
    static final class Close extends Act {

        @Parameters(paramLabel = "NAME", descriptionKey = "person.which")
        private String name;

        @SuppressWarnings("NullAway.Init") // picocli sets them
        Close() {}

        @Override
        Administering.Outcome act(Office office, Texts texts) {
            office.people().close(Administering.by(), name);
            return outcome(office, name, null, person -> texts.get("person.closed", person.name()));
        }
    }

    /// Gives a role, or takes it away.
    @Command(name = "grant")
    static final class Give extends Act {

        @Mixin private Administering.Granting granting;

        @Parameters(paramLabel = "NAME", descriptionKey = "person.which")
        private String name;

        @Option(names = "--take", descriptionKey = "person.take")
        private boolean take;

        @SuppressWarnings("NullAway.Init") // picocli sets them
        Give() {}

        @Override
        Administering.Outcome act(Office office, Texts texts) {
            if (take) {
                office.people().take(Administering.by(), name, granting.grant());
            } else {
                office.people().give(Administering.by(), name, granting.grant());
            }
            return outcome(
                    office,
                    name,
                    null,
                    person ->
                            texts.get(
                                    "person.granted",
                                    person.name(),
                                    words(person.grants(), texts)));
        }
    }
}
