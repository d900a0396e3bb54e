package org.liandong.dutyguarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.dutyguarantee.Port.BANK;
import static org.liandong.dutyguarantee.Port.D1;
import static org.liandong.dutyguarantee.Port.D2;
import static org.liandong.dutyguarantee.Port.FILING;
import static org.liandong.dutyguarantee.Port.accepted;
import static org.liandong.dutyguarantee.Port.amount;
import static org.liandong.dutyguarantee.Port.answer;
import static org.liandong.dutyguarantee.Port.declaration;
import static org.liandong.dutyguarantee.Port.filed;
import static org.liandong.dutyguarantee.Port.paid;
import static org.liandong.dutyguarantee.Port.validTo;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.liandong.dutyguarantee.GuaranteeFact.GuaranteeChosen;
import org.liandong.dutyguarantee.GuaranteeFact.GuaranteeClosed;
import org.liandong.dutyguarantee.GuaranteeFact.GuaranteeFiled;
import org.liandong.dutyguarantee.GuaranteeFact.GuaranteeResumed;
import org.liandong.dutyguarantee.GuaranteeFact.GuaranteeSuspended;
import org.liandong.dutyguarantee.GuaranteeFact.InstitutionResumed;
import org.liandong.dutyguarantee.GuaranteeFact.InstitutionSuspended;
import org.liandong.dutyguarantee.Port.Terms;
import org.liandong.kernel.Outcome;

/// A guarantee from its filing to its end, and whom it serves.
class FilingTest {

    private final Port port = new Port().on("2026-03-02");

    @AfterEach
    void booksBalance() {
        port.booksBalance();
        port.close();
    }

    private void released(String entryId, String tax) {
        port.gets(declaration(entryId, "CL"), accepted(entryId, "2026-03-02", tax));
    }

    // ---- filing

    @Test
    void whatIsFiledIsQuota() {
        port.get(filed("1000000.00"));
        assertThat(port.filing()).isEqualTo("in-force");
        assertThat(port.yuan("free")).isEqualTo("1000000.00");
        assertThat(port.message(Messages.FILING, FILING + "/" + BANK))
                .containsEntry("result", "filed");
    }

    @Test
    void theSameInstrumentFiledTwiceIsRefusedAndNamesItsHolder() {
        port.get(filed("1000.00"));
        port.get(filed("HT002", "BH-1", "1000.00"));
        assertThat(port.status("filing:HT002")).isEqualTo("rejected");
        assertThat(port.failed("filing:HT002", "filing")).containsExactly("D1");
        assertThat(port.lastDecision("filing:HT002", "filing").failed().getFirst().right().value())
                .isEqualTo(FILING);
        assertThat(port.yuan("HT002", "free")).isEqualTo("none");
    }

    @Test
    void anotherInstrumentUnderTheSameNumberIsRefused() {
        port.get(filed("1000.00"));
        port.get(filed(FILING, "BH-9", "5000.00"));
        assertThat(port.failed("filing:" + FILING, "filing")).containsExactly("D4");
        assertThat(port.yuan("free")).isEqualTo("1000.00");
    }

    @Test
    void theSameFilingAgainIsHarmless() {
        GuaranteeFiled fact = filed("1000.00");
        port.get(fact);
        port.get(fact);
        assertThat(port.yuan("free")).isEqualTo("1000.00");
    }

    @TestFactory
    Stream<DynamicTest> theseAreNotFiled() {
        return Stream.of(
                        row("D2", Terms.of("0.00")),
                        row("D2", Terms.of("10.001")),
                        row("D3", Terms.of("10.00").valid("2026-03-01", "2026-02-28")),
                        row("D3", Terms.of("10.00").filedOn("2027-01-01")),
                        row("D5", Terms.of("10.00").instrument("promise")),
                        row("D6", Terms.of("10.00").businesses("d")),
                        row("D6", Terms.of("10.00").businesses()),
                        row("D7", Terms.of("10.00").customs()),
                        row("D7", Terms.of("10.00").customs("37")),
                        row("D8", Terms.of("10.00").currency("USD")),
                        row("D9", Terms.of("10.00").claimsUntil("2026-06-30")))
                .map(row ->
                        DynamicTest.dynamicTest(
                                row.rule() + " " + row.filed(),
                                () -> {
                                    try (Port other = new Port().on("2026-03-02")) {
                                        other.get(row.filed());
                                        assertThat(other.filing()).isEqualTo("not-filed");
                                        assertThat(other.failed("filing:" + FILING, "filing"))
                                                .containsExactly(row.rule());
                                    }
                                }));
    }

