package org.liandong.pledgefinance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.Checks;
import org.liandong.kernel.Rules;
import org.liandong.kernel.page.Cell;
import org.liandong.kernel.page.Reading;
import org.liandong.kernel.page.Reading.Case;
import org.liandong.kernel.page.Reading.Cases;
import org.liandong.pledgefinance.PledgeCase.Agreement;
import org.liandong.pledgefinance.PledgeCase.Financing;
import org.liandong.pledgefinance.PledgeCase.Market;
import org.liandong.pledgefinance.PledgeFact.FinancingApplied;

/// The open financings of today, each valued at the price of its market.
///
/// @param next where to go on; empty when these are all
record Book(List<Line> lines, String next) {

    static final String YUAN = "yuan";
    static final String TONNE = "tonne";

    /// A page is to be there at once, and a replay to end.
    static final int LINES_MAX = 2_000;

    static final Set<String> CALLED = Set.of("called", "close-out", "for-sale");
    static final Set<String> OPEN =
            Set.of("pledged", "in-force", "warned", "called", "close-out", "for-sale");

    /// A financing as it stands today.
    ///
    /// @param price of the market; [Price#NONE] when there is none
    record Line(
            String contractNo,
            String borrower,
            String commodity,
            String status,
            Stand stand,
            Position position,
            Terms terms,
            Price price,
            Valuation valuation) {

        Lines.State state() {
            return stand.line();
        }

        boolean isPriced() {
            return price.isKnown();
        }

        BigDecimal debt() {
            return valuation.debt();
        }

        BigDecimal value() {
            return valuation.value();
        }

        BigDecimal ratio() {
            return valuation.ratio();
        }

        /// What brings it down to the draw line.
        BigDecimal cash() {
            return valuation.cashNeeded(terms.lines().draw());
        }
    }

    /// The book as the reader may see it.
    ///
    /// @param bank      only its financings; empty for all
    /// @param commodity only financings on it; empty for all
    static Book of(
            Reading<PledgeCase> reading,
            Rules rules,
            String bank,
            String commodity,
            Set<String> statuses,
            String after) {
        Cases<PledgeCase> cases =
                reading.find(
                        FinancingDesk.key(""),
                        statuses,
                        after,
                        LINES_MAX,
                        of -> belongs(of, bank, commodity));
        Map<String, Price> prices = new HashMap<>();
        Map<String, Revaluation> terms = new HashMap<>();
        List<Line> lines = new ArrayList<>();
        for (Case<PledgeCase> of : cases.cases()) {
            Financing financing = (Financing) of.state();
            Position position = financing.watched();
            FinancingApplied applied = financing.application();
            if (position != null && applied != null) {
                String on = applied.commodity();
                Price price = prices.computeIfAbsent(on, name -> price(name, reading));
                Terms its =
                        terms.computeIfAbsent(on, name -> new Revaluation(rules, name))
                                .terms(position.termsOn());
                lines.add(
                        new Line(
                                financing.contractNo(),
                                applied.borrower(),
                                on,
                                of.status(),
                                new Stand(financing.line(), financing.lineOn(), financing.agreed()),
                                position,
                                its,
                                price,
                                position.valuation(price, reading.today(), its)));
            }
        }
        return new Book(List.copyOf(lines), cases.next());
    }

    /// How many more there are behind a part of the book.
    ///
    /// @param all whether all of them were looked at; when not, there may be more
    record Rest(long count, boolean all) {}

    /// Counts what stands behind this part of the book, as far as may be looked.
    Rest rest(Reading<PledgeCase> reading, String bank, String commodity, Set<String> statuses) {
        long count = 0;
        String from = next;
        while (!from.isEmpty()) {
            Cases<PledgeCase> some =
                    reading.cases(FinancingDesk.key(""), statuses, from, Reading.ROWS_MAX);
            count += some.cases().stream().filter(of -> belongs(of, bank, commodity)).count();
            if (some.next().equals(from)) {
                return new Rest(count, false);
            }
            from = some.next();
        }
        return new Rest(count, true);
    }

    private static boolean belongs(Case<PledgeCase> of, String bank, String commodity) {
        FinancingApplied applied =
                of.state() instanceof Financing financing ? financing.application() : null;
        return applied != null
                && (bank.isEmpty() || applied.bank().equals(bank))
                && (commodity.isEmpty() || applied.commodity().equals(commodity));
    }

    /// The price of a market, which all may know.
    static Price price(String commodity, Reading<PledgeCase> reading) {
        return reading.common(MarketDesk.key(commodity)) instanceof Market market
                ? market.price()
                : Price.NONE;
    }

    BigDecimal debt() {
        return lines.stream().map(Line::debt).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal value() {
        return lines.stream().map(Line::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    Set<String> commodities() {
        return lines.stream().map(Line::commodity).collect(Collectors.toSet());
    }

    long in(Lines.State state) {
        return lines.stream().filter(line -> line.state() == state).count();
    }

    // ---- on a sheet

    static Cell yuan(BigDecimal amount) {
        return new Cell.Amount(Checks.cents(amount));
    }

    /// A debt as a part of a value, or nothing where there is no value.
    static Cell share(BigDecimal debt, BigDecimal value) {
        return value.signum() <= 0
                ? Cell.NOTHING
                : new Cell.Share(debt.divide(value, 6, RoundingMode.HALF_UP));
    }

    /// The last day to cure a call, or that of an agreement to go on.
    static Cell cure(Line line, Reading<PledgeCase> reading) {
        LocalDate last = lastDayToCure(line, reading);
        return last == null ? Cell.NOTHING : new Cell.Day(last);
    }

    static @Nullable LocalDate lastDayToCure(Line line, Reading<PledgeCase> reading) {
        if (line.state() != Lines.State.CALL) {
            return null;
        }
        Agreement agreed = line.stand().agreed();
        if (agreed != null) {
            return agreed.until();
        }
        Instant due = reading.due(FinancingDesk.key(line.contractNo()), LineDesk.CURE);
        // It runs out when the last day is over.
        return due == null ? null : LocalDate.ofInstant(due.minusMillis(1), PledgeService.ZONE);
    }
}
