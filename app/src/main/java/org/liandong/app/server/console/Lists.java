package org.liandong.app.server.console;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.liandong.app.ProblemText;
import org.liandong.app.Texts;
import org.liandong.app.Wiring;
import org.liandong.app.server.Cursor;
import org.liandong.app.server.access.Caller;
import org.liandong.app.server.access.Owners;
import org.liandong.app.server.tasks.Taken;
import org.liandong.app.server.tasks.TaskDesk;
import org.liandong.engine.Newest;
import org.liandong.engine.Newest.Place;
import org.liandong.engine.Sight;
import org.liandong.engine.Views;
import org.liandong.engine.Views.EntryLine;
import org.liandong.engine.Views.Found;
import org.liandong.engine.Views.MessageLine;

/// The pages that are lists: tasks, clocks, messages, the trail, what a number means, services and their rules.
public final class Lists {

    static final int ROWS = 50;

    private Lists() {}

    /// Tasks: open ones, the oldest first, or closed ones, the last first.
    ///
    /// @param next address of the page after, or empty
    /// @param first address of the first page, on a later one
    public record Tasks(
            String answer,
            boolean open,
            List<Filter> filters,
            List<Today.TaskRow> rows,
            String first,
            String next) {

        /// A narrower list.
        public record Filter(String word, String count, String href, boolean current) {}

        /// Which tasks are asked for.
        ///
        /// @param sight    what the reader may see
        /// @param service  only those of one, or null
        /// @param role     only those of one, or null
        record Asked(
                Sight sight,
                @Nullable String service,
                @Nullable String role,
                boolean closed,
                @Nullable Place after) {

            private Sight wanted() {
                return service == null ? sight : sight.only(service);
            }

            private List<String> services() {
                return Wiring.names().stream().filter(sight::covers).toList();
            }

            private String address(@Nullable String ofService, @Nullable String ofRole) {
                List<String> query = new ArrayList<>();
                if (ofService != null) {
                    query.add("service=" + Links.query(ofService));
                }
                if (ofRole != null) {
                    query.add("role=" + Links.query(ofRole));
                }
                if (closed) {
                    query.add("state=closed");
                }
                return query.isEmpty() ? "/tasks" : "/tasks?" + String.join("&", query);
            }

            private String behind(Newest.TaskOf task) {
                String address = address(service, role);
                return address
                        + (address.contains("?") ? "&" : "?")
                        + "after="
                        + Cursor.of(Place.of(task));
            }
        }

        static Tasks of(Views views, TaskDesk desk, Asked asked, Instant now, Texts texts) {
            Map<String, Map<String, Long>> open = new TreeMap<>();
            asked.services().forEach(name -> open.put(name, views.openTasks(asked.sight(), name)));
            Sight wanted = asked.wanted();
            List<Newest.TaskOf> found =
                    asked.closed()
                            ? views.newest()
                                    .closedTasks(wanted, asked.role(), asked.after(), ROWS + 1)
                            : views.newest()
                                    .openTasks(wanted, asked.role(), asked.after(), ROWS + 1);
            List<Newest.TaskOf> shown = found.subList(0, Math.min(ROWS, found.size()));
            long all =
                    open.entrySet().stream()
                            .filter(of -> wanted.covers(of.getKey()))
                            .flatMap(of -> of.getValue().entrySet().stream())
                            .filter(e -> asked.role() == null || asked.role().equals(e.getKey()))
                            .mapToLong(Map.Entry::getValue)
                            .sum();
            return new Tasks(
                    all == 0
                            ? texts.get("page.tasks.nothing")
                            : texts.counted("page.tasks.answer", all),
                    !asked.closed(),
                    filters(open, asked, texts),
                    shown.stream()
                            .map(t -> Today.TaskRow.of(t, taken(views, desk, t, texts), now, texts))
                            .toList(),
                    asked.after() == null ? "" : asked.address(asked.service(), asked.role()),
                    found.size() > ROWS ? asked.behind(shown.getLast()) : "");
        }

        private static String taken(Views views, TaskDesk desk, Newest.TaskOf of, Texts texts) {
            Taken taken =
                    of.task().state().equals("open")
                            ? desk.taken(views, of.service(), of.key(), of.task().task().id())
                            : null;
            return taken == null ? "" : taken.in(texts);
        }

        // Open or closed; and where there is a choice, by service and by role.
        private static List<Filter> filters(
                Map<String, Map<String, Long>> open, Asked asked, Texts texts) {
            List<Filter> filters = new ArrayList<>();
            Asked opened = new Asked(asked.sight(), asked.service(), asked.role(), false, null);
            Asked closed = new Asked(asked.sight(), asked.service(), asked.role(), true, null);
            filters.add(
                    new Filter(
                            texts.get("page.tasks.open"),
                            "",
                            opened.address(asked.service(), asked.role()),
                            !asked.closed()));
            filters.add(
                    new Filter(
                            texts.get("page.tasks.closed"),
                            "",
                            closed.address(asked.service(), asked.role()),
                            asked.closed()));
            if (open.size() > 1) {
                for (String name : open.keySet()) {
                    boolean current = name.equals(asked.service());
                    filters.add(
                            new Filter(
                                    texts.word("service", name),
                                    "",
                                    asked.address(current ? null : name, asked.role()),
                                    current));
                }
            }
            Map<String, Long> roles = new TreeMap<>();
            open.forEach((name, counts) -> {
                if (asked.service() == null || asked.service().equals(name)) {
                    counts.forEach((role, count) -> roles.merge(role, count, Long::sum));
                }
            });
            roles.forEach((role, count) -> {
                boolean current = role.equals(asked.role());
                filters.add(
                        new Filter(
                                texts.word("role", role),
                                Texts.count(count),
                                asked.address(asked.service(), current ? null : role),
                                current));
            });
            return filters;
        }
    }

