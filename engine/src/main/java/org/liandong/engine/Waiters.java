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
final class Waiters {

    private final Map<String, TreeMap<Long, Waiting>> byAccount = new HashMap<>();
    private final Map<CaseId, Waiting> byCase = new HashMap<>();

    Waiters(List<Waiting> known) {
        known.forEach(this::add);
    }

    // A step is one place in the queue: no two steps have the same number.
    Waiting waiting(String account, long place, CaseId caseId, BigDecimal amount) {
        return new Waiting(new WaitingId(account, place), caseId, amount);
    }

    void add(Waiting waiting) {
        byAccount
                .computeIfAbsent(waiting.id().account(), a -> new TreeMap<>())
                .put(waiting.id().place(), waiting);
        byCase.put(waiting.caseId(), waiting);
    }

    void remove(Waiting waiting) {
        TreeMap<Long, Waiting> queue = byAccount.get(waiting.id().account());
        if (queue != null) {
            queue.remove(waiting.id().place());
            if (queue.isEmpty()) {
                byAccount.remove(waiting.id().account());
            }
        }
        byCase.remove(waiting.caseId(), waiting);
    }

    @Nullable Waiting of(String account, CaseId caseId) {
        Waiting waiting = byCase.get(caseId);
        return waiting != null && waiting.id().account().equals(account) ? waiting : null;
    }

    /// Those whom the room would serve one after the other; who needs more than is left is passed over.
    List<Waiting> fitting(String account, BigDecimal available) {
        TreeMap<Long, Waiting> queue = byAccount.get(account);
        if (queue == null) {
            return List.of();
        }
        List<Waiting> fitting = new ArrayList<>();
        BigDecimal left = available;
        for (Waiting waiting : queue.values()) {
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
