package org.liandong.app.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.app.Called;
import org.liandong.app.server.RunningServer;
import org.liandong.engine.Json;
import tools.jackson.databind.JsonNode;

/// How facts are taken in over HTTP: what comes in, and what is answered.
@ExtendWith(RunningServer.Shared.class)
class FactsTest {

    private static final String NDJSON = "application/x-ndjson";

    private final RunningServer server;

    @TempDir private Path folder;

    FactsTest(RunningServer server) {
        this.server = server;
    }

    private static String guarantee(String source, int number) {
        return """
        {"service":"ecommerce-import","type":"guarantee-filed","source":"%s","id":"G-%d",\
        "body":{"assureCode":"%s-%d","instrument":"POL-%d","amount":1000.00,\
        "validFrom":"2026-01-01","validTo":"2026-12-31"}}\
        """
                .formatted(source, number, source, number, number);
    }

    private List<JsonNode> post(String path, String type, String body) {
        HttpResponse<String> answer =
                server.post(path, type, body.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(NDJSON);
        return lines(answer.body());
    }

    private static List<JsonNode> lines(String body) {
        return body.lines().map(Json.mapper()::readTree).toList();
    }

    private static List<String> results(List<JsonNode> lines) {
        return lines.stream().map(line -> line.path("result").asString()).toList();
    }

    // ---- formats

    @Test
    void aMessageOfCustomsIsAnsweredNodeByNodeAsTheCommandLineAnswersIt() throws IOException {
        Path message = simulated(text -> text.contains(":CEB311Message"));
        byte[] content = Files.readAllBytes(message);
        HttpResponse<String> answer =
                server.post("/facts?name=orders.xml", "application/xml", content);
        List<JsonNode> lines = lines(answer.body());
        assertThat(lines).isNotEmpty();
        assertThat(lines.getFirst().propertyNames())
                .containsExactly("file", "type", "source", "id", "result", "case", "errors");
        assertThat(lines).allMatch(line -> line.path("file").asString().equals("orders.xml"));
        assertThat(results(lines)).containsOnly("accepted");
        assertThat(results(lines(server.post("/facts", "text/xml", content).body())))
                .hasSameSizeAs(lines)
                .containsOnly("duplicate");
        Called told =
                Called.Caller.of(folder.resolve("keys"))
                        .call("ingest", "--json", "--store", folder.resolve("other"), message);
        assertThat(told.json().stream().map(FactsTest::withoutFile).toList())
                .isEqualTo(lines.stream().map(FactsTest::withoutFile).toList());
    }

    private static String withoutFile(JsonNode line) {
        return line.path("type").asString()
                + line.path("source").asString()
                + line.path("id").asString()
                + line.path("result").asString()
                + line.path("case")
                + line.path("errors");
    }

    private Path simulated(java.util.function.Predicate<String> wanted) throws IOException {
        Path day = folder.resolve("day");
        Called.Caller.of(folder.resolve("keys"))
                .call("simulate", "ecommerce-import", "--parcels", 3, "--seed", 11, "--out", day);
        try (Stream<Path> files = Files.walk(day)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (wanted.test(Files.readString(file))) {
                    return file;
                }
            }
        }
        throw new AssertionError("No simulated file is such a message.");
    }

    @Test
    void eachLineIsAFactOfItsOwnAndABadOneDoesNotDisturbTheOthers() {
        List<JsonNode> lines =
                post(
                        "/facts?name=lines",
                        NDJSON,
                        guarantee("line-test", 1)
                                + "\n\n"
                                + "{broken\n"
                                + guarantee("line-test", 2)
                                + "\n"
                                + guarantee("line-test", 1).replace("1000.00", "2000.00"));
        assertThat(results(lines)).containsExactly("accepted", "rejected", "accepted", "conflict");
        assertThat(lines.get(1).path("errors").get(0).path("code").asString())
                .isEqualTo("JSON-SYNTAX");
        assertThat(lines.get(1).path("errors").get(0).path("line").asInt()).isEqualTo(3);
        assertThat(lines.get(2).path("id").asString()).isEqualTo("G-2");
    }

