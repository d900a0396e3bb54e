package org.liandong.kernel.ledger;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// Dividing an amount so that the parts add up to it. Section 10 of the ledger model.
public final class Allocation {

    private Allocation() {}

    /// The parts of `minor` smallest units by shares, in the order of the shares.
    ///
    /// Each part is rounded down; the units left over go one by one to the recipients in the order given, which is part
    /// of the rule that divides. A recipient with a share of zero gets nothing.
    ///
    /// @param minor   whole smallest units, not negative
    /// @param shares  any scale, none negative, at least one positive
    /// @throws IllegalArgumentException when the amount or a share is negative, or no share is positive
    public static List<BigInteger> byShares(BigInteger minor, List<BigDecimal> shares) {
        if (minor.signum() < 0) {
            throw new IllegalArgumentException(
                    "The amount to divide must not be negative, it is %s.".formatted(minor));
        }
        BigDecimal total = BigDecimal.ZERO;
        for (BigDecimal share : shares) {
            if (share.signum() < 0) {
                throw new IllegalArgumentException(
                        "A share must not be negative, as in %s.".formatted(shares));
            }
            total = total.add(share);
        }
        if (total.signum() == 0) {
            throw new IllegalArgumentException(
                    "At least one of the shares %s must be positive.".formatted(shares));
        }
        var amount = new BigDecimal(minor);
        var parts = new ArrayList<BigInteger>(shares.size());
        BigInteger left = minor;
        for (BigDecimal share : shares) {
            BigInteger part =
                    amount.multiply(share).divide(total, 0, RoundingMode.FLOOR).toBigInteger();
            parts.add(part);
            left = left.subtract(part);
        }
        // Fewer units are left than there are positive shares, since each of these lost less than
        // one unit.
        for (int i = 0; left.signum() > 0; i++) {
            if (shares.get(i).signum() > 0) {
                parts.set(i, parts.get(i).add(BigInteger.ONE));
                left = left.subtract(BigInteger.ONE);
            }
        }
        return List.copyOf(parts);
    }
}
