package org.liandong.warehousereceipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.engine.Engine;
import org.liandong.engine.Json;
import org.liandong.engine.Views;
import org.liandong.kernel.Outcome;
import org.liandong.testkit.TestEngines;

/// Banks race for receipts: several threads send competing pledges to one running engine. The recorded history of each receipt must be
/// linearisable: one order of all pledges explains every answer and contradicts no clock, and in it nobody gets what another has.
///
/// Whether there is such an order is searched for as by Wing and Gong, "Testing and verifying concurrent objects" (1993).
class PledgeRaceTest {

    private static final int BANKS = 6;
    private static final int RECEIPTS = 25;

    /// One pledge as a thread saw it.
    private record Call(
            String receipt, String contract, int tonnes, long sent, long answered, boolean won) {}

    @Test
    void ofPledgesOfTheWholeReceiptExactlyOneWins(@TempDir Path store) throws Exception {
        Map<String, List<Call>> histories = race(store, _ -> 6);
        assertThat(histories).hasSize(RECEIPTS);
        assertThat(histories.values().stream().filter(PledgeRaceTest::overlaps))
                .as("receipts that banks asked for at the same time")
                .isNotEmpty();
        for (List<Call> history : histories.values()) {
            assertThat(history).hasSize(BANKS);
            assertThat(history.stream().filter(Call::won)).as(history.toString()).hasSize(1);
            assertThat(isLinearisable(history)).as(history.toString()).isTrue();
        }
    }

    @Test
    void pledgesOfPartsAreGrantedAsIfOneAfterTheOther(@TempDir Path store) throws Exception {
        Map<String, List<Call>> histories = race(store, random -> 1 + random.nextInt(5));
        int refused = 0;
        for (List<Call> history : histories.values()) {
            assertThat(history.stream().filter(Call::won).mapToInt(Call::tonnes).sum())
                    .isLessThanOrEqualTo(6);
            assertThat(isLinearisable(history)).as(history.toString()).isTrue();
            refused += (int) history.stream().filter(c -> !c.won()).count();
        }
        assertThat(refused).isPositive();
    }

    private static boolean overlaps(List<Call> history) {
        return history.stream()
                .anyMatch(a ->
                        history.stream()
                                .anyMatch(b ->
                                        !a.equals(b)
                                                && a.sent() < b.answered()
                                                && b.sent() < a.answered()));
    }

    /// The search itself finds what no order explains.
    @Test
    void aHistoryThatNoOrderExplainsIsFound() {
        Call refusedFirst = new Call("R", "P1", 6, 0, 1, false);
        Call wonLater = new Call("R", "P2", 6, 2, 3, true);
        assertThat(isLinearisable(List.of(refusedFirst, wonLater))).isFalse();
        assertThat(
                        isLinearisable(
                                List.of(
                                        new Call("R", "P1", 6, 0, 3, false),
                                        new Call("R", "P2", 6, 1, 2, true))))
                .isTrue();
        assertThat(
                        isLinearisable(
                                List.of(
                                        new Call("R", "P1", 4, 0, 1, true),
                                        new Call("R", "P2", 4, 0, 1, true))))
                .isFalse();
    }

    private interface Tonnes {
        int drawnFrom(Random random);
    }

    private static Map<String, List<Call>> race(Path store, Tonnes tonnes) throws Exception {
        List<Call> calls = new ArrayList<>();
        try (Engine engine =
                Engine.open(
                        new Engine.Settings(
                                store.toString(),
                                List.of(new ReceiptModule()),
                                Map.of(),
                                TestEngines.RULES,
                                TestEngines.SECRET,
                                () -> Yard.NOON,
                                2))) {
            for (ReceiptFact fact : Yard.lot("L1", "150.000")) {
                send(engine, fact);
            }
            send(engine, Yard.counted("A1", "150.000", "weighbridge", 1));
            for (int r = 0; r < RECEIPTS; r++) {
                send(engine, Yard.drawn("R" + r, "6.000"));
            }
            CountDownLatch start = new CountDownLatch(1);
            try (ExecutorService threads = Executors.newFixedThreadPool(BANKS)) {
                List<Future<List<Call>>> banks = new ArrayList<>();
                for (int b = 0; b < BANKS; b++) {
                    int bank = b;
                    Callable<List<Call>> work =
                            () -> {
                                start.await();
                                return pledges(engine, bank, tonnes);
                            };
                    banks.add(threads.submit(work));
                }
                start.countDown();
                for (Future<List<Call>> bank : banks) {
                    calls.addAll(bank.get());
                }
            }
        }
        return answers(store, calls);
    }

