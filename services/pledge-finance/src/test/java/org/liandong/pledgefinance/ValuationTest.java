package org.liandong.pledgefinance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liandong.pledgefinance.Lines.State;

/// The worked example: TSR 20, 120.960 t, net price, lot step 0.001 t, debt 1,080,000.00, lines 70, 75, 80, 90 %.
class ValuationTest {

    private static final Lines LINES =
            new Lines(share("0.70"), share("0.75"), share("0.80"), share("0.90"));
    private static final BigDecimal STEP = new BigDecimal("0.001");

    private static BigDecimal share(String share) {
        return new BigDecimal(share);
    }

    private static Valuation at(String price, String debt) {
        return new Valuation(
                new BigDecimal("120.960"),
                new BigDecimal(price),
                BigDecimal.ZERO,
                new BigDecimal(debt));
    }

    @ParameterizedTest
    @CsvSource({
        "12850, 1554336.00, 0.694830, NORMAL,  0.00,      0.000",
        "11900, 1439424.00, 0.750300, WARNING, 72403.20,  8.692",
        "11100, 1342656.00, 0.804376, CALL,    140140.80, 18.037",
        "9920,  1199923.20, 0.900058, CLOSEOUT,240053.76, 34.570"
    })
    void theWorkedExample(
            String price, String value, String ratio, State state, String cash, String goods) {
        Valuation valuation = at(price, "1080000.00");
        assertThat(valuation.value()).isEqualByComparingTo(value);
        assertThat(valuation.ratio()).isEqualTo(new BigDecimal(ratio));
        assertThat(LINES.next(State.NORMAL, valuation)).isEqualTo(state);
        assertThat(valuation.cashNeeded(LINES.draw())).isEqualTo(new BigDecimal(cash));
        assertThat(valuation.goodsNeeded(LINES.draw(), STEP)).isEqualTo(new BigDecimal(goods));
    }

    @Test
    void theHighestLoanOfTheWorkedExample() {
        assertThat(at("12850", "0").highestDebt(LINES.draw()))
                .isEqualTo(new BigDecimal("1088035.20"));
    }

    @Test
    void afterPayingDownTheWorkedExampleReleases37804Kilograms() {
        Valuation valuation = at("13400", "780000.00");
        BigDecimal free = valuation.releasable(LINES.draw(), STEP);
        assertThat(free).isEqualTo(new BigDecimal("37.804"));
        Valuation after = valuation.of(valuation.quantity().subtract(free));
        assertThat(after.ratio()).isEqualTo(new BigDecimal("0.699997"));
        assertThat(after.isWithin(LINES.draw())).isTrue();
        Valuation more = valuation.of(valuation.quantity().subtract(free).subtract(STEP));
        assertThat(more.ratio()).isEqualTo(new BigDecimal("0.700005"));
        assertThat(more.isWithin(LINES.draw())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // from, ratio to, state: value is 1,000,000.00
        "NORMAL,   749999.99, NORMAL",
        "NORMAL,   750000.00, WARNING",
        "WARNING,  749999.99, NORMAL",
        "WARNING,  799999.99, WARNING",
        "WARNING,  800000.00, CALL",
        "NORMAL,   899999.99, CALL",
        "NORMAL,   900000.00, CLOSEOUT",
        "CALL,     799999.99, CALL",
        "CALL,     700000.01, CALL",
        "CALL,     700000.00, NORMAL",
        "CALL,     900000.00, CLOSEOUT",
        "CLOSEOUT, 100000.00, CLOSEOUT",
        "NORMAL,   0.00,      NORMAL",
        "CALL,     -1.00,     NORMAL"
    })
    void statesChangeAtTheLines(State from, String debt, State to) {
        Valuation valuation =
                new Valuation(
                        new BigDecimal("100.000"),
                        new BigDecimal("10000"),
                        BigDecimal.ZERO,
                        new BigDecimal(debt));
        assertThat(LINES.next(from, valuation)).isEqualTo(to);
    }

    @Test
    void aDebtOnNothingIsClosedOut() {
        assertThat(LINES.next(State.NORMAL, at("12850", "1").of(BigDecimal.ZERO)))
                .isEqualTo(State.CLOSEOUT);
    }

    @Test
    void linesMustRise() {
        assertThatThrownBy(
                        () -> new Lines(share("0.70"), share("0.70"), share("0.80"), share("0.90")))
                .hasMessageContaining("must rise");
        assertThatThrownBy(
                        () -> new Lines(share("0.70"), share("0.75"), share("0.80"), share("1.00")))
                .hasMessageContaining("must rise");
    }

    /// Whatever is called for cures exactly, and one step less does not; whatever may be released stays within the line.
    @Test
    void whatIsCalledForCuresAndNoLess() {
        SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < 20_000; i++) {
            Valuation valuation =
                    new Valuation(
                            BigDecimal.valueOf(random.nextLong(1, 5_000_000), 3),
                            BigDecimal.valueOf(random.nextLong(1, 10_000_000), 2),
                            BigDecimal.valueOf(random.nextInt(50), 2),
                            BigDecimal.valueOf(random.nextLong(1, 10_000_000_000L), 2));
            BigDecimal line = LINES.draw();
            BigDecimal cash = valuation.cashNeeded(line);
            assertThat(valuation.owing(valuation.debt().subtract(cash)).isWithin(line)).isTrue();
            BigDecimal goods = valuation.goodsNeeded(line, STEP);
            assertThat(valuation.of(valuation.quantity().add(goods)).isWithin(line)).isTrue();
            if (goods.signum() > 0) {
                BigDecimal less = valuation.quantity().add(goods).subtract(STEP);
                assertThat(valuation.of(less).isWithin(line)).isFalse();
                BigDecimal owed = valuation.debt().subtract(cash).add(new BigDecimal("0.01"));
                assertThat(valuation.owing(owed).isWithin(line)).isFalse();
            } else {
                BigDecimal out = valuation.releasable(line, STEP);
                assertThat(valuation.of(valuation.quantity().subtract(out)).isWithin(line))
                        .isTrue();
            }
            assertThat(valuation.highestDebt(line).setScale(2, RoundingMode.UNNECESSARY))
                    .isLessThanOrEqualTo(line.multiply(valuation.value()));
        }
    }
}
