package org.liandong.kernel.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;

/// The particulars of a refusal or rejection. Amounts have the decimals of their asset.
public sealed interface Detail {

    /// Nothing to add to the code.
    record None() implements Detail {}

    /// The field of the request that is wrong.
    ///
    /// @param field  its name
    record Field(String field) implements Detail {}

    /// The account, asset, hold, transaction or key that the code speaks of.
    ///
    /// @param name  its name, id, code or number
    record Subject(String name) implements Detail {}

    /// How many there are and how many there may be.
    ///
    /// @param count  legs or members in the request
    /// @param max    the limit
    record Count(int count, int max) implements Detail {}

    /// The amount that is wrong.
    ///
    /// @param amount  as it was given
    /// @param scale   decimals of the asset
    record Amount(BigDecimal amount, int scale) implements Detail {}

    /// Two accounts that cannot face each other.
    ///
    /// @param from       account that gives
    /// @param fromAsset  code of its asset
    /// @param to         account that receives
    /// @param toAsset    code of its asset
    record Assets(String from, String fromAsset, String to, String toAsset) implements Detail {}

    /// A version that is not the current one.
    ///
    /// @param account   whose version
    /// @param expected  by the caller
    /// @param current   in the ledger
    record Version(String account, long expected, long current) implements Detail {}

    /// A date outside its limit.
    ///
    /// @param effective  as it was given
    /// @param limit      today, the first possible day, or the last locked day, according to the code
    record Day(LocalDate effective, LocalDate limit) implements Detail {}

    /// More than a hold has left.
    ///
    /// @param hold       its id
    /// @param remaining  what is left
    /// @param asked      what was asked for
    record Remaining(String hold, BigDecimal remaining, BigDecimal asked) implements Detail {}

    /// A transaction that was reversed before.
    ///
    /// @param seq         its number
    /// @param reversedBy  number of the reverse
    record Reversal(long seq, long reversedBy) implements Detail {}

    /// A floor that would break: `shortBy = needed - (availableBefore - floor)`.
    ///
    /// @param account          whose floor
    /// @param floor            least `available`
    /// @param availableBefore  before the command
    /// @param needed           net of all legs of the command
    /// @param shortBy          what is missing
    record Floor(
            String account,
            BigDecimal floor,
            BigDecimal availableBefore,
            BigDecimal needed,
            BigDecimal shortBy)
            implements Detail {}

    /// A ceiling that would break: `overBy = asked - (ceiling - exposureBefore)`.
    ///
    /// @param account         whose ceiling
    /// @param ceiling         greatest `exposure`
    /// @param exposureBefore  before the command
    /// @param asked           net of all legs of the command
    /// @param overBy          what is too much
    record Ceiling(
            String account,
            BigDecimal ceiling,
            BigDecimal exposureBefore,
            BigDecimal asked,
            BigDecimal overBy)
            implements Detail {}

    /// A floor that would break on a date.
    ///
    /// @param account    whose floor
    /// @param floor      least `available`
    /// @param on         first effective date on which it would break
    /// @param available  what would be available on that date
    /// @param shortBy    what is missing on that date
    record FloorOn(
            String account,
            BigDecimal floor,
            LocalDate on,
            BigDecimal available,
            BigDecimal shortBy)
            implements Detail {}

    /// What an account has, where that stands against closing it or changing its bounds.
    ///
    /// @param account      its name
    /// @param posted       balance
    /// @param reservedIn   open holds towards it
    /// @param reservedOut  open holds on it
    record Balance(String account, BigDecimal posted, BigDecimal reservedIn, BigDecimal reservedOut)
            implements Detail {}
}
