package org.liandong.dutyguarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.dutyguarantee.Port.BANK;
import static org.liandong.dutyguarantee.Port.D1;
import static org.liandong.dutyguarantee.Port.D2;
import static org.liandong.dutyguarantee.Port.accepted;
import static org.liandong.dutyguarantee.Port.answer;
import static org.liandong.dutyguarantee.Port.declaration;
import static org.liandong.dutyguarantee.Port.filed;
import static org.liandong.dutyguarantee.Port.guarantorPaid;
import static org.liandong.dutyguarantee.Port.notified;
import static org.liandong.dutyguarantee.Port.paid;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liandong.dutyguarantee.GuaranteeFact.PaymentDebited;
import org.liandong.dutyguarantee.GuaranteeFact.PostponementGranted;
import org.liandong.dutyguarantee.GuaranteeFact.TaxNotified;
import org.liandong.dutyguarantee.Port.Terms;
import org.liandong.kernel.Outcome;

/// When a tax must be paid, under every version of the law, and what follows when it is not.
class DeadlineTest {

    private final Port port = new Port();

    @AfterEach
    void booksBalance() {
        port.booksBalance();
        port.close();
    }

    private void released(String type, String day, String tax) {
        port.on(day)
                .gets(
                        Terms.of("100000.00").valid("2015-01-01", "2029-12-31").filed(),
                        declaration(D1, type),
                        accepted(D1, day, tax));
        assertThat(port.status(D1)).isEqualTo("released");
    }

    /// In time on its last day, overdue on the day after.
    private void isDueOn(String day) {
        port.on(day);
        assertThat(port.status(D1)).as("on " + day).isEqualTo("released");
        String next = LocalDate.parse(day).plusDays(1).toString();
        port.on(next);
        assertThat(port.status(D1)).as("on " + next).isEqualTo("overdue");
    }

