package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ImportCase.Bill;
import org.liandong.ecommerceimport.ImportFact.BillAmended;
import org.liandong.ecommerceimport.ImportFact.BillAnswered;
import org.liandong.ecommerceimport.ImportFact.BillJoined;
import org.liandong.ecommerceimport.ImportFact.DutyPaid;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Context;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Decision.Computation;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Questions;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Step;
import org.liandong.kernel.Verdict;
import org.liandong.kernel.clock.TimeLimit;
import org.liandong.kernel.ledger.Answer;
import org.liandong.kernel.ledger.Command;
import org.liandong.kernel.ledger.Reference;
import org.liandong.rules.LateFee;
import org.liandong.rules.LateFee.Paid;

/// An aggregated bill: lists join it on its run day; what is paid frees the quota; what is not paid in time is noticed, bears a
/// late fee and, when an officer decides so, is claimed from the guarantor.
///
/// The lists stand in the ledger (account `…/billed/…`), so that a bill of a hundred thousand lists is as small as one of ten.
/// Money may come before the lists: it waits, and frees quota as they join. A desk makes one step.
final class BillDesk {

    private static final String PREFIX = "bill:";

    static final String PAYMENT_WINDOW = "payment-window";
    static final String CLAIM_WAIT = "claim-wait";

    private static final String LATE_FEE = "late-fee";
    private static final String CLAUSE = "GACC 2018-194";

    /// Payments of one bill: one is usual, instalments are possible.
    private static final int PAYMENTS_MAX = 1_000;

    private final Rules rules;
    private final Context context;
    private final List<Effect> effects = new ArrayList<>();

    // See Bill.
    private final String entDutyNo;
    private @Nullable String assureCode;
    private int lists;
    private BigDecimal amount;
    private BigDecimal withdrawn;
    private BigDecimal settled;
    private BigDecimal claimed;
    private @Nullable LocalDate payBy;
    private boolean overdue;
    private BigDecimal lateFee;
    private String feeSaid;
    private final List<Paid> payments;
    private final Questions questions;

    BillDesk(Bill bill, Rules rules, Context context) {
        this.rules = rules;
        this.context = context;
        this.entDutyNo = bill.entDutyNo();
        this.assureCode = bill.assureCode();
        this.lists = bill.lists();
        this.amount = bill.amount();
        this.withdrawn = bill.withdrawn();
        this.settled = bill.settled();
        this.claimed = bill.claimed();
        this.payBy = bill.payBy();
        this.overdue = bill.overdue();
        this.lateFee = bill.lateFee();
        this.feeSaid = bill.feeSaid();
        this.payments = new ArrayList<>(bill.payments());
        this.questions = BillQuestions.of(bill.questions(), effects);
    }

    private Bill bill() {
        return new Bill(
                entDutyNo,
                assureCode,
                lists,
                amount,
                withdrawn,
                settled,
                claimed,
                payBy,
                overdue,
                lateFee,
                feeSaid,
                List.copyOf(payments),
                questions.toList());
    }

    private Step<ImportCase> done() {
        return new Step<>(bill(), effects);
    }

    static String key(String entDutyNo) {
        return PREFIX + entDutyNo;
    }

    /// The number of the bill that a case is; null when it is none.
    static @Nullable String number(CaseKey key) {
        return key.value().startsWith(PREFIX) ? key.value().substring(PREFIX.length()) : null;
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
        openWindow(wasOpen && payBy.equals(payByBefore));
        return done();
    }

    /// A list's tax became another, or the list left. What was not paid for it goes back to the quota; what was is too much.
    Step<ImportCase> amended(BillAmended amended) {
        boolean wasOpen = open().signum() > 0;
        amount = amount.add(amended.change());
        withdrawn = withdrawn.add(amended.change().negate().max(BigDecimal.ZERO));
        settle();
        openWindow(wasOpen);
        return done();
    }

    private void openWindow(boolean isOpen) {
        LocalDate lastDay = Objects.requireNonNull(payBy, entDutyNo);
        if (!isOpen && open().signum() > 0) {
            effects.add(
                    new Effect.StartAt(
                            PAYMENT_WINDOW,
                            lastDay.plusDays(1).atStartOfDay(ParcelStep.ZONE).toInstant(),
                            CLAUSE));
        }
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
        BigDecimal tooMuchBefore = tooMuch();
        payments.add(new Paid(paid.reference(), paid.amount(), paid.paidOn()));
        if (lists == 0) {
            decide("payment", Outcome.WAITING, checks, List.of("bill"), CLAUSE);
        } else {
            BigDecimal owed = paid.amount().subtract(tooMuch().subtract(tooMuchBefore));
            boolean tooMuch = paid.amount().compareTo(owed) > 0;
            checks.add(
                    "B1",
                    !tooMuch,
                    "payment " + paid.reference(),
                    Checks.plain(paid.amount()),
                    "bill, open",
                    Checks.plain(owed),
                    "");
            Outcome outcome = tooMuch ? Outcome.REFERRED : Outcome.ADMITTED;
            decide("payment", outcome, checks, List.of(), CLAUSE);
        }
        settle();
        return done();
    }

