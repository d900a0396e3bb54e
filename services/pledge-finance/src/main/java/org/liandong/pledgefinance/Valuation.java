package org.liandong.pledgefinance;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// What pledged goods are worth against what is owed, at one price. Lines are compared by multiplication, so that no rounding of the
/// ratio decides.
///
/// @param quantity tonnes that count: not short, frozen or disputed
/// @param price    yuan a tonne, net
/// @param haircut  share of the price that does not count
/// @param debt     principal, interest, penalty and fees less the pledged deposit
record Valuation(BigDecimal quantity, BigDecimal price, BigDecimal haircut, BigDecimal debt) {

    private static final int RATIO_SCALE = 6;

    /// `Σ quantity × price × (1 − haircut)`, exact.
    BigDecimal value() {
        return quantity.multiply(counted());
    }

    private BigDecimal counted() {
        return price.multiply(BigDecimal.ONE.subtract(haircut));
    }

    /// Debt over value with six decimals, half up, for people; a debt on nothing is shown as the debt itself.
    BigDecimal ratio() {
        return value().signum() == 0
                ? debt
                : debt.divide(value(), RATIO_SCALE, RoundingMode.HALF_UP);
    }

    /// Whether the ratio is at most a line.
    boolean isWithin(BigDecimal line) {
        return debt.compareTo(line.multiply(value())) <= 0;
    }

    /// Whether the ratio has come to a line.
    boolean reaches(BigDecimal line) {
        return debt.compareTo(line.multiply(value())) >= 0;
    }

    /// The most that may be owed under a line, rounded down to the cent.
    BigDecimal highestDebt(BigDecimal line) {
        return line.multiply(value()).setScale(2, RoundingMode.DOWN);
    }

    /// The cash that brings the ratio down to a line, rounded up to the cent; 0 when it is there.
    BigDecimal cashNeeded(BigDecimal line) {
        return debt.subtract(line.multiply(value()))
                .setScale(2, RoundingMode.CEILING)
                .max(BigDecimal.ZERO.setScale(2));
    }

    /// The goods that bring the ratio down to a line, rounded up to the step of the lot; 0 when it is there.
    BigDecimal goodsNeeded(BigDecimal line, BigDecimal step) {
        return quantityFor(line, step, RoundingMode.CEILING)
                .subtract(quantity)
                .max(BigDecimal.ZERO.setScale(step.scale()));
    }

    /// The goods that may go while the ratio stays within a line, rounded down to the step of the lot; 0 when none may.
    BigDecimal releasable(BigDecimal line, BigDecimal step) {
        return quantity.subtract(quantityFor(line, step, RoundingMode.CEILING))
                .max(BigDecimal.ZERO.setScale(step.scale()));
    }

    /// The goods that a debt needs under a line.
    private BigDecimal quantityFor(BigDecimal line, BigDecimal step, RoundingMode rounding) {
        BigDecimal steps = debt.divide(line.multiply(counted()).multiply(step), 0, rounding);
        return steps.multiply(step);
    }

    /// The price at which the ratio comes to a line, rounded down to the cent; there are goods.
    BigDecimal priceAt(BigDecimal line) {
        return debt.divide(
                line.multiply(quantity).multiply(BigDecimal.ONE.subtract(haircut)),
                2,
                RoundingMode.DOWN);
    }

    /// The same goods at the same price with another debt.
    Valuation owing(BigDecimal other) {
        return new Valuation(quantity, price, haircut, other);
    }

    /// The same debt with more or fewer goods.
    Valuation of(BigDecimal other) {
        return new Valuation(other, price, haircut, debt);
    }
}
