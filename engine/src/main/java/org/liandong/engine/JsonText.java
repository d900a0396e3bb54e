package org.liandong.engine;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;

/// A value and its JSON, made once and only when it is needed: the committing thread encodes what the writer made.
final class JsonText {

    private final @Nullable Object value;
    private @Nullable String text;

    private JsonText(@Nullable Object value, @Nullable String text) {
        this.value = value;
        this.text = text;
    }

    static JsonText of(Object value) {
        return new JsonText(value, null);
    }

    static JsonText written(String text) {
        return new JsonText(null, text);
    }

    String text() {
        String known = text;
        if (known == null) {
            known = Json.text(java.util.Objects.requireNonNull(value));
            text = known;
        }
        return known;
    }

    <T> T read(Class<T> type) {
        return type.isInstance(value) ? type.cast(value) : Json.read(text(), type);
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
