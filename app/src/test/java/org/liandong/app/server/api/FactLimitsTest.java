package org.liandong.app.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liandong.app.server.RunningServer;
import org.liandong.app.server.access.Browser;
import org.liandong.app.server.access.Grant;
import org.liandong.engine.Json;
import tools.jackson.databind.JsonNode;

/// What happens to whoever asks for too much, on a server that allows little: slow senders, fast ones, many at a time, and
/// people who stay for too long.
class FactLimitsTest {

    private static final String NDJSON = "application/x-ndjson";
    private static final Grant SOURCE = Grant.source(Grant.ANY, List.of(), List.of());

    private static final AtomicReference<Instant> NOW =
            new AtomicReference<>(Instant.parse("2026-03-02T01:00:00Z"));

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server =
                RunningServer.start(
                        Map.of(
                                "liandong.facts.document-time", "700ms",
                                "liandong.facts.uploads-of-source", "2",
                                "liandong.facts.uploads", "3",
                                "liandong.facts.documents-per-second", "1",
                                "server.tomcat.connection-timeout", "1500ms"),
                        NOW::get);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static String fact(String source, int number) {
        return """
        {"service":"ecommerce-import","type":"guarantee-filed","source":"%s","id":"G-%d",\
        "body":{"assureCode":"%s-%d","instrument":"POL","amount":1000.00,\
        "validFrom":"2026-01-01","validTo":"2026-12-31"}}
        """
                .formatted(source, number, source, number);
    }

    private static HttpResponse<String> post(String key, String type, String body) {
        return server.send(
                server.request("/facts", key)
                        .header("Content-Type", type)
                        .header("Accept-Language", "en")
                        .POST(BodyPublishers.ofString(body)));
    }

    /// A request that is under way: its headers have arrived, its body has not.
    private static final class Open implements AutoCloseable {

        private final Socket socket;
        private final OutputStream out;

