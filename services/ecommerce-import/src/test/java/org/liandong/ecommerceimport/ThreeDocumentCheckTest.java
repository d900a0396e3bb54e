package org.liandong.ecommerceimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.ecommerceimport.Scenario.aGuarantee;
import static org.liandong.ecommerceimport.Scenario.failing;
import static org.liandong.ecommerceimport.Scenario.given;
import static org.liandong.ecommerceimport.Scenario.givenAnOffice;
import static org.liandong.ecommerceimport.Scenario.notAsked;
import static org.liandong.ecommerceimport.Scenario.passes;
import static org.liandong.ecommerceimport.Scenario.receipt;
import static org.liandong.ecommerceimport.Scenario.referred;
import static org.liandong.ecommerceimport.Scenario.refused;
import static org.liandong.ecommerceimport.Scenario.released;
import static org.liandong.ecommerceimport.Scenario.undecided;
import static org.liandong.ecommerceimport.Scenario.waitingFor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.liandong.ecommerceimport.Scenario.Expectation;
import org.liandong.ecommerceimport.Scenario.Failing;

/// Every rule of the comparison of order, payment and waybill with the list: papers that pass, and papers that fail.
///
/// Each row of a table changes the sound papers and names every check that then fails, with both values as they are shown
/// and the official reason code where one is known. A row that begins with a blank is one more check of the row above.
class ThreeDocumentCheckTest {

    // ---- the tables

