package org.liandong.kernel.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The accounts changed by one call of the ledger: each as it was at first and as it is at last.
final class Changes {

    private final Map<String, Change> byAccount = new LinkedHashMap<>();

    void note(@Nullable Account before, Account after) {
        Change earlier = byAccount.get(after.name());
        byAccount.put(after.name(), new Change(earlier == null ? before : earlier.before(), after));
    }

    void noteAll(Changes later) {
        for (Change change : later.byAccount.values()) {
            note(change.before(), change.after());
        }
    }

    List<Change> toList() {
        return new ArrayList<>(byAccount.values());
    }
}
