package org.liandong.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.app.server.access.Access;
import org.liandong.app.server.access.Acts;
import org.liandong.app.server.access.Grant;
import org.liandong.app.server.access.Keys;
import org.liandong.engine.Engine;
import org.liandong.engine.Json;
import org.liandong.engine.NodeResult;
import org.liandong.engine.Views;

/// Liandong as a process of its own, as an operator starts and ends it.
class ChildTest {

    private static final int SIGINT_CODE = 130;
    private static final int SIGTERM_CODE = 143;
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration END = Duration.ofSeconds(40);

    @TempDir private Path folder;

    /// A process, and what it says line by line.
    private final class Child implements AutoCloseable {

        private final Process process;
        private final BufferedReader out;
        private final List<String> said = new ArrayList<>();

        Child(Map<String, String> environment, String... words) throws IOException {
            ProcessBuilder builder =
                    new ProcessBuilder(
                            Stream.concat(
                                            Stream.of(
                                                    Path.of(
                                                                    System.getProperty("java.home"),
                                                                    "bin",
                                                                    "java")
                                                            .toString(),
                                                    "-Xmx512m",
                                                    "-XX:TieredStopAtLevel=1",
                                                    "-XX:+UseSerialGC",
                                                    "--enable-native-access=ALL-UNNAMED",
                                                    "--sun-misc-unsafe-memory-access=allow",
                                                    "-cp",
                                                    System.getProperty(
                                                            "surefire.test.class.path",
                                                            System.getProperty("java.class.path")),
                                                    "org.liandong.app.Main",
                                                    "--lang",
                                                    "en"),
                                            Stream.of(words))
                                    .toList());
            builder.environment().put("LIANDONG_KEYS", folder.resolve("keys").toString());
            builder.environment().putAll(environment);
            builder.directory(folder.toFile());
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            process = builder.start();
            out =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8));
        }

        /// The next that it says of a kind.
        String says(Pattern wanted) throws IOException {
            long until = System.nanoTime() + START.toNanos();
            for (String line = out.readLine();
                    line != null && System.nanoTime() < until;
                    line = out.readLine()) {
                said.add(line);
                Matcher matcher = wanted.matcher(line);
                if (matcher.find()) {
                    return matcher.group(1);
                }
            }
            throw new AssertionError("It never said " + wanted + ": " + said);
        }

        void signal(String name) throws IOException, InterruptedException {
            assertThat(
                            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                                    .start()
                                    .waitFor())
                    .isZero();
        }

        int code() throws InterruptedException {
            assertThat(process.waitFor(END.toSeconds(), TimeUnit.SECONDS))
                    .as("it ends within %s", END)
                    .isTrue();
            return process.exitValue();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private static final Pattern ADDRESS = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+/)$");

    // ---- SIGTERM within an upload

    private static String fact(int number) {
        return """
        {"service":"ecommerce-import","type":"guarantee-filed","source":"stopped","id":"G-%d",\
        "body":{"assureCode":"S%d","instrument":"POL","amount":10.00,\
        "validFrom":"2026-01-01","validTo":"2026-12-31"}}
        """
                .formatted(number, number);
    }

    private String key(Engine.Settings settings) {
        try (Engine engine = Engine.open(settings)) {
            Access.prepare(settings.store());
            try (Views views = Views.open(settings.store())) {
                return Keys.load(
                                new Acts(engine), views, InstantSource.system(), new SecureRandom())
                        .add(
                                "person/test",
                                "test",
                                List.of(Grant.source(Grant.ANY, List.of(), List.of())),
                                Duration.ofDays(1))
                        .token();
            }
        }
    }

    private static void chunk(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Test
    void whatWasAnsweredBeforeTheEndIsInTheStoreAndAnUploadUnderWayComesToItsEnd()
            throws Exception {
        Engine.Settings settings = RunningServer.settings(folder);
        String key = key(settings);
        Set<String> answered = new LinkedHashSet<>();
        int sent = 0;
        Set<String> traced = ConcurrentHashMap.newKeySet();
        HttpServer collector =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext(
                "/",
                exchange -> {
                    traced.add(exchange.getRequestURI().getPath());
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        collector.start();
        try (Child child =
                new Child(
                        Map.of(
                                "OTEL_EXPORTER_OTLP_ENDPOINT",
                                "http://127.0.0.1:" + collector.getAddress().getPort()),
                        "serve",
                        "--port",
                        "0",
                        "--store",
                        settings.store())) {
            URI address = URI.create(child.says(ADDRESS));
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
                socket.setSoTimeout((int) END.toMillis());
                OutputStream out = socket.getOutputStream();
                out.write(
                        ("POST /facts HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                                        + key
                                        + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        new Body(socket.getInputStream()), StandardCharsets.UTF_8));
                for (; sent < 300; sent++) {
                    chunk(out, fact(sent));
                }
                while (answered.size() < 100) {
                    note(in.readLine(), answered);
                }
                child.signal("TERM");
                for (; sent < 600; sent++) {
                    chunk(out, fact(sent));
                }
                assertThat(child.process.isAlive()).isTrue();
                out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    note(line, answered);
                }
            }
            assertThat(child.code()).isEqualTo(SIGTERM_CODE);
        } finally {
            collector.stop(0);
        }
        // Nor are traces lost that were not sent yet.
        assertThat(traced).containsExactly("/v1/traces");
        assertThat(answered).hasSize(600);
        try (Engine engine = Engine.open(settings)) {
            for (int i = 0; i < sent; i++) {
                NodeResult.Result result =
                        engine.submit("again", fact(i).getBytes(StandardCharsets.UTF_8))
                                .join()
                                .nodes()
                                .getFirst()
                                .result();
                assertThat(result).as("G-" + i).isEqualTo(NodeResult.Result.DUPLICATE);
            }
        }
        try (Views views = Views.open(settings.store())) {
            assertThat(views.cases("ecommerce-import", null, "", 1_000)).hasSize(600);
        }
    }

    private static void note(String line, Set<String> answered) {
        var answer = Json.mapper().readTree(line);
        assertThat(answer.path("result").asString()).as(line).isEqualTo("accepted");
        answered.add(answer.path("id").asString());
    }

    /// The body of an answer that comes in chunks.
    private static final class Body extends InputStream {

        private final InputStream in;
        private boolean begun;
        private int left;

        Body(InputStream in) {
            this.in = in;
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
                line.append((char) b);
            }
            return line.toString().strip();
        }

        private boolean hasMore() throws IOException {
            if (!begun) {
                begun = true;
                assertThat(line()).startsWith("HTTP/1.1 200");
                while (!line().isEmpty()) {
                    // Headers.
                    left = 0;
                }
                left = Integer.parseInt(line(), 16);
            } else if (left == 0) {
                line();
                left = Integer.parseInt(line(), 16);
            }
            return left > 0;
        }

        @Override
        public int read() throws IOException {
            if (left < 0 || !hasMore()) {
                left = -1;
                return -1;
            }
            left--;
            return in.read();
        }

        // As much as is there, so that nobody waits for more.
        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (left < 0 || !hasMore()) {
                left = -1;
                return -1;
            }
            int read = in.read(into, from, Math.min(length, left));
            left -= read;
            return read;
        }
    }

    // ---- the demo

    @Test
    void theDemoPrintsAnAddressThatSignsInFillsItsPagesAndEndsWhenItIsInterrupted()
            throws Exception {
        try (Child child =
                        new Child(
                                Map.of(),
                                "demo",
                                "--port",
                                "0",
                                "--parcels",
                                "200",
                                "--store",
                                folder.resolve("demo").toString());
                HttpClient client =
                        HttpClient.newBuilder()
                                .cookieHandler(new java.net.CookieManager())
                                .followRedirects(HttpClient.Redirect.NORMAL)
                                .build()) {
            URI address = URI.create(child.says(ADDRESS));
            URI link = URI.create(child.says(Pattern.compile("^ +(http://\\S+)$")));
            assertThat(link.resolve("/")).isEqualTo(address);
            assertThat(get(client, address.resolve("/actuator/health"), "application/json").body())
                    .contains("\"status\":\"UP\"");
            HttpResponse<String> today = get(client, link, "text/html");
            assertThat(today.statusCode()).isEqualTo(200);
            assertThat(today.uri()).isEqualTo(address);
            assertThat(today.body()).contains(">Today</a>");
            String cases = "";
            for (int i = 0; i < 200 && !cases.contains("class=\"row\""); i++) {
                Thread.sleep(100);
                cases = get(client, address.resolve("/cases"), "text/html").body();
            }
            assertThat(cases).contains("class=\"row\"");
            long before = System.nanoTime();
            child.signal("INT");
            assertThat(child.code()).isEqualTo(SIGINT_CODE);
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isLessThan(Duration.ofSeconds(20));
        }
    }

    private static HttpResponse<String> get(HttpClient client, URI address, String type)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(address)
                        .header("Accept", type)
                        .header("Accept-Language", "en")
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                BodyHandlers.ofString());
    }
}
