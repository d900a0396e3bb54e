package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.liandong.ecommerceimport.ImportCase.Return;
import org.liandong.ecommerceimport.ImportCase.Stage;
import org.liandong.ecommerceimport.ImportFact.BillAmended;
import org.liandong.ecommerceimport.ImportFact.BillJoined;
import org.liandong.ecommerceimport.ImportFact.ImportList;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Linking;
import org.liandong.kernel.Verdict;
import org.liandong.kernel.clock.TimeLimit;

/// Goods first, tax later (GACC 2018-194): the release, and the way of its tax to the aggregated bill.
///
/// Day 0 is the day of release. Until day 30 a return may be asked for; from day 31 the tax joins the bill of the next run day,
/// unless a return is on its way (until day 45) or a cancellation is before an officer.
final class Release {

    static final String RETURN_WINDOW = "return-window";
    static final String PAYMENT_RUN = "payment-run";

    private final ParcelStep step;
    private final Books books;

    Release(ParcelStep step, Books books) {
        this.step = step;
        this.books = books;
    }

    void release() {
        books.take();
        step.stage = Stage.RELEASED;
        step.releasedOn = step.context.today();
        openReturnWindow();
        ImportList list = step.list();
        step.acknowledgeList(list, Receipts.RELEASED, "[Code:2600;Desc:放行]");
        step.acknowledge(
                Receipts.bill(
                        list,
                        Objects.requireNonNull(step.invtNo),
                        Objects.requireNonNull(step.asked).tax(),
                        step.context.at()));
    }

    void openReturnWindow() {
        Verdict windows = step.windows();
        step.add(
                new Effect.Start(
                        RETURN_WINDOW,
                        Objects.requireNonNull(step.releasedOn),
                        TimeLimit.naturalDays(ParcelStep.whole(windows, "application days")),
                        ParcelStep.clause(windows)));
    }

    /// Nothing more is to be done about the tax.
    void stop() {
        closeReturnWindow();
        step.add(new Effect.Stop(PAYMENT_RUN));
        step.billing = null;
    }

    void closeReturnWindow() {
        step.add(new Effect.Stop(RETURN_WINDOW));
    }

    /// The list waits for the next day on which lists are grouped for payment, if nothing keeps it out.
    void toPaymentRun() {
        if (step.platform()
                || isKeptOut()
                || step.taken.quota().signum() == 0
                || !step.context.today().isAfter(step.afterRelease("application days"))) {
            return;
        }
        ImportList list = step.list();
        LocalDate run = nextRun(step.context.today(), step.windows());
        step.billing =
                "ED"
                        + list.customsCode()
                        + run.format(DateTimeFormatter.BASIC_ISO_DATE)
                        + list.assureCode();
        step.add(
                new Effect.StartAt(
                        PAYMENT_RUN,
                        run.atStartOfDay(ParcelStep.ZONE).toInstant(),
                        ParcelStep.clause(step.windows())));
    }

    private boolean isKeptOut() {
        return step.stage != Stage.RELEASED
                || step.cancelling != null
                || step.returns.stream().anyMatch(r -> r.is(Return.State.OPEN));
    }

    /// The next run day on or after a day.
    static LocalDate nextRun(LocalDate from, Verdict windows) {
        List<?> days =
                (List<?>) Objects.requireNonNull(windows.outputs().get("run days"), "run days");
        LocalDate day = from;
        while (true) {
            BigDecimal number = BigDecimal.valueOf(day.getDayOfMonth());
            if (days.stream().anyMatch(d -> ((BigDecimal) d).compareTo(number) == 0)) {
                return day;
            }
            day = day.plusDays(1);
        }
    }

    /// The run day has come.
    void bill() {
        String bill = step.billing;
        if (bill == null || isKeptOut() || step.taken.quota().signum() == 0) {
            step.billing = null;
            return;
        }
        join(bill, step.taken.quota());
        step.acknowledge(
                Receipts.billStatus(
                        step.list(),
                        Objects.requireNonNull(step.invtNo),
                        Receipts.BILL_AGGREGATED,
                        bill,
                        step.context.at()));
    }

    // ---- in the bill

    /// The list joins an aggregated bill of its enterprise.
    ///
    /// @param tax what goes into the bill; nothing where the list was named in it and is void
    void join(String bill, BigDecimal tax) {
        step.billing = bill;
        moveIn(tax);
        step.add(
                new Effect.Tell(
                        Linking.to(BillDesk.key(bill)),
                        new BillJoined(
                                bill,
                                step.list().assureCode(),
                                Objects.requireNonNull(step.invtNo),
                                tax,
                                payBy())));
    }

    /// More tax of the list goes into the bill it is in.
    void add(BigDecimal tax) {
        moveIn(tax);
        amend(tax);
    }

    private void moveIn(BigDecimal tax) {
        if (tax.signum() > 0) {
            books.bill(Objects.requireNonNull(step.billing, step.key), tax);
            step.billed = step.billed.add(tax);
            step.stage = Stage.BILLED;
        }
    }

    /// Tax of the list leaves the bill. The bill gives it back to the quota, as far as it was not paid.
    void takeOut(BigDecimal tax) {
        if (tax.signum() > 0) {
            step.billed = step.billed.subtract(tax);
            step.taken = step.taken.plus(BigDecimal.ZERO, tax.negate());
            amend(tax.negate());
        }
        if (step.billed.signum() == 0 && step.stage == Stage.BILLED) {
            step.stage = Stage.RELEASED;
        }
    }

    private void amend(BigDecimal change) {
        String bill = Objects.requireNonNull(step.billing, step.key);
        step.add(
                new Effect.Tell(
                        Linking.to(BillDesk.key(bill)),
                        new BillAmended(bill, Objects.requireNonNull(step.invtNo), change)));
    }

    // A list that was kept out beyond its own window has a window as long from its run day (our
    // default: no source
    // says when it must be paid).
    private LocalDate payBy() {
        LocalDate own = step.afterRelease("payment last day");
        LocalDate today = step.context.today();
        if (!today.isAfter(own)) {
            return own;
        }
        Verdict windows = step.windows();
        return today.plusDays(
                ParcelStep.whole(windows, "payment last day")
                        - ParcelStep.whole(windows, "payment first day"));
    }
}
