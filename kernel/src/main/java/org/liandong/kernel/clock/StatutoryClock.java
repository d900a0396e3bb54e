package org.liandong.kernel.clock;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// All that is known of one clock: since when it runs, for how long, what extended, paused and ended it.
///
/// It holds no result. How it stands on a day is the [DayAccount] of that day, under the calendar known then. Pauses and
/// extensions are kept in order of their dates, so that clocks that know the same are equal in whatever order they learnt it.
///
/// @param name        what the service calls it
/// @param start       the day of the event that starts it, which does not count
/// @param limit       how long it may take
/// @param extensions  what was granted, in order of the grants
/// @param pauses      what held it up, in order of their first days
/// @param ending      what ended it, if anything did
public record StatutoryClock(
        String name,
        LocalDate start,
        TimeLimit limit,
        List<Extension> extensions,
        List<Pause> pauses,
        Ending ending) {

    /// @throws IllegalArgumentException when two pauses that stop the clock share a day, or it ended before its start
    public StatutoryClock {
        extensions = extensions.stream().sorted(Extension.IN_ORDER).toList();
        pauses = pauses.stream().sorted(Pause.IN_ORDER).toList();
        checkThatNoDayHasTwoHolders(name, pauses);
        checkThatItEndsAfterItsStart(name, start, ending);
    }

    public static StatutoryClock started(String name, LocalDate start, TimeLimit limit) {
        return new StatutoryClock(name, start, limit, List.of(), List.of(), new Ending.Pending());
    }

    public StatutoryClock extended(Extension extension) {
        List<Extension> more = new ArrayList<>(extensions);
        more.add(extension);
        return new StatutoryClock(name, start, limit, more, pauses, ending);
    }

    public StatutoryClock paused(Pause pause) {
        List<Pause> more = new ArrayList<>(pauses);
        more.add(pause);
        return new StatutoryClock(name, start, limit, extensions, more, ending);
    }

    /// Adds the written notice of the expected end to the open pause, when it comes after the pause itself.
    ///
    /// @throws IllegalStateException when no pause is open
    public StatutoryClock told(LocalDate expectedLastDay) {
        return withOpenPause(expectedLastDay, pause -> pause.told(expectedLastDay));
    }

    /// Ends the open pause. Days count again from the day after `lastPausedDay`.
    ///
    /// @throws IllegalStateException when no pause is open
    public StatutoryClock resumed(LocalDate lastPausedDay) {
        return withOpenPause(lastPausedDay, pause -> pause.ended(lastPausedDay));
    }

    public StatutoryClock met(LocalDate on) {
        return new StatutoryClock(name, start, limit, extensions, pauses, new Ending.Met(on));
    }

    public StatutoryClock superseded(LocalDate on) {
        return new StatutoryClock(
                name, start, limit, extensions, pauses, new Ending.Superseded(on));
    }

    /// How it stands at the end of `asOf`, day by day, on that edition of the calendar.
    public DayAccount account(LocalDate asOf, CalendarEdition edition) {
        return new DayAccount(this, asOf, edition);
    }

    private StatutoryClock withOpenPause(LocalDate on, UnaryOperator<Pause> change) {
        Predicate<Pause> meant = pause -> pause.isOpen() && !pause.from().isAfter(on);
        if (pauses.stream().noneMatch(meant)) {
            throw new IllegalStateException(
                    "The clock '%s' has no pause that is open on %s. Maybe it was ended before."
                            .formatted(name, on));
        }
        List<Pause> changed =
                pauses.stream()
                        .map(pause -> meant.test(pause) ? change.apply(pause) : pause)
                        .toList();
        return new StatutoryClock(name, start, limit, extensions, changed, ending);
    }

    // Each day of a case is charged to one holder: the agency, or the procedure that excludes it.
    private static void checkThatNoDayHasTwoHolders(String name, List<Pause> pauses) {
        List<Pause> stopping = pauses.stream().filter(Pause::stopsTheClock).toList();
        for (int i = 1; i < stopping.size(); i++) {
            Pause earlier = stopping.get(i - 1);
            Pause later = stopping.get(i);
            if (earlier.overlaps(later)) {
                throw new IllegalArgumentException(
                        "The clock '%s' is paused twice on %s: %s and %s. Maybe the first was not ended."
                                .formatted(
                                        name,
                                        later.from(),
                                        earlier.ground().reason(),
                                        later.ground().reason()));
            }
        }
    }

    private static void checkThatItEndsAfterItsStart(String name, LocalDate start, Ending ending) {
        LocalDate end =
                switch (ending) {
                    case Ending.Pending() -> start;
                    case Ending.Met(var on) -> on;
                    case Ending.Superseded(var on) -> on;
                };
        if (end.isBefore(start)) {
            throw new IllegalArgumentException(
                    "The clock '%s' starts on %s and cannot end on %s."
                            .formatted(name, start, end));
        }
    }
}
