package org.liandong.kernel.ledger;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The accounts that one command or expiry touches, with their counters as they are added up, until all is known to
/// hold and [#save] writes them. They stand in order of first mention.
final class WriteSet {

    /// One more than the greatest counter.
    private static final BigInteger TOO_LARGE = BigInteger.TEN.pow(Attempt.DIGITS_MAX);

    private final LedgerState state;
    private final Changes changes;
    private final Map<String, Tally> tallies = new LinkedHashMap<>(4);

    WriteSet(LedgerState state, Changes changes) {
        this.state = state;
        this.changes = changes;
    }

    /// The counters of one account as they would be.
    static final class Tally {
        private final Account before;
        private BigInteger in;
        private BigInteger out;
        private BigInteger reservedIn;
        private BigInteger reservedOut;

        private Tally(Account before) {
            this.before = before;
            in = before.in();
            out = before.out();
            reservedIn = before.reservedIn();
            reservedOut = before.reservedOut();
        }

        Account before() {
            return before;
        }

        BigInteger available() {
            return in.subtract(out).subtract(reservedOut);
        }

        BigInteger exposure() {
            return in.subtract(out).add(reservedIn);
        }

        boolean isTooLarge() {
            return in.compareTo(TOO_LARGE) >= 0
                    || out.compareTo(TOO_LARGE) >= 0
                    || reservedIn.compareTo(TOO_LARGE) >= 0
                    || reservedOut.compareTo(TOO_LARGE) >= 0;
        }
    }

    /// The accounts touched so far, in order of first mention.
    Collection<Tally> tallies() {
        return tallies.values();
    }

    /// Moves an amount. The answer is the account whose counters become too large, if any.
    @Nullable Account move(Account from, Account to, BigInteger minor) {
        Tally source = tally(from);
        source.out = source.out.add(minor);
        Tally target = tally(to);
        target.in = target.in.add(minor);
        return tooLarge(source, target);
    }

    /// Reserves an amount. The answer is the account whose counters become too large, if any.
    @Nullable Account reserve(Account from, Account to, BigInteger minor) {
        Tally source = tally(from);
        source.reservedOut = source.reservedOut.add(minor);
        Tally target = tally(to);
        target.reservedIn = target.reservedIn.add(minor);
        return tooLarge(source, target);
    }

    /// Takes back what [#reserve] did.
    void giveBack(Account from, Account to, BigInteger minor) {
        Tally source = tally(from);
        source.reservedOut = source.reservedOut.subtract(minor);
        Tally target = tally(to);
        target.reservedIn = target.reservedIn.subtract(minor);
    }

    /// Writes the accounts touched, each with its next version.
    void save() {
        for (Tally tally : tallies.values()) {
            Account before = tally.before;
            Account after =
                    before.withCounters(tally.in, tally.out, tally.reservedIn, tally.reservedOut);
            state.save(after);
            changes.note(before, after);
        }
    }

    /// Notes, for the accounts judged on every date, by how much their `available` changes from a date on.
    void saveEffective(LocalDate effective) {
        for (Tally tally : tallies.values()) {
            if (tally.before.asOf() == AsOf.EVERY_DATE) {
                saveEffective(
                        tally.before,
                        effective,
                        tally.available().subtract(tally.before.available()));
            }
        }
    }

    /// Notes for one account, if it is judged on every date, by how much its `available` changes from a date on.
    void saveEffective(Account account, LocalDate effective, BigInteger minor) {
        if (account.asOf() == AsOf.EVERY_DATE && minor.signum() != 0) {
            state.addChange(account.name(), effective, minor);
        }
    }

    private Tally tally(Account account) {
        Tally tally = tallies.get(account.name());
        if (tally == null) {
            tally = new Tally(account);
            tallies.put(account.name(), tally);
        }
        return tally;
    }

    private static @Nullable Account tooLarge(Tally source, Tally target) {
        if (source.isTooLarge()) {
            return source.before;
        }
        return target.isTooLarge() ? target.before : null;
    }
}
