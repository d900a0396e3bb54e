package org.liandong.pledgefinance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Check;
import org.liandong.kernel.Checks;
import org.liandong.kernel.Context;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Decision.Computation;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Linking;
import org.liandong.kernel.Message;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Reason;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Step;
import org.liandong.kernel.Task;
import org.liandong.kernel.Verdict;
import org.liandong.kernel.ledger.Answer;
import org.liandong.kernel.ledger.Command;
import org.liandong.kernel.ledger.Reference;
import org.liandong.pledgefinance.PledgeCase.Agreement;
import org.liandong.pledgefinance.PledgeCase.Draw;
import org.liandong.pledgefinance.PledgeCase.Exchange;
import org.liandong.pledgefinance.PledgeCase.Financing;
import org.liandong.pledgefinance.PledgeCase.Phase;
import org.liandong.pledgefinance.PledgeCase.Sale;
import org.liandong.pledgefinance.PledgeCase.Shortage;
import org.liandong.pledgefinance.PledgeCase.Standing;
import org.liandong.pledgefinance.PledgeFact.BankAnswered;
import org.liandong.pledgefinance.PledgeFact.Condition;
import org.liandong.pledgefinance.PledgeFact.DefaultNoted;
import org.liandong.pledgefinance.PledgeFact.DepositPledged;
import org.liandong.pledgefinance.PledgeFact.DrawRequested;
import org.liandong.pledgefinance.PledgeFact.ExchangeRequested;
import org.liandong.pledgefinance.PledgeFact.FinancingApplied;
import org.liandong.pledgefinance.PledgeFact.NoticeDelivered;
import org.liandong.pledgefinance.PledgeFact.Part;
import org.liandong.pledgefinance.PledgeFact.PledgeRegistered;
import org.liandong.pledgefinance.PledgeFact.PositionsStand;
import org.liandong.pledgefinance.PledgeFact.PriceShown;
import org.liandong.pledgefinance.PledgeFact.ReceiptVerified;
import org.liandong.pledgefinance.PledgeFact.RegisterSearched;
import org.liandong.pledgefinance.PledgeFact.RegistrationCancelled;
import org.liandong.pledgefinance.PledgeFact.Repaid;
import org.liandong.pledgefinance.PledgeFact.RightsShown;
import org.liandong.pledgefinance.PledgeFact.SaleReported;

/// A financing: what is known of it, and in which order its matters are settled. Each matter has a desk of its own. A desk makes one
/// step.
final class FinancingDesk {

    static final String BANK_OFFICER = "bank-officer";

    /// Where a financing can stand.
    static final Set<String> STATUSES =
            Set.of(
                    "waiting",
                    "rejected",
                    "referred",
                    "pledged",
                    "in-force",
                    "warned",
                    "called",
                    "close-out",
                    "for-sale",
                    "redeemed",
                    "closed");

    private static final String PREFIX = "financing:";

    /// Facts of one kind about one financing. More is a fault of a sender.
    private static final int FACTS_MAX = 2_000;

    final Rules rules;
    final Context context;
    final List<Effect> effects = new ArrayList<>();

    // See Financing.
    final String contractNo;
    private @Nullable FinancingApplied application;
    private final List<ReceiptVerified> verifications;
    private final List<RegisterSearched> searches;
    private final List<PledgeRegistered> registrations;
    private final Set<String> cancelled;
    final List<Draw> draws;
    final List<Repaid> payments;
    final List<DepositPledged> deposits;
    final List<Exchange> exchanges;
    final List<Sale> sales;
    final List<DefaultNoted> defaults;
    private final List<BankAnswered> answers;
    Phase phase;
    final Map<String, BigDecimal> stock = new LinkedHashMap<>();
    final Set<String> known;
    LocalDate pledgedOn;
    Lines.State line;
    LocalDate lineOn;
    private Price price;
    Loan booked;
    BigDecimal deposited;
    Map<String, BigDecimal> exposures;
    private String asking;
    private int attempts;
    @Nullable Shortage shortage;
    boolean sale;
    @Nullable Agreement agreed;
    private final Set<String> tasks;
    private final Map<String, String> said;
    private @Nullable Position watched;

