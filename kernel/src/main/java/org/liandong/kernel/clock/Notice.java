package org.liandong.kernel.clock;

import java.time.LocalDate;
import java.time.Year;
import java.util.Comparator;
import java.util.regex.Pattern;

/// A published holiday notice, which arranges the rest days of one year.
///
/// @param name       the year it arranges and a letter in order of publication: `2020b` is the first revision of 2020
/// @param published  the day from which it was known
public record Notice(String name, LocalDate published) implements Comparable<Notice> {

    private static final Pattern NAME = Pattern.compile("\\d{4}[a-z]");
    private static final Comparator<Notice> IN_ORDER_OF_PUBLICATION =
            Comparator.comparing(Notice::published).thenComparing(Notice::name);

    public Notice {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A notice is named by its year and a letter, as in 2020b, not '%s'."
                            .formatted(name));
        }
    }

    /// The year it arranges. Days of the neighbouring years may be moved with it.
    public Year year() {
        return Year.parse(name.substring(0, 4));
    }

    @Override
    public int compareTo(Notice other) {
        return IN_ORDER_OF_PUBLICATION.compare(this, other);
    }
}
