package org.liandong.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.liandong.engine.Rows.ClockRow;

/// What every engine is made of: a store, the work of a batch on it, what applies facts to that work, and the chain of the
/// trail. How batches are cut and committed is the engine's own affair.
final class Stage {

    /// Expired clocks in a transaction.
    private static final int CLOCKS_MAX = 1_000;

    private final Store store;
    private final Work work;
    private final Intake intake;
    private final Applier applier;
    private final Chain chain;

    /// @param helper hashes what was applied, when it has time
    Stage(Store store, Engine.Settings settings, Executor helper) {
        this.store = store;
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
        return new Batch(applier.takeDrafts(), work.seal());
    }

    /// Commits a batch in one transaction; may run beside the applying of the next one.
    void commit(Batch batch) {
        List<Store.Change<?, ?>> all = new ArrayList<>();
        all.add(new Store.Change<>(Tables.TRAIL, chain.link(batch.drafts()), List.of(), List.of()));
        all.addAll(batch.changes());
        store.commit(all);
    }

    /// Clocks that are due run out before anything else happens at `at`, in the order of (due, service, case, name).
    ///
    /// @param commitNow commits what there is: clocks are looked up in the store
    void moveTo(Instant at, Runnable commitNow) {
        while (!applier.nextDue().isAfter(at)) {
            commitNow.run();
            Instant due = applier.nextDue();
            // A clock may have been due before the store's own time when it was started.
            applier.moveTo(due);
            List<ClockRow> clocks =
                    work.query(
                            Tables.CLOCK,
                            "where state = ? and due_at <= ? order by due_at, service, case_key, name limit "
                                    + CLOCKS_MAX,
                            ClockRow.RUNNING,
                            due.toEpochMilli());
            applier.nextDue(Heads.NEVER);
            clocks.forEach(applier::expire);
            commitNow.run();
            applier.nextDue(Heads.nextDue(store));
        }
        applier.moveTo(at);
    }
}
