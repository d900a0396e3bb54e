package org.liandong.app.server.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.liandong.app.Texts;
import org.liandong.app.Wiring;
import org.liandong.app.server.access.AccessJson;
import org.liandong.app.server.access.Grant;
import org.liandong.app.server.access.GrantWords;
import org.liandong.app.server.access.Keys;
import org.liandong.app.server.access.People.Person;
import org.liandong.app.server.access.Role;
import org.liandong.app.server.push.Webhook;
import org.liandong.app.server.push.Webhooks.Letter;
import org.liandong.engine.Json;

/// What the pages of administrators tell.
public final class Admin {

    /// A key that ends within this time should be renewed now.
    static final Duration SOON = Duration.ofDays(30);

    private Admin() {}

    /// A way from the front page.
    ///
    /// @param number what there is to count
    /// @param note   what of it needs somebody
    public record Tile(String href, String title, String number, String note, Tone tone) {}

    /// The front page.
    public record Front(String answer, List<Tile> tiles) {

        static Front of(
                Collection<Person> people,
                List<Keys.Key> keys,
                List<Webhook> hooks,
                int rules,
                Instant now,
                Texts texts) {
            long active = people.stream().filter(p -> p.state(now).equals("active")).count();
            long waiting =
                    people.stream()
                            .filter(p -> p.active() && !p.state(now).equals("active"))
                            .count();
            long valid = keys.stream().filter(key -> key.isValidAt(now)).count();
            long ending = keys.stream().filter(key -> endsSoon(key, now)).count();
            long failing = hooks.stream().filter(Admin::isFailing).count();
            return new Front(
                    texts.get(
                            "page.admin.answer",
                            texts.counted("page.admin.people", active),
                            texts.counted("page.admin.keys", valid)),
                    List.of(
                            new Tile(
                                    "/admin/people",
                                    texts.get("page.admin.tile.people"),
                                    Texts.count(active),
                                    waiting == 0
                                            ? texts.get("page.admin.tile.people.note")
                                            : texts.counted("page.admin.waiting", waiting),
                                    waiting == 0 ? Tone.PLAIN : Tone.WAITING),
                            new Tile(
                                    "/admin/keys",
                                    texts.get("page.admin.tile.keys"),
                                    Texts.count(valid),
                                    ending == 0
                                            ? texts.get("page.admin.tile.keys.note")
                                            : texts.counted("page.admin.ending", ending),
                                    ending == 0 ? Tone.PLAIN : Tone.WAITING),
                            new Tile(
                                    "/admin/webhooks",
                                    texts.get("page.admin.tile.webhooks"),
                                    Texts.count(hooks.size()),
                                    failing == 0
                                            ? texts.get("page.admin.tile.webhooks.note")
                                            : texts.counted("page.admin.failing", failing),
                                    failing == 0 ? Tone.PLAIN : Tone.BAD),
                            new Tile(
                                    "/rules",
                                    texts.get("page.admin.tile.rules"),
                                    Texts.count(rules),
                                    texts.get("page.admin.tile.rules.note"),
                                    Tone.PLAIN)));
        }
    }

    private static boolean endsSoon(Keys.Key key, Instant now) {
        return key.isValidAt(now) && key.expiresAt().isBefore(now.plus(SOON));
    }

    private static boolean isFailing(Webhook webhook) {
        return webhook.failures() > 0 || webhook.state().equals(Webhook.GONE);
    }

    /// A role of an account or key.
    ///
    /// @param token names the grant in a form that takes it away
    public record GrantRow(GrantWords words, String token) {}

    static List<GrantRow> rows(List<Grant> grants, Texts texts) {
        return grants.stream()
                .map(grant -> new GrantRow(words(grant, texts), token(grant)))
                .toList();
    }

    /// Names a grant in a form.
    static String token(Grant grant) {
        return Json.text(AccessJson.of(grant));
    }

    private static GrantWords words(Grant grant, Texts texts) {
        return GrantWords.of(grant, texts, service -> texts.word("service", service));
    }

    private static List<String> lines(List<Grant> grants, Texts texts) {
        return grants.stream().map(grant -> words(grant, texts).line(texts)).toList();
    }

    /// Accounts.
    ///
    /// @param next address of the next page, or empty
    public record PeoplePage(String answer, List<PersonRow> rows, String next) {

        /// Rows of a page.
        private static final int SIZE = 100;

        /// An account in the list.
        public record PersonRow(
                String href,
                String name,
                String shown,
                List<String> roles,
                String word,
                Tone tone,
                @Nullable Instant entered) {}

