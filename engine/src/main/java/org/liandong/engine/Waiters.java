package org.liandong.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.Rows.CaseId;
import org.liandong.engine.Rows.Waiting;
import org.liandong.engine.Rows.WaitingId;

/// Who waits for room in which account, in the order in which they began to wait. Mirrors the table `waiting`.
///
/// A case waits once in an account, and may wait in several.
final class Waiters {

    private final Map<String, TreeMap<Long, Waiting>> byAccount = new HashMap<>();
    private final Map<CaseId, Map<String, Waiting>> byCase = new HashMap<>();

    Waiters(List<Waiting> known) {
        known.forEach(this::add);
    }

    // A step is one place in the queue: no two steps have the same number.
    static Waiting waiting(String account, long place, CaseId caseId, BigDecimal amount) {
        return new Waiting(new WaitingId(account, place), caseId, amount);
    }

    void add(Waiting waiting) {
        byAccount
                .computeIfAbsent(waiting.id().account(), _ -> new TreeMap<>())
                .put(waiting.id().place(), waiting);
        byCase.computeIfAbsent(waiting.caseId(), _ -> new HashMap<>())
                .put(waiting.id().account(), waiting);
    }

    void remove(Waiting waiting) {
        String account = waiting.id().account();
        byAccount.computeIfPresent(
                account,
                (_, queue) -> {
                    queue.remove(waiting.id().place());
                    return queue.isEmpty() ? null : queue;
                });
        byCase.computeIfPresent(
                waiting.caseId(),
                (_, accounts) -> {
                    accounts.remove(account, waiting);
                    return accounts.isEmpty() ? null : accounts;
                });
    }

    @Nullable Waiting of(String account, CaseId caseId) {
        Map<String, Waiting> accounts = byCase.get(caseId);
        return accounts == null ? null : accounts.get(account);
    }

    /// Those whom the room would serve one after the other; who needs more than is left is passed over.
    ///
    /// @param last the last place that is looked at
    List<Waiting> fitting(String account, BigDecimal available, long last) {
        TreeMap<Long, Waiting> queue = byAccount.get(account);
        if (queue == null) {
            return List.of();
        }
        List<Waiting> fitting = new ArrayList<>();
        BigDecimal left = available;
        for (Waiting waiting : queue.headMap(last, true).values()) {
            if (left.signum() <= 0) {
                break;
            }
            if (waiting.amount().compareTo(left) <= 0) {
                fitting.add(waiting);
                left = left.subtract(waiting.amount());
            }
        }
        return fitting;
    }
}
