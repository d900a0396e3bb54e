package org.liandong.ecommerceimport.ceb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Messages that cannot be read as a whole: each is refused with exactly one problem, at its place.
class BrokenMessagesTest {

    private static final String HEAD =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ceb:CEB412Message guid=\""
                    + Examples.GUID
                    + "\" version=\"1.0\" xmlns:ceb=\"http://www.chinaport.gov.cn/ceb\">\n";
    private static final String TAIL = "</ceb:CEB412Message>\n";

    static Stream<Arguments> messages() {
        String node = receipt("PAY1");
        return Stream.of(
                // name, bytes, the problem: code, path, line:column
                broken("empty file", "", "EMPTY - 1:1"),
                broken("only white space", " \r\n\t ", "EMPTY - 1:1"),
                broken("binary junk", binary(), "NOT-WELL-FORMED - 1:1"),
                broken("text that is no XML", "order,1,2,3", "NOT-WELL-FORMED - 1:1"),
                broken(
                        "truncated in a value",
                        HEAD + node + "  <ceb:PaymentReturn>\n    <ceb:payCode>12",
                        "TRUNCATED PaymentReturn[2]/payCode 11:20"),
                broken(
                        "truncated in a tag",
                        HEAD + "  <ceb:PaymentReturn>\n    <ceb:pay",
                        "TRUNCATED PaymentReturn[1] 4:13"),
                broken("truncated between nodes", HEAD + node, "TRUNCATED CEB412Message 10:1"),
                broken(
                        "end tag of another element",
                        HEAD + "<ceb:PaymentReturn><ceb:guid>x</ceb:payCode>",
                        "NOT-WELL-FORMED PaymentReturn[1]/guid 3:41"),
                broken(
                        "prefix without a namespace",
                        "<ceb:CEB412Message guid=\"1\"/>",
                        "NOT-WELL-FORMED - 1:30"),
                broken(
                        "character that XML forbids",
                        HEAD + "<ceb:PaymentReturn><ceb:guid>a\u0001",
                        "NOT-WELL-FORMED PaymentReturn[1]/guid 3:31"),
                broken(
                        "entity without a declaration",
                        HEAD + "<ceb:PaymentReturn><ceb:guid>&secret;</ceb:guid>",
                        "NOT-WELL-FORMED PaymentReturn[1]/guid 3:30"),
                broken(
                        "two roots",
                        HEAD + node + TAIL + "<a/>",
                        "NOT-WELL-FORMED CEB412Message 11:3"),
                broken("another root", "<Order/>", "NOT-CEB Order 1:1"),
                broken("an export message", "<CEB303Message/>", "NOT-CEB CEB303Message 1:1"),
                broken(
                        "an answer of the exchange platform",
                        "<DxpRep ver=\"1.0\"/>",
                        "NOT-CEB DxpRep 1:1"),
                broken("no business node", HEAD + TAIL, "NO-NODES CEB412Message 3:1"),
                broken(
                        "document type",
                        "<?xml version=\"1.0\"?>\n<!DOCTYPE a>\n<CEB412Message/>",
                        "DTD - 2:1"),
                broken("billion laughs", laughs(), "DTD - 2:1"),
                broken(
                        "external entity",
                        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><CEB412Message>&x;</CEB412Message>",
                        "DTD - 1:1"),
                broken(
                        "a million nested elements at the root",
                        "<a>".repeat(1_000_000),
                        "NOT-CEB a 1:1"),
                broken(
                        "a million nested elements inside",
                        HEAD + "<a>".repeat(1_000_000),
                        "TOO-DEEP CEB412Message/a 3:190"),
                broken(
                        "a million nested elements in an envelope",
                        "<DxpMsg>" + "<a>".repeat(1_000_000),
                        "TOO-DEEP DxpMsg 1:198"),
                broken(
                        "two hundred attributes",
                        HEAD + "<ceb:PaymentReturn" + attributes(200) + ">",
                        "TOO-MANY-ATTRIBUTES CEB412Message 3:1"),
                broken(
                        "a million attributes",
                        HEAD + "<a" + repeated(" a%d='>'"),
                        "TAG-TOO-LONG - 3:1"),
                broken(
                        "a million namespaces",
                        HEAD + "<a" + repeated(" xmlns:a%d='u'"),
                        "TAG-TOO-LONG - 3:1"),
                broken(
                        "a name of megabytes",
                        HEAD + "<" + "a".repeat(5_000_000),
                        "TAG-TOO-LONG - 3:1"),
                broken(
                        "ever new processing instructions",
                        HEAD + repeated("<?p%d?>"),
                        "TOO-MANY-UNKNOWN CEB412Message 3:3875"),
                broken(
                        "ever new prefixes",
                        HEAD + repeated("<b xmlns:p%d='u'/>"),
                        "TOO-MANY-UNKNOWN CEB412Message 3:333"),
                broken(
                        "ever new names",
                        HEAD + repeated("<n%d/>\n"),
                        "TOO-MANY-UNKNOWN CEB412Message/n498 501:1"),
                broken(
                        "ever new names inside a field",
                        HEAD + "<ceb:PaymentReturn><ceb:guid>" + repeated("<n%d/>\n"),
                        "TOO-MANY-UNKNOWN PaymentReturn[1]/guid 501:1"),
                broken(
                        "ever new names inside a value of an envelope",
                        "<DxpMsg><MsgType>" + repeated("<n%d/>\n"),
                        "TOO-MANY-UNKNOWN DxpMsg/MsgType 501:1"),
                broken(
                        "101 nodes",
                        HEAD + node.repeat(101) + TAIL,
                        "TOO-MANY-NODES PaymentReturn[101] 703:3"),
                broken(
                        "two deliveries",
                        Examples.text(MessageType.CEB711, 1)
                                .replace("<ceb:BaseTransfer>", "<ceb:Delivery/><ceb:BaseTransfer>"),
                        "TOO-MANY-NODES Delivery[2] 5:16"),
                broken(
                        "bytes that are not UTF-8",
                        (HEAD + receipt("支付")).getBytes(Charset.forName("GBK")),
                        "ENCODING PaymentReturn[1]/payCode 5:19"),
                broken(
                        "bytes that are not what is declared",
                        "<?xml version=\"1.0\" encoding=\"GBK\"?>\n<CEB412Message>中\u0080\u0081"
                                .getBytes(StandardCharsets.ISO_8859_1),
                        "ENCODING - 2:17"),
                broken(
                        "an unknown encoding",
                        "<?xml version=\"1.0\" encoding=\"klingon\"?><CEB412Message/>",
                        "ENCODING - 1:1"),
                broken(
                        "half a character of UTF-16",
                        new byte[] {(byte) 0xFE, (byte) 0xFF, 0, '<', 0},
                        "ENCODING - 1:2"),
                broken(
                        "envelope without Data",
                        "<DxpMsg xmlns=\"http://www.chinaport.gov.cn/dxp\"/>",
                        "ENVELOPE-NO-DATA DxpMsg 1:1"),
                broken(
                        "envelope with empty Data",
                        "<DxpMsg><Data> </Data></DxpMsg>",
                        "ENVELOPE-NO-DATA DxpMsg 1:23"),
                broken(
                        "Data that is no Base64",
                        "<DxpMsg>\n <Data>PD94*</Data></DxpMsg>",
                        "ENVELOPE-NOT-BASE64 DxpMsg 2:2"),
                broken(
                        "two Data",
                        "<DxpMsg><Data>PGE+</Data><Data>PGE+</Data></DxpMsg>",
                        "CEB-DUPLICATE DxpMsg 1:26"),
                broken(
                        "truncated inside Data",
                        enveloped(HEAD + "  <ceb:PaymentReturn>\n"),
                        "TRUNCATED PaymentReturn[1] 4:1 inside"),
                broken("empty document inside Data", enveloped("\n"), "EMPTY - 1:1 inside"),
                broken(
                        "an envelope inside an envelope",
                        enveloped("<DxpMsg><Data/></DxpMsg>"),
                        "NOT-CEB DxpMsg 1:1 inside"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void isRefusedWithOneProblem(String name, byte[] bytes, String expected) {
        Reading reading = new CebReader().read(bytes);
        assertThat(reading).as(name).isInstanceOf(Unreadable.class);
        Problem problem = ((Unreadable) reading).problem();
        String found =
                "%s %s %d:%d%s"
                        .formatted(
                                problem.code().code(),
                                problem.path().isEmpty() ? "-" : problem.path(),
                                problem.line(),
                                problem.column(),
                                problem.insideData() ? " inside" : "");
        assertThat(found).as(problem.message()).isEqualTo(expected);
        assertThat(problem.message(Locale.ENGLISH))
                .endsWith(problem.insideData() ? ")" : ".")
                .doesNotContain("{");
        assertThat(problem.message(Locale.SIMPLIFIED_CHINESE))
                .containsPattern("\\p{IsHan}")
                .doesNotContain("{");
    }

    @Test
    void aMessageBeyondTheLimitIsNotEvenLookedAt() {
        byte[] bytes = Examples.message(MessageType.CEB412, 1);
        Reading reading = new CebReader(new ReadingLimits(bytes.length - 1)).read(bytes);
        assertThat(((Unreadable) reading).problem().code()).isEqualTo(ProblemCode.OVERSIZE);
        assertThat(new CebReader(new ReadingLimits(bytes.length)).read(bytes))
                .isInstanceOf(CebMessage.class);
    }

    @Test
    void theTypeAndTheEnvelopeOfAnUnreadableMessageAreKeptForItsReceipt() {
        String xml = Examples.text(MessageType.CEB311, 1);
        byte[] envelope =
                new EnvelopeWriter()
                        .terminal(
                                Examples.envelope(MessageType.CEB311),
                                xml.substring(0, xml.length() - 20)
                                        .getBytes(StandardCharsets.UTF_8));
        Unreadable unreadable = (Unreadable) new CebReader().read(envelope);
        assertThat(unreadable.type()).isEqualTo(MessageType.CEB311);
        assertThat(unreadable.envelope()).isEqualTo(Examples.envelope(MessageType.CEB311));
    }

    @Test
    void whateverIsDoneToAMessageTheReaderAnswers() {
        // Bytes changed, dropped and doubled at random: there is always a reading, never an
        // exception.
        long seed = 20260301;
        Random random = new Random(seed);
        List<byte[]> originals =
                List.of(
                        Examples.message(MessageType.CEB311, 2),
                        Examples.message(MessageType.CEB816, 2),
                        new EnvelopeWriter()
                                .terminal(
                                        Examples.envelope(MessageType.CEB411),
                                        Examples.message(MessageType.CEB411, 1)));
        for (int round = 0; round < 8_000; round++) {
            byte[] bytes = originals.get(round % originals.size()).clone();
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                int at = random.nextInt(bytes.length);
                switch (random.nextInt(4)) {
                    case 0 -> bytes[at] = (byte) random.nextInt(256);
                    case 1 -> bytes[at] = (byte) "<>&;/\"'= ![]-?".charAt(random.nextInt(14));
                    case 2 -> bytes = Arrays.copyOf(bytes, Math.max(at, 1));
                    default ->
                            System.arraycopy(
                                    bytes, at / 2, bytes, at, Math.min(16, bytes.length - at));
                }
            }
            byte[] changed = bytes;
            assertThat(new CebReader().read(changed))
                    .as(() -> "seed " + seed + ": " + new String(changed, StandardCharsets.UTF_8))
                    .isNotNull();
        }
    }

    private static Arguments broken(String name, String text, String expected) {
        return Arguments.of(name, text.getBytes(StandardCharsets.UTF_8), expected);
    }

    private static Arguments broken(String name, byte[] bytes, String expected) {
        return Arguments.of(name, bytes, expected);
    }

    private static String receipt(String payCode) {
        return "  <ceb:PaymentReturn>\n    <ceb:guid>"
                + Examples.GUID
                + "</ceb:guid>\n    <ceb:payCode>"
                + payCode
                + "</ceb:payCode>\n    <ceb:payTransactionId>T1</ceb:payTransactionId><ceb:returnStatus>2</ceb:returnStatus>\n"
                + "    <ceb:returnTime>20260301120000123</ceb:returnTime><ceb:returnInfo>ok</ceb:returnInfo>\n"
                + "  </ceb:PaymentReturn>\n\n";
    }

    private static String enveloped(String inner) {
        return "<DxpMsg><Data>"
                + Base64.getEncoder().encodeToString(inner.getBytes(StandardCharsets.UTF_8))
                + "</Data></DxpMsg>";
    }

    private static String laughs() {
        StringBuilder dtd =
                new StringBuilder("<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [<!ENTITY lol \"lol\">");
        for (int i = 1; i < 10; i++) {
            dtd.append(
                    "<!ENTITY lol%d \"%s\">"
                            .formatted(i, ("&lol" + (i == 1 ? "" : i - 1) + ";").repeat(10)));
        }
        return dtd.append("]><CEB412Message>&lol9;</CEB412Message>").toString();
    }

    private static String attributes(int count) {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < count; i++) {
            attributes.append(" a").append(i).append("=\"\"");
        }
        return attributes.toString();
    }

    /// A pattern with the numbers up to a million.
    private static String repeated(String pattern) {
        String[] parts = pattern.split("%d", -1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1_000_000; i++) {
            text.append(parts[0]).append(i).append(parts[1]);
        }
        return text.toString();
    }

    private static byte[] binary() {
        byte[] bytes = new byte[4096];
        new Random(1).nextBytes(bytes);
        bytes[0] = (byte) 0x89;
        return bytes;
    }
}
