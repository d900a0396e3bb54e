package org.liandong.warehousereceipt;

import java.math.BigDecimal;
import java.time.LocalDate;

/// What every fact must be, so that a fact that exists can be used.
final class Valid {

    /// The Civil Code, with the elements of a receipt, is in force from this day; nothing older is taken.
    private static final LocalDate FIRST_DAY = LocalDate.of(2021, 1, 1);

    private static final int LENGTH_MAX = 40;

    private Valid() {}

    /// @throws IllegalArgumentException when it is not above 0, or finer than a kilogram
    static void quantity(BigDecimal quantity) {
        if (quantity.signum() <= 0 || quantity.stripTrailingZeros().scale() > Accounts.SCALE) {
            throw new IllegalArgumentException(
                    "A quantity is above 0 and has at most %d decimals, not %s."
                            .formatted(Accounts.SCALE, quantity.toPlainString()));
        }
    }

    /// Numbers are parts of names of accounts, where a slash has a meaning.
    ///
    /// @throws IllegalArgumentException when one is blank, too long or has a slash
    static void numbers(String... numbers) {
        for (String number : numbers) {
            if (number.isBlank() || number.length() > LENGTH_MAX || number.indexOf('/') >= 0) {
                throw new IllegalArgumentException(
                        "A number has 1 to %d characters and no slash, unlike '%s'."
                                .formatted(LENGTH_MAX, number));
            }
        }
    }

    /// @throws IllegalArgumentException when no rule of this service is in force on the day
    static void day(LocalDate day) {
        if (day.isBefore(FIRST_DAY)) {
            throw new IllegalArgumentException(
                    "%s is before %s, the first day that this service knows."
                            .formatted(day, FIRST_DAY));
        }
    }
}
