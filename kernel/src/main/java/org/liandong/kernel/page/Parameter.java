package org.liandong.kernel.page;

import java.util.List;

/// Something that a page asks for.
///
/// @param name    of the argument; lower case, also in the address
/// @param options of a choice the words to choose from, the first when nothing is chosen; of a series the names of its numbers
public record Parameter(String name, Kind kind, List<String> options) {

    /// What is entered.
    public enum Kind {
        /// A short text, such as a number of a receipt.
        TEXT,
        /// One of some words.
        CHOICE,
        /// Numbers by day, pasted or as a file.
        SERIES
    }

    public Parameter {
        options = List.copyOf(options);
    }

    public static Parameter text(String name) {
        return new Parameter(name, Kind.TEXT, List.of());
    }

    public static Parameter choice(String name, String... options) {
        return new Parameter(name, Kind.CHOICE, List.of(options));
    }

    /// Numbers by day.
    ///
    /// @param numbers what stands behind the day on each line
    public static Parameter series(String name, String... numbers) {
        return new Parameter(name, Kind.SERIES, List.of(numbers));
    }
}
