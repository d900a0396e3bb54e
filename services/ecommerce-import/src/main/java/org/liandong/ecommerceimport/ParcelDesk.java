package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.Held.Standing;
import org.liandong.ecommerceimport.Held.Versions;
import org.liandong.ecommerceimport.ImportCase.Documents;
import org.liandong.ecommerceimport.ImportCase.Granted;
import org.liandong.ecommerceimport.ImportCase.Parcel;
import org.liandong.ecommerceimport.ImportCase.Progress;
import org.liandong.ecommerceimport.ImportCase.Return;
import org.liandong.ecommerceimport.ImportCase.Stage;
import org.liandong.ecommerceimport.ImportFact.BillJoined;
import org.liandong.ecommerceimport.ImportFact.Cancellation;
import org.liandong.ecommerceimport.ImportFact.Document;
import org.liandong.ecommerceimport.ImportFact.GoodsBack;
import org.liandong.ecommerceimport.ImportFact.ImportList;
import org.liandong.ecommerceimport.ImportFact.OfficerAnswered;
import org.liandong.ecommerceimport.ImportFact.Order;
import org.liandong.ecommerceimport.ImportFact.Payment;
import org.liandong.ecommerceimport.ImportFact.Receipt;
import org.liandong.ecommerceimport.ImportFact.ReturnLine;
import org.liandong.ecommerceimport.ImportFact.ReturnRequest;
import org.liandong.ecommerceimport.ImportFact.TaxBill;
import org.liandong.ecommerceimport.ImportFact.TaxBillStatus;
import org.liandong.ecommerceimport.ImportFact.Waybill;
import org.liandong.ecommerceimport.ImportFact.WaybillStatus;
import org.liandong.kernel.Check;
import org.liandong.kernel.Context;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Fact;
import org.liandong.kernel.Identifier;
import org.liandong.kernel.Linking;
import org.liandong.kernel.Message;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Step;
import org.liandong.kernel.Task;
import org.liandong.kernel.Verdict;
import org.liandong.kernel.clock.TimeLimit;
import org.liandong.kernel.ledger.Answer;
import org.liandong.kernel.ledger.Code;
import org.liandong.kernel.ledger.Command;
import org.liandong.kernel.ledger.Detail;
import org.liandong.kernel.ledger.Leg;
import org.liandong.kernel.ledger.Reference;

/// One step of a parcel: takes what happened, and brings what is done for the parcel in line with what its facts say.
///
/// Seen from outside it is a function; inside, state and effects grow line by line.
final class ParcelDesk {

    static final String OFFICER = "customs-officer";

    // Clocks of a parcel.
    static final String REMINDER = "reminder";
    static final String INCOMPLETE = "incomplete";
    static final String RETURN_WINDOW = "return-window";
    static final String ARRIVAL_WINDOW = "arrival-window";
    static final String PAYMENT_RUN = "payment-run";

    private static final String WAYBILL = "waybill";

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /// What a desk works with besides the case.
    record Tools(Rules rules, Tariff tariff, Policy policy) {}

    private final String key;
    private final Tools tools;
    private final Context context;
    private final List<Effect> effects = new ArrayList<>();
    private Documents documents;

    // What has been done; see Progress.
    private Stage stage;
    private @Nullable String preNo;
    private @Nullable String invtNo;
    private String said;
    private int attempts;
    private @Nullable Granted granted;
    private @Nullable String waitsFor;
    private @Nullable String waybillHeld;
    private @Nullable LocalDate releasedOn;
    private @Nullable String billing;
    private final Map<String, Return> returns;
    private String differences;

    ParcelDesk(Parcel parcel, Tools tools, Context context) {
        this.key = parcel.key();
        this.documents = parcel.documents();
        this.tools = tools;
        this.context = context;
        Progress p = parcel.progress();
        this.stage = p.stage();
        this.preNo = p.preNo();
        this.invtNo = p.invtNo();
        this.said = p.said();
        this.attempts = p.attempts();
        this.granted = p.granted();
        this.waitsFor = p.waitsFor();
        this.waybillHeld = p.waybillHeld();
        this.releasedOn = p.releasedOn();
        this.billing = p.billing();
        this.returns = new LinkedHashMap<>(p.returns());
        this.differences = p.differences();
    }

    private Step<ImportCase> done() {
        Progress progress =
                new Progress(
                        stage,
                        preNo,
                        invtNo,
                        said,
                        attempts,
                        granted,
                        waitsFor,
                        waybillHeld,
                        releasedOn,
                        billing,
                        Map.copyOf(returns),
                        differences);
        return new Step<>(new Parcel(key, documents, progress), effects);
    }

    // ---- facts

    Step<ImportCase> on(Fact<ImportFact> fact) {
        switch (fact.body()) {
            case Order order -> order(new Held<>(fact.id(), order));
            case Payment payment -> payment(new Held<>(fact.id(), payment));
            case Waybill waybill -> waybill(new Held<>(fact.id(), waybill));
            case ImportList list -> list(new Held<>(fact.id(), list));
            case WaybillStatus delivered -> delivered(delivered);
            case Cancellation request -> cancel(new Held<>(fact.id(), request));
            case ReturnRequest request ->
                    askReturn(request, LocalDate.ofInstant(fact.acceptedAt(), ZONE));
            case GoodsBack back -> goodsBack(back);
            case OfficerAnswered answer -> officer(answer);
            case ImportFact.IdentityAnswered answer -> {
                documents = DocumentsWith.of(documents).identity(answer);
                settle();
            }
            case Receipt receipt -> receipt(receipt);
            case TaxBill bill -> taxBill(bill);
            case TaxBillStatus status -> taxBillStatus(status);
            case ImportFact.ParcelEntered entered -> {
                documents = DocumentsWith.of(documents).entered(entered.entry());
                settle();
            }
            case ImportFact.WarehouseEntry _,
                    ImportFact.GuaranteeFiled _,
                    ImportFact.DutyPaid _,
                    BillJoined _ ->
                    throw new IllegalArgumentException(
                            "A parcel knows no %s."
                                    .formatted(fact.body().getClass().getSimpleName()));
        }
        return done();
    }

    private void order(Held<Order> held) {
        Documents before = documents;
        documents = DocumentsWith.of(documents).orders(documents.orders().with(held));
        answerVersions(before);
        settle();
    }

    private void payment(Held<Payment> held) {
        Documents before = documents;
        documents = DocumentsWith.of(documents).payments(documents.payments().with(held));
        Payment payment = held.document();
        if (platform()) {
            effects.add(
                    new Effect.Claim(paymentNumber(payment.payCode(), payment.payTransactionId())));
        }
        answerVersions(before);
        settle();
    }

    private void waybill(Held<Waybill> held) {
        Documents before = documents;
        documents = DocumentsWith.of(documents).waybills(documents.waybills().with(held));
        answerVersions(before);
        settle();
    }

