package org.liandong.app.server.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.Json;
import org.liandong.engine.SideTable;
import org.liandong.engine.Views;

/// The keys of programs. A key is `ldk_<id>_<secret>`; the secret is shown once and kept as a hash.
///
/// A program that has a token of a provider instead is a key without a secret, known by the token's subject.
public final class Keys {

    private static final SideTable TABLE =
            new SideTable(
                    "api_key",
                    1,
                    "id",
                    "name",
                    "subject",
                    "grants",
                    "secret",
                    "previous",
                    "previous_until",
                    "expires_at",
                    "revoked_at",
                    "created_at",
                    "changed_at",
                    "used_at");

    private static final Pattern TOKEN = Pattern.compile("ldk_([0-9a-z]{10})_([A-Za-z0-9_-]{43})");
    private static final int NAME_MAX = 100;

    /// The old secret may go on this long after a rotation.
    public static final Duration OVERLAP_MAX = Duration.ofDays(30);

    /// How long a key lives at most: who forgets it must not leave it open for ever.
    public static final Duration VALID_MAX = Duration.ofDays(366 * 2);

    /// How exactly the last use is kept: a key is used a thousand times a second, and nobody asks for the second.
    private static final Duration USE_KEPT = Duration.ofMinutes(5);

    private final Acts acts;
    private final InstantSource time;
    private final Tokens tokens;
    private final Map<String, Key> keys = new ConcurrentSkipListMap<>();
    private final Map<String, Instant> used = new ConcurrentHashMap<>();

    /// A key.
    ///
    /// @param id            stands in the key itself, and in notes
    /// @param name          what it is for
    /// @param subject       the provider's name for the program, or null
    /// @param secret        hash of the secret; null for one that a provider vouches for
    /// @param previous      hash of the secret before, while that still holds
    /// @param previousUntil until when
    /// @param expiresAt     from when on it is void
    /// @param revokedAt     when it was taken away, or null
    /// @param usedAt        when it was last used, to some minutes
    public record Key(
            String id,
            String name,
            @Nullable String subject,
            List<Grant> grants,
            byte @Nullable [] secret,
            byte @Nullable [] previous,
            @Nullable Instant previousUntil,
            Instant expiresAt,
            @Nullable Instant revokedAt,
            Instant createdAt,
            Instant changedAt,
            @Nullable Instant usedAt) {

        /// Whether it holds at an instant.
        public boolean isValidAt(Instant at) {
            return revokedAt == null && at.isBefore(expiresAt);
        }

        /// `active`, `expired` or `revoked`.
        public String state(Instant now) {
            return revokedAt != null ? "revoked" : isValidAt(now) ? "active" : "expired";
        }

        /// As who requests are made.
        public Caller caller() {
            return new Caller("key/" + id, name, false, grants);
        }

        SideTable.Change row() {
            return TABLE.put(
                    id,
                    name,
                    subject,
                    Json.text(grants),
                    secret,
                    previous,
                    People.millis(previousUntil),
                    expiresAt.toEpochMilli(),
                    People.millis(revokedAt),
                    createdAt.toEpochMilli(),
                    changedAt.toEpochMilli(),
                    People.millis(usedAt));
        }

        static Key of(SideTable.Row row) {
            return new Key(
                    row.text("id"),
                    row.text("name"),
                    row.textOrNull("subject"),
                    List.of(Json.read(row.text("grants"), Grant[].class)),
                    row.bytesOrNull("secret"),
                    row.bytesOrNull("previous"),
                    People.instant(row.numberOrNull("previous_until")),
                    Instant.ofEpochMilli(row.number("expires_at")),
                    People.instant(row.numberOrNull("revoked_at")),
                    Instant.ofEpochMilli(row.number("created_at")),
                    Instant.ofEpochMilli(row.number("changed_at")),
                    People.instant(row.numberOrNull("used_at")));
        }
    }

    /// A key whose secret was just drawn.
    ///
    /// @param token the key as the program sends it; shown once, and nowhere kept
    public record Made(Key key, String token) {}

    private Keys(Acts acts, InstantSource time, SecureRandom random, List<SideTable.Row> rows) {
        this.acts = acts;
        this.time = time;
        this.tokens = new Tokens(random);
        for (SideTable.Row row : rows) {
            Key key = Key.of(row);
            keys.put(key.id(), key);
        }
    }

