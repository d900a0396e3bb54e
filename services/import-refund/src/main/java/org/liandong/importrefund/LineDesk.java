package org.liandong.importrefund;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liandong.importrefund.BookNumber.Tax;
import org.liandong.importrefund.DepositRates.Interest;
import org.liandong.importrefund.RefundCase.Holding;
import org.liandong.importrefund.RefundCase.Notice;
import org.liandong.importrefund.RefundCase.Order;
import org.liandong.importrefund.RefundCase.Phase;
import org.liandong.importrefund.RefundCase.Progress;
import org.liandong.importrefund.RefundCase.Questions;
import org.liandong.importrefund.RefundFact.BookShown;
import org.liandong.importrefund.RefundFact.Claim;
import org.liandong.importrefund.RefundFact.Line;
import org.liandong.importrefund.RefundFact.RefundClaimed;
import org.liandong.importrefund.RefundFact.ReservationAnswered;
import org.liandong.importrefund.RefundFact.TaxStatus;
import org.liandong.importrefund.RefundFact.TreasuryPaid;
import org.liandong.importrefund.RefundFact.TreasuryReturned;
import org.liandong.kernel.Checks;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Linking;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Reason;
import org.liandong.kernel.Verdict;
import org.liandong.kernel.clock.TimeLimit;
import org.liandong.kernel.ledger.Answer;
import org.liandong.kernel.ledger.Command;
import org.liandong.kernel.ledger.Detail;
import org.liandong.kernel.ledger.Leg;
import org.liandong.kernel.ledger.Reference;

/// The refund of one book of an application: ask the tax side, decide, hold and reserve, order, pay. It works on the step of its
/// [ApplicationDesk].
final class LineDesk {

    private static final String ASK = "ask";
    private static final String ACT = "act";
    private static final String RESERVED = "reservation";

    private final ApplicationDesk desk;
    private final Line line;
    private final String bookNo;
    private final Tax tax;
    private Progress now;

    LineDesk(ApplicationDesk desk, Line line) {
        this.desk = desk;
        this.line = line;
        this.bookNo = line.bookNo();
        this.tax = BookNumber.tax(bookNo);
        this.now = desk.progress(bookNo);
    }

    private void set(Progress next) {
        now = next;
        desk.progress(next);
    }

    private void phase(Phase phase) {
        set(now.in(phase));
    }

    private void asked(int questions, int unanswered, boolean running) {
        set(
                now.with(
                        new Questions(
                                questions,
                                unanswered,
                                running,
                                now.asked().newerThan(),
                                now.asked().refusals())));
    }

    private void holding(Phase phase, int attempts, BigDecimal amount) {
        set(now.in(phase).with(new Holding(attempts, amount)));
    }

    private void ordered(int orders, LocalDate on, BigDecimal interest) {
        set(now.in(Phase.ORDERED).with(new Order(orders, on, interest)));
    }

    private void distrust(Instant newerThan, int refusals) {
        Questions asked = now.asked();
        set(
                now.in(Phase.OPEN)
                        .with(new Holding(now.holding().attempts(), BigDecimal.ZERO))
                        .with(
                                new Questions(
                                        asked.count(),
                                        asked.unanswered(),
                                        false,
                                        newerThan,
                                        refusals)));
    }

    private void noticed(@Nullable LocalDate on, boolean lapsed) {
        set(now.with(new Notice(on, lapsed)));
    }

    private boolean isVat() {
        return tax == Tax.VAT;
    }

    private String clock(String name) {
        return name + "/" + bookNo;
    }

    private String reservationNo() {
        return desk.number + "/" + bookNo + "/" + now.holding().attempts();
    }

    private String holdId() {
        return desk.key() + "/" + bookNo + "#" + now.holding().attempts();
    }

    private String orderNo() {
        return desk.number
                + "/"
                + bookNo
                + (now.order().count() > 1 ? "/" + now.order().count() : "");
    }

