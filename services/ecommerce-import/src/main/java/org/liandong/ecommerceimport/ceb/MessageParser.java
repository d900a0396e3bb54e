package org.liandong.ecommerceimport.ceb;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Reads one business message: its root, its nodes with head and lines, and the blocks common to all requests.
final class MessageParser {

    private final XmlCursor cursor;
    private final XMLStreamReader xml;
    private final Problems problems;
    private final BlockReader blocks;
    private final MessageType type;

    /// @param cursor at the root element
    MessageParser(XmlCursor cursor) {
        this.cursor = cursor;
        this.xml = cursor.xml();
        this.problems = cursor.problems();
        this.blocks = new BlockReader(cursor);
        @Nullable MessageType found = MessageType.ofRoot(cursor.root());
        if (found == null) {
            String shown = Shown.shortened(cursor.root());
            throw problems.refusal(ProblemCode.NOT_CEB, cursor.here(), shown);
        }
        this.type = found;
    }

    /// @param envelope what the message came in, or null if it came bare
    CebMessage read(@Nullable Envelope envelope) {
        return cursor.guarded(() -> readMessage(envelope));
    }

    private CebMessage readMessage(@Nullable Envelope envelope) throws XMLStreamException {
        String guid = attribute("guid");
        String version = attribute("version");
        checkRoot(guid, version);
        List<Node> nodes = new ArrayList<>();
        List<Row> transfers = new ArrayList<>(1);
        List<Row> subscriptions = new ArrayList<>(0);
        boolean signed = false;
        while (cursor.toChild()) {
            String name = xml.getLocalName();
            if (is(name, type.node())) {
                nodes.add(readNode(nodes.size() + 1));
                continue;
            }
            switch (name) {
                case "BaseTransfer" -> readCommon(CebSchema.baseTransfer(), transfers, 1);
                case "BaseSubscribe" ->
                        readCommon(
                                CebSchema.baseSubscribe(),
                                subscriptions,
                                CebSchema.SUBSCRIPTIONS_MAX);
                case "Signature" -> {
                    signed = true;
                    cursor.skip(name);
                }
                case "ExtendMessage" -> cursor.skip(name);
                default -> cursor.skipUnknown(type.root());
            }
        }
        long end = cursor.offset();
        if (nodes.isEmpty()) {
            throw problems.refusal(ProblemCode.NO_NODES, end, type.root(), type.node());
        }
        if (type.isRequest() && transfers.isEmpty()) {
            problems.warn(ProblemCode.NO_TRANSFER, end, null);
        }
        cursor.toEnd();
        warnOfType(envelope);
        return new CebMessage(
                type,
                guid,
                version,
                nodes,
                transfers.isEmpty() ? null : BaseTransfer.of(transfers.getFirst()),
                subscriptions,
                signed,
                problems.warnings(),
                envelope,
                cursor.received());
    }

    private void checkRoot(String guid, String version) {
        long root = cursor.here();
        if (!Field.isGuid(guid)) {
            problems.warn(ProblemCode.GUID, root, null, Shown.shortened(guid));
        }
        if (!version.equals("1.0")) {
            problems.warn(ProblemCode.VERSION, root, null, Shown.shortened(version));
        }
        String namespace = xml.getNamespaceURI();
        if (namespace != null && !namespace.isEmpty() && !namespace.equals(CebSchema.NAMESPACE)) {
            String shown = Shown.shortened(namespace);
            problems.warn(ProblemCode.NAMESPACE, root, null, shown, CebSchema.NAMESPACE);
        }
    }

    private void warnOfType(@Nullable Envelope envelope) {
        // MsgType is free text of the exchange platform: only one that names another message is
        // worth a word.
        if (envelope != null
                && envelope.msgType().startsWith("CEB")
                && !type.root().startsWith(envelope.msgType())) {
            String shown = Shown.shortened(envelope.msgType());
            problems.warn(ProblemCode.MESSAGE_TYPE, 0, null, shown, type.root());
        }
    }

    private Node readNode(int index) throws XMLStreamException {
        problems.enterNode(type.node(), index);
        if (index > type.nodesMax()) {
            String most = String.valueOf(type.nodesMax());
            throw problems.refusal(
                    ProblemCode.TOO_MANY_NODES, cursor.here(), type.root(), most, type.node());
        }
        Positions.Position start = cursor.position();
        List<Row> lines = type.list() == null ? List.of() : new ArrayList<>(4);
        Row head = type.head() == null ? blocks.read(type.headBlock()) : readHeadAndLines(lines);
        return new Node(
                type, index, start.line(), start.column(), head, lines, problems.leaveNode());
    }

    /// The head; the lines are added to `lines`.
    private Row readHeadAndLines(List<Row> lines) throws XMLStreamException {
        long node = cursor.offset();
        Block headBlock = type.headBlock();
        @Nullable String listName = type.list();
        @Nullable Row head = null;
        boolean tooManySaid = false;
        while (cursor.toChild()) {
            String name = xml.getLocalName();
            if (is(name, headBlock.element())) {
                if (head == null) {
                    head = readBlock(headBlock, 0);
                } else {
                    problems.add(ProblemCode.DUPLICATE, cursor.offset(), name, name, type.node());
                    cursor.skip(name);
                }
            } else if (listName != null && is(name, listName)) {
                if (lines.size() < type.linesMax()) {
                    lines.add(readBlock(type.listBlock(), lines.size() + 1));
                } else {
                    if (!tooManySaid) {
                        tooManySaid = true;
                        String most = String.valueOf(type.linesMax());
                        problems.add(
                                ProblemCode.TOO_MANY_LINES, cursor.offset(), name, most, listName);
                    }
                    cursor.skip(name);
                }
            } else {
                cursor.skipUnknown(type.node());
            }
        }
        if (head == null) {
            problems.missing(headBlock.element(), type.node(), node);
            head = new Row(headBlock, new @Nullable String[headBlock.size()]);
        }
        if (listName != null && lines.isEmpty()) {
            problems.missing(listName, type.node(), node);
        }
        return head;
    }

    private void readCommon(Block common, List<Row> rows, int max) throws XMLStreamException {
        String name = common.element();
        if (rows.size() == max) {
            problems.warn(ProblemCode.DUPLICATE, cursor.offset(), name, name, type.root());
            cursor.skip(name);
            return;
        }
        rows.add(readBlock(common, 0));
    }

    private Row readBlock(Block block, int row) throws XMLStreamException {
        problems.enterBlock(block.element(), row);
        Row read = blocks.read(block);
        problems.leaveBlock();
        return read;
    }

    private static boolean is(String met, String meant) {
        return met.equals(meant) || CebSchema.meantBy(met).equals(meant);
    }

    private String attribute(String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value.strip();
    }
}
