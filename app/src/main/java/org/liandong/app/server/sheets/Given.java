package org.liandong.app.server.sheets;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liandong.app.Texts;
import org.liandong.kernel.page.Arguments;
import org.liandong.kernel.page.Parameter;
import org.liandong.kernel.page.Series;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;

/// What was given to a page, as it came.
///
/// @param values    by parameter, to be shown again
/// @param errors    by parameter, what cannot be read, in words
/// @param arguments what could be read
public record Given(Map<String, String> values, Map<String, String> errors, Arguments arguments) {

    private static final int TEXT_MAX = 100;

    /// Ten years of days, each with a few numbers.
    private static final int SERIES_MAX = 200_000;

    /// Reads what was given.
    ///
    /// @param named the text of a parameter, or null
    /// @param files by parameter; a file goes before a text
    public static Given of(
            ServicePages.Page page,
            Function<String, @Nullable String> named,
            Map<String, MultipartFile> files,
            Texts texts) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, String> errors = new LinkedHashMap<>();
        Map<String, String> read = new LinkedHashMap<>();
        Map<String, Series> series = new LinkedHashMap<>();
        for (Parameter parameter : page.parameters()) {
            String name = parameter.name();
            MultipartFile file = files.get(name);
            String text =
                    file == null || file.isEmpty()
                            ? Objects.requireNonNullElse(named.apply(name), "").strip()
                            : content(file);
            boolean isSeries = parameter.kind() == Parameter.Kind.SERIES;
            if (text.length() > (isSeries ? SERIES_MAX : TEXT_MAX)) {
                errors.put(name, texts.get("page.sheet.long", Texts.count(TEXT_MAX)));
                continue;
            }
            values.put(name, text);
            switch (parameter.kind()) {
                case TEXT -> read.put(name, text);
                case CHOICE -> {
                    String chosen = text.isEmpty() ? parameter.options().getFirst() : text;
                    values.put(name, chosen);
                    if (parameter.options().contains(chosen)) {
                        read.put(name, chosen);
                    } else {
                        errors.put(name, texts.get("page.sheet.choice"));
                    }
                }
                case SERIES -> {
                    try {
                        series.put(name, Series.read(text, parameter.options().size()));
                    } catch (Series.Unreadable e) {
                        errors.put(name, said(e, parameter, texts));
                    }
                }
            }
        }
        String after = Objects.requireNonNullElse(named.apply("after"), "");
        return new Given(
                values,
                errors,
                new Arguments(read, series, after.length() > 4 * TEXT_MAX ? "" : after));
    }

    /// The files of a request, by parameter.
    public static Map<String, MultipartFile> files(HttpServletRequest request) {
        MultipartHttpServletRequest sent =
                WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
        return sent == null ? Map.of() : sent.getFileMap();
    }

    // Larger than a request may be anyway, and so too long in any case.
    private static String content(MultipartFile file) {
        try {
            return file.getSize() > 4L * SERIES_MAX
                    ? "0".repeat(SERIES_MAX + 1)
                    : new String(file.getBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String said(Series.Unreadable e, Parameter parameter, Texts texts) {
        return texts.get(
                "page.sheet.line",
                Texts.count(e.line()),
                texts.get(
                        "page.sheet.line."
                                + e.why().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        Texts.count(parameter.options().size() + 1L),
                        Texts.count(Series.POINTS_MAX)));
    }
}
