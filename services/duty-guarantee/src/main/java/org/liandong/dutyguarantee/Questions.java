package org.liandong.dutyguarantee;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liandong.dutyguarantee.GuaranteeCase.Question;
import org.liandong.dutyguarantee.GuaranteeFact.OfficerAnswered;
import org.liandong.kernel.Checks;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Reason;
import org.liandong.kernel.Task;

/// What officers are asked about a case: one question of each kind at a time.
final class Questions {

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
    private static final String OPEN = "open";

    private static final Map<String, List<String>> OPTIONS =
            Map.of(
                    UNPAID, List.of(CLAIM, WAIT),
                    ENFORCE, List.of("deduct", "sell", WAIT),
                    TOO_MUCH, List.of(NOTED),
                    EXPIRY, List.of(NOTED),
                    FULL, List.of(NOTED));

    private final List<Question> questions;
    private final List<Effect> effects;

    /// @param questions asked so far
    /// @param effects   of the step, to which tasks are added
    Questions(List<Question> questions, List<Effect> effects) {
        this.questions = new ArrayList<>(questions);
        this.effects = effects;
    }

    List<Question> toList() {
        return List.copyOf(questions);
    }

    /// Keeps the question of a kind to what it is about now: nothing, and it is withdrawn. What was answered is asked again, as
    /// another question, when it is about more.
    void keep(String kind, BigDecimal about, String... said) {
        Question last = last(kind);
        if (last == null) {
            if (about.signum() > 0) {
                assign(new Question(kind, 1, about, Question.Phase.OPEN), said);
            }
            return;
        }
        switch (last.phase()) {
            case OPEN -> {
                if (about.signum() == 0) {
                    put(last.in(Question.Phase.WITHDRAWN));
                    effects.add(new Effect.Withdraw(last.task()));
                } else if (last.about().compareTo(about) != 0) {
                    assign(last.about(about), said);
                }
            }
            case ANSWERED -> {
                if (about.compareTo(last.about()) > 0) {
                    assign(again(last, about), said);
                } else {
                    put(last.about(about));
                }
            }
            case WITHDRAWN -> {
                if (about.signum() > 0) {
                    assign(again(last, about), said);
                }
            }
        }
    }

    private static Question again(Question last, BigDecimal about) {
        return new Question(last.kind(), last.number() + 1, about, Question.Phase.OPEN);
    }

    /// An answer has run out: the same may be asked again.
    void forget(String kind) {
        Question last = last(kind);
        if (last != null && last.phase() == Question.Phase.ANSWERED) {
            put(last.in(Question.Phase.WITHDRAWN));
        }
    }

    boolean isOpen(String kind) {
        Question last = last(kind);
        return last != null && last.phase() == Question.Phase.OPEN;
    }

    /// Somebody else than an officer has settled it.
    void settle(String kind) {
        Question last = last(kind);
        if (last != null && last.phase() == Question.Phase.OPEN) {
            put(last.in(Question.Phase.ANSWERED));
            effects.add(new Effect.Withdraw(last.task()));
        }
    }

    private @Nullable Question last(String kind) {
        return questions.stream().filter(q -> q.kind().equals(kind)).findFirst().orElse(null);
    }

    private void assign(Question question, String... said) {
        put(question);
        effects.add(
                new Effect.Assign(
                        new Task(
                                question.task(),
                                ROLE,
                                question.kind(),
                                List.of(Reason.about(said)),
                                Objects.requireNonNull(OPTIONS.get(question.kind())))));
    }

    private void put(Question question) {
        questions.removeIf(q -> q.kind().equals(question.kind()));
        questions.add(question);
    }

    /// O2 and O3: the answer is one of those possible, and the task is still open.
    Checks checks(OfficerAnswered answer) {
        Question asked = named(answer.task());
        List<String> options =
                asked == null ? List.of() : Objects.requireNonNull(OPTIONS.get(asked.kind()));
        Checks checks = new Checks();
        checks.add(
                "O2",
                options.contains(answer.answer()),
                "officer.answer",
                answer.answer(),
                "must be one of",
                options.isEmpty() ? "no such task" : String.join(", ", options),
                "");
        String state = asked == null ? OPEN : asked.phaseOf(answer.task());
        checks.add("O3", state.equals(OPEN), "officer.task", answer.task(), "task", state, "");
        return checks;
    }

    /// Takes an answer that can be used.
    ///
    /// @return the kind of question it answers
    String answered(OfficerAnswered answer) {
        Question asked = Objects.requireNonNull(named(answer.task()), answer.task());
        put(asked.in(Question.Phase.ANSWERED));
        effects.add(new Effect.Withdraw(asked.task()));
        return asked.kind();
    }

    private @Nullable Question named(String task) {
        return questions.stream().filter(q -> q.wasAskedAs(task)).findFirst().orElse(null);
    }
}