    /// Whether the price was shown in this step: only then is it known to be the newest.
    private boolean fresh;

    private boolean asked;

    FinancingDesk(Financing state, Rules rules, Context context) {
        this.rules = rules;
        this.context = context;
        this.contractNo = state.contractNo();
        this.application = state.application();
        this.verifications = new ArrayList<>(state.verifications());
        this.searches = new ArrayList<>(state.searches());
        this.registrations = new ArrayList<>(state.registrations());
        this.cancelled = new LinkedHashSet<>(state.cancelled());
        this.draws = new ArrayList<>(state.draws());
        this.payments = new ArrayList<>(state.payments());
        this.deposits = new ArrayList<>(state.deposits());
        this.exchanges = new ArrayList<>(state.exchanges());
        this.sales = new ArrayList<>(state.sales());
        this.defaults = new ArrayList<>(state.defaults());
        this.answers = new ArrayList<>(state.answers());
        this.phase = state.phase();
        state.stock().forEach(part -> stock.put(part.receiptNo(), part.quantity()));
        this.known = new LinkedHashSet<>(state.known());
        this.pledgedOn = state.pledgedOn();
        this.line = state.line();
        this.lineOn = state.lineOn();
        this.price = state.price();
        this.booked = state.booked();
        this.deposited = state.deposited();
        this.exposures = state.exposures();
        this.asking = state.asking();
        this.attempts = state.attempts();
        this.shortage = state.shortage();
        this.sale = state.sale();
        this.agreed = state.agreed();
        this.tasks = new LinkedHashSet<>(state.tasks());
        this.said = new LinkedHashMap<>(state.said());
        this.watched = state.watched();
    }

    private Step<PledgeCase> done() {
        return new Step<>(
                new Financing(
                        contractNo,
                        application,
                        List.copyOf(verifications),
                        List.copyOf(searches),
                        List.copyOf(registrations),
                        List.copyOf(cancelled),
                        List.copyOf(draws),
                        List.copyOf(payments),
                        List.copyOf(deposits),
                        List.copyOf(exchanges),
                        List.copyOf(sales),
                        List.copyOf(defaults),
                        List.copyOf(answers),
                        phase,
                        stock.entrySet().stream()
                                .map(e -> new Part(e.getKey(), e.getValue()))
                                .toList(),
                        List.copyOf(known),
                        pledgedOn,
                        line,
                        lineOn,
                        price,
                        booked,
                        deposited,
                        Map.copyOf(exposures),
                        asking,
                        attempts,
                        shortage,
                        sale,
                        agreed,
                        List.copyOf(tasks),
                        Map.copyOf(said),
                        watched,
                        status()),
                effects);
    }

    static String key(String contractNo) {
        return PREFIX + contractNo;
    }

    static @Nullable String contractNo(CaseKey key) {
        return key.value().startsWith(PREFIX) ? key.value().substring(PREFIX.length()) : null;
    }

    private String status() {
        return switch (phase) {
            case APPLIED ->
                    !tasks.isEmpty()
                            ? "referred"
                            : saidOf("application").startsWith(Outcome.REFUSED.name())
                                    ? "rejected"
                                    : "waiting";
            case REFUSED -> "rejected";
            case PLEDGED ->
                    switch (line) {
                        case NORMAL ->
                                !isPublic()
                                        ? "waiting"
                                        : booked.drawn().signum() > 0 ? "in-force" : "pledged";
                        case WARNING -> "warned";
                        case CALL -> "called";
                        case CLOSEOUT -> sale ? "for-sale" : "close-out";
                    };
            case REDEEMED -> isCancelled() ? "closed" : "redeemed";
        };
    }

    // ---- facts

