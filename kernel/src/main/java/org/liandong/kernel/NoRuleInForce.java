package org.liandong.kernel;

import java.time.LocalDate;

/// No edition of a rule covers the date asked for: the law had not spoken yet, or its table is not loaded.
public final class NoRuleInForce extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NoRuleInForce(String rule, LocalDate on) {
        super(
                "No edition of the rule '%s' is in force on %s. Maybe load the edition of that day."
                        .formatted(rule, on));
    }
}
