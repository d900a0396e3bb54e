package org.liandong.ecommerceimport;

import java.util.List;

/// Whom this service asks, and whether an answer can be used.
final class Officers {

    static final String ROLE = "customs-officer";

    /// The state of a task that can be answered.
    static final String OPEN = "open";

    private Officers() {}

    /// O2 and O3: the answer is one of the possible, and the task is still open.
    ///
    /// @param options the answers that are possible; none where there is no such task
    /// @param state   [#OPEN], or what became of the task
    static Checks checks(String task, String answer, List<String> options, String state) {
        Checks checks = new Checks();
        checks.add(
                "O2",
                options.contains(answer),
                "officer.answer",
                answer,
                "must be one of",
                options.isEmpty() ? "no such task" : String.join(", ", options),
                "");
        checks.add("O3", state.equals(OPEN), "officer.task", task, "task", state, "");
        return checks;
    }
}