    private Reference why(String decision) {
        return Reference.of(desk.key(), decision, "refund of " + bookNo);
    }

    // ---- settling

    /// Tells the book that it is asked for, so that it shows how it stands.
    void claim() {
        if (now.phase() != Phase.ORDERED && now.phase() != Phase.PAID) {
            claim(Claim.ASKED, line.amount());
        }
        desk.progress(now);
    }

    private void claim(Claim claim, BigDecimal amount) {
        if (desk.claims(bookNo, claim + " " + Checks.plain(amount))) {
            desk.effects.add(
                    new Effect.Tell(
                            Linking.to(BookDesk.key(bookNo)),
                            new RefundClaimed(
                                    BookNumber.same(bookNo), desk.number, amount, claim)));
        }
    }

    /// @param complete whether the application is accepted and nothing of it is missing
    void settle(boolean complete) {
        switch (now.phase()) {
            case PAID, HOLDING -> {}
            case ORDERED -> settleOrder();
            case OPEN, ROOM, RESERVING, NONE -> {
                BookShown book = desk.book(bookNo);
                if (complete && book != null && book.booked()) {
                    decide(book);
                }
            }
        }
    }

    private void decide(BookShown book) {
        String situation = situation();
        if (isVat()) {
            ask(situation.equals("unknown"));
        }
        Verdict verdict =
                desk.rules.decide(
                        "refund-decision",
                        desk.context.today(),
                        Map.of("tax kind", tax.words(), "tax answer", situation));
        String action = ComparisonRules.text(verdict, "action");
        String review = "review/" + situation + "/" + bookNo;
        desk.withdrawReviews(bookNo, action.equals("officer") ? review : "");
        String officer = action.equals("officer") ? desk.officerSaid(review) : null;
        if (isRefusedByOfficer()) {
            none(book, verdict, "officer");
        } else if (action.equals("refund") || "refund".equals(officer)) {
            refund(book, verdict);
        } else if (action.equals("none") || "refuse".equals(officer)) {
            none(book, verdict, officer == null ? "" : "officer");
        } else if (action.equals("officer")) {
            release();
            desk.assign(review, "refund-review", Reason.about(bookNo, situation));
            say(book, Outcome.REFERRED, List.of(), verdict, Interest.NONE);
        } else if (action.equals("wait")) {
            release();
            say(
                    book,
                    Outcome.WAITING,
                    List.of(situation.equals("ticked") ? "unticking" : "comparison"),
                    verdict,
                    Interest.NONE);
        } else {
            release();
            say(book, Outcome.WAITING, List.of("tax-answer"), verdict, Interest.NONE);
        }
    }

    private boolean isRefusedByOfficer() {
        return "refuse".equals(desk.officerSaid(clock("silence")))
                || "refuse".equals(desk.officerSaid(clock("reservation")));
    }

    // ---- what the tax side says

    /// What the tax side and the comparison say together, in the words of the decision table.
    private String situation() {
        BookShown vat = vat();
        if (vat == null) {
            return "not-asked";
        }
        if (vat.comparison().equals("duplicate")) {
            return "duplicate";
        }
        if (!vat.booked() || !isFresh(vat)) {
            return "unknown";
        }
        if (vat.status() == TaxStatus.REQUESTED_WAITING) {
            return List.of("missing", "differ").contains(vat.comparison())
                    ? vat.comparison()
                    : "held";
        }
        BigDecimal asked = Checks.cents(vatAmount());
        BigDecimal room = vat.amount().subtract(vat.net());
        if (vat.net().signum() > 0 && room.compareTo(asked) < 0) {
            return vat.ticked().signum() > 0 && vat.used().compareTo(vat.transferredOut()) <= 0
                    ? "ticked"
                    : room.signum() > 0 ? "used-in-part" : "used";
        }
        if (vat.transferredOut().signum() > 0) {
            return "transferred-out";
        }
        if (vat.net().signum() > 0) {
            return "used-in-part";
        }
        return vat.status() == TaxStatus.NOT_REQUESTED ? "not-requested" : "matched-not-used";
    }

