package org.liandong.kernel;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// An outcome with everything that led to it. What a person reads is made from this, so text and decision cannot drift apart.
///
/// @param kind        what was decided, such as `release` or `return`
/// @param outcome     what became of it
/// @param checks      every check that was made, in the order of the rule book; all failures, never only the first
/// @param missing     what is waited for, by name
/// @param verdicts    the decision tables that were asked, with model, version and fired row
/// @param arithmetic  the sums that the law fixes
/// @param basis       the facts that were read, by document name
/// @param clause      the clause of law that the outcome rests on
public record Decision(
        String kind,
        Outcome outcome,
        List<Check> checks,
        List<String> missing,
        List<Verdict> verdicts,
        List<Computation> arithmetic,
        Map<String, FactId> basis,
        String clause) {

    public Decision {
        Require.text(kind, "kind of a decision");
        checks = List.copyOf(checks);
        missing = List.copyOf(missing);
        verdicts = List.copyOf(verdicts);
        arithmetic = List.copyOf(arithmetic);
        basis = Map.copyOf(basis);
    }

    /// A decision on checks alone; what else led to it is added.
    public static Decision of(String kind, Outcome outcome, List<Check> checks, String clause) {
        return new Decision(
                kind, outcome, checks, List.of(), List.of(), List.of(), Map.of(), clause);
    }

    /// The same, waiting for these.
    public Decision missing(List<String> names) {
        return new Decision(kind, outcome, checks, names, verdicts, arithmetic, basis, clause);
    }

    /// The same, with the decision tables that were asked.
    public Decision verdicts(List<Verdict> asked) {
        return new Decision(kind, outcome, checks, missing, asked, arithmetic, basis, clause);
    }

    /// The same, with its sums.
    public Decision arithmetic(List<Computation> sums) {
        return new Decision(kind, outcome, checks, missing, verdicts, sums, basis, clause);
    }

    /// The same, with the facts that were read.
    public Decision basis(Map<String, FactId> facts) {
        return new Decision(kind, outcome, checks, missing, verdicts, arithmetic, facts, clause);
    }

    /// The checks that do not hold.
    public List<Check> failed() {
        return checks.stream().filter(c -> c.result() == Check.Result.FAILED).toList();
    }

    /// A sum that the law fixes, so that anyone can do it again.
    ///
    /// @param name     what is computed, such as `line 1 value-added tax`
    /// @param formula  in the operands' names, such as `P × v × levy`
    /// @param operands exact values
    /// @param result   after rounding
    /// @param rule     the article, and how it rounds
    public record Computation(
            String name,
            String formula,
            Map<String, BigDecimal> operands,
            BigDecimal result,
            String rule) {
        public Computation {
            operands = Map.copyOf(operands);
        }
    }
}
