package org.liandong.dutyguarantee;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.liandong.kernel.Message;

/// What the service says to others. No standard message exists: the fields are those of the facts.
final class Messages {

    /// To the declaring customs: the declaration may be released or not.
    static final String RELEASE = "RELEASE-ANSWER";

    /// To the taxpayer: the tax rose and the guarantee is not enough (海关事务担保条例 19).
    static final String TOP_UP = "TOP-UP-NOTICE";

    /// To the taxpayer: no debit was ordered in time, a payment book is issued.
    static final String PAYMENT_BOOK = "PAYMENT-BOOK";

    /// To the taxpayer: the tax is overdue.
    static final String OVERDUE = "OVERDUE-NOTICE";

    /// To the guarantor: pay (海关事务担保条例 18).
    static final String CLAIM = "CLAIM-NOTICE";

    /// To the institution: no new use of its guarantees.
    static final String SUSPENSION = "SUSPENSION-NOTICE";

    /// To taxpayer and institution: the guarantee ends soon.
    static final String EXPIRY = "EXPIRY-WARNING";

    /// To the taxpayer: the guarantee is nearly full.
    static final String FULL = "QUOTA-WARNING";

    /// To whoever filed: what became of a filing or an amendment.
    static final String FILING = "FILING-ANSWER";

    private Messages() {}

    /// As XML, fields in the order of their names.
    static byte[] write(Message message, long id, Instant at) {
        StringBuilder xml =
                new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<GuaranteeMessage");
        attribute(xml, "id", Long.toString(id));
        attribute(xml, "type", message.type());
        attribute(xml, "to", message.to());
        attribute(xml, "subject", message.subject());
        attribute(xml, "at", at.toString());
        xml.append(">\n");
        fields(xml, "  ", message.head());
        for (Map<String, String> line : message.lines()) {
            xml.append("  <line>\n");
            fields(xml, "    ", line);
            xml.append("  </line>\n");
        }
        return xml.append("</GuaranteeMessage>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void fields(StringBuilder xml, String indent, Map<String, String> fields) {
        new TreeMap<>(fields)
                .forEach((name, value) -> {
                    xml.append(indent).append('<').append(name).append('>');
                    escape(xml, value);
                    xml.append("</").append(name).append(">\n");
                });
    }

    private static void attribute(StringBuilder xml, String name, String value) {
        xml.append(' ').append(name).append("=\"");
        escape(xml, value);
        xml.append('"');
    }

    private static void escape(StringBuilder xml, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                case '"' -> xml.append("&quot;");
                // XML 1.0 has no place for other control characters.
                default -> xml.append(c < ' ' && c != '\n' && c != '\t' ? ' ' : c);
            }
        }
    }
}
