package org.liandong.ecommerceimport.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ImportModule;
import org.liandong.ecommerceimport.ceb.MessageType;
import org.liandong.ecommerceimport.simulator.Flaw.Ending;
import org.liandong.ecommerceimport.simulator.Parcel.Fate;
import org.liandong.kernel.Simulation;

/// Simulates a day of retail imports, and what follows it.
///
/// The day ([#run]): guarantees are filed, then orders, payments, waybills and lists arrive in messages of up to a hundred nodes,
/// with warehouse entries and deliveries; at the end come the stragglers, and a second guarantee for the one guarantor that ran
/// out of quota. The second act ([#secondAct]): cancellations, returns, goods that are back, and payments of the tax.
///
/// A plan is all that a day depends on. Parcels are made when they are needed and forgotten at once, so a million needs as
/// little memory as ten thousand.
public final class Simulator {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    // Seconds of the day.
    private static final int GUARANTEES_AT = 8 * 3600;
    private static final int STRAGGLERS_AT = 21 * 3600;
    private static final int TOP_UP_AT = 22 * 3600;

    // Days after the release. The windows are the law's: 30 days to ask, 45 to arrive.
    private static final int CANCEL_ON = 1;
    private static final int OFFICER_ON = 2;
    private static final int RETURN_ON = 3;
    private static final int BACK_ON = 12;
    private static final int FIRST_RUN_FROM = 31;
    private static final int SECOND_RUN_FROM = 46;
    private static final int PAID_AFTER_RUN = 2;

    private static final int FACTS_A_FILE = 1_000;

    private final Signing signing;
    private final int single;
    private final List<Goods> goods;

    /// A simulator that sells what the sample tariff knows, and sends everything in messages of up to a hundred nodes.
    public Simulator(Signing signing) {
        this(signing, 0);
    }

    /// A simulator of which some senders are in haste.
    ///
    /// @param single so many parcels at the end of each 2,000 have every document sent at once, in a message of its own;
    ///               rounded down to an even number
    public Simulator(Signing signing, int single) {
        this.signing = signing;
        // Neighbours may share a flaw, so a pair stays together.
        this.single = single - single % 2;
        this.goods = Goods.offered();
    }

    /// What a day shall be.
    ///
    /// @param parcels how many parcels are ordered
    /// @param seed    the same seed gives the same bytes
    /// @param rates   share of parcels with each flaw; those not named do not occur
    /// @param shuffle whether documents arrive in any order instead of lists last
    /// @param day     the day in China, on which everything is declared
    public record Plan(
            long parcels, long seed, Map<Flaw, Double> rates, boolean shuffle, LocalDate day) {

        public Plan {
            Map<Flaw, Double> flawed = new EnumMap<>(Flaw.class);
            flawed.putAll(rates);
            flawed.remove(Flaw.NONE);
            rates = flawed;
            double sum = 0;
            for (Map.Entry<Flaw, Double> rate : rates.entrySet()) {
                if (!(rate.getValue() >= 0)) {
                    throw new IllegalArgumentException(
                            "The rate of %s must be from 0 to 1, not %s."
                                    .formatted(rate.getKey(), rate.getValue()));
                }
                sum += rate.getValue();
            }
            if (parcels < 1 || sum > 1.000_001) {
                throw new IllegalArgumentException(
                        "A day has at least one parcel and rates that sum to at most 1, not %d parcels and %s."
                                .formatted(parcels, sum));
            }
        }

        /// A day with the usual mixture of flaws.
        ///
        /// @param errorRate share of parcels with a flaw, 0 to 1
        public static Plan of(
                long parcels, long seed, double errorRate, boolean shuffle, LocalDate day) {
            int weights = Arrays.stream(Flaw.values()).mapToInt(Flaw::weight).sum();
            Map<Flaw, Double> rates = new EnumMap<>(Flaw.class);
            for (Flaw flaw : Flaw.values()) {
                rates.put(flaw, errorRate * flaw.weight() / weights);
            }
            return new Plan(parcels, seed, rates, shuffle, day);
        }

        /// The same day with another rate of one flaw.
        public Plan with(Flaw flaw, double rate) {
            Map<Flaw, Double> changed = new EnumMap<>(rates);
            changed.put(flaw, rate);
            return new Plan(parcels, seed, changed, shuffle, day);
        }
    }