    @TestFactory
    Stream<DynamicTest> thesePapersAreRefused() {
        return table(
                Papers.sound(),
                """
                # A: amounts
                payment.amountPaid = 447.30        | A1 | payment.amountPaid | 447.30 | order.acturalPaid | 447.31 | 1332
                order.taxTotal = 37.32             | A2 | order.acturalPaid | 447.31 | order.goodsValue + freight + taxTotal − discount | 447.32 |
                order.discount = 5                 | A2 | order.acturalPaid | 447.31 | order.goodsValue + freight + taxTotal − discount | 442.31 |
                order.line[1].totalPrice = 400.01  | A3 | order.line[1].totalPrice | 400.01 | order.line[1].qty × price | 400.00 |
                                                   | A4 | order.lines.totalPrice | 400.01 | order.goodsValue | 400.00 |
                order.goodsValue = 399; order.taxTotal = 38.31 | A4 | order.lines.totalPrice | 400.00 | order.goodsValue | 399.00 |
                                                   | A5 | list.lines.totalPrice | 400.00 | order.goodsValue | 399.00 |
                list.line[1].totalPrice = 399.99   | A5 | list.line[1].totalPrice | 399.99 | list.line[1].qty × price | 400.00 |
                                                   | A5 | list.lines.totalPrice | 399.99 | order.goodsValue | 400.00 |
                waybill.freight = 9.99             | A6 | list.freight | 10.00 | waybill.freight | 9.99 |
                list.insuredFee = 1                | A6 | list.insuredFee | 1.00 | waybill.insuredFee | 0.00 |
                # I: who buys
                list.buyerIdNumber = 110101199003071234 | I0 | list.buyerIdNumber | 110101********1234 | GB 11643 | check digit |
                                                   | I5 | list.buyerIdNumber | 110101********1234 | order.buyerIdNumber | 110101********1233 |
                payment.payerName = 李四           | I1 | order.buyerName, buyerIdNumber | 王*明 110101********1233 | payment.payerName, payerIdNumber | 李* 110101********1233 | 1327
                payment.payerIdNumber = 110101199001010015 | I1 | order.buyerName, buyerIdNumber | 王*明 110101********1233 | payment.payerName, payerIdNumber | 王*明 110101********0015 | 1327
                list.buyerName = 王晓明            | I3 | list.buyerName | 王*明 | order.buyerName | 王*明 | 13127
                list.buyerTelephone = 13256253634  | I4 | list.buyerTelephone | 132****3634 | order.buyerTelephone | 132****3633 | 130126
                list.buyerIdNumber = 110101199001010015 | I5 | list.buyerIdNumber | 110101********0015 | order.buyerIdNumber | 110101********1233 |
                order.buyerIdType = 2              | I6 | order.buyerIdType | 2 | must be | 1 |
                list.buyerIdType = 2               | I6 | list.buyerIdType | 2 | must be | 1 |
                payment.payerIdType = 4            | I6 | payment.payerIdType | 4 | must be | 1 |
                # P: the payment
                order.payCode = PAY2               | P1 | order.payCode | PAY2 | payment.payCode | PAY1 | 13035
                order.payTransactionId = T43       | P2 | order.payTransactionId | T43 | payment.payTransactionId | T42 |
                # L: the carriage
                waybill.consignee = 王大明         | L1 | order.consignee | 王*明 | waybill.consignee | 王*明 |
                waybill.consigneeTelephone = 13256253634 | L1 | order.consigneeTelephone | 132****3633 | waybill.consigneeTelephone | 132****3634 |
                waybill.consigneeAddress = 山东省青岛市黄岛区某路2号 | L1 | order.consigneeAddress | 山东省青岛市… | waybill.consigneeAddress | 山东省青岛市… |
                list.consigneeAddress = 山东省济南市某路1号 | L2 | list.consigneeAddress | 山东省济南市… | order.consigneeAddress | 山东省青岛市… |
                waybill.orderNo = ORD43            | L3 | list.orderNo | ORD42 | waybill.orderNo | ORD43 |
                # G: the goods
                list.line[1].gname = 纯净水        | G2 | list.line[1].gname | 纯净水 | order.line[1].itemName | 矿泉水 | 1322
                list.line[1].qty = 4; list.line[1].price = 100 | G2 | list.line[1].qty | 4 | order.line[1].qty | 2 | 1322
                                                   | G2 | list.line[1].price | 100 | order.line[1].price | 200 | 1322
                list.line[1].unit = 035            | G2 | list.line[1].unit | 035 | order.line[1].unit | 095 | 1322
                list.line[1].country = 502         | G2 | list.line[1].country | 502 | order.line[1].country | 305 | 1322
                list.line[1].gnum = 2              | G2 | list.line[2].gnum | 2 | order.lines.gnum | - | 1322
                # M: what is fixed
                order.currency = 502               | M1 | order.currency | 502 | must be | 142 |
                order.line[1].currency = 502       | M1 | order.line[1].currency | 502 | must be | 142 |
                payment.currency = 502             | M1 | payment.currency | 502 | must be | 142 |
                waybill.currency = 502             | M1 | waybill.currency | 502 | must be | 142 |
                list.currency = 502                | M1 | list.currency | 502 | must be | 142 |
                list.line[1].currency = 502        | M1 | list.line[1].currency | 502 | must be | 142 |
                list.packNo = 2                    | M1 | list.packNo | 2 | must be | 1 |
                waybill.packNo = 2                 | M1 | waybill.packNo | 2 | must be | 1 |
                list.ieFlag = E                    | M1 | list.ieFlag | E | must be | I |
                order.orderType = E                | M1 | order.orderType | E | must be | I |
                list.emsNo = -                     | M2 | list.emsNo | - | must be | present |
                list.areaCode = -                  | M2 | list.areaCode | - | must be | present |
                list.areaName = -                  | M2 | list.areaName | - | must be | present |
                list.line[1].itemRecordNo = -      | M2 | list.line[1].itemRecordNo | - | must be | present |
                list.country = 305                 | M2 | list.country | 305 | must be | 142 |
                list.tradeMode = 1239              | M4 | list.tradeMode | 1239 | must be | 9610 or 1210 |
                list.assureCode = EBC9             | M5 | list.assureCode | EBC9 | list.agentCode, ebpCode, ebcCode, logisticsCode | AGT1, EBP1, EBC1, LOG1 |
                list.netWeight = 3.1               | M6 | list.netWeight | 3.1 | list.grossWeight, at most | 3 |
                list.grossWeight = 3.31            | M6 | list.grossWeight | 3.31 | waybill.weight | 3 |
                list.line[1].qty2 = 5              | M7 | list.line[1].qty2 | 5 | list.line[1].unit2 | - | -625009
                list.line[1].unit2 = 035           | M7 | list.line[1].qty2 | - | list.line[1].unit2 | 035 | -625009
                list.line[1].qty2 = 0; list.line[1].unit2 = 035 | M7 | list.line[1].qty2 | 0 | list.line[1].unit2 | 035 | -625009
                list.line[1].gcode = 2201          | M8 | list.line[1].gcode | 2201 | must be | 10 digits |
                list.line[1].gcode = 22011010AB    | M8 | list.line[1].gcode | 22011010AB | must be | 10 digits |
                # S: signatures
                list.signature = ABSENT            | S1 | list.signature | absent | policy | refuse | -621026
                list.signature = INVALID           | S1 | list.signature | invalid | policy | refuse | -621029
                order.signature = INVALID          | S1 | order.signature | invalid | policy | refuse | -301020
                payment.signature = INVALID        | S1 | payment.signature | invalid | policy | refuse |
                waybill.signature = INVALID        | S1 | waybill.signature | invalid | policy | refuse |
                """);
    }

