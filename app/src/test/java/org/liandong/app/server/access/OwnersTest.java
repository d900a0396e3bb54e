package org.liandong.app.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.app.server.RunningServer;
import org.liandong.engine.Json;
import tools.jackson.databind.JsonNode;

/// Every bank sees its own cases only: neither the case of another, nor its accounts, nor its name, on any page and in any answer.
class OwnersTest {

    private static final String SERVICE = TwoBanks.SERVICE;

    /// What beta must not come upon: name and contract of the other bank.
    private static final List<String> HIDDEN = List.of("ALPHA", "KA-7701");

    /// Everything that lists or shows something of cases.
    private static final List<String> LISTS =
            List.of(
                    "/cases",
                    "/cases?service=" + SERVICE,
                    "/cases?service=" + SERVICE + "&status=rejected",
                    "/cases?changedSince=2020-01-01T00:00:00Z",
                    "/cases?q=KA-7701",
                    "/cases?q=KB-7703",
                    "/decisions?limit=500",
                    "/tasks",
                    "/tasks?state=closed",
                    "/tasks?service=" + SERVICE,
                    "/clocks",
                    "/messages?limit=500",
                    "/messages?consumer=beta",
                    "/trail?limit=500",
                    "/services",
                    "/rules",
                    "/cases/" + SERVICE + "/" + TwoBanks.REFUSED,
                    "/cases/" + SERVICE + "/" + TwoBanks.OF_BETA);

    private static final List<String> PAGES =
            List.of(
                    "/",
                    "/cases",
                    "/cases?service=" + SERVICE,
                    "/cases?service=" + SERVICE + "&status=rejected",
                    "/tasks",
                    "/tasks?state=closed",
                    "/clocks",
                    "/messages",
                    "/trail",
                    "/services",
                    "/rules",
                    "/me",
                    "/search?q=R1",
                    "/search?q=KB-770",
                    "/services/" + SERVICE + "/portfolio",
                    "/services/" + SERVICE + "/loan?contract=KB-7703",
                    "/cases/" + SERVICE + "/" + TwoBanks.REFUSED,
                    "/cases/" + SERVICE + "/" + TwoBanks.OF_BETA);

    private static RunningServer running;
    private static String all;
    private static String beta;
    private static String auditor;

    @BeforeAll
    static void begin() {
        running = RunningServer.startEmpty(InstantSource.system());
        TwoBanks.takenInBy(running);
        all = running.key(Grant.officer(SERVICE, ""));
        beta = running.key(Grant.officer(SERVICE, "", List.of(TwoBanks.BETA)));
        auditor = running.key(Grant.auditor(Grant.ANY, List.of(TwoBanks.BETA)));
    }

    @AfterAll
    static void end() throws Exception {
        running.close();
    }

    private static HttpResponse<String> get(String path, String key) {
        return running.send(running.request(path, key).header("Accept", "application/json"));
    }

