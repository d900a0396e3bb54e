package org.liandong.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.Problem;

/// What became of one business node of a document.
///
/// @param type     type of the fact
/// @param source   who asserted it, if that could be read
/// @param id       the source's number for it, if that could be read
/// @param result   what became of it
/// @param caseKey  the case it went to
/// @param errors   why it was not taken
/// @param warnings what was tolerated
public record NodeResult(
        String type,
        @Nullable String source,
        @Nullable String id,
        Result result,
        @Nullable String caseKey,
        List<Problem> errors,
        List<Problem> warnings) {

    public NodeResult {
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    public enum Result {
        /// Taken, and in its case.
        ACCEPTED,
        /// Known already, the same; nothing changed.
        DUPLICATE,
        /// Known already, but different: refused.
        CONFLICT,
        /// Cannot be used; set aside with its reasons.
        REJECTED,
        /// Taken; waits for the case it belongs to.
        PARKED;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /// Whether something of the input was refused.
        public boolean refused() {
            return this == CONFLICT || this == REJECTED;
        }
    }
}
