package org.liandong.engine;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// A value and its JSON in UTF-8, made once and only when it is needed: the committing thread encodes what the writer made.
///
/// Bytes and not characters, since they are hashed and stored, and hardly ever read as text.
final class JsonText {

    static final JsonText NONE = written("");

    private final JsonMapper mapper;
    private final @Nullable Object value;
    // Volatile: made by one thread, read by another.
    private volatile byte @Nullable [] bytes;

    private JsonText(JsonMapper mapper, @Nullable Object value, byte @Nullable [] bytes) {
        this.mapper = mapper;
        this.value = value;
        this.bytes = bytes;
    }

    static JsonText of(Object value) {
        return of(value, Json.mapper());
    }

    static JsonText of(Object value, JsonMapper mapper) {
        return new JsonText(mapper, value, null);
    }

    static JsonText written(String text) {
        return written(text, Json.mapper());
    }

    static JsonText written(String text, JsonMapper mapper) {
        return new JsonText(mapper, null, text.getBytes(StandardCharsets.UTF_8));
    }

    /// The JSON in UTF-8. Nobody writes to it.
    byte[] bytes() {
        byte[] known = bytes;
        if (known == null) {
            known = mapper.writeValueAsBytes(Objects.requireNonNull(value));
            bytes = known;
        }
        return known;
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    <T> T read(Class<T> type) {
        return type.isInstance(value) ? type.cast(value) : mapper.readValue(bytes(), type);
    }

    <T> T read(Class<T> type, @Nullable ObjectReader reader) {
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        if (reader == null) {
            throw new IllegalStateException("No reader for a stored " + type.getSimpleName());
        }
        return type.cast(reader.readValue(bytes()));
    }
}
