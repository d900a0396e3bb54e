package org.liandong.app.server.console;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.liandong.app.Quota;
import org.liandong.app.Texts;
import org.liandong.app.Wiring;
import org.liandong.app.server.Reads;
import org.liandong.app.server.access.Caller;
import org.liandong.app.server.sheets.Given;
import org.liandong.app.server.sheets.ServicePages;
import org.liandong.app.server.sheets.SheetWords;
import org.liandong.app.server.tasks.Taken;
import org.liandong.app.server.tasks.TaskDesk;
import org.liandong.engine.Newest;
import org.liandong.engine.Views;
import org.liandong.engine.Views.OneCase;
import org.liandong.engine.Waits;
import org.liandong.kernel.ServiceModule;
import org.liandong.kernel.Task;
import org.liandong.kernel.page.Sheet;

/// The pages, as text. Knows nothing of HTTP.
public final class Console {

    private final Reads reads;
    private final Waits waits;
    private final InstantSource time;
    private final TemplateEngine templates;
    private final TaskDesk desk;
    private final Figures figures;
    private final ServicePages pages;
    private final Map<String, Map<String, TreeMap<String, RuleTable>>> tables = new TreeMap<>();

    /// Reads the decision tables of all services once.
    ///
    /// @param overrides an operator's own resources by service
    public Console(
            Reads reads,
            Waits waits,
            InstantSource time,
            Map<String, Map<String, byte[]>> overrides,
            TemplateEngine templates,
            TaskDesk desk,
            ServicePages pages) {
        this.desk = desk;
        this.pages = pages;
        this.reads = reads;
        this.waits = waits;
        this.time = time;
        this.templates = templates;
        this.figures = new Figures(reads, time);
        for (ServiceModule<?, ?> module : Wiring.services()) {
            Map<String, byte[]> resources = new HashMap<>(module.resources());
            resources.putAll(overrides.getOrDefault(module.name(), Map.of()));
            tables.put(module.name(), RuleTable.all(resources));
        }
    }