    /// The VAT book of the same declaration: this one, or another of the application; null when there is none.
    private @Nullable BookShown vat() {
        for (Line other : desk.application().lines()) {
            if (isVatOfThis(other)) {
                BookShown book = desk.book(other.bookNo());
                return book != null ? book : nothing(other.bookNo());
            }
        }
        return null;
    }

    private BigDecimal vatAmount() {
        for (Line other : desk.application().lines()) {
            if (isVatOfThis(other)) {
                return other.amount();
            }
        }
        return BigDecimal.ZERO;
    }

    private boolean isVatOfThis(Line other) {
        return isVat()
                ? other.bookNo().equals(bookNo)
                : BookNumber.isVat(other.bookNo())
                        && BookNumber.declaration(other.bookNo())
                                .equals(BookNumber.declaration(bookNo));
    }

    private BookShown nothing(String bookNo) {
        BigDecimal zero = BigDecimal.ZERO;
        return new BookShown(
                desk.number,
                bookNo,
                false,
                "",
                "",
                zero,
                LocalDate.EPOCH,
                "",
                TaxStatus.UNKNOWN,
                "",
                Instant.EPOCH,
                "",
                zero,
                zero,
                zero,
                false,
                zero);
    }

    /// Whether the answer can be decided on. Once the book is held, or was decided about, only a newer answer changes that,
    /// not its age.
    private boolean isFresh(BookShown vat) {
        Progress line = desk.progress(vatNo());
        boolean trusted =
                vat.isAnswered()
                        && vat.status() != TaxStatus.UNKNOWN
                        && !vat.contradicted()
                        && vat.asOf().isAfter(line.asked().newerThan());
        return trusted
                && (line.phase() == Phase.RESERVING
                        || line.phase() == Phase.ORDERED
                        || line.phase() == Phase.NONE
                        || line.phase() == Phase.PAID
                        || !vat.asOf().isBefore(oldest()));
    }

    private String vatNo() {
        return desk.application().lines().stream()
                .filter(this::isVatOfThis)
                .map(Line::bookNo)
                .findFirst()
                .orElse(bookNo);
    }

    private Instant oldest() {
        return desk.context
                .at()
                .minus(Duration.ofHours(ComparisonRules.whole(desk.linkage(), "answer hours")));
    }

    /// Asks the tax side: once in any case, and again while there is no answer that can be decided on.
    private void ask(boolean needed) {
        if (needed && now.asked().running()) {
            return;
        }
        if (!needed) {
            if (now.asked().count() == 0) {
                send(1);
            }
            if (now.asked().running()) {
                desk.effects.add(new Effect.Stop(clock(ASK)));
            }
            asked(Math.max(now.asked().count(), 1), 0, false);
            desk.withdraw(clock("silence"));
            return;
        }
        Verdict linkage = desk.linkage();
        int questions = now.asked().count() + 1;
        int unanswered = now.asked().unanswered();
        send(questions);
        desk.effects.add(
                new Effect.StartAt(
                        clock(ASK),
                        desk.context
                                .at()
                                .plus(
                                        Duration.ofHours(
                                                ComparisonRules.whole(linkage, "ask hours"))),
                        ComparisonRules.text(linkage, "clause")));
        asked(questions, unanswered + 1, true);
        if (unanswered >= ComparisonRules.whole(linkage, "escalate after")) {
            desk.assign(
                    clock("silence"),
                    "silence",
                    Reason.about(bookNo, Integer.toString(unanswered)));
        }
    }

    private void send(int question) {
        desk.effects.add(
                new Effect.Send(
                        Messages.query(
                                desk.number,
                                bookNo,
                                desk.application().applicantCode(),
                                Checks.cents(line.amount()),
                                question,
                                desk.context.at())));
    }

