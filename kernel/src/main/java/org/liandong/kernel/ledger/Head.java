package org.liandong.kernel.ledger;

import java.time.Instant;
import java.time.LocalDate;

/// Where the ledger stands: the one record that every booking replaces.
///
/// @param seq            number of the last transaction; 0 before the first
/// @param hash           hash of the last transaction; 64 zeros before the first
/// @param bookedAt       latest instant at which anything changed; the next change is not before it
/// @param lockedThrough  last day of the locked periods; [LocalDate#MIN] while none is locked
public record Head(long seq, String hash, Instant bookedAt, LocalDate lockedThrough) {

    /// The head of an empty ledger.
    public static final Head START = new Head(0, "0".repeat(64), Instant.EPOCH, LocalDate.MIN);

    Head at(Instant instant) {
        return new Head(seq, hash, instant, lockedThrough);
    }

    Head after(Transaction last) {
        return new Head(last.seq(), last.hash(), last.bookedAt(), lockedThrough);
    }

    Head lockedThrough(LocalDate day) {
        return new Head(seq, hash, bookedAt, day);
    }
}