    private record Row(String rule, GuaranteeFiled filed) {}

    private static Row row(String rule, Terms terms) {
        return new Row(rule, terms.filed());
    }

    @Test
    void letterPolicyAndDepositAreFiledAlike() {
        for (String instrument : List.of("letter", "policy", "cash")) {
            try (Port other = new Port().on("2026-03-02")) {
                other.get(Terms.of("10.00").instrument(instrument).filed());
                assertThat(other.filing()).as(instrument).isEqualTo("in-force");
            }
        }
    }

    // ---- whom it serves

    @TestFactory
    Stream<DynamicTest> theseDeclarationsAreNotServed() {
        return Stream.of(
                        row("G1", Terms.of("1000.00").businesses("b", "c")),
                        row("G2", Terms.of("1000.00").customs("4200", "3702")),
                        row("G3", Terms.of("1000.00").valid("2026-01-01", "2026-03-01")),
                        row(
                                "G3",
                                Terms.of("1000.00")
                                        .valid("2026-03-03", "2026-12-31")
                                        .filedOn("2026-03-01")),
                        row("G8", Terms.of("1000.00").taxpayer("91350200MA2XYZ9999")))
                .map(row ->
                        DynamicTest.dynamicTest(
                                row.rule() + " " + row.filed(),
                                () -> {
                                    try (Port other = new Port().on("2026-03-02")) {
                                        other.gets(
                                                row.filed(),
                                                declaration(D1, "CL"),
                                                accepted(D1, "2026-03-02", "400.00"));
                                        assertThat(other.status(D1)).isEqualTo("refused");
                                        assertThat(other.failed(D1, "release"))
                                                .containsExactly(row.rule());
                                        assertThat(other.yuan("free")).isEqualTo("1000.00");
                                    }
                                }));
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        port.gets(
                Terms.of("1000.00").businesses("c").customs("4201").taxpayer("X").filed(),
                declaration(D1, "CL"),
                accepted(D1, "2026-03-02", "400.00"));
        assertThat(port.failed(D1, "release")).containsExactly("G1", "G2", "G8");
    }

    @Test
    void oneGuaranteeServesThreeBusinessesInAllDistrictsNamed() {
        port.get(filed("1000.00"));
        port.gets(declaration(D1, "CL"), accepted(D1, "2026-03-02", "100.00"));
        port.gets(declaration(D2, "TT"), accepted(D2, "2026-03-02", "100.00"));
        port.gets(declaration(Port.D3, "  "), accepted(Port.D3, "2026-03-02", "100.00"));
        for (String entryId : List.of(D1, D2, Port.D3)) {
            assertThat(port.status(entryId)).isEqualTo("released");
        }
    }

    @Test
    void forOpenTaxElementsTheGuaranteeIsChosenAtTheCustoms() {
        port.gets(
                filed("1000.00"),
                declaration(D1, "  ", null),
                accepted(D1, "2026-03-02", "100.00"));
        assertThat(port.lastDecision(D1, "release").missing()).containsExactly("guarantee");
        port.get(new GuaranteeChosen(D1, FILING, "c"));
        assertThat(port.status(D1)).isEqualTo("released");
    }

    @Test
    void aDeclarationHasOneFiling() {
        port.gets(filed("1000.00"), filed("HT002", "BH-2", "1000.00"));
        port.gets(
                declaration(D1, "CL"),
                new GuaranteeChosen(D1, "HT002", "a"),
                accepted(D1, "2026-03-02", "100.00"));
        assertThat(port.failed(D1, "release")).containsExactly("G9");
        port.get(new GuaranteeChosen(D1, FILING, "a"));
        assertThat(port.failed(D1, "choice")).containsExactly("G9");
    }

