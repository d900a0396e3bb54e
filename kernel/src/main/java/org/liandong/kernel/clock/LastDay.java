package org.liandong.kernel.clock;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// The last day of a time limit, and what that answer rests on.
///
/// @param date         the last day on which the thing may be done
/// @param provisional  whether a day was judged by plain weekends because its year is not published yet
/// @param edition      name of the calendar edition it was counted on
public record LastDay(LocalDate date, boolean provisional, String edition) {

    /// The instant at which the limit has run out: 24:00 of the last day, which is the start of the day after it.
    ///
    /// Source: Civil Code 203. It knows close of business too, where there are business hours; an online counter has none.
    public Instant due(ZoneId zone) {
        return date.plusDays(1).atStartOfDay(zone).toInstant();
    }
}
