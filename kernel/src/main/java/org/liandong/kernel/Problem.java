package org.liandong.kernel;

/// What is wrong with something received, where, and what to do.
///
/// @param code    stable code of the kind of problem
/// @param path    element path, or empty
/// @param line    from 1, or 0 when it does not apply
/// @param column  from 1, or 0 when it does not apply
/// @param message what is wrong and what to do, without personal values
public record Problem(String code, String path, int line, int column, String message) {

    public Problem {
        Require.text(code, "code of a problem");
    }

    /// A problem of the whole document.
    public static Problem of(String code, String message) {
        return new Problem(code, "", 0, 0, message);
    }
}
