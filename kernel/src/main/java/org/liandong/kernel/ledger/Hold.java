package org.liandong.kernel.ledger;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A reservation of one leg that is not yet a move, in whole smallest units. Section 2 of the ledger model.
///
/// Always `original = captured + released + remaining`, and `remaining` is 0 exactly when it is not open.
///
/// @param id         named by the caller, unique in the ledger for ever
/// @param from       account that will give
/// @param to         account that will receive
/// @param asset      code of the asset of both
/// @param original   what was reserved
/// @param captured   what became a move
/// @param released   what was given back, by release or by expiry
/// @param remaining  what is still reserved
/// @param effective  from this date on it counts in accounts that are judged on every date
/// @param expiresAt  instant at which what remains is given back; null for never
/// @param state      whether it is open
/// @param key        key of the command that placed it
/// @param reference  why it was placed
public record Hold(
        String id,
        String from,
        String to,
        String asset,
        BigInteger original,
        BigInteger captured,
        BigInteger released,
        BigInteger remaining,
        LocalDate effective,
        @Nullable Instant expiresAt,
        State state,
        String key,
        Reference reference) {

    /// Whether a hold is open.
    public enum State {
        /// Something remains.
        OPEN,
        /// All was captured or released.
        DONE,
        /// Its instant came while something remained.
        EXPIRED
    }

    Hold afterCapture(BigInteger minor) {
        return after(captured.add(minor), released, remaining.subtract(minor), State.DONE);
    }

    Hold afterRelease(BigInteger minor) {
        return after(captured, released.add(minor), remaining.subtract(minor), State.DONE);
    }

    Hold afterExpiry() {
        return after(captured, released.add(remaining), BigInteger.ZERO, State.EXPIRED);
    }

    private Hold after(
            BigInteger newCaptured, BigInteger newReleased, BigInteger newRemaining, State end) {
        return new Hold(
                id,
                from,
                to,
                asset,
                original,
                newCaptured,
                newReleased,
                newRemaining,
                effective,
                expiresAt,
                newRemaining.signum() == 0 ? end : state,
                key,
                reference);
    }
}