    /// Clocks that run, the next to run out first.
    ///
    /// @param next address of the page after, or empty
    public record Clocks(String answer, List<Today.ClockRow> rows, String next) {

        static Clocks of(
                Views views, Sight sight, @Nullable Place after, Instant now, Texts texts) {
            List<Newest.ClockOf> found =
                    views.newest().clocks(sight, Instant.EPOCH, after, ROWS + 1);
            List<Newest.ClockOf> shown = found.subList(0, Math.min(ROWS, found.size()));
            long soon = views.newest().clocksBefore(sight, now.plusSeconds(86_400));
            return new Clocks(
                    soon > Newest.COUNTED_MAX
                            ? texts.get("page.clocks.soon.more", Texts.count(Newest.COUNTED_MAX))
                            : texts.counted("page.clocks.soon", soon),
                    shown.stream().map(c -> Today.ClockRow.of(c, now, texts)).toList(),
                    found.size() > ROWS
                            ? "/clocks?after=" + Cursor.of(Place.of(shown.getLast()))
                            : "");
        }
    }

    /// Messages, newest first.
    public record Messages(String answer, List<MessageRow> rows, String next) {

        /// A message.
        public record MessageRow(
                long id,
                Instant at,
                String type,
                String word,
                String to,
                String key,
                String href,
                String info) {}

        static Messages of(Views views, Sight sight, long before, Texts texts) {
            long last = views.lastMessage();
            Newest.Messages found =
                    views.newest().messages(sight, Math.min(before, last + 1), ROWS);
            return new Messages(
                    found.lines().isEmpty() && found.next() == 0
                            ? texts.get("page.messages.nothing")
                            : sight.owned().isEmpty()
                                    ? texts.get(
                                            "page.messages.answer", texts.counted("message", last))
                                    : texts.get("page.messages.own"),
                    found.lines().stream().map(m -> row(m, texts)).toList(),
                    found.next() == 0 ? "" : "/messages?after=" + found.next());
        }

