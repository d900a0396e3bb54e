package org.liandong.warehousereceipt;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Check;
import org.liandong.kernel.Checks;
import org.liandong.kernel.Context;
import org.liandong.kernel.Effect;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Step;
import org.liandong.kernel.ledger.Answer;
import org.liandong.kernel.ledger.Code;
import org.liandong.kernel.ledger.Command;
import org.liandong.kernel.ledger.Leg;
import org.liandong.warehousereceipt.ReceiptCase.Act;
import org.liandong.warehousereceipt.ReceiptCase.Act.Kind;
import org.liandong.warehousereceipt.ReceiptCase.Act.Standing;
import org.liandong.warehousereceipt.ReceiptCase.Held;
import org.liandong.warehousereceipt.ReceiptCase.Receipt;
import org.liandong.warehousereceipt.ReceiptFact.GoodsLeft;
import org.liandong.warehousereceipt.ReceiptFact.LotAsked;
import org.liandong.warehousereceipt.ReceiptFact.LotShown;
import org.liandong.warehousereceipt.ReceiptFact.MergeAsked;
import org.liandong.warehousereceipt.ReceiptFact.MergerAsked;
import org.liandong.warehousereceipt.ReceiptFact.Parent;
import org.liandong.warehousereceipt.ReceiptFact.ParentShown;
import org.liandong.warehousereceipt.ReceiptFact.Part;
import org.liandong.warehousereceipt.ReceiptFact.ReceiptBorn;
import org.liandong.warehousereceipt.ReceiptFact.ReceiptDrawn;
import org.liandong.warehousereceipt.ReceiptFact.ReceiptMerged;
import org.liandong.warehousereceipt.ReceiptFact.ReceiptStands;
import org.liandong.warehousereceipt.ReceiptFact.TaskAnswered;

/// A receipt: issued once the lot has everything, then carried through what is done about it.
///
/// Every act is judged on what is known, then asked of the ledger in one batch. What waits for a fact is judged again when that comes;
/// what the ledger refuses is refused for good, and whoever still wants it asks anew.
final class ReceiptDesk extends Desk {

    private static final String PREFIX = "receipt:";
    private static final String ISSUE = "issue";
    private static final String MERGER = "merger";
    private static final String LAW = "Civil Code 908, 909; GB/T 30332-2024";
    private static final String REFUSED = "rejected";
    private static final BigDecimal LEAST = BigDecimal.ONE.movePointLeft(Accounts.SCALE);

    private final YardRules rules;

    // See Receipt.
    private final String number;
    private @Nullable Held<ReceiptDrawn> drawn;
    private @Nullable ReceiptBorn born;
    private @Nullable Held<MergeAsked> merger;
    private final List<ParentShown> parents;
    private @Nullable LotShown lot;
    private @Nullable ReceiptDrawn face;
    private final Map<String, String> elements;
    private int version;
    private final List<String> holders;
    private BigDecimal quantity;
    private String closed;
    private final List<String> into;
    private final List<Act> acts;
    private final List<String> mergers;
    private final Set<String> awaiting;

    ReceiptDesk(Receipt receipt, YardRules rules, Context context) {
        super(key(receipt.number()), receipt.desk(), context);
        this.rules = rules;
        this.number = receipt.number();
        this.drawn = receipt.drawn();
        this.born = receipt.born();
        this.merger = receipt.merger();
        this.parents = new ArrayList<>(receipt.parents());
        this.lot = receipt.lot();
        this.face = receipt.face();
        this.elements = new TreeMap<>(receipt.elements());
        this.version = receipt.version();
        this.holders = new ArrayList<>(receipt.holders());
        this.quantity = receipt.quantity();
        this.closed = receipt.closed();
        this.into = new ArrayList<>(receipt.into());
        this.acts = new ArrayList<>(receipt.acts());
        this.mergers = new ArrayList<>(receipt.mergers());
        this.awaiting = new LinkedHashSet<>(receipt.awaiting());
    }

    static String key(String receiptNo) {
        return PREFIX + receiptNo;
    }

