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

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.liandong.kernel.Reason;
import org.liandong.pledgefinance.PledgeFact.Condition;
import org.liandong.pledgefinance.PledgeFact.Customs;
import org.liandong.pledgefinance.PledgeFact.SaleReported;

/// Warned, called, cured, closed out and sold. The debt is 1,080,000.00 on 120.960 t from 2026-03-02 on, at 3.6 %.
class LinesTest {

    private static Harbour financing() {
        return Harbour.given(financed("1080000.00", "12850")).dayComes("2026-03-03");
    }

    @Test
    void aPriceReachesAFinancingThatComesToALine() {
        try (Harbour harbour = financing()) {
            harbour.when(quoted("Q2", "11900", "2026-03-03"));
            assertThat(harbour.status()).isEqualTo("warned");
            assertThat(harbour.messages("LINE-WARNING", "ratio")).containsExactly("0.750375");
            harbour.dayComes("2026-03-04").when(quoted("Q3", "11100", "2026-03-04"));
            assertThat(harbour.status()).isEqualTo("called");
            // 1,080,216.00 owed after two days.
            assertThat(harbour.messages("MARGIN-CALL", "cash", "goods", "by"))
                    .containsExactly("140356.80 18.064 2026-03-06");
        }
    }

    @Test
    void aCallIsCuredByMoneyAtTheDrawLineOnly() {
        try (Harbour harbour = financing()) {
            harbour.when(quoted("Q2", "11100", "2026-03-03"));
            assertThat(harbour.status()).isEqualTo("called");
            harbour.when(repaid("P1", "140248.79", "2026-03-03"));
            assertThat(harbour.status()).isEqualTo("called");
            harbour.when(repaid("P2", "0.01", "2026-03-03"));
            assertThat(harbour.status()).isEqualTo("in-force");
            harbour.dayComes("2026-03-10");
            assertThat(harbour.status()).isEqualTo("in-force");
        }
    }

    @Test
    void aCallIsCuredByADeposit() {
        try (Harbour harbour = financing()) {
            harbour.when(quoted("Q2", "11100", "2026-03-03"));
            harbour.when(deposited("G1", "140248.80", "2026-03-03"));
            assertThat(harbour.status()).isEqualTo("in-force");
            assertThat(harbour.yuan(Accounts.deposit(C1))).isEqualTo("140248.80");
        }
    }

    @Test
    void aCallIsCuredByMoreGoods() {
        try (Harbour harbour = Harbour.given(financed("1080000.00", "12850"))) {
            harbour.when(
                    quoted("Q2", "11100", "2026-03-02"),
                    verified(C1, "R2", "50.000"),
                    exchange("E1", List.of(part("R2", "18.037")), List.of()));
            assertThat(harbour.status()).isEqualTo("called");
            harbour.when(registered(C1, "E1"));
            assertThat(harbour.last("exchange")).isEqualTo("ADMITTED");
            assertThat(harbour.status()).isEqualTo("in-force");
        }
    }

    @Test
    void aCallThatIsNotCuredInTwoWorkingDaysIsClosedOut() {
        try (Harbour harbour = financing()) {
            harbour.dayComes("2026-03-05").when(quoted("Q2", "11100", "2026-03-05"));
            // Thursday; the weekend does not count.
            harbour.dayComes("2026-03-09");
            assertThat(harbour.status()).isEqualTo("called");
            harbour.dayComes("2026-03-10");
            assertThat(harbour.status()).isEqualTo("close-out");
            assertThat(harbour.tasks(CASE)).containsExactly("close-out/2026-03-10");
        }
    }

    @Test
    void theDaysCountFromTheDelivery() {
        try (Harbour harbour = financing()) {
            harbour.when(quoted("Q2", "11100", "2026-03-03")).dayComes("2026-03-04");
            harbour.when(new PledgeFact.NoticeDelivered(C1, "N1", LocalDate.parse("2026-03-04")));
            harbour.dayComes("2026-03-06");
            assertThat(harbour.status()).isEqualTo("called");
            harbour.dayComes("2026-03-07");
            assertThat(harbour.status()).isEqualTo("close-out");
        }
    }

