package org.liandong.ecommerceimport.ceb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Reads a `DxpMsg`, or the `DxpMsgSv` around one: what it says, and the business message in its Data.
///
/// Elements are known by name wherever they stand, because the two envelopes differ only in what is around the same elements.
final class EnvelopeParser {

    static final String TERMINAL_ROOT = "DxpMsg";
    static final String TRANSPORT_ROOT = "DxpMsgSv";

    static final List<String> ROOTS = List.of(TERMINAL_ROOT, TRANSPORT_ROOT);

    private final XmlCursor cursor;
    private final XMLStreamReader xml;
    private final Problems problems;
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private byte @Nullable [] data;

    /// @param cursor at the root element
    EnvelopeParser(XmlCursor cursor) {
        this.cursor = cursor;
        this.xml = cursor.xml();
        this.problems = cursor.problems();
    }

    static boolean isEnvelope(String root) {
        return ROOTS.contains(root);
    }

    /// The bytes that were in the envelope, once it was read.
    byte[] businessXml() {
        return data == null ? new byte[0] : data;
    }

    Envelope read() {
        return cursor.guarded(() -> readEnvelope(cursor.root()));
    }

    private Envelope readEnvelope(String root) throws XMLStreamException {
        int depth = 1;
        while (depth > 0) {
            if (!cursor.toChild()) {
                depth--;
                continue;
            }
            String name = xml.getLocalName();
            switch (name) {
                case "Data" -> readData(root);
                case "CopMsgId",
                        "SenderId",
                        "ReceiverId",
                        "CreatTime",
                        "MsgType",
                        "MsgId",
                        "FileName",
                        "IcCard",
                        "Key" ->
                        readValue(name);
                case "Signature" -> cursor.skip(name);
                default -> {
                    depth++;
                    cursor.rememberForeign(name);
                    cursor.checkDepth();
                }
            }
        }
        if (businessXml().length == 0) {
            throw problems.refusal(ProblemCode.NO_DATA, cursor.here(), root);
        }
        cursor.toEnd();
        return new Envelope(
                root.equals(TRANSPORT_ROOT) ? Envelope.Kind.TRANSPORT : Envelope.Kind.TERMINAL,
                first("CopMsgId"),
                first("SenderId"),
                values.getOrDefault("ReceiverId", List.of()),
                first("CreatTime"),
                first("MsgType"),
                first("MsgId"),
                first("FileName"),
                first("IcCard"),
                values.getOrDefault("Key", List.of()));
    }

    private String first(String name) {
        List<String> found = values.getOrDefault(name, List.of());
        return found.isEmpty() ? "" : found.getFirst();
    }

    private void readValue(String name) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int event = xml.next();
        while (event != XMLStreamConstants.END_ELEMENT) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                cursor.skip(name);
            } else if (isText(event)) {
                int room =
                        Math.min(
                                ReadingLimits.ENVELOPE_TEXT_MAX - text.length(),
                                xml.getTextLength());
                text.append(xml.getTextCharacters(), xml.getTextStart(), room);
            }
            event = xml.next();
        }
        List<String> found = values.computeIfAbsent(name, key -> new ArrayList<>(1));
        if (found.size() < ReadingLimits.ENVELOPE_VALUES_MAX) {
            found.add(text.toString().strip());
        }
    }

    private void readData(String root) throws XMLStreamException {
        long start = cursor.here();
        if (data != null) {
            // Two contents under one envelope: whichever we took, the other side could have meant
            // the other.
            throw problems.refusal(ProblemCode.DUPLICATE, start, "Data", root);
        }
        byte[] encoded = new byte[1024];
        int length = 0;
        int event = xml.next();
        while (event != XMLStreamConstants.END_ELEMENT) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                String detail = "it holds the element " + Shown.shortened(xml.getLocalName());
                throw problems.refusal(ProblemCode.NOT_BASE64, start, detail);
            }
            if (isText(event)) {
                char[] characters = xml.getTextCharacters();
                int from = xml.getTextStart();
                int to = from + xml.getTextLength();
                if (encoded.length - length < to - from) {
                    encoded =
                            Arrays.copyOf(
                                    encoded, Math.max(length + (to - from), encoded.length * 2));
                }
                for (int i = from; i < to; i++) {
                    char c = characters[i];
                    if (c > ' ') {
                        // A character beyond ASCII becomes one that Base64 does not have.
                        encoded[length++] = c < 0x80 ? (byte) c : (byte) '?';
                    }
                }
            }
            event = xml.next();
        }
        try {
            data = Base64.getDecoder().decode(Arrays.copyOf(encoded, length));
        } catch (IllegalArgumentException e) {
            throw problems.refusal(ProblemCode.NOT_BASE64, start, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isText(int event) {
        return event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE;
    }
}
