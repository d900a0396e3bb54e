package org.liandong.warehousereceipt.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.liandong.kernel.FactLine;
import org.liandong.kernel.Sendings;
import org.liandong.kernel.Simulation;
import org.liandong.warehousereceipt.ReceiptFact;
import org.liandong.warehousereceipt.ReceiptFact.CustomsStatus;
import org.liandong.warehousereceipt.ReceiptModule;

/// The simulated day of a yard: lots are weighed in, receipts issued on them, and something befalls each.
///
/// Senders send a twentieth of their facts twice. Of facts that race, only the end is foretold: of two banks after one receipt one gets it.
public final class YardSimulation implements Simulation {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalTime OPENS = LocalTime.of(8, 0);
    private static final int DAY_SECONDS = 9 * 3600;
    private static final int TWICE = 20;
    private static final String KEEPER = "91370220MA3YARD01X";
    private static final List<String> COMMODITIES =
            List.of("NATURAL-RUBBER", "COPPER", "ALUMINIUM", "PULP");

    /// What befalls a receipt, and where it stands in the evening.
    enum Kind {
        // Without errors.
        ISSUED("in-force"),
        ENDORSED("in-force"),
        DELIVERED("delivered"),
        PLEDGED("pledged"),
        SPLIT("split"),
        FROZEN("frozen"),
        // With an error.
        NO_CERTIFICATE("waiting"),
        MORE_THAN_WEIGHED("rejected"),
        ANOTHER_KEEPER("rejected"),
        PLEDGED_TWICE("pledged"),
        SHORT("suspended"),
        LOAD_WITHOUT_ORDER("referred");

        final String status;

        Kind(String status) {
            this.status = status;
        }
    }

    private static final List<Kind> SOUND =
            List.of(
                    Kind.ISSUED,
                    Kind.ENDORSED,
                    Kind.DELIVERED,
                    Kind.PLEDGED,
                    Kind.SPLIT,
                    Kind.FROZEN);
    private static final List<Kind> FLAWED =
            List.of(
                    Kind.NO_CERTIFICATE,
                    Kind.MORE_THAN_WEIGHED,
                    Kind.ANOTHER_KEEPER,
                    Kind.PLEDGED_TWICE,
                    Kind.SHORT,
                    Kind.LOAD_WITHOUT_ORDER);

    private static final Map<String, String> ELEMENTS =
            Map.ofEntries(
                    Map.entry("titleNotice", "yes"),
                    Map.entry("depositorAddress", "1 Port Road, Qingdao"),
                    Map.entry("keeperAddress", "2 Port Road, Qingdao"),
                    Map.entry("quality", "as certified"),
                    Map.entry("grade", "A"),
                    Map.entry("lossStandard", "0.1 % a month"),
                    Map.entry("fee", "0.80 yuan a tonne and day"),
                    Map.entry("issuer", "yard office"),
                    Map.entry("issuePlace", "Qingdao"),
                    Map.entry("signature", "seal of the keeper"),
                    Map.entry("storageContractNo", "S-2026"));

    @Override
    public Expectation run(Plan plan, Sink sink) {
        Map<String, Long> receipts = new TreeMap<>();
        Map<String, Long> kinds = new TreeMap<>();
        Sendings sendings = new Sendings();
        for (long i = 0; i < plan.cases(); i++) {
            SplittableRandom random = new SplittableRandom(plan.seed() * 0x9E3779B97F4A7C15L + i);
            List<Kind> of = random.nextDouble() < plan.errors() ? FLAWED : SOUND;
            Kind kind = of.get(random.nextInt(of.size()));
            kinds.merge(kind.name(), 1L, Long::sum);
            receipts.merge(kind.status, 1L, Long::sum);
            send(new Day(plan, i, random).facts(kind), plan, i, random, sendings);
        }
        return new Expectation(
                plan.cases(),
                sendings.to(sink, "yard"),
                Sendings.json("receipts", receipts, kinds));
    }

    private static void send(
            List<ReceiptFact> facts,
            Plan plan,
            long i,
            SplittableRandom random,
            Sendings sendings) {
        Instant opens = opens(plan.day());
        int start = random.nextInt(DAY_SECONDS / 2);
        for (int n = 0; n < facts.size(); n++) {
            String line =
                    FactLine.of(ReceiptModule.NAME, facts.get(n), "yard", "Y%d-%d".formatted(i, n));
            long second = plan.shuffle() ? random.nextInt(DAY_SECONDS - 1) : start + n * 600L;
            if (facts.get(n) instanceof ReceiptFact.StockReported) {
                // The yard is counted when the day is over: a shortage stops what is issued by
                // then.
                second = DAY_SECONDS - 1L;
            }
            sendings.add(opens.plusSeconds(second), i * 64 + n, line);
            if (random.nextInt(TWICE) == 0) {
                long again = second + random.nextInt(DAY_SECONDS - (int) second);
                sendings.add(opens.plusSeconds(again), i * 64 + n + 32, line);
            }
        }
    }

    private static Instant opens(LocalDate day) {
        return day.atTime(OPENS).atZone(ZONE).toInstant();
    }

