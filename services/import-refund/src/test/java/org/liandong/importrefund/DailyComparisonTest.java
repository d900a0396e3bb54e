package org.liandong.importrefund;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.liandong.importrefund.BookComparison.Asked;
import org.liandong.importrefund.BookComparison.Booked;
import org.liandong.importrefund.DailyComparison.Booking;
import org.liandong.importrefund.DailyComparison.Request;
import org.liandong.kernel.Message;
import org.liandong.testkit.TestEngines;

/// The comparison of many books at once gives what the cases give, book by book.
class DailyComparisonTest {

    private static final int BOOKS = 400;

    @Test
    void theBatchGivesExactlyWhatTheCasesGive() {
        Random random = new Random(11);
        List<Booking> bookings = new ArrayList<>();
        List<Request> requests = new ArrayList<>();
        Map<String, String> said = new TreeMap<>();
        try (Office office = Office.given()) {
            for (int b = 0; b < BOOKS; b++) {
                book(random, b, office, bookings, requests);
            }
            office.dayComes("2026-03-03");
            for (Message message : office.engine().messages()) {
                said.put(
                        String.valueOf(message.head().get("requestNo")),
                        String.valueOf(message.head().get("status")));
            }
        }
        DailyComparison daily =
                new DailyComparison(TestEngines.RULES.apply(new RefundModule().resources()));
        for (int parts : new int[] {1, 7}) {
            Map<String, String> batch = new TreeMap<>();
            for (int part = 0; part < parts; part++) {
                int one = part;
                daily.compare(
                        bookings.stream()
                                .filter(b -> DailyComparison.part(b.bookNo(), parts) == one)
                                .toList(),
                        requests.stream()
                                .filter(r -> DailyComparison.part(r.bookNo(), parts) == one)
                                .toList(),
                        BookComparison.day(LocalDate.parse("2026-03-03")),
                        (request, result) -> batch.put(request.requestNo(), BookDesk.word(result)));
            }
            assertThat(batch).isEqualTo(said);
        }
        assertThat(new TreeSet<>(said.values()))
                .containsExactly(
                        "already-matched",
                        "differ",
                        "duplicate",
                        "held",
                        "invalid",
                        "match",
                        "missing",
                        "too-late");
    }

    private static void book(
            Random random, int b, Office office, List<Booking> bookings, List<Request> requests) {
        String number = "42302026%d%09d-L01".formatted(random.nextInt(10) == 0 ? 0 : 1, b);
        String owner = random.nextBoolean() ? "IMP2" : "";
        if (random.nextInt(5) > 0 && BookNumber.isVat(number)) {
            office.when(
                    Office.booked(
                            number,
                            "1000.00",
                            "2026-01-08",
                            "2026-01-10",
                            "2026-01-10",
                            "IMP1",
                            owner));
            bookings.add(
                    new Booking(
                            number,
                            new Booked(
                                    day("2026-01-08"), 100_000, "IMP1", owner, day("2026-01-10"))));
        }
        for (int r = random.nextInt(3); r >= 0; r--) {
            String no = "D%d-%d".formatted(b, r);
            String written = number.replace('-', random.nextInt(4) == 0 ? '/' : '-');
            String issued =
                    switch (random.nextInt(8)) {
                        case 0 -> "2016-01-08";
                        case 1 -> "2025-12-08";
                        default -> "2026-01-08";
                    };
            String amount = random.nextInt(6) == 0 ? "1000.01" : "1000.00";
            String taxpayer = random.nextBoolean() ? "IMP1" : "IMP2";
            String on =
                    random.nextInt(3) == 0 ? "2026-02-28" : "2026-03-0" + (1 + random.nextInt(2));
            office.when(Office.requested(no, written, amount, issued, taxpayer, on));
            requests.add(
                    new Request(
                            no,
                            written,
                            new Asked(
                                    day(issued),
                                    new BigDecimal(amount).movePointRight(2).longValueExact(),
                                    taxpayer,
                                    day(on),
                                    Integer.MAX_VALUE,
                                    false)));
        }
    }

    private static int day(String date) {
        return BookComparison.day(LocalDate.parse(date));
    }
}
