package org.liandong.warehousereceipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.warehousereceipt.Yard.ANNA;
import static org.liandong.warehousereceipt.Yard.BERT;
import static org.liandong.warehousereceipt.Yard.audit;
import static org.liandong.warehousereceipt.Yard.counted;
import static org.liandong.warehousereceipt.Yard.delivery;
import static org.liandong.warehousereceipt.Yard.drawn;
import static org.liandong.warehousereceipt.Yard.endorsed;
import static org.liandong.warehousereceipt.Yard.fees;
import static org.liandong.warehousereceipt.Yard.given;
import static org.liandong.warehousereceipt.Yard.givenAReceipt;
import static org.liandong.warehousereceipt.Yard.lot;
import static org.liandong.warehousereceipt.Yard.out;
import static org.liandong.warehousereceipt.Yard.pledged;
import static org.liandong.warehousereceipt.Yard.receipt;
import static org.liandong.warehousereceipt.Yard.signed;
import static org.liandong.warehousereceipt.Yard.weighed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the yard counts, against what the lot should hold at that time.
class AuditTest {

    /// Ten tonnes are booked; rubber may differ by 0.2 % on the weigh-bridge, 0.5 % in a scan, not at all by hand or otherwise.
    @ParameterizedTest
    @CsvSource({
        "10.000, A1, weighbridge, verified,  ADMITTED",
        " 9.980, A1, weighbridge, verified,  ADMITTED",
        " 9.979, A1, weighbridge, suspended, REFERRED A1 9.979 / 10",
        "10.020, A1, weighbridge, verified,  ADMITTED",
        "10.021, A1, weighbridge, referred,  REFERRED A1 10.021 / 10",
        " 9.950, A1, stack-scan,  verified,  ADMITTED",
        " 9.949, A1, stack-scan,  suspended, REFERRED A1 9.949 / 10",
        " 9.999, A1, count,       suspended, REFERRED A1 9.999 / 10",
        " 9.999, A1, camera,      suspended, REFERRED A1 9.999 / 10",
        "10.000, B2, weighbridge, referred,  REFERRED A2 B2 / A1",
        " 0.000, A1, weighbridge, suspended, REFERRED A1 0 / 10",
    })
    void aCountIsHeldAgainstTheBook(
            String quantity, String bay, String means, String status, String decision) {
        try (Yard yard = given(lot("L1", "10.000")).when(counted("A1", bay, quantity, means, 1))) {
            assertThat(yard.status(audit("A1"))).isEqualTo(status);
            assertThat(yard.last(audit("A1"), "audit")).isEqualTo(decision);
        }
    }

    @Test
    void aCountWaitsForItsLot() {
        try (Yard yard = given(counted("A1", "10.000", "weighbridge", 1))) {
            assertThat(yard.last(audit("A1"), "audit")).isEqualTo("WAITING intake");
            yard.when(lot("L1", "10.000"));
            assertThat(yard.status(audit("A1"))).isEqualTo("verified");
        }
    }

