package org.liandong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.liandong.app.YardAndBanks.Pledge;
import org.liandong.pledgefinance.PledgeFact;
import org.liandong.pledgefinance.PledgeFact.Part;
import org.liandong.warehousereceipt.ReceiptFact;

/// Whatever a yard and two banks say on one ledger, true or not: no kilogram is pledged twice, delivered while it is pledged, or in two
/// receipts; no more is issued than was weighed in; and the books of goods and of loans balance.
///
/// The services know nothing of each other. A third bank pledges through the yard alone, and so does who notes a pledge too early or twice.
class YardAndBanksProperties {

    private static final int HISTORIES = 24;
    private static final int STEPS = 70;
    private static final String TRADER = "TRADER";
    private static final String KEEPER = "KEEPER";
    private static final int PRICE = 10_000;
    private static final Map<String, String> ELEMENTS =
            Map.ofEntries(
                    Map.entry("titleNotice", "yes"),
                    Map.entry("depositorAddress", "1 Port Road"),
                    Map.entry("keeperAddress", "2 Port Road"),
                    Map.entry("quality", "good"),
                    Map.entry("grade", "TSR20"),
                    Map.entry("lossStandard", "0.1 % a month"),
                    Map.entry("fee", "0.8 yuan a tonne and day"),
                    Map.entry("issuer", "Li"),
                    Map.entry("issuePlace", "Qingdao"),
                    Map.entry("signature", "seal 7"),
                    Map.entry("storageContractNo", "S1"));

    @Test
    void noKilogramIsInTwoPlacesWhateverYardAndBanksSay() {
        Map<String, Integer> happened = new TreeMap<>();
        for (int seed = 0; seed < HISTORIES; seed++) {
            try (YardAndBanks office = new YardAndBanks()) {
                History history = new History(office, new Random(seed), seed);
                history.opens();
                for (int step = 1; step <= STEPS; step++) {
                    history.goesOn(step);
                }
                office.happened.forEach((what, times) -> happened.merge(what, times, Integer::sum));
            }
        }
        // The histories are about something: about twice as much of each happens.
        assertThat(happened)
                .hasEntrySatisfying("bank pledges", atLeast(30))
                .hasEntrySatisfying("bank refused: goods not free", atLeast(25))
                .hasEntrySatisfying("exchange", atLeast(3))
                .hasEntrySatisfying("redemption", atLeast(12))
                .hasEntrySatisfying("sale", atLeast(4))
                .hasEntrySatisfying("enforcement", atLeast(12))
                .hasEntrySatisfying("yard pledges", atLeast(18))
                .hasEntrySatisfying("yard notes a pledge", atLeast(10))
                .hasEntrySatisfying("yard refuses of pledged goods: pledge", atLeast(3))
                .hasEntrySatisfying("yard refuses of pledged goods: delivery", atLeast(10))
                .hasEntrySatisfying("yard refuses of pledged goods: split", atLeast(15))
                .hasEntrySatisfying("delivery", atLeast(20))
                .hasEntrySatisfying("load", atLeast(15));
    }

    private static Consumer<Integer> atLeast(int times) {
        return found -> assertThat(found).isGreaterThanOrEqualTo(times);
    }

    /// One history: facts at random, after each of which everything must hold.
    private static final class History {

        private final YardAndBanks office;
        private final Random random;
        private final int seed;
        private int step;
        private int number;

        History(YardAndBanks office, Random random, int seed) {
            this.office = office;
            this.random = random;
            this.seed = seed;
        }

        /// Two lots, all of which is counted, and a receipt on each; a price.
        void opens() {
            for (String lotNo : List.of("L1", "L2")) {
                yard(
                        new ReceiptFact.GoodsAccepted(
                                lotNo,
                                1,
                                KEEPER,
                                TRADER,
                                "NATURAL-RUBBER",
                                "TSR20",
                                "TH",
                                "W1",
                                "A1",
                                "BL-" + lotNo,
                                office.today()));
                weigh(lotNo, new BigDecimal("60.000"));
                yard(
                        new ReceiptFact.QualityCertified(
                                lotNo, "C-" + lotNo, "SGS", "TSR20", office.today()));
                yard(
                        new ReceiptFact.CustomsStated(
                                lotNo,
                                1,
                                ReceiptFact.CustomsStatus.DUTY_PAID,
                                "D-" + lotNo,
                                office.today()));
                yard(
                        new ReceiptFact.StockReported(
                                "A-" + lotNo,
                                lotNo,
                                "A1",
                                new BigDecimal("60.000"),
                                "weighbridge",
                                office.now()));
            }
            draw("R1", "L1", new BigDecimal("50.000"));
            draw("R2", "L2", new BigDecimal("40.000"));
            quote();
        }

