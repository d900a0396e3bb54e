package org.liandong.dutyguarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.dutyguarantee.Port.D1;
import static org.liandong.dutyguarantee.Port.D2;
import static org.liandong.dutyguarantee.Port.D3;
import static org.liandong.dutyguarantee.Port.FILING;
import static org.liandong.dutyguarantee.Port.accepted;
import static org.liandong.dutyguarantee.Port.amended;
import static org.liandong.dutyguarantee.Port.declaration;
import static org.liandong.dutyguarantee.Port.filed;
import static org.liandong.dutyguarantee.Port.notified;
import static org.liandong.dutyguarantee.Port.paid;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.dutyguarantee.GuaranteeFact.DeclarationAccepted;
import org.liandong.dutyguarantee.GuaranteeFact.DeclarationVoided;
import org.liandong.dutyguarantee.GuaranteeFact.DeclarationWithdrawn;
import org.liandong.dutyguarantee.GuaranteeFact.InspectionCleared;
import org.liandong.dutyguarantee.GuaranteeFact.PaymentDebited;
import org.liandong.dutyguarantee.GuaranteeFact.TaxNotified;
import org.liandong.kernel.Check;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Reason;

/// A declaration holds quota of the filing it names at release; amendment, payment, withdrawal and voiding change what it holds.
class HoldTest {

    private final Port port = new Port().on("2026-03-02");

    @AfterEach
    void booksBalance() {
        port.booksBalance();
        port.close();
    }

    private void released(String entryId, String tax) {
        port.gets(declaration(entryId, "CL"), accepted(entryId, "2026-03-02", tax));
    }

    @Test
    void theExampleOfTheLedgerModel() {
        port.get(filed("1000000.00"));
        released(D1, "312450.00");
        released(D2, "400000.00");
        assertThat(port.yuan("free")).isEqualTo("287550.00");

        released(D3, "300000.00");
        assertThat(port.status(D3)).isEqualTo("waiting");
        Check quota = port.lastDecision(D3, "release").failed().getFirst();
        assertThat(quota.rule()).isEqualTo("Q1");
        assertThat(quota.left().value()).isEqualTo("300000");
        assertThat(quota.right().value()).isEqualTo("287550");

        port.get(paid(D1, "P1", "2026-03-03", "312450.00"));
        assertThat(port.status(D1)).isEqualTo("paid");
        assertThat(port.status(D3)).isEqualTo("released");
        assertThat(port.yuan("free")).isEqualTo("300000.00");
        assertThat(port.held(D1)).isEqualTo("0.00");
        assertThat(port.held(D3)).isEqualTo("300000.00");
    }

    @Test
    void aReleaseSaysSoToTheDeclaringCustomsAndHoldsTheTax() {
        port.get(filed("1000.00"));
        released(D1, "400.00");
        assertThat(port.status(D1)).isEqualTo("released");
        assertThat(port.held(D1)).isEqualTo("400.00");
        assertThat(port.message(Messages.RELEASE, D1))
                .containsEntry("result", "release")
                .containsEntry("filingNo", FILING);
        assertThat(port.lastDecision(D1, "release").arithmetic().getFirst().formula())
                .isEqualTo("tax − paid");
    }

    @Test
    void theGuaranteeMayBeFiledAfterTheDeclarationCame() {
        released(D1, "400.00");
        assertThat(port.status(D1)).isEqualTo("waiting");
        assertThat(port.lastDecision(D1, "release").missing()).containsExactly("guarantee");
        port.get(filed("1000.00"));
        assertThat(port.status(D1)).isEqualTo("released");
    }

    @Test
    void aBankDebitFreesNothingTheBookingDoes() {
        port.get(filed("1000.00"));
        released(D1, "400.00");
        port.get(new PaymentDebited(D1, "P1", new BigDecimal("400.00"), LocalDate.of(2026, 3, 3)));
        assertThat(port.held(D1)).isEqualTo("400.00");
        port.get(paid(D1, "P1", "2026-03-03", "400.00"));
        assertThat(port.held(D1)).isEqualTo("0.00");
    }

