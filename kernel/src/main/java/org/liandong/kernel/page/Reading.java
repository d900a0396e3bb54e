package org.liandong.kernel.page;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.FactId;
import org.liandong.kernel.clock.CalendarEdition;
import org.liandong.kernel.ledger.Account;

/// What a page may read. All of it has limits, and what the reader may not see is not there.
///
/// @param <S> the state of the service's cases
public interface Reading<S> {

    /// Cases, accounts or facts that one question brings at most.
    int ROWS_MAX = 500;

    /// When it is read.
    Instant at();

    /// The legal date of [#at].
    LocalDate today();

    /// The working-day calendar as it is known today.
    CalendarEdition calendar();

    /// The state of a case, or null when there is none of that key.
    @Nullable S state(String caseKey);

    /// The state of a case that is nobody's own, such as a market, or null when there is none of that key. It is there for every reader:
    /// a page shows of it what all may know.
    @Nullable S common(String caseKey);

    /// Cases in the order of their keys. No more than some thousands are looked at for one page, so few or none may be found although
    /// there are more: then `next` says where to go on.
    ///
    /// @param prefix   how their keys begin
    /// @param statuses only those; empty for all
    /// @param after    key after which to begin, or empty
    /// @param limit    at most [#ROWS_MAX]
    Cases<S> cases(String prefix, Set<String> statuses, String after, int limit);

    /// Cases that pass a test, as [#cases] finds them.
    default Cases<S> find(
            String prefix,
            Set<String> statuses,
            String after,
            int wanted,
            Predicate<Case<S>> test) {
        List<Case<S>> found = new ArrayList<>();
        String from = after;
        while (true) {
            Cases<S> some = cases(prefix, statuses, from, ROWS_MAX);
            for (Case<S> each : some.cases()) {
                if (found.size() == wanted) {
                    return new Cases<>(found, found.getLast().key());
                }
                if (test.test(each)) {
                    found.add(each);
                }
            }
            // Where it stays, no more is looked at.
            if (some.next().isEmpty() || some.next().equals(from)) {
                return new Cases<>(found, some.next());
            }
            from = some.next();
        }
    }

    /// Accounts whose names begin so, in the order of their names, at most [#ROWS_MAX]; none for a reader who sees the cases of some
    /// owners only.
    List<Account> accounts(String prefix);

    /// When the clock of a case runs out, or ran out; null when it has none, or it was stopped.
    @Nullable Instant due(String caseKey, String clock);

    /// The facts of a case that came from outside, oldest first, at most [#ROWS_MAX].
    List<Came> facts(String caseKey);

    /// Some cases.
    ///
    /// @param next where to go on; empty when there are no more
    record Cases<S>(List<Case<S>> cases, String next) {

        public Cases {
            cases = List.copyOf(cases);
        }
    }

    /// A case.
    record Case<S>(String key, String status, Instant openedAt, Instant changedAt, S state) {}

    /// When a fact came.
    record Came(FactId id, String type, Instant at) {}
}
