package org.liandong.kernel;

import java.util.List;

/// What the step of a fact will probably look up, so that it can be read for many facts at once.
///
/// A guess, and no outcome depends on it: what was not foreseen is read when it is asked for, and what was foreseen in vain
/// costs a look.
///
/// @param claims   numbers that the case will claim
/// @param accounts names of accounts of the ledger
/// @param requests keys of requests to the ledger
public record Foreseen(List<Identifier> claims, List<String> accounts, List<String> requests) {

    public static final Foreseen NOTHING = new Foreseen(List.of(), List.of(), List.of());

    public Foreseen {
        claims = List.copyOf(claims);
        accounts = List.copyOf(accounts);
        requests = List.copyOf(requests);
    }
}
