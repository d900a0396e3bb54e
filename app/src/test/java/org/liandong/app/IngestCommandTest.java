package org.liandong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.app.Called.Caller;
import org.liandong.engine.Engine;
import org.liandong.kernel.Problem;
import tools.jackson.databind.JsonNode;

/// What a person and a program are told about documents that they send.
class IngestCommandTest {

    // The first entries of a trail are the resources of each service.
    private static final int FIRST_FACT = Wiring.names().size() + 1;

    private static final String GUARANTEE =
            """
            {"service":"ecommerce-import","type":"guarantee-filed","source":"office","id":"POL-1",\
            "body":{"assureCode":"3302980A01","instrument":"POL-1","amount":%s,\
            "validFrom":"2026-01-01","validTo":"2099-01-01"}}
            """;

    /// A day of six parcels, as files.
    @TempDir static Path day;

    @TempDir Path folder;

    @BeforeAll
    static void aDay() {
        Called called =
                Caller.of(day.resolve("keys"))
                        .call(
                                "simulate",
                                "ecommerce-import",
                                "--parcels",
                                6,
                                "--seed",
                                3,
                                "--out",
                                day.resolve("day"));
        assertThat(called.code()).as(called.err()).isZero();
    }

    private Caller caller() {
        return Caller.of(folder.resolve("keys"));
    }

    private Called ingest(Object... paths) {
        return ingest(caller(), paths);
    }

