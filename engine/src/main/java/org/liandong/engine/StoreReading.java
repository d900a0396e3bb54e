package org.liandong.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.clock.CalendarEdition;
import org.liandong.kernel.ledger.Account;
import org.liandong.kernel.page.Reading;

/// What a page reads, from the store. One for each time it is shown: how much it may look at is counted.
public final class StoreReading<S> implements Reading<S> {

    /// Cases that are looked at for one page. With it a page takes no longer than any other.
    private static final int LOOKED_AT_MAX = 20_000;

    private final Views views;
    private final States<S> states;
    private final Set<String> owners;
    private final Instant at;
    private int left = LOOKED_AT_MAX;

    /// @param owners those whose cases the reader may see; empty for all
    /// @param at     when it is read
    public StoreReading(Views views, States<S> states, Collection<String> owners, Instant at) {
        this.views = views;
        this.states = states;
        this.owners = Set.copyOf(owners);
        this.at = at;
    }

    @Override
    public Instant at() {
        return at;
    }

    @Override
    public LocalDate today() {
        return LocalDate.ofInstant(at, OfficeTime.ZONE);
    }

    @Override
    public CalendarEdition calendar() {
        return OfficeTime.calendar().edition(today());
    }

    @Override
    public @Nullable S state(String caseKey) {
        Views.Standing<S> known = standing(caseKey);
        return known != null && isSeen(known.line().owner()) ? known.state() : null;
    }

    @Override
    public @Nullable S common(String caseKey) {
        Views.Standing<S> known = standing(caseKey);
        return known != null && known.line().owner().isEmpty() ? known.state() : null;
    }

    private Views.@Nullable Standing<S> standing(String caseKey) {
        return caseKey.isEmpty() ? null : views.state(states, caseKey);
    }

    private boolean isSeen(String owner) {
        return owners.isEmpty() || owners.contains(owner);
    }

    private boolean isSeenCase(String caseKey) {
        return owners.isEmpty() || owners.contains(views.owner(states.service(), caseKey));
    }

    @Override
    public Cases<S> cases(String prefix, Set<String> statuses, String after, int limit) {
        if (left <= 0) {
            return new Cases<>(List.of(), after);
        }
        Views.Stretch<S> stretch =
                views.states(
                        states,
                        owners,
                        prefix,
                        statuses,
                        after,
                        Math.clamp(limit, 1, ROWS_MAX),
                        left);
        left -= stretch.lookedAt();
        return new Cases<>(
                stretch.cases().stream()
                        .map(of ->
                                new Case<>(
                                        of.line().key(),
                                        of.line().status(),
                                        of.line().openedAt(),
                                        of.line().changedAt(),
                                        of.state()))
                        .toList(),
                stretch.last());
    }

    @Override
    public List<Account> accounts(String prefix) {
        // Whose an account is, nobody says.
        return owners.isEmpty() ? views.accounts(prefix, "", ROWS_MAX) : List.of();
    }

    @Override
    public @Nullable Instant due(String caseKey, String clock) {
        return isSeenCase(caseKey) ? views.due(states.service(), caseKey, clock) : null;
    }

    @Override
    public List<Came> facts(String caseKey) {
        if (!isSeenCase(caseKey)) {
            return List.of();
        }
        return views.came(states.service(), caseKey, ROWS_MAX).stream()
                .map(came -> new Came(came.id(), came.type(), came.at()))
                .toList();
    }
}
