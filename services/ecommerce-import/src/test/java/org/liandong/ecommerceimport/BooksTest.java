package org.liandong.ecommerceimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.ecommerceimport.Later.allowance;
import static org.liandong.ecommerceimport.Later.dayComes;
import static org.liandong.ecommerceimport.Later.decisions;
import static org.liandong.ecommerceimport.Later.goodsBack;
import static org.liandong.ecommerceimport.Later.paid;
import static org.liandong.ecommerceimport.Later.quota;
import static org.liandong.ecommerceimport.Later.returnOf;
import static org.liandong.ecommerceimport.Later.status;
import static org.liandong.ecommerceimport.Scenario.aGuarantee;
import static org.liandong.ecommerceimport.Scenario.given;
import static org.liandong.ecommerceimport.Scenario.waitingFor;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.liandong.ecommerceimport.ImportFact.GuaranteeFiled;

/// The buyer's yearly allowance and the quota of the guarantee. Each parcel of water takes 410.00 and 37.31.
class BooksTest {

    private static final Papers WATER = Papers.sound();
    private static final Papers SECOND = WATER.number("43");
    private static final Papers THIRD = WATER.number("44");

    private static GuaranteeFiled guarantee(
            String instrument, String amount, String from, String to) {
        return new GuaranteeFiled(
                "EBC1",
                instrument,
                new BigDecimal(amount),
                LocalDate.parse(from),
                LocalDate.parse(to));
    }

    private static GuaranteeFiled guarantee(String instrument, String amount) {
        return guarantee(instrument, amount, "2026-01-01", "2026-12-31");
    }

    // ---- the yearly allowance

    @Test
    void ofTwoParcelsThatWantTheRestOfTheYearTheFirstGetsIt() {
        Papers dear = Papers.of("2201101000", "4900.00");
        try (Scenario office = given(aGuarantee())) {
            for (String number : new String[] {"1", "2", "3", "4", "5"}) {
                office.when(dear.number(number)).expect(Scenario.released());
            }
            assertThat(allowance(office, Papers.BUYER)).isEqualTo("1500");
            office.when(Papers.of("2201101000", "1500.00").number("6"));
            assertThat(status(office, "EBP1/ORD6")).isEqualTo("released");
            office.when(WATER.number("7"));
            assertThat(decisions(office, "EBP1/ORD7", "release"))
                    .endsWith("REFUSED T2 26410.00 / 26000.00");
            assertThat(office.lastMessage("CEB622").head().get("returnInfo"))
                    .contains("Code:1313", "26410.00", "26000.00");
            assertThat(allowance(office, Papers.BUYER)).isEqualTo("0");
        }
    }

    @Test
    void anotherYearIsAnotherAllowance() {
        try (Scenario office =
                given(aGuarantee(), guarantee("P27", "100", "2027-01-01", "2027-12-31"))) {
            office.when(WATER).expect(Scenario.released());
            dayComes(office, "2027-01-02").when(SECOND);
            assertThat(
                            Later.available(
                                    office,
                                    Accounts.allowance(
                                            2027,
                                            Papers.person(Papers.BUYER, LocalDate.of(2026, 3, 1))
                                                    .hash())))
                    .isEqualTo("25590");
        }
    }

    @Test
    void aParcelThatWaitsForQuotaHoldsNoAllowance() {
        try (Scenario office = given(guarantee("P1", "10.00"))) {
            office.when(WATER).expect(waitingFor("quota"));
            assertThat(allowance(office, Papers.BUYER)).isEqualTo("26000");
        }
    }

    // ---- waiting for quota

    @Test
    void withoutGuaranteeAParcelWaitsAndIsReleasedAsSoonAsItIsFiled() {
        try (Scenario office = given()) {
            office.when(WATER).expect(waitingFor("guarantee"));
            office.when(aGuarantee()).expect(Scenario.released());
            assertThat(quota(office, "EBC1")).isEqualTo("999962.69");
        }
    }

