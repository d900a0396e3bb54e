package org.liandong.pledgefinance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.liandong.kernel.Rules;

/// Values many financings of one commodity at a price, and finds those that have come to a line. Pure arithmetic; for one thread.
public final class Revaluation {

    private final Rules rules;
    private final String commodity;
    private final Map<LocalDate, Terms> terms = new HashMap<>();

    public Revaluation(Rules rules, String commodity) {
        this.rules = rules;
        this.commodity = commodity;
    }

    /// A financing that stands otherwise after the valuation.
    ///
    /// @param place in the list that was valued
    public record Crossing(int place, Lines.State to) {}

    /// What came of it.
    ///
    /// @param crossings the worst first
    public record Result(BigDecimal value, BigDecimal debt, List<Crossing> crossings) {}

    /// Values all of them on a day.
    public Result of(List<Position> positions, Price price, LocalDate day) {
        BigDecimal value = BigDecimal.ZERO;
        BigDecimal debt = BigDecimal.ZERO;
        List<Crossing> crossings = new ArrayList<>();
        for (int i = 0; i < positions.size(); i++) {
            Position position = positions.get(i);
            Terms of = terms(position.termsOn());
            Valuation valuation = position.valuation(price, day, of);
            value = value.add(valuation.value());
            debt = debt.add(valuation.debt());
            Lines.State to = of.lines().next(position.state(), valuation);
            if (to != position.state()) {
                crossings.add(new Crossing(i, to));
            }
        }
        crossings.sort(Comparator.comparing(Crossing::to).reversed());
        return new Result(value, debt, crossings);
    }

    Terms terms(LocalDate on) {
        return terms.computeIfAbsent(on, day -> Terms.of(rules, commodity, day));
    }
}
