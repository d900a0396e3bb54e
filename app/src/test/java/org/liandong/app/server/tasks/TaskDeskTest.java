package org.liandong.app.server.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.liandong.app.server.Problem;
import org.liandong.app.server.Reads;
import org.liandong.app.server.RunningServer;
import org.liandong.app.server.access.Browser;
import org.liandong.app.server.access.Caller;
import org.liandong.app.server.access.Grant;
import org.liandong.app.server.access.Parcels;
import org.liandong.app.server.access.Role;
import org.liandong.engine.Engine;
import org.liandong.engine.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Who may work on a task, that no two do so at a time, and how tasks are found.
@ExtendWith(RunningServer.Shared.class)
class TaskDeskTest {

    private static final String SERVICE = "ecommerce-import";
    private static final String OFFICE = "customs-officer";

    private final RunningServer server;

    TaskDeskTest(RunningServer server) {
        this.server = server;
    }

    /// An open task of its own: of a parcel whose goods no tariff knows.
    private JsonNode task(int seed) {
        Set<String> keys = new TreeSet<>();
        Parcels.send(
                        server,
                        seed,
                        message ->
                                message.replaceAll(
                                        "(<ceb:gcode>)\\d+(</ceb:gcode>)",
                                        "$1" + "9999999999" + "$2"))
                .forEach(result ->
                        result.nodes().forEach(node -> keys.add(String.valueOf(node.caseKey()))));
        return open().stream()
                .filter(task -> keys.contains(task.path("case").asString()))
                .findFirst()
                .orElseThrow();
    }

    private List<JsonNode> open() {
        List<JsonNode> tasks = new ArrayList<>();
        server.json("/tasks?limit=500").path("items").forEach(tasks::add);
        return tasks;
    }

    private static ObjectNode of(JsonNode task) {
        ObjectNode of = Json.mapper().createObjectNode();
        of.put("service", task.path("service").asString());
        of.put("case", task.path("case").asString());
        of.put("task", task.path("id").asString());
        return of;
    }

    private static ObjectNode answer(JsonNode task) {
        ObjectNode answer = of(task);
        answer.put("answer", task.path("options").get(0).asString());
        answer.put("reason", "looked at the goods");
        return answer;
    }

    private HttpResponse<String> post(String key, String path, JsonNode body) {
        return server.send(
                server.request(path, key)
                        .header("Content-Type", "application/json")
                        .header("Accept-Language", "en")
                        .POST(BodyPublishers.ofString(body.toString())));
    }

    private static String detail(HttpResponse<String> answer) {
        return Json.mapper().readTree(answer.body()).path("detail").asString();
    }

    private static String page(JsonNode task) {
        return "/cases/" + task.path("service").asString() + "/" + task.path("case").asString();
    }

    private static String[] form(JsonNode task, String... more) {
        List<String> fields =
                new ArrayList<>(
                        List.of(
                                "service",
                                task.path("service").asString(),
                                "key",
                                task.path("case").asString(),
                                "task",
                                task.path("id").asString()));
        fields.addAll(List.of(more));
        return fields.toArray(String[]::new);
    }

    // ---- the office