    /// Answers the versions that are new, and anew those of which an earlier answer is no longer true.
    private void answerVersions(Documents before) {
        answerVersions(
                before,
                before.orders(),
                documents.orders(),
                (order, standing) ->
                        Receipts.order(
                                order, status("301", standing), context.at(), info(standing)));
        answerVersions(
                before,
                before.payments(),
                documents.payments(),
                (payment, standing) ->
                        Receipts.payment(
                                payment, status("401", standing), context.at(), info(standing)));
        answerVersions(
                before,
                before.waybills(),
                documents.waybills(),
                (waybill, standing) ->
                        Receipts.waybill(
                                waybill, status("504", standing), context.at(), info(standing)));
    }

    private <D extends Document> void answerVersions(
            Documents before,
            Versions<D> then,
            Versions<D> now,
            BiFunction<D, Standing, Message> receipt) {
        for (Held<D> held : now.all()) {
            Standing standing = now.standing(held, declaredAt(documents));
            if (!then.all().contains(held) || then.standing(held, declaredAt(before)) != standing) {
                acknowledge(receipt.apply(held.document(), standing));
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

    private void acknowledge(Message receipt) {
        if (!platform()) {
            effects.add(new Effect.Send(receipt));
        }
    }

    private boolean platform() {
        return tools.policy().role() == Policy.Role.ZONE_PLATFORM;
    }

    private void list(Held<ImportList> held) {
        ImportList list = held.document();
        if (preNo == null) {
            preNo = "B" + compact(context.today()) + serial();
            invtNo =
                    platform()
                            ? list.invtNo()
                            : list.customsCode() + context.today().getYear() + "I" + serial();
        }
        if (!isOpen()) {
            acknowledge(
                    listReceipt(
                            list, list.appType().equals("1") ? "-621004" : "-621012", "清单状态不允许变更"));
            return;
        }
        Documents before = documents;
        documents = DocumentsWith.of(documents).lists(documents.lists().with(held));
        for (Held<ImportList> version : documents.lists().all()) {
            String word = wordOn(version, documents.lists());
            if (!before.lists().all().contains(version)
                    || !wordOn(version, before.lists()).equals(word)) {
                switch (word) {
                    case "" -> {
                        // Answered by the decision.
                    }
                    case "1" -> acknowledge(listReceipt(version.document(), word, "暂存"));
                    case "-621004" -> acknowledge(listReceipt(version.document(), word, "清单已申报"));
                    case "-621011" ->
                            acknowledge(listReceipt(version.document(), word, "没有可变更的清单"));
                    default -> acknowledge(listReceipt(version.document(), word, "入库成功，以后续申报为准"));
                }
            }
        }
        answerVersions(before);
        Held<ImportList> inForce = documents.list();
        if (inForce != null
                && !inForce.equals(before.list())
                && inForce.document().appStatus().equals("2")) {
            // Decided when the claim is answered: the waybill may have come before.
            claim(inForce.document());
        } else {
            settle();
        }
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

    private static String compact(LocalDate day) {
        return day.toString().replace("-", "");
    }

    // Nine digits, unique while a store has fewer than a thousand million steps.
    private String serial() {
        return "%09d".formatted(context.seq() % 1_000_000_000L);
    }

    private Message listReceipt(ImportList list, String status, String info) {
        return Receipts.list(
                list,
                Objects.requireNonNull(preNo),
                Objects.requireNonNullElse(invtNo, Objects.requireNonNull(preNo)),
                status,
                context.at(),
                info);
    }

    static Identifier waybillNumber(String logisticsCode, String logisticsNo) {
        return new Identifier(WAYBILL, logisticsCode + "/" + logisticsNo);
    }

    static Identifier paymentNumber(String payCode, String payTransactionId) {
        return new Identifier("payment", payCode + "/" + payTransactionId);
    }

    static Identifier copNumber(String agentCode, String copNo) {
        return new Identifier("cop", agentCode + "/" + copNo);
    }

    static Identifier listNumber(String invtNo) {
        return new Identifier("invt", invtNo);
    }

    private void claim(ImportList list) {
        // L4: a waybill number is not used again by its carrier within six months.
        effects.add(
                new Effect.Claim(
                        waybillNumber(list.logisticsCode(), list.logisticsNo()),
                        context.today().plusMonths(6)));
        if (platform()) {
            if (list.copNo() != null) {
                effects.add(new Effect.Claim(copNumber(list.agentCode(), list.copNo())));
            }
            if (invtNo != null) {
                effects.add(new Effect.Claim(listNumber(invtNo)));
            }
        }
    }

    void claimed(Identifier identifier, boolean followed) {
        if (identifier.scheme().equals(WAYBILL)) {
            waybillHeld = null;
            if (!followed) {
                settle();
            }
        }
    }

    void claimRefused(Identifier identifier, String holder) {
        if (identifier.scheme().equals(WAYBILL)) {
            waybillHeld = holder;
            settle();
        }
    }

    /// Whether the documents still decide: nothing was released and nothing was ended.
    private boolean isOpen() {
        return switch (stage) {
            case COLLECTING, WAITING, REFUSED, REFERRED, FORECAST -> true;
            case RELEASED, BILLED, RETURNED, CANCELLED -> false;
        };
    }

    // ---- deciding

    /// Brings the decision in line with the set of facts.
    private void settle() {
        Held<ImportList> held = documents.list();
        if (stage == Stage.CANCELLED || stage == Stage.RETURNED) {
            return;
        }
        if (held == null || !held.document().appStatus().equals("2")) {
            if (isOpen()) {
                giveBack("list is gone");
                stage = Stage.COLLECTING;
            }
            return;
        }
        Assessment assessment =
                Assessment.of(
                        held,
                        documents,
                        waybillHeld,
                        tools.rules(),
                        tools.tariff(),
                        tools.policy());
        if (!isOpen()) {
            afterRelease(assessment);
            return;
        }
        ImportList list = held.document();
        @Nullable OfficerAnswered officer = answerTo(assessment);
        if (!assessment.missing().isEmpty()) {
            stopAsking();
            wait(assessment, list, assessment.missing());
        } else if (assessment.has(Check.Result.FAILED)) {
            stopAsking();
            refuse(assessment, list, assessment.checks());
        } else if (assessment.has(Check.Result.UNDECIDED) && officer == null) {
            stopAsking();
            refer(assessment, list);
        } else if (officer != null && officer.answer().equals("refuse")) {
            stopAsking();
            refuse(assessment, list, officerRefused(assessment, officer));
        } else if (assessment.tax() == null) {
            stopAsking();
            refer(assessment, list);
        } else {
            ask(assessment, list);
        }
    }

    // What was granted on other facts is given back; the request that waits for room is withdrawn.
    private void stopAsking() {
        giveBack("facts changed");
        if (waitsFor != null) {
            effects.add(new Effect.Forgo(waitsFor));
            waitsFor = null;
        }
    }

    private void wait(Assessment assessment, ImportList list, List<String> missing) {
        boolean news =
                say(Outcome.WAITING, assessment, missing, assessment.checks(), "GACC 2018-194, 8");
        if (news) {
            if (stage == Stage.COLLECTING) {
                // Waiting times are those of today, whatever day the list names.
                Verdict parameters =
                        tools.rules()
                                .decide(
                                        "tolerance",
                                        context.today(),
                                        Map.of("trade mode", list.tradeMode()));
                effects.add(
                        new Effect.StartAt(
                                REMINDER,
                                context.at()
                                        .plusSeconds(3600L * whole(parameters, "reminder hours")),
                                parameters.model()));
                effects.add(
                        new Effect.Start(
                                INCOMPLETE,
                                context.today(),
                                TimeLimit.naturalDays(whole(parameters, "close days")),
                                parameters.model()));
            }
            acknowledge(
                    listReceipt(
                            list,
                            Receipts.DECLARING,
                            "申报中，等待："
                                    + String.join(
                                            "、",
                                            missing.stream().map(ParcelDesk::chinese).toList())));
        }
        stage = Stage.WAITING;
    }

    private static String chinese(String document) {
        return switch (document) {
            case "order" -> "订单";
            case "payment" -> "支付单";
            case "waybill" -> "运单";
            case "identity" -> "身份核验结果";
            case "guarantee" -> "担保";
            case "quota" -> "担保额度";
            default -> document;
        };
    }

    private void refuse(Assessment assessment, ImportList list, List<Check> checks) {
        if (say(
                Outcome.REFUSED,
                assessment,
                List.of(),
                checks,
                "财关税〔2016〕18号, 2; GACC 2018-194, 8")) {
            List<Check> failed =
                    checks.stream().filter(c -> c.result() == Check.Result.FAILED).toList();
            acknowledge(listReceipt(list, Receipts.REJECTED, Receipts.reasons(failed)));
        }
        stopClocks();
        stage = Stage.REFUSED;
    }

    private void refer(Assessment assessment, ImportList list) {
        if (say(
                Outcome.REFERRED,
                assessment,
                List.of(),
                assessment.checks(),
                "GACC 2018-194, 11")) {
            List<String> reasons =
                    assessment.checks().stream()
                            .filter(c -> c.result() == Check.Result.UNDECIDED)
                            .map(c ->
                                    c.rule()
                                            + " "
                                            + c.left().field()
                                            + " "
                                            + c.left().value()
                                            + ", "
                                            + c.right().field()
                                            + " "
                                            + c.right().value())
                            .toList();
            effects.add(
                    new Effect.Assign(
                            new Task(
                                    taskOf(assessment),
                                    OFFICER,
                                    "review",
                                    reasons,
                                    List.of("admit", "refuse"))));
            acknowledge(listReceipt(list, Receipts.MANUAL, "转人工审核"));
        }
        stopClocks();
        stage = Stage.REFERRED;
    }

    private static String taskOf(Assessment assessment) {
        List<String> undecided =
                assessment.checks().stream()
                        .filter(c -> c.result() == Check.Result.UNDECIDED)
                        .map(c -> c.rule() + c.left().value())
                        .toList();
        return "review-" + Integer.toHexString(undecided.hashCode());
    }

    private @Nullable OfficerAnswered answerTo(Assessment assessment) {
        String task = taskOf(assessment);
        return documents.answers().stream()
                .filter(a -> a.task().equals(task))
                .findFirst()
                .orElse(null);
    }

    private static List<Check> officerRefused(Assessment assessment, OfficerAnswered officer) {
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
        String short_ = outcome.name() + Integer.toHexString(digest.toString().hashCode());
        if (short_.equals(said)) {
            return false;
        }
        said = short_;
        effects.add(
                new Effect.Decide(
                        new Decision(
                                platform() ? "forecast" : "release",
                                outcome,
                                checks,
                                missing,
                                assessment.verdicts(),
                                assessment.tax() == null
                                        ? List.of()
                                        : assessment.tax().arithmetic(),
                                assessment.basis(),
                                clause)));
        return true;
    }

    // ---- the books

    private void ask(Assessment assessment, ImportList list) {
        if (stage == Stage.FORECAST || waitsFor != null) {
            // Held already, or waiting for room on the same facts.
            if (waitsFor != null || (granted != null && granted.tax().equals(assessment.tax()))) {
                return;
            }
            giveBack("facts changed");
        }
        request(assessment, list);
    }

    private void request(Assessment assessment, ImportList list) {
        ImportTax tax = Objects.requireNonNull(assessment.tax());
        attempts++;
        String attempt = key + "#" + attempts;
        int year = context.today().getYear();
        granted = new Granted(attempt, list.buyer().hash(), year, list.assureCode(), tax, 0, 0);
        Reference why = Reference.of(key, "release", "list " + list.guid());
        List<Command.Single> members = new ArrayList<>();
        if (tax.dutiable().signum() > 0) {
            members.add(
                    new Command.PlaceHold(
                            attempt + ":allowance",
                            attempt + "/allowance",
                            new Leg(
                                    Accounts.allowance(year, list.buyer().hash()),
                                    Accounts.allowanceUsed(year, list.buyer().hash()),
                                    tax.dutiable()),
                            context.today(),
                            null,
                            why));
        }
        if (tax.total().signum() > 0) {
            members.add(Accounts.open(Accounts.occupied(list.assureCode(), key)));
            members.add(
                    new Command.PlaceHold(
                            attempt + ":quota",
                            attempt + "/quota",
                            new Leg(
                                    Accounts.quota(list.assureCode()),
                                    Accounts.occupied(list.assureCode(), key),
                                    tax.total()),
                            context.today(),
                            null,
                            why));
        }
        if (members.isEmpty()) {
            granted(list);
            return;
        }
        effects.add(new Effect.Ask(new Command.Batch(attempt, Command.Batch.Mode.ATOMIC, members)));
    }

    void answered(Command command, Answer answer) {
        Granted waiting = granted;
        if (waiting != null && command.key().equals(waiting.attempt())) {
            requested(waiting, answer);
        } else if (waiting != null && command.key().equals(waiting.attempt() + ":captured")) {
            captured(waiting, answer);
        } else {
            // Grants, releases and reversals cannot be refused by a book that has granted; if one
            // is, the books disagree
            // with the case, which a person must see.
            if (!(answer instanceof Answer.Posted) && !command.key().startsWith("grant:")) {
                throw new IllegalStateException(
                        "The ledger answered %s to %s.".formatted(answer, command.key()));
            }
        }
    }

    private void requested(Granted waiting, Answer answer) {
        Held<ImportList> held = Objects.requireNonNull(documents.list());
        ImportList list = held.document();
        switch (answer) {
            case Answer.Posted _ -> granted(list);
            case Answer.Refused refused ->
                    booksRefused(
                            waiting,
                            list,
                            cause(refused.members(), refused.code(), refused.detail()));
            case Answer.Rejected rejected ->
                    booksRefused(
                            waiting,
                            list,
                            cause(rejected.members(), rejected.code(), rejected.detail()));
        }
    }

    private record Cause(Code code, Detail detail) {}

    // In an atomic batch the member that failed carries the reason.
    private static Cause cause(List<Answer> members, Code code, Detail detail) {
        for (Answer member : members) {
            switch (member) {
                case Answer.Refused refused when refused.code() != Code.BATCH_FAILED -> {
                    return new Cause(refused.code(), refused.detail());
                }
                case Answer.Rejected rejected when rejected.code() != Code.BATCH_FAILED -> {
                    return new Cause(rejected.code(), rejected.detail());
                }
                case Answer.Posted _, Answer.Refused _, Answer.Rejected _ -> {}
            }
        }
        return new Cause(code, detail);
    }

    private void booksRefused(Granted waiting, ImportList list, Cause cause) {
        String allowance = Accounts.allowance(waiting.year(), waiting.person());
        String quota = Accounts.quota(waiting.assureCode());
        Assessment assessment = assessed();
        granted = null;
        switch (cause.detail()) {
            case Detail.Subject(var account)
                    when cause.code() == Code.UNKNOWN_ACCOUNT && account.equals(allowance) -> {
                effects.add(
                        new Effect.Ask(
                                Accounts.grantAllowance(
                                        waiting.year(),
                                        waiting.person(),
                                        Objects.requireNonNull(assessment.yearlyLimit()),
                                        context.today(),
                                        key)));
                request(assessment, list);
            }
            case Detail.Subject(var account)
                    when cause.code() == Code.UNKNOWN_ACCOUNT && account.equals(quota) ->
                    waitForRoom(
                            assessment,
                            list,
                            quota,
                            waiting.tax().total(),
                            "guarantee",
                            BigDecimal.ZERO);
            case Detail.Floor floor when floor.account().equals(allowance) ->
                    overYearlyLimit(
                            assessment, list, floor.availableBefore(), waiting.tax().dutiable());
            case Detail.FloorOn floor when floor.account().equals(allowance) ->
                    overYearlyLimit(
                            assessment,
                            list,
                            floor.available().add(waiting.tax().dutiable()),
                            waiting.tax().dutiable());
            case Detail.Floor floor when floor.account().equals(quota) ->
                    waitForRoom(
                            assessment,
                            list,
                            quota,
                            waiting.tax().total(),
                            "quota",
                            floor.availableBefore());
            case Detail.FloorOn floor when floor.account().equals(quota) ->
                    waitForRoom(
                            assessment,
                            list,
                            quota,
                            waiting.tax().total(),
                            "quota",
                            floor.available().add(waiting.tax().total()));
            default ->
                    throw new IllegalStateException(
                            "The ledger answered %s to the request of %s.".formatted(cause, key));
        }
    }

    private Assessment assessed() {
        return Assessment.of(
                Objects.requireNonNull(documents.list()),
                documents,
                waybillHeld,
                tools.rules(),
                tools.tariff(),
                tools.policy());
    }

    // T1: used and held of the year, with this list, above the limit.
    private void overYearlyLimit(
            Assessment assessment, ImportList list, BigDecimal available, BigDecimal dutiable) {
        BigDecimal limit = Objects.requireNonNull(assessment.yearlyLimit()).setScale(2);
        Checks yearly = new Checks();
        yearly.add(
                "T2",
                false,
                "year so far + list.dutiable value",
                limit.subtract(available).add(dutiable).toPlainString(),
                "yearly limit",
                limit.toPlainString(),
                "1313");
        List<Check> checks = new ArrayList<>(assessment.checks());
        checks.addAll(yearly.toList());
        refuse(assessment, list, checks);
    }

    private void waitForRoom(
            Assessment assessment,
            ImportList list,
            String account,
            BigDecimal amount,
            String missing,
            BigDecimal available) {
        Checks quota = new Checks();
        quota.add(
                "Q1",
                false,
                "list.tax",
                amount.toPlainString(),
                account,
                available.max(BigDecimal.ZERO).toPlainString(),
                "");
        List<Check> checks = new ArrayList<>(assessment.checks());
        checks.addAll(quota.toList());
        if (say(
                Outcome.WAITING,
                assessment,
                List.of(missing),
                checks,
                "GACC 2018-194, guarantee")) {
            acknowledge(listReceipt(list, Receipts.DECLARING, "申报中，等待：" + chinese(missing)));
        }
        stopClocks();
        stage = Stage.WAITING;
        waitsFor = account;
        effects.add(new Effect.Await(account, amount));
    }

    void roomIn(String account) {
        if (account.equals(waitsFor)) {
            waitsFor = null;
            settle();
        }
    }

    private void granted(ImportList list) {
        Granted holds = Objects.requireNonNull(granted);
        Assessment assessment = assessed();
        say(
                Outcome.ADMITTED,
                assessment,
                List.of(),
                assessment.checks(),
                "财关税〔2016〕18号, 1; 财关税〔2018〕49号, 1");
        stopClocks();
        if (platform()) {
            stage = Stage.FORECAST;
            followCustoms();
            return;
        }
        acknowledge(listReceipt(list, Receipts.STORED, "[Code:1800;Desc:逻辑校验通过]"));
        release(list, holds);
    }

    /// Goods first, tax later: allowance and quota are taken for good, the bill is made, the windows open.
    private void release(ImportList list, Granted holds) {
        capture(holds);
        stage = Stage.RELEASED;
        releasedOn = context.today();
        Verdict windows = windows(list);
        effects.add(
                new Effect.Start(
                        RETURN_WINDOW,
                        context.today(),
                        TimeLimit.naturalDays(whole(windows, "application days")),
                        String.valueOf(windows.outputs().get("clause"))));
        acknowledge(listReceipt(list, Receipts.RELEASED, "[Code:2600;Desc:放行]"));
        acknowledge(Receipts.bill(list, Objects.requireNonNull(invtNo), holds.tax(), context.at()));
    }

    private Verdict windows(ImportList list) {
        return tools.rules()
                .decide(
                        "windows",
                        Objects.requireNonNullElse(releasedOn, context.today()),
                        Map.of("trade mode", list.tradeMode()));
    }

    private static int whole(Verdict verdict, String output) {
        return ((BigDecimal) Objects.requireNonNull(verdict.outputs().get(output))).intValueExact();
    }

    private void capture(Granted holds) {
        Reference why = Reference.of(key, "release", "released");
        List<Command.Single> members = new ArrayList<>();
        if (holds.tax().dutiable().signum() > 0) {
            members.add(
                    new Command.Capture(
                            holds.attempt() + ":allowance:captured",
                            holds.attempt() + "/allowance",
                            null,
                            context.today(),
                            why));
        }
        if (holds.tax().total().signum() > 0) {
            members.add(
                    new Command.Capture(
                            holds.attempt() + ":quota:captured",
                            holds.attempt() + "/quota",
                            null,
                            context.today(),
                            why));
        }
        if (!members.isEmpty()) {
            effects.add(
                    new Effect.Ask(
                            new Command.Batch(
                                    holds.attempt() + ":captured",
                                    Command.Batch.Mode.ATOMIC,
                                    members)));
        }
    }

    private void captured(Granted holds, Answer answer) {
        if (!(answer instanceof Answer.Posted posted)) {
            throw new IllegalStateException(
                    "A capture cannot be refused, but the ledger answered %s.".formatted(answer));
        }
        long allowance = 0;
        long quota = 0;
        for (Answer member : posted.members()) {
            if (member instanceof Answer.Posted done
                    && done.key().endsWith(":allowance:captured")) {
                allowance = done.seq();
            } else if (member instanceof Answer.Posted done) {
                quota = done.seq();
            }
        }
        granted =
                new Granted(
                        holds.attempt(),
                        holds.person(),
                        holds.year(),
                        holds.assureCode(),
                        holds.tax(),
                        allowance,
                        quota);
    }

    /// What is held and not yet captured is given back.
    private void giveBack(String reason) {
        Granted holds = granted;
        if (holds == null || releasedOn != null) {
            return;
        }
        Reference why = Reference.of(key, "give-back", reason);
        List<Command.Single> members = new ArrayList<>();
        if (holds.tax().dutiable().signum() > 0) {
            members.add(
                    new Command.Release(
                            holds.attempt() + ":allowance:released",
                            holds.attempt() + "/allowance",
                            null,
                            why));
        }
        if (holds.tax().total().signum() > 0) {
            members.add(
                    new Command.Release(
                            holds.attempt() + ":quota:released",
                            holds.attempt() + "/quota",
                            null,
                            why));
        }
        if (!members.isEmpty()) {
            effects.add(
                    new Effect.Ask(
                            new Command.Batch(
                                    holds.attempt() + ":released",
                                    Command.Batch.Mode.ATOMIC,
                                    members)));
        }
        granted = null;
    }

    private void stopClocks() {
        effects.add(new Effect.Stop(REMINDER));
        effects.add(new Effect.Stop(INCOMPLETE));
    }

    /// A fact that came after the release cannot undo it; if it says otherwise, an officer must know.
    private void afterRelease(Assessment assessment) {
        boolean contradicts = assessment.has(Check.Result.FAILED);
        if (contradicts
                && say(
                        Outcome.REFERRED,
                        assessment,
                        List.of(),
                        assessment.checks(),
                        "GACC 2018-194, 11")) {
            effects.add(
                    new Effect.Assign(
                            new Task(
                                    "after-release-" + context.seq(),
                                    OFFICER,
                                    "contradicted-after-release",
                                    assessment.checks().stream()
                                            .filter(c -> c.result() == Check.Result.FAILED)
                                            .map(Check::rule)
                                            .distinct()
                                            .toList(),
                                    List.of("noted"))));
        }
    }

    private void officer(OfficerAnswered answer) {
        List<OfficerAnswered> answers = new ArrayList<>(documents.answers());
        answers.add(answer);
        documents = DocumentsWith.of(documents).answers(answers);
        effects.add(new Effect.Withdraw(answer.task()));
        if (answer.task().startsWith("cancel-")) {
            cancelAnswered(answer);
        } else {
            settle();
        }
    }

    // ---- delivery

    private void delivered(WaybillStatus delivered) {
        if (delivered.logisticsStatus().equals("S")) {
            documents = DocumentsWith.of(documents).signedForAt(delivered.logisticsTime());
        }
        acknowledge(Receipts.waybillStatus(delivered, Receipts.STORED, context.at(), "入库成功"));
        settle();
    }

    // ---- cancellation (GACC 2018-194, 11)

    private void cancel(Held<Cancellation> held) {
        Cancellation request = held.document();
        List<Held<Cancellation>> requests = new ArrayList<>(documents.cancellations());
        requests.add(held);
        documents = DocumentsWith.of(documents).cancellations(requests);
        if (platform()) {
            if (request.copNo() != null) {
                effects.add(new Effect.Claim(copNumber(request.agentCode(), request.copNo())));
            }
            return;
        }
        if (!request.invtNo().equals(invtNo)) {
            answerCancel(request, "-623003", "清单编号不存在");
        } else if (requests.size() > 1 && stage == Stage.CANCELLED) {
            answerCancel(request, "-623009", "撤销申请已申报");
        } else {
            switch (stage) {
                case COLLECTING, WAITING, REFUSED, REFERRED, FORECAST -> cancelled(request);
                case RELEASED -> {
                    effects.add(
                            new Effect.Assign(
                                    new Task(
                                            "cancel-" + request.guid(),
                                            OFFICER,
                                            "cancel-after-release",
                                            List.of(request.reason()),
                                            List.of("admit", "refuse"))));
                    answerCancel(request, Receipts.MANUAL, "转人工审核");
                }
                case BILLED, RETURNED, CANCELLED -> answerCancel(request, "-623005", "清单状态不允许撤销");
            }
        }
    }

    private void cancelAnswered(OfficerAnswered answer) {
        for (Held<Cancellation> held : documents.cancellations()) {
            if (answer.task().equals("cancel-" + held.document().guid())
                    && stage == Stage.RELEASED) {
                if (answer.answer().equals("admit")) {
                    undo("cancelled");
                    cancelled(held.document());
                } else {
                    answerCancel(held.document(), Receipts.REJECTED, answer.reason());
                }
            }
        }
    }

    private void cancelled(Cancellation request) {
        stopAsking();
        stopClocks();
        effects.add(new Effect.Stop(RETURN_WINDOW));
        stage = Stage.CANCELLED;
        effects.add(
                new Effect.Decide(
                        plain("cancellation", Outcome.ADMITTED, List.of(), "GACC 2018-194, 11")));
        answerCancel(request, Receipts.CONCLUDED, "海关审结");
    }

    private void answerCancel(Cancellation request, String status, String info) {
        acknowledge(
                Receipts.cancellation(
                        request,
                        Objects.requireNonNullElse(preNo, "B00000000000000000"),
                        invtNo,
                        status,
                        context.at(),
                        info));
    }

    private Decision plain(String kind, Outcome outcome, List<Check> checks, String clause) {
        return new Decision(
                kind, outcome, checks, List.of(), List.of(), List.of(), Map.of(), clause);
    }

    /// Everything captured goes back: the buyer's allowance and the quota of the guarantee.
    private void undo(String reason) {
        Granted taken = Objects.requireNonNull(granted);
        Reference why = Reference.of(key, reason, reason);
        if (taken.allowanceSeq() != 0) {
            effects.add(
                    new Effect.Ask(
                            new Command.Reverse(
                                    taken.attempt() + ":allowance:reversed",
                                    taken.allowanceSeq(),
                                    context.today(),
                                    why)));
        }
        if (taken.quotaSeq() != 0) {
            effects.add(
                    new Effect.Ask(
                            new Command.Reverse(
                                    taken.attempt() + ":quota:reversed",
                                    taken.quotaSeq(),
                                    context.today(),
                                    why)));
        }
        String number = invtNo;
        Held<ImportList> list = documents.list();
        if (list != null && number != null) {
            acknowledge(
                    Receipts.billStatus(
                            list.document(), number, Receipts.BILL_VOID, null, context.at()));
        }
    }

    // ---- returns (GACC 2020-45)

    private void askReturn(ReturnRequest request, LocalDate on) {
        Checks checks = new Checks();
        LocalDate released = releasedOn;
        Held<ImportList> held = documents.list();
        if (platform() && request.copNo() != null) {
            effects.add(new Effect.Claim(copNumber(request.agentCode(), request.copNo())));
        }
        if (released == null || held == null || granted == null || stage != Stage.RELEASED) {
            checks.add(
                    "R1",
                    false,
                    "list",
                    stage.name().toLowerCase(java.util.Locale.ROOT),
                    "must be",
                    "released",
                    "-625022");
        } else {
            ImportList list = held.document();
            Verdict windows = windows(list);
            LocalDate applyBy = released.plusDays(whole(windows, "application days"));
            checks.add(
                    "R2",
                    !on.isAfter(applyBy),
                    "return asked on",
                    on.toString(),
                    "at the latest on",
                    applyBy.toString(),
                    "");
            checks.text(
                    "R3",
                    "return.invtNo",
                    request.invtNo(),
                    "list.invtNo",
                    Objects.requireNonNull(invtNo),
                    "-623003");
            returnLines(request, list, checks);
        }
        boolean accepted =
                checks.toList().stream().noneMatch(c -> c.result() == Check.Result.FAILED);
        BigDecimal[] shares =
                accepted ? shares(request) : new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO};
        returns.put(
                request.guid(),
                new Return(request, on, accepted, accepted, false, null, shares[0], shares[1]));
        if (accepted) {
            Verdict windows = windows(Objects.requireNonNull(held).document());
            effects.add(
                    new Effect.Start(
                            ARRIVAL_WINDOW,
                            Objects.requireNonNull(released),
                            TimeLimit.naturalDays(whole(windows, "arrival days")),
                            String.valueOf(windows.outputs().get("clause"))));
            answerReturn(request, Receipts.STORED, "退货申请入库，货物须在期限内运抵");
        } else {
            List<Check> failed =
                    checks.toList().stream()
                            .filter(c -> c.result() == Check.Result.FAILED)
                            .toList();
            effects.add(
                    new Effect.Decide(
                            plain("return", Outcome.REFUSED, checks.toList(), "GACC 2020-45, 1")));
            answerReturn(
                    request,
                    failed.getFirst().code().isEmpty()
                            ? Receipts.REJECTED
                            : failed.getFirst().code(),
                    Receipts.reasons(failed));
        }
    }

    private void returnLines(ReturnRequest request, ImportList list, Checks checks) {
        for (ReturnLine line : request.lines()) {
            var original =
                    list.lines().stream()
                            .filter(l -> l.gnum() == line.gnum() && l.gcode().equals(line.gcode()))
                            .findFirst()
                            .orElse(null);
            String field = "return.line[" + line.gnum() + "]";
            if (original == null) {
                checks.add(
                        "R4", false, field + ".gcode", line.gcode(), "list.lines", null, "-625209");
                continue;
            }
            BigDecimal before =
                    returns.values().stream()
                            .filter(Return::accepted)
                            .flatMap(r -> r.request().lines().stream())
                            .filter(l -> l.gnum() == line.gnum())
                            .map(ReturnLine::qty)
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal asked = before.add(line.qty());
            checks.add(
                    "R5",
                    line.qty().signum() > 0 && asked.compareTo(original.qty()) <= 0,
                    field + ".qty, with earlier returns",
                    Checks.plain(asked),
                    "list.line[" + line.gnum() + "].qty, at most",
                    Checks.plain(original.qty()),
                    "-625010");
        }
    }

    /// Dutiable value and tax of what goes back: the lines' own, in proportion to the quantity, half up to the cent.
    private BigDecimal[] shares(ReturnRequest request) {
        ImportList list = Objects.requireNonNull(documents.list()).document();
        ImportTax tax = Objects.requireNonNull(granted).tax();
        BigDecimal dutiable = BigDecimal.ZERO.setScale(2);
        BigDecimal due = BigDecimal.ZERO.setScale(2);
        for (ReturnLine line : request.lines()) {
            BigDecimal quantity =
                    list.lines().stream()
                            .filter(l -> l.gnum() == line.gnum())
                            .findFirst()
                            .orElseThrow()
                            .qty();
            var taxed =
                    tax.lines().stream()
                            .filter(l -> l.gnum() == line.gnum())
                            .findFirst()
                            .orElseThrow();
            dutiable = dutiable.add(part(taxed.dutiable(), line.qty(), quantity));
            due = due.add(part(taxed.total(), line.qty(), quantity));
        }
        return new BigDecimal[] {dutiable, due};
    }

    private static BigDecimal part(BigDecimal amount, BigDecimal quantity, BigDecimal whole) {
        return amount.multiply(quantity).divide(whole, 2, RoundingMode.HALF_UP);
    }

    private void answerReturn(ReturnRequest request, String status, String info) {
        acknowledge(
                Receipts.returnRequest(
                        request,
                        Objects.requireNonNullElse(preNo, "B00000000000000000"),
                        invtNo,
                        status,
                        context.at(),
                        info));
    }

    private void goodsBack(GoodsBack back) {
        Return asked = returns.get(back.returnNo());
        if (asked == null || !asked.open()) {
            Checks checks = new Checks();
            checks.add(
                    "R6",
                    false,
                    "goods back for return",
                    back.returnNo(),
                    "open returns",
                    asked == null ? null : "closed",
                    "");
            effects.add(
                    new Effect.Decide(
                            plain("return", Outcome.REFUSED, checks.toList(), "GACC 2020-45, 1")));
            return;
        }
        ImportList list = Objects.requireNonNull(documents.list()).document();
        LocalDate arriveBy =
                Objects.requireNonNull(releasedOn).plusDays(whole(windows(list), "arrival days"));
        Checks checks = new Checks();
        checks.add(
                "R7",
                !back.arrivedOn().isAfter(arriveBy),
                "goods back on",
                back.arrivedOn().toString(),
                "at the latest on",
                arriveBy.toString(),
                "");
        boolean inTime = checks.toList().getFirst().result() == Check.Result.PASSED;
        returns.put(
                back.returnNo(),
                new Return(
                        asked.request(),
                        asked.appliedOn(),
                        false,
                        inTime,
                        inTime,
                        back.arrivedOn(),
                        asked.dutiable(),
                        asked.tax()));
        effects.add(
                new Effect.Decide(
                        plain(
                                "return",
                                inTime ? Outcome.ADMITTED : Outcome.REFUSED,
                                checks.toList(),
                                "GACC 2020-45, 1")));
        if (inTime) {
            returned(asked, list);
            answerReturn(asked.request(), Receipts.CONCLUDED, "海关审结");
        } else {
            answerReturn(asked.request(), Receipts.REJECTED, Receipts.reasons(checks.toList()));
        }
        afterReturns(list);
    }

    private void returned(Return back, ImportList list) {
        ImportTax tax = Objects.requireNonNull(granted).tax();
        BigDecimal sum =
                returns.values().stream()
                        .filter(Return::done)
                        .map(Return::dutiable)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean first = returns.values().stream().filter(Return::done).count() == 1;
        if (first && back.dutiable().compareTo(tax.dutiable()) == 0) {
            undo("return");
            stage = Stage.RETURNED;
            return;
        }
        Granted taken = Objects.requireNonNull(granted);
        String id = key + "/return/" + back.request().guid();
        if (back.dutiable().signum() > 0) {
            effects.add(
                    new Effect.Ask(
                            Accounts.post(
                                    id + ":allowance",
                                    context.today(),
                                    key,
                                    "return",
                                    "goods back",
                                    Map.of(
                                            Accounts.allowanceUsed(taken.year(), taken.person()),
                                            Accounts.allowance(taken.year(), taken.person())),
                                    back.dutiable())));
        }
        if (back.tax().signum() > 0) {
            effects.add(
                    new Effect.Ask(
                            Accounts.post(
                                    id + ":quota",
                                    context.today(),
                                    key,
                                    "return",
                                    "goods back",
                                    Map.of(
                                            Accounts.occupied(taken.assureCode(), key),
                                            Accounts.quota(taken.assureCode())),
                                    back.tax())));
        }
        String number = Objects.requireNonNull(invtNo);
        if (sum.compareTo(tax.dutiable()) == 0) {
            stage = Stage.RETURNED;
            acknowledge(Receipts.billStatus(list, number, Receipts.BILL_VOID, null, context.at()));
        } else {
            acknowledge(Receipts.bill(list, number, left(list, tax), context.at()));
        }
    }

    /// The tax that still stands after returns in part, line by line.
    private ImportTax left(ImportList list, ImportTax tax) {
        List<ImportTax.LineTax> lines = new ArrayList<>();
        for (ImportTax.LineTax line : tax.lines()) {
            BigDecimal quantity =
                    list.lines().stream()
                            .filter(l -> l.gnum() == line.gnum())
                            .findFirst()
                            .orElseThrow()
                            .qty();
            BigDecimal dutiable = line.dutiable();
            BigDecimal duty = line.duty();
            BigDecimal vat = line.vat();
            BigDecimal consumption = line.consumption();
            for (Return back : returns.values()) {
                for (ReturnLine gone :
                        back.done() ? back.request().lines() : List.<ReturnLine>of()) {
                    if (gone.gnum() == line.gnum()) {
                        BigDecimal total = part(line.total(), gone.qty(), quantity);
                        BigDecimal goneVat = part(line.vat(), gone.qty(), quantity);
                        BigDecimal goneConsumption = part(line.consumption(), gone.qty(), quantity);
                        dutiable = dutiable.subtract(part(line.dutiable(), gone.qty(), quantity));
                        consumption = consumption.subtract(goneConsumption);
                        // The total was given back as one sum; what rounding leaves goes with the
                        // greatest tax.
                        BigDecimal goneDuty = part(line.duty(), gone.qty(), quantity);
                        duty = duty.subtract(goneDuty);
                        vat =
                                vat.subtract(
                                        total.subtract(goneConsumption)
                                                .subtract(goneDuty)
                                                .max(goneVat.min(total)));
                    }
                }
            }
            lines.add(
                    new ImportTax.LineTax(
                            line.gnum(), line.gcode(), dutiable, duty, vat, consumption));
        }
        return new ImportTax(lines, List.of());
    }

    private boolean hasOpenReturn() {
        return returns.values().stream().anyMatch(Return::open);
    }

    // Once no return is open any more, the tax that still stands goes its way.
    private void afterReturns(ImportList list) {
        if (hasOpenReturn()) {
            return;
        }
        effects.add(new Effect.Stop(ARRIVAL_WINDOW));
        if (stage == Stage.RETURNED) {
            effects.add(new Effect.Stop(RETURN_WINDOW));
        } else if (context.today()
                .isAfter(
                        Objects.requireNonNull(releasedOn)
                                .plusDays(whole(windows(list), "application days")))) {
            toPaymentRun(list);
        }
    }

    // ---- clocks

    Step<ImportCase> expired(String clock) {
        switch (clock) {
            case REMINDER -> {
                Held<ImportList> list = documents.list();
                if (stage == Stage.WAITING && list != null) {
                    acknowledge(listReceipt(list.document(), Receipts.DECLARING, "提醒：单证仍不齐全"));
                }
            }
            case INCOMPLETE -> incomplete();
            case RETURN_WINDOW -> {
                if (stage == Stage.RELEASED && !hasOpenReturn()) {
                    toPaymentRun(Objects.requireNonNull(documents.list()).document());
                }
            }
            case ARRIVAL_WINDOW -> goodsLate();
            case PAYMENT_RUN -> bill();
            default -> throw new IllegalArgumentException("A parcel has no clock named " + clock);
        }
        return done();
    }

    private void incomplete() {
        Held<ImportList> held = documents.list();
        if (stage != Stage.WAITING || held == null) {
            return;
        }
        Assessment assessment = assessed();
        Checks checks = new Checks();
        for (String missing : assessment.missing()) {
            checks.add("P3", false, missing, null, "must be", "present", "");
        }
        refuse(assessment, held.document(), checks.toList());
    }

    private void goodsLate() {
        if (!hasOpenReturn()) {
            return;
        }
        ImportList list = Objects.requireNonNull(documents.list()).document();
        LocalDate arriveBy =
                Objects.requireNonNull(releasedOn).plusDays(whole(windows(list), "arrival days"));
        for (Map.Entry<String, Return> entry : Map.copyOf(returns).entrySet()) {
            Return asked = entry.getValue();
            if (asked.open()) {
                Checks checks = new Checks();
                checks.add(
                        "R7",
                        false,
                        "goods back on",
                        null,
                        "at the latest on",
                        arriveBy.toString(),
                        "");
                returns.put(
                        entry.getKey(),
                        new Return(
                                asked.request(),
                                asked.appliedOn(),
                                false,
                                false,
                                false,
                                null,
                                asked.dutiable(),
                                asked.tax()));
                effects.add(
                        new Effect.Decide(
                                plain(
                                        "return",
                                        Outcome.REFUSED,
                                        checks.toList(),
                                        "GACC 2020-45, 1")));
                answerReturn(asked.request(), Receipts.REJECTED, Receipts.reasons(checks.toList()));
            }
        }
        afterReturns(list);
    }

    /// The list waits for the next day on which lists are grouped for payment.
    private void toPaymentRun(ImportList list) {
        if (platform() || taxLeft().signum() == 0) {
            return;
        }
        LocalDate run = nextRun(context.today(), windows(list));
        billing = "ED" + list.customsCode() + compact(run) + list.assureCode();
        effects.add(
                new Effect.StartAt(
                        PAYMENT_RUN, run.atStartOfDay(ZONE).toInstant(), "GACC 2018-194"));
    }

    /// The next run day on or after a day.
    static LocalDate nextRun(LocalDate from, Verdict windows) {
        List<?> days = (List<?>) Objects.requireNonNull(windows.outputs().get("run days"));
        LocalDate day = from;
        while (true) {
            BigDecimal number = BigDecimal.valueOf(day.getDayOfMonth());
            if (days.stream().anyMatch(d -> ((BigDecimal) d).compareTo(number) == 0)) {
                return day;
            }
            day = day.plusDays(1);
        }
    }

    private BigDecimal taxLeft() {
        Granted taken = granted;
        if (taken == null) {
            return BigDecimal.ZERO;
        }
        BigDecimal back =
                returns.values().stream()
                        .filter(Return::done)
                        .map(Return::tax)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return taken.tax().total().subtract(back);
    }

    /// The tax joins the aggregated bill of its enterprise at its customs office.
    private void bill() {
        String bill = billing;
        if (stage != Stage.RELEASED || bill == null) {
            return;
        }
        ImportList list = Objects.requireNonNull(documents.list()).document();
        String number = Objects.requireNonNull(invtNo);
        BigDecimal tax = taxLeft();
        stage = Stage.BILLED;
        LocalDate payBy =
                Objects.requireNonNull(releasedOn)
                        .plusDays(whole(windows(list), "payment last day"));
        effects.add(
                new Effect.Ask(
                        new Command.Batch(
                                "bill:" + key,
                                Command.Batch.Mode.EACH,
                                List.of(
                                        Accounts.open(Accounts.billed(list.assureCode(), bill)),
                                        Accounts.post(
                                                "bill:" + key + ":tax",
                                                context.today(),
                                                key,
                                                "bill",
                                                "aggregated in " + bill,
                                                Map.of(
                                                        Accounts.occupied(list.assureCode(), key),
                                                        Accounts.billed(list.assureCode(), bill)),
                                                tax)))));
        acknowledge(
                Receipts.billStatus(list, number, Receipts.BILL_AGGREGATED, bill, context.at()));
        effects.add(
                new Effect.Tell(
                        Linking.to(BillDesk.key(bill)),
                        new BillJoined(bill, list.assureCode(), number, tax, payBy)));
    }

    // ---- customs' own answers

    private void receipt(Receipt receipt) {
        if (documents.receipts().contains(receipt)) {
            return;
        }
        List<Receipt> receipts = new ArrayList<>(documents.receipts());
        receipts.add(receipt);
        documents = DocumentsWith.of(documents).receipts(receipts);
        String number = receipt.keys().get("invtNo");
        if (number != null && receipt.message().equals("CEB622") && !number.equals(invtNo)) {
            invtNo = number;
            effects.add(new Effect.Claim(listNumber(number)));
        }
        followCustoms();
    }

    /// Brings the books in line with what customs has said, whatever the order in which it arrived.
    private void followCustoms() {
        if (!platform()) {
            return;
        }
        CustomsState customs = CustomsState.of(documents.receipts());
        Granted holds = granted;
        ImportList list = documents.list() == null ? null : documents.list().document();
        if (customs.released() && holds != null && stage == Stage.FORECAST && list != null) {
            capture(holds);
            stage = Stage.RELEASED;
            releasedOn = customs.releasedOn();
            effects.add(
                    new Effect.Start(
                            RETURN_WINDOW,
                            Objects.requireNonNull(releasedOn),
                            TimeLimit.naturalDays(whole(windows(list), "application days")),
                            "GACC 2020-45, 1"));
        } else if (customs.cancelled() && !stage.equals(Stage.CANCELLED)) {
            if (releasedOn != null && holds != null && holds.allowanceSeq() != 0) {
                undo("cancelled");
            } else {
                stopAsking();
            }
            effects.add(new Effect.Stop(RETURN_WINDOW));
            stage = Stage.CANCELLED;
        } else if (customs.rejected() && !customs.released() && isOpen()) {
            stopAsking();
            stopClocks();
            stage = Stage.REFUSED;
        } else if (customs.returned() && holds != null && stage == Stage.RELEASED) {
            undo("return");
            effects.add(new Effect.Stop(RETURN_WINDOW));
            stage = Stage.RETURNED;
        }
        compare(customs);
    }

    /// Forecast against answer: every difference is shown, once.
    private void compare(CustomsState customs) {
        Checks checks = new Checks();
        if (customs.rejectedAfterRelease()) {
            checks.add(
                    "F3", false, "customs, later", "rejected", "customs, before", "released", "");
        }
        String forecast =
                said.startsWith("ADMITTED")
                        ? "admitted"
                        : said.startsWith("REFUSED") ? "refused" : said.isEmpty() ? "none" : "open";
        boolean unforeseenRelease = customs.released() && !forecast.equals("admitted");
        boolean unforeseenRejection =
                customs.rejected() && !customs.released() && forecast.equals("admitted");
        if (unforeseenRelease || unforeseenRejection) {
            checks.add(
                    "F1",
                    false,
                    "forecast",
                    forecast,
                    "customs",
                    customs.released() ? "released" : "rejected: " + customs.reason(),
                    "");
        }
        Granted holds = granted;
        for (TaxBill bill : documents.taxBills()) {
            if (holds != null && !bill.status().equals(Receipts.BILL_VOID)) {
                checks.money(
                        "F2",
                        "forecast.customsTax",
                        holds.tax().duty(),
                        "customs.customsTax",
                        bill.customsTax(),
                        BigDecimal.ZERO,
                        "");
                checks.money(
                        "F2",
                        "forecast.valueAddedTax",
                        holds.tax().vat(),
                        "customs.valueAddedTax",
                        bill.valueAddedTax(),
                        BigDecimal.ZERO,
                        "");
                checks.money(
                        "F2",
                        "forecast.consumptionTax",
                        holds.tax().consumption(),
                        "customs.consumptionTax",
                        bill.consumptionTax(),
                        BigDecimal.ZERO,
                        "");
            }
            BigDecimal vat =
                    bill.lines().stream()
                            .map(ImportFact.TaxBillLine::valueAddedTax)
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
            if (!bill.lines().isEmpty()) {
                checks.money(
                        "F4",
                        "bill.valueAddedTax",
                        bill.valueAddedTax(),
                        "bill.lines.valueAddedTax",
                        vat,
                        BigDecimal.ZERO,
                        "");
            }
        }
        List<Check> failed =
                checks.toList().stream().filter(c -> c.result() == Check.Result.FAILED).toList();
        String digest = Integer.toHexString(failed.hashCode());
        if (!failed.isEmpty() && !digest.equals(differences)) {
            differences = digest;
            effects.add(new Effect.Decide(plain("comparison", Outcome.REFERRED, failed, "")));
            effects.add(
                    new Effect.Assign(
                            new Task(
                                    "difference",
                                    OFFICER,
                                    "forecast-differs",
                                    failed.stream()
                                            .map(c ->
                                                    c.rule()
                                                            + " "
                                                            + c.left().value()
                                                            + " / "
                                                            + c.right().value())
                                            .toList(),
                                    List.of("noted"))));
        }
    }

    private void taxBill(TaxBill bill) {
        if (documents.taxBills().contains(bill)) {
            return;
        }
        List<TaxBill> bills = new ArrayList<>(documents.taxBills());
        bills.add(bill);
        documents = DocumentsWith.of(documents).taxBills(bills);
        followCustoms();
    }

    private void taxBillStatus(TaxBillStatus status) {
        if (documents.taxBillStates().contains(status)) {
            return;
        }
        List<TaxBillStatus> states = new ArrayList<>(documents.taxBillStates());
        states.add(status);
        documents = DocumentsWith.of(documents).taxBillStates(states);
        followCustoms();
    }

    Step<ImportCase> finish() {
        return done();
    }
}
