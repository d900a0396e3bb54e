package org.liandong.pledgefinance.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.liandong.kernel.FactLine;
import org.liandong.kernel.Message;
import org.liandong.kernel.Sendings;
import org.liandong.kernel.Sendings.Sending;
import org.liandong.kernel.Simulation;
import org.liandong.pledgefinance.PledgeFact;
import org.liandong.pledgefinance.PledgeFact.TaxBasis;
import org.liandong.pledgefinance.PledgeModule;

/// The simulated day of banks that lend on receipts. Early the goods come in and receipts are drawn up, until two the borrowers apply and draw,
/// at half past three the price of copper falls by a quarter, and until five the borrowers mend what they can. In the weeks after, the
/// register answers what it was told, prices go on, calls run out, and loans are paid back.
///
/// Senders send a twentieth of their facts twice. What the contract ties to time comes at its time, also on a shuffled day; of two banks
/// after one receipt, only the end is foretold: one gets it.
public final class PledgeSimulation implements Simulation {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int TWICE = 20;
    private static final int BANKS = 4;

    private static final int MATTERS_OF_BANKS = 400;

    /// A borrower comes with so many matters.
    private static final int MATTERS = 4;

    // Seconds of the day.
    private static final int YARD_AT = 6 * 3600;
    private static final int QUOTED_AT = 8 * 3600;
    private static final int APPLIED_AT = 9 * 3600;
    private static final int APPLIED_TO = 14 * 3600;
    private static final int OFFICER_AT = 14 * 3600 + 1800;
    private static final int CHANGED_AT = 15 * 3600;
    private static final int FALLEN_AT = 15 * 3600 + 1800;
    private static final int CURED_AT = 16 * 3600;
    private static final int WINDOW = 900;
    private static final int PAUSE = 300;

    // Days after the day.
    private static final int ANSWERED_ON = 1;
    private static final int REPAID_ON = 30;
    private static final int CANCELLED_ON = 31;
    private static final int QUOTED_TO = 58;
    private static final int SILENT_SINCE = 10;

    private static final BigDecimal FALLEN = new BigDecimal("53050");
    private static final BigDecimal DRAW_LINE = new BigDecimal("0.70");
    private static final BigDecimal RATE = new BigDecimal("0.036");

    /// What befalls a financing, on which goods, at which ratio it begins, and where it stands in the evening.
    enum Kind {
        // Nothing is wrong with the papers.
        APPROVED_BY_RULE(Goods.RUBBER, 60, "pledged"),
        APPROVED_BY_OFFICER(Goods.RUBBER, 65, "in-force"),
        OFFICER_ASKED(Goods.RUBBER, 65, "referred"),
        DRAWN(Goods.RUBBER, 60, "in-force"),
        REPAID_IN_PART(Goods.RUBBER, 65, "in-force"),
        REDEEMED(Goods.RUBBER, 65, "redeemed"),
        PARTIAL_RELEASE(Goods.RUBBER, 65, "in-force"),
        TOPPED_UP(Goods.RUBBER, 65, "in-force"),
        REPLACED(Goods.RUBBER, 65, "in-force"),
        WARNED(Goods.COPPER, 58, "warned"),
        CALLED(Goods.COPPER, 63, "called"),
        CURED(Goods.COPPER, 63, "in-force"),
        GAP(Goods.COPPER, 69, "close-out"),
        // Something is.
        NO_CONSENT(Goods.RUBBER, 60, "rejected"),
        ANOTHER_HOLDER(Goods.RUBBER, 60, "rejected"),
        NOT_RELEASED(Goods.RUBBER, 60, "rejected"),
        EARLIER_RIGHT(Goods.RUBBER, 60, "rejected"),
        UNINSURED(Goods.RUBBER, 60, "rejected"),
        TWO_BANKS(Goods.RUBBER, 60, "waiting"),
        NO_PRICE(Goods.ALUMINIUM, 60, "waiting");

        final Goods goods;
        final BigDecimal ratio;
        final String status;

        Kind(Goods goods, int percent, String status) {
            this.goods = goods;
            this.ratio = BigDecimal.valueOf(percent, 2);
            this.status = status;
        }

