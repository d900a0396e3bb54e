package org.liandong.app.server.access;

import java.util.List;

/// An act that cannot be done as it was asked for, and why: a text of the bundles with its arguments.
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final transient List<String> arguments;

    Refusal(String key, String... arguments) {
        super(key + " " + List.of(arguments), null, false, false);
        this.key = key;
        this.arguments = List.of(arguments);
    }

    /// A number of days that is none, or out of its range.
    ///
    /// @param key `access.validity-bad` or `access.overlap-bad`
    public static Refusal ofDays(String key) {
        return new Refusal(
                key,
                Long.toString(
                        (key.equals("access.overlap-bad") ? Keys.OVERLAP_MAX : Keys.VALID_MAX)
                                .toDays()));
    }

    /// The HTTP status that says the same.
    public int status() {
        return switch (key) {
            case "access.no-person", "access.no-key" -> 404;
            case "access.name-taken",
                    "access.subject-taken",
                    "access.last-administrator",
                    "access.own-link",
                    "access.key-void",
                    "access.key-revoked" ->
                    409;
            default -> 422;
        };
    }

    /// Name of the text.
    public String key() {
        return key;
    }

    /// What the text names.
    public List<String> arguments() {
        return arguments;
    }
}
