package org.liandong.app.server.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.Json;
import org.liandong.engine.SideTable;
import org.liandong.engine.Views;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/// The accounts of people. They stand in the store; every change is a note in its trail.
///
/// An administrator makes an account and hands on a link that works once: its owner chooses the password, and nobody else
/// ever knows it. Where people sign in with a provider of the office, an account has that provider's name for its owner
/// (the subject) instead.
public final class People {

    /// How long a link waits for its owner.
    public static final Duration LINK_VALID = Duration.ofDays(3);

    private static final SideTable TABLE =
            new SideTable(
                    "person",
                    1,
                    "name",
                    "shown",
                    "password",
                    "subject",
                    "grants",
                    "state",
                    "epoch",
                    "link",
                    "link_until",
                    "created_at",
                    "changed_at",
                    "entered_at");

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,62}");
    private static final int SHOWN_MAX = 100;
    private static final String ACTIVE = "active";
    private static final String CLOSED = "closed";

    /// Wrong passwords for a name that cost nothing.
    private static final int FREE_BY_NAME = 5;

    /// Wrong passwords from an address that cost nothing: an office may have one for all its people.
    private static final int FREE_BY_ADDRESS = 30;

    /// Passwords that are looked at in one moment: each takes 19 MB and a processor.
    private static final int HASHES_MAX = 4;

    private final Acts acts;
    private final InstantSource time;
    private final Tokens tokens;
    private final Supplier<PasswordEncoder> hashes;
    private @Nullable String nobodysPassword;
    private final Semaphore places = new Semaphore(HASHES_MAX, true);
    private final Patience byName;
    private final Patience byAddress;
    private final Map<String, Person> people = new ConcurrentSkipListMap<>();
    private byte @Nullable [] firstLink;

    /// An account.
    ///
    /// @param name     what is typed to sign in
    /// @param shown    how others read it
    /// @param password hash of it; null until its owner has chosen one
    /// @param subject  the provider's name for the owner, or null
    /// @param active   whether it may be used
    /// @param epoch    counts the changes that end what is signed in
    /// @param link     hash of the link that lets a password be chosen, or null
    /// @param linkUntil until when
    /// @param enteredAt when it was last used to sign in
    public record Person(
            String name,
            String shown,
            @Nullable String password,
            @Nullable String subject,
            List<Grant> grants,
            boolean active,
            long epoch,
            byte @Nullable [] link,
            @Nullable Instant linkUntil,
            Instant createdAt,
            Instant changedAt,
            @Nullable Instant enteredAt) {

        /// As who requests are made.
        public Caller caller() {
            return new Caller("person/" + name, shown, true, grants);
        }

        /// Whether its owner can sign in as it stands: with a password, or with the provider.
        public boolean mayEnter() {
            return active && (password != null || subject != null);
        }

        /// Whether a link waits for its owner.
        public boolean isInvited(Instant now) {
            return active && link != null && linkUntil != null && now.isBefore(linkUntil);
        }

        /// `active`, `invited` while a link waits for its owner, `expired` when none waits any more and there is no
        /// password, or `closed`.
        public String state(Instant now) {
            if (!active) {
                return CLOSED;
            }
            return mayEnter() ? ACTIVE : isInvited(now) ? "invited" : "expired";
        }

        SideTable.Change row() {
            return TABLE.put(
                    name,
                    shown,
                    password,
                    subject,
                    Json.text(grants),
                    active ? ACTIVE : CLOSED,
                    epoch,
                    link,
                    millis(linkUntil),
                    createdAt.toEpochMilli(),
                    changedAt.toEpochMilli(),
                    millis(enteredAt));
        }

        static Person of(SideTable.Row row) {
            return new Person(
                    row.text("name"),
                    row.text("shown"),
                    row.textOrNull("password"),
                    row.textOrNull("subject"),
                    List.of(Json.read(row.text("grants"), Grant[].class)),
                    row.text("state").equals(ACTIVE),
                    row.number("epoch"),
                    row.bytesOrNull("link"),
                    instant(row.numberOrNull("link_until")),
                    Instant.ofEpochMilli(row.number("created_at")),
                    Instant.ofEpochMilli(row.number("changed_at")),
                    instant(row.numberOrNull("entered_at")));
        }
    }

    static @Nullable Long millis(@Nullable Instant at) {
        return at == null ? null : (Long) at.toEpochMilli();
    }

    static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    /// What became of a try to sign in.
    public sealed interface Entry {
        /// The password is right.
        record Entered(Person person) implements Entry {}

        /// Name or password is wrong; which of them is not said.
        record Wrong() implements Entry {}

        /// Too many tries; the next is looked at after this time.
        record Wait(Duration left) implements Entry {}
    }

    private People(
            Acts acts,
            InstantSource time,
            SecureRandom random,
            Supplier<PasswordEncoder> hashes,
            List<SideTable.Row> rows) {
        this.acts = acts;
        this.time = time;
        this.tokens = new Tokens(random);
        this.hashes = hashes;
        this.byName = new Patience(time, FREE_BY_NAME);
        this.byAddress = new Patience(time, FREE_BY_ADDRESS);
        for (SideTable.Row row : rows) {
            Person person = Person.of(row);
            people.put(person.name(), person);
        }
    }

    /// The accounts of a store, which was prepared by [Access#prepare].
    public static People load(Acts acts, Views views, InstantSource time, SecureRandom random) {
        return new People(acts, time, random, () -> Argon2.HASHES, rows(views));
    }

    // A command that only makes accounts hashes no password, and starts without what that needs.
    private static final class Argon2 {
        // Cost after the advice of OWASP: 19 MiB, two rounds, one lane.
        static final PasswordEncoder HASHES = new Argon2PasswordEncoder(16, 32, 1, 19 << 10, 2);
    }

    private static List<SideTable.Row> rows(Views views) {
        return views.rows(TABLE, "order by name");
    }

    /// The accounts of a store that others may work on, in the order of their names. It was prepared by
    /// [Access#prepare].
    public static List<Person> of(Views views) {
        return rows(views).stream().map(Person::of).toList();
    }

    static People load(
            Acts acts,
            Views views,
            InstantSource time,
            SecureRandom random,
            PasswordEncoder hashes) {
        return new People(acts, time, random, () -> hashes, rows(views));
    }

    /// All accounts in the order of their names.
    public Collection<Person> all() {
        return List.copyOf(people.values());
    }

    /// The account of a name, or null.
    public @Nullable Person of(String name) {
        return people.get(normal(name));
    }

    /// The active account of a provider's subject, or null.
    public @Nullable Person ofSubject(String subject) {
        return people.values().stream()
                .filter(person -> person.active() && subject.equals(person.subject()))
                .findFirst()
                .orElse(null);
    }

    private static String normal(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private Person known(String name) {
        Person person = of(name);
        if (person == null) {
            throw new Refusal("access.no-person", name);
        }
        return person;
    }

    // ---- what administrators do

    /// Makes an account.
    ///
    /// @param by      who does it, as notes name them
    /// @param subject the provider's name for its owner, or null
    /// @return what follows the address of [Access#LINK]; to be handed to the owner
    public synchronized String add(
            String by, String name, String shown, @Nullable String subject, List<Grant> grants) {
        String normal = normal(name);
        if (!NAME.matcher(normal).matches()) {
            throw new Refusal("access.name-bad", name);
        }
        if (people.containsKey(normal)) {
            throw new Refusal("access.name-taken", normal);
        }
        requireShown(shown);
        requireFreeSubject(subject, normal);
        requireGrants(grants);
        Instant now = time.instant();
        String secret = tokens.secret();
        write(
                by,
                "person-added",
                new Person(
                        normal,
                        shown.strip(),
                        null,
                        subject,
                        List.copyOf(grants),
                        true,
                        1,
                        Tokens.hash(secret),
                        now.plus(LINK_VALID),
                        now,
                        now,
                        null));
        return secret;
    }

    /// Changes how an account is shown and what it may do; what is signed in with it ends.
    public synchronized void change(
            String by, String name, String shown, @Nullable String subject, List<Grant> grants) {
        Person person = known(name);
        requireShown(shown);
        requireFreeSubject(subject, person.name());
        Person changed =
                new Person(
                        person.name(),
                        shown.strip(),
                        person.password(),
                        subject,
                        List.copyOf(grants),
                        person.active(),
                        person.epoch() + 1,
                        person.link(),
                        person.linkUntil(),
                        person.createdAt(),
                        time.instant(),
                        person.enteredAt());
        requireAdministrator(changed);
        requireGrants(grants);
        write(by, "person-changed", changed);
    }

    /// Changes how an account is shown and who its owner is to the provider.
    public synchronized void rename(
            String by, String name, String shown, @Nullable String subject) {
        change(by, name, shown, subject, known(name).grants());
    }

    /// Gives an account one more role; nothing happens when it has that already.
    public synchronized void give(String by, String name, Grant grant) {
        Person person = known(name);
        if (!person.grants().contains(grant)) {
            change(by, name, person.shown(), person.subject(), Grant.with(person.grants(), grant));
        }
    }

    /// Takes a role of an account away; nothing happens when it has none such.
    public synchronized void take(String by, String name, Grant grant) {
        Person person = known(name);
        if (person.grants().contains(grant)) {
            change(
                    by,
                    name,
                    person.shown(),
                    person.subject(),
                    Grant.without(person.grants(), grant));
        }
    }

    /// Closes an account: nobody signs in with it any more, and who has is signed out.
    public synchronized void close(String by, String name) {
        Person closed = with(known(name), null, null, null, false);
        requireAdministrator(closed);
        write(by, "person-closed", closed);
    }

    /// Gives the owner of an account a new link, for a password that was forgotten or to open a closed account again. The
    /// old password is void.
    public synchronized String invite(String by, String name) {
        Person person = known(name);
        // Their own session ends with the password, and with it the page that shows the link.
        if (by.equals(person.caller().who())) {
            throw new Refusal("access.own-link");
        }
        String secret = tokens.secret();
        Person invited =
                with(person, null, Tokens.hash(secret), time.instant().plus(LINK_VALID), true);
        write(by, "person-invited", invited);
        return secret;
    }

    private static void requireGrants(List<Grant> grants) {
        if (grants.isEmpty()) {
            throw new Refusal("access.grant-missing");
        }
        if (grants.size() > Grant.COUNT_MAX) {
            throw new Refusal("access.grants-many", Integer.toString(Grant.COUNT_MAX));
        }
    }

    private static void requireShown(String shown) {
        if (shown.isBlank() || shown.length() > SHOWN_MAX || !Plain.is(shown)) {
            throw new Refusal("access.shown-bad", Integer.toString(SHOWN_MAX));
        }
    }

    private void requireFreeSubject(@Nullable String subject, String name) {
        if (subject == null) {
            return;
        }
        if (subject.isBlank() || subject.length() > SHOWN_MAX || !Plain.is(subject)) {
            throw new Refusal("access.subject-bad");
        }
        for (Person other : people.values()) {
            if (!other.name().equals(name) && subject.equals(other.subject())) {
                throw new Refusal("access.subject-taken", other.name());
            }
        }
    }

    // Somebody must be able to mend what is wrong.
    private void requireAdministrator(Person changed) {
        Person before = people.get(changed.name());
        if (before == null || !before.active() || !before.caller().is(Role.ADMINISTRATOR)) {
            return;
        }
        boolean left =
                people.values().stream()
                        .map(person -> person.name().equals(changed.name()) ? changed : person)
                        .anyMatch(person ->
                                person.mayEnter() && person.caller().is(Role.ADMINISTRATOR));
        if (!left) {
            throw new Refusal("access.last-administrator");
        }
    }

    private Person with(
            Person person,
            @Nullable String password,
            byte @Nullable [] link,
            @Nullable Instant linkUntil,
            boolean active) {
        return new Person(
                person.name(),
                person.shown(),
                password,
                person.subject(),
                person.grants(),
                active,
                person.epoch() + 1,
                link,
                linkUntil,
                person.createdAt(),
                time.instant(),
                person.enteredAt());
    }

    private void write(String by, String what, Person person) {
        Map<String, Object> body = new TreeMap<>();
        body.put("person", person.name());
        body.put("shown", person.shown());
        body.put("grants", person.grants());
        if (person.subject() != null) {
            body.put("subject", person.subject());
        }
        acts.note(by, what, body, person.row());
        people.put(person.name(), person);
    }

    // ---- the first administrator

    /// Whether nobody can administer yet.
    public boolean isUnclaimed() {
        return people.values().stream()
                .noneMatch(person -> person.active() && person.caller().is(Role.ADMINISTRATOR));
    }

    /// A link that makes the first administrator, as long as there is none. Each call makes the one before void.
    public synchronized String firstLink() {
        String secret = tokens.secret();
        firstLink = Tokens.hash(secret);
        return secret;
    }

    // ---- links

    /// Whose password a link lets choose: an account; null for the first administrator's.
    ///
    /// @throws Refusal when the link is unknown, was used, or has waited too long
    public @Nullable Person invited(String link) {
        byte[] hash = Tokens.hash(link);
        if (isUnclaimed() && Tokens.fits(firstLink, hash)) {
            return null;
        }
        for (Person person : people.values()) {
            if (person.active()
                    && Tokens.fits(person.link(), hash)
                    && time.instant().isBefore(Objects.requireNonNull(person.linkUntil()))) {
                return person;
            }
        }
        throw new Refusal("access.link-void");
    }

    /// Chooses the password of the account that a link belongs to, or makes the first administrator.
    ///
    /// @param name of the first administrator; not looked at for others
    /// @throws Refusal when the link is void, or another name or password must be chosen
    public Person choose(String link, String name, String password) {
        Person invited = invited(link);
        if (invited == null && !NAME.matcher(normal(name)).matches()) {
            throw new Refusal("access.name-bad", name);
        }
        PasswordRules.check(
                password,
                invited == null ? name : invited.name(),
                invited == null ? "" : invited.shown());
        String encoded = encode(password);
        synchronized (this) {
            // Somebody else may have been faster with the same link.
            Person still = invited(link);
            if (still != null) {
                Person chosen = with(still, encoded, null, null, true);
                write("person/" + still.name(), "password-chosen", chosen);
                byName.succeeded(still.name());
                return chosen;
            }
            Instant now = time.instant();
            Person first =
                    new Person(
                            normal(name),
                            name.strip(),
                            encoded,
                            null,
                            List.of(Grant.administrator()),
                            true,
                            1,
                            null,
                            null,
                            now,
                            now,
                            null);
            if (people.containsKey(first.name())) {
                throw new Refusal("access.name-taken", first.name());
            }
            firstLink = null;
            write("person/" + first.name(), "administrator-claimed", first);
            return first;
        }
    }

    /// Changes one's own password.
    ///
    /// @throws Refusal when the old one is wrong, or another must be chosen
    public void changePassword(String name, String old, String password, String address) {
        Person person = known(name);
        if (!(enter(name, old, address) instanceof Entry.Entered)) {
            throw new Refusal("access.old-password-wrong");
        }
        PasswordRules.check(password, person.name(), person.shown());
        String encoded = encode(password);
        synchronized (this) {
            Person now = known(name);
            write(
                    "person/" + now.name(),
                    "password-chosen",
                    with(now, encoded, null, null, now.active()));
        }
    }

    // ---- signing in

    /// Looks at a name and a password.
    ///
    /// @param address where the try comes from
    public Entry enter(String name, String password, String address) {
        String normal = normal(name);
        // What is no name is not remembered one by one.
        String counted = NAME.matcher(normal).matches() ? normal : "";
        Duration wait = longer(byName.waits(counted), byAddress.waits(address));
        if (!wait.isZero()) {
            return new Entry.Wait(wait);
        }
        Person person = people.get(normal);
        // Who asks for a name that nobody has waits as long as others.
        String nobodys = nobodysPassword();
        String hash = person == null || person.password() == null ? nobodys : person.password();
        boolean fits =
                password.length() <= 4 * PasswordRules.LENGTH_MAX
                        && matches(PasswordRules.normal(password), hash);
        if (!fits || person == null || person.password() == null || !person.active()) {
            boolean locked = byName.failed(counted);
            byAddress.failed(address);
            if (locked && person != null) {
                acts.note("nobody", "sign-in-slowed", Map.of("person", normal, "address", address));
            }
            return new Entry.Wrong();
        }
        byName.succeeded(normal);
        return new Entry.Entered(person);
    }

    /// Writes down that somebody has signed in.
    ///
    /// @param how `password`, `link` or `provider`
    public synchronized void entered(Person person, String how, String address) {
        Person now = known(person.name());
        Person entered =
                new Person(
                        now.name(),
                        now.shown(),
                        now.password(),
                        now.subject(),
                        now.grants(),
                        now.active(),
                        now.epoch(),
                        now.link(),
                        now.linkUntil(),
                        now.createdAt(),
                        now.changedAt(),
                        time.instant());
        acts.note(
                "person/" + now.name(),
                "signed-in",
                Map.of("how", how, "address", address),
                entered.row());
        people.put(now.name(), entered);
    }

    private synchronized String nobodysPassword() {
        if (nobodysPassword == null) {
            nobodysPassword = encode(tokens.secret());
        }
        return nobodysPassword;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private String encode(String password) {
        places.acquireUninterruptibly();
        try {
            return Objects.requireNonNull(hashes.get().encode(PasswordRules.normal(password)));
        } finally {
            places.release();
        }
    }

    private boolean matches(String password, String hash) {
        places.acquireUninterruptibly();
        try {
            return hashes.get().matches(password, hash);
        } finally {
            places.release();
        }
    }
}