    @Test
    void anObjectOverSeveralLinesAndAnArrayAreFactsToo() {
        String pretty =
                Json.mapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(Json.mapper().readTree(guarantee("json-test", 1)));
        assertThat(results(post("/facts", "application/json", pretty))).containsExactly("accepted");
        assertThat(
                        results(
                                post(
                                        "/facts",
                                        "application/json",
                                        "[" + pretty + "," + guarantee("json-test", 2) + "]")))
                .containsExactly("duplicate", "accepted");
        List<JsonNode> broken =
                post(
                        "/facts",
                        "application/json",
                        "[\n" + guarantee("json-test", 3) + ",\n{},\n{]");
        assertThat(results(broken)).containsExactly("accepted", "rejected", "rejected");
        JsonNode end = broken.getLast().path("errors").get(0);
        assertThat(end.path("code").asString()).isEqualTo("JSON-SYNTAX");
        assertThat(end.path("line").asInt()).isEqualTo(4);
    }

    @Test
    void aTableIsAFactARow() {
        String table =
                """
                service,type,source,id,assureCode,instrument,amount,validFrom,validTo
                ecommerce-import,guarantee-filed,table-test,G-1,"T,1","say ""POL"" so",1000.00,2026-01-01,2026-12-31
                ecommerce-import,guarantee-filed,table-test,G-2,T2
                ecommerce-import,guarantee-filed,table-test,G-3,T3,POL,many,2026-01-01,2026-12-31
                """;
        List<JsonNode> lines = post("/facts?name=table.csv", "text/csv; charset=utf-8", table);
        assertThat(results(lines))
                .as(lines.toString())
                .containsExactly("accepted", "rejected", "rejected");
        assertThat(lines.get(1).path("errors").get(0).path("code").asString()).isEqualTo("CSV-ROW");
        assertThat(lines.get(1).path("errors").get(0).path("line").asInt()).isEqualTo(3);
        assertThat(lines.get(2).path("errors").get(0).path("path").asString())
                .isEqualTo("body.amount");
        assertThat(
                        post("/facts", "text/csv", "service,type\nx,y\n")
                                .getFirst()
                                .path("errors")
                                .get(0)
                                .path("code")
                                .asString())
                .isNotEmpty();
    }

    @Test
    void documentsMayBeWrappedIntoTheLinesOfAStream() throws IOException {
        String message = Files.readString(simulated(text -> text.contains(":CEB411Message")));
        String asText =
                Json.mapper()
                        .writeValueAsString(
                                java.util.Map.of("name", "../a/pay.xml", "document", message));
        String asBytes =
                Json.mapper()
                        .writeValueAsString(
                                java.util.Map.of(
                                        "document",
                                        Base64.getEncoder()
                                                .encodeToString(
                                                        message.getBytes(StandardCharsets.UTF_8)),
                                        "encoding",
                                        "base64"));
        List<JsonNode> lines =
                post(
                        "/facts?name=s",
                        NDJSON,
                        guarantee("wrap-test", 1) + "\n" + asText + "\n" + asBytes + "\n");
        assertThat(lines.get(0).path("result").asString()).isEqualTo("accepted");
        assertThat(lines.get(1).path("file").asString()).isEqualTo("pay.xml");
        assertThat(lines.getLast().path("file").asString()).isEqualTo("s:3");
        assertThat(lines.getLast().path("result").asString()).isEqualTo("duplicate");
    }

    @Test
    void aFormMayBringManyFilesWhateverTypeTheySayTheyAre() {
        String form =
                """
                --B
                Content-Disposition: form-data; name="a"; filename="a.exe"
                Content-Type: image/png

                %s
                --B
                Content-Disposition: form-data; name="a"; filename="../../b.xml"

                <lie/>
                --B--
                """
                        .formatted(guarantee("form-test", 1))
                        .replace("\n", "\r\n");
        List<JsonNode> lines = post("/facts", "multipart/form-data; boundary=B", form);
        assertThat(results(lines)).containsExactly("accepted", "rejected");
        assertThat(lines.stream().map(line -> line.path("file").asString()).toList())
                .containsExactly("a.exe", "b.xml");
    }

