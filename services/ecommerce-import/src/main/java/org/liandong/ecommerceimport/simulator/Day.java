package org.liandong.ecommerceimport.simulator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liandong.ecommerceimport.ImportFact.GuaranteeFiled;
import org.liandong.ecommerceimport.ceb.MessageType;
import org.liandong.ecommerceimport.simulator.Flaw.Ending;

/// One run of a day: what is sent when, and what each flaw does to it on its way.
final class Day {

    // Seconds of the day.
    private static final int GUARANTEES_AT = 8 * 3600;
    private static final int STRAGGLERS_AT = 21 * 3600;
    private static final int TOP_UP_AT = 22 * 3600;

    private final Simulator.Plan plan;
    private final Parcels parcels;
    private final Outbox outbox;
    private final Papers papers;
    private final int single;
    private final Map<Flaw, Long> injected = new EnumMap<>(Flaw.class);
    private final Map<Ending, Long> endings = new EnumMap<>(Ending.class);
    private long smallOnes;

    /// @param single so many parcels at the end of each wave have senders in haste, an even number
    Day(Simulator.Plan plan, Parcels parcels, Outbox outbox, int single) {
        this.plan = plan;
        this.parcels = parcels;
        this.outbox = outbox;
        this.papers = new Papers(plan.day());
        this.single = single;
    }

    Simulator.Expectation run() {
        guarantees();
        for (long wave = 0; wave < parcels.waves(); wave++) {
            wave(wave);
        }
        stragglers();
        topUp();
        Outbox.Tally tally = outbox.tally();
        return new Simulator.Expectation(
                plan.parcels(),
                injected,
                endings,
                Math.max(0, smallOnes - parcels.smallCovered()),
                tally.documents,
                tally.nodes,
                tally.repeated,
                tally.conflicting,
                tally.rejected,
                tally.unreadable);
    }

    private void guarantees() {
        outbox.at(plan.day(), GUARANTEES_AT);
        // More than the tax of the dearest parcels, if one guarantor had them all.
        long ample = (plan.parcels() + 1_000) * 1_000_000;
        for (List<Firm> guarantors : List.of(Firm.AGENTS, Firm.PLATFORMS, Firm.SELLERS)) {
            guarantors.forEach(guarantor -> file("guarantees", guarantor, 1, ample));
        }
        // A yuan more than what is covered is less than the tax of one parcel.
        long covered = parcels.smallCovered() * parcels.smallTax();
        file("guarantees", Firm.SMALL_SELLER, 1, covered + 100);
        outbox.flush();
    }

    private void topUp() {
        outbox.at(plan.day(), TOP_UP_AT);
        file("guarantee-top-up", Firm.SMALL_SELLER, 2, (smallOnes + 1) * parcels.smallTax());
        outbox.flush();
    }

    private void file(String label, Firm guarantor, int number, long fen) {
        String instrument = "POL-" + guarantor.code() + "-" + number;
        outbox.fact(
                label,
                new GuaranteeFiled(
                        guarantor.code(),
                        instrument,
                        BigDecimal.valueOf(fen, 2),
                        plan.day().withDayOfYear(1),
                        plan.day().plusYears(1)),
                "guarantee-office",
                instrument);
    }