    void askAgain() {
        distrust(now.asked().newerThan(), 0);
        asked(now.asked().count(), 0, false);
    }

    // ---- refund

    private void refund(BookShown book, Verdict verdict) {
        BigDecimal amount = Checks.cents(line.amount()).min(book.room());
        if (now.notice().lapsed()) {
            none(book, verdict, "lapsed");
            return;
        }
        if (amount.signum() == 0) {
            none(book, verdict, "room");
            return;
        }
        if (desk.bankAccount().isBlank()) {
            notice(book, verdict);
            return;
        }
        switch (now.phase()) {
            case OPEN, NONE -> hold(amount);
            case ROOM -> {
                if (now.holding().amount().compareTo(amount) != 0) {
                    release();
                    hold(amount);
                }
            }
            case RESERVING -> {
                if (now.holding().amount().compareTo(amount) != 0) {
                    release();
                    hold(amount);
                } else {
                    reserved(book, verdict);
                }
            }
            case HOLDING, ORDERED, PAID ->
                    throw new IllegalStateException(now.phase() + " is decided.");
        }
    }

    private void notice(BookShown book, Verdict verdict) {
        if (now.notice().on() == null) {
            LocalDate today = desk.context.today();
            TimeLimit limit = actLimit();
            desk.effects.add(new Effect.Start(clock(ACT), today, limit, "关税法, 51"));
            desk.effects.add(
                    new Effect.Send(
                            Messages.notice(
                                    desk.application(),
                                    bookNo,
                                    today,
                                    limit.lastDay(today, desk.context.calendar()).date())));
            noticed(today, false);
        }
        say(book, Outcome.WAITING, List.of("account"), verdict, Interest.NONE);
    }

    private TimeLimit actLimit() {
        return TimeLimit.months(ComparisonRules.whole(desk.limits(), "act months"))
                .rollingToNextWorkingDay();
    }

    private void hold(BigDecimal amount) {
        if (now.notice().on() != null) {
            desk.effects.add(new Effect.Stop(clock(ACT)));
        }
        holding(Phase.HOLDING, now.holding().attempts() + 1, amount);
        String payable = Accounts.refundPayable(desk.number, bookNo);
        desk.ask(Accounts.open(payable));
        desk.ask(
                new Command.PlaceHold(
                        holdId() + ":hold",
                        holdId(),
                        new Leg(Accounts.collected(bookNo), payable, amount),
                        desk.context.today(),
                        until(),
                        why("refund")));
    }

    private Instant until() {
        return desk.context
                .at()
                .plus(Duration.ofDays(ComparisonRules.whole(desk.linkage(), "reservation days")));
    }

    /// The ledger answered a request; says whether it was about holding this book.
    boolean answered(Command command, Answer answer) {
        if (now.holding().attempts() == 0 || !command.key().startsWith(holdId() + ":")) {
            return false;
        }
        if (command instanceof Command.PlaceHold placed) {
            switch (answer) {
                case Answer.Posted _ -> held(Objects.requireNonNull(placed.expiresAt()));
                case Answer.Refused refused -> noRoom(refused.detail());
                case Answer.Rejected rejected ->
                        throw new IllegalStateException(
                                "The ledger answered %s to %s.".formatted(rejected, command));
            }
            return true;
        }
        // A reservation that has run out needs no release any more.
        if (!(answer instanceof Answer.Posted) && !(command instanceof Command.Release)) {
            throw new IllegalStateException(
                    "The ledger answered %s to %s.".formatted(answer, command));
        }
        return false;
    }

    private void held(Instant until) {
        phase(Phase.RESERVING);
        if (isVat()) {
            desk.effects.add(new Effect.StartAt(clock(RESERVED), until, "税总发〔2013〕76号"));
            reservation("RESERVE", until);
        }
    }

    private void reservation(String action, Instant until) {
        desk.effects.add(
                new Effect.Send(
                        Messages.reservation(
                                desk.number,
                                bookNo,
                                reservationNo(),
                                action,
                                now.holding().amount(),
                                until)));
    }

