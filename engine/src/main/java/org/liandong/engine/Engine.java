package org.liandong.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.Rules;
import org.liandong.kernel.ServiceModule;

/// Runs services on one machine.
///
/// Documents are decoded in parallel; one writer applies their facts in the order in which they were submitted; a batch
/// is one transaction of the store; who submitted is answered after the commit. While one batch is being committed the
/// next one is applied, so that both cores work. A failure of the store ends the engine: what was not answered has not
/// happened, and everything that was is found again.
public final class Engine implements AutoCloseable {

    /// Facts in a transaction: enough to make the cost of a commit small, few enough to keep an answer prompt.
    private static final int BATCH_FACTS = 1_000;

    /// Facts in a transaction while the one before it takes its time.
    private static final int BATCH_FACTS_MAX = 2 * BATCH_FACTS;

    /// Bytes of documents that are read or wait to be applied; more are held back at the door. Enough to keep the writer
    /// busy, little enough to be forgotten young by the collector. A larger document has the room for itself.
    private static final int ROOM = 2 << 20;

    /// Bytes of what a note says: it is a line in a book, not a document.
    private static final int NOTE_BYTES_MAX = 64 << 10;

    /// What the smallest document takes of it: there are never more than 64.
    private static final int ROOM_LEAST = ROOM / 64;

    private final Store store;
    private final Settings settings;
    private final Stage stage;
    private final Intake intake;
    private final Applier applier;
    private final ExecutorService decoders;
    private final ExecutorService committer;
    private final SmallWork smallWork;
    private final Thread writer;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(ROOM, true);
    private final Waits waits = new Waits();
    private volatile @Nullable RuntimeException failed;
    private volatile boolean closed;

    // Used by the writer alone.
    private List<Runnable> acknowledgements = new ArrayList<>();
    private final Set<CompletableFuture<?>> unanswered = new HashSet<>();
    private int batchFacts;
    private @Nullable Future<?> committing;
    private @Nullable Future<?> checkpoint;
    private long commits;
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
        record Arrived(
                String name,
                byte[] content,
                Future<Intake.Decoded> decoded,
                Admission admission,
                Place place,
                CompletableFuture<DocumentResult> answer)
                implements Event {}

        record MoveTo(Instant at, CompletableFuture<Instant> answer) implements Event {}

        record Noted(
                Note note,
                JsonText body,
                List<SideTable.Change> changes,
                CompletableFuture<Long> answer)
                implements Event {}

        record Changed(List<SideTable.Change> changes, CompletableFuture<@Nullable Void> answer)
                implements Event {}

        /// A wake-up: the commit that was under way has ended, well or badly.
        record CommitEnded(long number) implements Event {}

        /// A wake-up: what was committed is in its place.
        record CheckpointEnded() implements Event {}

