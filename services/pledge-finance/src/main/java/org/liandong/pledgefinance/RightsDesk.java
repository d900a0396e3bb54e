package org.liandong.pledgefinance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Linking;
import org.liandong.kernel.Step;
import org.liandong.pledgefinance.PledgeCase.Held;
import org.liandong.pledgefinance.PledgeCase.Rights;
import org.liandong.pledgefinance.PledgeFact.RightStands;
import org.liandong.pledgefinance.PledgeFact.RightsAsked;
import org.liandong.pledgefinance.PledgeFact.RightsShown;

/// The rights on a receipt that stand here. Whether goods are free, the ledger says; this says since when they are not.
final class RightsDesk {

    private static final String PREFIX = "receipt:";

    private RightsDesk() {}

    static String key(String receiptNo) {
        return PREFIX + receiptNo;
    }

    static @Nullable String receiptNo(CaseKey key) {
        return key.value().startsWith(PREFIX) ? key.value().substring(PREFIX.length()) : null;
    }

    static Step<PledgeCase> on(Rights state, RightStands fact) {
        List<Held> held = new ArrayList<>(state.held());
        Instant since =
                held.stream()
                        .filter(h -> h.contractNo().equals(fact.contractNo()))
                        .map(Held::since)
                        .findFirst()
                        .orElse(fact.since());
        held.removeIf(h -> h.contractNo().equals(fact.contractNo()));
        if (fact.quantity().signum() > 0) {
            held.add(new Held(fact.contractNo(), fact.quantity(), since));
        }
        return Step.of(new Rights(state.receiptNo(), List.copyOf(held)));
    }

    static Step<PledgeCase> on(Rights state, RightsAsked fact) {
        Instant since =
                state.held().stream()
                        .filter(h -> !h.contractNo().equals(fact.contractNo()))
                        .map(Held::since)
                        .min(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH);
        return Step.of(
                state,
                new Effect.Tell(
                        Linking.to(FinancingDesk.key(fact.contractNo())),
                        new RightsShown(fact.contractNo(), state.receiptNo(), since)));
    }
}