    Step<PledgeCase> on(PledgeFact fact) {
        switch (fact) {
            case FinancingApplied f -> {
                if (application != null) {
                    Checks checks = new Checks();
                    checks.add(
                            "F0",
                            false,
                            "application.contractNo",
                            contractNo,
                            "must be",
                            "new",
                            "");
                    decide("application", Outcome.REFUSED, checks);
                    return done();
                }
                application = f;
            }
            case ReceiptVerified f -> {
                if (f.verifiedOn().isAfter(context.today())) {
                    refuseFuture("receipt-verification", f.verifiedOn());
                    return done();
                }
                keep(verifications, f);
            }
            case RegisterSearched f -> keep(searches, f);
            case PledgeRegistered f -> keep(registrations, f);
            case RegistrationCancelled f -> cancelled.add(f.registrationNo());
            case DrawRequested f -> {
                if (draws.stream().noneMatch(d -> d.asked().drawNo().equals(f.drawNo()))) {
                    keep(draws, new Draw(f, Standing.OPEN, f.requestedOn()));
                    draws.sort(Comparator.comparing(d -> d.asked().drawNo()));
                }
            }
            case Repaid f -> {
                if (f.paidOn().isAfter(context.today())) {
                    refuseFuture("repayment", f.paidOn());
                    return done();
                }
                if (payments.stream().noneMatch(p -> p.paymentNo().equals(f.paymentNo()))) {
                    keep(payments, f);
                }
            }
            case DepositPledged f -> {
                if (deposits.stream().noneMatch(d -> d.depositNo().equals(f.depositNo()))) {
                    keep(deposits, f);
                }
            }
            case ExchangeRequested f -> {
                if (exchanges.stream()
                        .noneMatch(e -> e.asked().exchangeNo().equals(f.exchangeNo()))) {
                    keep(exchanges, new Exchange(f, Standing.OPEN, f.requestedOn()));
                    exchanges.sort(Comparator.comparing(e -> e.asked().exchangeNo()));
                }
            }
            case NoticeDelivered f -> new LineDesk(this).delivered(f.deliveredOn());
            case DefaultNoted f -> {
                if (defaults.stream().noneMatch(d -> d.eventNo().equals(f.eventNo()))) {
                    keep(defaults, f);
                    new LineDesk(this).noted(f);
                }
            }
            case SaleReported f -> {
                if (f.soldOn().isAfter(context.today())) {
                    refuseFuture("sale", f.soldOn());
                    return done();
                }
                if (sales.stream().noneMatch(s -> s.fact().saleNo().equals(f.saleNo()))) {
                    keep(sales, new Sale(f, Standing.OPEN));
                    sales.sort(Comparator.comparing(s -> s.fact().saleNo()));
                }
            }
            case BankAnswered f -> {
                return officer(f);
            }
            case PriceShown f -> {
                price = f.price();
                fresh = true;
                // The list may think that a line was crossed; what became of it here is told anew.
                watched = null;
            }
            case RightsShown f -> new StockDesk(this).shown(f);
            default ->
                    throw new IllegalArgumentException(
                            "A financing knows no %s.".formatted(fact.getClass().getSimpleName()));
        }
        return settle();
    }

    private void refuseFuture(String kind, LocalDate on) {
        Checks checks = new Checks();
        checks.add(
                "F1",
                false,
                kind + ".on",
                on.toString(),
                "not after",
                context.today().toString(),
                "");
        decide(kind, Outcome.REFUSED, checks);
    }

    private static <T> void keep(List<T> facts, T fact) {
        if (facts.size() >= FACTS_MAX) {
            throw new IllegalStateException(
                    "More than %d facts of one kind about one financing.".formatted(FACTS_MAX));
        }
        facts.add(fact);
    }

    private Step<PledgeCase> officer(BankAnswered answer) {
        Checks checks = Tasks.checks(answer.task(), answer.answer(), tasks);
        if (!checks.failed().isEmpty()) {
            effects.add(new Effect.Decide(Tasks.refused(checks)));
            return done();
        }
        keep(answers, answer);
        withdraw(answer.task());
        new LineDesk(this).answered(answer);
        return settle();
    }

