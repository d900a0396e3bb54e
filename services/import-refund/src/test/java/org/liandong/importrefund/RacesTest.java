package org.liandong.importrefund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.importrefund.Office.L;
import static org.liandong.importrefund.Office.answer;
import static org.liandong.importrefund.Office.applied;
import static org.liandong.importrefund.Office.book;
import static org.liandong.importrefund.Office.booked;
import static org.liandong.importrefund.Office.given;
import static org.liandong.importrefund.Office.line;
import static org.liandong.importrefund.Office.paid;
import static org.liandong.importrefund.Office.refund;
import static org.liandong.importrefund.Office.reserved;
import static org.liandong.importrefund.Office.stated;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.liandong.importrefund.RefundFact.Step;
import org.liandong.importrefund.RefundFact.TaxStatus;

/// Deduction against refund, and two applications for one book: whoever comes first, never more than was paid.
class RacesTest {

    private static <T> List<List<T>> orders(List<T> of) {
        if (of.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> all = new ArrayList<>();
        for (int i = 0; i < of.size(); i++) {
            List<T> rest = new ArrayList<>(of);
            T first = rest.remove(i);
            for (List<T> order : orders(rest)) {
                List<T> one = new ArrayList<>(List.of(first));
                one.addAll(order);
                all.add(one);
            }
        }
        return all;
    }

    private static BigDecimal amount(Office office, String account) {
        String available = office.available(account);
        return available.equals("-") ? BigDecimal.ZERO : new BigDecimal(available);
    }

    @Test
    void inEveryOrderOfDeductionAndRefundOneOfTheTwoHasTheBook() {
        List<RefundFact> facts =
                List.of(
                        booked(L, "1000.00"),
                        applied("R1", line(L, "1000.00")),
                        answer(L, TaxStatus.MATCHED_NOT_USED, "0", "0", "2026-03-02", "10:00"),
                        reserved("R1", L),
                        stated("S1", L, Step.USED, "1000.00", "11:00"),
                        paid("R1", L, "1000.00", "0.50"));
        int refunded = 0;
        int deducted = 0;
        for (List<RefundFact> order : orders(facts)) {
            try (Office office = given(order.toArray(RefundFact[]::new))) {
                boolean paid = office.status(refund("R1")).equals("refunded");
                boolean used = amount(office, Accounts.deducted(L)).signum() > 0;
                assertThat(paid).as(order.toString()).isNotEqualTo(used);
                assertThat(amount(office, Accounts.collected(L))).isEqualByComparingTo("0");
                assertThat(office.status(book(L))).isEqualTo(paid ? "referred" : "booked");
                if (paid) {
                    refunded++;
                    assertThat(office.tasks(book(L))).containsExactly("deducted-beyond");
                    assertThat(office.messages("DEDUCTION-OBJECTED", "amount", "notRefunded"))
                            .endsWith("1000.00 0.00");
                } else {
                    deducted++;
                    assertThat(office.status(refund("R1"))).isEqualTo("rejected");
                }
            }
        }
        assertThat(refunded).isPositive();
        assertThat(deducted).isPositive();
        assertThat(refunded + deducted).isEqualTo(720);
    }

    @Test
    void aDeductionBetweenAnswerAndConfirmationEndsTheRefundAndGetsItsRoom() {
        try (Office office =
                given(
                        booked(L, "1000.00"),
                        applied("R1", line(L, "1000.00")),
                        answer(L, TaxStatus.MATCHED_NOT_USED, "0", "0", "2026-03-02", "10:00"))) {
            assertThat(office.available(Accounts.collected(L))).isEqualTo("0.00");
            office.when(stated("S1", L, Step.USED, "1000.00", "11:00"));
            assertThat(office.last(refund("R1"), "refund")).isEqualTo("REFUSED V3 1000.00 / 0.00");
            assertThat(office.messages("BOOK-RESERVATION", "status"))
                    .containsExactly("RESERVE", "RELEASE");
            assertThat(office.available(Accounts.deducted(L))).isEqualTo("1000.00");
            assertThat(office.tasks(book(L))).isEmpty();
        }
    }

    @Test
    void inEveryOrderOfTwoApplicationsForOneBookTheFirstIsPaidAndTheOtherRefused() {
        List<RefundFact> facts =
                List.of(
                        booked(L, "1000.00"),
                        applied("R1", line(L, "1000.00")),
                        applied("R2", line(L, "1000.00")),
                        answer(L, TaxStatus.NOT_REQUESTED, "0", "0", "2026-03-02", "10:00"),
                        reserved("R1", L),
                        reserved("R2", L));
        int first = 0;
        for (List<RefundFact> order : orders(facts)) {
            try (Office office = given(order.toArray(RefundFact[]::new))) {
                List<String> ordered = office.messages("REFUND-ORDER", "applicationNo", "amount");
                assertThat(ordered).as(order.toString()).hasSize(1);
                String winner = ordered.getFirst().substring(0, 2);
                String other = winner.equals("R1") ? "R2" : "R1";
                first += winner.equals("R1") ? 1 : 0;
                assertThat(office.status(refund(winner))).isEqualTo("ordered");
                assertThat(office.status(refund(other))).isEqualTo("rejected");
                assertThat(office.last(refund(other), "refund"))
                        .isEqualTo("REFUSED V3 1000.00 / 0.00");
                office.when(paid(winner, L, "1000.00", "0.50"));
                assertThat(amount(office, Accounts.collected(L))).isEqualByComparingTo("0");
            }
        }
        assertThat(first).isBetween(1, 719);
    }

    @Test
    void twoApplicationsForPartsOfOneBookAreBothPaid() {
        try (Office office =
                given(
                        booked(L, "1000.00"),
                        answer(L, TaxStatus.NOT_REQUESTED),
                        applied("R1", line(L, "600.00")),
                        applied("R2", line(L, "400.00")),
                        reserved("R1", L),
                        reserved("R2", L))) {
            assertThat(office.messages("REFUND-ORDER", "applicationNo", "amount"))
                    .containsExactly("R1 600.00", "R2 400.00");
        }
    }

    @Test
    void whoWaitsForABookThatAnotherApplicationHoldsGetsItWhenThatIsReleased() {
        try (Office office =
                given(
                        booked(L, "1000.00"),
                        answer(L, TaxStatus.NOT_REQUESTED, "0", "0", "2026-03-02", "10:00"),
                        applied("R1", line(L, "1000.00")),
                        applied("R2", line(L, "1000.00")))) {
            assertThat(office.last(refund("R2"), "refund"))
                    .isEqualTo("WAITING room V2 1000.00 / 0.00");
            office.when(Office.reservation("R1", L, 1, false, "2026-03-02", "11:00"));
            assertThat(office.messages("BOOK-RESERVATION", "applicationNo", "status"))
                    .containsExactly("R1 RESERVE", "R1 RELEASE", "R2 RESERVE");
        }
    }
}
