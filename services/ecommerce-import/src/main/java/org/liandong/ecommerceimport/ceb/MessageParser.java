package org.liandong.ecommerceimport.ceb;

import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.LocationInfo;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.io.Stax2ByteArraySource;
import org.jspecify.annotations.Nullable;

/// Reads one document: a business message, or an envelope.
///
/// The parser below it never resolves an entity and never sees a document type: a DOCTYPE ends the reading. Values stay strings.
/// Line and column of a problem are counted when the problem is found, not for every element.
final class MessageParser {

    // The factory remembers every name it has met, for ever. Names of CEB are few, but a sender may
    // invent new ones in each
    // message, so it is replaced by a fresh one from time to time; learning the usual names again
    // takes one message.
    private static final int MESSAGES_PER_FACTORY = 10_000;
    private static final int FOREIGN_NAMES_PER_FACTORY = 100_000;
    private static final AtomicInteger MESSAGES = new AtomicInteger();
    private static final AtomicInteger FOREIGN_NAMES = new AtomicInteger();
    private static volatile InputFactoryImpl factory = newFactory();

    private final byte[] received;
    private final byte[] utf8;
    private final boolean insideData;
    private final Positions positions;
    private final ProblemList warnings = new ProblemList();
    private final XMLStreamReader2 xml;
    private final LocationInfo location;

    // Where the parser is, for the paths of problems.
    private @Nullable MessageType type;
    private String root = "";
    private int nodeIndex;
    private @Nullable String block;
    private int rowIndex;
    private @Nullable String element;

    // Prefix of the root, and the names that the message has besides those of CEB.
    private String rootPrefix = "";
    private final Set<String> foreignNames = new HashSet<>(0);

    // Problems of the block being read: those of a node, or the warnings of the message.
    private ProblemList problems = warnings;

    // Column of the last node on its line, so that a message on one line is not counted again for
    // each node.
    private int lastRow;
    private long lastOffset;
    private int lastColumn;

    MessageParser(byte[] received, boolean insideData) {
        this.received = received;
        this.insideData = insideData;
        if (isBlank(received)) {
            throw new Refusal(new Problem(ProblemCode.EMPTY, "", 1, 1, insideData, List.of()));
        }
        this.utf8 = Encodings.toUtf8(received, insideData);
        this.positions = new Positions(utf8);
        checkTags();
        try {
            this.xml =
                    (XMLStreamReader2)
                            currentFactory()
                                    .createXMLStreamReader(
                                            new Stax2ByteArraySource(utf8, 0, utf8.length));
        } catch (XMLStreamException e) {
            throw notWellFormed(e);
        }
        this.location = xml.getLocationInfo();
    }

    private static InputFactoryImpl currentFactory() {
        if (MESSAGES.incrementAndGet() > MESSAGES_PER_FACTORY
                || FOREIGN_NAMES.get() > FOREIGN_NAMES_PER_FACTORY) {
            MESSAGES.set(0);
            FOREIGN_NAMES.set(0);
            factory = newFactory();
        }
        return factory;
    }

    private static InputFactoryImpl newFactory() {
        InputFactoryImpl factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        return factory;
    }

