package org.liandong.importrefund;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liandong.importrefund.RefundCase.Application;
import org.liandong.importrefund.RefundCase.Held;
import org.liandong.importrefund.RefundCase.Phase;
import org.liandong.importrefund.RefundCase.Progress;
import org.liandong.importrefund.RefundCase.Told;
import org.liandong.importrefund.RefundFact.AccountNamed;
import org.liandong.importrefund.RefundFact.BookShown;
import org.liandong.importrefund.RefundFact.GoodsMoved;
import org.liandong.importrefund.RefundFact.Line;
import org.liandong.importrefund.RefundFact.OverpaymentNoticed;
import org.liandong.importrefund.RefundFact.PapersFiled;
import org.liandong.importrefund.RefundFact.RefundAnswered;
import org.liandong.importrefund.RefundFact.RefundApplied;
import org.liandong.importrefund.RefundFact.ReservationAnswered;
import org.liandong.importrefund.RefundFact.TreasuryPaid;
import org.liandong.importrefund.RefundFact.TreasuryReturned;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Check;
import org.liandong.kernel.Checks;
import org.liandong.kernel.Context;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Decision.Computation;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Fact;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Reason;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Step;
import org.liandong.kernel.Task;
import org.liandong.kernel.Verdict;
import org.liandong.kernel.clock.StatutoryClock;
import org.liandong.kernel.clock.TimeLimit;
import org.liandong.kernel.ledger.Answer;
import org.liandong.kernel.ledger.Command;

/// An application for a refund: whether it can be accepted, its clocks, its officers. What becomes of each book is for a [LineDesk].
/// A desk makes one step.
final class ApplicationDesk {

    static final String STATUTORY = "statutory";
    static final String PROMISED = "promised";

    private static final String PREFIX = "refund:";

    /// Books of one application. The form of an application has room for fewer.
    private static final int LINES_MAX = 100;

    /// Facts of one kind about one application. More is a fault of a sender.
    private static final int FACTS_MAX = 1_000;

    private static final LocalDate FIRST_RULE = LocalDate.of(2004, 1, 1);
    private static final Set<String> CAUSES = Set.of("quality", "specification", "force-majeure");

    final Rules rules;
    final DepositRates rates;
    final Context context;
    final List<Effect> effects = new ArrayList<>();

    // See Application.
    final String number;
    private @Nullable Held<RefundApplied> application;
    private final List<PapersFiled> papers;
    private @Nullable OverpaymentNoticed notice;
    private @Nullable GoodsMoved goods;
    private final List<AccountNamed> accounts;
    private final List<BookShown> books;
    final List<ReservationAnswered> reservations;
    final List<TreasuryPaid> payments;
    final List<TreasuryReturned> returned;
    private final List<RefundAnswered> answers;
    private @Nullable LocalDate acceptedOn;
    private @Nullable LocalDate countedFrom;
    private final Map<String, String> said = new LinkedHashMap<>();
    private final Set<String> tasks;
    private final Map<String, Progress> lines = new LinkedHashMap<>();

    ApplicationDesk(Application state, Rules rules, DepositRates rates, Context context) {
        this.rules = rules;
        this.rates = rates;
        this.context = context;
        this.number = state.number();
        this.application = state.application();
        this.papers = new ArrayList<>(state.papers());
        this.notice = state.notice();
        this.goods = state.goods();
        this.accounts = new ArrayList<>(state.accounts());
        this.books = new ArrayList<>(state.books());
        this.reservations = new ArrayList<>(state.reservations());
        this.payments = new ArrayList<>(state.payments());
        this.returned = new ArrayList<>(state.returned());
        this.answers = new ArrayList<>(state.answers());
        this.acceptedOn = state.acceptedOn();
        this.countedFrom = state.countedFrom();
        state.said().forEach(told -> said.put(told.about(), told.inShort()));
        this.tasks = new LinkedHashSet<>(state.tasks());
        state.lines().forEach(line -> lines.put(line.bookNo(), line));
    }