        void goesOn(int at) {
            step = at;
            switch (random.nextInt(24)) {
                case 0 -> {
                    if (random.nextInt(3) == 0) {
                        office.nextDay();
                        quote();
                    }
                }
                case 1, 2, 3, 4 -> apply();
                case 5, 6 -> exchange();
                case 7, 8 -> repay();
                case 9 -> end();
                case 10 -> sell();
                case 11 -> weigh(random.nextBoolean() ? "L1" : "L2", tonnes(8));
                case 12 -> draw(next("R"), random.nextBoolean() ? "L1" : "L2", tonnes(20));
                case 13, 14 -> order();
                case 15, 16 -> load();
                case 17 -> split();
                case 18 -> freeze();
                case 19, 20 -> note();
                case 21 -> release();
                case 22 -> enforce();
                default -> pass();
            }
        }

        // ---- what is told

        private void yard(ReceiptFact fact) {
            office.take(fact);
            office.holds("seed %d, step %d, after %s".formatted(seed, step, fact));
        }

        private void bank(PledgeFact fact) {
            office.take(fact);
            office.holds("seed %d, step %d, after %s".formatted(seed, step, fact));
        }

        private String next(String prefix) {
            number++;
            return "%s-%d".formatted(prefix, number);
        }

        private BigDecimal tonnes(int most) {
            return BigDecimal.valueOf(1 + random.nextInt(most * 1_000), 3);
        }

        private <T> T any(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }

        private String receipt() {
            return any(office.receipts());
        }

        /// One of six contracts of two banks.
        private static String bankOf(String contractNo) {
            return contractNo.startsWith("A") ? "BANK1" : "BANK2";
        }

        private String contract() {
            return (random.nextBoolean() ? "A" : "B") + (1 + random.nextInt(3));
        }

        private boolean isLent(String contractNo) {
            return office.contracts().contains(contractNo);
        }

        // ---- banks

        private void quote() {
            bank(
                    new PledgeFact.PriceQuoted(
                            next("Q"),
                            "INE",
                            "NR",
                            "NATURAL-RUBBER",
                            "TSR20",
                            "settlement",
                            BigDecimal.valueOf(PRICE + random.nextInt(500)),
                            "CNY/t",
                            PledgeFact.TaxBasis.EXCL_VAT,
                            office.today(),
                            office.now(),
                            ""));
        }

        private void apply() {
            String contractNo = contract();
            if (isLent(contractNo)) {
                return;
            }
            List<Part> parts = new ArrayList<>(List.of(new Part(receipt(), tonnes(30))));
            String other = receipt();
            if (random.nextInt(3) == 0 && !other.equals(parts.getFirst().receiptNo())) {
                parts.add(new Part(other, tonnes(20)));
            }
            BigDecimal amount =
                    parts.stream()
                            .map(Part::quantity)
                            .reduce(BigDecimal.ZERO, BigDecimal::add)
                            .multiply(BigDecimal.valueOf(PRICE / 2))
                            .setScale(2);
            List<PledgeFact> facts = new ArrayList<>();
            facts.add(
                    new PledgeFact.FinancingApplied(
                            contractNo,
                            bankOf(contractNo),
                            TRADER,
                            "Trader",
                            "rubber, contract 7",
                            "SUPPLIER",
                            "SUPERVISOR",
                            "K-" + contractNo,
                            "NATURAL-RUBBER",
                            parts,
                            new BigDecimal("14000"),
                            new BigDecimal("50000000"),
                            amount,
                            new BigDecimal("0.036"),
                            office.today(),
                            office.today().plusDays(90)));
            parts.forEach(part -> facts.add(verified(contractNo, part)));
            facts.add(searched(contractNo));
            facts.add(registered(contractNo, contractNo));
            facts.add(
                    new PledgeFact.DrawRequested(
                            contractNo, next("D"), amount, "SUPPLIER", office.today()));
            Collections.shuffle(facts, random);
            facts.forEach(this::bank);
        }