    // ---- amendments

    @Test
    void theAmountIsRaisedAndLoweredButNeverBelowWhatIsUsed() {
        port.get(filed("1000.00"));
        released(D1, "400.00");
        port.get(amount(1, "1500.00"));
        assertThat(port.yuan("free")).isEqualTo("1100.00");
        port.get(amount(2, "399.99"));
        assertThat(port.failed("filing:" + FILING, "amendment")).containsExactly("E2");
        assertThat(
                        port.lastDecision("filing:" + FILING, "amendment")
                                .failed()
                                .getFirst()
                                .right()
                                .value())
                .isEqualTo("400");
        assertThat(port.yuan("free")).isEqualTo("1100.00");
        port.get(amount(3, "400.00"));
        assertThat(port.yuan("free")).isEqualTo("0.00");
    }

    @Test
    void theAmendmentWithTheHighestNumberIsInForceWhateverCameLast() {
        port.gets(amount(2, "700.00"), filed("1000.00"), amount(1, "5000.00"));
        assertThat(port.yuan("free")).isEqualTo("700.00");
        port.get(amount(2, "900.00"));
        assertThat(port.failed("filing:" + FILING, "amendment")).containsExactly("E1");
    }

    @Test
    void moreQuotaReleasesWhoWaits() {
        port.get(filed("300.00"));
        released(D1, "400.00");
        assertThat(port.status(D1)).isEqualTo("waiting");
        port.get(amount(1, "400.00"));
        assertThat(port.status(D1)).isEqualTo("released");
    }

    // ---- suspension

    @Test
    void aSuspendedGuaranteeServesNoNewDeclarationAndOldOnesAreGivenBack() {
        port.get(filed("1000.00"));
        released(D1, "400.00");
        port.get(new GuaranteeSuspended(FILING, LocalDate.of(2026, 3, 2), "sign of risk"));
        assertThat(port.filing()).isEqualTo("suspended");
        released(D2, "100.00");
        assertThat(port.failed(D2, "release")).containsExactly("G5");
        port.get(paid(D1, "P1", "2026-03-02", "400.00"));
        assertThat(port.yuan("free")).isEqualTo("1000.00");
        port.on("2026-03-05");
        port.get(new GuaranteeResumed(FILING, LocalDate.of(2026, 3, 5), "confirmed"));
        assertThat(port.status(D2)).isEqualTo("released");
    }

    @Test
    void aSuspendedInstitutionStopsAllItsGuaranteesAndItsResumptionStartsThem() {
        port.gets(
                new InstitutionSuspended(BANK, LocalDate.of(2026, 3, 1), "order 7"),
                filed("1000.00"));
        released(D1, "400.00");
        assertThat(port.status("institution:" + BANK)).isEqualTo("suspended");
        assertThat(port.failed("institution:" + BANK, "suspension")).containsExactly("D11");
        assertThat(port.failed("filing:" + FILING, "suspension")).containsExactly("D10");
        assertThat(port.failed(D1, "release")).containsExactly("G5");
        port.get(new GuaranteeResumed(FILING, LocalDate.of(2026, 3, 2), "of no avail"));
        assertThat(port.status(D1)).isEqualTo("refused");
        port.get(new InstitutionResumed(BANK, LocalDate.of(2026, 3, 2), "paid"));
        assertThat(port.status(D1)).isEqualTo("released");
        assertThat(port.message(Messages.SUSPENSION, BANK)).containsEntry("standing", "in-force");
    }

    // ---- warnings and end

    @Test
    void officerTaxpayerAndInstitutionAreWarnedBeforeTheEnd() {
        port.get(filed("1000.00"));
        port.on("2026-11-30");
        assertThat(port.questions("filing:" + FILING)).isEmpty();
        port.on("2026-12-01");
        assertThat(port.failed("filing:" + FILING, "expiry-warning")).containsExactly("W1");
        assertThat(port.questions("filing:" + FILING)).containsExactly(Asked.EXPIRY);
        assertThat(port.message(Messages.EXPIRY, FILING + "/" + Port.IMPORTER))
                .containsEntry("validTo", "2026-12-31");
        assertThat(port.message(Messages.EXPIRY, FILING + "/" + BANK)).isNotEmpty();
        port.get(answer("filing:" + FILING, Asked.EXPIRY, Asked.NOTED));
        assertThat(port.questions("filing:" + FILING)).isEmpty();
    }