    @Test
    void aPriceMerelyBelowTheCallLineDoesNotEndACall() {
        try (Harbour harbour = financing()) {
            harbour.when(quoted("Q2", "11100", "2026-03-03"));
            harbour.dayComes("2026-03-04").when(quoted("Q3", "11500", "2026-03-04"));
            assertThat(harbour.status()).isEqualTo("called");
        }
    }

    @Test
    void aGapPastBothLinesIsClosedOutAtOnce() {
        try (Harbour harbour = financing()) {
            harbour.when(
                    quoted("Q2", "INE", "9900", "2026-03-03"),
                    quoted("Q3", "SPOT", "9910", "2026-03-03"));
            assertThat(harbour.status()).isEqualTo("close-out");
            assertThat(harbour.messages("MARGIN-CALL", "by")).isEmpty();
        }
    }

    @Test
    void aBankMayGiveGraceAfterAGap() {
        try (Harbour harbour =
                Harbour.givenA(
                        "lending@2021-01-01.dmn",
                        "<text>0</text>",
                        "<text>1</text>",
                        financed("1080000.00", "12850"))) {
            harbour.dayComes("2026-03-03")
                    .when(
                            quoted("Q2", "INE", "9900", "2026-03-03"),
                            quoted("Q3", "SPOT", "9910", "2026-03-03"));
            assertThat(harbour.status()).isEqualTo("called");
            harbour.dayComes("2026-03-05");
            assertThat(harbour.status()).isEqualTo("close-out");
        }
    }

    @Test
    void duringACallNothingIsDrawnOrReleased() {
        try (Harbour harbour = Harbour.given(financed("1080000.00", "12850"))) {
            harbour.when(
                    quoted("Q2", "11100", "2026-03-02"),
                    drawing("D2", "1.00"),
                    exchange("E1", List.of(), List.of(part("R1", "0.001"))));
            assertThat(harbour.codes(CASE, "draw")).contains("CALL_OPEN");
            assertThat(harbour.codes(CASE, "exchange")).contains("CALL_OPEN");
        }
    }

    @Test
    void goodsThatAreFoundShortCountNoMore() {
        try (Harbour harbour = Harbour.given(financed("1080000.00", "12850"))) {
            harbour.when(
                    verified(
                            C1,
                            "R1",
                            "0.000",
                            Condition.SHORT,
                            Customs.BONDED,
                            "2026-12-31",
                            "2026-03-02"));
            assertThat(harbour.status()).isEqualTo("close-out");
        }
    }

    @Test
    void anUnpaidLoanIsClosedOutTheDayAfterItMatures() {
        try (Harbour harbour = Harbour.given(financed("500000.00", "12850"))) {
            harbour.dayComes("2026-08-28");
            assertThat(harbour.status()).isEqualTo("in-force");
            harbour.dayComes("2026-08-29");
            assertThat(harbour.status()).isEqualTo("close-out");
        }
    }

    @Test
    void theBankMayAgreeToGoOnWhenTheCallIsCured() {
        try (Harbour harbour = financing()) {
            harbour.when(
                    quoted("Q2", "INE", "9900", "2026-03-03"),
                    quoted("Q3", "SPOT", "9910", "2026-03-03"));
            harbour.when(deposited("G1", "300000.00", "2026-03-03"));
            assertThat(harbour.status()).isEqualTo("close-out");
            harbour.officer(CASE, "agree");
            assertThat(harbour.status()).isEqualTo("in-force");
        }
    }

    /// 1,080,108.00 against 1,198,713.60: the ratio is 0.901056, and the bank goes on below 0.931056.
    private static Harbour agreed() {
        Harbour harbour = financing();
        harbour.when(
                quoted("Q2", "INE", "9900", "2026-03-03"),
                quoted("Q3", "SPOT", "9910", "2026-03-03"));
        return harbour.officer(CASE, "agree");
    }

