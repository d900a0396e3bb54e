package org.liandong.warehousereceipt;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.Check;
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
import org.liandong.kernel.ledger.Code;
import org.liandong.kernel.ledger.Command;
import org.liandong.kernel.ledger.Detail;
import org.liandong.kernel.ledger.Leg;
import org.liandong.kernel.ledger.Reference;

/// What the desks of lots, receipts and audits have in common. A desk makes one step: it adds a fact, then settles what the set of facts
/// comes to. It asks the ledger for one thing at a time; the answer comes back within the step, and it settles again.
abstract class Desk {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /// Who decides about shortages and losses.
    static final String OFFICER = "yard-officer";

    /// What one case can collect of each kind. More is a fault of a sender.
    private static final int FACTS_MAX = 10_000;

    final Context context;
    private final String key;
    private final List<Effect> effects = new ArrayList<>();
    private final Map<String, String> said;
    private final Set<String> tasks;
    private int attempts;
    private String asking;
    private boolean stopped;

    Desk(String key, ReceiptCase.Desk memory, Context context) {
        this.key = key;
        this.context = context;
        this.attempts = memory.attempts();
        this.asking = memory.asking();
        this.stopped = memory.stopped();
        this.said = new TreeMap<>(memory.said());
        this.tasks = new LinkedHashSet<>(memory.tasks());
    }

    final ReceiptCase.Desk memory() {
        return new ReceiptCase.Desk(
                attempts, asking, stopped, Map.copyOf(said), List.copyOf(tasks));
    }

    final Step<ReceiptCase> step(ReceiptCase state) {
        return new Step<>(state, effects);
    }

    final void effect(Effect effect) {
        effects.add(effect);
    }

    final void tell(String caseKey, ReceiptFact.Internal fact) {
        effects.add(new Effect.Tell(Linking.to(caseKey), fact));
    }

    static <T> void keep(List<T> facts, T fact) {
        if (facts.size() >= FACTS_MAX) {
            throw new IllegalStateException(
                    "More than %d facts of one kind about one case.".formatted(FACTS_MAX));
        }
        facts.add(fact);
    }

    // ---- saying

    /// Whether this was not the last that was said of the subject.
    final boolean isNew(String subject, String what) {
        return !what.equals(said.put(subject, what));
    }

    /// What was last decided about a subject, in short; empty when nothing was.
    final String lastSaid(String kind, String no) {
        return said.getOrDefault(kind + " " + no, "");
    }

    /// Decides, unless the same was the last decision about the subject.
    final void decide(
            String kind,
            String no,
            Outcome outcome,
            Checks checks,
            List<String> missing,
            List<Verdict> verdicts,
            List<Decision.Computation> arithmetic,
            Map<String, FactId> basis,
            String clause) {
        List<Check> open =
                checks.toList().stream().filter(c -> c.result() != Check.Result.PASSED).toList();
        if (isNew(kind + " " + no, outcome + " " + missing + open)) {
            effects.add(
                    new Effect.Decide(
                            new Decision(
                                    kind,
                                    outcome,
                                    checks.toList(),
                                    missing,
                                    verdicts,
                                    arithmetic,
                                    basis,
                                    clause)));
        }
    }

    static String plain(BigDecimal quantity) {
        return Checks.plain(quantity);
    }

    // ---- officers

    final boolean isReferred() {
        return !tasks.isEmpty();
    }

    final void assign(String task, List<String> options, String... about) {
        if (tasks.add(task)) {
            effects.add(
                    new Effect.Assign(
                            new Task(
                                    task,
                                    OFFICER,
                                    question(task),
                                    List.of(Reason.about(about)),
                                    options)));
        }
    }

    final void withdraw(String task) {
        if (tasks.remove(task)) {
            effects.add(new Effect.Withdraw(task));
        }
    }

    private static String question(String task) {
        int slash = task.indexOf('/');
        return slash < 0 ? task : task.substring(0, slash);
    }

    /// O2 and O3: the answer is one of those possible, and the task is open. An answer that can be used closes its task.
    final boolean isUsable(ReceiptFact.TaskAnswered said, List<String> options, FactId id) {
        boolean open = tasks.contains(said.task());
        Checks checks = new Checks();
        checks.reply(said.task(), said.answer(), options, open ? Checks.OPEN : "not open");
        boolean usable = checks.failed().isEmpty();
        decide(
                "officer",
                said.task() + " " + id,
                usable ? Outcome.ADMITTED : Outcome.REFUSED,
                checks,
                List.of(),
                List.of(),
                List.of(),
                Map.of("officer", id),
                "");
        if (usable) {
            withdraw(said.task());
        }
        return usable;
    }