    @TestFactory
    Stream<DynamicTest> theseDirectImportsAreRefused() {
        return table(
                Papers.sound().direct(),
                """
                list.trafNo = -      | M3 | list.trafNo | - | must be | present |
                list.voyageNo = -    | M3 | list.voyageNo | - | must be | present |
                list.billNo = -      | M3 | list.billNo | - | must be | present |
                waybill.billNo = BL2 | M3 | list.billNo | BL1 | waybill.billNo | BL2 |
                waybill.billNo = -   | M3 | list.billNo | BL1 | waybill.billNo | - |
                """);
    }

    @TestFactory
    Stream<DynamicTest> theseParcelsOfTwoLinesAreRefused() {
        return table(
                Papers.sound().item("3401300000", "洗面奶", "1", "50.00"),
                """
                order.line[2].gnum = 1 | G3 | order.lines.gnum, different | 1 | order.lines | 2 | -301002
                                       | G2 | list.line[2].gnum | 2 | order.lines.gnum | - | 1322
                list.line[2].gnum = 3  | G2 | list.line[3].gnum | 3 | order.lines.gnum | - | 1322
                list.line[2].gnum = 1  | G3 | list.lines.gnum, different | 1 | list.lines | 2 | -621027
                                       | G2 | list.line[1].gname | 洗面奶 | order.line[1].itemName | 矿泉水 | 1322
                                       | G2 | list.line[1].qty | 1 | order.line[1].qty | 2 | 1322
                                       | G2 | list.line[1].price | 50 | order.line[1].price | 200 | 1322
                order.line[2].gnum = - ; order.goodsValue = 400; order.acturalPaid = 447.31; payment.amountPaid = 447.31 | G1 | list.lines | 2 | order.lines | 1 | 1320
                                       | A5 | list.lines.totalPrice | 450.00 | order.goodsValue | 400.00 |
                                       | G2 | list.line[2].gnum | 2 | order.lines.gnum | - | 1322
                """);
    }

