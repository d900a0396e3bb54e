package org.liandong.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where everything is kept: rows by key, written in one transaction a batch.
///
/// Used by one writer. Reading and committing may happen at the same time on two threads; what is being committed is
/// not yet read.
interface Store extends AutoCloseable {

    /// The committed value, or null.
    <K, V> @Nullable V read(Table<K, V> table, K key);

    /// Committed values by a condition in SQL, in its order.
    <K, V> List<V> query(Table<K, V> table, String condition, Object... arguments);

    /// Lets reads see what has been committed. Until the next call they may go on seeing what they saw before.
    ///
    /// Called by the reading thread, and never while a commit is under way.
    void refresh();

    /// The committed values of those of the keys that have one.
    <K, V> Map<K, V> readAll(Table<K, V> table, List<K> keys);

    /// Writes all changes in one transaction: afterwards they survive a power cut, or nothing has happened.
    void commit(List<Change<?, ?>> changes);

    /// Whether so much has been committed since the last [#checkpoint] that it is time for one.
    boolean isCheckpointDue();

    /// Puts what was committed in its place, so that a log does not grow for ever. Called by the committing thread between
    /// two commits; reading goes on meanwhile.
    void checkpoint();

    @Override
    void close();

    /// What a batch does to one table.
    ///
    /// @param table   the table
    /// @param inserts new rows, which must not exist
    /// @param upserts rows that replace what has their key
    /// @param deletes keys of rows that go
    record Change<K, V>(Table<K, V> table, List<V> inserts, List<V> upserts, List<K> deletes) {
        boolean isEmpty() {
            return inserts.isEmpty() && upserts.isEmpty() && deletes.isEmpty();
        }
    }
}
