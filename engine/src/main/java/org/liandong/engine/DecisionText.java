package org.liandong.engine;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.Check;
import org.liandong.kernel.Decision;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Verdict;

/// How a decision stands in the store: short, since nearly all of it are the names of some fifty checks, which are the same
/// in every decision and are kept once, as [Wordings].
///
/// ```json
/// [1,"561.89"]
/// [40,"1.1","1.25"]
/// [1,["FAILED","1332"],"3197.95","561.89"]
/// ```
///
/// A check is the number of its rule and its two fields, then result and code unless it has passed, then both values. Where
/// a check that has passed ends early, the value on the right is that on the left. A sum is the number of its name, formula
/// and rule, then operands and result.
record DecisionText(
        String kind,
        Outcome outcome,
        List<@Nullable Object[]> checks,
        List<String> missing,
        List<Verdict> verdicts,
        List<Sum> arithmetic,
        Map<String, FactId> basis,
        String clause) {

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Sum(Object wording, Map<String, BigDecimal> operands, BigDecimal result) {}

    /// @param wordings gives words their number, or themselves
    static DecisionText of(Decision decision, Function<List<String>, Object> wordings) {
        List<@Nullable Object[]> checks = new ArrayList<>(decision.checks().size());
        for (Check check : decision.checks()) {
            checks.add(written(check, wordings));
        }
        return new DecisionText(
                decision.kind(),
                decision.outcome(),
                checks,
                decision.missing(),
                decision.verdicts(),
                decision.arithmetic().stream()
                        .map(sum ->
                                new Sum(
                                        wordings.apply(
                                                List.of(sum.name(), sum.formula(), sum.rule())),
                                        sum.operands(),
                                        sum.result()))
                        .toList(),
                decision.basis(),
                decision.clause());
    }

    private static @Nullable Object[] written(
            Check check, Function<List<String>, Object> wordings) {
        Object wording =
                wordings.apply(List.of(check.rule(), check.left().field(), check.right().field()));
        String left = check.left().value();
        String right = check.right().value();
        if (check.result() != Check.Result.PASSED || !check.code().isEmpty()) {
            return new @Nullable Object[] {
                wording, List.of(check.result().name(), check.code()), left, right
            };
        }
        return Objects.equals(left, right)
                ? new @Nullable Object[] {wording, left}
                : new @Nullable Object[] {wording, left, right};
    }

    /// The decision that was written.
    ///
    /// @param wordings gives a number its words
    Decision decision(Function<Object, List<String>> wordings) {
        return new Decision(
                kind,
                outcome,
                checks.stream().map(check -> read(check, wordings)).toList(),
                missing,
                verdicts,
                arithmetic.stream()
                        .map(sum -> {
                            List<String> words = wordings.apply(sum.wording());
                            return new Decision.Computation(
                                    words.get(0),
                                    words.get(1),
                                    sum.operands(),
                                    sum.result(),
                                    words.get(2));
                        })
                        .toList(),
                basis,
                clause);
    }

    private static Check read(@Nullable Object[] written, Function<Object, List<String>> wordings) {
        List<String> words = wordings.apply(Objects.requireNonNull(written[0]));
        Check.Result result = Check.Result.PASSED;
        String code = "";
        int at = 1;
        if (written[at] instanceof List<?> failed) {
            result = Check.Result.valueOf((String) failed.get(0));
            code = (String) failed.get(1);
            at++;
        }
        String left = (String) written[at];
        String right = at + 1 < written.length ? (String) written[at + 1] : left;
        return new Check(
                words.get(0),
                result,
                new Check.Operand(words.get(1), left),
                new Check.Operand(words.get(2), right),
                code);
    }
}
