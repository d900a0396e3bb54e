package org.liandong.kernel.clock;

import java.time.LocalDate;
import java.util.Comparator;

/// More time, granted before the time ran out. It counts in the unit of its limit, from that limit's last day.
///
/// @param length     how many units, at least 1; how many are allowed is a matter of the rule
/// @param clause     the article that allows it
/// @param reason     told to the applicant, which the licensing law (42) wants
/// @param grantedOn  the day it was granted; after the last day it comes too late
public record Extension(int length, String clause, String reason, LocalDate grantedOn) {

    static final Comparator<Extension> IN_ORDER =
            Comparator.comparing(Extension::grantedOn)
                    .thenComparingInt(Extension::length)
                    .thenComparing(Extension::clause)
                    .thenComparing(Extension::reason);

    public Extension {
        if (length < 1) {
            throw new IllegalArgumentException(
                    "An extension has at least 1 unit, not %d.".formatted(length));
        }
        if (clause.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException(
                    "An extension needs a clause and a reason, not '%s' and '%s'."
                            .formatted(clause, reason));
        }
    }
}
