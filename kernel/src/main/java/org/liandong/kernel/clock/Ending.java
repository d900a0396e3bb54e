package org.liandong.kernel.clock;

import java.time.LocalDate;

/// What ended a clock, other than time.
public sealed interface Ending {

    /// Nothing yet.
    record Pending() implements Ending {}

    /// What the clock waits for was done on that day.
    record Met(LocalDate on) implements Ending {}

    /// The clock lost its object on that day: the application was withdrawn, another clock took its place.
    record Superseded(LocalDate on) implements Ending {}
}
