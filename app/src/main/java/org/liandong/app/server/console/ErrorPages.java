package org.liandong.app.server.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;

/// What a person sees when an address does not work: what happened, what is safe, what to do.
final class ErrorPages implements ErrorViewResolver {

    private final ConsolePages pages;
    private final LocaleResolver languages;

    ErrorPages(ConsolePages pages, LocaleResolver languages) {
        this.pages = pages;
        this.languages = languages;
    }

    @Override
    public @Nullable ModelAndView resolveErrorView(
            HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        ResponseEntity<String> page =
                pages.error(request, languages.resolveLocale(request), status);
        return new ModelAndView((_, _, response) -> {
            response.setStatus(status.value());
            response.setContentType("text/html;charset=utf-8");
            response.getWriter().write(page.getBody() == null ? "" : page.getBody());
        });
    }
}
