package org.liandong.engine;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// A value and its JSON, made once and only when it is needed: the committing thread encodes what the writer made.
final class JsonText {

    private final JsonMapper mapper;
    private final @Nullable Object value;
    private @Nullable String text;

    private JsonText(JsonMapper mapper, @Nullable Object value, @Nullable String text) {
        this.mapper = mapper;
        this.value = value;
        this.text = text;
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
        return new JsonText(mapper, null, text);
    }

    String text() {
        String known = text;
        if (known == null) {
            known = mapper.writeValueAsString(Objects.requireNonNull(value));
            text = known;
        }
        return known;
    }

    <T> T read(Class<T> type) {
        return type.isInstance(value) ? type.cast(value) : mapper.readValue(text(), type);
    }

    <T> T read(Class<T> type, @Nullable ObjectReader reader) {
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        if (reader == null) {
            throw new IllegalStateException("No reader for a stored " + type.getSimpleName());
        }
        return type.cast(reader.readValue(text()));
    }
}
