package org.liandong.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.Views.CaseLine;
import org.liandong.engine.Views.MessageLine;
import org.liandong.kernel.Decision;

/// What came after a place, oldest first, for programs that follow.
///
/// Each page goes along a key and looks at a bounded number of rows; where a filter finds little, a page may hold less than
/// was asked for, or nothing, and still name a place to go on from.
public final class Feeds {

    private final SqlStore store;
    private final Wordings.Reader wordings;

    Feeds(SqlStore store, Wordings.Reader wordings) {
        this.store = store;
        this.wordings = wordings;
    }

    /// A page.
    ///
    /// @param last the place to go on after
    /// @param more whether there may be more at once
    public record Page<T>(List<T> items, long last, boolean more) {

        /// The same stretch with less in it.
        public Page<T> with(List<T> fewer) {
            return new Page<>(fewer, last, more);
        }
    }

    /// A decision, and where it stands.
    public record Decided(
            long seq, int n, Instant at, String service, String key, Decision decision) {}

    /// A document as it was received, without its content.
    ///
    /// @param sha256 of the bytes as they came
    public record Received(long id, Instant at, String name, String type, String sha256) {}

    /// Cases that changed after a place of the trail, in the order of their last change.
    public Page<CaseLine> cases(long after, int limit) {
        long head = store.last("trail", "seq");
        long until = Math.min(head, after + Newest.LOOKED_AT_MAX);
        List<Long> places = new ArrayList<>();
        List<CaseLine> lines =
                store.rows(
                        "select c.service, c.case_key, c.status, c.owner, c.opened_at, c.changed_at, t.seq"
                                + " from trail t cross join cases c"
                                + " where t.seq > ? and t.seq <= ?"
                                + " and c.service = t.service and c.case_key = t.case_key and c.seq = t.seq"
                                + " order by t.seq limit "
                                + limit,
                        r -> {
                            places.add(r.getLong(7));
                            return Views.caseLine(r);
                        },
                        after,
                        until);
        long last = lines.size() == limit ? places.getLast() : Math.max(after, until);
        return new Page<>(lines, last, last < head);
    }

    /// Decisions after a place of the trail. Those of one step stay together, so a page may be a little longer.
    public Page<Decided> decisions(long after, int limit) {
        long head = store.last("trail", "seq");
        List<Long> places =
                store.rows(
                        "select distinct seq from decision where seq > ? order by seq limit "
                                + limit,
                        r -> r.getLong(1),
                        after);
        if (places.isEmpty()) {
            return new Page<>(List.of(), Math.max(after, head), false);
        }
        long last = places.getLast();
        List<Decided> decided =
                store.rows(
                        "select seq, n, at, service, case_key, body from decision where seq > ? and seq <= ? order by seq, n",
                        r ->
                                new Decided(
                                        r.getLong(1),
                                        r.getInt(2),
                                        Instant.ofEpochMilli(r.getLong(3)),
                                        r.getString(4),
                                        r.getString(5),
                                        wordings.decision(
                                                JsonText.written(
                                                        Objects.requireNonNull(r.getString(6))))),
                        after,
                        last);
        boolean more = places.size() == limit;
        return new Page<>(decided, more ? last : Math.max(last, head), more);
    }

    /// Messages after a number.
    ///
    /// @param recipient only those for them, or null
    public Page<MessageLine> messages(@Nullable String recipient, long after, int limit) {
        long head = store.last("message", "id");
        long until = Math.min(head, after + Newest.LOOKED_AT_MAX);
        List<Object> arguments = new ArrayList<>(List.of(after, until));
        if (recipient != null) {
            arguments.add(recipient);
        }
        List<MessageLine> lines =
                store
                        .query(
                                Tables.MESSAGE,
                                "where id > ? and id <= ?"
                                        + (recipient == null ? "" : " and recipient = ?")
                                        + " order by id limit "
                                        + limit,
                                arguments.toArray())
                        .stream()
                        .map(Views::message)
                        .toList();
        long last = lines.size() == limit ? lines.getLast().id() : Math.max(after, until);
        return new Page<>(lines, last, last < head);
    }

    /// A document that was received; null when there is none of that number.
    public @Nullable Received document(long id) {
        List<Received> found =
                store.rows(
                        "select id, received_at, name, type, sha256 from document where id = ?",
                        r ->
                                new Received(
                                        r.getLong(1),
                                        Instant.ofEpochMilli(r.getLong(2)),
                                        r.getString(3),
                                        r.getString(4),
                                        HexFormat.of().formatHex(r.getBytes(5))),
                        id);
        return found.isEmpty() ? null : found.getFirst();
    }
}
