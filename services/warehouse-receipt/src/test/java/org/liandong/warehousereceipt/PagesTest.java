package org.liandong.warehousereceipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.warehousereceipt.Yard.ANNA;
import static org.liandong.warehousereceipt.Yard.BERT;
import static org.liandong.warehousereceipt.Yard.CARL;
import static org.liandong.warehousereceipt.Yard.NOON;
import static org.liandong.warehousereceipt.Yard.counted;
import static org.liandong.warehousereceipt.Yard.delivery;
import static org.liandong.warehousereceipt.Yard.drawn;
import static org.liandong.warehousereceipt.Yard.endorsed;
import static org.liandong.warehousereceipt.Yard.fees;
import static org.liandong.warehousereceipt.Yard.freeze;
import static org.liandong.warehousereceipt.Yard.givenAReceipt;
import static org.liandong.warehousereceipt.Yard.lossFound;
import static org.liandong.warehousereceipt.Yard.lot;
import static org.liandong.warehousereceipt.Yard.merged;
import static org.liandong.warehousereceipt.Yard.out;
import static org.liandong.warehousereceipt.Yard.part;
import static org.liandong.warehousereceipt.Yard.pledged;
import static org.liandong.warehousereceipt.Yard.signed;
import static org.liandong.warehousereceipt.Yard.split;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.liandong.kernel.page.Arguments;
import org.liandong.kernel.page.Cell;
import org.liandong.kernel.page.ServicePage;
import org.liandong.kernel.page.Sheet;
import org.liandong.testkit.SheetText;

/// What the pages of the yard say, to the kilogram.
class PagesTest {

    private static Sheet shown(Yard yard, ServicePage<ReceiptCase> page, String... arguments) {
        return page.show(
                Arguments.of(
                        arguments.length == 0
                                ? Map.of()
                                : Map.of(page.parameters().getFirst().name(), arguments[0])),
                yard.engine().reading(new ReceiptModule(), NOON));
    }

    private static Yard busy() {
        return givenAReceipt("R1", "6.000")
                .when(counted("A1", "10.000", "weighbridge", 1))
                .when(pledged("R1", "P1", ANNA, "2.000"), freeze("R1", "O1", "1.500"))
                .when(fees("R1"), delivery("R1", "D1", 0, ANNA, "1.000"))
                .when(out("R1", "D1", "G1", "0.400"));
    }

    @Test
    void aYardWithoutLotsSaysHowOneAppears() {
        try (Yard yard = Yard.given()) {
            Sheet sheet = shown(yard, new YardPage());
            assertThat(SheetText.of(sheet.answer())).isEqualTo("yard.none");
            assertThat(sheet.tables()).isEmpty();
        }
    }

    @Test
    void theStockOfAYardAddsUp() {
        try (Yard yard = busy().when(lot("L2", "3.250"))) {
            yard.when(lossFound("V1", "0.100"))
                    .officer(Yard.lot("L1"), "write-off")
                    .when(counted("A2", "9.500", "stack-scan", 5));
            Sheet sheet = shown(yard, new YardPage());
            assertThat(SheetText.of(sheet.answer()))
                    .isEqualTo("yard.answer(yard.count.many(2) 12.750 5.600 7.150)");
            assertThat(SheetText.figures(sheet))
                    .containsExactly(
                            "weighed 13.250",
                            "receipts 5.600",
                            "unissued 7.150",
                            "delivered 0.400",
                            "lost 0.100");
            assertThat(SheetText.rows(sheet, "lots"))
                    .containsExactly(
                            "L1 NATURAL-RUBBER W1 A1 10.000 5.600 3.900 0.400 0.100 counted(9.500 MATCH)",
                            "L2 NATURAL-RUBBER W1 A1 3.250 0.000 3.250 0.000 0.000 -");
            assertThat(shown(yard, new YardPage(), "W2").tables()).isEmpty();
            assertThat(SheetText.rows(shown(yard, new YardPage(), "W1"), "lots")).hasSize(2);
        }
    }

