package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ImportCase.Asked;
import org.liandong.ecommerceimport.ImportCase.Stage;
import org.liandong.ecommerceimport.ImportFact.ImportList;
import org.liandong.ecommerceimport.ImportFact.OfficerAnswered;
import org.liandong.ecommerceimport.ImportFact.Order;
import org.liandong.kernel.Check;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Decision.Computation;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Verdict;
import org.liandong.kernel.clock.TimeLimit;

/// Whether a list is released, refused, waited with or referred: what the checks, an officer and the books say of it.
///
/// The checks and the officer come first; only who passes them asks the books. Each outcome is said once, and corrected when the
/// set of facts leads to another. On a zone platform the same is a forecast.
final class ReleaseDecision {

    // Clocks of a parcel that waits for papers.
    static final String REMINDER = "reminder";
    static final String INCOMPLETE = "incomplete";

    // Marks, in what was said last, that it was not the checks but a book that decided.
    private static final String BY_BOOKS = "/books";

    private final ParcelStep step;
    private final Books books;
    private final Release release;
    private final ParcelQuestions questions;
    private final AnswersOfCustoms customs;

    ReleaseDecision(
            ParcelStep step,
            Books books,
            Release release,
            ParcelQuestions questions,
            AnswersOfCustoms customs) {
        this.step = step;
        this.books = books;
        this.release = release;
        this.questions = questions;
        this.customs = customs;
    }

    // ---- what checks and officer say

    /// Decides on a declared list that is not released.
    void decide(ImportList list) {
        Assessment assessment = step.assessment();
        switch (outcome(assessment)) {
            case WAITING -> waitForPapers(assessment, list);
            case REFUSED -> refuse(assessment, list, reasons(assessment));
            case REFERRED -> refer(assessment, list);
            case ADMITTED -> ask(assessment, list);
        }
        if (step.platform()) {
            customs.compare(assessment);
        }
    }

    /// The list is not there, or not any more.
    void withoutList() {
        if (step.isOpen()) {
            books.stopAsking("the list is gone");
            step.withdrawTask();
            stopClocks();
            step.stage = Stage.COLLECTING;
        }
    }

    /// What the checks and the officer say; the books have not been asked.
    private Outcome outcome(Assessment assessment) {
        if (!assessment.missing().isEmpty()) {
            return Outcome.WAITING;
        }
        if (assessment.has(Check.Result.FAILED)) {
            return Outcome.REFUSED;
        }
        if (assessment.has(Check.Result.UNDECIDED)) {
            OfficerAnswered officer = questions.reviewOf(assessment);
            if (officer == null) {
                return Outcome.REFERRED;
            }
            if (officer.answer().equals("refuse")) {
                return Outcome.REFUSED;
            }
        }
        // An officer may admit what could not be checked, but not what cannot be taxed.
        return assessment.tax() == null ? Outcome.REFERRED : Outcome.ADMITTED;
    }

    private List<Check> reasons(Assessment assessment) {
        OfficerAnswered officer = questions.reviewOf(assessment);
        if (assessment.has(Check.Result.FAILED) || officer == null) {
            return assessment.checks();
        }
        List<Check> checks = new ArrayList<>(assessment.checks());
        checks.add(
                new Check(
                        "O1",
                        Check.Result.FAILED,
                        new Check.Operand("officer", officer.answer()),
                        new Check.Operand("reason", officer.reason()),
                        ""));
        return checks;
    }

    /// Says only what the checks say: customs has spoken, so the books follow its answer.
    void forecast(Assessment assessment) {
        step.withdrawTask();
        stopClocks();
        Outcome outcome = outcome(assessment);
        if (outcome == Outcome.ADMITTED && step.said.endsWith(BY_BOOKS)) {
            // The checks hold, the books had no room: that is what was forecast.
            return;
        }
        say(
                outcome,
                assessment,
                assessment.missing(),
                outcome == Outcome.REFUSED ? reasons(assessment) : assessment.checks(),
                "财关税〔2016〕18号, 2; GACC 2018-194, 8");
    }

    // ---- what becomes of it

