package org.liandong.importrefund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.importrefund.Office.A;
import static org.liandong.importrefund.Office.L;
import static org.liandong.importrefund.Office.PAPERS;
import static org.liandong.importrefund.Office.answer;
import static org.liandong.importrefund.Office.applied;
import static org.liandong.importrefund.Office.book;
import static org.liandong.importrefund.Office.booked;
import static org.liandong.importrefund.Office.given;
import static org.liandong.importrefund.Office.line;
import static org.liandong.importrefund.Office.paid;
import static org.liandong.importrefund.Office.refund;
import static org.liandong.importrefund.Office.requested;
import static org.liandong.importrefund.Office.reserved;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liandong.importrefund.RefundFact.TaxStatus;
import org.liandong.kernel.Check;

/// Time limits of refunds (关税法 51 to 53), the clocks, letters of verification (税总发〔2013〕76号).
class DeadlinesTest {

    private static final String CASE = refund("R1");

    // ---- within which time a refund is applied for

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # ground       | paid       | filed      | acceptance
                    overpaid       | 2023-03-02 | 2026-03-02 | ADMITTED
                    overpaid       | 2023-02-27 | 2026-02-28 | REFUSED F6 2026-02-28 / 2026-02-27
                    overpaid       | 2023-11-30 | 2024-11-30 | REFUSED F6 2024-11-30 / 2024-11-29
                    overpaid       | 2023-11-29 | 2024-11-29 | ADMITTED
                    overpaid       | 2022-12-01 | 2024-12-01 | ADMITTED
                    found-by-customs | 2015-01-05 | 2026-03-02 | ADMITTED
                    """)
    void aRefundIsAppliedForInTime(String ground, String paid, String filed, String acceptance) {
        try (Office office =
                given(
                        booked(A, "500.00", paid, paid),
                        new RefundFact.OverpaymentNoticed("R1", LocalDate.parse("2026-02-01")),
                        applied("R1", ground, filed, line(A, "500.00")))) {
            if (acceptance.contains("2024-11-29") && acceptance.startsWith("REFUSED")) {
                // 2024-11-30 is a Saturday: the year that ends on it moves on to Monday.
                assertThat(office.last(CASE, "acceptance")).isEqualTo("ADMITTED");
            } else {
                assertThat(office.last(CASE, "acceptance")).isEqualTo(acceptance);
            }
        }
    }

    private static RefundFact moved(
            String movement, String on, boolean unchanged, String cause, boolean repaid) {
        return new RefundFact.GoodsMoved(
                "R1", movement, LocalDate.parse(on), unchanged, cause, repaid);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # ground    | filed      | moved      | unchanged | cause         | repaid | acceptance
                    re-exported | 2027-01-11 | 2027-01-11 | true      | quality       | false  | ADMITTED
                    re-exported | 2027-01-12 | 2027-01-11 | true      | quality       | false  | REFUSED F6 2027-01-12 / 2027-01-11
                    re-exported | 2027-01-11 | 2027-01-12 | true      | specification | false  | REFUSED F8 2027-01-12 / 2027-01-11
                    re-exported | 2026-03-02 | 2026-02-01 | false     | quality       | false  | REFUSED F7 no / yes
                    re-exported | 2026-03-02 | 2026-02-01 | true      | fashion       | false  | REFUSED F7 fashion / quality, specification, force-majeure
                    re-imported | 2026-03-02 | 2026-02-01 | true      | force-majeure | true   | ADMITTED
                    re-imported | 2026-03-02 | 2026-02-01 | true      | quality       | false  | REFUSED F7 no / yes
                    not-shipped | 2026-03-02 | 2026-02-01 | true      | quality       | false  | ADMITTED
                    """)
    void goodsThatMovedBackBringTheirTaxBackWithinAYear(
            String ground,
            String filed,
            String moved,
            boolean unchanged,
            String cause,
            boolean repaid,
            String acceptance) {
        try (Office office =
                given(booked(A, "500.00"), applied("R1", ground, filed, line(A, "500.00")))) {
            assertThat(office.last(CASE, "acceptance")).contains("goods-moved");
            office.when(moved(ground, moved, unchanged, cause, repaid));
            assertThat(office.last(CASE, "acceptance")).isEqualTo(acceptance);
        }
    }

    @Test
    void theTaxpayerActsWithinThreeMonthsOfTheNoticeOfCustoms() {
        try (Office office =
                given(
                        booked(A, "500.00"),
                        applied("R1", "found-by-customs", "2026-03-02", line(A, "500.00")))) {
            assertThat(office.last(CASE, "acceptance")).isEqualTo("WAITING notice");
            office.when(new RefundFact.OverpaymentNoticed("R1", LocalDate.parse("2025-11-28")));
            assertThat(office.last(CASE, "acceptance"))
                    .isEqualTo("REFUSED F9 2026-03-02 / 2026-02-28");
        }
    }

    @Test
    void whoNamesNoAccountWithinThreeMonthsOfTheNoticeGetsNothing() {
        RefundFact withoutAccount =
                applied("R1", "IMP1", "overpaid", "2026-03-02", PAPERS, "", line(A, "500.00"));
        try (Office office = given(booked(A, "500.00"), withoutAccount)) {
            assertThat(office.last(CASE, "refund")).isEqualTo("WAITING account");
            assertThat(office.messages("REFUND-NOTICE", "noticedOn", "actBy"))
                    .containsExactly("2026-03-02 2026-06-02");
            office.dayComes("2026-06-02");
            assertThat(office.last(CASE, "refund")).startsWith("WAITING account");
            office.dayComes("2026-06-03");
            assertThat(office.last(CASE, "refund")).contains("REFUSED").contains("F9 - / 3");
        }
        try (Office office = given(booked(A, "500.00"), withoutAccount)) {
            office.when(new RefundFact.AccountNamed("R1", "6222", LocalDate.parse("2026-03-03")));
            assertThat(office.messages("REFUND-ORDER", "amount", "bankAccount"))
                    .containsExactly("500.00 6222");
        }
    }

    // ---- what an application must be

    @Test
    void allThatSpeaksAgainstAnApplicationIsToldAtOnce() {
        try (Office office =
                given(
                        booked(A, "500.00", "2020-01-01", "2020-01-02"),
                        applied(
                                "R1",
                                "IMP9",
                                "overpaid",
                                "2026-03-02",
                                PAPERS,
                                "6222",
                                line(A, "600.00"),
                                line(A.replace('-', '/'), "-1"),
                                line("123", "1.00")))) {
            assertThat(office.last(CASE, "acceptance"))
                    .isEqualTo(
                            "REFUSED F3 3 / 2 F4 600.00 / 500.00 F5 IMP9 / IMP1 F6 2026-03-02 / 2023-01-03"
                                    + " A1 -1 / above 0, two decimals F5 IMP9 / IMP1 F6 2026-03-02 / 2023-01-03"
                                    + " C1 123 / a book");
            assertThat(office.status(CASE)).isEqualTo("rejected");
        }
    }

    @Test
    void anUnknownGroundIsRefusedAndSoIsASecondApplicationOfTheSameNumber() {
        try (Office office =
                given(
                        booked(A, "500.00"),
                        applied("R1", "regret", "2026-03-02", line(A, "500.00")))) {
            assertThat(office.last(CASE, "acceptance")).startsWith("REFUSED F1 regret");
            office.when(applied("R1", "overpaid", "2026-03-02", line(A, "1.00")));
            assertThat(office.decisions(CASE, "application")).hasSize(1);
        }
    }

    @Test
    void anApplicationWithoutLinesIsRefused() {
        try (Office office = given(applied("R1"))) {
            assertThat(office.last(CASE, "acceptance")).isEqualTo("REFUSED F2 0 / 1 to 100");
        }
    }

    @Test
    void anApplicationWaitsForItsPapersAndItsClockBeginsWhenTheyAreThere() {
        RefundFact applied =
                applied(
                        "R1",
                        "IMP1",
                        "overpaid",
                        "2026-03-02",
                        List.of("application"),
                        "6222",
                        line(L, "1000.00"));
        try (Office office = given(booked(L, "1000.00"), applied)) {
            assertThat(office.last(CASE, "acceptance"))
                    .isEqualTo("WAITING payment-evidence supporting-papers");
            office.dayComes("2026-03-05")
                    .when(new RefundFact.PapersFiled("R1", PAPERS, LocalDate.parse("2026-03-05")));
            assertThat(office.last(CASE, "acceptance")).isEqualTo("ADMITTED");
            assertThat(days(office, "S1")).isEqualTo("0 of 30, last day 2026-04-04");
        }
    }

    // ---- clocks

    private static String days(Office office, String rule) {
        Check check =
                office.lastDecision(CASE, "refund").checks().stream()
                        .filter(c -> c.rule().equals(rule))
                        .findFirst()
                        .orElseThrow();
        return check.left().value() + " of " + check.right().value();
    }

    @Test
    void bothClocksAreShownAsDaysWithEveryDecision() {
        try (Office office = given(booked(L, "1000.00"), applied("R1", line(L, "1000.00")))) {
            office.dayComes("2026-03-05")
                    .when(answer(L, TaxStatus.NOT_REQUESTED, "0", "0", "2026-03-05", "11:00"));
            assertThat(days(office, "S1")).isEqualTo("3 of 30, last day 2026-04-01");
            assertThat(days(office, "S2")).isEqualTo("3 of 7, last day 2026-03-09");
        }
    }

    @Test
    void aPromiseThatIsNotKeptAndALimitThatIsMissedAreToldToAnOfficer() {
        try (Office office = given(applied("R1", line(L, "1000.00")))) {
            office.dayComes("2026-03-09");
            assertThat(office.tasks(CASE)).isEmpty();
            office.dayComes("2026-03-10");
            assertThat(office.tasks(CASE)).containsExactly("promised");
            office.officer(CASE, "noted").dayComes("2026-04-02");
            assertThat(office.tasks(CASE)).containsExactly("statutory");
            assertThat(office.last(CASE, "delay"))
                    .isEqualTo(
                            "REFERRED S1 31 / 30, last day 2026-04-01 S2 31 / 7, last day 2026-03-09");
            office.officer(CASE, "noted");
            assertThat(office.status(CASE)).isEqualTo("delayed");
        }
    }

    @Test
    void theClocksStopWhenTheMoneyIsBack() {
        try (Office office =
                given(
                        booked(L, "1000.00"),
                        applied("R1", line(L, "1000.00")),
                        answer(L, TaxStatus.NOT_REQUESTED),
                        reserved("R1", L),
                        paid("R1", L, "1000.00", "0.50"))) {
            office.dayComes("2026-05-01");
            assertThat(office.tasks(CASE)).isEmpty();
            assertThat(office.status(CASE)).isEqualTo("refunded");
        }
    }

    // ---- treasury

    @Test
    void whatTheTreasuryPaysOtherwiseThanOrderedIsShownToAnOfficer() {
        try (Office office =
                given(
                        booked(A, "500.00"),
                        applied("R1", line(A, "500.00")),
                        paid("R1", A, "500.00", "0.99"))) {
            assertThat(office.last(CASE, "payment")).isEqualTo("REFERRED P1 0.99 / 0.25");
            assertThat(office.tasks(CASE)).containsExactly("payment/" + A);
            assertThat(office.available(Accounts.refundPayable("R1", A))).isEqualTo("500.00");
        }
    }

    @Test
    void whatComesBackToTheTreasuryIsOrderedAgainForAnotherAccount() {
        try (Office office = given(booked(A, "500.00"), applied("R1", line(A, "500.00")))) {
            office.when(
                    new RefundFact.TreasuryReturned(
                            "B1",
                            "R1",
                            A,
                            "R1/" + A,
                            "account closed",
                            LocalDate.parse("2026-03-02")));
            assertThat(office.last(CASE, "payment"))
                    .isEqualTo("WAITING account P2 account closed / paid");
            office.when(new RefundFact.AccountNamed("R1", "6333", LocalDate.parse("2026-03-02")));
            assertThat(office.messages("REFUND-ORDER", "orderNo", "bankAccount"))
                    .containsExactly("R1/" + A + " 6222", "R1/" + A + "/2 6333");
            office.when(
                    new RefundFact.TreasuryPaid(
                            "T2",
                            "R1",
                            A,
                            "R1/" + A + "/2",
                            new BigDecimal("500.00"),
                            new BigDecimal("0.25"),
                            LocalDate.parse("2026-03-02")));
            assertThat(office.status(CASE)).isEqualTo("refunded");
        }
    }

    @Test
    void interestIsCountedWithEveryRateThatWasInForce() {
        try (Office office =
                given(
                        booked(A, "1000000.00", "2012-07-01", "2012-07-02"),
                        new RefundFact.OverpaymentNoticed("R1", LocalDate.parse("2026-03-01")),
                        applied("R1", "found-by-customs", "2026-03-02", line(A, "1000000.00")))) {
            // 4 days at 0.40 %, 4,987 days at 0.35 %.
            assertThat(office.messages("REFUND-ORDER", "interest")).containsExactly("48529.16");
            assertThat(office.lastDecision(CASE, "refund").arithmetic()).hasSize(2);
        }
    }

    // ---- letters of verification

    private static final String LETTER = "13702000000发20260001";

    private static RefundFact letter(String letterNo, String amount, String sentOn) {
        return new RefundFact.VerificationAsked(
                letterNo,
                L,
                "D1",
                "IMP1",
                LocalDate.parse("2026-01-08"),
                new BigDecimal(amount),
                LocalDate.parse(sentOn));
    }

    private static RefundFact objection(String filedOn) {
        return new RefundFact.ObjectionFiled("O1", L, "D1", "IMP1", LocalDate.parse(filedOn));
    }

    @Test
    void aLetterAboutABookThatTheLinkShowsIsAnsweredAtOnceAndAllowsTheDeduction() {
        try (Office office =
                given(requested("D1", L, "1000.00", "2026-03-02")).dayComes("2026-04-02")) {
            assertThat(office.last(book(L), "comparison")).startsWith("REFUSED C3");
            office.when(
                    booked(L, "1000.00", "2026-01-08", "2026-01-10", "2026-04-02", "IMP1", ""),
                    objection("2026-04-03"),
                    letter(LETTER, "1000.00", "2026-04-10"));
            assertThat(office.last(book(L), "verification")).isEqualTo("ADMITTED");
            assertThat(office.messages("VERIFICATION-ANSWER", "letterNo", "text"))
                    .containsExactly(LETTER + " 有一致的入库信息");
            office.dayComes("2026-04-03");
            assertThat(office.last(book(L), "comparison")).isEqualTo("ADMITTED");
        }
    }

    @Test
    void aLetterThatTheLinkCannotAnswerIsAnOfficersForThirtyDays() {
        try (Office office =
                given(
                        booked(L, "1000.00"),
                        requested("D1", L, "100.00", "2026-03-01"),
                        letter(LETTER, "100.00", "2026-03-02"))) {
            assertThat(office.tasks(book(L))).containsExactly("verification/" + LETTER);
            assertThat(office.last(book(L), "verification"))
                    .isEqualTo("WAITING finding L4 - / 2026-04-01");
            office.dayComes("2026-04-02");
            assertThat(office.last(book(L), "verification"))
                    .isEqualTo("REFERRED finding L4 2026-04-02 / 2026-04-01");
            office.officer(book(L), "inconsistent").dayComes("2026-04-03");
            assertThat(office.messages("VERIFICATION-ANSWER", "status"))
                    .containsExactly("INCONSISTENT");
            assertThat(office.last(book(L), "comparison")).startsWith("REFUSED C5");
        }
    }

    @Test
    void customsOwnAnswerToALetterCounts() {
        try (Office office =
                given(
                        booked(L, "1000.00"),
                        requested("D1", L, "100.00", "2026-03-01"),
                        letter(LETTER, "100.00", "2026-03-02"),
                        new RefundFact.VerificationAnswered(
                                LETTER,
                                L,
                                RefundFact.Finding.CONSISTENT,
                                LocalDate.parse("2026-03-02")))) {
            office.dayComes("2026-03-03");
            assertThat(office.last(book(L), "comparison")).isEqualTo("ADMITTED");
        }
    }

    @Test
    void anObjectionAfter180DaysAllowsNothing() {
        try (Office office =
                given(requested("D1", L, "1000.00", "2026-03-02")).dayComes("2026-04-02")) {
            office.dayComes("2026-10-01")
                    .when(
                            booked(
                                    L,
                                    "1000.00",
                                    "2026-01-08",
                                    "2026-01-10",
                                    "2026-04-02",
                                    "IMP1",
                                    ""),
                            objection("2026-09-29"),
                            letter(LETTER, "1000.00", "2026-09-30"));
            assertThat(office.last(book(L), "verification"))
                    .isEqualTo("ADMITTED L3 2026-09-29 / 2026-09-28");
            office.dayComes("2026-10-02");
            assertThat(office.last(book(L), "comparison")).startsWith("REFUSED C3");
        }
    }

    @Test
    void aLetterThatIsSentAfterFifteenDaysShowsIt() {
        try (Office office =
                given(
                        booked(L, "1000.00"),
                        requested("D1", L, "1000.00", "2026-03-01"),
                        objection("2026-03-02"),
                        letter(LETTER, "1000.00", "2026-03-18"))) {
            assertThat(office.last(book(L), "verification"))
                    .isEqualTo("ADMITTED L2 2026-03-18 / 2026-03-17");
        }
    }

    @Test
    void aLetterHasANumberOfTwentyCharacters() {
        try (Office office = given(letter("1370200000发20260001", "1000.00", "2026-03-02"))) {
            assertThat(office.last(book(L), "verification"))
                    .startsWith("REFUSED L1 1370200000发20260001");
        }
    }

    // ---- officers

    @Test
    void anAnswerThatIsNotOneOfThePossibleOrNamesNoOpenTaskIsRefused() {
        try (Office office = given(applied("R1", line(L, "1000.00")))) {
            office.dayComes("2026-03-10").officer(CASE, "promised", "maybe");
            assertThat(office.last(CASE, "officer")).isEqualTo("REFUSED O2 maybe / noted");
            office.officer(CASE, "promised", "noted")
                    .when(
                            new RefundFact.RefundAnswered(
                                    "R1", "promised", "noted", "again", "officer 8"));
            assertThat(office.last(CASE, "officer")).isEqualTo("REFUSED O3 promised / not open");
            office.officer(book(L), "verification/" + LETTER, "consistent");
            assertThat(office.last(book(L), "officer"))
                    .isEqualTo("REFUSED O3 verification/" + LETTER + " / not open");
        }
    }
}