        /// The receipt as its bank believes it to be, which may be more than there is.
        private PledgeFact verified(String contractNo, Part part) {
            return new PledgeFact.ReceiptVerified(
                    contractNo,
                    part.receiptNo(),
                    next("V"),
                    TRADER,
                    KEEPER,
                    true,
                    "NATURAL-RUBBER",
                    "TSR20",
                    part.quantity(),
                    PledgeFact.Condition.SOUND,
                    PledgeFact.Customs.DUTY_PAID,
                    office.today().plusDays(300),
                    new BigDecimal("5000000"),
                    office.today().plusDays(300),
                    office.today());
        }

        private PledgeFact searched(String contractNo) {
            return new PledgeFact.RegisterSearched(
                    contractNo, next("S"), List.of(), office.today());
        }

        private PledgeFact registered(String contractNo, String aboutNo) {
            return new PledgeFact.PledgeRegistered(
                    contractNo, aboutNo, "REG-" + aboutNo, office.now());
        }

        private void exchange() {
            String contractNo = contract();
            if (!isLent(contractNo) || office.isDeciding(contractNo)) {
                return;
            }
            List<Part> incoming = new ArrayList<>();
            List<Part> outgoing = new ArrayList<>();
            office.pledges().stream()
                    .filter(each -> each.getKey().contractNo().equals(contractNo))
                    .findFirst()
                    .ifPresent(each ->
                            outgoing.add(
                                    new Part(
                                            each.getKey().receiptNo(),
                                            random.nextBoolean() ? each.getValue() : tonnes(5))));
            if (outgoing.isEmpty() || random.nextBoolean()) {
                BigDecimal out =
                        outgoing.isEmpty() ? BigDecimal.ZERO : outgoing.getFirst().quantity();
                incoming.add(new Part(receipt(), out.add(tonnes(4))));
            }
            String exchangeNo = next("E");
            bank(
                    new PledgeFact.ExchangeRequested(
                            contractNo, exchangeNo, incoming, outgoing, office.today()));
            if (!incoming.isEmpty()) {
                bank(verified(contractNo, incoming.getFirst()));
                bank(searched(contractNo));
                bank(registered(contractNo, exchangeNo));
            }
        }

        private void repay() {
            String contractNo = contract();
            if (isLent(contractNo)) {
                BigDecimal amount =
                        random.nextBoolean()
                                ? new BigDecimal("900000.00")
                                : BigDecimal.valueOf(1 + random.nextInt(5_000_000), 2);
                bank(new PledgeFact.Repaid(contractNo, next("P"), amount, office.today()));
            }
        }

        /// The bank's patience ends.
        private void end() {
            String contractNo = contract();
            if (isLent(contractNo)) {
                bank(
                        new PledgeFact.DefaultNoted(
                                contractNo,
                                next("N"),
                                PledgeFact.Event.FALSE_DOCUMENT,
                                office.today()));
                office.answer(contractNo, 0);
                office.answer(contractNo, 0);
                office.holds("seed %d, step %d, after default".formatted(seed, step));
            }
        }

        private void sell() {
            List<Map.Entry<Pledge, BigDecimal>> sold =
                    office.pledges().stream()
                            .filter(each ->
                                    office.status(each.getKey().contractNo()).equals("for-sale"))
                            .toList();
            if (sold.isEmpty()) {
                return;
            }
            Map.Entry<Pledge, BigDecimal> pledge = any(sold);
            String contractNo = pledge.getKey().contractNo();
            if (!office.isDeciding(contractNo)) {
                bank(
                        new PledgeFact.SaleReported(
                                contractNo,
                                next("S"),
                                pledge.getKey().receiptNo(),
                                random.nextBoolean() ? pledge.getValue() : tonnes(30),
                                "BUYER",
                                BigDecimal.valueOf(random.nextInt(300_000)),
                                BigDecimal.TEN,
                                BigDecimal.ONE,
                                office.today()));
            }
        }

        // ---- the yard

        private void weigh(String lotNo, BigDecimal net) {
            BigDecimal tare = new BigDecimal("12.000");
            yard(new ReceiptFact.Weighed(lotNo, next("T"), 1, net.add(tare), tare, office.now()));
        }

        private void draw(String receiptNo, String lotNo, BigDecimal quantity) {
            yard(
                    new ReceiptFact.ReceiptDrawn(
                            receiptNo,
                            lotNo,
                            KEEPER,
                            TRADER,
                            quantity,
                            ELEMENTS,
                            office.today(),
                            "",
                            office.today()));
            yard(new ReceiptFact.FeesPaid(receiptNo, next("F"), office.today().plusDays(300)));
        }

