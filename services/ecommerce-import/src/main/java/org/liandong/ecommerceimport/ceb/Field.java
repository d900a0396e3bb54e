package org.liandong.ecommerceimport.ceb;

import org.jspecify.annotations.Nullable;

/// One element of a [Block], as the schema defines it and as incoming messages use it.
///
/// @param index place among the fields of the block, from 0; the order of the schema
/// @param name local name of the element, spelt as in the schema
/// @param kind what the value may look like
/// @param min least number of characters; 0 lets the element be present and empty
/// @param max most characters, or most digits of a number; [#UNBOUNDED] is no limit, 0 is a 32-bit integer without a limit of digits
/// @param fraction most digits after the point of a decimal
/// @param required whether the schema demands the element
/// @param requiredWhenRead whether a message without it is refused; the official PDF leaves some fields optional
/// @param maxWhenRead most characters accepted from others; never less than `max`
/// @param fixed the only value that the schema allows, or null; not enforced on incoming messages, because a wrong currency is a
///     question of the law and not of the format
/// @param personal whether the value is about a person, and so masked in every text
/// @param writable false for elements that real messages carry although the schema does not know them
public record Field(
        int index,
        String name,
        Kind kind,
        int min,
        int max,
        int fraction,
        boolean required,
        boolean requiredWhenRead,
        int maxWhenRead,
        @Nullable String fixed,
        boolean personal,
        boolean writable) {

    /// The `max` of a text without a limit.
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    /// What a value may look like.
    public enum Kind {
        /// Between `min` and `max` characters.
        TEXT,
        /// Exactly `max` characters.
        EXACT,
        /// A 32-bit integer of at most `max` digits.
        INT,
        /// A decimal number without exponent, at most `max` digits of which `fraction` after the point.
        DECIMAL
    }

    /// Length of a guid.
    static final int GUID_LENGTH = 36;

    /// Whether the value is a guid, which should have capital letters.
    boolean isGuid() {
        return max == GUID_LENGTH && kind == Kind.EXACT;
    }

    /// Whether a text is as long as a guid and has no small letters.
    static boolean isGuid(String text) {
        if (text.length() != GUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < GUID_LENGTH; i++) {
            char c = text.charAt(i);
            if (c >= 'a' && c <= 'z') {
                return false;
            }
        }
        return true;
    }

    /// The problem of a value that is present and trimmed, or null if it has none.
    ///
    /// Characters are code points, as in XML Schema: a character outside the basic plane counts once.
    @Nullable ProblemCode problemOf(String value, int maximum) {
        return switch (kind) {
            case TEXT, EXACT -> lengthFits(value, maximum) ? null : ProblemCode.LENGTH;
            case INT -> isInteger(value) ? null : ProblemCode.INTEGER;
            case DECIMAL -> isDecimal(value) ? null : ProblemCode.DECIMAL;
        };
    }

    private boolean lengthFits(String value, int maximum) {
        int length = value.length();
        if (length >= min && length <= maximum && kind == Kind.TEXT) {
            // Surrogate pairs only shorten the value; a minimum above 1 exists for exact lengths
            // alone.
            return true;
        }
        int characters = value.codePointCount(0, length);
        return characters >= min && characters <= maximum;
    }

    private boolean isInteger(String value) {
        int length = value.length();
        int at = startsWithSign(value) ? 1 : 0;
        while (at < length - 1 && value.charAt(at) == '0') {
            at++;
        }
        int digits = length - at;
        // Ten digits hold the largest 32-bit number.
        if (digits < 1 || digits > 10 || (max > 0 && digits > max)) {
            return false;
        }
        long number = 0;
        for (; at < length; at++) {
            int digit = value.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            number = number * 10 + digit;
        }
        return number <= (value.charAt(0) == '-' ? -(long) Integer.MIN_VALUE : Integer.MAX_VALUE);
    }

    /// Leading zeros, and trailing zeros of the fraction, do not count as digits, as in XML Schema.
    private boolean isDecimal(String value) {
        int length = value.length();
        int at = startsWithSign(value) ? 1 : 0;
        int whole = 0;
        int fractional = 0;
        int trailingZeros = 0;
        boolean point = false;
        boolean digitSeen = false;
        for (; at < length; at++) {
            char c = value.charAt(at);
            if (c >= '0' && c <= '9') {
                digitSeen = true;
                if (point) {
                    fractional++;
                    trailingZeros = c == '0' ? trailingZeros + 1 : 0;
                } else if (whole > 0 || c != '0') {
                    whole++;
                }
            } else if (c == '.' && !point) {
                point = true;
            } else {
                return false;
            }
        }
        fractional -= trailingZeros;
        return digitSeen && fractional <= fraction && whole + fractional <= max;
    }

    private static boolean startsWithSign(String value) {
        return !value.isEmpty() && (value.charAt(0) == '-' || value.charAt(0) == '+');
    }
}
