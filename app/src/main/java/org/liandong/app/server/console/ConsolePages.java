package org.liandong.app.server.console;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.liandong.app.ProblemText;
import org.liandong.app.Texts;
import org.liandong.app.Wiring;
import org.liandong.app.server.Cursor;
import org.liandong.app.server.Problem;
import org.liandong.app.server.access.Caller;
import org.liandong.app.server.access.Callers;
import org.liandong.app.server.access.Role;
import org.liandong.app.server.sheets.Given;
import org.liandong.app.server.sheets.ServicePages;
import org.liandong.app.server.tasks.TaskDesk;
import org.liandong.engine.DocumentResult;
import org.liandong.engine.Engine;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// The addresses of the pages. Where a program asks the same address for JSON, the API answers.
@RestController
@RequestMapping(produces = MediaType.TEXT_HTML_VALUE)
class ConsolePages {

    private static final String LANGUAGE = "lang";
    private static final Duration LANGUAGE_KEPT = Duration.ofDays(365);
    private static final int REASON_MAX = 500;
    private static final int FILES_MAX = 20;
    private static final int FILE_BYTES_MAX = 8 << 20;
    private static final int TEXT_MAX = 300;

    private final Console console;
    private final Assets assets;
    private final Engine engine;
    private final TaskDesk desk;
    private final ServicePages pages;

    ConsolePages(Console console, Assets assets, Engine engine, TaskDesk desk, ServicePages pages) {
        this.pages = pages;
        this.console = console;
        this.assets = assets;
        this.engine = engine;
        this.desk = desk;
    }

    // ---- frame

    Frame frame(HttpServletRequest request, Locale locale, String section) {
        return new Frame(Texts.of(locale), section, address(request), reader(request), assets);
    }

    // A form that was sent, or an address that failed, cannot be asked for again in the other
    // language.
    private static String address(HttpServletRequest request) {
        if (!request.getMethod().equals("GET")
                || request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) != null) {
            return "/";
        }
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    private static Frame.Reader reader(HttpServletRequest request) {
        CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        Caller caller = Callers.of(request);
        return new Frame.Reader(
                caller.isKnown() ? caller.shown() : null,
                caller.is(Role.OFFICER),
                caller.is(Role.AUDITOR),
                caller.maySeeBooks(),
                caller.mayUpload(),
                caller.is(Role.APPLICANT),
                caller.is(Role.ADMINISTRATOR),
                token == null ? "_csrf" : token.getParameterName(),
                token == null ? "" : token.getToken());
    }