    @Test
    void aLotShowsWhatOfEachReceiptIsFreePledgedFrozenAndOrdered() {
        try (Yard yard = busy().when(drawn("R2", "4.000"))) {
            Sheet sheet = shown(yard, new LotPage(), "L1");
            assertThat(SheetText.of(sheet.answer()))
                    .isEqualTo("lot.answer(L1 9.600 NATURAL-RUBBER lot.count.many(2) 9.600 0.000)");
            assertThat(SheetText.rows(sheet, "outstanding"))
                    .containsExactly(
                            "R1 ANNA frozen 5.600 1.500 2.000 1.500 0.600",
                            "R2 ANNA in-force 4.000 4.000 0.000 0.000 0.000");
            assertThat(SheetText.rows(sheet, "counts"))
                    .containsExactly("A1 2026-03-02T01:00:00Z weighbridge counted(10.000 MATCH)");
            assertThat(SheetText.rows(sheet, "tickets"))
                    .containsExactly("T-L1 2026-03-02T00:00:00Z 10.000 10.000");
        }
    }

    @Test
    void whatIsNotThereIsSaidAtItsField() {
        try (Yard yard = busy()) {
            assertThat(shown(yard, new LotPage(), "L9").wrong())
                    .isEqualTo(
                            new Sheet.Wrong(
                                    "lot", Cell.said("sheet.lot.unknown", Cell.text("L9"))));
            assertThat(shown(yard, new ChainPage(), "R9").wrong()).isNotNull();
            assertThat(shown(yard, new LotPage()).wrong()).isNull();
        }
    }

    @Test
    void theChainOfHoldersTellsEachEndorsementWithItsFact() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(endorsed("R1", 0, ANNA, BERT), signed("R1", ANNA, BERT))
                    .when(endorsed("R1", 1, BERT, CARL))
                    .when(endorsed("R1", 0, ANNA, CARL), signed("R1", ANNA, CARL));
            Sheet sheet = shown(yard, new ChainPage(), "R1");
            assertThat(SheetText.of(sheet.answer()))
                    .isEqualTo("chain.answer(BERT R1 6.000 chain.endorsed.one(1))");
            assertThat(SheetText.rows(sheet, "holders"))
                    .extracting(row -> row.substring(0, row.indexOf(" test:")))
                    .containsExactly(
                            "0 ANNA - chain.issued 2026-03-02 2026-03-02T04:00:00Z -",
                            "1 BERT ANNA chain.passed(E-ANNA-BERT) 2026-03-02 2026-03-02T04:00:00Z 2026-03-02",
                            "- CARL ANNA chain.refused(E-ANNA-CARL) 2026-03-02 2026-03-02T04:00:00Z 2026-03-02",
                            "- CARL BERT chain.waits(E-BERT-CARL) 2026-03-02 2026-03-02T04:00:00Z -");
            assertThat(SheetText.rows(sheet, "family")).isEmpty();
        }
    }

    @Test
    void splitsAndMergersLeadOn() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(split("R1", 0, ANNA, part("R2", "2.000"), part("R3", "4.000")))
                    .when(merged("R4", ANNA, "R2", "R3"));
            Sheet parent = shown(yard, new ChainPage(), "R1");
            assertThat(SheetText.of(parent.answer())).isEqualTo("chain.closed(R1 split ANNA)");
            assertThat(SheetText.rows(parent, "family"))
                    .containsExactly(
                            "chain.into R2 ANNA merged 2.000 0.000",
                            "chain.into R3 ANNA merged 4.000 0.000");
            Sheet child = shown(yard, new ChainPage(), "R2");
            assertThat(SheetText.rows(child, "family"))
                    .containsExactly(
                            "chain.from R1 ANNA split 6.000 0.000",
                            "chain.into R4 ANNA in-force 6.000 6.000");
            assertThat(SheetText.rows(child, "holders"))
                    .containsExactly("0 ANNA R1 chain.born 2026-03-02 - - -");
            assertThat(SheetText.rows(shown(yard, new ChainPage(), "R4"), "family"))
                    .containsExactly(
                            "chain.from R2 ANNA merged 2.000 0.000",
                            "chain.from R3 ANNA merged 4.000 0.000");
        }
    }

    @Test
    void casesKnowTheirPages() {
        assertThat(new LotPage().about("lot:L1")).containsEntry("lot", "L1");
        assertThat(new ChainPage().about("receipt:R1")).containsEntry("receipt", "R1");
        assertThat(new ChainPage().about("lot:L1")).isEmpty();
        assertThat(new YardPage().about("lot:L1")).isEmpty();
    }
}
