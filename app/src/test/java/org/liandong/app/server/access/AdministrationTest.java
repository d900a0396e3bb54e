package org.liandong.app.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.liandong.app.server.Reads;
import org.liandong.app.server.RunningServer;
import org.liandong.engine.Json;
import tools.jackson.databind.JsonNode;

/// What administrators do, over HTTP: with pages and with JSON, what is refused, and what the trail keeps of it.
@ExtendWith(RunningServer.Shared.class)
class AdministrationTest {

    private static final String OFFICER =
            "\"grants\":[{\"role\":\"officer\",\"service\":\"ecommerce-import\"}]";
    private static final String HOSTILE = "<script>alert(1)</script>\"'><b>${7*7}";

    private final RunningServer running;

    AdministrationTest(RunningServer running) {
        this.running = running;
    }

    private HttpResponse<String> post(String path, String body) {
        return running.post(path, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.mapper().readTree(answer.body());
    }

    private static String text(HttpResponse<String> answer, String field) {
        return json(answer).path(field).asString();
    }

    private void refused(int status, String detail, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(text(answer, "detail")).contains(detail);
    }

    private static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private static String secret(HttpResponse<String> page) {
        Matcher secret =
                Pattern.compile("id=\"secret\"[^>]* value=\"([^\"]+)\"").matcher(page.body());
        return secret.find() ? secret.group(1) : "";
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        running.part(Reads.class)
                .read(views -> views.notes(Long.MAX_VALUE, 40))
                .forEach(note -> notes.add(note.source() + " " + note.type() + " " + note.body()));
        return notes;
    }

    private void noted(String act, String about) {
        assertThat(notes()).anyMatch(note -> note.contains(act) && note.contains(about));
    }

    private static String again(String link) {
        return link.substring(link.indexOf("/begin/"));
    }

    private Browser administrator(String name) {
        return Browser.signedIn(running, name, Grant.administrator());
    }

    // ---- with pages

    @Test
    void anAccountIsAddedOnAPageAndItsLinkIsShownOnce() {
        try (Browser admin = administrator("admin-adds");
                Browser owner = new Browser(running)) {
            HttpResponse<String> added =
                    admin.submit(
                            "/admin/add/person",
                            "/admin/people",
                            "name",
                            "Page.Mo",
                            "shown",
                            "Mo Yan",
                            "role",
                            "officer",
                            "service",
                            "ecommerce-import",
                            "office",
                            "customs-officer",
                            // Of another role, and not seen by whoever fills the form.
                            "prefixes",
                            "EBP1/");
            assertThat(added.statusCode()).isEqualTo(303);
            assertThat(location(added)).isEqualTo("/admin/people/page.mo");
            HttpResponse<String> page = admin.get("/admin/people/page.mo");
            assertThat(page.body())
                    .contains(
                            "Mo Yan has not chosen a password yet.",
                            "tasks of Customs officer",
                            "Cross-border e-commerce import");
            assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
            String link = secret(page);
            assertThat(link).startsWith(running.at("/begin/").toString());
            assertThat(secret(admin.get("/admin/people/page.mo"))).isEmpty();
            assertThat(new Person(running.part(People.class), "page.mo").grants())
                    .containsExactly(Grant.officer("ecommerce-import", "customs-officer"));

            owner.get(again(link));
            assertThat(
                            owner.submit(again(link), again(link), "password", Browser.PASSWORD)
                                    .statusCode())
                    .isEqualTo(303);
            assertThat(owner.get("/admin/people").statusCode()).isEqualTo(403);
            assertThat(new Browser(running).get(again(link)).statusCode()).isEqualTo(410);
            noted("person/admin-adds person-added", "page.mo");
            assertThat(String.join("\n", notes()))
                    .doesNotContain(link.substring(link.lastIndexOf('/') + 1));
        }
    }

    @Test
    void aFormThatIsRefusedKeepsWhatWasEnteredAndSaysWhereItIsWrong() {
        try (Browser admin = administrator("admin-errs")) {
            for (String[] wrong :
                    new String[][] {
                        {"No Name!", "X", "auditor", "*", "name", "cannot be a name"},
                        {"admin-errs", "X", "auditor", "*", "name", "is taken"},
                        {"errs-1", "", "auditor", "*", "shown", "in at most 100 characters"},
                        {"errs-1", "x".repeat(101), "auditor", "*", "shown", "at most 100"},
                        {"errs-1", "X", "", "*", "role", "Choose a role"},
                        {"errs-1", "X", "emperor", "*", "role", "Choose a role"},
                        {"errs-1", "X", "auditor", "zoo", "service", "There is no such service"},
                        {"errs-1", "X", "applicant", "*", "prefixes", "at least one beginning"}
                    }) {
                HttpResponse<String> page =
                        admin.submit(
                                "/admin/add/person",
                                "/admin/people",
                                "name",
                                wrong[0],
                                "shown",
                                wrong[1],
                                "role",
                                wrong[2],
                                "service",
                                wrong[3]);
                assertThat(page.statusCode()).as(wrong[5]).isBetween(409, 422);
                assertThat(page.body())
                        .contains("<a href=\"#" + wrong[4] + "\">", "id=\"" + wrong[4] + "\"")
                        .contains("id=\"" + wrong[4] + "-error\"", wrong[5])
                        .contains("value=\"" + wrong[0] + "\"");
            }
            assertThat(running.part(People.class).of("errs-1")).isNull();
        }
    }

    @Test
    void rolesAreGivenAndTakenAndTheLastOneStays() {
        People people = running.part(People.class);
        people.add("person/test", "roles-mo", "Mo", null, List.of(Grant.officer("*", "")));
        try (Browser admin = administrator("admin-roles")) {
            String page = "/admin/people/roles-mo";
            HttpResponse<String> given =
                    admin.submit(page + "/give", page + "/give", "role", "auditor", "service", "*");
            assertThat(location(given)).isEqualTo(page + "?said=given");
            assertThat(admin.get(page + "?said=given").body()).contains("Given.");
            Person both = new Person(people, "roles-mo");
            assertThat(both.grants())
                    .containsExactly(Grant.officer("*", ""), Grant.of(Role.AUDITOR, "*"));

            String officer = "{\"role\":\"officer\",\"service\":\"*\"}";
            assertThat(admin.submit(page, page + "/take", "grant", officer).statusCode())
                    .isEqualTo(303);
            assertThat(both.grants()).containsExactly(Grant.of(Role.AUDITOR, "*"));
            // Somebody else was faster.
            assertThat(location(admin.submit(page + "/give", page + "/take", "grant", officer)))
                    .isEqualTo(page);
            HttpResponse<String> last =
                    admin.submit(
                            page + "/give",
                            page + "/take",
                            "grant",
                            "{\"role\":\"auditor\",\"service\":\"*\"}");
            assertThat(last.statusCode()).isEqualTo(422);
            assertThat(last.body()).contains("Say at least one thing that it may do.");
            assertThat(both.grants()).hasSize(1);
            noted("person/admin-roles person-changed", "roles-mo");
        }
    }

    /// Grants as they stand.
    private record Person(People people, String name) {
        List<Grant> grants() {
            return Objects.requireNonNull(people.of(name)).grants();
        }
    }

    @Test
    void anAccountIsRenamedInvitedClosedAndOpenedAgain() {
        People people = running.part(People.class);
        try (Browser admin = administrator("admin-closes");
                Browser mo = Browser.signedIn(running, "closes-mo", Grant.officer("*", ""))) {
            String page = "/admin/people/closes-mo";
            assertThat(admin.get("/admin/people/nobody-here").statusCode()).isEqualTo(404);
            admin.submit(page + "/change", page + "/change", "shown", "Mo the Second");
            assertThat(admin.get(page).body()).contains("Mo the Second can sign in.");
            assertThat(mo.get("/me").statusCode()).isEqualTo(302);

            assertThat(admin.get(page + "/invite").body()).contains("are void at once");
            assertThat(location(admin.submit(page + "/invite", page + "/invite"))).isEqualTo(page);
            String link = secret(admin.get(page));
            assertThat(people.invited(link.substring(link.lastIndexOf('/') + 1)))
                    .isEqualTo(people.of("closes-mo"));

            assertThat(admin.get(page + "/close").body()).contains("Close the account of");
            assertThat(location(admin.submit(page + "/close", page + "/close")))
                    .isEqualTo(page + "?said=closed");
            assertThat(new Browser(running).get(again(link)).statusCode()).isEqualTo(410);
            assertThat(admin.get(page).body())
                    .contains("is closed.", "Open again")
                    .doesNotContain(page + "/give");
            admin.submit(page + "/invite", page + "/invite");
            assertThat(Objects.requireNonNull(people.of("closes-mo")).active()).isTrue();
            noted("person/admin-closes person-invited", "closes-mo");
            noted("person/admin-closes person-closed", "closes-mo");
        }
    }

    @Test
    void nobodyMakesALinkForThemselves() {
        try (Browser admin = administrator("admin-self")) {
            String page = "/admin/people/admin-self";
            assertThat(admin.get(page).body())
                    .contains("This is your own account.")
                    .doesNotContain(page + "/invite");
            HttpResponse<String> own = admin.submit(page + "/close", page + "/invite");
            assertThat(own.statusCode()).isEqualTo(409);
            assertThat(own.body()).contains("You cannot make a link for yourself");
            // Whoever closes the own account is out.
            assertThat(location(admin.submit(page + "/close", page + "/close")))
                    .isEqualTo("/enter");
            assertThat(admin.get("/admin").statusCode()).isEqualTo(302);
        }
    }

    @Test
    void aKeyIsMadeRotatedAndRevokedAndShownOnceEachTime() {
        Keys keys = running.part(Keys.class);
        try (Browser admin = administrator("admin-keys")) {
            HttpResponse<String> made =
                    admin.submit(
                            "/admin/add/key",
                            "/admin/keys",
                            "shown",
                            "Harbour bank",
                            "role",
                            "source",
                            "service",
                            "ecommerce-import",
                            "types",
                            "payment\r\n\r\n order \r\n",
                            "sources",
                            "P1",
                            "kind",
                            "secret",
                            "days",
                            "90");
            assertThat(made.statusCode()).isEqualTo(303);
            String page = location(made);
            assertThat(page).matches("/admin/keys/[0-9a-z]{10}");
            HttpResponse<String> shown = admin.get(page);
            assertThat(shown.body()).contains("types payment, order; source codes P1");
            String token = secret(shown);
            assertThat(Objects.requireNonNull(keys.check(token)).grants())
                    .containsExactly(
                            Grant.source(
                                    "ecommerce-import",
                                    List.of("payment", "order"),
                                    List.of("P1")));
            assertThat(secret(admin.get(page))).isEmpty();

            HttpResponse<String> wrong =
                    admin.submit(page + "/rotate", page + "/rotate", "overlap", "31", "days", "90");
            assertThat(wrong.statusCode()).isEqualTo(422);
            assertThat(wrong.body()).contains("id=\"overlap-error\"", "at most 30 days");
            admin.submit(page + "/rotate", page + "/rotate", "overlap", "2", "days", "90");
            HttpResponse<String> rotated = admin.get(page);
            assertThat(rotated.body()).contains("The secret before goes on until");
            assertThat(keys.check(secret(rotated))).isNotNull();
            assertThat(keys.check(token)).isNotNull();

            admin.submit(page + "/change", page + "/change", "shown", "Harbour bank, payments");
            assertThat(admin.get("/admin/keys").body()).contains("Harbour bank, payments");
            admin.submit(page + "/give", page + "/give", "role", "auditor", "service", "*");
            assertThat(Objects.requireNonNull(keys.of(page.substring(12))).grants()).hasSize(2);
            admin.submit(page, page + "/take", "grant", "{\"role\":\"auditor\",\"service\":\"*\"}");
            assertThat(Objects.requireNonNull(keys.of(page.substring(12))).grants()).hasSize(1);

            assertThat(location(admin.submit(page + "/revoke", page + "/revoke")))
                    .isEqualTo(page + "?said=revoked");
            assertThat(keys.check(secret(rotated))).isNull();
            assertThat(admin.get(page).body())
                    .contains("was revoked on")
                    .doesNotContain(page + "/rotate");
            HttpResponse<String> late =
                    admin.submit(page + "/give", page + "/change", "shown", "X");
            assertThat(late.statusCode()).isEqualTo(409);
            for (String act : List.of("key-added", "key-rotated", "key-changed", "key-revoked")) {
                noted("person/admin-keys " + act, page.substring(12));
            }
            String all = String.join("\n", notes());
            assertThat(all).doesNotContain(token.substring(15), secret(rotated).substring(15));
        }
    }

    @Test
    void aKeyThatCannotBeIsRefusedAtItsField() {
        try (Browser admin = administrator("admin-badkeys")) {
            for (String[] wrong :
                    new String[][] {
                        {"", "source", "secret", "", "90", "shown"},
                        {"x".repeat(101), "source", "secret", "", "90", "shown"},
                        {"X", "", "secret", "", "90", "role"},
                        {"X", "source", "subject", " ", "90", "subject"},
                        {"X", "source", "secret", "", "733", "days"},
                        {"X", "source", "secret", "", "0", "days"},
                        {"X", "source", "secret", "", "soon", "days"}
                    }) {
                HttpResponse<String> page =
                        admin.submit(
                                "/admin/add/key",
                                "/admin/keys",
                                "shown",
                                wrong[0],
                                "role",
                                wrong[1],
                                "service",
                                "*",
                                "kind",
                                wrong[2],
                                "subject",
                                wrong[3],
                                "days",
                                wrong[4]);
                assertThat(page.statusCode()).isEqualTo(422);
                assertThat(page.body()).contains("<a href=\"#" + wrong[5] + "\">");
            }
            HttpResponse<String> subject =
                    admin.submit(
                            "/admin/add/key",
                            "/admin/keys",
                            "shown",
                            "Port community",
                            "role",
                            "source",
                            "service",
                            "*",
                            "kind",
                            "subject",
                            "subject",
                            "sub-badkeys",
                            "days",
                            "90");
            assertThat(location(subject)).endsWith("?said=key-added");
            assertThat(admin.get(location(subject)).body())
                    .contains("known to the provider as sub-badkeys")
                    .doesNotContain("id=\"secret\"", "/rotate");
        }
    }

    @Test
    void aWebhookIsAddedPausedResumedAndRemoved() {
        try (Browser admin = administrator("admin-hooks")) {
            HttpResponse<String> inside =
                    admin.submit(
                            "/admin/add/webhook",
                            "/admin/webhooks",
                            "url",
                            "http://10.0.0.1/",
                            "service",
                            "ecommerce-import",
                            "kind",
                            "decisions");
            assertThat(inside.statusCode()).isEqualTo(422);
            assertThat(inside.body()).contains("id=\"url-error\"", "http://10.0.0.1/");
            HttpResponse<String> nobody =
                    admin.submit(
                            "/admin/add/webhook",
                            "/admin/webhooks",
                            "url",
                            "https://hook.invalid/",
                            "service",
                            "ecommerce-import",
                            "kind",
                            "messages");
            assertThat(nobody.statusCode()).isEqualTo(422);
            assertThat(nobody.body()).contains("id=\"recipient-error\"");
            HttpResponse<String> added =
                    admin.submit(
                            "/admin/add/webhook",
                            "/admin/webhooks",
                            "url",
                            "https://hook.invalid/admin",
                            "service",
                            "ecommerce-import",
                            "kind",
                            "messages",
                            "recipient",
                            "NOBODY-9");
            String page = location(added);
            assertThat(secret(admin.get(page))).startsWith("whsec_");
            assertThat(secret(admin.get(page))).isEmpty();
            admin.submit(page, page + "/pause");
            assertThat(admin.get(page).body()).contains("hook.invalid is not called until");
            admin.submit(page, page + "/resume");
            assertThat(admin.get("/admin/webhooks").body())
                    .contains("https://hook.invalid/admin", "to NOBODY-9");
            assertThat(admin.submit(page, page + "/letters/none/resend").statusCode())
                    .isEqualTo(404);
            assertThat(admin.get(page + "/remove").body()).contains("It is called never again");
            assertThat(location(admin.submit(page + "/remove", page + "/remove")))
                    .isEqualTo("/admin/webhooks?said=removed");
            assertThat(admin.get(page).statusCode()).isEqualTo(404);
            for (String act : List.of("added", "paused", "active", "removed")) {
                noted("person/admin-hooks webhook-" + act, page.substring(16));
            }
        }
    }

    @Test
    void whatSomebodyIsCalledNeverBecomesPartOfAPage() {
        People people = running.part(People.class);
        Keys keys = running.part(Keys.class);
        Grant limited = Grant.source("*", List.of(HOSTILE), List.of());
        people.add("person/test", "hostile-mo", HOSTILE, HOSTILE, List.of(limited));
        String id =
                keys.addSubject(
                                "person/test",
                                HOSTILE,
                                HOSTILE + "2",
                                List.of(limited),
                                Duration.ofDays(9))
                        .id();
        try (Browser admin = administrator("admin-hostile")) {
            List<String> pages = new ArrayList<>(List.of("/admin", "/admin/people", "/admin/keys"));
            for (String act : List.of("", "/change", "/give", "/invite", "/close")) {
                pages.add("/admin/people/hostile-mo" + act);
            }
            for (String act : List.of("", "/change", "/give", "/rotate", "/revoke")) {
                pages.add("/admin/keys/" + id + act);
            }
            for (String page : pages) {
                HttpResponse<String> answer = admin.get(page);
                assertThat(answer.statusCode()).as(page).isEqualTo(200);
                assertThat(answer.body()).as(page).doesNotContain("<script>alert", "><b>");
            }
            assertThat(admin.get("/admin/keys/" + id).body()).contains("&lt;script&gt;alert(1)");
            HttpResponse<String> back =
                    admin.submit(
                            "/admin/add/person",
                            "/admin/people",
                            "name",
                            HOSTILE,
                            "shown",
                            HOSTILE,
                            "office",
                            HOSTILE,
                            "prefixes",
                            "</textarea>" + HOSTILE);
            assertThat(back.statusCode()).isEqualTo(422);
            assertThat(back.body()).doesNotContain("<script>alert", "</textarea><script>");
        }
        keys.revoke("person/test", id);
        people.close("person/test", "hostile-mo");
    }

    @Test
    void aFormOfAnotherSiteIsRefused() {
        try (Browser admin = administrator("admin-forged")) {
            assertThat(
                            admin.post(
                                            "/admin/people",
                                            "name",
                                            "forged",
                                            "shown",
                                            "F",
                                            "role",
                                            "administrator")
                                    .statusCode())
                    .isEqualTo(403);
            assertThat(admin.post("/admin/people/admin-forged/close").statusCode()).isEqualTo(403);
            assertThat(running.part(People.class).of("forged")).isNull();
        }
    }

    @Test
    void onlyWhoAdministersHasTheTab() {
        try (Browser admin = administrator("admin-tab");
                Browser officer =
                        Browser.signedIn(running, "officer-tab", Grant.officer("*", ""))) {
            assertThat(admin.get("/").body())
                    .contains("href=\"/admin\"")
                    .doesNotContain("href=\"/cases\"");
            assertThat(officer.get("/").body())
                    .contains("href=\"/cases\"")
                    .doesNotContain("href=\"/admin\"");
        }
    }

    // ---- with JSON

    @Test
    void aProgramAddsChangesInvitesAndClosesAnAccount() {
        HttpResponse<String> added =
                post("/admin/people", "{\"name\":\"json-mo\",\"shown\":\"Mo\"," + OFFICER + "}");
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        assertThat(added.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(text(added, "state")).isEqualTo("invited");
        String link = text(added, "link");
        assertThat(new Browser(running).get(again(link)).statusCode()).isEqualTo(200);
        assertThat(running.get("/admin/people/json-mo").body()).doesNotContain("link\"", "begin");
        assertThat(running.json("/admin/people").path("items").findValuesAsString("name"))
                .contains("json-mo");

        HttpResponse<String> changed =
                post(
                        "/admin/people/json-mo",
                        "{\"grants\":[{\"role\":\"AUDITOR\",\"service\":\"*\"}]}");
        assertThat(json(changed).path("grants").toString())
                .isEqualTo("[{\"role\":\"auditor\",\"service\":\"*\"}]");
        assertThat(text(changed, "shown")).isEqualTo("Mo");

        HttpResponse<String> invited = post("/admin/people/json-mo/invite", "");
        assertThat(text(invited, "link")).isNotEqualTo(link);
        assertThat(new Browser(running).get(again(link)).statusCode()).isEqualTo(410);
        assertThat(text(post("/admin/people/json-mo/close", ""), "state")).isEqualTo("closed");
        for (String act : List.of("added", "changed", "invited", "closed")) {
            noted("person-" + act, "json-mo");
        }
    }

    @Test
    void aProgramMakesRotatesAndRevokesAKey() {
        Keys keys = running.part(Keys.class);
        HttpResponse<String> made =
                post(
                        "/admin/keys",
                        "{\"name\":\"bank\",\"days\":30,\"grants\":[{\"role\":\"source\",\"service\":\"*\",\"types\":[\"payment\"]}]}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String id = text(made, "id");
        assertThat(keys.check(text(made, "key"))).isNotNull();
        assertThat(Duration.between(Instant.now(), Instant.parse(text(made, "expiresAt"))))
                .isBetween(Duration.ofDays(29), Duration.ofDays(30));
        HttpResponse<String> rotated =
                post("/admin/keys/" + id + "/rotate", "{\"overlapDays\":1,\"days\":60}");
        assertThat(keys.check(text(made, "key"))).isNotNull();
        assertThat(keys.check(text(rotated, "key"))).isNotNull();
        HttpResponse<String> changed = post("/admin/keys/" + id, "{\"name\":\"bank two\"}");
        assertThat(text(changed, "name")).isEqualTo("bank two");
        assertThat(running.get("/admin/keys/" + id).body()).doesNotContain("ldk_");
        assertThat(running.get("/admin/keys").body()).contains(id).doesNotContain("ldk_");
        assertThat(text(post("/admin/keys/" + id + "/revoke", ""), "state")).isEqualTo("revoked");
        assertThat(keys.check(text(rotated, "key"))).isNull();
        refused(409, "was revoked", post("/admin/keys/" + id, "{\"name\":\"three\"}"));
        refused(
                409,
                "has no secret",
                post("/admin/keys/" + id + "/rotate", "{\"overlapDays\":1,\"days\":60}"));
    }

    @Test
    void whatCannotBeIsAProblemInWords() {
        refused(422, "The field name is missing", post("/admin/people", "{}"));
        refused(
                422,
                "The field grants is missing",
                post("/admin/people", "{\"name\":\"json-x\",\"shown\":\"X\"}"));
        String person = "{\"name\":\"%s\",\"shown\":\"%s\",\"grants\":[%s]}";
        String auditor = "{\"role\":\"auditor\",\"service\":\"*\"}";
        refused(
                422,
                "at least one thing",
                post("/admin/people", person.formatted("json-x", "X", "")));
        refused(
                422,
                "cannot be a name",
                post("/admin/people", person.formatted("x".repeat(64), "X", auditor)));
        refused(
                422,
                "at most 100 characters",
                post("/admin/people", person.formatted("json-x", "x".repeat(101), auditor)));
        for (String steering : List.of("\\u0000", "a\\nb", "\\u202Ecba", "\\uD800")) {
            refused(
                    422,
                    "at most 100 characters",
                    post("/admin/people", person.formatted("json-x", steering, auditor)));
        }
        for (String[] grant :
                new String[][] {
                    {"{\"role\":\"emperor\",\"service\":\"*\"}", "Choose a role"},
                    {"{\"service\":\"*\"}", "Choose a role"},
                    {"null", "The field role is missing"},
                    {"{\"role\":\"auditor\"}", "Name the service"},
                    {"{\"role\":\"auditor\",\"service\":\"zoo\"}", "There is no such service"},
                    {"{\"role\":\"applicant\",\"service\":\"*\"}", "at least one beginning"},
                    {
                        "{\"role\":\"auditor\",\"service\":\"*\",\"office\":\"x\"}",
                        "belongs to the role officer only"
                    },
                    {
                        "{\"role\":\"officer\",\"service\":\"*\",\"office\":\"a\\u0000\"}",
                        "at most 200 characters"
                    },
                    {
                        "{\"role\":\"source\",\"service\":\"*\",\"types\":[\""
                                + "x".repeat(201)
                                + "\"]}",
                        "at most 200 characters"
                    }
                }) {
            refused(
                    422,
                    grant[1],
                    post("/admin/people", person.formatted("json-x", "X", grant[0])));
        }
        assertThat(running.part(People.class).of("json-x")).isNull();
        refused(
                404,
                "There is no account nobody-here",
                post("/admin/people/nobody-here/close", ""));
        refused(404, "There is no key zzzzzzzzzz", post("/admin/keys/zzzzzzzzzz/revoke", ""));
        assertThat(post("/admin/people", "{\"grants\":7}").statusCode()).isEqualTo(400);
        assertThat(post("/admin/keys", "no json").statusCode()).isEqualTo(400);
        String officer = running.key(Grant.officer("*", ""));
        assertThat(running.send(running.request("/admin/people", officer)).statusCode())
                .isEqualTo(403);
    }
}
