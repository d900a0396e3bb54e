package org.liandong.pledgefinance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.pledgefinance.Harbour.C1;
import static org.liandong.pledgefinance.Harbour.CASE;
import static org.liandong.pledgefinance.Harbour.exchange;
import static org.liandong.pledgefinance.Harbour.financed;
import static org.liandong.pledgefinance.Harbour.part;
import static org.liandong.pledgefinance.Harbour.quoted;
import static org.liandong.pledgefinance.Harbour.registered;
import static org.liandong.pledgefinance.Harbour.repaid;
import static org.liandong.pledgefinance.Harbour.searched;
import static org.liandong.pledgefinance.Harbour.verified;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.liandong.pledgefinance.PledgeFact.Condition;
import org.liandong.pledgefinance.PledgeFact.Customs;

/// Pledged goods at which nobody has looked for 30 days: the bank is warned until somebody does. Those of the financing were looked at on
/// 2026-03-01, so that 31 March is their last day.
class VerificationTest {

    private static final String OLD = "WAITING B9 2026-03-01 / 30";

    private static Harbour financing() {
        return Harbour.given(financed("1080000.00", "12850"));
    }

    private static PledgeFact looked(String receiptNo, String on) {
        return verified(
                C1, receiptNo, "120.960", Condition.SOUND, Customs.BONDED, "2026-12-31", on);
    }

    private static List<String> told(Harbour harbour) {
        return harbour.messages("GOODS-VERIFICATION", "state", "since", "receipts", "on");
    }

    private static void isQuiet(Harbour harbour) {
        assertThat(told(harbour)).isEmpty();
        assertThat(harbour.tasks(CASE)).isEmpty();
        assertThat(harbour.decisions(CASE, "verification-age")).isEmpty();
    }

    @Test
    void nothingIsSaidBeforeTheDaysAreOver() {
        try (Harbour harbour = financing().dayComes("2026-03-30")) {
            isQuiet(harbour);
        }
    }

    @Test
    void theLastDayIsInTime() {
        try (Harbour harbour = financing().dayComes("2026-03-31")) {
            isQuiet(harbour);
        }
    }

    @Test
    void onTheDayAfterTheBankIsWarned() {
        try (Harbour harbour = financing().dayComes("2026-04-01")) {
            assertThat(told(harbour)).containsExactly("STALE 2026-03-01 R1 2026-04-01");
            assertThat(harbour.tasks(CASE)).containsExactly("recheck/2026-04-01");
            assertThat(harbour.last("verification-age")).isEqualTo(OLD);
            assertThat(harbour.codes(CASE, "verification-age"))
                    .containsExactly("VERIFICATION_STALE");
            // It is a warning: the financing stands as it stood.
            assertThat(harbour.status()).isEqualTo("in-force");
        }
    }

    @Test
    void aVerificationInTimeBeginsTheDaysAnew() {
        try (Harbour harbour = financing().dayComes("2026-03-31")) {
            harbour.when(looked("R1", "2026-03-20")).dayComes("2026-04-19");
            isQuiet(harbour);
            harbour.dayComes("2026-04-20");
            assertThat(told(harbour)).containsExactly("STALE 2026-03-20 R1 2026-04-20");
        }
    }

    @Test
    void aNewVerificationEndsTheWarning() {
        try (Harbour harbour = financing().dayComes("2026-04-03")) {
            harbour.when(looked("R1", "2026-04-03"));
            assertThat(told(harbour))
                    .containsExactly(
                            "STALE 2026-03-01 R1 2026-04-01", "FRESH 2026-04-03  2026-04-03");
            assertThat(harbour.tasks(CASE)).isEmpty();
            // And another month later it has grown old, too.
            harbour.dayComes("2026-05-03");
            assertThat(told(harbour)).hasSize(2);
            harbour.dayComes("2026-05-04");
            assertThat(told(harbour).getLast()).isEqualTo("STALE 2026-04-03 R1 2026-05-04");
        }
    }

