package org.liandong.kernel.ledger;

import java.math.BigInteger;

/// One leg as the ledger has booked it.
///
/// @param from   account that gave
/// @param to     account that received
/// @param minor  whole smallest units of the asset, at least 1
public record BookedLeg(String from, String to, BigInteger minor) {

    /// The leg that undoes this one.
    BookedLeg mirror() {
        return new BookedLeg(to, from, minor);
    }
}