    @Test
    void aTopUpReleasesThoseWhoWaitInTheirOrderAndPassesOverWhoNeedsMore() {
        Papers dear = Papers.of("2201101000", "4900.00").number("9");
        try (Scenario office = given(guarantee("P1", "40.00"))) {
            office.when(WATER).expect(Scenario.released());
            office.when(dear).expect(waitingFor("quota"));
            office.when(SECOND).expect(waitingFor("quota"));
            office.when(THIRD).expect(waitingFor("quota"));
            office.when(guarantee("P2", "40.00"));
            assertThat(status(office, dear)).isEqualTo("waiting");
            assertThat(status(office, SECOND)).isEqualTo("released");
            assertThat(status(office, THIRD)).isEqualTo("waiting");
            office.when(guarantee("P3", "1000.00"));
            assertThat(status(office, dear)).isEqualTo("released");
            assertThat(status(office, THIRD)).isEqualTo("released");
        }
    }

    @Test
    void theReturnOfAnotherParcelMakesRoom() {
        try (Scenario office = given(guarantee("P1", "40.00"))) {
            office.when(WATER).when(SECOND).expect(waitingFor("quota"));
            office.when(returnOf(office, WATER, "R1", "2"));
            office.when(goodsBack(WATER, "R1", "2026-03-01")).expect(Scenario.released());
        }
    }

    @Test
    void thePaymentOfABillMakesRoom() {
        try (Scenario office = given(guarantee("P1", "40.00"))) {
            office.when(WATER).when(SECOND).expect(waitingFor("quota"));
            dayComes(office, "2026-04-01").when(paid("ED423020260401EBC1", "37.31", "P1"));
            office.expect(Scenario.released());
        }
    }

    @Test
    void whoWaitsAndIsRefusedByANewFactWaitsNoMore() {
        try (Scenario office = given(guarantee("P1", "10.00"))) {
            office.when(WATER).expect(waitingFor("quota"));
            office.when(
                    WATER.version("payment", "2", "20260301101500")
                            .with("payment.payerName", "李四")
                            .payment());
            assertThat(status(office, WATER)).isEqualTo("refused");
            office.when(aGuarantee());
            assertThat(status(office, WATER)).isEqualTo("refused");
            assertThat(quota(office, "EBC1")).isEqualTo("1000010");
        }
    }

    @Test
    void whoWaitsAsksForWhatTheAmendedListNeeds() {
        try (Scenario office = given(guarantee("P1", "30.00"))) {
            office.when(WATER).expect(waitingFor("quota"));
            Papers less =
                    Papers.empty()
                            .item("2201101000", "矿泉水", "1", "200.00")
                            .freight("10.00")
                            .taxTotal("19.11");
            for (String paper : new String[] {"order", "payment", "list"}) {
                String at = paper.equals("list") ? "20260301113000" : "20260301103000";
                office.when(less.version(paper, "2", at).paper(paper));
            }
            office.expect(Scenario.released());
            assertThat(quota(office, "EBC1")).isEqualTo("10.89");
        }
    }

    // ---- guarantees

    @Test
    void anInstrumentIsFiledOnce() {
        try (Scenario office = given(guarantee("P1", "40.00"), guarantee("P1", "50.00"))) {
            assertThat(decisions(office, "guarantee:EBC1", "guarantee"))
                    .containsExactly("ADMITTED", "REFUSED D1 P1 / yes");
            assertThat(quota(office, "EBC1")).isEqualTo("40");
        }
    }

    @Test
    void aGuaranteeIsAboveNothingAndStillRuns() {
        try (Scenario office =
                given(
                        guarantee("P1", "0"),
                        guarantee("P2", "5", "2025-01-01", "2026-02-28"),
                        guarantee("P3", "5", "2026-05-01", "2026-04-01"))) {
            assertThat(decisions(office, "guarantee:EBC1", "guarantee"))
                    .containsExactly(
                            "REFUSED D2 0 / above 0, two decimals",
                            "REFUSED D3 2026-02-28 / 2026-03-01",
                            "REFUSED D3 2026-04-01 / 2026-05-01");
            assertThat(quota(office, "EBC1")).isEqualTo("-");
        }
    }

    @Test
    void aGuaranteeCountsFromItsFirstDay() {
        try (Scenario office = given(guarantee("P1", "40.00", "2026-03-05", "2026-12-31"))) {
            office.when(WATER).expect(waitingFor("guarantee"));
            assertThat(status(dayComes(office, "2026-03-04"), WATER)).isEqualTo("waiting");
            assertThat(status(dayComes(office, "2026-03-05"), WATER)).isEqualTo("released");
        }
    }