    Step<PledgeCase> expired(String clock) {
        if (clock.equals(VerificationDesk.CLOCK)) {
            new VerificationDesk(this).expired();
        } else {
            new LineDesk(this).expired(clock);
        }
        return settle();
    }

    /// The ledger answered. Accounts are opened whether they are there or not; everything else is one request at a time.
    Step<PledgeCase> answered(Command command, Answer answer) {
        if (command instanceof Command.OpenAccount || command instanceof Command.ChangeBounds) {
            return done();
        }
        String what = asking;
        asking = "";
        int slash = what.indexOf('/');
        String matter = slash < 0 ? what : what.substring(0, slash);
        String no = what.substring(slash + 1);
        switch (matter) {
            case "pledge" -> new StockDesk(this).pledged(answer);
            case "exchange" -> new StockDesk(this).exchanged(no, answer);
            case "redemption" -> new StockDesk(this).redeemed(answer);
            case "draw" -> new LoanDesk(this).drawn(no, answer);
            case "books" -> new LoanDesk(this).booked(answer);
            case "sale" -> new LineDesk(this).sold(no, answer);
            default -> throw unexpected(answer);
        }
        return settle();
    }

    IllegalStateException unexpected(Answer answer) {
        return new IllegalStateException(
                "The ledger answered %s to the financing %s.".formatted(answer, contractNo));
    }

    // ---- settling

    private Step<PledgeCase> settle() {
        if (application != null && isIdle()) {
            switch (phase) {
                case APPLIED -> new StockDesk(this).admit();
                case PLEDGED -> live();
                case REDEEMED -> {
                    if (isCancelled()) {
                        effects.add(new Effect.Stop(StockDesk.CANCEL));
                    }
                }
                case REFUSED -> {}
            }
        }
        if (phase == Phase.PLEDGED) {
            new VerificationDesk(this).watch();
        }
        watch();
        return done();
    }

    /// One matter after the other: each may ask the ledger, and then the next waits for the answer.
    private void live() {
        Checks checks = new Checks();
        checks.add(
                "R3",
                isPublic(),
                "registration",
                isPublic() ? "entered" : "none",
                "must be",
                "entered",
                "NOT_PUBLIC");
        say(
                "registration",
                isPublic() ? Outcome.ADMITTED : Outcome.WAITING,
                checks,
                isPublic() ? List.of() : List.of("registration"));
        if (!isPublic()) {
            return;
        }
        List<Runnable> matters =
                List.of(
                        new LoanDesk(this)::book,
                        new LineDesk(this)::sell,
                        new LineDesk(this)::value,
                        new LoanDesk(this)::draw,
                        new StockDesk(this)::exchange,
                        new StockDesk(this)::redeem);
        for (Runnable matter : matters) {
            if (isIdle() && phase == Phase.PLEDGED) {
                matter.run();
            }
        }
    }

    private boolean isIdle() {
        return asking.isEmpty() && shortage == null;
    }

    /// Tells the watch list how this financing stands now, if it stands otherwise than it knows.
    private void watch() {
        if (application == null || !asking.isEmpty()) {
            return;
        }
        if (phase == Phase.PLEDGED || phase == Phase.REDEEMED) {
            Position position = position();
            boolean counts = watched != null || position.isOpen() || phase == Phase.REDEEMED;
            if (counts && !position.equals(watched)) {
                watched = position;
                tell(position, false);
            }
        }
    }

    private void tell(Position position, boolean asks) {
        String watch = Watches.of(application().commodity(), contractNo);
        effects.add(
                new Effect.Tell(
                        Linking.to(watch), new PositionsStand(watch, List.of(position), asks)));
    }

    // ---- what is known

    FinancingApplied application() {
        return Objects.requireNonNull(application, contractNo);
    }