    @Test
    void aTaskOfAnotherOfficeIsNeitherTakenNorAnsweredByAProgram() {
        JsonNode task = task(701);
        assertThat(task.path("role").asString()).isEqualTo(OFFICE);
        String other = server.key(Grant.officer(SERVICE, "port-health"));
        for (String path : List.of("/tasks/answer", "/tasks/take", "/tasks/give-back")) {
            assertThat(
                            post(
                                            other,
                                            path,
                                            path.equals("/tasks/answer") ? answer(task) : of(task))
                                    .statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        String elsewhere = server.key(Grant.officer("import-refund", OFFICE));
        assertThat(post(elsewhere, "/tasks/answer", answer(task)).statusCode()).isEqualTo(404);
        String right = server.key(Grant.officer(SERVICE, OFFICE));
        assertThat(post(right, "/tasks/answer", answer(task)).statusCode()).isEqualTo(200);
    }

    @Test
    void aTaskOfAnotherOfficeIsNeitherTakenNorAnsweredByAForm() {
        JsonNode task = task(702);
        String[] answer =
                form(task, "answer", task.path("options").get(0).asString(), "reason", "seen");
        try (Browser other =
                        Browser.signedIn(
                                server, "desk-other", Grant.officer(SERVICE, "port-health"));
                Browser right =
                        Browser.signedIn(server, "desk-right", Grant.officer(SERVICE, OFFICE))) {
            assertThat(other.get(page(task)).body())
                    .contains("This task is for: Customs officer.")
                    .doesNotContain("action=\"/tasks/answer\"");
            assertThat(other.submit("/me", "/tasks/answer", answer).statusCode()).isEqualTo(403);
            assertThat(other.submit("/me", "/tasks/take", form(task)).statusCode()).isEqualTo(403);
            assertThat(server.json("/tasks?limit=500").toString())
                    .contains("\"" + task.path("case").asString() + "\"");
            assertThat(right.get(page(task)).body()).contains("action=\"/tasks/answer\"");
            assertThat(right.submit(page(task), "/tasks/answer", answer).statusCode())
                    .isEqualTo(303);
            assertThat(right.submit("/me", "/tasks/answer", answer).statusCode()).isEqualTo(409);
        }
    }

    // ---- in hand

    @Test
    void whoTakesATaskHasItUntilItIsGivenBack() {
        JsonNode task = task(703);
        String first = server.key(Grant.officer(SERVICE, OFFICE));
        String second = server.key(Grant.officer(SERVICE, ""), Grant.of(Role.AUDITOR, SERVICE));
        HttpResponse<String> taken = post(first, "/tasks/take", of(task));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        JsonNode hand = Json.mapper().readTree(taken.body());
        assertThat(hand.path("by").asString()).startsWith("key/");
        assertThat(Instant.parse(hand.path("until").asString()))
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(29)),
                        Instant.now().plus(Duration.ofMinutes(30)));
        assertThat(listed(task).path("taken")).isEqualTo(hand);
        assertThat(server.json(page(task)).path("tasks").findValues("taken")).containsExactly(hand);

        HttpResponse<String> late = post(second, "/tasks/take", of(task));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(detail(late)).contains(" has this task in hand until ");
        assertThat(post(second, "/tasks/answer", answer(task)).statusCode()).isEqualTo(409);
        assertThat(post(second, "/tasks/give-back", of(task)).statusCode()).isEqualTo(409);

        assertThat(post(first, "/tasks/give-back", of(task)).statusCode()).isEqualTo(204);
        assertThat(listed(task).has("taken")).isFalse();
        assertThat(post(second, "/tasks/take", of(task)).statusCode()).isEqualTo(200);
        assertThat(post(second, "/tasks/answer", answer(task)).statusCode()).isEqualTo(200);
        assertThat(server.json(page(task)).path("tasks").findValues("taken")).isEmpty();
        assertThat(post(first, "/tasks/take", of(task)).statusCode()).isEqualTo(409);
    }

    private JsonNode listed(JsonNode task) {
        for (JsonNode each : open()) {
            if (each.path("case").equals(task.path("case"))
                    && each.path("id").equals(task.path("id"))) {
                return each;
            }
        }
        throw new AssertionError("It is not open any more: " + task);
    }

    @Test
    void thePagesSayWhoHasATask() {
        JsonNode task = task(704);
        try (Browser lin = Browser.signedIn(server, "desk-lin", Grant.officer(SERVICE, OFFICE));
                Browser wu = Browser.signedIn(server, "desk-wu", Grant.officer(SERVICE, ""))) {
            assertThat(lin.submit(page(task), "/tasks/take", form(task)).statusCode())
                    .isEqualTo(303);
            assertThat(lin.get(page(task)).body())
                    .contains("You have this task in hand until ", "action=\"/tasks/give-back\"");
            assertThat(wu.get(page(task)).body())
                    .contains("desk-lin, until ")
                    .doesNotContain("action=\"/tasks/answer\"", "action=\"/tasks/take\"");
            assertThat(allPages(wu)).contains("desk-lin, until ");
            HttpResponse<String> refused = wu.submit("/me", "/tasks/take", form(task));
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("desk-lin has this task in hand until ");
            assertThat(lin.submit(page(task), "/tasks/give-back", form(task)).statusCode())
                    .isEqualTo(303);
            assertThat(wu.get(page(task)).body()).contains("action=\"/tasks/take\"");
        }
    }

