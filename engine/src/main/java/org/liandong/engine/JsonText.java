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
    private final boolean keeps;

    // Volatile: made by one thread, read by another.
    private volatile @Nullable Object value;
    private volatile byte @Nullable [] bytes;

    private JsonText(
            JsonMapper mapper, boolean keeps, @Nullable Object value, byte @Nullable [] bytes) {
        this.mapper = mapper;
        this.keeps = keeps;
        this.value = value;
        this.bytes = bytes;
    }

    static JsonText of(Object value) {
        return of(value, Json.mapper());
    }

    /// The value is let go as soon as it is written: a decision is ten times as large as its JSON, and nobody asks for it.
    static JsonText of(Object value, JsonMapper mapper) {
        return new JsonText(mapper, false, value, null);
    }

    /// The value is kept, because it is asked for again.
    static JsonText keeping(Object value, JsonMapper mapper) {
        return new JsonText(mapper, true, value, null);
    }

    static JsonText written(String text) {
        return written(text, Json.mapper());
    }

    static JsonText written(String text, JsonMapper mapper) {
        return new JsonText(mapper, false, null, text.getBytes(StandardCharsets.UTF_8));
    }

    /// The JSON in UTF-8. Nobody writes to it.
    byte[] bytes() {
        byte[] known = bytes;
        if (known != null) {
            return known;
        }
        Object unwritten = value;
        if (unwritten == null) {
            // Another thread has written it just now.
            return Objects.requireNonNull(bytes);
        }
        byte[] made = mapper.writeValueAsBytes(unwritten);
        bytes = made;
        if (!keeps) {
            value = null;
        }
        return made;
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    <T> T read(Class<T> type) {
        Object known = value;
        return type.isInstance(known) ? type.cast(known) : mapper.readValue(bytes(), type);
    }

    <T> T read(Class<T> type, @Nullable ObjectReader reader) {
        Object known = value;
        if (type.isInstance(known)) {
            return type.cast(known);
        }
        if (reader == null) {
            throw new IllegalStateException("No reader for a stored " + type.getSimpleName());
        }
        return type.cast(reader.readValue(bytes()));
    }
}
