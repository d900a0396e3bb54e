package org.liandong.app.server.console;

import java.util.List;
import java.util.Map;
import org.liandong.app.server.access.Caller;
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
import org.springframework.web.bind.annotation.RestController;

/// The pages of administrators about webhooks: who is called, and what could not be delivered.
@RestController
@RequestMapping(path = "/admin", produces = MediaType.TEXT_HTML_VALUE)
final class WebhookPages {

    private final Webhooks webhooks;
    private final Calls calls;

    WebhookPages(Webhooks webhooks, Calls calls) {
        this.webhooks = webhooks;
        this.calls = calls;
    }

    @GetMapping("/webhooks")
    ResponseEntity<String> all(Visit visit) {
        List<Admin.HooksPage.HookRow> rows =
                webhooks.all().stream()
                        .map(webhook ->
                                Admin.HooksPage.row(
                                        webhook,
                                        webhooks.letters(webhook.id()).size(),
                                        visit.frame().texts()))
                        .toList();
        return visit.page(
                "webhooks",
                Map.of(
                        "page",
                        Admin.HooksPage.of(rows, visit.frame().texts()),
                        "said",
                        visit.said()));
    }

    // ---- one webhook

    @GetMapping("/webhooks/{id}")
    ResponseEntity<String> one(Visit visit, @PathVariable String id) {
        return visit.page(
                webhooks.one(id),
                webhook -> shown(visit, webhook, visit.secret(Admin.ofHook(id)), visit.said()));
    }

    private String shown(Visit visit, Webhook webhook, String secret, String said) {
        return visit.render(
                "webhook",
                Map.of(
                        "page",
                        Admin.HookPage.of(
                                webhook, webhooks.letters(webhook.id()), visit.frame().texts()),
                        "secret",
                        secret,
                        "said",
                        said));
    }

    @GetMapping("/add/webhook")
    ResponseEntity<String> add(Visit visit) {
        return visit.page("newwebhook", Map.of("form", Form.of("kind", "decisions")));
    }

    @PostMapping("/webhooks")
    ResponseEntity<String> added(Visit visit) {
        Entered entered = visit.entered("url", "service", "kind", "recipient", "owner");
        boolean messages = entered.raw("kind").equals("messages");
        if (messages && entered.text("recipient").isEmpty()) {
            return ConsolePages.page(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    add(
                            visit,
                            new Form(
                                    entered.values(),
                                    Map.of("recipient", visit.get("page.hook.no.recipient")),
                                    "")));
        }
        return visit.act(
                entered,
                () -> {
                    Webhook webhook =
                            webhooks.add(
                                    visit.who(),
                                    entered.text("url"),
                                    entered.raw("service"),
                                    messages ? entered.text("recipient") : null,
                                    entered.optional("owner"));
                    return visit.show(
                            Admin.ofHook(webhook.id()),
                            webhooks.shownSecret(webhook),
                            secret -> shown(visit, webhook, secret, ""));
                },
                form -> add(visit, form));
    }

    private static String add(Visit visit, Form form) {
        return visit.render("newwebhook", Map.of("form", form));
    }

    @PostMapping("/webhooks/{id}/pause")
    ResponseEntity<String> paused(Caller caller, @PathVariable String id) {
        webhooks.turn(caller.who(), id, Webhook.PAUSED);
        return Visit.done(Admin.ofHook(id), "paused");
    }

    @PostMapping("/webhooks/{id}/resume")
    ResponseEntity<String> resumed(Caller caller, @PathVariable String id) {
        webhooks.turn(caller.who(), id, Webhook.ACTIVE);
        return Visit.done(Admin.ofHook(id), "resumed");
    }

    @GetMapping("/webhooks/{id}/remove")
    ResponseEntity<String> remove(Visit visit, @PathVariable String id) {
        return visit.page(
                webhooks.one(id),
                webhook ->
                        visit.confirm(
                                Admin.ofHook(id),
                                "remove",
                                visit.get("page.remove.title", webhook.url().toString()),
                                List.of(visit.get("page.remove.said")),
                                visit.get("page.remove.do"),
                                Form.EMPTY));
    }

    @PostMapping("/webhooks/{id}/remove")
    ResponseEntity<String> removed(Caller caller, @PathVariable String id) {
        webhooks.remove(caller.who(), id);
        return Visit.done("/admin/webhooks", "removed");
    }

    @PostMapping("/webhooks/{id}/letters/{event}/resend")
    ResponseEntity<String> resent(
            Caller caller, @PathVariable String id, @PathVariable String event)
            throws InterruptedException {
        boolean taken = calls.resend(caller.who(), id, event);
        return Visit.done(Admin.ofHook(id), taken ? "resent" : "not-taken");
    }
}
