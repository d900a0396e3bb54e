package org.liandong.kernel.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// What holds of every clock: on published years, on years not yet published, and across their border.
class ClockProperties {

    private static final CalendarEdition EDITION_2026 = WorkingCalendar.shipped().edition("2026a");
    private static final LocalDate FIRST = LocalDate.of(2018, 11, 1);
    private static final LocalDate LAST = LocalDate.of(2027, 6, 30);
    private static final LocalDate LONG_AFTER = LocalDate.of(2099, 12, 31);
    private static final PauseGround GROUND = new PauseGround("testing", "行政许可法 45", false);

    /// Days between two pauses, and days of a pause.
    record Spell(int running, int paused) {}

    @Property
    void theLastDayIsMonotoneInTheStart(
            @ForAll("days") LocalDate start,
            @ForAll @IntRange(max = 40) int later,
            @ForAll("limits") TimeLimit limit) {
        assertThat(limit.lastDay(start.plusDays(later), EDITION_2026).date())
                .isAfterOrEqualTo(limit.lastDay(start, EDITION_2026).date());
    }

    @Property
    void theLastDayIsMonotoneInTheLength(
            @ForAll("days") LocalDate start,
            @ForAll @IntRange(max = 20) int more,
            @ForAll("limits") TimeLimit limit) {
        TimeLimit longer = new TimeLimit(limit.length() + more, limit.unit(), limit.rolling());

        assertThat(longer.lastDay(start, EDITION_2026).date())
                .isAfterOrEqualTo(limit.lastDay(start, EDITION_2026).date());
    }

    @Property
    void betweenStartAndLastDayLieAsManyWorkingDaysAsTheLimitHas(
            @ForAll("days") LocalDate start, @ForAll @IntRange(min = 1, max = 120) int length) {
        LocalDate last = TimeLimit.workingDays(length).lastDay(start, EDITION_2026).date();

        assertThat(EDITION_2026.isWorkingDay(last)).isTrue();
        assertThat(workingDaysAfter(start, last)).isEqualTo(length);
    }

    @Property
    void aLastDayRollsOverRestOnlyAndStopsAtWork(
            @ForAll("days") LocalDate start, @ForAll @IntRange(max = 120) int length) {
        LocalDate counted = TimeLimit.naturalDays(length).lastDay(start, EDITION_2026).date();
        LocalDate last =
                TimeLimit.naturalDays(length)
                        .rollingToNextWorkingDay()
                        .lastDay(start, EDITION_2026)
                        .date();

        assertThat(EDITION_2026.isWorkingDay(last)).isTrue();
        assertThat(counted.datesUntil(last)).noneMatch(EDITION_2026::isWorkingDay);
    }

    @Property
    void theAccountOfAPlainClockEndsWhereItsLimitEnds(
            @ForAll("days") LocalDate start, @ForAll("limits") TimeLimit limit) {
        assertThat(whole(StatutoryClock.started("clock", start, limit)).lastDay())
                .isEqualTo(limit.lastDay(start, EDITION_2026));
    }

    @Property
    void aPauseNeverMakesALimitEarlier(
            @ForAll("days") LocalDate start,
            @ForAll("limits") TimeLimit limit,
            @ForAll("spells") List<Spell> spells) {
        StatutoryClock plain = StatutoryClock.started("clock", start, limit);

        assertThat(whole(paused(plain, spells)).lastDay().date())
                .isAfterOrEqualTo(whole(plain).lastDay().date());
    }

    @Property
    void theCountedDaysOfTheAccountEqualTheLimit(
            @ForAll("days") LocalDate start,
            @ForAll @IntRange(max = 60) int length,
            @ForAll @IntRange(min = 1, max = 30) int extension,
            @ForAll("spells") List<Spell> spells) {
        StatutoryClock clock =
                paused(
                                StatutoryClock.started(
                                        "clock", start, TimeLimit.workingDays(length)),
                                spells)
                        .extended(extension(extension, start));
        DayAccount account = whole(clock);

        assertThat(account.days())
                .filteredOn(line -> line.entry() instanceof AccountDay.Entry.Counted)
                .hasSize(length + extension);
        assertThat(
                        account.days().stream()
                                .filter(line -> line.entry() instanceof AccountDay.Entry.Counted)
                                .allMatch(line -> line.kind().isWorkingDay()))
                .isTrue();
    }

    @Property
    void anExtensionInWorkingDaysIsALongerLimit(
            @ForAll("days") LocalDate start,
            @ForAll @IntRange(max = 60) int length,
            @ForAll @IntRange(min = 1, max = 30) int extension,
            @ForAll("spells") List<Spell> spells) {
        StatutoryClock extended =
                paused(
                                StatutoryClock.started(
                                        "clock", start, TimeLimit.workingDays(length)),
                                spells)
                        .extended(extension(extension, start));
        StatutoryClock longer =
                paused(
                        StatutoryClock.started(
                                "clock", start, TimeLimit.workingDays(length + extension)),
                        spells);

        assertThat(whole(extended).lastDay()).isEqualTo(whole(longer).lastDay());
    }