    // ---- the four versions: the date of the event chooses

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // type, completed, paper, of, due
        "'until 2018-09-30: 15 days from the payment book', TT, 2018-09-03, payment-book, 2018-09-05, 2018-09-20",
        "'the last day of that version', TT, 2018-09-28, payment-book, 2018-09-30, 2018-10-15",
        "'from 2018-10-01', TT, 2018-09-28, payment-book, 2018-10-08, 2018-10-23",
        "'the last day of that version too', TT, 2022-07-13, payment-book, 2022-07-14, 2022-07-29",
        "'from 2022-07-15: 15 days from the tax notice', TT, 2022-07-14, tax-notice, 2022-07-15, 2022-08-01",
        "'the last day before the law of 2024', TT, 2024-11-28, tax-notice, 2024-11-30, 2024-12-16",
        "'an older declaration with a later notice', TT, 2024-11-29, tax-notice, 2024-12-02, 2024-12-17",
        "'from 2024-12-01: 15 days from the declaration', TT, 2024-12-02, tax-notice, 2024-12-04, 2024-12-17",
        "'aggregated, until 2018-09-30', CL, 2018-08-20, payment-book, 2018-08-31, 2018-09-07",
        "'aggregated, from 2018-10-01', CL, 2022-06-20, payment-book, 2022-06-30, 2022-07-07",
        "'aggregated, 2022-07-15: the later of both is the notice', CL, 2022-07-28, tax-notice, 2022-07-29, 2022-08-15",
        "'aggregated, 2022-07-15: the later of both is the 5th working day', CL, 2022-08-02, tax-notice, 2022-08-03, 2022-09-07",
        "'aggregated, from 2024-12-01', CL, 2026-03-20, tax-notice, 2026-03-20, 2026-04-08"
    })
    void eachVersionHasItsLastDay(
            String name, String type, String completed, String document, String of, String due) {
        released(type, completed, "1000.00");
        port.get(notified(D1, document, of, "1000.00"));
        isDueOn(due);
    }

    @Test
    void theExampleOfTheSheetOrdinary() {
        released("TT", "2026-03-02", "1000.00");
        isDueOn("2026-03-17");
    }

    @Test
    void theExampleOfTheSheetAggregatedSkipsTheQingmingDays() {
        released("CL", "2026-03-02", "1000.00");
        isDueOn("2026-04-08");
    }

    @Test
    void aLastDayAtRestMovesAlsoWhereAWeekendIsWorked() {
        // 2026-02-28 is a Saturday worked for the Spring Festival, so the day stays.
        released("TT", "2026-02-13", "1000.00");
        isDueOn("2026-02-28");
    }

    @Test
    void beforeThePaperNothingIsDue() {
        released("TT", "2022-08-02", "1000.00");
        port.on("2022-10-31");
        assertThat(port.status(D1)).isEqualTo("released");
    }

    @Test
    void noDebitInTenDaysLeadsToAPaymentBook() {
        released("TT", "2019-03-04", "1000.00");
        port.get(notified(D1, "electronic-data", "2019-03-04", "1000.00"));
        port.on("2019-03-14");
        assertThat(port.decided(D1, "payment-book")).isFalse();
        port.on("2019-03-15");
        assertThat(port.failed(D1, "payment-book")).containsExactly("T6");
        assertThat(port.message(Messages.PAYMENT_BOOK, D1)).containsEntry("tax", "1000");
        port.get(notified(D1, "payment-book", "2019-03-15", "1000.00"));
        // 2019-03-30 is a Saturday.
        isDueOn("2019-04-01");
    }

    @Test
    void aDebitInTimeNeedsNoPaymentBook() {
        released("TT", "2019-03-04", "1000.00");
        port.get(notified(D1, "electronic-data", "2019-03-04", "1000.00"));
        port.get(
                new PaymentDebited(D1, "P1", new BigDecimal("1000.00"), LocalDate.of(2019, 3, 14)));
        port.on("2019-03-20");
        assertThat(port.decided(D1, "payment-book")).isFalse();
    }

    @Test
    void anAssessmentHasThePeriodThatCustomsSet() {
        released("TT", "2026-03-02", "1000.00");
        port.get(
                new TaxNotified(
                        D1,
                        "QR1",
                        "assessment",
                        new BigDecimal("1200.00"),
                        LocalDate.of(2026, 3, 10),
                        LocalDate.of(2026, 3, 31)));
        assertThat(port.held(D1)).isEqualTo("1200.00");
        isDueOn("2026-03-31");
    }

    // ---- postponement

    private static PostponementGranted postponed(String until) {
        return new PostponementGranted(
                D1, "YQ1", LocalDate.parse(until), "force-majeure", LocalDate.of(2026, 3, 10));
    }

    @Test
    void forceMajeurePostponesBySixMonthsAtMost() {
        released("TT", "2026-03-02", "1000.00");
        port.on("2026-03-10").get(postponed("2026-09-17"));
        assertThat(port.lastDecision(D1, "postponement").outcome()).isEqualTo(Outcome.ADMITTED);
        isDueOn("2026-09-17");
    }

    @Test
    void aLongerPostponementIsRefused() {
        released("TT", "2026-03-02", "1000.00");
        port.on("2026-03-10").get(postponed("2026-09-18"));
        assertThat(port.failed(D1, "postponement")).containsExactly("T4");
        isDueOn("2026-03-17");
    }

    @Test
    void aPostponementNeedsAGuarantee() {
        port.on("2026-03-02")
                .gets(
                        declaration(D1, "  ", null),
                        accepted(D1, "2026-03-02", "1000.00"),
                        paid(D1, "P1", "2026-03-02", "1000.00"));
        port.get(Port.amended(D1, 1, "2026-03-05", "1500.00"));
        port.get(postponed("2026-05-01"));
        assertThat(port.failed(D1, "postponement")).containsExactly("T5");
    }

    @Test
    void aPostponementAfterTheDeadlineEndsTheDelay() {
        released("TT", "2026-03-02", "1000.00");
        port.on("2026-03-18");
        assertThat(port.status(D1)).isEqualTo("overdue");
        port.get(postponed("2026-06-01"));
        assertThat(port.status(D1)).isEqualTo("released");
        assertThat(port.questions(D1)).isEmpty();
        assertThat(port.message(Messages.OVERDUE, D1)).containsEntry("state", "settled");
    }

    // ---- late fee

    @ParameterizedTest(name = "paid on {0}: {2}")
    @CsvSource({
        "2026-03-17, , in time on the last day, paid",
        "2026-03-25, 49.38, eight days are below the floor, paid",
        "2026-03-26, 55.56, nine days are collected, late-fee-due"
    })
    void theLateFeeRunsFromTheDayAfterTheLast(String day, String fee, String says, String status) {
        released("TT", "2026-03-02", "12345.67");
        port.on(day).get(paid(D1, "P1", day, "12345.67"));
        assertThat(port.status(D1)).as(says).isEqualTo(status);
        if (fee == null) {
            assertThat(port.decided(D1, "late-fee")).isFalse();
        } else {
            assertThat(port.lastDecision(D1, "late-fee").arithmetic().getFirst().result())
                    .isEqualTo(fee);
            assertThat(port.failed(D1, "late-fee")).contains("T7");
        }
    }

    @Test
    void theLateFeeIsPaidLikeTheTax() {
        released("TT", "2026-03-02", "12345.67");
        port.on("2026-03-26").get(paid(D1, "P1", "2026-03-26", "12345.67"));
        assertThat(port.failed(D1, "late-fee")).containsExactly("T7", "T8");
        port.get(paid(D1, "P2", "2026-03-27", "55.56"));
        assertThat(port.status(D1)).isEqualTo("paid");
        assertThat(port.questions(D1)).isEmpty();
    }

    @Test
    void aPaymentInTimeThatIsBookedLateBearsNone() {
        released("TT", "2026-03-02", "12345.67");
        port.on("2026-03-20");
        assertThat(port.status(D1)).isEqualTo("overdue");
        port.get(paid(D1, "P1", "2026-03-17", "12345.67"));
        assertThat(port.status(D1)).isEqualTo("paid");
        assertThat(port.decided(D1, "late-fee")).isFalse();
        assertThat(port.message(Messages.OVERDUE, D1)).containsEntry("state", "settled");
    }

    // ---- notice, claim, suspension

    @Test
    void unpaidTaxIsNoticedAndAnOfficerIsAsked() {
        released("TT", "2026-03-02", "1000.00");
        port.on("2026-03-18");
        assertThat(port.message(Messages.OVERDUE, D1))
                .containsEntry("state", "overdue")
                .containsEntry("tax", "1000")
                .containsEntry("dueOn", "2026-03-17");
        assertThat(port.questions(D1)).containsExactly(Asked.UNPAID);
        assertThat(port.lastDecision(D1, "overdue-tax").arithmetic().getFirst().result())
                .isEqualTo("0.50");
    }

    @Test
    void aClaimTakesWhatIsHeldAndAsksTheGuarantor() {
        released("TT", "2026-03-02", "1000.00");
        port.on("2026-03-20").get(answer(D1, Asked.UNPAID, Asked.CLAIM));
        assertThat(port.status(D1)).isEqualTo("claimed");
        assertThat(port.held(D1)).isEqualTo("0.00");
        assertThat(port.yuan("claimed")).isEqualTo("1000.00");
        assertThat(port.message(Messages.CLAIM, D1))
                .containsEntry("tax", "1000")
                .containsEntry("lateFee", "1.5")
                .containsEntry("payBy", "2026-04-04");
        port.on("2026-03-25").get(guarantorPaid(D1, "2026-03-25", "1000.00"));
        assertThat(port.status(D1)).isEqualTo("paid");
        assertThat(port.status("institution:" + BANK)).isEqualTo("in-force");
        // What was called guarantees nothing any more.
        assertThat(port.yuan("free")).isEqualTo("99000.00");
    }

    @Test
    void withoutAnAnswerTheGuarantorIsCalledAfterTheTerm() {
        released("TT", "2026-03-02", "1000.00");
        port.on("2026-04-01");
        assertThat(port.status(D1)).isEqualTo("overdue");
        port.on("2026-04-02");
        assertThat(port.status(D1)).isEqualTo("claimed");
        assertThat(port.lastDecision(D1, "claim").checks().getFirst().left().value())
                .isEqualTo("term");
        assertThat(port.questions(D1)).isEmpty();
    }

    @Test
    void anOfficerWhoWaitsIsAskedAgain() {
        released("TT", "2026-03-02", "1000.00");
        port.on("2026-03-20").get(answer(D1, Asked.UNPAID, Asked.WAIT));
        assertThat(port.failed(D1, "claim")).containsExactly("C1");
        port.on("2026-04-04");
        assertThat(port.questions(D1)).isEmpty();
        port.on("2026-04-05");
        assertThat(port.questions(D1)).containsExactly(Asked.UNPAID);
        assertThat(port.status(D1)).isEqualTo("overdue");
    }

    @Test
    void aGuarantorThatDoesNotPayInItsTermIsSuspended() {
        released("TT", "2026-03-02", "1000.00");
        port.on("2026-03-20").get(answer(D1, Asked.UNPAID, Asked.CLAIM));
        port.on("2026-04-04");
        assertThat(port.status("institution:" + BANK)).isEqualTo("in-force");
        port.on("2026-04-05");
        assertThat(port.failed(D1, "guarantor")).containsExactly("C3");
        assertThat(port.status("institution:" + BANK)).isEqualTo("suspended");
        assertThat(port.filing()).isEqualTo("suspended");
        assertThat(port.message(Messages.SUSPENSION, BANK))
                .containsEntry("standing", "suspended")
                .containsEntry("reason", "unpaid claim " + D1);
        port.gets(declaration(D2, "CL"), accepted(D2, "2026-04-05", "100.00"));
        assertThat(port.failed(D2, "release")).containsExactly("G5");
    }

    @Test
    void aGuarantorWhosePaymentInTimeIsReportedLateServesAgain() {
        released("TT", "2026-03-02", "1000.00");
        port.on("2026-03-20").get(answer(D1, Asked.UNPAID, Asked.CLAIM));
        port.on("2026-04-06");
        assertThat(port.status("institution:" + BANK)).isEqualTo("suspended");
        port.get(guarantorPaid(D1, "2026-04-03", "1000.00"));
        assertThat(port.status("institution:" + BANK)).isEqualTo("in-force");
        assertThat(port.filing()).isEqualTo("in-force");
    }

    @Test
    void aDepositIsTurnedIntoTax() {
        port.on("2026-03-02")
                .gets(
                        Terms.of("5000.00").instrument("cash").filed(),
                        declaration(D1, "TT"),
                        accepted(D1, "2026-03-02", "1000.00"));
        port.on("2026-03-20").get(answer(D1, Asked.UNPAID, Asked.CLAIM));
        assertThat(port.status(D1)).isEqualTo("paid");
        assertThat(port.yuan("claimed")).isEqualTo("1000.00");
        assertThat(port.messages()).doesNotContainKey(Messages.CLAIM + " " + D1);
    }

    @Test
    void afterTheClaimPeriodNobodyCanBeCalled() {
        port.on("2026-03-02")
                .gets(
                        Terms.of("5000.00")
                                .valid("2026-01-01", "2026-03-10")
                                .claimsUntil("2026-03-19")
                                .filed(),
                        declaration(D1, "TT"),
                        accepted(D1, "2026-03-02", "1000.00"));
        port.on("2026-03-20").get(answer(D1, Asked.UNPAID, Asked.CLAIM));
        assertThat(port.failed(D1, "claim")).containsExactly("C2");
        assertThat(port.status(D1)).isEqualTo("overdue");
    }

    @Test
    void afterThreeMonthsAnOfficerDecidesOnMeasures() {
        released("TT", "2026-03-02", "1000.00");
        port.on("2026-06-17");
        assertThat(port.questions(D1)).doesNotContain(Asked.ENFORCE);
        port.on("2026-06-18");
        assertThat(port.questions(D1)).contains(Asked.ENFORCE);
        port.get(answer(D1, Asked.ENFORCE, "deduct"));
        assertThat(port.lastDecision(D1, "enforcement").outcome()).isEqualTo(Outcome.ADMITTED);
    }

    @Test
    void ofLaterPaymentsTheFirstGoToTheClaim() {
        released("TT", "2026-03-02", "1000.00");
        port.on("2026-03-20").get(answer(D1, Asked.UNPAID, Asked.CLAIM));
        port.on("2026-03-21").get(paid(D1, "P1", "2026-03-21", "600.00"));
        assertThat(port.yuan("claimed")).isEqualTo("1000.00");
        assertThat(port.yuan("free")).isEqualTo("99000.00");
        assertThat(port.status(D1)).isEqualTo("claimed");
    }

    @Test
    void theMonthAfterIsThatAfterTheRelease() {
        // Completed in March, released in April: the fifth working day of May.
        port.on("2026-03-31").gets(filed("100.00"), declaration(D1, "CL"));
        port.get(accepted(D1, "2026-03-31", "1000.00"));
        assertThat(port.status(D1)).isEqualTo("waiting");
        port.on("2026-04-02").get(Port.amount(1, "1000.00"));
        assertThat(port.status(D1)).isEqualTo("released");
        // After the holiday of 1 to 5 May: 6, 7, 8, the Saturday 9, which is worked, and 11.
        isDueOn("2026-05-11");
    }
}
