package org.liandong.warehousereceipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.warehousereceipt.Yard.ANNA;
import static org.liandong.warehousereceipt.Yard.ELEMENTS;
import static org.liandong.warehousereceipt.Yard.KEEPER;
import static org.liandong.warehousereceipt.Yard.L;
import static org.liandong.warehousereceipt.Yard.accepted;
import static org.liandong.warehousereceipt.Yard.allIn;
import static org.liandong.warehousereceipt.Yard.cancelled;
import static org.liandong.warehousereceipt.Yard.certified;
import static org.liandong.warehousereceipt.Yard.drawn;
import static org.liandong.warehousereceipt.Yard.given;
import static org.liandong.warehousereceipt.Yard.givenAReceipt;
import static org.liandong.warehousereceipt.Yard.lot;
import static org.liandong.warehousereceipt.Yard.receipt;
import static org.liandong.warehousereceipt.Yard.weighed;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.liandong.warehousereceipt.ReceiptFact.ReceiptDrawn;

/// A receipt is issued on goods that were weighed in, with the elements of the law, and on no more than there is.
class IssueTest {

    @Test
    void aReceiptTakesItsQuantityFromTheLot() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            assertThat(yard.last(receipt("R1"), "issue")).isEqualTo("ADMITTED");
            assertThat(yard.status(receipt("R1"))).isEqualTo("in-force");
            assertThat(yard.free("R1")).isEqualTo("6.000");
            assertThat(yard.available(Accounts.unissued(L))).isEqualTo("4.000");
            assertThat(yard.messages(Messages.RECEIPT, "holder", "quantity", "status"))
                    .containsExactly("ANNA 6 in-force");
        }
    }

    @Test
    void itWaitsForWhateverTheLotWaitsFor() {
        try (Yard yard = given(drawn("R1", "6.000"))) {
            assertThat(yard.last(receipt("R1"), "issue")).isEqualTo("WAITING intake");
            yard.when(accepted(L), certified(L));
            assertThat(yard.last(receipt("R1"), "issue")).isEqualTo("WAITING customs-status");
        }
    }

    /// Over-issue: the floor of the lot refuses it; the receipt waits, since more may be weighed in.
    @Test
    void moreThanIsLeftWaitsForRoom() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(drawn("R2", "5.000"));
            assertThat(yard.last(receipt("R2"), "issue"))
                    .isEqualTo("WAITING free-quantity I4 5 / less");
            assertThat(yard.available(Accounts.unissued(L))).isEqualTo("4.000");
            yard.when(weighed(L, "T2", 1, "1.000"));
            assertThat(yard.status(receipt("R2"))).isEqualTo("in-force");
            assertThat(yard.available(Accounts.unissued(L))).isEqualTo("0.000");
        }
    }

    @Test
    void moreThanTheLotCanEverHaveIsRefused() {
        try (Yard yard = given(lot(L, "10.000")).when(allIn(L, 1), drawn("R1", "10.001"))) {
            assertThat(yard.last(receipt("R1"), "issue")).isEqualTo("REFUSED I4 10.001 / 10");
            assertThat(yard.status(receipt("R1"))).isEqualTo("rejected");
        }
    }

    @Test
    void itIsDrawnByTheKeeperForTheDepositorInTheGradeOfTheCertificate() {
        Map<String, String> other = new HashMap<>(ELEMENTS);
        other.put("grade", "TSR10");
        try (Yard yard =
                given(lot(L, "10.000")).when(drawn("R1", "OTHER", "BERT", "1.000", other, ""))) {
            assertThat(yard.last(receipt("R1"), "issue"))
                    .isEqualTo("REFUSED I1 OTHER / KEEPER I2 BERT / ANNA I3 TSR10 / TSR20");
        }
    }

    @Test
    void everyElementThatIsMissingIsNamed() {
        Map<String, String> few = new HashMap<>(ELEMENTS);
        few.remove("signature");
        few.put("issuer", " ");
        few.put("insured", "yes");
        few.put("insurer", "PICC");
        few.put("colour", "black");
        try (Yard yard =
                given(lot(L, "10.000")).when(drawn("R1", KEEPER, ANNA, "1.000", few, ""))) {
            assertThat(yard.last(receipt("R1"), "issue"))
                    .isEqualTo(
                            "REFUSED I5 - / present I5 - / present I5 - / present I5 - / present"
                                    + " I5 - / present I5 - / present I6 colour / an element");
        }
    }

    /// Before GB/T 30332-2024 the eight items of the Civil Code were enough.
    @Test
    void theElementsAreThoseOfTheDay() {
        Map<String, String> old = new HashMap<>(ELEMENTS);
        old.remove("titleNotice");
        old.remove("keeperAddress");
        old.remove("storageContractNo");
        try (Yard yard =
                given(lot(L, "10.000")).when(drawn("R1", KEEPER, ANNA, "1.000", old, ""))) {
            assertThat(yard.status(receipt("R1"))).isEqualTo("rejected");
            yard.when(
                    new ReceiptDrawn(
                            "R2",
                            L,
                            KEEPER,
                            ANNA,
                            BigDecimal.ONE,
                            old,
                            Yard.TODAY,
                            "",
                            LocalDate.parse("2024-11-30")));
            assertThat(yard.status(receipt("R2"))).isEqualTo("in-force");
        }
    }

    @Test
    void storageEndsAfterItsBeginning() {
        try (Yard yard =
                given(lot(L, "10.000"))
                        .when(drawn("R1", KEEPER, ANNA, "1.000", ELEMENTS, "2026-03-01"))) {
            assertThat(yard.last(receipt("R1"), "issue"))
                    .isEqualTo("REFUSED I7 2026-03-01 / 2026-03-02");
        }
    }

    @Test
    void aNumberIsUsedOnce() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(drawn("R1", "2.000"));
            assertThat(yard.last(receipt("R1"), "issue")).startsWith("REFUSED N1 R1 / test:");
            assertThat(yard.free("R1")).isEqualTo("6.000");
        }
    }

    @Test
    void aCancelledReceiptGivesItsGoodsBackToTheLot() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(cancelled("R1", ANNA));
            assertThat(yard.status(receipt("R1"))).isEqualTo("cancelled");
            assertThat(yard.available(Accounts.unissued(L))).isEqualTo("10.000");
        }
    }

    @Test
    void whatACancelledReceiptGivesBackGoesToWhoWaits() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(drawn("R2", "8.000"), cancelled("R1", ANNA));
            assertThat(yard.status(receipt("R2"))).isEqualTo("in-force");
        }
    }
}