        private static MessageRow row(MessageLine line, Texts texts) {
            Map<String, String> head = line.message().head();
            String key = line.caseKey() == null ? "" : line.caseKey();
            return new MessageRow(
                    line.id(),
                    line.at(),
                    line.message().type(),
                    texts.word("message", line.message().type()),
                    line.message().to(),
                    key,
                    key.isEmpty() ? "" : Links.ofCase(line.service(), key),
                    head.getOrDefault("returnInfo", ""));
        }
    }

    /// The trail, newest first.
    ///
    /// @param asides whether what could not be used may be seen
    public record Trail(String answer, boolean asides, List<EntryRow> rows, String next) {

        /// An entry.
        public record EntryRow(
                long seq,
                Instant at,
                String kind,
                String what,
                String source,
                String key,
                String href,
                String hash) {}

        static Trail of(Views views, Caller caller, long before, Texts texts) {
            List<EntryLine> found = views.trailBackwards(before, ROWS);
            Owners owners = Owners.of(views, caller, found, EntryLine::service, EntryLine::caseKey);
            long last = views.lastEntry();
            return new Trail(
                    last == 0
                            ? texts.get("page.trail.nothing")
                            : texts.get("page.trail.answer", texts.counted("entry", last)),
                    !caller.sight().whole().isEmpty(),
                    found.stream()
                            .map(e ->
                                    (e.service().isEmpty()
                                                    ? caller.readsNotes()
                                                    : caller.worksOn(
                                                            e.service(), e.caseKey(), owners))
                                            ? row(e, texts)
                                            : closed(e, texts))
                            .toList(),
                    found.isEmpty() || found.getLast().seq() <= 1
                            ? ""
                            : "/trail?after=" + found.getLast().seq());
        }

        private static EntryRow row(EntryLine entry, Texts texts) {
            String key = entry.caseKey() == null ? "" : entry.caseKey();
            String what =
                    switch (entry.kind()) {
                        case "expired" -> texts.clock(entry.type());
                        case "room" -> Accounts.shown(entry.type());
                        case "configured", "time" -> "";
                        case "noted" -> texts.word("page.noted", entry.type());
                        default -> texts.word("fact", entry.type());
                    };
            return new EntryRow(
                    entry.seq(),
                    entry.at(),
                    texts.word("page.entry", entry.kind()),
                    what,
                    entry.source() == null ? "" : entry.source(),
                    key,
                    key.isEmpty() ? "" : Links.ofCase(entry.service(), key),
                    entry.hash());
        }

        // That there is an entry is no secret, as its hash is a part of the chain.
        private static EntryRow closed(EntryLine entry, Texts texts) {
            return new EntryRow(
                    entry.seq(),
                    entry.at(),
                    texts.word("page.entry", entry.kind()),
                    "",
                    "",
                    "",
                    "",
                    entry.hash());
        }
    }

    /// What could not be used, newest first.
    ///
    /// @param next address of the page after, or empty
    public record Asides(String answer, List<Aside> rows, String next) {

        /// Reasons that are shown before somebody asks for the rest.
        private static final int WHY_MAX = 3;

        /// A record that was set aside.
        ///
        /// @param more what opens the reasons in `rest`, in words
        public record Aside(
                Instant at,
                String document,
                int node,
                String what,
                List<String> why,
                String more,
                List<String> rest) {}

        static Asides of(Views views, List<String> services, long before, Texts texts) {
            List<Newest.SetAside> found = views.newest().setAside(services, before, ROWS + 1);
            List<Newest.SetAside> shown = found.subList(0, Math.min(ROWS, found.size()));
            return new Asides(
                    texts.get(found.isEmpty() ? "page.aside.nothing" : "page.aside.answer"),
                    shown.stream().map(aside -> row(aside, texts)).toList(),
                    found.size() > ROWS ? "/aside?after=" + shown.getLast().id() : "");
        }

        static Aside row(Newest.SetAside aside, Texts texts) {
            String name = aside.document() == null ? "" : aside.document();
            List<String> why =
                    aside.problems().stream().map(p -> ProblemText.of(p, texts)).toList();
            int shown = Math.min(WHY_MAX, why.size());
            return new Aside(
                    aside.at(),
                    name.substring(name.lastIndexOf('/') + 1),
                    aside.node(),
                    texts.word("fact", aside.type()),
                    why.subList(0, shown),
                    texts.counted("page.aside.why", why.size() - shown),
                    why.subList(shown, why.size()));
        }
    }

