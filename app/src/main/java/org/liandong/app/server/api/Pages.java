package org.liandong.app.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liandong.app.server.Problem;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/// How answers of the API are made: pages with a way to the next, and a tag by which a client that knows the answer gets
/// none.
final class Pages {

    static final int LIMIT = 50;
    static final int LIMIT_MAX = 500;

    private final JsonMapper mapper;

    Pages(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /// How many are wanted.
    static int limit(@Nullable Integer wanted) {
        if (wanted == null) {
            return LIMIT;
        }
        if (wanted < 1 || wanted > LIMIT_MAX) {
            throw Problem.of(400, "http.limit", Integer.toString(LIMIT_MAX));
        }
        return wanted;
    }

    /// A number within a cursor; the beginning where there is none.
    static long place(@Nullable String after) {
        if (after == null || after.isEmpty()) {
            return 0;
        }
        try {
            return Math.max(0, Long.parseLong(after));
        } catch (NumberFormatException e) {
            throw Problem.of(400, "http.cursor");
        }
    }

    /// A page of a list.
    ///
    /// @param next cursor of the page after, or null
    <T> ResponseEntity<byte[]> page(
            HttpServletRequest request,
            List<T> items,
            Function<T, ? extends Map<String, ?>> json,
            @Nullable String next) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("items", items.stream().map(json).toList());
        body.put("next", next);
        HttpHeaders headers = new HttpHeaders();
        if (next != null) {
            UriComponentsBuilder address =
                    UriComponentsBuilder.fromPath(request.getRequestURI())
                            .query(Objects.requireNonNullElse(request.getQueryString(), ""))
                            .replaceQueryParam("after", next);
            headers.set(HttpHeaders.LINK, "<" + address.build().toUriString() + ">; rel=\"next\"");
        }
        return answer(request, body, headers);
    }

    /// One thing.
    ResponseEntity<byte[]> one(HttpServletRequest request, Object body) {
        return answer(request, body, HttpHeaders.EMPTY);
    }

    private ResponseEntity<byte[]> answer(
            HttpServletRequest request, Object body, HttpHeaders headers) {
        byte[] bytes = mapper.writeValueAsBytes(body);
        String tag = "\"" + hash(bytes) + "\"";
        boolean known = false;
        String asked = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (asked != null) {
            for (String each : asked.split(",", -1)) {
                String strong = each.strip().replaceFirst("^W/", "");
                known |= strong.equals(tag) || strong.equals("*");
            }
        }
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(known ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                        .headers(headers)
                        .eTag(tag)
                        // Whoever keeps it must ask whether it still holds; nobody else may keep
                        // it.
                        .cacheControl(CacheControl.noCache().cachePrivate())
                        .varyBy(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_LANGUAGE);
        return known ? answer.build() : answer.contentType(MediaType.APPLICATION_JSON).body(bytes);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
