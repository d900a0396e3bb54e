package org.liandong.app;

import java.io.PrintStream;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
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
final class PersonCommand implements Runnable {

    @ParentCommand private Main main;
    @Spec private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets them
    PersonCommand() {}

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), main.texts().get("no.command"));
    }

    private Terminal terminal() {
        return main.terminal();
    }

    private void print(Person person, @Nullable URI link, String said, boolean json) {
        PrintStream out = terminal().out();
        if (json) {
            Map<String, @Nullable Object> line = AccessJson.of(person, Instant.now());
            if (link != null) {
                line.put("link", link.toString());
            }
            JsonLine.print(out, line);
            return;
        }
        out.println(said);
        if (link != null) {
            out.println(link);
        }
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
            PrintStream out = parent.terminal().out();
            Instant now = InstantSource.system().instant();
            List<Person> people = Administering.look(store.existing(parent.terminal()), People::of);
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

    /// Makes an account.
    @Command(name = "add")
    static final class Add implements Callable<Integer> {

        @ParentCommand private PersonCommand parent;
        @Mixin private StoreOptions store;
        @Mixin private StoreOptions.Writing writing;
        @Mixin private Administering.Granting granting;
        @Mixin private Address address;

        @Parameters(paramLabel = "NAME", descriptionKey = "person.add.name")
        private String name;

        @Option(names = "--shown", paramLabel = "TEXT", descriptionKey = "person.add.shown")
        private @Nullable String shown;

        @Option(names = "--subject", paramLabel = "SUB", descriptionKey = "person.add.subject")
        private @Nullable String subject;

        @Option(names = "--json", descriptionKey = "option.json")
        private boolean json;

        @SuppressWarnings("NullAway.Init") // picocli sets them
        Add() {}

        @Override
        public Integer call() {
            address.check();
            Texts texts = parent.main.texts();
            return Administering.act(
                    parent.terminal(),
                    writing,
                    store.store(parent.terminal()),
                    office -> {
                        String secret =
                                office.people()
                                        .add(
                                                Administering.by(),
                                                name,
                                                shown == null ? name : shown,
                                                subject,
                                                List.of(granting.grant()));
                        Person person = Objects.requireNonNull(office.people().of(name));
                        parent.print(
                                person,
                                address.link(secret),
                                texts.get("person.added", person.name(), until(person)),
                                json);
                        return Main.DONE;
                    });
        }
    }

    private static String until(Person person) {
        return Texts.time(Objects.requireNonNull(person.linkUntil()));
    }

    /// Draws a new link.
    @Command(name = "invite")
    static final class Invite implements Callable<Integer> {

        @ParentCommand private PersonCommand parent;
        @Mixin private StoreOptions store;
        @Mixin private StoreOptions.Writing writing;
        @Mixin private Address address;

        @Parameters(paramLabel = "NAME", descriptionKey = "person.which")
        private String name;

        @Option(names = "--json", descriptionKey = "option.json")
        private boolean json;

        @SuppressWarnings("NullAway.Init") // picocli sets them
        Invite() {}

        @Override
        public Integer call() {
            address.check();
            Texts texts = parent.main.texts();
            return Administering.act(
                    parent.terminal(),
                    writing,
                    store.existing(parent.terminal()),
                    office -> {
                        String secret = office.people().invite(Administering.by(), name);
                        Person person = Objects.requireNonNull(office.people().of(name));
                        parent.print(
                                person,
                                address.link(secret),
                                texts.get("person.invited", person.name(), until(person)),
                                json);
                        return Main.DONE;
                    });
        }
    }

    /// Closes an account.
    @Command(name = "close")
    static final class Close implements Callable<Integer> {

        @ParentCommand private PersonCommand parent;
        @Mixin private StoreOptions store;
        @Mixin private StoreOptions.Writing writing;

        @Parameters(paramLabel = "NAME", descriptionKey = "person.which")
        private String name;

        @Option(names = "--json", descriptionKey = "option.json")
        private boolean json;

        @SuppressWarnings("NullAway.Init") // picocli sets them
        Close() {}

        @Override
        public Integer call() {
            Texts texts = parent.main.texts();
            return Administering.act(
                    parent.terminal(),
                    writing,
                    store.existing(parent.terminal()),
                    office -> {
                        office.people().close(Administering.by(), name);
                        Person person = Objects.requireNonNull(office.people().of(name));
                        parent.print(person, null, texts.get("person.closed", person.name()), json);
                        return Main.DONE;
                    });
        }
    }

    /// Gives a role, or takes it away.
    @Command(name = "grant")
    static final class Give implements Callable<Integer> {

        @ParentCommand private PersonCommand parent;
        @Mixin private StoreOptions store;
        @Mixin private StoreOptions.Writing writing;
        @Mixin private Administering.Granting granting;

        @Parameters(paramLabel = "NAME", descriptionKey = "person.which")
        private String name;

        @Option(names = "--take", descriptionKey = "person.take")
        private boolean take;

        @Option(names = "--json", descriptionKey = "option.json")
        private boolean json;

        @SuppressWarnings("NullAway.Init") // picocli sets them
        Give() {}

        @Override
        public Integer call() {
            Texts texts = parent.main.texts();
            return Administering.act(
                    parent.terminal(),
                    writing,
                    store.existing(parent.terminal()),
                    office -> {
                        Grant grant = granting.grant();
                        if (take) {
                            office.people().take(Administering.by(), name, grant);
                        } else {
                            office.people().give(Administering.by(), name, grant);
                        }
                        Person person = Objects.requireNonNull(office.people().of(name));
                        parent.print(
                                person,
                                null,
                                texts.get(
                                        "person.granted",
                                        person.name(),
                                        words(person.grants(), texts)),
                                json);
                        return Main.DONE;
                    });
        }
    }
}
