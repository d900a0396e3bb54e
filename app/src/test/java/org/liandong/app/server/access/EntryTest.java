package org.liandong.app.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.app.server.RunningServer;

/// How people get in, stay in, and get out.
@ExtendWith(RunningServer.Shared.class)
class EntryTest {

    private static final Grant OFFICER = Grant.officer("ecommerce-import", "");

    private final RunningServer running;

    EntryTest(RunningServer running) {
        this.running = running;
    }

    private static String location(HttpResponse<?> answer) {
        String location = answer.headers().firstValue("Location").orElse("");
        return URI.create(location).getRawPath()
                + (location.contains("?") ? location.substring(location.indexOf('?')) : "");
    }

    @Test
    void whoIsNotSignedInIsSentToTheDoorAndBack() {
        try (Browser browser = Browser.signedIn(running, "entry-back", OFFICER)) {
            browser.submit("/me", "/leave");
            HttpResponse<String> sent = browser.get("/cases?status=refused&q=a%20b");
            assertThat(sent.statusCode()).isEqualTo(302);
            assertThat(location(sent))
                    .isEqualTo("/enter?to=%2Fcases%3Fstatus%3Drefused%26q%3Da%2520b");
            HttpResponse<String> in =
                    browser.submit(
                            location(sent),
                            "/enter",
                            "name",
                            "entry-back",
                            "password",
                            Browser.PASSWORD,
                            "to",
                            "/cases?status=refused&q=a%20b");
            assertThat(in.statusCode()).isEqualTo(303);
            assertThat(location(in)).isEqualTo("/cases?status=refused&q=a%20b");
            assertThat(browser.get("/me").body()).contains("entry-back", "officer");
        }
    }

    @Test
    void aProgramIsToldThatItMustShowAKey() {
        HttpResponse<String> answer =
                running.send(running.bare("/cases").header("Accept", "application/json"));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        for (String token : List.of("ldk_aaaaaaaaaa_" + "A".repeat(43), "nonsense", "")) {
            HttpResponse<String> wrong = running.send(running.request("/cases", token));
            assertThat(wrong.statusCode()).as(token).isEqualTo(401);
        }
    }

    @Test
    void aWrongPasswordSaysNothingAboutTheName() {
        try (Browser browser = Browser.signedIn(running, "entry-wrong", OFFICER)) {
            browser.submit("/me", "/leave");
            String known =
                    browser.submit("/enter", "/enter", "name", "entry-wrong", "password", "x")
                            .body();
            String unknown =
                    browser.submit("/enter", "/enter", "name", "entry-wronk", "password", "x")
                            .body();
            assertThat(without(known)).isEqualTo(without(unknown).replace("wronk", "wrong"));
            assertThat(known).contains("do not belong together");
        }
    }

    private static String without(String page) {
        return page.replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
    }

    @Test
    void theSessionIsAnotherOneAfterSigningIn() {
        try (Browser browser = Browser.signedIn(running, "entry-fixed", OFFICER)) {
            String mine = browser.session();
            assertThat(mine).isNotEmpty();
            browser.submit("/enter", "/enter", "name", "entry-fixed", "password", Browser.PASSWORD);
            assertThat(browser.session()).isNotEmpty().isNotEqualTo(mine);
            try (Browser thief = new Browser(running)) {
                thief.setSession(mine);
                assertThat(thief.get("/me").statusCode()).isEqualTo(302);
                // One that somebody has made up is never taken.
                thief.setSession("A".repeat(32));
                thief.get("/enter");
                thief.submit(
                        "/enter", "/enter", "name", "entry-fixed", "password", Browser.PASSWORD);
                assertThat(thief.session()).isNotEqualTo("A".repeat(32));
            }
        }
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        try (Browser browser = Browser.signedIn(running, "entry-forged", OFFICER);
                Browser other = Browser.signedIn(running, "entry-forger", OFFICER)) {
            assertThat(browser.post("/leave").statusCode()).isEqualTo(403);
            assertThat(browser.post("/leave", "_csrf", "made-up").statusCode()).isEqualTo(403);
            assertThat(browser.post("/leave", "_csrf", other.formToken("/me")).statusCode())
                    .isEqualTo(403);
            assertThat(browser.get("/me").statusCode()).isEqualTo(200);
            // Nor can anybody be signed in as somebody else from another site.
            try (Browser victim = new Browser(running)) {
                assertThat(
                                victim.post(
                                                "/enter",
                                                "name",
                                                "entry-forger",
                                                "password",
                                                Browser.PASSWORD)
                                        .statusCode())
                        .isEqualTo(403);
            }
            assertThat(browser.submit("/me", "/leave").statusCode()).isEqualTo(303);
            assertThat(browser.get("/me").statusCode()).isEqualTo(302);
        }
    }

