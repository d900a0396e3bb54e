package org.liandong.pledgefinance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// How interest runs: actual days over a day base, from the day of the draw to the day before payment, half up to the cent.
///
/// What accrues in a day is the difference of two sums from the beginning of the period, so that days always add up.
///
/// @param rate    of a year
/// @param matures last day of the loan; from the day after it the penalty runs instead
/// @param penalty times the rate
/// @param dayBase days of a year
record Interest(BigDecimal rate, LocalDate matures, BigDecimal penalty, BigDecimal dayBase) {

    /// Interest from a day up to and without another, as far as the loan was not overdue.
    BigDecimal inTerm(BigDecimal principal, LocalDate from, LocalDate to) {
        return accrued(principal, rate, from, earlier(to, overdueFrom()));
    }

    /// Penalty from a day up to and without another, as far as the loan was overdue.
    BigDecimal overdue(BigDecimal principal, LocalDate from, LocalDate to) {
        return accrued(principal, rate.multiply(penalty), later(from, overdueFrom()), to);
    }

    private LocalDate overdueFrom() {
        return matures.plusDays(1);
    }

    private BigDecimal accrued(
            BigDecimal principal, BigDecimal ofYear, LocalDate from, LocalDate to) {
        long days = Math.max(0, ChronoUnit.DAYS.between(from, to));
        return principal
                .multiply(ofYear)
                .multiply(BigDecimal.valueOf(days))
                .divide(dayBase, 2, RoundingMode.HALF_UP);
    }

    private static LocalDate earlier(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }
}