    private Called ingest(Caller caller, Object... paths) {
        List<Object> words = new ArrayList<>(List.of("ingest", "--store", folder.resolve("store")));
        words.addAll(List.of(paths));
        return caller.call(words.toArray());
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static Path document(String type) throws IOException {
        try (Stream<Path> files = Files.list(day.resolve("day"))) {
            return files.filter(f -> f.toString().contains(type))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<String> results(Called called) {
        return called.json().stream().map(line -> line.path("result").asString()).toList();
    }

    /// The one problem of the one line.
    private static JsonNode error(Called called) {
        assertThat(called.json()).hasSize(1);
        JsonNode errors = called.json().getFirst().path("errors");
        assertThat(errors.size()).isEqualTo(1);
        return errors.get(0);
    }

    private void nothingIsDisturbed() throws IOException {
        Called next =
                ingest(
                        "--json",
                        file("next.ndjson", GUARANTEE.formatted("7.00").replace("POL-1", "POL-2")));
        assertThat(next.code()).as(next.said()).isZero();
        assertThat(results(next)).containsExactly("accepted");
    }

    @Test
    void aLineForProgramsHasExactlyTheseFields() throws IOException {
        Called called = ingest("--json", document("CEB311"));
        assertThat(called.code()).isZero();
        JsonNode line = called.json().getFirst();
        assertThat(line.propertyNames())
                .containsExactly("file", "type", "source", "id", "result", "case", "errors");
        assertThat(line.path("file").asString()).isEqualTo(document("CEB311").toString());
        assertThat(line.path("type").asString()).isEqualTo("order");
        assertThat(line.path("source").asString()).matches("\\d{7}P\\d{2}");
        assertThat(line.path("id").asString()).startsWith("311/");
        assertThat(line.path("result").asString()).isEqualTo("accepted");
        assertThat(line.path("case").asString()).startsWith(line.path("source").asString() + "/");
        assertThat(line.path("errors").size()).isZero();
    }

    @Test
    void anErrorHasExactlyTheseFields() throws IOException {
        Called called = ingest("--json", file("x.ndjson", "\n{\"service\":\"zoo\"}\n"));
        JsonNode error = error(called);
        assertThat(called.code()).isEqualTo(1);
        assertThat(error.propertyNames())
                .containsExactly("code", "path", "line", "column", "message");
        assertThat(error.path("code").asString()).isEqualTo("JSON-FIELD");
        assertThat(error.path("path").asString()).isEqualTo("service");
        assertThat(error.path("line").asInt()).isEqualTo(2);
        assertThat(error.path("column").asInt()).isEqualTo(1);
        assertThat(error.path("message").asString()).contains("The field 'service' must be");
        JsonNode line = called.json().getFirst();
        assertThat(line.path("source").isNull()).isTrue();
        assertThat(line.path("id").isNull()).isTrue();
        assertThat(line.path("case").isNull()).isTrue();
    }

    @Test
    void withJsonTheSummaryGoesToStandardError() throws IOException {
        Called called = ingest("--json", document("CEB311"));
        assertThat(called.out().lines()).allMatch(line -> line.startsWith("{"));
        assertThat(called.err()).contains("accepted");
    }

    @Test
    void aFolderIsTakenInTheOrderOfItsNames() {
        Called called = ingest("--json", day.resolve("day"));
        assertThat(called.code()).isZero();
        assertThat(called.json().stream().map(l -> l.path("file").asString())).isSorted();
        assertThat(results(called)).contains("accepted", "parked").hasSizeGreaterThan(20);
        // What begins with a point belongs to programs, such as the expectation of the simulator.
        assertThat(called.out()).doesNotContain(".expected.json");
    }

    @Test
    void aPaperWithoutItsListIsParked() throws IOException {
        Called called = ingest("--json", document("CEB511"));
        assertThat(called.code()).isZero();
        assertThat(results(called)).containsOnly("parked");
        assertThat(called.json().getFirst().path("case").isNull()).isTrue();
    }

    @Test
    void theSameAgainIsHarmless() throws IOException {
        Path order = document("CEB311");
        assertThat(results(ingest("--json", order))).containsOnly("accepted");
        Called again = ingest("--json", order, order);
        assertThat(again.code()).isZero();
        assertThat(results(again)).containsOnly("duplicate");
    }

    @Test
    void anotherContentUnderTheSameNumberIsRefused() throws IOException {
        assertThat(ingest(file("a.ndjson", GUARANTEE.formatted("5.00"))).code()).isZero();
        Called other = ingest("--json", file("b.ndjson", GUARANTEE.formatted("6.00")));
        assertThat(other.code()).isEqualTo(1);
        assertThat(results(other)).containsExactly("conflict");
        assertThat(error(other).path("code").asString()).isEqualTo("CONFLICT");
        assertThat(error(other).path("message").asString())
                .contains("office", "POL-1", "entry " + FIRST_FACT);
        nothingIsDisturbed();
    }

    @Test
    void oneBadLineDoesNotHoldUpTheOthers() throws IOException {
        Called called =
                ingest(
                        "--json",
                        file("x.ndjson", "{not json\n" + GUARANTEE.formatted("5.00") + "{}\n"));
        assertThat(called.code()).isEqualTo(1);
        assertThat(results(called)).containsExactly("rejected", "accepted", "rejected");
        assertThat(called.out()).contains("JSON-SYNTAX", "JSON-FIELD");
    }

    @Test
    void anEmptyDocumentIsRefused() throws IOException {
        assertThat(error(ingest("--json", file("empty.xml", ""))).path("code").asString())
                .isEqualTo("FORMAT-EMPTY");
        nothingIsDisturbed();
    }

    @Test
    void whatNoServiceReadsIsToldWithAllThatIsRead() throws IOException {
        JsonNode error = error(ingest("--json", file("other.xml", "<Unknown><a/></Unknown>")));
        assertThat(error.path("code").asString()).isEqualTo("FORMAT-ROOT");
        assertThat(error.path("message").asString())
                .contains("Unknown", "DecMessage", "CEB311Message", "DxpMsg");
        assertThat(ingest(file("other.txt", "order, 1, 2")).out())
                .contains("DecMessage", "CEB311Message", "[FORMAT-UNKNOWN]");
        nothingIsDisturbed();
    }

    @Test
    void aMessageThatBreaksOffIsRefused() throws IOException {
        String order = Files.readString(document("CEB311"));
        Called called =
                ingest("--json", file("half.xml", order.substring(0, order.length() * 2 / 3)));
        assertThat(called.code()).isEqualTo(1);
        assertThat(error(called).path("code").asString()).isEqualTo("TRUNCATED");
        nothingIsDisturbed();
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws IOException {
        byte[] noise = new byte[4_096];
        new java.util.Random(7).nextBytes(noise);
        Path binary = Files.write(folder.resolve("image.png"), noise);
        Called called = ingest("--json", binary);
        assertThat(called.code()).isEqualTo(1);
        assertThat(error(called).path("code").asString()).isNotEmpty();
        // Nothing of the noise reaches a terminal.
        assertThat(ingest(binary).said()).doesNotContainPattern("[\\p{Cntrl}&&[^\\n]]");
        nothingIsDisturbed();
    }

    @Test
    void aLineThatIsTooLongIsRefused() throws IOException {
        String line = "{\"service\":\"" + "x".repeat(1 << 20) + "\"}\n";
        Called called = ingest("--json", file("long.ndjson", line));
        assertThat(error(called).path("code").asString()).isEqualTo("JSON-OVERSIZE");
        nothingIsDisturbed();
    }

    @Test
    void aDocumentThatIsTooLargeIsNotTakenAtAll() throws InterruptedException {
        List<String> said = new ArrayList<>();
        Documents.Visitor visitor =
                new Documents.Visitor() {
                    @Override
                    public void document(String name, byte[] content) {
                        said.add(name + " " + content.length);
                    }

                    @Override
                    public void unreadable(String name, Problem problem) {
                        said.add(name + " " + problem.code());
                    }
                };
        new Documents(new ByteArrayInputStream(new byte[1_000]), visitor, 1_000)
                .under(List.of("-"));
        new Documents(new ByteArrayInputStream(new byte[1_001]), visitor, 1_000)
                .under(List.of("-"));
        assertThat(said).containsExactly("- 1000", "- FILE-OVERSIZE");
    }

    @Test
    void whatIsNotThereIsNamedAndTheRestIsTaken() throws IOException {
        Called called = ingest("--json", folder.resolve("none.xml"), document("CEB311"));
        assertThat(called.code()).isEqualTo(1);
        assertThat(results(called)).startsWith("rejected", "accepted");
        assertThat(called.json().getFirst().path("errors").get(0).path("code").asString())
                .isEqualTo("FILE-MISSING");
    }

    @Test
    void standardInputIsADocument() {
        Called called = ingest(caller().typing(GUARANTEE.formatted("5.00")), "--json", "-");
        assertThat(called.code()).isZero();
        assertThat(called.json().getFirst().path("file").asString()).isEqualTo("-");
        assertThat(results(called)).containsExactly("accepted");
    }

    @Test
    void anEmptyFolderIsNoError() throws IOException {
        Called called = ingest(Files.createDirectories(folder.resolve("empty")));
        assertThat(called.code()).isZero();
        assertThat(called.out()).contains("0 documents with 0 facts: nothing.");
    }

    @Test
    void aPersonReadsWhatIsWrongWhereAndWhatToDo() throws IOException {
        Path file =
                file(
                        "x.xml",
                        Files.readString(document("CEB411"))
                                .replaceFirst("<ceb:amountPaid>[^<]*</ceb:amountPaid>", ""));
        Called english = ingest(file);
        assertThat(english.code()).isEqualTo(1);
        assertThat(english.lines().getFirst()).isEqualTo(file.toString());
        assertThat(english.out())
                .contains(
                        "rejected  payment",
                        "line ",
                        "PaymentHead/amountPaid",
                        "The element amountPaid is missing. It is required in PaymentHead; add it",
                        "[CEB-MISSING]");
        Called chinese = ingest(caller().inChinese(), file);
        assertThat(chinese.out())
                .contains("退回", "支付单", "缺少元素 amountPaid")
                .doesNotContain("missing");
    }

    @Test
    void theProblemsOfTheEngineAreToldInChineseToo() throws IOException {
        Caller chinese = caller().inChinese();
        ingest(file("a.ndjson", GUARANTEE.formatted("5.00")));
        assertThat(ingest(chinese, file("b.ndjson", GUARANTEE.formatted("6.00"))).out())
                .contains("冲突", "office 曾以不同内容发送过 POL-1（轨迹第 " + FIRST_FACT + " 条）");
        assertThat(ingest(chinese, folder.resolve("none")).out()).contains("没有这个文件或文件夹");
        assertThat(ingest(chinese, file("c.ndjson", "{}\n")).out()).contains("字段 service 缺失");
        // Programs compare messages: theirs stay in English.
        assertThat(ingest(chinese, "--json", folder.resolve("none")).out())
                .contains("There is no such file or folder");
    }

    // ---- facts in other shapes than one a line

    private static String guarantee(int number) {
        return GUARANTEE.formatted("5.00").replace("POL-1", "POL-" + number).strip();
    }

    private Called taken(String content, Charset charset) throws IOException {
        return ingest("--json", Files.write(folder.resolve("facts"), content.getBytes(charset)));
    }

    private Called taken(String content) throws IOException {
        return taken(content, StandardCharsets.UTF_8);
    }

    @Test
    void anArrayOfFactsIsTakenLikeLines() throws IOException {
        Called called = taken("[" + guarantee(1) + ",\n " + guarantee(2) + "]\n");
        assertThat(called.code()).as(called.said()).isZero();
        assertThat(results(called)).containsExactly("accepted", "accepted");
        assertThat(results(taken(guarantee(1) + "\n" + guarantee(2)))).containsOnly("duplicate");
    }

    @Test
    void anArrayThatBreaksOffLosesNothingBeforeThat() throws IOException {
        Called called = taken("[" + guarantee(1) + ",\n{},\n" + guarantee(2) + ",\n{\"service");
        assertThat(called.code()).isEqualTo(1);
        assertThat(results(called)).containsExactly("accepted", "rejected", "accepted", "rejected");
        assertThat(called.json().get(1).path("errors").get(0).path("line").asInt()).isEqualTo(2);
        JsonNode last = called.json().get(3).path("errors").get(0);
        assertThat(last.path("code").asString()).isEqualTo("JSON-SYNTAX");
        assertThat(last.path("line").asInt()).isEqualTo(4);
    }

    @Test
    void whatStandsBehindAnArrayIsTold() throws IOException {
        Called called = taken("[" + guarantee(1) + "]\n" + guarantee(2));
        assertThat(results(called)).containsExactly("accepted", "rejected");
        assertThat(called.out()).contains("JSON-AFTER");
    }

    @Test
    void anObjectOverSeveralLinesIsOneFact() throws IOException {
        Called called = taken(guarantee(1).replace(",", ",\n  ").replace("{", "{\n"));
        assertThat(called.code()).as(called.said()).isZero();
        assertThat(results(called)).containsExactly("accepted");
    }

    @Test
    void blankLinesAndMarksMayStandBeforeTheFirstFact() throws IOException {
        assertThat(results(taken("\n \n" + guarantee(1)))).containsExactly("accepted");
        assertThat(results(taken("\uFEFF" + guarantee(2)))).containsExactly("accepted");
        assertThat(results(taken("\uFEFF[" + guarantee(3) + "]"))).containsExactly("accepted");
        assertThat(results(taken(guarantee(4), StandardCharsets.UTF_16)))
                .containsExactly("accepted");
    }

    @Test
    void aFirstLineThatIsNoFactDoesNotHoldUpTheOthers() throws IOException {
        Called called = taken("facts of today:\n" + guarantee(1) + "\n");
        assertThat(called.code()).isEqualTo(1);
        assertThat(results(called)).containsExactly("rejected", "accepted");
        assertThat(called.out()).contains("JSON-SYNTAX");
    }

    @Test
    void aFactInAnotherEncodingIsRefusedAndTheOthersAreTaken() throws IOException {
        Called called =
                taken(
                        guarantee(1).replace("POL", "担保") + "\n" + guarantee(2),
                        Charset.forName("GBK"));
        assertThat(results(called)).containsExactly("rejected", "accepted");
        assertThat(called.out()).contains("JSON-ENCODING");
    }

    @Test
    void aFieldThatIsMissingOrUnknownIsNamed() throws IOException {
        Path missing = file("m.ndjson", guarantee(1).replace("\"instrument\":\"POL-1\",", ""));
        assertThat(ingest(missing).out())
                .contains(
                        "body.instrument",
                        "The field instrument of a guarantee-filed is missing. Add it. [JSON-BODY-MISSING]");
        assertThat(ingest(caller().inChinese(), missing).out())
                .contains("guarantee-filed 缺少字段 instrument，请补充。");
        Path unknown =
                file("u.ndjson", guarantee(1).replace("\"body\":{", "\"body\":{\"paper\":1,"));
        assertThat(ingest(unknown).out())
                .contains("A guarantee-filed has no field paper.", "[JSON-BODY-UNKNOWN]");
        assertThat(ingest(caller().inChinese(), unknown).out())
                .contains("guarantee-filed 没有字段 paper，请删除或检查拼写。");
    }

    @Test
    void aDayThatDoesNotExistIsToldInPlainWords() throws IOException {
        Path wrong =
                file(
                        "w.ndjson",
                        guarantee(1).replaceFirst("\"20\\d\\d-\\d\\d-\\d\\d\"", "\"2026-02-30\""));
        assertThat(ingest(wrong).out())
                .contains("is written like 2026-03-02. Change 2026-02-30, which is not that.")
                .doesNotContain("java");
        assertThat(ingest(caller().inChinese(), wrong).out())
                .contains("应写成 2026-03-02 的形式，请修改 2026-02-30。");
    }

    // ---- whatever lies in a folder

    @Test
    void aLinkThatLeadsBackIsFollowedOnce() throws IOException {
        Path in = Files.createDirectories(folder.resolve("in/文件 夹"));
        Files.writeString(in.resolve("担 保.ndjson"), guarantee(1));
        Files.createSymbolicLink(in.resolve("loop"), folder.resolve("in"));
        Called called = ingest("--json", folder.resolve("in"));
        assertThat(called.code()).isEqualTo(1);
        assertThat(results(called)).containsExactly("rejected", "accepted");
        assertThat(called.lines().getFirst()).contains("FILE-LOOP");
        assertThat(called.json().get(1).path("file").asString())
                .isEqualTo(in.resolve("担 保.ndjson").toString());
    }

    @Test
    void whatWasToleratedIsToldInBothLanguages() throws IOException {
        Path file =
                file(
                        "tolerated.xml",
                        Files.readString(document("CEB311"))
                                .replaceFirst(
                                        "(CEB311Message[^>]*)version=\"1.0\"",
                                        "$1version=\"1.1\""));
        assertThat(ingest(file).out()).contains("tolerated: ", "1.1");
        assertThat(ingest(caller().inChinese(), file).out())
                .contains("已容许：", "版本号“1.1”不是 1.0，已按 1.0 读取。")
                .doesNotContain("The version");
    }

    @Test
    void badInputIsToldInChineseButForWhatParsersSay() throws IOException {
        Path in = Files.createDirectories(folder.resolve("bad"));
        String order = Files.readString(document("CEB311"));
        Files.writeString(in.resolve("half.xml"), order.substring(0, order.length() / 2));
        Files.writeString(in.resolve("broken.xml"), order.replaceFirst("</", "<<"));
        Files.writeString(in.resolve("gbk.xml"), order, Charset.forName("GBK"));
        Files.writeString(in.resolve("dtd.xml"), "<!DOCTYPE html><html></html>");
        Files.writeString(in.resolve("other.xml"), "<a><b/></a>");
        Files.writeString(in.resolve("empty"), "");
        Files.write(in.resolve("zeros"), new byte[100]);
        Files.writeString(in.resolve("archive.zip"), "PK\u0003\u0004");
        Files.writeString(
                in.resolve("facts"),
                "[1]\n{}\n{x\n" + guarantee(1).replace("2026-01-01", "soon") + "\n");
        Files.writeString(
                in.resolve("lines"),
                "{}\n{x\n" + guarantee(1).replace("2026-01-01", "soon") + "\n");
        Called called = ingest(caller().inChinese(), in);
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.out().lines().map(line -> line.replaceAll("原话：.*", "")))
                .allSatisfy(line ->
                        assertThat(line)
                                .doesNotContainPattern("[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}"));
    }

    @Test
    void noLineIsWiderThanTheWindow() {
        Called called = ingest(caller().beforeWindowOf(80), "--color=never", day.resolve("day"));
        assertThat(called.lines()).allSatisfy(l -> assertThat(Columns.width(l)).isLessThan(81));
    }

    @Test
    void whereManyFactsAreGoodOnlySomeAreListed() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            lines.append(GUARANTEE.formatted("5.00").replace("POL-1", "POL-" + i));
        }
        Called called = ingest(file("many.ndjson", lines + "bad\n"));
        assertThat(called.out().split("accepted  ", -1)).hasSize(21);
        assertThat(called.out())
                .contains("from here on only what needs attention is listed", "JSON-SYNTAX")
                .contains("1 document with 51 facts: 50 accepted, 1 rejected.");
    }

    @Test
    void aStoreHasOneWriterAtATime() throws Exception {
        Path store = folder.resolve("store");
        ingest(document("CEB311"));
        Terminal terminal =
                caller().terminal(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
        try (Engine engine = new StoreOptions.Writing().open(terminal, store.toString())) {
            Called second = ingest(document("CEB311"));
            assertThat(second.code()).isEqualTo(3);
            assertThat(second.err()).startsWith("liandong: ").doesNotContain("\tat ");
            assertThat(engine).isNotNull();
        }
    }
}
