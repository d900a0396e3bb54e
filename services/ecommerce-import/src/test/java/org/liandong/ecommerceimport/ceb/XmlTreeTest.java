package org.liandong.ecommerceimport.ceb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The tree under a signature is, in canonical form, that of the JDK's own parser.
class XmlTreeTest {

    private static void assertSame(byte[] xml) throws Exception {
        byte[] expected =
                SignedXml.canonical(
                        DocumentBuilderFactory.newDefaultNSInstance()
                                .newDocumentBuilder()
                                .parse(new ByteArrayInputStream(xml)),
                        SignedXml.CANONICAL);
        byte[] actual = SignedXml.canonical(XmlTree.of(xml), SignedXml.CANONICAL);
        assertThat(text(actual)).isEqualTo(text(expected));
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource(MessageType.class)
    void ofEachMessage(MessageType type) throws Exception {
        assertSame(Examples.message(type, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // namespaces: default, taken back, declared again, in another order, of attributes
                "<a xmlns='urn:a'><b xmlns=''><c xmlns='urn:c'/></b><d/></a>",
                "<p:a xmlns:p='urn:1'><p:b xmlns:p='urn:2'><p:c xmlns:p='urn:1'/></p:b></p:a>",
                "<a xmlns:z='urn:1' xmlns:b='urn:2' z:x='1' b:x='2' x='3' xmlns='urn:0'/>",
                "<a xml:lang='zh' xml:space='preserve'> <b xml:lang='en'/> </a>",
                // values: normal forms of white space, references, quotes
                "<a b='1&#10;2&#13;3&#9;4\n5\t6' c=\"'&quot;&lt;&gt;&amp;\"/>",
                "<a>&#13;&#x41;&lt;&gt;&amp;&apos;&quot;]]&gt;</a>",
                "<a>one\r\ntwo\rthree\n</a>",
                "<a><![CDATA[<b>&amp;]]>tail<![CDATA[]]></a>",
                "<a>before<!-- comment -->after<?do it?>end</a>",
                "<?xml version='1.0'?><!-- c --><?first  one ?>\n<a/>\n<?last?>\n<!-- d -->\n",
                "<a>汉字 \uD83D\uDE80 é</a>",
                "<汉:字 xmlns:汉='urn:汉' 汉:名='值'/>"
            })
    void ofWhatMessagesMayHold(String xml) throws Exception {
        assertSame(bytes(xml));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "GBK", "GB18030"})
    void inOtherEncodings(String encoding) throws Exception {
        String mark = encoding.startsWith("UTF-16") ? "\uFEFF" : "";
        String declared = mark.isEmpty() ? encoding : "UTF-16";
        assertSame(
                (mark + "<?xml version='1.0' encoding='" + declared + "'?><a b='值'>汉字</a>")
                        .getBytes(Charset.forName(encoding)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<a>",
                "<a/><b/>",
                "<a>&unknown;</a>",
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
                "<a b='1' b='2'/>",
                "<a xmlns:x='urn:1' xmlns:y='urn:1' x:b='1' y:b='2'/>",
                "<p:a/>",
                "<a>\u0001</a>"
            })
    void whatIsNoXmlHasNone(String xml) {
        assertThatThrownBy(() -> XmlTree.of(bytes(xml))).isInstanceOf(Refusal.class);
    }

    @Test
    void whatIsDeeperThanAMessageMayBeHasNone() {
        String deep = "<a>".repeat(1_000_000) + "</a>".repeat(1_000_000);
        assertThatThrownBy(() -> XmlTree.of(bytes(deep)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal ->
                                assertThat(refusal.problem().code())
                                        .isEqualTo(ProblemCode.TOO_DEEP));
    }

    // ---- any document

    @Property(tries = 300)
    void ofAnyDocument(@ForAll("elements") String root) throws Exception {
        assertSame(bytes("<r xmlns:p='urn:p' xmlns:q='urn:q'>" + root + "</r>"));
    }

    @Provide
    Arbitrary<String> elements() {
        return Arbitraries.lazyOf(this::leaf, this::leaf, this::element);
    }

    private Arbitrary<String> leaf() {
        return Arbitraries.of(
                "text",
                " ",
                "\r\n",
                "\t",
                "&#13;",
                "&amp;",
                "&lt;",
                "汉",
                "\uD83D\uDE80",
                "<![CDATA[<&>]]>",
                "<!-- c -->",
                "<?do it?>",
                "<empty/>",
                "<p:empty p:a='1' q:a='2' a='3'/>");
    }

    private Arbitrary<String> element() {
        Arbitrary<String> name = Arbitraries.of("a", "p:a", "q:b", "汉");
        Arbitrary<String> declared =
                Arbitraries.of(
                        "",
                        " xmlns='urn:d'",
                        " xmlns=''",
                        " xmlns:p='urn:p2'",
                        " xmlns:p='urn:p'",
                        " xmlns:a='urn:a' xmlns='urn:e' a:z='1' y='2'");
        Arbitrary<String> attribute =
                Arbitraries.of("", " k='v'", " k='&#10;&lt;\"'", " p:k=' a\nb '", " xml:lang='zh'");
        Arbitrary<String> inside =
                elements().list().ofMaxSize(4).map(parts -> String.join("", parts));
        return Combinators.combine(name, declared, attribute, inside)
                .as((n, d, a, i) -> "<%s%s%s>%s</%s>".formatted(n, d, a, i, n));
    }
}
