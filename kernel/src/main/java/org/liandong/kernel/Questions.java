package org.liandong.kernel;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What officers are asked about a case, one question of each kind at a time, each about an amount. Used by one step of one
/// case.
public final class Questions {

    private final String role;
    private final Map<String, List<String>> options;
    private final List<Question> questions;
    private final List<Effect> effects;

    /// @param role    who is asked
    /// @param options the answers that are possible, by kind of question
    /// @param asked   so far, the last of each kind
    /// @param effects of the step, to which tasks are added
    public Questions(
            String role,
            Map<String, List<String>> options,
            List<Question> asked,
            List<Effect> effects) {
        this.role = role;
        this.options = options;
        this.questions = new ArrayList<>(asked);
        this.effects = effects;
    }

    /// The last of each kind.
    public List<Question> toList() {
        return List.copyOf(questions);
    }

    // ---- asking

    /// Keeps the question of a kind to the amount it is about now; with none it is withdrawn. What was answered is asked again, as
    /// another question, when it is about more.
    ///
    /// @param said what the officer is told, see [Reason#about]
    public void keep(String kind, BigDecimal about, String... said) {
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
                    assign(last.again(about), said);
                } else {
                    put(last.about(about));
                }
            }
            case WITHDRAWN -> {
                if (about.signum() > 0) {
                    assign(last.again(about), said);
                }
            }
        }
    }

    /// An answer has run out: the same may be asked again.
    ///
    /// @return whether there was one
    public boolean forget(String kind) {
        Question last = last(kind);
        if (last == null || last.phase() != Question.Phase.ANSWERED) {
            return false;
        }
        put(last.in(Question.Phase.WITHDRAWN));
        return true;
    }

    /// Somebody else than an officer has settled it.
    public void settle(String kind) {
        Question last = last(kind);
        if (last != null && last.phase() == Question.Phase.OPEN) {
            close(last);
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
                                role,
                                question.kind(),
                                List.of(Reason.about(said)),
                                options(question))));
    }

    private List<String> options(Question question) {
        return Objects.requireNonNull(options.get(question.kind()), question.kind());
    }

    private void put(Question question) {
        questions.removeIf(q -> q.kind().equals(question.kind()));
        questions.add(question);
    }

    private void close(Question question) {
        put(question.in(Question.Phase.ANSWERED));
        effects.add(new Effect.Withdraw(question.task()));
    }

    // ---- answers

    /// Whether an answer can be used, see [Checks#reply].
    public void check(String task, String answer, Checks checks) {
        Question asked = named(task);
        checks.reply(
                task,
                answer,
                asked == null ? List.of() : options(asked),
                asked == null ? Checks.OPEN : asked.phaseOf(task));
    }

    /// Takes an answer that can be used.
    ///
    /// @return the kind of question it answers
    public String answered(String task) {
        Question asked = Objects.requireNonNull(named(task), task);
        close(asked);
        return asked.kind();
    }

    private @Nullable Question named(String task) {
        return questions.stream().filter(q -> q.wasAskedAs(task)).findFirst().orElse(null);
    }
}
