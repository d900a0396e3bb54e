package org.liandong.warehousereceipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.warehousereceipt.Yard.L;
import static org.liandong.warehousereceipt.Yard.accepted;
import static org.liandong.warehousereceipt.Yard.certified;
import static org.liandong.warehousereceipt.Yard.customs;
import static org.liandong.warehousereceipt.Yard.drawn;
import static org.liandong.warehousereceipt.Yard.given;
import static org.liandong.warehousereceipt.Yard.givenAReceipt;
import static org.liandong.warehousereceipt.Yard.lossFound;
import static org.liandong.warehousereceipt.Yard.lot;
import static org.liandong.warehousereceipt.Yard.pledged;
import static org.liandong.warehousereceipt.Yard.receipt;
import static org.liandong.warehousereceipt.Yard.released;
import static org.liandong.warehousereceipt.Yard.weighed;

import org.junit.jupiter.api.Test;
import org.liandong.warehousereceipt.ReceiptFact.CustomsStatus;
import org.liandong.warehousereceipt.ReceiptFact.GoodsAccepted;
import org.liandong.warehousereceipt.ReceiptFact.QualityCertified;

/// Goods are weighed in, weighed again, and lost.
class LotTest {

    private static final String UNISSUED = Accounts.unissued(L);

    @Test
    void whatIsWeighedInIsTheLots() {
        try (Yard yard =
                given(accepted(L), weighed(L, "T1", 1, "6.000"), weighed(L, "T2", 1, "4.500"))) {
            assertThat(yard.available(UNISSUED)).isEqualTo("10.500");
            assertThat(yard.available("boundary/intake/T.NATURAL-RUBBER")).isEqualTo("-10.500");
            assertThat(yard.last(lot(L), "intake")).isEqualTo("WAITING certificate customs-status");
            yard.when(certified(L), customs(L, CustomsStatus.BONDED, 1));
            assertThat(yard.last(lot(L), "intake")).isEqualTo("ADMITTED");
            assertThat(yard.status(lot(L))).isEqualTo("in-force");
        }
    }

    @Test
    void aTicketThatComesBeforeTheGoodsAreAcceptedWaitsForThem() {
        try (Yard yard = given(weighed(L, "T1", 1, "6.000"))) {
            assertThat(yard.status(lot(L))).isEqualTo("waiting");
            assertThat(yard.when(accepted(L)).available(UNISSUED)).isEqualTo("6.000");
        }
    }

    @Test
    void anUnknownCommodityIsRefused() {
        GoodsAccepted known = (GoodsAccepted) accepted(L);
        try (Yard yard =
                given(
                        new GoodsAccepted(
                                L,
                                1,
                                known.keeper(),
                                known.depositor(),
                                "MOON-DUST",
                                known.grade(),
                                known.origin(),
                                known.warehouse(),
                                known.bay(),
                                known.entryDocument(),
                                known.acceptedOn()))) {
            assertThat(yard.last(lot(L), "intake"))
                    .isEqualTo(
                            "REFUSED intake certificate customs-status L1 MOON-DUST / a known commodity");
        }
    }

    @Test
    void aTicketBelongsToOneLot() {
        try (Yard yard =
                given(
                        accepted(L),
                        weighed(L, "T1", 1, "6.000"),
                        accepted("L2"),
                        weighed("L2", "T1", 1, "6.000"))) {
            assertThat(yard.last(lot("L2"), "intake"))
                    .isEqualTo("REFUSED certificate customs-status L3 T1 / lot:L1");
            assertThat(yard.available(Accounts.unissued("L2"))).isEqualTo("0.000");
        }
    }

    @Test
    void aCertificateOfAnotherGradeIsNone() {
        try (Yard yard =
                given(
                        accepted(L),
                        new QualityCertified(L, "C1", "SGS", "TSR10", Yard.TODAY),
                        customs(L, CustomsStatus.BONDED, 1))) {
            assertThat(yard.last(lot(L), "intake"))
                    .isEqualTo("REFUSED certificate L4 TSR10 / TSR20");
        }
    }

    @Test
    void aCorrectedTicketMovesTheDifference() {
        try (Yard yard =
                given(
                        accepted(L),
                        weighed(L, "T1", 2, "7.000"),
                        weighed(L, "T1", 1, "6.000"),
                        weighed(L, "T1", 3, "5.000"))) {
            assertThat(yard.available(UNISSUED)).isEqualTo("5.000");
        }
    }

