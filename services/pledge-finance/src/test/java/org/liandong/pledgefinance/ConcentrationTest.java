package org.liandong.pledgefinance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.pledgefinance.Harbour.C1;
import static org.liandong.pledgefinance.Harbour.CASE;
import static org.liandong.pledgefinance.Harbour.applied;
import static org.liandong.pledgefinance.Harbour.exchange;
import static org.liandong.pledgefinance.Harbour.financed;
import static org.liandong.pledgefinance.Harbour.part;
import static org.liandong.pledgefinance.Harbour.quoted;
import static org.liandong.pledgefinance.Harbour.registered;
import static org.liandong.pledgefinance.Harbour.repaid;
import static org.liandong.pledgefinance.Harbour.searched;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.liandong.pledgefinance.PledgeFact.Condition;
import org.liandong.pledgefinance.PledgeFact.Customs;
import org.liandong.pledgefinance.PledgeFact.ReceiptVerified;

/// A bank's share of one commodity and of one keeper. Its line is 1,000,000.00 here: 400,000.00 on rubber, 300,000.00 at a keeper.
class ConcentrationTest {

    private static final String C2 = FinancingDesk.key("C2");
    private static final String RUBBER = Accounts.onCommodity("BANK1", "NATURAL-RUBBER");
    private static final String KEEPER = Accounts.atKeeper("BANK1", "KEEPER");
    private static final String OTHER = Accounts.atKeeper("BANK1", "KEEPER2");

    private static Harbour port(PledgeFact... facts) {
        return Harbour.givenA(
                        "concentration@2021-01-01.dmn",
                        "<text>3000000000</text>",
                        "<text>1000000</text>",
                        quoted("Q1", "12850", "2026-03-02"))
                .when(facts);
    }

    private static PledgeFact[] asked(
            String contractNo, String bank, String amount, String receiptNo, String keeper) {
        return new PledgeFact[] {
            applied(contractNo, bank, amount, part(receiptNo, "50.000")),
            found(contractNo, receiptNo, keeper),
            searched(contractNo),
            registered(contractNo, contractNo)
        };
    }

    private static ReceiptVerified found(String contractNo, String receiptNo, String keeper) {
        return new ReceiptVerified(
                contractNo,
                receiptNo,
                "V-" + receiptNo,
                "TRADER",
                keeper,
                true,
                "NATURAL-RUBBER",
                "TSR20",
                new BigDecimal("50.000"),
                Condition.SOUND,
                Customs.BONDED,
                LocalDate.parse("2026-12-31"),
                new BigDecimal("5000000"),
                LocalDate.parse("2026-12-31"),
                LocalDate.parse("2026-03-01"));
    }

    @Test
    void upToTheCentOfTheKeepersShareIsGranted() {
        try (Harbour harbour = port(asked(C1, "BANK1", "300000.00", "R2", "KEEPER"))) {
            assertThat(harbour.status()).isEqualTo("pledged");
            assertThat(harbour.yuan(KEEPER)).isEqualTo("300000.00");
            assertThat(harbour.yuan(RUBBER)).isEqualTo("300000.00");
            harbour.when(asked("C2", "BANK1", "0.01", "R3", "KEEPER"));
            assertThat(harbour.status(C2)).isEqualTo("rejected");
            assertThat(harbour.last(C2, "pledge")).isEqualTo("REFUSED C4 300000.01 / 300000.00");
            assertThat(harbour.codes(C2, "pledge")).containsExactly("CONCENTRATION(300000.00)");
            // Nothing of it stands.
            assertThat(harbour.tonnes(Accounts.free("R3"))).isEqualTo("50.000");
            assertThat(harbour.yuan(RUBBER)).isEqualTo("300000.00");
        }
    }

    @Test
    void anotherKeeperHasRoomUntilTheCommodityIsFull() {
        try (Harbour harbour = port(asked(C1, "BANK1", "300000.00", "R2", "KEEPER"))) {
            harbour.when(asked("C2", "BANK1", "100000.01", "R3", "KEEPER2"));
            assertThat(harbour.last(C2, "pledge")).isEqualTo("REFUSED C3 400000.01 / 400000.00");
            harbour.when(asked("C3", "BANK1", "100000.00", "R3", "KEEPER2"));
            assertThat(harbour.status(FinancingDesk.key("C3"))).isEqualTo("pledged");
            assertThat(harbour.yuan(RUBBER)).isEqualTo("400000.00");
            assertThat(harbour.yuan(OTHER)).isEqualTo("100000.00");
        }
    }

    @Test
    void eachBankHasItsOwnShare() {
        try (Harbour harbour = port(asked(C1, "BANK1", "300000.00", "R2", "KEEPER"))) {
            harbour.when(asked("C2", "BANK2", "300000.00", "R3", "KEEPER"));
            assertThat(harbour.status(C2)).isEqualTo("pledged");
        }
    }

    @Test
    void whatIsRedeemedMakesRoom() {
        try (Harbour harbour = port(asked(C1, "BANK1", "300000.00", "R2", "KEEPER"))) {
            harbour.when(
                    Harbour.drawing("D1", "300000.00"), repaid("P1", "300000.00", "2026-03-02"));
            assertThat(harbour.status()).isEqualTo("redeemed");
            assertThat(harbour.yuan(KEEPER)).isEqualTo("0.00");
            harbour.when(asked("C2", "BANK1", "300000.00", "R3", "KEEPER"));
            assertThat(harbour.status(C2)).isEqualTo("pledged");
        }
    }

    @Test
    void aReplacementMovesTheShareToTheOtherKeeper() {
        try (Harbour harbour = port(asked(C1, "BANK1", "200000.00", "R2", "KEEPER"))) {
            harbour.when(
                    found(C1, "R3", "KEEPER2"),
                    exchange("E1", List.of(part("R3", "20.000")), List.of(part("R2", "20.000"))),
                    registered(C1, "E1"));
            assertThat(harbour.last("exchange")).isEqualTo("ADMITTED");
            assertThat(harbour.yuan(KEEPER)).isEqualTo("120000.00");
            assertThat(harbour.yuan(OTHER)).isEqualTo("80000.00");
            assertThat(harbour.yuan(RUBBER)).isEqualTo("200000.00");
        }
    }

    @Test
    void aReplacementAtAKeeperWhoIsFullIsRefused() {
        try (Harbour harbour = port(asked("C2", "BANK1", "250000.00", "R1", "KEEPER2"))) {
            harbour.when(asked(C1, "BANK1", "150000.00", "R2", "KEEPER"));
            harbour.when(
                    found(C1, "R3", "KEEPER2"),
                    exchange("E1", List.of(part("R3", "20.000")), List.of(part("R2", "20.000"))),
                    registered(C1, "E1"));
            assertThat(harbour.last("exchange")).isEqualTo("REFUSED C4 310000.00 / 300000.00");
            assertThat(harbour.tonnes(Accounts.free("R2"))).isEqualTo("0.000");
            assertThat(harbour.status()).isEqualTo("pledged");
        }
    }

    @Test
    void theDecisionNamesTableAndCeilings() {
        try (Harbour harbour = Harbour.given(financed("1080000.00", "12850"))) {
            assertThat(harbour.lastDecision("pledge").checks())
                    .extracting(check -> check.rule() + " " + check.right().value())
                    .containsExactly("C3 1200000000.00", "C4 900000000.00");
            assertThat(harbour.lastDecision("pledge").verdicts())
                    .extracting(verdict -> verdict.model())
                    .contains("concentration");
            assertThat(harbour.decisions(CASE, "pledge")).hasSize(1);
        }
    }
}
