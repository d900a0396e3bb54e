package org.liandong.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.Check.Operand;
import org.liandong.kernel.Check.Result;

/// Collects checks, all of them: a failing one never hides the next. Used by one step of one case.
public class Checks {

    /// The state of a task that can be answered.
    public static final String OPEN = "open";

    private final List<Check> checks = new ArrayList<>(48);

    /// What was checked, in its order.
    public List<Check> toList() {
        return List.copyOf(checks);
    }

    /// Those that do not hold.
    public List<Check> failed() {
        return checks.stream().filter(c -> c.result() == Result.FAILED).toList();
    }

    /// Adds a comparison.
    ///
    /// @param code the official reason code, should it fail
    public void add(
            String rule,
            boolean holds,
            String left,
            @Nullable String leftValue,
            String right,
            @Nullable String rightValue,
            String code) {
        checks.add(
                new Check(
                        rule,
                        holds ? Result.PASSED : Result.FAILED,
                        new Operand(left, leftValue),
                        new Operand(right, rightValue),
                        holds ? "" : code));
    }

    /// Adds a comparison that could not be made: a person must look.
    public void undecided(
            String rule,
            String left,
            @Nullable String leftValue,
            String right,
            @Nullable String rightValue) {
        checks.add(
                new Check(
                        rule,
                        Result.UNDECIDED,
                        new Operand(left, leftValue),
                        new Operand(right, rightValue),
                        ""));
    }

    /// Amounts are compared after rounding half up to the cent.
    public void money(
            String rule,
            String left,
            BigDecimal leftAmount,
            String right,
            BigDecimal rightAmount,
            BigDecimal tolerance,
            String code) {
        BigDecimal a = cents(leftAmount);
        BigDecimal b = cents(rightAmount);
        boolean holds = a.subtract(b).abs().compareTo(tolerance) <= 0;
        add(rule, holds, left, a.toPlainString(), right, b.toPlainString(), code);
    }

    /// Compares by value.
    public void number(
            String rule,
            String left,
            BigDecimal leftNumber,
            String right,
            BigDecimal rightNumber,
            String code) {
        add(
                rule,
                leftNumber.compareTo(rightNumber) == 0,
                left,
                plain(leftNumber),
                right,
                plain(rightNumber),
                code);
    }

    /// Compares with what a field must be.
    public void fixed(String rule, String field, String value, String wanted) {
        add(rule, value.equals(wanted), field, value, "must be", wanted, "");
    }

    /// Whether there is a value at all.
    public void present(String rule, String field, @Nullable String value) {
        add(rule, value != null, field, value, "must be", "present", "");
    }

    /// O2 and O3, the checks of an officer's answer: it is one of those that are possible, and its task is open.
    ///
    /// @param options the answers that are possible; none where there is no such task
    /// @param state   [#OPEN], or what became of the task
    public void reply(String task, String answer, List<String> options, String state) {
        add(
                "O2",
                options.contains(answer),
                "officer.answer",
                answer,
                "must be one of",
                options.isEmpty() ? "no such task" : String.join(", ", options),
                "");
        add("O3", state.equals(OPEN), "officer.task", task, "task", state, "");
    }

    /// Rounded half up to the cent.
    public static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    /// Without exponent and without zeros at its end.
    public static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
