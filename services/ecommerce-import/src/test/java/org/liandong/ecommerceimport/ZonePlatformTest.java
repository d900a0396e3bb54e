package org.liandong.ecommerceimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.ecommerceimport.Later.aggregated;
import static org.liandong.ecommerceimport.Later.allowance;
import static org.liandong.ecommerceimport.Later.billVoid;
import static org.liandong.ecommerceimport.Later.cancellation;
import static org.liandong.ecommerceimport.Later.customsNumber;
import static org.liandong.ecommerceimport.Later.dayComes;
import static org.liandong.ecommerceimport.Later.decisions;
import static org.liandong.ecommerceimport.Later.listReceipt;
import static org.liandong.ecommerceimport.Later.paid;
import static org.liandong.ecommerceimport.Later.quota;
import static org.liandong.ecommerceimport.Later.receipt;
import static org.liandong.ecommerceimport.Later.returnOf;
import static org.liandong.ecommerceimport.Later.status;
import static org.liandong.ecommerceimport.Later.tasks;
import static org.liandong.ecommerceimport.Later.taxBill;
import static org.liandong.ecommerceimport.Scenario.aGuarantee;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.liandong.kernel.Reason;
import org.liandong.kernel.Service;

/// A zone platform in front of customs: its check is a forecast, customs' receipts and bills settle the case.
class ZonePlatformTest {

    private static final Papers WATER = Papers.sound();
    private static final Papers WRONG = WATER.with("payment.payerName", "李四");

    private static Scenario platform() {
        return Scenario.givenAnOffice("settings.properties", "role = zone-platform")
                .when(aGuarantee());
    }

    private static ImportFact stored(Papers papers) {
        return listReceipt(papers, "120", "1200", "[Code:1800;Desc:逻辑校验通过]");
    }

    private static ImportFact released(Papers papers) {
        return listReceipt(papers, "800", "1300", "[Code:2600;Desc:放行]");
    }

    private static ImportFact rejected(Papers papers, String time) {
        return listReceipt(
                papers,
                "100",
                time,
                "[Code:1332;Desc:支付金额不一致],[OrderHead.acturalPaid:561.89,PaymentHead.amountPaid3197.95]");
    }

    private static List<String> comparisons(Scenario office) {
        return decisions(office, WATER.key(), "comparison");
    }

    // ---- the forecast

    @Test
    void theForecastIsThereAtOnceHoldsTheBooksAndNoReceiptIsWritten() {
        try (Scenario office = platform().when(WATER)) {
            assertThat(status(office, WATER)).isEqualTo("forecast");
            assertThat(decisions(office, WATER.key(), "forecast")).endsWith("ADMITTED");
            assertThat(quota(office, "EBC1")).isEqualTo("999962.69");
            assertThat(allowance(office, Papers.BUYER)).isEqualTo("25590");
            office.when(stored(WATER), released(WATER));
            assertThat(office.engine().messages()).isEmpty();
        }
    }

    // ---- any order

    private static final Service<ImportCase, ImportFact> SERVICE = OfficeInMaps.zonePlatform();

    /// What a set of facts leads to: where parcel and bill stand, what officers are asked, what stands in the ledger.
    private static String end(List<ImportFact> facts, List<Integer> order) {
        OfficeInMaps office = new OfficeInMaps(SERVICE).accept(aGuarantee("EBC1", "100.00"));
        order.forEach(n -> office.accept(facts.get(n)));
        return "%s, bill %s, tasks %s %s, %s"
                .formatted(
                        office.status(WATER.key()),
                        office.status("bill:ED1"),
                        office.tasks(WATER.key()),
                        office.tasks("bill:ED1"),
                        office.ledger());
    }

    /// The one end of some facts in some orders.
    private static String oneEnd(List<ImportFact> facts, List<List<Integer>> orders) {
        Map<String, List<Integer>> ends = new ConcurrentHashMap<>();
        orders.parallelStream().forEach(order -> ends.putIfAbsent(end(facts, order), order));
        assertThat(ends).hasSize(1);
        return ends.keySet().iterator().next();
    }

    private static List<ImportFact> withPapers(ImportFact... facts) {
        List<ImportFact> all = new ArrayList<>(WATER.all());
        all.addAll(List.of(facts));
        return all;
    }