    @TestFactory
    Stream<DynamicTest> thesePapersSayTheSame() {
        return """
        A1, amounts are compared to the cent      | payment.amountPaid = 447.310
        A1, half a cent counts as one             | payment.amountPaid = 447.305
        A1, less than half a cent is nothing      | payment.amountPaid = 447.3149
        A2, a discount that lowers what is paid   | order.discount = 5; order.acturalPaid = 442.31; payment.amountPaid = 442.31
        A3, a product is rounded to the cent      | order.line[1].price = 199.998; list.line[1].price = 199.998
        A4, lines and sum with more decimals      | order.goodsValue = 400.00000
        no A6 where the carrier does not say what it asks | waybill.freight = -; waybill.insuredFee = -
        I1, a name in full width letters          | order.buyerName = ＡＢ王小明; list.buyerName = AB王小明; payment.payerName = ab 王小明
        I1, blanks around a name                  | payment.payerName = 王 小明
        I4, a telephone with separators           | list.buyerTelephone = 132-5625-3633
        I4, a telephone in full width digits      | list.buyerTelephone = １３２５６２５３６３３
        I5, an identity number that ends in x     | order.buyerIdNumber = 11010119900307002x; payment.payerIdNumber = 11010119900307002X; list.buyerIdNumber = １１０１０１１９９００３０７００２Ｘ
        no P1 for an order that names no payment | order.payCode = -; order.payTransactionId = -
        P2, a transaction in another case         | order.payTransactionId = t42
        L1, an address in full width digits       | waybill.consigneeAddress = 山东省青岛市黄岛区某路１号
        L2, an address with blanks                | list.consigneeAddress = 山东省 青岛市 黄岛区 某路1号
        G2, a quantity with more decimals         | list.line[1].qty = 2.000; list.line[1].price = 200.0
        G2, a name in another case                | list.line[1].gname = WATER; order.line[1].itemName = Ｗater
        M2, bonded goods need no vehicle          | list.trafNo = -; list.voyageNo = -; list.billNo = -
        M6, a gross weight within a tenth         | list.grossWeight = 3.3
        M6, a net weight that is the gross weight | list.netWeight = 3
        M7, both second quantity and unit         | list.line[1].qty2 = 2.5; list.line[1].unit2 = 035
        M5, the carrier is guarantor              | list.assureCode = LOG1
        M5, the platform is guarantor             | list.assureCode = EBP1
        M5, the declarant is guarantor            | list.assureCode = AGT1
        S1, a signed order                        | order.signature = VALID
        """
                .lines()
                .map(row -> row.split("\\|", -1))
                .map(row ->
                        DynamicTest.dynamicTest(
                                row[0].strip(),
                                () -> {
                                    Papers papers = Papers.sound().with(row[1]);
                                    try (var office =
                                            given(
                                                    aGuarantee(
                                                            papers.text("list.assureCode"),
                                                            "1000.00"))) {
                                        office.when(papers)
                                                .expect(
                                                        released(),
                                                        row[0].startsWith("no ")
                                                                ? notAsked(row[0].substring(3, 5))
                                                                : passes(row[0].substring(0, 2)));
                                    }
                                }));
    }

    // What differs although it looks alike.
    @TestFactory
    Stream<DynamicTest> theseTextsAreNotTheSame() {
        return table(
                Papers.sound(),
                """
                payment.amountPaid = 447.3049     | A1 | payment.amountPaid | 447.30 | order.acturalPaid | 447.31 | 1332
                list.buyerTelephone = 8613256253633 | I4 | list.buyerTelephone | 861******3633 | order.buyerTelephone | 132****3633 | 130126
                list.buyerTelephone = none; order.buyerTelephone = unknown | I4 | list.buyerTelephone | **** | order.buyerTelephone | ******* | 130126
                list.buyerName = 王小明明         | I3 | list.buyerName | 王**明 | order.buyerName | 王*明 | 13127
                """);
    }

    // ---- rules that more than one field decides

    @Test
    void everyReasonIsNamedAtOnce() {
        try (var office = given(aGuarantee())) {
            office.when(
                            Papers.sound()
                                    .with("payment.amountPaid = 447.30; list.buyerName = 李四")
                                    .with("list.packNo = 2; list.signature = ABSENT"))
                    .expect(
                            refused(
                                    failing(
                                            "A1",
                                            "payment.amountPaid",
                                            "447.30",
                                            "order.acturalPaid",
                                            "447.31",
                                            "1332"),
                                    failing(
                                            "I3",
                                            "list.buyerName",
                                            "李*",
                                            "order.buyerName",
                                            "王*明",
                                            "13127"),
                                    failing("M1", "list.packNo", "2", "must be", "1", ""),
                                    failing(
                                            "S1",
                                            "list.signature",
                                            "absent",
                                            "policy",
                                            "refuse",
                                            "-621026")),
                            receipt("CEB622", "100"));
            assertThat(office.lastMessage("CEB622").head().get("returnInfo"))
                    .isEqualTo(
                            "[Code:1332;Desc:支付单支付金额与订单实际支付金额一致],"
                                    + "[payment.amountPaid:447.30,order.acturalPaid:447.31];"
                                    + "[Code:13127;Desc:清单与订单订购人姓名一致],"
                                    + "[list.buyerName:李*,order.buyerName:王*明];"
                                    + "[Code:M1;Desc:币制、件数、进出口标记符合要求],"
                                    + "[list.packNo:2,must be:1];"
                                    + "[Code:-621026;Desc:签名符合策略],"
                                    + "[list.signature:absent,policy:refuse]");
        }
    }

