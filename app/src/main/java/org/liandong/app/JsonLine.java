package org.liandong.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.liandong.engine.Json;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;

/// Answers for programs: one JSON object a line, UTF-8 whatever the terminal speaks.
public final class JsonLine {

    // As the contract lists the fields, not by the alphabet.
    private static final ObjectWriter WRITER =
            Json.mapper().writer().without(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private JsonLine() {}

    static void print(PrintStream out, Object value) {
        byte[] bytes = WRITER.writeValueAsBytes(value);
        out.write(bytes, 0, bytes.length);
        out.write('\n');
    }

    /// Writes one line.
    public static void write(ByteArrayOutputStream out, Object value) {
        out.writeBytes(WRITER.writeValueAsBytes(value));
        out.write('\n');
    }
}