        Open(String key, String type, String length) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), server.at("/").getPort());
            socket.setSoTimeout(20_000);
            out = socket.getOutputStream();
            send(
                    "POST /facts HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                            + key
                            + "\r\nContent-Type: "
                            + type
                            + "\r\n"
                            + length
                            + "\r\n\r\n");
        }

        void send(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        void chunk(String text) throws IOException {
            send(
                    Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length)
                            + "\r\n"
                            + text
                            + "\r\n");
        }

        String answer() throws IOException {
            StringBuilder answer = new StringBuilder();
            try {
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.UTF_8));
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    answer.append(line).append('\n');
                }
            } catch (SocketException e) {
                // What was sent after the cut was answered with a reset.
                answer.append("reset");
            }
            return answer.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    // ---- slow senders

    @Test
    void aDocumentThatComesByteByByteIsCutOffWhileOthersAreServed() throws Exception {
        String slow = server.key(SOURCE);
        String other = server.key(SOURCE);
        try (Open open = new Open(slow, "application/xml", "Content-Length: 10000")) {
            open.send("<a");
            Thread dribbling =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    for (int i = 0; i < 12; i++) {
                                        open.send(" ");
                                        Thread.sleep(100);
                                    }
                                } catch (IOException | InterruptedException e) {
                                    // Cut off.
                                    return;
                                }
                            });
            assertThat(post(other, NDJSON, fact("slow-other", 1)).statusCode()).isEqualTo(200);
            assertThat(open.answer())
                    .startsWith("HTTP/1.1 408")
                    .containsIgnoringCase("\nConnection: close\n")
                    .contains("urn:liandong:problem:too-slow");
            dribbling.join();
        }
    }

    @Test
    void whoFallsSilentWithinADocumentIsCutOff() throws Exception {
        try (Open open = new Open(server.key(SOURCE), "application/xml", "Content-Length: 10000")) {
            open.send("<a");
            assertThat(open.answer()).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void ofAStreamThatSlowsDownWhatCameWholeIsTakenAndALastLineSaysWhy() throws Exception {
        try (Open open = new Open(server.key(SOURCE), NDJSON, "Transfer-Encoding: chunked")) {
            open.chunk(fact("slow-stream", 1));
            open.chunk("{\"service\":");
            String answer = open.answer();
            assertThat(answer).startsWith("HTTP/1.1 200");
            List<JsonNode> lines =
                    answer.lines()
                            .filter(line -> line.startsWith("{"))
                            .map(Json.mapper()::readTree)
                            .toList();
            assertThat(lines.stream().map(line -> line.path("result").asString()).toList())
                    .containsExactly("accepted", "unknown");
            assertThat(lines.getLast().path("errors").get(0).path("code").asString())
                    .isEqualTo("TOO-SLOW");
        }
    }

    // ---- late readers

    @Test
    void whoReadsItsAnswersLateGetsThemAll() throws Exception {
        int facts = 20_000;
        String document =
                IntStream.range(0, facts)
                        .mapToObj(i ->
                                "{\"service\":\"none\",\"type\":\"none\",\"source\":\"late\",\"id\":\"%d\",\"body\":{}}"
                                        .formatted(i))
                        .collect(Collectors.joining(",", "[", "]"));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> answer =
                    client.send(
                            server.request("/facts", server.key(SOURCE))
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(document))
                                    .build(),
                            BodyHandlers.ofInputStream());
            // Longer than a sender may be silent. The answers fill what both systems keep for a
            // connection.
            Thread.sleep(4_000);
            try (BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                assertThat(lines.lines()).hasSize(facts);
            }
        }
    }

    // ---- fast senders

    @Test
    void whoBringsMoreThanItsRateIsToldWhenToComeAgain() throws Exception {
        String fast = server.key(SOURCE);
        HttpResponse<String> answer = post(fast, "application/json", fact("fast", 0));
        assertThat(answer.statusCode()).isEqualTo(200);
        int sent = 1;
        while (answer.statusCode() == 200 && sent < 20) {
            answer = post(fast, "application/json", fact("fast", sent++));
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(Json.mapper().readTree(answer.body()).path("type").asString())
                .isEqualTo("urn:liandong:problem:too-many");
        assertThat(post(server.key(SOURCE), "application/json", fact("calm", 1)).statusCode())
                .isEqualTo(200);
        Thread.sleep(Duration.ofSeconds(1));
        assertThat(post(fast, "application/json", fact("fast", sent)).statusCode()).isEqualTo(200);
    }

    @Test
    void tooManyRequestsAtATimeAreToldToComeAgain() throws Exception {
        String busy = server.key(SOURCE);
        String other = server.key(SOURCE);
        List<Open> open = new ArrayList<>();
        try {
            for (String key : List.of(busy, busy, other)) {
                Open each = new Open(key, NDJSON, "Transfer-Encoding: chunked");
                open.add(each);
                each.chunk(fact("busy", open.size()));
            }
            awaitUploads(3);
            HttpResponse<String> all = post(server.key(SOURCE), NDJSON, fact("late", 1));
            assertThat(all.statusCode()).isEqualTo(429);
            assertThat(all.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(all.body()).contains("Too many requests with facts are under way.");
            open.removeLast().close();
            awaitUploads(2);
            HttpResponse<String> own = post(busy, NDJSON, fact("late", 2));
            assertThat(own.statusCode()).isEqualTo(429);
            assertThat(own.body()).contains("A source may have 2 requests with facts under way");
            assertThat(post(other, NDJSON, fact("late", 3)).statusCode()).isEqualTo(200);
        } finally {
            for (Open each : open) {
                each.close();
            }
        }
        awaitUploads(0);
        assertThat(post(busy, NDJSON, fact("late", 4)).statusCode()).isEqualTo(200);
    }

    private static void awaitUploads(int count) throws InterruptedException {
        String wanted = "liandong_facts_uploads " + count + ".0";
        String figures = "";
        for (int i = 0; i < 200; i++) {
            figures = server.send(server.request("/actuator/prometheus")).body();
            if (figures.contains(wanted)) {
                return;
            }
            Thread.sleep(25);
        }
        throw new AssertionError(
                figures.lines().filter(line -> line.startsWith("liandong_facts_uploads")).toList());
    }

    // ---- people who stay

    @Test
    void aSessionEndsAfterHalfAnHourWithoutARequest() {
        try (Browser browser = Browser.signedIn(server, "idle", Grant.officer(Grant.ANY, ""))) {
            pass(Duration.ofMinutes(29));
            assertThat(browser.get("/me").statusCode()).isEqualTo(200);
            pass(Duration.ofMinutes(29));
            assertThat(browser.get("/me").statusCode()).isEqualTo(200);
            pass(Duration.ofMinutes(30));
            assertThat(browser.get("/me").statusCode()).isEqualTo(302);
            assertThat(browser.get("/me").statusCode()).isEqualTo(302);
        }
    }

    @Test
    void aSessionEndsAfterTwelveHoursHoweverBusyItIs() {
        try (Browser browser = Browser.signedIn(server, "busy", Grant.officer(Grant.ANY, ""))) {
            for (int i = 0; i < 35; i++) {
                pass(Duration.ofMinutes(20));
                assertThat(browser.get("/me").statusCode()).as("%d", i).isEqualTo(200);
            }
            pass(Duration.ofMinutes(20));
            assertThat(browser.get("/me").statusCode()).isEqualTo(302);
        }
    }

    private static void pass(Duration time) {
        NOW.updateAndGet(now -> now.plus(time));
    }
}
