package org.liandong.ecommerceimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.ecommerceimport.Later.dayComes;
import static org.liandong.ecommerceimport.Later.decisions;
import static org.liandong.ecommerceimport.Later.quota;
import static org.liandong.ecommerceimport.Later.receipts;
import static org.liandong.ecommerceimport.Later.status;
import static org.liandong.ecommerceimport.Later.tasks;
import static org.liandong.ecommerceimport.Scenario.aGuarantee;
import static org.liandong.ecommerceimport.Scenario.given;
import static org.liandong.ecommerceimport.Scenario.waitingFor;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.liandong.ecommerceimport.ImportFact.WarehouseEntry;
import org.liandong.ecommerceimport.ImportFact.WaybillStatus;

/// What officers answer, what is waited for and how long, and what comes after the release.
class OfficersTest {

    private static final Papers WATER = Papers.sound();

    /// An unverifiable signature of the order: an officer decides.
    private static final Papers DOUBTFUL = WATER.with("order.signature", "UNVERIFIABLE");

    // ---- officers

    @Test
    void anOfficerAdmits() {
        try (Scenario office = given(aGuarantee()).when(DOUBTFUL)) {
            assertThat(status(office, DOUBTFUL)).isEqualTo("referred");
            office.whenTheOfficerSays("admit", "certificate seen");
            assertThat(status(office, DOUBTFUL)).isEqualTo("released");
            assertThat(receipts(office, "CEB622", "G-L")).containsExactly("300", "120", "800");
        }
    }

    @Test
    void anOfficerRefuses() {
        try (Scenario office = given(aGuarantee()).when(DOUBTFUL)) {
            office.whenTheOfficerSays("refuse", "forged");
            assertThat(status(office, DOUBTFUL)).isEqualTo("refused");
            assertThat(decisions(office, DOUBTFUL.key(), "release"))
                    .endsWith("REFUSED O1 refuse / forged");
        }
    }

    @Test
    void anAnswerThatIsNotOneOfThePossibleIsRefusedAndTheTaskStaysOpen() {
        try (Scenario office = given(aGuarantee()).when(DOUBTFUL)) {
            office.whenTheOfficerSays("yes", "why not");
            assertThat(status(office, DOUBTFUL)).isEqualTo("referred");
            assertThat(decisions(office, DOUBTFUL.key(), "officer"))
                    .containsExactly("REFUSED O2 yes / admit, refuse");
            office.whenTheOfficerSays("admit", "");
            assertThat(status(office, DOUBTFUL)).isEqualTo("released");
        }
    }

    @Test
    void aTaskIsAnsweredOnce() {
        try (Scenario office = given().when(DOUBTFUL)) {
            String task = tasks(office, DOUBTFUL.key()).getFirst().id();
            office.whenTheOfficerSays("admit", "first");
            office.when(
                    new ImportFact.OfficerAnswered(
                            "EBP1", "ORD42", task, "refuse", "second", "officer 8"));
            assertThat(decisions(office, DOUBTFUL.key(), "officer"))
                    .containsExactly("REFUSED O3 " + task + " / answered");
            office.when(aGuarantee());
            assertThat(status(office, DOUBTFUL)).isEqualTo("released");
        }
    }

    @Test
    void aTaskThatIsNotKnownIsNotAnswered() {
        try (Scenario office = given(aGuarantee()).when(WATER)) {
            office.when(
                    new ImportFact.OfficerAnswered(
                            "EBP1", "ORD42", "cancel-X", "admit", "", "officer 8"));
            assertThat(decisions(office, WATER.key(), "officer"))
                    .containsExactly("REFUSED O2 admit / no such task");
            assertThat(status(office, WATER)).isEqualTo("released");
        }
    }

    @Test
    void theTaskIsWithdrawnWhenANewFactMakesItNeedless() {
        try (Scenario office = given(aGuarantee()).when(DOUBTFUL)) {
            assertThat(tasks(office, WATER.key())).hasSize(1);
            office.when(WATER.version("order", "2", "20260301103000").order());
            assertThat(status(office, WATER)).isEqualTo("released");
            assertThat(tasks(office, WATER.key())).isEmpty();
        }
    }

    @Test
    void whatCannotBeTaxedCanOnlyBeRefused() {
        Papers unknown = Papers.of("9999999999", "100.00");
        try (Scenario office = given(aGuarantee()).when(unknown)) {
            assertThat(tasks(office, unknown.key()).getFirst().options()).containsExactly("refuse");
            office.whenTheOfficerSays("admit", "");
            assertThat(decisions(office, unknown.key(), "officer"))
                    .containsExactly("REFUSED O2 admit / refuse");
            assertThat(tasks(office, unknown.key())).hasSize(1);
            office.whenTheOfficerSays("refuse", "no such goods");
            assertThat(status(office, unknown)).isEqualTo("refused");
        }
    }

