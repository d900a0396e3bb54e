package org.liandong.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Records of comma-separated values as RFC 4180 has them: fields in quotes may hold commas, line ends and doubled quotes.
///
/// Written here because the whole of it is one state machine; a library would bring more than it saves.
final class Csv {

    /// One record, or the reason why it cannot be read.
    sealed interface Entry {

        /// Line on which it begins, from 1.
        int line();

        record Fields(int line, List<String> fields) implements Entry {}

        record Unreadable(int line, String reason) implements Entry {}
    }

    private final String text;
    private int at;
    private int line = 1;

    private Csv(String text) {
        this.text = text;
    }

    /// Hands over each record that is not an empty line, in order.
    static void read(String text, Consumer<Entry> reader) {
        // Spreadsheets put a byte order mark before the first name.
        var csv = new Csv(text.startsWith("\uFEFF") ? text.substring(1) : text);
        while (csv.at < csv.text.length()) {
            var entry = csv.entry();
            if (!(entry instanceof Entry.Fields(_, var fields) && fields.equals(List.of("")))) {
                reader.accept(entry);
            }
        }
    }

    private Entry entry() {
        int first = line;
        var fields = new ArrayList<String>();
        while (true) {
            var field = new StringBuilder();
            if (at < text.length() && text.charAt(at) == '"') {
                if (!quoted(field)) {
                    return new Entry.Unreadable(
                            first,
                            "a quote in field %d is never closed: this row and all after it are left out. Close the quote."
                                    .formatted(fields.size() + 1));
                }
                if (at < text.length() && !isEnd(text.charAt(at)) && text.charAt(at) != ',') {
                    skipLine();
                    return new Entry.Unreadable(
                            first,
                            "field %d goes on after its closing quote. Double the quotes that belong to the text."
                                    .formatted(fields.size() + 1));
                }
            } else {
                plain(field);
            }
            fields.add(field.toString());
            if (at < text.length() && text.charAt(at) == ',') {
                at++;
            } else {
                skipLine();
                return new Entry.Fields(first, List.copyOf(fields));
            }
        }
    }

    private void plain(StringBuilder field) {
        int from = at;
        while (at < text.length() && text.charAt(at) != ',' && !isEnd(text.charAt(at))) {
            at++;
        }
        field.append(text, from, at);
    }

    private boolean quoted(StringBuilder field) {
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                field.append(c);
                if (c == '\n') {
                    line++;
                }
            } else if (at < text.length() && text.charAt(at) == '"') {
                field.append('"');
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    private void skipLine() {
        while (at < text.length() && !isEnd(text.charAt(at))) {
            at++;
        }
        if (text.startsWith("\r\n", at)) {
            at++;
        }
        at = Math.min(at + 1, text.length());
        line++;
    }

    private static boolean isEnd(char c) {
        return c == '\n' || c == '\r';
    }
}
