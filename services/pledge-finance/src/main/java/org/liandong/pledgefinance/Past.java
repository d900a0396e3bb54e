package org.liandong.pledgefinance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.liandong.kernel.Checks;
import org.liandong.kernel.Rules;
import org.liandong.pledgefinance.PledgeCase.Draw;
import org.liandong.pledgefinance.PledgeCase.Exchange;
import org.liandong.pledgefinance.PledgeCase.Financing;
import org.liandong.pledgefinance.PledgeCase.Phase;
import org.liandong.pledgefinance.PledgeCase.Sale;
import org.liandong.pledgefinance.PledgeCase.Standing;
import org.liandong.pledgefinance.PledgeFact.DepositPledged;
import org.liandong.pledgefinance.PledgeFact.FinancingApplied;
import org.liandong.pledgefinance.PledgeFact.Part;
import org.liandong.pledgefinance.PledgeFact.PriceQuoted;
import org.liandong.pledgefinance.PledgeFact.ReceiptVerified;
import org.liandong.pledgefinance.PledgeFact.Repaid;

/// A financing on each day since its pledge, by what is known of it now: what came late counts from its own day.
///
/// @param quotes of its market
record Past(
        Financing financing,
        FinancingApplied applied,
        List<PriceQuoted> quotes,
        Revaluation tables) {

    static Past of(
            Financing financing, FinancingApplied applied, List<PriceQuoted> quotes, Rules rules) {
        return new Past(financing, applied, quotes, new Revaluation(rules, applied.commodity()));
    }

    Terms terms() {
        return tables.terms(applied.appliedOn());
    }

    /// The days on which goods, debt or price may have changed, and the last one.
    ///
    /// @param today the last one, unless all was paid back before
    NavigableSet<LocalDate> days(LocalDate today) {
        NavigableSet<LocalDate> days = new TreeSet<>();
        days.add(financing.pledgedOn());
        financing.draws().stream()
                .filter(draw -> draw.standing() == Standing.DONE)
                .map(Draw::on)
                .forEach(days::add);
        financing.payments().stream().map(Repaid::paidOn).forEach(days::add);
        financing.deposits().stream().map(DepositPledged::pledgedOn).forEach(days::add);
        done(today).stream().map(Exchange::on).forEach(days::add);
        sold(today).stream().map(sale -> sale.fact().soldOn()).forEach(days::add);
        LocalDate last = financing.phase() == Phase.REDEEMED ? days.last() : today;
        days.add(last);
        financing.verifications().stream().map(ReceiptVerified::verifiedOn).forEach(days::add);
        quotes.stream().map(PriceQuoted::date).forEach(days::add);
        return new TreeSet<>(days.subSet(financing.pledgedOn(), true, last, true));
    }

    /// Goods and debt of a day at its price, as they are valued on it.
    Valuation on(LocalDate day) {
        return position(day).valuation(price(day), day, terms());
    }

    /// How its goods and debt stood at the end of a day.
    private Position position(LocalDate day) {
        BigDecimal deposited =
                financing.deposits().stream()
                        .filter(deposit -> !deposit.pledgedOn().isAfter(day))
                        .map(DepositPledged::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return Position.of(
                applied,
                financing.line(),
                FinancingDesk.quantity(
                        stock(day),
                        financing.verifications().stream()
                                .filter(verified -> !verified.verifiedOn().isAfter(day))
                                .toList()),
                financing.pledgedOn(),
                LoanDesk.loan(
                        financing.draws(),
                        financing.payments(),
                        financing.sales(),
                        day,
                        terms().interest(applied.rate(), applied.matures())),
                Checks.cents(deposited),
                terms());
    }

    private Price price(LocalDate day) {
        return new Quotes(
                        quotes.stream().filter(quote -> !quote.date().isAfter(day)).toList(),
                        tables.terms(day),
                        day)
                .price();
    }

    /// What was pledged at first, with what came and without what went.
    private Map<String, BigDecimal> stock(LocalDate day) {
        Map<String, BigDecimal> stock = new LinkedHashMap<>();
        for (Part part : applied.receipts()) {
            stock.merge(part.receiptNo(), part.quantity(), BigDecimal::add);
        }
        for (Exchange exchange : done(day)) {
            for (Part part : exchange.asked().incoming()) {
                stock.merge(part.receiptNo(), part.quantity(), BigDecimal::add);
            }
            for (Part part : exchange.asked().outgoing()) {
                stock.merge(part.receiptNo(), part.quantity().negate(), BigDecimal::add);
            }
        }
        for (Sale sale : sold(day)) {
            stock.merge(sale.fact().receiptNo(), sale.fact().quantity().negate(), BigDecimal::add);
        }
        return stock;
    }

    private List<Exchange> done(LocalDate through) {
        return financing.exchanges().stream()
                .filter(each -> each.standing() == Standing.DONE && !each.on().isAfter(through))
                .toList();
    }

    private List<Sale> sold(LocalDate through) {
        return financing.sales().stream()
                .filter(each ->
                        each.standing() == Standing.DONE && !each.fact().soldOn().isAfter(through))
                .toList();
    }
}
