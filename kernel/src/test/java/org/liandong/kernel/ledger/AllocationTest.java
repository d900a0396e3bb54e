package org.liandong.kernel.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AllocationTest {

    @Test
    void threeEqualPartsGiveTheCentLeftOverToTheFirst() {
        assertThat(divide("10000000", "1", "1", "1"))
                .isEqualTo(minor("3333334", "3333333", "3333333"));
    }

    @Test
    void theUnitsLeftOverGoInTheOrderOfTheRecipients() {
        assertThat(divide("5", "1", "1", "1")).isEqualTo(minor("2", "2", "1"));
        assertThat(divide("100", "0.125", "0.375", "0.5")).isEqualTo(minor("13", "37", "50"));
    }

    @Test
    void aShareOfZeroGetsNothing() {
        assertThat(divide("5", "0", "1", "1")).isEqualTo(minor("0", "3", "2"));
    }

    @Test
    void thereIsNothingToDivideByWithoutAPositiveShare() {
        assertThatThrownBy(() -> divide("5", "0", "0"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> divide("5")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> divide("5", "1", "-1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> divide("-5", "1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 300)
    void thePartsAlwaysAddUp(
            @ForAll @BigRange(min = "0", max = "99999999999999999999999999999999999999")
                    BigInteger minor,
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 1000) Integer> weights) {
        List<BigDecimal> shares =
                weights.stream().map(weight -> BigDecimal.valueOf(weight + 1L)).toList();
        BigDecimal total = shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        List<BigInteger> parts = Allocation.byShares(minor, shares);
        assertThat(parts.stream().reduce(BigInteger.ZERO, BigInteger::add)).isEqualTo(minor);
        for (int i = 0; i < parts.size(); i++) {
            BigDecimal off =
                    new BigDecimal(parts.get(i))
                            .multiply(total)
                            .subtract(new BigDecimal(minor).multiply(shares.get(i)))
                            .abs();
            assertThat(off).as("no part is off by more than a unit").isLessThanOrEqualTo(total);
        }
    }

    private static List<BigInteger> divide(String minor, String... shares) {
        return Allocation.byShares(
                new BigInteger(minor), List.of(shares).stream().map(BigDecimal::new).toList());
    }

    private static List<BigInteger> minor(String... parts) {
        return List.of(parts).stream().map(BigInteger::new).toList();
    }
}
