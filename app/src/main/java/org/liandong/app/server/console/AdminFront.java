package org.liandong.app.server.console;

import java.time.InstantSource;
import java.util.Map;
import org.liandong.app.server.access.Keys;
import org.liandong.app.server.access.People;
import org.liandong.app.server.push.Webhooks;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The first page of administrators: what there is, and what of it needs somebody.
@RestController
final class AdminFront {

    private final Console console;
    private final People people;
    private final Keys keys;
    private final Webhooks webhooks;
    private final InstantSource time;

    AdminFront(Console console, People people, Keys keys, Webhooks webhooks, InstantSource time) {
        this.console = console;
        this.people = people;
        this.keys = keys;
        this.webhooks = webhooks;
        this.time = time;
    }

    @GetMapping(path = "/admin", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> front(Visit visit) {
        return visit.page(
                "front",
                Map.of(
                        "page",
                        Admin.Front.of(
                                people.all(),
                                keys.all(),
                                webhooks.all(),
                                console.rulesInForce(),
                                time.instant(),
                                visit.frame().texts())));
    }
}
