package org.liandong.kernel.page;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.page.Cell.Said;

/// What a page says: first the answer, then the evidence.
///
/// @param answer  the first sentence
/// @param wrong   an argument that cannot be used, and why; null when all can
/// @param figures the few numbers that matter most
/// @param next    where the next page begins; empty when there is none
public record Sheet(
        Said answer, @Nullable Wrong wrong, List<Figure> figures, List<Table> tables, String next) {

    public Sheet {
        figures = List.copyOf(figures);
        tables = List.copyOf(tables);
    }

    /// Only a sentence.
    public static Sheet of(Said answer) {
        return new Sheet(answer, null, List.of(), List.of(), "");
    }

    public static Sheet of(Said answer, List<Figure> figures, List<Table> tables) {
        return new Sheet(answer, null, figures, tables, "");
    }

    /// An argument cannot be used.
    public static Sheet wrong(Said answer, String parameter, Said why) {
        return new Sheet(answer, new Wrong(parameter, why), List.of(), List.of(), "");
    }

    /// The same with a page after it.
    public Sheet before(String nextPage) {
        return new Sheet(answer, wrong, figures, tables, nextPage);
    }

    /// An argument that cannot be used.
    public record Wrong(String parameter, Said why) {}

    /// A number by its name.
    ///
    /// @param unit of an amount, or empty
    public record Figure(String name, Cell value, String unit) {}

    /// A table, and how it is drawn.
    ///
    /// @param note what it leaves out or takes for granted, or null
    public record Table(
            String name,
            List<Column> columns,
            List<List<Cell>> rows,
            List<Chart> charts,
            @Nullable Said note) {

        public Table {
            columns = List.copyOf(columns);
            charts = List.copyOf(charts);
            List<List<Cell>> copies = new ArrayList<>();
            for (List<Cell> row : rows) {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException(
                            "A row of the table %s has %d cells, and the table %d columns."
                                    .formatted(name, row.size(), columns.size()));
                }
                copies.add(List.copyOf(row));
            }
            rows = List.copyOf(copies);
        }

        /// Place of a column.
        ///
        /// @throws IllegalArgumentException when there is none of that name
        public int place(String column) {
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).name().equals(column)) {
                    return i;
                }
            }
            throw new IllegalArgumentException(
                    "The table %s has no column %s.".formatted(name, column));
        }

        /// The same with a note.
        public Table noting(Said other) {
            return new Table(name, columns, rows, charts, other);
        }
    }

    /// A column.
    ///
    /// @param unit of its amounts, or empty
    public record Column(String name, String unit) {

        public static Column of(String name) {
            return new Column(name, "");
        }
    }

    /// Columns of a table over time, as steps: a value holds until the next.
    ///
    /// @param title  the finding
    /// @param over   the column of days or times, rising
    /// @param series columns of numbers of one unit
    /// @param lines  values that mean something
    public record Chart(Said title, String over, List<String> series, List<Line> lines) {

        public Chart {
            series = List.copyOf(series);
            lines = List.copyOf(lines);
        }
    }

    /// A value that means something, such as a limit, by its name.
    public record Line(String name, BigDecimal at) {}
}
