package org.liandong.ecommerceimport.ceb;

import java.nio.charset.StandardCharsets;

/// Text on its way into an XML document in UTF-8.
///
/// Characters that XML cannot hold become U+FFFD, so that what a person typed never makes a receipt unreadable.
final class XmlText {

    private static final char REPLACEMENT = '\uFFFD';

    private final StringBuilder text = new StringBuilder(4096);

    XmlText markup(String markup) {
        text.append(markup);
        return this;
    }

    XmlText start(String prefix, String name) {
        text.append('<').append(prefix).append(name).append('>');
        return this;
    }

    XmlText end(String prefix, String name) {
        text.append("</").append(prefix).append(name).append('>');
        return this;
    }

    /// Escaped text of an element or of an attribute in double quotes.
    XmlText escaped(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                case '"' -> text.append("&quot;");
                // A parser would turn it into a line feed.
                case '\r' -> text.append("&#13;");
                default -> i = character(value, i);
            }
        }
        return this;
    }

    /// Text as CDATA. What CDATA cannot hold, its own end and carriage returns, is put between two of them.
    XmlText characterData(String value) {
        text.append("<![CDATA[");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\r') {
                text.append("]]>&#13;<![CDATA[");
            } else if (c == '>' && value.startsWith("]]", Math.max(i - 2, 0)) && i >= 2) {
                text.append("]]><![CDATA[>");
            } else {
                i = character(value, i);
            }
        }
        text.append("]]>");
        return this;
    }

    byte[] toBytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private int character(String value, int at) {
        char c = value.charAt(at);
        if (Character.isHighSurrogate(c)
                && at + 1 < value.length()
                && Character.isLowSurrogate(value.charAt(at + 1))) {
            text.append(c).append(value.charAt(at + 1));
            return at + 1;
        }
        boolean legal =
                c >= ' '
                        ? !Character.isSurrogate(c) && c != '\uFFFE' && c != '\uFFFF'
                        : c == '\n' || c == '\t';
        text.append(legal ? c : REPLACEMENT);
        return at;
    }
}
