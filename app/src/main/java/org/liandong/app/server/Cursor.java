package org.liandong.app.server;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// Where a page of a list ends, as a text that the next question names: nobody is to make sense of it.
public final class Cursor {

    private static final String BETWEEN = "\u0000";

    private Cursor() {}

    /// A cursor of some parts.
    public static String of(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(BETWEEN, parts).getBytes(StandardCharsets.UTF_8));
    }

    /// The parts of a cursor.
    ///
    /// @throws Problem when it has not that many
    public static List<String> parts(String cursor, int count) {
        try {
            List<String> parts =
                    List.of(
                            new String(
                                            Base64.getUrlDecoder().decode(cursor),
                                            StandardCharsets.UTF_8)
                                    .split(BETWEEN, -1));
            if (parts.size() == count) {
                return parts;
            }
        } catch (IllegalArgumentException e) {
            throw Problem.of(400, "http.cursor");
        }
        throw Problem.of(400, "http.cursor");
    }
}
