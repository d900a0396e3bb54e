package org.liandong.dutyguarantee;

import java.util.List;
import java.util.Map;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Question;
import org.liandong.kernel.Questions;

/// What officers are asked about guarantees and declarations, and what they may answer.
final class Asked {

    /// Tax is overdue: is the guarantor to be called?
    static final String UNPAID = "unpaid-tax";

    /// Tax is unpaid for months: which measure?
    static final String ENFORCE = "enforcement";

    /// More was paid than is owed.
    static final String TOO_MUCH = "too-much-paid";

    static final String EXPIRY = "guarantee-ends";
    static final String FULL = "guarantee-nearly-full";

    static final String CLAIM = "claim";
    static final String WAIT = "wait";
    static final String NOTED = "noted";

    private static final String ROLE = "customs-officer";

    private static final Map<String, List<String>> OPTIONS =
            Map.of(
                    UNPAID, List.of(CLAIM, WAIT),
                    ENFORCE, List.of("deduct", "sell", WAIT),
                    TOO_MUCH, List.of(NOTED),
                    EXPIRY, List.of(NOTED),
                    FULL, List.of(NOTED));

    private Asked() {}

    static Questions questions(List<Question> asked, List<Effect> effects) {
        return new Questions(ROLE, OPTIONS, asked, effects);
    }
}
