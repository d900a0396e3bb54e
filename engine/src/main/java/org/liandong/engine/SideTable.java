package org.liandong.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A table that stands beside the engine's own in the same store: accounts of people, keys, cursors.
///
/// Its rows are changed by the engine's writer ([Engine#note], [Engine#change]), in the transaction of the note that
/// says so. A change is a whole row under its key, so that none can break a constraint and stop the engine: the table
/// must have no constraint but its key. Values are texts, whole numbers, bytes, or null.
///
/// There is one object a table, and the tables are made by [#migrate].
public final class SideTable {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,40}");

    private static final Set<String> OWN =
            Stream.of(List.of(Tables.TRAIL), Tables.ofCases(), LedgerTables.all())
                    .flatMap(List::stream)
                    .map(Table::name)
                    .collect(Collectors.toUnmodifiableSet());

    private final Table<List<Object>, List<@Nullable Object>> table;

    /// @param name    name in SQL
    /// @param keys    how many of the columns form the key
    /// @param columns all columns, key columns first
    public SideTable(String name, int keys, String... columns) {
        if (OWN.contains(name)) {
            throw new IllegalArgumentException(
                    "The table %s is the engine's own: only what happens to cases changes it."
                            .formatted(name));
        }
        Stream.concat(Stream.of(name), Arrays.stream(columns)).forEach(SideTable::requireName);
        if (keys < 1 || keys > columns.length) {
            throw new IllegalArgumentException(
                    "The table %s cannot have %d of its %d columns as its key."
                            .formatted(name, keys, columns.length));
        }
        table =
                new Table<>(
                        name,
                        List.of(columns),
                        keys,
                        row -> row.subList(0, keys).stream().map(Objects::requireNonNull).toList(),
                        List::toArray,
                        List::toArray,
                        row -> {
                            List<@Nullable Object> values = new ArrayList<>(columns.length);
                            for (int i = 1; i <= columns.length; i++) {
                                Object value = row.getObject(i);
                                values.add(
                                        value instanceof Number number
                                                ? (Long) number.longValue()
                                                : value);
                            }
                            return Collections.unmodifiableList(values);
                        },
                        0);
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'%s' cannot name a table or a column.".formatted(name));
        }
    }

    /// A change of one row.
    public sealed interface Change {
        /// A row is written, in the place of the one that has its key.
        record Put(SideTable table, List<@Nullable Object> row) implements Change {}

        /// A row goes, if it is there.
        record Remove(SideTable table, List<Object> key) implements Change {}
    }

    /// A row as it stands in the store.
    ///
    /// @param values in the order of the columns: `String`, `Long`, `byte[]` or null
    public record Row(SideTable table, List<@Nullable Object> values) {

        /// A text that is there.
        public String text(String column) {
            return Objects.requireNonNull(textOrNull(column), column);
        }

        public @Nullable String textOrNull(String column) {
            return (String) value(column);
        }

        /// A number that is there.
        public long number(String column) {
            return Objects.requireNonNull(numberOrNull(column), column);
        }

        public @Nullable Long numberOrNull(String column) {
            return (Long) value(column);
        }

        /// Bytes that are there.
        public byte[] bytes(String column) {
            return Objects.requireNonNull(bytesOrNull(column), column);
        }

        public byte @Nullable [] bytesOrNull(String column) {
            return (byte[]) value(column);
        }

        private @Nullable Object value(String column) {
            int place = table.table.columns().indexOf(column);
            if (place < 0) {
                throw new IllegalArgumentException(
                        "The table %s has no column %s.".formatted(table.table.name(), column));
            }
            return values.get(place);
        }
    }

    /// Writes a row.
    ///
    /// @param values one a column, in their order
    public Change put(@Nullable Object... values) {
        if (values.length != table.columns().size()) {
            throw new IllegalArgumentException(
                    "A row of %s has %d values, not %d."
                            .formatted(table.name(), table.columns().size(), values.length));
        }
        for (Object value : values) {
            if (value != null
                    && !(value instanceof String
                            || value instanceof Long
                            || value instanceof byte[])) {
                throw new IllegalArgumentException(
                        "No column of %s holds a %s.".formatted(table.name(), value.getClass()));
            }
        }
        requireKey(values);
        List<@Nullable Object> row = new ArrayList<>(values.length);
        for (Object value : values) {
            row.add(value instanceof String text ? requireText(text) : value);
        }
        return new Change.Put(this, Collections.unmodifiableList(row));
    }

    /// Takes a row away.
    public Change remove(Object... key) {
        if (key.length != table.keys()) {
            throw new IllegalArgumentException(
                    "The key of %s has %d values, not %d."
                            .formatted(table.name(), table.keys(), key.length));
        }
        requireKey(key);
        return new Change.Remove(this, List.of(key));
    }

    /// What every database can keep.
    static String requireText(String text) {
        if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("A text has a character that cannot be kept.");
        }
        return text;
    }

    private void requireKey(@Nullable Object... values) {
        for (int i = 0; i < table.keys(); i++) {
            if (!(values[i] instanceof String || values[i] instanceof Long)) {
                throw new IllegalArgumentException(
                        "The key of %s is made of texts and numbers, not of %s."
                                .formatted(table.name(), values[i]));
            }
        }
    }

    Table<List<Object>, List<@Nullable Object>> table() {
        return table;
    }

    void apply(Change change, Work work) {
        switch (change) {
            case Change.Put(_, var row) -> work.put(table, row);
            case Change.Remove(_, var key) -> work.remove(table, key);
        }
    }

    /// Makes or renews the tables of one owner. They have a history of their own, so that a program which does not know
    /// them opens the store all the same.
    ///
    /// The scripts may use the placeholders of the engine's: `${key}` for texts of a key, `${id}` for a running number,
    /// `${blob}` for bytes, `${rowid}` after a table without running number.
    ///
    /// @param store    a folder, or a JDBC URL; made when it is not there
    /// @param owner    names the history
    /// @param location where its scripts are, such as `classpath:org/liandong/app/server/db`
    /// @throws StoreFailure when that fails
    public static void migrate(String store, String owner, String location) {
        requireName(owner);
        SqlStore.migrate(store, owner + "_history", location);
    }
}
