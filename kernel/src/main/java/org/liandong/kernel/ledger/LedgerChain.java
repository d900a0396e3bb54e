package org.liandong.kernel.ledger;

import java.util.OptionalLong;

/// Checks that no booked transaction was changed, left out or added. Invariant I14 of the ledger model.
///
/// The hash of a transaction is the SHA-256 over the UTF-8 bytes of a text made of: `prevHash`, `seq`, `key`, `kind`,
/// `effective` (days since 1970-01-01), `bookedAt` (seconds since 1970, then nanoseconds), `hold`, `reverses`,
/// `corrects`, the reference (`caseId`, `decision`, `reason`, `rule`), the number of legs, and for each leg `from`, `to`
/// and its smallest units as a text. A text is written as its length in UTF-16 units, a colon and itself; a number as its
/// digits and a semicolon; what is absent as `-;`.
public final class LedgerChain {

    private LedgerChain() {}

    /// The number at which the first difference was found; empty when all transactions verify.
    ///
    /// The number is the one that the place in the order demands: 1 for the first transaction. Where transactions are
    /// missing at the end, or the last hash is not that of the head, it is one more than that of the last one that
    /// verified, or the last number of the head.
    ///
    /// @param transactions  all of them in the order of booking
    /// @param head          kept or published apart from them
    public static OptionalLong firstChanged(Iterable<Transaction> transactions, Head head) {
        var canonical = new Canonical();
        Head at = Head.START;
        for (Transaction transaction : transactions) {
            long expected = at.seq() + 1;
            if (transaction.seq() != expected
                    || expected > head.seq()
                    || !transaction.prevHash().equals(at.hash())
                    || !transaction.hash().equals(canonical.hashOf(transaction))) {
                return OptionalLong.of(expected);
            }
            at = at.after(transaction);
        }
        if (at.seq() < head.seq()) {
            return OptionalLong.of(at.seq() + 1);
        }
        return at.hash().equals(head.hash()) ? OptionalLong.empty() : OptionalLong.of(at.seq());
    }
}
