package org.liandong.kernel;

import java.util.List;

/// What is wrong with something received, where, and what to do.
///
/// @param code      stable code of the kind of problem
/// @param path      element path, or empty
/// @param line      from 1, or 0 when it does not apply
/// @param column    from 1, or 0 when it does not apply
/// @param message   what is wrong and what to do, in English, without personal values
/// @param arguments what the message names besides the place: with them and the code it can be said in another language
public record Problem(
        String code, String path, int line, int column, String message, List<String> arguments) {

    public Problem {
        Require.text(code, "code of a problem");
        arguments = List.copyOf(arguments);
    }

    /// A problem that names nothing but its place.
    public Problem(String code, String path, int line, int column, String message) {
        this(code, path, line, column, message, List.of());
    }

    /// A problem of the whole document.
    public static Problem of(String code, String message, String... arguments) {
        return new Problem(code, "", 0, 0, message, List.of(arguments));
    }
}
