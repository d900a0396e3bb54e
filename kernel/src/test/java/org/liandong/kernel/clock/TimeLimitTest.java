package org.liandong.kernel.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeLimitTest {

    private static final WorkingCalendar CALENDAR = WorkingCalendar.shipped();
    private static final CalendarEdition EDITION_2026 = CALENDAR.edition("2026a");

    private static LocalDate day(String iso) {
        return LocalDate.parse(iso);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # start    | days | last day   | why
                    2026-09-21 | 20   | 2026-10-26 | permit decision across Mid-autumn, National Day and the make-up day 10 Oct
                    2026-09-24 | 3    | 2026-09-30 | company registration, Mid-autumn
                    2026-09-30 | 3    | 2026-10-10 | registration extension across National Day
                    2026-02-12 | 5    | 2026-02-26 | one-time notice, make-up Saturday 14 Feb and Spring Festival
                    2026-08-03 | 45   | 2026-10-10 | joint processing
                    2026-10-10 | 15   | 2026-10-30 | joint processing, extended from a make-up Saturday
                    2020-01-20 | 20   | 2020-02-25 | calendar after the revision of 27 Jan 2020
                    2019-04-25 | 5    | 2019-05-05 | calendar after the revision of 22 Mar 2019: Sunday 5 May works
                    2026-05-06 | 20   | 2026-06-02 | plain month, Saturday 9 May works
                    2025-09-26 | 10   | 2025-10-16 | National Day 2025, 1 to 8 Oct
                    2024-02-07 | 10   | 2024-02-27 | Spring Festival 2024
                    2023-04-28 | 3    | 2023-05-06 | May 2023, Saturday 6 May works
                    """,
            delimiter = '|')
    void workingDays(LocalDate start, int days, LocalDate last, String why) {
        assertThat(TimeLimit.workingDays(days).lastDay(start, EDITION_2026))
                .as(why)
                .isEqualTo(new LastDay(last, false, "2026a"));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # start    | days | last day   | why
                    2026-09-02 | 30   | 2026-10-08 | change of a registered item: 2 Oct rests and rolls
                    2026-09-12 | 20   | 2026-10-08 | simple deregistration: the notice ends 2 Oct and rolls
                    2026-06-01 | 45   | 2026-07-16 | creditor notice
                    2026-01-31 | 30   | 2026-03-02 | ends on a Monday
                    2026-08-21 | 30   | 2026-09-20 | ends on a Sunday that works: no roll
                    2026-11-15 | 45   | 2026-12-30 | ends on a Wednesday
                    """,
            delimiter = '|')
    void naturalDaysThatRoll(LocalDate start, int days, LocalDate last, String why) {
        assertThat(
                        TimeLimit.naturalDays(days)
                                .rollingToNextWorkingDay()
                                .lastDay(start, EDITION_2026))
                .as(why)
                .isEqualTo(new LastDay(last, false, "2026a"));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # release  | days | last day   | why
                    2026-03-01 | 30   | 2026-03-31 | last day to apply for the return of a retail import
                    2026-03-01 | 45   | 2026-04-15 | last day for the goods to be back, and to pay
                    2026-09-01 | 30   | 2026-10-01 | a holiday ends it like any other day
                    """,
            delimiter = '|')
    void naturalDaysThatDoNotRoll(LocalDate release, int days, LocalDate last, String why) {
        assertThat(TimeLimit.naturalDays(days).lastDay(release, EDITION_2026))
                .as(why)
                .isEqualTo(new LastDay(last, false, "2026a"));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # start    | length | unit   | last day   | why
                    2026-03-15 | 2      | MONTHS | 2026-05-15 | the day of the same number
                    2026-01-31 | 1      | MONTHS | 2026-02-28 | February has no 31st
                    2023-12-31 | 2      | MONTHS | 2024-02-29 | nor in a leap year
                    2026-02-28 | 1      | MONTHS | 2026-03-28 | the number of the day, not the end of the month
                    2024-02-29 | 1      | YEARS  | 2025-02-28 | no 29th in 2025
                    2024-02-29 | 4      | YEARS  | 2028-02-29 | but in 2028
                    """,
            delimiter = '|')
    void monthsAndYearsEndOnTheDayOfTheSameNumber(
            LocalDate start, int length, TimeLimit.Unit unit, LocalDate last, String why) {
        TimeLimit limit = new TimeLimit(length, unit, TimeLimit.Rolling.NONE);

        assertThat(limit.lastDay(start, EDITION_2026).date()).as(why).isEqualTo(last);
    }

    @Test
    void aLimitInMonthsMayRollToo() {
        // 2 May 2026 is a Saturday inside the Labour Day holiday, which ends on 5 May.
        assertThat(
                        TimeLimit.months(2)
                                .rollingToNextWorkingDay()
                                .lastDay(day("2026-03-02"), EDITION_2026)
                                .date())
                .isEqualTo("2026-05-06");
    }

    @Test
    void theRevisionOf2020MovesALastDayByTwoWorkingDays() {
        LocalDate accepted = day("2020-01-20");
        TimeLimit limit = TimeLimit.workingDays(20);

        assertThat(limit.lastDay(accepted, CALENDAR.edition(day("2020-01-26"))))
                .isEqualTo(new LastDay(day("2020-02-21"), false, "2020a"));
        assertThat(limit.lastDay(accepted, CALENDAR.edition(day("2020-01-27"))))
                .isEqualTo(new LastDay(day("2020-02-25"), false, "2020b"));
    }

    @Test
    void theRevisionOf2019MovesALastDayToASundayThatWorks() {
        LocalDate received = day("2019-04-25");
        TimeLimit limit = TimeLimit.workingDays(5);

        assertThat(limit.lastDay(received, CALENDAR.edition(day("2019-03-21"))))
                .isEqualTo(new LastDay(day("2019-05-03"), false, "2019a"));
        assertThat(limit.lastDay(received, CALENDAR.edition(day("2019-03-22"))))
                .isEqualTo(new LastDay(day("2019-05-05"), false, "2019b"));
    }

    @Test
    void aLastDayIsProvisionalWhenAnyDayWasGuessed() {
        LocalDate december = day("2026-12-28");

        assertThat(TimeLimit.workingDays(3).lastDay(december, EDITION_2026).provisional())
                .isFalse();
        assertThat(TimeLimit.workingDays(4).lastDay(december, EDITION_2026).provisional()).isTrue();
        assertThat(TimeLimit.workingDays(4).lastDay(day("2018-12-28"), EDITION_2026).provisional())
                .isTrue();
        assertThat(TimeLimit.workingDays(4).lastDay(day("2018-12-31"), EDITION_2026).provisional())
                .isFalse();
    }

    @Test
    void aRollIsProvisionalWhenTheRestWasGuessed() {
        TimeLimit rolling = TimeLimit.naturalDays(4).rollingToNextWorkingDay();

        assertThat(rolling.lastDay(day("2026-12-27"), EDITION_2026).provisional()).isFalse();
        assertThat(rolling.lastDay(day("2026-12-28"), EDITION_2026))
                .isEqualTo(new LastDay(day("2027-01-01"), true, "2026a"));
        assertThat(TimeLimit.naturalDays(4).lastDay(day("2026-12-28"), EDITION_2026).provisional())
                .as("who does not roll asks no calendar")
                .isFalse();
    }

    @Test
    void aLimitOfZeroEndsOnItsStart() {
        assertThat(TimeLimit.workingDays(0).lastDay(day("2027-01-03"), EDITION_2026))
                .isEqualTo(new LastDay(day("2027-01-03"), false, "2026a"));
    }

    @Test
    void theLastDayEndsAtMidnightOfItsPlace() {
        LastDay lastDay = new LastDay(day("2026-10-26"), false, "2026a");

        assertThat(lastDay.due(ZoneId.of("Asia/Shanghai")))
                .isEqualTo(Instant.parse("2026-10-26T16:00:00Z"));
    }

    @Test
    void aLimitInWorkingDaysCannotRoll() {
        assertThatThrownBy(() -> TimeLimit.workingDays(20).rollingToNextWorkingDay())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ends on a working day by itself");
    }

    @Test
    void aLimitHasALength() {
        assertThatThrownBy(() -> TimeLimit.workingDays(-1))
                .hasMessageContaining("0 to 36525 WORKING_DAYS, not -1");
        assertThatThrownBy(() -> TimeLimit.years(101))
                .hasMessageContaining("0 to 100 YEARS, not 101");
    }
}