    /// Less was weighed in than receipts stand for: what is in no receipt goes back, an officer decides on the rest, and until then
    /// nothing of the lot moves.
    @Test
    void aCorrectionBelowWhatIsIssuedStopsTheLotUntilAnOfficerDecides() {
        try (Yard yard = givenAReceipt("R1", "8.000")) {
            yard.when(weighed(L, "T-L1", 2, "7.000"));
            assertThat(yard.last(lot(L), "weighing")).isEqualTo("REFERRED L6 3 / 2");
            assertThat(yard.status(lot(L))).isEqualTo("referred");
            assertThat(yard.status(receipt("R1"))).isEqualTo("suspended");
            yard.officer(lot(L), "write-off");
            assertThat(yard.free("R1")).isEqualTo("7.000");
            assertThat(yard.status(receipt("R1"))).isEqualTo("in-force");
        }
    }

    @Test
    void aLossIsBorneByWhatNoReceiptStandsForFirst() {
        try (Yard yard = givenAReceipt("R1", "8.000")) {
            yard.when(lossFound("V1", "1.500")).officer(lot(L), "write-off");
            assertThat(yard.available(UNISSUED)).isEqualTo("0.500");
            assertThat(yard.free("R1")).isEqualTo("8.000");
            assertThat(yard.last(lot(L), "loss")).isEqualTo("ADMITTED");
        }
    }

    @Test
    void theReceiptsBearTheRestByWhatTheyStandFor() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(drawn("R2", "3.000"), lossFound("V1", "4.000"));
            assertThat(yard.status(receipt("R2"))).isEqualTo("suspended");
            yard.officer(lot(L), "write-off");
            assertThat(yard.available(UNISSUED)).isEqualTo("0.000");
            assertThat(yard.free("R1")).isEqualTo("4.000");
            assertThat(yard.free("R2")).isEqualTo("2.000");
            assertThat(yard.available(Accounts.loss("T.NATURAL-RUBBER"))).isEqualTo("4.000");
        }
    }

    @Test
    void aLossThatTheKeeperBearsChangesNoReceipt() {
        try (Yard yard = givenAReceipt("R1", "10.000")) {
            yard.when(lossFound("V1", "4.000")).officer(lot(L), "keeper-bears");
            assertThat(yard.free("R1")).isEqualTo("10.000");
            assertThat(yard.status(receipt("R1"))).isEqualTo("in-force");
        }
    }

    @Test
    void aLossOfMoreThanThereIsIsWrittenOffAsFarAsThereIs() {
        try (Yard yard = givenAReceipt("R1", "10.000")) {
            yard.when(lossFound("V1", "12.000")).officer(lot(L), "write-off");
            assertThat(yard.last(lot(L), "loss")).isEqualTo("REFUSED L5 12 / 10");
            assertThat(yard.status(receipt("R1"))).isEqualTo("written-off");
        }
    }

    /// Pledged goods do not vanish behind the pledgee's back: what is not free is written off when it is released.
    @Test
    void aLossOfPledgedGoodsWaitsForTheirRelease() {
        try (Yard yard = givenAReceipt("R1", "10.000")) {
            yard.when(
                            Yard.counted("A1", "10.000", "weighbridge", 1),
                            pledged("R1", "P1", "ANNA", "9.000"),
                            lossFound("V1", "4.000"))
                    .officer(lot(L), "write-off");
            assertThat(yard.free("R1")).isEqualTo("0.000");
            assertThat(yard.last(receipt("R1"), "loss"))
                    .isEqualTo("WAITING free-quantity Q1 3 / 0");
            yard.when(released("R1", "P1", "F1", "5.000"));
            assertThat(yard.free("R1")).isEqualTo("2.000");
            assertThat(yard.last(receipt("R1"), "loss")).isEqualTo("ADMITTED");
        }
    }

    @Test
    void anAnswerThatIsNoneIsRefused() {
        try (Yard yard = givenAReceipt("R1", "10.000")) {
            yard.when(lossFound("V1", "4.000")).officer(lot(L), "loss/V1", "perhaps");
            assertThat(yard.last(lot(L), "officer"))
                    .isEqualTo("REFUSED O2 perhaps / write-off, keeper-bears");
            yard.officer(lot(L), "loss/V9", "write-off");
            assertThat(yard.last(lot(L), "officer")).isEqualTo("REFUSED O3 loss/V9 / not open");
        }
    }
}
