package org.liandong.dutyguarantee;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.liandong.dutyguarantee.GuaranteeFact.Container;
import org.liandong.dutyguarantee.GuaranteeFact.Declaration;
import org.liandong.dutyguarantee.GuaranteeFact.Line;
import org.liandong.kernel.Checks;

/// Whether a declaration agrees with itself.
final class DocumentChecks {

    private static final int TRADE_CODE = 10;
    private static final int CREDIT_CODE = 18;
    private static final int DIGITS = 10;

    private DocumentChecks() {}

    static void of(Declaration document, Checks checks) {
        checks.add(
                "X1",
                document.netWt().compareTo(document.grossWet()) <= 0,
                "NetWt",
                Checks.plain(document.netWt()),
                "at most GrossWet",
                Checks.plain(document.grossWet()),
                "");
        List<String> lines = document.lines().stream().map(Line::gNo).toList();
        for (Container container : document.containers()) {
            List<String> goods =
                    Arrays.stream(container.goodsNo().split("[,;，]"))
                            .map(String::strip)
                            .filter(s -> !s.isEmpty())
                            .toList();
            checks.add(
                    "X2",
                    lines.containsAll(goods),
                    "GoodsNo of " + container.containerId(),
                    container.goodsNo(),
                    "some of GNo",
                    lines.stream().limit(20).collect(Collectors.joining(", ")),
                    "");
            String number = container.containerId().replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
            checks.add(
                    "X3",
                    isContainer(number),
                    "ContainerId",
                    container.containerId(),
                    "check digit",
                    number.matches("[A-Z]{4}\\d{7}")
                            ? Integer.toString(checkDigit(number))
                            : "4 letters and 7 digits",
                    "");
        }
        checks.add(
                "X4",
                document.tradeCode().length() == TRADE_CODE
                        && document.tradeCoScc().length() == CREDIT_CODE,
                "TradeCode, TradeCoScc",
                document.tradeCode() + ", " + document.tradeCoScc(),
                "characters",
                TRADE_CODE + ", " + CREDIT_CODE,
                "");
        checks.add(
                "X5",
                lines.stream().distinct().count() == lines.size(),
                "GNo",
                Integer.toString(lines.size()),
                "different",
                Long.toString(lines.stream().distinct().count()),
                "");
    }

    /// ISO 6346: four letters, six digits and the check digit.
    static boolean isContainer(String number) {
        return number.matches("[A-Z]{3}[UJZ]\\d{7}")
                && checkDigit(number) == number.charAt(DIGITS) - '0';
    }

    /// Letters count from 10, leaving out multiples of 11; each place counts twice the one before; a rest of 10 counts as 0.
    private static int checkDigit(String number) {
        int sum = 0;
        for (int place = 0; place < DIGITS; place++) {
            char c = number.charAt(place);
            int value = c <= '9' ? c - '0' : letter(c);
            sum += value << place;
        }
        return sum % 11 % DIGITS;
    }

    private static int letter(char c) {
        int value = 10 + c - 'A';
        return value + (value - 1) / 10;
    }
}