    /// The tables of the day of the application: they are part of the contract.
    Terms terms() {
        return Terms.of(rules, application().commodity(), application().appliedOn());
    }

    @Nullable ReceiptVerified verification(String receiptNo) {
        return verification(verifications, receiptNo);
    }

    private static @Nullable ReceiptVerified verification(
            List<ReceiptVerified> verifications, String receiptNo) {
        return verifications.stream()
                .filter(v -> v.receiptNo().equals(receiptNo))
                .max(
                        Comparator.comparing(ReceiptVerified::verifiedOn)
                                .thenComparing(ReceiptVerified::verificationNo))
                .orElse(null);
    }

    @Nullable RegisterSearched search() {
        return searches.stream()
                .max(
                        Comparator.comparing(RegisterSearched::searchedOn)
                                .thenComparing(RegisterSearched::searchNo))
                .orElse(null);
    }

    boolean isRegistered(String aboutNo) {
        return registrations.stream().anyMatch(r -> r.aboutNo().equals(aboutNo));
    }

    boolean isPublic() {
        return isRegistered(contractNo);
    }

    /// Whether the entry of the contract itself is cancelled. Entries of exchanges that came to nothing are cancelled while it stands.
    private boolean isCancelled() {
        return registrations.stream()
                .anyMatch(r ->
                        r.aboutNo().equals(contractNo) && cancelled.contains(r.registrationNo()));
    }

    boolean isSound(String receiptNo) {
        return isSound(verifications, receiptNo);
    }

    private static boolean isSound(List<ReceiptVerified> verifications, String receiptNo) {
        ReceiptVerified verified = verification(verifications, receiptNo);
        return verified == null || verified.condition() == Condition.SOUND;
    }

    /// Tonnes that count.
    BigDecimal quantity() {
        return quantity(stock, verifications);
    }

    /// Tonnes of a stock that count by what was found.
    static BigDecimal quantity(Map<String, BigDecimal> stock, List<ReceiptVerified> verifications) {
        return stock.entrySet().stream()
                .filter(e -> isSound(verifications, e.getKey()))
                .map(Map.Entry::getValue)
                .reduce(BigDecimal.ZERO.setScale(Accounts.SCALE), BigDecimal::add);
    }

    Position position() {
        return Position.of(
                application(),
                line,
                quantity(),
                pledgedOn,
                new LoanDesk(this).loan(),
                deposited,
                terms());
    }

    /// Whether the watch list knows how this financing stands.
    boolean isWatched() {
        return position().equals(watched);
    }

    /// Goods and debt of today at the newest price.
    Valuation valuation() {
        return position().valuation(price, context.today(), terms());
    }

    boolean isFresh() {
        return fresh;
    }

    /// Whether the newest price is known in this step and can be decided on. When it is not known, it is asked for; when it cannot be
    /// decided on, it comes by itself as soon as it can.
    boolean hasPrice() {
        if (!fresh && !asked) {
            asked = true;
            Position position = position();
            if (phase == Phase.PLEDGED) {
                watched = position;
            }
            tell(position, true);
        }
        return fresh;
    }

    boolean isPriceUsable() {
        return market().isUsable(price, context.today(), context.calendar());
    }

    /// Prices are judged by the tables of today, as the market does.
    private Terms market() {
        return Terms.of(rules, application().commodity(), context.today());
    }

    /// Q5 and Q6: the newest price can be decided on.
    void checkPrice(Checks checks) {
        checks.add(
                "Q5",
                price.refused().isEmpty(),
                "newest quote",
                price.refused().isEmpty() ? price.quoteId() : price.refused(),
                "must be",
                "valid",
                Quotes.REFUSED);
        checks.add(
                "Q6",
                price.isKnown() && !market().isStale(price, context.today(), context.calendar()),
                "quote.date",
                price.date().toString(),
                "business days at most",
                market().market().number("stale days").toPlainString(),
                "QUOTE_STALE");
    }