    private static String allPages(Browser browser) {
        StringBuilder all = new StringBuilder();
        String next = "/tasks";
        while (next != null) {
            String page = browser.get(next).body();
            all.append(page);
            var link =
                    java.util.regex.Pattern.compile("href=\"([^\"]*)\" rel=\"next\"").matcher(page);
            next = link.find() ? link.group(1).replace("&amp;", "&") : null;
        }
        return all.toString();
    }

    @Test
    void aTaskIsFreeAgainWhenItsTimeHasRunOut() throws InterruptedException {
        JsonNode task = task(705);
        String key = task.path("case").asString();
        String id = task.path("id").asString();
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T01:00:00Z"));
        TaskDesk desk = new TaskDesk(server.part(Engine.class), server.part(Reads.class), now::get);
        Caller lin = officer("lin");
        Caller wu = officer("wu");
        assertThat(desk.take(lin, SERVICE, key, id).until())
                .isEqualTo(Instant.parse("2026-03-02T01:30:00Z"));
        now.set(Instant.parse("2026-03-02T01:20:00Z"));
        // Whoever has it keeps it for longer by taking it again.
        assertThat(desk.take(lin, SERVICE, key, id).until())
                .isEqualTo(Instant.parse("2026-03-02T01:50:00Z"));
        now.set(Instant.parse("2026-03-02T01:49:59.999Z"));
        assertThatThrownBy(() -> desk.take(wu, SERVICE, key, id))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("409 http.task.taken [lin, 2026-03-02 09:50:00]");
        now.set(Instant.parse("2026-03-02T01:50:00Z"));
        assertThat(desk.take(wu, SERVICE, key, id).by(wu)).isTrue();
        desk.giveBack(wu, SERVICE, key, id);
    }

    private static Caller officer(String name) {
        return new Caller("person/" + name, name, true, List.of(Grant.officer(SERVICE, OFFICE)));
    }

    // ---- lists

    @Test
    void pagesLeadThroughAllTasksOnce() {
        task(711);
        task(712);
        for (String state : List.of("open", "closed")) {
            List<String> all = walk("/tasks?limit=500&state=" + state);
            assertThat(walk("/tasks?limit=2&state=" + state))
                    .isEqualTo(all)
                    .doesNotHaveDuplicates();
            assertThat(
                            walk(
                                    "/tasks?limit=2&service="
                                            + SERVICE
                                            + "&role="
                                            + OFFICE
                                            + "&state="
                                            + state))
                    .isEqualTo(all);
            assertThat(walk("/tasks?role=port-health&state=" + state)).isEmpty();
        }
        assertThat(walk("/tasks?limit=2")).hasSizeGreaterThan(3);
        assertThat(server.get("/tasks?state=lost").statusCode()).isEqualTo(400);
        assertThat(server.get("/tasks?after=x").statusCode()).isEqualTo(400);
    }

    private List<String> walk(String path) {
        List<String> seen = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode page = server.json(path + after);
            page.path("items")
                    .forEach(task ->
                            seen.add(
                                    task.path("case").asString()
                                            + " "
                                            + task.path("id").asString()));
            if (page.path("next").isNull()) {
                return seen;
            }
            after = "&after=" + page.path("next").asString();
        }
    }

    @Test
    void thePageOfTasksIsNarrowedByRoleAndState() {
        String all = server.page("/tasks", "en").body();
        assertThat(all)
                .contains("href=\"/tasks?role=" + OFFICE + "\"", "href=\"/tasks?state=closed\"");
        assertThat(server.page("/tasks?role=" + OFFICE, "en").body()).contains("class=\"row\"");
        assertThat(server.page("/tasks?role=port-health", "en").body())
                .doesNotContain("class=\"row\"");
        String elsewhere = server.key(Grant.officer("import-refund", ""));
        assertThat(
                        server.send(
                                        server.request("/tasks", elsewhere)
                                                .header("Accept", "text/html"))
                                .body())
                .doesNotContain("class=\"row\"");
    }
}
