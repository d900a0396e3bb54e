package org.liandong.app;

import org.jspecify.annotations.Nullable;
import org.liandong.engine.Verifier.Difference;
import org.liandong.engine.Verifier.Kind;

/// The difference between a store and its trail, in words.
final class DifferenceText {

    private DifferenceText() {}

    static String of(Difference difference, Texts texts) {
        return texts.get(key(difference), arguments(difference, texts))
                + (difference.seq() == 0 || isAboutEntry(difference.kind())
                        ? ""
                        : " " + texts.get("difference.entry", Texts.count(difference.seq())));
    }

    private static String key(Difference difference) {
        return switch (difference.kind()) {
            case SEQUENCE -> "difference.sequence";
            case TIME -> "difference.time";
            case HASH ->
                    difference.table().equals("document")
                            ? "difference.hash.document"
                            : "difference.hash";
            case CHAIN -> "difference.chain";
            case CONTENT -> "difference.content";
            case GAP -> "difference.gap";
            case NOT_REPLAYED -> "difference.not-replayed";
            case UNLED -> "difference.unled";
            case MISSING -> "difference.missing";
            case EXTRA -> "difference.extra";
            case VALUE -> "difference.value";
        };
    }

    // Its sentence names the entry already.
    private static boolean isAboutEntry(Kind kind) {
        return switch (kind) {
            case SEQUENCE, TIME, HASH, NOT_REPLAYED, UNLED -> true;
            case CHAIN, CONTENT, GAP, MISSING, EXTRA, VALUE -> false;
        };
    }

    private static Object[] arguments(Difference difference, Texts texts) {
        return new Object[] {
            Texts.count(difference.seq()),
            texts.word("table", difference.table()),
            difference.key(),
            difference.column() == null ? "" : difference.column(),
            value(difference.stored(), texts),
            value(difference.rebuilt(), texts)
        };
    }

    private static String value(@Nullable String value, Texts texts) {
        return value == null ? texts.get("nothing") : value;
    }
}
