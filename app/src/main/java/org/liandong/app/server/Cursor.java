package org.liandong.app.server;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.Newest;

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

    /// Where a list goes on behind a place.
    public static String of(Newest.Place place) {
        return of(Long.toString(place.at()), place.service(), place.key(), place.id());
    }

    /// The place that a cursor names; null for none.
    ///
    /// @throws Problem when it is none of ours
    public static Newest.@Nullable Place place(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        List<String> parts = parts(cursor, 4);
        try {
            return new Newest.Place(
                    Long.parseLong(parts.getFirst()), parts.get(1), parts.get(2), parts.getLast());
        } catch (NumberFormatException e) {
            throw Problem.of(400, "http.cursor");
        }
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
