package org.liandong.pledgefinance;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.clock.CalendarEdition;
import org.liandong.kernel.clock.TimeLimit;
import org.liandong.pledgefinance.PledgeCase.Agreement;

/// Where a financing stands against its lines.
///
/// @param on     since when
/// @param agreed while the bank has agreed to go on
record Stand(Lines.State line, LocalDate on, @Nullable Agreement agreed) {

    /// A change of it.
    ///
    /// @param days working days to cure, if it is a call
    record Move(Lines.State to, int days) {

        /// The last day to cure a call of a day.
        LocalDate cureTo(LocalDate today, CalendarEdition calendar) {
            return TimeLimit.workingDays(days).lastDay(today, calendar).date();
        }
    }

    /// What a valuation changes; null when nothing.
    @Nullable Move after(
            Valuation valuation, Terms terms, LocalDate today, CalendarEdition calendar) {
        Lines.State next = terms.lines().next(line, valuation);
        if (next == line) {
            return null;
        }
        int grace = terms.lending().whole("grace days");
        if (next == Lines.State.CLOSEOUT && line.compareTo(Lines.State.CALL) < 0 && grace > 0) {
            return new Move(Lines.State.CALL, grace);
        }
        return isInGrace(next, grace, today, calendar) || isAgreed(next, valuation)
                ? null
                : new Move(next, terms.lending().whole("cure days"));
    }

    /// A jump past both lines with a grace is a call until the grace is over.
    private boolean isInGrace(
            Lines.State next, int grace, LocalDate today, CalendarEdition calendar) {
        return next == Lines.State.CLOSEOUT
                && line == Lines.State.CALL
                && grace > 0
                && !today.isAfter(TimeLimit.workingDays(grace).lastDay(on, calendar).date());
    }

    /// The bank has agreed to go on, and the ratio is not yet where it would not.
    private boolean isAgreed(Lines.State next, Valuation valuation) {
        return agreed != null
                && next == Lines.State.CLOSEOUT
                && line == Lines.State.CALL
                && !valuation.reaches(agreed.ratio());
    }
}
