package org.liandong.ecommerceimport.simulator;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.liandong.ecommerceimport.ImportFact.DutyPaid;
import org.liandong.ecommerceimport.simulator.Flaw.Ending;
import org.liandong.ecommerceimport.simulator.Parcel.Fate;

/// The aggregated bills that a day leads to, and their payment.
final class Bills {

    // Days after the release. A list is grouped when its return can no longer be asked for, or,
    // if it was, no longer arrive.
    private static final int FIRST_RUN_FROM = 31;
    private static final int SECOND_RUN_FROM = 46;
    private static final int PAID_AFTER_RUN = 2;

    private final LocalDate first;
    private final LocalDate second;
    private final Map<String, Bill> byNumber = new TreeMap<>();

    /// What the guarantor of lists owes, in fen.
    private record Bill(LocalDate run, Firm guarantor, long fen) {

        Bill plus(Bill other) {
            return new Bill(run, guarantor, fen + other.fen);
        }

        BigDecimal yuan() {
            return BigDecimal.valueOf(fen, 2);
        }
    }

    /// What each bill comes to: of two parcels that exceed a buyer's year together one was refused, and both would owe the same.
    Bills(Simulator.Plan plan, Parcels parcels) {
        first = nextRun(plan.day().plusDays(FIRST_RUN_FROM));
        second = nextRun(plan.day().plusDays(SECOND_RUN_FROM));
        for (long i = 0; i < plan.parcels(); i++) {
            if (parcels.flaw(i).ending() == Ending.RELEASED) {
                add(parcels.parcel(i));
            }
        }
    }

    private void add(Parcel parcel) {
        long owed = parcel.taxAfterReturns();
        if (owed > 0) {
            LocalDate run = parcel.fate() == Fate.NEVER_BACK ? second : first;
            Firm guarantor = parcel.guarantor();
            byNumber.merge(
                    "ED" + parcel.office().code() + Parcels.compact(run) + guarantor.code(),
                    new Bill(run, guarantor, owed),
                    Bill::plus);
        }
    }

    // Lists are grouped for payment on the 1st, 11th and 21st.
    private static LocalDate nextRun(LocalDate from) {
        LocalDate day = from;
        while (day.getDayOfMonth() != 1 && day.getDayOfMonth() != 11 && day.getDayOfMonth() != 21) {
            day = day.plusDays(1);
        }
        return day;
    }

    /// Yuan of each bill, by number.
    Map<String, BigDecimal> amounts() {
        Map<String, BigDecimal> amounts = new TreeMap<>();
        byNumber.forEach((number, bill) -> amounts.put(number, bill.yuan()));
        return amounts;
    }

    /// Pays the bills of each run two days after it.
    ///
    /// @return yuan paid for each bill
    Map<String, BigDecimal> pay(Outbox outbox) {
        Map<String, Bill> paid = new TreeMap<>(byNumber);
        // One bill stays open, so that an overdue notice is seen.
        if (paid.size() >= 3) {
            paid.remove(byNumber.keySet().iterator().next());
        }
        Map<String, BigDecimal> amounts = new TreeMap<>();
        // Never the same: no more than eleven days lie between runs, and fifteen between the two.
        for (LocalDate run : List.of(first, second)) {
            LocalDate on = run.plusDays(PAID_AFTER_RUN);
            outbox.at(on, SecondAct.ARRIVES_AT);
            paid.forEach((number, bill) -> {
                if (bill.run().equals(run)) {
                    pay(outbox, number, bill, on);
                    amounts.put(number, bill.yuan());
                }
            });
            outbox.flush();
        }
        return amounts;
    }

    // The small seller pays in two parts.
    private static void pay(Outbox outbox, String number, Bill bill, LocalDate on) {
        long half = bill.guarantor().equals(Firm.SMALL_SELLER) ? bill.fen() / 2 : 0;
        if (half > 0) {
            pay(outbox, number, 1, half, on);
        }
        pay(outbox, number, 2, bill.fen() - half, on);
    }

    private static void pay(Outbox outbox, String number, int part, long fen, LocalDate on) {
        String reference = "TIPS-" + number + "-" + part;
        outbox.fact(
                "duty-paid",
                new DutyPaid(number, BigDecimal.valueOf(fen, 2), on, reference),
                "treasury",
                reference);
    }
}
