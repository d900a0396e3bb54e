package org.liandong.importrefund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.importrefund.Office.answer;
import static org.liandong.importrefund.Office.applied;
import static org.liandong.importrefund.Office.booked;
import static org.liandong.importrefund.Office.line;
import static org.liandong.importrefund.Office.reservation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.liandong.importrefund.RefundFact.Step;
import org.liandong.importrefund.RefundFact.TaxStatus;
import org.liandong.kernel.Message;

/// Whatever both sides say, in whatever order, true or not: of no book more is refunded and deducted than was paid.
class BookInvariantProperties {

    private static final int HISTORIES = 150;
    private static final int FACTS = 60;
    private static final List<String> BOOKS =
            List.of("423020261000000001-L01", "423020261000000002-L01", "423020261000000002-A01");

    @Test
    void refundedAndDeductedAreNeverMoreThanWasPaid() {
        int ordered = 0;
        int refused = 0;
        for (int h = 0; h < HISTORIES; h++) {
            Random random = new Random(7_000L + h);
            try (Office office = Office.given()) {
                LocalDate day = LocalDate.parse("2026-03-02");
                for (int i = 0; i < FACTS; i++) {
                    if (random.nextInt(12) == 0) {
                        day = day.plusDays(1 + random.nextInt(12));
                        office.dayComes(day.toString());
                    }
                    office.when(fact(random, i, day));
                    for (String book : BOOKS) {
                        holds(office, book, h, i);
                    }
                }
                ordered += office.messages("REFUND-ORDER", "amount").size();
                refused += office.messages("DEDUCTION-OBJECTED", "amount").size();
            }
        }
        assertThat(ordered).isGreaterThan(100);
        assertThat(refused).isGreaterThan(50);
    }

    private static void holds(Office office, String book, int history, int fact) {
        Map<String, BigDecimal> available = office.engine().available();
        BigDecimal deducted = available.getOrDefault(Accounts.deducted(book), BigDecimal.ZERO);
        BigDecimal refunded = BigDecimal.ZERO;
        for (Message message : office.engine().messages()) {
            if (message.type().equals("REFUND-ORDER")
                    && book.equals(message.head().get("bookNo"))) {
                refunded = refunded.add(new BigDecimal(message.head().get("amount")));
            }
        }
        assertThat(refunded.add(deducted))
                .as("history %d, fact %d, book %s", history, fact, book)
                .isLessThanOrEqualTo(new BigDecimal("1000.00"));
        assertThat(deducted).isNotNegative();
        available.forEach((account, amount) -> {
            if (!account.startsWith("boundary/")) {
                assertThat(amount).as(account).isNotNegative();
            }
        });
    }

    private static RefundFact fact(Random random, int i, LocalDate day) {
        String book = BOOKS.get(random.nextInt(BOOKS.size()));
        String application = "R" + random.nextInt(4);
        String amount =
                new BigDecimal(1 + random.nextInt(10))
                        .movePointRight(2)
                        .setScale(2)
                        .toPlainString();
        String time = "0%d:%02d".formatted(random.nextInt(10), random.nextInt(60));
        return switch (random.nextInt(9)) {
            case 0 -> booked(book, "1000.00");
            case 1, 2 -> applied(application, "overpaid", "2026-03-02", line(book, amount));
            case 3, 4 ->
                    answer(
                            book,
                            oneOf(random, List.of(TaxStatus.values())),
                            random.nextBoolean() ? "0" : amount,
                            random.nextInt(4) == 0 ? amount : "0",
                            day.toString(),
                            time);
            case 5 ->
                    new RefundFact.DeductionStated(
                            "S" + i,
                            book,
                            "IMP1",
                            oneOf(random, List.of(Step.values())),
                            "2026-02",
                            new BigDecimal(amount),
                            Office.at(day.toString(), time));
            case 6, 7 ->
                    reservation(
                            application,
                            book,
                            1 + random.nextInt(3),
                            random.nextInt(3) > 0,
                            day.toString(),
                            time);
            default -> new RefundFact.AccountNamed(application, "63" + i, day);
        };
    }

    private static <T> T oneOf(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
