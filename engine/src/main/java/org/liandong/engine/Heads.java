package org.liandong.engine;

import java.time.Instant;
import java.util.List;

/// Where a store stands when an engine opens it.
///
/// @param heads      numbering and time
/// @param hash       hash of the last entry of the trail; zeros before the first
/// @param nextExpiry the first instant at which a hold of the ledger expires
record Heads(Applier.Heads heads, Hash hash, Instant nextExpiry) {

    /// An instant that does not come.
    static final Instant NEVER = Instant.ofEpochMilli(Long.MAX_VALUE);

    static Heads of(Store store) {
        List<TrailEntry> last = last(store, Tables.TRAIL, "seq");
        List<Rows.DocumentRow> document = last(store, Tables.DOCUMENT, "id");
        long messages =
                last(store, Tables.MESSAGE, "id").stream()
                        .findFirst()
                        .map(Rows.MessageRow::id)
                        .orElse(0L);
        long asides =
                last(store, Tables.SET_ASIDE, "id").stream()
                        .findFirst()
                        .map(Rows.SetAside::id)
                        .orElse(0L);
        Instant at = last.isEmpty() ? Instant.EPOCH : last.getFirst().at();
        long seq = last.isEmpty() ? 0 : last.getFirst().seq();
        return new Heads(
                new Applier.Heads(
                        at,
                        seq,
                        messages,
                        document.isEmpty() ? 0 : document.getFirst().id(),
                        document.isEmpty() ? TrailEntry.NO_DOCUMENT : document.getFirst().hash(),
                        asides,
                        nextDue(store)),
                last.isEmpty() ? Hash.of(new byte[32]) : last.getFirst().hash(),
                nextExpiry(store));
    }

    private static <K, V> List<V> last(Store store, Table<K, V> table, String column) {
        return store.query(table, "order by " + column + " desc limit 1");
    }

    /// When the next clock of the store runs out.
    private static Instant nextDue(Store store) {
        return store
                .query(
                        Tables.CLOCK,
                        "where state = ? order by due_at limit 1",
                        Rows.ClockRow.RUNNING)
                .stream()
                .findFirst()
                .map(Rows.ClockRow::dueAt)
                .orElse(NEVER);
    }

    private static Instant nextExpiry(Store store) {
        return store
                .query(
                        LedgerTables.HOLD,
                        "where state = 'OPEN' and expires_at is not null order by expires_at limit 1")
                .stream()
                .findFirst()
                .map(h -> java.util.Objects.requireNonNullElse(h.expiresAt(), NEVER))
                .orElse(NEVER);
    }
}
