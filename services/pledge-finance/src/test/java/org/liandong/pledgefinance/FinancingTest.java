package org.liandong.pledgefinance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.pledgefinance.Harbour.C1;
import static org.liandong.pledgefinance.Harbour.CASE;
import static org.liandong.pledgefinance.Harbour.deposited;
import static org.liandong.pledgefinance.Harbour.drawing;
import static org.liandong.pledgefinance.Harbour.exchange;
import static org.liandong.pledgefinance.Harbour.financed;
import static org.liandong.pledgefinance.Harbour.part;
import static org.liandong.pledgefinance.Harbour.quoted;
import static org.liandong.pledgefinance.Harbour.registered;
import static org.liandong.pledgefinance.Harbour.repaid;
import static org.liandong.pledgefinance.Harbour.verified;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The life of a financing: 1,080,000.00 on 120.960 t at 12,850, as in the worked example.
class FinancingTest {

    @Test
    void goodsArePledgedAndMoneyIsDrawnAndPaidToThePayee() {
        try (Harbour harbour = Harbour.given(financed("1080000.00", "12850"))) {
            assertThat(harbour.decisions(CASE, "application"))
                    .containsExactly("WAITING search verification", "WAITING search", "ADMITTED");
            assertThat(harbour.last("pledge")).isEqualTo("ADMITTED");
            assertThat(harbour.last("draw")).isEqualTo("ADMITTED");
            assertThat(harbour.status()).isEqualTo("in-force");
            assertThat(harbour.tonnes(Accounts.free("R1"))).isEqualTo("0.000");
            assertThat(harbour.yuan(Accounts.principal(C1))).isEqualTo("1080000.00");
            assertThat(harbour.yuan(Accounts.undrawn(C1))).isEqualTo("0.00");
            assertThat(harbour.messages("PAYOUT-ORDER", "payee", "amount"))
                    .containsExactly("SUPPLIER 1080000.00");
            assertThat(harbour.messages("PLEDGE-REGISTRATION", "receiptNo", "quantity"))
                    .containsExactly("R1 120.960");
        }
    }

    @Test
    void paymentInFullRedeemsEverythingInOneDecision() {
        try (Harbour harbour = Harbour.given(financed("1080000.00", "12850"))) {
            harbour.dayComes("2026-04-01").when(repaid("P1", "1083240.00", "2026-04-01"));
            assertThat(harbour.last("redemption")).isEqualTo("ADMITTED");
            assertThat(harbour.status()).isEqualTo("redeemed");
            assertThat(harbour.tonnes(Accounts.free("R1"))).isEqualTo("120.960");
            assertThat(harbour.yuan(Accounts.principal(C1))).isEqualTo("0.00");
            assertThat(harbour.yuan(Accounts.interest(C1))).isEqualTo("0.00");
            assertThat(harbour.messages("REGISTRATION-CANCELLATION", "pledgee")).hasSize(1);
            harbour.when(
                    new PledgeFact.RegistrationCancelled(
                            C1, "REG-C1", LocalDate.parse("2026-04-01")));
            assertThat(harbour.status()).isEqualTo("closed");
        }
    }

    @Test
    void aCentTooLittleDoesNotRedeem() {
        try (Harbour harbour = Harbour.given(financed("1080000.00", "12850"))) {
            harbour.dayComes("2026-04-01").when(repaid("P1", "1083239.99", "2026-04-01"));
            assertThat(harbour.status()).isEqualTo("in-force");
            assertThat(harbour.yuan(Accounts.principal(C1))).isEqualTo("0.01");
        }
    }

    @Test
    void aPaymentThatIsToldLateCountsFromItsOwnDay() {
        try (Harbour harbour = Harbour.given(financed("1080000.00", "12850"))) {
            harbour.dayComes("2026-04-11").when(repaid("P2", "500000.00", "2026-04-11"));
            harbour.when(repaid("P1", "500000.00", "2026-04-01"));
            // 30 days on 1,080,000.00 and 10 days on 583,240.00, all at 3.6 %.
            assertThat(harbour.yuan(Accounts.principal(C1))).isEqualTo("83823.24");
            assertThat(harbour.yuan(Accounts.interest(C1))).isEqualTo("0.00");
        }
    }

    @Test
    void thePartThatTheExampleAllowsIsReleasedAndAKilogramMoreIsNot() {
        try (Harbour harbour = Harbour.given(financed("1080000.00", "13400"))) {
            harbour.when(repaid("P1", "300000.00", "2026-03-02"));
            harbour.when(exchange("E1", List.of(), List.of(part("R1", "37.805"))));
            assertThat(harbour.last("exchange")).isEqualTo("REFUSED C1 0.700005 / 0.70");
            assertThat(harbour.codes(CASE, "exchange")).containsExactly("OVER_L0(0.700005)");
            harbour.when(exchange("E2", List.of(), List.of(part("R1", "37.804"))));
            assertThat(harbour.last("exchange")).isEqualTo("ADMITTED");
            assertThat(harbour.tonnes(Accounts.free("R1"))).isEqualTo("37.804");
            assertThat(harbour.messages("PLEDGE-RELEASE", "receiptNo", "quantity"))
                    .containsExactly("R1 37.804");
        }
    }