    /// Nothing moves while goods are short: the accounts themselves are frozen, whoever asks.
    @Test
    void aShortageStopsTheLotAndItsReceipts() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(
                    counted("A1", "9.000", "weighbridge", 1),
                    fees("R1"),
                    delivery("R1", "D1", 0, ANNA, "1.000"),
                    endorsed("R1", 0, ANNA, BERT),
                    signed("R1", ANNA, BERT),
                    drawn("R2", "1.000"));
            assertThat(yard.messages(Messages.ALARM, "finding", "less")).containsExactly("SHORT 1");
            assertThat(yard.status(lot("L1"))).isEqualTo("suspended");
            assertThat(yard.status(receipt("R1"))).isEqualTo("suspended");
            assertThat(yard.last(receipt("R1"), "delivery")).isEqualTo("WAITING count");
            assertThat(yard.last(receipt("R1"), "endorsement")).isEqualTo("WAITING count");
            assertThat(yard.last(receipt("R2"), "issue")).isEqualTo("WAITING count");
            assertThat(yard.tasks(audit("A1"))).containsExactly("shortage");
            // A later count is good: everything goes on by itself.
            yard.when(counted("A2", "10.000", "weighbridge", 2));
            assertThat(yard.status(receipt("R1"))).isEqualTo("in-force");
            assertThat(yard.status(receipt("R2"))).isEqualTo("in-force");
        }
    }

    @Test
    void anOlderCountThatComesLateChangesNothing() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(
                    counted("A2", "10.000", "weighbridge", 2),
                    counted("A1", "9.000", "weighbridge", 1));
            assertThat(yard.status(receipt("R1"))).isEqualTo("in-force");
        }
    }

    @Test
    void anOfficerWritesTheShortageOff() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(counted("A1", "9.000", "weighbridge", 1))
                    .officer(audit("A1"), "shortage", "write-off");
            assertThat(yard.available(Accounts.unissued("L1"))).isEqualTo("3.000");
            assertThat(yard.status(audit("A1"))).isEqualTo("verified");
            assertThat(yard.status(receipt("R1"))).isEqualTo("in-force");
            assertThat(yard.free("R1")).isEqualTo("6.000");
        }
    }

    @Test
    void anOfficerWantsAnotherCount() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(counted("A1", "9.000", "weighbridge", 1))
                    .officer(audit("A1"), "shortage", "count-again");
            assertThat(yard.tasks(audit("A1"))).isEmpty();
            assertThat(yard.status(receipt("R1"))).isEqualTo("suspended");
        }
    }

    /// A load of before the count that is reported after it explains the difference.
    @Test
    void aLateFactChangesTheFinding() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(
                    fees("R1"),
                    delivery("R1", "D1", 0, ANNA, "1.000"),
                    counted("A1", "9.000", "weighbridge", 5));
            assertThat(yard.status(receipt("R1"))).isEqualTo("suspended");
            yard.when(out("R1", "D1", "G1", "1.000"));
            assertThat(yard.status(audit("A1"))).isEqualTo("verified");
            assertThat(yard.tasks(audit("A1"))).isEmpty();
            assertThat(yard.status(receipt("R1"))).isEqualTo("in-force");
        }
    }

    @Test
    void whatComesAfterTheCountIsNotInItsBook() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(
                    fees("R1"),
                    delivery("R1", "D1", 0, ANNA, "1.000"),
                    out("R1", "D1", "G1", "1.000"),
                    counted("A1", "10.000", "weighbridge", 1));
            assertThat(yard.status(audit("A1"))).isEqualTo("verified");
        }
    }

    @Test
    void aCorrectedTicketChangesTheFinding() {
        try (Yard yard =
                given(lot("L1", "10.000")).when(counted("A1", "9.000", "weighbridge", 1))) {
            assertThat(yard.status(audit("A1"))).isEqualTo("suspended");
            yard.when(weighed("L1", "T-L1", 2, "9.000"));
            assertThat(yard.status(audit("A1"))).isEqualTo("verified");
        }
    }

    @Test
    void aShortageFreezesNoPledgeThatStandsAndAllowsNoNewOne() {
        try (Yard yard = givenAReceipt("R1", "6.000")) {
            yard.when(
                    counted("A1", "10.000", "weighbridge", 1),
                    pledged("R1", "P1", ANNA, "4.000"),
                    counted("A2", "9.000", "weighbridge", 2),
                    pledged("R1", "P2", ANNA, "1.000"),
                    Yard.released("R1", "P1", "F1", "4.000"));
            assertThat(yard.last(receipt("R1"), "pledge")).isEqualTo("WAITING count");
            assertThat(yard.last(receipt("R1"), "release")).isEqualTo("ADMITTED");
        }
    }

    @Test
    void theNumberOfAnAuditIsUsedOnce() {
        try (Yard yard = given(lot("L1", "10.000"))) {
            yard.when(
                    counted("A1", "10.000", "weighbridge", 1),
                    counted("A1", "9.000", "weighbridge", 1));
            assertThat(yard.last(audit("A1"), "audit")).startsWith("REFUSED A0 A1 / test:");
            assertThat(yard.status(audit("A1"))).isEqualTo("verified");
        }
    }
}
