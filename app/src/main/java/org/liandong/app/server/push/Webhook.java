package org.liandong.app.server.push;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.SideTable;

/// Somebody who is called.
///
/// @param service   of which service
/// @param recipient whose messages; null for decisions
/// @param owner     only what belongs to cases of this owner; null for all
/// @param state     `active`, `paused` (by an administrator) or `gone` (it said so itself, with 410)
/// @param decisions place in the trail up to which decisions were told
/// @param messages  number of the last message that was told
/// @param failures  how often the event that is next has failed
/// @param retryAt   when it is tried again
/// @param error     how it failed last
public record Webhook(
        String id,
        URI url,
        String salt,
        String service,
        @Nullable String recipient,
        @Nullable String owner,
        String state,
        long decisions,
        long messages,
        long failures,
        Instant retryAt,
        @Nullable String error,
        Instant madeAt) {

    public static final String ACTIVE = "active";
    public static final String PAUSED = "paused";
    public static final String GONE = "gone";

    static final SideTable TABLE =
            new SideTable(
                    "webhook",
                    1,
                    "id",
                    "url",
                    "salt",
                    "service",
                    "recipient",
                    "state",
                    "decisions",
                    "messages",
                    "failures",
                    "retry_at",
                    "error",
                    "made_at",
                    "owner");

    static Webhook of(SideTable.Row row) {
        return new Webhook(
                row.text("id"),
                URI.create(row.text("url")),
                row.text("salt"),
                row.text("service"),
                row.textOrNull("recipient"),
                row.textOrNull("owner"),
                row.text("state"),
                row.number("decisions"),
                row.number("messages"),
                row.number("failures"),
                Instant.ofEpochMilli(row.number("retry_at")),
                row.textOrNull("error"),
                Instant.ofEpochMilli(row.number("made_at")));
    }

    SideTable.Change put() {
        return TABLE.put(
                id,
                url.toString(),
                salt,
                service,
                recipient,
                state,
                decisions,
                messages,
                failures,
                retryAt.toEpochMilli(),
                error,
                madeAt.toEpochMilli(),
                owner);
    }

    Webhook in(String now) {
        return with(now, decisions, messages, 0, Instant.EPOCH, null);
    }

    Webhook told(long upToDecision, long upToMessage) {
        return with(state, upToDecision, upToMessage, 0, Instant.EPOCH, null);
    }

    /// The same, behind events that are not its own.
    Webhook passed(long upToDecision, long upToMessage) {
        return with(state, upToDecision, upToMessage, failures, retryAt, error);
    }

    Webhook failed(String why, Instant again) {
        return with(state, decisions, messages, failures + 1, again, why);
    }

    private Webhook with(
            String nowState,
            long upToDecision,
            long upToMessage,
            long nowFailures,
            Instant again,
            @Nullable String why) {
        return new Webhook(
                id,
                url,
                salt,
                service,
                recipient,
                owner,
                nowState,
                upToDecision,
                upToMessage,
                nowFailures,
                again,
                why,
                madeAt);
    }
}
