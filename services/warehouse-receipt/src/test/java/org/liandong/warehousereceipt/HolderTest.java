package org.liandong.warehousereceipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.warehousereceipt.Yard.ANNA;
import static org.liandong.warehousereceipt.Yard.BERT;
import static org.liandong.warehousereceipt.Yard.CARL;
import static org.liandong.warehousereceipt.Yard.L;
import static org.liandong.warehousereceipt.Yard.corrected;
import static org.liandong.warehousereceipt.Yard.counted;
import static org.liandong.warehousereceipt.Yard.customs;
import static org.liandong.warehousereceipt.Yard.delivery;
import static org.liandong.warehousereceipt.Yard.drawn;
import static org.liandong.warehousereceipt.Yard.ended;
import static org.liandong.warehousereceipt.Yard.endorsed;
import static org.liandong.warehousereceipt.Yard.fees;
import static org.liandong.warehousereceipt.Yard.freeze;
import static org.liandong.warehousereceipt.Yard.givenAReceipt;
import static org.liandong.warehousereceipt.Yard.lift;
import static org.liandong.warehousereceipt.Yard.merged;
import static org.liandong.warehousereceipt.Yard.out;
import static org.liandong.warehousereceipt.Yard.part;
import static org.liandong.warehousereceipt.Yard.pledged;
import static org.liandong.warehousereceipt.Yard.receipt;
import static org.liandong.warehousereceipt.Yard.signed;
import static org.liandong.warehousereceipt.Yard.split;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.liandong.warehousereceipt.ReceiptFact.CustomsStatus;
import org.liandong.warehousereceipt.ReceiptFact.EndorsementSigned;

/// What a holder may do with a receipt, and what not.
class HolderTest {

    // ---- endorsement

