package org.liandong.kernel.page;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Numbers by day, the days rising.
public record Series(List<Point> points) {

    public static final Series NONE = new Series(List.of());

    /// Some ten years of a market.
    public static final int POINTS_MAX = 2_600;

    /// More digits than any price, volume or measurement has; an exponent would be another way to make a page work for long.
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,9})?");

    private static final Pattern SEPARATOR = Pattern.compile("\\s*[,;\\t]\\s*");

    public Series {
        points = List.copyOf(points);
    }

    /// A day and what it has.
    public record Point(LocalDate day, List<BigDecimal> numbers) {

        public Point {
            numbers = List.copyOf(numbers);
        }

        /// The first of its numbers.
        public BigDecimal number() {
            return numbers.getFirst();
        }
    }

    /// A line that is none of a series.
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int line;
        private final Why why;

        /// What is wrong with a line.
        public enum Why {
            CELLS,
            DAY,
            ORDER,
            NUMBER,
            TOO_MANY
        }

        Unreadable(int line, Why why) {
            super("Line %d: %s".formatted(line, why), null, false, false);
            this.line = line;
            this.why = why;
        }

        public int line() {
            return line;
        }

        public Why why() {
            return why;
        }
    }

    /// Reads lines of a day and numbers, between commas, semicolons or tabs. The first line may be a heading; blank lines say nothing.
    ///
    /// @param numbers how many stand behind the day
    /// @throws Unreadable when a line is none
    public static Series read(String text, int numbers) {
        List<Point> points = new ArrayList<>();
        int no = 0;
        for (String each : text.lines().toList()) {
            no++;
            String line = each.replace("\uFEFF", "").strip();
            if (line.isEmpty() || (no == 1 && !Character.isDigit(line.charAt(0)))) {
                continue;
            }
            String[] cells = SEPARATOR.split(line, -1);
            if (cells.length != numbers + 1) {
                throw new Unreadable(no, Unreadable.Why.CELLS);
            }
            Point point = point(cells, no);
            if (!points.isEmpty() && !point.day().isAfter(points.getLast().day())) {
                throw new Unreadable(no, Unreadable.Why.ORDER);
            }
            if (points.size() == POINTS_MAX) {
                throw new Unreadable(no, Unreadable.Why.TOO_MANY);
            }
            points.add(point);
        }
        return new Series(points);
    }

    private static Point point(String[] cells, int no) {
        List<BigDecimal> numbers = new ArrayList<>();
        for (int i = 1; i < cells.length; i++) {
            if (!NUMBER.matcher(cells[i]).matches()) {
                throw new Unreadable(no, Unreadable.Why.NUMBER);
            }
            numbers.add(new BigDecimal(cells[i]));
        }
        try {
            return new Point(LocalDate.parse(cells[0]), numbers);
        } catch (DateTimeException e) {
            throw new Unreadable(no, Unreadable.Why.DAY);
        }
    }
}
