package org.liandong.engine;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Two stores side by side, row by row in the order of their keys. Only columns are read, so that a row that means
/// nothing any more can still be named.
final class Comparison {

    /// Rows read at a time; bounds memory.
    private static final int PAGE = 500;

    /// A long text is shown around the place where it differs.
    private static final int SHOWN_MAX = 80;

    private Comparison() {}

    /// Where two stores part.
    ///
    /// @param key    column values of the key
    /// @param column the first column that differs; null when only one of the stores has the row
    /// @param left   its value in the first store; null also when there is no such row
    /// @param right  its value in the second store; null also when there is no such row
    /// @param row    the whole row, of the second store if it has it
    record Parting(
            Table<?, ?> table,
            List<Object> key,
            @Nullable String column,
            boolean inLeft,
            boolean inRight,
            @Nullable String left,
            @Nullable String right,
            List<@Nullable Object> row) {

        String keyText() {
            return String.join("/", key.stream().map(Comparison::text).toList());
        }

        @Nullable Object value(String name) {
            int at = table.columns().indexOf(name);
            return at < 0 ? null : row.get(at);
        }
    }

    /// The first row of `left` and `right` that differs, or null.
    ///
    /// @param rows is told how many rows were looked at
    static @Nullable Parting first(
            SqlStore left, SqlStore right, Table<?, ?> table, LongConsumer rows) {
        RawRows lefts = new RawRows(left, table);
        RawRows rights = new RawRows(right, table);
        @Nullable Object @Nullable [] l = lefts.next();
        @Nullable Object @Nullable [] r = rights.next();
        long looked = 0;
        while (l != null && r != null) {
            int order = compareKeys(table.keys(), l, r);
            if (order != 0) {
                return order < 0 ? alone(table, l, true) : alone(table, r, false);
            }
            for (int i = 0; i < l.length; i++) {
                if (!Objects.deepEquals(l[i], r[i])) {
                    return parting(table, i, l, r);
                }
            }
            if (++looked % PAGE == 0) {
                rows.accept(PAGE);
            }
            l = lefts.next();
            r = rights.next();
        }
        rows.accept(looked % PAGE);
        if (l != null) {
            return alone(table, l, true);
        }
        return r == null ? null : alone(table, r, false);
    }

    private static Parting alone(Table<?, ?> table, @Nullable Object[] row, boolean inLeft) {
        return new Parting(
                table, key(table, row), null, inLeft, !inLeft, null, null, Arrays.asList(row));
    }

    private static Parting parting(
            Table<?, ?> table, int column, @Nullable Object[] left, @Nullable Object[] right) {
        String l = text(left[column]);
        String r = text(right[column]);
        int from = 0;
        int most = Math.min(l.length(), r.length());
        while (from < most && l.charAt(from) == r.charAt(from)) {
            from++;
        }
        from = Math.max(0, from - SHOWN_MAX / 2);
        return new Parting(
                table,
                key(table, left),
                table.columns().get(column),
                true,
                true,
                left[column] == null ? null : excerpt(l, from),
                right[column] == null ? null : excerpt(r, from),
                Arrays.asList(right));
    }

    private static List<Object> key(Table<?, ?> table, @Nullable Object[] row) {
        List<Object> key = new ArrayList<>();
        for (int i = 0; i < table.keys(); i++) {
            key.add(Objects.requireNonNull(row[i]));
        }
        return key;
    }

    private static String excerpt(String text, int from) {
        String part = text.substring(from, Math.min(text.length(), from + SHOWN_MAX));
        return (from > 0 ? "…" : "") + part + (from + SHOWN_MAX < text.length() ? "…" : "");
    }

    private static String text(@Nullable Object value) {
        return value instanceof byte[] bytes
                ? HexFormat.of().formatHex(bytes)
                : String.valueOf(value);
    }

    private static int compareKeys(int keys, @Nullable Object[] left, @Nullable Object[] right) {
        for (int i = 0; i < keys; i++) {
            int order = compare(left[i], right[i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    // As the databases sort: numbers by value, texts and bytes by their bytes.
    static int compare(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Long l && right instanceof Long r) {
            return Long.compare(l, r);
        }
        return Arrays.compareUnsigned(bytes(left), bytes(right));
    }

    private static byte[] bytes(@Nullable Object value) {
        return value instanceof byte[] bytes
                ? bytes
                : String.valueOf(value).getBytes(StandardCharsets.UTF_8);
    }

    /// The rows of a table in the order of their keys, a page at a time, as numbers, texts and bytes.
    private static final class RawRows {

        private final SqlStore store;
        private final Table<?, ?> table;
        private final Deque<@Nullable Object[]> page = new ArrayDeque<>();
        private @Nullable Object @Nullable [] last;
        private boolean ended;

        RawRows(SqlStore store, Table<?, ?> table) {
            this.store = store;
            this.table = table;
        }

        @Nullable Object @Nullable [] next() {
            if (page.isEmpty() && !ended) {
                fill();
            }
            return page.poll();
        }

        private void fill() {
            List<String> keys = table.columns().subList(0, table.keys());
            String where = "";
            Object[] arguments = new Object[0];
            @Nullable Object @Nullable [] after = last;
            if (after != null) {
                String marks = String.join(", ", keys.stream().map(k -> "?").toList());
                where = " where (%s) > (%s)".formatted(String.join(", ", keys), marks);
                arguments = key(table, after).toArray();
            }
            int columns = table.columns().size();
            String sql =
                    "%s%s order by %s limit %d"
                            .formatted(table.select(), where, String.join(", ", keys), PAGE);
            page.addAll(store.rows(sql, row -> values(row, columns), arguments));
            ended = page.size() < PAGE;
            last = page.peekLast();
        }

        private static @Nullable Object[] values(ResultSet row, int columns) throws SQLException {
            @Nullable Object[] values = new @Nullable Object[columns];
            for (int i = 0; i < columns; i++) {
                Object value = row.getObject(i + 1);
                values[i] = value instanceof Number number ? (Long) number.longValue() : value;
            }
            return values;
        }
    }
}
