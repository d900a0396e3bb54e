package org.liandong.ecommerceimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.ecommerceimport.Later.allowance;
import static org.liandong.ecommerceimport.Later.bills;
import static org.liandong.ecommerceimport.Later.dayComes;
import static org.liandong.ecommerceimport.Later.decisions;
import static org.liandong.ecommerceimport.Later.goodsBack;
import static org.liandong.ecommerceimport.Later.quota;
import static org.liandong.ecommerceimport.Later.receipts;
import static org.liandong.ecommerceimport.Later.returnOf;
import static org.liandong.ecommerceimport.Later.status;
import static org.liandong.ecommerceimport.Scenario.aGuarantee;
import static org.liandong.ecommerceimport.Scenario.given;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Returns after release (GACC 2020-45, 1). Two cases of water, released 2026-03-01: dutiable value 410.00, tax 37.31.
class ReturnsTest {

    private static final Papers WATER = Papers.sound();

    private static Scenario released() {
        return given(aGuarantee()).when(WATER).expect(Scenario.released());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # asked    | back       | status   | decision
                    2026-03-02 | 2026-03-03 | returned | ADMITTED
                    2026-03-31 | 2026-04-15 | returned | ADMITTED
                    2026-04-01 | 2026-04-10 | billed   | REFUSED R2 2026-04-01 / 2026-03-31
                    2026-03-31 | 2026-04-16 | released | REFUSED R7 null / 2026-04-15
                    """)
    void bothDaysMustBeKept(String asked, String back, String end, String decision) {
        try (Scenario office = released()) {
            dayComes(office, asked).when(returnOf(office, WATER, "R1", "2"));
            dayComes(office, back).when(goodsBack(WATER, "R1", back));
            assertThat(status(office, WATER)).isEqualTo(end);
            assertThat(decisions(office, WATER.key(), "return").getFirst()).isEqualTo(decision);
        }
    }

    @Test
    void aWholeReturnVoidsTheBillAndGivesBackAllowanceAndQuota() {
        try (Scenario office = released()) {
            assertThat(allowance(office, Papers.BUYER)).isEqualTo("25590");
            dayComes(office, "2026-03-20").when(returnOf(office, WATER, "R1", "2"));
            dayComes(office, "2026-04-10").when(goodsBack(WATER, "R1", "2026-04-09"));
            assertThat(allowance(office, Papers.BUYER)).isEqualTo("26000");
            assertThat(quota(office, "EBC1")).isEqualTo("1000000");
            assertThat(bills(office, WATER)).containsExactly("816 37.31", "818 3");
            assertThat(receipts(office, "CEB626", "R1")).containsExactly("120", "399");
            assertThat(bills(dayComes(office, "2026-06-01"), WATER)).hasSize(2);
        }
    }

    @Test
    void partReturnsReduceTheBillUntilNothingIsLeft() {
        try (Scenario office = released()) {
            dayComes(office, "2026-03-10").when(returnOf(office, WATER, "R1", "1"));
            office.when(returnOf(office, WATER, "R2", "1"));
            dayComes(office, "2026-03-20").when(goodsBack(WATER, "R1", "2026-03-19"));
            // Half of 37.31 is 18.655: 18.66 goes back, 18.65 stays.
            assertThat(bills(office, WATER)).containsExactly("816 37.31", "816 18.65");
            assertThat(allowance(office, Papers.BUYER)).isEqualTo("25795");
            assertThat(quota(office, "EBC1")).isEqualTo("999981.35");
            office.when(goodsBack(WATER, "R2", "2026-03-20"));
            assertThat(bills(office, WATER)).endsWith("818 3");
            assertThat(allowance(office, Papers.BUYER)).isEqualTo("26000");
            assertThat(quota(office, "EBC1")).isEqualTo("1000000");
            assertThat(status(office, WATER)).isEqualTo("returned");
        }
    }

    @Test
    void theRestOfAPartReturnIsBilled() {
        try (Scenario office = released()) {
            dayComes(office, "2026-03-10").when(returnOf(office, WATER, "R1", "1"));
            dayComes(office, "2026-03-20").when(goodsBack(WATER, "R1", "2026-03-19"));
            dayComes(office, "2026-04-01");
            assertThat(bills(office, WATER)).endsWith("818 2 ED423020260401EBC1");
            office.when(Later.paid("ED423020260401EBC1", "18.65", "P1"));
            assertThat(quota(office, "EBC1")).isEqualTo("1000000");
        }
    }

    @Test
    void severalReturnsTogetherAreNotMoreThanCame() {
        try (Scenario office = released()) {
            dayComes(office, "2026-03-10").when(returnOf(office, WATER, "R1", "1"));
            office.when(returnOf(office, WATER, "R2", "2"));
            assertThat(decisions(office, WATER.key(), "return"))
                    .containsExactly("REFUSED R5 3 / 2");
            assertThat(receipts(office, "CEB626", "R2")).containsExactly("-625010");
        }
    }

    @Test
    void aReturnNamesALineAndCodeOfTheList() {
        try (Scenario office = released()) {
            var wrong = returnOf(office, WATER.with("list.line[1].gcode", "3304990029"), "R1", "1");
            office.when(wrong);
            assertThat(receipts(office, "CEB626", "R1")).containsExactly("-625209");
        }
    }

    @Test
    void aReturnNamesItsOwnListAndEveryFailureIsTold() {
        try (Scenario office = released()) {
            dayComes(office, "2026-04-02").when(returnOf("OTHER", WATER, "R1", 1, "5"));
            assertThat(decisions(office, WATER.key(), "return").getFirst())
                    .startsWith("REFUSED R2 2026-04-02 / 2026-03-31 R3 OTHER / ")
                    .endsWith("R5 5 / 2");
        }
    }

    @Test
    void nothingGoesBackThatWasNotReleased() {
        try (Scenario office = given().when(WATER).when(returnOf("X", WATER, "R1", 1, "1"))) {
            assertThat(receipts(office, "CEB626", "R1")).containsExactly("-625022");
        }
    }

    @Test
    void aListWithAnOpenReturnIsKeptOutUntilDay45AndThenJoinsTheNextRun() {
        try (Scenario office = released()) {
            dayComes(office, "2026-03-31").when(returnOf(office, WATER, "R1", "2"));
            assertThat(status(dayComes(office, "2026-04-11"), WATER)).isEqualTo("released");
            dayComes(office, "2026-04-16").when(goodsBack(WATER, "R1", "2026-04-16"));
            assertThat(decisions(office, WATER.key(), "return"))
                    .containsExactly("REFUSED R7 null / 2026-04-15", "REFUSED R6 R1 / late");
            assertThat(allowance(office, Papers.BUYER)).isEqualTo("25590");
            assertThat(status(dayComes(office, "2026-04-21"), WATER)).isEqualTo("billed");
            // Its own window is over: it has one as long from the run day.
            assertThat(status(office, "bill:ED423020260421EBC1")).isEqualTo("due");
            assertThat(status(dayComes(office, "2026-05-05"), "bill:ED423020260421EBC1"))
                    .isEqualTo("due");
            assertThat(status(dayComes(office, "2026-05-06"), "bill:ED423020260421EBC1"))
                    .isEqualTo("overdue");
        }
    }

    @Test
    void goodsThatWereBackInTimeCountAlthoughThatIsReportedLate() {
        try (Scenario office = released()) {
            dayComes(office, "2026-03-31").when(returnOf(office, WATER, "R1", "2"));
            dayComes(office, "2026-04-17").when(goodsBack(WATER, "R1", "2026-04-15"));
            assertThat(status(office, WATER)).isEqualTo("returned");
            assertThat(quota(office, "EBC1")).isEqualTo("1000000");
            assertThat(status(dayComes(office, "2026-04-21"), WATER)).isEqualTo("returned");
        }
    }

    @Test
    void reportedWhenTheTaxIsBilledAnOfficerAmendsTheBill() {
        try (Scenario office = released()) {
            dayComes(office, "2026-03-31").when(returnOf(office, WATER, "R1", "2"));
            dayComes(office, "2026-04-22").when(goodsBack(WATER, "R1", "2026-04-15"));
            assertThat(status(office, WATER)).isEqualTo("billed");
            assertThat(Later.tasks(office, WATER.key()))
                    .extracting("question")
                    .containsExactly("return-after-bill");
        }
    }

    @Test
    void goodsMayBeReportedBackBeforeTheReturnIsAskedFor() {
        try (Scenario office = released()) {
            dayComes(office, "2026-03-10").when(goodsBack(WATER, "R1", "2026-03-09"));
            assertThat(decisions(office, WATER.key(), "return"))
                    .containsExactly("WAITING return request");
            office.when(returnOf(office, WATER, "R1", "2"));
            assertThat(status(office, WATER)).isEqualTo("returned");
        }
    }

    @Test
    void goodsAreNotReportedBackBeforeTheyAre() {
        try (Scenario office = released()) {
            dayComes(office, "2026-03-10").when(returnOf(office, WATER, "R1", "2"));
            office.when(goodsBack(WATER, "R1", "2026-03-11"));
            assertThat(decisions(office, WATER.key(), "return"))
                    .containsExactly("REFUSED R8 2026-03-11 / 2026-03-10");
            assertThat(status(office, WATER)).isEqualTo("released");
        }
    }
}
