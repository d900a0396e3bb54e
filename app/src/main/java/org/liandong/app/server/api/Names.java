package org.liandong.app.server.api;

import org.jspecify.annotations.Nullable;

/// Names that senders give to documents.
final class Names {

    private static final int LENGTH_MAX = 200;

    private static final String NONE = "upload";

    private Names() {}

    /// A name as it may be kept and shown: the last part of a path, without control characters, not too long.
    static String safe(@Nullable String name) {
        if (name == null) {
            return NONE;
        }
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        StringBuilder safe = new StringBuilder();
        last.codePoints()
                .filter(c ->
                        !Character.isISOControl(c)
                                && Character.getType(c) != Character.FORMAT
                                && Character.getType(c) != Character.SURROGATE)
                .limit(LENGTH_MAX)
                .forEach(safe::appendCodePoint);
        String said = safe.toString().strip();
        return said.isEmpty() ? NONE : said;
    }
}