        /// Whether an officer decides because of the amount.
        private boolean isLarge() {
            return this == APPROVED_BY_OFFICER || this == OFFICER_ASKED;
        }

        private boolean isDrawn() {
            return switch (this) {
                case APPROVED_BY_OFFICER,
                        DRAWN,
                        REPAID_IN_PART,
                        REDEEMED,
                        PARTIAL_RELEASE,
                        TOPPED_UP,
                        REPLACED,
                        WARNED,
                        CALLED,
                        CURED,
                        GAP ->
                        true;
                default -> false;
            };
        }
    }

    private static final List<Kind> FLAWED =
            List.of(
                    Kind.NO_CONSENT,
                    Kind.ANOTHER_HOLDER,
                    Kind.NOT_RELEASED,
                    Kind.EARLIER_RIGHT,
                    Kind.UNINSURED,
                    Kind.TWO_BANKS,
                    Kind.NO_PRICE);
    private static final List<Kind> SOUND =
            Stream.of(Kind.values()).filter(kind -> !FLAWED.contains(kind)).toList();

    /// A financing of each twenty parcels.
    @Override
    public long share(long cases) {
        return Math.max(1, cases / 20);
    }

    @Override
    public Expectation run(Plan plan, Sink sink) {
        Map<String, Long> statuses = new TreeMap<>();
        Map<String, Long> kinds = new TreeMap<>();
        Sendings sendings = new Sendings();
        sendings.addAll(morning(plan));
        SimulatedRegister register = new SimulatedRegister();
        for (long i = 0; i < plan.cases(); i++) {
            Matter matter = new Matter(plan, i, register);
            kinds.merge(matter.kind.name(), 1L, Long::sum);
            statuses.merge(matter.kind.status, 1L, Long::sum);
            if (matter.kind == Kind.TWO_BANKS) {
                statuses.merge("rejected", 1L, Long::sum);
            }
            sendings.addAll(matter.day());
        }
        return new Expectation(
                plan.cases(),
                sendings.to(sink, "financing"),
                Sendings.json("financings", statuses, kinds));
    }