        private void order() {
            yard(
                    new ReceiptFact.DeliveryAsked(
                            receipt(),
                            next("O"),
                            0,
                            TRADER,
                            tonnes(25),
                            "Wang",
                            "370X",
                            office.today()));
        }

        /// A load, with or without an order that lets it go, or the end of an order.
        private void load() {
            List<String> ordered =
                    office.receipts().stream()
                            .filter(each -> !office.orders(each).isEmpty())
                            .toList();
            String receiptNo = ordered.isEmpty() ? receipt() : any(ordered);
            List<String> orders = office.orders(receiptNo);
            if (orders.isEmpty() || random.nextInt(8) == 0) {
                loaded(receiptNo, "none");
            } else if (random.nextInt(5) == 0) {
                yard(new ReceiptFact.DeliveryEnded(receiptNo, any(orders), 0, office.today()));
            } else {
                loaded(receiptNo, any(orders));
            }
        }

        private void loaded(String receiptNo, String no) {
            yard(new ReceiptFact.GoodsOut(receiptNo, no, next("G"), tonnes(12), office.now()));
        }

        private void split() {
            String receiptNo = receipt();
            BigDecimal part = tonnes(20);
            BigDecimal rest = office.quantity(receiptNo).subtract(part);
            if (rest.signum() > 0) {
                String into = next(receiptNo.substring(0, 2));
                yard(
                        new ReceiptFact.SplitAsked(
                                receiptNo,
                                next("S"),
                                0,
                                TRADER,
                                List.of(
                                        new ReceiptFact.Part(into + "a", part),
                                        new ReceiptFact.Part(into + "b", rest)),
                                office.today()));
            }
        }

        private void freeze() {
            String receiptNo = receipt();
            String orderNo = next("Z");
            yard(
                    new ReceiptFact.FreezeOrdered(
                            receiptNo, orderNo, "COURT", tonnes(10), office.today()));
            if (random.nextBoolean()) {
                yard(new ReceiptFact.FreezeLifted(receiptNo, orderNo, office.today()));
            }
        }

        /// The yard is told of a pledge: one that stands, one that a bank has yet to place, or one of a bank that is not here.
        private void note() {
            List<Map.Entry<Pledge, BigDecimal>> pledges = office.pledges();
            if (!pledges.isEmpty() && random.nextBoolean()) {
                Map.Entry<Pledge, BigDecimal> pledge = any(pledges);
                noted(pledge.getKey().contractNo(), pledge.getKey().receiptNo(), pledge.getValue());
            } else {
                noted(random.nextInt(4) == 0 ? contract() : next("X"), receipt(), tonnes(25));
            }
        }

        private void noted(String contractNo, String receiptNo, BigDecimal quantity) {
            yard(
                    new ReceiptFact.PledgeRegistered(
                            receiptNo,
                            contractNo,
                            0,
                            TRADER,
                            "pledgee of " + contractNo,
                            quantity,
                            "REG-" + contractNo,
                            office.today()));
        }

        private void release() {
            List<Map.Entry<Pledge, BigDecimal>> pledges = office.pledges();
            if (!pledges.isEmpty()) {
                Map.Entry<Pledge, BigDecimal> pledge = any(pledges);
                yard(
                        new ReceiptFact.PledgeReleased(
                                pledge.getKey().receiptNo(),
                                pledge.getKey().contractNo(),
                                next("L"),
                                random.nextBoolean() ? pledge.getValue() : tonnes(20),
                                office.today()));
            }
        }

        /// A buyer is to have a receipt of goods that were pledged, sold or not.
        private void enforce() {
            List<Map.Entry<Pledge, BigDecimal>> pledges = office.pledges();
            if (!pledges.isEmpty()) {
                Pledge pledge = any(pledges).getKey();
                yard(
                        new ReceiptFact.PledgeEnforced(
                                pledge.receiptNo(),
                                pledge.contractNo(),
                                next("N"),
                                next("B"),
                                "BUYER",
                                tonnes(5),
                                office.today()));
            }
        }

        private void pass() {
            String receiptNo = receipt();
            String no = next("E");
            yard(new ReceiptFact.Endorsed(receiptNo, no, 0, TRADER, "ANNA", office.today()));
            yard(new ReceiptFact.EndorsementSigned(receiptNo, no, KEEPER, office.today()));
        }
    }
}
