package org.liandong.kernel.clock;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// How long something may take, as its rule says it: 20 working days, 30 natural days, 2 months.
///
/// The day of the start does not count (Civil Code 201). A limit in months or years ends on the day of the same number,
/// or on the last day of the month that has no such day (202). Whether a last day at rest moves to the first working
/// day after it (203) is said by the rule that sets the limit, so it is part of the limit. "日" in registration and
/// customs law is a natural day unless the text says 工作日.
///
/// @param length   how many units, from 0 (the day of the start itself) to [Unit#lengthMax()]
/// @param rolling  what happens when the last day is at rest; [Rolling#NONE] for working days, which never end at rest
public record TimeLimit(int length, Unit unit, Rolling rolling) {

    public enum Unit {
        WORKING_DAYS(36_525),
        NATURAL_DAYS(36_525),
        MONTHS(1_200),
        YEARS(100);

        private final int lengthMax;

        Unit(int lengthMax) {
            this.lengthMax = lengthMax;
        }

        /// About a century: longer is a misprint, and days are walked one by one.
        public int lengthMax() {
            return lengthMax;
        }
    }

    public enum Rolling {
        /// The limit ends on its last day, at rest or not.
        NONE,
        /// A last day at rest gives way to the first working day after it (Civil Code 203).
        TO_NEXT_WORKING_DAY
    }

    public TimeLimit {
        if (length < 0 || length > unit.lengthMax()) {
            throw new IllegalArgumentException(
                    "A time limit has 0 to %d %s, not %d."
                            .formatted(unit.lengthMax(), unit, length));
        }
        if (unit == Unit.WORKING_DAYS && rolling != Rolling.NONE) {
            throw new IllegalArgumentException(
                    "A limit in working days ends on a working day by itself and cannot roll. Maybe natural days are meant.");
        }
    }

    public static TimeLimit workingDays(int length) {
        return new TimeLimit(length, Unit.WORKING_DAYS, Rolling.NONE);
    }

    public static TimeLimit naturalDays(int length) {
        return new TimeLimit(length, Unit.NATURAL_DAYS, Rolling.NONE);
    }

    public static TimeLimit months(int length) {
        return new TimeLimit(length, Unit.MONTHS, Rolling.NONE);
    }

    public static TimeLimit years(int length) {
        return new TimeLimit(length, Unit.YEARS, Rolling.NONE);
    }

    /// The same limit, whose last day gives way to the first working day after it when it is at rest.
    public TimeLimit rollingToNextWorkingDay() {
        return new TimeLimit(length, unit, Rolling.TO_NEXT_WORKING_DAY);
    }

    /// The last day of a limit that starts on `start` and is neither paused nor extended.
    ///
    /// Provisional only when the calendar was asked about a year it does not have: a limit in natural days that does
    /// not roll never asks.
    public LastDay lastDay(LocalDate start, CalendarEdition edition) {
        LocalDate counted = lastCountedDay(start, edition);
        LocalDate last = rolls(counted, edition) ? edition.nextWorkingDay(counted) : counted;
        boolean provisional =
                switch (unit) {
                    case WORKING_DAYS ->
                            length > 0 && edition.isProvisional(start.plusDays(1), last);
                    case NATURAL_DAYS, MONTHS, YEARS ->
                            rolling == Rolling.TO_NEXT_WORKING_DAY
                                    && edition.isProvisional(counted, last);
                };
        return new LastDay(last, provisional, edition.name());
    }

    /// How many days a limit that starts on `start` counts, in working days for that unit and natural days for others.
    int daysToCount(LocalDate start) {
        return switch (unit) {
            case WORKING_DAYS, NATURAL_DAYS -> length;
            case MONTHS ->
                    Math.toIntExact(ChronoUnit.DAYS.between(start, start.plusMonths(length)));
            case YEARS -> Math.toIntExact(ChronoUnit.DAYS.between(start, start.plusYears(length)));
        };
    }

    /// Whether the limit counts only working days.
    boolean countsWorkingDaysOnly() {
        return unit == Unit.WORKING_DAYS;
    }

    private LocalDate lastCountedDay(LocalDate start, CalendarEdition edition) {
        return switch (unit) {
            case WORKING_DAYS -> {
                LocalDate day = start;
                for (int counted = 0; counted < length; counted++) {
                    day = edition.nextWorkingDay(day);
                }
                yield day;
            }
            case NATURAL_DAYS -> start.plusDays(length);
            case MONTHS -> start.plusMonths(length);
            case YEARS -> start.plusYears(length);
        };
    }

    private boolean rolls(LocalDate counted, CalendarEdition edition) {
        return rolling == Rolling.TO_NEXT_WORKING_DAY && !edition.isWorkingDay(counted);
    }
}