    /// Another application, or a deduction, has what is left of the book.
    private void noRoom(Detail detail) {
        BigDecimal wanted = now.holding().amount();
        phase(Phase.ROOM);
        desk.effects.add(new Effect.Await(Accounts.collected(bookNo), wanted));
        Checks checks = new Checks();
        desk.days(checks);
        BigDecimal available =
                detail instanceof Detail.Floor floor ? floor.availableBefore() : BigDecimal.ZERO;
        checks.undecided(
                "V2",
                "line.amount",
                wanted.toPlainString(),
                "free of the book",
                available.toPlainString());
        desk.sayOnce(
                bookNo,
                "refund",
                Outcome.WAITING,
                checks,
                List.of("room"),
                List.of(),
                List.of(),
                "关税法, 51");
    }

    void room() {
        if (now.phase() == Phase.ROOM) {
            phase(Phase.OPEN);
        }
    }

    /// Gives back what is held, here and at the tax side.
    private void release() {
        if (now.phase() == Phase.RESERVING) {
            desk.ask(new Command.Release(holdId() + ":release", holdId(), null, why("refund")));
            if (isVat()) {
                desk.effects.add(new Effect.Stop(clock(RESERVED)));
                reservation("RELEASE", desk.context.at());
            }
        }
        if (now.phase() == Phase.ROOM) {
            desk.effects.add(new Effect.Forgo(Accounts.collected(bookNo)));
        }
        holding(Phase.OPEN, now.holding().attempts(), BigDecimal.ZERO);
    }

    /// The application is refused as a whole.
    void drop() {
        if (now.phase() == Phase.ORDERED || now.phase() == Phase.PAID) {
            return;
        }
        release();
        phase(Phase.NONE);
        desk.effects.add(new Effect.Stop(clock(ASK)));
        asked(now.asked().count(), 0, false);
    }

    private void reserved(BookShown book, Verdict verdict) {
        if (!isVat()) {
            order(book, verdict);
            return;
        }
        ReservationAnswered said =
                desk.reservations.stream()
                        .filter(r -> r.reservationNo().equals(reservationNo()))
                        .findFirst()
                        .orElse(null);
        if (said == null) {
            say(book, Outcome.WAITING, List.of("reservation"), verdict, Interest.NONE);
        } else if (said.confirmed()) {
            order(book, verdict);
        } else {
            release();
            refusedAtTaxSide(said.at(), said.reason());
            ask(true);
            say(book, Outcome.WAITING, List.of("tax-answer"), verdict, Interest.NONE);
        }
    }

    /// Something has changed at the tax side since its answer: it is asked anew.
    private void refusedAtTaxSide(Instant at, String reason) {
        distrust(at, now.asked().refusals() + 1);
        if (now.asked().refusals() >= ComparisonRules.whole(desk.linkage(), "refusals")) {
            desk.assign(clock("reservation"), "reservation", Reason.about(bookNo, reason));
        }
    }

    private void order(BookShown book, Verdict verdict) {
        LocalDate today = desk.context.today();
        Interest interest =
                ComparisonRules.is(desk.limits(), "interest")
                        ? desk.rates.interest(
                                desk.rules.decide(
                                        "refund-interest", today, Map.of("tax kind", "import VAT")),
                                bookNo,
                                now.holding().amount(),
                                book.paidOn(),
                                today)
                        : Interest.NONE;
        desk.ask(new Command.Capture(holdId() + ":order", holdId(), null, today, why("refund")));
        if (interest.sum().signum() > 0) {
            String payable = Accounts.interestPayable(desk.number, bookNo);
            desk.ask(Accounts.openBoundary(Accounts.INTEREST));
            desk.ask(Accounts.open(payable));
            desk.ask(
                    Accounts.post(
                            holdId() + ":interest",
                            today,
                            why("refund"),
                            Accounts.INTEREST,
                            payable,
                            interest.sum()));
        }
        ordered(1, today, interest.sum());
        claim(Claim.ORDERED, now.holding().amount());
        say(book, Outcome.ADMITTED, List.of(), verdict, interest);
        desk.effects.add(
                new Effect.Send(
                        Messages.notice(
                                desk.application(),
                                bookNo,
                                today,
                                actLimit().lastDay(today, desk.context.calendar()).date())));
        sendOrder();
        settleOrder();
    }

