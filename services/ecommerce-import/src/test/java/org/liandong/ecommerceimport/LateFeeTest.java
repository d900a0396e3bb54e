package org.liandong.ecommerceimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liandong.kernel.Verdict;
import org.liandong.rules.DmnRules;
import org.liandong.rules.LateFee;
import org.liandong.rules.LateFee.Paid;
import org.liandong.rules.RuleSource;

/// The late fee (关税法 43): 0.05 % a day of the tax in arrears, from the end of the window.
class LateFeeTest {

    private static final LocalDate LAST_DAY = LocalDate.of(2026, 4, 15);

    private static final Verdict RULE =
            DmnRules.of(RuleSource.indexed(LateFeeTest.class, "rules/index.txt"))
                    .decide("arrears", LAST_DAY, Map.of("bill", "aggregated"));

    private static LateFee fee(String tax, Paid... payments) {
        return LateFee.of(RULE, new BigDecimal(tax), LAST_DAY, List.of(payments));
    }

    private static Paid paid(String reference, String amount, String on) {
        return new Paid(reference, new BigDecimal(amount), LocalDate.parse(on));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # tax    | paid on    | fee   | to be paid
                    12345.67 | 2026-04-14 | 0     | 0
                    12345.67 | 2026-04-15 | 0     | 0
                    12345.67 | 2026-04-16 | 6.17  | 0
                    12345.67 | 2026-04-23 | 49.38 | 0
                    12345.67 | 2026-04-24 | 55.56 | 55.56
                    12500.00 | 2026-04-23 | 50.00 | 50.00
                    12498.00 | 2026-04-23 | 49.99 | 0
                    37.31    | 2026-07-15 | 1.70  | 0
                    """)
    void aDayAfterTheLastDayIsTheFirstWithAFeeAndBelowFiftyYuanNoneIsCollected(
            String tax, String on, BigDecimal sum, BigDecimal due) {
        LateFee fee = fee(tax, paid("P1", tax, on));
        assertThat(fee.sum()).isEqualByComparingTo(sum);
        assertThat(fee.due()).isEqualByComparingTo(due);
    }

    @Test
    void eachPaymentBearsTheFeeOfItsOwnDayAndWhatIsPaidBeyondTheTaxBearsNone() {
        LateFee fee =
                fee(
                        "30000.00",
                        paid("P3", "15000.00", "2026-05-05"),
                        paid("P1", "10000.00", "2026-04-15"),
                        paid("P2", "10000.00", "2026-04-25"));
        assertThat(fee.arithmetic())
                .extracting(c -> c.name() + " " + c.result())
                .containsExactly("late fee, payment P2 50.00", "late fee, payment P3 100.00");
        assertThat(fee.sum()).isEqualByComparingTo("150.00");
    }

    @Test
    void theOrderInWhichPaymentsAreReportedChangesNothing() {
        List<Paid> payments =
                new ArrayList<>(
                        List.of(
                                paid("P1", "100.00", "2026-04-10"),
                                paid("P2", "700.00", "2026-05-10"),
                                paid("P3", "900.00", "2026-05-10"),
                                paid("P4", "900.00", "2026-06-10")));
        LateFee one = fee("2000.00", payments.toArray(Paid[]::new));
        assertThat(fee("2000.00", payments.reversed().toArray(Paid[]::new))).isEqualTo(one);
    }

    @Test
    void theFeeRunsOnWhatIsNotPaid() {
        assertThat(
                        LateFee.soFar(
                                RULE,
                                new BigDecimal("12345.67"),
                                LAST_DAY,
                                LocalDate.of(2026, 4, 24)))
                .extracting(c -> c.result().toPlainString())
                .containsExactly("55.56");
        assertThat(LateFee.soFar(RULE, new BigDecimal("12345.67"), LAST_DAY, LAST_DAY)).isEmpty();
    }
}