        static PeoplePage of(Collection<Person> people, String after, Instant now, Texts texts) {
            List<PersonRow> rows = new ArrayList<>();
            String next = "";
            for (Person person : people) {
                if (person.name().compareTo(after) <= 0) {
                    continue;
                }
                if (rows.size() == SIZE) {
                    next = "/admin/people?after=" + Links.query(rows.getLast().name());
                    break;
                }
                String state = person.state(now);
                rows.add(
                        new PersonRow(
                                ofPerson(person.name()),
                                person.name(),
                                person.shown(),
                                lines(person.grants(), texts),
                                texts.word("page.account.state", state),
                                Tone.of(state),
                                person.enteredAt()));
            }
            return new PeoplePage(texts.counted("page.admin.accounts", people.size()), rows, next);
        }
    }

    /// The page of an account.
    static String ofPerson(String name) {
        return "/admin/people/" + Links.path(name);
    }

    /// One account.
    ///
    /// @param self   whether its reader is its owner
    /// @param closed whether nobody can sign in with it
    public record PersonPage(
            String href,
            String name,
            String shown,
            String answer,
            String subject,
            String word,
            Tone tone,
            boolean self,
            boolean closed,
            List<GrantRow> grants,
            Instant created,
            Instant changed,
            @Nullable Instant entered,
            @Nullable Instant linkUntil) {

        static PersonPage of(Person person, String reader, Instant now, Texts texts) {
            String state = person.state(now);
            Instant until = person.linkUntil();
            return new PersonPage(
                    ofPerson(person.name()),
                    person.name(),
                    person.shown(),
                    switch (state) {
                        case "active" -> texts.get("page.person.active", person.shown());
                        case "invited" ->
                                texts.get(
                                        "page.person.invited",
                                        person.shown(),
                                        until == null ? "" : Texts.time(until));
                        case "expired" -> texts.get("page.person.expired", person.shown());
                        default -> texts.get("page.person.closed", person.shown());
                    },
                    person.subject() == null ? "" : person.subject(),
                    texts.word("page.account.state", state),
                    Tone.of(state),
                    reader.equals(person.caller().who()),
                    !person.active(),
                    rows(person.grants(), texts),
                    person.createdAt(),
                    person.changedAt(),
                    person.enteredAt(),
                    until);
        }
    }

    /// Keys of programs.
    public record KeysPage(String answer, List<KeyRow> rows) {

        /// A key in the list.
        ///
        /// @param soon whether it ends soon
        public record KeyRow(
                String href,
                String id,
                String name,
                List<String> grants,
                String word,
                Tone tone,
                boolean soon,
                Instant expires,
                @Nullable Instant used) {}

        static KeysPage of(List<Keys.Key> keys, Instant now, Texts texts) {
            List<KeyRow> rows = new ArrayList<>();
            // Those that hold first, the next to end on top.
            keys.stream()
                    .sorted(
                            java.util.Comparator.comparing((Keys.Key key) -> !key.isValidAt(now))
                                    .thenComparing(Keys.Key::expiresAt)
                                    .thenComparing(Keys.Key::id))
                    .forEach(key -> {
                        String state = key.state(now);
                        rows.add(
                                new KeyRow(
                                        ofKey(key.id()),
                                        key.id(),
                                        key.name(),
                                        lines(key.grants(), texts),
                                        texts.word("page.key.state", state),
                                        Tone.of(state),
                                        endsSoon(key, now),
                                        key.expiresAt(),
                                        key.usedAt()));
                    });
            long valid = keys.stream().filter(key -> key.isValidAt(now)).count();
            return new KeysPage(texts.counted("page.keys.answer", valid), rows);
        }
    }

    /// The page of a key.
    static String ofKey(String id) {
        return "/admin/keys/" + Links.path(id);
    }

    /// One key.
    ///
    /// @param subject who the program is to the provider; empty for a key with a secret
    /// @param holds   whether it can be used
    /// @param revoked whether it was taken away
    public record KeyPage(
            String href,
            String id,
            String name,
            String answer,
            String subject,
            String word,
            Tone tone,
            boolean holds,
            boolean revoked,
            List<GrantRow> grants,
            Instant created,
            Instant expires,
            @Nullable Instant overlap,
            @Nullable Instant used) {

        static KeyPage of(Keys.Key key, Instant now, Texts texts) {
            String state = key.state(now);
            Instant overlap = key.previousUntil();
            String end = Texts.time(key.revokedAt() == null ? key.expiresAt() : key.revokedAt());
            return new KeyPage(
                    ofKey(key.id()),
                    key.id(),
                    key.name(),
                    switch (state) {
                        case "active" -> texts.get("page.key.active", key.name(), end);
                        case "expired" -> texts.get("page.key.expired", key.name(), end);
                        default -> texts.get("page.key.revoked", key.name(), end);
                    },
                    key.subject() == null ? "" : key.subject(),
                    texts.word("page.key.state", state),
                    Tone.of(state),
                    key.isValidAt(now),
                    key.revokedAt() != null,
                    rows(key.grants(), texts),
                    key.createdAt(),
                    key.expiresAt(),
                    overlap != null && now.isBefore(overlap) ? overlap : null,
                    key.usedAt());
        }
    }

