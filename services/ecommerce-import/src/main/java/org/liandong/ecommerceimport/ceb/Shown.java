package org.liandong.ecommerceimport.ceb;

/// How values of others appear in our texts: shortened, without control characters, and masked where they are about a person.
final class Shown {

    // A masked value is not drawn longer than this, so that a text of a megabyte does not become a
    // megabyte of stars.
    private static final int STARS_MAX = 20;

    private Shown() {}

    static String value(Field field, String value) {
        return field.personal() ? masked(value) : shortened(value);
    }

    /// The first and the last few characters; nothing of a value too short to hide anything otherwise.
    static String masked(String value) {
        int characters = value.codePointCount(0, value.length());
        // A sixth at each end, at most four: an identity number keeps 3 + 3 of 18, a name of three
        // characters its family name.
        int kept = Math.min(characters / 6, 4);
        int first = kept == 0 && characters > 1 ? 1 : kept;
        int stars = Math.min(characters - first - kept, STARS_MAX);
        int head = value.offsetByCodePoints(0, first);
        int tail = value.offsetByCodePoints(value.length(), -kept);
        return shortened(value.substring(0, head))
                + "*".repeat(stars)
                + shortened(value.substring(tail));
    }

    static String shortened(String value) {
        return org.liandong.kernel.Problem.shown(value);
    }
}
