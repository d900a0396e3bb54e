package org.liandong.pledgefinance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Verdict;
import org.liandong.kernel.clock.CalendarEdition;

/// The tables in force on a day for one commodity. What a valuation reads of them is read once: a million financings ask for it.
final class Terms {

    private final Verdict market;
    private final Verdict lending;
    private @Nullable Lines lines;
    private @Nullable BigDecimal haircut;
    private @Nullable BigDecimal penalty;
    private @Nullable BigDecimal dayBase;

    private Terms(Verdict market, Verdict lending) {
        this.market = market;
        this.lending = lending;
    }

    static Terms of(Rules rules, String commodity, LocalDate on) {
        Map<String, Object> inputs = Map.of("commodity", commodity);
        return new Terms(rules.decide("market", on, inputs), rules.decide("lending", on, inputs));
    }

    /// How prices are judged and goods valued.
    Verdict market() {
        return market;
    }

    /// Lines, clocks and limits of a financing.
    Verdict lending() {
        return lending;
    }

    /// Whether money is lent on this commodity.
    boolean isAdmitted() {
        return market.row() > 0 && lending.row() > 0;
    }

    List<Verdict> verdicts() {
        return List.of(market, lending);
    }

    Lines lines() {
        Lines known = lines;
        if (known == null) {
            known =
                    new Lines(
                            share("draw percent"),
                            share("warning percent"),
                            share("call percent"),
                            share("sale percent"));
            lines = known;
        }
        return known;
    }

    private BigDecimal share(String output) {
        return lending.number(output).movePointLeft(2);
    }

    BigDecimal haircut() {
        BigDecimal known = haircut;
        if (known == null) {
            known = market.number("haircut percent").movePointLeft(2);
            haircut = known;
        }
        return known;
    }

    BigDecimal step() {
        return market.number("lot step");
    }

    Interest interest(BigDecimal rate, LocalDate matures) {
        BigDecimal times = penalty;
        BigDecimal base = dayBase;
        if (times == null || base == null) {
            times = BigDecimal.ONE.add(share("penalty percent"));
            base = lending.number("day base");
            penalty = times;
            dayBase = base;
        }
        return new Interest(rate, matures, times, base);
    }

    /// Whether a price is too old: more business days than allowed have passed since its day.
    boolean isStale(Price price, LocalDate today, CalendarEdition calendar) {
        LocalDate last = price.date();
        int days = market.whole("stale days");
        for (int i = 0; i <= days; i++) {
            if (!last.isBefore(today)) {
                return false;
            }
            last = calendar.nextWorkingDay(last);
        }
        return !last.isAfter(today);
    }

    /// Whether a price may be decided on.
    boolean isUsable(Price price, LocalDate today, CalendarEdition calendar) {
        return price.isKnown() && price.refused().isEmpty() && !isStale(price, today, calendar);
    }
}