    @Test
    void withoutAPaymentTheListWaitsAndIsNotRefused() {
        Papers papers = Papers.sound().with("list.buyerName", "李四");
        try (var office = given(aGuarantee())) {
            office.when(papers.order(), papers.waybill(), papers.list())
                    .expect(waitingFor("payment"), notAsked("A1"), receipt("CEB622", "2"))
                    .when(papers.payment())
                    .expect(
                            refused(
                                    failing(
                                            "I3",
                                            "list.buyerName",
                                            "李*",
                                            "order.buyerName",
                                            "王*明",
                                            "13127")));
        }
    }

    @Test
    void thePopulationRegisterSettlesIdentityWhereTheOfficeAsksIt() {
        Papers papers = Papers.sound().with("payment.payerName", "李四");
        Failing mismatch =
                failing(
                        "I2",
                        "list.buyerName, buyerIdNumber",
                        "110101********1233",
                        "register",
                        "no match",
                        "");
        Failing otherPayer =
                failing(
                        "I1",
                        "order.buyerName, buyerIdNumber",
                        "王*明 110101********1233",
                        "payment.payerName, payerIdNumber",
                        "李* 110101********1233",
                        "1327");
        try (var office = anOfficeThatAsksTheRegister()) {
            office.when(papers)
                    .expect(waitingFor("identity"))
                    .whenTheRegisterSays("MATCH")
                    .expect(released(), passes("I2"), notAsked("I1"));
        }
        try (var office = anOfficeThatAsksTheRegister()) {
            office.when(papers)
                    .whenTheRegisterSays("MISMATCH")
                    .expect(refused(mismatch, otherPayer));
        }
        try (var office = given(aGuarantee())) {
            office.when(papers).expect(refused(otherPayer), notAsked("I2"));
        }
    }

    @Test
    void aRegisterThatDoesNotKnowIsNotAYes() {
        try (var office = anOfficeThatAsksTheRegister()) {
            office.when(Papers.sound())
                    .whenTheRegisterSays("UNKNOWN")
                    .expect(
                            referred(
                                    undecided(
                                            "I2",
                                            "list.buyerName, buyerIdNumber",
                                            "110101********1233",
                                            "register",
                                            "unknown")),
                            receipt("CEB622", "300"))
                    .whenTheOfficerSays("admit", "card seen")
                    .expect(released());
        }
    }

    private static Scenario anOfficeThatAsksTheRegister() {
        return givenAnOffice("settings.properties", "role = deciding-office\nregister = required\n")
                .when(aGuarantee());
    }

    @Test
    void anOfficerWhoRefusesIsNamedAmongTheReasons() {
        try (var office = given(aGuarantee())) {
            office.when(Papers.sound().with("order.signature", "UNVERIFIABLE"))
                    .expect(
                            referred(
                                    undecided(
                                            "S1",
                                            "order.signature",
                                            "unverifiable",
                                            "policy",
                                            "officer")))
                    .whenTheOfficerSays("refuse", "certificate unknown")
                    .expect(
                            refused(
                                    failing(
                                            "O1",
                                            "officer",
                                            "refuse",
                                            "reason",
                                            "certificate unknown",
                                            "")));
        }
    }

    @Test
    void aCommodityThatTheTariffDoesNotKnowGoesToAnOfficer() {
        try (var office = given(aGuarantee())) {
            office.when(Papers.sound().with("list.line[1].gcode", "9999999999"))
                    .expect(
                            referred(
                                    undecided(
                                            "M8",
                                            "list.line[1].gcode",
                                            "9999999999",
                                            "tariff",
                                            "unknown code")));
        }
    }

