/// The working-day calendar and the clocks that run on it.
///
/// The calendar has two times: the day it is about, and the day its notice became known. One `CalendarEdition` is what
/// was known on a day; every answer names its edition, so that it can be given again years later, when the notice has
/// long been revised. A clock is an account of days: each calendar day is counted, at rest, or excluded with its reason.
///
/// Nothing here asks what day it is: the day comes in as an argument. A date is a legal date of the calendar's place.
///
/// Sources: 民法典 (Civil Code) 201 to 203 for how a period runs; 行政许可法 (Administrative Licensing Law) 42, 45 and 82
/// for extensions, days that do not count, and working days; the yearly holiday notices of the State Council.
@NullMarked
package org.liandong.kernel.clock;

import org.jspecify.annotations.NullMarked;