    private void waitForPapers(Assessment assessment, ImportList list) {
        if (step.closed) {
            // Closed as incomplete: it is opened again by the last paper, or by another list.
            return;
        }
        boolean waitedBefore = step.stage == Stage.WAITING && step.waitsFor == null;
        books.stopAsking("facts changed");
        step.withdrawTask();
        if (!waitedBefore) {
            startClocks(list);
        }
        if (say(
                Outcome.WAITING,
                assessment,
                assessment.missing(),
                assessment.checks(),
                "GACC 2018-194, 8")) {
            step.acknowledgeList(
                    list, Receipts.DECLARING, "申报中，等待：" + chinese(assessment.missing()));
        }
        step.stage = Stage.WAITING;
    }

    // Waiting times are those of today, whatever day the list names.
    private void startClocks(ImportList list) {
        Verdict parameters =
                step.tools
                        .rules()
                        .decide(
                                "tolerance",
                                step.context.today(),
                                Map.of("trade mode", list.tradeMode()));
        step.add(
                new Effect.StartAt(
                        REMINDER,
                        step.context
                                .at()
                                .plusSeconds(
                                        3600L * ParcelStep.whole(parameters, "reminder hours")),
                        parameters.model()));
        step.add(
                new Effect.Start(
                        INCOMPLETE,
                        step.context.today(),
                        TimeLimit.naturalDays(ParcelStep.whole(parameters, "close days")),
                        parameters.model()));
    }

    // They run while papers are waited for, and then only.
    private void stopClocks() {
        if (step.stage == Stage.WAITING) {
            step.add(new Effect.Stop(REMINDER));
            step.add(new Effect.Stop(INCOMPLETE));
        }
    }

    private static String chinese(List<String> missing) {
        return String.join("、", missing.stream().map(ReleaseDecision::chinese).toList());
    }

    private static String chinese(String missing) {
        return switch (missing) {
            case "order" -> "订单";
            case "payment" -> "支付单";
            case "waybill" -> "运单";
            case "identity" -> "身份核验结果";
            case "guarantee" -> "担保";
            case "quota" -> "担保额度";
            default -> missing;
        };
    }

    private void refuse(Assessment assessment, ImportList list, List<Check> checks) {
        books.stopAsking("refused");
        step.withdrawTask();
        if (say(
                Outcome.REFUSED,
                assessment,
                List.of(),
                checks,
                "财关税〔2016〕18号, 2; GACC 2018-194, 8")) {
            step.acknowledgeList(
                    list, Receipts.REJECTED, Receipts.reasons(ParcelStep.failed(checks)));
        }
        stopClocks();
        step.stage = Stage.REFUSED;
    }

    private void refer(Assessment assessment, ImportList list) {
        books.stopAsking("facts changed");
        questions.review(assessment);
        if (say(
                Outcome.REFERRED,
                assessment,
                List.of(),
                assessment.checks(),
                "GACC 2018-194, 11")) {
            step.acknowledgeList(list, Receipts.MANUAL, "转人工审核");
        }
        stopClocks();
        step.stage = Stage.REFERRED;
    }

    /// Decides, unless that was said before.
    ///
    /// @return whether it is news
    private boolean say(
            Outcome outcome,
            Assessment assessment,
            List<String> missing,
            List<Check> checks,
            String clause) {
        // Another list is another declaration, and is answered for itself.
        StringBuilder digest =
                new StringBuilder(outcome.name())
                        .append(assessment.basis().get("list"))
                        .append(missing);
        for (Check check : checks) {
            if (check.result() != Check.Result.PASSED) {
                digest.append(' ').append(check.rule()).append(check.left()).append(check.right());
            }
        }
        String inShort = outcome.name() + Integer.toHexString(digest.toString().hashCode());
        if (inShort.equals(step.said) || (inShort + BY_BOOKS).equals(step.said)) {
            return false;
        }
        step.said = inShort;
        step.add(
                new Effect.Decide(
                        new Decision(
                                step.platform() ? "forecast" : "release",
                                outcome,
                                checks,
                                missing,
                                assessment.verdicts(),
                                arithmetic(assessment.tax()),
                                assessment.basis(),
                                clause)));
        return true;
    }

    // The seller's estimate is what the buyer has paid as tax; the bill is what counts: a
    // difference is shown.
    private List<Computation> arithmetic(@Nullable ImportTax tax) {
        if (tax == null) {
            return List.of();
        }
        Held<Order> order = step.documents.order();
        BigDecimal estimate = order == null ? tax.total() : order.document().taxTotal();
        if (estimate.compareTo(tax.total()) == 0) {
            return tax.arithmetic();
        }
        List<Computation> arithmetic = new ArrayList<>(tax.arithmetic());
        arithmetic.add(
                new Computation(
                        "seller's estimate",
                        "tax − order.taxTotal",
                        Map.of("tax", tax.total(), "order.taxTotal", estimate),
                        tax.total().subtract(estimate),
                        "财关税〔2016〕18号, 1"));
        return arithmetic;
    }

