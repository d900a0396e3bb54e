package org.liandong.app.server;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.app.Texts;

/// A request that is not served, and why: a status, a stable code, and a text of the bundles.
///
/// It is answered as RFC 9457 says, in the language that was asked for.
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// How types of problems are named; they are names, not places to look up.
    private static final String TYPE = "urn:liandong:problem:";

    private final int status;
    private final @Nullable String key;
    private final transient List<Object> arguments;
    private final int retryAfterSeconds;

    private Problem(int status, @Nullable String key, int retryAfterSeconds, Object... arguments) {
        super(status + " " + key + " " + List.of(arguments), null, false, false);
        this.status = status;
        this.key = key;
        this.retryAfterSeconds = retryAfterSeconds;
        this.arguments = List.of(arguments);
    }

    /// A problem whose status says all.
    public static Problem of(int status) {
        return new Problem(status, null, 0);
    }

    /// A problem in more words.
    ///
    /// @param key of the text that says what is wrong and what to do
    public static Problem of(int status, String key, Object... arguments) {
        return new Problem(status, key, 0, arguments);
    }

    /// A problem that passes.
    public static Problem later(int status, int retryAfterSeconds, String key, Object... args) {
        return new Problem(status, key, retryAfterSeconds, args);
    }

    /// The HTTP status.
    public int status() {
        return status;
    }

    /// Seconds after which to try again, or 0.
    int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /// The stable name of a status.
    static String code(int status) {
        return switch (status) {
            case 400 -> "bad-request";
            case 401 -> "not-signed-in";
            case 403 -> "forbidden";
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 408 -> "too-slow";
            case 409 -> "conflict";
            case 413 -> "too-large";
            case 415 -> "unknown-format";
            case 422 -> "not-usable";
            case 429 -> "too-many";
            case 503 -> "unavailable";
            default -> status < 500 ? "bad-request" : "fault";
        };
    }

    /// What happened, in words.
    String title(Texts texts) {
        return texts.word("http", code(status));
    }

    /// What to do about it, in words; null when there is nothing to add.
    public @Nullable String detail(Texts texts) {
        return key == null ? null : texts.get(key, arguments.toArray());
    }

    /// The answer's body.
    Map<String, Object> body(HttpServletRequest request, Locale locale) {
        Texts texts = Texts.of(locale);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", TYPE + code(status));
        body.put("title", title(texts));
        body.put("status", status);
        String detail = detail(texts);
        if (detail != null) {
            body.put("detail", detail);
        }
        body.put("instance", request.getRequestURI());
        return body;
    }
}
