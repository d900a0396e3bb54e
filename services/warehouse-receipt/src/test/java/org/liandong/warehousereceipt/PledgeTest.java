package org.liandong.warehousereceipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.warehousereceipt.Yard.ANNA;
import static org.liandong.warehousereceipt.Yard.BERT;
import static org.liandong.warehousereceipt.Yard.ELEMENTS;
import static org.liandong.warehousereceipt.Yard.KEEPER;
import static org.liandong.warehousereceipt.Yard.corrected;
import static org.liandong.warehousereceipt.Yard.counted;
import static org.liandong.warehousereceipt.Yard.delivery;
import static org.liandong.warehousereceipt.Yard.drawn;
import static org.liandong.warehousereceipt.Yard.endorsed;
import static org.liandong.warehousereceipt.Yard.enforced;
import static org.liandong.warehousereceipt.Yard.fees;
import static org.liandong.warehousereceipt.Yard.given;
import static org.liandong.warehousereceipt.Yard.lot;
import static org.liandong.warehousereceipt.Yard.part;
import static org.liandong.warehousereceipt.Yard.pledged;
import static org.liandong.warehousereceipt.Yard.receipt;
import static org.liandong.warehousereceipt.Yard.released;
import static org.liandong.warehousereceipt.Yard.signed;
import static org.liandong.warehousereceipt.Yard.split;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.liandong.warehousereceipt.ReceiptFact.Part;
import org.liandong.warehousereceipt.ReceiptFact.PledgeRegistered;

/// A pledge is a hold on what is free, so that nothing is pledged twice, and nothing that is pledged leaves.
class PledgeTest {

    private static Yard yard() {
        return given(lot("L1", "10.000"))
                .when(drawn("R1", "6.000"), counted("A1", "10.000", "weighbridge", 1));
    }

    @Test
    void aPledgeHoldsWhatIsFree() {
        try (Yard yard = yard().when(pledged("R1", "P1", ANNA, "4.000"))) {
            assertThat(yard.last(receipt("R1"), "pledge")).isEqualTo("ADMITTED");
            assertThat(yard.status(receipt("R1"))).isEqualTo("pledged");
            assertThat(yard.free("R1")).isEqualTo("2.000");
        }
    }

    @Test
    void whatIsPledgedIsNotPledgedAgain() {
        try (Yard yard =
                yard().when(
                                pledged("R1", "P1", ANNA, "4.000"),
                                pledged("R1", "P2", ANNA, "2.001"))) {
            assertThat(yard.last(receipt("R1"), "pledge")).isEqualTo("REFUSED Q1 2.001 / 2");
            assertThat(yard.messages(Messages.ANSWER, "no", "result", "failed"))
                    .containsExactly("P1 done ", "P2 refused Q1");
        }
    }

    @Test
    void theRestIsPledgedToAnother() {
        try (Yard yard =
                yard().when(
                                pledged("R1", "P1", ANNA, "4.000"),
                                pledged("R1", "P2", ANNA, "2.000"))) {
            assertThat(yard.last(receipt("R1"), "pledge")).isEqualTo("ADMITTED");
            assertThat(yard.free("R1")).isEqualTo("0.000");
        }
    }

    @Test
    void whatIsPledgedIsNotDeliveredPassedOnSplitOrCancelled() {
        try (Yard yard =
                yard().when(
                                pledged("R1", "P1", ANNA, "4.000"),
                                fees("R1"),
                                delivery("R1", "D1", 0, ANNA, "3.000"),
                                endorsed("R1", 0, ANNA, BERT),
                                signed("R1", ANNA, BERT),
                                split("R1", 0, ANNA, part("R2", "2.000"), part("R3", "4.000")),
                                Yard.cancelled("R1", ANNA))) {
            assertThat(yard.last(receipt("R1"), "delivery")).isEqualTo("REFUSED Q1 3 / 2");
            assertThat(yard.last(receipt("R1"), "endorsement")).isEqualTo("REFUSED Q1 6 / 2");
            assertThat(yard.last(receipt("R1"), "split")).isEqualTo("REFUSED Q1 6 / 2");
            assertThat(yard.last(receipt("R1"), "cancellation")).isEqualTo("REFUSED Q1 6 / 2");
        }
    }

    @Test
    void whatIsOrderedForDeliveryIsNotPledged() {
        try (Yard yard =
                yard().when(
                                fees("R1"),
                                delivery("R1", "D1", 0, ANNA, "3.000"),
                                pledged("R1", "P1", ANNA, "4.000"))) {
            assertThat(yard.last(receipt("R1"), "pledge")).isEqualTo("REFUSED Q1 4 / 3");
        }
    }

    @Test
    void onlyTheHolderPledgesAndNeverTheKeeper() {
        try (Yard yard =
                yard().when(
                                pledged("R1", "P1", BERT, "4.000"),
                                pledged("R1", "P2", KEEPER, "4.000"))) {
            assertThat(yard.messages(Messages.ANSWER, "no", "failed"))
                    .containsExactly("P1 H1", "P2 H1, P1");
        }
    }