        record Close() implements Event {}
    }

    /// A document's part of the room.
    private final class Place {

        private final AtomicInteger size;

        Place(int size) throws InterruptedException {
            room.acquire(size);
            this.size = new AtomicInteger(size);
        }

        void leave() {
            room.release(size.getAndSet(0));
        }
    }

    private Engine(Store store, Settings settings) {
        this.store = store;
        this.settings = settings;
        ThreadFactory decoder = Thread.ofPlatform().name("decoder-", 1).daemon().factory();
        this.decoders =
                Executors.newFixedThreadPool(
                        settings.decoders(), task -> decoder.newThread(Courtesy.of(task)));
        this.smallWork = new SmallWork(decoders);
        this.stage = new Stage(store, settings, smallWork);
        this.intake = stage.intake();
        this.applier = stage.applier();
        this.committer =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("committer").daemon().factory());
        this.writer = Thread.ofPlatform().name("writer").daemon().unstarted(this::write);
    }

    /// Opens the store and starts.
    ///
    /// @throws StoreFailure when the store cannot be opened, or was filled under another key
    public static Engine open(Settings settings) {
        SqlStore store = SqlStore.open(settings.store());
        try {
            KeyCheck.require(store, settings.store(), new Vault(settings.secret()));
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
        return open(settings, store);
    }

    static Engine open(Settings settings, Store store) {
        try {
            Engine engine = new Engine(store, settings);
            engine.intake.configure(store, engine.applier);
            engine.commitNow();
            engine.writer.start();
            return engine;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /// Takes a document in. Waits when too many are under way.
    ///
    /// @param name what to call it in answers
    /// @return what became of it, once that is durable; fails with [StoreFailure] when it cannot become so
    public CompletableFuture<DocumentResult> submit(String name, byte[] content)
            throws InterruptedException {
        return submit(name, content, Admission.ALL);
    }

    /// Takes in what may be taken from whoever sent the document.
    public CompletableFuture<DocumentResult> submit(
            String name, byte[] content, Admission admission) throws InterruptedException {
        checkAlive();
        long arrived = System.nanoTime();
        Place place = new Place(Math.clamp(content.length, ROOM_LEAST, ROOM));
        CompletableFuture<DocumentResult> answer = new CompletableFuture<>();
        // At the latest, for a document that is never applied.
        CompletableFuture<DocumentResult> released =
                answer.whenComplete((result, _) -> {
                    place.leave();
                    if (result != null) {
                        waits.add(System.nanoTime() - arrived);
                    }
                });
        Future<Intake.Decoded> decoded =
                decoders.submit(() -> {
                    smallWork.catchUp();
                    return intake.decode(content);
                });
        events.put(new Event.Arrived(name, content, decoded, admission, place, answer));
        answerIfStopped(answer);
        return released;
    }

    /// How long senders lately waited.
    public Waits waits() {
        return waits;
    }

    /// Lets time pass up to an instant: clocks run out as if it had come by itself. Time never goes back.
    ///
    /// @return the time of the store afterwards
    public CompletableFuture<Instant> moveTo(Instant at) throws InterruptedException {
        checkAlive();
        CompletableFuture<Instant> answer = new CompletableFuture<>();
        events.put(new Event.MoveTo(at, answer));
        answerIfStopped(answer);
        return answer;
    }

    /// Writes down what somebody did, and changes rows of tables beside the engine's own in the same transaction.
    ///
    /// @return the number of its entry in the trail, once that is durable
    public CompletableFuture<Long> note(Note note, List<SideTable.Change> changes)
            throws InterruptedException {
        checkAlive();
        JsonText body = JsonText.of(note.body());
        // Here, so that what cannot be written is the caller's failure and not the engine's.
        if (body.bytes().length > NOTE_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "A note has at most %d bytes.".formatted(NOTE_BYTES_MAX));
        }
        CompletableFuture<Long> answer = new CompletableFuture<>();
        events.put(new Event.Noted(note, body, List.copyOf(changes), answer));
        answerIfStopped(answer);
        return answer;
    }

    /// Changes rows of tables beside the engine's own without a note: nobody asks later who did it.
    ///
    /// @return completed once they are durable
    public CompletableFuture<@Nullable Void> change(List<SideTable.Change> changes)
            throws InterruptedException {
        checkAlive();
        CompletableFuture<@Nullable Void> answer = new CompletableFuture<>();
        events.put(new Event.Changed(List.copyOf(changes), answer));
        answerIfStopped(answer);
        return answer;
    }

    // Who comes when the writer has gone would wait for ever.
    private void answerIfStopped(CompletableFuture<?> answer) {
        RuntimeException cause = failed;
        if (cause != null) {
            answer.completeExceptionally(stopped(cause));
        }
    }

    /// Whether it still takes documents: it was not closed, and its store has not failed.
    public boolean isAlive() {
        return failed == null && !closed;
    }

    private void checkAlive() {
        RuntimeException cause = failed;
        if (cause != null) {
            throw stopped(cause);
        }
        if (closed) {
            throw new StoreFailure(StoreFailure.Code.STOPPED, "The engine is closed.", null);
        }
    }

    private static StoreFailure stopped(Throwable cause) {
        return new StoreFailure(
                StoreFailure.Code.STOPPED,
                "The engine has stopped: "
                        + (cause instanceof StoreFailure ? cause.getMessage() : cause),
                cause);
    }

    // ---- the writer's thread

    // The outermost loop of the thread: whatever ends it ends the engine, and is told to everybody
    // who waits.
    private void write() {
        try {
            while (true) {
                Event event = events.poll();
                if (event == null) {
                    // Nothing more has arrived: what there is goes out, unless a commit or a
                    // checkpoint is under way that will return here.
                    if (committing == null && checkpoint == null && hasBatch()) {
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
                    case Event.Noted noted -> {
                        unanswered.add(noted.answer());
                        moveTo(settings.time().instant(), false);
                        applier.changed(noted.changes());
                        long entry = InlineEngine.noted(applier, noted.note(), noted.body());
                        batchFacts++;
                        acknowledge(noted.answer(), entry);
                    }
                    case Event.Changed(var changes, var answer) -> {
                        unanswered.add(answer);
                        applier.changed(changes);
                        batchFacts++;
                        acknowledge(answer, null);
                    }
                    case Event.CommitEnded(var number) -> {
                        // The commit may have been awaited before its wake-up was read.
                        if (committing != null && number == commits) {
                            awaitCommit();
                        }
                    }
                    case Event.CheckpointEnded() -> awaitCheckpoint();
                    case Event.Close() -> {
                        commitAll();
                        return;
                    }
                }
                commitWhenFull();
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        } catch (InterruptedException e) {
            fail(new StoreFailure(StoreFailure.Code.STOPPED, "The writer was interrupted.", e));
        }
    }

    // The wake-up of what is under way stands behind all that has arrived, so that it is looked
    // for here, too. A batch goes on growing meanwhile, within bounds.
    private void commitWhenFull() throws InterruptedException {
        boolean mustCommit = batchFacts >= BATCH_FACTS_MAX;
        if (mustCommit || isDone(committing)) {
            awaitCommit();
        }
        boolean mayCommit = committing == null && isDone(checkpoint);
        if (mustCommit || (mayCommit && batchFacts >= BATCH_FACTS)) {
            commitInBackground();
        }
    }

    private static boolean isDone(@Nullable Future<?> task) {
        return task == null || task.isDone();
    }

    private boolean hasBatch() {
        return batchFacts > 0 || !acknowledgements.isEmpty();
    }

    private void fail(Throwable cause) {
        StoreFailure failure = cause instanceof StoreFailure known ? known : stopped(cause);
        failed = failure;
        List<Event> waiting = new ArrayList<>();
        events.drainTo(waiting);
        for (Event event : waiting) {
            switch (event) {
                case Event.Arrived arrived -> arrived.answer().completeExceptionally(failure);
                case Event.MoveTo(_, var answer) -> answer.completeExceptionally(failure);
                case Event.Noted noted -> noted.answer().completeExceptionally(failure);
                case Event.Changed(_, var answer) -> answer.completeExceptionally(failure);
                case Event.CommitEnded(_), Event.CheckpointEnded(), Event.Close() -> {}
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
            result =
                    intake.apply(
                            applier, arrived.name(), arrived.decoded().get(), arrived.admission());
        } catch (ExecutionException e) {
            result =
                    intake.undecodable(
                            applier,
                            arrived.name(),
                            arrived.content(),
                            e.getCause() == null ? e : e.getCause());
        }
        arrived.place().leave();
        batchFacts += 1 + result.nodes().size();
        acknowledge(arrived.answer(), result);
    }

    private <T extends @Nullable Object> void acknowledge(CompletableFuture<T> answer, T result) {
        acknowledgements.add(() -> {
            unanswered.remove(answer);
            answer.complete(result);
        });
    }

    private void moveTo(Instant at, boolean recorded) throws InterruptedException {
        stage.moveTo(at, this::commitAll);
        if (recorded) {
            applier.ticked();
            batchFacts++;
        }
    }

    private void commitInBackground() throws InterruptedException {
        awaitCheckpoint();
        Stage.Batch batch = stage.seal();
        committingAcknowledgements = acknowledgements;
        acknowledgements = new ArrayList<>();
        batchFacts = 0;
        long number = ++commits;
        committing =
                committer.submit(() -> {
                    try {
                        stage.commit(batch);
                    } finally {
                        events.add(new Event.CommitEnded(number));
                    }
                });
    }

    /// Waits for the commit that is under way, if any, and answers those whose facts it made durable.
    private void awaitCommit() throws InterruptedException {
        Future<?> ending = committing;
        if (ending == null) {
            return;
        }
        await(ending);
        committing = null;
        stage.work().committed();
        List<Runnable> done = committingAcknowledgements;
        committingAcknowledgements = List.of();
        done.forEach(Runnable::run);
        checkpointInBackground();
    }

    private static void await(Future<?> task) throws InterruptedException {
        try {
            task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StoreFailure failure
                    ? failure
                    : new StoreFailure(
                            StoreFailure.Code.STOPPED, "The commit failed: " + e.getCause(), e);
        }
    }

    // When all that was committed is answered: only what comes next waits, and is applied
    // meanwhile.
    private void checkpointInBackground() {
        if (checkpoint == null && store.isCheckpointDue()) {
            checkpoint =
                    committer.submit(() -> {
                        try {
                            store.checkpoint();
                        } finally {
                            events.add(new Event.CheckpointEnded());
                        }
                    });
        }
    }

    /// Waits for the checkpoint that is under way, if any, and lets go of the view that was read meanwhile, so that the next
    /// commit may begin the log anew.
    private void awaitCheckpoint() throws InterruptedException {
        Future<?> ending = checkpoint;
        if (ending != null) {
            await(ending);
            checkpoint = null;
            store.refresh();
        }
    }

    /// Commits what there is, after what is under way.
    private void commitAll() throws InterruptedException {
        awaitCommit();
        awaitCheckpoint();
        commitNow();
    }

    private void commitNow() {
        stage.commit(stage.seal());
        stage.work().committed();
        List<Runnable> done = acknowledgements;
        acknowledgements = new ArrayList<>();
        batchFacts = 0;
        done.forEach(Runnable::run);
        checkpointInBackground();
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
            // What is being committed goes to its end before the store is closed under it.
            committer.awaitTermination(1, TimeUnit.MINUTES);
            decoders.shutdownNow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            store.close();
        }
    }
}
