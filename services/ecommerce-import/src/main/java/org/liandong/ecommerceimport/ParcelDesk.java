package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.Held.Standing;
import org.liandong.ecommerceimport.Held.Versions;
import org.liandong.ecommerceimport.ImportCase.Asked;
import org.liandong.ecommerceimport.ImportCase.Documents;
import org.liandong.ecommerceimport.ImportCase.Parcel;
import org.liandong.ecommerceimport.ImportCase.Stage;
import org.liandong.ecommerceimport.ImportFact.Document;
import org.liandong.ecommerceimport.ImportFact.ImportList;
import org.liandong.ecommerceimport.ImportFact.OfficerAnswered;
import org.liandong.ecommerceimport.ImportFact.Order;
import org.liandong.ecommerceimport.ImportFact.Payment;
import org.liandong.ecommerceimport.ImportFact.Waybill;
import org.liandong.ecommerceimport.ImportFact.WaybillStatus;
import org.liandong.kernel.Answer;
import org.liandong.kernel.Check;
import org.liandong.kernel.Context;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Decision.Computation;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Fact;
import org.liandong.kernel.Identifier;
import org.liandong.kernel.Message;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Step;
import org.liandong.kernel.Task;
import org.liandong.kernel.Verdict;
import org.liandong.kernel.clock.TimeLimit;
import org.liandong.kernel.ledger.Command;

/// The desk of a parcel: takes in facts, and brings the decision in line with the set of them.
///
/// What comes after the decision stands beside it: [Books] asks and gives back, [Release] frees the goods and sends the tax to
/// payment, [Returns], [Cancellations] and [AnswersOfCustoms] follow what is asked and said afterwards.
final class ParcelDesk {

    // Clocks of a parcel; the others are those of Release and Returns.
    static final String REMINDER = "reminder";
    static final String INCOMPLETE = "incomplete";

    // Marks, in what was said last, that it was not the checks but a book that decided.
    private static final String BY_BOOKS = "/books";

    private static final String REVIEW = "review-";
    private static final String AFTER_RELEASE = "after-release-";

    /// What a desk works with besides the case.
    record Tools(Rules rules, Tariff tariff, Policy policy, LastAssessment last) {}

    private final ParcelStep step;
    private final Books books;
    private final Release release;
    private final Returns returns;
    private final Cancellations cancellations;
    private final AnswersOfCustoms customs;

    ParcelDesk(Parcel parcel, Tools tools, Context context) {
        step = new ParcelStep(parcel, tools, context);
        books = new Books(step);
        release = new Release(step, books);
        returns = new Returns(step, books, release);
        cancellations = new Cancellations(step, books, release, returns);
        customs = new AnswersOfCustoms(step, books, release, returns);
    }

    // ---- facts

    Step<ImportCase> on(Fact<ImportFact> fact) {
        switch (fact.body()) {
            case Order order -> order(new Held<>(fact.id(), order));
            case Payment payment -> payment(new Held<>(fact.id(), payment));
            case Waybill waybill -> waybill(new Held<>(fact.id(), waybill));
            case ImportList list -> list(new Held<>(fact.id(), list));
            case WaybillStatus delivered -> delivered(delivered);
            case ImportFact.Cancellation request -> {
                cancellations.asked(new Held<>(fact.id(), request));
                settle();
            }
            case ImportFact.ReturnRequest request -> {
                returns.asked(request, LocalDate.ofInstant(fact.acceptedAt(), ParcelStep.ZONE));
                settle();
            }
            case ImportFact.GoodsBack back -> returns.goodsBack(back);
            case OfficerAnswered answer -> officer(answer);
            case ImportFact.IdentityAnswered answer -> {
                step.documents = DocumentsWith.of(step.documents).identity(answer);
                settle();
            }
            case ImportFact.Receipt receipt -> {
                customs.receipt(receipt);
                settle();
            }
            case ImportFact.TaxBill bill -> {
                customs.bill(bill);
                settle();
            }
            case ImportFact.TaxBillStatus status -> {
                customs.billStatus(status);
                settle();
            }
            case ImportFact.ParcelEntered entered -> {
                step.documents =
                        DocumentsWith.of(step.documents)
                                .entered(earlier(step.documents.entered(), entered.entry()));
                settle();
            }
            case ImportFact.WarehouseEntry _,
                    ImportFact.GuaranteeFiled _,
                    ImportFact.DutyPaid _,
                    ImportFact.BillAnswered _,
                    ImportFact.BillJoined _,
                    ImportFact.BillAmended _ ->
                    throw new IllegalArgumentException(
                            "A parcel knows no %s."
                                    .formatted(fact.body().getClass().getSimpleName()));
        }
        return step.done();
    }

