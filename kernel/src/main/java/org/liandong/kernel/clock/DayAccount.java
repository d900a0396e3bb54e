package org.liandong.kernel.clock;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A clock as an account of days: what each calendar day since the start was to it, and how it stands.
///
/// Days are charged one by one. The start does not count. A paused day does not count. In a limit of working days a day
/// at rest does not count; in any other every day does, months and years being turned into as many days as they have
/// from their start. When the limit is used up, its last counted day is the last day, unless it rolls. An extension
/// goes on from there. So a limit, its extensions and its pauses are one walk along the calendar, and the
/// lines shown are the very steps that found the last day.
///
/// An open pause has no end yet. The last day is then a projection, as though the pause ended on its expected end or on
/// the day of the account, whichever is later: it can only move back. Nothing falls due meanwhile.
///
/// Everything the clock knows goes into the last day, also a pause that lies ahead; the state is that of the day asked for.
/// An act on a day after the last day does not meet the clock: it was missed before.
public final class DayAccount {

    private final StatutoryClock clock;
    private final LocalDate asOf;
    private final CalendarEdition edition;
    private final List<AccountDay> days;
    private final List<Disregarded> disregarded;
    private final LastDay lastDay;
    private final ClockState state;
    private final int daysUsed;
    private final int daysLeft;

    DayAccount(StatutoryClock clock, LocalDate asOf, CalendarEdition edition) {
        this.clock = clock;
        this.asOf = asOf;
        this.edition = edition;
        Walk walk = new Walk(clock, edition, closing(clock, asOf));
        this.days = List.copyOf(walk.shown);
        this.disregarded = List.copyOf(walk.disregarded);
        this.lastDay = new LastDay(walk.date, walk.provisional, edition.name());
        this.state = stateOf(clock, asOf, walk.date);
        this.daysUsed = walk.countedShown;
        this.daysLeft = walk.counted - walk.countedShown;
    }

    public StatutoryClock clock() {
        return clock;
    }

    /// The day at whose end the clock stands so.
    public LocalDate asOf() {
        return asOf;
    }

    /// The edition of the calendar it was counted on.
    public CalendarEdition edition() {
        return edition;
    }

    /// One line for each calendar day from the start to the day of the account, the end or the last day, whichever is first.
    public List<AccountDay> days() {
        return days;
    }

    /// What was asserted of the clock and does not change it.
    public List<Disregarded> disregarded() {
        return disregarded;
    }

    public LastDay lastDay() {
        return lastDay;
    }

    public ClockState state() {
        return state;
    }

    /// Days that counted so far: working days for a limit in working days, natural days for any other.
    public int daysUsed() {
        return daysUsed;
    }

    /// Days still to count until the last day, extensions included; what it moves on over a rest is not in it.
    public int daysLeft() {
        return daysLeft;
    }

    /// The instant at which the clock runs out, if it is open and not held up by a pause without an end.
    public Optional<Instant> due(ZoneId zone) {
        return state.isOpen() && !waitsForAPauseToEnd()
                ? Optional.of(lastDay.due(zone))
                : Optional.empty();
    }

    /// The account of the same day under another edition. Open clocks are counted anew; a closed one stays as it was
    /// closed, whatever became known since.
    public DayAccount under(CalendarEdition later) {
        return state.isOpen() ? clock.account(asOf, later) : this;
    }

    private boolean waitsForAPauseToEnd() {
        return clock.pauses().stream()
                .anyMatch(pause ->
                        pause.isOpen()
                                && pause.stopsTheClock()
                                && !pause.from().isAfter(lastDay.date()));
    }

    /// The last day that can have a line: nothing is charged to a clock after its end.
    private static LocalDate closing(StatutoryClock clock, LocalDate asOf) {
        return switch (clock.ending()) {
            case Ending.Pending() -> asOf;
            case Ending.Met(var on) -> on.isBefore(asOf) ? on : asOf;
            case Ending.Superseded(var on) -> on.isBefore(asOf) ? on : asOf;
        };
    }

