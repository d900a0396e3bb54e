package org.liandong.ecommerceimport.ceb;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Reads the fields of one block and says what is wrong with them. Values stay strings.
final class BlockReader {

    private final XmlCursor cursor;
    private final XMLStreamReader xml;
    private final Problems problems;

    BlockReader(XmlCursor cursor) {
        this.cursor = cursor;
        this.xml = cursor.xml();
        this.problems = cursor.problems();
    }

    /// The fields below the element just opened.
    Row read(Block block) throws XMLStreamException {
        @Nullable String[] values = new @Nullable String[block.size()];
        long start = cursor.offset();
        long seen = 0;
        int expected = 0;
        while (cursor.toChild()) {
            String name = xml.getLocalName();
            Field field = block.find(name, expected);
            if (field == null) {
                cursor.skipUnknown(block.element());
                continue;
            }
            long offset = cursor.offset();
            int index = field.index();
            expected = index + 1;
            problems.enterElement(name);
            String value = readText(field, offset);
            problems.enterElement(null);
            if ((seen & (1L << index)) != 0) {
                problems.add(ProblemCode.DUPLICATE, offset, name, field.name(), block.element());
                continue;
            }
            seen |= 1L << index;
            if (value != null) {
                values[index] = checked(field, value, offset);
            }
        }
        long absent = block.requiredWhenRead() & ~seen;
        while (absent != 0) {
            Field field = block.field(Long.numberOfTrailingZeros(absent));
            problems.missing(field.name(), block.element(), start);
            absent &= absent - 1;
        }
        return new Row(block, values);
    }

    // ---- values

    /// The value to keep. One with a problem is kept too, so that a receipt can name the record by it.
    private @Nullable String checked(Field field, String value, long offset) {
        if (value.isEmpty()) {
            if (field.requiredWhenRead() && field.min() > 0) {
                String name = field.name();
                problems.add(ProblemCode.EMPTY_ELEMENT, offset, name, name, allowed(field));
            }
            // Empty means absent, except where the schema demands the element and lets it be empty.
            return field.required() && field.min() == 0 ? value : null;
        }
        ProblemCode problem = field.problemOf(value, field.maxWhenRead());
        if (problem != null) {
            report(problem, field, value, value.codePointCount(0, value.length()), offset);
        } else if (field.isGuid() && !Field.isGuid(value)) {
            problems.warn(ProblemCode.GUID, offset, field.name(), Shown.shortened(value));
        }
        return value;
    }

    private void report(
            ProblemCode problem, Field field, String value, int characters, long offset) {
        String name = field.name();
        String shown = Shown.value(field, value);
        switch (problem) {
            case INTEGER -> {
                String range =
                        field.max() == 0 ? "-2147483648…2147483647" : "±" + "9".repeat(field.max());
                problems.add(problem, offset, name, name, shown, range);
            }
            case DECIMAL -> {
                String digits = String.valueOf(field.max());
                String fraction = String.valueOf(field.fraction());
                problems.add(problem, offset, name, name, shown, digits, fraction);
            }
            default -> {
                String length = String.valueOf(characters);
                problems.add(problem, offset, name, name, shown, length, allowed(field));
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

    // ---- texts

    /// The trimmed text of the field just opened, or null if it has a problem that was reported; leaves the cursor at its end.
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
                    if (!nested) {
                        nested = true;
                        String name = field.name();
                        String inner = Shown.shortened(xml.getLocalName());
                        problems.add(ProblemCode.NESTED, cursor.here(), name, name, inner);
                    }
                    cursor.skip(field.name());
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> throw cursor.unknownEntity();
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                        cursor.rememberForeign(xml.getPITarget());
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
            report(ProblemCode.LENGTH, field, text.toString(), characters, offset);
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
}