    // Of two facts that say the same, the one kept must not depend on which came first.
    private static String earlier(@Nullable String known, String more) {
        return known == null || more.compareTo(known) < 0 ? more : known;
    }

    private void order(Held<Order> held) {
        Documents before = step.documents;
        step.documents = DocumentsWith.of(before).orders(before.orders().with(held));
        answerVersions(before);
        settle();
    }

    private void payment(Held<Payment> held) {
        Documents before = step.documents;
        step.documents = DocumentsWith.of(before).payments(before.payments().with(held));
        Payment payment = held.document();
        if (step.platform()) {
            step.add(
                    new Effect.Claim(
                            Numbers.payment(payment.payCode(), payment.payTransactionId())));
        }
        answerVersions(before);
        settle();
    }

    private void waybill(Held<Waybill> held) {
        Documents before = step.documents;
        step.documents = DocumentsWith.of(before).waybills(before.waybills().with(held));
        answerVersions(before);
        settle();
    }

    private void delivered(WaybillStatus delivered) {
        if (delivered.logisticsStatus().equals("S")) {
            step.documents =
                    DocumentsWith.of(step.documents)
                            .signedForAt(
                                    earlier(
                                            step.documents.signedForAt(),
                                            delivered.logisticsTime()));
        }
        step.acknowledge(
                Receipts.waybillStatus(delivered, Receipts.STORED, step.context.at(), "入库成功"));
        settle();
    }

    /// Answers the versions that are new, and anew those of which an earlier answer is no longer true.
    private void answerVersions(Documents before) {
        answerVersions(
                before,
                before.orders(),
                step.documents.orders(),
                (order, standing) ->
                        Receipts.order(
                                order, status("301", standing), step.context.at(), info(standing)));
        answerVersions(
                before,
                before.payments(),
                step.documents.payments(),
                (payment, standing) ->
                        Receipts.payment(
                                payment,
                                status("401", standing),
                                step.context.at(),
                                info(standing)));
        answerVersions(
                before,
                before.waybills(),
                step.documents.waybills(),
                (waybill, standing) ->
                        Receipts.waybill(
                                waybill,
                                status("504", standing),
                                step.context.at(),
                                info(standing)));
    }

    private <D extends Document> void answerVersions(
            Documents before,
            Versions<D> then,
            Versions<D> now,
            BiFunction<D, Standing, Message> receipt) {
        for (Held<D> held : now.all()) {
            Standing standing = now.standing(held, declaredAt(step.documents));
            if (!then.all().contains(held) || then.standing(held, declaredAt(before)) != standing) {
                step.acknowledge(receipt.apply(held.document(), standing));
            }
        }
    }

    private static @Nullable String declaredAt(Documents documents) {
        Held<ImportList> list = documents.list();
        return list == null ? null : list.document().appTime();
    }

    // Platform codes of sheet "errors": by area and what is wrong.
    private static String status(String area, Standing standing) {
        return switch (standing) {
            case TAKEN -> Receipts.STORED;
            case EXISTS ->
                    switch (area) {
                        case "301" -> "-301010";
                        case "401" -> "-401007";
                        default -> "-504015";
                    };
            case NOTHING_TO_CHANGE ->
                    switch (area) {
                        case "301" -> "-301009";
                        case "401" -> "-401006";
                        default -> "-504014";
                    };
            case AFTER_DECLARATION ->
                    switch (area) {
                        case "301" -> "-301011";
                        case "401" -> "-401008";
                        default -> "-504016";
                    };
        };
    }

    private static String info(Standing standing) {
        return switch (standing) {
            case TAKEN -> "入库成功";
            case EXISTS -> "该编号的数据已存在";
            case NOTHING_TO_CHANGE -> "没有可变更或删除的数据";
            case AFTER_DECLARATION -> "清单已申报，不允许变更或删除";
        };
    }

