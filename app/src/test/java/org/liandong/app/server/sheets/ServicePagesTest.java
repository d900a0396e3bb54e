package org.liandong.app.server.sheets;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.liandong.app.server.RunningServer;
import org.liandong.app.server.access.Grant;
import org.liandong.app.server.access.Role;
import org.liandong.kernel.FactLine;
import org.liandong.warehousereceipt.ReceiptFact;
import org.liandong.warehousereceipt.ReceiptFact.CustomsStatus;
import org.liandong.warehousereceipt.ReceiptModule;
import tools.jackson.databind.JsonNode;

/// Pages that services bring, over HTTP: who may open them, what they say to programs and to people.
@ExtendWith(RunningServer.Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServicePagesTest {

    private static final String YARD = "/services/warehouse-receipt/yard?warehouse=PAGES";
    private static final String LOT = "/services/warehouse-receipt/lot?lot=PAGESL1";
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Instant MORNING = Instant.parse("2026-03-02T00:00:00Z");

    private final RunningServer server;

    ServicePagesTest(RunningServer server) {
        this.server = server;
    }

    @BeforeAll
    void aLotLiesInTheYard() {
        List<ReceiptFact> facts =
                List.of(
                        new ReceiptFact.GoodsAccepted(
                                "PAGESL1", 1, "KEEPER", "ANNA", "COPPER", "A", "CL", "PAGES",
                                "<b>A1", "BL1", DAY),
                        new ReceiptFact.Weighed(
                                "PAGESL1",
                                "PAGEST1",
                                1,
                                new BigDecimal("37.500"),
                                new BigDecimal("12.250"),
                                MORNING),
                        new ReceiptFact.QualityCertified("PAGESL1", "C1", "SGS", "A", DAY),
                        new ReceiptFact.CustomsStated(
                                "PAGESL1", 1, CustomsStatus.DUTY_PAID, "D1", DAY),
                        new ReceiptFact.ReceiptDrawn(
                                "PAGESR1",
                                "PAGESL1",
                                "KEEPER",
                                "ANNA",
                                new BigDecimal("20.000"),
                                Map.ofEntries(
                                        Map.entry("titleNotice", "yes"),
                                        Map.entry("depositorAddress", "1 Port Road"),
                                        Map.entry("keeperAddress", "2 Port Road"),
                                        Map.entry("quality", "good"),
                                        Map.entry("grade", "A"),
                                        Map.entry("lossStandard", "none"),
                                        Map.entry("fee", "0.8"),
                                        Map.entry("issuer", "Li"),
                                        Map.entry("issuePlace", "Qingdao"),
                                        Map.entry("signature", "seal 7"),
                                        Map.entry("storageContractNo", "S1")),
                                DAY,
                                "",
                                DAY));
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < facts.size(); i++) {
            lines.append(FactLine.of(ReceiptModule.NAME, facts.get(i), "pages-test", "P" + i));
        }
        HttpResponse<String> answer =
                server.post(
                        "/facts",
                        "application/x-ndjson",
                        lines.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("rejected");
    }

    @Test
    void programsGetTheSheetAsJson() {
        JsonNode sheet = server.json(YARD);
        assertThat(sheet.path("answer").asString())
                .isEqualTo(
                        "1 lot: 25.250 t lie in the yard, 20.000 t in receipts and 5.250 t in none.");
        assertThat(sheet.path("figures").get(0).toString())
                .isEqualTo("{\"name\":\"weighed\",\"value\":25.250,\"unit\":\"tonne\"}");
        assertThat(sheet.path("tables").get(0).path("rows").toString())
                .isEqualTo(
                        "[{\"lot\":\"PAGESL1\",\"goods\":\"COPPER\",\"place\":\"PAGES <b>A1\",\"weighed\":25.250,"
                                + "\"receipts\":20.000,\"unissued\":5.250,\"delivered\":0.000,\"lost\":0.000,\"counted\":null}]");
        assertThat(sheet.path("next").isNull()).isTrue();
        assertThat(server.json("/services/warehouse-receipt/yard?warehouse=none").path("tables"))
                .isEmpty();
    }

    @Test
    void peopleGetAPageInTheirLanguageWithWaysOn() {
        String english = server.page(YARD, "en").body();
        assertThat(english)
                .contains("25.250 t lie in the yard", "/services/warehouse-receipt/lot?lot=PAGESL1")
                .contains("PAGES &lt;b&gt;A1")
                .doesNotContain("<b>A1");
        assertThat(server.page(YARD, "zh").body()).contains("在库25.250吨");
        assertThat(server.page(LOT, "en").body())
                .contains("/services/warehouse-receipt/chain?receipt=PAGESR1");
        assertThat(server.page("/cases/warehouse-receipt/lot:PAGESL1", "en").body())
                .contains("href=\"/services/warehouse-receipt/lot?lot=PAGESL1\"");
        assertThat(server.page("/services", "en").body())
                .contains("href=\"/services/warehouse-receipt/yard\"");
        assertThat(server.get("/services").body())
                .contains("\"title\":\"Stock of the yard\"", "\"page\":\"chain\"");
    }

    @Test
    void todayLeadsToThePagesOfAService() throws InterruptedException {
        // Its figures may be a second old, and more when they took long to count.
        long patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        String today = server.page("/", "en").body();
        while (!today.contains("id=\"s-warehouse-receipt\"") && System.nanoTime() < patience) {
            Thread.sleep(200);
            today = server.page("/", "en").body();
        }
        assertThat(today).contains("href=\"/services/warehouse-receipt/yard\"");
    }

    @Test
    void whatIsWrongWithAnArgumentIsSaid() {
        HttpResponse<String> program = server.get("/services/warehouse-receipt/lot?lot=none");
        assertThat(program.statusCode()).isEqualTo(422);
        assertThat(program.body()).contains("lot: There is no lot none.");
        HttpResponse<String> person =
                server.page("/services/warehouse-receipt/lot?lot=no%22ne", "en");
        assertThat(person.statusCode()).isEqualTo(422);
        assertThat(person.body())
                .contains("There is no lot no\"ne.", "value=\"no&#34;ne\"", "id=\"problems\"");
        assertThat(
                        server.get("/services/warehouse-receipt/lot?lot=" + "x".repeat(101))
                                .statusCode())
                .isEqualTo(422);
        assertThat(server.get("/services/warehouse-receipt/nothing").statusCode()).isEqualTo(404);
        assertThat(server.get("/services/nothing/yard").statusCode()).isEqualTo(404);
    }

    private int status(Grant grant) {
        return server.send(
                        server.request(YARD, server.key(grant))
                                .header("Accept", "application/json"))
                .statusCode();
    }

    @Test
    void onlyWhoSeesAllCasesOfAServiceOpensItsPages() {
        assertThat(status(Grant.officer("warehouse-receipt", ""))).isEqualTo(200);
        assertThat(status(Grant.of(Role.AUDITOR, Grant.ANY))).isEqualTo(200);
        assertThat(status(Grant.officer("import-refund", ""))).isEqualTo(404);
        assertThat(status(Grant.applicant("warehouse-receipt", List.of("lot:PAGESL1"))))
                .isEqualTo(403);
        assertThat(status(Grant.source("warehouse-receipt", List.of(), List.of()))).isEqualTo(403);
        assertThat(status(Grant.administrator())).isEqualTo(403);
        assertThat(server.send(server.bare(YARD)).statusCode()).isEqualTo(401);
    }
}
