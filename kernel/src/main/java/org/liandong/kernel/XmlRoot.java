package org.liandong.kernel;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The name of the root element of a document, from its beginning alone: enough to tell whose message it is, before anybody reads
/// it. Whether the document is well-formed is not asked.
public final class XmlRoot {

    /// How far the root is looked for: comments and declarations before it are short.
    private static final int LOOKED_AT = 16 << 10;

    private final String text;
    private int at;

    private XmlRoot(String text) {
        this.text = text;
    }

    /// The name without its prefix; null when the bytes do not begin as XML does, or the root is too far from the beginning.
    public static @Nullable String of(byte[] bytes) {
        int length = Math.min(bytes.length, LOOKED_AT);
        boolean wide =
                length > 3 && (bytes[0] == 0 || bytes[1] == 0 || bytes[2] == 0 || bytes[3] == 0);
        // UTF-16 has a zero beside each letter of a name that anybody looks for.
        String text =
                wide
                        ? new String(bytes, 0, length, StandardCharsets.ISO_8859_1)
                                .replace("\u0000", "")
                                .replaceFirst("^(\u00ff\u00fe|\u00fe\u00ff)", "")
                        : new String(bytes, 0, length, StandardCharsets.UTF_8);
        return new XmlRoot(text.startsWith("\ufeff") ? text.substring(1) : text).name();
    }

    private @Nullable String name() {
        while (true) {
            while (at < text.length() && text.charAt(at) <= ' ') {
                at++;
            }
            if (text.startsWith("<?", at)) {
                after("?>");
            } else if (text.startsWith("<!--", at)) {
                after("-->");
            } else if (text.startsWith("<!", at)) {
                declaration();
            } else {
                return text.startsWith("<", at) ? element() : null;
            }
        }
    }

    private void after(String end) {
        int found = text.indexOf(end, at);
        at = found < 0 ? text.length() : found + end.length();
    }

    /// Passes a document type declaration, whose own declarations stand in brackets.
    private void declaration() {
        boolean inside = false;
        for (at += 2; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                int end = text.indexOf(c, at + 1);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("<!--", at)) {
                after("-->");
                at--;
            } else if (c == '[' || c == ']') {
                inside = c == '[';
            } else if (c == '>' && !inside) {
                at++;
                return;
            }
        }
    }

    private @Nullable String element() {
        int begin = ++at;
        while (at < text.length() && isOfName(text.charAt(at))) {
            at++;
        }
        String name = text.substring(begin, at);
        name = name.substring(name.indexOf(':') + 1);
        boolean begins =
                !name.isEmpty() && (Character.isLetter(name.charAt(0)) || name.charAt(0) == '_');
        return begins ? name : null;
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == ':';
    }
}
