package org.liandong.app.server.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liandong.app.server.RunningServer;

/// What a browser does without drawing: keeps cookies, fills forms. It follows no redirect, so that tests see them.
public final class Browser implements AutoCloseable {

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"");

    private final RunningServer server;
    private String language = "en";
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .cookieHandler(cookies)
                    .build();

    public Browser(RunningServer server) {
        this.server = server;
    }

    /// Makes an account and signs in with it.
    public static Browser signedIn(RunningServer server, String name, Grant... grants) {
        String link =
                server.part(People.class).add("person/test", name, name, null, List.of(grants));
        Browser browser = new Browser(server);
        browser.get("/begin/" + link);
        HttpResponse<String> answer =
                browser.submit("/begin/" + link, "/begin/" + link, "password", PASSWORD);
        if (answer.statusCode() != 303) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return browser;
    }

    /// Asks for pages in another language than English from now on.
    public Browser speaking(String other) {
        language = other;
        return this;
    }

    /// The password of [#signedIn].
    public static final String PASSWORD = "kite lantern river 9";

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /// Sends a form without asking for the page that it stands on.
    public HttpResponse<String> post(String path, String... fields) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            form.append(i == 0 ? "" : "&")
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form.toString())));
    }

    /// Fills the form of a page.
    public HttpResponse<String> submit(String page, String path, String... fields) {
        String[] all = java.util.Arrays.copyOf(fields, fields.length + 2);
        all[fields.length] = "_csrf";
        all[fields.length + 1] = formToken(page);
        return post(path, all);
    }

    /// The token of the form on a page.
    public String formToken(String page) {
        Matcher token = FORM_TOKEN.matcher(get(page).body());
        if (!token.find()) {
            throw new IllegalStateException("There is no form on " + page);
        }
        return token.group(1);
    }

    /// Value of the cookie that names the session; empty when there is none.
    public String session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("JSESSIONID"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    public void setSession(String value) {
        HttpCookie cookie = new HttpCookie("JSESSIONID", value);
        cookie.setPath("/");
        cookie.setDomain(server.at("/").getHost());
        cookie.setVersion(0);
        cookies.getCookieStore().add(server.at("/"), cookie);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.at(path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .header("Accept-Language", language);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