    private Step<RefundCase> done() {
        return new Step<>(
                new Application(
                        number,
                        application,
                        List.copyOf(papers),
                        notice,
                        goods,
                        List.copyOf(accounts),
                        List.copyOf(books),
                        List.copyOf(reservations),
                        List.copyOf(payments),
                        List.copyOf(returned),
                        List.copyOf(answers),
                        acceptedOn,
                        countedFrom,
                        said.entrySet().stream()
                                .map(e -> new Told(e.getKey(), e.getValue()))
                                .toList(),
                        List.copyOf(tasks),
                        List.copyOf(lines.values()),
                        status()),
                effects);
    }

    static String key(String applicationNo) {
        return PREFIX + applicationNo;
    }

    String key() {
        return key(number);
    }

    /// The number of the application that a case is; null when it is none.
    static @Nullable String number(CaseKey key) {
        return key.value().startsWith(PREFIX) ? key.value().substring(PREFIX.length()) : null;
    }

    private String status() {
        if (application == null) {
            return "waiting";
        }
        if (!tasks.isEmpty()) {
            return "referred";
        }
        if (said("acceptance").startsWith(Outcome.REFUSED.name())
                && lines.values().stream().noneMatch(ApplicationDesk::isOrdered)) {
            return "rejected";
        }
        boolean open = lines.isEmpty();
        boolean ordered = false;
        boolean paid = false;
        for (Progress line : lines.values()) {
            switch (line.phase()) {
                case OPEN, ROOM, HOLDING, RESERVING -> open = true;
                case ORDERED -> ordered = true;
                case PAID -> paid = true;
                case NONE -> {}
            }
        }
        if ((open || ordered) && said.containsKey("overdue")) {
            return "delayed";
        }
        if (open) {
            return "waiting";
        }
        return ordered ? "ordered" : paid ? "refunded" : "rejected";
    }

    private String said(String about) {
        return said.getOrDefault(about, "");
    }

    // ---- facts

    Step<RefundCase> on(Fact<RefundFact> fact) {
        switch (fact.body()) {
            case RefundApplied f -> {
                if (application != null) {
                    Checks checks = new Checks();
                    checks.add(
                            "F0",
                            false,
                            "application.applicationNo",
                            number,
                            "filed before",
                            application.id().toString(),
                            "");
                    decide("application", Outcome.REFUSED, checks, List.of(), "关税法, 51");
                    return done();
                }
                application = new Held<>(fact.id(), f);
            }
            case PapersFiled f -> keep(papers, f);
            case OverpaymentNoticed f -> notice = earlier(notice, f);
            case GoodsMoved f -> goods = goods == null ? f : goods;
            case AccountNamed f -> {
                keep(accounts, f);
                accounts.sort(
                        Comparator.comparing(AccountNamed::namedOn)
                                .thenComparing(AccountNamed::bankAccount));
            }
            case BookShown f -> {
                books.removeIf(b -> b.bookNo().equals(f.bookNo()));
                keep(books, f);
            }
            case ReservationAnswered f -> keep(reservations, f);
            case TreasuryPaid f -> keep(payments, f);
            case TreasuryReturned f -> keep(returned, f);
            case RefundAnswered f -> {
                return officer(f);
            }
            default ->
                    throw new IllegalArgumentException(
                            "An application knows no %s."
                                    .formatted(fact.body().getClass().getSimpleName()));
        }
        return settle();
    }

    private static OverpaymentNoticed earlier(
            @Nullable OverpaymentNoticed known, OverpaymentNoticed more) {
        return known == null || more.noticedOn().isBefore(known.noticedOn()) ? more : known;
    }

    private static <T> void keep(List<T> facts, T fact) {
        if (facts.size() >= FACTS_MAX) {
            throw new IllegalStateException(
                    "More than %d facts of one kind about one application.".formatted(FACTS_MAX));
        }
        facts.add(fact);
    }

    private Step<RefundCase> officer(RefundAnswered answer) {
        Checks checks = new Checks();
        checks.reply(
                answer.task(),
                answer.answer(),
                options(answer.task()),
                tasks.contains(answer.task()) ? Checks.OPEN : "not open");
        if (!checks.failed().isEmpty()) {
            decide("officer", Outcome.REFUSED, checks, List.of(), "");
            return done();
        }
        keep(answers, answer);
        withdraw(answer.task());
        if (answer.answer().equals("ask-again")) {
            String bookNo = answer.task().substring(answer.task().indexOf('/') + 1);
            new LineDesk(this, line(bookNo)).askAgain();
        }
        return settle();
    }