    private void wave(long number) {
        outbox.at(plan.day(), parcels.waveAt(number));
        if (plan.shuffle()) {
            outbox.hold();
        }
        long from = number * Parcels.WAVE;
        int count = (int) Math.min(Parcels.WAVE, plan.parcels() - from);
        List<Parcel> wave = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Parcel parcel = parcels.parcel(from + i);
            injected.merge(parcel.flaw(), 1L, Long::sum);
            endings.merge(parcel.flaw().ending(), 1L, Long::sum);
            smallOnes += parcel.small() ? 1 : 0;
            wave.add(parcel);
        }
        // A wave that begins at an even index ends its first part at one.
        int together = single == 0 ? count : Math.max(0, count - count % 2 - single);
        papers(wave.subList(0, together));
        if (single > 0) {
            outbox.release();
            outbox.single(true);
            wave.subList(together, count).forEach(parcel -> papers(List.of(parcel)));
            outbox.single(false);
        }
        entries(wave, number);
        wave.forEach(this::delivered);
        outbox.flush();
        outbox.release();
    }

    private void papers(List<Parcel> of) {
        of.forEach(parcel -> order(parcel, false));
        outbox.flush();
        of.forEach(this::payment);
        outbox.flush();
        of.forEach(this::waybill);
        outbox.flush();
        of.stream().filter(parcel -> !parcel.has(Flaw.USED_WAYBILL)).forEach(this::list);
        outbox.flush();
    }

    private void order(Parcel parcel, boolean conflict) {
        papers.order(outbox.pen(MessageType.CEB311, parcel.platform()), parcel, conflict);
    }

    private void payment(Parcel parcel) {
        if (parcel.has(Flaw.NO_PAYMENT) || parcel.has(Flaw.LATE)) {
            return;
        }
        Outbox.Draft draft =
                parcel.has(Flaw.TORN_FILE)
                        ? new Outbox.Draft(MessageType.CEB411, parcel.paymentFirm(), false)
                        : outbox.next(MessageType.CEB411, parcel.paymentFirm(), false);
        papers.payment(draft.pen(), parcel);
        switch (parcel.flaw()) {
            case TORN_FILE -> outbox.tear(draft);
            case NO_ELEMENT -> draft.unsound();
            case REPEAT -> draft.repeat();
            default -> {}
        }
    }

    private void waybill(Parcel parcel) {
        if (hasOwnWaybill(parcel)) {
            papers.waybill(outbox.pen(MessageType.CEB511, parcel.carrier()), parcel);
        }
    }

    private static boolean hasOwnWaybill(Parcel parcel) {
        return !parcel.has(Flaw.NO_WAYBILL) && !parcel.has(Flaw.USED_WAYBILL);
    }

    private void list(Parcel parcel) {
        boolean signed = !parcel.has(Flaw.UNSIGNED);
        papers.list(outbox.next(MessageType.CEB621, parcel.agent(), signed).pen(), parcel);
    }

    // Direct parcels enter the supervised place of their office, one entry for each bill of lading.
    private void entries(List<Parcel> wave, long number) {
        Map<String, List<Parcel>> entries = new LinkedHashMap<>();
        for (Parcel parcel : wave) {
            if (!parcel.bonded() && hasOwnWaybill(parcel)) {
                String copNo =
                        "E"
                                + parcel.office().code()
                                + parcel.carrier().code().substring(7)
                                + number;
                entries.computeIfAbsent(copNo, _ -> new ArrayList<>()).add(parcel);
            }
        }
        entries.forEach((copNo, entered) -> {
            Firm operator = entered.getFirst().office().operator();
            papers.entry(
                    outbox.pen(MessageType.CEB711, operator),
                    outbox.guid(),
                    parcels.waveAt(number),
                    copNo,
                    entered);
            outbox.flush();
        });
    }

    private void delivered(Parcel parcel) {
        if (parcel.has(Flaw.NONE) && parcel.index() % 5 == 0) {
            papers.delivered(outbox.pen(MessageType.CEB513, parcel.carrier()), parcel);
        }
    }

    private void stragglers() {
        outbox.at(plan.day(), STRAGGLERS_AT);
        for (long i = 0; i < plan.parcels(); i++) {
            switch (parcels.flaw(i)) {
                case LATE -> {
                    Parcel parcel = parcels.parcel(i);
                    papers.payment(outbox.pen(MessageType.CEB411, parcel.paymentFirm()), parcel);
                }
                case CONFLICT -> {
                    order(parcels.parcel(i), true);
                    outbox.conflict();
                }
                case USED_WAYBILL -> list(parcels.parcel(i));
                default -> {}
            }
        }
        outbox.flush();
    }
}
