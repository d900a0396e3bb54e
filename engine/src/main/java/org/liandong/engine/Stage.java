package org.liandong.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.liandong.engine.Rows.ClockRow;

/// What every engine is made of: a store, the work of a batch on it, what applies facts to that work, and the chain of the
/// trail. How batches are cut and committed is the engine's own affair.
final class Stage {

    /// Expired clocks in a transaction.
    private static final int CLOCKS_MAX = 1_000;

    private static final String DUE =
            "where state = ? and due_at <= ? order by due_at, service, case_key, name limit "
                    + CLOCKS_MAX;

    private static final String NEXT = "where state = ? and due_at > ? order by due_at limit 1";

    // As databases sort, so that many clocks and few run out in one order.
    private static final Comparator<ClockRow> IN_ORDER =
            Comparator.comparing(ClockRow::dueAt)
                    .thenComparing(clock -> clock.id().caseId().service(), Comparison::compare)
                    .thenComparing(clock -> clock.id().caseId().key().value(), Comparison::compare)
                    .thenComparing(clock -> clock.id().name(), Comparison::compare);

    private final Store store;
    private final Work work;
    private final Intake intake;
    private final Applier applier;
    private final Chain chain;
    private final Executor helper;

    /// @param helper hashes what was applied, and makes JSON of what is to be committed, when it has time
    Stage(Store store, Engine.Settings settings, Executor helper) {
        this.store = store;
        this.helper = helper;
        this.intake = new Intake(settings);
        List<Table<?, ?>> tables = Tables.ofCases();
        tables.addAll(LedgerTables.all());
        this.work = new Work(store, tables);
        Heads heads = Heads.of(store);
        this.applier =
                new Applier(
                        work,
                        intake.services(),
                        new LedgerBook(work, intake.assets(), OfficeTime.ZONE, heads.nextExpiry()),
                        new Waiters(store.query(Tables.WAITING, "order by account, place")),
                        new Wordings(work, store.query(Tables.WORDING, "order by id")),
                        OfficeTime.calendar(),
                        OfficeTime.ZONE,
                        heads.heads(),
                        helper);
        this.chain = new Chain(heads.hash());
    }

    Work work() {
        return work;
    }

    Intake intake() {
        return intake;
    }

    Applier applier() {
        return applier;
    }

    /// A batch that nothing is added to any more.
    record Batch(List<Draft> drafts, List<Store.Change<?, ?>> changes) {}

    /// Takes the batch out. The batch before it must have been committed.
    Batch seal() {
        List<Store.Change<?, ?>> changes = work.seal();
        // As a task that keeps its failure: the committing thread comes to the same state and tells
        // of it.
        helper.execute(new FutureTask<>(() -> writeStates(changes), null));
        return new Batch(applier.takeDrafts(), changes);
    }

    // As JSON, which the committing thread would do when it comes to them.
    private static void writeStates(List<Store.Change<?, ?>> changes) {
        for (Store.Change<?, ?> change : changes) {
            if (change.table() == Tables.CASES) {
                for (Object row : change.upserts()) {
                    ((Rows.CaseRow) row).state().bytes();
                }
            }
        }
    }

    /// Commits a batch in one transaction; may run beside the applying of the next one.
    void commit(Batch batch) {
        List<Store.Change<?, ?>> all = new ArrayList<>();
        all.add(new Store.Change<>(Tables.TRAIL, chain.link(batch.drafts()), List.of(), List.of()));
        all.addAll(batch.changes());
        store.commit(all);
    }

    /// Commits what there is.
    interface Commit<X extends Exception> {
        void run() throws X;
    }

    /// Clocks that are due run out before anything else happens at `at`, in the order of (due, service, case, name); one that is
    /// started meanwhile and due before others goes before them.
    ///
    /// @param commitNow is asked when there are many, so that a batch stays small
    <X extends Exception> void moveTo(Instant at, Commit<X> commitNow) throws X {
        int expired = 0;
        while (!applier.nextDue().isAfter(at)) {
            List<ClockRow> clocks =
                    work.query(Tables.CLOCK, DUE, ClockRow.RUNNING, at.toEpochMilli());
            if (clocks.size() == CLOCKS_MAX || expired >= CLOCKS_MAX) {
                commitNow.run();
                expired = 0;
                clocks = work.query(Tables.CLOCK, DUE, ClockRow.RUNNING, at.toEpochMilli());
            } else {
                clocks = running(clock -> !clock.dueAt().isAfter(at), DUE, at);
            }
            applier.nextDue(Heads.NEVER);
            for (ClockRow clock : clocks) {
                if (applier.nextDue().isBefore(clock.dueAt())) {
                    break;
                }
                // A clock may have been due before the store's own time when it was started.
                applier.moveTo(clock.dueAt());
                applier.expire(clock);
                expired++;
            }
            boolean more = clocks.size() == CLOCKS_MAX || !applier.nextDue().isAfter(at);
            applier.nextDue(more ? at : firstAfter(at));
        }
        applier.moveTo(at);
    }

    // Never too late. Too early when the first in the store was stopped in a batch that is not
    // committed yet, which costs a look.
    private Instant firstAfter(Instant at) {
        List<ClockRow> stored = work.query(Tables.CLOCK, NEXT, ClockRow.RUNNING, at.toEpochMilli());
        return Stream.concat(
                        stored.stream(),
                        running(clock -> clock.dueAt().isAfter(at), NEXT, at).stream())
                .map(ClockRow::dueAt)
                .min(Comparator.naturalOrder())
                .orElse(Heads.NEVER);
    }

    // Whether they are committed or not.
    private List<ClockRow> running(Predicate<ClockRow> due, String condition, Instant at) {
        return work
                .select(
                        Tables.CLOCK,
                        clock -> clock.state().equals(ClockRow.RUNNING) && due.test(clock),
                        condition,
                        ClockRow.RUNNING,
                        at.toEpochMilli())
                .stream()
                .sorted(IN_ORDER)
                .toList();
    }
}