    /// What was paid beyond tax and late fee.
    private BigDecimal tooMuch() {
        BigDecimal rest = bill().paid().subtract(amount);
        return payBy == null || rest.signum() <= 0
                ? BigDecimal.ZERO
                : rest.subtract(lateFee(payBy).due()).max(BigDecimal.ZERO);
    }

    private BigDecimal open() {
        return bill().open();
    }

    // ---- the book

    private void settle() {
        if (lists == 0) {
            return;
        }
        BigDecimal open = open();
        // Of what is paid after a claim the first goes to the claim.
        BigDecimal freed = amount.add(withdrawn).subtract(open).subtract(claimed).subtract(settled);
        if (freed.signum() > 0) {
            free(freed);
        }
        if (open.signum() == 0) {
            overdue = false;
            effects.add(new Effect.Stop(PAYMENT_WINDOW));
            effects.add(new Effect.Stop(CLAIM_WAIT));
        }
        settleLateFee(open.signum() == 0);
        question(BillQuestions.OVERDUE, overdue ? bill().standing() : BigDecimal.ZERO);
        question(BillQuestions.OVERPAID, tooMuch());
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
                        Reference.of(key(entDutyNo), "payment", "paid or withdrawn"),
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

    // ---- late fee

    /// The rule in force at the end of a window.
    private Verdict arrears(LocalDate lastDay) {
        return rules.decide("arrears", lastDay, Map.of("bill", "aggregated"));
    }

    private LateFee lateFee(LocalDate lastDay) {
        return LateFee.of(arrears(lastDay), amount, lastDay, payments);
    }

    /// The late fee stands as soon as all tax is paid; it is said when it becomes another, and when it is paid.
    private void settleLateFee(boolean taxIsPaid) {
        if (!taxIsPaid) {
            lateFee = BigDecimal.ZERO;
            return;
        }
        LocalDate lastDay = Objects.requireNonNull(payBy, entDutyNo);
        LateFee fee = lateFee(lastDay);
        lateFee = fee.due();
        BigDecimal feePaid = bill().paid().subtract(amount).max(BigDecimal.ZERO).min(lateFee);
        boolean settledFee = feePaid.compareTo(lateFee) == 0;
        String inShort =
                fee.sum().signum() == 0
                        ? ""
                        : fee.sum().toPlainString() + (settledFee ? "" : " due");
        if (inShort.equals(feeSaid)) {
            return;
        }
        feeSaid = inShort;
        Checks checks = new Checks();
        for (Paid late : fee.late()) {
            checks.add(
                    "B5",
                    false,
                    "payment %s, paid on".formatted(late.reference()),
                    late.on().toString(),
                    "bill, due on",
                    lastDay.toString(),
                    "");
        }
        if (lateFee.signum() > 0) {
            checks.add(
                    "B6",
                    settledFee,
                    "late fee, paid",
                    Checks.plain(feePaid),
                    "late fee",
                    Checks.plain(lateFee),
                    "");
        } else {
            checks.add(
                    "B6",
                    true,
                    "late fee",
                    Checks.plain(fee.sum()),
                    "not collected below",
                    Checks.plain(fee.limit()),
                    "");
        }
        decide(
                LATE_FEE,
                settledFee ? Outcome.ADMITTED : Outcome.WAITING,
                checks,
                settledFee ? List.of() : List.of(LATE_FEE),
                fee.rule(),
                fee.arithmetic());
    }

    // ---- the clock

    Step<ImportCase> expired(String clock) {
        switch (clock) {
            case PAYMENT_WINDOW -> overdue();
            case CLAIM_WAIT -> askAgain();
            default -> throw new IllegalArgumentException("A bill has no clock named " + clock);
        }
        return done();
    }

    /// The window has closed on an unpaid bill.
    private void overdue() {
        BigDecimal open = open();
        if (open.signum() > 0) {
            overdue = true;
            Checks checks = new Checks();
            unpaid(checks);
            decideOnArrears(BillQuestions.OVERDUE, Outcome.REFERRED, checks, List.of());
            question(BillQuestions.OVERDUE, bill().standing());
        }
    }

    private void unpaid(Checks checks) {
        checks.add(
                "B2",
                false,
                "bill, paid",
                Checks.plain(bill().paid()),
                "bill, due on " + payBy,
                Checks.plain(amount),
                "");
    }

    private void decideOnArrears(
            String kind, Outcome outcome, Checks checks, List<String> missing) {
        LocalDate lastDay = Objects.requireNonNull(payBy, entDutyNo);
        Verdict rule = arrears(lastDay);
        decide(
                kind,
                outcome,
                checks,
                missing,
                rule,
                LateFee.soFar(rule, open(), lastDay, context.today()));
    }

    /// The officer wanted to wait, and has waited.
    private void askAgain() {
        if (questions.forget(BillQuestions.OVERDUE)) {
            overdue();
        }
    }

    // ---- officers

    /// An officer has answered a question about the bill.
    Step<ImportCase> officer(BillAnswered answer) {
        Checks checks = new Checks();
        questions.check(answer.task(), answer.answer(), checks);
        if (!ParcelStep.failed(checks.toList()).isEmpty()) {
            decide("officer", Outcome.REFUSED, checks, List.of(), "");
            return done();
        }
        if (questions.answered(answer.task()).equals(BillQuestions.OVERDUE)) {
            checks.add("O4", true, "officer", answer.officer(), "reason", answer.reason(), "");
            unpaid(checks);
            switch (answer.answer()) {
                case BillQuestions.CLAIM -> claim(checks);
                case BillQuestions.WAIT -> waitWithClaim(checks);
                default -> throw new IllegalStateException("No option: " + answer.answer());
            }
        }
        return done();
    }

    /// The guarantor is called for the tax that stands: it leaves the guarantee, and no payment brings it back (our default).
    private void claim(Checks checks) {
        decideOnArrears(BillQuestions.CLAIM, Outcome.ADMITTED, checks, List.of());
        BigDecimal called = bill().standing();
        String enterprise = Objects.requireNonNull(assureCode, entDutyNo);
        claimed = claimed.add(called);
        String request = "claimed:%s:%s".formatted(entDutyNo, claimed.toPlainString());
        ask(Accounts.open(Accounts.claimed(enterprise)));
        ask(
                Accounts.post(
                        request,
                        context.today(),
                        Reference.of(
                                key(entDutyNo), BillQuestions.CLAIM, "claimed from the guarantor"),
                        Accounts.billed(enterprise, entDutyNo),
                        Accounts.claimed(enterprise),
                        called));
        ask(Shortage.sweepClaimed(request, enterprise, called, key(entDutyNo), context));
        effects.add(new Effect.Stop(CLAIM_WAIT));
        question(BillQuestions.OVERDUE, BigDecimal.ZERO);
    }

    private void waitWithClaim(Checks checks) {
        decideOnArrears(BillQuestions.CLAIM, Outcome.WAITING, checks, List.of("payment"));
        Verdict rule = arrears(Objects.requireNonNull(payBy, entDutyNo));
        effects.add(
                new Effect.Start(
                        CLAIM_WAIT,
                        context.today(),
                        TimeLimit.naturalDays(ParcelStep.whole(rule, "wait days")),
                        ParcelStep.clause(rule)));
    }

    // ---- help

    /// Keeps a question about this bill to an amount.
    private void question(String kind, BigDecimal about) {
        questions.keep(kind, about, entDutyNo, Checks.plain(about));
    }

    private void ask(Command command) {
        effects.add(new Effect.Ask(command));
    }

    private void decide(
            String kind, Outcome outcome, Checks checks, List<String> missing, String clause) {
        decide(kind, outcome, checks, missing, List.of(), List.of(), clause);
    }

    private void decide(
            String kind,
            Outcome outcome,
            Checks checks,
            List<String> missing,
            Verdict rule,
            List<Computation> arithmetic) {
        String clause = CLAUSE + "; " + ParcelStep.clause(rule);
        decide(kind, outcome, checks, missing, List.of(rule), arithmetic, clause);
    }

    private void decide(
            String kind,
            Outcome outcome,
            Checks checks,
            List<String> missing,
            List<Verdict> verdicts,
            List<Computation> arithmetic,
            String clause) {
        effects.add(
                new Effect.Decide(
                        Decision.of(kind, outcome, checks.toList(), clause)
                                .missing(missing)
                                .verdicts(verdicts)
                                .arithmetic(arithmetic)));
    }
}
