package org.liandong.kernel;

import org.liandong.kernel.ledger.Command;

/// What comes back to a case that asked.
public sealed interface Answer {

    /// The ledger posted, refused or rejected a command of this case.
    record FromBook(Command command, org.liandong.kernel.ledger.Answer answer) implements Answer {}

    /// The identifier now belongs to this case.
    ///
    /// @param followed whether facts were parked under it: they are delivered right after this step
    record Claimed(Identifier identifier, boolean followed) implements Answer {}

    /// The identifier belongs to another case.
    record ClaimRefused(Identifier identifier, CaseKey holder) implements Answer {}

    /// An account this case waited for has room again. Nothing is reserved: ask anew, under a new key.
    record Room(String account) implements Answer {}
}
