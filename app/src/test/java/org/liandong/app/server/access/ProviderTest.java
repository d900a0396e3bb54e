package org.liandong.app.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liandong.app.server.RunningServer;

/// People and programs whom the office's own provider vouches for.
class ProviderTest {

    private static final Map<String, String> SETTINGS = new HashMap<>();
    private static Issuer issuer;
    private static RunningServer running;

    @BeforeAll
    static void start() throws Exception {
        issuer = new Issuer();
        String oauth = "spring.security.oauth2.";
        SETTINGS.put(oauth + "client.registration.office.client-id", "liandong");
        SETTINGS.put(oauth + "client.registration.office.client-secret", "known to the issuer");
        SETTINGS.put(oauth + "client.registration.office.scope", "openid");
        SETTINGS.put(oauth + "client.provider.office.issuer-uri", issuer.address());
        SETTINGS.put(oauth + "resourceserver.jwt.issuer-uri", issuer.address());
        SETTINGS.put(oauth + "resourceserver.jwt.audiences", "liandong");
        SETTINGS.forEach(System::setProperty);
        try {
            running = RunningServer.start();
        } finally {
            SETTINGS.keySet().forEach(System::clearProperty);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
        issuer.close();
    }

    private static Map<String, String> query(HttpResponse<String> sent) {
        URI location = URI.create(sent.headers().firstValue("Location").orElseThrow());
        Map<String, String> query = new HashMap<>();
        for (String pair : location.getRawQuery().split("&", -1)) {
            int at = pair.indexOf('=');
            query.put(
                    pair.substring(0, at),
                    URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    private static HttpResponse<String> comeBack(Browser browser, String subject) {
        HttpResponse<String> sent = browser.get("/oauth2/authorization/office");
        assertThat(sent.headers().firstValue("Location").orElse(""))
                .startsWith(issuer.address() + "/authorize?");
        Map<String, String> query = query(sent);
        issuer.expect(subject, Objects.requireNonNull(query.get("nonce")));
        return browser.get(
                "/login/oauth2/code/office?code=%s&state=%s"
                        .formatted(
                                subject,
                                java.net.URLEncoder.encode(
                                        Objects.requireNonNull(query.get("state")),
                                        StandardCharsets.UTF_8)));
    }

    @Test
    void aPersonSignsInWithTheProviderAndMayWhatTheAccountHereMay() {
        running.part(People.class)
                .add("person/test", "mo", "Mo", "sub-mo", List.of(Grant.of(Role.AUDITOR, "*")));
        try (Browser browser = new Browser(running)) {
            assertThat(browser.get("/enter").body()).contains("/oauth2/authorization/office");
            HttpResponse<String> back = comeBack(browser, "sub-mo");
            assertThat(back.statusCode()).isEqualTo(302);
            assertThat(back.headers().firstValue("Location").orElse("")).endsWith("/");
            assertThat(browser.get("/me").body()).contains("Mo", "auditor");
            running.part(People.class).close("person/test", "mo");
            assertThat(browser.get("/me").statusCode()).isEqualTo(302);
        }
    }

    @Test
    void whomNobodyHereKnowsStaysOutside() {
        try (Browser browser = new Browser(running)) {
            HttpResponse<String> back = comeBack(browser, "sub-unknown");
            assertThat(back.headers().firstValue("Location").orElse("")).endsWith("/enter?unknown");
            assertThat(browser.get("/me").statusCode()).isEqualTo(302);
        }
        // An answer that nobody asked for.
        try (Browser browser = new Browser(running)) {
            assertThat(
                            browser.get("/login/oauth2/code/office?code=sub-mo&state=made-up")
                                    .headers()
                                    .firstValue("Location")
                                    .orElse(""))
                    .endsWith("/enter?refused");
        }
    }

    @Test
    void aProgramShowsATokenOfTheProvider() throws Exception {
        running.part(Keys.class)
                .addSubject(
                        "person/test",
                        "bank",
                        "bank-client",
                        List.of(Grant.source("ecommerce-import", List.of(), List.of())),
                        Duration.ofDays(1));
        assertThat(status(issuer.token("bank-client", "liandong"))).isEqualTo(200);
        assertThat(status(issuer.token("other-client", "liandong"))).isEqualTo(401);
        assertThat(status(issuer.token("bank-client", "somebody-else"))).isEqualTo(401);
        assertThat(status(issuer.oldToken("bank-client"))).isEqualTo(401);
        assertThat(status(issuer.forgedToken("bank-client"))).isEqualTo(401);
        // Unsigned: {"alg":"none"}.
        String token = issuer.token("bank-client", "liandong");
        assertThat(status("eyJhbGciOiJub25lIn0" + token.substring(token.indexOf('.'))))
                .isEqualTo(401);
    }

    private static int status(String token) {
        return running.send(running.request("/me", token).header("Accept", "application/json"))
                .statusCode();
    }
}
