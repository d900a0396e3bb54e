package org.liandong.importrefund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liandong.kernel.NoRuleInForce;
import org.liandong.kernel.Verdict;
import org.liandong.rules.DmnRules;
import org.liandong.testkit.RuleFolder;

/// Every row of the decision tables, as examples that a reader of the law can check.
class RuleTablesTest {

    private static final DmnRules RULES = RuleFolder.of(RuleTablesTest.class);

    @Test
    void theIndexNamesEveryTableAndTheEngineAcceptsThem() throws IOException, URISyntaxException {
        RuleFolder.isIndexed(RuleTablesTest.class);
        RULES.check();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # answer           | VAT     | duty
                    not-requested      | refund  | refund
                    matched-not-used   | refund  | refund
                    used               | none    | refund
                    used-in-part       | refund  | refund
                    transferred-out    | refund  | refund
                    held               | wait    | refund
                    missing            | officer | refund
                    differ             | officer | refund
                    duplicate          | officer | officer
                    ticked             | wait    | refund
                    unknown            | ask     | ask
                    not-asked          | ask     | refund
                    """)
    void whatIsRefunded(String answer, String vat, String duty) {
        assertThat(action("import VAT", answer)).isEqualTo(vat);
        assertThat(action("duty", answer)).isEqualTo(duty);
        assertThat(action("consumption tax", answer)).isEqualTo(duty);
    }

    private static Object action(String tax, String answer) {
        return RULES.decide(
                        "refund-decision",
                        LocalDate.parse("2026-03-02"),
                        Map.of("tax kind", tax, "tax answer", answer))
                .outputs()
                .getOrDefault("action", "-");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # filed    | ground           | limited | years | goods years
                    2004-01-01 | overpaid         | true    | 1     | 0
                    2024-11-30 | overpaid         | true    | 1     | 0
                    2024-12-01 | overpaid         | true    | 3     | 0
                    2024-12-01 | found-by-customs | false   | 0     | 0
                    2024-12-01 | re-exported      | true    | 1     | 1
                    2024-12-01 | re-imported      | true    | 1     | 1
                    2024-12-01 | not-shipped      | true    | 1     | 0
                    """)
    void timeLimitsOfARefund(
            String filed, String ground, boolean limited, BigDecimal years, BigDecimal goods) {
        Verdict verdict =
                RULES.decide("refund-limits", LocalDate.parse(filed), Map.of("ground", ground));
        assertThat(verdict.outputs())
                .containsEntry("limited", limited)
                .containsEntry("apply years", years)
                .containsEntry("goods years", goods)
                .containsEntry("notify days", new BigDecimal("30"))
                .containsEntry("act months", new BigDecimal("3"))
                .containsEntry("interest", true);
    }

    @Test
    void noRuleIsInForceBeforeItsFirstDay() {
        assertThatThrownBy(() ->
                        RULES.decide(
                                "comparison-period",
                                LocalDate.parse("2013-06-30"),
                                Map.of("months after issue", BigDecimal.ONE)))
                .isInstanceOf(NoRuleInForce.class);
    }

    @Test
    void anUnknownGroundHasNoRow() {
        assertThat(
                        RULES.decide(
                                        "refund-limits",
                                        LocalDate.parse("2026-03-02"),
                                        Map.of("ground", "regret"))
                                .row())
                .isZero();
    }
}
