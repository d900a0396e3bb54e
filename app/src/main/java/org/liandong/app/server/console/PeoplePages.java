package org.liandong.app.server.console;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.liandong.app.server.access.Grant;
import org.liandong.app.server.access.People;
import org.liandong.app.server.access.People.Person;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The pages of administrators about people: who may come in, and what they may.
@RestController
@RequestMapping(path = "/admin", produces = MediaType.TEXT_HTML_VALUE)
final class PeoplePages {

    private final People people;
    private final InstantSource time;

    PeoplePages(People people, InstantSource time) {
        this.people = people;
        this.time = time;
    }

    private static String page(Person person) {
        return Admin.ofPerson(person.name());
    }

    // Who takes the own account or right away cannot come back to its page.
    private static ResponseEntity<String> back(Visit visit, Person person, String said) {
        return visit.who().equals(person.caller().who())
                ? Visit.seeOther("/enter")
                : Visit.done(page(person), said);
    }

    @GetMapping("/people")
    ResponseEntity<String> all(Visit visit, @RequestParam(defaultValue = "") String after) {
        return visit.page(
                "people",
                Map.of(
                        "page",
                        Admin.PeoplePage.of(
                                people.all(), after, time.instant(), visit.frame().texts())));
    }

    // ---- one person

    @GetMapping("/people/{name}")
    ResponseEntity<String> one(Visit visit, @PathVariable String name) {
        return visit.page(
                people.of(name),
                person -> shown(visit, person, visit.secret(page(person)), visit.said()));
    }

    private String shown(Visit visit, Person person, String link, String said) {
        return visit.render(
                "person",
                Map.of(
                        "page",
                        Admin.PersonPage.of(
                                person, visit.who(), time.instant(), visit.frame().texts()),
                        "secret",
                        link,
                        "said",
                        said));
    }

    // To be handed on by whoever has made it; the page of the account shows it once.
    private ResponseEntity<String> linked(Visit visit, String name, String secret) {
        Person person = Objects.requireNonNull(people.of(name));
        return visit.show(page(person), visit.link(secret), link -> shown(visit, person, link, ""));
    }

    @GetMapping("/add/person")
    ResponseEntity<String> add(Visit visit) {
        return visit.page("newperson", Map.of("form", Form.of("service", Grant.ANY)));
    }

    @PostMapping("/people")
    ResponseEntity<String> added(Visit visit) {
        Entered entered = visit.enteredWithGrant("name", "shown", "subject");
        return visit.act(
                entered,
                () ->
                        linked(
                                visit,
                                entered.raw("name"),
                                people.add(
                                        visit.who(),
                                        entered.raw("name"),
                                        entered.raw("shown"),
                                        entered.optional("subject"),
                                        List.of(entered.grant()))),
                form -> visit.render("newperson", Map.of("form", form)));
    }

    @GetMapping("/people/{name}/change")
    ResponseEntity<String> change(Visit visit, @PathVariable String name) {
        return visit.page(
                people.of(name),
                person ->
                        change(
                                visit,
                                person,
                                Form.of(
                                        "shown",
                                        person.shown(),
                                        "subject",
                                        Objects.requireNonNullElse(person.subject(), ""))));
    }

    private static String change(Visit visit, Person person, Form form) {
        return visit.render(
                "changeperson", Map.of("name", person.name(), "href", page(person), "form", form));
    }

    @PostMapping("/people/{name}/change")
    ResponseEntity<String> changed(Visit visit, @PathVariable String name) {
        Entered entered = visit.entered("shown", "subject");
        return visit.act(
                people.of(name),
                entered,
                person -> {
                    people.rename(
                            visit.who(),
                            person.name(),
                            entered.raw("shown"),
                            entered.optional("subject"));
                    return back(visit, person, "changed");
                },
                (person, form) -> change(visit, person, form));
    }

    @GetMapping("/people/{name}/give")
    ResponseEntity<String> give(Visit visit, @PathVariable String name) {
        return visit.page(
                people.of(name), person -> give(visit, person, Form.of("service", Grant.ANY)));
    }

    private static String give(Visit visit, Person person, Form form) {
        return visit.give(page(person), visit.get("page.give.person", person.shown()), false, form);
    }

    @PostMapping("/people/{name}/give")
    ResponseEntity<String> given(Visit visit, @PathVariable String name) {
        Entered entered = visit.enteredWithGrant();
        return visit.act(
                people.of(name),
                entered,
                person -> {
                    people.give(visit.who(), person.name(), entered.grant());
                    return back(visit, person, "given");
                },
                (person, form) -> give(visit, person, form));
    }

    @PostMapping("/people/{name}/take")
    ResponseEntity<String> taken(Visit visit, @PathVariable String name) {
        return visit.act(
                people.of(name),
                Entered.NOTHING,
                person -> {
                    Grant taken = visit.named(person.grants());
                    if (taken == null) {
                        return Visit.seeOther(page(person));
                    }
                    people.take(visit.who(), person.name(), taken);
                    return back(visit, person, "taken");
                },
                (person, form) -> visit.refused(page(person), person.shown(), form));
    }

    @GetMapping("/people/{name}/invite")
    ResponseEntity<String> invite(Visit visit, @PathVariable String name) {
        return visit.page(people.of(name), person -> invite(visit, person, Form.EMPTY));
    }

    private static String invite(Visit visit, Person person, Form form) {
        return visit.confirm(
                page(person),
                "invite",
                visit.get(
                        person.active() ? "page.invite.title" : "page.invite.again",
                        person.shown()),
                List.of(
                        visit.get("page.invite.said", Long.toString(People.LINK_VALID.toDays())),
                        visit.get("page.invite.void")),
                visit.get("page.invite.do"),
                form);
    }

    @PostMapping("/people/{name}/invite")
    ResponseEntity<String> invited(Visit visit, @PathVariable String name) {
        return visit.act(
                people.of(name),
                Entered.NOTHING,
                person -> linked(visit, person.name(), people.invite(visit.who(), person.name())),
                (person, form) -> invite(visit, person, form));
    }

    @GetMapping("/people/{name}/close")
    ResponseEntity<String> close(Visit visit, @PathVariable String name) {
        return visit.page(people.of(name), person -> close(visit, person, Form.EMPTY));
    }

    private static String close(Visit visit, Person person, Form form) {
        return visit.confirm(
                page(person),
                "close",
                visit.get("page.close.title", person.shown()),
                List.of(visit.get("page.close.said"), visit.get("page.close.back")),
                visit.get("page.close.do"),
                form);
    }

    @PostMapping("/people/{name}/close")
    ResponseEntity<String> closed(Visit visit, @PathVariable String name) {
        return visit.act(
                people.of(name),
                Entered.NOTHING,
                person -> {
                    people.close(visit.who(), person.name());
                    return back(visit, person, "closed");
                },
                (person, form) -> close(visit, person, form));
    }
}
