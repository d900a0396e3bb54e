package org.liandong.kernel.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Legs that were booked together, linked by hash to the transaction before. Section 2 of the ledger model.
///
/// It never changes: that it was reversed is known from the `reverses` of a later one.
///
/// @param seq        1 for the first of the ledger, then without gaps
/// @param key        key of the command
/// @param kind       which command booked it
/// @param legs       1 to 128 legs in the order given
/// @param effective  date on which the right or duty arises
/// @param bookedAt   instant of booking; never before that of the transaction before
/// @param hold       id of the hold captured; null for other kinds
/// @param reverses   `seq` of the transaction that this one reverses; 0 for none
/// @param corrects   `seq` of the transaction that this one corrects; 0 for none
/// @param reference  why it was booked
/// @param prevHash   `hash` of the transaction before; 64 zeros for the first
/// @param hash       SHA-256 over all other fields, in hexadecimal digits; see [LedgerChain]
public record Transaction(
        long seq,
        String key,
        Kind kind,
        List<BookedLeg> legs,
        LocalDate effective,
        Instant bookedAt,
        @Nullable String hold,
        long reverses,
        long corrects,
        Reference reference,
        String prevHash,
        String hash) {

    /// Which command booked a transaction.
    public enum Kind {
        /// A post.
        POST,
        /// A capture of a hold, or of a part of it.
        CAPTURE,
        /// A reverse of a post or of a capture.
        REVERSE
    }

    /// Keeps its own copy of the legs.
    public Transaction {
        legs = List.copyOf(legs);
    }

    Transaction withHash(String newHash) {
        return new Transaction(
                seq, key, kind, legs, effective, bookedAt, hold, reverses, corrects, reference,
                prevHash, newHash);
    }
}
