package org.liandong.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/// A table of the store: how a value becomes a row, and back.
///
/// @param name    name in SQL
/// @param columns all columns, key columns first
/// @param keys    how many of the columns form the key
/// @param key     the key of a value
/// @param keyRow  the key as column values
/// @param row     the value as column values, in the order of the columns
/// @param read    a value out of a row of `select columns`
/// @param cached  how many clean values are kept in memory; none where values are written once and not read back
/// @param <K>     key type, with `equals`
/// @param <V>     value type, immutable
record Table<K, V>(
        String name,
        List<String> columns,
        int keys,
        Function<V, K> key,
        Function<K, Object[]> keyRow,
        Function<V, @org.jspecify.annotations.Nullable Object[]> row,
        Reader<V> read,
        int cached) {

    interface Reader<V> {
        V read(ResultSet row) throws SQLException;
    }

    String select() {
        return "select " + String.join(", ", columns) + " from " + name;
    }

    String selectOne() {
        return select() + " where " + where();
    }

    private String where() {
        return String.join(
                " and ", columns.subList(0, keys).stream().map(c -> c + " = ?").toList());
    }

    String delete() {
        return "delete from " + name + " where " + where();
    }

    /// Insert, or replace what has the same key.
    String upsert() {
        String insert =
                "insert into %s (%s) values (%s)"
                        .formatted(
                                name,
                                String.join(", ", columns),
                                String.join(", ", columns.stream().map(c -> "?").toList()));
        if (keys == columns.size()) {
            return insert + " on conflict do nothing";
        }
        return insert
                + " on conflict (%s) do update set %s"
                        .formatted(
                                String.join(", ", columns.subList(0, keys)),
                                String.join(
                                        ", ",
                                        columns.subList(keys, columns.size()).stream()
                                                .map(c -> c + " = excluded." + c)
                                                .toList()));
    }

    /// Insert only: a second row of one key is an error of the program.
    String insert() {
        return "insert into %s (%s) values (%s)"
                .formatted(
                        name,
                        String.join(", ", columns),
                        String.join(", ", columns.stream().map(c -> "?").toList()));
    }
}
