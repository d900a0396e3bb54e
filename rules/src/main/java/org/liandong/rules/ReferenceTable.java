package org.liandong.rules;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Rows of a register, each under a key and in force from a day to a day: tariff lines, codes, places.
///
/// Read from comma-separated values in UTF-8 whose first line names the columns, in any order; `validFrom` and `validTo` are
/// always among them. A row that does not hold what its [Layout] asks is left out and reported; the others stand.
///
/// A lookup is a pure function of key and day. [#version()] names the exact content, for a decision that keeps what it used.
public final class ReferenceTable {

    // Ten times the national tariff with its history. What is larger belongs into a database.
    private static final int ROWS_MAX = 1_000_000;

    private static final String FROM = "validFrom";
    private static final String TO = "validTo";

    private static final Pattern DECIMAL = Pattern.compile("\\d{1,18}(\\.\\d{1,10})?");

    private final String version;
    private final Map<String, NavigableMap<LocalDate, Row>> rows;
    private final int size;

    private ReferenceTable(
            String version, Map<String, NavigableMap<LocalDate, Row>> rows, int size) {
        this.version = version;
        this.rows = rows;
        this.size = size;
    }

    /// Reads a table.
    ///
    /// A file that is not UTF-8 or whose first line is not that of the layout gives an empty table and says so.
    ///
    /// @param file  name of the file, for the reports
    public static Loaded load(String file, byte[] csv, Layout layout) {
        return new Loader(file, layout).load(csv);
    }

    /// The row of this key that is in force on this day.
    public Optional<Row> on(String key, LocalDate day) {
        var editions = rows.get(key);
        var entry = editions == null ? null : editions.floorEntry(day);
        return entry == null || day.isAfter(entry.getValue().validTo())
                ? Optional.empty()
                : Optional.of(entry.getValue());
    }

    /// SHA-256 of the file, hexadecimal.
    public String version() {
        return version;
    }

    public int size() {
        return size;
    }

    /// What a file gave: the table of its good rows, and every fault of the others.
    public record Loaded(ReferenceTable table, List<Fault> faults) {

        public Loaded {
            faults = List.copyOf(faults);
        }
    }

    /// Why a row was left out.
    ///
    /// @param line    on which the row begins, from 1
    /// @param column  name of the column, empty when it is the row as a whole
    /// @param reason  a sentence with the value and what to do
    public record Fault(String file, int line, String column, String reason) {

        @Override
        public String toString() {
            return "%s, line %d%s: %s"
                    .formatted(file, line, column.isEmpty() ? "" : ", " + column, reason);
        }
    }

    /// What a file must look like.
    ///
    /// @param key      name of the column that rows are looked up by; it must not be empty
    /// @param columns  all columns but `validFrom` and `validTo`
    /// @param checks   what must hold between the columns of one row
    public record Layout(String key, List<Column> columns, List<Check> checks) {

        public Layout {
            columns = List.copyOf(columns);
            checks = List.copyOf(checks);
            if (columns.stream().noneMatch(column -> column.name().equals(key))) {
                throw new IllegalArgumentException(
                        "The key '%s' is none of the columns %s. Maybe it is misspelt."
                                .formatted(key, columns));
            }
        }
    }

    /// A column and what its cells may hold.
    ///
    /// @param required  whether an empty cell is a fault
    public record Column(String name, Kind kind, boolean required) {

        public static Column required(String name, Kind kind) {
            return new Column(name, kind, true);
        }

        public static Column optional(String name, Kind kind) {
            return new Column(name, kind, false);
        }
    }

    /// What a cell that is not empty may hold.
    public sealed interface Kind {

        record Text() implements Kind {}

        /// A number that is not negative, with a point: 18 digits before it and 10 after it at most.
        record Decimal() implements Kind {}

        record OneOf(Set<String> values) implements Kind {

            public OneOf {
                values = Set.copyOf(values);
            }
        }

        /// A text that has a pattern.
        ///
        /// @param description  what the pattern means, for the report: "10 digits"
        record Matching(Pattern pattern, String description) implements Kind {}
    }

    /// A condition between the columns of one row.
    ///
    /// @param column  the column to blame
    /// @param reason  a sentence that says what to do
    public record Check(String column, String reason, Predicate<Row> holds) {}

