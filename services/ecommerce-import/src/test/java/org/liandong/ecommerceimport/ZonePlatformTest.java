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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.liandong.kernel.Task;

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

    /// Of the 40,320 orders of eight facts every 83rd: a prime, so that each fact stands in each place.
    private static final int EVERY = 83;

    @Test
    void everyOrderOfPapersReceiptsAndBillsLeadsToOneEnd() {
        List<List<Integer>> orders = permutations(8);
        Map<String, List<Integer>> ends = new HashMap<>();
        List<String> numbers = new ArrayList<>();
        try (Scenario office = platform()) {
            for (int i = 0; i < orders.size(); i += EVERY) {
                String number = "c" + i + "x";
                numbers.add(number);
                Papers papers =
                        WATER.number(number).seller("EBC" + number).buyer(Papers.idNumber(i));
                List<ImportFact> facts = new ArrayList<>(papers.all());
                facts.add(stored(papers));
                facts.add(released(papers));
                facts.add(taxBill(papers, "1301", "37.31", "410.00"));
                facts.add(aggregated(papers, "1400", "ED" + number));
                office.when(aGuarantee("EBC" + number, "100.00"));
                orders.get(i).forEach(n -> office.when(facts.get(n)));
            }
            Map<String, BigDecimal> allowances = office.engine().available();
            Map<String, Map<String, String>> ledgers = ledgers(office);
            for (int i = 0; i < numbers.size(); i++) {
                String number = numbers.get(i);
                String key = "EBP1/ORD" + number;
                String end =
                        "%s, bill %s, tasks %s, %s, %s"
                                .formatted(
                                        status(office, key),
                                        status(office, "bill:ED" + number),
                                        tasks(office, key).stream().map(Task::id).toList(),
                                        allowances.get(allowanceOf(Papers.idNumber(i * EVERY))),
                                        ledgers.get(number));
                ends.putIfAbsent(end, orders.get(i * EVERY));
            }
        }
        assertThat(ends).hasSize(1);
        assertThat(ends.keySet().iterator().next())
                .startsWith("billed, bill due, tasks [], 25590.00, ")
                .contains("/billed/ED=37.31", "/free=62.69");
    }

    private static String allowanceOf(String idNumber) {
        return Accounts.allowance(2026, Papers.person(idNumber, LocalDate.of(2026, 3, 1)).hash());
    }

    // By the number of its parcel what stands in each account, the number left out of its name.
    private static Map<String, Map<String, String>> ledgers(Scenario office) {
        Pattern token = Pattern.compile("c\\d+x");
        Map<String, Map<String, String>> ledgers = new HashMap<>();
        office.engine()
                .available()
                .forEach((account, left) -> {
                    Matcher number = token.matcher(account);
                    if (left.signum() != 0 && number.find()) {
                        ledgers.computeIfAbsent(number.group(), _ -> new TreeMap<>())
                                .put(token.matcher(account).replaceAll(""), Checks.plain(left));
                    }
                });
        return ledgers;
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
