package org.liandong.app.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.app.server.Reads;
import org.liandong.app.server.RunningServer;
import org.liandong.engine.DocumentResult;
import org.liandong.engine.Json;
import org.liandong.engine.Views.EntryLine;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/// What is sent to hurt: through the fields of messages, the address, and the protocol.
@ExtendWith(RunningServer.Shared.class)
class HostileTest {

    private static final String SERVICE = "ecommerce-import";

    /// Every element of a message that holds free text.
    private static final Pattern TEXT =
            Pattern.compile(
                    "(<ceb:(\\w*(?:[nN]ame|[aA]ddress|note|consignee|itemDescribe|itemInfo|gmodel|customsField|consigneeDistrict|barCode|unit))>)([^<]*)(</ceb:)");

    /// What no fact keeps, so that no page can show it.
    private static final List<String> NOT_KEPT =
            List.of(
                    "agentName",
                    "copName",
                    "ebcName",
                    "ebpName",
                    "gmodel",
                    "logisticsName",
                    "operatorName");

    /// A field of a fact on the page of its case.
    private static final Pattern FIELD = Pattern.compile("<dt>(?:[^<]*\\.)?(\\w+)[^<]*</dt>");

    private static final Pattern NEXT = Pattern.compile("href=\"([^\"]+)\" rel=\"next\"");

    private static final Pattern ANY = Pattern.compile("(<ceb:\\w+>[^<]+)(</ceb:)");

    // As XML writes it; short, since fields have limits.
    private static final List<String> EVIL =
            List.of(
                    "&lt;script&gt;zap(1)&lt;/script&gt;",
                    "&quot;&gt;&lt;img src=x onerror=zap(2)&gt;",
                    "&apos; onmouseover=&apos;zap(3)",
                    "{{zap(4)}}${zap(5)}@{zap(6)}!{zap(7)}",
                    "&#x202E;evil&#x2066;zap",
                    "=cmd|zap!A1",
                    "javascript:zap(8)");

    /// How a page shows them.
    private static final List<String> SHOWN =
            List.of(
                    "&lt;script&gt;zap",
                    "&lt;img src=x onerror=zap(2)&gt;",
                    " onmouseover='zap(3)",
                    "{{zap(4)}}${zap(5)}@{zap(6)}!{zap(7)}",
                    "=cmd|zap!A1",
                    "javascript:zap(8)");

    private final RunningServer running;

    HostileTest(RunningServer running) {
        this.running = running;
    }

    private static String poisoned(String message, String evil, Set<String> fields) {
        Matcher text = TEXT.matcher(message);
        StringBuilder poisoned = new StringBuilder();
        while (text.find()) {
            fields.add(text.group(2));
            text.appendReplacement(
                    poisoned, Matcher.quoteReplacement(text.group(1) + evil + text.group(4)));
        }
        return text.appendTail(poisoned).toString();
    }

    private static String quoted(String evil) {
        return Matcher.quoteReplacement(evil);
    }

