package org.liandong.app;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.Check;
import org.liandong.kernel.Decision;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Reason;
import org.liandong.kernel.ServiceModule;
import org.liandong.kernel.Verdict;

/// The parts of a decision in words, the same on a terminal and on a page.
///
/// @param module the service that took it, or null when it does not run here
public record DecisionWords(Texts texts, @Nullable ServiceModule<?, ?> module) {

    // A name in a formula.
    private static final Pattern NAME = Pattern.compile("[A-Za-z]+");

    // Codes and numbers of papers look like numbers, too, but differ by nothing that could be
    // counted.
    private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,12}\\.\\d{1,6}");

    /// What a check asks; empty where this version has no text for it.
    public String explain(String rule) {
        if (module == null) {
            return "";
        }
        ResourceBundle words = texts.words(module);
        String key = "check." + rule;
        // A decision of another version may name a rule that this one has no text for.
        return words.containsKey(key) ? words.getString(key).replace("''", "'") : "";
    }

    /// Why a person is asked.
    public String reason(Reason reason) {
        List<String> said = reason.arguments();
        return switch (reason.code()) {
            case Reason.CHECK ->
                    texts.get(
                            "reason.check",
                            said.get(0),
                            explain(said.get(0)),
                            texts.term(said.get(1)),
                            shown(said.get(2)),
                            texts.term(said.get(3)),
                            shown(said.get(4)));
            case Reason.MISSING -> texts.get("reason.missing", texts.word("missing", said.get(0)));
            case Reason.ABOUT ->
                    said.stream().map(this::shown).collect(Collectors.joining(texts.get("colon")));
            default -> {
                String key = "reason." + reason.code();
                yield texts.has(key)
                        ? texts.get(key, said.stream().map(this::shown).toArray())
                        : String.join(texts.get("comma"), said);
            }
        };
    }

    /// The fact that a value of a check came from; null when it came from none.
    public static @Nullable FactId origin(Check.Operand operand, Decision decision) {
        int dot = operand.field().indexOf('.');
        return dot > 0 ? decision.basis().get(operand.field().substring(0, dot)) : null;
    }

    /// A value of a check.
    public String shown(String value) {
        BigDecimal number = number(value);
        return number == null ? texts.term(value) : Money.text(number);
    }

    /// The value as a number whose difference to another one says something; null when it is none.
    public static @Nullable BigDecimal number(@Nullable String text) {
        return text != null && AMOUNT.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    /// By how much the first value is more or less than the second; empty where that says nothing.
    public String difference(@Nullable String left, @Nullable String right) {
        BigDecimal a = number(left);
        BigDecimal b = number(right);
        if (a == null || b == null || a.compareTo(b) == 0) {
            return "";
        }
        return a.compareTo(b) > 0
                ? texts.get("case.more", Money.text(a.subtract(b)))
                : texts.get("case.less", Money.text(b.subtract(a)));
    }

    /// Which row of the table applied.
    public String row(Verdict verdict) {
        String table = texts.term(verdict.table());
        return verdict.row() == 0
                ? texts.get("case.norow", table)
                : texts.get("case.row", table, Integer.toString(verdict.row()));
    }

    /// What the table was asked, and what it says.
    public String asked(Verdict verdict) {
        return values(verdict.inputs()) + " → " + values(verdict.outputs());
    }

    /// Why a row did not apply.
    public String miss(Verdict.Miss miss) {
        return texts.get(
                "case.miss",
                Integer.toString(miss.row()),
                texts.term(miss.input()),
                miss.condition(),
                miss.value());
    }

    private String values(Map<String, Object> values) {
        List<String> shown = new ArrayList<>();
        new TreeMap<>(values)
                .forEach((name, value) -> {
                    String text = String.valueOf(value);
                    if (!text.isEmpty()) {
                        shown.add(
                                texts.term(name)
                                        + " "
                                        + (name.equals("clause")
                                                ? texts.clause(text)
                                                : value instanceof Number number
                                                        ? Money.text(
                                                                new BigDecimal(number.toString()))
                                                        : texts.term(text)));
                    }
                });
        return String.join(texts.get("comma"), shown);
    }

    /// The formula of a sum with its numbers.
    public static String withNumbers(Decision.Computation sum) {
        return NAME.matcher(sum.formula())
                .replaceAll(found -> {
                    BigDecimal value = sum.operands().get(found.group());
                    return Matcher.quoteReplacement(
                            value == null ? found.group() : value.toPlainString());
                });
    }
}
