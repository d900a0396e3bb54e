package org.liandong.ecommerceimport;

/// How personal values are shown: enough to recognise one's own, too little to learn another's.
final class Masks {

    private Masks() {}

    /// `李小宝` is `李*宝`, `王明` is `王*`.
    static String name(String name) {
        int[] points = name.codePoints().toArray();
        if (points.length < 2) {
            return "*";
        }
        String first = new String(points, 0, 1);
        return points.length == 2
                ? first + "*"
                : first + "*".repeat(points.length - 2) + new String(points, points.length - 1, 1);
    }

    /// `13256253633` is `132****3633`.
    static String phone(String phone) {
        int length = phone.length();
        return length < 8
                ? "*".repeat(length)
                : phone.substring(0, 3) + "*".repeat(length - 7) + phone.substring(length - 4);
    }

    /// The beginning of an address, up to the district.
    static String address(String address) {
        int end =
                address.offsetByCodePoints(
                        0, Math.min(6, address.codePointCount(0, address.length())));
        return end == address.length() ? address : address.substring(0, end) + "…";
    }
}
