package org.liandong.importrefund;

import java.util.List;
import org.liandong.kernel.Checks;

/// Whom this service asks, and whether an answer can be used.
final class Officers {

    static final String CUSTOMS = "customs-officer";
    static final String TAX = "tax-officer";

    private Officers() {}

    /// O2 and O3: the answer is one of the possible, and the task is open.
    static Checks checks(String task, String answer, List<String> options, boolean open) {
        Checks checks = new Checks();
        checks.add(
                "O2",
                options.contains(answer),
                "officer.answer",
                answer,
                "must be one of",
                options.isEmpty() ? "no such task" : String.join(", ", options),
                "");
        checks.add("O3", open, "officer.task", task, "task", open ? "open" : "not open", "");
        return checks;
    }
}
