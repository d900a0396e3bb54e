package org.liandong.engine;

import java.time.ZoneId;
import org.liandong.kernel.clock.WorkingCalendar;

/// The zone and the calendar of the offices.
public final class OfficeTime {

    /// Legal dates are dates of this zone.
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final WorkingCalendar CALENDAR = WorkingCalendar.shipped();

    private OfficeTime() {}

    /// The working-day calendar of the offices.
    public static WorkingCalendar calendar() {
        return CALENDAR;
    }
}
