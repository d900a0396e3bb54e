package org.liandong.kernel.ledger;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// One account before and after a call of the ledger.
///
/// @param before  null when the call opened the account
/// @param after   as it is now
public record Change(@Nullable Account before, Account after) {

    /// Whether a command that was refused because of this account may pass now.
    ///
    /// That is so when there is more room above its floor or below its ceiling, or a freeze was lifted, or the account is
    /// new: the moment to wake those who wait for it. An account without bounds keeps nobody waiting.
    public boolean makesRoom() {
        if (before == null) {
            return true;
        }
        return (before.floor() != null && after.available().compareTo(before.available()) > 0)
                || (before.ceiling() != null && after.exposure().compareTo(before.exposure()) < 0)
                || isLower(after.floor(), before.floor())
                || isLower(negated(after.ceiling()), negated(before.ceiling()))
                || (before.state() == Account.State.FROZEN && after.state() == Account.State.OPEN);
    }

    // A bound that is gone is lower than any other.
    private static boolean isLower(@Nullable BigInteger now, @Nullable BigInteger once) {
        return once != null && (now == null || now.compareTo(once) < 0);
    }

    private static @Nullable BigInteger negated(@Nullable BigInteger bound) {
        return bound == null ? null : bound.negate();
    }
}
