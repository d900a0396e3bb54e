package org.liandong.kernel.ledger;

import java.util.ArrayList;
import java.util.Collections;

/// All of a state but the remembered answers, in one text: equal texts, equal states.
final class Snapshot {

    private Snapshot() {}

    static String of(InMemoryLedgerState state) {
        var lines = new ArrayList<String>();
        state.accounts()
                .forEach(account -> {
                    lines.add(account.toString());
                    lines.add(
                            state.changesAfter(account.name(), java.time.LocalDate.MIN).toString());
                });
        state.holds().forEach(hold -> lines.add(hold.toString()));
        state.transactions().forEach(transaction -> lines.add(transaction.toString()));
        lines.add(state.head().toString());
        return String.join("\n", lines);
    }

    static String withAnswers(InMemoryLedgerState state) {
        var answers = new ArrayList<String>();
        state.answers().forEach((key, remembered) -> answers.add(key + " " + remembered));
        Collections.sort(answers);
        return of(state) + "\n" + String.join("\n", answers);
    }
}
