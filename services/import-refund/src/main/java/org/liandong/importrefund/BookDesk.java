package org.liandong.importrefund;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liandong.importrefund.BookComparison.Asked;
import org.liandong.importrefund.BookComparison.Booked;
import org.liandong.importrefund.BookComparison.Result;
import org.liandong.importrefund.RefundCase.Book;
import org.liandong.importrefund.RefundCase.Held;
import org.liandong.importrefund.RefundCase.Posted;
import org.liandong.importrefund.RefundCase.Said;
import org.liandong.importrefund.RefundCase.Shown;
import org.liandong.importrefund.RefundFact.BookAnswered;
import org.liandong.importrefund.RefundFact.BookShown;
import org.liandong.importrefund.RefundFact.Claim;
import org.liandong.importrefund.RefundFact.DeductionRequested;
import org.liandong.importrefund.RefundFact.DeductionStated;
import org.liandong.importrefund.RefundFact.ObjectionFiled;
import org.liandong.importrefund.RefundFact.PaymentBooked;
import org.liandong.importrefund.RefundFact.RefundClaimed;
import org.liandong.importrefund.RefundFact.TaxAnswered;
import org.liandong.importrefund.RefundFact.TaxStatus;
import org.liandong.importrefund.RefundFact.VerificationAnswered;
import org.liandong.importrefund.RefundFact.VerificationAsked;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Checks;
import org.liandong.kernel.Context;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Effect;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Linking;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Reason;
import org.liandong.kernel.Step;
import org.liandong.kernel.Task;
import org.liandong.kernel.Verdict;
import org.liandong.kernel.ledger.Answer;
import org.liandong.kernel.ledger.Command;
import org.liandong.kernel.ledger.Detail;
import org.liandong.kernel.ledger.Leg;
import org.liandong.kernel.ledger.Reference;

/// A payment book: compared with what is asked to be deducted, kept in the ledger, shown to those who want a refund from it.
/// A desk makes one step.
final class BookDesk {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    static final String RUN = "comparison-run";
    static final String CONFLICT = "deducted-beyond";
    static final String DUPLICATE = "duplicate";

    private static final String PREFIX = "book:";
    private static final String LETTER = "verification/";

    /// What one book can collect of each kind: requests, statements, letters, applications. More is a fault of a sender.
    private static final int FACTS_MAX = 1_000;

    private final BookComparison comparison;
    private final ComparisonRules rules;
    private final Context context;
    private final List<Effect> effects = new ArrayList<>();

    // See Book.
    private final String number;
    private final List<Held<PaymentBooked>> bookings;
    private final List<Held<DeductionRequested>> requests;
    private final List<Said> results;
    private @Nullable Instant runAt;
    private final List<DeductionStated> statements;
    private @Nullable TaxAnswered answer;
    private @Nullable TaxAnswered known;
    private final List<ObjectionFiled> objections;
    private final List<VerificationAsked> letters;
    private final List<VerificationAnswered> findings;
    private final List<String> lettersAnswered;
    private final List<BookAnswered> answers;
    private final Set<String> tasks;
    private final List<RefundClaimed> claims;
    private final List<Shown> shown;
    private Posted posted;
    private boolean objected;

    BookDesk(Book book, BookComparison comparison, Context context) {
        this.comparison = comparison;
        this.rules = comparison.rules();
        this.context = context;
        this.number = book.number();
        this.bookings = new ArrayList<>(book.bookings());
        this.requests = new ArrayList<>(book.requests());
        this.results = new ArrayList<>(book.results());
        this.runAt = book.runAt();
        this.statements = new ArrayList<>(book.statements());
        this.answer = book.answer();
        this.known = book.known();
        this.objections = new ArrayList<>(book.objections());
        this.letters = new ArrayList<>(book.letters());
        this.findings = new ArrayList<>(book.findings());
        this.lettersAnswered = new ArrayList<>(book.lettersAnswered());
        this.answers = new ArrayList<>(book.answers());
        this.tasks = new LinkedHashSet<>(book.tasks());
        this.claims = new ArrayList<>(book.claims());
        this.shown = new ArrayList<>(book.shown());
        this.posted = book.posted();
        this.objected = book.objected();
    }

