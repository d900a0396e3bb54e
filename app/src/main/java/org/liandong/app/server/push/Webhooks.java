package org.liandong.app.server.push;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.liandong.app.Wiring;
import org.liandong.app.server.Problem;
import org.liandong.app.server.Reads;
import org.liandong.app.server.access.Plain;
import org.liandong.engine.Engine;
import org.liandong.engine.Note;
import org.liandong.engine.SideTable;
import org.liandong.engine.StoreFailure;

/// Who is called, kept in the store. Each change by an administrator has its note in the trail.
public final class Webhooks {

    /// Calls go out from one machine; more subscribers want a broker.
    static final int MAX = 100;

    /// Characters of a recipient, or of an owner.
    private static final int RECIPIENT_MAX = 100;

    /// Letters that are shown at a time.
    private static final int SHOWN_MAX = 100;

    static final SideTable LETTERS =
            new SideTable("dead_letter", 2, "webhook", "event", "body", "error", "at");

    private final Engine engine;
    private final Reads reads;
    private final byte[] identityKey;
    private final InstantSource time;
    private final SecureRandom random;
    private final Targets targets;

    /// What could not be delivered.
    public record Letter(String event, String body, String error, Instant at) {}

    Webhooks(
            Engine engine,
            Reads reads,
            byte[] identityKey,
            InstantSource time,
            SecureRandom random,
            Targets targets) {
        this.engine = engine;
        this.reads = reads;
        this.identityKey = identityKey.clone();
        this.time = time;
        this.random = random;
        this.targets = targets;
    }

    static void prepare(String store) {
        SideTable.migrate(store, "push", "classpath:org/liandong/app/server/push/db");
    }

    /// All of them, by their ids.
    public List<Webhook> all() {
        return reads.read(views -> views.rows(Webhook.TABLE, "order by id limit " + MAX)).stream()
                .map(Webhook::of)
                .toList();
    }

    /// The webhook of an id.
    ///
    /// @throws Problem when there is none
    public Webhook one(String id) {
        Webhook webhook = find(id);
        if (webhook == null) {
            throw Problem.of(404);
        }
        return webhook;
    }

    @Nullable Webhook find(String id) {
        SideTable.Row row = reads.read(views -> views.row(Webhook.TABLE, id));
        return row == null ? null : Webhook.of(row);
    }

    /// What its calls are signed with.
    byte[] secret(Webhook webhook) {
        return Signature.secret(identityKey, webhook.id(), webhook.salt());
    }

    /// A new webhook, told of what comes from now on.
    ///
    /// @param recipient whose messages; null for decisions
    /// @param owner     only what belongs to cases of this owner; null for all
    public synchronized Webhook add(
            String by,
            String address,
            String service,
            @Nullable String recipient,
            @Nullable String owner) {
        URI url;
        try {
            url = URI.create(address);
        } catch (IllegalArgumentException e) {
            throw Problem.of(422, "webhook.url");
        }
        String wrong = targets.wrong(url);
        if (wrong != null) {
            throw Problem.of(422, wrong);
        }
        if (recipient != null && (recipient.length() > RECIPIENT_MAX || !Plain.is(recipient))) {
            throw Problem.of(422, "webhook.recipient", Integer.toString(RECIPIENT_MAX));
        }
        // An empty one would look like a limit, and be none.
        if (owner != null
                && (owner.isBlank() || owner.length() > RECIPIENT_MAX || !Plain.is(owner))) {
            throw Problem.of(422, "webhook.owner", Integer.toString(RECIPIENT_MAX));
        }
        if (Wiring.service(service) == null) {
            throw Problem.of(422, "no.service", service, String.join(", ", Wiring.names()));
        }
        if (all().size() >= MAX) {
            throw Problem.of(409, "webhook.many", Integer.toString(MAX));
        }
        Webhook webhook =
                new Webhook(
                        token(8),
                        url,
                        token(16),
                        service,
                        recipient,
                        owner,
                        Webhook.ACTIVE,
                        reads.read(views -> views.lastEntry()),
                        reads.read(views -> views.lastMessage()),
                        0,
                        Instant.EPOCH,
                        null,
                        time.instant());
        note(by, "webhook-added", webhook, webhook.put());
        return webhook;
    }

    /// The secret as its owner keeps it, to be shown once.
    public String shownSecret(Webhook webhook) {
        return Signature.shown(secret(webhook));
    }

    /// Writes down that somebody has a letter sent again.
    void noteResent(String by, Webhook webhook, String event) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("webhook", webhook.id());
        body.put("event", event);
        noted(new Note(by, "webhook-resent", webhook.service(), null, null, body), List.of());
    }

    /// Calls it, or calls it no more.
    public synchronized Webhook turn(String by, String id, String state) {
        Webhook webhook = one(id).in(state);
        note(by, "webhook-" + state, webhook, webhook.put());
        return webhook;
    }

    /// Calls it never again.
    public synchronized void remove(String by, String id) {
        Webhook webhook = one(id);
        note(by, "webhook-removed", webhook, Webhook.TABLE.remove(id));
    }

    /// What a webhook did not take, the oldest first.
    public List<Letter> letters(String id) {
        return reads
                .read(views ->
                        views.rows(LETTERS, "where webhook = ? order by at limit " + SHOWN_MAX, id))
                .stream()
                .map(row ->
                        new Letter(
                                row.text("event"),
                                row.text("body"),
                                row.text("error"),
                                Instant.ofEpochMilli(row.number("at"))))
                .toList();
    }

    /// Keeps how far a webhook has come, unless it was removed meanwhile; what an administrator has said of it stays.
    ///
    /// @return the webhook as it stands now; not active when it was removed
    synchronized Webhook keep(Webhook webhook, SideTable.Change... more)
            throws InterruptedException {
        SideTable.Row row = reads.read(views -> views.row(Webhook.TABLE, webhook.id()));
        if (row == null) {
            return webhook.in(Webhook.GONE);
        }
        String state = Webhook.of(row).state();
        Webhook now =
                state.equals(Webhook.ACTIVE) || webhook.state().equals(Webhook.GONE)
                        ? webhook
                        : webhook.in(state);
        List<SideTable.Change> changes = new ArrayList<>(List.of(more));
        changes.add(now.put());
        change(changes.toArray(SideTable.Change[]::new));
        return now;
    }

    /// Changes rows; nobody asks later who did it.
    void change(SideTable.Change... changes) throws InterruptedException {
        try {
            engine.change(Arrays.asList(changes)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreFailure failure ? failure : e;
        }
    }

    private void note(String by, String what, Webhook webhook, SideTable.Change change) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("webhook", webhook.id());
        body.put("url", webhook.url().toString());
        noted(new Note(by, what, webhook.service(), null, null, body), List.of(change));
    }

    private void noted(Note note, List<SideTable.Change> changes) {
        try {
            engine.note(note, changes).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreFailure failure ? failure : e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.of(503);
        }
    }

    private String token(int bytes) {
        byte[] chance = new byte[bytes];
        random.nextBytes(chance);
        return HexFormat.of().formatHex(chance);
    }
}
