package org.liandong.dutyguarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.liandong.dutyguarantee.GuaranteeFact.Declaration;
import org.liandong.dutyguarantee.simulator.DecText;
import org.liandong.kernel.Format.Reading;
import org.liandong.kernel.Problem;
import org.liandong.testkit.TestEngines;

/// Declarations of the single window, good, wrong and hostile.
class DecFormatTest {

    private static final String XML =
            DecText.of(
                    Port.D1,
                    Port.IMPORTER,
                    Port.FILING,
                    "3701",
                    "CL",
                    false,
                    false,
                    false,
                    "示例货物",
                    LocalDate.of(2026, 3, 2));

    private final DecFormat format = new DecFormat(DecFields.shipped(), "ApprNo");

    private Reading<GuaranteeFact> read(String xml) {
        return format.read(xml.getBytes(StandardCharsets.UTF_8));
    }

    private static Declaration fact(Reading<GuaranteeFact> reading) {
        return (Declaration) Objects.requireNonNull(reading.nodes().getFirst().fact());
    }

    private Problem problem(String xml) {
        Reading<GuaranteeFact> reading = read(xml);
        List<Problem> problems =
                reading.nodes().isEmpty()
                        ? reading.problems()
                        : reading.nodes().getFirst().problems();
        assertThat(problems).hasSize(1);
        return problems.getFirst();
    }

