package org.liandong.app;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A table in text. Chinese characters are as wide as two others.
final class Columns {

    private static final String GAP = "  ";

    private final List<String> header;
    private final Set<Integer> right;
    private final List<List<Cell>> rows = new ArrayList<>();

    /// @param text  what it says
    /// @param style colours it, after its width was measured
    record Cell(String text, UnaryOperator<String> style) {
        static Cell of(String text) {
            return new Cell(text, UnaryOperator.identity());
        }
    }

    /// @param right columns, from 0, that are aligned at their right edge
    Columns(List<String> header, Set<Integer> right) {
        this.header = List.copyOf(header);
        this.right = Set.copyOf(right);
    }

    void row(Cell... cells) {
        rows.add(List.of(cells));
    }

    void row(String... cells) {
        rows.add(List.of(cells).stream().map(Cell::of).toList());
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    void print(PrintStream out, String indent, Palette palette) {
        int columns = Math.max(header.size(), rows.stream().mapToInt(List::size).max().orElse(0));
        int[] widths = new int[columns];
        for (int i = 0; i < header.size(); i++) {
            widths[i] = width(header.get(i));
        }
        for (List<Cell> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], width(row.get(i).text()));
            }
        }
        if (!header.isEmpty()) {
            line(
                    out,
                    indent,
                    header.stream().map(h -> new Cell(h, palette::faint)).toList(),
                    widths);
        }
        for (List<Cell> row : rows) {
            line(out, indent, row, widths);
        }
    }

    private void line(PrintStream out, String indent, List<Cell> cells, int[] widths) {
        StringBuilder line = new StringBuilder(indent);
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            String pad = " ".repeat(widths[i] - width(cell.text()));
            String shown = cell.style().apply(cell.text());
            if (right.contains(i)) {
                line.append(pad).append(shown);
            } else if (i == cells.size() - 1) {
                line.append(shown);
            } else {
                line.append(shown).append(pad);
            }
            if (i < cells.size() - 1) {
                line.append(GAP);
            }
        }
        out.println(line.toString().stripTrailing());
    }

    /// How many cells of a terminal a text takes.
    static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            width += width(point);
            i += Character.charCount(point);
        }
        return width;
    }

    // East Asian Width W and F (Unicode TR 11), as far as the scripts of our messages need it.
    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT) {
            return 0;
        }
        boolean wide =
                within(point, 0x1100, 0x115F)
                        || within(point, 0x2E80, 0x303E)
                        || within(point, 0x3041, 0xA4CF)
                        || within(point, 0xAC00, 0xD7A3)
                        || within(point, 0xF900, 0xFAFF)
                        || within(point, 0xFE30, 0xFE6F)
                        || within(point, 0xFF00, 0xFF60)
                        || within(point, 0xFFE0, 0xFFE6)
                        || within(point, 0x1F300, 0x1FAFF)
                        || within(point, 0x20000, 0x3FFFD);
        return wide ? 2 : 1;
    }

    private static boolean within(int point, int first, int last) {
        return point >= first && point <= last;
    }
}