    String bank() {
        return application().bank();
    }

    // ---- effects

    /// Opens accounts, and then asks for all of the commands or none of them.
    void ask(String what, List<Command.Single> accounts, List<Command.Single> commands) {
        accounts.forEach(account -> effects.add(new Effect.Ask(account)));
        asking = what;
        effects.add(
                new Effect.Ask(
                        new Command.Batch(
                                key(what, "batch"), Command.Batch.Mode.ATOMIC, commands)));
        attempts++;
    }

    /// A key of a command, never used twice.
    String key(String what, String part) {
        return "%s/%s/%s/%d".formatted(key(contractNo), what, part, attempts);
    }

    Reference why(String decision) {
        return Reference.of(key(contractNo), decision, decision);
    }

    void send(String type, String to, String subject, Map<String, String> head) {
        Map<String, String> full = new LinkedHashMap<>(head);
        full.put("contractNo", contractNo);
        effects.add(new Effect.Send(new Message(type, to, subject, full, List.of())));
    }

    void assign(String task, Reason... reasons) {
        if (tasks.add(task)) {
            effects.add(
                    new Effect.Assign(
                            new Task(
                                    task,
                                    BANK_OFFICER,
                                    Tasks.question(task),
                                    List.of(reasons),
                                    Tasks.options(task))));
        }
    }

    void withdraw(String task) {
        if (tasks.remove(task)) {
            effects.add(new Effect.Withdraw(task));
        }
    }

    void withdrawAll() {
        List.copyOf(tasks).forEach(this::withdraw);
    }

    @Nullable String officerSaid(String task) {
        return answers.stream()
                .filter(a -> a.task().equals(task))
                .map(BankAnswered::answer)
                .reduce((_, last) -> last)
                .orElse(null);
    }

    void decide(String kind, Outcome outcome, Checks checks, Computation... sums) {
        effects.add(new Effect.Decide(decision(kind, outcome, checks, List.of(), List.of(), sums)));
    }

    void decide(
            String kind,
            Outcome outcome,
            Checks checks,
            List<Verdict> verdicts,
            Computation... sums) {
        effects.add(new Effect.Decide(decision(kind, outcome, checks, List.of(), verdicts, sums)));
    }

    private Decision decision(
            String kind,
            Outcome outcome,
            Checks checks,
            List<String> missing,
            List<Verdict> verdicts,
            Computation... sums) {
        List<Verdict> asked = new ArrayList<>();
        if (application != null) {
            asked.addAll(terms().verdicts());
        }
        asked.addAll(verdicts);
        return new Decision(
                kind,
                outcome,
                checks.toList(),
                missing,
                asked,
                List.of(sums),
                Map.of(),
                application == null ? "" : terms().lending().clause());
    }

    String saidOf(String matter) {
        return said.getOrDefault(matter, "");
    }

    /// Keeps a word about a matter; says whether it is new.
    boolean note(String matter, String word) {
        return !word.equals(said.put(matter, word));
    }

    void forget(String matter) {
        said.remove(matter);
    }

    /// Says how a matter stands, unless that was said already. The kind of the decision is the matter up to its number.
    void say(
            String matter,
            Outcome outcome,
            Checks checks,
            List<String> missing,
            Computation... sums) {
        StringBuilder inShort = new StringBuilder(outcome.name());
        missing.forEach(name -> inShort.append(' ').append(name));
        for (Check check : checks.toList()) {
            if (check.result() != Check.Result.PASSED) {
                inShort.append(' ')
                        .append(check.rule())
                        .append(' ')
                        .append(check.left().value())
                        .append('/')
                        .append(check.right().value());
            }
        }
        if (!inShort.toString().equals(said.put(matter, inShort.toString()))) {
            effects.add(
                    new Effect.Decide(
                            decision(
                                    Tasks.question(matter),
                                    outcome,
                                    checks,
                                    missing,
                                    List.of(),
                                    sums)));
        }
    }
}