    @Test
    void anEndorsementNeedsTheKeepersSignature() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(endorsed("R1", 0, ANNA, BERT));
            assertThat(yard.last(receipt("R1"), "endorsement"))
                    .isEqualTo("WAITING countersignature");
            yard.when(signed("R1", ANNA, BERT));
            assertThat(yard.last(receipt("R1"), "endorsement")).isEqualTo("ADMITTED");
            assertThat(yard.messages(Messages.RECEIPT, "holder", "holding"))
                    .containsExactly("ANNA 0", "BERT 1");
        }
    }

    @Test
    void theChainOfHoldersIsBuiltInItsOrderWhateverComesFirst() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(
                    endorsed("R1", 1, BERT, CARL),
                    signed("R1", BERT, CARL),
                    signed("R1", ANNA, BERT));
            assertThat(yard.last(receipt("R1"), "endorsement")).isEqualTo("WAITING endorsement");
            yard.when(endorsed("R1", 0, ANNA, BERT));
            assertThat(yard.messages(Messages.RECEIPT, "holder", "holding"))
                    .containsExactly("ANNA 0", "CARL 2");
        }
    }

    @Test
    void onlyTheHolderPassesAReceiptOn() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(signed("R1", BERT, CARL), endorsed("R1", 0, BERT, CARL));
            assertThat(yard.last(receipt("R1"), "endorsement")).isEqualTo("REFUSED H1 BERT / ANNA");
        }
    }

    @Test
    void whoHasPassedItOnHoldsItNoMore() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(
                    endorsed("R1", 0, ANNA, BERT),
                    signed("R1", ANNA, BERT),
                    signed("R1", ANNA, CARL),
                    endorsed("R1", 0, ANNA, CARL));
            assertThat(yard.last(receipt("R1"), "endorsement")).isEqualTo("REFUSED H2 0 / 1");
        }
    }

    @Test
    void nobodyEndorsesToHimselfAndNobodyElseSignsForTheKeeper() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(
                    new EndorsementSigned("R1", "E-ANNA-ANNA", "OTHER", Yard.TODAY),
                    endorsed("R1", 0, ANNA, ANNA));
            assertThat(yard.last(receipt("R1"), "endorsement"))
                    .isEqualTo("REFUSED E1 ANNA / ANNA E2 OTHER / KEEPER");
        }
    }

    // ---- split and merge

    @Test
    void aReceiptIsSplitIntoWhatAddsUpToIt() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(split("R1", 0, ANNA, part("R2", "2.000"), part("R3", "4.000")));
            assertThat(yard.status(receipt("R1"))).isEqualTo("split");
            assertThat(yard.free("R1")).isEqualTo("0.000");
            assertThat(yard.free("R2")).isEqualTo("2.000");
            assertThat(yard.free("R3")).isEqualTo("4.000");
            assertThat(yard.messages(Messages.RECEIPT, "receiptNo", "holder", "into"))
                    .contains("R1 ANNA R2 R3", "R2 ANNA ", "R3 ANNA ");
        }
    }

    @Test
    void partsThatDoNotAddUpAreRefused() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(split("R1", 0, ANNA, part("R2", "2.000"), part("R2", "4.001")));
            assertThat(yard.last(receipt("R1"), "split"))
                    .isEqualTo("REFUSED S1 R2 / 2 to 100 different ones S2 6.001 / 6");
            assertThat(yard.status(receipt("R1"))).isEqualTo("in-force");
        }
    }

    @Test
    void aPartNeedsANewNumber() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(
                    drawn("R2", "1.000"),
                    split("R1", 0, ANNA, part("R2", "2.000"), part("R3", "4.000")));
            assertThat(yard.last(receipt("R1"), "split")).isEqualTo("REFUSED N1 R2, R3 / new");
            assertThat(yard.free("R3")).isEqualTo("-");
        }
    }

    @Test
    void aClosedReceiptStaysClosed() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(
                    split("R1", 0, ANNA, part("R2", "2.000"), part("R3", "4.000")),
                    fees("R1"),
                    delivery("R1", "D1", 0, ANNA, "1.000"));
            assertThat(yard.last(receipt("R1"), "delivery")).isEqualTo("REFUSED R1 split / open");
        }
    }

    @Test
    void receiptsInOneHandAreMerged() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(merged("R3", ANNA, "R1", "R2"));
            assertThat(yard.last(receipt("R3"), "issue")).isEqualTo("WAITING receipt");
            yard.when(drawn("R2", "3.000"));
            assertThat(yard.free("R3")).isEqualTo("9.000");
            assertThat(yard.status(receipt("R1"))).isEqualTo("merged");
            assertThat(yard.status(receipt("R2"))).isEqualTo("merged");
            assertThat(yard.status(receipt("R3"))).isEqualTo("in-force");
        }
    }

    @Test
    void aSplitAndAMergerComeBackToTheSameQuantity() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(
                    split("R1", 0, ANNA, part("R2", "2.000"), part("R3", "4.000")),
                    merged("R4", ANNA, "R2", "R3"));
            assertThat(yard.free("R4")).isEqualTo("6.000");
        }
    }

    @Test
    void whatAnotherHoldsIsNotMerged() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(
                    drawn("R2", "3.000"),
                    endorsed("R1", 0, ANNA, BERT),
                    signed("R1", ANNA, BERT),
                    merged("R3", ANNA, "R1", "R2"));
            assertThat(yard.last(receipt("R3"), "issue")).isEqualTo("REFUSED H2 0 / 1");
            assertThat(yard.status(receipt("R2"))).isEqualTo("in-force");
        }
    }

    @Test
    void oneReceiptIsNoMerger() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(merged("R3", ANNA, "R1"));
            assertThat(yard.last(receipt("R3"), "issue"))
                    .isEqualTo("REFUSED M1 R1 / 2 to 100 different ones");
        }
    }

    @Test
    void receiptsOfTwoLotsAreNotMerged() {
        ReceiptFact.ReceiptDrawn here = (ReceiptFact.ReceiptDrawn) drawn("R2", "3.000");
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(Yard.lot("L2", "5.000"))
                    .when(
                            new ReceiptFact.ReceiptDrawn(
                                    "R2",
                                    "L2",
                                    here.keeper(),
                                    here.depositor(),
                                    here.quantity(),
                                    here.elements(),
                                    here.storageFrom(),
                                    here.storageTo(),
                                    here.drawnOn()),
                            merged("R3", ANNA, "R1", "R2"));
            assertThat(yard.last(receipt("R3"), "issue")).isEqualTo("REFUSED M2 L2 / L1");
        }
    }

    @Test
    void aPledgedReceiptIsNotMerged() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(
                    drawn("R2", "3.000"),
                    counted("A1", "10.000", "weighbridge", 1),
                    pledged("R1", "P1", ANNA, "1.000"),
                    merged("R3", ANNA, "R1", "R2"));
            assertThat(yard.last(receipt("R3"), "issue")).isEqualTo("REFUSED Q1 9 / 5");
            assertThat(yard.status(receipt("R3"))).isEqualTo("rejected");
            assertThat(yard.free("R2")).isEqualTo("3.000");
        }
    }

    // ---- delivery

    @Test
    void aDeliveryWaitsForFeesAndCustoms() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(
                    customs(L, CustomsStatus.NOT_RELEASED, 2),
                    delivery("R1", "D1", 0, ANNA, "2.000"));
            assertThat(yard.last(receipt("R1"), "delivery"))
                    .isEqualTo("WAITING fees customs-release");
            yard.when(fees("R1"), customs(L, CustomsStatus.DUTY_PAID, 3));
            assertThat(yard.last(receipt("R1"), "delivery")).isEqualTo("ADMITTED");
            assertThat(yard.free("R1")).isEqualTo("4.000");
            assertThat(yard.messages(Messages.ORDER, "no", "quantity", "collector"))
                    .containsExactly("D1 2 Wang");
        }
    }

    @Test
    void aDeliveryInPartsEndsWithWhatIsLeftFreeAgain() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(
                    fees("R1"),
                    delivery("R1", "D1", 0, ANNA, "2.000"),
                    out("R1", "D1", "G1", "1.200"),
                    ended("R1", "D1", 2));
            assertThat(yard.last(receipt("R1"), "end")).isEqualTo("WAITING load");
            yard.when(out("R1", "D1", "G2", "0.700"));
            assertThat(yard.free("R1")).isEqualTo("4.100");
            assertThat(yard.available(Accounts.delivery("T.NATURAL-RUBBER"))).isEqualTo("1.900");
            assertThat(yard.status(receipt("R1"))).isEqualTo("in-force");
        }
    }

    @Test
    void aDeliveryOfEverythingClosesTheReceipt() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(
                    fees("R1"),
                    delivery("R1", "D1", 0, ANNA, "6.000"),
                    out("R1", "D1", "G1", "6.000"));
            assertThat(yard.status(receipt("R1"))).isEqualTo("delivered");
        }
    }

    @Test
    void moreThanIsFreeIsNotDelivered() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(
                    fees("R1"),
                    delivery("R1", "D1", 0, ANNA, "4.000"),
                    delivery("R1", "D2", 0, ANNA, "2.001"));
            assertThat(yard.last(receipt("R1"), "delivery")).isEqualTo("REFUSED Q1 2.001 / 2");
        }
    }

    @Test
    void aLoadWithoutAnOrderIsAnAlarmThatEndsWithTheOrder() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(out("R1", "D1", "G1", "1.000"));
            assertThat(yard.last(receipt("R1"), "load")).isEqualTo("REFERRED delivery-order");
            assertThat(yard.tasks(receipt("R1"))).containsExactly("load/G1");
            yard.when(fees("R1"), delivery("R1", "D1", 0, ANNA, "2.000"));
            assertThat(yard.tasks(receipt("R1"))).isEmpty();
            assertThat(yard.free("R1")).isEqualTo("4.000");
        }
    }

    @Test
    void aLoadOfMoreThanIsOrderedIsAnAlarm() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(
                    fees("R1"),
                    delivery("R1", "D1", 0, ANNA, "2.000"),
                    out("R1", "D1", "G1", "2.001"));
            assertThat(yard.last(receipt("R1"), "load")).isEqualTo("REFERRED G1 2.001 / 2");
            assertThat(yard.tasks(receipt("R1"))).containsExactly("load/G1");
            yard.officer(receipt("R1"), "noted");
            assertThat(yard.status(receipt("R1"))).isEqualTo("in-force");
        }
    }

    // ---- correction

    @Test
    void anElementIsCorrectedInANewVersion() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(corrected("R1", ANNA, Map.of("brand", "Golden Tree")));
            assertThat(yard.last(receipt("R1"), "correction")).isEqualTo("ADMITTED");
            assertThat(yard.messages(Messages.RECEIPT, "version")).containsExactly("1", "2");
        }
    }

    @Test
    void aQuantityIsNeverCorrected() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(corrected("R1", ANNA, Map.of("quantity", "7.000")));
            assertThat(yard.last(receipt("R1"), "correction"))
                    .isEqualTo("REFUSED C1 7.000 / an element that is no quantity");
        }
    }

    @Test
    void theNumberOfAnActIsUsedOnceAndTheSameActAgainIsARepeat() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(fees("R1"), delivery("R1", "D1", 0, ANNA, "2.000"));
            yard.when(
                    new org.liandong.kernel.FactId("other", "1"),
                    delivery("R1", "D1", 0, ANNA, "2.000"));
            assertThat(yard.free("R1")).isEqualTo("4.000");
            yard.when(delivery("R1", "D1", 0, ANNA, "3.000"));
            assertThat(yard.last(receipt("R1"), "delivery")).startsWith("REFUSED N2 D1 / test:");
            assertThat(yard.free("R1")).isEqualTo("4.000");
        }
    }

    // ---- orders of authorities

    @Test
    void whatIsFrozenIsNotDelivered() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(freeze("R1", "O1", "4.000"), fees("R1"));
            assertThat(yard.status(receipt("R1"))).isEqualTo("frozen");
            assertThat(yard.available(Accounts.frozen("R1", "O1"))).isEqualTo("4.000");
            yard.when(delivery("R1", "D1", 0, ANNA, "3.000"));
            assertThat(yard.last(receipt("R1"), "delivery")).isEqualTo("REFUSED Q1 3 / 2");
            yard.when(lift("R1", "O1"), delivery("R1", "D2", 0, ANNA, "3.000"));
            assertThat(yard.last(receipt("R1"), "delivery")).isEqualTo("ADMITTED");
        }
    }

    @Test
    void aFrozenReceiptIsNotPassedOnOrSplit() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(
                    freeze("R1", "O1", "1.000"),
                    endorsed("R1", 0, ANNA, BERT),
                    signed("R1", ANNA, BERT),
                    split("R1", 0, ANNA, part("R2", "2.000"), part("R3", "4.000")));
            assertThat(yard.last(receipt("R1"), "endorsement")).isEqualTo("REFUSED Q1 6 / 5");
            assertThat(yard.last(receipt("R1"), "split")).isEqualTo("REFUSED Q1 6 / 5");
        }
    }

    @Test
    void anOrderThatWasLiftedBeforeItCameFreezesNothing() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(lift("R1", "O1"));
            assertThat(yard.last(receipt("R1"), "lift")).isEqualTo("WAITING freeze-order");
            yard.when(freeze("R1", "O1", "4.000"));
            assertThat(yard.free("R1")).isEqualTo("6.000");
            assertThat(yard.status(receipt("R1"))).isEqualTo("in-force");
        }
    }

    /// Who comes second waits for what becomes free (轮候).
    @Test
    void aSecondOrderTakesWhatTheFirstLeaves() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(freeze("R1", "O1", "4.000"), freeze("R1", "O2", "99.000"));
            assertThat(yard.last(receipt("R1"), "freeze"))
                    .isEqualTo("WAITING free-quantity Q1 97 / 0");
            yard.when(lift("R1", "O1"));
            assertThat(yard.available(Accounts.frozen("R1", "O2"))).isEqualTo("6.000");
            assertThat(yard.last(receipt("R1"), "freeze")).isEqualTo("ADMITTED");
        }
    }
}
