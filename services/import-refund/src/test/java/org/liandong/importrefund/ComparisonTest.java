package org.liandong.importrefund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.importrefund.Office.L;
import static org.liandong.importrefund.Office.book;
import static org.liandong.importrefund.Office.booked;
import static org.liandong.importrefund.Office.given;
import static org.liandong.importrefund.Office.requested;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The comparison of payment books (STA and GACC 2013-31, 4): results, periods, limits.
class ComparisonTest {

    private static final String CASE = book(L);

    private static Office comparedOn(Office office, String day) {
        return office.dayComes(day);
    }

    // ---- results

    @Test
    void aBookThatCustomsKnowsWithAllItemsEqualMatches() {
        try (Office office =
                given(booked(L, "1000.00"), requested("D1", L, "1000.00", "2026-03-02"))) {
            assertThat(office.status(CASE)).isEqualTo("waiting");
            comparedOn(office, "2026-03-03");
            assertThat(office.decisions(CASE, "comparison")).containsExactly("ADMITTED");
            assertThat(office.status(CASE)).isEqualTo("admitted");
            assertThat(office.messages("COMPARISON-RESULT", "requestNo", "status"))
                    .containsExactly("D1 match");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # amount | issued     | taxpayer | says
                    1000.01  | 2026-01-08 | IMP1     | REFUSED C5 1000.01 / 1000.00
                    1000.00  | 2026-01-09 | IMP1     | REFUSED C4 2026-01-09 / 2026-01-08
                    1000.00  | 2026-01-08 | IMP2     | REFUSED C6 IMP2 / IMP1
                    999.99   | 2026-01-07 | IMP2     | REFUSED C4 2026-01-07 / 2026-01-08 C5 999.99 / 1000.00 C6 IMP2 / IMP1
                    """)
    void aBookWithAnItemThatIsNotEqualDiffersAndShowsEveryItemWithBothValues(
            String amount, String issued, String taxpayer, String says) {
        try (Office office =
                given(
                        booked(L, "1000.00"),
                        requested("D1", L, amount, issued, taxpayer, "2026-03-02"))) {
            comparedOn(office, "2026-03-03");
            assertThat(office.decisions(CASE, "comparison")).containsExactly(says);
            assertThat(office.status(CASE)).isEqualTo("rejected");
        }
    }

    @Test
    void aBookThatIsNotAtCustomsYetIsHeldAndComparedAgainWhenItComes() {
        try (Office office = given(requested("D1", L, "1000.00", "2026-03-02"))) {
            comparedOn(office, "2026-03-03");
            assertThat(office.decisions(CASE, "comparison"))
                    .containsExactly("WAITING book C3 - / 2026-03-31");
            assertThat(office.status(CASE)).isEqualTo("waiting");
            office.when(booked(L, "1000.00"));
            comparedOn(office, "2026-03-04");
            assertThat(office.last(CASE, "comparison")).isEqualTo("ADMITTED");
        }
    }

    @Test
    void aHeldBookIsMissingWhenItsPeriodIsOver() {
        try (Office office = given(requested("D1", L, "1000.00", "2026-03-02"))) {
            comparedOn(office, "2026-03-31");
            assertThat(office.last(CASE, "comparison")).startsWith("WAITING");
            comparedOn(office, "2026-04-01");
            assertThat(office.last(CASE, "comparison")).isEqualTo("REFUSED C3 - / 2026-03-31");
            assertThat(office.messages("COMPARISON-RESULT", "status", "since", "objectBy"))
                    .endsWith("missing 2026-04-01 2026-09-28");
        }
    }

    @Test
    void whatCustomsBooksAfterThePeriodDoesNotMakeUpForIt() {
        try (Office office = given(requested("D1", L, "1000.00", "2026-03-02"))) {
            comparedOn(office, "2026-04-02")
                    .when(
                            booked(
                                    L,
                                    "1000.00",
                                    "2026-01-08",
                                    "2026-01-10",
                                    "2026-04-02",
                                    "IMP1",
                                    ""));
            comparedOn(office, "2026-04-03");
            assertThat(office.last(CASE, "comparison"))
                    .isEqualTo("REFUSED C3 2026-04-02 / 2026-03-31");
        }
    }

    @Test
    void whatCustomsHadInTimeAndReportsLateCorrectsTheResult() {
        try (Office office = given(requested("D1", L, "1000.00", "2026-03-02"))) {
            comparedOn(office, "2026-04-02").when(booked(L, "1000.00"));
            comparedOn(office, "2026-04-03");
            assertThat(office.last(CASE, "comparison")).isEqualTo("ADMITTED");
        }
    }

    @Test
    void severalTaxpayersOfOneBookWithTwoNamesAreDuplicatesForTheTaxOffice() {
        try (Office office =
                given(
                        booked(
                                L,
                                "1000.00",
                                "2026-01-08",
                                "2026-01-10",
                                "2026-01-10",
                                "AGT1",
                                "IMP1"),
                        requested("D1", L, "1000.00", "2026-03-02"),
                        requested("D2", L, "1000.00", "2026-01-08", "AGT1", "2026-03-02"))) {
            comparedOn(office, "2026-03-03");
            assertThat(office.decisions(CASE, "comparison"))
                    .containsExactly(
                            "REFERRED C10 IMP1 / AGT1, IMP1", "REFERRED C10 AGT1 / AGT1, IMP1");
            assertThat(office.tasks(CASE)).containsExactly("duplicate");
            assertThat(office.status(CASE)).isEqualTo("referred");
            office.officer(CASE, "IMP1");
            comparedOn(office, "2026-03-04");
            assertThat(office.messages("COMPARISON-RESULT", "requestNo", "status"))
                    .contains("D1 match")
                    .doesNotContain("D2 match");
            assertThat(office.tasks(CASE)).isEmpty();
        }
    }

    @Test
    void theSameTaxpayerHasNoSecondUseOfABook() {
        try (Office office =
                given(
                        booked(L, "1000.00"),
                        requested("D1", L, "1000.00", "2026-03-01"),
                        requested("D2", L, "1000.00", "2026-03-02"))) {
            comparedOn(office, "2026-03-03");
            assertThat(office.messages("COMPARISON-RESULT", "requestNo", "status"))
                    .containsExactly("D1 match", "D2 already-matched");
            assertThat(office.last(CASE, "comparison")).isEqualTo("REFUSED C7 IMP1 / yes");
        }
    }

    @Test
    void oneOfTheTwoNamesOnABookMayAsk() {
        try (Office office =
                given(
                        booked(
                                L,
                                "1000.00",
                                "2026-01-08",
                                "2026-01-10",
                                "2026-01-10",
                                "AGT1",
                                "IMP1"),
                        requested("D1", L, "1000.00", "2026-03-02"))) {
            comparedOn(office, "2026-03-03");
            assertThat(office.last(CASE, "comparison")).isEqualTo("ADMITTED");
        }
    }

    @Test
    void aCorrectionOfTheOwnEntryIsComparedAnew() {
        try (Office office =
                given(booked(L, "1000.00"), requested("D1", L, "100.00", "2026-03-01"))) {
            comparedOn(office, "2026-03-03").when(requested("D2", L, "1000.00", "2026-03-03"));
            comparedOn(office, "2026-03-04");
            assertThat(office.messages("COMPARISON-RESULT", "requestNo", "status"))
                    .containsExactly("D1 differ", "D2 match");
        }
    }

    @Test
    void aCorrectionAfterMoreThan180DaysIsTooLate() {
        try (Office office =
                given(booked(L, "1000.00"), requested("D1", L, "100.00", "2026-03-01"))) {
            comparedOn(office, "2026-03-03");
            comparedOn(office, "2026-08-31")
                    .when(
                            requested("D2", L, "1000.00", "2026-08-30"),
                            requested("D3", L, "1000.00", "2026-08-31"));
            comparedOn(office, "2026-09-01");
            assertThat(office.messages("COMPARISON-RESULT", "requestNo", "status"))
                    .containsExactly("D1 differ", "D2 match", "D3 too-late");
            assertThat(office.last(CASE, "comparison"))
                    .isEqualTo("REFUSED C9 2026-08-31 / 2026-08-30");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    423020261000000001-L01  | match
                    423020261000000001/L01  | match
                    423020261000000001*L01  | match
                    423020260000000001-L01  | invalid
                    423020261000000001-A01  | invalid
                    42302026100000001-L01   | invalid
                    423020261000000001_L01  | invalid
                    423020261000           | invalid
                    """)
    void onlyANumberOfImportVatIsCompared(String number, String result) {
        try (Office office =
                given(booked(L, "1000.00"), requested("D1", number, "1000.00", "2026-03-02"))) {
            comparedOn(office, "2026-03-03");
            assertThat(office.messages("COMPARISON-RESULT", "status")).containsExactly(result);
            assertThat(BookNumber.isVat(number))
                    .isEqualTo(number.matches(BookNumber.VAT_FORM))
                    .isEqualTo(!result.equals("invalid"));
        }
    }

    // ---- periods and limits

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # issued | requested  | held on    | missing on
                    2026-03-02 | 2026-03-31 | 2026-05-31 | 2026-06-01
                    2026-03-31 | 2026-04-01 | 2026-05-31 | 2026-06-01
                    2026-02-01 | 2026-04-29 | 2026-04-30 | 2026-05-01
                    2025-12-31 | 2026-03-02 | 2026-03-31 | 2026-04-01
                    """)
    void thePeriodDependsOnTheMonthOfTheRequest(
            String issued, String requested, String heldOn, String missingOn) {
        try (Office office = Office.given().dayComes(requested)) {
            office.when(requested("D1", L, "1000.00", issued, "IMP1", requested));
            office.dayComes(LocalDate.parse(requested).plusDays(1).toString());
            comparedOn(office, heldOn.compareTo(requested) > 0 ? heldOn : requested);
            assertThat(office.last(CASE, "comparison")).doesNotStartWith("REFUSED");
            comparedOn(office, missingOn);
            assertThat(office.last(CASE, "comparison")).startsWith("REFUSED C3");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # issued   | requested  | says
                    2016-12-01 | 2017-05-30 | match
                    2016-12-01 | 2017-05-31 | too-late
                    2017-06-30 | 2017-12-27 | match
                    2017-06-30 | 2017-12-28 | too-late
                    2017-07-01 | 2018-06-26 | match
                    2017-07-01 | 2018-06-27 | too-late
                    2016-12-31 | 2020-03-01 | too-late
                    2017-01-01 | 2020-02-29 | too-late
                    2017-01-01 | 2020-03-01 | match
                    2017-01-01 | 2026-03-02 | match
                    2013-06-01 | 2013-06-30 | too-late
                    """)
    void theRequestHasALimitByTheDayOfIssue(String issued, String requested, String says) {
        try (Office office =
                given(
                        booked(L, "1000.00", issued, issued),
                        requested("D1", L, "1000.00", issued, "IMP1", requested))) {
            comparedOn(office, "2026-03-03");
            assertThat(office.messages("COMPARISON-RESULT", "status")).containsExactly(says);
        }
    }

