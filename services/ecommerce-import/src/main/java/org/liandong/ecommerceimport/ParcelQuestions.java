package org.liandong.ecommerceimport;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ImportFact.OfficerAnswered;
import org.liandong.kernel.Check;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Reason;
import org.liandong.kernel.Task;

/// What officers are asked about a parcel, and what they have answered.
///
/// The name of a question follows from what is asked: the same doubt is never asked twice, whatever came in between.
final class ParcelQuestions {

    private static final String REVIEW = "review-";
    private static final String AFTER_RELEASE = "after-release-";

    private final ParcelStep step;

    ParcelQuestions(ParcelStep step) {
        this.step = step;
    }

    // ---- asking

    /// Asks what the checks cannot judge.
    void review(Assessment assessment) {
        assign(
                new Task(
                        taskOf(assessment),
                        Officers.ROLE,
                        "review",
                        assessment.checks().stream()
                                .filter(c -> c.result() == Check.Result.UNDECIDED)
                                .map(Reason::of)
                                .toList(),
                        options(assessment)));
    }

    /// A fact that came after the release cannot undo it; if it says otherwise, an officer must know.
    void afterRelease(Assessment assessment) {
        List<Check> failed = ParcelStep.failed(assessment.checks());
        if (failed.isEmpty() && assessment.missing().isEmpty()) {
            step.withdrawTask();
            return;
        }
        String id =
                AFTER_RELEASE
                        + Integer.toHexString(
                                (failed.toString() + assessment.missing()).hashCode());
        if (id.equals(step.task) || answerTo(id) != null) {
            return;
        }
        List<Reason> reasons = new ArrayList<>(failed.stream().map(Reason::of).toList());
        assessment.missing().forEach(missing -> reasons.add(Reason.missing(missing)));
        step.decide(
                "after-release",
                Outcome.REFERRED,
                failed,
                assessment.missing(),
                "GACC 2018-194, 11");
        assign(
                new Task(
                        id,
                        Officers.ROLE,
                        "contradicted-after-release",
                        reasons,
                        List.of("noted")));
    }

    // Without a tax nothing can be released: then the officer can only refuse, or wait for a better
    // list.
    private static List<String> options(Assessment assessment) {
        return assessment.tax() == null ? List.of("refuse") : List.of("admit", "refuse");
    }

    private void assign(Task task) {
        if (!task.id().equals(step.task)) {
            step.withdrawTask();
            step.add(new Effect.Assign(task));
            step.task = task.id();
        }
    }

    private static String taskOf(Assessment assessment) {
        List<String> undecided =
                assessment.checks().stream()
                        .filter(c -> c.result() == Check.Result.UNDECIDED)
                        .map(c -> c.rule() + c.left().value())
                        .toList();
        return REVIEW + Integer.toHexString(undecided.hashCode());
    }

    // ---- answers

    /// What an officer has answered to what the checks cannot judge, or null.
    @Nullable OfficerAnswered reviewOf(Assessment assessment) {
        return answerTo(taskOf(assessment));
    }

    private @Nullable OfficerAnswered answerTo(String task) {
        return step.documents.answers().stream()
                .filter(a -> a.task().equals(task))
                .findFirst()
                .orElse(null);
    }

    /// Takes in an answer, if it can be used.
    ///
    /// @return whether the parcel must be looked at anew
    boolean answered(OfficerAnswered answer) {
        List<String> options = optionsOf(answer.task());
        boolean answeredBefore = answerTo(answer.task()) != null;
        Checks checks = new Checks();
        checks.reply(
                answer.task(), answer.answer(), options, answeredBefore ? "answered" : Checks.OPEN);
        if (!ParcelStep.failed(checks.toList()).isEmpty()) {
            step.decide("officer", Outcome.REFUSED, checks.toList(), "");
            return false;
        }
        step.add(new Effect.Withdraw(answer.task()));
        if (answer.task().equals(AnswersOfCustoms.DIFFERENCE)) {
            // Differences may come again; the answer is to this one.
            return false;
        }
        List<OfficerAnswered> answers = new ArrayList<>(step.documents.answers());
        answers.add(answer);
        step.documents = DocumentsWith.of(step.documents).answers(answers);
        if (answer.task().equals(step.task)) {
            step.task = null;
        }
        return true;
    }

    // The answer to a review may come before the task: it is kept, and the task never asked.
    private List<String> optionsOf(String task) {
        if (task.startsWith(REVIEW)) {
            return task.equals(step.task) && step.declared() != null
                    ? options(step.assessment())
                    : List.of("admit", "refuse");
        }
        if (task.startsWith(Cancellations.TASK)) {
            return task.equals(Cancellations.TASK + step.cancelling)
                    ? List.of("admit", "refuse")
                    : List.of();
        }
        return task.startsWith(AFTER_RELEASE)
                        || task.startsWith(Returns.AFTER_BILL)
                        || task.equals(AnswersOfCustoms.DIFFERENCE)
                ? List.of("noted")
                : List.of();
    }
}
