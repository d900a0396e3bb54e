package org.liandong.app.server.console;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A form as it was sent: what was entered stays, and each error stands at its field and in a summary.
///
/// @param values by field
/// @param errors by field, in the order of the fields
/// @param said   that it was done, or empty
public record Form(Map<String, String> values, Map<String, String> errors, String said) {

    public Form {
        values = Map.copyOf(values);
        errors = new LinkedHashMap<>(errors);
    }

    /// A form that nobody has sent.
    public static final Form EMPTY = new Form(Map.of(), Map.of(), "");

    /// A form that begins with some values.
    ///
    /// @param pairs field, value, field, value …
    static Form of(String... pairs) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return new Form(values, Map.of(), "");
    }

    static Form done(String said) {
        return new Form(Map.of(), Map.of(), said);
    }

    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    public String error(String field) {
        return errors.getOrDefault(field, "");
    }

    /// What stands beside a field and describes it; null when nothing does.
    public @Nullable String describes(String field, boolean hint) {
        if (error(field).isEmpty()) {
            return hint ? field + "-hint" : null;
        }
        return hint ? field + "-hint " + field + "-error" : field + "-error";
    }
}