    /// Who is called.
    public record HooksPage(String answer, List<HookRow> rows) {

        /// A webhook in the list.
        public record HookRow(
                String href,
                String url,
                String about,
                String word,
                Tone tone,
                long failures,
                String error,
                int letters) {}

        static HooksPage of(List<HookRow> rows, Texts texts) {
            return new HooksPage(texts.counted("page.hooks.answer", rows.size()), rows);
        }

        static HookRow row(Webhook webhook, int letters, Texts texts) {
            String state = failing(webhook);
            return new HookRow(
                    ofHook(webhook.id()),
                    webhook.url().toString(),
                    toldOf(webhook, texts),
                    texts.word("page.hook.state", state),
                    Tone.of(state),
                    webhook.failures(),
                    webhook.error() == null ? "" : webhook.error(),
                    letters);
        }
    }

    private static String failing(Webhook webhook) {
        return webhook.state().equals(Webhook.ACTIVE) && webhook.failures() > 0
                ? "failed"
                : webhook.state();
    }

    private static String toldOf(Webhook webhook, Texts texts) {
        String service = texts.word("service", webhook.service());
        String recipient = webhook.recipient();
        String told =
                recipient == null
                        ? texts.get("page.hook.decisions", service)
                        : texts.get("page.hook.messages", service, recipient);
        return webhook.owner() == null
                ? told
                : texts.get("grant.limited", told, texts.get("grant.owners", webhook.owner()));
    }

    /// The page of a webhook.
    static String ofHook(String id) {
        return "/admin/webhooks/" + Links.path(id);
    }

    /// One webhook.
    ///
    /// @param retry when it is tried again; null when nothing has failed
    public record HookPage(
            String href,
            String url,
            String about,
            String answer,
            String word,
            Tone tone,
            boolean active,
            long failures,
            String error,
            @Nullable Instant retry,
            Instant made,
            List<LetterRow> letters) {

        /// What it did not take.
        public record LetterRow(String event, String href, String error, Instant at) {}

        static HookPage of(Webhook webhook, List<Letter> letters, Texts texts) {
            String state = failing(webhook);
            String href = ofHook(webhook.id());
            String host = String.valueOf(webhook.url().getHost());
            return new HookPage(
                    href,
                    webhook.url().toString(),
                    toldOf(webhook, texts),
                    switch (state) {
                        case "failed" ->
                                texts.get(
                                        "page.hook.said.failed",
                                        host,
                                        Texts.count(webhook.failures()));
                        case "paused" -> texts.get("page.hook.said.paused", host);
                        case "gone" -> texts.get("page.hook.said.gone", host);
                        default -> texts.get("page.hook.said.active", host);
                    },
                    texts.word("page.hook.state", state),
                    Tone.of(state),
                    webhook.state().equals(Webhook.ACTIVE),
                    webhook.failures(),
                    webhook.error() == null ? "" : webhook.error(),
                    webhook.failures() > 0 ? webhook.retryAt() : null,
                    webhook.madeAt(),
                    letters.stream()
                            .map(letter ->
                                    new LetterRow(
                                            letter.event(),
                                            href
                                                    + "/letters/"
                                                    + Links.path(letter.event())
                                                    + "/resend",
                                            letter.error(),
                                            letter.at()))
                            .toList());
        }
    }

    /// Something to choose.
    ///
    /// @param hint what it means; may be empty
    public record Choice(String value, String word, String hint) {}

    /// Roles to choose from.
    ///
    /// @param program whether it is for a program
    public static List<Choice> roles(boolean program, Texts texts) {
        List<Choice> roles = new ArrayList<>();
        for (Role role : Role.values()) {
            // A person reports facts as an officer.
            if (program || role != Role.SOURCE) {
                String name = role.name().toLowerCase(Locale.ROOT);
                roles.add(
                        new Choice(
                                name,
                                texts.word("page.role", name),
                                texts.word("page.role.hint", name)));
            }
        }
        return roles;
    }

    /// Services to choose from.
    ///
    /// @param any whether all of them together is a choice
    public static List<Choice> services(boolean any, Texts texts) {
        List<Choice> services = new ArrayList<>();
        if (any) {
            services.add(new Choice(Grant.ANY, texts.get("grant.everywhere"), ""));
        }
        for (String name : Wiring.names()) {
            services.add(new Choice(name, texts.word("service", name), ""));
        }
        return services;
    }

    /// An act that somebody has to confirm.
    ///
    /// @param said  what comes of it
    /// @param act   word on the button
    /// @param back  where who does not want it goes
    public record Confirmation(
            String title, List<String> said, String action, String act, String back) {}
}