    /// The keys of a store, which was prepared by [Access#prepare].
    public static Keys load(Acts acts, Views views, InstantSource time, SecureRandom random) {
        return new Keys(acts, time, random, rows(views));
    }

    private static List<SideTable.Row> rows(Views views) {
        return views.rows(TABLE, "order by id");
    }

    /// The keys of a store that others may work on, by their ids. It was prepared by [Access#prepare].
    public static List<Key> of(Views views) {
        return rows(views).stream().map(Key::of).toList();
    }

    /// All keys, also those that are void.
    public List<Key> all() {
        return List.copyOf(keys.values());
    }

    /// The key of an id, or null.
    public @Nullable Key of(String id) {
        return keys.get(id);
    }

    private Key known(String id) {
        Key key = keys.get(id);
        if (key == null) {
            throw new Refusal("access.no-key", id);
        }
        return key;
    }

    // ---- what administrators do

    /// Makes a key.
    ///
    /// @param by    who does it, as notes name them
    /// @param valid how long it holds
    public synchronized Made add(String by, String name, List<Grant> grants, Duration valid) {
        String secret = tokens.secret();
        Key key = made(name, null, grants, valid, Tokens.hash(secret));
        write(by, "key-added", key);
        return new Made(key, token(key, secret));
    }

    /// Lets a program in that shows a token of the provider.
    ///
    /// @param subject the provider's name for it
    public synchronized Key addSubject(
            String by, String name, String subject, List<Grant> grants, Duration valid) {
        if (subject.isBlank() || subject.length() > NAME_MAX || !Plain.is(subject)) {
            throw new Refusal("access.subject-bad");
        }
        for (Key other : keys.values()) {
            if (subject.equals(other.subject()) && other.revokedAt() == null) {
                throw new Refusal("access.subject-taken", other.name());
            }
        }
        Key key = made(name, subject, grants, valid, null);
        write(by, "key-added", key);
        return key;
    }

    private Key made(
            String name,
            @Nullable String subject,
            List<Grant> grants,
            Duration valid,
            byte @Nullable [] secret) {
        requireName(name);
        if (!valid.isPositive() || valid.compareTo(VALID_MAX) > 0) {
            throw new Refusal("access.validity-bad", Long.toString(VALID_MAX.toDays()));
        }
        requireGrants(grants);
        Instant now = time.instant();
        String id = tokens.id();
        while (keys.containsKey(id)) {
            id = tokens.id();
        }
        return new Key(
                id,
                name.strip(),
                subject,
                List.copyOf(grants),
                secret,
                null,
                null,
                now.plus(valid),
                null,
                now,
                now,
                null);
    }

    /// Draws a new secret. The old one goes on for a while, so that a program can be told without a gap.
    ///
    /// @param overlap how long the old one still holds; zero when it is known to others
    public synchronized Made rotate(String by, String id, Duration overlap, Duration valid) {
        Key key = known(id);
        if (key.secret() == null || key.revokedAt() != null) {
            throw new Refusal("access.key-void", id);
        }
        if (overlap.isNegative() || overlap.compareTo(OVERLAP_MAX) > 0) {
            throw new Refusal("access.overlap-bad", Long.toString(OVERLAP_MAX.toDays()));
        }
        if (!valid.isPositive() || valid.compareTo(VALID_MAX) > 0) {
            throw new Refusal("access.validity-bad", Long.toString(VALID_MAX.toDays()));
        }
        Instant now = time.instant();
        String secret = tokens.secret();
        boolean overlaps = !overlap.isZero() && key.isValidAt(now);
        Key rotated =
                new Key(
                        key.id(),
                        key.name(),
                        null,
                        key.grants(),
                        Tokens.hash(secret),
                        overlaps ? key.secret() : null,
                        overlaps ? now.plus(overlap) : null,
                        now.plus(valid),
                        null,
                        key.createdAt(),
                        now,
                        key.usedAt());
        write(by, "key-rotated", rotated);
        return new Made(rotated, token(rotated, secret));
    }

    /// Changes what a key may do.
    public synchronized void change(String by, String id, String name, List<Grant> grants) {
        Key key = known(id);
        if (key.revokedAt() != null) {
            throw new Refusal("access.key-revoked", id);
        }
        requireName(name);
        requireGrants(grants);
        write(
                by,
                "key-changed",
                new Key(
                        key.id(),
                        name.strip(),
                        key.subject(),
                        List.copyOf(grants),
                        key.secret(),
                        key.previous(),
                        key.previousUntil(),
                        key.expiresAt(),
                        key.revokedAt(),
                        key.createdAt(),
                        time.instant(),
                        key.usedAt()));
    }