    @Test
    void aCommodityThatIsNotOnTheListOfAdmittedGoodsOnTheDayIsRefused() {
        String tariff =
                """
                code10,name,unit1,unit2,mfn,general,provisional,vat,ctKind,ctRate,ctSpecific,ctUnit,supervision,positiveList,note,validFrom,validTo
                2201101000,Mineral water,095,,0.05,,,0.13,none,,,,,yes,,2016-04-08,2026-02-28
                2201101000,Mineral water,095,,0.05,,,0.13,none,,,,,no,,2026-03-01,
                """;
        Papers declaredBefore = Papers.sound().number("1").with("list.declTime", "2026-02-28");
        try (var office = givenAnOffice("tariff.csv", tariff)) {
            office.when(aGuarantee())
                    .when(Papers.sound())
                    .expect(
                            refused(
                                    failing(
                                            "M8",
                                            "list.line[1].gcode",
                                            "2201101000",
                                            "list of admitted goods",
                                            "not admitted",
                                            "")))
                    .when(declaredBefore)
                    .expect(released());
        }
    }

    @Test
    void withoutQuotaTheListWaitsAndNamesTaxAndQuota() {
        try (var office = given(aGuarantee("EBC1", "37.30"))) {
            office.when(Papers.sound()).expect(waitingFor("quota"));
            assertThat(office.decision().failed().stream().map(Failing::of))
                    .containsExactly(
                            failing("Q1", "list.tax", "37.31", "guarantee/EBC1/free", "37.30", ""));
        }
        try (var office = given(aGuarantee("EBC1", "37.31"))) {
            office.when(Papers.sound()).expect(released());
        }
    }

    @Test
    void aDraftNeedsNoSignatureAndIsNotDecided() {
        Papers draft = Papers.sound().with("list.appStatus = 1; list.signature = ABSENT");
        try (var office = given(aGuarantee())) {
            office.when(draft).expect(receipt("CEB622", "1"));
            assertThat(office.status()).isEqualTo("collecting");
        }
    }

    @Test
    void anOfficeMayTolerateAYuan() {
        String defaults =
                new String(
                        new ImportModule().resources().get("tolerance@2016-04-08.dmn"),
                        StandardCharsets.UTF_8);
        String oneYuan =
                defaults.replaceFirst(
                        "<outputEntry><text>0</text>", "<outputEntry><text>1.00</text>");
        try (var office = givenAnOffice("tolerance@2016-04-08.dmn", oneYuan)) {
            office.when(aGuarantee())
                    .when(Papers.sound().with("payment.amountPaid", "448.31"))
                    .expect(released(), passes("A1"))
                    .when(Papers.sound().number("43").with("payment.amountPaid", "448.32"))
                    .expect(
                            refused(
                                    failing(
                                            "A1",
                                            "payment.amountPaid",
                                            "448.32",
                                            "order.acturalPaid",
                                            "447.31",
                                            "1332")));
        }
    }

    // ---- the way a table becomes examples

    private static Stream<DynamicTest> table(Papers sound, String rows) {
        List<String> changes = new ArrayList<>();
        List<List<Failing>> failing = new ArrayList<>();
        for (String row : rows.lines().filter(line -> !line.startsWith("#")).toList()) {
            String[] cells = row.split("\\|", -1);
            if (!cells[0].isBlank()) {
                changes.add(cells[0].strip());
                failing.add(new ArrayList<>());
            }
            failing.getLast()
                    .add(
                            failing(
                                    cells[1].strip(),
                                    cells[2].strip(),
                                    cells[3].strip(),
                                    cells[4].strip(),
                                    cells[5].strip(),
                                    cells[6].strip()));
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            String change = changes.get(i);
            String rules =
                    String.join(
                            ", ", failing.get(i).stream().map(Failing::rule).distinct().toList());
            Expectation refused = refused(failing.get(i).toArray(Failing[]::new));
            tests.add(
                    DynamicTest.dynamicTest(
                            rules + ": " + change,
                            () -> {
                                try (var office = given(aGuarantee())) {
                                    office.when(sound.with(change))
                                            .expect(refused, receipt("CEB622", "100"));
                                }
                            }));
        }
        return tests.stream();
    }
}
