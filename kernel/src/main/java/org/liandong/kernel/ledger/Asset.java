package org.liandong.kernel.ledger;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// One kind of countable thing with a fixed number of decimals. Section 2 of the ledger model.
///
/// @param code        its name in accounts, such as `CNY` or `T.ALUMINIUM`
/// @param scale       decimals of the smallest unit, 0 to 9
/// @param kind        what sort of thing it is
/// @param unit        the unit in words, such as `yuan` or `tonne`
/// @param openFrom    first day on which an account in it may be opened
/// @param closedFrom  first day on which none may be opened any more; null while there is no such day
public record Asset(
        String code,
        int scale,
        Kind kind,
        String unit,
        LocalDate openFrom,
        @Nullable LocalDate closedFrom) {

    /// The most decimals an asset can have.
    public static final int SCALE_MAX = 9;

    /// What sort of thing is counted.
    public enum Kind {
        /// Money of one currency.
        MONEY,
        /// A right to a quantity: a guarantee, an allowance, an import quota.
        QUOTA,
        /// Physical goods.
        GOODS,
        /// Certificates, such as those for emissions.
        CERTIFICATE
    }

    /// @throws IllegalArgumentException when the code is blank or the scale is outside 0 to 9
    public Asset {
        if (code.isBlank()) {
            throw new IllegalArgumentException("An asset needs a code.");
        }
        if (scale < 0 || scale > SCALE_MAX) {
            throw new IllegalArgumentException(
                    "The asset %s has scale %d. It must be 0 to %d."
                            .formatted(code, scale, SCALE_MAX));
        }
    }

    /// Whether an account in this asset may be opened on a day.
    public boolean isOpenOn(LocalDate day) {
        return !day.isBefore(openFrom) && (closedFrom == null || day.isBefore(closedFrom));
    }

    /// Whole smallest units as a decimal amount with exactly [#scale] decimals.
    public BigDecimal amount(BigInteger minor) {
        return new BigDecimal(minor, scale);
    }
}