    @Test
    void anAgreementHoldsForItsDays() {
        try (Harbour harbour = agreed()) {
            assertThat(harbour.status()).isEqualTo("called");
            assertThat(harbour.messages("AGREEMENT", "ratio", "below", "until"))
                    .containsExactly("0.901056 0.931056 2026-03-10");
            harbour.dayComes("2026-03-06").when(quoted("Q4", "9905", "2026-03-06"));
            assertThat(harbour.status()).isEqualTo("called");
            harbour.dayComes("2026-03-10");
            assertThat(harbour.status()).isEqualTo("called");
            harbour.dayComes("2026-03-11");
            assertThat(harbour.status()).isEqualTo("close-out");
            assertThat(harbour.last("valuation")).isEqualTo("WAITING W7 2026-03-03 / 2026-03-11");
            assertThat(harbour.tasks(CASE)).containsExactly("close-out/2026-03-11");
        }
    }

    @Test
    void anAgreementEndsWhenTheRatioGoesOnRising() {
        try (Harbour harbour = agreed().dayComes("2026-03-04")) {
            // 1,080,216.00 against 9,600 x 120.960 is 0.930250, against 9,590 it is 0.931220.
            harbour.when(quoted("Q4", "9600", "2026-03-04"));
            assertThat(harbour.status()).isEqualTo("called");
            harbour.when(quoted("Q5", "9590", "2026-03-04"));
            assertThat(harbour.status()).isEqualTo("close-out");
        }
    }

    @Test
    void anAgreementIsOverWhenTheDebtIsBackAtTheDrawLine() {
        try (Harbour harbour = agreed().dayComes("2026-03-04")) {
            harbour.when(repaid("P1", "300000.00", "2026-03-04"));
            assertThat(harbour.status()).isEqualTo("in-force");
            harbour.dayComes("2026-03-11");
            assertThat(harbour.status()).isEqualTo("in-force");
            // What follows is a call of its own.
            harbour.when(quoted("Q4", "8000", "2026-03-11"));
            assertThat(harbour.messages("MARGIN-CALL", "by")).containsExactly("2026-03-13");
        }
    }

    @Test
    void anAgreementAfterMaturityEndsWithTheLoanStillUnpaid() {
        try (Harbour harbour = Harbour.given(financed("500000.00", "12850"))) {
            harbour.dayComes("2026-08-31").when(quoted("Q2", "12850", "2026-08-31"));
            assertThat(harbour.status()).isEqualTo("close-out");
            harbour.officer(CASE, "close-out/2026-08-29", "agree");
            assertThat(harbour.status()).isEqualTo("in-force");
            harbour.dayComes("2026-09-08");
            assertThat(harbour.status()).isEqualTo("close-out");
        }
    }

    @ParameterizedTest
    @EnumSource(PledgeFact.Event.class)
    void anEventOfDefaultIsForTheBankToJudge(PledgeFact.Event event) {
        PledgeFact noted =
                new PledgeFact.DefaultNoted(C1, "N1", event, LocalDate.parse("2026-03-03"));
        try (Harbour harbour = financing().when(noted)) {
            assertThat(harbour.tasks(CASE)).containsExactly("default/N1");
            assertThat(harbour.engine().openTasks(PledgeModule.NAME, CASE).getFirst().reasons())
                    .containsExactly(Reason.about(event.name(), "2026-03-03"));
            assertThat(harbour.status()).isEqualTo("in-force");
            harbour.officer(CASE, "noted");
            assertThat(harbour.status()).isEqualTo("in-force");
            assertThat(harbour.tasks(CASE)).isEmpty();
        }
        try (Harbour harbour = financing().when(noted)) {
            harbour.officer(CASE, "close-out");
            assertThat(harbour.status()).isEqualTo("close-out");
            assertThat(harbour.last("valuation")).isEqualTo("WAITING W6 default/N1 / 2026-03-03");
            assertThat(harbour.messages("CLOSE-OUT", "reason")).containsExactly("default");
            assertThat(harbour.tasks(CASE)).containsExactly("close-out/2026-03-03");
        }
    }

    @Test
    void nothingIsAskedAboutALoanThatIsPaid() {
        try (Harbour harbour = financing()) {
            harbour.when(
                    new PledgeFact.DefaultNoted(
                            C1, "N1", PledgeFact.Event.GOODS_SHORT, LocalDate.parse("2026-03-03")));
            harbour.when(repaid("P1", "1080108.00", "2026-03-03"));
            assertThat(harbour.status()).isEqualTo("redeemed");
            assertThat(harbour.tasks(CASE)).isEmpty();
        }
    }

