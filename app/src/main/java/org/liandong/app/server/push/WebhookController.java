package org.liandong.app.server.push;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.app.server.Problem;
import org.liandong.app.server.access.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Administration of webhooks for programs.
@RestController
@RequestMapping(path = "/admin/webhooks", produces = MediaType.APPLICATION_JSON_VALUE)
final class WebhookController {

    private final Webhooks webhooks;
    private final Calls calls;

    WebhookController(Webhooks webhooks, Calls calls) {
        this.webhooks = webhooks;
        this.calls = calls;
    }

    /// What an administrator asks for.
    ///
    /// @param recipient whose messages; absent for decisions
    /// @param owner     only what belongs to cases of this owner; absent for all
    record Wanted(
            @Nullable String url,
            @Nullable String service,
            @Nullable String recipient,
            @Nullable String owner) {}

    @GetMapping
    Map<String, Object> all() {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("items", webhooks.all().stream().map(WebhookController::json).toList());
        return page;
    }

    /// The answer has the secret, this once.
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, @Nullable Object> add(Caller caller, @RequestBody Wanted wanted) {
        String url = wanted.url();
        String service = wanted.service();
        if (url == null || service == null) {
            throw Problem.of(422, "http.field", url == null ? "url" : "service");
        }
        Webhook webhook =
                webhooks.add(caller.who(), url, service, wanted.recipient(), wanted.owner());
        Map<String, @Nullable Object> json = json(webhook);
        json.put("secret", webhooks.shownSecret(webhook));
        return json;
    }

    @PostMapping("/{id}/pause")
    Map<String, @Nullable Object> pause(Caller caller, @PathVariable String id) {
        return json(webhooks.turn(caller.who(), id, Webhook.PAUSED));
    }

    @PostMapping("/{id}/resume")
    Map<String, @Nullable Object> resume(Caller caller, @PathVariable String id) {
        return json(webhooks.turn(caller.who(), id, Webhook.ACTIVE));
    }

    @PostMapping("/{id}/remove")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller caller, @PathVariable String id) {
        webhooks.remove(caller.who(), id);
    }

    @GetMapping("/{id}/letters")
    Map<String, List<Webhooks.Letter>> letters(@PathVariable String id) {
        webhooks.one(id);
        return Map.of("items", webhooks.letters(id));
    }

    @PostMapping("/{id}/letters/{event}/resend")
    Map<String, Object> resend(Caller caller, @PathVariable String id, @PathVariable String event)
            throws InterruptedException {
        return Map.of("taken", calls.resend(caller.who(), id, event));
    }

    private static Map<String, @Nullable Object> json(Webhook webhook) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", webhook.id());
        json.put("url", webhook.url().toString());
        json.put("service", webhook.service());
        json.put("recipient", webhook.recipient());
        json.put("owner", webhook.owner());
        json.put("state", webhook.state());
        json.put("failures", webhook.failures());
        json.put("error", webhook.error());
        json.put("madeAt", webhook.madeAt());
        return json;
    }
}
