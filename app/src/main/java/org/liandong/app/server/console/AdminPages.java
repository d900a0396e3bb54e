package org.liandong.app.server.console;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.liandong.app.server.Problem;
import org.liandong.app.server.access.Access;
import org.liandong.app.server.access.Caller;
import org.liandong.app.server.access.Grant;
import org.liandong.app.server.access.GrantRequest;
import org.liandong.app.server.access.Keys;
import org.liandong.app.server.access.People;
import org.liandong.app.server.access.People.Person;
import org.liandong.app.server.access.Refusal;
import org.liandong.app.server.push.Calls;
import org.liandong.app.server.push.Webhook;
import org.liandong.app.server.push.Webhooks;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The pages of administrators: who may come in, which programs may, and who is called.
@RestController
@RequestMapping(path = "/admin", produces = MediaType.TEXT_HTML_VALUE)
final class AdminPages {

    /// Characters of a field that are looked at, and shown again after an error.
    private static final int FIELD_MAX = 20_000;

    private static final int DAYS = 365;
    private static final int OVERLAP_DAYS = 7;

    private final Console console;
    private final ConsolePages pages;
    private final People people;
    private final Keys keys;
    private final Webhooks webhooks;
    private final Calls calls;
    private final InstantSource time;

    AdminPages(
            Console console,
            ConsolePages pages,
            People people,
            Keys keys,
            Webhooks webhooks,
            Calls calls,
            InstantSource time) {
        this.console = console;
        this.pages = pages;
        this.people = people;
        this.keys = keys;
        this.webhooks = webhooks;
        this.calls = calls;
        this.time = time;
    }

    // ---- what all of them do

    private Frame frame(HttpServletRequest request, Locale locale) {
        return pages.frame(request, locale, "admin");
    }

    private String render(String template, Frame frame, Map<String, Object> parameters) {
        return console.render("admin/" + template, frame, parameters);
    }