    @Test
    void aRenewalLeavesNoGap() {
        port.get(filed("1000.00"));
        port.on("2026-12-10");
        port.get(validTo(1, "2027-12-31"));
        assertThat(port.questions("filing:" + FILING)).isEmpty();
        port.on("2027-01-05");
        assertThat(port.filing()).isEqualTo("in-force");
        port.gets(declaration(D1, "CL"), accepted(D1, "2027-01-05", "400.00"));
        assertThat(port.status(D1)).isEqualTo("released");
    }

    @Test
    void aWarningComesBeforeTheQuotaIsFull() {
        port.get(filed("1000.00"));
        released(D1, "899.99");
        assertThat(port.questions("filing:" + FILING)).isEmpty();
        released(D2, "0.01");
        assertThat(port.failed("filing:" + FILING, "quota-warning")).containsExactly("W2");
        assertThat(port.questions("filing:" + FILING)).containsExactly(Asked.FULL);
        assertThat(port.message(Messages.FULL, FILING + "/" + Port.IMPORTER))
                .containsEntry("used", "900");
        port.get(paid(D1, "P1", "2026-03-03", "899.99"));
        assertThat(port.questions("filing:" + FILING)).isEmpty();
    }

    @Test
    void theEndStopsNewUseOnly() {
        port.get(Terms.of("1000.00").valid("2026-01-01", "2026-03-05").filed());
        released(D1, "400.00");
        port.on("2026-03-06");
        assertThat(port.filing()).isEqualTo("expired");
        port.gets(declaration(D2, "CL"), accepted(D2, "2026-03-06", "100.00"));
        assertThat(port.failed(D2, "release")).containsExactly("G3");
        assertThat(port.held(D1)).isEqualTo("400.00");
        port.get(paid(D1, "P1", "2026-03-06", "400.00"));
        assertThat(port.held(D1)).isEqualTo("0.00");
    }

    @Test
    void theTaxMayRiseAfterTheEnd() {
        port.get(Terms.of("1000.00").valid("2026-01-01", "2026-03-05").filed());
        released(D1, "400.00");
        port.on("2026-03-06");
        port.get(Port.amended(D1, 1, "2026-03-06", "450.00"));
        assertThat(port.held(D1)).isEqualTo("450.00");
    }

    @Test
    void closingWaitsForWhatIsHeld() {
        port.get(filed("1000.00"));
        released(D1, "400.00");
        port.get(new GuaranteeClosed(FILING, LocalDate.of(2026, 3, 2), "business ended"));
        assertThat(port.filing()).isEqualTo("closing");
        assertThat(port.lastDecision("filing:" + FILING, "closing").outcome())
                .isEqualTo(Outcome.WAITING);
        assertThat(port.failed("filing:" + FILING, "closing")).containsExactly("E3");
        port.on("2026-03-03");
        port.gets(declaration(D2, "CL"), accepted(D2, "2026-03-03", "100.00"));
        assertThat(port.failed(D2, "release")).containsExactly("G6");
        port.get(paid(D1, "P1", "2026-03-03", "400.00"));
        assertThat(port.filing()).isEqualTo("closed");
        assertThat(port.yuan("free")).isEqualTo("0.00");
    }

    @Test
    void anAnswerThatIsNoneChangesNothing() {
        port.get(filed("1000.00"));
        released(D1, "950.00");
        port.get(answer("filing:" + FILING, Asked.FULL, "maybe"));
        assertThat(port.failed("filing:" + FILING, "officer")).containsExactly("O2");
        port.get(answer("filing:" + FILING, Asked.FULL, Asked.NOTED));
        port.get(answer("filing:" + FILING, Asked.FULL, Asked.NOTED));
        assertThat(port.failed("filing:" + FILING, "officer")).containsExactly("O3");
    }
}
