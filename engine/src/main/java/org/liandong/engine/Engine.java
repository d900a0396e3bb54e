package org.liandong.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.NodeResult.Result;
import org.liandong.engine.Rows.ClockRow;
import org.liandong.engine.Rows.ResourceRow;
import org.liandong.engine.Rows.SetAside;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Format;
import org.liandong.kernel.Problem;
import org.liandong.kernel.Rules;
import org.liandong.kernel.ServiceModule;
import org.liandong.kernel.ledger.Asset;

/// Runs services on one machine.
///
/// Documents are decoded in parallel; one writer applies their facts in the order in which they were submitted; a batch
/// is one transaction of the store; who submitted is answered after the commit. While one batch is being committed the
/// next one is applied, so that both cores work. A failure of the store ends the engine: what was not answered has not
/// happened, and everything that was is found again.
public final class Engine implements AutoCloseable {

    /// Facts in a transaction: enough to make the cost of a commit small, few enough to keep an answer prompt.
    private static final int BATCH_FACTS_MAX = 1_000;

    /// Documents that are read or wait to be applied; more are held back at the door.
    private static final int DOCUMENTS_MAX = 64;

    /// Expired clocks in a transaction.
    private static final int CLOCKS_MAX = 1_000;

    private static final Instant NEVER = Instant.ofEpochMilli(Long.MAX_VALUE);

    private final Store store;
    private final Settings settings;
    private final Map<String, Running<?, ?>> services = new LinkedHashMap<>();
    private final List<Reader<?, ?>> readers = new ArrayList<>();
    private final Work work;
    private final Applier applier;
    private final Chain chain;
    private final ExecutorService decoders;
    private final ExecutorService committer;
    private final Thread writer;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(DOCUMENTS_MAX);
    private volatile @Nullable RuntimeException failed;
    private boolean closed;

    // Used by the writer alone.
    private List<Runnable> acknowledgements = new ArrayList<>();
    private final Set<CompletableFuture<?>> unanswered = new HashSet<>();
    private int batchFacts;
    private @Nullable Future<?> committing;
    private List<Runnable> committingAcknowledgements = List.of();

    /// What an engine runs with.
    ///
    /// @param store     a folder, or a JDBC URL
    /// @param modules   the services
    /// @param overrides an operator's own resources by service: they replace those of the same name
    /// @param rules     makes decision tables out of resources
    /// @param secret    the key of keyed hashes over personal numbers
    /// @param time      where the time comes from
    /// @param decoders  threads that read documents
    public record Settings(
            String store,
            List<ServiceModule<?, ?>> modules,
            Map<String, Map<String, byte[]>> overrides,
            Function<Map<String, byte[]>, Rules> rules,
            byte[] secret,
            InstantSource time,
            int decoders) {}

    private sealed interface Event {
        record Arrived(String name, byte[] content, Future<Decoded<?, ?>> decoded, CompletableFuture<DocumentResult> answer)
                implements Event {}

        record MoveTo(Instant at, CompletableFuture<Instant> answer) implements Event {}

        /// A wake-up: the commit that was under way has ended, well or badly.
        record CommitEnded() implements Event {}

        record Close() implements Event {}
    }

    private record Reader<S, F>(Running<S, F> running, Format<F> format) {}

    private record Decoded<S, F>(Running<S, F> running, Format.Reading<F> reading, List<Body> bodies) {}

    private record Body(String json, Hash hash) {}

    private Engine(Store store, Settings settings) {
        this.store = store;
        this.settings = settings;
        List<Asset> assets = new ArrayList<>();
        for (ServiceModule<?, ?> module : settings.modules()) {
            services.put(module.name(), new Running<>(module, settings.rules()));
            for (Asset asset : module.assets()) {
                if (!assets.contains(asset)) {
                    assets.add(asset);
                }
            }
        }
        List<Table<?, ?>> tables = Tables.ofCases();
        tables.addAll(LedgerTables.all());
        this.work = new Work(store, tables);
        Heads heads = Heads.of(store);
        this.applier =
                new Applier(
                        work,
                        services,
                        new LedgerBook(work, assets, OfficeTime.ZONE, heads.nextExpiry()),
                        new Waiters(store.query(Tables.WAITING, "order by account, place")),
                        OfficeTime.calendar(),
                        OfficeTime.ZONE,
                        heads.heads());
        this.chain = new Chain(heads.hash());
        this.decoders =
                Executors.newFixedThreadPool(
                        settings.decoders(), Thread.ofPlatform().name("decoder-", 1).daemon().factory());
        this.committer =
                Executors.newSingleThreadExecutor(Thread.ofPlatform().name("committer").daemon().factory());
        this.writer = Thread.ofPlatform().name("writer").daemon().unstarted(this::write);
    }

