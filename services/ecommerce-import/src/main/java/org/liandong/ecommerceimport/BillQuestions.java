package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ImportCase.Question;
import org.liandong.ecommerceimport.ImportFact.BillAnswered;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Reason;
import org.liandong.kernel.Task;

/// What officers are asked about an aggregated bill, and what became of it. Each question is about an amount.
final class BillQuestions {

    // Kinds of questions.
    static final String OVERDUE = "overdue";
    static final String OVERPAID = "overpaid";

    // Answers to what is overdue.
    static final String CLAIM = "claim";
    static final String WAIT = "wait";

    private final String entDutyNo;
    private final List<Question> questions;
    private final List<Effect> effects;

    /// @param questions asked so far, the last of each kind
    /// @param effects   of the step, to which tasks are added
    BillQuestions(String entDutyNo, List<Question> questions, List<Effect> effects) {
        this.entDutyNo = entDutyNo;
        this.questions = new ArrayList<>(questions);
        this.effects = effects;
    }

    List<Question> toList() {
        return List.copyOf(questions);
    }

    // ---- asking

    /// Keeps the question of a kind to the amount it is about now. What was answered is asked again, as another question, when
    /// it is about more.
    void keep(String kind, BigDecimal about) {
        Question last = last(kind);
        if (last == null) {
            if (about.signum() > 0) {
                assign(new Question(kind, 1, about, Question.Phase.OPEN));
            }
            return;
        }
        switch (last.phase()) {
            case OPEN -> {
                if (about.signum() == 0) {
                    put(last.in(Question.Phase.WITHDRAWN));
                    effects.add(new Effect.Withdraw(last.task()));
                } else if (last.amount().compareTo(about) != 0) {
                    assign(last.about(about));
                }
            }
            case ANSWERED -> {
                if (about.compareTo(last.amount()) > 0) {
                    assign(new Question(kind, last.number() + 1, about, Question.Phase.OPEN));
                } else {
                    put(last.about(about));
                }
            }
            case WITHDRAWN -> {
                if (about.signum() > 0) {
                    assign(new Question(kind, last.number() + 1, about, Question.Phase.OPEN));
                }
            }
        }
    }

    private @Nullable Question last(String kind) {
        return questions.stream().filter(q -> q.kind().equals(kind)).findFirst().orElse(null);
    }

    private void assign(Question question) {
        put(question);
        effects.add(
                new Effect.Assign(
                        new Task(
                                question.task(),
                                Officers.ROLE,
                                question.kind(),
                                List.of(Reason.about(entDutyNo, Checks.plain(question.amount()))),
                                options(question.kind()))));
    }

    private void put(Question question) {
        questions.removeIf(q -> q.kind().equals(question.kind()));
        questions.add(question);
    }

    /// An answer has run out: the same may be asked again.
    ///
    /// @return whether there was one
    boolean forget(String kind) {
        Question last = last(kind);
        if (last == null || last.phase() != Question.Phase.ANSWERED) {
            return false;
        }
        put(last.in(Question.Phase.WITHDRAWN));
        return true;
    }

    // ---- answers

    /// Whether an answer can be used.
    Checks checks(BillAnswered answer) {
        Question asked = named(answer.task());
        return Officers.checks(
                answer.task(),
                answer.answer(),
                asked == null ? List.of() : options(asked.kind()),
                asked == null ? Officers.OPEN : asked.phaseOf(answer.task()));
    }

    /// Takes an answer that can be used.
    ///
    /// @return the kind of question it answers
    String answered(BillAnswered answer) {
        Question asked = Objects.requireNonNull(named(answer.task()), answer.task());
        put(asked.in(Question.Phase.ANSWERED));
        effects.add(new Effect.Withdraw(asked.task()));
        return asked.kind();
    }

    private @Nullable Question named(String task) {
        return questions.stream().filter(q -> q.wasAskedAs(task)).findFirst().orElse(null);
    }

    private static List<String> options(String kind) {
        return kind.equals(OVERDUE) ? List.of(CLAIM, WAIT) : List.of("noted");
    }
}
