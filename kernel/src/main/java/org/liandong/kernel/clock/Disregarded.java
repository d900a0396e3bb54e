package org.liandong.kernel.clock;

import java.time.LocalDate;

/// What was asserted of a clock and has no effect on it, with the reason.
public sealed interface Disregarded {

    /// The ground wants the expected end told in writing, and no such notice is known.
    record PauseWithoutNotice(Pause pause) implements Disregarded {}

    /// Granted when the time had already run out.
    record LateExtension(Extension extension, LocalDate lastDay) implements Disregarded {}
}