    @Test
    void theBankIsToldWhenTheRegisterHasNotCancelledInTime() {
        try (Harbour harbour = financing().when(repaid("P1", "1080108.00", "2026-03-03"))) {
            // Ten working days.
            harbour.dayComes("2026-03-17");
            assertThat(harbour.last("registration-end")).isEqualTo("none");
            harbour.dayComes("2026-03-18");
            assertThat(harbour.last("registration-end")).isEqualTo("WAITING R2 not cancelled / 10");
            assertThat(harbour.messages("REGISTRATION-OVERDUE", "contractNo", "on"))
                    .containsExactly("C1 2026-03-18");
            assertThat(harbour.status()).isEqualTo("redeemed");
            harbour.when(
                    new PledgeFact.RegistrationCancelled(
                            C1, "REG-C1", LocalDate.parse("2026-03-18")));
            assertThat(harbour.status()).isEqualTo("closed");
        }
    }

    private static SaleReported sale(String quantity, String proceeds) {
        return new SaleReported(
                C1,
                "S1",
                "R1",
                new BigDecimal(quantity),
                "BUYER",
                new BigDecimal(proceeds),
                new BigDecimal("20000.00"),
                new BigDecimal("5000.00"),
                LocalDate.parse("2026-03-03"));
    }

    @Test
    void aSaleThatTheBankHasNotOrderedIsRefused() {
        try (Harbour harbour = financing().when(sale("120.960", "1200000.00"))) {
            assertThat(harbour.last("sale")).startsWith("REFUSED S1");
            assertThat(harbour.status()).isEqualTo("in-force");
        }
    }

    @Test
    void proceedsGoToCostsKeeperInterestPrincipalAndThePledgor() {
        try (Harbour harbour = financing()) {
            harbour.when(
                    quoted("Q2", "INE", "9900", "2026-03-03"),
                    quoted("Q3", "SPOT", "9910", "2026-03-03"));
            harbour.officer(CASE, "sell");
            assertThat(harbour.status()).isEqualTo("for-sale");
            harbour.when(sale("120.960", "1198000.00"));
            assertThat(harbour.lastDecision("sale").arithmetic())
                    .extracting(c -> c.name() + " " + c.result().toPlainString())
                    .containsExactly(
                            "costs 20000.00",
                            "keeper's claims 5000.00",
                            "interest and penalty 108.00",
                            "principal 1080000.00",
                            "pledgor 92892.00",
                            "still owed 0.00");
            assertThat(harbour.messages("SURPLUS", "payee", "amount"))
                    .containsExactly("TRADER 92892.00");
            assertThat(harbour.status()).isEqualTo("redeemed");
            assertThat(harbour.tonnes(Accounts.pledged("R1", C1))).isEqualTo("120.960");
        }
    }

    @Test
    void aShortfallRemainsOwed() {
        try (Harbour harbour = financing()) {
            harbour.when(
                    quoted("Q2", "INE", "9900", "2026-03-03"),
                    quoted("Q3", "SPOT", "9910", "2026-03-03"));
            harbour.officer(CASE, "sell").when(sale("120.960", "1025000.00"));
            assertThat(harbour.yuan(Accounts.principal(C1))).isEqualTo("80108.00");
            assertThat(harbour.status()).isEqualTo("for-sale");
        }
    }

    @Test
    void goodsThatTheYardHasStoppedCannotBeSold() {
        try (Harbour harbour = financing()) {
            harbour.when(
                    quoted("Q2", "INE", "9900", "2026-03-03"),
                    quoted("Q3", "SPOT", "9910", "2026-03-03"));
            harbour.officer(CASE, "sell").stop("R1").when(sale("120.960", "1198000.00"));
            assertThat(harbour.last("sale")).isEqualTo("REFUSED S3 ACCOUNT_FROZEN / posted");
            assertThat(harbour.yuan(Accounts.principal(C1))).isEqualTo("1080000.00");
        }
    }
}