    // ---- what is known

    RefundApplied application() {
        Held<RefundApplied> held = application;
        if (held == null) {
            throw new IllegalStateException("There is no application " + number);
        }
        return held.fact();
    }

    FactId applicationId() {
        Held<RefundApplied> held = application;
        if (held == null) {
            throw new IllegalStateException("There is no application " + number);
        }
        return held.id();
    }

    @Nullable BookShown book(String bookNo) {
        String same = BookNumber.same(bookNo);
        return books.stream().filter(b -> b.bookNo().equals(same)).findFirst().orElse(null);
    }

    /// The account that was named last; empty while none is.
    String bankAccount() {
        return accounts.isEmpty() ? application().bankAccount() : accounts.getLast().bankAccount();
    }

    /// Whether an account was named from that day on.
    boolean isAccountNamedSince(LocalDate day) {
        return !accounts.isEmpty() && !accounts.getLast().namedOn().isBefore(day);
    }

    private Line line(String bookNo) {
        return application().lines().stream()
                .filter(l -> l.bookNo().equals(bookNo))
                .findFirst()
                .orElseThrow();
    }

    Progress progress(String bookNo) {
        return lines.getOrDefault(bookNo, Progress.of(bookNo));
    }

    void progress(Progress progress) {
        lines.put(progress.bookNo(), progress);
    }

    Verdict limits() {
        return rules.decide(
                "refund-limits", application().filedOn(), Map.of("ground", application().ground()));
    }

    Verdict linkage() {
        return ComparisonRules.linkage(rules, context.today());
    }

    /// The answer of an officer to a task, or null.
    @Nullable String officerSaid(String task) {
        return answers.stream()
                .filter(a -> a.task().equals(task))
                .map(RefundAnswered::answer)
                .reduce((_, last) -> last)
                .orElse(null);
    }

    // ---- settling

    private Step<RefundCase> settle() {
        if (application == null) {
            return done();
        }
        RefundApplied applied = application();
        boolean started = lines.values().stream().anyMatch(ApplicationDesk::isOrdered);
        Formal formal = formal();
        if (!started) {
            decideAcceptance(formal);
        }
        boolean refused = !formal.checks().failed().isEmpty() && !started;
        List<LineDesk> desks =
                distinct(applied.lines()).stream().map(l -> new LineDesk(this, l)).toList();
        desks.forEach(LineDesk::claim);
        accept(formal, refused);
        boolean complete = acceptedOn != null && formal.missing().isEmpty();
        for (LineDesk line : desks) {
            if (refused) {
                line.drop();
            } else {
                line.settle(complete);
            }
        }
        settleClocks(refused);
        return done();
    }

    private static boolean isOrdered(Progress line) {
        return line.phase() == Phase.ORDERED || line.phase() == Phase.PAID;
    }

    private static List<Line> distinct(List<Line> lines) {
        Map<String, Line> distinct = new LinkedHashMap<>();
        lines.stream()
                .filter(l -> BookNumber.isBook(l.bookNo()))
                .limit(LINES_MAX)
                .forEach(l -> distinct.putIfAbsent(BookNumber.same(l.bookNo()), l));
        return List.copyOf(distinct.values());
    }

    private record Formal(
            Checks checks,
            List<String> missing,
            List<Verdict> verdicts,
            @Nullable LocalDate complete) {}

