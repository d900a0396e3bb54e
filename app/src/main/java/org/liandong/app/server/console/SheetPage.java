package org.liandong.app.server.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liandong.app.Texts;
import org.liandong.app.server.sheets.Given;
import org.liandong.app.server.sheets.ServicePages;
import org.liandong.app.server.sheets.SheetWords;
import org.liandong.engine.Json;
import org.liandong.kernel.page.Cell;
import org.liandong.kernel.page.Parameter;
import org.liandong.kernel.page.Sheet;

/// A page that a service brings itself.
///
/// @param action where its form goes
/// @param sent   whether the form holds more than an address can
/// @param first  address of the first page, on a later one
/// @param next   address of the next page, or empty
public record SheetPage(
        String service,
        String serviceTitle,
        String name,
        String title,
        String about,
        String answer,
        String action,
        boolean sent,
        List<Field> fields,
        List<FigureView> figures,
        List<TableView> tables,
        String first,
        String next) {

    /// Something that is asked for.
    ///
    /// @param kind `text`, `choice` or `series`
    public record Field(
            String name, String kind, String label, String hint, List<CasePage.Option> options) {}

    /// A number by its name.
    public record FigureView(String label, String number, String unit, String href) {}

    /// A table with its charts.
    public record TableView(
            String name,
            String title,
            String note,
            List<Head> columns,
            List<List<CellView>> rows,
            List<ChartView> charts) {

        /// Its place on the page.
        public String anchor() {
            return "t-" + name;
        }
    }

    /// The head of a column, with the unit.
    public record Head(String word, boolean number) {}

    /// A value.
    ///
    /// @param plain as a chart reads it; null for none
    /// @param tone  of a status; null for anything else
    public record CellView(String text, String href, @Nullable String plain, @Nullable Tone tone) {}

    /// A chart.
    ///
    /// @param spec what it is drawn from, as JSON
    public record ChartView(String title, String spec) {}

    /// The page; and in `errors` what cannot be used, by parameter.
    ///
    /// @param sheet null when the arguments cannot be read
    static SheetPage of(
            ServicePages.Page page,
            Given given,
            @Nullable Sheet sheet,
            SheetWords words,
            Texts texts) {
        String title = texts.get(page.word("title"));
        String about = texts.get(page.word("about"));
        String action = SheetWords.address(page.service(), page.name(), Map.of());
        Map<String, String> next = new LinkedHashMap<>(given.values());
        next.put("after", sheet == null ? "" : sheet.next());
        return new SheetPage(
                page.service(),
                texts.word("service", page.service()),
                page.name(),
                title,
                about,
                sheet == null ? about : words.say(sheet.answer()),
                action,
                page.isSent(),
                page.parameters().stream().map(p -> field(page, p, texts)).toList(),
                sheet == null
                        ? List.of()
                        : sheet.figures().stream().map(f -> figure(page, f, words, texts)).toList(),
                sheet == null
                        ? List.of()
                        : sheet.tables().stream().map(t -> table(page, t, words, texts)).toList(),
                given.arguments().after().isEmpty()
                        ? ""
                        : SheetWords.address(page.service(), page.name(), given.values()),
                sheet == null || sheet.next().isEmpty()
                        ? ""
                        : SheetWords.address(page.service(), page.name(), next));
    }

    /// What is wrong with the arguments, by parameter.
    static Form form(Given given, @Nullable Sheet sheet, SheetWords words) {
        Map<String, String> errors = new LinkedHashMap<>(given.errors());
        Sheet.Wrong wrong = sheet == null ? null : sheet.wrong();
        if (wrong != null) {
            errors.put(wrong.parameter(), words.say(wrong.why()));
        }
        return new Form(given.values(), errors, "");
    }

    private static Field field(ServicePages.Page page, Parameter parameter, Texts texts) {
        String label = page.word(parameter.name());
        String hint = label + ".hint";
        return new Field(
                parameter.name(),
                parameter.kind().name().toLowerCase(Locale.ROOT),
                texts.get(label),
                texts.has(hint) ? texts.get(hint) : "",
                parameter.kind() == Parameter.Kind.CHOICE
                        ? parameter.options().stream()
                                .map(option ->
                                        new CasePage.Option(
                                                option, texts.get(label + "." + option)))
                                .toList()
                        : List.of());
    }

    private static FigureView figure(
            ServicePages.Page page, Sheet.Figure figure, SheetWords words, Texts texts) {
        return new FigureView(
                texts.get(page.word(figure.name())),
                words.text(figure.name(), figure.value()),
                figure.unit().isEmpty() ? "" : texts.word("unit", figure.unit()),
                words.href(figure.value()));
    }

    private static TableView table(
            ServicePages.Page page, Sheet.Table table, SheetWords words, Texts texts) {
        List<Head> heads = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            int column = i;
            Sheet.Column of = table.columns().get(i);
            String word = texts.get(page.word(of.name()));
            heads.add(
                    new Head(
                            of.unit().isEmpty()
                                    ? word
                                    : word + texts.get("in.unit", texts.word("unit", of.unit())),
                            table.rows().stream()
                                    .anyMatch(row -> SheetWords.isNumber(row.get(column)))));
        }
        List<List<CellView>> rows = new ArrayList<>();
        for (List<Cell> row : table.rows()) {
            List<CellView> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                Cell cell = row.get(i);
                cells.add(
                        new CellView(
                                words.text(table.columns().get(i).name(), cell),
                                words.href(cell),
                                SheetWords.plain(cell),
                                cell instanceof Cell.Status(var status) ? Tone.of(status) : null));
            }
            rows.add(cells);
        }
        return new TableView(
                table.name(),
                texts.get(page.word(table.name())),
                table.note() == null ? "" : words.say(table.note()),
                heads,
                rows,
                table.rows().size() < 2
                        ? List.of()
                        : table.charts().stream()
                                .map(chart -> chart(page, table, chart, words, texts))
                                .toList());
    }

    private static ChartView chart(
            ServicePages.Page page,
            Sheet.Table table,
            Sheet.Chart chart,
            SheetWords words,
            Texts texts) {
        int first = table.place(chart.series().getFirst());
        boolean shares =
                table.rows().stream().anyMatch(row -> row.get(first) instanceof Cell.Share);
        String unit = table.columns().get(first).unit();
        return new ChartView(
                words.say(chart.title()),
                spec(
                        "t-" + table.name(),
                        table.place(chart.over()),
                        shares ? "%" : unit.isEmpty() ? "" : texts.word("unit", unit),
                        chart.series().stream()
                                .map(name ->
                                        Map.<String, Object>of(
                                                "place", table.place(name),
                                                "name", texts.get(page.word(name))))
                                .toList(),
                        chart.lines().stream()
                                .map(line ->
                                        Map.<String, Object>of(
                                                "at",
                                                shares ? SheetWords.percent(line.at()) : line.at(),
                                                "name",
                                                texts.get(page.word(line.name()))))
                                .toList()));
    }

    /// What the script draws a chart from.
    ///
    /// @param table  on the page
    /// @param over   place of the column of days or times
    /// @param series place and name of each column that is drawn
    /// @param lines  name and value of each line
    static String spec(
            String table,
            int over,
            String unit,
            List<Map<String, Object>> series,
            List<Map<String, Object>> lines) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("table", table);
        spec.put("over", over);
        spec.put("unit", unit);
        spec.put("series", series);
        spec.put("lines", lines);
        return Objects.requireNonNull(Json.mapper().writeValueAsString(spec));
    }
}
