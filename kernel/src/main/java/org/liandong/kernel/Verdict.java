package org.liandong.kernel;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What a decision table said, with everything needed to show why.
///
/// @param model    name of the DMN model, which is also the name of the rule
/// @param version  first day of the edition, ISO 8601
/// @param table    name of the decision whose table fired
/// @param row      number of the row that fired, from 1; 0 when none did
/// @param inputs   what was asked
/// @param outputs  what the row says, by output name; empty when no row fired
/// @param misses   rows above the one that fired, each with the first cell that did not hold
public record Verdict(
        String model,
        String version,
        String table,
        int row,
        Map<String, Object> inputs,
        Map<String, Object> outputs,
        List<Miss> misses) {

    public Verdict {
        inputs = Map.copyOf(inputs);
        outputs = Map.copyOf(outputs);
        misses = List.copyOf(misses);
    }

    /// An output that is a number.
    public BigDecimal number(String output) {
        return (BigDecimal) said(output);
    }

    /// An output that is a whole number.
    public int whole(String output) {
        return number(output).intValueExact();
    }

    /// An output that is a text.
    public String text(String output) {
        return (String) said(output);
    }

    /// The clause of law that the row names.
    public String clause() {
        return String.valueOf(outputs.get("clause"));
    }

    private Object said(String output) {
        return Objects.requireNonNull(
                outputs.get(output),
                () -> "The rule %s of %s says no '%s'.".formatted(model, version, output));
    }

    /// A row that did not fire and the first of its cells that did not hold.
    ///
    /// @param row        number of the row, from 1
    /// @param input      the input expression of the cell's column
    /// @param condition  the cell as it is written in the table
    /// @param value      the value it was held against
    public record Miss(int row, String input, String condition, String value) {}
}
