package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.liandong.ecommerceimport.ImportCase.Bill;
import org.liandong.ecommerceimport.ImportFact.BillJoined;
import org.liandong.ecommerceimport.ImportFact.DutyPaid;
import org.liandong.kernel.Check;
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
/// Money may come before the lists: it waits, and frees quota as they join.
final class BillDesk {

    static final String PAYMENT_WINDOW = "payment-window";

    private static final String OVERDUE = "overdue";
    private static final String OVERPAID = "overpaid";
    private static final String CLAUSE = "GACC 2018-194";

    /// Payments of one bill: one is usual, instalments are possible.
    private static final int PAYMENTS_MAX = 1_000;

    private BillDesk() {}

    static String key(String entDutyNo) {
        return "bill:" + entDutyNo;
    }

    static Step<ImportCase> joined(Bill bill, BillJoined joined, Context context) {
        LocalDate payBy =
                bill.payBy() == null || joined.payBy().isBefore(bill.payBy())
                        ? joined.payBy()
                        : bill.payBy();
        Bill more =
                new Bill(
                        bill.entDutyNo(),
                        joined.assureCode(),
                        bill.lists() + 1,
                        bill.amount().add(joined.tax()),
                        bill.paid(),
                        bill.settled(),
                        payBy,
                        bill.overdue(),
                        bill.payments());
        List<Effect> effects = new ArrayList<>();
        Bill settled = settle(more, context, effects);
        if (settled.open().signum() > 0
                && (bill.open().signum() <= 0 || !payBy.equals(bill.payBy()))) {
            effects.add(window(payBy));
        }
        return new Step<>(settled, effects);
    }

    private static Effect window(LocalDate payBy) {
        return new Effect.StartAt(
                PAYMENT_WINDOW,
                payBy.plusDays(1).atStartOfDay(ParcelStep.ZONE).toInstant(),
                CLAUSE);
    }

    /// A payment frees quota up to what the bill still owes.
    static Step<ImportCase> paid(Bill bill, DutyPaid paid, Context context) {
        Checks checks = new Checks();
        boolean known = bill.payments().containsKey(paid.reference());
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
            return Step.of(bill, decide("payment", Outcome.REFUSED, checks, List.of()));
        }
        if (bill.payments().size() >= PAYMENTS_MAX) {
            throw new IllegalStateException(
                    "More than %d payments of the bill %s."
                            .formatted(PAYMENTS_MAX, bill.entDutyNo()));
        }
        List<Effect> effects = new ArrayList<>();
        if (bill.lists() == 0) {
            effects.add(decide("payment", Outcome.WAITING, checks, List.of("bill")));
        } else {
            checks.add(
                    "B1",
                    paid.amount().compareTo(bill.open()) <= 0,
                    "payment " + paid.reference(),
                    Checks.plain(paid.amount()),
                    "bill, open",
                    Checks.plain(bill.open()),
                    "");
            boolean tooMuch = !ParcelStep.failed(checks.toList()).isEmpty();
            effects.add(
                    decide(
                            "payment",
                            tooMuch ? Outcome.REFERRED : Outcome.ADMITTED,
                            checks,
                            List.of()));
        }
        Map<String, BigDecimal> payments = new LinkedHashMap<>(bill.payments());
        payments.put(paid.reference(), paid.amount());
        Bill more =
                new Bill(
                        bill.entDutyNo(),
                        bill.assureCode(),
                        bill.lists(),
                        bill.amount(),
                        bill.paid().add(paid.amount()),
                        bill.settled(),
                        bill.payBy(),
                        bill.overdue(),
                        Map.copyOf(payments));
        Bill settled = settle(more, context, effects);
        if (bill.lists() > 0 && settled.paid().compareTo(settled.amount()) > 0) {
            effects.add(overpaid(settled));
        }
        return new Step<>(settled, effects);
    }

    private static Bill settle(Bill bill, Context context, List<Effect> effects) {
        if (bill.lists() == 0) {
            return bill;
        }
        String assureCode = Objects.requireNonNull(bill.assureCode(), bill.entDutyNo());
        BigDecimal freed = bill.paid().min(bill.amount()).subtract(bill.settled());
        Bill settled =
                new Bill(
                        bill.entDutyNo(),
                        assureCode,
                        bill.lists(),
                        bill.amount(),
                        bill.paid(),
                        bill.settled().add(freed),
                        bill.payBy(),
                        bill.overdue() && bill.paid().compareTo(bill.amount()) < 0,
                        bill.payments());
        if (freed.signum() > 0) {
            // Each settling leaves the bill with another sum settled, which so numbers the request.
            String request =
                    "paid:%s:%d:%s"
                            .formatted(
                                    bill.entDutyNo(),
                                    bill.lists(),
                                    settled.settled().toPlainString());
            effects.add(
                    new Effect.Ask(
                            Accounts.post(
                                    request,
                                    context.today(),
                                    Reference.of(key(bill.entDutyNo()), "payment", "paid"),
                                    Accounts.billed(assureCode, bill.entDutyNo()),
                                    Accounts.quota(assureCode),
                                    freed)));
            effects.add(
                    new Effect.Ask(
                            Shortage.sweep(
                                    request, assureCode, freed, key(bill.entDutyNo()), context)));
        }
        if (settled.open().signum() <= 0) {
            effects.add(new Effect.Stop(PAYMENT_WINDOW));
            effects.add(new Effect.Withdraw(OVERDUE));
        }
        return settled;
    }

    static Step<ImportCase> answered(Bill bill, Command command, Answer answer, Context context) {
        if (Shortage.isSweep(command)) {
            Command rest = Shortage.rest(command, answer, context);
            return rest == null ? Step.of(bill) : Step.of(bill, new Effect.Ask(rest));
        }
        if (!(answer instanceof Answer.Posted)) {
            throw new IllegalStateException(
                    "The ledger answered %s to %s.".formatted(answer, command.key()));
        }
        return Step.of(bill);
    }

    /// The window has closed on an unpaid bill.
    static Step<ImportCase> expired(Bill bill) {
        if (bill.open().signum() <= 0) {
            return Step.of(bill);
        }
        Checks checks = new Checks();
        checks.add(
                "B2",
                false,
                "bill, paid",
                Checks.plain(bill.settled()),
                "bill, due on " + bill.payBy(),
                Checks.plain(bill.amount()),
                "");
        return Step.of(
                new Bill(
                        bill.entDutyNo(),
                        bill.assureCode(),
                        bill.lists(),
                        bill.amount(),
                        bill.paid(),
                        bill.settled(),
                        bill.payBy(),
                        true,
                        bill.payments()),
                new Effect.Decide(
                        new Decision(
                                "overdue",
                                Outcome.REFERRED,
                                checks.toList(),
                                List.of(),
                                List.of(),
                                List.of(),
                                Map.of(),
                                "GACC 2018-194; 关税法 43")),
                task(OVERDUE, bill, bill.open()));
    }

    private static Effect overpaid(Bill bill) {
        return task(OVERPAID, bill, bill.paid().subtract(bill.amount()));
    }

    private static Effect task(String id, Bill bill, BigDecimal amount) {
        return new Effect.Assign(
                new Task(
                        id,
                        ParcelDesk.OFFICER,
                        id,
                        List.of(bill.entDutyNo() + ": " + Checks.plain(amount)),
                        List.of("noted")));
    }

    private static Effect decide(
            String kind, Outcome outcome, Checks checks, List<String> missing) {
        List<Check> all = checks.toList();
        return new Effect.Decide(
                new Decision(kind, outcome, all, missing, List.of(), List.of(), Map.of(), CLAUSE));
    }
}