    @Test
    void theBankIsRemindedAsLongAsNobodyLooks() {
        try (Harbour harbour = financing().dayComes("2026-04-01")) {
            harbour.officer(CASE, "noted");
            assertThat(harbour.tasks(CASE)).isEmpty();
            harbour.dayComes("2026-05-01");
            assertThat(told(harbour)).hasSize(1);
            harbour.dayComes("2026-05-02");
            assertThat(told(harbour))
                    .containsExactly(
                            "STALE 2026-03-01 R1 2026-04-01", "STALE 2026-03-01 R1 2026-05-02");
            assertThat(harbour.tasks(CASE)).containsExactly("recheck/2026-05-02");
            // Who has not answered is not asked twice.
            harbour.dayComes("2026-06-02");
            assertThat(harbour.tasks(CASE)).containsExactly("recheck/2026-06-02");
        }
    }

    @Test
    void whatComesLateCountsFromItsOwnDay() {
        try (Harbour harbour = financing().dayComes("2026-04-10")) {
            harbour.when(looked("R1", "2026-03-05")).dayComes("2026-04-11");
            assertThat(told(harbour))
                    .containsExactly(
                            "STALE 2026-03-01 R1 2026-04-01", "STALE 2026-03-05 R1 2026-04-10");
            assertThat(harbour.tasks(CASE)).containsExactly("recheck/2026-04-10");
            // One that is older than what is known changes nothing.
            harbour.when(looked("R1", "2026-03-04"));
            assertThat(told(harbour)).hasSize(2);
        }
    }

    @Test
    void nothingIsSaidOnceTheGoodsAreGivenBack() {
        try (Harbour harbour = financing().dayComes("2026-03-31")) {
            harbour.when(repaid("P1", "1083132.00", "2026-03-31"));
            assertThat(harbour.status()).isEqualTo("redeemed");
            harbour.dayComes("2026-06-01");
            assertThat(told(harbour)).isEmpty();
            assertThat(harbour.tasks(CASE)).isEmpty();
        }
    }

    @Test
    void aWarningEndsWhenTheGoodsAreGivenBack() {
        try (Harbour harbour = financing().dayComes("2026-04-01")) {
            harbour.when(repaid("P1", "1083240.00", "2026-04-01"));
            assertThat(harbour.status()).isEqualTo("redeemed");
            assertThat(harbour.tasks(CASE)).isEmpty();
            harbour.dayComes("2026-06-01");
            assertThat(told(harbour)).hasSize(1);
        }
    }

    @Test
    void theReceiptThatWasLookedAtFirstCounts() {
        try (Harbour harbour = financing().dayComes("2026-03-20")) {
            harbour.when(
                    quoted("Q2", "12850", "2026-03-20"),
                    exchange("E1", List.of(part("R2", "20.000")), List.of()),
                    looked("R2", "2026-03-20"),
                    new PledgeFact.RegisterSearched(
                            C1, "S2", List.of(), java.time.LocalDate.parse("2026-03-20")),
                    registered(C1, "E1"));
            assertThat(harbour.tonnes("wr/R2/free")).isEqualTo("30.000");
            harbour.dayComes("2026-04-01");
            assertThat(told(harbour)).containsExactly("STALE 2026-03-01 R1 2026-04-01");
            // R2 has been looked at since; only then is R1 the newer one.
            harbour.when(looked("R1", "2026-04-01")).dayComes("2026-04-20");
            assertThat(told(harbour).getLast()).isEqualTo("STALE 2026-03-20 R2 2026-04-20");
        }
    }

    @Test
    void aVerificationOfTheFutureIsNone() {
        try (Harbour harbour = financing()) {
            harbour.when(looked("R1", "2026-03-03"));
            assertThat(harbour.last("receipt-verification"))
                    .isEqualTo("REFUSED F1 2026-03-03 / 2026-03-02");
            harbour.dayComes("2026-04-01");
            assertThat(told(harbour)).hasSize(1);
        }
    }

    @Test
    void goodsThatAreNotPledgedGrowOldWithoutAWord() {
        try (Harbour harbour =
                Harbour.given(
                        Harbour.applied("1080000.00"),
                        verified(C1, "R1", "120.960"),
                        searched(C1))) {
            harbour.dayComes("2026-06-01");
            assertThat(told(harbour)).isEmpty();
        }
    }
}