    @Test
    void aDeclarationIsReadWithAllThatTheRulesNeed() {
        Reading<GuaranteeFact> reading = read(XML);
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.nodes()).hasSize(1);
        assertThat(reading.nodes().getFirst().problems()).isEmpty();
        Declaration fact = fact(reading);
        assertThat(fact.entryId()).isEqualTo(Port.D1);
        assertThat(fact.filingNo()).isEqualTo(Port.FILING);
        assertThat(fact.customMaster()).isEqualTo("3701");
        assertThat(fact.type()).isEqualTo("CL");
        assertThat(fact.netWt()).isEqualByComparingTo("900");
        assertThat(fact.lines()).hasSize(1);
        assertThat(fact.lines().getFirst().codeTS()).isEqualTo("8471501090");
        assertThat(fact.containers().getFirst().containerId()).isEqualTo("CSQU3054383");
        assertThat(String.valueOf(reading.nodes().getFirst().id()))
                .isEqualTo("3502980002:DEC/" + Port.D1 + "/C000000001");
    }

    @Test
    void otherEncodingsAreReadAlike() {
        for (String encoding : List.of("UTF-16", "UTF-16LE", "GB18030")) {
            byte[] bytes = XML.replace("UTF-8", encoding).getBytes(Charset.forName(encoding));
            assertThat(format.recognises(bytes)).as(encoding).isTrue();
            assertThat(format.read(bytes).nodes().getFirst().fact())
                    .as(encoding)
                    .isEqualTo(read(XML).nodes().getFirst().fact());
        }
    }

    @Test
    void bytesThatAreNoCharactersAreToldWithTheirPlace() {
        byte[] bytes = XML.getBytes(StandardCharsets.UTF_8);
        int at = XML.substring(0, XML.indexOf("示例货物")).getBytes(StandardCharsets.UTF_8).length;
        bytes[at] = (byte) 0xff;
        Problem problem = format.read(bytes).problems().getFirst();
        assertThat(problem.code()).isEqualTo("DEC-BYTES");
        assertThat(XML.lines().toList().get(problem.line() - 1).substring(problem.column() - 1))
                .startsWith("示例货物");
        assertThat(problem.message()).contains("UTF-8");
        assertThat(problem(XML.replace("UTF-8", "EBCDIC")).code()).isEqualTo("DEC-ENCODING");
    }

    @Test
    void onlyDeclarationsAreRecognised() {
        assertThat(format.recognises(XML.getBytes(StandardCharsets.UTF_8))).isTrue();
        for (String other : List.of("<CEB621Message/>", "{\"service\":\"x\"}", "", "DecMessage")) {
            assertThat(format.recognises(other.getBytes(StandardCharsets.UTF_8)))
                    .as(other)
                    .isFalse();
        }
    }

    @Test
    void theElementOfTheFilingIsASetting() {
        DecFormat other = new DecFormat(DecFields.shipped(), "ContrNo");
        String xml = XML.replace("ApprNo>", "ContrNo>");
        Declaration fact = fact(other.read(xml.getBytes(StandardCharsets.UTF_8)));
        assertThat(fact.filingNo()).isEqualTo(Port.FILING);
    }

    @TestFactory
    Stream<DynamicTest> theseCannotBeUsed() {
        return Stream.of(
                        row(
                                "DEC-MISSING",
                                "no name of the consignee",
                                XML.replaceAll("<TradeName>.*</TradeName>", "")),
                        row(
                                "DEC-MISSING",
                                "a name of goods that is blank",
                                XML.replaceAll("<GName>.*</GName>", "<GName> </GName>")),
                        row(
                                "DEC-VALUE",
                                "a comma in a number",
                                XML.replace("<NetWt>900.00", "<NetWt>900,00")),
                        row(
                                "DEC-VALUE",
                                "a negative weight",
                                XML.replace("<NetWt>900.00", "<NetWt>-900.00")),
                        row("DEC-VALUE", "an exponent", XML.replace("<NetWt>900.00", "<NetWt>9e2")),
                        row(
                                "DEC-VALUE",
                                "too many digits",
                                XML.replace("<PackNo>10", "<PackNo>9999999999")),
                        row(
                                "DEC-VALUE",
                                "too many letters",
                                XML.replace("<CustomMaster>3701", "<CustomMaster>37010")),
                        row(
                                "DEC-NUMBER",
                                "a short number of declaration",
                                XML.replace(Port.D1, "37012026")),
                        row(
                                "DEC-NUMBER",
                                "no number of declaration",
                                XML.replace("<EntryId>" + Port.D1 + "</EntryId>", "")),
                        row(
                                "DEC-TWICE",
                                "two import flags",
                                XML.replace("<IEFlag>I", "<IEFlag>I</IEFlag><IEFlag>E")),
                        row(
                                "DEC-NO-LINES",
                                "no lines",
                                XML.replaceAll("(?s)<DecList>.*</DecList>", "")),
                        row("DEC-ROOT", "another root", "<DecMessages/>"),
                        row(
                                "DEC-NOT-WELL-FORMED",
                                "broken off",
                                XML.substring(0, XML.length() / 2)),
                        row(
                                "DEC-NOT-WELL-FORMED",
                                "an end tag of another element",
                                XML.replace("</NetWt>", "</NetWeight>")),
                        row(
                                "DEC-DTD",
                                "a document type",
                                XML.replace(
                                        "<DecMessage>",
                                        "<!DOCTYPE DecMessage [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><DecMessage>")),
                        row(
                                "DEC-DEPTH",
                                "elements nested too deep",
                                XML.replace("<DecLists>", "<a>".repeat(40) + "<DecLists>")),
                        row("DEC-TEXT", "a text too long", XML.replace("示例货物", "x".repeat(20_000))),
                        row(
                                "DEC-TOO-MANY",
                                "too many lines",
                                XML.replace(
                                        "</DecLists>",
                                        "<DecList></DecList>".repeat(50) + "</DecLists>")),
                        row(
                                "DEC-ELEMENTS",
                                "too many elements",
                                XML.replace("<DecLists>", "<a/>".repeat(200_001) + "<DecLists>")),
                        row(
                                "DEC-ATTRIBUTES",
                                "too many attributes",
                                XML.replace("<DecLists>", "<DecLists" + attributes() + ">")))
                .map(row ->
                        DynamicTest.dynamicTest(
                                row.code() + ": " + row.what(),
                                () -> {
                                    Problem problem = problem(row.xml());
                                    assertThat(problem.code()).isEqualTo(row.code());
                                    assertThat(problem.line()).isPositive();
                                    assertThat(problem.column()).isPositive();
                                    for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINESE)) {
                                        assertThat(new GuaranteeModule().inWords(problem, locale))
                                                .isNotBlank()
                                                .doesNotContain("{");
                                    }
                                }));
    }

    private record Row(String code, String what, String xml) {}

    private static Row row(String code, String what, String xml) {
        return new Row(code, what, xml);
    }

    private static String attributes() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            all.append(" a").append(i).append("=\"1\"");
        }
        return all.toString();
    }

    @Test
    void aProblemNamesItsPlace() {
        Problem problem = problem(XML.replace("<NetWt>900.00", "<NetWt>heavy"));
        assertThat(problem.path()).isEqualTo("DecMessage/DecHead/NetWt");
        assertThat(XML.lines().toList().get(problem.line() - 1)).contains("NetWt");
        assertThat(problem.column()).isPositive();
        assertThat(problem.message()).contains("heavy", "N19,5");
    }

    @Test
    void whatIsTooLargeIsNotRead() {
        byte[] large = Arrays.copyOf(XML.getBytes(StandardCharsets.UTF_8), DecFormat.BYTES_MAX + 1);
        Reading<GuaranteeFact> reading = format.read(large);
        assertThat(reading.problems()).extracting(Problem::code).containsExactly("DEC-OVERSIZE");
    }

    @Test
    void aBombOfEntitiesIsRefusedAtOnce() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE DecMessage [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 40; i++) {
            bomb.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(i, i - 1, i - 1));
        }
        String xml = XML.replace("<DecMessage>", bomb + "]><DecMessage>&a39;");
        long start = System.nanoTime();
        assertThat(problem(xml).code()).isEqualTo("DEC-DTD");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void noDamagedMessageThrows() {
        byte[] good = XML.getBytes(StandardCharsets.UTF_8);
        Random random = new Random(1);
        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = good.clone();
            for (int n = 0; n <= random.nextInt(4); n++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Reading<GuaranteeFact> reading = format.read(damaged);
            assertThat(reading.nodes().size() + reading.problems().size()).isEqualTo(1);
        }
    }

    @Test
    void repeatedFactsAreHarmlessAndAChangedOneIsAConflict() {
        try (Port port = new Port().on("2026-03-02")) {
            var once = port.engine().submit("a.xml", bytes(XML), TestEngines.noon("2026-03-02"));
            var again = port.engine().submit("b.xml", bytes(XML), TestEngines.noon("2026-03-02"));
            var other =
                    port.engine()
                            .submit(
                                    "c.xml",
                                    bytes(XML.replace("示例货物", "别的货物")),
                                    TestEngines.noon("2026-03-02"));
            assertThat(once.nodes().getFirst().result().word()).isEqualTo("accepted");
            assertThat(again.nodes().getFirst().result().word()).isEqualTo("duplicate");
            assertThat(other.nodes().getFirst().result().word()).isEqualTo("conflict");
        }
    }

    private static byte[] bytes(String xml) {
        return xml.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void bothLanguagesKnowTheSameProblems() {
        assertThat(
                        ResourceBundle.getBundle(
                                        "org.liandong.dutyguarantee.problems", Locale.ENGLISH)
                                .keySet())
                .isEqualTo(
                        ResourceBundle.getBundle(
                                        "org.liandong.dutyguarantee.problems", Locale.CHINESE)
                                .keySet());
    }
}
