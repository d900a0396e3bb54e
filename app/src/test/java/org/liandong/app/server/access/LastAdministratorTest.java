package org.liandong.app.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.liandong.app.server.RunningServer;

/// A store that somebody can always administer, and links whose time runs out, on a server whose time is ours.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LastAdministratorTest {

    private volatile Instant now = Instant.parse("2026-03-02T01:00:00Z");
    private final RunningServer running = RunningServer.startEmpty(() -> now);

    @AfterAll
    void close() throws IOException {
        running.close();
    }

    @Test
    void theLastOneWhoCanSignInNeitherClosesNorDemotesItselfAndALinkThatWaitedTooLongIsGone() {
        String first =
                Objects.requireNonNull(running.part(Entrance.class).firstLink(running.at("/")))
                        .getPath();
        try (Browser lin = new Browser(running);
                Browser mo = new Browser(running)) {
            lin.submit(first, first, "name", "lin", "password", Browser.PASSWORD);
            assertThat(lin.get("/admin").body())
                    .contains("1 person can sign in, and 1 program has a key.");
            String own = "/admin/people/lin";
            String given = "{\"role\":\"administrator\",\"service\":\"*\"}";
            refused(lin.submit(own + "/close", own + "/close"));
            lin.submit(own + "/give", own + "/give", "role", "auditor", "service", "*");
            enter(lin);
            refused(lin.submit(own, own + "/take", "grant", given));
            assertThat(
                            running.post(
                                            own,
                                            "application/json",
                                            "{\"grants\":[{\"role\":\"auditor\",\"service\":\"*\"}]}"
                                                    .getBytes(StandardCharsets.UTF_8))
                                    .statusCode())
                    .isEqualTo(409);

            // Somebody who has not come in yet is no help.
            HttpResponse<String> added =
                    lin.submit(
                            "/admin/add/person",
                            "/admin/people",
                            "name",
                            "mo",
                            "shown",
                            "Mo",
                            "role",
                            "administrator");
            String link = link(lin.get(location(added)));
            refused(lin.submit(own + "/close", own + "/close"));

            assertThat(mo.get(link).statusCode()).isEqualTo(200);
            now = now.plus(People.LINK_VALID);
            assertThat(mo.get(link).statusCode()).isEqualTo(410);
            assertThat(mo.submit("/enter", link, "password", Browser.PASSWORD).statusCode())
                    .isEqualTo(410);
            enter(lin);
            assertThat(lin.get("/admin/people/mo").body())
                    .contains("Mo has no password, and the link ran out.");
            lin.submit("/admin/people/mo/invite", "/admin/people/mo/invite");
            String second = link(lin.get("/admin/people/mo"));
            assertThat(second).isNotEqualTo(link);
            assertThat(mo.submit(second, second, "password", Browser.PASSWORD).statusCode())
                    .isEqualTo(303);
            assertThat(location(lin.submit(own + "/close", own + "/close"))).isEqualTo("/enter");
            assertThat(mo.get(own).body()).contains("The account of lin is closed.");
        }
    }

    private static void enter(Browser lin) {
        assertThat(
                        lin.submit("/enter", "/enter", "name", "lin", "password", Browser.PASSWORD)
                                .statusCode())
                .isEqualTo(303);
    }

    private static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private static String link(HttpResponse<String> page) {
        String body = page.body();
        int begin = body.indexOf("/begin/");
        assertThat(begin).isPositive();
        return body.substring(begin, body.indexOf('"', begin));
    }

    private static void refused(HttpResponse<String> page) {
        assertThat(page.statusCode()).as(page.body()).isEqualTo(409);
        assertThat(page.body()).contains("This is the last administrator.");
    }
}