    /// Everything that an application must be, whatever the tax side says.
    private Formal formal() {
        RefundApplied applied = application();
        Checks checks = new Checks();
        List<String> missing = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        boolean ruled = !applied.filedOn().isBefore(FIRST_RULE);
        Verdict limits = ruled ? limits() : null;
        boolean known = limits != null && limits.row() > 0;
        checks.add(
                "F1",
                known,
                "application.ground",
                applied.ground(),
                "must be",
                "overpaid, found-by-customs, re-exported, re-imported, not-shipped",
                "");
        checks.add(
                "F2",
                !applied.lines().isEmpty() && applied.lines().size() <= LINES_MAX,
                "application.lines",
                Integer.toString(applied.lines().size()),
                "must be",
                "1 to " + LINES_MAX,
                "");
        long different =
                applied.lines().stream().map(l -> BookNumber.same(l.bookNo())).distinct().count();
        checks.add(
                "F3",
                different == applied.lines().size(),
                "application.lines",
                Integer.toString(applied.lines().size()),
                "different books",
                Long.toString(different),
                "");
        LocalDate complete = null;
        if (limits != null && known) {
            verdicts.add(limits);
            complete = papers(limits, missing);
            ground(limits, checks, missing);
        }
        for (Line line : applied.lines()) {
            line(line, limits != null && known ? limits : null, checks, missing);
        }
        return new Formal(checks, missing.stream().distinct().toList(), verdicts, complete);
    }

    /// The day on which the last paper came; null while one is missing.
    private @Nullable LocalDate papers(Verdict limits, List<String> missing) {
        LocalDate complete = application().filedOn();
        for (Object paper :
                (List<?>) java.util.Objects.requireNonNull(limits.outputs().get("papers"))) {
            LocalDate filed =
                    application().papers().contains(paper)
                            ? application().filedOn()
                            : papers.stream()
                                    .filter(p -> p.papers().contains(paper))
                                    .map(PapersFiled::filedOn)
                                    .min(Comparator.naturalOrder())
                                    .orElse(null);
            if (filed == null) {
                missing.add(paper.toString());
                complete = null;
            } else if (complete != null && filed.isAfter(complete)) {
                complete = filed;
            }
        }
        return complete;
    }

    private void ground(Verdict limits, Checks checks, List<String> missing) {
        RefundApplied applied = application();
        if (applied.ground().equals("found-by-customs")) {
            if (notice == null) {
                missing.add("notice");
            } else {
                LocalDate actBy =
                        TimeLimit.months(ComparisonRules.whole(limits, "act months"))
                                .rollingToNextWorkingDay()
                                .lastDay(notice.noticedOn(), context.calendar())
                                .date();
                checks.add(
                        "F9",
                        !applied.filedOn().isAfter(actBy),
                        "application.filedOn",
                        applied.filedOn().toString(),
                        "last day after the notice",
                        actBy.toString(),
                        "");
            }
        }
        if (Set.of("re-exported", "re-imported", "not-shipped").contains(applied.ground())) {
            GoodsMoved moved = goods;
            if (moved == null) {
                missing.add("goods-moved");
                return;
            }
            checks.add(
                    "F7",
                    moved.movement().equals(applied.ground()),
                    "goods.movement",
                    moved.movement(),
                    "application.ground",
                    applied.ground(),
                    "");
            if (!applied.ground().equals("not-shipped")) {
                checks.add(
                        "F7",
                        moved.unchanged(),
                        "goods.unchanged",
                        moved.unchanged() ? "yes" : "no",
                        "must be",
                        "yes",
                        "");
                checks.add(
                        "F7",
                        CAUSES.contains(moved.cause()),
                        "goods.cause",
                        moved.cause(),
                        "must be",
                        "quality, specification, force-majeure",
                        "");
            }
            if (applied.ground().equals("re-imported")) {
                checks.add(
                        "F7",
                        moved.domesticTaxRepaid(),
                        "goods.domesticTaxRepaid",
                        moved.domesticTaxRepaid() ? "yes" : "no",
                        "must be",
                        "yes",
                        "");
            }
        }
    }