    /// What a day must come to.
    ///
    /// @param parcels            how many were ordered
    /// @param injected           how many have each flaw, [Flaw#NONE] included
    /// @param endings            how many end where, at the end of the day
    /// @param shortOfQuota       how many waited for quota until the top-up, and are released at the end
    /// @param documents          messages and files of facts
    /// @param nodes              business nodes and facts in those that can be read
    /// @param repeatedNodes      of these, known already and the same
    /// @param conflictingNodes   of these, known already and different
    /// @param rejectedNodes      of these, of no use
    /// @param unreadableDocuments documents that cannot be read at all
    public record Expectation(
            long parcels,
            Map<Flaw, Long> injected,
            Map<Ending, Long> endings,
            long shortOfQuota,
            long documents,
            long nodes,
            long repeatedNodes,
            long conflictingNodes,
            long rejectedNodes,
            long unreadableDocuments) {

        public Expectation {
            injected = new EnumMap<>(injected);
            endings = new EnumMap<>(endings);
        }

        /// How many parcels end there.
        public long of(Ending ending) {
            return endings.getOrDefault(ending, 0L);
        }

        /// As JSON, for a file beside the documents.
        public String toJson() {
            return """
            {
              "parcels": %s,
              "endings": {%s},
              "injected": [%s
              ],
              "shortOfQuota": %s,
              "documents": %s,
              "nodes": %s,
              "repeatedNodes": %s,
              "conflictingNodes": %s,
              "rejectedNodes": %s,
              "unreadableDocuments": %s
            }
            """
                    .formatted(
                            parcels,
                            endings.entrySet().stream()
                                    .map(e ->
                                            "\"%s\": %s".formatted(word(e.getKey()), e.getValue()))
                                    .collect(Collectors.joining(", ")),
                            injected.entrySet().stream()
                                    .map(e -> entry(e.getKey(), e.getValue()))
                                    .collect(Collectors.joining(",")),
                            shortOfQuota,
                            documents,
                            nodes,
                            repeatedNodes,
                            conflictingNodes,
                            rejectedNodes,
                            unreadableDocuments);
        }

        private static String entry(Flaw flaw, long parcels) {
            return "\n    {\"flaw\": \"%s\", \"check\": \"%s\", \"ending\": \"%s\", \"parcels\": %s}"
                    .formatted(word(flaw), flaw.check(), word(flaw.ending()), parcels);
        }

        private static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// What the second act must come to.
    ///
    /// @param cancelled      parcels cancelled after their release, with the officer's consent
    /// @param withdrawn      parcels cancelled while they waited
    /// @param returned       parcels that went back whole
    /// @param partlyReturned parcels of which one line went back
    /// @param neverBack      parcels whose return was accepted and whose goods never arrived
    /// @param bills          yuan of each aggregated bill, by number
    /// @param paid           yuan paid for each bill; one bill is left open
    /// @param documents      messages and files of facts
    public record Aftermath(
            long cancelled,
            long withdrawn,
            long returned,
            long partlyReturned,
            long neverBack,
            Map<String, BigDecimal> bills,
            Map<String, BigDecimal> paid,
            long documents) {

        public Aftermath {
            bills = new TreeMap<>(bills);
            paid = new TreeMap<>(paid);
        }
    }

    /// The day.
    public Expectation run(Plan plan, Simulation.Sink sink) {
        Outbox.Tally tally = new Outbox.Tally();
        Day day = new Day(plan, new Outbox(sink, signing, plan.seed(), 1, tally));
        day.guarantees();
        long waves = (plan.parcels() + Parcels.WAVE - 1) / Parcels.WAVE;
        for (long wave = 0; wave < waves; wave++) {
            day.wave(wave);
        }
        day.stragglers();
        long waiting = Math.max(0, day.smallOnes - day.parcels.smallCovered());
        day.topUp();
        return new Expectation(
                plan.parcels(),
                day.injected,
                day.endings,
                waiting,
                tally.documents,
                tally.nodes,
                tally.repeated,
                tally.conflicting,
                tally.rejected,
                tally.unreadable);
    }

    /// What follows the day: cancellations, returns and goods back under the numbers that the deciding office gave to the
    /// lists, and payments of the aggregated bills.
    ///
    /// @param numbers the number of the list of a case, or null where it has none: then nothing is asked for it
    public Aftermath secondAct(
            Plan plan, Function<String, @Nullable String> numbers, Simulation.Sink sink) {
        Outbox.Tally tally = new Outbox.Tally();
        return new SecondAct(
                        plan,
                        new Parcels(plan, goods),
                        new Outbox(sink, signing, plan.seed(), 2, tally),
                        numbers,
                        tally)
                .run();
    }

    private static Instant instant(LocalDate day, int second) {
        return day.atStartOfDay(ZONE).plusSeconds(second).toInstant();
    }

    private static String fact(String type, String source, String id, String body) {
        return "{\"service\":\""
                + ImportModule.NAME
                + "\",\"type\":\""
                + type
                + "\",\"source\":\""
                + source
                + "\",\"id\":\""
                + id
                + "\",\"body\":{"
                + body
                + "}}\n";
    }

    private static String text(String name, String value) {
        return "\"" + name + "\":\"" + value + "\"";
    }

    /// One run of a day.
    private final class Day {

        private final Plan plan;
        private final Outbox outbox;
        private final Parcels parcels;
        private final Papers papers;
        private final Map<Flaw, Long> injected = new EnumMap<>(Flaw.class);
        private final Map<Ending, Long> endings = new EnumMap<>(Ending.class);
        private long smallOnes;

        Day(Plan plan, Outbox outbox) {
            this.plan = plan;
            this.outbox = outbox;
            this.parcels = new Parcels(plan, goods);
            this.papers = new Papers(plan.day());
        }

        void guarantees() {
            outbox.at(instant(plan.day(), GUARANTEES_AT));
            // More than the tax of the dearest parcels, if one guarantor had them all.
            long ample = (plan.parcels() + 1_000) * 1_000_000;
            List<Firm> guarantors = new ArrayList<>(Firm.AGENTS);
            guarantors.addAll(Firm.PLATFORMS);
            guarantors.addAll(Firm.SELLERS);
            StringBuilder lines = new StringBuilder();
            for (Firm guarantor : guarantors) {
                lines.append(filed(guarantor, 1, ample));
            }
            // A yuan more than what is covered is less than the tax of one parcel.
            lines.append(
                    filed(Firm.SMALL_SELLER, 1, parcels.smallCovered() * parcels.smallTax() + 100));
            outbox.facts("guarantees", lines, guarantors.size() + 1);
        }

        private String filed(Firm guarantor, int number, long fen) {
            String instrument = "POL-" + guarantor.code() + "-" + number;
            return fact(
                    "guarantee-filed",
                    "guarantee-office",
                    instrument,
                    text("assureCode", guarantor.code())
                            + ","
                            + text("instrument", instrument)
                            + ",\"amount\":"
                            + Pen.yuan(fen)
                            + ","
                            + text("validFrom", plan.day().withDayOfYear(1).toString())
                            + ","
                            + text("validTo", plan.day().plusYears(1).toString()));
        }

        void topUp() {
            outbox.at(instant(plan.day(), TOP_UP_AT));
            outbox.facts(
                    "guarantee-top-up",
                    filed(Firm.SMALL_SELLER, 2, (smallOnes + 1) * parcels.smallTax()),
                    1);
        }

        void wave(long number) {
            outbox.at(instant(plan.day(), parcels.waveAt(number)));
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
            int together = Math.max(0, count - count % 2 - single);
            papers(single == 0 ? wave : wave.subList(0, together));
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
            of.forEach(this::order);
            outbox.flush();
            of.forEach(this::payment);
            outbox.flush();
            of.forEach(this::waybill);
            outbox.flush();
            of.forEach(this::list);
            outbox.flush();
        }

        private void order(Parcel parcel) {
            papers.order(
                    outbox.next(MessageType.CEB311, parcel.platform(), false).pen(), parcel, false);
        }

        private void payment(Parcel parcel) {
            switch (parcel.flaw()) {
                case NO_PAYMENT, LATE -> {}
                case TORN_FILE -> {
                    Outbox.Draft draft =
                            new Outbox.Draft(MessageType.CEB411, parcel.paymentFirm(), false);
                    papers.payment(draft.pen(), parcel);
                    outbox.tear(draft);
                }
                default -> {
                    Outbox.Draft draft =
                            outbox.next(MessageType.CEB411, parcel.paymentFirm(), false);
                    papers.payment(draft.pen(), parcel);
                    if (parcel.has(Flaw.NO_ELEMENT)) {
                        draft.unsound();
                    }
                    if (parcel.has(Flaw.REPEAT)) {
                        draft.repeat();
                    }
                }
            }
        }

        private void waybill(Parcel parcel) {
            if (!parcel.has(Flaw.NO_WAYBILL) && !parcel.has(Flaw.USED_WAYBILL)) {
                papers.waybill(
                        outbox.next(MessageType.CEB511, parcel.carrier(), false).pen(), parcel);
            }
        }

        private void list(Parcel parcel) {
            if (!parcel.has(Flaw.USED_WAYBILL)) {
                papers.list(
                        outbox.next(MessageType.CEB621, parcel.agent(), !parcel.has(Flaw.UNSIGNED))
                                .pen(),
                        parcel);
            }
        }

        // Direct parcels enter the supervised place of their office, one entry for each bill of
        // lading.
        private void entries(List<Parcel> wave, long number) {
            Map<String, List<Parcel>> entries = new LinkedHashMap<>();
            for (Parcel parcel : wave) {
                if (!parcel.bonded() && hasOwnWaybill(parcel)) {
                    entries.computeIfAbsent(
                                    parcel.office().code() + parcel.carrier().code(),
                                    _ -> new ArrayList<>())
                            .add(parcel);
                }
            }
            entries.forEach((key, entered) -> {
                Parcel first = entered.getFirst();
                Office office = first.office();
                Pen pen = outbox.next(MessageType.CEB711, office.operator(), true).pen();
                papers.entryHead(
                        pen,
                        outbox.guid(),
                        parcels.waveAt(number),
                        "E" + key.substring(0, 4) + key.substring(11) + number,
                        office,
                        first.carrier(),
                        first.billNo());
                for (int i = 0; i < entered.size(); i++) {
                    pen.open("DeliveryList")
                            .put("gnum", i + 1)
                            .put("logisticsNo", entered.get(i).logisticsNo())
                            .closeBlock("DeliveryList");
                }
                pen.close("Delivery");
                outbox.flush();
            });
        }

        private static boolean hasOwnWaybill(Parcel parcel) {
            return !parcel.has(Flaw.NO_WAYBILL) && !parcel.has(Flaw.USED_WAYBILL);
        }

        private void delivered(Parcel parcel) {
            if (parcel.has(Flaw.NONE) && parcel.index() % 5 == 0) {
                papers.delivered(
                        outbox.next(MessageType.CEB513, parcel.carrier(), false).pen(), parcel);
            }
        }

        void stragglers() {
            outbox.at(instant(plan.day(), STRAGGLERS_AT));
            for (long i = 0; i < plan.parcels(); i++) {
                switch (parcels.flaw(i)) {
                    case LATE -> {
                        Parcel parcel = parcels.parcel(i);
                        papers.payment(
                                outbox.next(MessageType.CEB411, parcel.paymentFirm(), false).pen(),
                                parcel);
                    }
                    case CONFLICT -> {
                        Parcel parcel = parcels.parcel(i);
                        papers.order(
                                outbox.next(MessageType.CEB311, parcel.platform(), false).pen(),
                                parcel,
                                true);
                        outbox.conflict();
                    }
                    case USED_WAYBILL -> {
                        Parcel parcel = parcels.parcel(i);
                        papers.list(
                                outbox.next(MessageType.CEB621, parcel.agent(), true).pen(),
                                parcel);
                    }
                    default -> {}
                }
            }
            outbox.flush();
        }
    }

    /// One run of the second act.
    private static final class SecondAct {

        private final Plan plan;
        private final Parcels parcels;
        private final Outbox outbox;
        private final Papers papers;
        private final Function<String, @Nullable String> numbers;
        private final Outbox.Tally tally;
        private final StringBuilder facts = new StringBuilder();
        private int factCount;

        SecondAct(
                Plan plan,
                Parcels parcels,
                Outbox outbox,
                Function<String, @Nullable String> numbers,
                Outbox.Tally tally) {
            this.plan = plan;
            this.parcels = parcels;
            this.outbox = outbox;
            this.papers = new Papers(plan.day());
            this.numbers = numbers;
            this.tally = tally;
        }

        /// What is done for a parcel and the number of its list.
        @FunctionalInterface
        private interface Errand {
            void run(Parcel parcel, String invtNo);
        }

        private long forEach(LongPredicate wanted, Errand errand) {
            long count = 0;
            for (long i = 0; i < plan.parcels(); i++) {
                if (wanted.test(i)) {
                    Parcel parcel = parcels.parcel(i);
                    String number = numbers.apply(parcel.caseKey());
                    if (number != null) {
                        errand.run(parcel, number);
                        count++;
                    }
                }
            }
            return count;
        }

        private LongPredicate fated(Fate fate) {
            return i -> parcels.fate(i) == fate;
        }

        private LocalDate on(int days) {
            LocalDate day = plan.day().plusDays(days);
            outbox.at(instant(day, 10 * 3600));
            return day;
        }

        private void fact(String label, String line) {
            facts.append(line);
            factCount++;
            if (factCount >= FACTS_A_FILE) {
                sendFacts(label);
            }
        }

        private void sendFacts(String label) {
            outbox.facts(label, facts, factCount);
            facts.setLength(0);
            factCount = 0;
        }

        Aftermath run() {
            LocalDate cancelOn = on(CANCEL_ON);
            Errand cancel =
                    (p, number) ->
                            papers.cancellation(
                                    outbox.next(MessageType.CEB623, p.agent(), true).pen(),
                                    p,
                                    number,
                                    cancelOn);
            long cancelled = forEach(fated(Fate.CANCELLED), cancel);
            long withdrawn = forEach(i -> i % 2 == 0 && parcels.flaw(i) == Flaw.NO_PAYMENT, cancel);
            outbox.flush();

            on(OFFICER_ON);
            forEach(fated(Fate.CANCELLED), (p, _) -> fact("officer", officerAgrees(p)));
            sendFacts("officer");

            LocalDate returnOn = on(RETURN_ON);
            Errand ask =
                    (p, number) ->
                            papers.returnRequest(
                                    outbox.next(MessageType.CEB625, p.agent(), true).pen(),
                                    p,
                                    number,
                                    returnOn);
            long returned = forEach(fated(Fate.RETURNED), ask);
            long partly = forEach(fated(Fate.PARTLY_RETURNED), ask);
            long neverBack = forEach(fated(Fate.NEVER_BACK), ask);
            outbox.flush();

            LocalDate backOn = on(BACK_ON);
            forEach(
                    i ->
                            parcels.fate(i) == Fate.RETURNED
                                    || parcels.fate(i) == Fate.PARTLY_RETURNED,
                    (p, _) -> fact("goods-back", goodsBack(p, backOn)));
            sendFacts("goods-back");

            Map<String, Long> bills = bills();
            Map<String, BigDecimal> paid = pay(bills);
            Map<String, BigDecimal> amounts = new TreeMap<>();
            bills.forEach((bill, fen) -> amounts.put(bill, BigDecimal.valueOf(fen, 2)));
            return new Aftermath(
                    cancelled,
                    withdrawn,
                    returned,
                    partly,
                    neverBack,
                    amounts,
                    paid,
                    tally.documents);
        }

        private static String officerAgrees(Parcel p) {
            return Simulator.fact(
                    "officer-answered",
                    "officer-7",
                    "cancel-" + p.guids().last(),
                    text("ebpCode", p.platform().code())
                            + ","
                            + text("orderNo", p.orderNo())
                            + ","
                            + text("task", "cancel-" + p.guids().last())
                            + ","
                            + text("answer", "admit")
                            + ","
                            + text("reason", "货物尚未离区")
                            + ","
                            + text("officer", "officer-7"));
        }

        private static String goodsBack(Parcel p, LocalDate on) {
            return Simulator.fact(
                    "goods-back",
                    p.office().operator().code(),
                    "back-" + p.guids().last(),
                    text("ebpCode", p.platform().code())
                            + ","
                            + text("orderNo", p.orderNo())
                            + ","
                            + text("returnNo", p.guids().last())
                            + ","
                            + text("arrivedOn", on.toString())
                            + ","
                            + text("place", p.office().areaName()));
        }

        // What each aggregated bill comes to: of two that exceed a buyer's year together one was
        // refused, and both would owe the same.
        private Map<String, Long> bills() {
            String first = Parcels.compact(nextRun(plan.day().plusDays(FIRST_RUN_FROM)));
            String second = Parcels.compact(nextRun(plan.day().plusDays(SECOND_RUN_FROM)));
            Map<String, Long> bills = new TreeMap<>();
            for (long i = 0; i < plan.parcels(); i++) {
                if (parcels.flaw(i).ending() == Ending.RELEASED) {
                    Parcel parcel = parcels.parcel(i);
                    long owed = parcel.taxAfterReturns();
                    if (owed > 0) {
                        bills.merge(
                                "ED"
                                        + parcel.office().code()
                                        + (parcel.fate() == Fate.NEVER_BACK ? second : first)
                                        + parcel.guarantor().code(),
                                owed,
                                Long::sum);
                    }
                }
            }
            return bills;
        }

        private Map<String, BigDecimal> pay(Map<String, Long> bills) {
            Map<String, BigDecimal> paid = new TreeMap<>();
            LocalDate first = nextRun(plan.day().plusDays(FIRST_RUN_FROM));
            LocalDate second = nextRun(plan.day().plusDays(SECOND_RUN_FROM));
            // One bill stays open, so that an overdue notice is seen.
            @Nullable String open = bills.size() < 3 ? null : bills.keySet().iterator().next();
            for (LocalDate run : new TreeSet<>(List.of(first, second))) {
                LocalDate on = run.plusDays(PAID_AFTER_RUN);
                outbox.at(instant(on, 10 * 3600));
                for (Map.Entry<String, Long> entry : bills.entrySet()) {
                    String bill = entry.getKey();
                    if (bill.startsWith(Parcels.compact(run), 6) && !bill.equals(open)) {
                        boolean inParts = bill.endsWith(Firm.SMALL_SELLER.code());
                        long half = inParts ? entry.getValue() / 2 : 0;
                        if (half > 0) {
                            fact("duty-paid", dutyPaid(bill, 1, half, on));
                        }
                        fact("duty-paid", dutyPaid(bill, 2, entry.getValue() - half, on));
                        paid.put(bill, BigDecimal.valueOf(entry.getValue(), 2));
                    }
                }
                sendFacts("duty-paid");
            }
            return paid;
        }

        private static String dutyPaid(String bill, int part, long fen, LocalDate on) {
            String reference = "TIPS-" + bill + "-" + part;
            return Simulator.fact(
                    "duty-paid",
                    "treasury",
                    reference,
                    text("entDutyNo", bill)
                            + ",\"amount\":"
                            + Pen.yuan(fen)
                            + ","
                            + text("paidOn", on.toString())
                            + ","
                            + text("reference", reference));
        }

        // Lists are grouped for payment on the 1st, 11th and 21st.
        private static LocalDate nextRun(LocalDate from) {
            LocalDate day = from;
            while (day.getDayOfMonth() != 1
                    && day.getDayOfMonth() != 11
                    && day.getDayOfMonth() != 21) {
                day = day.plusDays(1);
            }
            return day;
        }
    }
}
