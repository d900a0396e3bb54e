package org.liandong.kernel.page;

import java.util.Map;

/// What was given to a page.
///
/// @param texts  by parameter: texts, and choices as they were made
/// @param series by parameter
/// @param after  where the page before ended, as its sheet said; empty for the first
public record Arguments(Map<String, String> texts, Map<String, Series> series, String after) {

    public Arguments {
        texts = Map.copyOf(texts);
        series = Map.copyOf(series);
    }

    public static Arguments of(Map<String, String> texts) {
        return new Arguments(texts, Map.of(), "");
    }

    /// A text; empty when none was given.
    public String text(String parameter) {
        return texts.getOrDefault(parameter, "");
    }

    /// A series; without [Point] when none was given.
    public Series series(String parameter) {
        return series.getOrDefault(parameter, Series.NONE);
    }
}
