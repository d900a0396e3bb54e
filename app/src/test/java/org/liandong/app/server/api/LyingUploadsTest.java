package org.liandong.app.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.app.server.RunningServer;
import org.liandong.engine.Json;
import tools.jackson.databind.JsonNode;

/// Uploads that are not what they say they are: what a document is, its bytes say, and a length that is wrong harms nobody
/// but its sender.
@ExtendWith(RunningServer.Shared.class)
class LyingUploadsTest {

    private static final String NDJSON = "application/x-ndjson";
    private static final int BOMB_MB = 100;

    private final RunningServer server;

    LyingUploadsTest(RunningServer server) {
        this.server = server;
    }

    private static String fact(String id) {
        return """
        {"service":"ecommerce-import","type":"guarantee-filed","source":"liar","id":"%s",\
        "body":{"assureCode":"liar-%s","instrument":"POL","amount":1000.00,\
        "validFrom":"2026-01-01","validTo":"2026-12-31"}}\
        """
                .formatted(id, id);
    }

    private HttpResponse<String> post(String type, byte[] body, String... headers) {
        var request = server.request("/facts").header("Content-Type", type);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return server.send(request.POST(BodyPublishers.ofByteArray(body)));
    }

    private static List<String> said(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body()
                .lines()
                .map(Json.mapper()::readTree)
                .map(LyingUploadsTest::said)
                .toList();
    }

    private static String said(JsonNode line) {
        JsonNode errors = line.path("errors");
        return line.path("result").asString()
                + (errors.isEmpty() ? "" : " " + errors.get(0).path("code").asString());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    // ---- the type

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "text/xml", "application/json", NDJSON})
    void factsAreTakenWhateverTypeTheyAreDeclaredAs(String type) {
        String id = type.replace('/', '-');
        assertThat(said(post(type, utf8(fact(id))))).containsExactly("accepted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "application/json", NDJSON, "text/csv"})
    void aMessageThatIsNoMessageIsRefusedWhateverTypeItIsDeclaredAs(String type) {
        assertThat(said(post(type, utf8("<order>not one of ours</order>"))))
                .containsExactly("rejected FORMAT-ROOT");
        assertThat(said(post(type, utf8("<order>\n<line/>\n</order>\n"))))
                .containsExactly("rejected FORMAT-ROOT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "application/json", NDJSON, "text/csv"})
    void anArchiveIsToldAsOne(String type) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("order.xml"));
            zip.write(utf8("<order/>"));
        }
        HttpResponse<String> answer = post(type, bytes.toByteArray());
        assertThat(said(answer).getFirst()).isEqualTo("rejected FORMAT-ARCHIVE");
        assertThat(answer.body()).contains("This is a ZIP archive. Unpack it");
        assertThat(said(post(type, gzip(utf8("<order/>")))).getFirst())
                .isEqualTo("rejected FORMAT-ARCHIVE");
    }

    @Test
    void aPictureIsToldAsOne() {
        byte[] png = Arrays.copyOf(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', 0x1a}, 400);
        png[300] = '<';
        byte[] jpeg = Arrays.copyOf(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}, 400);
        for (byte[] picture : List.of(png, jpeg, utf8("GIF89a<x/>"), utf8("%PDF-1.7\n<x/>"))) {
            assertThat(said(post("application/xml", picture)))
                    .containsExactly("rejected FORMAT-PICTURE");
        }
        assertThat(post("image/png", png).statusCode()).isEqualTo(415);
        assertThat(post("application/zip", png).statusCode()).isEqualTo(415);
    }

    // ---- the length

    private byte[] head(String type, String more) {
        return utf8(
                "POST /facts HTTP/1.1\r\nHost: a\r\n"
                        + server.authorization()
                        + "Content-Type: "
                        + type
                        + "\r\n"
                        + more
                        + "\r\n\r\n");
    }

    @Test
    void whatStandsBehindTheDeclaredLengthIsNoPartOfTheDocument() {
        String answer =
                server.raw(
                        head("application/json", "Content-Length: 20"),
                        utf8(fact("shorter") + "\r\n\r\n"));
        assertThat(answer).startsWith("HTTP/1.1 200").contains("JSON-SYNTAX");
        assertThat(answer.split("HTTP/1\\.1 ", -1)).hasSize(3);
        assertThat(answer.substring(10)).contains("HTTP/1.1 400");
        assertThat(server.json("/cases?q=liar-shorter").path("items")).isEmpty();
    }

    @Test
    void aDocumentThatIsShorterThanDeclaredIsNotTakenIn() {
        String whole = fact("longer");
        String answer =
                server.raw(
                        head("application/json", "Content-Length: " + (whole.length() + 50)),
                        utf8(whole));
        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(said(post("application/json", utf8(whole)))).containsExactly("accepted");
    }

    @Test
    void ofAStreamThatBreaksOffTheWholeLinesAreTakenIn() {
        server.raw(
                head(NDJSON, "Content-Length: 100000"),
                utf8(fact("broken-1") + "\n" + fact("broken-2").substring(0, 100)));
        String body = fact("broken-1") + "\n" + fact("broken-2") + "\n";
        List<String> again = said(post(NDJSON, utf8(body)));
        assertThat(again).containsExactly("duplicate", "accepted");
    }

    // ---- compression

    @Test
    void whatIsNotCompressedAsDeclaredIsRefused() {
        for (String type : List.of("application/xml", NDJSON, "text/csv")) {
            assertThat(post(type, utf8("<a/>"), "Content-Encoding", "gzip").statusCode())
                    .as(type)
                    .isEqualTo(400);
            byte[] whole = gzip(utf8(fact("cut").repeat(50)));
            byte[] cut = Arrays.copyOf(whole, whole.length - 12);
            assertThat(post(type, cut, "Content-Encoding", "gzip").statusCode())
                    .as(type + " cut")
                    .isEqualTo(400);
        }
        assertThat(post(NDJSON, utf8("{}"), "Content-Encoding", "br").statusCode()).isEqualTo(415);
    }

    @Test
    void whatSwellsBeyondALimitIsNotUnpackedToItsEnd() {
        byte[] bomb = gzip(new byte[BOMB_MB << 20]);
        assertThat(bomb.length).isLessThan(1 << 20);
        assertThat(post("application/xml", bomb, "Content-Encoding", "gzip").statusCode())
                .isEqualTo(413);
        assertThat(said(post(NDJSON, bomb, "Content-Encoding", "gzip")))
                .containsExactly("rejected JSON-OVERSIZE");
    }
}
