package org.liandong.app.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.liandong.app.Texts;
import org.liandong.app.server.Problem;
import org.liandong.app.server.Reads;
import org.liandong.app.server.access.Caller;
import org.liandong.app.server.access.Callers;
import org.liandong.app.server.sheets.Given;
import org.liandong.app.server.sheets.ServicePages;
import org.liandong.app.server.sheets.SheetJson;
import org.liandong.app.server.sheets.SheetWords;
import org.liandong.kernel.page.Sheet;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/// The pages that services bring, for programs: at the same addresses, with the same arguments.
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class SheetController {

    private final Reads reads;
    private final ServicePages sheets;
    private final Pages pages;
    private final InstantSource time;

    SheetController(Reads reads, ServicePages sheets, Pages pages, InstantSource time) {
        this.reads = reads;
        this.sheets = sheets;
        this.pages = pages;
        this.time = time;
    }

    @GetMapping("/services/{service}/{page}")
    ResponseEntity<byte[]> sheet(
            HttpServletRequest request,
            Locale locale,
            @PathVariable String service,
            @PathVariable String page) {
        return sheet(request, locale, service, page, Map.of());
    }

    /// What no address can hold is sent. It changes nothing.
    @PostMapping("/services/{service}/{page}")
    ResponseEntity<byte[]> sent(
            HttpServletRequest request,
            Locale locale,
            @PathVariable String service,
            @PathVariable String page) {
        return sheet(request, locale, service, page, Given.files(request));
    }

    private ResponseEntity<byte[]> sheet(
            HttpServletRequest request,
            Locale locale,
            String service,
            String name,
            Map<String, MultipartFile> files) {
        Caller caller = Callers.of(request);
        ServicePages.Page page = sheets.page(caller, service, name);
        if (page == null) {
            throw Problem.of(404);
        }
        Texts texts = Texts.of(locale);
        Given given = Given.of(page, request::getParameter, files, texts);
        given.errors()
                .forEach((parameter, why) -> {
                    throw Problem.of(422, "http.argument", parameter, why);
                });
        return pages.one(
                request,
                reads.read(views -> {
                    SheetWords words = new SheetWords(views, service, caller, texts);
                    Instant wall = time.instant();
                    Instant store = views.lastEntry() == 0 ? wall : views.now();
                    Sheet sheet =
                            page.sheet(
                                    views,
                                    caller,
                                    given.arguments(),
                                    store.isAfter(wall) ? store : wall);
                    Sheet.Wrong wrong = sheet.wrong();
                    if (wrong != null) {
                        throw Problem.of(
                                422, "http.argument", wrong.parameter(), words.say(wrong.why()));
                    }
                    return SheetJson.of(page, sheet, words);
                }));
    }
}
