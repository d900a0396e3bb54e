package org.liandong.ecommerceimport;

import java.util.List;
import java.util.Map;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Question;
import org.liandong.kernel.Questions;

/// What officers are asked about an aggregated bill, and what they may answer. Each question is about an amount in yuan.
final class BillQuestions {

    // Kinds of questions.
    static final String OVERDUE = "overdue";
    static final String OVERPAID = "overpaid";

    // Answers to what is overdue.
    static final String CLAIM = "claim";
    static final String WAIT = "wait";

    private static final Map<String, List<String>> OPTIONS =
            Map.of(OVERDUE, List.of(CLAIM, WAIT), OVERPAID, List.of("noted"));

    private BillQuestions() {}

    static Questions of(List<Question> asked, List<Effect> effects) {
        return new Questions(Officers.ROLE, OPTIONS, asked, effects);
    }
}
