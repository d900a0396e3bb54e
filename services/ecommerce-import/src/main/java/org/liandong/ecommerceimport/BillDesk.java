package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ImportCase.Bill;
import org.liandong.ecommerceimport.ImportCase.Paid;
import org.liandong.ecommerceimport.ImportCase.Question;
import org.liandong.ecommerceimport.ImportFact.BillAnswered;
import org.liandong.ecommerceimport.ImportFact.BillJoined;
import org.liandong.ecommerceimport.ImportFact.DutyPaid;
import org.liandong.kernel.Context;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Step;
import org.liandong.kernel.Task;
import org.liandong.kernel.ledger.Answer;
import org.liandong.kernel.ledger.Command;
import org.liandong.kernel.ledger.Reference;

/// An aggregated bill: lists join it on its run day; what is paid frees the quota; what is not paid in time is noticed.
///
/// The lists stand in the ledger (account `…/billed/…`), so that a bill of a hundred thousand lists is as small as one of ten.
/// Money may come before the lists: it waits, and frees quota as they join. A desk makes one step.
final class BillDesk {

    static final String PAYMENT_WINDOW = "payment-window";

    // Kinds of questions to an officer.
    private static final String OVERDUE = "overdue";
    private static final String OVERPAID = "overpaid";

    private static final List<String> OPTIONS = List.of("noted");

    private static final String CLAUSE = "GACC 2018-194";

    /// Payments of one bill: one is usual, instalments are possible.
    private static final int PAYMENTS_MAX = 1_000;

    private final Context context;
    private final List<Effect> effects = new ArrayList<>();

    // See Bill.
    private final String entDutyNo;
    private @Nullable String assureCode;
    private int lists;
    private BigDecimal amount;
    private BigDecimal settled;
    private @Nullable LocalDate payBy;
    private boolean overdue;
    private final List<Paid> payments;
    private final List<Question> questions;

    BillDesk(Bill bill, Context context) {
        this.context = context;
        this.entDutyNo = bill.entDutyNo();
        this.assureCode = bill.assureCode();
        this.lists = bill.lists();
        this.amount = bill.amount();
        this.settled = bill.settled();
        this.payBy = bill.payBy();
        this.overdue = bill.overdue();
        this.payments = new ArrayList<>(bill.payments());
        this.questions = new ArrayList<>(bill.questions());
    }

    private Bill bill() {
        return new Bill(
                entDutyNo,
                assureCode,
                lists,
                amount,
                settled,
                payBy,
                overdue,
                List.copyOf(payments),
                List.copyOf(questions));
    }

    private Step<ImportCase> done() {
        return new Step<>(bill(), effects);
    }

    static String key(String entDutyNo) {
        return "bill:" + entDutyNo;
    }

    // ---- facts

    Step<ImportCase> joined(BillJoined joined) {
        boolean wasOpen = open().signum() > 0;
        LocalDate payByBefore = payBy;
        assureCode = joined.assureCode();
        lists++;
        amount = amount.add(joined.tax());
        if (payBy == null || joined.payBy().isBefore(payBy)) {
            payBy = joined.payBy();
        }
        settle();
        if (open().signum() > 0 && !(wasOpen && payBy.equals(payByBefore))) {
            effects.add(
                    new Effect.StartAt(
                            PAYMENT_WINDOW,
                            payBy.plusDays(1).atStartOfDay(ParcelStep.ZONE).toInstant(),
                            CLAUSE));
        }
        return done();
    }

    /// A payment frees quota up to what the bill still owes.
    Step<ImportCase> paid(DutyPaid paid) {
        Checks checks = new Checks();
        boolean known = payments.stream().anyMatch(p -> p.reference().equals(paid.reference()));
        checks.add(
                "B3",
                !known,
                "payment",
                paid.reference(),
                "booked before",
                known ? "yes" : "no",
                "");
        checks.add(
                "B4",
                paid.amount().signum() > 0 && paid.amount().stripTrailingZeros().scale() <= 2,
                "payment.amount",
                Checks.plain(paid.amount()),
                "must be",
                "above 0, two decimals",
                "");
        if (!ParcelStep.failed(checks.toList()).isEmpty()) {
            decide("payment", Outcome.REFUSED, checks, List.of(), CLAUSE);
            return done();
        }
        if (payments.size() >= PAYMENTS_MAX) {
            throw new IllegalStateException(
                    "More than %d payments of the bill %s.".formatted(PAYMENTS_MAX, entDutyNo));
        }
        if (lists == 0) {
            decide("payment", Outcome.WAITING, checks, List.of("bill"), CLAUSE);
        } else {
            boolean tooMuch = paid.amount().compareTo(open()) > 0;
            checks.add(
                    "B1",
                    !tooMuch,
                    "payment " + paid.reference(),
                    Checks.plain(paid.amount()),
                    "bill, open",
                    Checks.plain(open()),
                    "");
            Outcome outcome = tooMuch ? Outcome.REFERRED : Outcome.ADMITTED;
            decide("payment", outcome, checks, List.of(), CLAUSE);
        }
        payments.add(new Paid(paid.reference(), paid.amount(), paid.paidOn()));
        settle();
        return done();
    }