    private static HttpResponse<String> post(String path, String key, String json) {
        return running.send(
                running.request(path, key)
                        .header("Accept", "application/json")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)));
    }

    private static List<String> cases(String key) {
        List<String> keys = new ArrayList<>();
        String next = "/cases?limit=1";
        while (next != null) {
            JsonNode page = Json.mapper().readTree(get(next, key).body());
            page.path("items").forEach(line -> keys.add(line.path("case").asString()));
            next =
                    page.path("next").isString()
                            ? "/cases?limit=1&after="
                                    + URLEncoder.encode(
                                            page.path("next").asString(), StandardCharsets.UTF_8)
                            : null;
        }
        return keys;
    }

    @Test
    void noAnswerToAProgramShowsWhatIsOfAnotherBank() {
        for (String path : LISTS) {
            for (String key : List.of(beta, auditor)) {
                HttpResponse<String> answer = get(path, key);
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                assertThat(answer.body()).as(path).doesNotContain(HIDDEN);
            }
        }
        // The same lists show it to who is not limited: otherwise this would prove nothing.
        for (String path :
                List.of("/cases", "/decisions?limit=500", "/tasks", "/messages", "/trail")) {
            assertThat(get(path, all).body()).as(path).contains("KA-7701");
            assertThat(get(path, beta).body()).as(path).contains("KB-7703");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void noPageShowsWhatIsOfAnotherBank(String language) throws Exception {
        try (Browser officer =
                        Browser.signedIn(
                                        running,
                                        "beta-" + language.substring(0, 2),
                                        Grant.officer(SERVICE, "", List.of(TwoBanks.BETA)))
                                .speaking(language);
                Browser everybody =
                        Browser.signedIn(
                                        running,
                                        "harbour-" + language.substring(0, 2),
                                        Grant.officer(SERVICE, ""))
                                .speaking(language)) {
            for (String path : PAGES) {
                HttpResponse<String> page = officer.get(path);
                assertThat(page.statusCode()).as(path).isIn(200, 303);
                assertThat(page.body()).as(path).doesNotContain(HIDDEN);
                if (page.statusCode() == 200) {
                    assertThat(page.body())
                            .as(path)
                            .contains("<html lang=\"" + language.substring(0, 2));
                }
            }
            // No way leads to what would be refused.
            assertThat(officer.get("/").body())
                    .contains("KB-7703")
                    .doesNotContain("href=\"/books", "href=\"/upload\"");
            assertThat(officer.get("/cases/" + SERVICE + "/" + TwoBanks.OF_BETA).body())
                    .contains("facility/KB-7703", "/tasks/answer")
                    .doesNotContain("href=\"/books", "name=\"document\"");
            assertThat(officer.get("/trail").body()).doesNotContain("/aside");
            assertThat(officer.get("/search?q=KA-7701").body()).doesNotContain("financing:KA");
            assertThat(officer.get("/cases/" + SERVICE + "/" + TwoBanks.OF_ALPHA).statusCode())
                    .isEqualTo(404);
            for (String path : List.of("/", "/cases?service=" + SERVICE, "/tasks", "/messages")) {
                assertThat(everybody.get(path).body()).as(path).contains("KA-7701");
            }
        }
    }

    @Test
    void theCaseOfAnotherBankIsNotThere() {
        for (String key : List.of(beta, auditor)) {
            for (String path :
                    List.of(
                            "/cases/" + SERVICE + "/" + TwoBanks.OF_ALPHA,
                            "/cases/" + SERVICE + "/financing:NONE",
                            "/cases/" + SERVICE + "/financing:KX-7799",
                            "/cases/" + SERVICE + "/market:NATURAL-RUBBER",
                            "/cases/" + SERVICE + "/receipt:R1",
                            "/cases/warehouse-receipt/receipt:R1")) {
                assertThat(get(path, key).statusCode()).as(path).isEqualTo(404);
            }
            assertThat(get("/cases/" + SERVICE + "/" + TwoBanks.OF_BETA, key).statusCode())
                    .isEqualTo(200);
            assertThat(cases(key)).containsExactly(TwoBanks.REFUSED, TwoBanks.OF_BETA);
        }
        assertThat(cases(all)).contains(TwoBanks.OF_ALPHA, TwoBanks.OF_BETA, "financing:KX-7799");
        assertThat(get("/cases/" + SERVICE + "/" + TwoBanks.OF_ALPHA, all).body())
                .contains("\"owner\":\"BANK-ALPHA\"");
    }

    @Test
    void aRefusedBankLearnsSinceWhenNotWhose() {
        assertThat(get("/cases/" + SERVICE + "/" + TwoBanks.REFUSED, beta).body())
                .contains("\"status\":\"rejected\"", "with an earlier right since")
                .doesNotContain(HIDDEN);
    }

    @Test
    void whatBelongsToManyIsNotSeenByWhoIsLimited() {
        String mixed =
                running.key(
                        Grant.officer("warehouse-receipt", ""),
                        Grant.officer(SERVICE, "", List.of(TwoBanks.BETA)));
        for (String path :
                List.of("/books", "/books/facility/KA-7701/undrawn", "/books/wr/R1/free")) {
            assertThat(get(path, beta).statusCode()).as(path).isEqualTo(403);
            assertThat(get(path, mixed).statusCode()).as(path).isEqualTo(403);
            assertThat(get(path, all).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(get("/documents/1", beta).statusCode()).isEqualTo(403);
        assertThat(get("/documents/1", mixed).statusCode()).isEqualTo(403);
        assertThat(get("/aside", beta).statusCode()).isEqualTo(403);
        // Of the service that is seen whole, everything; of the other, the own cases.
        assertThat(get("/aside", mixed).statusCode()).isEqualTo(200);
        assertThat(cases(mixed))
                .contains("receipt:R1", TwoBanks.OF_BETA)
                .doesNotContain(TwoBanks.OF_ALPHA, "market:NATURAL-RUBBER");
        assertThat(get("/decisions?service=" + SERVICE, mixed).body()).doesNotContain(HIDDEN);
    }

    @Test
    void onlyOwnTasksAreTakenAndAnswered() {
        String others = "{\"service\":\"%s\",\"case\":\"%s\",\"task\":\"%s\"%s}";
        String said = ",\"answer\":\"noted\",\"reason\":\"The keeper was changed.\"";
        for (String act : List.of("take", "answer", "give-back")) {
            assertThat(
                            post(
                                            "/tasks/" + act,
                                            beta,
                                            others.formatted(
                                                    SERVICE, TwoBanks.OF_ALPHA, "default/E1", said))
                                    .statusCode())
                    .as(act)
                    .isEqualTo(404);
        }
        // An auditor of others, and an officer of one bank: a task is answered under the officer's
        // grant.
        String alphaReads =
                running.key(
                        Grant.of(Role.AUDITOR, SERVICE),
                        Grant.officer(SERVICE, "", List.of(TwoBanks.BETA)));
        assertThat(
                        post(
                                        "/tasks/take",
                                        alphaReads,
                                        others.formatted(
                                                SERVICE, TwoBanks.OF_ALPHA, "default/E1", ""))
                                .statusCode())
                .isEqualTo(403);
        HttpResponse<String> answered =
                post(
                        "/tasks/answer",
                        beta,
                        others.formatted(SERVICE, TwoBanks.OF_BETA, "default/E2", said));
        assertThat(answered.body()).contains("\"accepted\"");
    }

    @Test
    void whoIsLimitedReportsNoFacts() {
        String fact = TwoBanks.applied("KA-7701", TwoBanks.ALPHA);
        assertThat(post("/facts", beta, fact).statusCode()).isEqualTo(403);
        // Nor by another way in: the grant itself does not do.
        String mixed =
                running.key(
                        Grant.officer("warehouse-receipt", ""),
                        Grant.officer(SERVICE, "", List.of(TwoBanks.BETA)));
        assertThat(post("/facts", mixed, fact).body()).contains("NOT-GRANTED");
    }

    @Test
    void personalDataOfOthersAreNotShown() {
        for (String[] each :
                List.of(
                        new String[] {TwoBanks.OF_ALPHA, "404"},
                        new String[] {TwoBanks.OF_BETA, "200"})) {
            HttpRequest.Builder request =
                    running.request("/reveal", beta)
                            .header("Accept", "application/json")
                            .header("Content-Type", "application/x-www-form-urlencoded");
            String form = "service=" + SERVICE + "&key=" + each[0] + "&reason=A+complaint";
            assertThat(
                            running.send(request.copy().POST(BodyPublishers.ofString(form)))
                                    .statusCode())
                    .as(each[0])
                    .isEqualTo(Integer.parseInt(each[1]));
            // A document may have brought facts to the cases of others.
            assertThat(
                            running.send(
                                            request.copy()
                                                    .POST(
                                                            BodyPublishers.ofString(
                                                                    form + "&document=1")))
                                    .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void whoFollowsIsToldOfOwnCasesOnly() throws Exception {
        assertThat(events(all)).contains(TwoBanks.OF_ALPHA, TwoBanks.OF_BETA);
        assertThat(events(beta)).contains(TwoBanks.OF_BETA).doesNotContain(HIDDEN);
    }

    // Up to the first place that the stream names.
    private static String events(String key) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> answer =
                    client.send(
                            running.request("/events?after=0", key)
                                    .header("Accept", "text/event-stream")
                                    .build(),
                            BodyHandlers.ofInputStream());
            StringBuilder said = new StringBuilder();
            try (InputStream in = answer.body()) {
                byte[] part = new byte[4096];
                while (said.indexOf("\nid: ") < 0) {
                    int read = in.read(part);
                    if (read < 0) {
                        break;
                    }
                    said.append(new String(part, 0, read, StandardCharsets.UTF_8));
                }
            }
            return said.toString();
        }
    }

    @Test
    void anAdministratorLimitsAccountsAndKeys() {
        String grant = "{\"role\":\"%s\",\"service\":\"pledge-finance\",\"owners\":%s}";
        String person = "{\"name\":\"%s\",\"shown\":\"Mo\",\"grants\":[%s]}";
        assertThat(
                        post(
                                "/admin/people",
                                admin(),
                                person.formatted(
                                        "mo", grant.formatted("officer", "[\"BANK-BETA\"]"))))
                .extracting(HttpResponse::statusCode)
                .isEqualTo(201);
        assertThat(get("/admin/people/mo", admin()).body()).contains("\"owners\":[\"BANK-BETA\"]");
        // What looks like a limit must be one.
        for (String wrong :
                List.of(
                        grant.formatted("source", "[\"BANK-BETA\"]"),
                        grant.formatted("applicant", "[\"BANK-BETA\"]"),
                        grant.formatted("officer", "[\" \"]"),
                        grant.formatted("auditor", "[\"\",\"\"]"))) {
            assertThat(post("/admin/people", admin(), person.formatted("no", wrong)).statusCode())
                    .as(wrong)
                    .isEqualTo(422);
        }
    }

    private static String admin() {
        return running.key(Grant.administrator());
    }
}
