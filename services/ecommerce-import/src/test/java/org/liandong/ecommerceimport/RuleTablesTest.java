package org.liandong.ecommerceimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.kernel.NoRuleInForce;
import org.liandong.kernel.Verdict;
import org.liandong.kernel.Verdict.Miss;
import org.liandong.rules.DmnRules;
import org.liandong.testkit.RuleFolder;

/// Every row of every decision table of this service, as examples that a reader of the law can check.
class RuleTablesTest {

    private static final DmnRules RULES = RuleFolder.of(RuleTablesTest.class);

    @Test
    void theIndexNamesEveryTableAndTheEngineAcceptsThem() throws IOException, URISyntaxException {
        RuleFolder.isIndexed(RuleTablesTest.class);
        RULES.check();
    }

    // ---- limits

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # declared | dutiable value | items | row | channel | code    | single | yearly | levy | duty
                    2019-01-01 |       0.00     |   1   |  1  | reduced | ''      |  5000  | 26000  | 0.70 | 0
                    2019-01-01 |    4999.99     |   7   |  1  | reduced | ''      |  5000  | 26000  | 0.70 | 0
                    2019-01-01 |    5000.00     |   1   |  1  | reduced | ''      |  5000  | 26000  | 0.70 | 0
                    2019-01-01 |    5000.00     |   2   |  1  | reduced | ''      |  5000  | 26000  | 0.70 | 0
                    2019-01-01 |    5000.01     |   1   |  2  | full    | ''      |  5000  | 26000  | 1.00 | 1
                    2019-01-01 |   25999.99     |   1   |  2  | full    | ''      |  5000  | 26000  | 1.00 | 1
                    2019-01-01 |   26000.00     |   1   |  3  | officer | ''      |  5000  | 26000  | 1.00 | 1
                    2019-01-01 |   26000.01     |   1   |  4  | refuse  | -621005 |  5000  | 26000  | 1.00 | 1
                    2019-01-01 |    5000.01     |   2   |  5  | refuse  | -621005 |  5000  | 26000  | 1.00 | 1
                    2019-01-01 |   25999.99     |   2   |  5  | refuse  | -621005 |  5000  | 26000  | 1.00 | 1
                    2019-01-01 |   26000.00     |   2   |  5  | refuse  | -621005 |  5000  | 26000  | 1.00 | 1
                    2019-01-01 |   26000.01     |   2   |  5  | refuse  | -621005 |  5000  | 26000  | 1.00 | 1
                    2019-01-01 |    5000.01     |  1.5  |  5  | refuse  | -621005 |  5000  | 26000  | 1.00 | 1
                    2019-01-01 |      -0.01     |   1   |  6  | officer | ''      |  5000  | 26000  | 1.00 | 1
                    2019-01-01 |    5000.01     |   0   |  6  | officer | ''      |  5000  | 26000  | 1.00 | 1
                    2026-03-01 |    5000.01     |   1   |  2  | full    | ''      |  5000  | 26000  | 1.00 | 1
                    2016-04-08 |       0.00     |   1   |  1  | reduced | ''      |  2000  | 20000  | 0.70 | 0
                    2016-04-08 |    2000.00     |   3   |  1  | reduced | ''      |  2000  | 20000  | 0.70 | 0
                    2018-12-31 |    2000.01     |   1   |  2  | refuse  | -621005 |  2000  | 20000  | 1.00 | 1
                    2018-12-31 |    2000.01     |   2   |  3  | refuse  | -621005 |  2000  | 20000  | 1.00 | 1
                    2018-12-31 |    5000.00     |   1   |  2  | refuse  | -621005 |  2000  | 20000  | 1.00 | 1
                    2018-12-31 |      -0.01     |   1   |  4  | officer | ''      |  2000  | 20000  | 1.00 | 1
                    """)
    void limits(
            LocalDate declared,
            BigDecimal value,
            BigDecimal items,
            int row,
            String channel,
            String code,
            BigDecimal single,
            BigDecimal yearly,
            BigDecimal levy,
            BigDecimal duty) {
        var verdict = limits(declared, value, items);

        assertThat(verdict.row()).isEqualTo(row);
        assertThat(verdict.outputs())
                .containsEntry("channel", channel)
                .containsEntry("code", code)
                .containsEntry("single limit", single)
                .containsEntry("yearly limit", yearly)
                .containsEntry("levy", levy)
                .containsEntry("duty", duty)
                .containsKey("clause")
                .hasSize(7);
    }

    @Test
    void aRefusalShowsWhyTheOneItemRuleDidNotApply() {
        var verdict =
                limits(
                        LocalDate.parse("2026-03-01"),
                        new BigDecimal("6000.00"),
                        new BigDecimal("2"));

        assertThat(verdict.model()).isEqualTo("limits");
        assertThat(verdict.version()).isEqualTo("2019-01-01");
        assertThat(verdict.table()).isEqualTo("single transaction");
        assertThat(verdict.outputs()).containsEntry("clause", "财关税〔2018〕49号, 2");
        assertThat(verdict.misses())
                .containsExactly(
                        new Miss(1, "dutiable value", "[0..5000]", "6000.00"),
                        new Miss(2, "items", "1", "2"),
                        new Miss(3, "dutiable value", "26000", "6000.00"),
                        new Miss(4, "dutiable value", "> 26000", "6000.00"));
    }

    // ---- windows

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # released | edition    | arrival | clause
                    2016-04-08 | 2016-04-08 | 30      | 财关税〔2016〕18号, 4; GACC 2018-194
                    2020-03-27 | 2016-04-08 | 30      | 财关税〔2016〕18号, 4; GACC 2018-194
                    2020-03-28 | 2020-03-28 | 45      | GACC 2020-45, 1; GACC 2018-194
                    2026-03-01 | 2020-03-28 | 45      | GACC 2020-45, 1; GACC 2018-194
                    """)
    void windows(LocalDate released, String edition, BigDecimal arrival, String clause) {
        for (var mode : List.of("1210", "9610")) {
            var verdict = RULES.decide("windows", released, Map.of("trade mode", mode));

            assertThat(verdict.version()).isEqualTo(edition);
            assertThat(verdict.outputs())
                    .isEqualTo(
                            Map.of(
                                    "application days",
                                    new BigDecimal("30"),
                                    "arrival days",
                                    arrival,
                                    "payment first day",
                                    new BigDecimal("31"),
                                    "payment last day",
                                    new BigDecimal("45"),
                                    "run days",
                                    List.of(
                                            new BigDecimal("1"),
                                            new BigDecimal("11"),
                                            new BigDecimal("21")),
                                    "clause",
                                    clause));
        }
    }

    // ---- signature

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # message | status | result       | row | outcome | code
                    621       | 2      | VALID        |  1  | pass    | ''
                    816       | ''     | VALID        |  1  | pass    | ''
                    311       | 2      | INVALID      |  2  | refuse  | -301020
                    621       | 1      | INVALID      |  3  | refuse  | -621029
                    621       | 2      | INVALID      |  3  | refuse  | -621029
                    623       | 2      | INVALID      |  4  | refuse  | -623029
                    625       | 2      | INVALID      |  5  | refuse  | -625005
                    411       | 2      | INVALID      |  6  | refuse  | ''
                    711       | 2      | INVALID      |  6  | refuse  | ''
                    621       | 2      | UNVERIFIABLE |  7  | officer | ''
                    311       | 1      | UNVERIFIABLE |  7  | officer | ''
                    311       | 2      | ABSENT       |  8  | pass    | ''
                    411       | 2      | ABSENT       |  8  | pass    | ''
                    511       | 2      | ABSENT       |  8  | pass    | ''
                    513       | 2      | ABSENT       |  8  | pass    | ''
                    621       | 2      | ABSENT       |  9  | refuse  | -621026
                    623       | 2      | ABSENT       | 10  | refuse  | -623017
                    625       | 2      | ABSENT       | 11  | refuse  | ''
                    621       | 1      | ABSENT       | 12  | pass    | ''
                    623       | 1      | ABSENT       | 12  | pass    | ''
                    625       | 1      | ABSENT       | 12  | pass    | ''
                    711       | 1      | ABSENT       | 13  | refuse  | ''
                    711       | 2      | ABSENT       | 13  | refuse  | ''
                    816       | ''     | ABSENT       | 14  | officer | ''
                    621       | 2      | SOMETHING    | 14  | officer | ''
                    """)
    void signature(
            String message, String status, String result, int row, String outcome, String code) {
        var verdict =
                RULES.decide(
                        "signature",
                        LocalDate.parse("2018-01-01"),
                        Map.of("message", message, "app status", status, "result", result));

        assertThat(verdict.row()).isEqualTo(row);
        assertThat(verdict.misses()).hasSize(row - 1);
        assertThat(verdict.outputs())
                .containsEntry("outcome", outcome)
                .containsEntry("code", code)
                .containsKey("clause")
                .hasSize(3);
    }

    // ---- arrears

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # window ends | edition    | clause
                    2016-04-08    | 2016-04-08 | 海关法, 60; 海关事务担保条例, 18
                    2024-11-30    | 2016-04-08 | 海关法, 60; 海关事务担保条例, 18
                    2024-12-01    | 2024-12-01 | 关税法, 43; 海关事务担保条例, 18
                    2026-04-15    | 2024-12-01 | 关税法, 43; 海关事务担保条例, 18
                    """)
    void arrears(LocalDate windowEnds, String edition, String clause) {
        var verdict = RULES.decide("arrears", windowEnds, Map.of("bill", "aggregated"));

        assertThat(verdict.version()).isEqualTo(edition);
        assertThat(verdict.outputs())
                .isEqualTo(
                        Map.of(
                                "daily rate", new BigDecimal("0.0005"),
                                "first day", new BigDecimal("1"),
                                "least fee", new BigDecimal("50"),
                                "wait days", new BigDecimal("15"),
                                "clause", clause));
    }

    // ---- tolerance

    @Test
    void tolerance() {
        assertThat(
                        RULES.decide(
                                        "tolerance",
                                        LocalDate.parse("2016-04-08"),
                                        Map.of("trade mode", "9610"))
                                .outputs())
                .isEqualTo(
                        Map.of(
                                "amount tolerance", new BigDecimal("0"),
                                "weight tolerance", new BigDecimal("0.10"),
                                "allowance year basis", "accepted",
                                "reminder hours", new BigDecimal("24"),
                                "close days", new BigDecimal("30"),
                                "clause", "财关税〔2016〕18号, 2; GACC 2018-194, 8-9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limits", "windows", "tolerance", "arrears"})
    void beforeTheChannelBeganNoRuleIsInForce(String rule) {
        assertThatThrownBy(() -> RULES.decide(rule, LocalDate.parse("2016-04-07"), Map.of()))
                .isInstanceOf(NoRuleInForce.class)
                .hasMessageContaining("2016-04-07");
    }

    private static Verdict limits(LocalDate declared, BigDecimal value, BigDecimal items) {
        return RULES.decide("limits", declared, Map.of("dutiable value", value, "items", items));
    }
}