    private Step<RefundCase> done() {
        return new Step<>(
                new Book(
                        number,
                        List.copyOf(bookings),
                        List.copyOf(requests),
                        List.copyOf(results),
                        runAt,
                        List.copyOf(statements),
                        answer,
                        known,
                        List.copyOf(objections),
                        List.copyOf(letters),
                        List.copyOf(findings),
                        List.copyOf(lettersAnswered),
                        List.copyOf(answers),
                        List.copyOf(tasks),
                        List.copyOf(claims),
                        List.copyOf(shown),
                        posted,
                        objected,
                        status()),
                effects);
    }

    static String key(String bookNo) {
        return PREFIX + BookNumber.same(bookNo);
    }

    /// The number of the book that a case is; null when it is none.
    static @Nullable String number(CaseKey key) {
        return key.value().startsWith(PREFIX) ? key.value().substring(PREFIX.length()) : null;
    }

    private String key() {
        return key(number);
    }

    private String status() {
        if (!tasks.isEmpty()) {
            return "referred";
        }
        if (runAt != null) {
            return "waiting";
        }
        if (results.isEmpty()) {
            return bookings.isEmpty() ? "waiting" : "booked";
        }
        return results.stream().anyMatch(r -> r.result() == Result.MATCH) ? "admitted" : "rejected";
    }

    // ---- facts

    Step<RefundCase> booked(FactId id, PaymentBooked booking) {
        Checks checks = new Checks();
        boolean isBook = BookNumber.isBook(booking.bookNo());
        checks.add("C1", isBook, "booked.bookNo", booking.bookNo(), "number of", "a book", "");
        amount(checks, "booked.amount", booking.amount());
        if (refuses("booking", checks, Map.of("booked", id))) {
            return done();
        }
        keep(bookings, new Held<>(id, booking));
        return settle(true);
    }

    Step<RefundCase> requested(FactId id, DeductionRequested request) {
        Checks checks = new Checks();
        amount(checks, "request.amount", request.amount());
        if (refuses("comparison", checks, Map.of("request", id))) {
            return done();
        }
        keep(requests, new Held<>(id, request));
        requests.sort(IN_ORDER);
        return settle(true);
    }

    Step<RefundCase> stated(DeductionStated statement) {
        Checks checks = new Checks();
        amount(checks, "deduction.amount", statement.amount());
        if (refuses("deduction", checks, Map.of())) {
            return done();
        }
        // Sent again under another id.
        if (statements.contains(statement)) {
            return done();
        }
        keep(statements, statement);
        return settle(false);
    }

    Step<RefundCase> answered(TaxAnswered said) {
        Checks checks = new Checks();
        for (BigDecimal value : List.of(said.deducted(), said.transferredOut())) {
            checks.add(
                    "A1",
                    value.signum() >= 0 && value.stripTrailingZeros().scale() <= 2,
                    "tax answer",
                    Checks.plain(value),
                    "must be",
                    "0 or more, two decimals",
                    "");
        }
        // The clocks of two offices differ a little; but an answer from a later time would be the
        // newest until then.
        Instant latest =
                context.at()
                        .plus(
                                Duration.ofMinutes(
                                        ComparisonRules.whole(
                                                rules.linkage(context.today()), "ahead minutes")));
        checks.add(
                "A2",
                !said.asOf().isAfter(latest),
                "tax answer",
                said.asOf().toString(),
                "not after",
                latest.toString(),
                "");
        if (refuses("tax-answer", checks, Map.of())) {
            return done();
        }
        if (isNewer(said, answer)) {
            answer = said;
        }
        if (said.status() != TaxStatus.UNKNOWN && isNewer(said, known)) {
            known = said;
        }
        return settle(false);
    }

    private static boolean isNewer(TaxAnswered said, @Nullable TaxAnswered than) {
        return than == null
                || Comparator.comparing(TaxAnswered::asOf)
                                .thenComparing(TaxAnswered::answerNo)
                                .compare(said, than)
                        > 0;
    }

    Step<RefundCase> objected(ObjectionFiled objection) {
        keep(objections, objection);
        return settle(true);
    }

    Step<RefundCase> verificationAsked(VerificationAsked letter) {
        keep(letters, letter);
        return settle(true);
    }

    Step<RefundCase> verificationAnswered(VerificationAnswered finding) {
        keep(findings, finding);
        return settle(true);
    }

    Step<RefundCase> claimed(RefundClaimed claim) {
        claims.removeIf(c -> c.applicationNo().equals(claim.applicationNo()));
        keep(claims, claim);
        return settle(false);
    }

