package org.liandong.bench;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.liandong.engine.Engine;
import org.liandong.engine.Json;
import org.liandong.importrefund.RefundFact;
import org.liandong.importrefund.RefundModule;
import org.liandong.testkit.TestEngines;

/// The time from the tax side's answer to the durable decision about a refund, one answer a document, at half of the rate that the
/// machine has just shown. Every second book is used, so that its VAT is not refunded; the others are held and reserved.
final class RefundLatencyRun {

    private static final int WARM_UP = 3_000;
    private static final int UNTHROTTLED = 3_000;
    private static final long SEED = 7;
    private static final LocalDate PAID = LocalDate.of(2026, 1, 10);
    private static final LocalDate FILED = LocalDate.of(2026, 3, 1);
    private static final Instant NOW = Instant.parse("2026-03-01T04:00:00Z");

    private final Stores stores;
    private final int seconds;
    private final PrintWriter out;

    RefundLatencyRun(Stores stores, int seconds, PrintWriter out) {
        this.stores = stores;
        this.seconds = seconds;
        this.out = out;
    }

    void run() throws Exception {
        Engine.Settings settings =
                new Engine.Settings(
                        stores.make("refunds"),
                        List.of(new RefundModule()),
                        Map.of(RefundModule.NAME, Map.of()),
                        TestEngines.RULES,
                        TestEngines.SECRET,
                        () -> NOW,
                        Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
        try (Engine engine = Engine.open(settings)) {
            apply(engine, 0, WARM_UP + UNTHROTTLED);
            answer(engine, 0, WARM_UP);
            long start = System.nanoTime();
            answer(engine, WARM_UP, UNTHROTTLED);
            double rate = UNTHROTTLED / ((System.nanoTime() - start) / 1e9);
            int count = (int) Math.max(1, rate / 2 * seconds);
            int from = WARM_UP + UNTHROTTLED;
            out.printf("%,.0f answers a second unthrottled; %,d at half of that%n", rate, count);
            out.flush();
            apply(engine, from, count);
            Histogram times = atRate(engine, from, count, rate / 2);
            out.printf(
                    "milliseconds from the tax side's answer to the durable decision: p50 %.1f, p99 %.1f, p99.9 %.1f, longest %.1f%n",
                    times.getValueAtPercentile(50) / 1e3,
                    times.getValueAtPercentile(99) / 1e3,
                    times.getValueAtPercentile(99.9) / 1e3,
                    times.getMaxValue() / 1e3);
            out.flush();
        }
    }

    private static String book(int i) {
        return "423020261%09d-L01".formatted(i);
    }

    private static byte[] line(RefundFact fact, String id) {
        return Json.fact(RefundModule.NAME, fact, "bench", id);
    }

    private static void apply(Engine engine, int from, int count) throws Exception {
        List<byte[]> facts = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            facts.add(
                    line(
                            new RefundFact.PaymentBooked(
                                    book(i),
                                    1,
                                    "IMP1",
                                    "Importer",
                                    "",
                                    PAID,
                                    new BigDecimal("1000.00"),
                                    PAID,
                                    PAID),
                            "B" + i));
            facts.add(
                    line(
                            new RefundFact.RefundApplied(
                                    "R" + i,
                                    "IMP1",
                                    "Importer",
                                    "overpaid",
                                    FILED,
                                    List.of("application", "payment-evidence", "supporting-papers"),
                                    "6222",
                                    List.of(
                                            new RefundFact.Line(
                                                    book(i), new BigDecimal("1000.00")))),
                            "R" + i));
        }
        Sender.send(engine, facts);
    }

    private static byte[] answer(int i) {
        boolean used = i % 2 == 0;
        return line(
                new RefundFact.TaxAnswered(
                        "Q" + i,
                        book(i),
                        used ? RefundFact.TaxStatus.USED : RefundFact.TaxStatus.MATCHED_NOT_USED,
                        used ? "2026-02" : "",
                        new BigDecimal(used ? "1000.00" : "0"),
                        BigDecimal.ZERO,
                        NOW.minusSeconds(60),
                        "13702000000"),
                "Q" + i);
    }

    private static void answer(Engine engine, int from, int count) throws Exception {
        List<byte[]> facts = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            facts.add(answer(i));
        }
        Sender.send(engine, facts);
    }

    private static Histogram atRate(Engine engine, int from, int count, double rate)
            throws Exception {
        long[] due = Arrivals.poisson(rate, count, new SplittableRandom(SEED));
        Histogram times = new ConcurrentHistogram(3);
        List<CompletableFuture<?>> answers = new ArrayList<>();
        List<byte[]> facts = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            facts.add(answer(i));
        }
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long at = start + due[i];
            for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            answers.add(
                    engine.submit("bench", facts.get(i))
                            .thenAccept(result -> {
                                times.recordValue(
                                        TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - at));
                                Sender.requireTaken(result);
                            }));
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get();
        return times;
    }
}
