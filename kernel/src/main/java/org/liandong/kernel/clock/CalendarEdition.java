package org.liandong.kernel.clock;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// The working calendar as it was known on a day, named by the newest notice of that day. Immutable.
///
/// A year whose notice is not in the edition is answered with plain weekends and called provisional: the calendar
/// never fails for want of a notice, and never pretends to have one.
public final class CalendarEdition {

    /// Name of the edition before the first notice.
    public static final String BEFORE_ANY_NOTICE = "weekends-only";

    private static final DayKind WORKING = new DayKind.Working();
    private static final DayKind WEEKEND = new DayKind.Weekend();

    private final String name;
    private final SortedSet<Year> publishedYears;
    private final Map<LocalDate, DayKind> specialDays;

    CalendarEdition(
            String name, Collection<Year> publishedYears, Collection<SpecialDay> specialDays) {
        this.name = name;
        this.publishedYears = Collections.unmodifiableSortedSet(new TreeSet<>(publishedYears));
        Map<LocalDate, DayKind> kinds = HashMap.newHashMap(specialDays.size());
        for (SpecialDay day : specialDays) {
            if (kinds.put(day.date(), kindOf(day)) != null) {
                throw new IllegalArgumentException(
                        "Edition %s has two lines for %s. Maybe the older one lacks its day of supersession."
                                .formatted(name, day.date()));
            }
        }
        this.specialDays = Map.copyOf(kinds);
    }

    /// The newest notice of the edition, by which it can be asked for again.
    public String name() {
        return name;
    }

    /// The years whose notice is in the edition, in order. Dates of any other year are provisional.
    public SortedSet<Year> publishedYears() {
        return publishedYears;
    }

    public DayKind kindOf(LocalDate date) {
        DayKind special = specialDays.get(date);
        return special == null ? ordinary(date) : special;
    }

    public boolean isWorkingDay(LocalDate date) {
        return kindOf(date).isWorkingDay();
    }

    /// The first working day after `date`, never `date` itself.
    public LocalDate nextWorkingDay(LocalDate date) {
        LocalDate next = date.plusDays(1);
        while (!isWorkingDay(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    /// Whether the date lies outside the published years, so that its kind is only a guess by the day of the week.
    public boolean isProvisional(LocalDate date) {
        return !publishedYears.contains(Year.from(date));
    }

    /// Whether any date from `first` to `last`, both included, is provisional.
    boolean isProvisional(LocalDate first, LocalDate last) {
        return IntStream.rangeClosed(first.getYear(), last.getYear())
                .anyMatch(year -> !publishedYears.contains(Year.of(year)));
    }

    @Override
    public String toString() {
        return name;
    }

    private static DayKind kindOf(SpecialDay day) {
        return switch (day.effect()) {
            case OFF -> new DayKind.Holiday(day.holiday());
            // A notice may confirm an ordinary weekday: 3 February 2020 ended the longer Spring
            // Festival.
            case WORK -> isWeekend(day.date()) ? new DayKind.MakeUp(day.holiday()) : WORKING;
        };
    }

    private static DayKind ordinary(LocalDate date) {
        return isWeekend(date) ? WEEKEND : WORKING;
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    }
}