    @Test
    void all40320OrdersOfPapersReceiptsAndBillsLeadToOneEnd() {
        assertThat(
                        oneEnd(
                                withPapers(
                                        stored(WATER),
                                        released(WATER),
                                        taxBill(WATER, "1301", "37.31", "410.00"),
                                        aggregated(WATER, "1400", "ED1")),
                                permutations(8)))
                .startsWith("billed, bill due, tasks [] [], ")
                .contains("/billed/ED1=37.31", "guarantee/EBC1/free=62.69", "/used=410.00");
    }

    private static List<List<Integer>> permutations(int n) {
        List<List<Integer>> all = new ArrayList<>();
        all.add(List.of());
        for (int next = 0; next < n; next++) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> one : all) {
                for (int at = 0; at <= one.size(); at++) {
                    List<Integer> with = new ArrayList<>(one);
                    with.add(at, next);
                    longer.add(with);
                }
            }
            all = longer;
        }
        return all;
    }

    @Test
    void whatIsRepeatedIsOneFact() {
        try (Scenario office = platform().when(WATER)) {
            office.when(released(WATER), released(WATER), released(WATER));
            assertThat(quota(office, "EBC1")).isEqualTo("999962.69");
        }
    }

    @Test
    void aReleaseThatComesBeforeThePapersIsComparedWithTheForecastWhenTheyCome() {
        try (Scenario office = platform().when(released(WATER)).when(WATER.list())) {
            assertThat(status(office, WATER)).isEqualTo("released");
            assertThat(quota(office, "EBC1")).isEqualTo("999962.69");
            office.when(WATER.order(), WATER.payment(), WATER.waybill());
            assertThat(decisions(office, WATER.key(), "forecast")).endsWith("ADMITTED");
            assertThat(comparisons(office)).isEmpty();
        }
    }

    @Test
    void aLowerStatusAfterTheReleaseUndoesNothing() {
        try (Scenario office = platform().when(WATER).when(released(WATER))) {
            office.when(listReceipt(WATER, "300", "1500", "转人工"));
            office.when(listReceipt(WATER, "899", "1600", "结关"));
            office.when(listReceipt(WATER, "-621004", "1700", "已申报"));
            assertThat(status(office, WATER)).isEqualTo("released");
            assertThat(comparisons(office)).isEmpty();
        }
    }

    @Test
    void closedSaysReleased() {
        try (Scenario office = platform().when(WATER)) {
            office.when(listReceipt(WATER, "899", "1600", "结关"));
            assertThat(status(office, WATER)).isEqualTo("released");
        }
    }

    // ---- rejections

    @Test
    void aRejectionGivesBackWhatTheForecastHeldAndItsReasonsAreShown() {
        try (Scenario office = platform().when(WATER).when(rejected(WATER, "1200"))) {
            assertThat(status(office, WATER)).isEqualTo("refused");
            assertThat(quota(office, "EBC1")).isEqualTo("1000000");
            assertThat(allowance(office, Papers.BUYER)).isEqualTo("26000");
            assertThat(comparisons(office))
                    .containsExactly(
                            "REFERRED F1 admitted / rejected F0 rejected / 1332 支付金额不一致 "
                                    + "(OrderHead.acturalPaid 561.89, PaymentHead.amountPaid 3197.95)");
            assertThat(tasks(office, WATER.key())).extracting("id").containsExactly("difference");
            office.whenTheOfficerSays("noted", "");
            assertThat(tasks(office, WATER.key())).isEmpty();
        }
    }

    @Test
    void aRejectionThatWasForecastIsNoDifference() {
        try (Scenario office = platform().when(WRONG).when(rejected(WRONG, "1200"))) {
            assertThat(comparisons(office).getFirst()).startsWith("REFUSED F0 ");
            assertThat(tasks(office, WRONG.key())).isEmpty();
        }
    }

    @Test
    void aRejectionBeforeThePapersHoldsNothing() {
        try (Scenario office = platform().when(rejected(WATER, "1200")).when(WATER)) {
            assertThat(status(office, WATER)).isEqualTo("refused");
            assertThat(quota(office, "EBC1")).isEqualTo("1000000");
        }
    }

    @Test
    void whatCustomsLooksAtAnewIsForecastAnew() {
        try (Scenario office = platform().when(WATER).when(rejected(WATER, "1100"))) {
            office.when(stored(WATER));
            assertThat(status(office, WATER)).isEqualTo("forecast");
            assertThat(quota(office, "EBC1")).isEqualTo("999962.69");
            assertThat(tasks(office, WATER.key())).isEmpty();
        }
    }

    @Test
    void aRejectionAfterTheReleaseIsAnAlarmInBothOrders() {
        for (boolean late : new boolean[] {false, true}) {
            try (Scenario office = platform().when(WATER)) {
                office.when(late ? rejected(WATER, "1500") : released(WATER));
                office.when(late ? released(WATER) : rejected(WATER, "1500"));
                assertThat(status(office, WATER)).isEqualTo("released");
                assertThat(quota(office, "EBC1")).isEqualTo("999962.69");
                assertThat(comparisons(office).getLast())
                        .startsWith("REFERRED F3 rejected / released");
            }
        }
    }

    // ---- released although the forecast said otherwise

    @Test
    void aReleaseThatTheForecastRefusedTakesTheBooksAndIsShown() {
        try (Scenario office = platform().when(WRONG)) {
            assertThat(status(office, WRONG)).isEqualTo("refused");
            office.when(released(WRONG));
            assertThat(status(office, WRONG)).isEqualTo("released");
            assertThat(quota(office, "EBC1")).isEqualTo("999962.69");
            assertThat(allowance(office, Papers.BUYER)).isEqualTo("25590");
            assertThat(comparisons(office)).containsExactly("REFERRED F1 refused / released");
        }
    }

    @Test
    void whatTheBooksAreShortOfIsShown() {
        try (Scenario office =
                Scenario.givenAnOffice("settings.properties", "role = zone-platform")
                        .when(Scenario.aGuarantee("EBC1", "30.00"))) {
            office.when(WATER).expect(Scenario.waitingFor("quota"));
            office.when(released(WATER));
            assertThat(status(office, WATER)).isEqualTo("released");
            assertThat(quota(office, "EBC1")).isEqualTo("0");
            assertThat(comparisons(office)).containsExactly("REFERRED F6 30 / 37.31");
        }
    }

    @Test
    void aYearThatIsUsedUpIsTakenAsFarAsItGoes() {
        Papers dear = Papers.of("2201101000", "4900.00");
        try (Scenario office = platform()) {
            for (int i = 1; i <= 5; i++) {
                office.when(dear.number("D" + i));
            }
            assertThat(allowance(office, Papers.BUYER)).isEqualTo("1500");
            Papers last = dear.number("D6");
            office.when(last);
            assertThat(status(office, last)).isEqualTo("refused");
            office.when(released(last));
            assertThat(allowance(office, Papers.BUYER)).isEqualTo("0");
            assertThat(decisions(office, last.key(), "comparison"))
                    .containsExactly("REFERRED F1 refused / released F5 1500 / 4900");
        }
    }

    // ---- bills

    @Test
    void everyDifferenceOfTaxIsShownByKindAndTheQuotaFollowsCustomsBill() {
        try (Scenario office = platform().when(WATER).when(released(WATER))) {
            office.when(taxBill(WATER, "1301", "53.30", "410.00"));
            assertThat(comparisons(office)).containsExactly("REFERRED F2 37.31 / 53.30");
            assertThat(quota(office, "EBC1")).isEqualTo("999946.7");
            office.when(taxBill(WATER, "1400", "37.31", "410.00"));
            assertThat(comparisons(office)).endsWith("ADMITTED");
            assertThat(quota(office, "EBC1")).isEqualTo("999962.69");
            assertThat(tasks(office, WATER.key())).isEmpty();
        }
    }

    @Test
    void aBillsLinesAddUpToItsHead() {
        ImportFact.TaxBill sound = taxBill(WATER, "1301", "37.31", "410.00");
        ImportFact.TaxBill wrong =
                new ImportFact.TaxBill(
                        sound.invtNo(),
                        sound.taxNo(),
                        sound.time(),
                        sound.customsTax(),
                        sound.valueAddedTax(),
                        sound.consumptionTax(),
                        sound.status(),
                        null,
                        sound.assureCode(),
                        List.of(
                                new ImportFact.TaxBillLine(
                                        1,
                                        "2201101000",
                                        new BigDecimal("409.00"),
                                        BigDecimal.ONE,
                                        new BigDecimal("37.30"),
                                        new BigDecimal("0.01"))));
        try (Scenario office = platform().when(WATER).when(released(WATER)).when(wrong)) {
            assertThat(comparisons(office))
                    .containsExactly(
                            "REFERRED F2 410.00 / 409.00 F4 1.00 / 0.00 F4 37.30 / 37.31 F4 0.01 / 0.00");
        }
    }

    @Test
    void anAggregatedBillIsPaidAndRestoresTheQuota() {
        try (Scenario office = platform().when(WATER).when(released(WATER))) {
            office.when(aggregated(WATER, "1400", "ED1"));
            assertThat(status(office, WATER)).isEqualTo("released");
            office.when(taxBill(WATER, "1301", "37.31", "410.00"));
            assertThat(status(office, WATER)).isEqualTo("billed");
            office.when(paid("ED1", "37.31", "P1"));
            assertThat(quota(office, "EBC1")).isEqualTo("1000000");
        }
    }

    @Test
    void noBillIsMadeByThePlatformItself() {
        try (Scenario office = platform().when(WATER).when(released(WATER))) {
            assertThat(status(dayComes(office, "2026-06-01"), WATER)).isEqualTo("released");
        }
    }

    // ---- what customs takes out of an aggregated bill

    private static final long SEED = 20_260_301L;

    /// Orders of papers and later facts: so many, drawn.
    private static List<List<Integer>> drawnOrders(int facts, int orders) {
        Random random = new Random(SEED);
        List<List<Integer>> drawn = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            List<Integer> order = new ArrayList<>(IntStream.range(0, facts).boxed().toList());
            Collections.shuffle(order, random);
            drawn.add(order);
        }
        return drawn;
    }

    /// The papers, a release, a bill of 37.31 in the aggregated bill ED1, and what comes then: the end of a thousand orders.
    private static String afterAggregation(ImportFact... facts) {
        List<ImportFact> all =
                withPapers(
                        released(WATER),
                        taxBill(WATER, "1301", "37.31", "410.00"),
                        aggregated(WATER, "1400", "ED1"));
        all.addAll(List.of(facts));
        return oneEnd(all, drawnOrders(all.size(), 1_000));
    }

    private static ImportFact[] cancelled() {
        return new ImportFact[] {
            cancellation(WATER, "C1", customsNumber(WATER)),
            receipt("CEB624", "CAN-C1", "399", "1500", "海关审结")
        };
    }

    private static ImportFact[] returned(String quantity) {
        return new ImportFact[] {
            returnOf(customsNumber(WATER), WATER, "R1", 1, quantity),
            receipt("CEB626", "RET-R1", "399", "1500", "海关审结")
        };
    }

    private static ImportFact[] and(ImportFact[] facts, ImportFact more) {
        ImportFact[] all = Arrays.copyOf(facts, facts.length + 1);
        all[facts.length] = more;
        return all;
    }

    private static final String ALL_BACK = "guarantee/EBC1/free=100.00";

    @Test
    void aBillThatBecomesVoidLeavesTheAggregatedBillInEveryOrder() {
        assertThat(afterAggregation(billVoid(WATER, "1500")))
                .startsWith("released, bill void, tasks [] [], ")
                .contains(ALL_BACK, "/used=410.00")
                .doesNotContain("billed", "occupied");
    }

    @Test
    void aCancellationTakesTheTaxOutOfTheAggregatedBillInEveryOrder() {
        assertThat(afterAggregation(cancelled()))
                .startsWith("cancelled, bill void, tasks [] [], ")
                .contains(ALL_BACK)
                .doesNotContain("billed", "occupied", "/used");
    }

    @Test
    void aWholeReturnTakesTheTaxOutOfTheAggregatedBillInEveryOrder() {
        // Until customs makes its bill void it differs from the forecast.
        assertThat(afterAggregation(returned("2")))
                .startsWith("returned, bill void, tasks [forecast-differs[F2: ")
                .contains(ALL_BACK);
        assertThat(afterAggregation(and(returned("2"), billVoid(WATER, "1600"))))
                .startsWith("returned, bill void, tasks [] [], ")
                .contains(ALL_BACK)
                .doesNotContain("billed", "occupied", "/used");
    }

    @Test
    void aReturnOfAPartTakesItsPartOutOfTheAggregatedBillInEveryOrder() {
        // Until customs makes a new bill its old one differs from the forecast.
        assertThat(afterAggregation(returned("1")))
                .startsWith("billed, bill due, tasks [forecast-differs[F2: ")
                .contains("/billed/ED1=18.65", "guarantee/EBC1/free=81.35", "/used=205.00");
        assertThat(afterAggregation(and(returned("1"), taxBill(WATER, "1600", "18.65", "205.00"))))
                .startsWith("billed, bill due, tasks [] [], ")
                .contains("/billed/ED1=18.65", "guarantee/EBC1/free=81.35");
    }

    @Test
    void aNewBillOfCustomsChangesTheAggregatedBillInEveryOrder() {
        assertThat(afterAggregation(taxBill(WATER, "1500", "0.00", "410.00")))
                .startsWith("released, bill void, tasks [forecast-differs[F2: ")
                .contains(ALL_BACK);
        assertThat(afterAggregation(taxBill(WATER, "1500", "30.00", "410.00")))
                .startsWith("billed, bill due, tasks [forecast-differs[F2: ")
                .contains("/billed/ED1=30.00", "guarantee/EBC1/free=70.00")
                .doesNotContain("occupied");
        assertThat(afterAggregation(taxBill(WATER, "1500", "45.00", "410.00")))
                .startsWith("billed, bill due, tasks [forecast-differs[F2: ")
                .contains("/billed/ED1=45.00", "guarantee/EBC1/free=55.00")
                .doesNotContain("occupied");
    }

    @Test
    void whatWasPaidForAListThatLeftTheBillIsTooMuchInEveryOrder() {
        ImportFact payment = paid("ED1", "37.31", "P1");
        for (ImportFact[] facts :
                List.of(
                        new ImportFact[] {billVoid(WATER, "1500"), payment},
                        and(cancelled(), payment),
                        and(and(returned("2"), billVoid(WATER, "1600")), payment))) {
            assertThat(afterAggregation(facts))
                    .contains(", bill void, tasks [] [overpaid[ED1: 37.31]], ", ALL_BACK);
        }
        assertThat(afterAggregation(taxBill(WATER, "1500", "30.00", "410.00"), payment))
                .contains(", bill paid, tasks [", "] [overpaid[ED1: 7.31]], ", ALL_BACK);
    }

    @Test
    void aListThatLeavesTakesWithItOnlyWhatIsNotPaid() {
        Papers other = WATER.number("43");
        try (Scenario office = platform().when(WATER).when(other)) {
            for (Papers papers : List.of(WATER, other)) {
                office.when(released(papers), taxBill(papers, "1301", "37.31", "410.00"));
                office.when(aggregated(papers, "1400", "ED1"));
            }
            office.when(paid("ED1", "50.00", "P1"));
            assertThat(quota(office, "EBC1")).isEqualTo("999975.38");
            office.when(billVoid(other, "1500"));
            assertThat(quota(office, "EBC1")).isEqualTo("1000000");
            assertThat(status(office, "bill:ED1")).isEqualTo("paid");
            assertThat(tasks(office, "bill:ED1").getFirst().reasons())
                    .containsExactly(Reason.about("ED1", "12.69"));
        }
    }

    @Test
    void aListThatLeavesAnOverdueBillLessensWhatCanBeClaimed() {
        Papers other = WATER.number("43");
        try (Scenario office = platform().when(WATER).when(other)) {
            for (Papers papers : List.of(WATER, other)) {
                office.when(released(papers), taxBill(papers, "1301", "37.31", "410.00"));
                office.when(aggregated(papers, "1400", "ED1"));
            }
            dayComes(office, "2026-04-16");
            assertThat(tasks(office, "bill:ED1").getFirst().reasons())
                    .containsExactly(Reason.about("ED1", "74.62"));
            office.when(billVoid(other, "1500"));
            assertThat(tasks(office, "bill:ED1").getFirst().reasons())
                    .containsExactly(Reason.about("ED1", "37.31"));
            office.when(billVoid(WATER, "1500"));
            assertThat(tasks(office, "bill:ED1")).isEmpty();
            assertThat(status(office, "bill:ED1")).isEqualTo("void");
        }
    }

    @Test
    void aBillThatIsMadeAnewAfterItWasVoidStandsOnTheGuaranteeUntilItIsAggregatedAgain() {
        try (Scenario office = platform().when(WATER).when(released(WATER))) {
            office.when(taxBill(WATER, "1301", "37.31", "410.00"));
            office.when(aggregated(WATER, "1400", "ED1"), billVoid(WATER, "1500"));
            office.when(taxBill(WATER, "1600", "37.31", "410.00"));
            assertThat(status(office, WATER)).isEqualTo("released");
            assertThat(quota(office, "EBC1")).isEqualTo("999962.69");
            office.when(aggregated(WATER, "1700", "ED2"));
            assertThat(status(office, WATER)).isEqualTo("billed");
            assertThat(status(office, "bill:ED1")).isEqualTo("void");
            assertThat(status(office, "bill:ED2")).isEqualTo("due");
            assertThat(Later.available(office, Accounts.billed("EBC1", "ED2"))).isEqualTo("37.31");
            assertThat(quota(office, "EBC1")).isEqualTo("999962.69");
        }
    }

    // ---- cancellation and return

    @Test
    void aConcludedCancellationGivesBackInEveryOrder() {
        var facts =
                List.of(
                        released(WATER),
                        cancellation(WATER, "C1", customsNumber(WATER)),
                        receipt("CEB624", "CAN-C1", "399", "1500", "海关审结"));
        for (List<Integer> order : permutations(3)) {
            try (Scenario office = platform().when(WATER)) {
                order.forEach(n -> office.when(facts.get(n)));
                assertThat(status(office, WATER)).isEqualTo("cancelled");
                assertThat(quota(office, "EBC1")).isEqualTo("1000000");
                assertThat(allowance(office, Papers.BUYER)).isEqualTo("26000");
            }
        }
    }

    @Test
    void aConcludedReturnGivesBackWhatItNamesInEveryOrder() {
        var facts =
                List.of(
                        released(WATER),
                        returnOf(customsNumber(WATER), WATER, "R1", 1, "1"),
                        receipt("CEB626", "RET-R1", "399", "1500", "海关审结"));
        for (List<Integer> order : permutations(3)) {
            try (Scenario office = platform().when(WATER)) {
                order.forEach(n -> office.when(facts.get(n)));
                assertThat(status(office, WATER)).isEqualTo("released");
                assertThat(quota(office, "EBC1")).isEqualTo("999981.35");
                assertThat(allowance(office, Papers.BUYER)).isEqualTo("25795");
                office.when(
                        returnOf(customsNumber(WATER), WATER, "R2", 1, "1"),
                        receipt("CEB626", "RET-R2", "399", "1600", "海关审结"),
                        billVoid(WATER, "1601"));
                assertThat(status(office, WATER)).isEqualTo("returned");
                assertThat(quota(office, "EBC1")).isEqualTo("1000000");
                assertThat(allowance(office, Papers.BUYER)).isEqualTo("26000");
            }
        }
    }

    // ---- warehouse entries

    @Test
    void customsAnswerToAWarehouseEntryFindsItBeforeAndAfter() {
        var entry =
                new ImportFact.WarehouseEntry(
                        "G-E",
                        "1",
                        "20260301090000",
                        "VALID",
                        "4230",
                        "IN1",
                        null,
                        null,
                        "OP1",
                        "BL1",
                        "LOG1",
                        List.of("WB42"));
        var answer =
                new ImportFact.Receipt(
                        "CEB712",
                        Map.of("operatorCode", "OP1", "copNo", "IN1"),
                        "100",
                        "20260301100000000",
                        "退单");
        try (Scenario office = platform().when(answer)) {
            assertThat(status(office, "entry:OP1/IN1")).isEqualTo("refused");
            office.when(entry);
            assertThat(status(office, "entry:OP1/IN1")).isEqualTo("refused");
        }
    }
}