    /// One lot and its receipt.
    private static final class Day {

        private final LocalDate on;
        private final Instant at;
        private final String lot;
        private final String receipt;
        private final String depositor;
        private final String commodity;
        private final BigDecimal weight;
        private final List<ReceiptFact> facts = new ArrayList<>();

        Day(Plan plan, long i, SplittableRandom random) {
            on = plan.day();
            at = opens(on).minusSeconds(3600);
            String number = on.toString().replace("-", "") + "-%06d".formatted(i);
            lot = "L" + number;
            receipt = "R" + number;
            depositor = "91370%013d".formatted(1 + random.nextInt(500));
            commodity = COMMODITIES.get(random.nextInt(COMMODITIES.size()));
            weight = BigDecimal.valueOf(20_000L + random.nextInt(500_000), 3);
        }

        List<ReceiptFact> facts(Kind kind) {
            intake(kind);
            facts.add(
                    new ReceiptFact.ReceiptDrawn(
                            receipt,
                            lot,
                            kind == Kind.ANOTHER_KEEPER ? "91370220MA3FORGED" : KEEPER,
                            depositor,
                            kind == Kind.MORE_THAN_WEIGHED ? weight.add(BigDecimal.ONE) : weight,
                            ELEMENTS,
                            on,
                            "",
                            on));
            if (kind == Kind.PLEDGED || kind == Kind.PLEDGED_TWICE || kind == Kind.SHORT) {
                facts.add(
                        new ReceiptFact.StockReported(
                                "A" + lot,
                                lot,
                                "A1",
                                kind == Kind.SHORT ? weight.subtract(BigDecimal.TEN) : weight,
                                "weighbridge",
                                at.plusSeconds(60)));
            }
            switch (kind) {
                case ISSUED, NO_CERTIFICATE, MORE_THAN_WEIGHED, ANOTHER_KEEPER, SHORT -> {}
                case ENDORSED -> {
                    facts.add(
                            new ReceiptFact.Endorsed(
                                    receipt, "E1", 0, depositor, "91370BUYER", on));
                    facts.add(new ReceiptFact.EndorsementSigned(receipt, "E1", KEEPER, on));
                }
                case DELIVERED -> {
                    facts.add(new ReceiptFact.FeesPaid(receipt, "F1", on));
                    facts.add(
                            new ReceiptFact.DeliveryAsked(
                                    receipt,
                                    "D1",
                                    0,
                                    depositor,
                                    weight,
                                    "Driver of the day",
                                    "370000000000000000",
                                    on));
                    facts.add(load(weight));
                }
                case PLEDGED -> pledge("P1", weight);
                case PLEDGED_TWICE -> {
                    pledge("P1", weight);
                    pledge("P2", weight);
                }
                case SPLIT -> {
                    BigDecimal part = BigDecimal.TEN.setScale(3);
                    facts.add(
                            new ReceiptFact.SplitAsked(
                                    receipt,
                                    "S1",
                                    0,
                                    depositor,
                                    List.of(
                                            new ReceiptFact.Part(receipt + "-1", part),
                                            new ReceiptFact.Part(
                                                    receipt + "-2", weight.subtract(part))),
                                    on));
                }
                case FROZEN ->
                        facts.add(
                                new ReceiptFact.FreezeOrdered(
                                        receipt, "O1", "court", BigDecimal.TEN, on));
                case LOAD_WITHOUT_ORDER -> facts.add(load(BigDecimal.ONE));
            }
            return facts;
        }

        private void intake(Kind kind) {
            facts.add(
                    new ReceiptFact.GoodsAccepted(
                            lot,
                            1,
                            KEEPER,
                            depositor,
                            commodity,
                            "A",
                            "TH",
                            "W1",
                            "A1",
                            "BL-" + lot,
                            on));
            BigDecimal tare = new BigDecimal("12.000");
            BigDecimal first = BigDecimal.TEN.setScale(3);
            facts.add(new ReceiptFact.Weighed(lot, lot + "-T1", 1, first.add(tare), tare, at));
            facts.add(
                    new ReceiptFact.Weighed(
                            lot, lot + "-T2", 1, weight.subtract(first).add(tare), tare, at));
            facts.add(new ReceiptFact.WeighingClosed(lot, 2, on));
            if (kind != Kind.NO_CERTIFICATE) {
                facts.add(new ReceiptFact.QualityCertified(lot, "C-" + lot, "inspector", "A", on));
            }
            facts.add(
                    new ReceiptFact.CustomsStated(lot, 1, CustomsStatus.DUTY_PAID, "D-" + lot, on));
        }

        private ReceiptFact load(BigDecimal quantity) {
            return new ReceiptFact.GoodsOut(receipt, "D1", "G-" + receipt, quantity, at);
        }

        private void pledge(String contract, BigDecimal quantity) {
            facts.add(
                    new ReceiptFact.PledgeRegistered(
                            receipt,
                            contract,
                            0,
                            depositor,
                            "bank of " + contract,
                            quantity,
                            "REG-" + contract,
                            on));
        }
    }
}
