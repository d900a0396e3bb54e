package org.liandong.importrefund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.importrefund.Office.A;
import static org.liandong.importrefund.Office.L;
import static org.liandong.importrefund.Office.answer;
import static org.liandong.importrefund.Office.applied;
import static org.liandong.importrefund.Office.book;
import static org.liandong.importrefund.Office.booked;
import static org.liandong.importrefund.Office.given;
import static org.liandong.importrefund.Office.line;
import static org.liandong.importrefund.Office.refund;
import static org.liandong.importrefund.Office.requested;
import static org.liandong.importrefund.Office.reservation;
import static org.liandong.importrefund.Office.reserved;
import static org.liandong.importrefund.Office.stated;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.liandong.importrefund.RefundFact.Step;
import org.liandong.importrefund.RefundFact.TaxStatus;
import org.liandong.kernel.FactId;

/// What becomes of VAT and of duty by what the tax side says: every row of the table of a refund.
class TaxAnswerTest {

    private static final String CASE = refund("R1");

    /// An application for the VAT and the duty of one declaration.
    private static Office application(RefundFact... before) {
        return given(booked(L, "1000.00"), booked(A, "500.00"))
                .when(before)
                .when(applied("R1", line(L, "1000.00"), line(A, "500.00")));
    }

    private static List<String> ordered(Office office) {
        return office.messages("REFUND-ORDER", "bookNo", "amount");
    }

    private static List<String> reservations(Office office) {
        return office.messages("BOOK-RESERVATION", "status", "amount");
    }

    @Test
    void notRequestedVatIsBlockedAtTheTaxSideAndGoesBackWithTheDuty() {
        try (Office office = application()) {
            office.when(answer(L, TaxStatus.NOT_REQUESTED));
            assertThat(ordered(office)).containsExactly(A + " 500.00");
            assertThat(reservations(office)).containsExactly("RESERVE 1000.00");
            office.when(reserved("R1", L));
            assertThat(ordered(office)).containsExactly(A + " 500.00", L + " 1000.00");
        }
    }

    @Test
    void matchedVatThatWasNotUsedIsBlockedAtTheTaxSideAndGoesBackWithTheDuty() {
        try (Office office = application()) {
            office.when(answer(L, TaxStatus.MATCHED_NOT_USED), reserved("R1", L));
            assertThat(ordered(office)).containsExactlyInAnyOrder(A + " 500.00", L + " 1000.00");
        }
    }

    @Test
    void usedVatIsNotPaidBackByCustomsAndTheDutyIs() {
        try (Office office = application()) {
            office.when(answer(L, TaxStatus.USED, "1000.00", "0", "2026-03-02", "11:00"));
            assertThat(ordered(office)).containsExactly(A + " 500.00");
            assertThat(office.decisions(CASE, "refund")).contains("REFUSED V3 1000.00 / 0.00");
            assertThat(reservations(office)).isEmpty();
        }
    }

    @Test
    void ofVatThatWasUsedInPartThePartThatWasNotUsedGoesBack() {
        try (Office office = application()) {
            office.when(
                    answer(L, TaxStatus.USED, "400.00", "0", "2026-03-02", "11:00"),
                    reserved("R1", L));
            assertThat(ordered(office)).containsExactlyInAnyOrder(A + " 500.00", L + " 600.00");
        }
    }

    @Test
    void vatThatWasTransferredOutGoesBack() {
        try (Office office = application()) {
            office.when(
                    answer(
                            L,
                            TaxStatus.TRANSFERRED_OUT,
                            "1000.00",
                            "1000.00",
                            "2026-03-02",
                            "11:00"),
                    reserved("R1", L));
            assertThat(ordered(office)).containsExactlyInAnyOrder(A + " 500.00", L + " 1000.00");
        }
    }

    @Test
    void vatThatWasTransferredOutInPartGoesBackAsFarAsItWas() {
        try (Office office = application()) {
            office.when(
                    answer(
                            L,
                            TaxStatus.TRANSFERRED_OUT,
                            "1000.00",
                            "300.00",
                            "2026-03-02",
                            "11:00"),
                    reserved("R1", L));
            assertThat(ordered(office)).containsExactlyInAnyOrder(A + " 500.00", L + " 300.00");
        }
    }

    @Test
    void heldVatWaitsForTheComparisonAndTheDutyGoesBack() {
        try (Office office = application()) {
            office.when(answer(L, TaxStatus.REQUESTED_WAITING));
            assertThat(ordered(office)).containsExactly(A + " 500.00");
            assertThat(office.decisions(CASE, "refund")).contains("WAITING comparison");
            assertThat(office.status(CASE)).isEqualTo("waiting");
        }
    }