    @Test
    void aBodyMayBeCompressed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(guarantee("gzip-test", 1).getBytes(StandardCharsets.UTF_8));
        }
        HttpResponse<String> answer =
                server.send(
                        server.request("/facts")
                                .header("Content-Type", NDJSON)
                                .header("Content-Encoding", "gzip")
                                .POST(BodyPublishers.ofByteArray(bytes.toByteArray())));
        assertThat(results(lines(answer.body()))).containsExactly("accepted");
        HttpResponse<String> lie =
                server.send(
                        server.request("/facts")
                                .header("Content-Type", NDJSON)
                                .header("Content-Encoding", "gzip")
                                .POST(BodyPublishers.ofString("{}")));
        assertThat(lie.statusCode()).isEqualTo(400);
    }

    @Test
    void whatBecameOfFactsIsCounted() {
        double before = counted("accepted");
        post("/facts", NDJSON, guarantee("count-test", 1) + "\n" + guarantee("count-test", 2));
        assertThat(counted("accepted")).isEqualTo(before + 2);
    }

    private double counted(String result) {
        String line = "liandong_facts_total{result=\"" + result + "\"} ";
        return server.send(server.request("/actuator/prometheus"))
                .body()
                .lines()
                .filter(each -> each.startsWith(line))
                .mapToDouble(each -> Double.parseDouble(each.substring(line.length())))
                .sum();
    }

    // ---- hostile and unlucky senders

    @Test
    void whatIsOfNoKnownTypeIsRefusedWithAProblemInTheLanguageAskedFor() {
        HttpResponse<String> answer =
                server.send(
                        server.request("/facts")
                                .header("Content-Type", "application/pdf")
                                .header("Accept-Language", "zh")
                                .POST(BodyPublishers.ofString("%PDF")));
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        JsonNode problem = Json.mapper().readTree(answer.body());
        assertThat(problem.path("type").asString())
                .isEqualTo("urn:liandong:problem:unknown-format");
        assertThat(problem.path("title").asString()).isEqualTo("不识别该格式");
        assertThat(problem.path("instance").asString()).isEqualTo("/facts");
    }

    @Test
    void aDocumentThatSaysItIsTooLargeIsNotRead() throws IOException {
        assertThat(
                        raw(
                                "POST /facts HTTP/1.1\r\nHost: x\r\n"
                                        + server.authorization()
                                        + "Content-Type: text/xml\r\n"
                                        + "Content-Length: 99999999999\r\n\r\n"))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void aDocumentThatIsTooLargeWithoutSayingSoIsNotReadToItsEnd() {
        InputStream endless =
                new InputStream() {
                    private long left = 40L << 20;

                    @Override
                    public int read() {
                        return left-- > 0 ? ' ' : -1;
                    }

                    @Override
                    public int read(byte[] into, int from, int length) {
                        int count = (int) Math.min(length, left);
                        left -= count;
                        return count == 0 ? -1 : count;
                    }
                };
        HttpResponse<String> answer =
                server.send(
                        server.request("/facts")
                                .header("Content-Type", "application/xml")
                                .POST(BodyPublishers.ofInputStream(() -> endless)));
        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void whoReadsNoAnswerBeforeEverythingIsSentIsServedAllTheSame() throws Exception {
        int facts = 4_000;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String one = guarantee("deaf-test", 1) + "\n";
        for (int i = 0; i < facts; i++) {
            body.writeBytes(one.getBytes(StandardCharsets.UTF_8));
        }
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.at("/").getPort())) {
            // Little room for answers on the way.
            socket.setReceiveBufferSize(4_096);
            OutputStream out = socket.getOutputStream();
            out.write(
                    ("POST /facts HTTP/1.0\r\nHost: x\r\n"
                                    + server.authorization()
                                    + "Content-Type: application/x-ndjson\r\n"
                                    + "Connection: close\r\nContent-Length: "
                                    + body.size()
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            out.write(body.toByteArray());
            out.flush();
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200");
            assertThat(answer.lines().filter(line -> line.contains("\"result\":")).count())
                    .isEqualTo(facts);
        }
    }

    @Test
    void anAnswerComesWhileTheStreamIsStillOpen() throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.at("/").getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(
                    ("POST /facts HTTP/1.1\r\nHost: x\r\n"
                                    + server.authorization()
                                    + "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            List<String> seen = new ArrayList<>();
            var in =
                    new java.io.BufferedReader(
                            new java.io.InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.UTF_8));
            for (int i = 1; i <= 3; i++) {
                byte[] line = (guarantee("open-test", i) + "\n").getBytes(StandardCharsets.UTF_8);
                out.write(
                        (Integer.toHexString(line.length) + "\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                out.write(line);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                String answer = in.readLine();
                while (!answer.contains("\"result\":")) {
                    answer = in.readLine();
                }
                seen.add(Json.mapper().readTree(answer).path("id").asString());
            }
            assertThat(seen).containsExactly("G-1", "G-2", "G-3");
        }
    }

    private String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.at("/").getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return new String(
                    new ByteArrayInputStream(socket.getInputStream().readAllBytes()).readAllBytes(),
                    StandardCharsets.UTF_8);
        }
    }
}