    Step<RefundCase> officer(BookAnswered said) {
        Checks checks = new Checks();
        checks.reply(
                said.task(),
                said.answer(),
                options(said.task()),
                tasks.contains(said.task()) ? Checks.OPEN : "not open");
        if (refuses("officer", checks, Map.of())) {
            return done();
        }
        keep(answers, said);
        if (said.task().equals(CONFLICT)) {
            withdraw(CONFLICT);
        }
        return settle(true);
    }

    private static <T> void keep(List<T> facts, T fact) {
        if (facts.size() >= FACTS_MAX) {
            throw new IllegalStateException(
                    "More than %d facts of one kind about one book.".formatted(FACTS_MAX));
        }
        facts.add(fact);
    }

    private static void amount(Checks checks, String field, BigDecimal amount) {
        checks.add(
                "A1",
                amount.signum() > 0 && amount.stripTrailingZeros().scale() <= 2,
                field,
                Checks.plain(amount),
                "must be",
                "above 0, two decimals",
                "");
    }

    private boolean refuses(String kind, Checks checks, Map<String, FactId> basis) {
        if (checks.failed().isEmpty()) {
            return false;
        }
        decide(kind, Outcome.REFUSED, checks, List.of(), List.of(), basis, "");
        return true;
    }

    // ---- settling

    private static final Comparator<Held<DeductionRequested>> IN_ORDER =
            Comparator.<Held<DeductionRequested>, LocalDate>comparing(r -> r.fact().requestedOn())
                    .thenComparing(r -> r.fact().requestNo())
                    .thenComparing(r -> r.id().toString());

    private Step<RefundCase> settle(boolean toCompare) {
        settleLetters();
        if (toCompare && !requests.isEmpty()) {
            Verdict run = rules.run(context.today());
            if (ComparisonRules.text(run, "mode").equals("arrival")) {
                compare();
            } else {
                runAt(nextRun(run));
            }
        }
        settleLedger();
        show();
        return done();
    }

    Step<RefundCase> expired(String clock) {
        if (clock.equals(RUN)) {
            runAt = null;
            compare();
            show();
        } else if (clock.startsWith(LETTER)) {
            VerificationAsked letter = letter(clock.substring(LETTER.length()));
            decideLetter(letter, Outcome.REFERRED, "waits beyond its time", List.of("finding"));
        }
        return done();
    }

    private void runAt(Instant at) {
        if (runAt == null || at.isBefore(runAt)) {
            runAt = at;
            effects.add(new Effect.StartAt(RUN, at, "STA GACC 2013-31, 4"));
        }
    }

    private Instant nextRun(Verdict run) {
        Instant today = runOn(context.today(), run);
        return today.isAfter(context.at()) ? today : runOn(context.today().plusDays(1), run);
    }

    private static Instant runOn(LocalDate day, Verdict run) {
        return day.atTime(ComparisonRules.whole(run, "hour"), 0).atZone(ZONE).toInstant();
    }

    /// The booking of customs that counts: that of the highest version.
    private @Nullable Held<PaymentBooked> booking() {
        return bookings.stream()
                .max(
                        Comparator.<Held<PaymentBooked>>comparingInt(b -> b.fact().version())
                                .thenComparing(b -> b.id().toString()))
                .orElse(null);
    }

    // ---- comparison

    private static Booked compared(PaymentBooked booking) {
        return new Booked(
                BookComparison.day(booking.issuedOn()),
                fen(booking.amount()),
                booking.taxpayerCode(),
                booking.ownerCode(),
                BookComparison.day(booking.bookedOn()));
    }

    private static long fen(BigDecimal amount) {
        return amount.movePointRight(2).longValueExact();
    }

    private Asked compared(DeductionRequested request) {
        return new Asked(
                BookComparison.day(request.issuedOn()),
                fen(request.amount()),
                request.taxpayerCode(),
                BookComparison.day(request.requestedOn()),
                correctBy(request),
                isVerified(request));
    }

    /// A request after a result against the same taxpayer is its correction, and has a limit of time.
    private int correctBy(DeductionRequested request) {
        LocalDate last = null;
        for (Held<DeductionRequested> earlier : requests) {
            if (earlier.fact().equals(request)) {
                break;
            }
            Said said = said(earlier.fact().requestNo());
            if (said != null
                    && earlier.fact().taxpayerCode().equals(request.taxpayerCode())
                    && (said.result() == Result.MISSING || said.result() == Result.DIFFER)
                    && !said.on().isAfter(request.requestedOn())) {
                last = objectBy(said);
            }
        }
        return last == null ? Integer.MAX_VALUE : BookComparison.day(last);
    }

