package org.liandong.kernel;

import java.time.Instant;
import java.time.LocalDate;
import org.liandong.kernel.clock.CalendarEdition;

/// What a service may read besides its state and the fact.
///
/// @param seq      place of this step in the trail; the source of serial numbers
/// @param at       the time at which the fact of this step was accepted
/// @param today    the legal date of `at` in the zone of the office
/// @param calendar the working-day calendar as it was known at `at`
public record Context(long seq, Instant at, LocalDate today, CalendarEdition calendar) {}
