package org.liandong.ecommerceimport;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A reason as customs writes it: `[Code:1332;Desc:…]`, sometimes followed by `,[OrderHead.acturalPaid:561.89,…]`.
///
/// Read tolerantly, since no grammar is published: full-width punctuation, thousands separators, a missing colon before a number.
/// What cannot be read stays as it came: the receipt keeps the whole text.
///
/// @param code   such as `1332`
/// @param text   the description
/// @param values the values that customs compared, `name value` each
record CustomsReason(String code, String text, List<String> values) {

    private static final Pattern REASON =
            Pattern.compile(
                    "\\[\\s*Code\\s*:\\s*([^;\\]]*?)\\s*;\\s*Desc\\s*:\\s*([^\\]]*?)\\s*\\](?:\\s*,?\\s*\\[(?!\\s*Code)([^\\]]*)\\])?",
                    Pattern.CASE_INSENSITIVE);

    // A comma before three digits separates thousands, not values.
    private static final Pattern COMMA = Pattern.compile("\\s*,(?!\\d{3}(?:\\D|$))\\s*");

    private static final Pattern VALUE =
            Pattern.compile("(.*?[^\\d\\s:.,-])\\s*:?\\s*(-?\\d[\\d,]*(?:\\.\\d+)?)");

    /// The reasons in a `returnInfo`; none when it holds none.
    static List<CustomsReason> parse(String info) {
        List<CustomsReason> reasons = new ArrayList<>();
        Matcher matcher = REASON.matcher(halfWidth(info));
        while (matcher.find()) {
            reasons.add(
                    new CustomsReason(
                            matcher.group(1), matcher.group(2), values(matcher.group(3))));
        }
        return List.copyOf(reasons);
    }

    private static String halfWidth(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replace('【', '[')
                .replace('】', ']')
                .replace('、', ',');
    }

    private static List<String> values(@org.jspecify.annotations.Nullable String text) {
        if (text == null || text.isBlank()) {
            return List.of();
        }
        List<String> values = new ArrayList<>();
        for (String part : COMMA.split(text.strip(), -1)) {
            Matcher value = VALUE.matcher(part);
            values.add(
                    value.matches()
                            ? value.group(1) + " " + value.group(2).replace(",", "")
                            : part);
        }
        return List.copyOf(values);
    }

    /// As it is shown: `1332 paid amounts differ (OrderHead.acturalPaid 561.89, PaymentHead.amountPaid 3197.95)`.
    String inWords() {
        return values.isEmpty()
                ? code + " " + text
                : code + " " + text + " (" + String.join(", ", values) + ")";
    }
}
