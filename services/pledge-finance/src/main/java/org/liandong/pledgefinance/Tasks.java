package org.liandong.pledgefinance;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.liandong.kernel.Checks;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Outcome;

/// What persons are asked, and whether an answer can be used. A task is called by its question, and by what it is about: `quote/Q7`.
final class Tasks {

    private static final Map<String, List<String>> OPTIONS =
            Map.of(
                    "approval", List.of("approve", "refuse"),
                    "close-out", List.of("sell", "agree"),
                    "default", List.of("close-out", "noted"),
                    "quote", List.of("noted"),
                    "silence", List.of("noted"),
                    "recheck", List.of("noted"));

    private Tasks() {}

    static String question(String task) {
        int slash = task.indexOf('/');
        return slash < 0 ? task : task.substring(0, slash);
    }

    static List<String> options(String task) {
        return OPTIONS.getOrDefault(question(task), List.of());
    }

    /// O2 and O3: the answer is one of the possible, and the task is open.
    static Checks checks(String task, String answer, Collection<String> open) {
        Checks checks = new Checks();
        checks.reply(task, answer, options(task), open.contains(task) ? Checks.OPEN : "not open");
        return checks;
    }

    static Decision refused(Checks checks) {
        return Decision.of("officer", Outcome.REFUSED, checks.toList(), "");
    }
}
