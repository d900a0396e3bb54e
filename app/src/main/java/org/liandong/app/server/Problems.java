package org.liandong.app.server;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.app.Texts;
import org.liandong.app.server.access.Access;
import org.liandong.app.server.access.Refusal;
import org.liandong.engine.StoreFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;

/// Answers every request that is not served, those of the framework and of the container included: programs with problem
/// details, browsers with a page.
@Controller
@ControllerAdvice
final class Problems implements ErrorController {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private static final int BUSY_SECONDS = 2;
    private static final int FAILED_SECONDS = 30;

    private final LocaleResolver locales;
    private final ObjectProvider<ErrorViewResolver> pages;

    Problems(LocaleResolver locales, ObjectProvider<ErrorViewResolver> pages) {
        this.locales = locales;
        this.pages = pages;
    }

    /// What a request's own code says.
    @ExceptionHandler
    @Nullable Object known(
            Problem problem, HttpServletRequest request, HttpServletResponse response) {
        return answer(problem, request, response, HttpHeaders.EMPTY);
    }

    /// An act that cannot be done as it was asked for.
    @ExceptionHandler
    @Nullable Object refused(
            Refusal refusal, HttpServletRequest request, HttpServletResponse response) {
        return answer(
                Problem.of(refusal.status(), refusal.key(), refusal.arguments().toArray()),
                request,
                response,
                HttpHeaders.EMPTY);
    }

    @ExceptionHandler
    @Nullable Object busy(
            Reads.Busy busy, HttpServletRequest request, HttpServletResponse response) {
        return answer(
                Problem.later(503, BUSY_SECONDS, "http.busy"),
                request,
                response,
                HttpHeaders.EMPTY);
    }

    @ExceptionHandler
    @Nullable Object store(
            StoreFailure failure, HttpServletRequest request, HttpServletResponse response) {
        LOG.error("The store has failed.", failure);
        return answer(
                Problem.later(503, FAILED_SECONDS, "http.store"),
                request,
                response,
                HttpHeaders.EMPTY);
    }

    /// The client has gone: there is nobody to answer.
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException gone) {
        LOG.debug("A client has gone.", gone);
    }

    @ExceptionHandler
    @Nullable Object other(
            Exception exception, HttpServletRequest request, HttpServletResponse response) {
        if (exception instanceof MaxUploadSizeExceededException) {
            return answer(Problem.of(413), request, response, HttpHeaders.EMPTY);
        }
        if (exception instanceof MultipartException) {
            return answer(Problem.of(400), request, response, HttpHeaders.EMPTY);
        }
        if (exception instanceof ErrorResponse known) {
            return answer(
                    Problem.of(known.getStatusCode().value()),
                    request,
                    response,
                    known.getHeaders());
        }
        if (exception instanceof org.springframework.web.bind.ServletRequestBindingException
                || exception instanceof org.springframework.beans.TypeMismatchException
                || exception
                        instanceof
                        org.springframework.http.converter.HttpMessageNotReadableException) {
            return answer(Problem.of(400), request, response, HttpHeaders.EMPTY);
        }
        LOG.error("{} {} failed.", request.getMethod(), logged(request), exception);
        return answer(Problem.of(500), request, response, HttpHeaders.EMPTY);
    }

    // A link that works once is a secret.
    private static String logged(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith(Access.LINK) ? Access.LINK + "…" : path;
    }

    /// What the container or a filter refused.
    @RequestMapping("/error")
    @Nullable Object refused(HttpServletRequest request, HttpServletResponse response) {
        int status =
                request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                        ? code
                        : HttpStatus.NOT_FOUND.value();
        return answer(Problem.of(status), request, response, HttpHeaders.EMPTY);
    }

    private @Nullable Object answer(
            Problem problem,
            HttpServletRequest request,
            HttpServletResponse response,
            HttpHeaders more) {
        // What is on its way cannot be taken back; the container cuts it off.
        if (response.isCommitted()) {
            return null;
        }
        Locale locale = locales.resolveLocale(request);
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(problem.status())
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .header(
                                HttpHeaders.CONTENT_LANGUAGE,
                                Texts.of(locale).locale().toLanguageTag());
        String allow = more.getFirst(HttpHeaders.ALLOW);
        if (allow != null) {
            answer.header(HttpHeaders.ALLOW, allow);
        }
        if (problem.retryAfterSeconds() > 0) {
            answer.header(HttpHeaders.RETRY_AFTER, Integer.toString(problem.retryAfterSeconds()));
        }
        // What a method had promised to answer with does not hold for a problem.
        request.removeAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE);
        if (isBrowser(request)) {
            Texts texts = Texts.of(locale);
            Map<String, Object> model = new LinkedHashMap<>();
            model.put("title", problem.title(texts));
            String detail = problem.detail(texts);
            if (detail != null) {
                model.put("detail", detail);
            }
            for (ErrorViewResolver each : pages) {
                ModelAndView view =
                        each.resolveErrorView(request, HttpStatus.valueOf(problem.status()), model);
                if (view != null) {
                    return view;
                }
            }
        }
        return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem.body(original(request), locale));
    }

    // In an error dispatch the request names the error's address.
    private static HttpServletRequest original(HttpServletRequest request) {
        Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return uri instanceof String path
                ? new jakarta.servlet.http.HttpServletRequestWrapper(request) {
                    @Override
                    public String getRequestURI() {
                        return path;
                    }
                }
                : request;
    }

    private static boolean isBrowser(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
    }
}