    @Test
    void missingVatIsCheckedByAnOfficerAndTheDutyGoesBack() {
        // Customs had the book after the period of the request was over.
        try (Office office =
                given(
                        booked(L, "1000.00", "2025-10-08", "2025-10-10", "2026-02-10", "IMP1", ""),
                        booked(A, "500.00"),
                        requested("D1", L, "1000.00", "2025-10-08", "IMP1", "2026-01-08"))) {
            office.dayComes("2026-03-02").dayComes("2026-03-03");
            office.when(
                    applied("R1", line(L, "1000.00"), line(A, "500.00")),
                    answer(L, TaxStatus.REQUESTED_WAITING, "0", "0", "2026-03-03", "11:00"));
            assertThat(ordered(office)).containsExactly(A + " 500.00");
            assertThat(office.tasks(CASE)).containsExactly("review/missing/" + L);
            office.officer(CASE, "refund").when(reserved("R1", L));
            assertThat(ordered(office)).containsExactly(A + " 500.00", L + " 1000.00");
        }
    }

    @Test
    void vatWhoseRequestDiffersIsCheckedByAnOfficerAndTheDutyGoesBack() {
        try (Office office =
                given(
                        booked(L, "1000.00"),
                        booked(A, "500.00"),
                        requested("D1", L, "100.00", "2026-03-01"))) {
            office.dayComes("2026-03-03")
                    .when(
                            applied("R1", line(L, "1000.00"), line(A, "500.00")),
                            answer(
                                    L,
                                    TaxStatus.REQUESTED_WAITING,
                                    "0",
                                    "0",
                                    "2026-03-03",
                                    "11:00"));
            assertThat(ordered(office)).containsExactly(A + " 500.00");
            assertThat(office.tasks(CASE)).containsExactly("review/differ/" + L);
            office.officer(CASE, "refuse");
            assertThat(office.last(CASE, "refund"))
                    .isEqualTo("REFUSED T3 differ / match O1 refuse / refund");
        }
    }

    @Test
    void aDuplicateHoldsVatAndDutyForAnOfficer() {
        try (Office office =
                given(
                        booked(
                                L,
                                "1000.00",
                                "2026-01-08",
                                "2026-01-10",
                                "2026-01-10",
                                "IMP1",
                                "AGT1"),
                        booked(A, "500.00"),
                        requested("D1", L, "1000.00", "2026-03-01"),
                        requested("D2", L, "1000.00", "2026-01-08", "AGT1", "2026-03-01"))) {
            office.dayComes("2026-03-03")
                    .when(
                            applied("R1", line(L, "1000.00"), line(A, "500.00")),
                            answer(L, TaxStatus.MATCHED_NOT_USED, "0", "0", "2026-03-03", "11:00"));
            assertThat(ordered(office)).isEmpty();
            assertThat(office.tasks(CASE))
                    .containsExactlyInAnyOrder("review/duplicate/" + L, "review/duplicate/" + A);
            assertThat(office.status(CASE)).isEqualTo("referred");
            office.officer(CASE, "review/duplicate/" + A, "refund");
            assertThat(ordered(office)).containsExactly(A + " 500.00");
        }
    }

    @Test
    void anUnknownAnswerIsAskedAgainAndNothingIsDecided() {
        try (Office office = application()) {
            office.when(answer(L, TaxStatus.UNKNOWN));
            assertThat(ordered(office)).isEmpty();
            assertThat(office.status(CASE)).isEqualTo("waiting");
            office.dayComes("2026-03-03");
            assertThat(office.messages("DEDUCTION-QUERY", "question")).containsExactly("1", "2");
        }
    }

    @Test
    void anAnswerThatIsTooOldIsAskedAgain() {
        try (Office office = application()) {
            office.when(answer(L, TaxStatus.MATCHED_NOT_USED, "0", "0", "2026-03-01", "11:59"));
            assertThat(ordered(office)).isEmpty();
            office.when(answer(L, TaxStatus.MATCHED_NOT_USED, "0", "0", "2026-03-01", "12:00"));
            assertThat(ordered(office)).containsExactly(A + " 500.00");
        }
    }

    @Test
    void anAnswerFromALaterTimeIsNotTaken() {
        try (Office office = application()) {
            office.when(answer(L, TaxStatus.MATCHED_NOT_USED, "0", "0", "2026-03-02", "12:11"));
            assertThat(office.decisions(book(L), "tax-answer"))
                    .containsExactly("REFUSED A2 2026-03-02T04:11:00Z / 2026-03-02T04:10:00Z");
            assertThat(ordered(office)).isEmpty();
            office.when(answer(L, TaxStatus.MATCHED_NOT_USED, "0", "0", "2026-03-02", "12:10"));
            assertThat(ordered(office)).containsExactly(A + " 500.00");
        }
    }

    @Test
    void silenceIsAskedAgainThenToldToAnOfficerAndNeverDecidedOn() {
        try (Office office = application()) {
            for (String day : List.of("2026-03-03", "2026-03-04")) {
                assertThat(office.dayComes(day).tasks(CASE)).isEmpty();
            }
            assertThat(office.dayComes("2026-03-05").tasks(CASE)).containsExactly("silence/" + L);
            assertThat(office.messages("DEDUCTION-QUERY", "question"))
                    .containsExactly("1", "2", "3", "4");
            assertThat(office.status(CASE)).isEqualTo("referred");
            assertThat(ordered(office)).isEmpty();
            office.when(answer(L, TaxStatus.NOT_REQUESTED, "0", "0", "2026-03-05", "11:00"));
            assertThat(office.tasks(CASE)).isEmpty();
            assertThat(ordered(office)).containsExactly(A + " 500.00");
        }
    }

