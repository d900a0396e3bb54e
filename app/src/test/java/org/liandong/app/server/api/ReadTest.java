package org.liandong.app.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.liandong.app.Called;
import org.liandong.app.server.RunningServer;
import org.liandong.engine.Json;
import tools.jackson.databind.JsonNode;

/// What programs read.
@ExtendWith(RunningServer.Shared.class)
class ReadTest {

    private final RunningServer server;

    ReadTest(RunningServer server) {
        this.server = server;
    }

    private List<String> walk(String path, String field) {
        List<String> seen = new ArrayList<>();
        String next = path;
        while (true) {
            HttpResponse<String> answer = server.get(next);
            assertThat(answer.statusCode()).as(next + answer.body()).isEqualTo(200);
            JsonNode page = Json.mapper().readTree(answer.body());
            page.path("items").forEach(item -> seen.add(item.path(field).asString()));
            if (page.path("next").isNull()) {
                assertThat(answer.headers().firstValue("Link")).isEmpty();
                return seen;
            }
            String link = answer.headers().firstValue("Link").orElseThrow();
            assertThat(link).endsWith(">; rel=\"next\"");
            next = link.substring(1, link.indexOf('>'));
        }
    }

    @Test
    void pagesLeadThroughAllCasesOnceAndInTheOrderOfTheirKeys() {
        List<String> all = walk("/cases?limit=7", "case");
        assertThat(all).hasSizeGreaterThan(40).doesNotHaveDuplicates().isSorted();
        assertThat(walk("/cases?limit=500", "case")).isEqualTo(all);
        assertThat(walk("/cases?limit=3&status=released", "status"))
                .isNotEmpty()
                .containsOnly("released");
    }

    @Test
    void casesThatChangedComeInTheOrderOfTheirLastChange() {
        List<String> all = walk("/cases?limit=500", "case");
        List<String> changed = walk("/cases?changedSince=2000-01-01T00:00:00Z&limit=9", "case");
        assertThat(changed).containsExactlyInAnyOrderElementsOf(all);
        assertThat(
                        walk("/cases?changedSince=2000-01-01T00:00:00Z&limit=9", "changedAt")
                                .stream()
                                .map(Instant::parse))
                .isSorted();
        assertThat(walk("/cases?changedSince=2999-01-01T00:00:00Z", "case")).isEmpty();
        assertThat(server.get("/cases?changedSince=yesterday").statusCode()).isEqualTo(400);
    }

    @Test
    void pagesLeadThroughAllClocksInTheOrderInWhichTheyRunOut() {
        List<String> all = walk("/clocks?limit=500", "case");
        assertThat(all).hasSizeGreaterThan(20);
        assertThat(walk("/clocks?limit=9", "case")).isEqualTo(all);
        assertThat(walk("/clocks?limit=9", "dueAt").stream().map(Instant::parse)).isSorted();
        assertThat(server.get("/clocks?after=x").statusCode()).isEqualTo(400);
    }

    @Test
    void oneCaseIsWhatTheCommandLinePrints() {
        String key =
                server.json("/cases?status=released&limit=1")
                        .path("items")
                        .get(0)
                        .path("case")
                        .asString();
        JsonNode known = server.json("/cases/ecommerce-import/" + key);
        JsonNode printed =
                Called.Caller.of(server.store())
                        .call("case", "--json", "--store", server.store(), key)
                        .json()
                        .getFirst();
        assertThat(known).isEqualTo(printed);
        String order = key.substring(key.indexOf('/') + 1);
        assertThat(server.json("/cases?q=" + order).path("items").get(0).path("case").asString())
                .isEqualTo(key);
    }

    @Test
    void whatCouldNotBeUsedIsThereToTheLastWithTheReason() {
        List<String> sent = List.of("torn-1.xml", "torn-2.xml", "torn-3.xml");
        sent.forEach(name -> Torn.send(server, name));
        assertThat(walk("/aside?limit=2", "file"))
                .filteredOn(sent::contains)
                .isEqualTo(sent.reversed());
        JsonNode last = server.json("/aside?limit=1").path("items").get(0);
        assertThat(last.path("kind").asString()).isEqualTo("unreadable");
        assertThat(last.path("errors").get(0).path("line").asInt()).isEqualTo(1);
        assertThat(server.get("/aside?after=x").statusCode()).isEqualTo(400);
    }

