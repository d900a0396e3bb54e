package org.liandong.ecommerceimport.ceb;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes messages that are valid for the official schema, edition 202205.
///
/// Elements stand in the order of the schema; required values must be given and every value must fit its field, otherwise the
/// caller has made an error and learns which field it is. Requests are written with the prefix `ceb:`, receipts and tax bills in
/// the default namespace, as the platform does. The schema demands a signature in 621, 623, 625 and 711: [XmlSigner] adds it.
public final class CebWriter {

    private static final String VERSION = "1.0";

    // The one field that holds a document of others; the specification asks for CDATA.
    private static final String ORIGINAL = "oriBizMessage";

    /// A writer. It holds no state and may be shared by threads.
    public CebWriter() {}

    /// Writes a receipt or a tax bill.
    ///
    /// @param guid number of the message, 36 characters
    /// @throws IllegalArgumentException if a value is missing or does not fit, or there are too many nodes
    public byte[] write(MessageType type, String guid, List<OutgoingNode> nodes) {
        return write(type, guid, nodes, null);
    }

    /// Writes a message.
    ///
    /// @param guid number of the message, 36 characters
    /// @param baseTransfer who transmits it: required in a request, null in a receipt
    /// @throws IllegalArgumentException if a value is missing or does not fit, or there are too many nodes
    public byte[] write(
            MessageType type,
            String guid,
            List<OutgoingNode> nodes,
            @Nullable BaseTransfer baseTransfer) {
        if (nodes.isEmpty() || nodes.size() > type.nodesMax()) {
            throw new IllegalArgumentException(
                    "A %s holds 1 to %d nodes %s, not %d.%nMaybe write several messages?"
                            .formatted(type, type.nodesMax(), type.node(), nodes.size()));
        }
        if (guid.length() != Field.GUID_LENGTH) {
            throw new IllegalArgumentException(
                    "The guid of a message has 36 characters, not %d: %s"
                            .formatted(guid.length(), guid));
        }
        if (type.isRequest() != (baseTransfer != null)) {
            throw new IllegalArgumentException(
                    type.isRequest()
                            ? "The request %s needs a BaseTransfer.".formatted(type)
                            : "The receipt %s has no place for a BaseTransfer.".formatted(type));
        }
        String prefix = type.isRequest() ? "ceb:" : "";
        XmlText xml = new XmlText().markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<");
        xml.markup(prefix)
                .markup(type.root())
                .markup(" guid=\"")
                .escaped(guid)
                .markup("\" version=\"" + VERSION);
        xml.markup(type.isRequest() ? "\" xmlns:ceb=\"" : "\" xmlns=\"")
                .markup(CebSchema.NAMESPACE)
                .markup("\">");
        for (int i = 0; i < nodes.size(); i++) {
            writeNode(xml, prefix, type, nodes.get(i), i + 1);
        }
        if (baseTransfer != null) {
            writeBlock(xml, prefix, CebSchema.baseTransfer(), baseTransfer.toMap(), "BaseTransfer");
        }
        return xml.end(prefix, type.root()).markup("\n").toBytes();
    }

    private static void writeNode(
            XmlText xml, String prefix, MessageType type, OutgoingNode node, int index) {
        String path = type.node() + "[" + index + "]";
        if (type.head() == null) {
            if (!node.lines().isEmpty()) {
                throw new IllegalArgumentException("%s has no lines.".formatted(path));
            }
            writeBlock(xml, prefix, type.headBlock(), node.head(), path);
            return;
        }
        xml.start(prefix, type.node());
        writeBlock(xml, prefix, type.headBlock(), node.head(), path + "/" + type.head());
        int lines = node.lines().size();
        if (type.list() == null ? lines > 0 : lines < 1 || lines > type.linesMax()) {
            throw new IllegalArgumentException(
                    "%s holds %d to %d lines, not %d."
                            .formatted(path, type.list() == null ? 0 : 1, type.linesMax(), lines));
        }
        for (int i = 0; i < lines; i++) {
            String linePath = path + "/" + type.list() + "[" + (i + 1) + "]";
            writeBlock(xml, prefix, type.listBlock(), node.lines().get(i), linePath);
        }
        xml.end(prefix, type.node());
    }

    private static void writeBlock(
            XmlText xml, String prefix, Block block, Map<String, String> values, String path) {
        refuseUnknown(block, values, path);
        xml.start(prefix, block.element());
        for (Field field : block.fields()) {
            String value = values.get(field.name());
            if (value == null && field.required()) {
                throw new IllegalArgumentException(
                        "The element %s/%s is required and has no value."
                                .formatted(path, field.name()));
            }
            if (value == null || (value.isEmpty() && !field.required())) {
                continue;
            }
            check(field, value, path);
            xml.start(prefix, field.name());
            if (field.name().equals(ORIGINAL)) {
                xml.characterData(value);
            } else {
                xml.escaped(value);
            }
            xml.end(prefix, field.name());
        }
        xml.end(prefix, block.element()).markup("\n");
    }

    private static void check(Field field, String value, String path) {
        String fixed = field.fixed();
        if (fixed != null && !fixed.equals(value)) {
            throw new IllegalArgumentException(
                    "The value of %s/%s must be %s, not \"%s\"."
                            .formatted(path, field.name(), fixed, Shown.value(field, value)));
        }
        int length = value.codePointCount(0, value.length());
        if (field.kind() == Field.Kind.TEXT || field.kind() == Field.Kind.EXACT) {
            if (length < field.min() || length > field.max()) {
                throw new IllegalArgumentException(
                        "The value of %s/%s has %d characters; it must have %d to %d."
                                .formatted(path, field.name(), length, field.min(), field.max()));
            }
        } else if (field.problemOf(value, field.max()) != null) {
            throw new IllegalArgumentException(
                    "The value \"%s\" of %s/%s is not %s of at most %d digits, %d of them after the point."
                            .formatted(
                                    Shown.value(field, value),
                                    path,
                                    field.name(),
                                    field.kind() == Field.Kind.INT
                                            ? "an integer"
                                            : "a decimal number",
                                    field.max() == 0 ? 10 : field.max(),
                                    field.fraction()));
        }
    }

    private static void refuseUnknown(Block block, Map<String, String> values, String path) {
        // Nearly all calls pass known names only, so the set of names is made when the count shows
        // a stranger.
        int known = 0;
        for (Field field : block.fields()) {
            if (field.writable() && values.containsKey(field.name())) {
                known++;
            }
        }
        if (known == values.size()) {
            return;
        }
        Set<String> names =
                block.fields().stream()
                        .filter(Field::writable)
                        .map(Field::name)
                        .collect(Collectors.toSet());
        String unknown =
                values.keySet().stream()
                        .filter(name -> !names.contains(name))
                        .sorted()
                        .collect(Collectors.joining(", "));
        throw new IllegalArgumentException(
                "The schema has no element %s in %s.".formatted(unknown, path));
    }
}