    private void sendOrder() {
        desk.effects.add(
                new Effect.Send(
                        Messages.order(
                                desk.application(),
                                bookNo,
                                orderNo(),
                                desk.bankAccount(),
                                now.holding().amount(),
                                now.order().interest())));
    }

    private void none(BookShown book, Verdict verdict, String why) {
        release();
        phase(Phase.NONE);
        say(book, Outcome.REFUSED, List.of(), verdict, Interest.NONE, why);
    }

    // ---- treasury

    private void settleOrder() {
        TreasuryPaid paid =
                desk.payments.stream()
                        .filter(p -> p.orderNo().equals(orderNo()))
                        .findFirst()
                        .orElse(null);
        if (paid != null) {
            paid(paid);
            return;
        }
        TreasuryReturned back =
                desk.returned.stream()
                        .filter(r -> r.orderNo().equals(orderNo()))
                        .findFirst()
                        .orElse(null);
        if (back == null) {
            return;
        }
        Checks checks = new Checks();
        desk.days(checks);
        checks.add("P2", false, "treasury", back.reason(), "order " + orderNo(), "paid", "");
        if (desk.isAccountNamedSince(back.returnedOn())) {
            ordered(
                    now.order().count() + 1,
                    Objects.requireNonNull(now.order().on(), bookNo),
                    now.order().interest());
            sendOrder();
            settleOrder();
        } else {
            desk.sayOnce(
                    "payment/" + bookNo,
                    "payment",
                    Outcome.WAITING,
                    checks,
                    List.of("account"),
                    List.of(),
                    List.of(),
                    "关税法, 51");
        }
    }

    private void paid(TreasuryPaid paid) {
        Checks checks = new Checks();
        desk.days(checks);
        BigDecimal none = new BigDecimal("0.00");
        checks.money(
                "P1",
                "treasury.amount",
                paid.amount(),
                "order.amount",
                now.holding().amount(),
                none,
                "");
        checks.money(
                "P1",
                "treasury.interest",
                paid.interest(),
                "order.interest",
                now.order().interest(),
                none,
                "");
        boolean right =
                paid.amount().compareTo(now.holding().amount()) == 0
                        && paid.interest().compareTo(now.order().interest()) == 0;
        if (!right) {
            desk.assign(clock("payment"), "payment", Reason.about(bookNo, paid.reference()));
            desk.sayOnce(
                    "payment/" + bookNo,
                    "payment",
                    Outcome.REFERRED,
                    checks,
                    List.of(),
                    List.of(),
                    List.of(),
                    "关税法, 51");
            return;
        }
        settle(Accounts.refundPayable(desk.number, bookNo), now.holding().amount(), ":paid");
        if (now.order().interest().signum() > 0) {
            settle(
                    Accounts.interestPayable(desk.number, bookNo),
                    now.order().interest(),
                    ":interest-paid");
        }
        phase(Phase.PAID);
        desk.sayOnce(
                "payment/" + bookNo,
                "payment",
                Outcome.ADMITTED,
                checks,
                List.of(),
                List.of(),
                List.of(),
                "关税法, 51");
        if (isVat()) {
            desk.effects.add(new Effect.Stop(clock(RESERVED)));
            reservation("CONFIRM", desk.context.at());
            desk.effects.add(
                    new Effect.Send(
                            Messages.reduction(
                                    desk.number, bookNo, now.holding().amount(), paid.paidOn())));
        }
    }