    private void list(Held<ImportList> held) {
        ImportList list = held.document();
        number(list);
        if (!step.isOpen()) {
            step.acknowledgeList(
                    list, list.appType().equals("1") ? "-621004" : "-621012", "清单状态不允许变更");
            return;
        }
        Documents before = step.documents;
        step.documents = DocumentsWith.of(before).lists(before.lists().with(held));
        for (Held<ImportList> version : step.documents.lists().all()) {
            String word = wordOn(version, step.documents.lists());
            if (!before.lists().all().contains(version)
                    || !wordOn(version, before.lists()).equals(word)) {
                switch (word) {
                    case "" -> {
                        // Answered by the decision.
                    }
                    case "1" -> step.acknowledgeList(version.document(), word, "暂存");
                    case "-621004" -> step.acknowledgeList(version.document(), word, "清单已申报");
                    case "-621011" -> step.acknowledgeList(version.document(), word, "没有可变更的清单");
                    default -> step.acknowledgeList(version.document(), word, "入库成功，以后续申报为准");
                }
            }
        }
        answerVersions(before);
        Held<ImportList> inForce = step.documents.list();
        if (inForce != null
                && !inForce.equals(before.list())
                && inForce.document().appStatus().equals("2")) {
            step.closed = false;
            // Decided when the claim is answered: the waybill may have come before.
            claim(inForce.document());
        } else {
            settle();
        }
    }

    // The numbers of the e-port and of the list; a platform learns them from customs.
    private void number(ImportList list) {
        if (step.platform()) {
            if (step.invtNo == null) {
                step.invtNo = list.invtNo();
            }
        } else if (step.preNo == null) {
            LocalDate today = step.context.today();
            step.preNo = "B" + today.format(DateTimeFormatter.BASIC_ISO_DATE) + serial();
            step.invtNo = list.customsCode() + today.getYear() + "I" + serial();
        }
    }

    // Nine digits, unique while a store has fewer than a thousand million steps.
    private String serial() {
        return "%09d".formatted(step.context.seq() % 1_000_000_000L);
    }

    /// The status that a version of the list is answered with; empty where the decision answers.
    private static String wordOn(Held<ImportList> version, Versions<ImportList> versions) {
        return switch (versions.standing(version, null)) {
            case TAKEN ->
                    !version.equals(versions.inForce(null))
                            ? Receipts.STORED
                            : version.document().appStatus().equals("2") ? "" : "1";
            case EXISTS -> "-621004";
            case NOTHING_TO_CHANGE -> "-621011";
            case AFTER_DECLARATION ->
                    throw new IllegalStateException("A list is not declared before itself.");
        };
    }

    private void claim(ImportList list) {
        // L4: a waybill number is not used again by its carrier within six months.
        step.add(
                new Effect.Claim(
                        Numbers.waybill(list.logisticsCode(), list.logisticsNo()),
                        step.context.today().plusMonths(6)));
        if (step.platform()) {
            if (list.copNo() != null) {
                step.add(new Effect.Claim(Numbers.cop(list.agentCode(), list.copNo())));
            }
            if (step.invtNo != null) {
                step.add(new Effect.Claim(Numbers.list(step.invtNo)));
            }
        }
    }

    // ---- answers

    Step<ImportCase> answered(Answer answer) {
        switch (answer) {
            case Answer.FromBook(var command, var said) -> fromBooks(command, said);
            case Answer.Claimed(var identifier, var followed) -> claimed(identifier, followed);
            case Answer.ClaimRefused(var identifier, var holder) -> {
                if (Numbers.isWaybill(identifier)) {
                    step.waybillHeld = holder.value();
                    settle();
                }
            }
            case Answer.Room(var account) -> {
                if (account.equals(step.waitsFor)) {
                    step.waitsFor = null;
                    step.asked = null;
                    settle();
                }
            }
        }
        return step.done();
    }

    private void claimed(Identifier identifier, boolean followed) {
        if (Numbers.isWaybill(identifier)) {
            step.waybillHeld = null;
            if (!followed) {
                settle();
            }
        }
    }

    private void fromBooks(Command command, org.liandong.kernel.ledger.Answer answer) {
        switch (books.answered(command, answer)) {
            case Books.Reply.Granted _ -> granted();
            case Books.Reply.OverYear(var available) -> overYearlyLimit(available);
            case Books.Reply.NoRoom(var account, var filed, var available) ->
                    waitForRoom(account, filed, available);
            case Books.Reply.NoAllowanceYet _ -> {
                Assessment assessment = step.assessment();
                books.grantAllowance(Objects.requireNonNull(assessment.yearlyLimit(), step.key));
                if (step.isOpen()) {
                    hold(assessment, Objects.requireNonNull(step.declared(), step.key));
                } else {
                    customs.takeAllowance(assessment);
                }
            }
            case Books.Reply.AllowanceTaken _ -> customs.takeQuota(step.assessment());
            case Books.Reply.QuotaTaken _ -> customs.finish(step.assessment());
            case Books.Reply.Noted _ -> {}
        }
    }

    // ---- deciding