    @Test
    void aPledgeWaitsForACountThatIsFresh() {
        try (Yard yard = given(lot("L1", "10.000")).when(drawn("R1", "6.000"))) {
            yard.when(pledged("R1", "P1", ANNA, "4.000"));
            assertThat(yard.last(receipt("R1"), "pledge"))
                    .startsWith("WAITING verification P2 1970-01-0");
            assertThat(yard.free("R1")).isEqualTo("6.000");
            yard.when(counted("A1", "10.000", "weighbridge", 1));
            assertThat(yard.last(receipt("R1"), "pledge")).isEqualTo("ADMITTED");
        }
    }

    @Test
    void aCountGrowsStaleAsItsMeansSay() {
        PledgeRegistered known = (PledgeRegistered) pledged("R1", "P1", ANNA, "4.000");
        try (Yard yard =
                given(lot("L1", "10.000"))
                        .when(drawn("R1", "6.000"), counted("A1", "10.000", "stack-scan", 1))) {
            for (String day : new String[] {"2026-03-09", "2026-03-10"}) {
                yard.when(
                        new PledgeRegistered(
                                "R1",
                                day.replace("-", ""),
                                0,
                                known.pledgor(),
                                known.pledgee(),
                                Yard.part("X", "1.000").quantity(),
                                known.registrationNo(),
                                LocalDate.parse(day)));
            }
            assertThat(yard.messages(Messages.ANSWER, "no", "result"))
                    .containsExactly("20260309 done");
            assertThat(yard.last(receipt("R1"), "pledge"))
                    .isEqualTo("WAITING verification P2 2026-03-09 / 2026-03-10");
        }
    }

    @Test
    void whoseStorageIsOverIsNotPledged() {
        try (Yard yard =
                given(lot("L1", "10.000"))
                        .when(
                                drawn("R1", KEEPER, ANNA, "6.000", ELEMENTS, "2026-03-02"),
                                counted("A1", "10.000", "weighbridge", 1))) {
            PledgeRegistered known = (PledgeRegistered) pledged("R1", "P1", ANNA, "4.000");
            yard.when(
                    new PledgeRegistered(
                            "R1",
                            "P1",
                            0,
                            ANNA,
                            known.pledgee(),
                            known.quantity(),
                            "R",
                            LocalDate.parse("2026-03-03")));
            assertThat(yard.last(receipt("R1"), "pledge"))
                    .isEqualTo("REFUSED P3 2026-03-02 / 2026-03-03");
        }
    }

    @Test
    void aReleaseInPartsGivesItBack() {
        try (Yard yard = yard().when(released("R1", "P1", "F1", "1.500"))) {
            assertThat(yard.last(receipt("R1"), "release")).isEqualTo("WAITING pledge");
            yard.when(pledged("R1", "P1", ANNA, "4.000"));
            assertThat(yard.free("R1")).isEqualTo("3.500");
            yard.when(released("R1", "P1", "F2", "2.501"));
            assertThat(yard.last(receipt("R1"), "release")).isEqualTo("REFUSED P5 2.501 / 2.5");
            yard.when(released("R1", "P1", "F3", "2.500"));
            assertThat(yard.free("R1")).isEqualTo("6.000");
            assertThat(yard.status(receipt("R1"))).isEqualTo("in-force");
        }
    }

    @Test
    void theBuyerOfPledgedGoodsGetsAReceiptOfHisOwn() {
        try (Yard yard =
                yard().when(
                                pledged("R1", "P1", ANNA, "4.000"),
                                enforced("R1", "P1", "R9", "BUYER", "4.000"))) {
            assertThat(yard.free("R9")).isEqualTo("4.000");
            assertThat(yard.free("R1")).isEqualTo("2.000");
            assertThat(yard.messages(Messages.RECEIPT, "receiptNo", "holder", "quantity"))
                    .contains("R9 BUYER 4", "R1 ANNA 2");
            yard.when(fees("R9"), delivery("R9", "D1", 0, "BUYER", "4.000"));
            assertThat(yard.last(receipt("R9"), "delivery")).isEqualTo("ADMITTED");
        }
    }

    @Test
    void aSaleOfEverythingClosesTheReceiptAndNoMoreIsSoldThanIsPledged() {
        try (Yard yard =
                yard().when(
                                pledged("R1", "P1", ANNA, "6.000"),
                                enforced("R1", "P1", "R8", "BUYER", "6.001"))) {
            assertThat(yard.last(receipt("R1"), "enforcement")).isEqualTo("REFUSED P5 6.001 / 6");
            yard.when(
                    new ReceiptFact.PledgeEnforced(
                            "R1",
                            "P1",
                            "N2",
                            "R9",
                            "BUYER",
                            new Part("R9", new java.math.BigDecimal("6")).quantity(),
                            Yard.TODAY));
            assertThat(yard.status(receipt("R1"))).isEqualTo("realised");
        }
    }

    @Test
    void aCorrectionNeedsThePledgeesConsent() {
        try (Yard yard =
                yard().when(
                                pledged("R1", "P1", ANNA, "1.000"),
                                corrected("R1", ANNA, Map.of("brand", "x")))) {
            assertThat(yard.last(receipt("R1"), "correction")).isEqualTo("REFUSED C2  / P1");
        }
        try (Yard yard =
                yard().when(
                                pledged("R1", "P1", ANNA, "1.000"),
                                corrected("R1", ANNA, Map.of("brand", "x"), "P1"))) {
            assertThat(yard.last(receipt("R1"), "correction")).isEqualTo("ADMITTED");
        }
    }
}
