package org.liandong.ecommerceimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.ecommerceimport.Later.allowance;
import static org.liandong.ecommerceimport.Later.bills;
import static org.liandong.ecommerceimport.Later.cancellation;
import static org.liandong.ecommerceimport.Later.dayComes;
import static org.liandong.ecommerceimport.Later.decisions;
import static org.liandong.ecommerceimport.Later.goodsBack;
import static org.liandong.ecommerceimport.Later.invtNo;
import static org.liandong.ecommerceimport.Later.quota;
import static org.liandong.ecommerceimport.Later.receipts;
import static org.liandong.ecommerceimport.Later.returnOf;
import static org.liandong.ecommerceimport.Later.status;
import static org.liandong.ecommerceimport.Scenario.aGuarantee;
import static org.liandong.ecommerceimport.Scenario.given;

import org.junit.jupiter.api.Test;

/// The withdrawal of a list, CEB623 and 624 (GACC 2018-194, 11).
class CancellationTest {

    private static final Papers WATER = Papers.sound();

    private static Scenario cancelled(Scenario office, String guid) {
        return office.when(cancellation(WATER, guid, invtNo(office, WATER)));
    }

    @Test
    void beforeTheReleaseAListIsWithdrawnAtOnce() {
        try (Scenario office = given().when(WATER).expect(Scenario.waitingFor("guarantee"))) {
            cancelled(office, "C1");
            assertThat(status(office, WATER)).isEqualTo("cancelled");
            assertThat(receipts(office, "CEB624", "C1")).containsExactly("399");
            // It waits for no quota any more.
            office.when(aGuarantee());
            assertThat(quota(office, "EBC1")).isEqualTo("1000000");
            assertThat(allowance(office, Papers.BUYER)).isEqualTo("26000");
        }
    }

    @Test
    void afterTheReleaseAnOfficerDecidesAndEverythingIsGivenBack() {
        try (Scenario office = given(aGuarantee()).when(WATER)) {
            cancelled(office, "C1");
            assertThat(status(office, WATER)).isEqualTo("released");
            assertThat(receipts(office, "CEB624", "C1")).containsExactly("300");
            office.whenTheOfficerSays("admit", "not picked up");
            assertThat(status(office, WATER)).isEqualTo("cancelled");
            assertThat(receipts(office, "CEB624", "C1")).containsExactly("300", "399");
            assertThat(quota(office, "EBC1")).isEqualTo("1000000");
            assertThat(allowance(office, Papers.BUYER)).isEqualTo("26000");
            assertThat(bills(office, WATER)).containsExactly("816 37.31", "818 3");
            assertThat(status(dayComes(office, "2026-06-01"), WATER)).isEqualTo("cancelled");
        }
    }

    @Test
    void anOfficerMayRefuseAndThenItMayBeAskedAgain() {
        try (Scenario office = given(aGuarantee()).when(WATER)) {
            cancelled(office, "C1").whenTheOfficerSays("refuse", "delivered already");
            assertThat(status(office, WATER)).isEqualTo("released");
            assertThat(receipts(office, "CEB624", "C1")).containsExactly("300", "100");
            assertThat(decisions(office, WATER.key(), "cancellation"))
                    .containsExactly("REFERRED", "REFUSED O1 refuse / delivered already");
            cancelled(office, "C2");
            assertThat(receipts(office, "CEB624", "C2")).containsExactly("300");
        }
    }

    @Test
    void anUnknownListNumberIsRefused() {
        try (Scenario office = given(aGuarantee()).when(WATER)) {
            office.when(cancellation(WATER, "C1", "423020261000000000"));
            assertThat(receipts(office, "CEB624", "C1")).containsExactly("-623003");
        }
    }

    @Test
    void aListIsWithdrawnOnce() {
        try (Scenario office = given(aGuarantee()).when(WATER)) {
            cancelled(office, "C1");
            cancelled(office, "C2");
            assertThat(receipts(office, "CEB624", "C2")).containsExactly("-623009");
            office.whenTheOfficerSays("admit", "");
            cancelled(office, "C3");
            assertThat(receipts(office, "CEB624", "C3")).containsExactly("-623009");
        }
    }

    @Test
    void whatIsReturnedBilledOrOnItsWayBackIsNotWithdrawn() {
        try (Scenario office = given(aGuarantee()).when(WATER)) {
            office.when(returnOf(office, WATER, "R1", "2"));
            cancelled(office, "C1");
            office.when(goodsBack(WATER, "R1", "2026-03-01"));
            cancelled(office, "C2");
            assertThat(receipts(office, "CEB624", "C1")).containsExactly("-623005");
            assertThat(receipts(office, "CEB624", "C2")).containsExactly("-623005");
        }
        try (Scenario office = given(aGuarantee()).when(WATER)) {
            dayComes(office, "2026-04-01");
            cancelled(office, "C1");
            assertThat(receipts(office, "CEB624", "C1")).containsExactly("-623005");
        }
    }

    @Test
    void afterAPartReturnOnlyTheRestIsGivenBack() {
        try (Scenario office = given(aGuarantee()).when(WATER)) {
            office.when(returnOf(office, WATER, "R1", "1"));
            office.when(goodsBack(WATER, "R1", "2026-03-01"));
            cancelled(office, "C1").whenTheOfficerSays("admit", "");
            assertThat(quota(office, "EBC1")).isEqualTo("1000000");
            assertThat(allowance(office, Papers.BUYER)).isEqualTo("26000");
        }
    }

    @Test
    void aListThatAnOfficerHasBeforeHimIsKeptOutOfThePaymentRun() {
        try (Scenario office = given(aGuarantee()).when(WATER)) {
            dayComes(office, "2026-03-30");
            cancelled(office, "C1");
            assertThat(status(dayComes(office, "2026-04-02"), WATER)).isEqualTo("released");
            office.whenTheOfficerSays("refuse", "delivered");
            assertThat(status(dayComes(office, "2026-04-11"), WATER)).isEqualTo("billed");
        }
    }
}
