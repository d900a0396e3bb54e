package org.liandong.app.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.liandong.app.CaseJson;
import org.liandong.app.ListJson;
import org.liandong.app.NodeJson;
import org.liandong.app.Shown;
import org.liandong.app.Texts;
import org.liandong.app.Wiring;
import org.liandong.app.server.Cursor;
import org.liandong.app.server.Problem;
import org.liandong.app.server.Reads;
import org.liandong.app.server.access.Callers;
import org.liandong.app.server.access.Owners;
import org.liandong.app.server.sheets.ServicePages;
import org.liandong.app.server.tasks.Taken;
import org.liandong.app.server.tasks.TaskDesk;
import org.liandong.engine.Engine;
import org.liandong.engine.Feeds;
import org.liandong.engine.Feeds.Decided;
import org.liandong.engine.Newest;
import org.liandong.engine.Newest.ClockOf;
import org.liandong.engine.Newest.Place;
import org.liandong.engine.Newest.TaskOf;
import org.liandong.engine.Sight;
import org.liandong.engine.Views;
import org.liandong.engine.Views.CaseLine;
import org.liandong.engine.Views.EntryLine;
import org.liandong.engine.Views.Found;
import org.liandong.engine.Views.MessageLine;
import org.liandong.engine.Views.OneCase;
import org.liandong.engine.Views.TaskLine;
import org.liandong.kernel.ServiceModule;
import org.liandong.kernel.ledger.Account;
import org.liandong.rules.RuleSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What programs may read. Personal data are masked.
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class ReadController {

    private final Reads reads;
    private final Consumers consumers;
    private final Pages pages;
    private final TaskDesk desk;
    private final ServicePages sheets;
    private final Engine.Settings settings;
    private final InstantSource time;

    ReadController(
            Reads reads,
            Consumers consumers,
            Pages pages,
            Engine.Settings settings,
            TaskDesk desk,
            ServicePages sheets,
            InstantSource time) {
        this.desk = desk;
        this.sheets = sheets;
        this.reads = reads;
        this.consumers = consumers;
        this.pages = pages;
        this.settings = settings;
        this.time = time;
    }

    // ---- cases

    @GetMapping("/cases")
    ResponseEntity<byte[]> cases(
            HttpServletRequest request,
            @RequestParam @Nullable String service,
            @RequestParam @Nullable String status,
            @RequestParam @Nullable String q,
            @RequestParam @Nullable String changedSince,
            @RequestParam @Nullable String after,
            @RequestParam @Nullable Integer limit) {
        int wanted = Pages.limit(limit);
        Seen seen = Seen.by(request);
        List<String> services = services(service, seen);
        if (q != null && !q.isBlank()) {
            return found(request, services, q.strip(), seen);
        }
        if (changedSince != null) {
            return changed(request, services, status, changedSince, after, wanted, seen);
        }
        String from = after == null ? "" : after;
        List<String> place = from.isEmpty() ? List.of("", "") : Cursor.parts(from, 2);
        List<CaseLine> lines = new ArrayList<>();
        for (String name : services) {
            int left = wanted + 1 - lines.size();
            if (name.compareTo(place.getFirst()) < 0 || left == 0) {
                continue;
            }
            String key = name.equals(place.getFirst()) ? place.getLast() : "";
            lines.addAll(reads.read(views -> cases(views, seen, name, status, key, left)));
        }
        boolean more = lines.size() > wanted;
        List<CaseLine> shown = more ? lines.subList(0, wanted) : lines;
        return pages.page(
                request,
                shown,
                ListJson::of,
                more ? Cursor.of(shown.getLast().service(), shown.getLast().key()) : null);
    }

    // Whoever is limited to owners, and whoever follows own cases, asks for each of them.
    private static List<CaseLine> cases(
            Views views,
            Seen seen,
            String service,
            @Nullable String status,
            String after,
            int limit) {
        if (seen.sight().whole().contains(service)) {
            return views.cases(service, status, after, limit);
        }
        TreeMap<String, CaseLine> found = new TreeMap<>();
        views.casesOf(service, seen.sight().owners(service), status, after, limit)
                .forEach(line -> found.put(line.key(), line));
        for (String prefix : seen.prefixes(service)) {
            views.casesOf(service, prefix, status, after, limit)
                    .forEach(line -> found.put(line.key(), line));
        }
        return found.values().stream().limit(limit).toList();
    }

    private ResponseEntity<byte[]> found(
            HttpServletRequest request, List<String> services, String number, Seen seen) {
        List<CaseLine> lines =
                reads.read(views -> {
                    List<CaseLine> cases = new ArrayList<>();
                    for (Found found : views.find(services, number)) {
                        String key = found.key();
                        if (key != null && seen.mayRead(found.service(), key, views::owner)) {
                            CaseLine line = views.line(found.service(), key);
                            if (line != null && !cases.contains(line)) {
                                cases.add(line);
                            }
                        }
                    }
                    return cases;
                });
        return pages.page(request, lines, ListJson::of, null);
    }

    private ResponseEntity<byte[]> changed(
            HttpServletRequest request,
            List<String> services,
            @Nullable String status,
            String since,
            @Nullable String after,
            int wanted,
            Seen seen) {
        Instant from;
        try {
            from = Instant.parse(since);
        } catch (DateTimeParseException e) {
            throw Problem.of(400, "http.instant", since);
        }
        Feeds.Page<CaseLine> page =
                reads.read(views ->
                        views.feeds()
                                .cases(
                                        after == null
                                                ? views.newest().firstFrom(from) - 1
                                                : Pages.place(after),
                                        wanted));
        List<CaseLine> lines =
                page.items().stream()
                        .filter(line -> services.contains(line.service()))
                        .filter(line -> status == null || status.equals(line.status()))
                        .filter(seen::mayRead)
                        .toList();
        return pages.page(
                request, lines, ListJson::of, page.more() ? Long.toString(page.last()) : null);
    }

    @GetMapping("/cases/{service}/{*key}")
    ResponseEntity<byte[]> one(
            HttpServletRequest request, @PathVariable String service, @PathVariable String key) {
        String name = key.substring(1);
        Seen seen = Seen.by(request);
        Map<String, @Nullable Object> json =
                reads.read(views -> {
                    OneCase known =
                            seen.mayRead(service, name, views::owner)
                                    ? views.one(service, name)
                                    : null;
                    if (known == null) {
                        return null;
                    }
                    Map<String, @Nullable Object> body = CaseJson.of(known);
                    // Who works on it is the office's own business.
                    if (seen.worksOn(service, name, (_, _) -> known.line().owner())) {
                        body.put(
                                "tasks",
                                known.tasks().stream()
                                        .map(t -> task(views, new TaskOf(service, name, t)))
                                        .toList());
                    }
                    return body;
                });
        if (json == null) {
            throw Problem.of(404);
        }
        return pages.one(request, json);
    }

    @GetMapping("/decisions")
    ResponseEntity<byte[]> decisions(
            HttpServletRequest request,
            @RequestParam @Nullable String service,
            @RequestParam @Nullable String after,
            @RequestParam @Nullable Integer limit) {
        int wanted = Pages.limit(limit);
        Seen seen = Seen.by(request);
        Feeds.Page<Decided> page =
                reads.read(views -> {
                    Feeds.Page<Decided> found = views.feeds().decisions(Pages.place(after), wanted);
                    Owners owners =
                            seen.owners(views, found.items(), Decided::service, Decided::key);
                    return found.with(
                            found.items().stream()
                                    .filter(d -> service == null || service.equals(d.service()))
                                    .filter(d -> seen.worksOn(d.service(), d.key(), owners))
                                    .toList());
                });
        return pages.page(
                request,
                page.items(),
                d -> ofCase(d.service(), d.key(), CaseJson.decision(d.seq(), d.at(), d.decision())),
                page.more() ? Long.toString(page.last()) : null);
    }

    // ---- books

    @GetMapping("/books")
    ResponseEntity<byte[]> accounts(
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String prefix,
            @RequestParam(defaultValue = "") String after,
            @RequestParam @Nullable Integer limit) {
        int wanted = Pages.limit(limit);
        List<Account> found = reads.read(views -> views.accounts(prefix, after, wanted + 1));
        boolean more = found.size() > wanted;
        List<Account> shown = more ? found.subList(0, wanted) : found;
        return pages.page(request, shown, ListJson::of, more ? shown.getLast().name() : null);
    }

    @GetMapping("/books/{*account}")
    ResponseEntity<byte[]> account(
            HttpServletRequest request,
            @PathVariable String account,
            @RequestParam @Nullable String after,
            @RequestParam @Nullable Integer limit) {
        int wanted = Pages.limit(limit);
        String name = account.substring(1);
        long from = after == null ? Long.MAX_VALUE : Pages.place(after);
        Map<String, Object> body =
                reads.read(views -> {
                    Account known = views.account(name);
                    if (known == null) {
                        throw Problem.of(404);
                    }
                    Newest.Statement statement = views.newest().statement(name, from, wanted);
                    Map<String, Object> json = new LinkedHashMap<>(ListJson.of(known));
                    json.put(
                            "postings",
                            statement.bookings().stream()
                                    .map(booking -> booking(known.asset(), booking))
                                    .toList());
                    if (statement.next() != 0) {
                        json.put("next", Long.toString(statement.next()));
                    }
                    return json;
                });
        return pages.one(request, body);
    }

    private static Map<String, Object> booking(String asset, Newest.Booking booking) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seq", booking.seq());
        json.put("at", booking.at());
        json.put("effective", booking.effective());
        json.put("other", booking.other());
        json.put("amount", ListJson.amount(asset, booking.minor()));
        json.put("case", booking.caseKey());
        json.put("reason", booking.reason());
        return json;
    }

    // What a list of several cases says of each line before the line itself.
    private static Map<String, @Nullable Object> ofCase(
            String service, @Nullable String key, Map<String, ? extends @Nullable Object> line) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("service", service);
        json.put("case", key);
        json.putAll(line);
        return json;
    }

    // ---- tasks and clocks

    @GetMapping("/tasks")
    ResponseEntity<byte[]> tasks(
            HttpServletRequest request,
            @RequestParam @Nullable String service,
            @RequestParam @Nullable String role,
            @RequestParam(defaultValue = "open") String state,
            @RequestParam @Nullable String after,
            @RequestParam @Nullable Integer limit) {
        int wanted = Pages.limit(limit);
        boolean closed = state.equals("closed");
        if (!closed && !state.equals("open")) {
            throw Problem.of(400, "http.state", "open, closed");
        }
        Sight sight = sight(service, Seen.by(request));
        Place place = Cursor.place(after);
        List<Map<String, @Nullable Object>> json = new ArrayList<>();
        List<TaskOf> found =
                reads.read(views -> {
                    Newest newest = views.newest();
                    List<TaskOf> tasks =
                            closed
                                    ? newest.closedTasks(sight, role, place, wanted + 1)
                                    : newest.openTasks(sight, role, place, wanted + 1);
                    tasks.stream()
                            .limit(wanted)
                            .forEach(t -> json.add(ofCase(t.service(), t.key(), task(views, t))));
                    return tasks;
                });
        return pages.page(
                request,
                json,
                line -> line,
                found.size() > wanted ? Cursor.of(Place.of(found.get(wanted - 1))) : null);
    }

    private Map<String, @Nullable Object> task(Views views, TaskOf of) {
        Map<String, @Nullable Object> json = CaseJson.task(of.task());
        Taken taken = taken(views, of.service(), of.key(), of.task());
        if (taken != null) {
            json.put("taken", taken.json());
        }
        return json;
    }

    private @Nullable Taken taken(Views views, String service, String key, TaskLine task) {
        return task.state().equals("open")
                ? desk.taken(views, service, key, task.task().id())
                : null;
    }

    @GetMapping("/clocks")
    ResponseEntity<byte[]> clocks(
            HttpServletRequest request,
            @RequestParam @Nullable String service,
            @RequestParam @Nullable String dueFrom,
            @RequestParam @Nullable String after,
            @RequestParam @Nullable Integer limit) {
        int wanted = Pages.limit(limit);
        Sight sight = sight(service, Seen.by(request));
        Instant from;
        try {
            from = dueFrom == null ? Instant.EPOCH : Instant.parse(dueFrom);
        } catch (DateTimeParseException e) {
            throw Problem.of(400, "http.instant", String.valueOf(dueFrom));
        }
        Place place = Cursor.place(after);
        List<ClockOf> found =
                reads.read(views -> views.newest().clocks(sight, from, place, wanted + 1));
        return pages.page(
                request,
                found.subList(0, Math.min(wanted, found.size())),
                c -> ofCase(c.service(), c.key(), CaseJson.clock(c.clock())),
                found.size() > wanted ? Cursor.of(Place.of(found.get(wanted - 1))) : null);
    }

    // ---- messages and documents

    @GetMapping("/messages")
    ResponseEntity<byte[]> messages(
            HttpServletRequest request,
            @RequestParam @Nullable String service,
            @RequestParam @Nullable String recipient,
            @RequestParam @Nullable String consumer,
            @RequestParam @Nullable String after,
            @RequestParam @Nullable Integer limit) {
        int wanted = Pages.limit(limit);
        Seen seen = Seen.by(request);
        List<String> services = services(service, seen);
        long from =
                after == null && consumer != null
                        ? consumers.position(Senders.of(request).name(), consumer)
                        : Pages.place(after);
        Feeds.Page<MessageLine> page =
                reads.read(views -> {
                    Feeds.Page<MessageLine> found = views.feeds().messages(recipient, from, wanted);
                    Owners owners =
                            seen.owners(
                                    views,
                                    found.items(),
                                    MessageLine::service,
                                    MessageLine::caseKey);
                    return found.with(
                            found.items().stream()
                                    .filter(m -> services.contains(m.service()))
                                    .filter(m ->
                                            seen.message(
                                                    m.service(),
                                                    m.caseKey(),
                                                    m.message().to(),
                                                    owners))
                                    .toList());
                });
        return pages.page(
                request,
                page.items(),
                m -> ofCase(m.service(), m.caseKey(), CaseJson.message(m)),
                page.more() ? Long.toString(page.last()) : null);
    }

    @GetMapping("/documents/{id}")
    ResponseEntity<byte[]> document(HttpServletRequest request, @PathVariable long id) {
        Feeds.Received known = reads.read(views -> views.feeds().document(id));
        if (known == null) {
            throw Problem.of(404);
        }
        return pages.one(request, known);
    }

    // ---- the trail

    @GetMapping("/trail")
    ResponseEntity<byte[]> trail(
            HttpServletRequest request,
            @RequestParam @Nullable String after,
            @RequestParam @Nullable Integer limit) {
        int wanted = Pages.limit(limit);
        Seen seen = Seen.by(request);
        List<Map<String, @Nullable Object>> json = new ArrayList<>();
        List<EntryLine> found =
                reads.read(views -> {
                    List<EntryLine> entries = views.trail(Pages.place(after), wanted + 1);
                    Owners owners =
                            seen.owners(views, entries, EntryLine::service, EntryLine::caseKey);
                    entries.stream()
                            .limit(wanted)
                            .forEach(entry -> json.add(entry(entry, seen, owners)));
                    return entries;
                });
        return pages.page(
                request,
                json,
                line -> line,
                found.size() > wanted ? Long.toString(found.get(wanted - 1).seq()) : null);
    }

    // Of services and cases that somebody may not see there is the chain, and nothing else.
    private static Map<String, @Nullable Object> entry(EntryLine entry, Seen seen, Owners owners) {
        boolean open =
                entry.service().isEmpty()
                        ? seen.notes()
                        : seen.worksOn(entry.service(), entry.caseKey(), owners);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("seq", entry.seq());
        json.put("at", entry.at());
        json.put("kind", entry.kind());
        json.put("service", entry.service().isEmpty() ? null : entry.service());
        json.put("case", open ? entry.caseKey() : null);
        json.put("type", open ? entry.type() : null);
        json.put("source", open ? entry.source() : null);
        json.put("id", open ? entry.id() : null);
        Long document = entry.document();
        json.put("document", !open || document == null || document == 0 ? null : document);
        json.put("body", open && entry.body().startsWith("{") ? Shown.fact(entry.body()) : null);
        json.put("effects", entry.effects());
        json.put("hash", entry.hash());
        return json;
    }

    @GetMapping("/trail/{seq}")
    ResponseEntity<byte[]> entry(HttpServletRequest request, @PathVariable long seq) {
        Seen seen = Seen.by(request);
        Map<String, @Nullable Object> body =
                reads.read(views -> {
                    List<EntryLine> found = views.trail(seq - 1, 1);
                    if (found.isEmpty() || found.getFirst().seq() != seq) {
                        throw Problem.of(404);
                    }
                    List<EntryLine> before = seq < 2 ? List.of() : views.trail(seq - 2, 1);
                    Map<String, @Nullable Object> json =
                            entry(found.getFirst(), seen, views::owner);
                    json.put("before", before.isEmpty() ? null : before.getFirst().hash());
                    json.put("head", views.lastEntry());
                    return json;
                });
        return pages.one(request, body);
    }

    /// What could not be used, newest first.
    @GetMapping("/aside")
    ResponseEntity<byte[]> asides(
            HttpServletRequest request,
            @RequestParam @Nullable String after,
            @RequestParam @Nullable Integer limit) {
        int wanted = Pages.limit(limit);
        List<String> services = Seen.by(request).services();
        long before = after == null ? Long.MAX_VALUE : Pages.place(after);
        List<Newest.SetAside> found =
                reads.read(views -> views.newest().setAside(services, before, wanted + 1));
        boolean more = found.size() > wanted;
        List<Newest.SetAside> shown = more ? found.subList(0, wanted) : found;
        return pages.page(
                request, shown, NodeJson::of, more ? Long.toString(shown.getLast().id()) : null);
    }

    // ---- services and rules

    @GetMapping("/services")
    ResponseEntity<byte[]> services(HttpServletRequest request, Locale locale) {
        Texts texts = Texts.of(locale);
        Seen seen = Seen.by(request);
        List<Map<String, Object>> services = new ArrayList<>();
        for (String name : Wiring.names()) {
            if (seen.knows(name)) {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("service", name);
                json.put("title", texts.word("service", name));
                if (seen.sight().covers(name)) {
                    json.put("cases", reads.read(views -> views.statuses(seen.sight(), name)));
                    json.put(
                            "pages",
                            sheets.seenBy(Callers.of(request), name).stream()
                                    .map(page ->
                                            Map.of(
                                                    "page", page.name(),
                                                    "title", texts.get(page.word("title"))))
                                    .toList());
                }
                services.add(json);
            }
        }
        return pages.page(request, services, s -> s, null);
    }

    @GetMapping("/rules")
    ResponseEntity<byte[]> rules(
            HttpServletRequest request,
            @RequestParam @Nullable String service,
            @RequestParam @Nullable String on) {
        LocalDate day;
        try {
            day = on == null ? Texts.day(time.instant()) : LocalDate.parse(on);
        } catch (DateTimeParseException e) {
            throw Problem.of(400, "http.date", String.valueOf(on));
        }
        List<Map<String, @Nullable Object>> rules = new ArrayList<>();
        Seen seen = Seen.by(request);
        for (ServiceModule<?, ?> module : Wiring.services()) {
            if (!seen.knows(module.name()) || (service != null && !service.equals(module.name()))) {
                continue;
            }
            Map<String, byte[]> resources = new TreeMap<>(module.resources());
            resources.putAll(settings.overrides().getOrDefault(module.name(), Map.of()));
            // Of the editions of a rule the last that has begun is in force.
            Map<String, RuleSource> inForce = new TreeMap<>();
            resources.forEach((file, content) -> {
                if (file.endsWith(".dmn")) {
                    RuleSource source = RuleSource.of(file, content);
                    if (!source.from().isAfter(day) && !source.to().isBefore(day)) {
                        inForce.merge(
                                source.rule(),
                                source,
                                (one, other) -> one.from().isAfter(other.from()) ? one : other);
                    }
                }
            });
            inForce.values()
                    .forEach(source -> {
                        Map<String, @Nullable Object> json = new LinkedHashMap<>();
                        json.put("service", module.name());
                        json.put("rule", source.rule());
                        json.put("file", source.file());
                        json.put("from", source.from());
                        json.put("to", source.to().equals(LocalDate.MAX) ? null : source.to());
                        rules.add(json);
                    });
        }
        return pages.page(request, rules, r -> r, null);
    }

    // ---- whose

    private static List<String> services(@Nullable String named, Seen seen) {
        return Wiring.names().stream()
                .filter(name -> named == null || named.equals(name))
                .filter(seen::knows)
                .toList();
    }

    private static Sight sight(@Nullable String named, Seen seen) {
        return named == null ? seen.sight() : seen.sight().only(named);
    }
}