    private static ClockState stateOf(StatutoryClock clock, LocalDate asOf, LocalDate lastDay) {
        LocalDate closing = closing(clock, asOf);
        if (closing.isAfter(lastDay)) {
            return new ClockState.Missed(lastDay);
        }
        return switch (clock.ending()) {
            case Ending.Met(var on) when !on.isAfter(asOf) -> new ClockState.Met(on);
            case Ending.Superseded(var on) when !on.isAfter(asOf) -> new ClockState.Superseded(on);
            case Ending.Pending(), Ending.Met(_), Ending.Superseded(_) ->
                    clock.pauses().stream()
                            .filter(pause -> pause.stopsTheClock() && pause.covers(asOf, asOf))
                            .findFirst()
                            .<ClockState>map(ClockState.Paused::new)
                            .orElseGet(ClockState.Running::new);
        };
    }

    /// The walk from the start to the last day. It stands on `date`.
    private static final class Walk {

        private final CalendarEdition edition;
        private final LocalDate closing;
        private final List<Pause> pauses;
        private final List<AccountDay> shown = new ArrayList<>();
        private final List<Disregarded> disregarded = new ArrayList<>();
        private LocalDate date;
        private int counted;
        private int countedShown;
        private boolean provisional;

        Walk(StatutoryClock clock, CalendarEdition edition, LocalDate closing) {
            this.edition = edition;
            this.closing = closing;
            this.pauses = clock.pauses().stream().filter(Pause::stopsTheClock).toList();
            this.date = clock.start();
            clock.pauses().stream()
                    .filter(pause -> !pause.stopsTheClock())
                    .forEach(pause -> disregarded.add(new Disregarded.PauseWithoutNotice(pause)));
            charge(new AccountDay.Entry.Start());
            walk(clock.limit());
            for (Extension extension : clock.extensions()) {
                if (extension.grantedOn().isAfter(date)) {
                    disregarded.add(new Disregarded.LateExtension(extension, date));
                } else {
                    walk(
                            new TimeLimit(
                                    extension.length(),
                                    clock.limit().unit(),
                                    clock.limit().rolling()));
                }
            }
        }

        private void walk(TimeLimit limit) {
            int countedAtEnd = counted + limit.daysToCount(date);
            while (counted < countedAtEnd) {
                date = date.plusDays(1);
                charge(countingEntry(limit));
            }
            if (limit.rolling() == TimeLimit.Rolling.TO_NEXT_WORKING_DAY) {
                provisional |= edition.isProvisional(date);
                roll();
            }
        }

        private void roll() {
            boolean arrived = edition.isWorkingDay(date);
            while (!arrived) {
                date = date.plusDays(1);
                AccountDay.Entry entry = rollingEntry();
                arrived = entry instanceof AccountDay.Entry.Rolled;
                charge(entry);
            }
        }

        private AccountDay.Entry countingEntry(TimeLimit limit) {
            Pause pause = pauseOn(date);
            if (pause != null) {
                return new AccountDay.Entry.Paused(pause);
            }
            if (limit.countsWorkingDaysOnly()) {
                provisional |= edition.isProvisional(date);
                if (!edition.isWorkingDay(date)) {
                    return new AccountDay.Entry.Rest();
                }
            }
            counted++;
            return new AccountDay.Entry.Counted(counted);
        }

        private AccountDay.Entry rollingEntry() {
            Pause pause = pauseOn(date);
            if (pause != null) {
                return new AccountDay.Entry.Paused(pause);
            }
            provisional |= edition.isProvisional(date);
            return edition.isWorkingDay(date)
                    ? new AccountDay.Entry.Rolled()
                    : new AccountDay.Entry.Rest();
        }

        private @Nullable Pause pauseOn(LocalDate day) {
            for (Pause pause : pauses) {
                if (pause.covers(day, closing)) {
                    return pause;
                }
            }
            return null;
        }

        private void charge(AccountDay.Entry entry) {
            if (!date.isAfter(closing)) {
                shown.add(new AccountDay(date, edition.kindOf(date), entry));
                countedShown = counted;
            }
        }
    }
}
