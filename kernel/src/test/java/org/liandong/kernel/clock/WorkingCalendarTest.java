package org.liandong.kernel.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingCalendarTest {

    private static final WorkingCalendar CALENDAR = WorkingCalendar.shipped();
    private static final CalendarEdition EDITION_2026 = CALENDAR.edition("2026a");

    private static LocalDate day(String iso) {
        return LocalDate.parse(iso);
    }

    @Test
    void aDayIsWorkingOrWeekendUnlessANoticeSaysOtherwise() {
        assertThat(EDITION_2026.kindOf(day("2026-09-24"))).isEqualTo(new DayKind.Working());
        assertThat(EDITION_2026.kindOf(day("2026-09-12"))).isEqualTo(new DayKind.Weekend());
        assertThat(EDITION_2026.kindOf(day("2026-09-25"))).isEqualTo(new DayKind.Holiday("中秋节"));
        assertThat(EDITION_2026.kindOf(day("2026-10-10"))).isEqualTo(new DayKind.MakeUp("国庆节"));
    }

    @Test
    void aSaturdayInsideAHolidayIsTheHoliday() {
        assertThat(EDITION_2026.kindOf(day("2026-10-03"))).isEqualTo(new DayKind.Holiday("国庆节"));
    }

    @Test
    void aWeekdayThatANoticeSendsToWorkIsAnOrdinaryWorkingDay() {
        // 2020b ended the longer Spring Festival by naming Monday 3 February.
        assertThat(EDITION_2026.kindOf(day("2020-02-03"))).isEqualTo(new DayKind.Working());
    }

    @Test
    void theNextWorkingDayIsNeverTheDayItself() {
        assertThat(EDITION_2026.nextWorkingDay(day("2026-09-21"))).isEqualTo("2026-09-22");
        assertThat(EDITION_2026.nextWorkingDay(day("2026-09-24"))).isEqualTo("2026-09-28");
        assertThat(EDITION_2026.nextWorkingDay(day("2026-10-09"))).isEqualTo("2026-10-10");
    }

    @Test
    void everyYearHasTheWorkingDaysThatWereCountedByHand() {
        String workingDays =
                """
                year total  1  2  3  4  5  6  7  8  9 10 11 12
                2019   250 22 17 21 22 21 19 23 22 21 19 21 22
                2020   249 17 20 22 22 19 21 23 21 23 17 21 23
                2021   250 20 17 23 22 19 21 22 22 22 17 22 23
                2022   249 21 16 23 21 20 21 21 23 21 18 22 22
                2023   249 18 20 23 20 21 21 21 23 20 19 22 21
                2024   251 22 18 21 22 21 19 23 22 21 19 21 22
                2025   248 19 19 21 22 19 20 23 21 23 18 20 23
                2026   248 21 16 22 21 19 21 23 21 22 18 21 23
                """;

        assertThat(workingDays.lines().skip(1))
                .allSatisfy(line -> {
                    List<Long> cells = Arrays.stream(line.split(" +")).map(Long::valueOf).toList();
                    int year = Math.toIntExact(cells.getFirst());
                    List<Long> counted = new ArrayList<>();
                    for (int month = 1; month <= 12; month++) {
                        counted.add(workingDaysIn(YearMonth.of(year, month)));
                    }
                    assertThat(counted).isEqualTo(cells.subList(2, 14));
                    assertThat(counted.stream().mapToLong(Long::longValue).sum())
                            .isEqualTo(cells.get(1));
                });
    }

    private static long workingDaysIn(YearMonth month) {
        return month.atDay(1)
                .datesUntil(month.plusMonths(1).atDay(1))
                .filter(EDITION_2026::isWorkingDay)
                .count();
    }

    // Before any notice of 2019, between the two, after the revision; and the same for 2020.
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # known on | date       | edition       | works
                    2018-12-05 | 2019-05-01 | weekends-only | true
                    2019-03-21 | 2019-05-01 | 2019a         | false
                    2019-03-21 | 2019-05-02 | 2019a         | true
                    2019-03-21 | 2019-05-05 | 2019a         | false
                    2019-03-22 | 2019-05-02 | 2019b         | false
                    2019-03-22 | 2019-05-05 | 2019b         | true
                    2020-01-26 | 2020-01-31 | 2020a         | true
                    2020-01-26 | 2020-02-01 | 2020a         | true
                    2020-01-27 | 2020-01-31 | 2020b         | false
                    2020-01-27 | 2020-02-01 | 2020b         | false
                    2026-11-23 | 2020-02-01 | 2026a         | false
                    """,
            delimiter = '|')
    void whatIsKnownDependsOnTheDayItIsAskedFor(
            LocalDate knownOn, LocalDate date, String edition, boolean works) {
        assertThat(CALENDAR.edition(knownOn).name()).isEqualTo(edition);
        assertThat(CALENDAR.edition(knownOn).isWorkingDay(date)).isEqualTo(works);
    }

    @Test
    void anEditionIsFoundAgainByItsName() {
        assertThat(CALENDAR.edition("2020a")).isSameAs(CALENDAR.edition(day("2020-01-20")));
        assertThat(CALENDAR.edition("weekends-only")).isSameAs(CALENDAR.edition(day("1990-01-01")));
        assertThatThrownBy(() -> CALENDAR.edition("2027a"))
                .hasMessage("The calendar has no edition '2027a'. Maybe its notice is not loaded.");
    }

    @Test
    void aYearWithoutANoticeIsProvisionalAndHasPlainWeekends() {
        assertThat(EDITION_2026.publishedYears())
                .containsExactly(
                        Year.of(2019),
                        Year.of(2020),
                        Year.of(2021),
                        Year.of(2022),
                        Year.of(2023),
                        Year.of(2024),
                        Year.of(2025),
                        Year.of(2026));
        assertThat(EDITION_2026.isProvisional(day("2026-12-31"))).isFalse();
        assertThat(EDITION_2026.isProvisional(day("2027-01-01"))).isTrue();
        assertThat(EDITION_2026.isProvisional(day("2018-12-28"))).isTrue();
        assertThat(EDITION_2026.kindOf(day("2027-01-01"))).isEqualTo(new DayKind.Working());
        assertThat(EDITION_2026.kindOf(day("2027-01-02"))).isEqualTo(new DayKind.Weekend());
    }

    @Test
    void aRevisionBelongsToTheYearItRevises() {
        assertThat(CALENDAR.edition("2020b").publishedYears())
                .containsExactly(Year.of(2019), Year.of(2020));
    }

    @Test
    void commentsAndBlankLinesAreNoDays() {
        WorkingCalendar calendar =
                WorkingCalendar.parse(
                        """
                        # A comment.

                        date,kind,holiday,notice,known_from,superseded_on
                        2027-01-01,off,元旦,2027a,2026-11-02,
                        """);

        assertThat(calendar.specialDays())
                .containsExactly(
                        new SpecialDay(
                                day("2027-01-01"),
                                SpecialDay.Effect.OFF,
                                "元旦",
                                new Notice("2027a", day("2026-11-02")),
                                null));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    2027-01-01,off,元旦,2027a                          | it has 4 cells, not 6
                    2027-13-01,off,元旦,2027a,2026-11-02,              | Text '2027-13-01' could not be parsed
                    2027-01-01,rest,元旦,2027a,2026-11-02,             | the kind is neither off nor work
                    2027-01-01,off,元旦,first,2026-11-02,              | A notice is named by its year and a letter
                    2027-01-01,off,元旦,2027a,2026-11-02,2026-11-01    | cannot be superseded on 2026-11-01
                    """,
            delimiter = '|')
    void aLineThatCannotBeReadIsNamed(String line, String why) {
        String csv = "date,kind,holiday,notice,known_from,superseded_on\n" + line;

        assertThatThrownBy(() -> WorkingCalendar.parse(csv))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Line 2 of the calendar ('" + line + "') cannot be read: ")
                .hasMessageContaining(why);
    }

    @Test
    void aCalendarWithoutItsHeaderIsRefused() {
        assertThatThrownBy(() -> WorkingCalendar.parse("2027-01-01,off,元旦,2027a,2026-11-02,"))
                .hasMessageStartingWith("Line 1 of the calendar must be the header");
    }

    @Test
    void aNoticeHasOneDayOfPublication() {
        assertThatThrownBy(() ->
                        calendar(
                                "2027-01-01,off,元旦,2027a,2026-11-02,",
                                "2027-01-02,off,元旦,2027a,2026-11-03,"))
                .hasMessage("The notice 2027a is published on 2026-11-02 and on 2026-11-03.");
    }

    @Test
    void twoLinesForOneDateMustNotStandAtTheSameTime() {
        assertThatThrownBy(() ->
                        calendar(
                                "2027-01-02,off,元旦,2027a,2026-11-02,",
                                "2027-01-02,work,元旦,2027b,2026-12-01,"))
                .hasMessageStartingWith("Edition 2027b has two lines for 2027-01-02.");
    }

    @Test
    void onlyANoticeSupersedesALine() {
        assertThatThrownBy(() -> calendar("2027-01-02,off,元旦,2027a,2026-11-02,2026-12-01"))
                .hasMessageContaining("is superseded on 2026-12-01, when no notice was published");
    }

    private static WorkingCalendar calendar(String... lines) {
        return WorkingCalendar.parse(
                "date,kind,holiday,notice,known_from,superseded_on\n" + String.join("\n", lines));
    }
}
