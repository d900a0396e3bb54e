package org.liandong.pledgefinance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.pledgefinance.Harbour.applied;
import static org.liandong.pledgefinance.Harbour.exchange;
import static org.liandong.pledgefinance.Harbour.financed;
import static org.liandong.pledgefinance.Harbour.part;
import static org.liandong.pledgefinance.Harbour.quoted;
import static org.liandong.pledgefinance.Harbour.registered;
import static org.liandong.pledgefinance.Harbour.searched;
import static org.liandong.pledgefinance.Harbour.verified;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Two banks for one receipt: the ledger has the last word, and nobody learns who was first.
class RaceTest {

    private static final String C2 = FinancingDesk.key("C2");

    @Test
    void theSecondBankForTheSameGoodsIsRefusedAndLearnsSinceWhenOnly() {
        try (Harbour harbour = Harbour.given(financed("1080000.00", "12850"))) {
            harbour.when(
                    applied("C2", "BANK2", "100000.00", part("R1", "20.000")),
                    verified("C2", "R1", "120.960"),
                    searched("C2"));
            assertThat(harbour.status(C2)).isEqualTo("rejected");
            assertThat(harbour.codes(C2, "pledge")).containsExactly("NOT_FREE(20)");
            String all = harbour.engine().decisions(PledgeModule.NAME, C2).toString();
            assertThat(all).contains("earlier right since 2026-03-02T04:00:00Z");
            assertThat(all).doesNotContain("BANK1", "financing:C1", "1080000");
            assertThat(harbour.engine().messages())
                    .filteredOn(m -> m.to().equals("BANK2"))
                    .isEmpty();
            // Nothing of the second pledge stands: no facility, no goods.
            assertThat(harbour.yuan(Accounts.undrawn("C2"))).isEqualTo("0.00");
        }
    }

    @Test
    void whatTheFirstLeavesFreeTheSecondMayTake() {
        try (Harbour harbour =
                Harbour.given(
                        quoted("Q1", "12850", "2026-03-02"),
                        applied("C1", "BANK1", "500000.00", part("R1", "60.000")),
                        verified("C1", "R1", "120.960"),
                        searched("C1"),
                        applied("C2", "BANK2", "500000.00", part("R1", "60.960")),
                        verified("C2", "R1", "120.960"),
                        searched("C2"))) {
            assertThat(harbour.last("pledge")).isEqualTo("ADMITTED");
            assertThat(harbour.last(C2, "pledge")).isEqualTo("ADMITTED");
            assertThat(harbour.tonnes(Accounts.free("R1"))).isEqualTo("0.000");
        }
    }

    @Test
    void ofSeveralReceiptsAllArePledgedOrNone() {
        try (Harbour harbour = Harbour.given(financed("1080000.00", "12850"))) {
            harbour.when(
                    applied("C2", "BANK2", "100000.00", part("R2", "50.000"), part("R1", "1.000")),
                    verified("C2", "R1", "120.960"),
                    verified("C2", "R2", "50.000"),
                    searched("C2"));
            assertThat(harbour.status(C2)).isEqualTo("rejected");
            assertThat(harbour.tonnes(Accounts.free("R2"))).isEqualTo("50.000");
        }
    }

    @Test
    void aReceiptThatIsNotInTheLedgerIsRefused() {
        try (Harbour harbour =
                Harbour.given(
                        quoted("Q1", "12850", "2026-03-02"),
                        applied("C2", "BANK2", "100000.00", part("R9", "50.000")),
                        verified("C2", "R9", "50.000"),
                        searched("C2"))) {
            assertThat(harbour.codes(C2, "pledge")).containsExactly("NOT_FREE(50)");
        }
    }

    @Test
    void aReplacementWhoseGoodsWentElsewhereFreesNothing() {
        try (Harbour harbour = Harbour.given(financed("1080000.00", "12850"))) {
            harbour.when(
                    verified("C1", "R2", "50.000"),
                    exchange("E1", List.of(part("R2", "50.000")), List.of(part("R1", "50.000"))),
                    applied("C2", "BANK2", "100000.00", part("R2", "50.000")),
                    verified("C2", "R2", "50.000"),
                    searched("C2"));
            assertThat(harbour.last(C2, "pledge")).isEqualTo("ADMITTED");
            harbour.when(registered("C1", "E1"));
            assertThat(harbour.last("exchange")).startsWith("REFUSED G1 50 / 0");
            assertThat(harbour.tonnes(Accounts.free("R1"))).isEqualTo("0.000");
            assertThat(harbour.status()).isEqualTo("in-force");
        }
    }

    @Test
    void goodsThatTheYardHasStoppedAreNotTaken() {
        try (Harbour harbour = Harbour.given(quoted("Q1", "12850", "2026-03-02")).stop("R1")) {
            harbour.when(
                    applied("C2", "BANK2", "100000.00", part("R1", "20.000")),
                    verified("C2", "R1", "120.960"),
                    searched("C2"));
            assertThat(harbour.codes(C2, "pledge")).containsExactly("NOT_FREE(20)");
        }
    }
}
