package org.liandong.app;

import java.io.PrintStream;
import org.liandong.engine.Json;

/// Answers for programs: one JSON object a line, UTF-8 whatever the terminal speaks.
final class JsonLine {

    private JsonLine() {}

    static void print(PrintStream out, Object value) {
        byte[] bytes = Json.bytes(value);
        out.write(bytes, 0, bytes.length);
        out.write('\n');
    }
}
