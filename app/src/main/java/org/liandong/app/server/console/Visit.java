package org.liandong.app.server.console;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.liandong.app.server.Problem;
import org.liandong.app.server.access.Access;
import org.liandong.app.server.access.Caller;
import org.liandong.app.server.access.Callers;
import org.liandong.app.server.access.Grant;
import org.liandong.app.server.access.Refusal;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// One request to the pages of the administration, and the ways to answer it.
final class Visit {

    private final HttpServletRequest request;
    private final Frame frame;
    private final Caller caller;
    private final Console console;
    private final Supplier<ResponseEntity<String>> nowhere;

    private Visit(
            HttpServletRequest request,
            Frame frame,
            Console console,
            Supplier<ResponseEntity<String>> nowhere) {
        this.request = request;
        this.frame = frame;
        this.caller = Callers.of(request);
        this.console = console;
        this.nowhere = nowhere;
    }

    /// A method that answers requests takes a [Visit] as a parameter.
    record Resolver(Console console, ConsolePages pages) implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Visit.class;
        }

        @Override
        public Visit resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer model,
                NativeWebRequest web,
                @Nullable WebDataBinderFactory binders) {
            HttpServletRequest request =
                    Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
            return new Visit(
                    request,
                    pages.frame(request, web.getLocale(), "admin"),
                    console,
                    () -> pages.error(request, web.getLocale(), HttpStatus.NOT_FOUND));
        }
    }

    /// Who acts, as the trail names them.
    String who() {
        return caller.who();
    }

    Frame frame() {
        return frame;
    }

    String get(String text, Object... arguments) {
        return frame.get(text, arguments);
    }

    Entered entered(String... fields) {
        return Entered.in(request, fields);
    }

    Entered enteredWithGrant(String... fields) {
        return Entered.withGrant(request, fields);
    }

    // ---- pages

    String render(String template, Map<String, Object> parameters) {
        return console.render("admin/" + template, frame, parameters);
    }

    ResponseEntity<String> page(String template, Map<String, Object> parameters) {
        return ConsolePages.page(render(template, parameters));
    }

    /// The page of a thing, or that there is none such.
    <T> ResponseEntity<String> page(@Nullable T thing, Function<T, String> page) {
        return thing == null ? nowhere.get() : ConsolePages.page(page.apply(thing));
    }

    /// Asks whether something is meant.
    ///
    /// @param page address of the page to go back to
    /// @param act  what is done there, as in its address
    String confirm(
            String page, String act, String title, List<String> said, String button, Form form) {
        return render(
                "confirm",
                Map.of(
                        "page",
                        new Admin.Confirmation(title, said, page + "/" + act, button, page),
                        "form",
                        form));
    }

    /// The form that gives a role.
    String give(String page, String title, boolean program, Form form) {
        return render(
                "give", Map.of("title", title, "action", page, "program", program, "form", form));
    }

    /// An act without a form of its own that was refused.
    String refused(String page, String title, Form form) {
        return render(
                "refused",
                Map.of(
                        "title",
                        title,
                        "why",
                        form.errors().values().iterator().next(),
                        "back",
                        page));
    }

    /// What was done, in words; empty for what nobody says.
    String said() {
        String what = request.getParameter("said");
        return what != null
                        && what.matches("[a-z-]{1,40}")
                        && frame.texts().has("page.admin.said." + what)
                ? frame.word("page.admin.said", what)
                : "";
    }

    // ---- acts

    /// Does something; where it is refused, the form stands there again with what was entered and what is wrong.
    ResponseEntity<String> act(
            Entered entered, Supplier<ResponseEntity<String>> act, Function<Form, String> again) {
        try {
            return act.get();
        } catch (Refusal refusal) {
            return again(
                    refusal.status(),
                    entered,
                    field(refusal.key()),
                    get(refusal.key(), refusal.arguments().toArray()),
                    again);
        } catch (Problem problem) {
            String detail = problem.detail(frame.texts());
            if (detail == null) {
                throw problem;
            }
            return again(problem.status(), entered, "url", detail, again);
        }
    }

    /// The same to a thing, or that there is none such.
    <T> ResponseEntity<String> act(
            @Nullable T thing,
            Entered entered,
            Function<T, ResponseEntity<String>> act,
            BiFunction<T, Form, String> again) {
        return thing == null
                ? nowhere.get()
                : act(entered, () -> act.apply(thing), form -> again.apply(thing, form));
    }

    private static ResponseEntity<String> again(
            int status, Entered entered, String field, String error, Function<Form, String> again) {
        return ConsolePages.page(
                HttpStatus.valueOf(status),
                again.apply(new Form(entered.values(), Map.of(field, error), "")));
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
            case "access.owner-bad" -> "owners";
            case "access.validity-bad" -> "days";
            case "access.overlap-bad" -> "overlap";
            default -> "act";
        };
    }

    static ResponseEntity<String> seeOther(String page) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(page)).build();
    }

    /// Leads to a page that says what was done.
    static ResponseEntity<String> done(String page, String what) {
        return seeOther(page + "?said=" + what);
    }

    /// The grant that a button names; null when there is none such.
    @Nullable Grant named(List<Grant> grants) {
        String token = request.getParameter("grant");
        return grants.stream()
                .filter(grant -> Admin.token(grant).equals(token))
                .findFirst()
                .orElse(null);
    }

    // ---- secrets

    /// The address under which somebody comes in for the first time.
    String link(String secret) {
        return Access.link(request, secret).toString();
    }

    /// Leads to the page that shows a secret once.
    ///
    /// @param shown the page with it, for whoever has no session to keep it in
    ResponseEntity<String> show(String page, String secret, Function<String, String> shown) {
        return Once.keep(request, page, secret)
                ? seeOther(page)
                : ConsolePages.page(shown.apply(secret));
    }

    /// The secret that was kept for a page; empty when there is none.
    String secret(String page) {
        return Objects.requireNonNullElse(Once.take(request, page), "");
    }
}
