package org.liandong.app.server.access;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liandong.app.Texts;
import org.liandong.app.server.access.People.Entry;
import org.liandong.app.server.access.People.Person;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The pages at the door: signing in and out, the link that lets a password be chosen, and one's own account.
@RestController
final class EntryPages {

    private final People people;
    private final Entrance entrance;
    private final TemplateEngine templates;
    private final List<String> providers;

    EntryPages(People people, Entrance entrance, TemplateEngine templates, List<String> providers) {
        this.people = people;
        this.entrance = entrance;
        this.templates = templates;
        this.providers = List.copyOf(providers);
    }

    @GetMapping(path = "/enter", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> enter(
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String refused,
            @RequestParam(required = false) @Nullable String unknown,
            HttpServletRequest request,
            Locale locale) {
        Texts texts = Texts.of(locale);
        String fault =
                refused != null
                        ? texts.get("enter.refused")
                        : unknown != null ? texts.get("enter.unknown") : "";
        return entry(HttpStatus.OK, request, texts, ReturnPath.safe(to), "", fault);
    }

    @PostMapping(path = "/enter", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> enter(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(required = false) @Nullable String to,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        Texts texts = Texts.of(locale);
        String wanted = ReturnPath.safe(to);
        return switch (people.enter(name, password, request.getRemoteAddr())) {
            case Entry.Entered(var person) -> {
                entrance.signIn(request, response, person, "password");
                yield seeOther(wanted);
            }
            case Entry.Wrong() ->
                    entry(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            request,
                            texts,
                            wanted,
                            name,
                            texts.get("enter.wrong"));
            case Entry.Wait(var left) -> {
                response.setHeader(
                        HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, left.toSeconds())));
                yield entry(
                        HttpStatus.TOO_MANY_REQUESTS,
                        request,
                        texts,
                        wanted,
                        name,
                        texts.get("enter.wait", texts.span(left.plusSeconds(1))));
            }
        };
    }

    private ResponseEntity<String> entry(
            HttpStatus status,
            HttpServletRequest request,
            Texts texts,
            String to,
            String name,
            String fault) {
        Map<String, Object> model = model(request, texts, fault);
        model.put("to", to);
        model.put("name", name);
        model.put("providers", providers);
        return page(status, "access/enter.jte", model);
    }

    @PostMapping("/leave")
    ResponseEntity<String> leave(HttpServletRequest request) {
        entrance.signOut(request);
        return seeOther("/enter");
    }

    @GetMapping(path = "/begin/{link}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> begin(
            @PathVariable String link,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        Person demo = entrance.useDemoLink(link);
        if (demo != null) {
            entrance.signIn(request, response, demo, "link");
            return seeOther("/");
        }
        return begin(HttpStatus.OK, link, request, Texts.of(locale), null);
    }

    @PostMapping(path = "/begin/{link}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> choose(
            @PathVariable String link,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        Person person;
        try {
            person = people.choose(link, name, password);
        } catch (Refusal refusal) {
            return begin(HttpStatus.BAD_REQUEST, link, request, Texts.of(locale), refusal);
        }
        entrance.signIn(request, response, person, "link");
        return seeOther("/");
    }

    private ResponseEntity<String> begin(
            HttpStatus status,
            String link,
            HttpServletRequest request,
            Texts texts,
            @Nullable Refusal refusal) {
        Person invited;
        try {
            invited = people.invited(link);
        } catch (Refusal isVoid) {
            Map<String, Object> model = model(request, texts, said(texts, isVoid));
            model.put("to", "/");
            model.put("name", "");
            model.put("providers", providers);
            return page(HttpStatus.GONE, "access/enter.jte", model);
        }
        Map<String, Object> model =
                model(request, texts, refusal == null ? "" : said(texts, refusal));
        model.put("link", link);
        model.put("name", invited == null ? "" : invited.name());
        model.put("lengthMin", Integer.toString(PasswordRules.LENGTH_MIN));
        return page(status, "access/begin.jte", model);
    }

    @GetMapping(path = "/me", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> me(Caller caller, HttpServletRequest request, Locale locale) {
        return me(HttpStatus.OK, caller, request, Texts.of(locale), "", "");
    }

    @GetMapping(path = "/me", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> me(Caller caller) {
        Map<String, Object> json = new java.util.LinkedHashMap<>();
        json.put("who", caller.who());
        json.put("shown", caller.shown());
        json.put("grants", caller.grants().stream().map(AccessJson::of).toList());
        return json;
    }

    @PostMapping(path = "/me/password", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> password(
            Caller caller,
            @RequestParam(defaultValue = "") String old,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        Texts texts = Texts.of(locale);
        if (!caller.person()) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN).build();
        }
        String name = caller.who().substring(caller.who().indexOf('/') + 1);
        try {
            people.changePassword(name, old, password, request.getRemoteAddr());
        } catch (Refusal refusal) {
            return me(HttpStatus.BAD_REQUEST, caller, request, texts, said(texts, refusal), "");
        }
        // All sessions of the account end with its old password; this one begins anew.
        entrance.signIn(request, response, Objects.requireNonNull(people.of(name)), "password");
        return me(HttpStatus.OK, caller, request, texts, "", texts.get("me.changed"));
    }

    private ResponseEntity<String> me(
            HttpStatus status,
            Caller caller,
            HttpServletRequest request,
            Texts texts,
            String fault,
            String done) {
        Map<String, Object> model = model(request, texts, fault);
        model.put("caller", caller);
        model.put("done", done);
        model.put("lengthMin", Integer.toString(PasswordRules.LENGTH_MIN));
        return page(status, "access/me.jte", model);
    }

    private static String said(Texts texts, Refusal refusal) {
        return texts.get(refusal.key(), refusal.arguments().toArray());
    }

    private static Map<String, Object> model(
            HttpServletRequest request, Texts texts, String fault) {
        Map<String, Object> model = new HashMap<>();
        model.put("texts", texts);
        model.put("fault", fault);
        model.put(
                "form",
                request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                        ? token.getToken()
                        : "");
        return model;
    }

    private ResponseEntity<String> page(
            HttpStatus status, String template, Map<String, Object> model) {
        StringOutput page = new StringOutput();
        templates.render(template, model, page);
        return ResponseEntity.status(status)
                .contentType(new MediaType("text", "html", java.nio.charset.StandardCharsets.UTF_8))
                .body(page.toString());
    }

    private static ResponseEntity<String> seeOther(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(path)).build();
    }
}