    @Test
    void whatIsTickedWaitsUntilItIsUntickedOrUsed() {
        try (Office office = application()) {
            office.when(
                    answer(L, TaxStatus.MATCHED_NOT_USED, "0", "0", "2026-03-02", "10:00"),
                    stated("S1", L, Step.TICKED, "1000.00", "10:30"));
            assertThat(office.decisions(CASE, "refund"))
                    .contains("WAITING unticking V3 1000.00 / 0.00");
            office.when(stated("S2", L, Step.UNTICKED, "1000.00", "11:00"));
            assertThat(reservations(office)).endsWith("RESERVE 1000.00");
        }
    }

    @Test
    void dutyWithoutVatNeedsNoAnswer() {
        try (Office office = given(booked(A, "500.00"), applied("R1", line(A, "500.00")))) {
            assertThat(ordered(office)).containsExactly(A + " 500.00");
            assertThat(office.messages("DEDUCTION-QUERY", "bookNo")).isEmpty();
        }
    }

    @Test
    void anAnswerThatKnowsLessThanWasStatedBeforeItIsAskedAgain() {
        try (Office office = application()) {
            office.when(
                    stated("S1", L, Step.USED, "1000.00", "10:00"),
                    answer(L, TaxStatus.NOT_REQUESTED));
            assertThat(ordered(office)).isEmpty();
            assertThat(office.last(CASE, "refund")).startsWith("WAITING tax-answer T1");
        }
    }

    @Test
    void aStatementThatIsSentAgainUnderAnotherIdCountsOnce() {
        try (Office office = given(booked(L, "1000.00"))) {
            RefundFact used = stated("S1", L, Step.USED, "400.00", "11:00");
            office.when(used).when(new FactId("copy", "7"), used);
            assertThat(office.available(Accounts.deducted(L))).isEqualTo("400.00");
            office.when(stated("S2", L, Step.USED, "400.00", "11:00"));
            assertThat(office.available(Accounts.deducted(L))).isEqualTo("800.00");
        }
    }

    // ---- reservation

    @Test
    void aRefusedReservationGivesTheHoldBackAndAsksAnew() {
        try (Office office = application()) {
            office.when(
                    answer(L, TaxStatus.MATCHED_NOT_USED, "0", "0", "2026-03-02", "10:00"),
                    reservation("R1", L, 1, false, "2026-03-02", "11:00"));
            assertThat(reservations(office)).containsExactly("RESERVE 1000.00", "RELEASE 1000.00");
            assertThat(office.available(Accounts.collected(L))).isEqualTo("1000.00");
            assertThat(office.messages("DEDUCTION-QUERY", "question")).containsExactly("1", "2");
            office.when(answer(L, TaxStatus.USED, "1000.00", "0", "2026-03-02", "11:30"));
            assertThat(office.decisions(CASE, "refund")).contains("REFUSED V3 1000.00 / 0.00");
        }
    }

    @Test
    void aReservationThatNobodyAnswersRunsOutAndTheTaxSideIsAskedAnew() {
        try (Office office = application()) {
            office.when(answer(L, TaxStatus.MATCHED_NOT_USED));
            office.dayComes("2026-03-12");
            assertThat(office.available(Accounts.collected(L))).isEqualTo("1000.00");
            assertThat(reservations(office)).containsExactly("RESERVE 1000.00", "RELEASE 1000.00");
            assertThat(office.messages("DEDUCTION-QUERY", "question")).containsExactly("1", "2");
            assertThat(ordered(office)).containsExactly(A + " 500.00");
        }
    }

    @Test
    void aReservationIsRenewedUntilTheTreasuryHasPaid() {
        try (Office office = application()) {
            office.when(answer(L, TaxStatus.MATCHED_NOT_USED), reserved("R1", L));
            office.dayComes("2026-03-12").dayComes("2026-03-22");
            assertThat(office.messages("BOOK-RESERVATION", "status"))
                    .containsExactly("RESERVE", "RENEW", "RENEW");
            office.when(Office.paid("R1", L, "1000.00", "0.50"));
            assertThat(office.messages("BOOK-RESERVATION", "status")).endsWith("CONFIRM");
        }
    }

    @Test
    void threeRefusedReservationsAreToldToAnOfficer() {
        try (Office office = application()) {
            for (int i = 1; i <= 3; i++) {
                office.when(
                        answer(
                                L,
                                TaxStatus.MATCHED_NOT_USED,
                                "0",
                                "0",
                                "2026-03-02",
                                "10:%d0".formatted(i)),
                        reservation("R1", L, i, false, "2026-03-02", "10:%d5".formatted(i)));
            }
            assertThat(office.tasks(CASE)).containsExactly("reservation/" + L);
            office.officer(CASE, "refuse");
            assertThat(office.last(CASE, "refund")).contains("O1 refuse / refund");
        }
    }
}
