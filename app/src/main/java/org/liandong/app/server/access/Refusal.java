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

    /// Name of the text.
    public String key() {
        return key;
    }

    /// What the text names.
    public List<String> arguments() {
        return arguments;
    }
}