    @Test
    void anEndedGuaranteeStopsNewUseAndLeavesTheQuotaAsUseComesBack() {
        try (Scenario office = given(guarantee("P1", "100.00", "2026-01-01", "2026-03-10"))) {
            office.when(WATER).when(SECOND);
            assertThat(quota(office, "EBC1")).isEqualTo("25.38");
            assertThat(status(dayComes(office, "2026-03-10"), "guarantee:EBC1"))
                    .isEqualTo("in-force");
            assertThat(status(dayComes(office, "2026-03-11"), "guarantee:EBC1")).isEqualTo("none");
            assertThat(quota(office, "EBC1")).isEqualTo("0");
            assertThat(shortage(office)).isEqualTo("-74.62");
            // What is in use stays covered; nothing new is.
            assertThat(status(office, WATER)).isEqualTo("released");
            office.when(THIRD).expect(waitingFor("quota"));
            // What comes back has ended, although a parcel waits for it.
            office.when(returnOf(office, WATER, "R1", "2"));
            office.when(goodsBack(WATER, "R1", "2026-03-11"));
            assertThat(status(office, THIRD)).isEqualTo("waiting");
            assertThat(quota(office, "EBC1")).isEqualTo("0");
            assertThat(shortage(office)).isEqualTo("-37.31");
            // A new guarantee is new.
            office.when(guarantee("P2", "50.00"));
            assertThat(status(office, THIRD)).isEqualTo("released");
            assertThat(quota(office, "EBC1")).isEqualTo("12.69");
            // The last use of the old one is paid: 37.31 end, and what is paid too much frees
            // nothing.
            dayComes(office, "2026-04-01").when(paid("ED423020260401EBC1", "37.31", "P"));
            assertThat(shortage(office)).isEqualTo("0");
            assertThat(quota(office, "EBC1")).isEqualTo("12.69");
            dayComes(office, "2026-04-11").when(paid("ED423020260411EBC1", "37.31", "P"));
            assertThat(quota(office, "EBC1")).isEqualTo("50");
        }
    }

    @Test
    void aPaymentThatBringsBackMoreThanHasEndedFreesTheRest() {
        try (Scenario office =
                given(
                        guarantee("P1", "50.00", "2026-01-01", "2026-03-10"),
                        guarantee("P2", "50.00"))) {
            office.when(WATER).when(SECOND);
            dayComes(office, "2026-03-11");
            assertThat(quota(office, "EBC1")).isEqualTo("0");
            assertThat(shortage(office)).isEqualTo("-24.62");
            dayComes(office, "2026-04-01").when(paid("ED423020260401EBC1", "74.62", "P"));
            assertThat(shortage(office)).isEqualTo("0");
            assertThat(quota(office, "EBC1")).isEqualTo("50");
        }
    }

    private static String shortage(Scenario office) {
        return Later.available(office, Accounts.shortage("EBC1"));
    }

    @Test
    void manyParcelsOnOneGuaranteeAreSmallWorkEachAndNeverTouchItsCase() {
        int parcels = 400;
        try (Scenario office = given(guarantee("P1", "1000000.00"))) {
            long first = 0;
            long last = 0;
            for (int i = 0; i < parcels; i++) {
                long begin = System.nanoTime();
                office.when(WATER.number("N" + i).buyer(Papers.idNumber(i)));
                long took = System.nanoTime() - begin;
                if (i >= 50 && i < 150) {
                    first += took;
                } else if (i >= parcels - 100) {
                    last += took;
                }
            }
            assertThat(quota(office, "EBC1")).isEqualTo("985076");
            assertThat(decisions(office, "guarantee:EBC1", "guarantee")).hasSize(1);
            // Wide, since the machine is shared; a cost that grows with the parcels would be far
            // above.
            assertThat(last).isLessThan(4 * first);
        }
    }

    @Test
    void inTheLedgerWhatIsGrantedIsFreeOrInUseAndNothingIsLost() {
        try (Scenario office = given(guarantee("P1", "100.00"))) {
            office.when(WATER).when(SECOND);
            Map<String, BigDecimal> accounts = office.engine().available();
            assertThat(accounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo("0");
            assertThat(accounts.get(Accounts.occupied("EBC1", WATER.key())))
                    .isEqualByComparingTo("37.31");
        }
    }
}
