package org.liandong.ecommerceimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.ecommerceimport.Later.bills;
import static org.liandong.ecommerceimport.Later.dayComes;
import static org.liandong.ecommerceimport.Later.decisions;
import static org.liandong.ecommerceimport.Later.paid;
import static org.liandong.ecommerceimport.Later.quota;
import static org.liandong.ecommerceimport.Later.status;
import static org.liandong.ecommerceimport.Later.tasks;
import static org.liandong.ecommerceimport.Scenario.aGuarantee;
import static org.liandong.ecommerceimport.Scenario.given;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liandong.kernel.Reason;

/// Aggregated payment (GACC 2018-194): days 31 to 45 after release, lists grouped on the 1st, 11th and 21st.
class BillsTest {

    private static final Papers WATER = Papers.sound();
    private static final String BILL = "ED423020260401EBC1";
    private static final String CASE = "bill:" + BILL;

    /// Released on 2026-03-01: day 31 is 2026-04-01, a run day.
    private static Scenario billed(Papers... parcels) {
        Scenario office = given(aGuarantee());
        for (Papers parcel : parcels) {
            office.when(parcel).expect(Scenario.released());
        }
        return dayComes(office, "2026-04-01");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # released | day before the run | run
                    2026-03-01 | 2026-03-31         | 2026-04-01
                    2026-03-02 | 2026-04-10         | 2026-04-11
                    2026-03-11 | 2026-04-10         | 2026-04-11
                    2026-03-12 | 2026-04-20         | 2026-04-21
                    2026-03-22 | 2026-04-30         | 2026-05-01
                    """)
    void aListJoinsTheFirstRunFromDay31(String released, String before, String run) {
        try (Scenario office = given(aGuarantee())) {
            dayComes(office, released).when(WATER).expect(Scenario.released());
            assertThat(status(dayComes(office, before), WATER)).isEqualTo("released");
            assertThat(status(dayComes(office, run), WATER)).isEqualTo("billed");
            assertThat(bills(office, WATER))
                    .endsWith("818 2 ED4230" + run.replace("-", "") + "EBC1");
        }
    }

    @Test
    void anotherGuarantorAndAnotherOfficeMakeAnotherBill() {
        Papers otherGuarantor = WATER.number("43").seller("EBC2");
        Papers otherOffice = WATER.number("44").with("list.customsCode", "4231");
        try (Scenario office = given(aGuarantee(), Scenario.aGuarantee("EBC2", "1000.00"))) {
            office.when(WATER).when(otherGuarantor).when(otherOffice);
            dayComes(office, "2026-04-01");
            assertThat(bills(office, WATER)).endsWith("818 2 ED423020260401EBC1");
            assertThat(bills(office, otherGuarantor)).endsWith("818 2 ED423020260401EBC2");
            assertThat(bills(office, otherOffice)).endsWith("818 2 ED423120260401EBC1");
        }
    }

    @Test
    void oneBillHoldsManyListsAndItsPaymentRestoresTheQuota() {
        try (Scenario office = billed(WATER, WATER.number("43"), WATER.number("44"))) {
            assertThat(Later.available(office, Accounts.billed("EBC1", BILL))).isEqualTo("111.93");
            assertThat(quota(office, "EBC1")).isEqualTo("999888.07");
            office.when(paid(BILL, "111.93", "P1"));
            assertThat(quota(office, "EBC1")).isEqualTo("1000000");
            assertThat(status(office, CASE)).isEqualTo("paid");
            assertThat(decisions(office, CASE, "payment")).containsExactly("ADMITTED");
            assertThat(tasks(dayComes(office, "2026-05-01"), CASE)).isEmpty();
        }
    }

    @Test
    void aPartPaymentRestoresAPart() {
        try (Scenario office = billed(WATER)) {
            office.when(paid(BILL, "30.00", "P1"));
            assertThat(quota(office, "EBC1")).isEqualTo("999992.69");
            assertThat(status(office, CASE)).isEqualTo("due");
            office.when(paid(BILL, "7.31", "P2"));
            assertThat(quota(office, "EBC1")).isEqualTo("1000000");
            assertThat(status(office, CASE)).isEqualTo("paid");
        }
    }

    @Test
    void whatIsPaidTooMuchRestoresNothingAndIsShown() {
        try (Scenario office = billed(WATER)) {
            office.when(paid(BILL, "40.00", "P1"));
            assertThat(quota(office, "EBC1")).isEqualTo("1000000");
            assertThat(decisions(office, CASE, "payment"))
                    .containsExactly("REFERRED B1 40 / 37.31");
            assertThat(tasks(office, CASE)).extracting("id").containsExactly("overpaid");
        }
    }

    @Test
    void aPaymentIsBookedOnce() {
        try (Scenario office = billed(WATER)) {
            office.when(paid(BILL, "10.00", "P1")).when(paid(BILL, "20.00", "P1"));
            assertThat(decisions(office, CASE, "payment"))
                    .containsExactly("ADMITTED", "REFUSED B3 P1 / yes");
            assertThat(quota(office, "EBC1")).isEqualTo("999972.69");
        }
    }

    @Test
    void aPaymentIsMoreThanNothing() {
        try (Scenario office = billed(WATER)) {
            office.when(paid(BILL, "0", "P1"), paid(BILL, "1.001", "P2"));
            assertThat(decisions(office, CASE, "payment"))
                    .containsExactly(
                            "REFUSED B4 0 / above 0, two decimals",
                            "REFUSED B4 1.001 / above 0, two decimals");
        }
    }

    @Test
    void aPaymentBeforeItsBillWaitsAndServesAllListsThatJoin() {
        try (Scenario office = given(aGuarantee(), paid(BILL, "74.62", "P1"))) {
            assertThat(status(office, CASE)).isEqualTo("waiting");
            assertThat(decisions(office, CASE, "payment")).containsExactly("WAITING bill");
            office.when(WATER).when(WATER.number("43"));
            dayComes(office, "2026-04-01");
            assertThat(status(office, CASE)).isEqualTo("paid");
            assertThat(quota(office, "EBC1")).isEqualTo("1000000");
            assertThat(tasks(dayComes(office, "2026-05-01"), CASE)).isEmpty();
        }
    }

    // ---- what is not paid in time

    @Test
    void anUnpaidBillIsNoticedAfterDay45AndTheNoticeIsWithdrawnWhenItIsPaid() {
        try (Scenario office = billed(WATER)) {
            assertThat(status(dayComes(office, "2026-04-15"), CASE)).isEqualTo("due");
            assertThat(status(dayComes(office, "2026-04-16"), CASE)).isEqualTo("overdue");
            assertThat(decisions(office, CASE, "overdue")).containsExactly("REFERRED B2 0 / 37.31");
            assertThat(tasks(office, CASE)).extracting("id").containsExactly("overdue");
            assertThat(tasks(office, CASE).getFirst().options()).containsExactly("claim", "wait");
            office.when(paid(BILL, "37.31", "P1"));
            assertThat(tasks(office, CASE)).isEmpty();
            assertThat(status(office, CASE)).isEqualTo("paid");
        }
    }

    @Test
    void anOfficerClaimsWhatIsUnpaidFromTheGuarantorAndNoPaymentBringsThatQuotaBack() {
        try (Scenario office = billed(WATER)) {
            dayComes(office, "2026-04-16").when(paid(BILL, "30.00", "P1"));
            assertThat(tasks(office, CASE).getFirst().reasons())
                    .containsExactly(Reason.about(BILL, "7.31"));
            office.when(answer("overdue", "claim"));
            assertThat(decisions(office, CASE, "claim")).containsExactly("ADMITTED B2 30 / 37.31");
            assertThat(status(office, CASE)).isEqualTo("claimed");
            assertThat(tasks(office, CASE)).isEmpty();
            assertThat(quota(office, "EBC1")).isEqualTo("999992.69");
            assertThat(claimed(office)).isEqualTo("7.31");
            office.when(paid(BILL, "7.31", "P2"));
            assertThat(status(office, CASE)).isEqualTo("paid");
            assertThat(quota(office, "EBC1")).isEqualTo("999992.69");
        }
    }

    @Test
    void anOfficerWhoWaitsIsAskedAgainUntilTheBillIsPaidOrClaimed() {
        try (Scenario office = billed(WATER)) {
            dayComes(office, "2026-04-16").when(answer("overdue", "wait"));
            assertThat(decisions(office, CASE, "claim"))
                    .containsExactly("WAITING payment B2 0 / 37.31");
            assertThat(tasks(dayComes(office, "2026-05-01"), CASE)).isEmpty();
            assertThat(tasks(dayComes(office, "2026-05-02"), CASE))
                    .extracting("id")
                    .containsExactly("overdue-2");
            office.when(answer("overdue", "claim"));
            assertThat(officer(office))
                    .containsExactly("REFUSED O3 overdue / asked again as overdue-2");
            office.when(answer("overdue-2", "wait")).when(paid(BILL, "37.31", "P1"));
            assertThat(tasks(dayComes(office, "2026-06-01"), CASE)).isEmpty();
        }
    }

    @Test
    void whatWasClaimedIsAmongWhatAnEndedGuaranteeHasCovered() {
        for (boolean claimedFirst : new boolean[] {true, false}) {
            try (Scenario office = billed(WATER)) {
                dayComes(office, claimedFirst ? "2026-04-16" : "2027-01-01");
                office.when(answer("overdue", "claim"));
                dayComes(office, "2027-01-01");
                assertThat(quota(office, "EBC1")).isEqualTo("0");
                assertThat(claimed(office)).isEqualTo("0");
                // Nothing is short any more: a new guarantee stands in full.
                office.when(
                        new ImportFact.GuaranteeFiled(
                                "EBC1",
                                "POL-2027",
                                new BigDecimal("500.00"),
                                LocalDate.of(2027, 1, 1),
                                LocalDate.of(2027, 12, 31)));
                assertThat(quota(office, "EBC1")).isEqualTo("500");
            }
        }
    }

    @Test
    void aListThatJoinsAfterAClaimIsAskedAboutForItself() {
        try (Scenario office = billed(WATER)) {
            dayComes(office, "2026-04-16").when(answer("overdue", "claim"));
            office.when(
                    new ImportFact.BillJoined(
                            BILL,
                            "EBC1",
                            "42302026I000000099",
                            new BigDecimal("10.00"),
                            LocalDate.of(2026, 4, 15)));
            assertThat(tasks(office, CASE)).extracting("id").containsExactly("overdue-2");
            assertThat(tasks(office, CASE).getFirst().reasons())
                    .containsExactly(Reason.about(BILL, "10"));
        }
    }

    /// Ten lists of 5,000.00: tax 455.00 each, 4,550.00 together.
    private static Scenario dearBill() {
        Papers[] parcels = new Papers[10];
        for (int i = 0; i < parcels.length; i++) {
            parcels[i] =
                    Papers.of("2201101000", "5000.00").number("5" + i).buyer(Papers.idNumber(i));
        }
        return billed(parcels);
    }

    private static ImportFact paidOn(String day, String amount, String reference) {
        return new ImportFact.DutyPaid(
                BILL, new BigDecimal(amount), LocalDate.parse(day), reference);
    }

    @Test
    void whatIsPaidLateBearsALateFeeThatIsPaidLikeTheTax() {
        try (Scenario office = dearBill()) {
            // 4,550.00 × 0.05 % × 22 days = 50.05
            dayComes(office, "2026-05-07").when(paidOn("2026-05-07", "4550.00", "P1"));
            assertThat(decisions(office, CASE, "late-fee"))
                    .containsExactly("WAITING late-fee B5 2026-05-07 / 2026-04-15 B6 0 / 50.05");
            assertThat(status(office, CASE)).isEqualTo("overdue");
            assertThat(quota(office, "EBC1")).isEqualTo("1000000");
            assertThat(tasks(office, CASE)).isEmpty();
            office.when(paidOn("2026-05-08", "50.05", "P2"));
            assertThat(decisions(office, CASE, "late-fee"))
                    .endsWith("ADMITTED B5 2026-05-07 / 2026-04-15");
            assertThat(status(office, CASE)).isEqualTo("paid");
            office.when(paidOn("2026-05-08", "1.00", "P3"));
            assertThat(decisions(office, CASE, "payment")).endsWith("REFERRED B1 1 / 0");
            assertThat(tasks(office, CASE)).extracting("id").containsExactly("overpaid");
        }
    }

    @Test
    void aLateFeeBelowFiftyYuanIsShownAndNotCollected() {
        try (Scenario office = dearBill()) {
            dayComes(office, "2026-05-06").when(paidOn("2026-05-06", "4550.00", "P1"));
            assertThat(decisions(office, CASE, "late-fee"))
                    .containsExactly("ADMITTED B5 2026-05-06 / 2026-04-15");
            assertThat(status(office, CASE)).isEqualTo("paid");
        }
    }

    @Test
    void thePaymentInTimeThatIsReportedLateTakesTheFeeAway() {
        try (Scenario office = dearBill()) {
            dayComes(office, "2026-05-10").when(paidOn("2026-05-10", "4550.00", "P1"));
            assertThat(status(office, CASE)).isEqualTo("overdue");
            office.when(paidOn("2026-04-10", "4550.00", "P0"));
            assertThat(decisions(office, CASE, "late-fee")).endsWith("ADMITTED");
            assertThat(status(office, CASE)).isEqualTo("paid");
            assertThat(tasks(office, CASE).getFirst().reasons())
                    .containsExactly(Reason.about(BILL, "4550"));
        }
    }

    // ---- officers

    private static ImportFact answer(String task, String answer) {
        return new ImportFact.BillAnswered(BILL, task, answer, "letter sent", "officer 7");
    }

    private static List<String> officer(Scenario office) {
        return decisions(office, CASE, "officer");
    }

    @Test
    void anOfficerAnswersATaskAboutABill() {
        try (Scenario office = billed(WATER)) {
            office.when(paid(BILL, "40.00", "P1")).when(answer("overpaid", "noted"));
            assertThat(tasks(office, CASE)).isEmpty();
            assertThat(officer(office)).isEmpty();
        }
    }

    @Test
    void anAnswerThatIsNotOneOfThePossibleIsRefusedAndTheTaskStaysOpen() {
        try (Scenario office = billed(WATER)) {
            office.when(paid(BILL, "40.00", "P1")).when(answer("overpaid", "yes"));
            assertThat(officer(office)).containsExactly("REFUSED O2 yes / noted");
            assertThat(tasks(office, CASE)).hasSize(1);
        }
    }

    @Test
    void aTaskIsAnsweredOnce() {
        try (Scenario office = billed(WATER)) {
            office.when(paid(BILL, "40.00", "P1")).when(answer("overpaid", "noted"));
            office.when(
                    new ImportFact.BillAnswered(BILL, "overpaid", "noted", "again", "officer 8"));
            assertThat(officer(office)).containsExactly("REFUSED O3 overpaid / answered");
        }
    }

    @Test
    void anAnswerThatComesAfterTheTaskWasWithdrawnIsTooLate() {
        try (Scenario office = billed(WATER)) {
            dayComes(office, "2026-04-16").when(paid(BILL, "37.31", "P1"));
            office.when(answer("overdue", "claim"));
            assertThat(officer(office)).containsExactly("REFUSED O3 overdue / withdrawn");
        }
    }

    @Test
    void aTaskThatIsNotKnownIsNotAnswered() {
        try (Scenario office = billed(WATER)) {
            office.when(answer("overdue", "noted"));
            assertThat(officer(office)).containsExactly("REFUSED O2 noted / no such task");
        }
    }

    @Test
    void whatWasNotedIsAskedAgainWhenItIsMoreAndTheFirstAnswerIsNotForTheSecond() {
        try (Scenario office = billed(WATER)) {
            office.when(paid(BILL, "40.00", "P1")).when(answer("overpaid", "noted"));
            office.when(paid(BILL, "1.00", "P2"));
            assertThat(tasks(office, CASE)).extracting("id").containsExactly("overpaid-2");
            assertThat(tasks(office, CASE).getFirst().reasons())
                    .containsExactly(Reason.about(BILL, "3.69"));
            office.when(
                    new ImportFact.BillAnswered(BILL, "overpaid", "noted", "again", "officer 8"));
            assertThat(officer(office))
                    .containsExactly("REFUSED O3 overpaid / asked again as overpaid-2");
        }
    }

    @Test
    void goodsWithoutTaxAreReleasedWithoutGuaranteeAndNeverBilled() {
        Papers free = Papers.of("4901990000", "80.00");
        try (Scenario office =
                Scenario.givenAnOffice(
                        "tariff.csv",
                        """
                        code10,name,unit1,unit2,mfn,general,provisional,vat,ctKind,ctRate,ctSpecific,ctUnit,supervision,positiveList,note,validFrom,validTo
                        4901990000,goods,095,,0,,,0,none,,,,,yes,,2019-01-01,
                        """)) {
            office.when(free).expect(Scenario.released());
            assertThat(quota(office, "EBC1")).isEqualTo("-");
            assertThat(allowance(office)).isEqualTo("25920");
            assertThat(status(dayComes(office, "2026-06-01"), free)).isEqualTo("released");
            assertThat(bills(office, free)).containsExactly("816 0.00");
        }
    }

    private static String claimed(Scenario office) {
        return Later.available(office, Accounts.claimed("EBC1"));
    }

    private static String allowance(Scenario office) {
        return Later.allowance(office, Papers.BUYER);
    }
}
