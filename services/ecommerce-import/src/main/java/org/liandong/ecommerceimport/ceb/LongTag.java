package org.liandong.ecommerceimport.ceb;

/// Finds a tag longer than any tag needs to be, before the parser below sees it.
///
/// That parser reads a tag as a whole and compares each attribute and namespace with those before it: a tag of some megabytes
/// would keep it busy for hours. No `<` may stand inside a tag, so it is enough to look back for one from every place that is
/// the greatest length after the last one found; that touches a few bytes of each four thousand.
final class LongTag {

    private LongTag() {}

    /// Where the first such tag opens, or -1 if there is none.
    static int in(byte[] utf8) {
        int last = -1;
        int at = ReadingLimits.TAG_BYTES_MAX;
        while (at < utf8.length) {
            int open = at;
            while (open > last && utf8[open] != '<') {
                open--;
            }
            if (open > last) {
                last = open;
                at = open + ReadingLimits.TAG_BYTES_MAX;
                continue;
            }
            if (last >= 0 && isTag(utf8, last) && !closes(utf8, last, at)) {
                return last;
            }
            // A long text: it ends at the next tag, which is the next to look at.
            while (at < utf8.length && utf8[at] != '<') {
                at++;
            }
            last = at;
            at += ReadingLimits.TAG_BYTES_MAX;
        }
        return -1;
    }

    private static boolean isTag(byte[] utf8, int open) {
        byte next = utf8[open + 1];
        return next != '!' && next != '?';
    }

    private static boolean closes(byte[] utf8, int open, int end) {
        byte quote = 0;
        for (int i = open; i < end; i++) {
            byte b = utf8[i];
            if (quote != 0) {
                quote = b == quote ? 0 : quote;
            } else if (b == '"' || b == '\'') {
                quote = b;
            } else if (b == '>') {
                return true;
            }
        }
        return false;
    }
}
