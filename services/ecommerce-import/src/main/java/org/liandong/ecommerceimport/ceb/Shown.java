package org.liandong.ecommerceimport.ceb;

/// How values of others appear in our texts: shortened, without control characters, and masked where they are about a person.
final class Shown {

    // Long enough for every code and number of the standard, short enough for a line of a log.
    private static final int LENGTH_MAX = 60;

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
        return clean(value.substring(0, head)) + "*".repeat(stars) + clean(value.substring(tail));
    }

    static String shortened(String value) {
        if (value.length() <= LENGTH_MAX) {
            return clean(value);
        }
        int end =
                Character.isHighSurrogate(value.charAt(LENGTH_MAX - 1))
                        ? LENGTH_MAX - 1
                        : LENGTH_MAX;
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
