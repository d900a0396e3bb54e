package org.liandong.kernel;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.TreeMap;

/// A message without a published format: one JSON object on a line, its own fields first, then those of its head by name.
public final class JsonMessage {

    private JsonMessage() {}

    /// Writes a message.
    ///
    /// @param service that sends it
    /// @param id      its number in the outbox
    /// @param at      when it was written
    public static byte[] write(String service, Message message, long id, Instant at) {
        StringBuilder json = new StringBuilder("{");
        member(json, "type", message.type());
        member(json, "id", service + "-" + id);
        member(json, "to", message.to());
        member(json, "subject", message.subject());
        member(json, "writtenAt", at.toString());
        new TreeMap<>(message.head()).forEach((name, value) -> member(json, name, value));
        return json.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void member(StringBuilder json, String name, String value) {
        if (json.length() > 1) {
            json.append(',');
        }
        text(json, name);
        json.append(':');
        text(json, value);
    }

    private static void text(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
