package org.liandong.warehousereceipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.warehousereceipt.Yard.ANNA;
import static org.liandong.warehousereceipt.Yard.counted;
import static org.liandong.warehousereceipt.Yard.delivery;
import static org.liandong.warehousereceipt.Yard.drawn;
import static org.liandong.warehousereceipt.Yard.enforced;
import static org.liandong.warehousereceipt.Yard.fees;
import static org.liandong.warehousereceipt.Yard.given;
import static org.liandong.warehousereceipt.Yard.lot;
import static org.liandong.warehousereceipt.Yard.pledged;
import static org.liandong.warehousereceipt.Yard.receipt;
import static org.liandong.warehousereceipt.Yard.released;

import org.junit.jupiter.api.Test;

/// The ledger contract of the README, with a service that knows nothing but its names.
class ContractTest {

    private static Yard yard() {
        return given(lot("L1", "10.000"))
                .when(drawn("R1", "6.000"), counted("A1", "10.000", "weighbridge", 1));
    }

    @Test
    void whatAnotherServiceHoldsIsNotPledgedOrDelivered() {
        try (Yard yard = yard()) {
            yard.bank("P1", "R1", "pledge", "4.000");
            assertThat(yard.bankSays("P1")).isEqualTo("posted");
            yard.when(
                    pledged("R1", "P2", ANNA, "2.001"),
                    fees("R1"),
                    delivery("R1", "D1", 0, ANNA, "2.001"));
            assertThat(yard.last(receipt("R1"), "pledge")).isEqualTo("REFUSED Q1 2.001 / 2");
            assertThat(yard.last(receipt("R1"), "delivery")).isEqualTo("REFUSED Q1 2.001 / 2");
            yard.bank("P3", "R1", "pledge", "2.001");
            assertThat(yard.bankSays("P3")).isEqualTo("FLOOR_BREACH");
        }
    }

    @Test
    void thisServiceTakesNoteOfAPledgeThatStands() {
        try (Yard yard = yard()) {
            yard.bank("P1", "R1", "pledge", "4.000");
            yard.when(pledged("R1", "P1", ANNA, "4.000"));
            assertThat(yard.status(receipt("R1"))).isEqualTo("pledged");
            assertThat(yard.free("R1")).isEqualTo("2.000");
            // The fact of the release moves nothing: the bank does.
            yard.when(released("R1", "P1", "F1", "1.000"));
            assertThat(yard.free("R1")).isEqualTo("2.000");
            yard.bank("P1", "R1", "release", "1.000");
            assertThat(yard.free("R1")).isEqualTo("3.000");
        }
    }

    @Test
    void thisServicePlacesTheHoldAndTheBankFindsIt() {
        try (Yard yard = yard().when(pledged("R1", "P1", ANNA, "4.000"))) {
            yard.bank("P1", "R1", "pledge", "4.000");
            assertThat(yard.bankSays("P1")).isEqualTo("DUPLICATE_HOLD");
            assertThat(yard.free("R1")).isEqualTo("2.000");
        }
    }

    @Test
    void theBuyerGetsHisReceiptWhenTheBankHasCaptured() {
        try (Yard yard = yard()) {
            yard.bank("P1", "R1", "pledge", "4.000");
            yard.when(pledged("R1", "P1", ANNA, "4.000"), enforced("R1", "P1", "R9", "B", "3.000"));
            assertThat(yard.last(receipt("R1"), "enforcement")).isEqualTo("WAITING capture");
            yard.bank("P1", "R1", "capture", "3.000");
            assertThat(yard.last(receipt("R1"), "enforcement")).isEqualTo("ADMITTED");
            assertThat(yard.free("R9")).isEqualTo("3.000");
            assertThat(yard.available(Accounts.pledged("R1", "P1"))).isEqualTo("0.000");
            assertThat(yard.free("R1")).isEqualTo("2.000");
        }
    }

    @Test
    void whileGoodsAreShortNobodyPledgesThemButAHoldMayBeReleased() {
        try (Yard yard = yard()) {
            yard.bank("P1", "R1", "pledge", "4.000");
            yard.when(counted("A2", "9.000", "weighbridge", 2));
            yard.bank("P2", "R1", "pledge", "1.000");
            assertThat(yard.bankSays("P2")).isEqualTo("ACCOUNT_FROZEN");
            yard.bank("P1", "R1", "release", "4.000");
            assertThat(yard.bankSays("P1")).isEqualTo("posted");
        }
    }

    @Test
    void whatTheBankReleasesGoesToTheOrderThatWaits() {
        try (Yard yard = yard()) {
            yard.bank("P1", "R1", "pledge", "4.000");
            yard.when(Yard.freeze("R1", "O1", "6.000"));
            assertThat(yard.available(Accounts.frozen("R1", "O1"))).isEqualTo("2.000");
            yard.bank("P1", "R1", "release", "4.000");
            assertThat(yard.available(Accounts.frozen("R1", "O1"))).isEqualTo("6.000");
        }
    }
}
