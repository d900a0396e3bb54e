package org.liandong.app.server.access;

import org.jspecify.annotations.Nullable;

/// Where somebody wanted to go before they had to sign in: a path of this server, never another one.
final class ReturnPath {

    private static final int LENGTH_MAX = 2_000;

    private ReturnPath() {}

    /// The path, or `/` for anything that a browser could take for another server.
    static String safe(@Nullable String wanted) {
        if (wanted == null
                || wanted.isEmpty()
                || wanted.length() > LENGTH_MAX
                || wanted.charAt(0) != '/'
                || wanted.startsWith("//")
                // Browsers read a backslash as a slash.
                || wanted.indexOf('\\') >= 0
                || wanted.startsWith("/enter")
                || wanted.startsWith("/begin")
                || wanted.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            return "/";
        }
        return wanted;
    }
}
