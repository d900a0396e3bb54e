package org.liandong.kernel.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/// The worked examples of time limits, one test each, on the calendar of 2026.
class AcceptanceExamplesTest {

    private static final CalendarEdition EDITION_2026 = WorkingCalendar.shipped().edition("2026a");

    private static LocalDate day(String iso) {
        return LocalDate.parse(iso);
    }

    private static StatutoryClock clock(String start, TimeLimit limit) {
        return StatutoryClock.started("example", day(start), limit);
    }

    private static LocalDate lastDayOf(StatutoryClock clock) {
        return clock.account(clock.start(), EDITION_2026).lastDay().date();
    }

    private static Extension extension(int length, String grantedOn) {
        return new Extension(length, "行政许可法 42", "more papers to compare", day(grantedOn));
    }

    @Test
    void example1_aLicenceDecisionAcrossTwoHolidays() {
        StatutoryClock decision = clock("2026-09-21", TimeLimit.workingDays(20));

        assertThat(lastDayOf(decision)).isEqualTo("2026-10-26");
        assertThat(AccountText.of(decision.account(day("2026-10-26"), EDITION_2026)))
                .isEqualTo(
                        """
                        2026-09-21 | working | start
                        2026-09-22 | working | counted 1
                        2026-09-23 | working | counted 2
                        2026-09-24 | working | counted 3
                        2026-09-25 | 中秋节 | rest
                        2026-09-26 | 中秋节 | rest
                        2026-09-27 | 中秋节 | rest
                        2026-09-28 | working | counted 4
                        2026-09-29 | working | counted 5
                        2026-09-30 | working | counted 6
                        2026-10-01 | 国庆节 | rest
                        2026-10-02 | 国庆节 | rest
                        2026-10-03 | 国庆节 | rest
                        2026-10-04 | 国庆节 | rest
                        2026-10-05 | 国庆节 | rest
                        2026-10-06 | 国庆节 | rest
                        2026-10-07 | 国庆节 | rest
                        2026-10-08 | working | counted 7
                        2026-10-09 | working | counted 8
                        2026-10-10 | make-up 国庆节 | counted 9
                        2026-10-11 | weekend | rest
                        2026-10-12 | working | counted 10
                        2026-10-13 | working | counted 11
                        2026-10-14 | working | counted 12
                        2026-10-15 | working | counted 13
                        2026-10-16 | working | counted 14
                        2026-10-17 | weekend | rest
                        2026-10-18 | weekend | rest
                        2026-10-19 | working | counted 15
                        2026-10-20 | working | counted 16
                        2026-10-21 | working | counted 17
                        2026-10-22 | working | counted 18
                        2026-10-23 | working | counted 19
                        2026-10-24 | weekend | rest
                        2026-10-25 | weekend | rest
                        2026-10-26 | working | counted 20
                        """);
    }

    @Test
    void example2_aRegistrationAndItsExtensionToASaturdayThatWorks() {
        StatutoryClock registration = clock("2026-09-24", TimeLimit.workingDays(3));

        assertThat(lastDayOf(registration)).isEqualTo("2026-09-30");
        assertThat(lastDayOf(registration.extended(extension(3, "2026-09-30"))))
                .isEqualTo("2026-10-10");
    }

    @Test
    void example3_theOneTimeNoticeAcrossSpringFestival() {
        assertThat(lastDayOf(clock("2026-02-12", TimeLimit.workingDays(5))))
                .isEqualTo("2026-02-26");
    }

    @Test
    void example4_thirtyNaturalDaysThatEndInAHoliday() {
        StatutoryClock change =
                clock("2026-09-02", TimeLimit.naturalDays(30).rollingToNextWorkingDay());

        assertThat(lastDayOf(change)).isEqualTo("2026-10-08");
        assertThat(AccountText.of(change.account(day("2026-10-08"), EDITION_2026)))
                .endsWith(
                        """
                        2026-10-01 | 国庆节 | counted 29
                        2026-10-02 | 国庆节 | counted 30
                        2026-10-03 | 国庆节 | rest
                        2026-10-04 | 国庆节 | rest
                        2026-10-05 | 国庆节 | rest
                        2026-10-06 | 国庆节 | rest
                        2026-10-07 | 国庆节 | rest
                        2026-10-08 | working | rolled to
                        """);
    }

    @Test
    void example5_thirtyNaturalDaysThatEndOnASundayThatWorks() {
        StatutoryClock change =
                clock("2026-08-21", TimeLimit.naturalDays(30).rollingToNextWorkingDay());

        assertThat(lastDayOf(change)).isEqualTo("2026-09-20");
        assertThat(AccountText.of(change.account(day("2026-09-20"), EDITION_2026)))
                .endsWith("2026-09-20 | make-up 国庆节 | counted 30\n");
    }

    @Test
    void example6_aJointCaseAndItsExtension() {
        StatutoryClock joint = clock("2026-08-03", TimeLimit.workingDays(45));

        assertThat(lastDayOf(joint)).isEqualTo("2026-10-10");
        assertThat(lastDayOf(joint.extended(extension(15, "2026-10-09")))).isEqualTo("2026-10-30");
    }

    @Test
    void example7_aDecisionThatRunsIntoAYearNotYetPublished() {
        StatutoryClock decision = clock("2026-12-10", TimeLimit.workingDays(20));

        assertThat(decision.account(day("2026-12-10"), EDITION_2026).lastDay())
                .isEqualTo(new LastDay(day("2027-01-07"), true, "2026a"));
    }

    @Test
    void example8_silenceAboutMissingPapersAcceptsThemFromTheDayTheyWereReceived() {
        LocalDate received = day("2026-03-02");
        StatutoryClock notice = clock("2026-03-02", TimeLimit.workingDays(5));
        ClockState afterTheFifthDay = notice.account(day("2026-03-10"), EDITION_2026).state();

        assertThat(afterTheFifthDay).isEqualTo(new ClockState.Missed(day("2026-03-09")));
        // 行政许可法 32: the rule of the service, not the clock, says from when. It is not the sixth
        // day.
        assertThat(TimeLimit.workingDays(20).lastDay(received, EDITION_2026).date())
                .isEqualTo("2026-03-30");
    }
}