    private void settle(String payable, BigDecimal amount, String what) {
        desk.ask(
                Accounts.post(
                        holdId() + what,
                        desk.context.today(),
                        why("payment"),
                        payable,
                        Accounts.TREASURY,
                        amount));
    }

    // ---- clocks

    void expired(String name) {
        switch (name) {
            case ASK -> asked(now.asked().count(), now.asked().unanswered(), false);
            case ACT -> noticed(now.notice().on(), desk.bankAccount().isBlank());
            case RESERVED -> {
                if (now.phase() == Phase.RESERVING) {
                    // The ledger gives back what has run out as soon as it is asked anything:
                    // whoever waits is
                    // told now.
                    desk.ask(
                            new Command.Release(
                                    holdId() + ":release", holdId(), null, why("refund")));
                    reservation("RELEASE", desk.context.at());
                    refusedAtTaxSide(desk.context.at(), "no answer");
                } else if (now.phase() == Phase.ORDERED) {
                    // The treasury takes longer: the book must not become free meanwhile.
                    Instant until = until();
                    reservation("RENEW", until);
                    desk.effects.add(new Effect.StartAt(clock(RESERVED), until, "税总发〔2013〕76号"));
                }
            }
            default -> throw new IllegalStateException("No clock " + name);
        }
    }

    // ---- saying

    private void say(
            BookShown book,
            Outcome outcome,
            List<String> missing,
            Verdict verdict,
            Interest interest) {
        say(book, outcome, missing, verdict, interest, "");
    }

    private void say(
            BookShown book,
            Outcome outcome,
            List<String> missing,
            Verdict verdict,
            Interest interest,
            String why) {
        Checks checks = new Checks();
        desk.days(checks);
        List<Verdict> verdicts = new ArrayList<>(List.of(verdict));
        BookShown vat = vat();
        if (vat != null) {
            verdicts.add(desk.linkage());
            String asOf = vat.isAnswered() ? vat.asOf().toString() : null;
            String office = vat.office().isEmpty() ? "tax answer" : "tax answer of " + vat.office();
            if (isFresh(vat)) {
                checks.add("T1", true, office, asOf, "not before", oldest().toString(), "");
            } else {
                checks.undecided("T1", office, asOf, "newer than", "answer hours");
            }
            if (vat.contradicted()) {
                checks.undecided(
                        "T2", office, asOf, "deductions stated before", "more than the answer");
            }
            if (!vat.comparison().isEmpty()) {
                checks.add(
                        "T3",
                        !List.of("differ", "missing", "duplicate").contains(vat.comparison()),
                        "comparison",
                        vat.comparison(),
                        "must be",
                        "match",
                        "");
            }
        }
        BigDecimal asked = Checks.cents(line.amount());
        BigDecimal room = isVat() ? book.room() : book.amount().subtract(book.orderedByOthers());
        checks.add(
                "V3",
                asked.compareTo(room) <= 0,
                "line.amount",
                asked.toPlainString(),
                "book less %s deducted%s, %s transferred out, %s refunded"
                        .formatted(
                                book.used().add(book.ticked()).toPlainString(),
                                book.period().isEmpty() ? "" : " in " + book.period(),
                                book.transferredOut().toPlainString(),
                                book.orderedByOthers().toPlainString()),
                room.toPlainString(),
                "");
        switch (why) {
            case "lapsed" ->
                    checks.add(
                            "F9",
                            false,
                            "account named",
                            null,
                            "months after the notice of " + now.notice().on(),
                            Integer.toString(ComparisonRules.whole(desk.limits(), "act months")),
                            "");
            case "officer" -> checks.add("O1", false, "officer", "refuse", "must be", "refund", "");
            default -> {}
        }
        desk.sayOnce(
                bookNo,
                "refund",
                outcome,
                checks,
                missing,
                verdicts,
                interest.parts(),
                ComparisonRules.text(verdict, "clause"));
    }
}