    private void line(Line line, @Nullable Verdict limits, Checks checks, List<String> missing) {
        boolean isBook = BookNumber.isBook(line.bookNo());
        checks.add("C1", isBook, "line.bookNo", line.bookNo(), "number of", "a book", "");
        boolean amount =
                line.amount().signum() > 0 && line.amount().stripTrailingZeros().scale() <= 2;
        checks.add(
                "A1",
                amount,
                "line.amount",
                Checks.plain(line.amount()),
                "must be",
                "above 0, two decimals",
                "");
        BookShown book = isBook ? book(line.bookNo()) : null;
        if (book == null || !book.booked()) {
            if (isBook) {
                missing.add("book");
            }
            return;
        }
        checks.add(
                "F4",
                line.amount().compareTo(book.amount()) <= 0,
                "line.amount",
                Checks.cents(line.amount()).toPlainString(),
                "booked.amount",
                book.amount().toPlainString(),
                "");
        checks.add(
                "F5",
                application().applicantCode().equals(book.taxpayerCode())
                        || application().applicantCode().equals(book.ownerCode()),
                "application.applicantCode",
                application().applicantCode(),
                "booked.taxpayerCode",
                book.ownerCode().isEmpty()
                        ? book.taxpayerCode()
                        : book.taxpayerCode() + ", " + book.ownerCode(),
                "");
        if (limits == null) {
            return;
        }
        if (ComparisonRules.is(limits, "limited")) {
            LocalDate last = lastDay(book.paidOn(), ComparisonRules.whole(limits, "apply years"));
            checks.add(
                    "F6",
                    !application().filedOn().isAfter(last),
                    "application.filedOn",
                    application().filedOn().toString(),
                    "last day after payment on " + book.paidOn(),
                    last.toString(),
                    "");
        }
        int goodsYears = ComparisonRules.whole(limits, "goods years");
        if (goodsYears > 0 && goods != null) {
            LocalDate last = lastDay(book.paidOn(), goodsYears);
            checks.add(
                    "F8",
                    !goods.movedOn().isAfter(last),
                    "goods.movedOn",
                    goods.movedOn().toString(),
                    "last day after payment on " + book.paidOn(),
                    last.toString(),
                    "");
        }
    }

    private LocalDate lastDay(LocalDate paidOn, int years) {
        return TimeLimit.years(years)
                .rollingToNextWorkingDay()
                .lastDay(paidOn, context.calendar())
                .date();
    }

    private void decideAcceptance(Formal formal) {
        Outcome outcome =
                !formal.checks().failed().isEmpty()
                        ? Outcome.REFUSED
                        : formal.missing().isEmpty() ? Outcome.ADMITTED : Outcome.WAITING;
        sayOnce(
                "acceptance",
                "acceptance",
                outcome,
                formal.checks(),
                formal.missing(),
                formal.verdicts(),
                List.of(),
                "关税法, 51; 关税法, 53");
    }

    private void accept(Formal formal, boolean refused) {
        if (refused || formal.complete() == null) {
            return;
        }
        if (acceptedOn == null) {
            acceptedOn = formal.complete();
            startClocks(acceptedOn);
        }
    }

    private void startClocks(LocalDate from) {
        countedFrom = from;
        effects.add(new Effect.Start(STATUTORY, from, statutory(), "关税法, 51"));
        effects.add(new Effect.Start(PROMISED, from, promised(), "本系统默认"));
    }

    private TimeLimit statutory() {
        return TimeLimit.naturalDays(ComparisonRules.whole(limits(), "notify days"));
    }

    private TimeLimit promised() {
        return TimeLimit.naturalDays(ComparisonRules.whole(linkage(), "promised days"));
    }

    // Both clocks run until the money is back, or nothing is refunded: the figure to beat counts
    // so.
    private void settleClocks(boolean refused) {
        if (countedFrom == null) {
            return;
        }
        boolean finished =
                refused
                        || (!lines.isEmpty()
                                && lines.values().stream()
                                        .allMatch(l ->
                                                l.phase() == Phase.PAID
                                                        || l.phase() == Phase.NONE));
        if (finished) {
            if (!said.containsKey("finished")) {
                said.put("finished", context.today().toString());
                effects.add(new Effect.Stop(STATUTORY));
                effects.add(new Effect.Stop(PROMISED));
                withdraw(STATUTORY);
            }
        } else if (said.remove("finished") != null) {
            said.remove("overdue");
            startClocks(context.today());
        }
    }

    /// S1 and S2: the days that were used of both limits, side by side.
    void days(Checks checks) {
        LocalDate from = countedFrom;
        if (from != null) {
            days(checks, "S1", STATUTORY, from, statutory());
            days(checks, "S2", PROMISED, from, promised());
        }
    }

