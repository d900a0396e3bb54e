package org.liandong.app.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.liandong.app.server.Reads;
import org.liandong.app.server.RunningServer;
import org.liandong.engine.Json;
import org.liandong.engine.Views.EntryLine;
import tools.jackson.databind.JsonNode;

/// Personal data are shown for a reason, which is written down first.
@ExtendWith(RunningServer.Shared.class)
class RevealTest {

    private static final String SERVICE = "ecommerce-import";

    private final RunningServer running;

    RevealTest(RunningServer running) {
        this.running = running;
    }

    private HttpResponse<String> reveal(String token, String... fields) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            form.append(i == 0 ? "" : "&")
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return running.send(
                running.request("/reveal", token)
                        .header("Accept", "application/json")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form.toString())));
    }

    private EntryLine lastNote() {
        return running.part(Reads.class).read(views -> views.notes(Long.MAX_VALUE, 1)).getFirst();
    }

    @Test
    void whatIsMaskedIsShownToAnOfficerWhoSaysWhyAndItIsWrittenDown() {
        String key = Parcels.aCase(Parcels.send(running, 4_711, message -> message));
        String officer = running.key(Grant.officer(SERVICE, ""));

        HttpResponse<String> answer =
                reveal(officer, "service", SERVICE, "key", key, "reason", "The buyer complains.");

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode clear = Json.mapper().readTree(answer.body());
        List<String> fields =
                clear.path("values").valueStream().map(v -> v.path("field").asString()).toList();
        assertThat(fields).anyMatch(field -> field.endsWith("buyerName"));
        String name =
                clear.path("values")
                        .valueStream()
                        .filter(v -> v.path("field").asString().endsWith("buyerName"))
                        .findFirst()
                        .orElseThrow()
                        .path("value")
                        .asString();
        assertThat(name).hasSizeGreaterThan(1).doesNotContain("*");
        EntryLine note = lastNote();
        assertThat(note.seq()).isEqualTo(clear.path("note").asLong());
        assertThat(note.type()).isEqualTo("revealed");
        assertThat(note.caseKey()).isEqualTo(key);
        assertThat(note.source()).startsWith("key/");
        assertThat(note.body()).isEqualTo("{\"reason\":\"The buyer complains.\"}");

        // Nowhere else.
        String page = running.page("/cases/" + SERVICE + "/" + key, "en").body();
        assertThat(page.contains(name)).isFalse();
    }

    @Test
    void withoutAReasonOrARightNothingIsShownAndNothingWrittenDown() {
        String key = Parcels.aCase(Parcels.send(running, 4_712, message -> message));
        long before = lastEntry();
        String officer = running.key(Grant.officer(SERVICE, ""));
        String other = running.key(Grant.officer("import-refund", ""));
        String why = "The buyer complains.";

        assertThat(reveal(officer, "service", SERVICE, "key", key).statusCode()).isEqualTo(422);
        assertThat(reveal(officer, "service", SERVICE, "key", key, "reason", " . ").statusCode())
                .isEqualTo(422);
        assertThat(reveal(officer, "service", SERVICE, "key", "none", "reason", why).statusCode())
                .isEqualTo(404);
        // Whoever works for another service is not told that the case exists.
        assertThat(reveal(other, "service", SERVICE, "key", key, "reason", why).statusCode())
                .isEqualTo(404);
        assertThat(
                        reveal(
                                        running.key(Grant.applicant(SERVICE, List.of(key))),
                                        "service",
                                        SERVICE,
                                        "key",
                                        key,
                                        "reason",
                                        why)
                                .statusCode())
                .isEqualTo(403);
        // The keys were written down, and nothing else.
        assertThat(
                        running.part(Reads.class).read(views -> views.trail(before, 100)).stream()
                                .map(EntryLine::type))
                .isNotEmpty()
                .allMatch("key-added"::equals);
    }

    private long lastEntry() {
        return running.part(Reads.class).read(views -> views.lastEntry());
    }

    @Test
    void aDocumentAsItCameIsGivenToAnAuditorOfItsCaseOnly() {
        String key = Parcels.aCase(Parcels.send(running, 4_713, message -> message));
        long document =
                running.part(Reads.class).read(views -> views.trail(0, 1_000)).stream()
                        .filter(entry -> key.equals(entry.caseKey()))
                        .map(entry -> entry.document())
                        .filter(java.util.Objects::nonNull)
                        .findFirst()
                        .orElseThrow();
        String auditor = running.key(Grant.of(Role.AUDITOR, SERVICE));
        String number = Long.toString(document);

        HttpResponse<String> answer =
                reveal(
                        auditor,
                        "service",
                        SERVICE,
                        "key",
                        key,
                        "document",
                        number,
                        "reason",
                        "Yearly audit.");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("<ceb:buyerIdNumber>");
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/octet-stream");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment");
        assertThat(lastNote().type()).isEqualTo("document-revealed");
        assertThat(lastNote().document()).isEqualTo(document);
        assertThat(
                        reveal(
                                        auditor,
                                        "service",
                                        SERVICE,
                                        "key",
                                        "another",
                                        "document",
                                        number,
                                        "reason",
                                        "Yearly audit.")
                                .statusCode())
                .isEqualTo(404);
        assertThat(
                        reveal(
                                        auditor,
                                        "service",
                                        SERVICE,
                                        "document",
                                        "../../etc/passwd",
                                        "reason",
                                        "Yearly audit.")
                                .statusCode())
                .isEqualTo(400);
    }
}
