package org.liandong.app.server.console;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.liandong.app.server.access.Grant;
import org.liandong.app.server.access.Keys;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The pages of administrators about keys: which programs may come in, and what they may.
@RestController
@RequestMapping(path = "/admin", produces = MediaType.TEXT_HTML_VALUE)
final class KeyPages {

    private static final String DAYS = "365";
    private static final String OVERLAP_DAYS = "7";

    private final Keys keys;
    private final InstantSource time;

    KeyPages(Keys keys, InstantSource time) {
        this.keys = keys;
        this.time = time;
    }

    private static String page(Keys.Key key) {
        return Admin.ofKey(key.id());
    }

    @GetMapping("/keys")
    ResponseEntity<String> all(Visit visit) {
        return visit.page(
                "keys",
                Map.of(
                        "page",
                        Admin.KeysPage.of(keys.all(), time.instant(), visit.frame().texts())));
    }

    // ---- one key

    @GetMapping("/keys/{id}")
    ResponseEntity<String> one(Visit visit, @PathVariable String id) {
        return visit.page(
                keys.of(id), key -> shown(visit, key, visit.secret(page(key)), visit.said()));
    }

    private String shown(Visit visit, Keys.Key key, String token, String said) {
        return visit.render(
                "key",
                Map.of(
                        "page",
                        Admin.KeyPage.of(key, time.instant(), visit.frame().texts()),
                        "secret",
                        token,
                        "said",
                        said));
    }

    private ResponseEntity<String> made(Visit visit, Keys.Made made) {
        return visit.show(
                page(made.key()), made.token(), token -> shown(visit, made.key(), token, ""));
    }

    @GetMapping("/add/key")
    ResponseEntity<String> add(Visit visit) {
        return visit.page(
                "newkey",
                Map.of(
                        "form",
                        Form.of(
                                "role", "source", "service", Grant.ANY, "kind", "secret", "days",
                                DAYS)));
    }

    @PostMapping("/keys")
    ResponseEntity<String> added(Visit visit) {
        Entered entered = visit.enteredWithGrant("shown", "kind", "subject", "days");
        return visit.act(
                entered,
                () -> {
                    String name = entered.raw("shown");
                    List<Grant> grants = List.of(entered.grant());
                    Duration valid = entered.days("days", "access.validity-bad");
                    if (entered.raw("kind").equals("subject")) {
                        Keys.Key key =
                                keys.addSubject(
                                        visit.who(), name, entered.text("subject"), grants, valid);
                        return Visit.done(page(key), "key-added");
                    }
                    return made(visit, keys.add(visit.who(), name, grants, valid));
                },
                form -> visit.render("newkey", Map.of("form", form)));
    }

    @GetMapping("/keys/{id}/change")
    ResponseEntity<String> change(Visit visit, @PathVariable String id) {
        return visit.page(keys.of(id), key -> change(visit, key, Form.of("shown", key.name())));
    }

    private static String change(Visit visit, Keys.Key key, Form form) {
        return visit.render(
                "changekey", Map.of("name", key.name(), "href", page(key), "form", form));
    }

    @PostMapping("/keys/{id}/change")
    ResponseEntity<String> changed(Visit visit, @PathVariable String id) {
        Entered entered = visit.entered("shown");
        return visit.act(
                keys.of(id),
                entered,
                key -> {
                    keys.rename(visit.who(), id, entered.raw("shown"));
                    return Visit.done(page(key), "changed");
                },
                (key, form) -> change(visit, key, form));
    }

    @GetMapping("/keys/{id}/give")
    ResponseEntity<String> give(Visit visit, @PathVariable String id) {
        return visit.page(
                keys.of(id),
                key -> give(visit, key, Form.of("role", "source", "service", Grant.ANY)));
    }

    private static String give(Visit visit, Keys.Key key, Form form) {
        return visit.give(page(key), visit.get("page.give.key", key.name()), true, form);
    }

    @PostMapping("/keys/{id}/give")
    ResponseEntity<String> given(Visit visit, @PathVariable String id) {
        Entered entered = visit.enteredWithGrant();
        return visit.act(
                keys.of(id),
                entered,
                key -> {
                    keys.give(visit.who(), id, entered.grant());
                    return Visit.done(page(key), "given");
                },
                (key, form) -> give(visit, key, form));
    }

    @PostMapping("/keys/{id}/take")
    ResponseEntity<String> taken(Visit visit, @PathVariable String id) {
        return visit.act(
                keys.of(id),
                Entered.NOTHING,
                key -> {
                    Grant taken = visit.named(key.grants());
                    if (taken == null) {
                        return Visit.seeOther(page(key));
                    }
                    keys.take(visit.who(), id, taken);
                    return Visit.done(page(key), "taken");
                },
                (key, form) -> visit.refused(page(key), key.name(), form));
    }

    @GetMapping("/keys/{id}/rotate")
    ResponseEntity<String> rotate(Visit visit, @PathVariable String id) {
        return visit.page(
                keys.of(id),
                key -> rotate(visit, key, Form.of("overlap", OVERLAP_DAYS, "days", DAYS)));
    }

    private static String rotate(Visit visit, Keys.Key key, Form form) {
        return visit.render("rotate", Map.of("name", key.name(), "href", page(key), "form", form));
    }

    @PostMapping("/keys/{id}/rotate")
    ResponseEntity<String> rotated(Visit visit, @PathVariable String id) {
        Entered entered = visit.entered("overlap", "days");
        return visit.act(
                keys.of(id),
                entered,
                key ->
                        made(
                                visit,
                                keys.rotate(
                                        visit.who(),
                                        id,
                                        entered.days("overlap", "access.overlap-bad"),
                                        entered.days("days", "access.validity-bad"))),
                (key, form) -> rotate(visit, key, form));
    }

    @GetMapping("/keys/{id}/revoke")
    ResponseEntity<String> revoke(Visit visit, @PathVariable String id) {
        return visit.page(keys.of(id), key -> revoke(visit, key, Form.EMPTY));
    }

    private static String revoke(Visit visit, Keys.Key key, Form form) {
        return visit.confirm(
                page(key),
                "revoke",
                visit.get("page.revoke.title", key.name()),
                List.of(visit.get("page.revoke.said")),
                visit.get("page.revoke.do"),
                form);
    }

    @PostMapping("/keys/{id}/revoke")
    ResponseEntity<String> revoked(Visit visit, @PathVariable String id) {
        return visit.act(
                keys.of(id),
                Entered.NOTHING,
                key -> {
                    keys.revoke(visit.who(), id);
                    return Visit.done(page(key), "revoked");
                },
                (key, form) -> revoke(visit, key, form));
    }
}
