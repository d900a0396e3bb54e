package org.liandong.app.server.sheets;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.app.Money;
import org.liandong.app.Shown;
import org.liandong.app.Texts;
import org.liandong.app.Wiring;
import org.liandong.app.server.access.Caller;
import org.liandong.app.server.console.Links;
import org.liandong.engine.Views;
import org.liandong.kernel.page.Cell;
import org.liandong.kernel.page.Cell.Said;

/// The values of a sheet in words, and the addresses that they lead to.
public final class SheetWords {

    private static final int PERCENT_SCALE = 2;

    private final Views views;
    private final String service;
    private final Caller caller;
    private final Texts texts;
    private final Map<String, String> cases = new HashMap<>();

    public SheetWords(Views views, String service, Caller caller, Texts texts) {
        this.views = views;
        this.service = service;
        this.caller = caller;
        this.texts = texts;
    }

    /// A sentence.
    public String say(Said said) {
        return texts.get(
                said.word(), said.arguments().stream().map(each -> text("", each)).toArray());
    }

    /// A value as people read it.
    ///
    /// @param name of its column or figure, by which it is masked; empty within a sentence
    public String text(String name, Cell cell) {
        return switch (cell) {
            case Cell.Nothing _ -> "";
            case Cell.Text(var text) -> Shown.value(name, text);
            case Said said -> say(said);
            case Cell.Amount(var value) -> Money.text(value);
            case Cell.Share(var value) -> Money.text(percent(value)) + " %";
            case Cell.Day(var day) -> day.toString();
            case Cell.Time(var at) -> Texts.time(at);
            case Cell.Status(var status) -> texts.word("status", status);
            case Cell.Link(_, var text) -> text;
        };
    }

    /// A value on an axis, or null where there is none: numbers without separators, times as those of the office.
    public static @Nullable String plain(Cell cell) {
        return switch (cell) {
            case Cell.Amount(var value) -> value.toPlainString();
            case Cell.Share(var value) -> percent(value).toPlainString();
            case Cell.Day(var day) -> day + "T00:00:00Z";
            case Cell.Time(var at) -> Texts.time(at).replace(' ', 'T') + "Z";
            case Cell.Nothing _, Cell.Text _, Said _, Cell.Status _, Cell.Link _ -> null;
        };
    }

    public static BigDecimal percent(BigDecimal share) {
        return share.movePointRight(2).setScale(PERCENT_SCALE, RoundingMode.HALF_UP);
    }

    public static boolean isNumber(Cell cell) {
        return cell instanceof Cell.Amount || cell instanceof Cell.Share;
    }

    /// Where a value leads; empty when nowhere.
    public String href(Cell cell) {
        return cell instanceof Cell.Link(var to, _)
                ? switch (to) {
                    case Cell.OfCase(var key) -> cases.computeIfAbsent(key, this::ofCase);
                    case Cell.OfAccount(var name) ->
                            caller.maySeeBooks() ? Links.ofAccount(name) : "";
                    case Cell.OfPage(var page, var arguments) -> address(service, page, arguments);
                }
                : "";
    }

    private String ofCase(String key) {
        return views.has(service, key) && caller.worksOn(service, key, views::owner)
                ? Links.ofCase(service, key)
                : Wiring.names().stream()
                        .filter(other ->
                                views.has(other, key) && caller.worksOn(other, key, views::owner))
                        .map(other -> Links.ofCase(other, key))
                        .findFirst()
                        .orElse("");
    }

    /// The address of a page.
    public static String address(String service, String page, Map<String, String> arguments) {
        String query =
                String.join(
                        "&",
                        arguments.entrySet().stream()
                                .filter(e -> !e.getValue().isEmpty())
                                .sorted(Map.Entry.comparingByKey())
                                .map(e -> Links.query(e.getKey()) + "=" + Links.query(e.getValue()))
                                .toList());
        return "/services/"
                + Links.query(service)
                + "/"
                + Links.query(page)
                + (query.isEmpty() ? "" : "?" + query);
    }
}