    static @Nullable String number(CaseKey key) {
        return key.value().startsWith(PREFIX) ? key.value().substring(PREFIX.length()) : null;
    }

    private Step<ReceiptCase> done() {
        return step(state());
    }

    private Receipt state() {
        return new Receipt(
                number,
                drawn,
                born,
                merger,
                List.copyOf(parents),
                lot,
                face,
                Map.copyOf(elements),
                version,
                List.copyOf(holders),
                quantity,
                closed,
                List.copyOf(into),
                List.copyOf(acts),
                List.copyOf(mergers),
                List.copyOf(awaiting),
                memory(),
                status());
    }

    private String status() {
        if (isReferred()) {
            return "referred";
        }
        if (!closed.isEmpty()) {
            return closed;
        }
        if (face == null) {
            return lastSaid(ISSUE, "").startsWith(Outcome.REFUSED.name()) ? REFUSED : "waiting";
        }
        if (isStopped()) {
            return "suspended";
        }
        if (moved(Kind.FREEZE).signum() > 0) {
            return "frozen";
        }
        return moved(Kind.PLEDGE).signum() > 0 ? "pledged" : "in-force";
    }

    private BigDecimal moved(Kind kind) {
        return acts.stream()
                .filter(a -> a.kind() == kind)
                .map(Act::moved)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    // ---- facts

    Step<ReceiptCase> drawn(FactId id, ReceiptDrawn fact) {
        Held<ReceiptDrawn> first = drawn;
        if (first != null && first.fact().equals(fact)) {
            return settle();
        }
        if (isTaken(id)) {
            return done();
        }
        drawn = new Held<>(id, fact);
        tell(LotDesk.key(fact.lotNo()), new LotAsked(fact.lotNo(), number));
        return settle();
    }

    Step<ReceiptCase> merge(FactId id, MergeAsked fact) {
        Held<MergeAsked> first = merger;
        if (first != null && first.fact().equals(fact)) {
            return settle();
        }
        if (isTaken(id)) {
            return done();
        }
        merger = new Held<>(id, fact);
        for (Parent parent : fact.parents()) {
            tell(key(parent.receiptNo()), new MergerAsked(parent.receiptNo(), number));
        }
        return settle();
    }

    Step<ReceiptCase> born(ReceiptBorn fact) {
        Held<ReceiptDrawn> earlier = drawn;
        Held<MergeAsked> merging = merger;
        born = fact;
        if (earlier != null) {
            isTaken(earlier.id());
        }
        if (merging != null) {
            isTaken(merging.id());
        }
        awaiting.removeIf(account -> {
            effect(new Effect.Forgo(account));
            return true;
        });
        issued(fact.drawn(), fact.holder());
        tell(LotDesk.key(fact.drawn().lotNo()), new LotAsked(fact.drawn().lotNo(), number));
        return settle();
    }

    /// N1: the number is new. Who comes second is refused.
    private boolean isTaken(FactId id) {
        String by =
                born != null
                        ? born.from()
                        : drawn != null
                                ? drawn.id().toString()
                                : merger != null ? merger.id().toString() : "";
        if (by.isEmpty()) {
            return false;
        }
        Checks checks = new Checks();
        checks.add("N1", false, "receipt.no", number, "taken by", by, "");
        decide(
                ISSUE,
                id.toString(),
                Outcome.REFUSED,
                checks,
                List.of(),
                List.of(),
                List.of(),
                Map.of("receipt", id),
                LAW);
        return true;
    }

    Step<ReceiptCase> shown(LotShown fact) {
        lot = fact;
        return settle();
    }

    Step<ReceiptCase> asked(MergerAsked fact) {
        if (!mergers.contains(fact.into())) {
            keep(mergers, fact.into());
        }
        return settle();
    }

    Step<ReceiptCase> shown(ParentShown fact) {
        parents.removeIf(p -> p.receiptNo().equals(fact.receiptNo()));
        keep(parents, fact);
        if (isNew("lot", fact.drawn().lotNo())) {
            tell(LotDesk.key(fact.drawn().lotNo()), new LotAsked(fact.drawn().lotNo(), number));
        }
        return settle();
    }

    Step<ReceiptCase> merged(ReceiptMerged fact) {
        into.add(fact.into());
        quantity = BigDecimal.ZERO;
        closed = "merged";
        return settle();
    }

    /// N2: an act has a number of its own. The same act under another identity is a repeat.
    Step<ReceiptCase> act(Act act) {
        for (Act known : acts) {
            if (known.isSame(act)) {
                if (!known.saysTheSameAs(act)) {
                    Trial trial = new Trial();
                    trial.checks.add(
                            "N2", false, "act.no", act.no(), "taken by", known.id().toString(), "");
                    say(act, act.id().toString(), Outcome.REFUSED, trial);
                }
                return settle();
            }
        }
        keep(acts, act);
        return settle();
    }

    Step<ReceiptCase> officer(FactId id, TaskAnswered said) {
        isUsable(said, List.of("noted"), id);
        return settle();
    }

    Step<ReceiptCase> room(String account) {
        awaiting.remove(account);
        return settle();
    }

    // ---- settling

    private Step<ReceiptCase> settle() {
        if (!isAsking()) {
            next();
        }
        if (!isAsking()) {
            show();
        }
        return done();
    }

    /// Goes on until something has to be asked of the ledger, or nothing is left to do.
    private void next() {
        if (face == null && closed.isEmpty()) {
            issue();
        }
        LotShown of = lot;
        if (!isAsking() && face != null && of != null && closed.isEmpty()) {
            boolean stop = !of.shortage().isEmpty();
            if (stop != isStopped()) {
                askToStop(Accounts.free(number), stop, of.shortage());
            }
        }
        boolean changed = true;
        while (changed && !isAsking()) {
            changed = false;
            for (Act act : waiting()) {
                if (!isAsking()) {
                    changed |= proceed(act);
                }
            }
        }
    }

    private List<Act> waiting() {
        return acts.stream()
                .filter(a -> a.standing() == Standing.WAITING)
                .sorted(
                        Comparator.comparing(Act::kind)
                                .thenComparing(Act::on)
                                .thenComparing(Act::no))
                .toList();
    }

    private @Nullable Act find(Kind kind, String no) {
        return acts.stream()
                .filter(a -> a.kind() == kind && a.no().equals(no))
                .findFirst()
                .orElse(null);
    }

    private Act required(Kind kind, String no) {
        return Objects.requireNonNull(find(kind, no), () -> kind + " " + no);
    }

    private void put(Act changed) {
        acts.replaceAll(a -> a.isSame(changed) ? changed : a);
    }

    private void await(String account, BigDecimal amount) {
        if (awaiting.add(account)) {
            effect(new Effect.Await(account, amount));
        }
    }

    private void forgo(String account) {
        if (awaiting.remove(account)) {
            effect(new Effect.Forgo(account));
        }
    }

    // ---- issue

    private void issue() {
        Held<ReceiptDrawn> draft = drawn;
        Held<MergeAsked> merging = merger;
        if (draft != null) {
            issue(draft);
        } else if (merging != null) {
            merge(merging);
        }
    }

    private void issue(Held<ReceiptDrawn> draft) {
        ReceiptDrawn fact = draft.fact();
        LotShown of = lot;
        Trial trial = FaceTrial.of(fact, of, rules);
        String unissued = Accounts.unissued(fact.lotNo());
        if (!trial.passes()) {
            forgo(unissued);
            sayIssue(draft.id(), trial.outcome(), trial);
        } else if (awaiting.contains(unissued)) {
            trial.checks.undecided(
                    "I4", "receipt.quantity", plain(fact.quantity()), "lot.unissued", "less");
            trial.missing.add("free-quantity");
            sayIssue(draft.id(), Outcome.WAITING, trial);
        } else {
            String asset = Objects.requireNonNull(of).asset();
            ask(
                    ISSUE,
                    openNew(Accounts.free(number), asset),
                    openNew(Accounts.passing(number), asset),
                    post(ISSUE, leg(unissued, Accounts.free(number), fact.quantity())));
        }
    }

    /// M1 to M4: several receipts on one lot, open, in one hand.
    private void merge(Held<MergeAsked> merging) {
        MergeAsked fact = merging.fact();
        Trial trial = new Trial();
        List<String> numbers = fact.parents().stream().map(Parent::receiptNo).distinct().toList();
        trial.checks.add(
                "M1",
                numbers.size() >= 2
                        && numbers.size() == fact.parents().size()
                        && numbers.size() <= ActTrial.PARTS_MAX,
                "merger.receipts",
                String.join(", ", numbers),
                "must be",
                "2 to %d different ones".formatted(ActTrial.PARTS_MAX),
                "");
        List<Leg> legs = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        ReceiptDrawn first = null;
        for (Parent parent : fact.parents()) {
            ParentShown shown =
                    parents.stream()
                            .filter(p -> p.receiptNo().equals(parent.receiptNo()))
                            .findFirst()
                            .orElse(null);
            if (shown == null) {
                trial.require("receipt", false);
                continue;
            }
            first = first == null ? shown.drawn() : first;
            trial.isOpen(parent.receiptNo(), shown.closed());
            trial.isHolder(shown.holders(), parent.holding(), fact.by());
            trial.same(
                    "M2",
                    parent.receiptNo() + ".lot",
                    shown.drawn().lotNo(),
                    first.receiptNo() + ".lot",
                    first.lotNo());
            if (shown.quantity().signum() > 0) {
                legs.add(
                        leg(
                                Accounts.free(parent.receiptNo()),
                                Accounts.free(number),
                                shown.quantity()));
            }
            sum = sum.add(shown.quantity());
        }
        LotShown of = lot;
        trial.require("count", of != null && of.shortage().isEmpty());
        if (!trial.passes() || first == null || of == null) {
            sayIssue(merging.id(), trial.outcome(), trial);
            return;
        }
        ask(
                MERGER,
                openNew(Accounts.free(number), of.asset()),
                openNew(Accounts.passing(number), of.asset()),
                post(MERGER, legs.toArray(Leg[]::new)));
    }

    private BigDecimal merging() {
        return parents.stream().map(ParentShown::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void answeredIssue(Held<ReceiptDrawn> draft, Booking booking) {
        if (booking.isPosted()) {
            Trial trial = FaceTrial.of(draft.fact(), lot, rules);
            issued(draft.fact(), draft.fact().depositor());
            sayIssue(draft.id(), Outcome.ADMITTED, trial);
        } else if (booking.is(Code.FLOOR_BREACH)) {
            await(Accounts.unissued(draft.fact().lotNo()), draft.fact().quantity());
        } else {
            throw unexpected(ISSUE, booking);
        }
    }

    private void answeredMerger(Held<MergeAsked> merging, Booking booking) {
        Trial trial = new Trial();
        trial.checks.add(
                "Q1",
                booking.isPosted(),
                "merger.quantity",
                plain(merging()),
                "free of the last receipt that had too little",
                booking.isPosted() ? "enough" : plain(booking.available()),
                "");
        if (booking.isPosted()) {
            ReceiptDrawn first =
                    parents.stream()
                            .filter(p ->
                                    p.receiptNo()
                                            .equals(
                                                    merging.fact()
                                                            .parents()
                                                            .getFirst()
                                                            .receiptNo()))
                            .findFirst()
                            .orElseThrow()
                            .drawn();
            issued(
                    of(first, number, merging(), first.elements(), merging.fact().askedOn()),
                    merging.fact().by());
            sayIssue(merging.id(), Outcome.ADMITTED, trial);
            for (Parent parent : merging.fact().parents()) {
                tell(key(parent.receiptNo()), new ReceiptMerged(parent.receiptNo(), number));
            }
        } else if (booking.is(Code.FLOOR_BREACH)) {
            sayIssue(merging.id(), Outcome.REFUSED, trial);
            closed = REFUSED;
        } else {
            throw unexpected(MERGER, booking);
        }
    }

    private static ReceiptDrawn of(
            ReceiptDrawn face,
            String receiptNo,
            BigDecimal quantity,
            Map<String, String> elements,
            LocalDate on) {
        return new ReceiptDrawn(
                receiptNo,
                face.lotNo(),
                face.keeper(),
                face.depositor(),
                quantity,
                elements,
                face.storageFrom(),
                face.storageTo(),
                on);
    }

    private void issued(ReceiptDrawn as, String holder) {
        face = as;
        elements.putAll(as.elements());
        quantity = as.quantity();
        holders.add(holder);
    }

    private void sayIssue(FactId id, Outcome outcome, Trial trial) {
        decide(
                ISSUE,
                "",
                outcome,
                trial.checks,
                trial.missing,
                trial.verdicts,
                List.of(),
                Map.of("receipt", id),
                LAW);
    }

    // ---- carrying it out

    /// @return whether it came to something without the ledger
    private boolean proceed(Act act) {
        Trial trial = ActTrial.of(state(), rules, act);
        if (trial.passes()) {
            return carryOut(act, trial);
        }
        if (trial.outcome() == Outcome.REFUSED) {
            close(act, Standing.REFUSED, trial);
            return true;
        }
        Outcome outcome = Outcome.WAITING;
        if (act.kind() == Kind.LOAD) {
            alarm(act);
            outcome = Outcome.REFERRED;
        }
        say(act, act.no(), outcome, trial);
        return false;
    }

    /// Goods have left that no order lets go.
    private void alarm(Act load) {
        assign(task(load), List.of("noted"), number, load.no(), plain(load.quantity()));
    }

    private static String task(Act load) {
        return "load/" + load.no();
    }

    private boolean carryOut(Act act, Trial trial) {
        String free = Accounts.free(number);
        String kind = Acts.word(act.kind());
        switch (act.kind()) {
            case FEES, SIGNATURE -> put(act.in(Standing.DONE));
            case CORRECTION -> {
                elements.putAll(act.elements());
                version++;
                close(act, Standing.DONE, trial);
            }
            case LIFT -> {
                Act freeze = required(Kind.FREEZE, act.no());
                if (freeze.moved().signum() == 0) {
                    close(act, Standing.DONE, trial);
                } else {
                    ask(act, post(kind, leg(frozen(act), free, freeze.moved())));
                }
            }
            case FREEZE, LOSS -> {
                return take(act, trial);
            }
            case ENDORSEMENT ->
                    ask(
                            act,
                            post(kind, leg(free, Accounts.passing(number), quantity)),
                            post(kind, leg(Accounts.passing(number), free, quantity)));
            case PLEDGE ->
                    askAfter(
                            what(act),
                            open(pledged(act.no()), asset()),
                            hold(
                                    kind,
                                    Accounts.pledge(act.no(), number),
                                    leg(free, pledged(act.no()), act.quantity())));
            case RELEASE -> {
                if (isOurs(act)) {
                    ask(act, release(kind, Accounts.pledge(act.to(), number), act.quantity()));
                } else {
                    settled(act, act.quantity(), trial);
                }
            }
            case ENFORCEMENT -> {
                return enforce(act);
            }
            case DELIVERY ->
                    ask(
                            act,
                            hold(
                                    kind,
                                    Accounts.order(number, act.no()),
                                    leg(free, Accounts.delivery(asset()), act.quantity())));
            case LOAD ->
                    askThroughStop(
                            what(act),
                            free,
                            capture(kind, Accounts.order(number, act.to()), act.quantity()));
            case END -> {
                Act delivery = required(Kind.DELIVERY, act.to());
                if (delivery.moved().signum() == 0) {
                    close(act, Standing.DONE, trial);
                } else {
                    ask(act, release(kind, Accounts.order(number, act.to()), delivery.moved()));
                }
            }
            case SPLIT -> {
                List<Command.Single> commands = new ArrayList<>();
                List<Leg> legs = new ArrayList<>();
                for (Part part : act.parts()) {
                    bear(commands, part);
                    legs.add(leg(free, Accounts.free(part.receiptNo()), part.quantity()));
                }
                commands.add(post(kind, legs.toArray(Leg[]::new)));
                ask(act, commands.toArray(Command.Single[]::new));
            }
            case CANCELLATION ->
                    ask(act, post(kind, leg(free, Accounts.unissued(face().lotNo()), quantity)));
        }
        return !isAsking();
    }

    private void ask(Act act, Command.Single... commands) {
        ask(what(act), commands);
    }

    private String what(Act act) {
        return act.kind() + "/" + act.no() + "/" + act.quantity().toPlainString();
    }

    private String asset() {
        return Objects.requireNonNull(lot, number).asset();
    }

    private String frozen(Act act) {
        return Accounts.frozen(number, act.no());
    }

    private String pledged(String contractNo) {
        return Accounts.pledged(number, contractNo);
    }

    private boolean isOurs(Act ofPledge) {
        return required(Kind.PLEDGE, ofPledge.to()).standing() == Standing.DONE;
    }

    private void bear(List<Command.Single> commands, Part part) {
        commands.add(openNew(Accounts.free(part.receiptNo()), asset()));
        commands.add(openNew(Accounts.passing(part.receiptNo()), asset()));
    }

    /// Takes what is free, and the rest when it becomes free (轮候). An order that is lifted freezes nothing, and while goods are short
    /// none moves anyway.
    private boolean take(Act act, Trial trial) {
        boolean freezes = act.kind() == Kind.FREEZE;
        BigDecimal all = freezes ? act.quantity().min(quantity) : act.quantity();
        BigDecimal rest = all.subtract(act.moved());
        if (rest.signum() <= 0 || (freezes && find(Kind.LIFT, act.no()) != null)) {
            close(act, Standing.DONE, trial);
            return true;
        }
        if (lot != null && !awaiting.contains(Accounts.free(number)) && !(freezes && isStopped())) {
            take(act, rest);
        }
        return false;
    }

    private void take(Act act, BigDecimal amount) {
        String free = Accounts.free(number);
        String kind = Acts.word(act.kind());
        String what = act.kind() + "/" + act.no() + "/" + amount.toPlainString();
        if (act.kind() == Kind.FREEZE) {
            askAfter(what, open(frozen(act), asset()), post(kind, leg(free, frozen(act), amount)));
        } else {
            askThroughStop(what, free, post(kind, leg(free, Accounts.loss(asset()), amount)));
        }
    }

    /// The buyer of pledged goods gets a receipt; whoever placed the pledge captures it for the sale.
    private boolean enforce(Act act) {
        String from = pledged(act.to());
        if (awaiting.contains(from)) {
            return false;
        }
        Part part = act.parts().getFirst();
        String kind = Acts.word(act.kind());
        List<Command.Single> commands = new ArrayList<>();
        if (isOurs(act)) {
            commands.add(capture(kind, Accounts.pledge(act.to(), number), act.quantity()));
        }
        bear(commands, part);
        commands.add(post(kind, leg(from, Accounts.free(part.receiptNo()), act.quantity())));
        ask(act, commands.toArray(Command.Single[]::new));
        return false;
    }

    // ---- answers

    Step<ReceiptCase> answered(Answer answer) {
        Booking booking = Booking.of(answer);
        String what = asked();
        switch (what) {
            case ISSUE -> answeredIssue(Objects.requireNonNull(drawn), booking);
            case MERGER -> answeredMerger(Objects.requireNonNull(merger), booking);
            case "stop" -> {
                if (!booking.isPosted()) {
                    throw unexpected(what, booking);
                }
            }
            default -> {
                String[] parts = what.split("/", -1);
                Act act = required(Kind.valueOf(parts[0]), parts[1]);
                BigDecimal amount = new BigDecimal(parts[2]);
                Trial trial = ActTrial.of(state(), rules, act);
                if (booking.isPosted()) {
                    trial.checks.add("Q1", true, what(act), plain(amount), "ledger", "posted", "");
                    settled(act, amount, trial);
                } else {
                    notDone(act, booking, trial);
                }
            }
        }
        return settle();
    }

    private void notDone(Act act, Booking booking, Trial trial) {
        switch (Objects.requireNonNull(booking.code())) {
            case FLOOR_BREACH -> tooLittle(act, booking, trial);
            case DUPLICATE_HOLD -> {
                // The pledge stands already: another service has asked for it.
                close(act.with(act.quantity(), Standing.WAITING), Standing.DONE_ELSEWHERE, trial);
            }
            case DUPLICATE_ACCOUNT -> {
                trial.checks.add(
                        "N1",
                        false,
                        "receipt.no",
                        act.parts().stream().map(Part::receiptNo).collect(Collectors.joining(", ")),
                        "must be",
                        "new",
                        "");
                close(act, Standing.REFUSED, trial);
            }
            case HOLD_AMOUNT_EXCEEDED, HOLD_NOT_OPEN -> {
                boolean load = act.kind() == Kind.LOAD;
                Act held = required(load ? Kind.DELIVERY : Kind.PLEDGE, act.to());
                trial.checks.add(
                        load ? "G1" : "P5",
                        false,
                        Acts.word(act.kind()) + ".quantity",
                        plain(act.quantity()),
                        Acts.word(held.kind()),
                        plain(held.moved()),
                        "");
                if (load) {
                    alarm(act);
                }
                close(act, Standing.REFUSED, trial);
            }
            default -> throw unexpected(act.kind() + " " + act.no(), booking);
        }
    }

    /// Q1: it is free. Authorities and losses take what is free and wait for the rest; nobody else waits.
    private void tooLittle(Act act, Booking booking, Trial trial) {
        switch (act.kind()) {
            case FREEZE, LOSS -> {
                if (booking.available().signum() > 0) {
                    take(act, booking.available());
                    return;
                }
                await(Accounts.free(number), LEAST);
                trial.checks.undecided(
                        "Q1",
                        Acts.word(act.kind()) + ".quantity",
                        plain(act.quantity().subtract(act.moved())),
                        "receipt.free",
                        "0");
                trial.missing.add("free-quantity");
                say(act, act.no(), Outcome.WAITING, trial);
            }
            case ENFORCEMENT -> {
                await(pledged(act.to()), act.quantity());
                trial.missing.add("capture");
                say(act, act.no(), Outcome.WAITING, trial);
            }
            default -> {
                trial.checks.add(
                        "Q1",
                        false,
                        Acts.word(act.kind()) + ".quantity",
                        plain(act.quantity().signum() == 0 ? quantity : act.quantity()),
                        "receipt.free",
                        plain(booking.available()),
                        "");
                close(act, Standing.REFUSED, trial);
            }
        }
    }

    /// What an act came to.
    private void settled(Act act, BigDecimal amount, Trial trial) {
        Act settled = act;
        switch (act.kind()) {
            case FEES, SIGNATURE, CORRECTION -> {}
            case LIFT -> {
                Act freeze = required(Kind.FREEZE, act.no());
                put(freeze.with(BigDecimal.ZERO, Standing.DONE));
            }
            case FREEZE, LOSS -> {
                if (act.kind() == Kind.LOSS) {
                    leaves(amount, "written-off");
                }
                put(act.with(act.moved().add(amount), Standing.WAITING));
                return;
            }
            case ENDORSEMENT -> holders.add(act.to());
            case PLEDGE -> settled = act.with(act.quantity(), Standing.WAITING);
            case DELIVERY -> {
                settled = act.with(act.quantity(), Standing.WAITING);
                effect(new Effect.Send(Messages.order(face().keeper(), number, act)));
            }
            case RELEASE -> less(required(Kind.PLEDGE, act.to()), act.quantity());
            case ENFORCEMENT -> {
                less(required(Kind.PLEDGE, act.to()), act.quantity());
                bear(act.parts().getFirst(), act.by(), act.on());
                leaves(act.quantity(), "realised");
            }
            case LOAD -> {
                less(required(Kind.DELIVERY, act.to()), act.quantity());
                leaves(act.quantity(), "delivered");
                withdraw(task(act));
            }
            case END -> {
                Act delivery = required(Kind.DELIVERY, act.to());
                less(delivery, delivery.moved());
            }
            case SPLIT -> {
                for (Part part : act.parts()) {
                    bear(part, holders.getLast(), act.on());
                }
                leaves(quantity, "split");
            }
            case CANCELLATION -> leaves(quantity, "cancelled");
        }
        close(settled, Standing.DONE, trial);
    }

    private ReceiptDrawn face() {
        return Objects.requireNonNull(face, number);
    }

    private void less(Act of, BigDecimal amount) {
        put(of.with(of.moved().subtract(amount), of.standing()));
    }

    private void leaves(BigDecimal amount, String reason) {
        quantity = quantity.subtract(amount);
        if (quantity.signum() == 0) {
            closed = reason;
        }
    }

    private void bear(Part part, String holder, LocalDate on) {
        into.add(part.receiptNo());
        ReceiptDrawn parent = Objects.requireNonNull(face);
        tell(
                key(part.receiptNo()),
                new ReceiptBorn(
                        part.receiptNo(),
                        number,
                        of(parent, part.receiptNo(), part.quantity(), Map.copyOf(elements), on),
                        holder));
    }

    // ---- saying

    /// An act has come to its end: what was said of it is told to whoever acted.
    private void close(Act act, Standing standing, Trial trial) {
        Act closing = act.in(standing);
        put(closing);
        Outcome outcome = Outcome.ADMITTED;
        if (standing == Standing.REFUSED) {
            outcome = act.kind() == Kind.LOAD ? Outcome.REFERRED : Outcome.REFUSED;
        }
        say(act, act.no(), outcome, trial);
        if (!act.by().isEmpty()) {
            effect(
                    new Effect.Send(
                            Messages.answer(
                                    number,
                                    closing,
                                    trial.checks.failed().stream()
                                            .map(Check::rule)
                                            .distinct()
                                            .collect(Collectors.joining(", ")))));
        }
    }

    private void say(Act act, String no, Outcome outcome, Trial trial) {
        String kind = Acts.word(act.kind());
        decide(
                kind,
                no,
                outcome,
                trial.checks,
                trial.missing,
                trial.verdicts,
                List.of(),
                Map.of(kind, act.id()),
                Acts.clause(act.kind()));
    }

    /// What has left is not in the yard any more, whether or not an order lets it go: a count must not wait for the order.
    private void showLoads() {
        String lotNo = face != null ? face.lotNo() : drawn != null ? drawn.fact().lotNo() : "";
        for (Act load : acts) {
            if (load.kind() == Kind.LOAD && !lotNo.isEmpty() && isNew("left " + load.no(), lotNo)) {
                tell(
                        LotDesk.key(lotNo),
                        new GoodsLeft(lotNo, load.no(), load.quantity(), Acts.leftAt(load)));
            }
        }
    }

    /// Tells lot, mergers and keeper how the receipt stands now.
    private void show() {
        boolean taking =
                waiting().stream().anyMatch(a -> a.kind() == Kind.FREEZE || a.kind() == Kind.LOSS);
        if (!taking) {
            forgo(Accounts.free(number));
        }
        showLoads();
        ReceiptDrawn says = face;
        if (says == null) {
            return;
        }
        if (isNew("stands", plain(quantity))) {
            tell(LotDesk.key(says.lotNo()), new ReceiptStands(says.lotNo(), number, quantity));
        }
        for (String merging : mergers) {
            ParentShown shown = new ParentShown(merging, number, says, holders, quantity, closed);
            if (isNew("parent " + merging, shown.toString())) {
                tell(key(merging), shown);
            }
        }
        Map<String, String> head = new TreeMap<>();
        head.put("receiptNo", number);
        head.put("lotNo", says.lotNo());
        head.put("holder", holders.getLast());
        head.put("holding", Integer.toString(holders.size() - 1));
        head.put("quantity", plain(quantity));
        head.put("version", Integer.toString(version));
        head.put("status", status());
        head.put("into", String.join(" ", into));
        if (isNew("message", head.toString())) {
            effect(new Effect.Send(Messages.receipt(says.keeper(), number, head)));
        }
    }
}
