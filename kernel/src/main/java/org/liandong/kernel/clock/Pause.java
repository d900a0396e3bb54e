package org.liandong.kernel.clock;

import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Days of a clock that do not count.
///
/// @param from         the first day that does not count
/// @param to           the last day that does not count; null while the pause is open
/// @param expectedEnd  the last day of it as told in the written notice; null when no notice was given
public record Pause(
        PauseGround ground,
        LocalDate from,
        @Nullable LocalDate to,
        @Nullable LocalDate expectedEnd) {

    // About a century, as for a limit: a later end is a misprint, and days are walked one by one.
    private static final int DAYS_MAX = 36_525;

    // Facts come in any order; what is kept must not.
    static final Comparator<Pause> IN_ORDER =
            Comparator.comparing(Pause::from)
                    .thenComparing(pause -> pause.ground().reason())
                    .thenComparing(pause -> pause.ground().clause())
                    .thenComparing(Pause::toString);

    public Pause {
        checkEnd("end", from, to);
        checkEnd("be expected to end", from, expectedEnd);
    }

    /// A pause of which no written notice was given (yet).
    public static Pause open(PauseGround ground, LocalDate from) {
        return new Pause(ground, from, null, null);
    }

    /// The same pause, whose expected end was told in writing.
    public Pause told(LocalDate expectedLastDay) {
        return new Pause(ground, from, to, expectedLastDay);
    }

    /// The same pause, ended. `lastDay` still does not count.
    public Pause ended(LocalDate lastDay) {
        return new Pause(ground, from, lastDay, expectedEnd);
    }

    public boolean isOpen() {
        return to == null;
    }

    /// Whether it stops the clock at all. Without the notice its ground requires, it does not.
    public boolean stopsTheClock() {
        return !ground.noticeRequired() || expectedEnd != null;
    }

    /// Whether some day falls into both.
    boolean overlaps(Pause other) {
        return !endsBefore(other.from) && !other.endsBefore(from);
    }

    private boolean endsBefore(LocalDate day) {
        return to != null && to.isBefore(day);
    }

    /// Whether `day` falls into it. An open pause lasts until it is ended, and at least until its expected end; what lies
    /// further ahead is not known, and `today` is the last day for which it is assumed.
    boolean covers(LocalDate day, LocalDate today) {
        return !day.isBefore(from) && !day.isAfter(assumedEnd(today));
    }

    private LocalDate assumedEnd(LocalDate today) {
        if (to != null) {
            return to;
        }
        return expectedEnd != null && expectedEnd.isAfter(today) ? expectedEnd : today;
    }

    private static void checkEnd(String verb, LocalDate from, @Nullable LocalDate end) {
        if (end != null && (end.isBefore(from) || end.isAfter(from.plusDays(DAYS_MAX)))) {
            throw new IllegalArgumentException(
                    "A pause from %s cannot %s on %s.".formatted(from, verb, end));
        }
    }
}
