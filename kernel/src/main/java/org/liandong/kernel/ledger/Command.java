package org.liandong.kernel.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a caller asks of the ledger. Section 3 of the ledger model.
///
/// A command says what was asked, right or wrong: the ledger judges it and answers. Two commands have the same body
/// when all their fields are equal, amounts by value.
public sealed interface Command permits Command.Single, Command.Batch {

    /// The caller's idempotency key, unique over the whole ledger for ever; 1 to 200 characters.
    String key();

    /// A command that may also be a member of a batch.
    sealed interface Single extends Command {}

    /// Opens an account with all counters 0, on the ledger's own date.
    ///
    /// @param key      idempotency key
    /// @param name     of the account, a path such as `guarantee/G7/free`
    /// @param asset    code of its asset
    /// @param floor    least `available`; null for none. Above zero is refused, since the account begins empty
    /// @param ceiling  greatest `exposure`; null for none. Below zero is refused
    /// @param asOf     on which days the floor is judged
    record OpenAccount(
            String key,
            String name,
            String asset,
            @Nullable BigDecimal floor,
            @Nullable BigDecimal ceiling,
            AsOf asOf)
            implements Single {

        /// An account with the defaults of the model: floor 0, no ceiling, judged on the state of now.
        public static OpenAccount of(String key, String name, String asset) {
            return new OpenAccount(key, name, asset, BigDecimal.ZERO, null, AsOf.CURRENT);
        }

        /// A boundary account: no floor.
        public static OpenAccount boundary(String key, String name, String asset) {
            return new OpenAccount(key, name, asset, null, null, AsOf.CURRENT);
        }
    }

    /// Moves value: each leg out of its source and into its target, all or none.
    ///
    /// @param key               idempotency key
    /// @param legs              1 to 128
    /// @param effective         date on which the right or duty arises
    /// @param reference         why
    /// @param expectedVersions  versions by account that must be the current ones; looked at in order of name
    /// @param corrects          number of the transaction that this one corrects; 0 for none
    record Post(
            String key,
            List<Leg> legs,
            LocalDate effective,
            Reference reference,
            SortedMap<String, Long> expectedVersions,
            long corrects)
            implements Single {

        private static final SortedMap<String, Long> ANY_VERSION =
                Collections.unmodifiableSortedMap(new TreeMap<>());

        /// Keeps its own copies.
        public Post {
            legs = List.copyOf(legs);
            expectedVersions =
                    expectedVersions.isEmpty()
                            ? ANY_VERSION
                            : Collections.unmodifiableSortedMap(new TreeMap<>(expectedVersions));
        }

        /// A post whatever the versions are.
        public static Post of(String key, LocalDate effective, Reference reference, Leg... legs) {
            return new Post(key, List.of(legs), effective, reference, ANY_VERSION, 0);
        }

        /// The same post, on condition of these versions.
        public Post expecting(Map<String, Long> versions) {
            return new Post(key, legs, effective, reference, new TreeMap<>(versions), corrects);
        }

        /// The same post as a correction of an earlier transaction.
        public Post correcting(long seq) {
            return new Post(key, legs, effective, reference, expectedVersions, seq);
        }
    }

    /// Reserves a leg. This is the `hold` of the model.
    ///
    /// @param key        idempotency key
    /// @param id         of the hold, unique in the ledger for ever
    /// @param leg        what is reserved
    /// @param effective  from this date on it counts in accounts that are judged on every date
    /// @param expiresAt  instant at which what remains is given back; null for never
    /// @param reference  why
    record PlaceHold(
            String key,
            String id,
            Leg leg,
            LocalDate effective,
            @Nullable Instant expiresAt,
            Reference reference)
            implements Single {}

    /// Turns a hold, or a part of it, into a move.
    ///
    /// @param key        idempotency key
    /// @param hold       id of the hold
    /// @param amount     how much; null for all that remains
    /// @param effective  not before that of the hold
    /// @param reference  why
    record Capture(
            String key,
            String hold,
            @Nullable BigDecimal amount,
            LocalDate effective,
            Reference reference)
            implements Single {}

    /// Gives back a hold or a part of it.
    ///
    /// @param key        idempotency key
    /// @param hold       id of the hold
    /// @param amount     how much; null for all that remains
    /// @param reference  why
    record Release(String key, String hold, @Nullable BigDecimal amount, Reference reference)
            implements Single {}

    /// Undoes a transaction by its mirror legs. The reverse of a capture does not reopen the hold.
    ///
    /// @param key        idempotency key
    /// @param seq        number of a post or capture
    /// @param effective  not before that of the transaction
    /// @param reference  why
    record Reverse(String key, long seq, LocalDate effective, Reference reference)
            implements Single {}

    /// Forbids that value leaves an account. To freeze a frozen account again changes nothing.
    ///
    /// @param key        idempotency key
    /// @param account    its name
    /// @param authority  reference of the order
    record Freeze(String key, String account, String authority) implements Single {}

    /// Lifts a freeze. To unfreeze an open account changes nothing.
    ///
    /// @param key        idempotency key
    /// @param account    its name
    /// @param authority  reference of the order
    record Unfreeze(String key, String account, String authority) implements Single {}

    /// Replaces the floor and the ceiling of an account that meets the new ones now.
    ///
    /// @param key      idempotency key
    /// @param account  its name
    /// @param floor    least `available`; null for none
    /// @param ceiling  greatest `exposure`; null for none
    record ChangeBounds(
            String key, String account, @Nullable BigDecimal floor, @Nullable BigDecimal ceiling)
            implements Single {}

    /// Closes an open account that has no balance and no open holds, for ever.
    ///
    /// @param key      idempotency key
    /// @param account  its name
    record Close(String key, String account) implements Single {}

    /// Locks all effective dates on or before a day. A day locked stays locked.
    ///
    /// @param key      idempotency key
    /// @param through  last day to lock, not after the ledger's own date
    record LockPeriod(String key, LocalDate through) implements Single {}

    /// Several commands in one sending.
    ///
    /// @param key      idempotency key of the batch; differs from those of its members
    /// @param mode     whether one failure fails all
    /// @param members  1 to 1,000, handled one after the other
    record Batch(String key, Mode mode, List<Single> members) implements Command {

        /// Whether one failure fails all.
        public enum Mode {
            /// All or none. Each member is judged on the state that those before it made.
            ATOMIC,
            /// As if the members were sent one by one.
            EACH
        }

        /// Keeps its own copy of the members.
        public Batch {
            members = List.copyOf(members);
        }
    }
}