    // ---- waiting for papers

    @Test
    void afterADayTheDeclarantIsRemindedOfWhatIsMissing() {
        try (Scenario office = given(aGuarantee(), WATER.order(), WATER.list())) {
            office.about(WATER).expect(waitingFor("payment", "waybill"));
            dayComes(office, "2026-03-02");
            assertThat(office.lastMessage("CEB622").head())
                    .containsEntry("returnStatus", "2")
                    .containsEntry("returnInfo", "提醒：仍在等待：支付单、运单");
            office.when(WATER.payment(), WATER.waybill()).expect(Scenario.released());
        }
    }

    @Test
    void afterThirtyDaysAListIsClosedAsIncompleteAndTheLastPaperOpensItAgain() {
        try (Scenario office = given(aGuarantee(), WATER.order(), WATER.list())) {
            assertThat(status(dayComes(office, "2026-03-31"), WATER)).isEqualTo("waiting");
            assertThat(status(dayComes(office, "2026-04-01"), WATER)).isEqualTo("refused");
            assertThat(decisions(office, WATER.key(), "release"))
                    .endsWith("REFUSED P3 null / present P3 null / present");
            office.when(WATER.payment());
            assertThat(status(office, WATER)).isEqualTo("refused");
            office.when(WATER.waybill());
            assertThat(status(office, WATER)).isEqualTo("released");
        }
    }

    @Test
    void whoWaitsForQuotaIsNotClosedAsIncomplete() {
        try (Scenario office = given().when(WATER)) {
            assertThat(status(dayComes(office, "2026-06-01"), WATER)).isEqualTo("waiting");
            assertThat(receipts(office, "CEB622", "G-L")).hasSize(1);
        }
    }

    @Test
    void aPaperThatIsTakenBackIsWaitedForAgain() {
        try (Scenario office = given().when(WATER)) {
            office.when(WATER.version("payment", "3", "20260301101500").payment());
            office.expect(waitingFor("payment"));
            assertThat(status(dayComes(office, "2026-04-01"), WATER)).isEqualTo("refused");
        }
    }

    // ---- after the release

    @Test
    void aFactThatContradictsTheReleaseAlarmsAnOfficerAndUndoesNothing() {
        try (Scenario office = given(aGuarantee()).when(WATER)) {
            office.when(
                    WATER.version("payment", "2", "20260301101500")
                            .with("payment.payerName", "李四")
                            .payment());
            assertThat(status(office, WATER)).isEqualTo("released");
            assertThat(quota(office, "EBC1")).isEqualTo("999962.69");
            assertThat(tasks(office, WATER.key())).hasSize(1);
            office.whenTheOfficerSays("noted", "called the sender");
            assertThat(tasks(office, WATER.key())).isEmpty();
        }
    }

    @Test
    void anAlarmIsWithdrawnWhenTheFactIsCorrected() {
        try (Scenario office = given(aGuarantee()).when(WATER)) {
            office.when(
                    WATER.version("payment", "2", "20260301101500")
                            .with("payment.payerName", "李四")
                            .payment());
            office.when(WATER.version("payment", "2", "20260301101600").payment());
            assertThat(tasks(office, WATER.key())).isEmpty();
        }
    }

    // ---- warehouse and delivery

    private static WarehouseEntry entry() {
        return new WarehouseEntry(
                "G-E",
                "1",
                "20260301090000",
                "VALID",
                "4230",
                "IN1",
                null,
                null,
                "OP1",
                "BL1",
                "LOG1",
                List.of("WB42", "WB43"));
    }

    @Test
    void parcelsAreToldThatTheyEnteredBeforeAndAfterTheirLists() {
        try (Scenario office =
                given(aGuarantee()).when(WATER).when(entry()).when(WATER.number("43"))) {
            assertThat(status(office, "entry:OP1/IN1")).isEqualTo("entered");
            assertThat(receipts(office, "CEB712", "G-E")).containsExactly("120");
            assertThat(status(office, WATER)).isEqualTo("released");
            assertThat(status(office, WATER.number("43"))).isEqualTo("released");
        }
    }

    @Test
    void aStatusOfTheWaybillIsAnsweredAndChangesNothing() {
        var signedFor =
                new WaybillStatus(
                        "G-S",
                        "1",
                        "20260305090000",
                        "ABSENT",
                        "LOG1",
                        "WB42",
                        "S",
                        "20260305085900");
        try (Scenario office = given(aGuarantee(), signedFor).when(WATER)) {
            assertThat(receipts(office, "CEB514", "G-S")).containsExactly("120");
            assertThat(status(office, WATER)).isEqualTo("released");
        }
    }
}