    /// One good row.
    ///
    /// @param validTo  last day in force, `LocalDate.MAX` when the file names none
    /// @param line     on which it begins, from 1
    public record Row(
            String key,
            LocalDate validFrom,
            LocalDate validTo,
            int line,
            Map<String, String> cells) {

        public Row {
            cells = Map.copyOf(cells);
        }

        /// The cell as it is written, without the spaces around it; empty when it is.
        public String text(String column) {
            var text = cells.get(column);
            if (text == null) {
                throw new IllegalArgumentException(
                        "No column '%s' among %s. Maybe it is misspelt."
                                .formatted(column, cells.keySet()));
            }
            return text;
        }

        /// The number in a decimal column; none when the cell is empty.
        public Optional<BigDecimal> decimal(String column) {
            var text = text(column);
            return text.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(text));
        }
    }

    /// Reads one file.
    private static final class Loader {

        private final String file;
        private final Layout layout;
        private final List<Fault> faults = new ArrayList<>();
        private final Map<String, NavigableMap<LocalDate, Row>> rows = new HashMap<>();
        private List<String> header = List.of();
        private boolean readable = true;
        private int size;

        Loader(String file, Layout layout) {
            this.file = file;
            this.layout = layout;
        }

        Loaded load(byte[] csv) {
            try {
                var text =
                        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(csv)).toString();
                Csv.read(text, this::entry);
                if (readable && header.isEmpty()) {
                    fault(1, "", "the file is empty. Begin with the line of column names.");
                }
            } catch (CharacterCodingException e) {
                fault(1, "", "not UTF-8. Save the file as UTF-8.");
            }
            return new Loaded(new ReferenceTable(sha256(csv), rows, size), faults);
        }

        private void entry(Csv.Entry entry) {
            if (!readable) {
                return;
            }
            switch (entry) {
                case Csv.Entry.Unreadable(int line, String reason) -> {
                    fault(line, "", reason);
                    readable = !header.isEmpty();
                }
                case Csv.Entry.Fields(int line, List<String> fields) -> {
                    if (header.isEmpty()) {
                        readable = isHeader(line, fields);
                        header = fields.stream().map(String::strip).toList();
                    } else if (size == ROWS_MAX) {
                        fault(
                                line,
                                "",
                                "more than %d rows. Split the table by key.".formatted(ROWS_MAX));
                        readable = false;
                    } else {
                        row(line, fields);
                    }
                }
            }
        }

        private boolean isHeader(int line, List<String> fields) {
            var expected = new ArrayList<>(layout.columns().stream().map(Column::name).toList());
            expected.add(FROM);
            expected.add(TO);
            int before = faults.size();
            var found = new HashSet<String>();
            for (var field : fields) {
                var name = field.strip();
                if (!expected.contains(name)) {
                    fault(
                            line,
                            name,
                            "not a column of this table. Remove it, or correct its name.");
                } else if (!found.add(name)) {
                    fault(line, name, "named twice. Remove one of the two.");
                }
            }
            for (var name : expected) {
                if (!found.contains(name)) {
                    fault(line, name, "this column is missing, and no row can be read. Add it.");
                }
            }
            return faults.size() == before;
        }

        private void row(int line, List<String> fields) {
            if (fields.size() != header.size()) {
                fault(
                        line,
                        "",
                        "%d fields under %d columns. Quote a text that holds a comma."
                                .formatted(fields.size(), header.size()));
                return;
            }
            int before = faults.size();
            var cells = new HashMap<String, String>();
            for (int i = 0; i < fields.size(); i++) {
                cells.put(header.get(i), fields.get(i).strip());
            }
            for (var column : layout.columns()) {
                cell(line, column, cells.getOrDefault(column.name(), ""));
            }
            if (cells.getOrDefault(layout.key(), "").isEmpty() && faults.size() == before) {
                fault(line, layout.key(), "the key is empty. Write it.");
            }
            var from = day(line, FROM, cells.getOrDefault(FROM, ""));
            var to =
                    cells.getOrDefault(TO, "").isEmpty()
                            ? Optional.of(LocalDate.MAX)
                            : day(line, TO, cells.getOrDefault(TO, ""));
            if (faults.size() > before || from.isEmpty() || to.isEmpty()) {
                return;
            }
            var row =
                    new Row(
                            cells.getOrDefault(layout.key(), ""),
                            from.get(),
                            to.get(),
                            line,
                            cells);
            if (row.validTo().isBefore(row.validFrom())) {
                fault(
                        line,
                        TO,
                        "%s is before %s. Exchange them."
                                .formatted(row.validTo(), row.validFrom()));
            }
            for (var check : layout.checks()) {
                if (!check.holds().test(row)) {
                    fault(line, check.column(), check.reason());
                }
            }
            if (faults.size() == before) {
                add(row);
            }
        }

        private void cell(int line, Column column, String text) {
            if (text.isEmpty()) {
                if (column.required()) {
                    fault(line, column.name(), "empty. Write a value.");
                }
                return;
            }
            switch (column.kind()) {
                case Kind.Text() -> {}
                case Kind.Decimal() -> {
                    if (!DECIMAL.matcher(text).matches()) {
                        fault(
                                line,
                                column.name(),
                                "'%s' is not a number. Write it like 13 or 0.25.".formatted(text));
                    }
                }
                case Kind.OneOf(Set<String> values) -> {
                    if (!values.contains(text)) {
                        fault(
                                line,
                                column.name(),
                                "'%s' is not a value of this column. Write one of %s."
                                        .formatted(text, values.stream().sorted().toList()));
                    }
                }
                case Kind.Matching(Pattern pattern, String description) -> {
                    if (!pattern.matcher(text).matches()) {
                        fault(
                                line,
                                column.name(),
                                "'%s' is not %s. Correct it.".formatted(text, description));
                    }
                }
            }
        }

        private Optional<LocalDate> day(int line, String column, String text) {
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (DateTimeParseException e) {
                fault(line, column, "'%s' is not a day. Write it like 2026-01-01.".formatted(text));
                return Optional.empty();
            }
        }

        /// The first of two rows that would be in force on one day stands, the second is a fault.
        private void add(Row row) {
            var editions = rows.computeIfAbsent(row.key(), _ -> new TreeMap<>());
            var earlier = editions.floorEntry(row.validTo());
            if (earlier != null && !earlier.getValue().validTo().isBefore(row.validFrom())) {
                fault(
                        row.line(),
                        FROM,
                        "'%s' is already in force then by line %d. End that row the day before."
                                .formatted(row.key(), earlier.getValue().line()));
                return;
            }
            editions.put(row.validFrom(), row);
            size++;
        }

        private void fault(int line, String column, String reason) {
            faults.add(new Fault(file, line, column, reason));
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