    @Test
    void aSessionIsNoKeyAndAKeyIsNoSession() {
        try (Browser browser = Browser.signedIn(running, "entry-mixed", OFFICER)) {
            HttpResponse<String> answer =
                    running.send(
                            running.request("/me", "wrong")
                                    .header("Cookie", "JSESSIONID=" + browser.session()));
            assertThat(answer.statusCode()).isEqualTo(401);
        }
        HttpResponse<String> answer = running.get("/me");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void closingAnAccountOrChangingItsRolesEndsItsSessionsAtOnce() {
        People people = running.part(People.class);
        try (Browser browser = Browser.signedIn(running, "entry-closed", OFFICER)) {
            assertThat(browser.get("/me").statusCode()).isEqualTo(200);
            people.change("person/test", "entry-closed", "Now", null, List.of(OFFICER));
            assertThat(browser.get("/me").statusCode()).isEqualTo(302);
            browser.submit(
                    "/enter", "/enter", "name", "entry-closed", "password", Browser.PASSWORD);
            assertThat(browser.get("/me").statusCode()).isEqualTo(200);
            people.invite("person/test", "entry-closed");
            assertThat(browser.get("/me").statusCode()).isEqualTo(302);
        }
    }

    @Test
    void whoChangesThePasswordStaysInHereAndIsOutElsewhere() {
        try (Browser here = Browser.signedIn(running, "entry-changed", OFFICER);
                Browser elsewhere = new Browser(running)) {
            elsewhere.submit(
                    "/enter", "/enter", "name", "entry-changed", "password", Browser.PASSWORD);
            HttpResponse<String> answer =
                    here.submit(
                            "/me",
                            "/me/password",
                            "old",
                            Browser.PASSWORD,
                            "password",
                            "seven quiet harbours");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(here.get("/me").statusCode()).isEqualTo(200);
            assertThat(elsewhere.get("/me").statusCode()).isEqualTo(302);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example/",
                "\\\\evil.example",
                "/\t/evil.example",
                "/%0d%0aX: y\r\nSet-Cookie: a=b",
                "javascript:alert(1)",
                "/enter?to=/"
            })
    void nobodyIsSentAwayFromHereAfterSigningIn(String to) {
        String name = "entry-to-" + Math.floorMod(to.hashCode(), 1_000_000);
        try (Browser browser = Browser.signedIn(running, name, OFFICER)) {
            HttpResponse<String> in =
                    browser.submit(
                            "/enter",
                            "/enter",
                            "name",
                            name,
                            "password",
                            Browser.PASSWORD,
                            "to",
                            to);
            assertThat(in.statusCode()).isEqualTo(303);
            assertThat(location(in)).isEqualTo("/");
            assertThat(in.headers().firstValue("X")).isEmpty();
        }
    }

    @Test
    void theLinkOfATrialSignsInOnce() {
        String link = running.part(Entrance.class).demoLink(running.at("/")).getPath();
        try (Browser browser = new Browser(running);
                Browser second = new Browser(running)) {
            assertThat(browser.get(link).statusCode()).isEqualTo(303);
            assertThat(browser.get("/me").body()).contains("administrator", "officer");
            assertThat(second.get(link).statusCode()).isEqualTo(410);
            assertThat(second.get("/me").statusCode()).isEqualTo(302);
        }
    }

    @Test
    void everyAnswerCarriesTheHeadersThatKeepPagesToThemselves() {
        for (String path : List.of("/enter", "/me", "/nothing", "/actuator/health")) {
            HttpResponse<String> answer = running.page(path, "en");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .contains(
                            "default-src 'none'",
                            "script-src 'self'",
                            "style-src 'self'",
                            "frame-ancestors 'none'",
                            "base-uri 'none'",
                            "form-action 'self'")
                    .doesNotContain("unsafe");
            for (String[] header :
                    new String[][] {
                        {"X-Content-Type-Options", "nosniff"},
                        {"X-Frame-Options", "DENY"},
                        {"Referrer-Policy", "same-origin"},
                        {"Cross-Origin-Opener-Policy", "same-origin"},
                        {"Cross-Origin-Resource-Policy", "same-origin"}
                    }) {
                assertThat(answer.headers().firstValue(header[0]))
                        .as(path + " " + header[0])
                        .contains(header[1]);
            }
            assertThat(answer.headers().firstValue("Permissions-Policy").orElse(""))
                    .contains("camera=()", "geolocation=()");
            assertThat(answer.headers().firstValue("Server")).isEmpty();
        }
    }

    @Test
    void theCookieOfASessionIsNotForScriptsNorForOtherSites() {
        String link = running.part(Entrance.class).demoLink(running.at("/")).getPath();
        HttpResponse<String> answer = running.send(running.bare(link));
        assertThat(answer.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("JSESSIONID="))
                .singleElement()
                .satisfies(cookie ->
                        assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/"));
        assertThat(Objects.requireNonNull(answer.body())).isEmpty();
    }
}
