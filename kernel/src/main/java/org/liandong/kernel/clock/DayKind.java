package org.liandong.kernel.clock;

/// What a calendar day is.
public sealed interface DayKind {

    /// Monday to Friday without a holiday.
    record Working() implements DayKind {}

    /// A Saturday or Sunday that no notice mentions.
    record Weekend() implements DayKind {}

    /// A day that rests by a notice. It may be a Saturday or Sunday inside a longer holiday.
    ///
    /// @param name  the holiday, in the words of the notice
    record Holiday(String name) implements DayKind {}

    /// A Saturday or Sunday that works (调休上班), so that a holiday may be longer.
    ///
    /// @param holiday  the holiday it makes up for
    record MakeUp(String holiday) implements DayKind {}

    default boolean isWorkingDay() {
        return switch (this) {
            case Working(), MakeUp(_) -> true;
            case Weekend(), Holiday(_) -> false;
        };
    }
}