    // ---- what the books say

    private void ask(Assessment assessment, ImportList list) {
        Asked before = step.asked;
        if (before != null && (step.stage == Stage.FORECAST || step.waitsFor != null)) {
            int year = step.stage == Stage.FORECAST ? before.year() : thisYear();
            if (before.asksTheSame(books.demand(tax(assessment), list, year))) {
                return;
            }
            books.stopAsking("facts changed");
        }
        hold(assessment, list);
    }

    /// Asks the books for what the list needs.
    void hold(Assessment assessment, ImportList list) {
        if (!books.ask(books.demand(tax(assessment), list, thisYear()))) {
            granted();
        }
    }

    private ImportTax tax(Assessment assessment) {
        return Objects.requireNonNull(assessment.tax(), step.key);
    }

    // The year of the allowance is that of acceptance (our default).
    private int thisYear() {
        return step.context.today().getYear();
    }

    /// Nothing stands against the release.
    void granted() {
        Assessment assessment = step.assessment();
        say(
                Outcome.ADMITTED,
                assessment,
                List.of(),
                assessment.checks(),
                "财关税〔2016〕18号, 1; 财关税〔2018〕49号, 1");
        step.withdrawTask();
        stopClocks();
        step.closed = false;
        if (step.platform()) {
            step.stage = Stage.FORECAST;
            customs.compare(assessment);
        } else {
            step.acknowledgeList(step.list(), Receipts.STORED, "[Code:1800;Desc:逻辑校验通过]");
            release.release();
        }
    }

    // T2: used and held of the year, with this list, above the limit.
    void overYearlyLimit(BigDecimal available) {
        Asked asked = Objects.requireNonNull(step.asked);
        step.asked = null;
        Assessment assessment = step.assessment();
        var limit = Objects.requireNonNull(assessment.yearlyLimit(), step.key).setScale(2);
        Checks yearly = new Checks();
        yearly.add(
                "T2",
                false,
                "year so far + list.dutiable value",
                limit.subtract(available).add(asked.tax().dutiable()).toPlainString(),
                "yearly limit",
                limit.toPlainString(),
                "1313");
        refuse(assessment, step.list(), and(assessment.checks(), yearly));
        saidByBooks();
    }

    void waitForRoom(String account, boolean filed, BigDecimal available) {
        Assessment assessment = step.assessment();
        Checks quota = new Checks();
        quota.add(
                "Q1",
                false,
                "list.tax",
                Objects.requireNonNull(step.asked).tax().total().toPlainString(),
                account,
                available.toPlainString(),
                "");
        String missing = filed ? "quota" : "guarantee";
        step.withdrawTask();
        if (say(
                Outcome.WAITING,
                assessment,
                List.of(missing),
                and(assessment.checks(), quota),
                "GACC 2018-194, guarantee")) {
            step.acknowledgeList(step.list(), Receipts.DECLARING, "申报中，等待：" + chinese(missing));
        }
        saidByBooks();
        stopClocks();
        step.stage = Stage.WAITING;
        books.await(account);
    }

    private void saidByBooks() {
        if (!step.said.endsWith(BY_BOOKS)) {
            step.said += BY_BOOKS;
        }
    }

    private static List<Check> and(List<Check> checks, Checks more) {
        List<Check> all = new ArrayList<>(checks);
        all.addAll(more.toList());
        return all;
    }

    // ---- time

    void remind() {
        ImportList list = step.declared();
        if (step.stage == Stage.WAITING && step.waitsFor == null && list != null) {
            step.acknowledgeList(
                    list, Receipts.DECLARING, "提醒：仍在等待：" + chinese(step.assessment().missing()));
        }
    }

    void incomplete() {
        ImportList list = step.declared();
        if (step.stage != Stage.WAITING || step.waitsFor != null || list == null) {
            return;
        }
        Assessment assessment = step.assessment();
        Checks checks = new Checks();
        assessment.missing().forEach(missing -> checks.present("P3", missing, null));
        refuse(assessment, list, checks.toList());
        step.closed = true;
    }
}