    private LocalDate objectBy(Said said) {
        return said.on().plusDays(ComparisonRules.whole(objection(said), "days"));
    }

    private Verdict objection(Said said) {
        return rules.objection(said.on(), word(said.result()));
    }

    private @Nullable Said said(String requestNo) {
        return results.stream()
                .filter(r -> r.requestNo().equals(requestNo))
                .findFirst()
                .orElse(null);
    }

    static String word(Result result) {
        return result.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private void compare() {
        if (requests.isEmpty()) {
            return;
        }
        Held<PaymentBooked> booking = booking();
        Booked booked = booking == null ? null : compared(booking.fact());
        List<Asked> asked = requests.stream().map(r -> compared(r.fact())).toList();
        Result[] judged = new Result[asked.size()];
        comparison.judge(
                requests.getFirst().fact().bookNo(),
                booked,
                asked,
                BookComparison.day(context.today()),
                judged);
        settle(judged);
        for (int i = 0; i < judged.length; i++) {
            say(requests.get(i), asked.get(i), judged[i], booking, booked);
        }
    }

    /// Duplicates are for the tax office, whose officer names the taxpayer that may deduct.
    private void settle(Result[] judged) {
        if (List.of(judged).contains(Result.DUPLICATE)) {
            BookAnswered named = lastAnswer(DUPLICATE);
            if (named == null) {
                assign(DUPLICATE, Officers.TAX, Reason.about(number), options(DUPLICATE));
            } else {
                withdraw(DUPLICATE);
                boolean first = true;
                for (int i = 0; i < judged.length; i++) {
                    if (judged[i] == Result.DUPLICATE
                            && requests.get(i).fact().taxpayerCode().equals(named.answer())) {
                        judged[i] = first ? Result.MATCH : Result.ALREADY_MATCHED;
                        first = false;
                    }
                }
            }
        } else {
            withdraw(DUPLICATE);
        }
    }

    private @Nullable BookAnswered lastAnswer(String task) {
        return answers.stream()
                .filter(a -> a.task().equals(task))
                .reduce((_, last) -> last)
                .orElse(null);
    }

    private void say(
            Held<DeductionRequested> held,
            Asked asked,
            Result result,
            @Nullable Held<PaymentBooked> booking,
            @Nullable Booked booked) {
        DeductionRequested request = held.fact();
        if (result == Result.HELD) {
            LocalDate end = rules.periodEnd(request.issuedOn(), request.requestedOn());
            runAt(runOn(end.plusDays(1), rules.run(context.today())));
        }
        String inShort = result + (booking == null ? "" : " " + booking.id());
        Said before = said(request.requestNo());
        if (before != null && before.inShort().equals(inShort)) {
            return;
        }
        LocalDate since =
                before != null && before.result() == result ? before.on() : context.today();
        results.removeIf(r -> r.requestNo().equals(request.requestNo()));
        results.add(new Said(request.requestNo(), result, since, inShort));
        results.sort(Comparator.comparing(Said::requestNo));
        decide(held, asked, result, booking, booked);
        effects.add(
                new Effect.Send(
                        Messages.comparison(
                                request,
                                result,
                                since,
                                result == Result.MISSING || result == Result.DIFFER
                                        ? objectBy(new Said("", result, since, ""))
                                        : null)));
    }

    private void decide(
            Held<DeductionRequested> held,
            Asked asked,
            Result result,
            @Nullable Held<PaymentBooked> booking,
            @Nullable Booked booked) {
        DeductionRequested request = held.fact();
        Checks checks = new Checks();
        List<Verdict> verdicts = new ArrayList<>();
        checks.add(
                "C1",
                BookNumber.isVat(request.bookNo()),
                "request.bookNo",
                request.bookNo(),
                "form",
                BookNumber.VAT_FORM,
                "");
        boolean ruled = !request.requestedOn().isBefore(ComparisonRules.FIRST_DAY);
        checks.add(
                "C0",
                ruled,
                "request.requestedOn",
                request.requestedOn().toString(),
                "first day of the comparison",
                ComparisonRules.FIRST_DAY.toString(),
                "");
        if (ruled) {
            Verdict limit = rules.limit(request.issuedOn(), request.requestedOn());
            verdicts.add(limit);
            int lastDay = rules.lastDay(asked.issuedOn(), asked.requestedOn());
            checks.add(
                    "C2",
                    asked.requestedOn() <= lastDay,
                    "request.requestedOn",
                    request.requestedOn().toString(),
                    "last day",
                    lastDay == Integer.MAX_VALUE
                            ? "no limit"
                            : LocalDate.ofEpochDay(lastDay).toString(),
                    "");
            verdicts.add(rules.period(request.issuedOn(), request.requestedOn()));
            verdicts.add(rules.compared(request.requestedOn()));
        }
        if (asked.correctBy() != Integer.MAX_VALUE) {
            checks.add(
                    "C9",
                    asked.requestedOn() <= asked.correctBy(),
                    "request.requestedOn",
                    request.requestedOn().toString(),
                    "last day of a correction",
                    LocalDate.ofEpochDay(asked.correctBy()).toString(),
                    "");
        }
        if (asked.verified()) {
            checks.add("C8", true, "letter", "有一致的入库信息", "must be", "有一致的入库信息", "");
        } else if (ruled && result != Result.INVALID && result != Result.TOO_LATE) {
            items(checks, request, asked, result, booking, booked);
        }
        together(checks, request, result);
        decide(
                "comparison",
                outcome(result),
                checks,
                result == Result.HELD ? List.of("book") : List.of(),
                verdicts,
                booking == null
                        ? Map.of("request", held.id())
                        : Map.of("request", held.id(), "booked", booking.id()),
                "STA GACC 2013-31, 4");
    }

    private void items(
            Checks checks,
            DeductionRequested request,
            Asked asked,
            Result result,
            @Nullable Held<PaymentBooked> booking,
            @Nullable Booked booked) {
        String end = rules.periodEnd(request.issuedOn(), request.requestedOn()).toString();
        if (booking == null
                || booked == null
                || result == Result.HELD
                || result == Result.MISSING) {
            String bookedOn = booking == null ? null : booking.fact().bookedOn().toString();
            if (result == Result.HELD) {
                checks.undecided("C3", "booked.bookedOn", bookedOn, "comparison period to", end);
            } else {
                checks.add(
                        "C3", false, "booked.bookedOn", bookedOn, "comparison period to", end, "");
            }
            return;
        }
        PaymentBooked there = booking.fact();
        checks.add(
                "C3",
                true,
                "booked.bookedOn",
                there.bookedOn().toString(),
                "comparison period to",
                end,
                "");
        int differing = comparison.differing(booked, asked);
        checks.add(
                "C4",
                (differing & BookComparison.ISSUED) == 0,
                "request.issuedOn",
                request.issuedOn().toString(),
                "booked.issuedOn",
                there.issuedOn().toString(),
                "");
        checks.add(
                "C5",
                (differing & BookComparison.AMOUNT) == 0,
                "request.amount",
                Checks.cents(request.amount()).toPlainString(),
                "booked.amount",
                Checks.cents(there.amount()).toPlainString(),
                "");
        checks.add(
                "C6",
                (differing & BookComparison.PAYER) == 0,
                "request.taxpayerCode",
                request.taxpayerCode(),
                "booked.taxpayerCode",
                there.ownerCode().isEmpty()
                        ? there.taxpayerCode()
                        : there.taxpayerCode() + ", " + there.ownerCode(),
                "");
    }

    private void together(Checks checks, DeductionRequested request, Result result) {
        if (result == Result.ALREADY_MATCHED) {
            checks.add(
                    "C7",
                    false,
                    "request.taxpayerCode",
                    request.taxpayerCode(),
                    "matched before",
                    "yes",
                    "");
        }
        if (result == Result.DUPLICATE) {
            checks.undecided(
                    "C10",
                    "request.taxpayerCode",
                    request.taxpayerCode(),
                    "asked for by",
                    String.join(", ", options(DUPLICATE)));
        }
    }

    private static Outcome outcome(Result result) {
        return switch (result) {
            case MATCH -> Outcome.ADMITTED;
            case HELD -> Outcome.WAITING;
            case DUPLICATE -> Outcome.REFERRED;
            case DIFFER, MISSING, ALREADY_MATCHED, INVALID, TOO_LATE -> Outcome.REFUSED;
        };
    }

    // ---- letters

    private VerificationAsked letter(String letterNo) {
        return letters.stream()
                .filter(l -> l.letterNo().equals(letterNo))
                .findFirst()
                .orElseThrow();
    }

    private boolean isVerified(DeductionRequested request) {
        return letters.stream()
                .anyMatch(l ->
                        l.requestNo().equals(request.requestNo())
                                && Letters.hasForm(l.letterNo())
                                && finding(l) == RefundFact.Finding.CONSISTENT
                                && isInTime(l));
    }

    /// The day that counts for the limit of 180 days: of the taxpayer's objection, or else of the letter.
    private LocalDate objectedOn(VerificationAsked letter) {
        return objections.stream()
                .filter(o -> o.requestNo().equals(letter.requestNo()))
                .map(ObjectionFiled::filedOn)
                .min(Comparator.naturalOrder())
                .orElse(letter.sentOn());
    }

    private boolean isInTime(VerificationAsked letter) {
        Said said = said(letter.requestNo());
        return said == null
                || said.result() == Result.MATCH
                || !objectedOn(letter).isAfter(objectBy(said));
    }

    /// What customs finds: its answer, an officer's answer, or what the link between the offices shows by itself.
    private RefundFact.@Nullable Finding finding(VerificationAsked letter) {
        for (VerificationAnswered said : findings) {
            if (said.letterNo().equals(letter.letterNo())) {
                return said.finding();
            }
        }
        BookAnswered officer = lastAnswer(LETTER + letter.letterNo());
        if (officer != null) {
            return RefundFact.Finding.valueOf(
                    officer.answer().replace('-', '_').toUpperCase(java.util.Locale.ROOT));
        }
        Held<PaymentBooked> booking = booking();
        return booking != null
                        && booking.fact().issuedOn().equals(letter.issuedOn())
                        && booking.fact().amount().compareTo(letter.amount()) == 0
                        && BookComparison.isNamed(compared(booking.fact()), letter.taxpayerCode())
                ? RefundFact.Finding.CONSISTENT
                : null;
    }

    private void settleLetters() {
        for (VerificationAsked letter : List.copyOf(letters)) {
            String task = LETTER + letter.letterNo();
            if (!Letters.hasForm(letter.letterNo())) {
                decideLetter(letter, Outcome.REFUSED, "number", List.of());
                continue;
            }
            RefundFact.Finding finding = finding(letter);
            if (finding != null) {
                withdraw(task);
                effects.add(new Effect.Stop(task));
                decideLetter(letter, Outcome.ADMITTED, finding.name(), List.of());
            } else if (!tasks.contains(task)) {
                assign(task, Officers.CUSTOMS, Reason.about(letter.letterNo()), options(task));
                effects.add(
                        new Effect.Start(
                                task,
                                letter.sentOn(),
                                org.liandong.kernel.clock.TimeLimit.naturalDays(
                                        ComparisonRules.whole(
                                                rules.objection(letter.sentOn(), "missing"),
                                                "answer days")),
                                "税总发〔2013〕76号"));
                decideLetter(letter, Outcome.WAITING, "finding", List.of("finding"));
            }
        }
    }

    private void decideLetter(
            VerificationAsked letter, Outcome outcome, String about, List<String> missing) {
        String inShort = letter.letterNo() + " " + about;
        if (lettersAnswered.contains(inShort)) {
            return;
        }
        lettersAnswered.add(inShort);
        Checks checks = new Checks();
        checks.add(
                "L1",
                Letters.hasForm(letter.letterNo()),
                "letter.letterNo",
                letter.letterNo(),
                "form",
                Letters.FORM,
                "");
        Verdict rule = rules.objection(letter.sentOn(), "missing");
        Said said = said(letter.requestNo());
        if (said != null && said.result() != Result.MATCH) {
            checks.add(
                    "L3",
                    isInTime(letter),
                    "objection.filedOn",
                    objectedOn(letter).toString(),
                    "last day",
                    objectBy(said).toString(),
                    "");
        }
        LocalDate sendBy = objectedOn(letter).plusDays(ComparisonRules.whole(rule, "letter days"));
        checks.add(
                "L2",
                !letter.sentOn().isAfter(sendBy),
                "letter.sentOn",
                letter.sentOn().toString(),
                "last day",
                sendBy.toString(),
                "");
        LocalDate answerBy = letter.sentOn().plusDays(ComparisonRules.whole(rule, "answer days"));
        if (outcome == Outcome.WAITING) {
            checks.undecided("L4", "answer", null, "last day", answerBy.toString());
        } else {
            checks.add(
                    "L4",
                    !answeredOn(letter).isAfter(answerBy),
                    "answer",
                    answeredOn(letter).toString(),
                    "last day",
                    answerBy.toString(),
                    "");
        }
        decide("verification", outcome, checks, missing, List.of(rule), Map.of(), "税总发〔2013〕76号");
        if (outcome == Outcome.ADMITTED) {
            effects.add(
                    new Effect.Send(
                            Messages.verification(
                                    letter,
                                    Objects.requireNonNull(finding(letter)),
                                    answeredOn(letter))));
        }
    }

    private LocalDate answeredOn(VerificationAsked letter) {
        return findings.stream()
                .filter(f -> f.letterNo().equals(letter.letterNo()))
                .map(VerificationAnswered::answeredOn)
                .findFirst()
                .orElse(context.today());
    }

    // ---- ledger

    private Position position() {
        return Position.of(known, statements);
    }

    /// Brings into the ledger what was paid and what is deducted, one request after the other.
    private void settleLedger() {
        Held<PaymentBooked> booking = booking();
        if (booking == null) {
            return;
        }
        BigDecimal paid = Checks.cents(booking.fact().amount());
        if (posted.requests() == 0) {
            ask(Accounts.openBoundary(Accounts.TREASURY));
            ask(Accounts.open(Accounts.collected(number)));
            ask(Accounts.open(Accounts.deducted(number)));
        }
        BigDecimal toPay = paid.subtract(posted.paid());
        BigDecimal toDeduct = Checks.cents(position().net()).subtract(posted.deducted());
        if (toPay.signum() != 0 && !isRefused(toPay)) {
            move(Accounts.TREASURY, Accounts.collected(number), toPay, "tax paid");
        } else if (toDeduct.signum() != 0 && !isRefused(toDeduct)) {
            move(Accounts.collected(number), Accounts.deducted(number), toDeduct, "deduction");
        } else if (toDeduct.signum() == 0) {
            settled();
        }
    }

    private boolean isRefused(BigDecimal amount) {
        return posted.refused().signum() > 0 && posted.refused().compareTo(amount) == 0;
    }

    private void settled() {
        if (posted.refused().signum() != 0) {
            posted =
                    new Posted(
                            posted.requests(), posted.paid(), posted.deducted(), BigDecimal.ZERO);
            effects.add(new Effect.Forgo(Accounts.collected(number)));
        }
        if (objected) {
            objected = false;
            withdraw(CONFLICT);
            effects.add(
                    new Effect.Send(
                            Messages.objected(
                                    number,
                                    "settled",
                                    posted.deducted(),
                                    posted.paid(),
                                    position().period())));
        }
    }

    private void move(String from, String to, BigDecimal amount, String why) {
        posted =
                new Posted(
                        posted.requests() + 1, posted.paid(), posted.deducted(), posted.refused());
        boolean forth = amount.signum() > 0;
        ask(
                Accounts.post(
                        key() + "#" + posted.requests(),
                        context.today(),
                        Reference.of(key(), why, why),
                        forth ? from : to,
                        forth ? to : from,
                        amount.abs()));
    }

    private void ask(Command command) {
        effects.add(new Effect.Ask(command));
    }

    Step<RefundCase> answered(Command command, Answer said) {
        if (!(command instanceof Command.Post post)) {
            return done();
        }
        Leg leg = post.legs().getFirst();
        switch (said) {
            case Answer.Posted _ -> {
                BigDecimal paid = posted.paid();
                BigDecimal deducted = posted.deducted();
                if (leg.from().equals(Accounts.TREASURY)) {
                    paid = paid.add(leg.amount());
                } else if (leg.to().equals(Accounts.TREASURY)) {
                    paid = paid.subtract(leg.amount());
                } else if (leg.to().equals(Accounts.deducted(number))) {
                    deducted = deducted.add(leg.amount());
                } else {
                    deducted = deducted.subtract(leg.amount());
                }
                posted = new Posted(posted.requests(), paid, deducted, posted.refused());
                settleLedger();
                show();
            }
            case Answer.Refused refused -> refused(leg, refused.detail());
            case Answer.Rejected rejected ->
                    throw new IllegalStateException(
                            "The ledger answered %s to %s.".formatted(rejected, command));
        }
        return done();
    }

    /// What was refunded, or is about to be, cannot be deducted: the tax side is told, and an officer.
    private void refused(Leg leg, Detail detail) {
        posted = new Posted(posted.requests(), posted.paid(), posted.deducted(), leg.amount());
        effects.add(new Effect.Await(Accounts.collected(number), leg.amount()));
        BigDecimal available =
                detail instanceof Detail.Floor floor ? floor.availableBefore() : BigDecimal.ZERO;
        Checks checks = new Checks();
        checks.add(
                "V1",
                false,
                leg.to().equals(Accounts.TREASURY) ? "correction of customs" : "deduction",
                leg.amount().toPlainString(),
                "not refunded of the book",
                available.toPlainString(),
                "");
        decide("deduction", Outcome.REFERRED, checks, List.of(), List.of(), Map.of(), "关税法, 51");
        if (lastAnswer(CONFLICT) == null) {
            assign(
                    CONFLICT,
                    Officers.CUSTOMS,
                    Reason.about(number, leg.amount().toPlainString()),
                    options(CONFLICT));
        }
        effects.add(
                new Effect.Send(
                        Messages.objected(
                                number, "refused", leg.amount(), available, position().period())));
        objected = true;
    }

    /// There may be room for what was refused.
    Step<RefundCase> room() {
        posted = new Posted(posted.requests(), posted.paid(), posted.deducted(), BigDecimal.ZERO);
        settleLedger();
        return done();
    }

    // ---- applications

    private void show() {
        for (RefundClaimed claim : claims) {
            BookShown now = shown(claim);
            String inShort = now.toString();
            boolean same =
                    shown.stream()
                            .anyMatch(s ->
                                    s.applicationNo().equals(claim.applicationNo())
                                            && s.inShort().equals(inShort));
            if (!same) {
                shown.removeIf(s -> s.applicationNo().equals(claim.applicationNo()));
                shown.add(new Shown(claim.applicationNo(), inShort));
                effects.add(
                        new Effect.Tell(
                                Linking.to(ApplicationDesk.key(claim.applicationNo())), now));
            }
        }
    }

    private BookShown shown(RefundClaimed claim) {
        Held<PaymentBooked> booking = booking();
        // An application sees a book only when its accounts are there.
        PaymentBooked booked =
                booking == null || posted.paid().signum() == 0 ? null : booking.fact();
        Position position = position();
        TaxAnswered said = answer;
        BigDecimal others = BigDecimal.ZERO;
        for (RefundClaimed other : claims) {
            if (other.claim() == Claim.ORDERED
                    && !other.applicationNo().equals(claim.applicationNo())) {
                others = others.add(other.amount());
            }
        }
        return new BookShown(
                claim.applicationNo(),
                number,
                booked != null,
                booked == null ? "" : booked.taxpayerCode(),
                booked == null ? "" : booked.ownerCode(),
                booked == null ? BigDecimal.ZERO : Checks.cents(booked.amount()),
                booked == null ? LocalDate.EPOCH : booked.paidOn(),
                comparisonForRefund(),
                said == null ? TaxStatus.UNKNOWN : said.status(),
                position.period(),
                said == null ? Instant.EPOCH : said.asOf(),
                said == null ? "" : said.office(),
                Checks.cents(position.ticked()),
                Checks.cents(position.used()),
                Checks.cents(position.transferredOut()),
                position.contradicted(),
                Checks.cents(others));
    }

    /// The result that counts for a refund: a duplicate before anything else, otherwise that of the last request.
    private String comparisonForRefund() {
        Result last = null;
        for (Held<DeductionRequested> request : requests) {
            Said said = said(request.fact().requestNo());
            if (said != null && said.result() == Result.DUPLICATE) {
                return word(Result.DUPLICATE);
            }
            last = said == null ? last : said.result();
        }
        return last == null ? "" : word(last);
    }

    // ---- help

    private List<String> options(String task) {
        if (task.equals(CONFLICT)) {
            return List.of("noted");
        }
        if (task.equals(DUPLICATE)) {
            return requests.stream().map(r -> r.fact().taxpayerCode()).distinct().sorted().toList();
        }
        if (task.startsWith(LETTER)) {
            return List.of("consistent", "inconsistent", "not-booked");
        }
        return List.of();
    }

    private void assign(String task, String role, Reason reason, List<String> options) {
        int slash = task.indexOf('/');
        String question = slash < 0 ? task : task.substring(0, slash);
        if (tasks.add(task)) {
            effects.add(
                    new Effect.Assign(new Task(task, role, question, List.of(reason), options)));
        }
    }

    private void withdraw(String task) {
        if (tasks.remove(task)) {
            effects.add(new Effect.Withdraw(task));
        }
    }

    private void decide(
            String kind,
            Outcome outcome,
            Checks checks,
            List<String> missing,
            List<Verdict> verdicts,
            Map<String, FactId> basis,
            String clause) {
        effects.add(
                new Effect.Decide(
                        Decision.of(kind, outcome, checks.toList(), clause)
                                .missing(missing)
                                .verdicts(verdicts)
                                .basis(basis)));
    }
}