    private void days(Checks checks, String rule, String name, LocalDate from, TimeLimit limit) {
        LocalDate today = context.today().isBefore(from) ? from : context.today();
        var account = StatutoryClock.started(name, from, limit).account(today, context.calendar());
        checks.add(
                rule,
                !today.isAfter(account.lastDay().date()),
                name + " days",
                Long.toString(java.time.temporal.ChronoUnit.DAYS.between(from, today)),
                "of",
                limit.length() + ", last day " + account.lastDay().date(),
                "");
    }

    // ---- clocks and books

    Step<RefundCase> expired(String clock) {
        if (clock.equals(STATUTORY) || clock.equals(PROMISED)) {
            said.put(clock.equals(STATUTORY) ? "overdue" : "promise", context.today().toString());
            Checks checks = new Checks();
            days(checks);
            decide("delay", Outcome.REFERRED, checks, List.of(), "关税法, 51");
            assign(clock, clock, Reason.about(number));
            return done();
        }
        int slash = clock.indexOf('/');
        LineDesk desk = new LineDesk(this, line(clock.substring(slash + 1)));
        desk.expired(clock.substring(0, slash));
        return settle();
    }

    Step<RefundCase> answered(Command command, Answer answer) {
        for (Line line : distinct(application().lines())) {
            if (new LineDesk(this, line).answered(command, answer)) {
                return settle();
            }
        }
        return done();
    }

    Step<RefundCase> room(String account) {
        for (Line line : distinct(application().lines())) {
            if (Accounts.collected(line.bookNo()).equals(account)) {
                new LineDesk(this, line).room();
            }
        }
        return settle();
    }

    // ---- help

    static List<String> options(String task) {
        int slash = task.indexOf('/');
        return switch (slash < 0 ? task : task.substring(0, slash)) {
            case "silence", "reservation" -> List.of("ask-again", "refuse");
            case "review" -> List.of("refund", "refuse");
            case STATUTORY, PROMISED, "payment" -> List.of("noted");
            default -> List.of();
        };
    }

    void assign(String task, String question, Reason reason) {
        if (tasks.add(task)) {
            effects.add(
                    new Effect.Assign(
                            new Task(
                                    task,
                                    Officers.CUSTOMS,
                                    question,
                                    List.of(reason),
                                    options(task))));
        }
    }

    void withdraw(String task) {
        if (tasks.remove(task)) {
            effects.add(new Effect.Withdraw(task));
        }
    }

    /// Withdraws the reviews of a book, but for one.
    void withdrawReviews(String bookNo, String kept) {
        for (String task : List.copyOf(tasks)) {
            if (task.startsWith("review/") && task.endsWith("/" + bookNo) && !task.equals(kept)) {
                withdraw(task);
            }
        }
    }

    void ask(Command command) {
        effects.add(new Effect.Ask(command));
    }

    /// Decides about a matter, unless the last decision about it was the same. The days that were used do not make another one.
    void sayOnce(
            String about,
            String kind,
            Outcome outcome,
            Checks checks,
            List<String> missing,
            List<Verdict> verdicts,
            List<Computation> arithmetic,
            String clause) {
        StringBuilder inShort = new StringBuilder(outcome.name()).append(missing);
        for (Check check : checks.toList()) {
            if (check.result() != Check.Result.PASSED && !check.rule().startsWith("S")) {
                inShort.append(check.rule())
                        .append(check.left().value())
                        .append('/')
                        .append(check.right().value());
            }
        }
        for (Verdict verdict : verdicts) {
            inShort.append(' ').append(verdict.model()).append(verdict.row());
        }
        if (!inShort.toString().equals(said.put(about, inShort.toString()))) {
            decide(kind, outcome, checks, missing, verdicts, arithmetic, clause);
        }
    }

    private void decide(
            String kind, Outcome outcome, Checks checks, List<String> missing, String clause) {
        decide(kind, outcome, checks, missing, List.of(), List.of(), clause);
    }

    void decide(
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
                                .arithmetic(arithmetic)
                                .basis(
                                        application == null
                                                ? Map.of()
                                                : Map.of("application", applicationId()))));
    }

    /// What an application last claimed of a book, so that it is told once.
    boolean claims(String bookNo, String claim) {
        return !claim.equals(said.put("claim/" + bookNo, claim));
    }
}