    @Test
    void aReplacementPledgesTheIncomingBeforeTheOutgoingIsFree() {
        try (Harbour harbour = Harbour.given(financed("1080000.00", "12850"))) {
            harbour.when(
                    exchange("E1", List.of(part("R2", "40.000")), List.of(part("R1", "40.000"))));
            assertThat(harbour.last("exchange")).isEqualTo("WAITING verification");
            harbour.when(verified(C1, "R2", "50.000"));
            assertThat(harbour.last("exchange")).isEqualTo("WAITING registration");
            assertThat(harbour.tonnes(Accounts.free("R1"))).isEqualTo("0.000");
            harbour.when(registered(C1, "E1"));
            assertThat(harbour.last("exchange")).isEqualTo("ADMITTED");
            assertThat(harbour.tonnes(Accounts.free("R1"))).isEqualTo("40.000");
            assertThat(harbour.tonnes(Accounts.free("R2"))).isEqualTo("10.000");
            assertThat(harbour.status()).isEqualTo("in-force");
        }
    }

    @Test
    void theRegisterIsAskedAtOnceAndAgainWhenItsAnswerIsOld() {
        try (Harbour harbour = Harbour.given(financed("1080000.00", "12850"))) {
            assertThat(harbour.messages("REGISTER-SEARCH", "searchNo", "debtor", "searchedBy"))
                    .containsExactly("S-C1-2026-03-02 TRADER BANK1");
            harbour.dayComes("2026-03-05")
                    .when(
                            verified(C1, "R2", "50.000"),
                            exchange("E1", List.of(part("R2", "40.000")), List.of()));
            assertThat(harbour.last("exchange")).isEqualTo("WAITING search B8 2026-03-02 / 1");
            assertThat(harbour.messages("REGISTER-SEARCH", "searchNo"))
                    .containsExactly("S-C1-2026-03-02", "S-C1-2026-03-05");
            harbour.when(
                    new PledgeFact.RegisterSearched(
                            C1, "S-C1-2026-03-05", List.of(), LocalDate.parse("2026-03-05")));
            assertThat(harbour.last("exchange")).isEqualTo("WAITING registration");
        }
    }

    @Test
    void theEndOfAnEntryOfAnExchangeDoesNotEndThatOfTheContract() {
        try (Harbour harbour = Harbour.given(financed("1080000.00", "12850"))) {
            harbour.when(
                    registered(C1, "E1"),
                    new PledgeFact.RegistrationCancelled(
                            C1, "REG-E1", LocalDate.parse("2026-03-02")));
            harbour.when(repaid("P1", "1080000.00", "2026-03-02"));
            assertThat(harbour.status()).isEqualTo("redeemed");
            harbour.when(
                    new PledgeFact.RegistrationCancelled(
                            C1, "REG-C1", LocalDate.parse("2026-03-02")));
            assertThat(harbour.status()).isEqualTo("closed");
        }
    }

    @Test
    void aReplacementOfLowerValueIsRefused() {
        try (Harbour harbour = Harbour.given(financed("1080000.00", "12850"))) {
            harbour.when(
                    verified(C1, "R2", "50.000"),
                    exchange("E1", List.of(part("R2", "39.999")), List.of(part("R1", "40.000"))));
            assertThat(harbour.last("exchange")).isEqualTo("REFUSED E3 513987.15 / 514000.00");
        }
    }

    @Test
    void aDrawAboveTheLineIsRefused() {
        try (Harbour harbour =
                Harbour.given(financed("1000000.00", "12850")).when(drawing("D2", "90000.00"))) {
            assertThat(harbour.last("draw")).startsWith("REFUSED C1 0.701264 / 0.70");
        }
    }

    @Test
    void aDrawBeyondTheFacilityIsRefusedByTheLedger() {
        try (Harbour harbour =
                Harbour.given(financed("1000000.00", "12850")).when(drawing("D2", "0.01"))) {
            assertThat(harbour.last("draw")).isEqualTo("REFUSED D3 0.01 / 0.00");
        }
    }

    @Test
    void aDrawForAnotherPayeeIsRefused() {
        try (Harbour harbour = Harbour.given(financed("1000000.00", "12850"))) {
            harbour.when(
                    new PledgeFact.DrawRequested(
                            C1,
                            "D9",
                            new java.math.BigDecimal("1.00"),
                            "COUSIN",
                            LocalDate.parse("2026-03-02")));
            assertThat(harbour.codes(CASE, "draw")).containsExactly("PURPOSE_NOT_PROVEN");
        }
    }

    @Test
    void anOldPriceStopsDrawsUntilAnotherComes() {
        try (Harbour harbour = Harbour.given(financed("500000.00", "12850"))) {
            // A second contract would do as well; here the application waits for a fresh price.
            harbour.dayComes("2026-03-06").when(deposited("G1", "1.00", "2026-03-06"));
            harbour.when(exchange("E1", List.of(), List.of(part("R1", "1.000"))));
            assertThat(harbour.last("exchange")).isEqualTo("WAITING price Q6 2026-03-02 / 3");
            assertThat(harbour.status(Harbour.MARKET)).isEqualTo("silent");
            harbour.when(quoted("Q2", "12850", "2026-03-06"));
            assertThat(harbour.last("exchange")).isEqualTo("ADMITTED");
        }
    }
}
