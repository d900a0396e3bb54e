package org.liandong.kernel.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayAccountTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final WorkingCalendar CALENDAR = WorkingCalendar.shipped();
    private static final CalendarEdition EDITION_2026 = CALENDAR.edition("2026a");

    private static final PauseGround EXPERT_REVIEW =
            new PauseGround("expert review", "行政许可法 45", true);
    private static final PauseGround HEARING = new PauseGround("hearing", "行政许可法 45", true);
    private static final PauseGround SUPPLEMENT =
            new PauseGround("supplement", "a rule that says so", false);

    /// Twenty working days from Monday 2026-06-01: without more, due on Tuesday 2026-06-30, as 19 June is a holiday.
    private static final StatutoryClock DECISION =
            StatutoryClock.started("decision", day("2026-06-01"), TimeLimit.workingDays(20));

    private static LocalDate day(String iso) {
        return LocalDate.parse(iso);
    }

    private static DayAccount account(StatutoryClock clock, String asOf) {
        return clock.account(day(asOf), EDITION_2026);
    }

    private static Extension extension(int length, String grantedOn) {
        return new Extension(length, "行政许可法 42", "more papers to compare", day(grantedOn));
    }

    @Test
    void aRunningClockShowsTheDaysUsedAndLeft() {
        DayAccount account = account(DECISION, "2026-06-08");

        assertThat(account.state()).isEqualTo(new ClockState.Running());
        assertThat(account.lastDay()).isEqualTo(new LastDay(day("2026-06-30"), false, "2026a"));
        assertThat(account.daysUsed()).isEqualTo(5);
        assertThat(account.daysLeft()).isEqualTo(15);
        assertThat(account.due(SHANGHAI)).contains(Instant.parse("2026-06-30T16:00:00Z"));
        assertThat(AccountText.of(account))
                .isEqualTo(
                        """
                        2026-06-01 | working | start
                        2026-06-02 | working | counted 1
                        2026-06-03 | working | counted 2
                        2026-06-04 | working | counted 3
                        2026-06-05 | working | counted 4
                        2026-06-06 | weekend | rest
                        2026-06-07 | weekend | rest
                        2026-06-08 | working | counted 5
                        """);
    }

    @Test
    void aClockHasNoDaysBeforeItsStart() {
        DayAccount account = account(DECISION, "2026-05-31");

        assertThat(account.days()).isEmpty();
        assertThat(account.daysLeft()).isEqualTo(20);
        assertThat(account.state()).isEqualTo(new ClockState.Running());
    }

    @Test
    void aPausedDayDoesNotCountWhateverItIsInTheCalendar() {
        Pause review =
                Pause.open(EXPERT_REVIEW, day("2026-06-04"))
                        .told(day("2026-06-08"))
                        .ended(day("2026-06-08"));
        DayAccount account = account(DECISION.paused(review), "2026-06-09");

        assertThat(account.lastDay().date()).isEqualTo("2026-07-03");
        assertThat(account.state()).isEqualTo(new ClockState.Running());
        assertThat(AccountText.of(account))
                .isEqualTo(
                        """
                        2026-06-01 | working | start
                        2026-06-02 | working | counted 1
                        2026-06-03 | working | counted 2
                        2026-06-04 | working | paused: expert review
                        2026-06-05 | working | paused: expert review
                        2026-06-06 | weekend | paused: expert review
                        2026-06-07 | weekend | paused: expert review
                        2026-06-08 | working | paused: expert review
                        2026-06-09 | working | counted 3
                        """);
    }

    @Test
    void aPauseWithoutTheWrittenNoticeDoesNotStopTheClock() {
        Pause untold = Pause.open(EXPERT_REVIEW, day("2026-06-04"));
        DayAccount account = account(DECISION.paused(untold), "2026-06-05");

        assertThat(account.state()).isEqualTo(new ClockState.Running());
        assertThat(account.lastDay().date()).isEqualTo("2026-06-30");
        assertThat(account.disregarded())
                .containsExactly(new Disregarded.PauseWithoutNotice(untold));
    }

    @Test
    void aNoticeThatComesLaterStopsTheClockFromTheFirstDayOfThePause() {
        StatutoryClock untold = DECISION.paused(Pause.open(EXPERT_REVIEW, day("2026-06-04")));

        assertThat(account(untold, "2026-06-05").due(SHANGHAI)).isPresent();
        assertThat(account(untold.told(day("2026-06-08")), "2026-06-05").lastDay().date())
                .isEqualTo("2026-07-03");
    }

    @Test
    void aPauseThatBeginsLaterIsNotTheOneThatEnds() {
        Pause hearing = Pause.open(HEARING, day("2026-06-04")).told(day("2026-06-08"));
        Pause untold = Pause.open(EXPERT_REVIEW, day("2026-06-10"));

        assertThat(DECISION.paused(hearing).paused(untold).resumed(day("2026-06-09")).pauses())
                .containsExactly(hearing.ended(day("2026-06-09")), untold);
    }

    @Test
    void aGroundThatNeedsNoNoticeStopsTheClockWithoutOne() {
        Pause supplement = Pause.open(SUPPLEMENT, day("2026-06-04"));
        DayAccount account = account(DECISION.paused(supplement), "2026-06-05");

        assertThat(account.state()).isEqualTo(new ClockState.Paused(supplement));
        assertThat(account.disregarded()).isEmpty();
    }

    @Test
    void anOpenPauseProjectsTheLastDayFromItsExpectedEndAndNothingFallsDue() {
        Pause review = Pause.open(EXPERT_REVIEW, day("2026-06-04")).told(day("2026-06-08"));
        StatutoryClock paused = DECISION.paused(review);

        DayAccount before = account(paused, "2026-06-05");
        assertThat(before.state()).isEqualTo(new ClockState.Paused(review));
        assertThat(before.lastDay().date()).isEqualTo("2026-07-03");
        assertThat(before.due(SHANGHAI)).isEmpty();

        DayAccount overrun = account(paused, "2026-06-10");
        assertThat(overrun.state()).isEqualTo(new ClockState.Paused(review));
        assertThat(overrun.lastDay().date()).isEqualTo("2026-07-07");

        DayAccount resumed = account(paused.resumed(day("2026-06-10")), "2026-06-11");
        assertThat(resumed.state()).isEqualTo(new ClockState.Running());
        assertThat(resumed.lastDay().date()).isEqualTo("2026-07-07");
        assertThat(resumed.due(SHANGHAI)).contains(Instant.parse("2026-07-07T16:00:00Z"));
    }

    @Test
    void aPauseThatBeginsAfterTheLastDayComesTooLate() {
        Pause late = Pause.open(SUPPLEMENT, day("2026-07-01"));
        DayAccount account = account(DECISION.paused(late), "2026-07-01");

        assertThat(account.state()).isEqualTo(new ClockState.Missed(day("2026-06-30")));
        assertThat(account(DECISION.paused(late), "2026-06-29").due(SHANGHAI))
                .contains(Instant.parse("2026-06-30T16:00:00Z"));
    }

    @Test
    void aPauseOfNaturalDaysAndMonthsMovesTheirEndByItsDays() {
        Pause tenDays = Pause.open(SUPPLEMENT, day("2026-06-05")).ended(day("2026-06-14"));

        assertThat(lastDay(TimeLimit.naturalDays(30), tenDays)).isEqualTo("2026-07-11");
        assertThat(lastDay(TimeLimit.months(1), tenDays)).isEqualTo("2026-07-11");
        assertThat(lastDay(TimeLimit.naturalDays(30).rollingToNextWorkingDay(), tenDays))
                .isEqualTo("2026-07-13");
    }

    private static LocalDate lastDay(TimeLimit limit, Pause pause) {
        return account(
                        StatutoryClock.started("limit", day("2026-06-01"), limit).paused(pause),
                        "2026-07-01")
                .lastDay()
                .date();
    }

    @Test
    void aLastDayDoesNotRollIntoAPause() {
        // The thirtieth day is Saturday 11 July; Monday and Tuesday after it are paused.
        Pause twoDays = Pause.open(SUPPLEMENT, day("2026-07-13")).ended(day("2026-07-14"));
        StatutoryClock clock =
                StatutoryClock.started(
                                "change",
                                day("2026-06-11"),
                                TimeLimit.naturalDays(30).rollingToNextWorkingDay())
                        .paused(twoDays);

        assertThat(AccountText.of(account(clock, "2026-07-31")))
                .endsWith(
                        """
                        2026-07-11 | weekend | counted 30
                        2026-07-12 | weekend | rest
                        2026-07-13 | working | paused: supplement
                        2026-07-14 | working | paused: supplement
                        2026-07-15 | working | rolled to
                        """);
    }

    @Test
    void noDayHasTwoHolders() {
        Pause review = Pause.open(EXPERT_REVIEW, day("2026-06-04")).told(day("2026-06-08"));
        Pause hearing = Pause.open(HEARING, day("2026-06-05")).told(day("2026-06-05"));

        assertThatThrownBy(() -> DECISION.paused(review).paused(hearing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "The clock 'decision' is paused twice on 2026-06-05: expert review and hearing.");
        assertThat(DECISION.paused(review.ended(day("2026-06-04"))).paused(hearing).pauses())
                .hasSize(2);
    }

    @Test
    void onlyAnOpenPauseCanBeEnded() {
        assertThatThrownBy(() -> DECISION.resumed(day("2026-06-10")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has no pause that is open on 2026-06-10");
    }

    @Test
    void anExtensionCountsOnFromTheLastDay() {
        DayAccount account = account(DECISION.extended(extension(10, "2026-06-30")), "2026-07-01");

        assertThat(account.lastDay().date()).isEqualTo("2026-07-14");
        assertThat(account.daysLeft()).isEqualTo(9);
        assertThat(account.state()).isEqualTo(new ClockState.Running());
    }

    @Test
    void anExtensionGrantedAfterTheLastDayDoesNotReviveTheClock() {
        Extension late = extension(10, "2026-07-01");
        DayAccount account = account(DECISION.extended(late), "2026-07-01");

        assertThat(account.state()).isEqualTo(new ClockState.Missed(day("2026-06-30")));
        assertThat(account.disregarded())
                .containsExactly(new Disregarded.LateExtension(late, day("2026-06-30")));
    }

    @Test
    void anExtensionOfARolledLimitStartsOnTheDayItRolledTo() {
        StatutoryClock change =
                StatutoryClock.started(
                                "change",
                                day("2026-09-02"),
                                TimeLimit.naturalDays(30).rollingToNextWorkingDay())
                        .extended(extension(4, "2026-09-20"));

        assertThat(account(change, "2026-09-20").lastDay().date()).isEqualTo("2026-10-12");
    }

    @Test
    void aClockIsMetByAnActOnItsLastDayAndMissedByOneTheDayAfter() {
        assertThat(account(DECISION.met(day("2026-06-30")), "2026-07-02").state())
                .isEqualTo(new ClockState.Met(day("2026-06-30")));
        assertThat(account(DECISION.met(day("2026-07-01")), "2026-07-02").state())
                .isEqualTo(new ClockState.Missed(day("2026-06-30")));
    }

    @Test
    void aClockIsOpenOnItsLastDayAndMissedTheDayAfter() {
        assertThat(account(DECISION, "2026-06-30").state()).isEqualTo(new ClockState.Running());
        assertThat(account(DECISION, "2026-06-30").daysLeft()).isZero();

        DayAccount after = account(DECISION, "2026-07-01");
        assertThat(after.state()).isEqualTo(new ClockState.Missed(day("2026-06-30")));
        assertThat(after.days().getLast().date()).isEqualTo("2026-06-30");
        assertThat(after.due(SHANGHAI)).isEmpty();
    }

    @Test
    void aClockStandsAsItDidOnTheDayAskedFor() {
        StatutoryClock met = DECISION.met(day("2026-06-10"));

        assertThat(account(met, "2026-06-09").state()).isEqualTo(new ClockState.Running());
        assertThat(account(met, "2026-06-10").state())
                .isEqualTo(new ClockState.Met(day("2026-06-10")));
        assertThat(account(met, "2026-12-31").daysUsed()).isEqualTo(7);
    }

    @Test
    void aSupersededClockIsClosed() {
        DayAccount account = account(DECISION.superseded(day("2026-06-03")), "2026-07-31");

        assertThat(account.state()).isEqualTo(new ClockState.Superseded(day("2026-06-03")));
        assertThat(account.days()).hasSize(3);
        assertThat(account.due(SHANGHAI)).isEmpty();
    }

    @Test
    void aClockThatIsMetWhilePausedIsMet() {
        Pause review = Pause.open(EXPERT_REVIEW, day("2026-06-04")).told(day("2026-07-01"));
        DayAccount account = account(DECISION.paused(review).met(day("2026-07-20")), "2026-12-31");

        assertThat(account.state()).isEqualTo(new ClockState.Met(day("2026-07-20")));
        assertThat(account.daysUsed()).isEqualTo(2);
    }

    @Test
    void aRevisionOfTheCalendarMovesOpenClocksAndLeavesClosedOnes() {
        StatutoryClock open =
                StatutoryClock.started("decision", day("2020-01-20"), TimeLimit.workingDays(20));
        StatutoryClock closed = open.met(day("2020-01-23"));
        CalendarEdition before = CALENDAR.edition(day("2020-01-26"));
        CalendarEdition after = CALENDAR.edition(day("2020-01-27"));

        DayAccount openBefore = open.account(day("2020-01-26"), before);
        assertThat(openBefore.lastDay()).isEqualTo(new LastDay(day("2020-02-21"), false, "2020a"));
        assertThat(openBefore.under(after).lastDay())
                .isEqualTo(new LastDay(day("2020-02-25"), false, "2020b"));

        DayAccount closedBefore = closed.account(day("2020-01-26"), before);
        assertThat(closedBefore.under(after)).isSameAs(closedBefore);
    }

    @Test
    void aProvisionalLastDayBecomesFirmWhenTheNoticeComes() {
        // An invented notice of 2027: the first three days of the year rest, Sunday 10 January
        // works.
        Notice notice = new Notice("2027a", day("2026-11-05"));
        List<SpecialDay> days = new ArrayList<>(CALENDAR.specialDays());
        for (String off : List.of("2027-01-01", "2027-01-02", "2027-01-03")) {
            days.add(new SpecialDay(day(off), SpecialDay.Effect.OFF, "元旦", notice, null));
        }
        days.add(new SpecialDay(day("2027-01-10"), SpecialDay.Effect.WORK, "元旦", notice, null));
        WorkingCalendar calendar = new WorkingCalendar(days);
        StatutoryClock decision =
                StatutoryClock.started("decision", day("2026-12-10"), TimeLimit.workingDays(20));

        DayAccount provisional =
                decision.account(day("2026-12-10"), calendar.edition(day("2026-11-04")));
        DayAccount firm = provisional.under(calendar.edition(day("2026-11-05")));

        assertThat(provisional.lastDay()).isEqualTo(new LastDay(day("2027-01-07"), true, "2026a"));
        assertThat(firm.lastDay()).isEqualTo(new LastDay(day("2027-01-08"), false, "2027a"));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> Pause.open(HEARING, day("2026-06-04")).ended(day("2026-06-03")))
                .hasMessage("A pause from 2026-06-04 cannot end on 2026-06-03.");
        assertThatThrownBy(() -> Pause.open(HEARING, day("2026-06-04")).told(day("9999-06-03")))
                .hasMessage("A pause from 2026-06-04 cannot be expected to end on 9999-06-03.");
        assertThatThrownBy(() -> DECISION.met(day("2026-05-31")))
                .hasMessage(
                        "The clock 'decision' starts on 2026-06-01 and cannot end on 2026-05-31.");
        assertThatThrownBy(() -> extension(0, "2026-06-04"))
                .hasMessageContaining("at least 1 unit, not 0");
        assertThatThrownBy(() -> new Extension(1, "行政许可法 42", " ", day("2026-06-04")))
                .hasMessageStartingWith("An extension needs a clause and a reason");
        assertThatThrownBy(() -> new PauseGround("hearing", "", true))
                .hasMessageStartingWith("A ground for a pause needs a reason and a clause");
    }
}
