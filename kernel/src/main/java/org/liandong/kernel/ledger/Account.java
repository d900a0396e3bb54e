package org.liandong.kernel.ledger;

import java.math.BigInteger;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// One account at one moment: its terms and its four counters, in whole smallest units. Section 2 of the ledger model.
///
/// @param name         a path such as `guarantee/G7/free`
/// @param asset        code of the one asset it holds
/// @param floor        least `available`; null for none, which makes it a boundary account
/// @param ceiling      greatest `exposure`; null for none
/// @param asOf         on which days the floor is judged
/// @param state        what may be done with it
/// @param openedOn     day of opening in the zone of the ledger; nothing is effective before it
/// @param version      0 at opening, one more after each command or expiry that changed the account
/// @param in           sum of posted legs into it; only grows
/// @param out          sum of posted legs out of it; only grows
/// @param reservedIn   sum of what is left of open holds whose target it is
/// @param reservedOut  sum of what is left of open holds whose source it is
public record Account(
        String name,
        String asset,
        @Nullable BigInteger floor,
        @Nullable BigInteger ceiling,
        AsOf asOf,
        State state,
        LocalDate openedOn,
        long version,
        BigInteger in,
        BigInteger out,
        BigInteger reservedIn,
        BigInteger reservedOut) {

    /// What may be done with an account: the table in section 3 of the ledger model.
    public enum State {
        /// Everything.
        OPEN,
        /// Value may come in and holds may be released; nothing goes out.
        FROZEN,
        /// Nothing but the release of holds.
        CLOSED
    }

    /// What was posted: `in - out`.
    public BigInteger posted() {
        return in.subtract(out);
    }

    /// What may still go out, judged against the floor: `posted - reservedOut`.
    public BigInteger available() {
        return in.subtract(out).subtract(reservedOut);
    }

    /// What may come to be in it, judged against the ceiling: `posted + reservedIn`.
    public BigInteger exposure() {
        return in.subtract(out).add(reservedIn);
    }

    /// Whether `available` is at or above the floor, and `exposure` at or below the ceiling.
    public boolean isWithinBounds() {
        return (floor == null || available().compareTo(floor) >= 0)
                && (ceiling == null || exposure().compareTo(ceiling) <= 0);
    }

    Account withCounters(
            BigInteger newIn,
            BigInteger newOut,
            BigInteger newReservedIn,
            BigInteger newReservedOut) {
        return new Account(
                name,
                asset,
                floor,
                ceiling,
                asOf,
                state,
                openedOn,
                version + 1,
                newIn,
                newOut,
                newReservedIn,
                newReservedOut);
    }

    Account withState(State newState) {
        return new Account(
                name,
                asset,
                floor,
                ceiling,
                asOf,
                newState,
                openedOn,
                version + 1,
                in,
                out,
                reservedIn,
                reservedOut);
    }

    Account withBounds(@Nullable BigInteger newFloor, @Nullable BigInteger newCeiling) {
        return new Account(
                name,
                asset,
                newFloor,
                newCeiling,
                asOf,
                state,
                openedOn,
                version + 1,
                in,
                out,
                reservedIn,
                reservedOut);
    }
}
