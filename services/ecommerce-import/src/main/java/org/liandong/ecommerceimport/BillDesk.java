package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
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

/// An aggregated bill: lists join it on its run day; what is paid frees the quota; what is not paid in time is noticed.
///
/// The lists stand in the ledger (account `…/billed/…`), so that a bill of a hundred thousand lists is as small as one of ten.
final class BillDesk {

    static final String PAYMENT_WINDOW = "payment-window";

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private BillDesk() {}

    static String key(String entDutyNo) {
        return "bill:" + entDutyNo;
    }

    static Step<ImportCase> joined(Bill bill, BillJoined joined) {
        List<Effect> effects = new ArrayList<>();
        LocalDate payBy =
                bill.payBy() == null || joined.payBy().isBefore(bill.payBy())
                        ? joined.payBy()
                        : bill.payBy();
        if (!Objects.equals(payBy, bill.payBy())) {
            effects.add(
                    new Effect.StartAt(
                            PAYMENT_WINDOW,
                            payBy.plusDays(1).atStartOfDay(ZONE).toInstant(),
                            "GACC 2018-194"));
        }
        Bill next =
                new Bill(
                        bill.entDutyNo(),
                        joined.assureCode(),
                        bill.lists() + 1,
                        bill.amount().add(joined.tax()),
                        bill.paid(),
                        payBy,
                        bill.overdue(),
                        bill.waiting());
        return new Step<>(next, effects);
    }

    /// A payment frees quota up to what the bill still owes; a payment that is early waits for the bill.
    static Step<ImportCase> paid(Bill bill, DutyPaid paid, Context context) {
        Map<String, BigDecimal> waiting = new LinkedHashMap<>(bill.waiting());
        waiting.put(paid.reference(), paid.amount());
        return settle(
                new Bill(
                        bill.entDutyNo(),
                        bill.assureCode(),
                        bill.lists(),
                        bill.amount(),
                        bill.paid(),
                        bill.payBy(),
                        bill.overdue(),
                        waiting),
                context);
    }

    static Step<ImportCase> settle(Bill bill, Context context) {
        String assureCode = bill.assureCode();
        if (assureCode == null || bill.waiting().isEmpty()) {
            return Step.of(bill);
        }
        List<Effect> effects = new ArrayList<>();
        BigDecimal settled = bill.paid();
        for (Map.Entry<String, BigDecimal> payment : bill.waiting().entrySet()) {
            BigDecimal open = bill.amount().subtract(settled);
            BigDecimal used = payment.getValue().setScale(2, java.math.RoundingMode.DOWN).min(open);
            Checks checks = new Checks();
            checks.add(
                    "B1",
                    payment.getValue().compareTo(open) <= 0,
                    "payment " + payment.getKey(),
                    Checks.plain(payment.getValue()),
                    "bill, open",
                    Checks.plain(open),
                    "");
            effects.add(
                    new Effect.Decide(
                            new Decision(
                                    "payment",
                                    checks.toList().getFirst().result() == Check.Result.PASSED
                                            ? Outcome.ADMITTED
                                            : Outcome.REFERRED,
                                    checks.toList(),
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    Map.of(),
                                    "GACC 2018-194")));
            if (used.signum() > 0) {
                effects.add(
                        new Effect.Ask(
                                Accounts.post(
                                        "paid:" + bill.entDutyNo() + ":" + payment.getKey(),
                                        context.today(),
                                        key(bill.entDutyNo()),
                                        "payment",
                                        "paid by " + payment.getKey(),
                                        Map.of(
                                                Accounts.billed(assureCode, bill.entDutyNo()),
                                                Accounts.quota(assureCode)),
                                        used)));
                settled = settled.add(used);
            }
        }
        Bill next =
                new Bill(
                        bill.entDutyNo(),
                        assureCode,
                        bill.lists(),
                        bill.amount(),
                        settled,
                        bill.payBy(),
                        bill.overdue(),
                        Map.of());
        if (next.status().equals("paid")) {
            effects.add(new Effect.Stop(PAYMENT_WINDOW));
            effects.add(new Effect.Withdraw("overdue"));
        }
        return new Step<>(next, effects);
    }

    /// The window has closed on an unpaid bill.
    static Step<ImportCase> expired(Bill bill) {
        if (bill.paid().compareTo(bill.amount()) >= 0) {
            return Step.of(bill);
        }
        Bill overdue =
                new Bill(
                        bill.entDutyNo(),
                        bill.assureCode(),
                        bill.lists(),
                        bill.amount(),
                        bill.paid(),
                        bill.payBy(),
                        true,
                        bill.waiting());
        Checks checks = new Checks();
        checks.add(
                "B2",
                false,
                "bill, paid",
                Checks.plain(bill.paid()),
                "bill, due on " + bill.payBy(),
                Checks.plain(bill.amount()),
                "");
        return Step.of(
                overdue,
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
                new Effect.Assign(
                        new Task(
                                "overdue",
                                ParcelDesk.OFFICER,
                                "overdue",
                                List.of(
                                        bill.entDutyNo()
                                                + ": "
                                                + Checks.plain(
                                                        bill.amount().subtract(bill.paid()))),
                                List.of("claim", "wait"))));
    }
}
