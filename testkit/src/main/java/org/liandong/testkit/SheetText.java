package org.liandong.testkit;

import java.util.List;
import org.liandong.kernel.page.Cell;
import org.liandong.kernel.page.Sheet;

/// Sheets in short, as tests write them: exact values, names of words, no language.
public final class SheetText {

    private SheetText() {}

    /// A value; words by what stands behind their last group: `answer(R1 10.000)`.
    public static String of(Cell cell) {
        return switch (cell) {
            case Cell.Nothing _ -> "-";
            case Cell.Text(var text) -> text;
            case Cell.Said(var word, var arguments) ->
                    word.substring(word.indexOf('.') + 1)
                            + (arguments.isEmpty()
                                    ? ""
                                    : "("
                                            + String.join(
                                                    " ",
                                                    arguments.stream().map(SheetText::of).toList())
                                            + ")");
            case Cell.Amount(var value) -> value.toPlainString();
            case Cell.Share(var value) -> value.toPlainString();
            case Cell.Day(var day) -> day.toString();
            case Cell.Time(var at) -> at.toString();
            case Cell.Status(var status) -> status;
            case Cell.Link(_, var text) -> text;
        };
    }

    /// The rows of a table, their values between blanks.
    public static List<String> rows(Sheet sheet, String table) {
        return table(sheet, table).rows().stream()
                .map(row -> String.join(" ", row.stream().map(SheetText::of).toList()))
                .toList();
    }

    /// The figures, as `name value`.
    public static List<String> figures(Sheet sheet) {
        return sheet.figures().stream().map(f -> f.name() + " " + of(f.value())).toList();
    }

    /// A table by its name.
    public static Sheet.Table table(Sheet sheet, String name) {
        return sheet.tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The sheet has no table " + name));
    }
}
