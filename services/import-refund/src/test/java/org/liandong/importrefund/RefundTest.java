package org.liandong.importrefund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.importrefund.Office.A;
import static org.liandong.importrefund.Office.L;
import static org.liandong.importrefund.Office.Y;
import static org.liandong.importrefund.Office.answer;
import static org.liandong.importrefund.Office.applied;
import static org.liandong.importrefund.Office.booked;
import static org.liandong.importrefund.Office.given;
import static org.liandong.importrefund.Office.line;
import static org.liandong.importrefund.Office.paid;
import static org.liandong.importrefund.Office.refund;
import static org.liandong.importrefund.Office.reserved;
import static org.liandong.importrefund.Office.stated;

import org.junit.jupiter.api.Test;
import org.liandong.importrefund.RefundFact.Step;
import org.liandong.importrefund.RefundFact.TaxStatus;

/// A refund from application to payment, and the table of what the tax side can answer.
class RefundTest {

    private static final String CASE = refund("R1");

    private static Office applicationFor(String bookNo, String amount) {
        return given(booked(bookNo, "1000.00"), applied("R1", line(bookNo, amount)));
    }

    @Test
    void aRefundAsksTheTaxSideReservesTheBookOrdersThePaymentAndTellsWhatWasRefunded() {
        try (Office office = applicationFor(L, "1000.00")) {
            assertThat(office.last(CASE, "acceptance")).isEqualTo("ADMITTED");
            assertThat(office.messages("DEDUCTION-QUERY", "bookNo", "question"))
                    .containsExactly(L + " 1");
            assertThat(office.last(CASE, "refund")).startsWith("WAITING tax-answer");

            office.when(answer(L, TaxStatus.MATCHED_NOT_USED));
            assertThat(office.last(CASE, "refund")).isEqualTo("WAITING reservation");
            assertThat(office.messages("BOOK-RESERVATION", "status", "amount"))
                    .containsExactly("RESERVE 1000.00");
            assertThat(office.available(Accounts.collected(L))).isEqualTo("0.00");

            office.when(reserved("R1", L));
            assertThat(office.last(CASE, "refund")).isEqualTo("ADMITTED");
            // 1,000.00 × 0.35 % × 51 days ÷ 360 = 0.50
            assertThat(
                            office.messages(
                                    "REFUND-ORDER", "orderNo", "amount", "interest", "bankAccount"))
                    .containsExactly("R1/" + L + " 1000.00 0.50 6222");
            assertThat(office.status(CASE)).isEqualTo("ordered");
            assertThat(office.available(Accounts.refundPayable("R1", L))).isEqualTo("1000.00");

            office.when(paid("R1", L, "1000.00", "0.50"));
            assertThat(office.status(CASE)).isEqualTo("refunded");
            assertThat(office.messages("DEDUCTIBLE-REDUCTION", "bookNo", "refunded"))
                    .containsExactly(L + " 1000.00");
            assertThat(office.messages("BOOK-RESERVATION", "status"))
                    .containsExactly("RESERVE", "CONFIRM");
            assertThat(office.available(Accounts.TREASURY)).isEqualTo("0.50");
            assertThat(office.available(Accounts.INTEREST)).isEqualTo("-0.50");
        }
    }

    @Test
    void dutyAndConsumptionTaxGoBackWhileTheVatThatWasUsedStays() {
        try (Office office =
                given(
                        booked(L, "1000.00"),
                        booked(A, "500.00"),
                        booked(Y, "200.00"),
                        applied("R1", line(L, "1000.00"), line(A, "500.00"), line(Y, "200.00")))) {
            assertThat(office.messages("REFUND-ORDER", "bookNo")).isEmpty();
            office.when(answer(L, TaxStatus.USED, "1000.00", "0", "2026-03-02", "11:00"));
            assertThat(office.messages("REFUND-ORDER", "bookNo", "amount"))
                    .containsExactlyInAnyOrder(A + " 500.00", Y + " 200.00");
            assertThat(office.decisions(CASE, "refund")).contains("REFUSED V3 1000.00 / 0.00");
            office.when(paid("R1", A, "500.00", "0.25"), paid("R1", Y, "200.00", "0.10"));
            assertThat(office.status(CASE)).isEqualTo("refunded");
        }
    }

    @Test
    void usedVatGoesBackAfterItsTransferOutWasShown() {
        try (Office office = applicationFor(L, "1000.00")) {
            office.when(answer(L, TaxStatus.USED, "1000.00", "0", "2026-03-02", "10:00"));
            assertThat(office.status(CASE)).isEqualTo("rejected");
            office.when(stated("S1", L, Step.TRANSFERRED_OUT, "1000.00", "11:00"));
            assertThat(office.last(CASE, "refund")).isEqualTo("WAITING reservation");
            assertThat(office.status(CASE)).isEqualTo("waiting");
        }
    }
}
