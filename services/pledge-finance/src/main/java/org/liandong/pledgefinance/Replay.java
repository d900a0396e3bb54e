package org.liandong.pledgefinance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.clock.CalendarEdition;

/// What prices would make of a book, day by day, if nobody paid, drew or changed goods. A loan that is not called when it matures is
/// taken to be paid. It decides by the same functions as a financing, and changes nothing.
///
/// @param events calls and close-outs, in the order of their days
record Replay(List<Day> days, List<Event> events) {

    /// A price that goods are valued with on a day.
    ///
    /// @param of the day of the path
    record Dated(LocalDate day, LocalDate of, BigDecimal price) {}

    /// A day and its end.
    ///
    /// @param calls     made on it
    /// @param closeouts made on it
    /// @param called    that are open
    /// @param closedOut so far, with those of before
    /// @param cash      that the open calls ask for
    /// @param uncovered debts above the value of their goods
    record Day(
            Dated at,
            int calls,
            int closeouts,
            int called,
            int closedOut,
            BigDecimal cash,
            BigDecimal uncovered) {}

    /// A call or a close-out.
    ///
    /// @param uncured whether it is the end of a call
    record Event(
            LocalDate day, Book.Line line, Lines.State to, boolean uncured, Valuation valuation) {}

    /// A financing and the last day to cure its call, or null.
    record Start(Book.Line line, @Nullable LocalDate cureTo) {}

    static Replay of(List<Start> book, List<Dated> prices, CalendarEdition calendar) {
        List<Running> all = book.stream().map(Running::new).toList();
        List<Day> days = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (Dated price : prices) {
            int before = events.size();
            Price shown = new Price(price.price(), "", price.day(), "");
            int called = 0;
            int closedOut = 0;
            BigDecimal cash = BigDecimal.ZERO;
            BigDecimal uncovered = BigDecimal.ZERO;
            for (Running each : all) {
                if (each.isPaid(price.day())) {
                    continue;
                }
                Valuation valuation = each.value(shown, calendar, events);
                if (each.stand.line() == Lines.State.CALL) {
                    called++;
                    cash = cash.add(valuation.cashNeeded(each.line.terms().lines().draw()));
                } else if (each.stand.line() == Lines.State.CLOSEOUT) {
                    closedOut++;
                }
                uncovered =
                        uncovered.add(
                                valuation.debt().subtract(valuation.value()).max(BigDecimal.ZERO));
            }
            List<Event> made = events.subList(before, events.size());
            int calls = (int) made.stream().filter(each -> each.to() == Lines.State.CALL).count();
            days.add(
                    new Day(price, calls, made.size() - calls, called, closedOut, cash, uncovered));
        }
        return new Replay(List.copyOf(days), List.copyOf(events));
    }

    /// A financing on its way.
    private static final class Running {
        private final Book.Line line;
        private Stand stand;
        private @Nullable LocalDate cureTo;

        Running(Start start) {
            this.line = start.line();
            this.stand = line.stand();
            this.cureTo = start.cureTo();
        }

        boolean isPaid(LocalDate day) {
            return day.isAfter(line.position().matures())
                    && stand.line().compareTo(Lines.State.CALL) < 0;
        }

        Valuation value(Price price, CalendarEdition calendar, List<Event> events) {
            LocalDate day = price.date();
            Valuation valuation = line.position().valuation(price, day, line.terms());
            // The days run out before the price of the day comes.
            if (stand.line() == Lines.State.CALL && cureTo != null && day.isAfter(cureTo)) {
                stand = new Stand(Lines.State.CLOSEOUT, day, null);
                events.add(new Event(day, line, Lines.State.CLOSEOUT, true, valuation));
                return valuation;
            }
            Stand.Move move = stand.after(valuation, line.terms(), day, calendar);
            if (move != null) {
                stand = new Stand(move.to(), day, null);
                cureTo = move.cureTo(day, calendar);
                if (move.to().compareTo(Lines.State.CALL) >= 0) {
                    events.add(new Event(day, line, move.to(), false, valuation));
                }
            }
            return valuation;
        }
    }
}
