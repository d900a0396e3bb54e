package org.liandong.pledgefinance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.pledgefinance.Harbour.MARKET;
import static org.liandong.pledgefinance.Harbour.quoted;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.liandong.kernel.Checks;
import org.liandong.pledgefinance.PledgeFact.PriceQuoted;
import org.liandong.pledgefinance.PledgeFact.TaxBasis;
import org.liandong.testkit.TestEngines;

/// Prices from several sources: which of them can be used, and what follows.
class MarketTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-20");

    private static Quotes quotes(PledgeFact... facts) {
        List<PriceQuoted> quotes = new ArrayList<>();
        for (PledgeFact fact : facts) {
            quotes.add((PriceQuoted) fact);
        }
        return new Quotes(
                quotes,
                Terms.of(
                        TestEngines.RULES.apply(new PledgeModule().resources()),
                        "NATURAL-RUBBER",
                        TODAY),
                TODAY);
    }

    private static PriceQuoted other(
            String grade, String price, String unit, TaxBasis basis, String supersedes) {
        return new PriceQuoted(
                "Q2",
                "INE",
                "NR2605",
                "NATURAL-RUBBER",
                grade,
                "settlement",
                new BigDecimal(price),
                unit,
                basis,
                LocalDate.parse("2026-03-03"),
                Harbour.noon("2026-03-03"),
                supersedes);
    }

    private static final PledgeFact FIRST = quoted("Q1", "12850", "2026-03-02");

    private static void refused(PriceQuoted quote, String rule) {
        Quotes quotes = quotes(FIRST, quote);
        assertThat(quotes.checks().getOrDefault("Q2", new Checks()).failed())
                .extracting(c -> c.rule() + " " + c.code())
                .containsExactly(rule + " QUOTE_REFUSED");
        // The last valid price stays on show, and says that a newer one was refused.
        assertThat(quotes.price().value()).isEqualByComparingTo("12850");
        assertThat(quotes.price().refused()).isEqualTo("Q2");
    }

    @Test
    void zeroNegativeAndAbsurdPricesValueNothing() {
        refused(other("TSR20", "0", "CNY/t", TaxBasis.EXCL_VAT, ""), "Q1");
        refused(other("TSR20", "-36.98", "CNY/t", TaxBasis.EXCL_VAT, ""), "Q1");
        refused(other("TSR20", "15420.01", "CNY/t", TaxBasis.EXCL_VAT, ""), "Q5");
        refused(other("TSR20", "10279.99", "CNY/t", TaxBasis.EXCL_VAT, ""), "Q5");
        refused(other("TSR20", "128500", "CNY/t", TaxBasis.EXCL_VAT, ""), "Q5");
    }

    @Test
    void anotherGradeOrUnitValuesNothing() {
        refused(other("RSS3", "12850", "CNY/t", TaxBasis.EXCL_VAT, ""), "Q2");
        refused(other("TSR20", "12850", "USD/t", TaxBasis.EXCL_VAT, ""), "Q3");
    }

    @Test
    void exactlyTheDailyLimitIsWithinIt() {
        assertThat(
                        quotes(FIRST, other("TSR20", "15420", "CNY/t", TaxBasis.EXCL_VAT, ""))
                                .price()
                                .refused())
                .isEmpty();
    }

    @Test
    void aJumpThatASecondSourceTellsTooIsTaken() {
        Quotes quotes =
                quotes(
                        FIRST,
                        quoted("Q2", "INE", "9000", "2026-03-03"),
                        quoted("Q3", "SPOT", "9200", "2026-03-03"));
        assertThat(quotes.price().refused()).isEmpty();
        // The lower of the newest, 9,200, and the mean of the two days, 11,025.
        assertThat(quotes.price().value()).isEqualByComparingTo("9200");
    }

    @Test
    void aSecondSourceThatTellsSomethingElseDoesNotHelp() {
        Quotes quotes =
                quotes(
                        FIRST,
                        quoted("Q2", "INE", "9000", "2026-03-03"),
                        quoted("Q3", "SPOT", "9600", "2026-03-03"));
        assertThat(quotes.price().value()).isEqualByComparingTo("12850");
        assertThat(quotes.price().refused()).isNotEmpty();
    }

    @Test
    void aPriceWithTaxIsTurnedIntoANetOne() {
        assertThat(
                        quotes(other("TSR20", "14520.50", "CNY/t", TaxBasis.INCL_VAT, ""))
                                .price()
                                .value())
                .isEqualByComparingTo("12850.00");
    }

    @Test
    void aQuoteThatIsSupersededCountsNoMore() {
        Quotes quotes = quotes(FIRST, other("TSR20", "12000", "CNY/t", TaxBasis.EXCL_VAT, "Q1"));
        assertThat(quotes.price().value()).isEqualByComparingTo("12000");
        assertThat(quotes.checks()).containsOnlyKeys("Q2");
    }

    @Test
    void theLowerOfTheNewestAndTheMeanOfFiveDaysCounts() {
        Quotes quotes =
                quotes(
                        quoted("Q0", "9000", "2026-03-01"),
                        quoted("Q1", "10000", "2026-03-02"),
                        quoted("Q2", "10100", "2026-03-03"),
                        quoted("Q3", "10200", "2026-03-04"),
                        quoted("Q4", "10300", "2026-03-05"),
                        quoted("Q5", "10400", "2026-03-06"));
        assertThat(quotes.price().value()).isEqualByComparingTo("10200");
    }

    @Test
    void theOrderInWhichQuotesArriveMakesNoDifference() {
        List<PledgeFact> facts =
                new ArrayList<>(
                        List.of(
                                FIRST,
                                quoted("Q2", "INE", "9000", "2026-03-03"),
                                quoted("Q3", "SPOT", "9200", "2026-03-03"),
                                quoted("Q4", "INE", "9300", "2026-03-04"),
                                quoted("Q5", "INE", "-1", "2026-03-05"),
                                quoted("Q6", "INE", "9100", "2026-03-06")));
        Price first = quotes(facts.toArray(PledgeFact[]::new)).price();
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            Collections.shuffle(facts, random);
            assertThat(quotes(facts.toArray(PledgeFact[]::new)).price()).isEqualTo(first);
        }
    }

    @Test
    void aPersonIsCalledWhileTheNewestQuoteCannotBeUsed() {
        try (Harbour harbour = Harbour.given(FIRST).dayComes("2026-03-03")) {
            harbour.when(quoted("Q2", "-36.98", "2026-03-03"));
            assertThat(harbour.tasks(MARKET)).containsExactly("quote/Q2");
            assertThat(harbour.status(MARKET)).isEqualTo("quote-refused");
            assertThat(harbour.codes(MARKET, "quote")).containsExactly("QUOTE_REFUSED");
            harbour.dayComes("2026-03-04").when(quoted("Q3", "12800", "2026-03-04"));
            assertThat(harbour.tasks(MARKET)).isEmpty();
            assertThat(harbour.status(MARKET)).isEqualTo("quoted");
        }
    }

    @Test
    void aSourceThatDiesIsNoticedAfterThreeBusinessDays() {
        try (Harbour harbour = Harbour.given(FIRST).dayComes("2026-03-05")) {
            assertThat(harbour.status(MARKET)).isEqualTo("quoted");
            harbour.dayComes("2026-03-06");
            assertThat(harbour.status(MARKET)).isEqualTo("silent");
            assertThat(harbour.codes(MARKET, "price-silence")).containsExactly("QUOTE_STALE");
            assertThat(harbour.tasks(MARKET)).containsExactly("silence/2026-03-02");
        }
    }

    @Test
    void banksAreToldWhenTheirPledgesCannotBeValuedAndWhenTheyCanAgain() {
        try (Harbour harbour = Harbour.given(Harbour.financed("1000000.00", "12850"))) {
            harbour.dayComes("2026-03-06");
            assertThat(harbour.messages("PRICE-SOURCE", "commodity", "state", "date"))
                    .containsExactly("NATURAL-RUBBER SILENT 2026-03-02");
            // The last valid value stays on show, and nothing is closed out on it.
            assertThat(harbour.status()).isEqualTo("in-force");
            harbour.when(quoted("Q2", "12800", "2026-03-06"));
            assertThat(harbour.messages("PRICE-SOURCE", "state", "date"))
                    .containsExactly("SILENT 2026-03-02", "QUOTED 2026-03-06");
            harbour.when(quoted("Q3", "12810", "2026-03-06"));
            assertThat(harbour.messages("PRICE-SOURCE", "state")).hasSize(2);
        }
    }

    @Test
    void businessDaysSkipTheWeekend() {
        try (Harbour harbour = Harbour.given(FIRST).dayComes("2026-03-06")) {
            harbour.when(quoted("Q2", "12850", "2026-03-06")).dayComes("2026-03-11");
            assertThat(harbour.status(MARKET)).isEqualTo("quoted");
            harbour.dayComes("2026-03-12");
            assertThat(harbour.status(MARKET)).isEqualTo("silent");
        }
    }
}