    @Test
    void anOfficeMayCompareOnArrivalAndFewerItems() {
        String run = shipped("comparison-run@2013-07-01.dmn").replace("\"daily\"", "\"arrival\"");
        try (Office office = Office.givenA("comparison-run@2013-07-01.dmn", run)) {
            office.when(booked(L, "1000.00"), requested("D1", L, "1000.00", "2026-03-02"));
            assertThat(office.last(CASE, "comparison")).isEqualTo("ADMITTED");
        }
        String items =
                shipped("compared-items@2013-07-01.dmn")
                        .replaceFirst("<text>true</text>", "<text>false</text>");
        try (Office office = Office.givenA("compared-items@2013-07-01.dmn", items)) {
            office.when(
                    booked(L, "1000.00"),
                    requested("D1", L, "1000.00", "2026-01-09", "IMP1", "2026-03-02"));
            comparedOn(office, "2026-03-03");
            assertThat(office.last(CASE, "comparison")).isEqualTo("ADMITTED");
        }
    }

    @Test
    void anAmountThatIsNoneIsRefused() {
        try (Office office = given(requested("D1", L, "-1.00", "2026-03-02"))) {
            assertThat(office.decisions(CASE, "comparison"))
                    .containsExactly("REFUSED A1 -1 / above 0, two decimals");
        }
    }

    private static String shipped(String resource) {
        return new String(
                Objects.requireNonNull(new RefundModule().resources().get(resource)),
                StandardCharsets.UTF_8);
    }
}