    private BigDecimal open() {
        return bill().open();
    }

    // ---- the book

    private void settle() {
        if (lists == 0) {
            return;
        }
        Bill now = bill();
        BigDecimal open = now.open();
        BigDecimal freed = amount.subtract(open).subtract(settled);
        if (freed.signum() > 0) {
            free(freed);
        }
        if (open.signum() == 0) {
            overdue = false;
            effects.add(new Effect.Stop(PAYMENT_WINDOW));
        }
        keep(OVERDUE, overdue ? open : BigDecimal.ZERO);
        keep(OVERPAID, now.paid().subtract(amount).max(BigDecimal.ZERO));
    }

    private void free(BigDecimal freed) {
        settled = settled.add(freed);
        String enterprise = Objects.requireNonNull(assureCode, entDutyNo);
        // Each settling leaves the bill with another sum settled, which so numbers the request.
        String request = "paid:%s:%s".formatted(entDutyNo, settled.toPlainString());
        ask(
                Accounts.post(
                        request,
                        context.today(),
                        Reference.of(key(entDutyNo), "payment", "paid"),
                        Accounts.billed(enterprise, entDutyNo),
                        Accounts.quota(enterprise),
                        freed));
        ask(Shortage.sweep(request, enterprise, freed, key(entDutyNo), context));
    }

    Step<ImportCase> answered(Command command, Answer answer) {
        if (Shortage.isSweep(command)) {
            Command rest = Shortage.rest(command, answer, context);
            if (rest != null) {
                ask(rest);
            }
        } else if (!(answer instanceof Answer.Posted)) {
            throw new IllegalStateException(
                    "The ledger answered %s to %s.".formatted(answer, command.key()));
        }
        return done();
    }

    // ---- the clock

    /// The window has closed on an unpaid bill.
    Step<ImportCase> expired() {
        if (open().signum() == 0) {
            return done();
        }
        overdue = true;
        Checks checks = new Checks();
        checks.add(
                "B2",
                false,
                "bill, paid",
                Checks.plain(settled),
                "bill, due on " + payBy,
                Checks.plain(amount),
                "");
        decide(OVERDUE, Outcome.REFERRED, checks, List.of(), "GACC 2018-194; 关税法 43");
        keep(OVERDUE, open());
        return done();
    }

    // ---- officers

    /// An officer has answered a question about the bill.
    Step<ImportCase> officer(BillAnswered answer) {
        Question asked =
                questions.stream()
                        .filter(q -> q.wasAskedAs(answer.task()))
                        .findFirst()
                        .orElse(null);
        Checks checks =
                Officers.checks(
                        answer.task(),
                        answer.answer(),
                        asked == null ? List.of() : OPTIONS,
                        asked == null ? Officers.OPEN : asked.phaseOf(answer.task()));
        if (asked == null || !ParcelStep.failed(checks.toList()).isEmpty()) {
            decide("officer", Outcome.REFUSED, checks, List.of(), "");
            return done();
        }
        put(asked.in(Question.Phase.ANSWERED));
        effects.add(new Effect.Withdraw(asked.task()));
        return done();
    }

    /// Keeps the question of a kind to what it is about now: nothing, or an amount. What was answered is asked again, as another
    /// question, when the amount is another.
    private void keep(String kind, BigDecimal about) {
        Question last = last(kind);
        if (about.signum() == 0) {
            if (last != null && last.isOpen()) {
                put(last.in(Question.Phase.WITHDRAWN));
                effects.add(new Effect.Withdraw(last.task()));
            }
        } else if (last == null) {
            assign(new Question(kind, 1, about, Question.Phase.OPEN));
        } else if (last.isOpen()) {
            if (last.amount().compareTo(about) != 0) {
                assign(new Question(kind, last.number(), about, Question.Phase.OPEN));
            }
        } else if (last.phase() == Question.Phase.WITHDRAWN
                || last.amount().compareTo(about) != 0) {
            assign(new Question(kind, last.number() + 1, about, Question.Phase.OPEN));
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
                                List.of(entDutyNo + ": " + Checks.plain(question.amount())),
                                OPTIONS)));
    }

    private void put(Question question) {
        questions.removeIf(q -> q.kind().equals(question.kind()));
        questions.add(question);
    }

    // ---- help

    private void ask(Command command) {
        effects.add(new Effect.Ask(command));
    }

    private void decide(
            String kind, Outcome outcome, Checks checks, List<String> missing, String clause) {
        effects.add(
                new Effect.Decide(
                        new Decision(
                                kind,
                                outcome,
                                checks.toList(),
                                missing,
                                List.of(),
                                List.of(),
                                Map.of(),
                                clause)));
    }
}
