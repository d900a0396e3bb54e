package org.liandong.ecommerceimport.ceb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Reading what was written gives it back, whatever others do to its form on the way.
class RoundTripProperties {

    private static final Pattern FIELD = Pattern.compile("<(?:ceb:)?(\\w+)>[^<]*</(?:ceb:)?\\1>");

    /// What a sender's library may make of the same message.
    enum Form {
        AS_WRITTEN,
        BYTE_ORDER_MARK,
        OTHER_PREFIX,
        NO_NAMESPACE,
        UTF_16,
        GB18030,
        INDENTED,
        OTHER_ORDER,
        ENVELOPE
    }

    @Property(tries = 400)
    void whatIsWrittenIsReadBack(
            @ForAll MessageType type,
            @ForAll Form form,
            @ForAll("texts") String text,
            @ForAll long seed) {
        Random random = new Random(seed);
        List<OutgoingNode> nodes = new ArrayList<>();
        for (int i = random.nextInt(1, type.nodesMax() == 1 ? 2 : 4); i > 0; i--) {
            nodes.add(node(type, text, random));
        }
        byte[] written =
                new CebWriter()
                        .write(
                                type,
                                Examples.GUID,
                                nodes,
                                type.isRequest() ? Examples.TRANSFER : null);
        Reading reading = new CebReader().read(changed(written, type, form, random));

        assertThat(reading).as(reading.toString()).isInstanceOf(CebMessage.class);
        CebMessage message = (CebMessage) reading;
        assertThat(message.type()).isEqualTo(type);
        assertThat(message.guid()).isEqualTo(Examples.GUID);
        assertThat(message.warnings()).isEmpty();
        assertThat(message.nodes()).hasSameSizeAs(nodes);
        for (int i = 0; i < nodes.size(); i++) {
            Node node = message.nodes().get(i);
            assertThat(node.problems()).isEmpty();
            assertThat(node.head().toMap()).isEqualTo(nodes.get(i).head());
            assertThat(node.lines().stream().map(Row::toMap).toList())
                    .isEqualTo(nodes.get(i).lines());
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("<>&\"'] \n\tabc,.;0189元ä值")
                .withChars('一', '龥')
                .ofMinLength(1)
                .ofMaxLength(80)
                // A character of two halves, which must stay together.
                .map(text -> text.replace("ä", "𠮷"))
                // The reader trims; a value of white space alone counts as empty.
                .map(text -> text.strip().isEmpty() ? "x" : text.strip());
    }

    private static OutgoingNode node(MessageType type, String text, Random random) {
        List<Map<String, String>> lines = new ArrayList<>();
        for (int i = type.list() == null ? 0 : random.nextInt(1, 5); i > 0; i--) {
            lines.add(values(type.listBlock(), text, random));
        }
        return new OutgoingNode(values(type.headBlock(), text, random), lines);
    }

    private static Map<String, String> values(Block block, String text, Random random) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Field field : block.fields()) {
            boolean wanted = field.required() || random.nextBoolean();
            if (field.writable() && wanted) {
                boolean free = field.kind() == Field.Kind.TEXT && random.nextInt(3) == 0;
                values.put(field.name(), free ? cut(text, field.max()) : Examples.value(field));
            }
        }
        return values;
    }

    private static String cut(String text, int max) {
        int end =
                text.codePointCount(0, text.length()) <= max
                        ? text.length()
                        : text.offsetByCodePoints(0, max);
        return text.substring(0, end).strip();
    }

    private static byte[] changed(byte[] written, MessageType type, Form form, Random random) {
        String xml = new String(written, StandardCharsets.UTF_8);
        return switch (form) {
            case AS_WRITTEN -> written;
            case BYTE_ORDER_MARK -> utf8("\uFEFF" + xml);
            case OTHER_PREFIX -> utf8(prefixed(xml, "n" + random.nextInt(100)));
            case NO_NAMESPACE ->
                    utf8(
                            xml.replaceAll("(</?)ceb:", "$1")
                                    .replaceAll(" xmlns(:ceb)?=\"[^\"]*\"", ""));
            case UTF_16 -> xml.replace("UTF-8", "UTF-16").getBytes(StandardCharsets.UTF_16);
            case GB18030 -> xml.replace("UTF-8", "GB18030").getBytes(Charset.forName("GB18030"));
            case INDENTED ->
                    utf8(
                            FIELD.matcher(xml)
                                    .replaceAll(field ->
                                            "\r\n\t " + quoted(field.group()) + "<!-- , -->\n"));
            case OTHER_ORDER -> utf8(shuffled(xml, random));
            case ENVELOPE -> new EnvelopeWriter().terminal(Examples.envelope(type), written);
        };
    }

    private static String prefixed(String xml, String prefix) {
        return xml.contains("<ceb:")
                ? xml.replaceAll("(</?)ceb:", "$1" + prefix + ":")
                        .replace("xmlns:ceb=", "xmlns:" + prefix + "=")
                : TAG_OR_CDATA
                        .matcher(xml)
                        .replaceAll(found ->
                                quoted(
                                        found.group(1) == null
                                                ? found.group()
                                                : found.group(1) + prefix + ":" + found.group(2)))
                        .replace("xmlns=", "xmlns:" + prefix + "=");
    }

    // What looks like a tag inside CDATA is text.
    private static final Pattern TAG_OR_CDATA =
            Pattern.compile("<!\\[CDATA\\[.*?]]>|(</?)(\\w)", Pattern.DOTALL);

    /// Each run of fields in another order.
    private static String shuffled(String xml, Random random) {
        return Pattern.compile("(?:" + FIELD.pattern() + "){2,}")
                .matcher(xml)
                .replaceAll(run -> {
                    List<String> fields =
                            new ArrayList<>(
                                    FIELD.matcher(run.group())
                                            .results()
                                            .map(f -> f.group())
                                            .toList());
                    Collections.shuffle(fields, random);
                    return quoted(String.join("", fields));
                });
    }

    private static String quoted(String text) {
        return Matcher.quoteReplacement(text);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