    /// Says anew what a key is for.
    public synchronized void rename(String by, String id, String name) {
        change(by, id, name, known(id).grants());
    }

    /// Lets a key do one thing more; nothing happens when it may do that already.
    public synchronized void give(String by, String id, Grant grant) {
        Key key = known(id);
        if (!key.grants().contains(grant)) {
            change(by, id, key.name(), Grant.with(key.grants(), grant));
        }
    }

    /// Lets a key do one thing less; nothing happens when it may not do that anyway.
    public synchronized void take(String by, String id, Grant grant) {
        Key key = known(id);
        if (key.grants().contains(grant)) {
            change(by, id, key.name(), Grant.without(key.grants(), grant));
        }
    }

    private static void requireName(String name) {
        if (name.isBlank() || name.length() > NAME_MAX || !Plain.is(name)) {
            throw new Refusal("access.shown-bad", Integer.toString(NAME_MAX));
        }
    }

    private static void requireGrants(List<Grant> grants) {
        if (grants.isEmpty()) {
            throw new Refusal("access.grant-missing");
        }
        if (grants.size() > Grant.COUNT_MAX) {
            throw new Refusal("access.grants-many", Integer.toString(Grant.COUNT_MAX));
        }
    }

    /// Takes a key away, at once and for good.
    public synchronized void revoke(String by, String id) {
        Key key = known(id);
        if (key.revokedAt() != null) {
            return;
        }
        Instant now = time.instant();
        write(
                by,
                "key-revoked",
                new Key(
                        key.id(),
                        key.name(),
                        key.subject(),
                        key.grants(),
                        null,
                        null,
                        null,
                        key.expiresAt(),
                        now,
                        key.createdAt(),
                        now,
                        key.usedAt()));
    }

    private void write(String by, String what, Key key) {
        Map<String, Object> body = new TreeMap<>();
        body.put("key", key.id());
        body.put("name", key.name());
        body.put("grants", key.grants());
        body.put("expiresAt", key.expiresAt());
        if (key.subject() != null) {
            body.put("subject", key.subject());
        }
        acts.note(by, what, body, key.row());
        keys.put(key.id(), key);
    }

    private static String token(Key key, String secret) {
        return "ldk_" + key.id() + "_" + secret;
    }

    // ---- use

    /// The key that a token belongs to; null when there is none, or it does not hold.
    public @Nullable Key check(String token) {
        Matcher parts = TOKEN.matcher(token);
        if (!parts.matches()) {
            return null;
        }
        Key key = keys.get(parts.group(1));
        if (key == null) {
            return null;
        }
        Instant now = time.instant();
        byte[] shown = Tokens.hash(parts.group(2));
        Instant overlap = key.previousUntil();
        boolean fits =
                Tokens.fits(key.secret(), shown)
                        || (overlap != null
                                && now.isBefore(overlap)
                                && Tokens.fits(key.previous(), shown));
        if (!fits || !key.isValidAt(now)) {
            return null;
        }
        used(key.id(), now);
        return key;
    }

    /// The key that stands for a provider's subject; null when there is none that holds.
    public @Nullable Key ofSubject(String subject) {
        Instant now = time.instant();
        for (Key key : keys.values()) {
            if (subject.equals(key.subject()) && key.isValidAt(now)) {
                used(key.id(), now);
                return key;
            }
        }
        return null;
    }

    private void used(String id, Instant now) {
        Instant last = used.get(id);
        if (last != null && now.isBefore(last.plus(USE_KEPT))) {
            return;
        }
        used.put(id, now);
        synchronized (this) {
            Key key = keys.get(id);
            if (key != null) {
                Key again =
                        new Key(
                                key.id(),
                                key.name(),
                                key.subject(),
                                key.grants(),
                                key.secret(),
                                key.previous(),
                                key.previousUntil(),
                                key.expiresAt(),
                                key.revokedAt(),
                                key.createdAt(),
                                key.changedAt(),
                                now);
                acts.change(again.row());
                keys.put(id, again);
            }
        }
    }
}