    @Test
    void whoKnowsTheAnswerGetsNone() {
        HttpResponse<String> first = server.get("/rules");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(first.headers().firstValue("Cache-Control").orElseThrow()).contains("no-cache");
        HttpResponse<String> second =
                server.send(
                        server.request("/rules")
                                .header("Accept", "application/json")
                                .header("If-None-Match", tag));
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void theEntriesOfTheTrailFormAChain() {
        JsonNode third = server.json("/trail/3");
        assertThat(third.path("before").asString())
                .isEqualTo(server.json("/trail/2").path("hash").asString());
        assertThat(server.json("/trail/1").path("before").isNull()).isTrue();
        assertThat(third.path("head").asLong()).isGreaterThan(100);
        assertThat(server.get("/trail/999999999").statusCode()).isEqualTo(404);
    }

    @Test
    void oneEditionOfARuleIsInForceOnADay() {
        JsonNode rules = server.json("/rules?on=2026-06-01").path("items");
        List<String> names = new ArrayList<>();
        rules.forEach(rule ->
                names.add(rule.path("service").asString() + "/" + rule.path("rule").asString()));
        assertThat(names).isNotEmpty().doesNotHaveDuplicates();
        assertThat(server.json("/rules?on=1990-01-01").path("items")).isEmpty();
    }

    @Test
    void whatIsWrongWithARequestIsSaidWithAStableTypeAndInTheLanguageAskedFor() {
        for (String[] wrong :
                new String[][] {
                    {"/cases?limit=0", "400", "bad-request"},
                    {"/cases?limit=many", "400", "bad-request"},
                    {"/cases?after=%00", "400", "bad-request"},
                    {"/nothing", "404", "not-found"},
                    {"/cases/ecommerce-import/none", "404", "not-found"},
                    {"/documents/1x", "400", "bad-request"},
                    {"/books/no/such", "404", "not-found"}
                }) {
            HttpResponse<String> answer = server.get(wrong[0]);
            assertThat(answer.statusCode()).as(wrong[0]).isEqualTo(Integer.parseInt(wrong[1]));
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValue("application/problem+json");
            assertThat(Json.mapper().readTree(answer.body()).path("type").asString())
                    .isEqualTo("urn:liandong:problem:" + wrong[2]);
        }
        HttpResponse<String> chinese =
                server.send(server.request("/nothing").header("Accept-Language", "zh-CN"));
        assertThat(Json.mapper().readTree(chinese.body()).path("title").asString())
                .isEqualTo("此处没有内容");
        assertThat(server.send(server.request("/trail").header("Accept", "image/png")).statusCode())
                .isEqualTo(406);
    }

    @Test
    void aConsumerGoesOnBehindWhatItHasAcknowledged() {
        List<String> all = walk("/messages?limit=11", "id");
        assertThat(all).isNotEmpty();
        String second = all.get(1);
        HttpResponse<String> kept =
                server.post(
                        "/messages/ack",
                        "application/json",
                        ("{\"consumer\":\"desk\",\"position\":" + second + "}")
                                .getBytes(StandardCharsets.UTF_8));
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
        assertThat(walk("/messages?consumer=desk&limit=500", "id"))
                .isEqualTo(all.subList(2, all.size()));
        for (String wrong :
                new String[] {
                    "{\"consumer\":\"desk\",\"position\":99999999}", "{\"consumer\":\"desk\"}"
                }) {
            assertThat(
                            server.post(
                                            "/messages/ack",
                                            "application/json",
                                            wrong.getBytes(StandardCharsets.UTF_8))
                                    .statusCode())
                    .as(wrong)
                    .isEqualTo(422);
        }
        String recipient =
                server.json("/messages?limit=1").path("items").get(0).path("to").asString();
        assertThat(walk("/messages?recipient=" + recipient, "to"))
                .isNotEmpty()
                .containsOnly(recipient);
    }

    @Test
    void eventsComeAfterAPlaceAndGoOnAfterTheLastThatWasSeen() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            List<String> first = events(client, "0", 3);
            assertThat(first.getFirst()).startsWith("{\"seq\":");
            String id = first.getLast();
            List<String> second = events(client, id, 1);
            long before = Long.parseLong(id);
            assertThat(Json.mapper().readTree(second.getFirst()).path("seq").asLong())
                    .isGreaterThan(before);
        }
    }

    // Data of the first events, and the id that the stretch ends with.
    private List<String> events(HttpClient client, String after, int count)
            throws IOException, InterruptedException {
        HttpRequest request =
                server.request("/events")
                        .header("Accept", "text/event-stream")
                        .header("Last-Event-ID", after)
                        .build();
        var answer = client.send(request, BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        List<String> seen = new ArrayList<>();
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("data: ") && seen.size() < count) {
                    seen.add(line.substring(6));
                }
                if (line.startsWith("id: ") && seen.size() >= count) {
                    seen.add(line.substring(4));
                    return seen;
                }
            }
        }
        throw new AssertionError("The stream has ended: " + seen);
    }

    @Test
    void anOfficerAnswersATaskWithAReasonAndTheAnswerIsAFactOfTheCase() {
        JsonNode task = server.json("/tasks?limit=1").path("items").get(0);
        assertThat(task).as("an open task").isNotNull();
        String key = task.path("case").asString();
        String option = task.path("options").get(0).asString();
        var body = Json.mapper().createObjectNode();
        body.put("service", task.path("service").asString());
        body.put("case", key);
        body.put("task", task.path("id").asString());
        body.put("answer", "no such answer");
        body.put("reason", "looked at the goods");
        assertThat(answer(body.toString()).statusCode()).isEqualTo(422);
        body.put("answer", option);
        HttpResponse<String> taken = answer(body.toString());
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        assertThat(Json.mapper().readTree(taken.body()).path("result").asString())
                .isEqualTo("accepted");
        JsonNode known = server.json("/cases/ecommerce-import/" + key);
        assertThat(known.path("facts").toString()).contains("looked at the goods");
        assertThat(answer(body.toString()).statusCode()).isEqualTo(409);
    }

    private HttpResponse<String> answer(String body) {
        return server.post(
                "/tasks/answer", "application/json", body.getBytes(StandardCharsets.UTF_8));
    }
}