    @Test
    void aPartialPaymentGivesThePaidPartBack() {
        port.get(filed("1000.00"));
        released(D1, "400.00");
        port.get(paid(D1, "P1", "2026-03-03", "150.00"));
        assertThat(port.held(D1)).isEqualTo("250.00");
        assertThat(port.status(D1)).isEqualTo("released");
        port.get(paid(D1, "P2", "2026-03-04", "250.00"));
        assertThat(port.status(D1)).isEqualTo("paid");
        assertThat(port.yuan("free")).isEqualTo("1000.00");
    }

    @Test
    void thePaymentOfOneReferenceCountsOnce() {
        port.get(filed("1000.00"));
        released(D1, "400.00");
        port.get(paid(D1, "P1", "2026-03-03", "150.00"));
        port.get(paid(D1, "P1", "2026-03-03", "150.00"));
        assertThat(port.held(D1)).isEqualTo("250.00");
        assertThat(port.failed(D1, "payment")).containsExactly("P2");
    }

    @Test
    void aPaymentOfNothingIsRefused() {
        port.get(filed("1000.00"));
        released(D1, "400.00");
        port.get(paid(D1, "P1", "2026-03-03", "0.00"));
        assertThat(port.failed(D1, "payment")).containsExactly("P1");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"-0.01", "400.001"})
    void aTaxThatIsNoAmountIsNotTaken(String tax) {
        port.gets(filed("1000.00"), declaration(D1, "CL"), accepted(D1, "2026-03-02", tax));
        assertThat(port.failed(D1, "release")).containsExactly("T1");
        assertThat(port.status(D1)).isEqualTo("collecting");
        port.get(accepted(D1, "2026-03-02", "400.00"));
        port.get(Port.amended(D1, 1, "2026-03-03", tax));
        assertThat(port.failed(D1, "amendment")).containsExactly("T1");
        port.get(Port.notified(D1, "tax-notice", "2026-03-03", tax));
        assertThat(port.failed(D1, "notice")).containsExactly("T1");
        assertThat(port.held(D1)).isEqualTo("400.00");
    }

    @Test
    void anAmendmentAndANoticeCountOnce() {
        port.get(filed("1000.00"));
        released(D1, "400.00");
        port.gets(
                Port.amended(D1, 1, "2026-03-03", "450.00"),
                Port.amended(D1, 1, "2026-03-04", "900.00"));
        assertThat(port.failed(D1, "amendment")).containsExactly("T2");
        assertThat(port.held(D1)).isEqualTo("450.00");
        port.gets(notice("2026-03-05", "460.00"), notice("2026-03-06", "900.00"));
        assertThat(port.failed(D1, "notice")).containsExactly("T3");
        assertThat(port.held(D1)).isEqualTo("460.00");
    }

    private static TaxNotified notice(String on, String tax) {
        return new TaxNotified(
                D1, "SK1", "tax-notice", new BigDecimal(tax), LocalDate.parse(on), null);
    }

    @Test
    void whatIsPaidTooMuchIsAnOfficersMatter() {
        port.get(filed("1000.00"));
        released(D1, "400.00");
        port.get(paid(D1, "P1", "2026-03-03", "450.00"));
        assertThat(port.questions(D1)).containsExactly(Asked.TOO_MUCH);
        assertThat(port.openTasks(D1).getFirst().reasons()).containsExactly(Reason.about(D1, "50"));
    }

    @Test
    void anAmendmentMovesWhatIsHeldBothWays() {
        port.get(filed("1000.00"));
        released(D1, "400.00");
        port.get(amended(D1, 1, "2026-03-03", "550.00"));
        assertThat(port.held(D1)).isEqualTo("550.00");
        port.get(amended(D1, 2, "2026-03-04", "100.00"));
        assertThat(port.held(D1)).isEqualTo("100.00");
        assertThat(port.yuan("free")).isEqualTo("900.00");
    }

    @Test
    void anAmendmentThatTheGuaranteeCannotCoverWaitsAndAsksTheTaxpayerForMore() {
        port.get(filed("500.00"));
        released(D1, "400.00");
        port.get(amended(D1, 1, "2026-03-03", "550.00"));
        assertThat(port.held(D1)).isEqualTo("400.00");
        assertThat(port.lastDecision(D1, "adjustment").outcome()).isEqualTo(Outcome.WAITING);
        assertThat(port.message(Messages.TOP_UP, D1)).containsEntry("shortBy", "50");
        port.get(Port.amount(1, "600.00"));
        assertThat(port.held(D1)).isEqualTo("550.00");
        assertThat(port.lastDecision(D1, "adjustment").outcome()).isEqualTo(Outcome.ADMITTED);
    }

    @Test
    void theNoticeReplacesTheEstimate() {
        port.get(filed("1000.00"));
        released(D1, "400.00");
        port.get(notified(D1, "tax-notice", "2026-03-03", "412.34"));
        assertThat(port.held(D1)).isEqualTo("412.34");
    }

    @Test
    void withdrawalAndVoidingGiveEverythingBack() {
        port.get(filed("1000.00"));
        released(D1, "400.00");
        released(D2, "300.00");
        port.get(new DeclarationWithdrawn(D1, LocalDate.of(2026, 3, 3)));
        port.get(new DeclarationVoided(D2, LocalDate.of(2026, 3, 3)));
        assertThat(port.status(D1)).isEqualTo("cancelled");
        assertThat(port.status(D2)).isEqualTo("void");
        assertThat(port.yuan("free")).isEqualTo("1000.00");
    }

    @Test
    void whoIsWithdrawnWaitsNoLonger() {
        port.get(filed("500.00"));
        released(D1, "400.00");
        released(D2, "300.00");
        port.get(new DeclarationWithdrawn(D2, LocalDate.of(2026, 3, 3)));
        port.get(paid(D1, "P1", "2026-03-03", "400.00"));
        assertThat(port.status(D2)).isEqualTo("cancelled");
        assertThat(port.yuan("free")).isEqualTo("500.00");
    }

    @Test
    void anInspectionIsWaitedForAndHoldsNothing() {
        LocalDate day = LocalDate.of(2026, 3, 2);
        port.get(filed("1000.00"));
        port.gets(
                declaration(D1, "CL"),
                new DeclarationAccepted(D1, day, day, new BigDecimal("400.00"), true));
        assertThat(port.status(D1)).isEqualTo("waiting");
        assertThat(port.lastDecision(D1, "release").missing()).containsExactly("inspection");
        assertThat(port.held(D1)).isEqualTo("none");
        port.get(new InspectionCleared(D1, day));
        assertThat(port.status(D1)).isEqualTo("released");
    }

    @Test
    void whatIsPaidBeforeNeedsNoGuarantee() {
        port.gets(
                declaration(D1, "  ", null),
                accepted(D1, "2026-03-02", "400.00"),
                paid(D1, "P1", "2026-03-02", "400.00"));
        assertThat(port.status(D1)).isEqualTo("paid");
        assertThat(port.held(D1)).isEqualTo("none");
    }

    @Test
    void thereIsNoSpillOverToAnotherFiling() {
        port.get(filed("300.00"));
        port.get(filed("HT002", "BH-2", "9000.00"));
        released(D1, "400.00");
        assertThat(port.status(D1)).isEqualTo("waiting");
        assertThat(port.yuan("HT002", "free")).isEqualTo("9000.00");
    }

    @Test
    void aSingleGuaranteeServesOneDeclarationAndIsSpentByItsPayment() {
        port.get(Port.Terms.of("1000.00").single().filed());
        released(D1, "400.00");
        released(D2, "100.00");
        assertThat(port.failed(D2, "release")).containsExactly("G7");
        assertThat(port.lastDecision(D2, "release").failed().getFirst().right().value())
                .isEqualTo(D1);
        port.get(paid(D1, "P1", "2026-03-03", "400.00"));
        assertThat(port.yuan("spent")).isEqualTo("400.00");
        assertThat(port.yuan("free")).isEqualTo("600.00");
    }
}
