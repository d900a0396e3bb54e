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

    // Long enough for every code and number of a standard, short enough for a line of a log.
    private static final int SHOWN_MAX = 60;

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

    /// A value of somebody else as it may stand in a message: at most 60 characters of it, without control characters.
    public static String shown(String value) {
        if (value.length() <= SHOWN_MAX) {
            return clean(value);
        }
        int end =
                Character.isHighSurrogate(value.charAt(SHOWN_MAX - 1)) ? SHOWN_MAX - 1 : SHOWN_MAX;
        return clean(value.substring(0, end)) + "…";
    }

    private static String clean(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                StringBuilder cleaned = new StringBuilder(value.length());
                for (int j = 0; j < value.length(); j++) {
                    char c = value.charAt(j);
                    cleaned.append(Character.isISOControl(c) ? ' ' : c);
                }
                return cleaned.toString();
            }
        }
        return value;
    }
}
