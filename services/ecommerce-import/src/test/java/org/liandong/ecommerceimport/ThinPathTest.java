package org.liandong.ecommerceimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.liandong.ecommerceimport.ImportFact.GuaranteeFiled;
import org.liandong.ecommerceimport.ImportFact.ImportList;
import org.liandong.ecommerceimport.ImportFact.ListLine;
import org.liandong.ecommerceimport.ImportFact.Order;
import org.liandong.ecommerceimport.ImportFact.OrderLine;
import org.liandong.ecommerceimport.ImportFact.Payment;
import org.liandong.ecommerceimport.ImportFact.Waybill;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Message;
import org.liandong.testkit.TestEngines;

/// One parcel from its papers to its release.
class ThinPathTest {

    private static final Person BUYER =
            new IdentityNumber(TestEngines.SECRET)
                    .person("110101199003071233", LocalDate.of(2026, 3, 1));

    private static BigDecimal yuan(String amount) {
        return new BigDecimal(amount);
    }

    static Order order() {
        return new Order(
                "G-O",
                "1",
                "20260301100000",
                "2",
                "ABSENT",
                "I",
                "ORD42",
                "EBP1",
                "EBC1",
                yuan("400"),
                yuan("10"),
                yuan("0"),
                yuan("37.31"),
                yuan("447.31"),
                "142",
                "王小明",
                "13256253633",
                "1",
                BUYER,
                "PAY1",
                "T1",
                "王小明",
                "13256253633",
                "山东省青岛市黄岛区某路1号",
                List.of(
                        new OrderLine(
                                1,
                                "矿泉水",
                                "095",
                                yuan("2"),
                                yuan("200"),
                                yuan("400"),
                                "142",
                                "305")));
    }

    static Payment payment() {
        return new Payment(
                "G-P",
                "1",
                "20260301100001",
                "2",
                "ABSENT",
                "PAY1",
                "T1",
                "ORD42",
                "EBP1",
                "1",
                BUYER,
                "王小明",
                yuan("447.31"),
                "142",
                "20260301095959");
    }

    static Waybill waybill() {
        return new Waybill(
                "G-W",
                "1",
                "20260301100002",
                "2",
                "ABSENT",
                "LOG1",
                "WB1",
                null,
                "ORD42",
                yuan("10"),
                yuan("0"),
                "142",
                yuan("3"),
                1,
                "王小明",
                "山东省青岛市黄岛区某路1号",
                "13256253633");
    }

    static ImportList list() {
        return new ImportList(
                "G-L",
                "1",
                "20260301100003",
                "2",
                "VALID",
                "ORD42",
                "EBP1",
                "EBC1",
                "WB1",
                "LOG1",
                "COP1",
                null,
                "EBC1",
                "EMS1",
                null,
                "I",
                LocalDate.of(2026, 3, 1),
                "4230",
                "1",
                BUYER,
                "王小明",
                "13256253633",
                "山东省青岛市黄岛区某路1号",
                "AGT1",
                "AREA1",
                "区内企业",
                "1210",
                null,
                null,
                null,
                "142",
                yuan("10"),
                yuan("0"),
                "142",
                1,
                yuan("3"),
                yuan("2.5"),
                List.of(
                        new ListLine(
                                1,
                                "REC1",
                                null,
                                "2201101000",
                                "矿泉水",
                                "305",
                                "142",
                                yuan("2"),
                                "095",
                                yuan("2"),
                                "095",
                                null,
                                null,
                                yuan("200"),
                                yuan("400"))));
    }

    @Test
    void aParcelWhosePapersAgreeIsReleasedAgainstTheGuarantee() {
        try (var engine = TestEngines.inMemory(new ImportModule(), Map.of())) {
            var at = TestEngines.noon("2026-03-01");
            engine.accept(
                    ImportModule.NAME,
                    new FactId("office", "1"),
                    new GuaranteeFiled(
                            "EBC1",
                            "POL-7",
                            yuan("1000000"),
                            LocalDate.of(2026, 1, 1),
                            LocalDate.of(2026, 12, 31)),
                    at);
            System.out.println(
                    engine.accept(ImportModule.NAME, new FactId("EBP1", "o"), order(), at));
            System.out.println(
                    engine.accept(ImportModule.NAME, new FactId("PAY1", "p"), payment(), at));
            System.out.println(
                    engine.accept(ImportModule.NAME, new FactId("LOG1", "w"), waybill(), at));
            System.out.println(
                    engine.accept(ImportModule.NAME, new FactId("AGT1", "l"), list(), at));
            System.out.println(engine.decisions(ImportModule.NAME, "EBP1/ORD42"));
            System.out.println(engine.available());
            engine.messages().forEach(System.out::println);
            assertThat(engine.status(ImportModule.NAME, "EBP1/ORD42")).isEqualTo("released");
            assertThat(engine.messages()).extracting(Message::type).contains("CEB622", "CEB816");
        }
    }
}
