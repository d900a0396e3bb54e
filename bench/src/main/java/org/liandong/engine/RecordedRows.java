package org.liandong.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The bare store as a yardstick: the rows that a run wrote, written again in the same batches, with nothing else done.
///
/// It stands in the engine's package because rows are nobody else's business.
public final class RecordedRows {

    private final List<List<SqlStore.Batch>> transactions = new ArrayList<>();

    /// An engine whose every transaction is recorded.
    public Engine open(Engine.Settings settings) {
        SqlStore store = SqlStore.open(settings.store());
        store.recordTo(transactions::add);
        return Engine.open(settings, store);
    }

    /// How many transactions were recorded.
    public int transactions() {
        return transactions.size();
    }

    /// How many rows were recorded.
    public long rows() {
        return transactions.stream().flatMap(List::stream).mapToLong(b -> b.rows().size()).sum();
    }

    /// How many rows each table got, in the order in which they are written.
    public Map<String, Long> rowsByTable() {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (List<SqlStore.Batch> transaction : transactions) {
            for (SqlStore.Batch batch : transaction) {
                rows.merge(batch.table(), (long) batch.rows().size(), Long::sum);
            }
        }
        return rows;
    }

    /// Writes the same rows in the same transactions into an empty store.
    ///
    /// @return nanoseconds for all of them
    public long writeAgain(String folder) {
        try (SqlStore store = SqlStore.open(folder)) {
            long start = System.nanoTime();
            transactions.forEach(store::write);
            return System.nanoTime() - start;
        }
    }
}