    // ---- the ledger

    final boolean isAsking() {
        return !asking.isEmpty();
    }

    /// Asks the ledger: all of it or nothing.
    final void ask(String what, Command.Single... commands) {
        asking = what;
        effects.add(
                new Effect.Ask(
                        new Command.Batch(
                                nextKey(), Command.Batch.Mode.ATOMIC, List.of(commands))));
    }

    /// Asks the ledger for a command after another that may have been done before, or may not be possible.
    final void askAfter(String what, Command.Single first, Command.Single then) {
        asking = what;
        effects.add(
                new Effect.Ask(
                        new Command.Batch(
                                nextKey(), Command.Batch.Mode.EACH, List.of(first, then))));
    }

    /// What was asked for. It is not asked for any more.
    final String asked() {
        String what = asking;
        asking = "";
        return what;
    }

    /// What the ledger said.
    ///
    /// @param code      why not; null when it was done
    /// @param available what an account had that had too little
    record Booking(@Nullable Code code, BigDecimal available) {

        static Booking of(Answer answer) {
            if (!answer.members().isEmpty() && answer instanceof Answer.Posted) {
                return of(answer.members().getLast());
            }
            return switch (answer) {
                case Answer.Posted _ -> new Booking(null, BigDecimal.ZERO);
                case Answer.Refused refused ->
                        new Booking(
                                refused.code(),
                                refused.detail() instanceof Detail.Floor floor
                                        ? floor.availableBefore()
                                        : BigDecimal.ZERO);
                case Answer.Rejected rejected -> new Booking(rejected.code(), BigDecimal.ZERO);
            };
        }

        boolean isPosted() {
            return code == null;
        }

        boolean is(Code other) {
            return code == other;
        }
    }

    private String nextKey() {
        return "warehouse-receipt/" + key + "/" + ++attempts;
    }

    private Reference why(String decision) {
        return Reference.of(key, decision, decision);
    }

    /// An account of this receipt or lot alone: that nobody else may have opened.
    final Command.Single openNew(String account, String asset) {
        return Command.OpenAccount.of(nextKey(), account, asset);
    }

    /// An account that others may open in the same words.
    static Command.Single open(String account, String asset) {
        return Command.OpenAccount.of("open:" + account, account, asset);
    }

    static Command.Single openBoundary(String account, String asset) {
        return Command.OpenAccount.boundary("open:" + account, account, asset);
    }

    final Command.Single post(String decision, Leg... legs) {
        return Command.Post.of(nextKey(), context.today(), why(decision), legs);
    }

    static Leg leg(String from, String to, BigDecimal quantity) {
        return new Leg(from, to, scaled(quantity));
    }

    final Command.Single hold(String decision, String id, Leg leg) {
        return new Command.PlaceHold(nextKey(), id, leg, context.today(), null, why(decision));
    }

    final Command.Single capture(String decision, String hold, BigDecimal quantity) {
        return new Command.Capture(
                nextKey(), hold, scaled(quantity), context.today(), why(decision));
    }

    final Command.Single release(String decision, String hold, BigDecimal quantity) {
        return new Command.Release(nextKey(), hold, scaled(quantity), why(decision));
    }

    private static BigDecimal scaled(BigDecimal quantity) {
        return quantity.setScale(Accounts.SCALE);
    }

    static IllegalStateException unexpected(String what, Booking booking) {
        return new IllegalStateException(
                "The ledger answered %s to '%s'.".formatted(booking.code(), what));
    }

    // ---- shortage

    final boolean isStopped() {
        return stopped;
    }

    /// Lets nothing leave the account, or lets it leave again.
    final void askToStop(String account, boolean stop, String because) {
        stopped = stop;
        ask(
                "stop",
                stop
                        ? new Command.Freeze(nextKey(), account, because)
                        : new Command.Unfreeze(nextKey(), account, "no shortage"));
    }

    /// Asks for a post out of an account that may be stopped: a loss is written off all the same.
    final void askThroughStop(String what, String account, Command.Single post) {
        if (stopped) {
            ask(
                    what,
                    new Command.Unfreeze(nextKey(), account, what),
                    post,
                    new Command.Freeze(nextKey(), account, what));
        } else {
            ask(what, post);
        }
    }
}
