package org.liandong.app.server.access;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/// What a password must be, in the spirit of NIST SP 800-63B: long, not one that is tried first, and free in everything else.
///
/// No rule about kinds of characters and no change by the calendar: both lead to weaker passwords.
final class PasswordRules {

    /// The length for a password that is asked for alone.
    static final int LENGTH_MIN = 15;

    /// Longer ones help nobody and cost time to hash.
    static final int LENGTH_MAX = 128;

    private static final int DIFFERENT_MIN = 6;

    // A block that is repeated is as weak as the block.
    private static final int BLOCK_MAX = 10;

    private static final List<String> RUNS =
            List.of(
                    "abcdefghijklmnopqrstuvwxyz",
                    "01234567890123456789",
                    "qwertyuiopasdfghjklzxcvbnm",
                    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
                    "1q2w3e4r5t6y7u8i9o0p");

    // The long ones among those that are tried first.
    private static final List<String> KNOWN =
            List.of(
                    "passwordpassword",
                    "correcthorsebatterystaple",
                    "iloveyouforever",
                    "letmeinletmein",
                    "administrator",
                    "changemeplease",
                    "welcometothejungle",
                    "thequickbrownfox",
                    "wodemimashi",
                    "5201314",
                    "woaini");

    private PasswordRules() {}

    /// The form in which a password is hashed: what looks the same on two keyboards is the same.
    static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    /// @param names what the account and its owner are called
    /// @throws Refusal when another password must be chosen
    static void check(String password, String... names) {
        String normal = normal(password);
        int length = normal.codePointCount(0, normal.length());
        if (length < LENGTH_MIN) {
            throw new Refusal("access.password-short", Integer.toString(LENGTH_MIN));
        }
        if (length > LENGTH_MAX) {
            throw new Refusal("access.password-long", Integer.toString(LENGTH_MAX));
        }
        if (isTriedFirst(normal.toLowerCase(Locale.ROOT), names)) {
            throw new Refusal("access.password-plain");
        }
    }

    // What is left when names, known passwords and runs along the keyboard are taken away must be
    // long enough to count.
    private static boolean isTriedFirst(String password, String... names) {
        if (password.codePoints().distinct().count() < DIFFERENT_MIN || isRepeated(password)) {
            return true;
        }
        String left = password;
        for (String name : names) {
            String word = normal(name).toLowerCase(Locale.ROOT);
            if (word.length() >= 3) {
                left = left.replace(word, "");
            }
        }
        for (String word : KNOWN) {
            left = left.replace(word, "");
        }
        left = left.replace("liandong", "").replace("password", "").replace("mima", "");
        return withoutRuns(left).length() < LENGTH_MIN / 2;
    }

    private static boolean isRepeated(String password) {
        for (int block = 1; block <= BLOCK_MAX && block <= password.length() / 2; block++) {
            String first = password.substring(0, block);
            if (first.repeat(password.length() / block + 1).startsWith(password)) {
                return true;
            }
        }
        return false;
    }

    // Five neighbours in a row, in either direction.
    private static String withoutRuns(String password) {
        String left = password;
        for (String run : RUNS) {
            for (String line : List.of(run, new StringBuilder(run).reverse().toString())) {
                for (int length = line.length(); length >= 5; length--) {
                    for (int from = 0; from + length <= line.length(); from++) {
                        left = left.replace(line.substring(from, from + length), "");
                    }
                }
            }
        }
        return left;
    }
}