    String render(String template, Frame frame, Map<String, Object> parameters) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("frame", frame);
        StringOutput output = new StringOutput();
        templates.render("console/" + template + ".jte", all, output);
        return output.toString();
    }

    // The time of a page: that of the wall, but for a store that is ahead of it.
    private Instant now(Views views) {
        Instant wall = time.instant();
        Instant store = views.lastEntry() == 0 ? wall : views.now();
        return store.isAfter(wall) ? store : wall;
    }

    String today(Frame frame, Caller caller) {
        Figures.Day day = figures.day(Wiring.names());
        Today page =
                reads.read(
                        views -> Today.of(day, views, waits.said(), caller.sight(), frame.texts()));
        return render("today", frame, Map.of("page", page, "links", links(frame, caller)));
    }

    private SheetLinks links(Frame frame, Caller caller) {
        return new SheetLinks(pages, caller, frame.texts());
    }

    /// Whether somebody may see a case.
    boolean maySee(Caller caller, String service, String key) {
        return reads.read(views -> caller.maySee(service, key, views::owner));
    }

    /// The service whose cases are shown first: the first that the caller knows and that has any, or simply the first. Null for
    /// whoever knows none.
    @Nullable String firstWithCases(Caller caller) {
        List<String> known = Wiring.names().stream().filter(caller::knows).toList();
        return reads.read(views ->
                known.stream()
                        .filter(name ->
                                !(caller.owners(name).isEmpty()
                                                ? views.statuses(name)
                                                : views.statuses(caller.sight(), name))
                                        .isEmpty())
                        .findFirst()
                        .orElse(known.isEmpty() ? null : known.getFirst()));
    }

    String cases(Frame frame, String service, @Nullable String status, long before, Caller caller) {
        CaseList page =
                reads.read(views ->
                        CaseList.of(views, service, status, before, caller, frame.texts()));
        return render("cases", frame, Map.of("page", page));
    }

    /// A case, or null when there is none of that key.
    @Nullable String oneCase(Frame frame, String service, String key, Form form, Caller caller) {
        CasePage page =
                reads.read(views -> {
                    OneCase known = views.one(service, key);
                    return known == null
                            ? null
                            : CasePage.of(
                                    known,
                                    views.trailOf(service, key),
                                    now(views),
                                    name -> table(service, name),
                                    task -> hand(views, known.line(), task, caller),
                                    frame.texts());
                });
        return page == null
                ? null
                : render(
                        "case",
                        frame,
                        Map.of("page", page, "form", form, "links", links(frame, caller)));
    }

    private CasePage.Hand hand(Views views, Views.CaseLine of, Task task, Caller caller) {
        Taken taken = desk.taken(views, of.service(), of.key(), task.id());
        return new CasePage.Hand(
                caller.mayAnswer(of.service(), task.role(), of.owner()),
                taken,
                taken != null && taken.by(caller));
    }

    private @Nullable RuleTable table(String service, String name) {
        int at = name.indexOf('@');
        TreeMap<String, RuleTable> editions =
                tables.getOrDefault(service, Map.of()).get(name.substring(0, at));
        return editions == null ? null : editions.get(name.substring(at + 1));
    }

    String books(Frame frame, String prefix, String after) {
        List<Quota> quotas = figures.day(Wiring.names()).quotas();
        Books page =
                reads.read(
                        views -> Books.of(views, quotas, prefix, after, now(views), frame.texts()));
        return render("books", frame, Map.of("page", page));
    }

    /// An account, or null when there is none of that name.
    @Nullable String account(Frame frame, String name, long from) {
        Books.One page =
                reads.read(views -> Books.one(views, name, from, now(views), frame.texts()));
        return page == null ? null : render("account", frame, Map.of("page", page));
    }

    String tasks(Frame frame, Lists.Tasks.Asked asked) {
        Lists.Tasks page =
                reads.read(views -> Lists.Tasks.of(views, desk, asked, now(views), frame.texts()));
        return render("tasks", frame, Map.of("page", page));
    }

    String clocks(Frame frame, Caller caller, Newest.@Nullable Place after) {
        Lists.Clocks page =
                reads.read(views ->
                        Lists.Clocks.of(views, caller.sight(), after, now(views), frame.texts()));
        return render("clocks", frame, Map.of("page", page));
    }

    String messages(Frame frame, Caller caller, long before) {
        Lists.Messages page =
                reads.read(
                        views -> Lists.Messages.of(views, caller.sight(), before, frame.texts()));
        return render("messages", frame, Map.of("page", page));
    }

    String trail(Frame frame, Caller caller, long before) {
        Lists.Trail page =
                reads.read(views -> Lists.Trail.of(views, caller, before, frame.texts()));
        return render("trail", frame, Map.of("page", page));
    }

    String asides(Frame frame, Caller caller, long before) {
        Lists.Asides page =
                reads.read(views ->
                        Lists.Asides.of(views, caller.sight().whole(), before, frame.texts()));
        return render("asides", frame, Map.of("page", page));
    }

    Lists.Search search(Texts texts, String query, Caller caller) {
        return reads.read(
                views -> Lists.Search.of(views, query, texts).seenBy(caller, views::owner, texts));
    }

    String search(Frame frame, Lists.Search page) {
        return render("search", frame, Map.of("page", page));
    }

    /// Rules in force.
    ///
    /// @param on the day, or null for that of the store
    String rules(Frame frame, @Nullable LocalDate on) {
        LocalDate day = on == null ? Texts.day(reads.read(this::now)) : on;
        return render("rules", frame, Map.of("page", Lists.Rules.of(tables, day, frame.texts())));
    }

    /// How many rules are in force today.
    int rulesInForce() {
        String today = Texts.day(reads.read(this::now)).toString();
        return Math.toIntExact(
                tables.values().stream()
                        .flatMap(models -> models.values().stream())
                        .filter(editions -> editions.floorEntry(today) != null)
                        .count());
    }

    String services(Frame frame, Caller caller) {
        Lists.Services page =
                reads.read(views -> Lists.Services.of(views, caller.sight(), frame.texts()));
        return render("services", frame, Map.of("page", page, "links", links(frame, caller)));
    }

    /// A page that a service brings, and whether its arguments can be used.
    record Sheeted(String html, boolean usable) {}

    Sheeted sheet(Frame frame, ServicePages.Page page, Given given, Caller caller) {
        Texts texts = frame.texts();
        return reads.read(views -> {
            SheetWords words = new SheetWords(views, page.service(), caller, texts);
            Sheet sheet =
                    given.errors().isEmpty()
                            ? page.sheet(views, caller, given.arguments(), now(views))
                            : null;
            Form form = SheetPage.form(given, sheet, words);
            return new Sheeted(
                    render(
                            "sheet",
                            frame,
                            Map.of(
                                    "page", SheetPage.of(page, given, sheet, words, texts),
                                    "links", links(frame, caller),
                                    "form", form)),
                    form.errors().isEmpty());
        });
    }

    String upload(Frame frame, Uploaded page, Form form) {
        return render("upload", frame, Map.of("page", page, "form", form));
    }

    /// Why an address does not work.
    ///
    /// @param kind `404`, `403`, `500` or `503`
    String error(Frame frame, String kind) {
        return render(
                "error",
                frame,
                Map.of(
                        "title", frame.texts().word("page.error.title", kind),
                        "said", frame.texts().word("page.error.said", kind),
                        "what", frame.texts().word("page.error.what", kind)));
    }
}