    @Property
    void everyCalendarDayHasOneLineAndTheLastLineIsTheLastDay(
            @ForAll("days") LocalDate start,
            @ForAll("limits") TimeLimit limit,
            @ForAll("spells") List<Spell> spells) {
        DayAccount account = whole(paused(StatutoryClock.started("clock", start, limit), spells));

        assertThat(account.days())
                .extracting(AccountDay::date)
                .containsExactlyElementsOf(
                        start.datesUntil(account.lastDay().date().plusDays(1)).toList());
    }

    @Property
    void theLastDayDoesNotDependOnTheDayItIsAskedForOnceAllPausesHaveEnded(
            @ForAll("days") LocalDate start,
            @ForAll("limits") TimeLimit limit,
            @ForAll("spells") List<Spell> spells,
            @ForAll @IntRange(max = 200) int after) {
        StatutoryClock clock = paused(StatutoryClock.started("clock", start, limit), spells);
        DayAccount account = clock.account(start.plusDays(after), EDITION_2026);
        DayAccount whole = whole(clock);

        assertThat(account.lastDay()).isEqualTo(whole.lastDay());
        assertThat(account.daysUsed() + account.daysLeft()).isEqualTo(whole.daysUsed());
        assertThat(account.days()).isEqualTo(whole.days().subList(0, account.days().size()));
    }

    @Property
    void anOpenPauseOnlyMovesTheLastDayBackAsTimeGoesBy(
            @ForAll("days") LocalDate start,
            @ForAll("limits") TimeLimit limit,
            @ForAll @IntRange(max = 60) int from,
            @ForAll @IntRange(max = 200) int after) {
        StatutoryClock clock =
                StatutoryClock.started("clock", start, limit)
                        .paused(Pause.open(GROUND, start.plusDays(from)));
        LocalDate today = start.plusDays(after);

        assertThat(clock.account(today.plusDays(1), EDITION_2026).lastDay().date())
                .isAfterOrEqualTo(clock.account(today, EDITION_2026).lastDay().date());
    }

    @Property
    void aClockKnowsTheSameInWhateverOrderItLearntIt(
            @ForAll("days") LocalDate start,
            @ForAll("spells") List<Spell> spells,
            @ForAll Random random) {
        StatutoryClock inOrder =
                paused(StatutoryClock.started("clock", start, TimeLimit.workingDays(20)), spells);
        List<Pause> shuffled = new ArrayList<>(inOrder.pauses());
        Collections.shuffle(shuffled, random);
        StatutoryClock anyOrder = StatutoryClock.started("clock", start, TimeLimit.workingDays(20));
        for (Pause pause : shuffled) {
            anyOrder = anyOrder.paused(pause);
        }

        assertThat(anyOrder).isEqualTo(inOrder);
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(FIRST.toEpochDay(), LAST.toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    @Provide
    Arbitrary<TimeLimit> limits() {
        Arbitrary<TimeLimit> workingDays =
                Arbitraries.integers().between(0, 60).map(TimeLimit::workingDays);
        Arbitrary<TimeLimit> naturalDays =
                Arbitraries.integers().between(0, 90).map(TimeLimit::naturalDays);
        Arbitrary<TimeLimit> months = Arbitraries.integers().between(0, 24).map(TimeLimit::months);
        Arbitrary<TimeLimit> years = Arbitraries.integers().between(0, 3).map(TimeLimit::years);
        Arbitrary<TimeLimit> notInWorkingDays = Arbitraries.oneOf(naturalDays, months, years);
        return Arbitraries.oneOf(
                workingDays,
                notInWorkingDays,
                notInWorkingDays.map(TimeLimit::rollingToNextWorkingDay));
    }

    @Provide
    Arbitrary<List<Spell>> spells() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(1, 20))
                .as(Spell::new)
                .list()
                .ofMaxSize(5);
    }

    private static StatutoryClock paused(StatutoryClock clock, List<Spell> spells) {
        StatutoryClock paused = clock;
        LocalDate day = clock.start();
        for (Spell spell : spells) {
            LocalDate from = day.plusDays(spell.running());
            day = from.plusDays(spell.paused());
            paused = paused.paused(Pause.open(GROUND, from).ended(day.minusDays(1)));
        }
        return paused;
    }

    private static Extension extension(int length, LocalDate grantedOn) {
        return new Extension(length, "行政许可法 42", "more papers to compare", grantedOn);
    }

    private static DayAccount whole(StatutoryClock clock) {
        return clock.account(LONG_AFTER, EDITION_2026);
    }

    private static long workingDaysAfter(LocalDate start, LocalDate last) {
        return start.plusDays(1)
                .datesUntil(last.plusDays(1))
                .filter(EDITION_2026::isWorkingDay)
                .count();
    }
}
