package org.liandong.kernel.clock;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// One line of a notice: a day that rests, or works, by order and not by its place in the week.
///
/// @param date          the day it is about
/// @param effect        whether the day rests or works
/// @param holiday       the holiday for whose sake it does
/// @param notice        the notice that set it
/// @param supersededOn  the day a later notice took it back; null while it stands
public record SpecialDay(
        LocalDate date,
        Effect effect,
        String holiday,
        Notice notice,
        @Nullable LocalDate supersededOn) {

    public enum Effect {
        OFF,
        WORK
    }

    public SpecialDay {
        if (supersededOn != null && !supersededOn.isAfter(notice.published())) {
            throw new IllegalArgumentException(
                    "The special day %s, known from %s, cannot be superseded on %s."
                            .formatted(date, notice.published(), supersededOn));
        }
    }

    /// The first day on which it was known.
    public LocalDate knownFrom() {
        return notice.published();
    }

    /// Whether it stood on that day: published by then and not yet superseded.
    public boolean standsOn(LocalDate day) {
        return !day.isBefore(knownFrom()) && (supersededOn == null || day.isBefore(supersededOn));
    }
}
