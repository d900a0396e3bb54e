package org.liandong.ecommerceimport;

import java.text.Normalizer;
import java.util.Locale;

/// When two texts of two senders say the same: blanks, width and Latin case do not count. Never fuzzy.
final class Texts {

    private Texts() {}

    static boolean same(String left, String right) {
        return left.equals(right) || normal(left).equals(normal(right));
    }

    static boolean samePhone(String left, String right) {
        String digits = digits(left);
        // What has no digits is no number: then it must say the same as text.
        return digits.isEmpty() ? same(left, right) : digits.equals(digits(right));
    }

    private static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("\\s+", "")
                .toLowerCase(Locale.ROOT);
    }

    private static String digits(String phone) {
        String normal = Normalizer.normalize(phone, Normalizer.Form.NFKC);
        StringBuilder digits = new StringBuilder(normal.length());
        for (int i = 0; i < normal.length(); i++) {
            char c = normal.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            }
        }
        return digits.toString();
    }
}