    static ResponseEntity<String> page(HttpStatus status, String html) {
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.VARY, HttpHeaders.COOKIE, HttpHeaders.ACCEPT_LANGUAGE)
                .body(html);
    }

    static ResponseEntity<String> page(String html) {
        return page(HttpStatus.OK, html);
    }

    private ResponseEntity<String> found(
            HttpServletRequest request, Locale locale, @Nullable String html) {
        return html == null ? error(request, locale, HttpStatus.NOT_FOUND) : page(html);
    }

    ResponseEntity<String> error(HttpServletRequest request, Locale locale, HttpStatus status) {
        String kind =
                switch (status) {
                    case FORBIDDEN -> "403";
                    case NOT_FOUND, METHOD_NOT_ALLOWED, NOT_ACCEPTABLE -> "404";
                    case SERVICE_UNAVAILABLE -> "503";
                    default -> status.is4xxClientError() ? "400" : "500";
                };
        return page(status, console.error(frame(request, locale, ""), kind));
    }

    // ---- pages

    @GetMapping("/")
    ResponseEntity<String> today(HttpServletRequest request, Locale locale) {
        Frame frame = frame(request, locale, "today");
        return page(
                frame.reader().worksHere()
                        ? console.today(frame, Callers.of(request))
                        : console.services(frame, Callers.of(request)));
    }

    @GetMapping("/cases")
    ResponseEntity<String> cases(
            HttpServletRequest request,
            Locale locale,
            @RequestParam(required = false) @Nullable String service,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String after) {
        Caller caller = Callers.of(request);
        String name =
                service == null || service.isEmpty()
                        ? console.firstWithCases(caller)
                        : Wiring.names().stream()
                                .filter(caller::knows)
                                .filter(service::equals)
                                .findFirst()
                                .orElse(null);
        if (name == null) {
            return error(request, locale, HttpStatus.NOT_FOUND);
        }
        return page(
                console.cases(
                        frame(request, locale, "cases"),
                        name,
                        status == null || status.isEmpty() ? null : status,
                        place(after),
                        caller));
    }

    @GetMapping("/cases/{service}/{*key}")
    ResponseEntity<String> oneCase(
            HttpServletRequest request,
            Locale locale,
            @PathVariable String service,
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String said) {
        Frame frame = frame(request, locale, "cases");
        Form form =
                switch (said) {
                    case "answered" -> Form.done(frame.get("page.task.done"));
                    case "taken" -> Form.done(frame.get("page.task.took"));
                    case "given-back" -> Form.done(frame.get("page.task.gave"));
                    case null, default -> Form.EMPTY;
                };
        return found(
                request,
                locale,
                console.oneCase(frame, service, withoutSlash(key), form, Callers.of(request)));
    }

    @GetMapping("/books")
    ResponseEntity<String> books(
            HttpServletRequest request,
            Locale locale,
            @RequestParam(required = false, defaultValue = "") String prefix,
            @RequestParam(required = false, defaultValue = "") String after) {
        return page(console.books(frame(request, locale, "books"), prefix, after));
    }

    @GetMapping("/books/{*name}")
    ResponseEntity<String> account(
            HttpServletRequest request,
            Locale locale,
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String after) {
        return found(
                request,
                locale,
                console.account(frame(request, locale, "books"), withoutSlash(name), place(after)));
    }

    @GetMapping("/tasks")
    ResponseEntity<String> tasks(
            HttpServletRequest request,
            Locale locale,
            @RequestParam(required = false) @Nullable String service,
            @RequestParam(required = false) @Nullable String role,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String after) {
        Caller caller = Callers.of(request);
        Lists.Tasks.Asked asked =
                new Lists.Tasks.Asked(
                        caller.sight(),
                        blankToNull(service),
                        blankToNull(role),
                        "closed".equals(state),
                        Cursor.place(after));
        return page(console.tasks(frame(request, locale, "tasks"), asked));
    }

    @GetMapping("/clocks")
    ResponseEntity<String> clocks(
            HttpServletRequest request,
            Locale locale,
            @RequestParam(required = false) @Nullable String after) {
        return page(
                console.clocks(
                        frame(request, locale, "clocks"),
                        Callers.of(request),
                        Cursor.place(after)));
    }

    @GetMapping("/messages")
    ResponseEntity<String> messages(
            HttpServletRequest request,
            Locale locale,
            @RequestParam(required = false) @Nullable String after) {
        return page(
                console.messages(
                        frame(request, locale, "messages"), Callers.of(request), place(after)));
    }

    @GetMapping("/trail")
    ResponseEntity<String> trail(
            HttpServletRequest request,
            Locale locale,
            @RequestParam(required = false) @Nullable String after) {
        return page(
                console.trail(frame(request, locale, "trail"), Callers.of(request), place(after)));
    }

    @GetMapping("/aside")
    ResponseEntity<String> asides(
            HttpServletRequest request,
            Locale locale,
            @RequestParam(required = false) @Nullable String after) {
        return page(
                console.asides(frame(request, locale, "trail"), Callers.of(request), place(after)));
    }

    @GetMapping("/rules")
    ResponseEntity<String> rules(
            HttpServletRequest request,
            Locale locale,
            @RequestParam(required = false) @Nullable String on) {
        LocalDate day;
        try {
            day = on == null || on.isEmpty() ? null : LocalDate.parse(on);
        } catch (DateTimeException e) {
            return error(request, locale, HttpStatus.BAD_REQUEST);
        }
        return page(console.rules(frame(request, locale, "rules"), day));
    }

    @GetMapping("/services")
    ResponseEntity<String> services(HttpServletRequest request, Locale locale) {
        return page(console.services(frame(request, locale, "services"), Callers.of(request)));
    }

    @GetMapping("/services/{service}/{page}")
    ResponseEntity<String> sheet(
            HttpServletRequest request,
            Locale locale,
            @PathVariable String service,
            @PathVariable String page) {
        return sheet(request, locale, service, page, Map.of());
    }

    /// What no address can hold is sent. It changes nothing.
    @PostMapping("/services/{service}/{page}")
    ResponseEntity<String> sentSheet(
            HttpServletRequest request,
            Locale locale,
            @PathVariable String service,
            @PathVariable String page) {
        return sheet(request, locale, service, page, Given.files(request));
    }

    private ResponseEntity<String> sheet(
            HttpServletRequest request,
            Locale locale,
            String service,
            String name,
            Map<String, MultipartFile> files) {
        Caller caller = Callers.of(request);
        ServicePages.Page page = pages.page(caller, service, name);
        if (page == null) {
            return error(request, locale, HttpStatus.NOT_FOUND);
        }
        Frame frame = frame(request, locale, "services");
        Given given = Given.of(page, request::getParameter, files, frame.texts());
        Console.Sheeted sheeted = console.sheet(frame, page, given, caller);
        return page(
                sheeted.usable() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT,
                sheeted.html());
    }

    @GetMapping("/search")
    ResponseEntity<String> search(
            HttpServletRequest request,
            Locale locale,
            @RequestParam(required = false, defaultValue = "") String q) {
        String number = q.length() > TEXT_MAX ? q.substring(0, TEXT_MAX) : q;
        Lists.Search found = console.search(Texts.of(locale), number, Callers.of(request));
        String only = found.only();
        return only != null
                ? ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(only)).build()
                : page(console.search(frame(request, locale, ""), found));
    }

    /// Keeps the language that was chosen, and goes back.
    @GetMapping("/language")
    ResponseEntity<String> language(
            HttpServletRequest request, @RequestParam String to, @RequestParam String back) {
        ResponseCookie cookie =
                ResponseCookie.from(LANGUAGE, to.equals("zh") ? "zh" : "en")
                        .path("/")
                        .maxAge(LANGUAGE_KEPT)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .build();
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .location(URI.create(own(back)))
                .build();
    }

    // Only an address of ours: nobody may use this page to send people elsewhere.
    private static String own(String address) {
        return address.matches("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*") && isUri(address)
                ? address
                : "/";
    }

    private static boolean isUri(String address) {
        try {
            return URI.create(address).getHost() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @GetMapping(path = "/assets/{hash}/{name}", produces = MediaType.ALL_VALUE)
    ResponseEntity<byte[]> asset(
            HttpServletRequest request, @PathVariable String hash, @PathVariable String name) {
        Assets.Asset asset = assets.at(hash, name);
        if (asset == null) {
            return ResponseEntity.notFound().build();
        }
        String encodings = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
        boolean packed = encodings != null && encodings.contains("gzip");
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(asset.type()))
                        .cacheControl(
                                hash.equals(Assets.NEWEST)
                                        ? CacheControl.noCache()
                                        : CacheControl.maxAge(Duration.ofDays(365))
                                                .cachePublic()
                                                .immutable())
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        return packed
                ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(asset.packed())
                : answer.body(asset.content());
    }

    // ---- forms

    @GetMapping("/upload")
    ResponseEntity<String> upload(HttpServletRequest request, Locale locale) {
        Frame frame = frame(request, locale, "upload");
        return page(console.upload(frame, Uploaded.nothing(frame.texts()), Form.EMPTY));
    }

    @PostMapping(path = "/upload", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<String> uploaded(
            HttpServletRequest request,
            Locale locale,
            @RequestParam(name = "file", required = false) @Nullable List<MultipartFile> sent)
            throws IOException, InterruptedException {
        Frame frame = frame(request, locale, "upload");
        List<MultipartFile> files =
                sent == null ? List.of() : sent.stream().filter(f -> !f.isEmpty()).toList();
        String error = "";
        if (files.isEmpty()) {
            error = frame.get("page.upload.none");
        } else if (files.size() > FILES_MAX) {
            error = frame.get("page.upload.many");
        }
        for (MultipartFile file : files) {
            if (file.getSize() > FILE_BYTES_MAX) {
                error = frame.get("page.upload.large", name(file));
            }
        }
        if (!error.isEmpty()) {
            return page(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    console.upload(
                            frame,
                            Uploaded.nothing(frame.texts()),
                            new Form(Map.of(), Map.of("file", error), "")));
        }
        List<CompletableFuture<DocumentResult>> answers = new ArrayList<>();
        for (MultipartFile file : files) {
            answers.add(engine.submit(name(file), file.getBytes(), Callers.of(request)::refusal));
        }
        List<DocumentResult> results = answers.stream().map(CompletableFuture::join).toList();
        return page(console.upload(frame, Uploaded.of(results, frame.texts()), Form.EMPTY));
    }

    // What a browser calls a file is a name and nothing more.
    private static String name(MultipartFile file) {
        String given = file.getOriginalFilename();
        String name =
                given == null ? "" : given.substring(given.replace('\\', '/').lastIndexOf('/') + 1);
        String clean = name.replaceAll("\\p{Cntrl}", "").strip();
        if (clean.isEmpty()) {
            return "document";
        }
        return clean.length() > TEXT_MAX ? clean.substring(0, TEXT_MAX) : clean;
    }

    @PostMapping("/tasks/answer")
    ResponseEntity<String> answer(
            HttpServletRequest request,
            Locale locale,
            @RequestParam String service,
            @RequestParam String key,
            @RequestParam String task,
            @RequestParam(required = false, defaultValue = "") String answer,
            @RequestParam(required = false, defaultValue = "") String reason)
            throws InterruptedException {
        Texts texts = Texts.of(locale);
        Map<String, String> errors = new LinkedHashMap<>();
        if (answer.isBlank()) {
            errors.put("answer", texts.get("page.task.no.answer"));
        }
        if (reason.isBlank()) {
            errors.put("reason", texts.get("page.task.no.reason"));
        } else if (reason.length() > REASON_MAX) {
            errors.put("reason", texts.get("page.task.long.reason"));
        }
        Form form = new Form(Map.of("answer", answer, "reason", reason), errors, "");
        return work(
                request,
                locale,
                new OfTask(service, key, "answered"),
                form,
                caller -> {
                    if (!errors.isEmpty()) {
                        return "";
                    }
                    DocumentResult result =
                            desk.answer(caller, service, key, task, answer, reason.strip());
                    return result.refused()
                            ? texts.get(
                                    "page.task.refused",
                                    String.join(
                                            " ",
                                            result.nodes().stream()
                                                    .flatMap(n -> n.errors().stream())
                                                    .map(p -> ProblemText.of(p, texts))
                                                    .toList()))
                            : null;
                });
    }

    @PostMapping("/tasks/take")
    ResponseEntity<String> take(
            HttpServletRequest request,
            Locale locale,
            @RequestParam String service,
            @RequestParam String key,
            @RequestParam String task)
            throws InterruptedException {
        return work(
                request,
                locale,
                new OfTask(service, key, "taken"),
                Form.EMPTY,
                caller -> {
                    desk.take(caller, service, key, task);
                    return null;
                });
    }

    @PostMapping("/tasks/give-back")
    ResponseEntity<String> giveBack(
            HttpServletRequest request,
            Locale locale,
            @RequestParam String service,
            @RequestParam String key,
            @RequestParam String task)
            throws InterruptedException {
        return work(
                request,
                locale,
                new OfTask(service, key, "given-back"),
                Form.EMPTY,
                caller -> {
                    desk.giveBack(caller, service, key, task);
                    return null;
                });
    }

    private record OfTask(String service, String key, String said) {}

    private interface Act {

        /// Does it.
        ///
        /// @return null when it is done; why it is not, or an empty text where the form says so already
        @Nullable String by(Caller caller) throws InterruptedException;
    }

    // Afterwards the case is shown: as it is now, or with the form as it was and what is wrong with
    // it.
    private ResponseEntity<String> work(
            HttpServletRequest request, Locale locale, OfTask of, Form form, Act act)
            throws InterruptedException {
        Caller caller = Callers.of(request);
        HttpStatus status = HttpStatus.UNPROCESSABLE_CONTENT;
        String wrong;
        try {
            wrong = act.by(caller);
        } catch (Problem problem) {
            wrong = problem.detail(Texts.of(locale));
            if (wrong == null) {
                throw problem;
            }
            status = HttpStatus.valueOf(problem.status());
        }
        if (wrong == null) {
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(
                            URI.create(Links.ofCase(of.service(), of.key()) + "?said=" + of.said()))
                    .build();
        }
        Map<String, String> errors = new LinkedHashMap<>(form.errors());
        if (!wrong.isEmpty()) {
            errors.put("answer", wrong);
        }
        String html =
                console.maySee(caller, of.service(), of.key())
                        ? console.oneCase(
                                frame(request, locale, "cases"),
                                of.service(),
                                of.key(),
                                new Form(form.values(), errors, ""),
                                caller)
                        : null;
        return html == null ? error(request, locale, HttpStatus.NOT_FOUND) : page(status, html);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static String withoutSlash(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }

    // A cursor of ours is a number; anything else begins anew.
    private static long place(@Nullable String after) {
        return after != null && after.matches("\\d{1,18}") ? Long.parseLong(after) : Long.MAX_VALUE;
    }
}
