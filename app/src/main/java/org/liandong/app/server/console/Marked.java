package org.liandong.app.server.console;

/// A value that is held against another: what both have in common before and after, and what differs.
public record Marked(String before, String part, String after) {

    /// A value of which nothing is marked.
    static Marked plain(String value) {
        return new Marked(value, "", "");
    }

    /// A value of which everything is marked.
    static Marked whole(String value) {
        return new Marked("", value, "");
    }

    /// What differs in `value` from `other`. A part of a sign is never marked.
    static Marked against(String value, String other) {
        int[] own = value.codePoints().toArray();
        int[] their = other.codePoints().toArray();
        int start = 0;
        int most = Math.min(own.length, their.length);
        while (start < most && own[start] == their[start]) {
            start++;
        }
        int end = 0;
        while (end < most - start && own[own.length - 1 - end] == their[their.length - 1 - end]) {
            end++;
        }
        // Two numbers of different kinds that share a few signs by chance differ as wholes.
        if (2 * (start + end) < own.length) {
            return whole(value);
        }
        return new Marked(
                new String(own, 0, start),
                new String(own, start, own.length - end - start),
                new String(own, own.length - end, end));
    }
}
