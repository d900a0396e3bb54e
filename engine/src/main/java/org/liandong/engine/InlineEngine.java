package org.liandong.engine;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.LedgerTables.AccountRow;
import org.liandong.engine.Rows.CaseId;
import org.liandong.engine.Rows.CaseRow;
import org.liandong.engine.Rows.DecisionRow;
import org.liandong.engine.Rows.MessageRow;
import org.liandong.engine.Rows.TaskRow;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Decision;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Format;
import org.liandong.kernel.Message;
import org.liandong.kernel.ServiceModule;
import org.liandong.kernel.Task;
import org.liandong.kernel.TypeName;
import org.liandong.kernel.ledger.Account;
import org.liandong.kernel.page.Reading;

/// The engine without threads: each call is applied and committed before it returns.
///
/// It runs the same steps as [Engine] and writes the same rows. Scenarios and properties use it over a store in memory;
/// verifying a store replays its trail through one.
public final class InlineEngine implements AutoCloseable {

    private final SqlStore store;
    private final Stage stage;
    private final Intake intake;
    private final Applier applier;
    private final Wordings.Reader wordings;

    InlineEngine(Engine.Settings settings, SqlStore store) {
        this.store = store;
        this.stage = new Stage(store, settings, hash -> {});
        this.intake = stage.intake();
        this.applier = stage.applier();
        this.wordings = new Wordings.Reader(store);
    }

    /// An engine over a store in memory, started under the resources of the settings.
    public static InlineEngine inMemory(Engine.Settings settings) {
        SqlStore store = SqlStore.inMemory();
        InlineEngine engine = new InlineEngine(settings, store);
        engine.intake.configure(store, engine.applier);
        engine.commit();
        return engine;
    }

    /// A document, at a time that is not before the last one.
    public DocumentResult submit(String name, byte[] content, Instant at) {
        passTo(at);
        DocumentResult result = intake.apply(applier, name, intake.decode(content), Admission.ALL);
        commit();
        return result;
    }

    /// A fact as if a document had brought it.
    public NodeResult accept(String service, FactId id, Object fact, Instant at) {
        Running<?, ?> running = intake.services().get(service);
        if (running == null) {
            throw new IllegalArgumentException("No service named " + service);
        }
        passTo(at);
        NodeResult result = accept(running, id, fact);
        commit();
        return result;
    }

    private <S, F> NodeResult accept(Running<S, F> running, FactId id, Object fact) {
        F typed = running.factOf(fact);
        Intake.Body body = Intake.body(fact);
        Format.Node<F> node =
                new Format.Node<>(
                        TypeName.of(fact.getClass()), id, typed, List.of(), List.of(), List.of());
        return applier.fact(running, node, body.json(), body.hash(), 0, 1);
    }

    /// Lets time pass: clocks run out as if it had come by itself.
    public void moveTo(Instant at) {
        passTo(at);
        commit();
    }

    private void passTo(Instant at) {
        stage.moveTo(at, this::commit);
    }

    /// Time was moved on although nothing arrived.
    public void tick(Instant at) {
        passTo(at);
        applier.ticked();
        commit();
    }

    /// Somebody did something that no service decides on.
    ///
    /// @return the number of its entry
    public long note(Note note, List<SideTable.Change> changes, Instant at) {
        passTo(at);
        applier.changed(changes);
        long entry = noted(applier, note, JsonText.of(note.body()));
        commit();
        return entry;
    }

    static long noted(Applier applier, Note note, JsonText body) {
        return applier.noted(
                note.who(), note.what(), note.service(), note.caseKey(), note.document(), body);
    }

    void commit() {
        stage.commit(stage.seal());
        stage.work().committed();
        if (store.isCheckpointDue()) {
            store.checkpoint();
        }
    }

    Intake intake() {
        return intake;
    }

    Applier applier() {
        return applier;
    }

    Work work() {
        return stage.work();
    }

    SqlStore store() {
        return store;
    }

    /// What pages of a service may read of it, at a time.
    public <S> Reading<S> reading(ServiceModule<S, ?> module, Instant at) {
        return new StoreReading<>(new Views(store, true), States.of(module), List.of(), at);
    }

    /// Where a case stands, or null when there is none.
    public @Nullable String status(String service, String key) {
        CaseRow row = store.read(Tables.CASES, new CaseId(service, new CaseKey(key)));
        return row == null ? null : row.status();
    }

    /// The decisions of a case, oldest first.
    public List<Decision> decisions(String service, String key) {
        return store
                .query(Tables.DECISION, Tables.OF_CASE + " order by seq, n", service, key)
                .stream()
                .map(DecisionRow::body)
                .map(wordings::decision)
                .toList();
    }

    /// All outbound messages, oldest first.
    public List<Message> messages() {
        return store.query(Tables.MESSAGE, "order by id").stream()
                .map(MessageRow::message)
                .toList();
    }

    /// The tasks of a case that wait for an answer.
    public List<Task> openTasks(String service, String key) {
        return store
                .query(
                        Tables.TASK,
                        "where service = ? and case_key = ? and state = ? order by id",
                        service,
                        key,
                        TaskRow.OPEN)
                .stream()
                .map(TaskRow::body)
                .map(body -> body.read(Task.class))
                .toList();
    }

    /// What every account has available, in its smallest unit moved by two decimals.
    public Map<String, BigDecimal> available() {
        Map<String, BigDecimal> available = new TreeMap<>();
        for (AccountRow row : store.query(LedgerTables.ACCOUNT, "order by name")) {
            Account account = row.account();
            available.put(account.name(), new BigDecimal(account.available(), 2));
        }
        return available;
    }

    @Override
    public void close() {
        store.close();
    }
}
