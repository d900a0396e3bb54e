package org.liandong.app.server.sheets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.page.Cell;
import org.liandong.kernel.page.Sheet;

/// A sheet for programs: the same as on the page, numbers as numbers.
public final class SheetJson {

    private SheetJson() {}

    public static Map<String, @Nullable Object> of(
            ServicePages.Page page, Sheet sheet, SheetWords words) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("service", page.service());
        json.put("page", page.name());
        json.put("answer", words.say(sheet.answer()));
        List<Map<String, @Nullable Object>> figures = new ArrayList<>();
        for (Sheet.Figure figure : sheet.figures()) {
            Map<String, @Nullable Object> each = new LinkedHashMap<>();
            each.put("name", figure.name());
            each.put("value", value(figure.name(), figure.value(), words));
            each.put("unit", blankToNull(figure.unit()));
            figures.add(each);
        }
        json.put("figures", figures);
        json.put("tables", sheet.tables().stream().map(table -> table(table, words)).toList());
        json.put("next", blankToNull(sheet.next()));
        return json;
    }

    private static Map<String, @Nullable Object> table(Sheet.Table table, SheetWords words) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", table.name());
        json.put("note", table.note() == null ? null : words.say(table.note()));
        json.put(
                "columns",
                table.columns().stream()
                        .map(column -> {
                            Map<String, @Nullable Object> each = new LinkedHashMap<>();
                            each.put("name", column.name());
                            each.put("unit", blankToNull(column.unit()));
                            return each;
                        })
                        .toList());
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (List<Cell> row : table.rows()) {
            Map<String, @Nullable Object> each = new LinkedHashMap<>();
            for (int i = 0; i < row.size(); i++) {
                String name = table.columns().get(i).name();
                each.put(name, value(name, row.get(i), words));
            }
            rows.add(each);
        }
        json.put("rows", rows);
        return json;
    }

    private static @Nullable Object value(String name, Cell cell, SheetWords words) {
        return switch (cell) {
            case Cell.Nothing _ -> null;
            case Cell.Amount(var value) -> value;
            case Cell.Share(var value) -> value;
            case Cell.Day(var day) -> day;
            case Cell.Time(var at) -> at;
            case Cell.Status(var status) -> status;
            case Cell.Text _, Cell.Said _, Cell.Link _ -> words.text(name, cell);
        };
    }

    private static @Nullable String blankToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