    /// What the root element says the document is; then it is read by [#envelope(EnvelopeParser)] or [#message(Envelope)].
    String root() {
        return guarded(() -> {
            while (true) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        root = xml.getLocalName();
                        String prefix = xml.getPrefix();
                        rootPrefix = prefix == null ? "" : prefix;
                        type = MessageType.ofRoot(root);
                        checkAttributes();
                        return root;
                    }
                    case XMLStreamConstants.DTD -> throw refusal(ProblemCode.DTD, here());
                    case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                            rememberForeign(xml.getPITarget());
                    default -> {
                        // Comments before the root mean nothing.
                    }
                }
            }
        });
    }

    /// The type that the root element names, once it was read.
    @Nullable MessageType type() {
        return type;
    }

    /// The business message of which the root element was just read.
    CebMessage message(@Nullable Envelope envelope) {
        MessageType found = type;
        if (found == null) {
            throw refusal(ProblemCode.NOT_CEB, here(), Shown.shortened(root));
        }
        return guarded(() -> readMessage(found, envelope));
    }

    /// The envelope of which the root element was just read; `opener` takes what is in it.
    Envelope envelope(EnvelopeParser opener) {
        return guarded(() -> opener.read(root));
    }

    XMLStreamReader xml() {
        return xml;
    }

    // --- the business message
    // ------------------------------------------------------------------------------------------

    private CebMessage readMessage(MessageType found, @Nullable Envelope envelope)
            throws XMLStreamException {
        String guid = attribute("guid");
        String version = attribute("version");
        checkRoot(guid, version);
        List<Node> nodes = new ArrayList<>();
        List<Row> transfers = new ArrayList<>(1);
        List<Row> subscriptions = new ArrayList<>(0);
        boolean signed = false;
        while (toChild()) {
            String name = xml.getLocalName();
            if (is(name, found.node())) {
                if (nodes.size() == found.nodesMax()) {
                    nodeIndex = nodes.size() + 1;
                    String most = String.valueOf(found.nodesMax());
                    throw refusal(ProblemCode.TOO_MANY_NODES, here(), root, most, found.node());
                }
                nodes.add(readNode(found, nodes.size() + 1));
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
                    skip(name);
                }
                case "ExtendMessage" -> skip(name);
                default -> unknown(name, root);
            }
        }
        long end = location.getStartingByteOffset();
        if (nodes.isEmpty()) {
            throw refusal(ProblemCode.NO_NODES, at(end), root, found.node());
        }
        if (found.isRequest() && transfers.isEmpty()) {
            warnings.add(ProblemCode.NO_TRANSFER, at(end), root);
        }
        toEnd();
        warnOfType(envelope);
        return new CebMessage(
                found,
                guid,
                version,
                nodes,
                transfers.isEmpty() ? null : BaseTransfer.of(transfers.getFirst()),
                subscriptions,
                signed,
                warnings.listed(),
                envelope,
                received);
    }

    private void checkRoot(String guid, String version) {
        if (!isGuid(guid)) {
            warnings.add(ProblemCode.GUID, here(), root, Shown.shortened(guid));
        }
        if (!version.equals("1.0")) {
            warnings.add(ProblemCode.VERSION, here(), root, Shown.shortened(version));
        }
        String namespace = xml.getNamespaceURI();
        if (namespace != null && !namespace.isEmpty() && !namespace.equals(CebSchema.NAMESPACE)) {
            warnings.add(
                    ProblemCode.NAMESPACE,
                    here(),
                    root,
                    Shown.shortened(namespace),
                    CebSchema.NAMESPACE);
        }
    }

    private void warnOfType(@Nullable Envelope envelope) {
        // MsgType is free text of the exchange platform: only one that names another message is
        // worth a word.
        if (envelope != null
                && envelope.msgType().startsWith("CEB")
                && !root.startsWith(envelope.msgType())) {
            Positions.Position start = new Positions.Position(1, 1);
            warnings.add(
                    ProblemCode.MESSAGE_TYPE,
                    start,
                    root,
                    Shown.shortened(envelope.msgType()),
                    root);
        }
    }

    private Node readNode(MessageType found, int index) throws XMLStreamException {
        long offset = location.getStartingByteOffset();
        Location start = location.getStartLocation();
        int line = start.getLineNumber();
        int column = columnOf(offset, line, start.getColumnNumber());
        nodeIndex = index;
        ProblemList own = new ProblemList();
        problems = own;
        Block headBlock = found.headBlock();
        @Nullable String[] head = new @Nullable String[headBlock.size()];
        List<Row> lines = List.of();
        if (found.head() == null) {
            readFields(headBlock, head, offset);
        } else {
            lines = readHeadAndLines(found, head, offset);
        }
        problems = warnings;
        nodeIndex = 0;
        return new Node(found, index, line, column, new Row(headBlock, head), lines, own.listed());
    }

    private List<Row> readHeadAndLines(MessageType found, @Nullable String[] head, long nodeOffset)
            throws XMLStreamException {
        Block headBlock = found.headBlock();
        String listName = found.list();
        List<Row> lines = listName == null ? List.of() : new ArrayList<>(4);
        boolean headSeen = false;
        boolean tooManySaid = false;
        while (toChild()) {
            String name = xml.getLocalName();
            long offset = location.getStartingByteOffset();
            if (is(name, headBlock.element())) {
                if (headSeen) {
                    problems.add(ProblemCode.DUPLICATE, at(offset), path(name), name, found.node());
                    skip(name);
                } else {
                    headSeen = true;
                    block = headBlock.element();
                    readFields(headBlock, head, offset);
                    block = null;
                }
            } else if (listName != null && is(name, listName)) {
                if (lines.size() < found.linesMax()) {
                    lines.add(readLine(found.listBlock(), lines.size() + 1, offset));
                } else {
                    if (!tooManySaid) {
                        tooManySaid = true;
                        String most = String.valueOf(found.linesMax());
                        problems.add(
                                ProblemCode.TOO_MANY_LINES, at(offset), path(name), most, listName);
                    }
                    skip(name);
                }
            } else {
                unknown(name, found.node());
            }
        }
        if (!headSeen) {
            missing(headBlock.element(), found.node(), nodeOffset);
        }
        if (listName != null && lines.isEmpty()) {
            missing(listName, found.node(), nodeOffset);
        }
        return lines;
    }

    private Row readLine(Block lineBlock, int index, long offset) throws XMLStreamException {
        @Nullable String[] values = new @Nullable String[lineBlock.size()];
        block = lineBlock.element();
        rowIndex = index;
        readFields(lineBlock, values, offset);
        block = null;
        rowIndex = 0;
        return new Row(lineBlock, values);
    }

    private void readCommon(Block common, List<Row> rows, int max) throws XMLStreamException {
        long offset = location.getStartingByteOffset();
        if (rows.size() == max) {
            warnings.add(
                    ProblemCode.DUPLICATE,
                    at(offset),
                    path(common.element()),
                    common.element(),
                    root);
            skip(common.element());
            return;
        }
        @Nullable String[] values = new @Nullable String[common.size()];
        block = common.element();
        readFields(common, values, offset);
        block = null;
        rows.add(new Row(common, values));
    }

    // --- fields
    // --------------------------------------------------------------------------------------------------------

    private void readFields(Block fields, @Nullable String[] values, long blockOffset)
            throws XMLStreamException {
        long seen = 0;
        int expected = 0;
        while (toChild()) {
            String name = xml.getLocalName();
            Field field = fields.find(name, expected);
            if (field == null) {
                unknown(name, fields.element());
                continue;
            }
            long offset = location.getStartingByteOffset();
            int index = field.index();
            expected = index + 1;
            element = name;
            String value = readText(field, offset);
            element = null;
            if ((seen & (1L << index)) != 0) {
                problems.add(
                        ProblemCode.DUPLICATE,
                        at(offset),
                        path(name),
                        field.name(),
                        fields.element());
                continue;
            }
            seen |= 1L << index;
            if (value != null) {
                values[index] = checked(field, value, offset);
            }
        }
        long absent = fields.requiredWhenRead() & ~seen;
        while (absent != 0) {
            missing(
                    fields.field(Long.numberOfTrailingZeros(absent)).name(),
                    fields.element(),
                    blockOffset);
            absent &= absent - 1;
        }
    }

    /// The value to keep. One with a problem is kept too, so that a receipt can name the record by it.
    private @Nullable String checked(Field field, String value, long offset) {
        if (value.isEmpty()) {
            if (field.requiredWhenRead() && field.min() > 0) {
                problems.add(
                        ProblemCode.EMPTY_ELEMENT,
                        at(offset),
                        path(field.name()),
                        field.name(),
                        allowed(field));
            }
            // Empty means absent, except where the schema demands the element and lets it be empty.
            return field.required() && field.min() == 0 ? value : null;
        }
        ProblemCode problem = field.problemOf(value, field.maxWhenRead());
        if (problem != null) {
            reportValue(problem, field, value, value.codePointCount(0, value.length()), offset);
        } else if (field.isGuid() && !isGuid(value)) {
            warnings.add(ProblemCode.GUID, at(offset), path(field.name()), Shown.shortened(value));
        }
        return value;
    }

    private void reportValue(
            ProblemCode problem, Field field, String value, int characters, long offset) {
        String path = path(field.name());
        String shown = Shown.value(field, value);
        switch (problem) {
            case INTEGER -> {
                String range =
                        field.max() == 0 ? "-2147483648…2147483647" : "±" + "9".repeat(field.max());
                problems.add(problem, at(offset), path, field.name(), shown, range);
            }
            case DECIMAL -> {
                String digits = String.valueOf(field.max());
                problems.add(
                        problem,
                        at(offset),
                        path,
                        field.name(),
                        shown,
                        digits,
                        String.valueOf(field.fraction()));
            }
            default -> {
                String length = String.valueOf(characters);
                problems.add(
                        problem, at(offset), path, field.name(), shown, length, allowed(field));
            }
        }
    }

    private static String allowed(Field field) {
        int max = field.maxWhenRead();
        if (field.min() == max) {
            return String.valueOf(max);
        }
        return field.min() + "–" + (max == 0 ? 10 : max);
    }

    private void missing(String name, String parent, long offset) {
        problems.add(ProblemCode.MISSING, at(offset), path(name), name, parent);
    }

    /// The trimmed text of the field just opened, or null if it has a problem that was reported; leaves the parser at its end.
    private @Nullable String readText(Field field, long offset) throws XMLStreamException {
        int event = xml.next();
        if (event == XMLStreamConstants.CHARACTERS
                && xml.getTextLength() <= ReadingLimits.TEXT_KEPT_MAX) {
            String text = xml.getText();
            event = xml.next();
            return event == XMLStreamConstants.END_ELEMENT
                    ? trimmed(text)
                    : readParts(field, offset, text, event);
        }
        return event == XMLStreamConstants.END_ELEMENT ? "" : readParts(field, offset, "", event);
    }

    /// Reads on where a value is cut by comments or CDATA, is very long, or holds an element.
    private @Nullable String readParts(Field field, long offset, String beginning, int firstEvent)
            throws XMLStreamException {
        int keptMax =
                field.max() == Field.UNBOUNDED ? Integer.MAX_VALUE : ReadingLimits.TEXT_KEPT_MAX;
        StringBuilder text = new StringBuilder(beginning);
        long length = beginning.length();
        boolean nested = false;
        int event = firstEvent;
        while (event != XMLStreamConstants.END_ELEMENT) {
            switch (event) {
                case XMLStreamConstants.CHARACTERS,
                        XMLStreamConstants.CDATA,
                        XMLStreamConstants.SPACE -> {
                    int part = xml.getTextLength();
                    int room = Math.min(keptMax - text.length(), part);
                    if (room > 0) {
                        text.append(xml.getTextCharacters(), xml.getTextStart(), room);
                    }
                    length += part;
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    String inner = xml.getLocalName();
                    if (!nested) {
                        nested = true;
                        problems.add(
                                ProblemCode.NESTED,
                                here(),
                                path(field.name()),
                                field.name(),
                                Shown.shortened(inner));
                    }
                    checkAttributes();
                    skip(field.name());
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> throw unknownEntity();
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                        rememberForeign(xml.getPITarget());
                default -> {
                    // A comment is not part of the value.
                }
            }
            event = xml.next();
        }
        if (nested) {
            return null;
        }
        if (length > text.length()) {
            int characters = (int) Math.min(length, Integer.MAX_VALUE);
            reportValue(ProblemCode.LENGTH, field, text.toString(), characters, offset);
            return null;
        }
        return trimmed(text.toString());
    }

    private static String trimmed(String text) {
        int end = text.length();
        if (end == 0 || (!isSpace(text.charAt(0)) && !isSpace(text.charAt(end - 1)))) {
            return text;
        }
        int start = 0;
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /// White space of XML, and the two that Chinese input methods and spreadsheets leave behind.
    private static boolean isSpace(char c) {
        return c <= ' ' || c == '\u3000' || c == '\u00A0';
    }

    private static boolean isGuid(String value) {
        if (value.length() != Field.GUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < Field.GUID_LENGTH; i++) {
            char c = value.charAt(i);
            if (c >= 'a' && c <= 'z') {
                return false;
            }
        }
        return true;
    }

    // --- moving through the document
    // -----------------------------------------------------------------------------------

    /// Moves to the next child of the current element (true) or to its end (false).
    boolean toChild() throws XMLStreamException {
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    checkAttributes();
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return false;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!isIndentation() && !xml.isWhiteSpace()) {
                        String path = path(null);
                        String text = Shown.masked(xml.getText().strip());
                        warnings.add(ProblemCode.STRAY_TEXT, here(), path, path, text);
                    }
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> throw unknownEntity();
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                        rememberForeign(xml.getPITarget());
                default -> {
                    // Comments and ignorable space mean nothing.
                }
            }
        }
    }

    /// Whether the text that starts here is white space up to the next tag; asked of the bytes, so that the parser below can skip
    /// it without making text of it.
    private boolean isIndentation() {
        for (int i = (int) location.getStartingByteOffset(); i < utf8.length; i++) {
            byte b = utf8[i];
            if (b != ' ' && b != '\n' && b != '\t' && b != '\r') {
                return b == '<';
            }
        }
        return true;
    }

    /// Skips the element just opened, with all that is in it.
    void skip(String name) throws XMLStreamException {
        @Nullable String outer = element;
        element = name;
        int depth = 1;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    rememberForeign(xml.getPrefixedName());
                    checkDepth();
                    checkAttributes();
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.ENTITY_REFERENCE -> throw unknownEntity();
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                        rememberForeign(xml.getPITarget());
                default -> {
                    // Whatever else is inside is skipped with it.
                }
            }
        }
        element = outer;
    }

    /// Reads what may follow the root, so that junk after it is found.
    void toEnd() throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.PROCESSING_INSTRUCTION) {
                rememberForeign(xml.getPITarget());
            }
        }
        xml.close();
        FOREIGN_NAMES.addAndGet(foreignNames.size());
    }

    void checkDepth() {
        if (xml.getDepth() > ReadingLimits.DEPTH_MAX) {
            throw refusal(ProblemCode.TOO_DEEP, here(), String.valueOf(ReadingLimits.DEPTH_MAX));
        }
    }

    private void checkAttributes() {
        int attributes = xml.getAttributeCount();
        int namespaces = xml.getNamespaceCount();
        if (attributes == 0 && namespaces == 0) {
            return;
        }
        if (attributes + namespaces > ReadingLimits.ATTRIBUTES_MAX) {
            throw refusal(
                    ProblemCode.TOO_MANY_ATTRIBUTES,
                    here(),
                    Shown.shortened(xml.getLocalName()),
                    String.valueOf(attributes + namespaces),
                    String.valueOf(ReadingLimits.ATTRIBUTES_MAX));
        }
        for (int i = 0; i < attributes; i++) {
            rememberForeign(xml.getAttributeLocalName(i));
        }
        for (int i = 0; i < namespaces; i++) {
            // Some libraries declare the same prefix at every element; that is no new name.
            String prefix = xml.getNamespacePrefix(i);
            if (prefix != null && !prefix.equals(rootPrefix)) {
                // Each prefix makes new names of all that it is used with.
                for (int name = 0; name < ReadingLimits.NAMES_PER_PREFIX; name++) {
                    rememberForeign(prefix + ":" + name);
                }
            }
        }
    }

    /// Refuses a tag longer than any tag needs to be, before the parser below sees it.
    ///
    /// That parser reads a tag as a whole and compares each attribute and namespace with those before it: a tag of some
    /// megabytes would keep it busy for hours. No `<` may stand inside a tag, so it is enough to look back for one from every
    /// place that is the greatest length after the last one found; that touches a few bytes of each four thousand.
    private void checkTags() {
        int last = -1;
        int at = ReadingLimits.TAG_BYTES_MAX;
        while (at < utf8.length) {
            int open = at;
            while (open > last && utf8[open] != '<') {
                open--;
            }
            if (open > last) {
                last = open;
                at = open + ReadingLimits.TAG_BYTES_MAX;
                continue;
            }
            if (last >= 0 && isTag(last) && !closes(last, at)) {
                throw refusal(
                        ProblemCode.TAG_TOO_LONG,
                        at(last),
                        String.valueOf(ReadingLimits.TAG_BYTES_MAX));
            }
            // A long text: it ends at the next tag, which is the next to look at.
            while (at < utf8.length && utf8[at] != '<') {
                at++;
            }
            last = at;
            at += ReadingLimits.TAG_BYTES_MAX;
        }
    }

    private boolean isTag(int open) {
        byte next = utf8[open + 1];
        return next != '!' && next != '?';
    }

    private boolean closes(int open, int end) {
        byte quote = 0;
        for (int i = open; i < end; i++) {
            byte b = utf8[i];
            if (quote != 0) {
                quote = b == quote ? 0 : quote;
            } else if (b == '"' || b == '\'') {
                quote = b;
            } else if (b == '>') {
                return true;
            }
        }
        return false;
    }

    void rememberForeign(String name) {
        if (foreignNames.add(name) && foreignNames.size() > ReadingLimits.FOREIGN_NAMES_MAX) {
            String most = String.valueOf(ReadingLimits.FOREIGN_NAMES_MAX);
            throw refusal(ProblemCode.TOO_MANY_UNKNOWN, here(), most);
        }
    }

    private void unknown(String name, String parent) throws XMLStreamException {
        rememberForeign(xml.getPrefixedName());
        String shown = Shown.shortened(name);
        warnings.add(ProblemCode.UNKNOWN_ELEMENT, here(), path(shown), shown, parent);
        skip(shown);
    }

    private static boolean is(String met, String meant) {
        return met.equals(meant) || CebSchema.meantBy(met).equals(meant);
    }

    private String attribute(String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value.strip();
    }

    // --- problems
    // ------------------------------------------------------------------------------------------------------

    private final class ProblemList {

        private final List<Problem> listed = new ArrayList<>(0);
        private int unlisted;

        void add(ProblemCode code, Positions.Position where, String path, String... arguments) {
            if (listed.size() < ReadingLimits.PROBLEMS_MAX) {
                listed.add(problem(code, where, path, arguments));
            } else {
                unlisted++;
            }
        }

        List<Problem> listed() {
            if (unlisted > 0) {
                Problem last = listed.getLast();
                Positions.Position where = new Positions.Position(last.line(), last.column());
                listed.add(problem(ProblemCode.MORE, where, last.path(), String.valueOf(unlisted)));
                unlisted = 0;
            }
            return listed;
        }
    }

    private Problem problem(
            ProblemCode code, Positions.Position where, String path, String... arguments) {
        return new Problem(
                code, path, where.line(), where.column(), insideData, List.of(arguments));
    }

    Refusal refusal(ProblemCode code, Positions.Position where, String... arguments) {
        return new Refusal(problem(code, where, path(element), arguments));
    }

    private Refusal unknownEntity() {
        String detail =
                "the entity &"
                        + Shown.shortened(String.valueOf(xml.getLocalName()))
                        + "; is not declared";
        return refusal(ProblemCode.NOT_WELL_FORMED, here(), detail);
    }

    private String path(@Nullable String last) {
        StringBuilder path = new StringBuilder(48);
        MessageType found = type;
        if (nodeIndex > 0 && found != null) {
            path.append(found.node()).append('[').append(nodeIndex).append(']');
        }
        if (block != null) {
            path.append(path.isEmpty() ? "" : "/").append(block);
            if (rowIndex > 0) {
                path.append('[').append(rowIndex).append(']');
            }
        }
        if (path.isEmpty()) {
            path.append(Shown.shortened(root));
        }
        if (last != null) {
            path.append(path.isEmpty() ? "" : "/").append(last);
        }
        return path.toString();
    }

    /// Where the current event starts, without the white space that the parser below counts to what follows the declaration.
    Positions.Position here() {
        int offset = (int) location.getStartingByteOffset();
        while (offset < utf8.length && utf8[offset] <= ' ' && utf8[offset] >= 0) {
            offset++;
        }
        return at(offset);
    }

    private Positions.Position at(long offset) {
        return positions.at(offset);
    }

    private int columnOf(long offset, int row, int byteColumn) {
        long from = offset - (byteColumn - 1);
        int column = 1;
        if (row == lastRow && lastOffset >= from) {
            from = lastOffset;
            column = lastColumn;
        }
        for (int i = (int) Math.max(from, Encodings.hasUtf8Mark(utf8) ? 3 : 0); i < offset; i++) {
            if ((utf8[i] & 0xC0) != 0x80) {
                column++;
            }
        }
        lastRow = row;
        lastOffset = offset;
        lastColumn = column;
        return column;
    }

    private boolean isMarkup() {
        return utf8[Encodings.hasUtf8Mark(utf8) ? 3 : 0] == '<';
    }

    private long startOfCharacterBefore(long offset) {
        int start = Math.clamp(offset - 1, 0, utf8.length - 1);
        while (start > 0 && (utf8[start] & 0xC0) == 0x80) {
            start--;
        }
        return start;
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    // --- errors of the parser below
    // ------------------------------------------------------------------------------------

    private interface Read<T> {
        T read() throws XMLStreamException;
    }

    private <T> T guarded(Read<T> read) {
        try {
            return read.read();
        } catch (XMLStreamException e) {
            throw notWellFormed(e);
        } catch (UncheckedStreamException e) {
            // Text is decoded when it is asked for, where the interface of the parser allows no
            // checked exception.
            if (e.getCause() instanceof XMLStreamException cause) {
                throw notWellFormed(cause);
            }
            throw e;
        }
    }

    private Refusal notWellFormed(XMLStreamException e) {
        Location place = e.getLocation();
        long offset = place == null ? 0 : place.getCharacterOffset();
        String detail = String.valueOf(e.getMessage());
        int locationAt = detail.indexOf("\n at [row");
        detail = locationAt < 0 ? detail : detail.substring(0, locationAt);
        String path = path(element);
        if (detail.contains("Unexpected End-of-input")
                || detail.contains("Unexpected end-of-input")) {
            return new Refusal(
                    problem(
                            ProblemCode.TRUNCATED,
                            at(utf8.length),
                            path,
                            path.isEmpty() ? "?" : path));
        }
        int malformed = Encodings.firstMalformed(utf8);
        if (malformed >= 0 && malformed <= offset && isMarkup()) {
            return new Refusal(
                    problem(
                            ProblemCode.ENCODING,
                            at(malformed),
                            path,
                            "UTF-8",
                            Encodings.noCharacter(1)));
        }
        if (detail.contains("haracter")) {
            // The parser below has already stepped over the character that it complains of.
            offset = startOfCharacterBefore(offset);
        }
        return new Refusal(problem(ProblemCode.NOT_WELL_FORMED, at(offset), path, detail));
    }
}
