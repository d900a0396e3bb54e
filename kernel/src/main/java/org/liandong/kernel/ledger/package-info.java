/// The ledger: double entry for everything countable and scarce, be it money, quota, goods or certificates.
///
/// It implements the ledger model: its commands, the order of its checks, its answers and its invariants.
/// A [Ledger] has no clock and does no I/O: time comes in with each command, and all state is reached through
/// [LedgerState].
@NullMarked
package org.liandong.kernel.ledger;

import org.jspecify.annotations.NullMarked;
