package org.liandong.app.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liandong.app.server.Problem;
import org.liandong.app.server.access.Access;
import org.liandong.app.server.access.AccessJson;
import org.liandong.app.server.access.Caller;
import org.liandong.app.server.access.Grant;
import org.liandong.app.server.access.GrantRequest;
import org.liandong.app.server.access.Keys;
import org.liandong.app.server.access.People;
import org.liandong.app.server.access.People.Person;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Administration of accounts and keys for programs. What is secret stands in the answer to the request that made it, and
/// nowhere else.
@RestController
@RequestMapping(path = "/admin", produces = MediaType.APPLICATION_JSON_VALUE)
final class AccessController {

    private static final int DAYS = 365;

    private final People people;
    private final Keys keys;
    private final InstantSource time;

    AccessController(People people, Keys keys, InstantSource time) {
        this.people = people;
        this.keys = keys;
        this.time = time;
    }

    /// An account as an administrator wants it; what is absent stays as it is.
    record WantedPerson(
            @Nullable String name,
            @Nullable String shown,
            @Nullable String subject,
            @Nullable List<@Nullable GrantRequest> grants) {}

    /// A key as an administrator wants it; what is absent stays as it is.
    record WantedKey(
            @Nullable String name,
            @Nullable String subject,
            @Nullable List<@Nullable GrantRequest> grants,
            @Nullable Integer days) {}

    /// How a secret is renewed.
    record Rotation(@Nullable Integer overlapDays, @Nullable Integer days) {}

    @GetMapping("/people")
    Map<String, Object> people() {
        return Map.of("items", people.all().stream().map(this::json).toList());
    }

    @GetMapping("/people/{name}")
    Map<String, @Nullable Object> person(@PathVariable String name) {
        return json(known(name));
    }

    /// The answer has the link, this once.
    @PostMapping(path = "/people", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, @Nullable Object>> add(
            Caller caller, @RequestBody WantedPerson wanted, HttpServletRequest request) {
        String name = required(wanted.name(), "name");
        String secret =
                people.add(
                        caller.who(),
                        name,
                        required(wanted.shown(), "shown"),
                        wanted.subject(),
                        grants(required(wanted.grants(), "grants")));
        return invited(HttpStatus.CREATED, name, secret, request);
    }

    @PostMapping(path = "/people/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, @Nullable Object> change(
            Caller caller, @PathVariable String name, @RequestBody WantedPerson wanted) {
        Person person = known(name);
        people.change(
                caller.who(),
                name,
                Objects.requireNonNullElse(wanted.shown(), person.shown()),
                wanted.subject() == null ? person.subject() : wanted.subject(),
                wanted.grants() == null ? person.grants() : grants(wanted.grants()));
        return json(known(name));
    }

    /// The answer has the link, this once.
    @PostMapping("/people/{name}/invite")
    ResponseEntity<Map<String, @Nullable Object>> invite(
            Caller caller, @PathVariable String name, HttpServletRequest request) {
        return invited(HttpStatus.OK, name, people.invite(caller.who(), name), request);
    }

    @PostMapping("/people/{name}/close")
    Map<String, @Nullable Object> close(Caller caller, @PathVariable String name) {
        people.close(caller.who(), name);
        return json(known(name));
    }

    @GetMapping("/keys")
    Map<String, Object> keys() {
        return Map.of("items", keys.all().stream().map(this::json).toList());
    }

    @GetMapping("/keys/{id}")
    Map<String, @Nullable Object> key(@PathVariable String id) {
        return json(knownKey(id));
    }

    /// The answer has the key, this once; one that a provider vouches for has none.
    @PostMapping(path = "/keys", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, @Nullable Object>> add(
            Caller caller, @RequestBody WantedKey wanted) {
        String name = required(wanted.name(), "name");
        List<Grant> grants = grants(required(wanted.grants(), "grants"));
        Duration valid = days(wanted.days(), DAYS);
        if (wanted.subject() != null) {
            Keys.Key key = keys.addSubject(caller.who(), name, wanted.subject(), grants, valid);
            return answer(HttpStatus.CREATED, json(key));
        }
        return made(HttpStatus.CREATED, keys.add(caller.who(), name, grants, valid));
    }

    @PostMapping(path = "/keys/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, @Nullable Object> change(
            Caller caller, @PathVariable String id, @RequestBody WantedKey wanted) {
        Keys.Key key = knownKey(id);
        keys.change(
                caller.who(),
                id,
                Objects.requireNonNullElse(wanted.name(), key.name()),
                wanted.grants() == null ? key.grants() : grants(wanted.grants()));
        return json(knownKey(id));
    }

    /// The answer has the new key, this once.
    @PostMapping(path = "/keys/{id}/rotate", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, @Nullable Object>> rotate(
            Caller caller, @PathVariable String id, @RequestBody Rotation wanted) {
        return made(
                HttpStatus.OK,
                keys.rotate(
                        caller.who(),
                        id,
                        days(wanted.overlapDays(), 0),
                        days(wanted.days(), DAYS)));
    }

    @PostMapping("/keys/{id}/revoke")
    Map<String, @Nullable Object> revoke(Caller caller, @PathVariable String id) {
        keys.revoke(caller.who(), id);
        return json(knownKey(id));
    }

    private ResponseEntity<Map<String, @Nullable Object>> invited(
            HttpStatus status, String name, String secret, HttpServletRequest request) {
        Map<String, @Nullable Object> json = json(known(name));
        json.put("link", Access.link(request, secret).toString());
        return answer(status, json);
    }

    private ResponseEntity<Map<String, @Nullable Object>> made(HttpStatus status, Keys.Made made) {
        Map<String, @Nullable Object> json = json(made.key());
        json.put("key", made.token());
        return answer(status, json);
    }

    private static ResponseEntity<Map<String, @Nullable Object>> answer(
            HttpStatus status, Map<String, @Nullable Object> json) {
        return ResponseEntity.status(status).cacheControl(CacheControl.noStore()).body(json);
    }

    private Map<String, @Nullable Object> json(Person person) {
        return AccessJson.of(person, time.instant());
    }

    private Map<String, @Nullable Object> json(Keys.Key key) {
        return AccessJson.of(key, time.instant());
    }

    private Person known(String name) {
        Person person = people.of(name);
        if (person == null) {
            throw Problem.of(404, "access.no-person", name);
        }
        return person;
    }

    private Keys.Key knownKey(String id) {
        Keys.Key key = keys.of(id);
        if (key == null) {
            throw Problem.of(404, "access.no-key", id);
        }
        return key;
    }

    private static List<Grant> grants(List<@Nullable GrantRequest> wanted) {
        return wanted.stream().map(each -> required(each, "role").grant()).distinct().toList();
    }

    private static Duration days(@Nullable Integer wanted, int otherwise) {
        return Duration.ofDays(wanted == null ? otherwise : wanted);
    }

    private static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw Problem.of(422, "http.field", field);
        }
        return value;
    }
}
