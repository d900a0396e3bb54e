package org.liandong.warehousereceipt;

import java.util.ArrayList;
import java.util.List;
import org.liandong.kernel.Checks;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Verdict;

/// What an issue or an act is judged by: every check, all that is missing, the tables that were asked.
final class Trial {

    final Checks checks = new Checks();
    final List<String> missing = new ArrayList<>();
    final List<Verdict> verdicts = new ArrayList<>();

    void require(String name, boolean there) {
        if (!there && !missing.contains(name)) {
            missing.add(name);
        }
    }

    void same(String rule, String left, String value, String right, String other) {
        checks.add(rule, value.equals(other), left, value, right, other, "");
    }

    boolean passes() {
        return checks.failed().isEmpty() && missing.isEmpty();
    }

    /// What it comes to when it does not pass.
    Outcome outcome() {
        return checks.failed().isEmpty() ? Outcome.WAITING : Outcome.REFUSED;
    }

    /// R1: the receipt is not closed.
    void isOpen(String receiptNo, String closed) {
        checks.add(
                "R1",
                closed.isEmpty(),
                "receipt " + receiptNo,
                closed.isEmpty() ? "open" : closed,
                "must be",
                "open",
                "");
    }

    /// H1 and H2: the actor got the receipt by that endorsement, and has not passed it on.
    void isHolder(List<String> holders, int holding, String by) {
        if (holding < 0 || holding >= holders.size()) {
            missing.add("endorsement");
            return;
        }
        same("H1", "act.by", by, "holder " + holding, holders.get(holding));
        checks.add(
                "H2",
                holding == holders.size() - 1,
                "act.holding",
                Integer.toString(holding),
                "last endorsement",
                Integer.toString(holders.size() - 1),
                "");
    }
}
