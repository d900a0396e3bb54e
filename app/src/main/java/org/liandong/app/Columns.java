package org.liandong.app;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A table in text. Chinese characters are as wide as two others.
///
/// Where a window is too narrow, columns that may be shortened lose their middle. The last one goes on below itself, or, if
/// there is too little room beside the others, below the first gap.
final class Columns {

    private static final String GAP = "  ";
    private static final String LOST = "…";

    // Less of a column says nothing any more.
    private static final int SHORTENED_MIN = 18;
    private static final int LAST_MIN = 34;

    private final List<String> header;
    private final Set<Integer> right;
    private final Set<Integer> shortened;
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
        this(header, right, Set.of());
    }

    /// @param right     columns, from 0, that are aligned at their right edge
    /// @param shortened columns that lose their middle where there is no room
    Columns(List<String> header, Set<Integer> right, Set<Integer> shortened) {
        this.header = List.copyOf(header);
        this.right = Set.copyOf(right);
        this.shortened = Set.copyOf(shortened);
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

    /// @param width cells of the window; [Terminal#NO_LIMIT] when there is none
    void print(PrintStream out, String indent, Palette palette, int width) {
        int[] widths = widths();
        boolean below = fit(widths, width - width(indent));
        if (!header.isEmpty()) {
            line(
                    out,
                    indent,
                    header.stream().map(h -> new Cell(h, palette::faint)).toList(),
                    widths,
                    below,
                    width);
        }
        for (List<Cell> row : rows) {
            line(out, indent, row, widths, below, width);
        }
    }

    private int[] widths() {
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
        return widths;
    }

    /// Makes the columns narrow enough for a room.
    ///
    /// @return whether the last column has no place beside the others and stands below them
    private boolean fit(int[] widths, int room) {
        int last = widths.length - 1;
        int others = GAP.length() * last;
        int least = others;
        for (int i = 0; i < last; i++) {
            others += widths[i];
            least += shortened.contains(i) ? Math.min(widths[i], SHORTENED_MIN) : widths[i];
        }
        if (others + widths[last] <= room) {
            return false;
        }
        boolean fixed = last == 0 || right.contains(last) || shortened.contains(last);
        if (!fixed && widths[last] > room - least && room - least < LAST_MIN) {
            shorten(widths, last, others - GAP.length() - room);
            return true;
        }
        if (!fixed) {
            widths[last] = Math.max(Math.min(widths[last], LAST_MIN), room - others);
        }
        shorten(widths, widths.length, others + widths[last] - room);
        return false;
    }

    private void shorten(int[] widths, int columns, int cells) {
        int over = cells;
        for (int i = 0; i < columns && over > 0; i++) {
            if (shortened.contains(i)) {
                int given = Math.clamp(widths[i] - SHORTENED_MIN, 0, over);
                widths[i] -= given;
                over -= given;
            }
        }
    }

    private void line(
            PrintStream out,
            String indent,
            List<Cell> cells,
            int[] widths,
            boolean below,
            int room) {
        StringBuilder line = new StringBuilder(indent);
        int last = widths.length - 1;
        List<String> rest = List.of();
        int restFrom = width(indent);
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            String text = cell.text();
            if (i == last && below && beside(indent, widths) + width(text) > room) {
                restFrom += widths[0] + GAP.length();
                rest = text.isEmpty() ? List.of() : wrapped(text, room - restFrom);
                break;
            }
            if (width(text) > widths[i] && !(i == last && below)) {
                if (i == last && !shortened.contains(i)) {
                    List<String> lines = wrapped(text, widths[i]);
                    text = lines.getFirst();
                    rest = lines.subList(1, lines.size());
                    restFrom = beside(indent, widths);
                } else {
                    text = shortened(text, widths[i]);
                }
            }
            String pad = " ".repeat(Math.max(0, widths[i] - width(text)));
            String shown = cell.style().apply(text);
            line.append(right.contains(i) ? pad + shown : shown + (i == last ? "" : pad));
            if (i < cells.size() - 1) {
                line.append(GAP);
            }
        }
        out.println(line.toString().stripTrailing());
        for (String more : rest) {
            out.println(" ".repeat(restFrom) + cells.getLast().style().apply(more));
        }
    }

    /// Where the last column begins.
    private static int beside(String indent, int[] widths) {
        int beside = width(indent);
        for (int i = 0; i < widths.length - 1; i++) {
            beside += widths[i] + GAP.length();
        }
        return beside;
    }

    /// A text without its middle: both ends of a number or a path say more than its beginning alone.
    static String shortened(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        int head = (width - 1) / 2;
        int tail = width - 1 - head;
        return firstCells(text, head) + LOST + lastCells(text, tail);
    }

    private static String firstCells(String text, int cells) {
        int at = 0;
        int left = cells;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            left -= width(point);
            if (left < 0) {
                break;
            }
            at += Character.charCount(point);
        }
        return text.substring(0, at);
    }

    private static String lastCells(String text, int cells) {
        int at = text.length();
        int left = cells;
        while (at > 0) {
            int point = text.codePointBefore(at);
            left -= width(point);
            if (left < 0) {
                break;
            }
            at -= Character.charCount(point);
        }
        return text.substring(at);
    }

    /// A text in lines of at most so many cells, broken at blanks, and beside Chinese characters where there is none.
    static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (width(rest) > width) {
            int end = firstCells(rest, Math.max(2, width)).length();
            int cut = end;
            while (cut > 0 && !mayBreak(rest, cut)) {
                cut--;
            }
            // A word that is longer than the line is cut where the line ends.
            cut = cut == 0 ? Math.max(1, end) : cut;
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    private static boolean mayBreak(String text, int at) {
        if (at >= text.length()) {
            return true;
        }
        char before = text.charAt(at - 1);
        char after = text.charAt(at);
        if (after == ' ' || before == ' ') {
            return true;
        }
        // A line does not begin with a closing mark.
        return (width(before) == 2 || width(after) == 2) && "，。；：、！？）”〕]),.;:!?".indexOf(after) < 0;
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