    /// Opens the store and starts.
    ///
    /// @throws StoreFailure when the store cannot be opened
    public static Engine open(Settings settings) {
        return open(settings, SqlStore.open(settings.store()));
    }

    static Engine open(Settings settings, Store store) {
        try {
            Engine engine = new Engine(store, settings);
            for (Running<?, ?> running : engine.services.values()) {
                engine.configure(running);
            }
            engine.commitNow();
            engine.writer.start();
            return engine;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private <S, F> void configure(Running<S, F> running) {
        Map<String, byte[]> resources = new TreeMap<>(running.module().resources());
        resources.putAll(settings.overrides().getOrDefault(running.name(), Map.of()));
        running.configure(resources);
        Map<String, String> hashes = new TreeMap<>();
        resources.forEach((name, content) -> hashes.put(name, Hash.sha256(content).toString()));
        List<TrailEntry> last =
                store.query(
                        Tables.TRAIL,
                        "where seq = (select max(seq) from trail where kind = 'CONFIGURED' and service = ?)",
                        running.name());
        if (last.isEmpty() || !last.getFirst().body().equals(Json.text(hashes))) {
            applier.moveTo(settings.time().instant());
            applier.configured(running, resources);
        }
        for (Format<F> format : running.formats(resources, settings.secret())) {
            readers.add(new Reader<>(running, format));
        }
        readers.add(
                new Reader<>(
                        running,
                        new JsonFacts<>(
                                running.name(), running.module().factType(), running.module().internalType())));
    }

    /// The resources that an entry of the trail speaks of.
    static Map<String, byte[]> resources(Store store, TrailEntry configured) {
        Map<String, byte[]> resources = new TreeMap<>();
        Json.mapper()
                .readTree(configured.body())
                .properties()
                .forEach(
                        e -> {
                            ResourceRow row =
                                    store.read(
                                            Tables.RESOURCE,
                                            Hash.of(java.util.HexFormat.of().parseHex(e.getValue().asString())));
                            if (row == null) {
                                throw new StoreFailure(
                                        "The store has lost the resource '%s' of %s (entry %d)."
                                                .formatted(e.getKey(), configured.service(), configured.seq()));
                            }
                            resources.put(e.getKey(), row.content());
                        });
        return resources;
    }

    /// Takes a document in. Waits when too many are under way.
    ///
    /// @param name what to call it in answers
    /// @return what became of it, once that is durable; fails with [StoreFailure] when it cannot become so
    public CompletableFuture<DocumentResult> submit(String name, byte[] content) throws InterruptedException {
        room.acquire();
        checkAlive();
        CompletableFuture<DocumentResult> answer = new CompletableFuture<>();
        Future<Decoded<?, ?>> decoded = decoders.submit(() -> decode(content));
        events.put(new Event.Arrived(name, content, decoded, answer));
        return answer.whenComplete((r, e) -> room.release());
    }

    /// Lets time pass up to an instant: clocks run out as if it had come by itself. Time never goes back.
    ///
    /// @return the time of the store afterwards
    public CompletableFuture<Instant> moveTo(Instant at) throws InterruptedException {
        checkAlive();
        CompletableFuture<Instant> answer = new CompletableFuture<>();
        events.put(new Event.MoveTo(at, answer));
        return answer;
    }

    private void checkAlive() {
        RuntimeException cause = failed;
        if (cause != null) {
            throw new StoreFailure("The engine has stopped: " + cause.getMessage(), cause);
        }
        if (closed) {
            throw new StoreFailure("The engine is closed.");
        }
    }

    private Decoded<?, ?> decode(byte[] content) {
        for (Reader<?, ?> reader : readers) {
            if (reader.format().recognises(content)) {
                return decode(reader, content);
            }
        }
        // Nobody knows it: the first service's first format says what is wrong.
        return decode(readers.getFirst(), content);
    }

    private static <S, F> Decoded<S, F> decode(Reader<S, F> reader, byte[] content) {
        Format.Reading<F> reading = reader.format().read(content);
        List<Body> bodies = new ArrayList<>(reading.nodes().size());
        for (Format.Node<F> node : reading.nodes()) {
            F fact = node.fact();
            if (fact == null) {
                bodies.add(new Body("", Hash.of(new byte[0])));
            } else {
                byte[] json = Json.bytes(fact);
                bodies.add(new Body(new String(json, java.nio.charset.StandardCharsets.UTF_8), Hash.sha256(json)));
            }
        }
        return new Decoded<>(reader.running(), reading, bodies);
    }

    // ---- the writer's thread

    // The outermost loop of the thread: whatever ends it ends the engine, and is told to everybody who waits.
    private void write() {
        try {
            while (true) {
                Event event = events.poll();
                if (event == null) {
                    // Nothing more has arrived: what there is goes out, unless a commit is under way that will return here.
                    if (committing == null && hasBatch()) {
                        commitInBackground();
                    }
                    event = events.take();
                }
                switch (event) {
                    case Event.Arrived arrived -> apply(arrived);
                    case Event.MoveTo(var at, var answer) -> {
                        unanswered.add(answer);
                        moveTo(at, true);
                        Instant now = applier.now();
                        acknowledge(answer, now);
                    }
                    case Event.CommitEnded() -> {
                        if (committing != null && committing.isDone()) {
                            awaitCommit();
                        }
                    }
                    case Event.Close() -> {
                        awaitCommit();
                        commitNow();
                        return;
                    }
                }
                if (batchFacts >= BATCH_FACTS_MAX) {
                    awaitCommit();
                    commitInBackground();
                }
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        } catch (InterruptedException e) {
            fail(new StoreFailure("The writer was interrupted.", e));
        }
    }

    private boolean hasBatch() {
        return batchFacts > 0 || !acknowledgements.isEmpty();
    }

    private void fail(Throwable cause) {
        StoreFailure failure =
                cause instanceof StoreFailure known
                        ? known
                        : new StoreFailure("The engine has stopped: " + cause, cause);
        failed = failure;
        List<Event> waiting = new ArrayList<>();
        events.drainTo(waiting);
        for (Event event : waiting) {
            switch (event) {
                case Event.Arrived arrived -> arrived.answer().completeExceptionally(failure);
                case Event.MoveTo(_, var answer) -> answer.completeExceptionally(failure);
                case Event.CommitEnded(), Event.Close() -> {}
            }
        }
        unanswered.forEach(answer -> answer.completeExceptionally(failure));
        unanswered.clear();
    }

    private void apply(Event.Arrived arrived) throws InterruptedException {
        unanswered.add(arrived.answer());
        moveTo(settings.time().instant(), false);
        DocumentResult result;
        try {
            result = apply(arrived.name(), arrived.content(), arrived.decoded().get());
        } catch (ExecutionException e) {
            // A format must not throw for what the bytes contain; if one does, the document is set aside like any other.
            result = undecodable(arrived, e.getCause() == null ? e : e.getCause());
        }
        batchFacts += 1 + result.nodes().size();
        acknowledge(arrived.answer(), result);
    }

    private <T> void acknowledge(CompletableFuture<T> answer, T result) {
        acknowledgements.add(
                () -> {
                    unanswered.remove(answer);
                    answer.complete(result);
                });
    }

    private DocumentResult undecodable(Event.Arrived arrived, Throwable cause) {
        Problem problem =
                Problem.of(
                        "UNREADABLE",
                        "The document could not be read (%s: %s). It is kept; report it."
                                .formatted(cause.getClass().getSimpleName(), cause.getMessage()));
        long document = applier.document(arrived.name(), "unknown", arrived.content());
        applier.setAside(
                document, readers.getFirst().running().name(), 0, "unknown", null, SetAside.POISON, List.of(problem), List.of());
        return new DocumentResult(arrived.name(), "unknown", List.of(problem), List.of());
    }

    private <S, F> DocumentResult apply(String name, byte[] content, Decoded<S, F> decoded) {
        Format.Reading<F> reading = decoded.reading();
        Running<S, F> running = decoded.running();
        long document = applier.document(name, reading.type(), content);
        if (!reading.problems().isEmpty()) {
            applier.setAside(
                    document, running.name(), 0, reading.type(), null, SetAside.UNREADABLE, reading.problems(), reading.replies());
        }
        List<NodeResult> results = new ArrayList<>(reading.nodes().size());
        for (int i = 0; i < reading.nodes().size(); i++) {
            Format.Node<F> node = reading.nodes().get(i);
            if (node.fact() == null) {
                FactId id = node.id();
                applier.setAside(
                        document, running.name(), i + 1, node.type(), id, SetAside.UNREADABLE, node.problems(), node.replies());
                results.add(
                        new NodeResult(
                                node.type(),
                                id == null ? null : id.source(),
                                id == null ? null : id.id(),
                                Result.REJECTED,
                                null,
                                node.problems(),
                                node.warnings()));
            } else {
                Body body = decoded.bodies().get(i);
                results.add(applier.fact(running, node, body.json(), body.hash(), document, i + 1));
            }
        }
        return new DocumentResult(name, reading.type(), reading.problems(), results);
    }

    /// Clocks that are due run out before anything else happens at `at`, in the order of (due, service, case, name).
    private void moveTo(Instant at, boolean recorded) throws InterruptedException {
        while (!applier.nextDue().isAfter(at)) {
            awaitCommit();
            commitNow();
            Instant due = applier.nextDue();
            // A clock may have been due before the store's own time when it was started.
            applier.moveTo(due);
            List<ClockRow> clocks =
                    work.query(
                            Tables.CLOCK,
                            "where state = '%s' and due_at <= ? order by due_at, service, case_key, name limit %d"
                                    .formatted(ClockRow.RUNNING, CLOCKS_MAX),
                            due.toEpochMilli());
            applier.nextDue(NEVER);
            for (ClockRow clock : clocks) {
                applier.expire(clock);
            }
            batchFacts += clocks.size();
            commitNow();
            applier.nextDue(Heads.nextDue(store));
        }
        applier.moveTo(at);
        if (recorded) {
            applier.ticked();
            batchFacts++;
        }
    }

    private void commitInBackground() {
        List<Applier.Draft> drafts = applier.takeDrafts();
        List<Store.Change<?, ?>> changes = work.seal();
        committingAcknowledgements = acknowledgements;
        acknowledgements = new ArrayList<>();
        batchFacts = 0;
        committing =
                committer.submit(
                        () -> {
                            try {
                                commit(drafts, changes);
                            } finally {
                                events.add(new Event.CommitEnded());
                            }
                        });
    }

    private void commit(List<Applier.Draft> drafts, List<Store.Change<?, ?>> changes) {
        List<Store.Change<?, ?>> all = new ArrayList<>();
        all.add(new Store.Change<>(Tables.TRAIL, chain.link(drafts), List.of(), List.of()));
        all.addAll(changes);
        store.commit(all);
    }

    /// Waits for the commit that is under way, if any, and answers those whose facts it made durable.
    private void awaitCommit() throws InterruptedException {
        Future<?> commit = committing;
        if (commit == null) {
            return;
        }
        try {
            commit.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StoreFailure failure
                    ? failure
                    : new StoreFailure("The commit failed: " + e.getCause(), e);
        }
        committing = null;
        work.committed();
        List<Runnable> done = committingAcknowledgements;
        committingAcknowledgements = List.of();
        done.forEach(Runnable::run);
    }

    private void commitNow() {
        List<Applier.Draft> drafts = applier.takeDrafts();
        List<Store.Change<?, ?>> changes = work.seal();
        commit(drafts, changes);
        work.committed();
        List<Runnable> done = acknowledgements;
        acknowledgements = new ArrayList<>();
        batchFacts = 0;
        done.forEach(Runnable::run);
    }

    /// Finishes what was submitted, and closes the store.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (failed == null) {
                events.put(new Event.Close());
            }
            writer.join();
            committer.shutdown();
            decoders.shutdownNow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            store.close();
        }
    }
}
