package org.liandong.kernel.clock;

import java.time.LocalDate;

/// One line of a day account.
///
/// @param kind   what the day is in the calendar
/// @param entry  what it is to the clock
public record AccountDay(LocalDate date, DayKind kind, Entry entry) {

    public sealed interface Entry {

        /// The day of the start, which does not count (Civil Code 201).
        record Start() implements Entry {}

        /// A day that counts.
        ///
        /// @param number  1 for the first
        record Counted(int number) implements Entry {}

        /// A weekend or holiday that does not count, because the limit is in working days or its last day moves on.
        record Rest() implements Entry {}

        /// A day excluded by a pause.
        record Paused(Pause pause) implements Entry {}

        /// The first working day after a last day at rest, which takes its place (Civil Code 203).
        record Rolled() implements Entry {}
    }
}