    /// Addresses of everything that can be asked for, with numbers that exist.
    private List<String> pages(Set<String> keys) {
        Set<String> pages = new TreeSet<>();
        for (RequestMappingInfoHandlerMapping mapping :
                running.parts(RequestMappingInfoHandlerMapping.class)) {
            for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
                Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                if (!methods.isEmpty() && !methods.contains(RequestMethod.GET)) {
                    continue;
                }
                for (String pattern : info.getPatternValues()) {
                    if (pattern.contains("{service}")) {
                        for (String key : keys) {
                            pages.add(
                                    pattern.replace("{service}", SERVICE)
                                            .replaceAll("\\{\\*?\\w+}", key));
                        }
                    } else if (!pattern.startsWith("/events")
                            && !pattern.startsWith("/actuator")
                            && !pattern.startsWith("/assets")) {
                        pages.add(
                                pattern.replaceAll("/?\\{\\*\\w+}", "/x")
                                        .replaceAll("\\{\\w+}", "3"));
                    }
                }
            }
        }
        List<String> all = new ArrayList<>(pages);
        for (String path : pages) {
            if (path.matches("/(cases|search|books|tasks|messages|trail|aside|decisions|clocks)")) {
                all.add(path + "?service=" + SERVICE + "&limit=500");
                all.add(
                        path
                                + "?q=%3Cscript%3Ezap(9)%3C/script%3E&prefix=%22%3E%3Czap&status=%3Czap&after=");
            }
        }
        return all;
    }

    /// The pages of a list after its first.
    private List<String> behind(String list) {
        List<String> pages = new ArrayList<>();
        Matcher next = NEXT.matcher(running.page(list, "en").body());
        while (next.find()) {
            pages.add(next.group(1));
            next = NEXT.matcher(running.page(next.group(1), "en").body());
        }
        return pages;
    }

    @Test
    void nothingThatAMessageSaysBecomesPartOfAPage() {
        Set<String> fields = new TreeSet<>();
        Set<String> keys = new TreeSet<>();
        int seed = 880;
        for (String evil : EVIL) {
            List<DocumentResult> results =
                    Parcels.send(running, ++seed, message -> poisoned(message, evil, fields));
            for (DocumentResult result : results) {
                result.nodes()
                        .forEach(node -> {
                            if (node.caseKey() != null) {
                                keys.add(node.caseKey());
                            }
                        });
            }
        }
        assertThat(fields)
                .contains("ebpName", "buyerName", "consigneeAddress", "itemName", "gmodel");
        // Numbers, codes and amounts, too: what quotes them is shown as well.
        for (String evil : EVIL) {
            Parcels.send(
                    running,
                    ++seed,
                    message -> ANY.matcher(message).replaceAll("$1" + quoted(evil) + "$2"));
        }
        assertThat(keys).hasSizeGreaterThan(8);
        List<String> pages = pages(keys);
        Set<String> shown = new TreeSet<>();
        Set<String> drawn = new TreeSet<>();
        Set<String> named = new TreeSet<>();
        pages.addAll(behind("/aside"));
        for (String path : pages) {
            for (String language : List.of("en", "zh")) {
                HttpResponse<String> page = running.page(path, language);
                assertThat(page.statusCode()).as(path).isLessThan(500);
                String type = page.headers().firstValue("Content-Type").orElse("");
                if (type.startsWith("text/html")) {
                    String body = page.body();
                    assertThat(body.toLowerCase(java.util.Locale.ROOT))
                            .as(path)
                            .doesNotContain(
                                    "<script>zap",
                                    "<img src=x",
                                    "<zap",
                                    "href=\"javascript:",
                                    "href='javascript:")
                            // Between tags an apostrophe is a sign like any other; within one it
                            // would end a value.
                            .doesNotContainPattern("<[^<>]*'zap\\(3\\)");
                    if (page.statusCode() == 200) {
                        drawn.add(language + " " + path.replaceAll("^/cases/.*", "/cases/"));
                        SHOWN.stream().filter(body::contains).forEach(shown::add);
                        FIELD.matcher(body).results().forEach(field -> named.add(field.group(1)));
                    }
                }
            }
            HttpResponse<String> json = running.get(path);
            assertThat(json.statusCode()).as(path).isLessThan(500);
            String type = json.headers().firstValue("Content-Type").orElse("");
            if (type.contains("json")) {
                Json.mapper().readTree(json.body());
            }
        }
        for (String path :
                List.of(
                        "/",
                        "/cases",
                        "/cases/",
                        "/tasks",
                        "/books",
                        "/clocks",
                        "/messages",
                        "/trail",
                        "/aside",
                        "/search",
                        "/services",
                        "/rules",
                        "/upload")) {
            assertThat(drawn).contains("en " + path, "zh " + path);
        }
        assertThat(fields)
                .filteredOn(field -> !named.contains(field))
                .as("fields that no page of a case shows")
                .containsExactlyInAnyOrderElementsOf(NOT_KEPT);
        assertThat(shown).as("what messages say, as pages show it").containsAll(SHOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../../../../etc/passwd",
                "/assets/%2e%2e/%2e%2e/etc/passwd",
                "/assets/..%2f..%2fetc%2fpasswd",
                "/assets/%252e%252e/%252e%252e/etc/passwd",
                "/assets//etc/passwd",
                "/assets/x;/../y",
                "/documents/..%2f..%2fidentity.key",
                "/documents/-1",
                "/documents/9999999999999999999999",
                "/cases/ecommerce-import/../../admin",
                "/cases/%2e%2e/admin",
                "/cases/ecommerce-import/%00",
                "/cases/ecommerce-import/a%0d%0aX-Evil:%201",
                "/books/%2e%2e/%2e%2e/etc/passwd",
                "/trail/..;/admin",
                "/begin/..%5c..%5cx",
                "/./actuator/env",
                "/cases/..\\..\\x"
            })
    void aPathThatClimbsLeadsNowhere(String path) throws IOException {
        String answer =
                raw(
                        "GET "
                                + path
                                + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                + running.key(
                                        Grant.officer(Grant.ANY, ""), Grant.of(Role.AUDITOR, "*"))
                                + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("root:", "X-Evil: 1\r\n");
    }

    @Test
    void anOfficerOfOneServiceAndAnApplicantFindOnlyWhatIsTheirs() throws Exception {
        Set<String> keys = new TreeSet<>();
        for (DocumentResult result : Parcels.send(running, 990, message -> message)) {
            result.nodes()
                    .forEach(node -> {
                        if (node.caseKey() != null && node.caseKey().contains("/")) {
                            keys.add(node.caseKey());
                        }
                    });
        }
        String own = keys.iterator().next();
        String other = keys.stream().filter(key -> !key.startsWith(own)).findFirst().orElseThrow();
        String applicant = running.key(Grant.applicant(SERVICE, List.of(own)));
        String elsewhere = running.key(Grant.officer("import-refund", ""));
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(status(client, applicant, other)).isEqualTo(404);
            assertThat(status(client, elsewhere, own)).isEqualTo(404);
            assertThat(status(client, applicant, "no-such-case")).isEqualTo(404);
        }
    }

    private int status(HttpClient client, String key, String caseKey) throws Exception {
        HttpRequest request =
                running.request("/cases/" + SERVICE + "/" + caseKey, key)
                        .header("Accept", "application/json")
                        .build();
        return client.send(request, BodyHandlers.ofString()).statusCode();
    }

    // ---- the protocol

    private String raw(String request) throws IOException {
        URI address = running.at("/");
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(40_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (java.net.SocketException e) {
            // Cut off before everything was sent.
            return "cut off";
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /enter HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 40\r\n\r\nabcd",
                "POST /enter HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
                "POST /enter HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n",
                "GET /enter HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /enter HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET /enter HTTP/1.1\r\n\r\n",
                "GET /en\u0001ter HTTP/1.1\r\nHost: a\r\n\r\n",
                "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET http://evil.example/ HTTP/9.9\r\nHost: a\r\n\r\n",
                "nonsense\r\n\r\n"
            })
    void whatTwoServersCouldReadInTwoWaysIsRefused(String request) throws IOException {
        String answer = raw(request.replaceFirst("\r\n", "\r\nConnection: close\r\n"));
        assertThat(answer).matches("(?s)HTTP/1\\.1 [45].*|cut off|");
    }

    @Test
    void whatHidesBehindAnotherRequestIsNoRequest() throws IOException {
        // Chunked wins, and the length makes the connection end: what follows is not answered.
        String answer =
                raw(
                        String.join(
                                "\r\n",
                                "POST /enter HTTP/1.1",
                                "Host: a",
                                "Content-Length: 6",
                                "Transfer-Encoding: chunked",
                                "",
                                "0",
                                "",
                                "GET /actuator/health HTTP/1.1",
                                "Host: a",
                                "Connection: close",
                                "",
                                ""));
        assertThat(answer).doesNotContain("\"UP\"");
        assertThat(answer.split("HTTP/1\\.1 ", -1)).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void headersWithoutEndAreCutOff() throws IOException {
        String answer =
                raw(
                        "GET /enter HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Long: "
                                + "x".repeat(100_000)
                                + "\r\n\r\n");
        assertThat(answer).matches("(?s)HTTP/1\\.1 (400|431).*|cut off|");
        String many =
                raw(
                        "GET /enter HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                                + "X: y\r\n".repeat(5_000)
                                + "\r\n");
        assertThat(many).matches("(?s)HTTP/1\\.1 (400|431).*|cut off|");
    }

    @Test
    void whoSendsAHeaderByteByByteIsCutOffAndNobodyElseWaits() throws Exception {
        URI address = running.at("/");
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 60; i++) {
                Socket socket = new Socket(address.getHost(), address.getPort());
                socket.getOutputStream()
                        .write(
                                "GET /enter HTTP/1.1\r\nX-Slow: "
                                        .getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            long begin = System.nanoTime();
            assertThat(running.page("/enter", "en").statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isLessThan(Duration.ofSeconds(10));
            Socket first = slow.getFirst();
            first.setSoTimeout(60_000);
            try (InputStream in = first.getInputStream()) {
                String end = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
                assertThat(end).matches("(?s)HTTP/1\\.1 (400|408).*|");
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void theTrailNamesWhoeverMadeAKey() {
        running.key(Grant.administrator());
        EntryLine note =
                running.part(Reads.class).read(views -> views.notes(Long.MAX_VALUE, 1)).getFirst();
        assertThat(note.type()).isEqualTo("key-added");
        assertThat(note.source()).isEqualTo("person/test");
        assertThat(note.body()).doesNotContain("secret");
    }
}
