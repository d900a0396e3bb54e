package org.liandong.ecommerceimport.ceb;

import com.fasterxml.aalto.UncheckedStreamException;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.LocationInfo;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/// Moves through the elements of one document, and refuses what is no XML or beyond a limit.
///
/// An entity is never resolved, and a document type ends the reading.
final class XmlCursor {

    private final byte[] received;
    private final byte[] utf8;
    private final Positions positions;
    private final Problems problems;
    private final XMLStreamReader2 xml;
    private final LocationInfo location;

    private String root = "";

    // Prefix of the root, and the names that the document has besides those of CEB.
    private String rootPrefix = "";
    private final Set<String> foreignNames = new HashSet<>(0);

    /// @param insideData whether the document comes from the Base64 of an envelope
    XmlCursor(byte[] received, boolean insideData) {
        this.received = received;
        this.utf8 = Encodings.toUtf8(received, insideData);
        this.positions = new Positions(utf8);
        this.problems = new Problems(positions, insideData);
        if (isBlank(received)) {
            throw problems.refusal(ProblemCode.EMPTY, 0);
        }
        int longTag = LongTag.in(utf8);
        if (longTag >= 0) {
            String most = String.valueOf(ReadingLimits.TAG_BYTES_MAX);
            throw problems.refusal(ProblemCode.TAG_TOO_LONG, longTag, most);
        }
        try {
            this.xml = XmlReaders.open(utf8);
        } catch (XMLStreamException e) {
            throw notWellFormed(e);
        }
        this.location = xml.getLocationInfo();
    }

    /// The document as it came, in whatever encoding.
    byte[] received() {
        return received;
    }

    /// The problems of the document, to which every reader of a part of it adds its own.
    Problems problems() {
        return problems;
    }

    /// The parser below, for the texts and attributes of where the cursor is.
    XMLStreamReader xml() {
        return xml;
    }

    /// Local name of the root element, empty until it is reached.
    String root() {
        return root;
    }

    // ---- moving

    /// Moves to the root element and says its name.
    String toRoot() {
        return guarded(() -> {
            while (true) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        root = xml.getLocalName();
                        String prefix = xml.getPrefix();
                        rootPrefix = prefix == null ? "" : prefix;
                        problems.enterRoot(root);
                        checkAttributes();
                        return root;
                    }
                    case XMLStreamConstants.DTD -> throw problems.refusal(ProblemCode.DTD, here());
                    case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                            rememberForeign(xml.getPITarget());
                    default -> {
                        // Comments before the root mean nothing.
                    }
                }
            }
        });
    }

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
                        String text = Shown.masked(xml.getText().strip());
                        String path = problems.path(null);
                        problems.warn(ProblemCode.STRAY_TEXT, here(), null, path, text);
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
        for (int i = (int) offset(); i < utf8.length; i++) {
            byte b = utf8[i];
            if (b != ' ' && b != '\n' && b != '\t' && b != '\r') {
                return b == '<';
            }
        }
        return true;
    }

    /// Skips the element just opened, with all that is in it: whatever is skipped counts against the limits.
    ///
    /// @param name what it is called in the path of a problem
    void skip(String name) throws XMLStreamException {
        @Nullable String outer = problems.enterElement(name);
        checkSkipped();
        int depth = 1;
        while (depth > 0) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    checkSkipped();
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
        problems.enterElement(outer);
    }

    private void checkSkipped() {
        rememberForeign(xml.getPrefixedName());
        checkDepth();
        checkAttributes();
    }

    /// Skips the element just opened, which `parent` does not have.
    void skipUnknown(String parent) throws XMLStreamException {
        String shown = Shown.shortened(xml.getLocalName());
        problems.warn(ProblemCode.UNKNOWN_ELEMENT, here(), shown, shown, parent);
        skip(shown);
    }

    /// Reads what may follow the root, so that junk after it is found.
    void toEnd() throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.PROCESSING_INSTRUCTION) {
                rememberForeign(xml.getPITarget());
            }
        }
        xml.close();
        XmlReaders.countForeignNames(foreignNames.size());
    }

    // ---- places

    /// The byte at which the current event starts.
    long offset() {
        return location.getStartingByteOffset();
    }

    /// The same without the white space that the parser below counts to what follows the declaration.
    long here() {
        int offset = (int) offset();
        while (offset < utf8.length && utf8[offset] <= ' ' && utf8[offset] >= 0) {
            offset++;
        }
        return offset;
    }

    /// Line and column of the current event.
    Positions.Position position() {
        Location start = location.getStartLocation();
        int line = start.getLineNumber();
        return new Positions.Position(
                line, positions.columnOf(offset(), line, start.getColumnNumber()));
    }

    // ---- limits

    void checkDepth() {
        if (xml.getDepth() > ReadingLimits.DEPTH_MAX) {
            String most = String.valueOf(ReadingLimits.DEPTH_MAX);
            throw problems.refusal(ProblemCode.TOO_DEEP, here(), most);
        }
    }

    void checkAttributes() {
        int attributes = xml.getAttributeCount();
        int namespaces = xml.getNamespaceCount();
        if (attributes == 0 && namespaces == 0) {
            return;
        }
        if (attributes + namespaces > ReadingLimits.ATTRIBUTES_MAX) {
            throw problems.refusal(
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

    void rememberForeign(String name) {
        if (foreignNames.add(name) && foreignNames.size() > ReadingLimits.FOREIGN_NAMES_MAX) {
            String most = String.valueOf(ReadingLimits.FOREIGN_NAMES_MAX);
            throw problems.refusal(ProblemCode.TOO_MANY_UNKNOWN, here(), most);
        }
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    // ---- errors of the parser below

    interface Read<T> {
        T read() throws XMLStreamException;
    }

    /// What was read; what is not well-formed becomes a refusal.
    <T> T guarded(Read<T> read) {
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

    Refusal unknownEntity() {
        String detail =
                "the entity &"
                        + Shown.shortened(String.valueOf(xml.getLocalName()))
                        + "; is not declared";
        return problems.refusal(ProblemCode.NOT_WELL_FORMED, here(), detail);
    }

    private Refusal notWellFormed(XMLStreamException e) {
        Location place = e.getLocation();
        long offset = place == null ? 0 : place.getCharacterOffset();
        String detail = String.valueOf(e.getMessage());
        int locationAt = detail.indexOf("\n at [row");
        detail = locationAt < 0 ? detail : detail.substring(0, locationAt);
        if (detail.contains("Unexpected End-of-input")
                || detail.contains("Unexpected end-of-input")) {
            String path = problems.path();
            return problems.refusal(
                    ProblemCode.TRUNCATED, utf8.length, path.isEmpty() ? "?" : path);
        }
        int malformed = Encodings.firstMalformed(utf8);
        if (malformed >= 0 && malformed <= offset && isMarkup()) {
            return problems.refusal(
                    ProblemCode.ENCODING, malformed, "UTF-8", Encodings.noCharacter(1));
        }
        if (detail.contains("haracter")) {
            // The parser below has already stepped over the character that it complains of.
            offset = startOfCharacterBefore(offset);
        }
        return problems.refusal(ProblemCode.NOT_WELL_FORMED, offset, detail);
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
}