    private static ResponseEntity<String> seeOther(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(path)).build();
    }

    private static ResponseEntity<String> done(String page, String what) {
        return seeOther(page + "?said=" + what);
    }

    /// What was done, in words; empty for what nobody says.
    private static String said(Frame frame, @Nullable String what) {
        String key = "page.admin.said." + what;
        return what != null && what.matches("[a-z-]{1,40}") && frame.texts().has(key)
                ? frame.word("page.admin.said", what)
                : "";
    }

    /// Does something; where it is refused, the form stands there again with what was entered and what is wrong.
    private static ResponseEntity<String> act(
            Frame frame,
            Map<String, String> entered,
            Supplier<ResponseEntity<String>> act,
            Function<Form, String> again) {
        try {
            return act.get();
        } catch (Refusal refusal) {
            return ConsolePages.page(
                    HttpStatus.valueOf(refusal.status()),
                    again.apply(
                            new Form(
                                    entered,
                                    Map.of(
                                            field(refusal.key()),
                                            frame.get(
                                                    refusal.key(), refusal.arguments().toArray())),
                                    "")));
        } catch (Problem problem) {
            String detail = problem.detail(frame.texts());
            if (detail == null) {
                throw problem;
            }
            return ConsolePages.page(
                    HttpStatus.valueOf(problem.status()),
                    again.apply(new Form(entered, Map.of("url", detail), "")));
        }
    }

    /// The field that a refusal is about; the button where it is about the whole.
    private static String field(String refusal) {
        return switch (refusal) {
            case "access.name-bad", "access.name-taken" -> "name";
            case "access.shown-bad" -> "shown";
            case "access.subject-bad", "access.subject-taken" -> "subject";
            case "access.role-unknown", "access.grant-missing" -> "role";
            case "access.service-missing", "access.service-unknown" -> "service";
            case "access.prefix-missing" -> "prefixes";
            case "access.validity-bad" -> "days";
            case "access.overlap-bad" -> "overlap";
            default -> "act";
        };
    }

    private static String limited(String text) {
        return text.length() > FIELD_MAX ? text.substring(0, FIELD_MAX) : text;
    }

    private static Map<String, String> entered(HttpServletRequest request, String... fields) {
        Map<String, String> entered = new LinkedHashMap<>();
        for (String field : fields) {
            String value = request.getParameter(field);
            entered.put(field, value == null ? "" : limited(value));
        }
        return entered;
    }

    private static String value(Map<String, String> entered, String field) {
        return entered.getOrDefault(field, "");
    }

    private static final String[] GRANT = {
        "role", "service", "office", "prefixes", "types", "sources"
    };

    private static String[] withGrant(String... fields) {
        String[] all = Arrays.copyOf(fields, fields.length + GRANT.length);
        System.arraycopy(GRANT, 0, all, fields.length, GRANT.length);
        return all;
    }

    // Fields of other roles are not seen by whoever fills the form, and count for nothing.
    private static Grant grant(Map<String, String> entered) {
        String role = value(entered, "role");
        return new GrantRequest(
                        role,
                        value(entered, "service"),
                        role.equals("officer") ? value(entered, "office") : "",
                        lines(role.equals("applicant") ? value(entered, "prefixes") : ""),
                        lines(role.equals("source") ? value(entered, "types") : ""),
                        lines(role.equals("source") ? value(entered, "sources") : ""))
                .grant();
    }

    private static List<@Nullable String> lines(String text) {
        List<@Nullable String> lines = new ArrayList<>();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(lines::add);
        return lines;
    }

    private static Duration days(Map<String, String> entered, String field, String refusal) {
        String days = value(entered, field).strip();
        if (!days.matches("\\d{1,6}")) {
            throw Refusal.ofDays(refusal);
        }
        return Duration.ofDays(Long.parseLong(days));
    }

    private static Map<String, String> fresh(String... values) {
        Map<String, String> fresh = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i += 2) {
            fresh.put(values[i], values[i + 1]);
        }
        return fresh;
    }

    private static Form form(String... values) {
        return new Form(fresh(values), Map.of(), "");
    }

    private String confirm(Frame frame, Admin.Confirmation page, Form form) {
        return render("confirm", frame, Map.of("page", page, "form", form));
    }

    private String give(Frame frame, String title, String action, boolean program, Form form) {
        return render(
                "give",
                frame,
                Map.of("title", title, "action", action, "program", program, "form", form));
    }

    /// The grant that a button names; null when there is none such.
    private static @Nullable Grant named(List<Grant> grants, String token) {
        return grants.stream()
                .filter(grant -> Admin.token(grant).equals(token))
                .findFirst()
                .orElse(null);
    }

    // ---- front page

    @GetMapping
    ResponseEntity<String> front(HttpServletRequest request, Locale locale) {
        Frame frame = frame(request, locale);
        Admin.Front page =
                Admin.Front.of(
                        people.all(),
                        keys.all(),
                        webhooks.all(),
                        console.rulesInForce(),
                        time.instant(),
                        frame.texts());
        return ConsolePages.page(render("front", frame, Map.of("page", page)));
    }

    // ---- people

    private @Nullable Person person(String name) {
        return people.of(name);
    }

    private ResponseEntity<String> ofPerson(
            HttpServletRequest request, Locale locale, String name, Function<Person, String> page) {
        Person person = person(name);
        return person == null
                ? pages.error(request, locale, HttpStatus.NOT_FOUND)
                : ConsolePages.page(page.apply(person));
    }

    @GetMapping("/people")
    ResponseEntity<String> people(
            HttpServletRequest request,
            Locale locale,
            @RequestParam(required = false, defaultValue = "") String after) {
        Frame frame = frame(request, locale);
        return ConsolePages.page(
                render(
                        "people",
                        frame,
                        Map.of(
                                "page",
                                Admin.PeoplePage.of(
                                        people.all(), after, time.instant(), frame.texts()))));
    }

    @GetMapping("/add/person")
    ResponseEntity<String> newPerson(HttpServletRequest request, Locale locale) {
        return ConsolePages.page(newPerson(frame(request, locale), form("service", Grant.ANY)));
    }

    private String newPerson(Frame frame, Form form) {
        return render("newperson", frame, Map.of("form", form));
    }

    @PostMapping("/people")
    ResponseEntity<String> addPerson(HttpServletRequest request, Locale locale, Caller caller) {
        Frame frame = frame(request, locale);
        Map<String, String> entered = entered(request, withGrant("name", "shown", "subject"));
        return act(
                frame,
                entered,
                () -> {
                    String name = value(entered, "name");
                    String secret =
                            people.add(
                                    caller.who(),
                                    name,
                                    value(entered, "shown"),
                                    orNull(value(entered, "subject")),
                                    List.of(grant(entered)));
                    return linked(request, frame, caller, name, secret);
                },
                form -> newPerson(frame, form));
    }

    private static @Nullable String orNull(String text) {
        return text.isBlank() ? null : text.strip();
    }

    // To be handed on by whoever has made it; the page of the account shows it once.
    private ResponseEntity<String> linked(
            HttpServletRequest request, Frame frame, Caller caller, String name, String secret) {
        Person person = java.util.Objects.requireNonNull(people.of(name));
        String link = Access.link(request, secret).toString();
        String page = Admin.ofPerson(person.name());
        return Once.keep(request, page, link)
                ? seeOther(page)
                : ConsolePages.page(person(frame, caller, person, link, ""));
    }

    private String person(Frame frame, Caller caller, Person person, String link, String said) {
        return render(
                "person",
                frame,
                Map.of(
                        "page",
                        Admin.PersonPage.of(person, caller.who(), time.instant(), frame.texts()),
                        "secret",
                        link,
                        "said",
                        said));
    }

    @GetMapping("/people/{name}")
    ResponseEntity<String> person(
            HttpServletRequest request,
            Locale locale,
            Caller caller,
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String said) {
        Frame frame = frame(request, locale);
        return ofPerson(
                request,
                locale,
                name,
                person -> {
                    String link = Once.take(request, Admin.ofPerson(person.name()));
                    return person(
                            frame, caller, person, link == null ? "" : link, said(frame, said));
                });
    }

    @GetMapping("/people/{name}/change")
    ResponseEntity<String> changePerson(
            HttpServletRequest request, Locale locale, @PathVariable String name) {
        Frame frame = frame(request, locale);
        return ofPerson(
                request,
                locale,
                name,
                person ->
                        changePerson(
                                frame,
                                person,
                                form(
                                        "shown",
                                        person.shown(),
                                        "subject",
                                        person.subject() == null ? "" : person.subject())));
    }

    private String changePerson(Frame frame, Person person, Form form) {
        return render(
                "changeperson",
                frame,
                Map.of("name", person.name(), "href", Admin.ofPerson(person.name()), "form", form));
    }

    private ResponseEntity<String> doToPerson(
            HttpServletRequest request,
            Locale locale,
            String name,
            Function<Person, ResponseEntity<String>> act) {
        Person person = person(name);
        return person == null
                ? pages.error(request, locale, HttpStatus.NOT_FOUND)
                : act.apply(person);
    }

    // Who takes the own account or right away cannot come back to its page.
    private ResponseEntity<String> backTo(Person person, Caller caller, String said) {
        return caller.who().equals(person.caller().who())
                ? seeOther("/enter")
                : done(Admin.ofPerson(person.name()), said);
    }

    @PostMapping("/people/{name}/change")
    ResponseEntity<String> changePerson(
            HttpServletRequest request, Locale locale, Caller caller, @PathVariable String name) {
        Frame frame = frame(request, locale);
        Map<String, String> entered = entered(request, "shown", "subject");
        return doToPerson(
                request,
                locale,
                name,
                person ->
                        act(
                                frame,
                                entered,
                                () -> {
                                    people.rename(
                                            caller.who(),
                                            person.name(),
                                            value(entered, "shown"),
                                            orNull(value(entered, "subject")));
                                    return backTo(person, caller, "changed");
                                },
                                form -> changePerson(frame, person, form)));
    }

    @GetMapping("/people/{name}/give")
    ResponseEntity<String> give(
            HttpServletRequest request, Locale locale, @PathVariable String name) {
        Frame frame = frame(request, locale);
        return ofPerson(
                request, locale, name, person -> giveTo(frame, person, form("service", Grant.ANY)));
    }

    private String giveTo(Frame frame, Person person, Form form) {
        return give(
                frame,
                frame.get("page.give.person", person.shown()),
                Admin.ofPerson(person.name()),
                false,
                form);
    }

    @PostMapping("/people/{name}/give")
    ResponseEntity<String> give(
            HttpServletRequest request, Locale locale, Caller caller, @PathVariable String name) {
        Frame frame = frame(request, locale);
        Map<String, String> entered = entered(request, GRANT);
        return doToPerson(
                request,
                locale,
                name,
                person ->
                        act(
                                frame,
                                entered,
                                () -> {
                                    people.give(caller.who(), person.name(), grant(entered));
                                    return backTo(person, caller, "given");
                                },
                                form -> giveTo(frame, person, form)));
    }

    @PostMapping("/people/{name}/take")
    ResponseEntity<String> take(
            HttpServletRequest request,
            Locale locale,
            Caller caller,
            @PathVariable String name,
            @RequestParam(defaultValue = "") String grant) {
        Frame frame = frame(request, locale);
        return doToPerson(
                request,
                locale,
                name,
                person ->
                        act(
                                frame,
                                Map.of(),
                                () -> {
                                    Grant taken = named(person.grants(), grant);
                                    if (taken == null) {
                                        return seeOther(Admin.ofPerson(person.name()));
                                    }
                                    people.take(caller.who(), person.name(), taken);
                                    return backTo(person, caller, "taken");
                                },
                                form ->
                                        refused(
                                                frame,
                                                Admin.ofPerson(person.name()),
                                                person.shown(),
                                                form)));
    }

    /// An act without a form of its own that was refused.
    private String refused(Frame frame, String back, String title, Form form) {
        return render(
                "refused",
                frame,
                Map.of(
                        "title",
                        title,
                        "why",
                        form.errors().values().iterator().next(),
                        "back",
                        back));
    }

    private String confirmInvite(Frame frame, Person person, Form form) {
        String shown = person.shown();
        return confirm(
                frame,
                new Admin.Confirmation(
                        frame.get(
                                person.active() ? "page.invite.title" : "page.invite.again", shown),
                        List.of(
                                frame.get(
                                        "page.invite.said",
                                        Long.toString(People.LINK_VALID.toDays())),
                                frame.get("page.invite.void")),
                        Admin.ofPerson(person.name()) + "/invite",
                        frame.get("page.invite.do"),
                        Admin.ofPerson(person.name())),
                form);
    }

    @GetMapping("/people/{name}/invite")
    ResponseEntity<String> invite(
            HttpServletRequest request, Locale locale, @PathVariable String name) {
        Frame frame = frame(request, locale);
        return ofPerson(request, locale, name, person -> confirmInvite(frame, person, Form.EMPTY));
    }

    @PostMapping("/people/{name}/invite")
    ResponseEntity<String> invite(
            HttpServletRequest request, Locale locale, Caller caller, @PathVariable String name) {
        Frame frame = frame(request, locale);
        return doToPerson(
                request,
                locale,
                name,
                person ->
                        act(
                                frame,
                                Map.of(),
                                () ->
                                        linked(
                                                request,
                                                frame,
                                                caller,
                                                person.name(),
                                                people.invite(caller.who(), person.name())),
                                form -> confirmInvite(frame, person, form)));
    }

    private String confirmClose(Frame frame, Person person, Form form) {
        return confirm(
                frame,
                new Admin.Confirmation(
                        frame.get("page.close.title", person.shown()),
                        List.of(frame.get("page.close.said"), frame.get("page.close.back")),
                        Admin.ofPerson(person.name()) + "/close",
                        frame.get("page.close.do"),
                        Admin.ofPerson(person.name())),
                form);
    }

    @GetMapping("/people/{name}/close")
    ResponseEntity<String> close(
            HttpServletRequest request, Locale locale, @PathVariable String name) {
        Frame frame = frame(request, locale);
        return ofPerson(request, locale, name, person -> confirmClose(frame, person, Form.EMPTY));
    }

    @PostMapping("/people/{name}/close")
    ResponseEntity<String> close(
            HttpServletRequest request, Locale locale, Caller caller, @PathVariable String name) {
        Frame frame = frame(request, locale);
        return doToPerson(
                request,
                locale,
                name,
                person ->
                        act(
                                frame,
                                Map.of(),
                                () -> {
                                    people.close(caller.who(), person.name());
                                    return backTo(person, caller, "closed");
                                },
                                form -> confirmClose(frame, person, form)));
    }

    // ---- keys

    @GetMapping("/keys")
    ResponseEntity<String> keys(HttpServletRequest request, Locale locale) {
        Frame frame = frame(request, locale);
        return ConsolePages.page(
                render(
                        "keys",
                        frame,
                        Map.of(
                                "page",
                                Admin.KeysPage.of(keys.all(), time.instant(), frame.texts()))));
    }

    @GetMapping("/add/key")
    ResponseEntity<String> newKey(HttpServletRequest request, Locale locale) {
        return ConsolePages.page(
                newKey(
                        frame(request, locale),
                        form(
                                "role",
                                "source",
                                "service",
                                Grant.ANY,
                                "kind",
                                "secret",
                                "days",
                                Integer.toString(DAYS))));
    }

    private String newKey(Frame frame, Form form) {
        return render("newkey", frame, Map.of("form", form));
    }

    @PostMapping("/keys")
    ResponseEntity<String> addKey(HttpServletRequest request, Locale locale, Caller caller) {
        Frame frame = frame(request, locale);
        Map<String, String> entered =
                entered(request, withGrant("shown", "kind", "subject", "days"));
        return act(
                frame,
                entered,
                () -> {
                    String name = value(entered, "shown");
                    List<Grant> grants = List.of(grant(entered));
                    Duration valid = days(entered, "days", "access.validity-bad");
                    if (value(entered, "kind").equals("subject")) {
                        Keys.Key key =
                                keys.addSubject(
                                        caller.who(),
                                        name,
                                        value(entered, "subject").strip(),
                                        grants,
                                        valid);
                        return done(Admin.ofKey(key.id()), "key-added");
                    }
                    return made(request, frame, keys.add(caller.who(), name, grants, valid));
                },
                form -> newKey(frame, form));
    }

    private ResponseEntity<String> made(HttpServletRequest request, Frame frame, Keys.Made made) {
        String page = Admin.ofKey(made.key().id());
        return Once.keep(request, page, made.token())
                ? seeOther(page)
                : ConsolePages.page(key(frame, made.key(), made.token(), ""));
    }

    private String key(Frame frame, Keys.Key key, String token, String said) {
        return render(
                "key",
                frame,
                Map.of(
                        "page",
                        Admin.KeyPage.of(key, time.instant(), frame.texts()),
                        "secret",
                        token,
                        "said",
                        said));
    }

    private ResponseEntity<String> ofKey(
            HttpServletRequest request, Locale locale, String id, Function<Keys.Key, String> page) {
        Keys.Key key = keys.of(id);
        return key == null
                ? pages.error(request, locale, HttpStatus.NOT_FOUND)
                : ConsolePages.page(page.apply(key));
    }

    private ResponseEntity<String> doToKey(
            HttpServletRequest request,
            Locale locale,
            String id,
            Function<Keys.Key, ResponseEntity<String>> act) {
        Keys.Key key = keys.of(id);
        return key == null ? pages.error(request, locale, HttpStatus.NOT_FOUND) : act.apply(key);
    }

    @GetMapping("/keys/{id}")
    ResponseEntity<String> key(
            HttpServletRequest request,
            Locale locale,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String said) {
        Frame frame = frame(request, locale);
        return ofKey(
                request,
                locale,
                id,
                key -> {
                    String token = Once.take(request, Admin.ofKey(key.id()));
                    return key(frame, key, token == null ? "" : token, said(frame, said));
                });
    }

    @GetMapping("/keys/{id}/change")
    ResponseEntity<String> changeKey(
            HttpServletRequest request, Locale locale, @PathVariable String id) {
        Frame frame = frame(request, locale);
        return ofKey(request, locale, id, key -> changeKey(frame, key, form("shown", key.name())));
    }

    private String changeKey(Frame frame, Keys.Key key, Form form) {
        return render(
                "changekey",
                frame,
                Map.of("name", key.name(), "href", Admin.ofKey(key.id()), "form", form));
    }

    @PostMapping("/keys/{id}/change")
    ResponseEntity<String> changeKey(
            HttpServletRequest request, Locale locale, Caller caller, @PathVariable String id) {
        Frame frame = frame(request, locale);
        Map<String, String> entered = entered(request, "shown");
        return doToKey(
                request,
                locale,
                id,
                key ->
                        act(
                                frame,
                                entered,
                                () -> {
                                    keys.rename(caller.who(), id, value(entered, "shown"));
                                    return done(Admin.ofKey(id), "changed");
                                },
                                form -> changeKey(frame, key, form)));
    }

    @GetMapping("/keys/{id}/give")
    ResponseEntity<String> giveKey(
            HttpServletRequest request, Locale locale, @PathVariable String id) {
        Frame frame = frame(request, locale);
        return ofKey(
                request,
                locale,
                id,
                key -> giveTo(frame, key, form("role", "source", "service", Grant.ANY)));
    }

    private String giveTo(Frame frame, Keys.Key key, Form form) {
        return give(
                frame, frame.get("page.give.key", key.name()), Admin.ofKey(key.id()), true, form);
    }

    @PostMapping("/keys/{id}/give")
    ResponseEntity<String> giveKey(
            HttpServletRequest request, Locale locale, Caller caller, @PathVariable String id) {
        Frame frame = frame(request, locale);
        Map<String, String> entered = entered(request, GRANT);
        return doToKey(
                request,
                locale,
                id,
                key ->
                        act(
                                frame,
                                entered,
                                () -> {
                                    keys.give(caller.who(), id, grant(entered));
                                    return done(Admin.ofKey(id), "given");
                                },
                                form -> giveTo(frame, key, form)));
    }

    @PostMapping("/keys/{id}/take")
    ResponseEntity<String> takeKey(
            HttpServletRequest request,
            Locale locale,
            Caller caller,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String grant) {
        Frame frame = frame(request, locale);
        return doToKey(
                request,
                locale,
                id,
                key ->
                        act(
                                frame,
                                Map.of(),
                                () -> {
                                    Grant taken = named(key.grants(), grant);
                                    if (taken == null) {
                                        return seeOther(Admin.ofKey(id));
                                    }
                                    keys.take(caller.who(), id, taken);
                                    return done(Admin.ofKey(id), "taken");
                                },
                                form -> refused(frame, Admin.ofKey(id), key.name(), form)));
    }

    @GetMapping("/keys/{id}/rotate")
    ResponseEntity<String> rotate(
            HttpServletRequest request, Locale locale, @PathVariable String id) {
        Frame frame = frame(request, locale);
        return ofKey(
                request,
                locale,
                id,
                key ->
                        rotate(
                                frame,
                                key,
                                form(
                                        "overlap",
                                        Integer.toString(OVERLAP_DAYS),
                                        "days",
                                        Integer.toString(DAYS))));
    }

    private String rotate(Frame frame, Keys.Key key, Form form) {
        return render(
                "rotate",
                frame,
                Map.of("name", key.name(), "href", Admin.ofKey(key.id()), "form", form));
    }

    @PostMapping("/keys/{id}/rotate")
    ResponseEntity<String> rotate(
            HttpServletRequest request, Locale locale, Caller caller, @PathVariable String id) {
        Frame frame = frame(request, locale);
        Map<String, String> entered = entered(request, "overlap", "days");
        return doToKey(
                request,
                locale,
                id,
                key ->
                        act(
                                frame,
                                entered,
                                () ->
                                        made(
                                                request,
                                                frame,
                                                keys.rotate(
                                                        caller.who(),
                                                        id,
                                                        days(
                                                                entered,
                                                                "overlap",
                                                                "access.overlap-bad"),
                                                        days(
                                                                entered,
                                                                "days",
                                                                "access.validity-bad"))),
                                form -> rotate(frame, key, form)));
    }

    private String confirmRevoke(Frame frame, Keys.Key key, Form form) {
        return confirm(
                frame,
                new Admin.Confirmation(
                        frame.get("page.revoke.title", key.name()),
                        List.of(frame.get("page.revoke.said")),
                        Admin.ofKey(key.id()) + "/revoke",
                        frame.get("page.revoke.do"),
                        Admin.ofKey(key.id())),
                form);
    }

    @GetMapping("/keys/{id}/revoke")
    ResponseEntity<String> revoke(
            HttpServletRequest request, Locale locale, @PathVariable String id) {
        Frame frame = frame(request, locale);
        return ofKey(request, locale, id, key -> confirmRevoke(frame, key, Form.EMPTY));
    }

    @PostMapping("/keys/{id}/revoke")
    ResponseEntity<String> revoke(
            HttpServletRequest request, Locale locale, Caller caller, @PathVariable String id) {
        Frame frame = frame(request, locale);
        return doToKey(
                request,
                locale,
                id,
                key ->
                        act(
                                frame,
                                Map.of(),
                                () -> {
                                    keys.revoke(caller.who(), id);
                                    return done(Admin.ofKey(id), "revoked");
                                },
                                form -> confirmRevoke(frame, key, form)));
    }

    // ---- webhooks

    @GetMapping("/webhooks")
    ResponseEntity<String> webhooks(
            HttpServletRequest request,
            Locale locale,
            @RequestParam(required = false) @Nullable String said) {
        Frame frame = frame(request, locale);
        List<Admin.HooksPage.HookRow> rows =
                webhooks.all().stream()
                        .map(webhook ->
                                Admin.HooksPage.row(
                                        webhook,
                                        webhooks.letters(webhook.id()).size(),
                                        frame.texts()))
                        .toList();
        return ConsolePages.page(
                render(
                        "webhooks",
                        frame,
                        Map.of(
                                "page",
                                Admin.HooksPage.of(rows, frame.texts()),
                                "said",
                                said(frame, said))));
    }

    @GetMapping("/add/webhook")
    ResponseEntity<String> newWebhook(HttpServletRequest request, Locale locale) {
        return ConsolePages.page(newWebhook(frame(request, locale), form("kind", "decisions")));
    }

    private String newWebhook(Frame frame, Form form) {
        return render("newwebhook", frame, Map.of("form", form));
    }

    @PostMapping("/webhooks")
    ResponseEntity<String> addWebhook(HttpServletRequest request, Locale locale, Caller caller) {
        Frame frame = frame(request, locale);
        Map<String, String> entered = entered(request, "url", "service", "kind", "recipient");
        Map<String, String> errors = new HashMap<>();
        boolean messages = value(entered, "kind").equals("messages");
        if (messages && value(entered, "recipient").isBlank()) {
            errors.put("recipient", frame.get("page.hook.no.recipient"));
            return ConsolePages.page(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    newWebhook(frame, new Form(entered, errors, "")));
        }
        return act(
                frame,
                entered,
                () -> {
                    Webhook webhook =
                            webhooks.add(
                                    caller.who(),
                                    value(entered, "url").strip(),
                                    value(entered, "service"),
                                    messages ? value(entered, "recipient").strip() : null);
                    String page = Admin.ofHook(webhook.id());
                    String secret = webhooks.shownSecret(webhook);
                    return Once.keep(request, page, secret)
                            ? seeOther(page)
                            : ConsolePages.page(webhook(frame, webhook, secret, ""));
                },
                form -> newWebhook(frame, form));
    }

    private String webhook(Frame frame, Webhook webhook, String secret, String said) {
        return render(
                "webhook",
                frame,
                Map.of(
                        "page",
                        Admin.HookPage.of(webhook, webhooks.letters(webhook.id()), frame.texts()),
                        "secret",
                        secret,
                        "said",
                        said));
    }

    @GetMapping("/webhooks/{id}")
    ResponseEntity<String> webhook(
            HttpServletRequest request,
            Locale locale,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String said) {
        Frame frame = frame(request, locale);
        Webhook webhook = webhooks.one(id);
        String secret = Once.take(request, Admin.ofHook(id));
        return ConsolePages.page(
                webhook(frame, webhook, secret == null ? "" : secret, said(frame, said)));
    }

    @PostMapping("/webhooks/{id}/pause")
    ResponseEntity<String> pause(Caller caller, @PathVariable String id) {
        webhooks.turn(caller.who(), id, Webhook.PAUSED);
        return done(Admin.ofHook(id), "paused");
    }

    @PostMapping("/webhooks/{id}/resume")
    ResponseEntity<String> resume(Caller caller, @PathVariable String id) {
        webhooks.turn(caller.who(), id, Webhook.ACTIVE);
        return done(Admin.ofHook(id), "resumed");
    }

    @GetMapping("/webhooks/{id}/remove")
    ResponseEntity<String> remove(
            HttpServletRequest request, Locale locale, @PathVariable String id) {
        Frame frame = frame(request, locale);
        Webhook webhook = webhooks.one(id);
        return ConsolePages.page(
                confirm(
                        frame,
                        new Admin.Confirmation(
                                frame.get("page.remove.title", webhook.url().toString()),
                                List.of(frame.get("page.remove.said")),
                                Admin.ofHook(id) + "/remove",
                                frame.get("page.remove.do"),
                                Admin.ofHook(id)),
                        Form.EMPTY));
    }

    @PostMapping("/webhooks/{id}/remove")
    ResponseEntity<String> remove(Caller caller, @PathVariable String id) {
        webhooks.remove(caller.who(), id);
        return done("/admin/webhooks", "removed");
    }

    @PostMapping("/webhooks/{id}/letters/{event}/resend")
    ResponseEntity<String> resend(
            Caller caller, @PathVariable String id, @PathVariable String event)
            throws InterruptedException {
        boolean taken = calls.resend(caller.who(), id, event);
        return done(Admin.ofHook(id), taken ? "resent" : "not-taken");
    }
}
