package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ceb.MessageType;
import org.liandong.ecommerceimport.ceb.Node;
import org.liandong.ecommerceimport.ceb.Row;
import org.liandong.kernel.Problem;

/// The values of a sound node as what they are: codes, times, whole numbers, amounts. Without a row, a field is one of the head.
///
/// The format of customs lets through what nobody can use, such as a day that no calendar has: that makes the node unusable.
final class NodeValues {

    private static final DateTimeFormatter DAY = formatter("uuuuMMdd");
    private static final DateTimeFormatter SECOND = formatter("uuuuMMddHHmmss");
    private static final int SECOND_LENGTH = 14;

    // Codes become parts of keys and of account names.
    private static final int CODE_MAX = 64;

    private final Node node;
    private final Row head;
    // The line being read, from 1; 0 for the head.
    private int line;

    NodeValues(Node node) {
        this.node = node;
        this.head = node.head();
    }

    MessageType type() {
        return node.type();
    }

    /// What each line says, in the order of the node.
    <T> List<T> lines(LineOf<T> lineOf) throws Unusable {
        List<T> lines = new ArrayList<>(node.lines().size());
        for (Row row : node.lines()) {
            line++;
            lines.add(lineOf.row(row));
        }
        line = 0;
        return List.copyOf(lines);
    }

    String text(String field) {
        return text(head, field);
    }

    // A sound node has every required value.
    String text(Row row, String field) {
        return Objects.requireNonNull(row.get(field), field);
    }

    @Nullable String textOrNull(String field) {
        return head.get(field);
    }

    /// The code of an enterprise.
    String code(String field) throws Unusable {
        String code = text(field);
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            boolean plain =
                    (c >= '0' && c <= '9')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= 'a' && c <= 'z')
                            || c == '-'
                            || c == '_'
                            || c == '.';
            if (!plain || i >= CODE_MAX) {
                String shown = code.substring(0, Math.min(code.length(), CODE_MAX));
                throw unusable(
                        "CEB-CODE",
                        field,
                        "'%s' is not a code of letters and digits. Send the registration code of the enterprise."
                                .formatted(shown),
                        shown);
            }
        }
        return code;
    }

    /// A time to the second, China time.
    String time(String field) throws Unusable {
        String time = text(field);
        if (!isTime(time)) {
            throw noTime(field, time, "yyyyMMddHHmmss");
        }
        return time;
    }

    /// A time to the millisecond, China time, as customs gives it.
    String timeOfCustoms(String field) throws Unusable {
        String time = text(field);
        if (time.length() < SECOND_LENGTH || !isTime(time.substring(0, SECOND_LENGTH))) {
            throw noTime(field, time, "yyyyMMddHHmmssSSS");
        }
        return time;
    }

    LocalDate day(String field) throws Unusable {
        String day = text(field);
        try {
            return LocalDate.parse(day, DAY);
        } catch (DateTimeException e) {
            throw unusable(
                    "CEB-DATE",
                    field,
                    "'%s' is not a day. Send yyyyMMdd.".formatted(day),
                    day,
                    "yyyyMMdd");
        }
    }

    /// The day of a time.
    static LocalDate dayOf(String time) {
        return LocalDate.parse(time.substring(0, 8), DAY);
    }

    int whole(String field) throws Unusable {
        return whole(head, field);
    }

    int whole(Row row, String field) throws Unusable {
        String text = text(row, field);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw unusable(
                    "CEB-NUMBER", field, "'%s' is not a whole number.".formatted(text), text);
        }
    }

    /// An amount or a quantity, not below zero.
    BigDecimal decimal(String field) throws Unusable {
        return decimal(head, field);
    }

    BigDecimal decimal(Row row, String field) throws Unusable {
        return amount(text(row, field), field);
    }

    @Nullable BigDecimal decimalOrNull(String field) throws Unusable {
        return decimalOrNull(head, field);
    }

    @Nullable BigDecimal decimalOrNull(Row row, String field) throws Unusable {
        String text = row.get(field);
        return text == null ? null : amount(text, field);
    }

    private BigDecimal amount(String text, String field) throws Unusable {
        BigDecimal amount = new BigDecimal(text);
        if (amount.signum() < 0) {
            throw unusable(
                    "CEB-NEGATIVE",
                    field,
                    "%s is below zero. Send the amount or quantity without a sign.".formatted(text),
                    text);
        }
        return amount;
    }

    private Unusable noTime(String field, String text, String pattern) {
        return unusable(
                "CEB-DATE",
                field,
                "'%s' is not a time. Send %s, China time.".formatted(text, pattern),
                text,
                pattern);
    }

    Unusable unusable(String code, String field, String message, String... arguments) {
        String head = node.type().head();
        String block =
                line > 0
                        ? "/%s[%d]".formatted(node.type().list(), line)
                        : head == null ? "" : "/" + head;
        return new Unusable(
                new Problem(
                        code,
                        node.path() + block + "/" + field,
                        node.line(),
                        node.column(),
                        message,
                        List.of(arguments)));
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    private static boolean isTime(String text) {
        try {
            var _ = LocalDateTime.parse(text, SECOND);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /// What one line says.
    interface LineOf<T> {
        T row(Row line) throws Unusable;
    }

    /// The node cannot be used, although it is well formed.
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        Unusable(Problem problem) {
            super(problem.message());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }
}