    /// Brings the decision in line with the set of facts.
    private void settle() {
        ImportList list = step.declared();
        if (list == null) {
            withoutList();
            return;
        }
        if (step.platform() && customs.haveSpoken()) {
            Assessment assessment = step.assessment();
            forecast(assessment);
            customs.follow(assessment);
            return;
        }
        switch (step.stage) {
            case CANCELLED, RETURNED -> {}
            case RELEASED, BILLED -> afterRelease(step.assessment());
            case COLLECTING, WAITING, REFUSED, REFERRED, FORECAST -> decide(list);
        }
    }

    private void withoutList() {
        if (step.isOpen()) {
            books.stopAsking("the list is gone");
            step.withdrawTask();
            stopClocks();
            step.stage = Stage.COLLECTING;
        }
    }

    private void decide(ImportList list) {
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

    /// What the checks and the officer say; the books have not been asked.
    private Outcome outcome(Assessment assessment) {
        if (!assessment.missing().isEmpty()) {
            return Outcome.WAITING;
        }
        if (assessment.has(Check.Result.FAILED)) {
            return Outcome.REFUSED;
        }
        if (assessment.has(Check.Result.UNDECIDED)) {
            OfficerAnswered officer = answerTo(taskOf(assessment));
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
        OfficerAnswered officer = answerTo(taskOf(assessment));
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
        return String.join("、", missing.stream().map(ParcelDesk::chinese).toList());
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
        assign(
                new Task(
                        taskOf(assessment),
                        Officers.ROLE,
                        "review",
                        assessment.checks().stream()
                                .filter(c -> c.result() == Check.Result.UNDECIDED)
                                .map(ParcelDesk::inWords)
                                .toList(),
                        options(assessment)));
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

    static String inWords(Check check) {
        return "%s %s %s, %s %s"
                .formatted(
                        check.rule(),
                        check.left().field(),
                        Objects.requireNonNullElse(check.left().value(), "-"),
                        check.right().field(),
                        Objects.requireNonNullElse(check.right().value(), "-"));
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

    private @Nullable OfficerAnswered answerTo(String task) {
        return step.documents.answers().stream()
                .filter(a -> a.task().equals(task))
                .findFirst()
                .orElse(null);
    }

    /// Says only what the checks say: customs has spoken, so the books follow its answer.
    private void forecast(Assessment assessment) {
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

    // ---- the books

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

    private void hold(Assessment assessment, ImportList list) {
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

    private void granted() {
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
    private void overYearlyLimit(BigDecimal available) {
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

    private void waitForRoom(String account, boolean filed, BigDecimal available) {
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

    /// A fact that came after the release cannot undo it; if it says otherwise, an officer must know.
    private void afterRelease(Assessment assessment) {
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
        List<String> reasons = new ArrayList<>(failed.stream().map(ParcelDesk::inWords).toList());
        assessment.missing().forEach(missing -> reasons.add("P3 " + missing));
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

    // ---- officers

    private void officer(OfficerAnswered answer) {
        List<String> options = optionsOf(answer.task());
        boolean answeredBefore = answerTo(answer.task()) != null;
        Checks checks =
                Officers.checks(
                        answer.task(),
                        answer.answer(),
                        options,
                        answeredBefore ? "answered" : Officers.OPEN);
        if (!ParcelStep.failed(checks.toList()).isEmpty()) {
            step.decide("officer", Outcome.REFUSED, checks.toList(), "");
            return;
        }
        step.add(new Effect.Withdraw(answer.task()));
        if (answer.task().equals(AnswersOfCustoms.DIFFERENCE)) {
            // Differences may come again; the answer is to this one.
            return;
        }
        List<OfficerAnswered> answers = new ArrayList<>(step.documents.answers());
        answers.add(answer);
        step.documents = DocumentsWith.of(step.documents).answers(answers);
        if (answer.task().equals(step.task)) {
            step.task = null;
        }
        if (answer.task().startsWith(Cancellations.TASK)) {
            cancellations.answered(answer);
        }
        settle();
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

    // ---- clocks

    Step<ImportCase> expired(String clock) {
        switch (clock) {
            case REMINDER -> remind();
            case INCOMPLETE -> incomplete();
            case Release.RETURN_WINDOW -> release.toPaymentRun();
            case Release.PAYMENT_RUN -> release.bill();
            case Returns.ARRIVAL_WINDOW -> returns.late();
            default -> throw new IllegalArgumentException("A parcel has no clock named " + clock);
        }
        return step.done();
    }

    private void remind() {
        ImportList list = step.declared();
        if (step.stage == Stage.WAITING && step.waitsFor == null && list != null) {
            step.acknowledgeList(
                    list, Receipts.DECLARING, "提醒：仍在等待：" + chinese(step.assessment().missing()));
        }
    }

    private void incomplete() {
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
