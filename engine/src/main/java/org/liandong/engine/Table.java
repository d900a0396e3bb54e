package org.liandong.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A table of the store: how a value becomes a row, and back. There is one object a table; its SQL is made once.
///
/// @param <K> key type, with `equals`
/// @param <V> value type, immutable
final class Table<K, V> {

    interface Reader<V> {
        V read(ResultSet row) throws SQLException;
    }

    private final String name;
    private final Function<V, K> key;
    private final Function<K, Object[]> keyRow;
    private final Function<V, @Nullable Object[]> row;
    private final Reader<V> read;
    private final int cached;
    private final List<String> columns;
    private final int keys;
    private final String select;
    private final String selectOne;
    private final Map<Integer, String> selectSome = new ConcurrentHashMap<>();
    private final String insert;
    private final String upsert;
    private final String delete;

    /// A column of JSON stands in the list as its name and this: its bytes are bound as they are, not made text and bytes anew.
    static final String JSON = " json";

    /// @param name    name in SQL
    /// @param columns all columns, key columns first
    /// @param keys    how many of the columns form the key
    /// @param key     the key of a value
    /// @param keyRow  the key as column values
    /// @param row     the value as column values, in the order of the columns
    /// @param read    a value out of a row of `select columns`
    /// @param cached  how many clean values are kept in memory; none where values are written once and not read back
    Table(
            String name,
            List<String> columns,
            int keys,
            Function<V, K> key,
            Function<K, Object[]> keyRow,
            Function<V, @Nullable Object[]> row,
            Reader<V> read,
            int cached) {
        this.name = name;
        this.key = key;
        this.keyRow = keyRow;
        this.row = row;
        this.read = read;
        this.cached = cached;
        this.columns = columns.stream().map(c -> c.replace(JSON, "")).toList();
        this.keys = keys;
        String places =
                String.join(
                        ", ",
                        columns.stream()
                                .map(c -> c.endsWith(JSON) ? "cast(? as text)" : "?")
                                .toList());
        String list = String.join(", ", this.columns);
        List<String> keyColumns = this.columns.subList(0, keys);
        List<String> others = this.columns.subList(keys, columns.size());
        String where =
                " where " + String.join(" and ", keyColumns.stream().map(c -> c + " = ?").toList());
        select = "select " + list + " from " + name;
        selectOne = select + where;
        delete = "delete from " + name + where;
        insert = "insert into %s (%s) values (%s)".formatted(name, list, places);
        upsert =
                others.isEmpty()
                        ? insert + " on conflict do nothing"
                        : insert
                                + " on conflict (%s) do update set %s"
                                        .formatted(
                                                String.join(", ", keyColumns),
                                                String.join(
                                                        ", ",
                                                        others.stream()
                                                                .map(c -> c + " = excluded." + c)
                                                                .toList()));
    }

    String name() {
        return name;
    }

    List<String> columns() {
        return columns;
    }

    /// How many of the columns form the key.
    int keys() {
        return keys;
    }

    Function<V, K> key() {
        return key;
    }

    Function<K, Object[]> keyRow() {
        return keyRow;
    }

    Function<V, @Nullable Object[]> row() {
        return row;
    }

    Reader<V> read() {
        return read;
    }

    int cached() {
        return cached;
    }

    String select() {
        return select;
    }

    /// Selects the rows of `count` keys.
    String selectSome(int count) {
        return selectSome.computeIfAbsent(count, this::sqlSome);
    }

    private String sqlSome(int count) {
        if (keys == 1) {
            return select
                    + " where %s in (%s)"
                            .formatted(
                                    columns.getFirst(),
                                    String.join(", ", Collections.nCopies(count, "?")));
        }
        String one = "(" + String.join(", ", Collections.nCopies(keys, "?")) + ")";
        return select
                + " where (%s) in (values %s)"
                        .formatted(
                                String.join(", ", columns.subList(0, keys)),
                                String.join(", ", Collections.nCopies(count, one)));
    }

    String selectOne() {
        return selectOne;
    }

    String delete() {
        return delete;
    }

    /// Insert, or replace what has the same key.
    String upsert() {
        return upsert;
    }

    /// Insert only: a second row of one key is an error of the program.
    String insert() {
        return insert;
    }
}
