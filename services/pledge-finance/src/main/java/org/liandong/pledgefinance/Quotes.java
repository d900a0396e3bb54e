package org.liandong.pledgefinance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.Checks;
import org.liandong.pledgefinance.PledgeFact.PriceQuoted;
import org.liandong.pledgefinance.PledgeFact.TaxBasis;

/// The quotes of a market as a fold over their set: which of them are valid, and the price that follows.
final class Quotes {

    static final String REFUSED = "QUOTE_REFUSED";

    private static final Comparator<PriceQuoted> IN_TIME =
            Comparator.comparing(PriceQuoted::date)
                    .thenComparing(PriceQuoted::publishedAt)
                    .thenComparing(PriceQuoted::source)
                    .thenComparing(PriceQuoted::quoteId);

    private final Terms terms;
    private final LocalDate today;
    private final List<PriceQuoted> standing;
    private final Map<String, Checks> checks = new LinkedHashMap<>();
    private final List<PriceQuoted> valid = new ArrayList<>();

    /// @param quotes in any order
    Quotes(List<PriceQuoted> quotes, Terms terms, LocalDate today) {
        this.terms = terms;
        this.today = today;
        this.standing =
                quotes.stream()
                        .filter(quote ->
                                quotes.stream()
                                        .noneMatch(q ->
                                                q.supersedes().equals(quote.quoteId())
                                                        && q.source().equals(quote.source())))
                        .sorted(IN_TIME)
                        .toList();
        for (PriceQuoted quote : standing) {
            Checks of = check(quote);
            checks.put(quote.quoteId(), of);
            if (of.failed().isEmpty()) {
                valid.add(quote);
            }
        }
    }

    /// What was checked of each quote that is not superseded.
    Map<String, Checks> checks() {
        return checks;
    }

    private Checks check(PriceQuoted quote) {
        Checks of = new Checks();
        String price = quote.price().toPlainString();
        of.add("Q1", quote.price().signum() > 0, "quote.price", price, "above", "0", REFUSED);
        equal(of, "Q2", "quote.grade", quote.grade(), "grade");
        equal(of, "Q3", "quote.unit", quote.unit(), "unit");
        of.add(
                "Q4",
                !quote.date().isAfter(today),
                "quote.date",
                quote.date().toString(),
                "not after",
                today.toString(),
                REFUSED);
        if (of.failed().isEmpty()) {
            jump(quote, of);
        }
        return of;
    }

    private void equal(Checks of, String rule, String field, String value, String output) {
        String wanted = terms.market().text(output);
        of.add(rule, value.equals(wanted), field, value, "must be", wanted, REFUSED);
    }

    /// Q5: not further from the previous valid price than the exchange lets it move in a day, unless another source says it, too.
    private void jump(PriceQuoted quote, Checks of) {
        if (valid.isEmpty()) {
            return;
        }
        BigDecimal before = net(valid.getLast());
        BigDecimal limit = terms.market().number("jump percent");
        boolean holds = differ(net(quote), before).compareTo(limit) <= 0 || isSeconded(quote);
        of.add(
                "Q5",
                holds,
                "quote.price",
                net(quote).toPlainString(),
                "previous within %s %% or a second source".formatted(limit.toPlainString()),
                before.toPlainString(),
                REFUSED);
    }

    private boolean isSeconded(PriceQuoted quote) {
        BigDecimal agreement = terms.market().number("agreement percent");
        return standing.stream()
                .anyMatch(other ->
                        !other.source().equals(quote.source())
                                && other.date().equals(quote.date())
                                && other.price().signum() > 0
                                && other.grade().equals(quote.grade())
                                && other.unit().equals(quote.unit())
                                && differ(net(other), net(quote)).compareTo(agreement) <= 0);
    }

    /// By how many percent of the second the first differs from it.
    private static BigDecimal differ(BigDecimal a, BigDecimal b) {
        return a.subtract(b).abs().movePointRight(2).divide(b, 6, RoundingMode.HALF_UP);
    }

    /// Without value-added tax, half up to the cent.
    BigDecimal net(PriceQuoted quote) {
        BigDecimal vat = terms.market().number("VAT percent").movePointLeft(2);
        return quote.taxBasis() == TaxBasis.INCL_VAT
                ? quote.price().divide(BigDecimal.ONE.add(vat), 2, RoundingMode.HALF_UP)
                : Checks.cents(quote.price());
    }

    /// The price: by the market's basis the newest valid quote, or the lower of it and the mean of the last days.
    Price price() {
        PriceQuoted last = last();
        if (last == null) {
            return Price.NONE;
        }
        BigDecimal value = value(days(), terms);
        PriceQuoted newest = standing.getLast();
        boolean refused = !valid.contains(newest);
        return new Price(value, last.quoteId(), last.date(), refused ? newest.quoteId() : "");
    }

    @Nullable PriceQuoted last() {
        return valid.isEmpty() ? null : valid.getLast();
    }

    /// The days with a valid quote, each with its last one, net.
    NavigableMap<LocalDate, BigDecimal> days() {
        NavigableMap<LocalDate, BigDecimal> days = new TreeMap<>();
        valid.forEach(quote -> days.put(quote.date(), net(quote)));
        return days;
    }

    /// What goods are valued with: by the basis of the market the last price, or the lower of it and the mean of the last days, half up
    /// to the cent.
    ///
    /// @param days with their net prices, at least one
    static BigDecimal value(NavigableMap<LocalDate, BigDecimal> days, Terms terms) {
        BigDecimal newest = days.lastEntry().getValue();
        if (!terms.market().text("basis").equals("lowest")) {
            return newest;
        }
        List<BigDecimal> last =
                days.descendingMap().values().stream()
                        .limit(terms.market().whole("mean days"))
                        .toList();
        return newest.min(
                last.stream()
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .divide(BigDecimal.valueOf(last.size()), 2, RoundingMode.HALF_UP));
    }
}