    /// One bank after all receipts, each bank in another order, so that they meet.
    private static List<Call> pledges(Engine engine, int bank, Tonnes tonnes) throws Exception {
        Random random = new Random(bank);
        List<Call> calls = new ArrayList<>();
        for (int r = 0; r < RECEIPTS; r++) {
            String receipt = "R" + (r + bank * random.nextInt(2)) % RECEIPTS;
            if (calls.stream().anyMatch(c -> c.receipt().equals(receipt))) {
                continue;
            }
            calls.add(call(engine, bank, receipt, tonnes.drawnFrom(random)));
        }
        for (int r = 0; r < RECEIPTS; r++) {
            String receipt = "R" + r;
            if (calls.stream().noneMatch(c -> c.receipt().equals(receipt))) {
                calls.add(call(engine, bank, receipt, tonnes.drawnFrom(random)));
            }
        }
        return calls;
    }

    private static Call call(Engine engine, int bank, String receipt, int tonnes) throws Exception {
        String contract = "P" + bank;
        ReceiptFact fact =
                Yard.pledged(
                        receipt,
                        contract,
                        Yard.ANNA,
                        new BigDecimal(tonnes).setScale(3).toPlainString());
        long sent = System.nanoTime();
        send(engine, fact);
        return new Call(receipt, contract, tonnes, sent, System.nanoTime(), false);
    }

    private static void send(Engine engine, ReceiptFact fact) throws Exception {
        var result =
                engine.submit(
                                "fact",
                                Json.fact(
                                        ReceiptModule.NAME,
                                        fact,
                                        "test",
                                        Integer.toHexString(fact.toString().hashCode())))
                        .get();
        assertThat(result.refused()).as("%s: %s", fact, result).isFalse();
    }

    /// What was decided on each pledge. It was decided by the time of the answer: an answer follows the commit.
    private static Map<String, List<Call>> answers(Path store, List<Call> calls) {
        Map<String, Boolean> won = new HashMap<>();
        try (Views views = Views.open(store.toString())) {
            for (Call call : calls) {
                Views.OneCase receipt =
                        java.util.Objects.requireNonNull(
                                views.one(ReceiptModule.NAME, Yard.receipt(call.receipt())));
                receipt.decisions().stream()
                        .map(Views.DecisionLine::decision)
                        .filter(d -> d.kind().equals("pledge"))
                        .forEach(d ->
                                won.put(
                                        call.receipt()
                                                + java.util.Objects.requireNonNull(
                                                                d.basis().get("pledge"))
                                                        .id(),
                                        d.outcome() == Outcome.ADMITTED));
            }
        }
        Map<String, List<Call>> histories = new HashMap<>();
        for (Call call : calls) {
            ReceiptFact fact =
                    Yard.pledged(
                            call.receipt(),
                            call.contract(),
                            Yard.ANNA,
                            new BigDecimal(call.tonnes()).setScale(3).toPlainString());
            Boolean outcome =
                    won.get(call.receipt() + Integer.toHexString(fact.toString().hashCode()));
            assertThat(outcome).as(call.toString()).isNotNull();
            histories
                    .computeIfAbsent(call.receipt(), _ -> new ArrayList<>())
                    .add(
                            new Call(
                                    call.receipt(),
                                    call.contract(),
                                    call.tonnes(),
                                    call.sent(),
                                    call.answered(),
                                    Boolean.TRUE.equals(outcome)));
        }
        return histories;
    }

    // ---- is there an order?

    private static boolean isLinearisable(List<Call> history) {
        return explains(history, new BitSet(), 6, new HashSet<>());
    }

    private static boolean explains(List<Call> history, BitSet done, int free, Set<String> seen) {
        if (done.cardinality() == history.size()) {
            return true;
        }
        if (!seen.add(done + " " + free)) {
            return false;
        }
        long firstAnswer = Long.MAX_VALUE;
        for (int i = 0; i < history.size(); i++) {
            if (!done.get(i)) {
                firstAnswer = Math.min(firstAnswer, history.get(i).answered());
            }
        }
        for (int i = 0; i < history.size(); i++) {
            Call call = history.get(i);
            // Who was sent after another was answered cannot have been before it.
            if (done.get(i) || call.sent() > firstAnswer || call.won() != call.tonnes() <= free) {
                continue;
            }
            BitSet next = (BitSet) done.clone();
            next.set(i);
            if (explains(history, next, call.won() ? free - call.tonnes() : free, seen)) {
                return true;
            }
        }
        return false;
    }
}
