package org.liandong.kernel.clock;

import java.time.LocalDate;

/// How a clock stands at the end of a day.
public sealed interface ClockState {

    record Running() implements ClockState {}

    /// Held up by a pause, which says why, under which clause, and until when.
    record Paused(Pause pause) implements ClockState {}

    /// Done in time.
    record Met(LocalDate on) implements ClockState {}

    /// Not done by the last day. What follows (deemed accepted, right lapsed, finding) is a matter of the rule.
    record Missed(LocalDate lastDay) implements ClockState {}

    record Superseded(LocalDate on) implements ClockState {}

    /// Whether the clock can still be met, and so is counted anew when the calendar is revised.
    default boolean isOpen() {
        return switch (this) {
            case Running(), Paused(_) -> true;
            case Met(_), Missed(_), Superseded(_) -> false;
        };
    }
}
