package org.liandong.ecommerceimport.simulator;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ImportFact.GoodsBack;
import org.liandong.ecommerceimport.ImportFact.OfficerAnswered;
import org.liandong.ecommerceimport.ceb.MessageType;
import org.liandong.ecommerceimport.simulator.Parcel.Fate;

/// One run of what follows the day: cancellations, returns, goods that are back, and payments of the tax.
final class SecondAct {

    /// Second of the day at which all of it arrives.
    static final int ARRIVES_AT = 10 * 3600;

    // Days after the release. The windows are the law's: 30 days to ask, 45 to arrive.
    private static final int CANCEL_ON = 1;
    private static final int OFFICER_ON = 2;
    private static final int RETURN_ON = 3;
    private static final int BACK_ON = 12;

    private static final String OFFICER = "officer-7";

    private final Simulator.Plan plan;
    private final Parcels parcels;
    private final Outbox outbox;
    private final Papers papers;
    private final Function<String, @Nullable String> numbers;

    SecondAct(
            Simulator.Plan plan,
            Parcels parcels,
            Outbox outbox,
            Function<String, @Nullable String> numbers) {
        this.plan = plan;
        this.parcels = parcels;
        this.outbox = outbox;
        this.papers = new Papers(plan.day());
        this.numbers = numbers;
    }

    Simulator.Aftermath run() {
        LocalDate cancelOn = on(CANCEL_ON);
        BiConsumer<Parcel, String> cancel =
                (p, number) ->
                        papers.cancellation(
                                outbox.pen(MessageType.CEB623, p.agent()), p, number, cancelOn);
        long cancelled = forEach(fated(Fate.CANCELLED), cancel);
        long withdrawn = forEach(i -> i % 2 == 0 && parcels.flaw(i) == Flaw.NO_PAYMENT, cancel);
        outbox.flush();

        on(OFFICER_ON);
        forEach(fated(Fate.CANCELLED), (p, _) -> officerAgrees(p));
        outbox.flush();

        LocalDate returnOn = on(RETURN_ON);
        BiConsumer<Parcel, String> ask =
                (p, number) ->
                        papers.returnRequest(
                                outbox.pen(MessageType.CEB625, p.agent()), p, number, returnOn);
        long returned = forEach(fated(Fate.RETURNED), ask);
        long partly = forEach(fated(Fate.PARTLY_RETURNED), ask);
        long neverBack = forEach(fated(Fate.NEVER_BACK), ask);
        outbox.flush();

        LocalDate backOn = on(BACK_ON);
        forEach(
                fated(Fate.RETURNED).or(fated(Fate.PARTLY_RETURNED)),
                (p, _) -> goodsBack(p, backOn));
        outbox.flush();

        Bills bills = new Bills(plan, parcels);
        Map<String, BigDecimal> paid = bills.pay(outbox);
        return new Simulator.Aftermath(
                cancelled,
                withdrawn,
                returned,
                partly,
                neverBack,
                bills.amounts(),
                paid,
                outbox.tally().documents);
    }

    private LocalDate on(int days) {
        LocalDate day = plan.day().plusDays(days);
        outbox.at(day, ARRIVES_AT);
        return day;
    }

    private LongPredicate fated(Fate fate) {
        return i -> parcels.fate(i) == fate;
    }

    /// Runs an errand with every wanted parcel whose list has a number.
    private long forEach(LongPredicate wanted, BiConsumer<Parcel, String> errand) {
        long count = 0;
        for (long i = 0; i < plan.parcels(); i++) {
            if (wanted.test(i)) {
                Parcel parcel = parcels.parcel(i);
                String number = numbers.apply(parcel.caseKey());
                if (number != null) {
                    errand.accept(parcel, number);
                    count++;
                }
            }
        }
        return count;
    }

    private void officerAgrees(Parcel p) {
        String task = "cancel-" + p.guids().last();
        outbox.fact(
                "officer",
                new OfficerAnswered(
                        p.platform().code(), p.orderNo(), task, "admit", "货物尚未离区", OFFICER),
                OFFICER,
                task);
    }

    private void goodsBack(Parcel p, LocalDate on) {
        String returnNo = p.guids().last();
        outbox.fact(
                "goods-back",
                new GoodsBack(
                        p.platform().code(), p.orderNo(), returnNo, on, p.office().areaName()),
                p.office().operator().code(),
                "back-" + returnNo);
    }
}
