package org.liandong.kernel;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.stream.IntStream;

/// What an officer was asked last, by kind of question: it is asked again where the matter comes up again.
///
/// @param kind   what is asked
/// @param number which time it is asked, from 1
/// @param about  how much it is about
/// @param phase  what became of it
public record Question(String kind, int number, BigDecimal about, Phase phase) {

    /// What became of a question.
    public enum Phase {
        OPEN,
        ANSWERED,
        /// It needs no answer any more.
        WITHDRAWN
    }

    /// The task that asks it.
    public String task() {
        return task(number);
    }

    private String task(int which) {
        return which == 1 ? kind : kind + "-" + which;
    }

    /// Whether a task is this question, now or an earlier time.
    boolean wasAskedAs(String task) {
        return IntStream.rangeClosed(1, number).mapToObj(this::task).anyMatch(task::equals);
    }

    /// What became of a task that was this question.
    String phaseOf(String task) {
        return task.equals(task())
                ? phase.name().toLowerCase(Locale.ROOT)
                : "asked again as " + task();
    }

    Question about(BigDecimal amount) {
        return new Question(kind, number, amount, phase);
    }

    Question in(Phase next) {
        return new Question(kind, number, about, next);
    }

    Question again(BigDecimal amount) {
        return new Question(kind, number + 1, amount, Phase.OPEN);
    }
}