    /// What a number means.
    public record Search(String query, String answer, List<Meaning> rows) {

        /// One meaning.
        public record Meaning(String service, String key, String href, String as) {}

        static Search of(Views views, String query, Texts texts) {
            String number = query.strip();
            if (number.isEmpty()) {
                return new Search("", texts.get("page.search.ask"), List.of());
            }
            List<Found> found = views.find(Wiring.names(), number);
            List<Meaning> rows = new ArrayList<>();
            for (Found each : found) {
                String as = texts.word("scheme", each.as()) + " " + each.value();
                rows.add(
                        each.key() == null
                                ? new Meaning(
                                        each.service(), "", "", texts.get("page.search.parked", as))
                                : new Meaning(
                                        each.service(),
                                        each.key(),
                                        Links.ofCase(each.service(), each.key()),
                                        as));
            }
            return of(number, rows, texts);
        }

        private static Search of(String number, List<Meaning> rows, Texts texts) {
            return new Search(
                    number,
                    rows.isEmpty()
                            ? texts.get("page.search.nothing", number)
                            : texts.get(
                                    "page.search.answer",
                                    number,
                                    texts.counted("page.search.meaning", rows.size())),
                    rows);
        }

        /// What of it somebody may see. Of the rest they are not told that it exists.
        Search seenBy(Caller caller, Owners owners, Texts texts) {
            List<Meaning> seen =
                    rows.stream()
                            .filter(row ->
                                    row.key().isEmpty()
                                            ? caller.maySee(row.service())
                                            : caller.maySee(row.service(), row.key(), owners))
                            .toList();
            return query.isEmpty() ? this : of(query, seen, texts);
        }

        /// The only case that the number can mean, or null.
        @Nullable String only() {
            List<String> addresses = rows.stream().map(Meaning::href).distinct().toList();
            return addresses.size() == 1 && !addresses.getFirst().isEmpty()
                    ? addresses.getFirst()
                    : null;
        }
    }

    /// Rules in force on a day.
    public record Rules(LocalDate on, String answer, List<Rule> rules) {

        /// A rule and its editions.
        public record Rule(
                String name, @Nullable RuleTable inForce, List<String> editions, String service) {

            /// Its place on the page. Two services may have a rule of the same name.
            public String anchor() {
                return "r-" + service + "-" + name;
            }
        }

        static Rules of(
                Map<String, Map<String, TreeMap<String, RuleTable>>> tables,
                LocalDate on,
                Texts texts) {
            List<Rule> rules = new ArrayList<>();
            tables.forEach((service, models) ->
                    models.forEach((model, editions) -> {
                        Map.Entry<String, RuleTable> inForce = editions.floorEntry(on.toString());
                        rules.add(
                                new Rule(
                                        model,
                                        inForce == null ? null : inForce.getValue(),
                                        List.copyOf(editions.keySet()),
                                        service));
                    }));
            long inForce = rules.stream().filter(r -> r.inForce() != null).count();
            return new Rules(
                    on,
                    texts.get(
                            "page.rules.answer",
                            on.toString(),
                            texts.counted("page.rule", inForce)),
                    rules);
        }
    }

    /// The services that run here.
    public record Services(String answer, List<ServiceRow> rows) {

        /// A service.
        public record ServiceRow(
                String name, String title, String about, List<Today.StatusCount> standing) {}

        static Services of(Views views, Sight sight, Texts texts) {
            List<ServiceRow> rows =
                    Wiring.services().stream()
                            .map(m ->
                                    new ServiceRow(
                                            m.name(),
                                            texts.word("service", m.name()),
                                            texts.word("about", m.name()),
                                            Today.standing(
                                                    m.name(),
                                                    views.statuses(sight, m.name()),
                                                    texts)))
                            .toList();
            return new Services(texts.counted("page.services", rows.size()), rows);
        }
    }
}
