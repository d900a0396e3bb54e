package org.liandong.app;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.liandong.engine.Json;
import tools.jackson.databind.JsonNode;

/// A command that was called in this process, and what it said.
///
/// @param code its exit code
/// @param out  what it wrote to standard output
/// @param err  what it wrote to standard error
public record Called(int code, String out, String err) {

    /// Lines of standard output.
    List<String> lines() {
        return out.lines().toList();
    }

    /// Standard output as one JSON object a line.
    public List<JsonNode> json() {
        return out.lines().map(Json.mapper()::readTree).toList();
    }

    /// Everything it said.
    String said() {
        return out + err;
    }

    /// Who calls commands: where the identity key lies, in which language, before which window.
    ///
    /// @param keys    folder of the identity key
    /// @param input   standard input
    /// @param window  cells of a line, or 0 when the output goes to a file
    public record Caller(Path keys, Locale locale, byte[] input, int window) {

        public static Caller of(Path keys) {
            return new Caller(keys, Locale.ENGLISH, new byte[0], 0);
        }

        Caller inChinese() {
            return new Caller(keys, Locale.SIMPLIFIED_CHINESE, input, window);
        }

        Caller typing(String text) {
            return new Caller(keys, locale, text.getBytes(StandardCharsets.UTF_8), window);
        }

        Caller beforeWindowOf(int cells) {
            return new Caller(keys, locale, input, cells);
        }

        Terminal terminal(OutputStream out, OutputStream err) {
            return new Terminal(
                    new ByteArrayInputStream(input),
                    new PrintStream(out, false, StandardCharsets.UTF_8),
                    new PrintStream(err, false, StandardCharsets.UTF_8),
                    window > 0,
                    window > 0,
                    window > 0 ? window : Terminal.NO_LIMIT,
                    Map.of("LIANDONG_KEYS", keys.toString()),
                    locale);
        }

        public Called call(Object... arguments) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            Terminal terminal = terminal(out, err);
            List<String> words = new ArrayList<>();
            for (Object argument : arguments) {
                words.add(argument.toString());
            }
            int code = Main.run(terminal, words.toArray(String[]::new));
            return new Called(
                    code,
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        }
    }
}