    @Override
    public void afterwards(Plan plan, Iterable<Sent> sent, Sink sink) {
        Sendings sendings = new Sendings();
        SimulatedRegister register = new SimulatedRegister();
        List<Matter> matters = new ArrayList<>();
        for (long i = 0; i < plan.cases(); i++) {
            Matter matter = new Matter(plan, i, register);
            // It has answered these on the day.
            matter.day();
            matters.add(matter);
        }
        Instant next = at(plan.day().plusDays(ANSWERED_ON), APPLIED_AT);
        for (Sent each : sent) {
            if (SimulatedRegister.isFor(each.message())) {
                for (PledgeFact fact : register.answer(each.message(), next)) {
                    sendings.add(next, 0, registerLine(fact));
                }
            }
        }
        for (int days = 1; days <= QUOTED_TO; days++) {
            LocalDate day = plan.day().plusDays(days);
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY
                    && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                sendings.addAll(
                        List.of(
                                quote(day, QUOTED_AT, Goods.RUBBER, "INE", Goods.RUBBER.price()),
                                quote(day, QUOTED_AT, Goods.COPPER, "INE", FALLEN)));
            }
        }
        for (Matter matter : matters) {
            if (matter.kind == Kind.DRAWN) {
                sendings.addAll(matter.paidBack());
            }
        }
        sendings.to(sink, "after-financing");
    }

    // ---- prices

    private static List<Sending> morning(Plan plan) {
        LocalDate day = plan.day();
        LocalDate silent = day.minusDays(SILENT_SINCE);
        return List.of(
                quote(day, QUOTED_AT, Goods.RUBBER, "INE", Goods.RUBBER.price()),
                quote(day, QUOTED_AT, Goods.COPPER, "INE", Goods.COPPER.price()),
                new Sending(
                        at(day, QUOTED_AT),
                        0,
                        quoteLine(
                                silent,
                                QUOTED_AT,
                                Goods.ALUMINIUM,
                                "SPOT",
                                Goods.ALUMINIUM.price())),
                quote(day, FALLEN_AT, Goods.COPPER, "INE", FALLEN.subtract(new BigDecimal("50"))),
                quote(day, FALLEN_AT + 60, Goods.COPPER, "SPOT", FALLEN));
    }

    private static Sending quote(
            LocalDate day, int second, Goods goods, String source, BigDecimal price) {
        return new Sending(at(day, second), 0, quoteLine(day, second, goods, source, price));
    }

    private static String quoteLine(
            LocalDate day, int second, Goods goods, String source, BigDecimal price) {
        String id = "Q-%s-%s-%s-%d".formatted(goods.name(), source, day, second);
        return FactLine.of(
                PledgeModule.NAME,
                new PledgeFact.PriceQuoted(
                        id,
                        source,
                        goods.name(),
                        goods.commodity(),
                        goods.grade(),
                        "settlement",
                        price,
                        "CNY/t",
                        TaxBasis.EXCL_VAT,
                        day,
                        at(day, second),
                        ""),
                source,
                id);
    }

    private static String registerLine(PledgeFact fact) {
        String about =
                switch (fact) {
                    case PledgeFact.RegisterSearched f -> f.searchNo();
                    case PledgeFact.PledgeRegistered f -> f.registrationNo();
                    case PledgeFact.RegistrationCancelled f -> "end of " + f.registrationNo();
                    default -> throw new IllegalArgumentException("The register says no " + fact);
                };
        return FactLine.of(PledgeModule.NAME, fact, "register", about);
    }

    private static Instant at(LocalDate day, int second) {
        return day.atTime(LocalTime.ofSecondOfDay(second)).atZone(ZONE).toInstant();
    }

    // ---- a matter

    /// A borrower, his receipts, and the bank he asks; two banks in a race.
    private static final class Matter {

        final Kind kind;
        private final Plan plan;
        private final long i;
        private final SimulatedRegister register;
        private final SplittableRandom random;
        private final LocalDate on;
        private final String contract;
        private final String receipt;
        private final String borrower;
        private final String bank;
        private final BigDecimal quantity;
        private final BigDecimal amount;
        private final List<Sending> sendings = new ArrayList<>();
        private final int start;
        private int step;

        Matter(Plan plan, long i, SimulatedRegister register) {
            this.plan = plan;
            this.i = i;
            this.register = register;
            random = new SplittableRandom(plan.seed() * 0x9E3779B97F4A7C15L + i);
            List<Kind> of = random.nextDouble() < plan.errors() ? FLAWED : SOUND;
            kind = of.get(random.nextInt(of.size()));
            on = plan.day();
            String number = on.toString().replace("-", "") + "-%08d".formatted(i);
            contract = "F" + number;
            receipt = "W" + number;
            borrower = "91370%013d".formatted(1 + i / MATTERS);
            // Four banks for each 400 matters, so that a day of any size stays below
            // their shares.
            bank = "BANK" + (1 + i / MATTERS_OF_BANKS * BANKS + random.nextInt(BANKS));
            quantity = BigDecimal.valueOf(least() + random.nextInt(30_000), 3);
            amount =
                    quantity.multiply(kind.goods.price())
                            .multiply(kind.ratio)
                            .setScale(0, RoundingMode.DOWN)
                            .setScale(2);
            start = APPLIED_AT + random.nextInt(APPLIED_TO - APPLIED_AT - 20 * PAUSE);
        }

        /// Kilograms at least: on the most of them an officer decides.
        private long least() {
            return kind.isLarge() ? 700_000L : kind.goods == Goods.COPPER ? 40_000L : 100_000L;
        }

        /// The facts of the day.
        List<Sending> day() {
            yard(receipt, kind == Kind.NOT_RELEASED ? "NOT_RELEASED" : "DUTY_PAID");
            if (kind == Kind.EARLIER_RIGHT) {
                register.answer(
                        registration("X" + contract, "X" + contract, receipt, "BANK9"),
                        at(on.minusDays(40), APPLIED_AT));
            }
            apply(contract, bank);
            if (kind == Kind.TWO_BANKS) {
                apply(contract + "-2", "BANK8");
            }
            switch (kind) {
                case APPROVED_BY_OFFICER ->
                        bankLine(
                                OFFICER_AT,
                                contract + "-O1",
                                new PledgeFact.BankAnswered(
                                        contract,
                                        "approval",
                                        "approve",
                                        "known for years",
                                        "officer of the bank"));
                case REPAID_IN_PART, PARTIAL_RELEASE -> repaid("P1", half(), slot(), on);
                case REDEEMED -> repaid("P1", amount, slot(), on);
                case CURED -> {
                    BigDecimal cash =
                            amount.subtract(quantity.multiply(FALLEN).multiply(DRAW_LINE))
                                    .setScale(2, RoundingMode.CEILING);
                    repaid("P1", cash, CURED_AT + random.nextInt(WINDOW), on);
                }
                default -> {}
            }
            switch (kind) {
                case PARTIAL_RELEASE ->
                        exchange(
                                List.of(),
                                List.of(new PledgeFact.Part(receipt, BigDecimal.TEN.setScale(3))));
                case TOPPED_UP -> exchange(List.of(second(BigDecimal.TEN.setScale(3))), List.of());
                case REPLACED ->
                        exchange(
                                List.of(second(quantity)),
                                List.of(new PledgeFact.Part(receipt, quantity)));
                default -> {}
            }
            return sendings;
        }

        private PledgeFact.Part second(BigDecimal wanted) {
            yard(receipt + "-2", "BONDED");
            verify(contract, receipt + "-2", slot());
            return new PledgeFact.Part(receipt + "-2", wanted);
        }

        private BigDecimal half() {
            return amount.divide(BigDecimal.TWO, 2, RoundingMode.DOWN);
        }

        /// When the next of the facts comes that may come in any order.
        private int slot() {
            step++;
            return plan.shuffle()
                    ? APPLIED_AT + random.nextInt(APPLIED_TO - APPLIED_AT)
                    : start + step * PAUSE;
        }

        private void yard(String receiptNo, String customs) {
            List<String> lines =
                    YardFacts.lines(
                            receiptNo,
                            borrower,
                            kind.goods,
                            quantity,
                            customs,
                            on,
                            at(on, YARD_AT));
            for (String line : lines) {
                add(YARD_AT + random.nextInt(WINDOW), line);
            }
        }

        private void apply(String no, String asked) {
            bankLine(
                    slot(),
                    no,
                    new PledgeFact.FinancingApplied(
                            no,
                            asked,
                            borrower,
                            "Trader " + borrower,
                            "purchase, contract of " + no,
                            "SUPPLIER",
                            "SUPERVISOR",
                            kind == Kind.NO_CONSENT ? "" : "CONSENT-" + no,
                            kind.goods.commodity(),
                            List.of(new PledgeFact.Part(receipt, quantity)),
                            kind.goods.price().add(BigDecimal.TEN),
                            new BigDecimal("900000000"),
                            amount,
                            RATE,
                            on,
                            on.plusDays(120)));
            verify(no, receipt, slot());
            if (kind != Kind.NO_CONSENT) {
                int second = slot();
                registerLines(second, search(no, asked));
            }
            boolean entered = kind.isDrawn() || kind == Kind.APPROVED_BY_RULE;
            if (entered) {
                registerLines(slot(), registration(no, no, receipt, asked));
            }
            if (kind.isDrawn()) {
                bankLine(
                        slot(),
                        no + "-D1",
                        new PledgeFact.DrawRequested(no, "D1", amount, "SUPPLIER", on));
            }
        }

        private void verify(String no, String receiptNo, int second) {
            BigDecimal value = quantity.multiply(kind.goods.price());
            BigDecimal insured =
                    kind == Kind.UNINSURED
                            ? value.divide(BigDecimal.TWO)
                            : value.multiply(BigDecimal.TWO);
            String customs =
                    kind == Kind.NOT_RELEASED
                            ? "NOT_RELEASED"
                            : receiptNo.equals(receipt) ? "DUTY_PAID" : "BONDED";
            add(
                    second,
                    FactLine.of(
                            PledgeModule.NAME,
                            new PledgeFact.ReceiptVerified(
                                    no,
                                    receiptNo,
                                    "V-" + receiptNo,
                                    kind == Kind.ANOTHER_HOLDER ? "91370SOMEBODYELSE" : borrower,
                                    YardFacts.KEEPER,
                                    true,
                                    kind.goods.commodity(),
                                    kind.goods.grade(),
                                    quantity,
                                    PledgeFact.Condition.SOUND,
                                    PledgeFact.Customs.valueOf(customs),
                                    on.plusDays(300),
                                    insured.setScale(2, RoundingMode.DOWN),
                                    on.plusDays(300),
                                    on),
                            "inspector",
                            no + "-" + receiptNo));
        }

        // As the service writes them.

        private Message search(String no, String by) {
            return new Message(
                    "REGISTER-SEARCH",
                    "register",
                    no + "/" + on,
                    Map.of(
                            "contractNo", no,
                            "searchNo", "S-%s-%s".formatted(no, on),
                            "debtor", borrower,
                            "searchedBy", by),
                    List.of());
        }

        private Message registration(String no, String aboutNo, String receiptNo, String pledgee) {
            return new Message(
                    "PLEDGE-REGISTRATION",
                    "register",
                    aboutNo + "/" + receiptNo,
                    Map.of(
                            "contractNo", no,
                            "aboutNo", aboutNo,
                            "receiptNo", receiptNo,
                            "pledgor", borrower,
                            "pledgee", pledgee),
                    List.of());
        }

        private void registerLines(int second, Message message) {
            for (PledgeFact fact : register.answer(message, at(on, second))) {
                add(second, registerLine(fact));
            }
        }

        private void exchange(List<PledgeFact.Part> in, List<PledgeFact.Part> out) {
            String no = contract + "-E1";
            int second = CHANGED_AT + random.nextInt(WINDOW);
            bankLine(second, no, new PledgeFact.ExchangeRequested(contract, no, in, out, on));
            for (PledgeFact.Part part : in) {
                registerLines(second + 60, registration(contract, no, part.receiptNo(), bank));
            }
        }

        private void repaid(String no, BigDecimal paid, int second, LocalDate day) {
            bankLine(second, contract + "-" + no, new PledgeFact.Repaid(contract, no, paid, day));
        }

        /// The whole loan with its interest, and the end of its entry.
        List<Sending> paidBack() {
            sendings.clear();
            LocalDate day = on.plusDays(REPAID_ON);
            BigDecimal interest =
                    amount.multiply(RATE)
                            .multiply(BigDecimal.valueOf(REPAID_ON))
                            .divide(new BigDecimal("360"), 2, RoundingMode.HALF_UP);
            sendings.add(
                    new Sending(
                            at(day, APPLIED_AT),
                            i,
                            FactLine.of(
                                    PledgeModule.NAME,
                                    new PledgeFact.Repaid(
                                            contract, "P9", amount.add(interest), day),
                                    bank,
                                    contract + "-P9")));
            Message end =
                    new Message(
                            "REGISTRATION-CANCELLATION",
                            "register",
                            contract,
                            Map.of("contractNo", contract, "aboutNo", contract),
                            List.of());
            Instant cancelled = at(on.plusDays(CANCELLED_ON), APPLIED_AT);
            for (PledgeFact fact : register.answer(end, cancelled)) {
                sendings.add(new Sending(cancelled, i, registerLine(fact)));
            }
            return sendings;
        }

        private void bankLine(int second, String id, PledgeFact fact) {
            add(second, FactLine.of(PledgeModule.NAME, fact, "bank", id));
        }

        /// A line at its time, and one of twenty again later.
        private void add(int second, String line) {
            sendings.add(new Sending(at(on, second), i * 64 + sendings.size(), line));
            if (random.nextInt(TWICE) == 0) {
                int again = second + 60 + random.nextInt(3600);
                sendings.add(new Sending(at(on, again), i * 64 + sendings.size(), line));
            }
        }
    }
}
