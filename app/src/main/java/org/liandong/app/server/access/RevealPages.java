package org.liandong.app.server.access;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.app.Texts;
import org.liandong.engine.Originals.Original;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// Shows personal data and documents as they came, each time with a reason that is written down.
@RestController
final class RevealPages {

    private final Reveals reveals;
    private final TemplateEngine templates;

    RevealPages(Reveals reveals, TemplateEngine templates) {
        this.reveals = reveals;
        this.templates = templates;
    }

    @PostMapping(
            path = "/reveal",
            params = "!document",
            produces = MediaType.APPLICATION_JSON_VALUE)
    Reveals.Clear ofCase(
            Caller caller,
            @RequestParam String service,
            @RequestParam String key,
            @RequestParam(defaultValue = "") String reason,
            Locale locale) {
        return found(asked(locale, () -> reveals.ofCase(caller, service, key, reason)));
    }

    @PostMapping(path = "/reveal", params = "!document", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page(
            Caller caller,
            @RequestParam String service,
            @RequestParam String key,
            @RequestParam(defaultValue = "") String reason,
            Locale locale) {
        Reveals.Clear clear =
                found(asked(locale, () -> reveals.ofCase(caller, service, key, reason)));
        Map<String, Object> model = new HashMap<>();
        model.put("texts", Texts.of(locale));
        model.put("key", key);
        model.put("clear", clear);
        StringOutput page = new StringOutput();
        templates.render("access/reveal.jte", model, page);
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(new MediaType("text", "html", StandardCharsets.UTF_8))
                .body(page.toString());
    }

    /// The bytes as they came, to be kept and never shown by a browser.
    @PostMapping(path = "/reveal", params = "document")
    ResponseEntity<byte[]> document(
            Caller caller,
            @RequestParam String service,
            @RequestParam(required = false) @Nullable String key,
            @RequestParam long document,
            @RequestParam(defaultValue = "") String reason,
            Locale locale) {
        Original.Whole original =
                found(
                        asked(
                                locale,
                                () -> reveals.ofDocument(caller, service, key, document, reason)));
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("document-" + document)
                                .build()
                                .toString())
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(original.content());
    }

    private interface Asked<T> {
        @Nullable T answer();
    }

    private static <T> @Nullable T asked(Locale locale, Asked<T> question) {
        try {
            return question.answer();
        } catch (Refusal refusal) {
            throw new ResponseStatusException(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    Texts.of(locale).get(refusal.key(), refusal.arguments().toArray()),
                    refusal);
        }
    }

    private static <T> T found(@Nullable T answer) {
        if (answer == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return answer;
    }
}
