package org.liandong.app.server.api;

import io.micrometer.observation.Observation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.liandong.app.JsonLine;
import org.liandong.app.NodeJson;
import org.liandong.app.server.Problem;
import org.liandong.app.server.Traces;
import org.liandong.engine.Admission;
import org.liandong.engine.DocumentResult;
import org.liandong.engine.Engine;

/// One request that brings facts: documents go to the engine as they are read, answers go to the client in the same order,
/// each as soon as what it says is durable.
final class Upload implements AutoCloseable {

    /// Answers that are awaited; the engine holds back by bytes besides.
    private static final int AWAITED_MAX = 256;

    private static final int MEMORY_MAX = 256 << 10;
    private static final long FILE_MAX = 1L << 30;

    /// Documents of one request that have a span each; a stream may have millions.
    private static final int SPANS_MAX = 100;

    static final String NDJSON = "application/x-ndjson";

    private final Engine engine;
    private final Admission admission;
    private final HttpServletResponse response;
    private final FactMeters meters;
    private final Traces traces;
    private final Observation request;
    private int documents;
    private final BlockingQueue<Awaited> awaited = new ArrayBlockingQueue<>(AWAITED_MAX);
    private final Spool spool = new Spool(MEMORY_MAX, FILE_MAX);
    private final Thread answering;
    private final Thread sending;
    private volatile @Nullable Throwable failed;
    private volatile boolean answered;

    private record Awaited(
            @Nullable CompletableFuture<DocumentResult> result,
            int before,
            long since,
            Observation span) {

        static final Awaited END = new Awaited(null, 0, 0, Observation.NOOP);
    }

    Upload(
            Engine engine,
            Admission admission,
            HttpServletResponse response,
            FactMeters meters,
            Traces traces) {
        this.traces = traces;
        this.request = traces.current();
        this.meters = meters;
        meters.begun();
        this.engine = engine;
        this.admission = admission;
        this.response = response;
        this.answering = Thread.ofVirtual().name("answering").start(this::answer);
        this.sending = Thread.ofVirtual().name("sending").start(this::send);
    }

    /// Takes a piece in. Waits when too much is under way.
    ///
    /// @return false when nothing more can be taken; [#finish] says why
    boolean take(Piece piece) throws InterruptedException {
        if (failed != null) {
            return false;
        }
        long since = System.nanoTime();
        Observation span = documents++ < SPANS_MAX ? traces.document(request) : Observation.NOOP;
        CompletableFuture<DocumentResult> result =
                piece.problem() == null
                        ? engine.submit(piece.name(), piece.content(), admission)
                        : CompletableFuture.completedFuture(
                                new DocumentResult(
                                        piece.name(),
                                        "unknown",
                                        List.of(piece.problem()),
                                        List.of()));
        meters.submitted();
        awaited.put(new Awaited(result, piece.before(), since, span));
        return true;
    }

    /// The client has gone: nobody waits for answers.
    void goneAway() {
        spool.end();
    }

    /// Waits until everything that was taken in is durable and answered.
    void finish() throws InterruptedException, IOException {
        finish(null);
    }

    /// Waits until what was taken in is durable and answered, and says why the rest was not read.
    ///
    /// Once something was answered the status is gone; then a last line says that more may have been sent than is answered.
    ///
    /// @param end why the request ended early, or null
    void finish(@Nullable Problem end) throws InterruptedException, IOException {
        awaited.put(Awaited.END);
        answering.join();
        RuntimeException cause =
                failed == null || failed instanceof RuntimeException
                        ? (RuntimeException) failed
                        : new IllegalStateException(failed);
        @Nullable RuntimeException why = cause == null ? end : cause;
        if (why != null && answered) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            JsonLine.write(line, NodeJson.unanswered(cause == null ? "TOO-SLOW" : "STORE-FAILED"));
            spool.add(line.toByteArray());
        }
        spool.end();
        sending.join();
        if (why != null && !answered) {
            throw why;
        }
    }

    private void answer() {
        try {
            while (true) {
                Awaited next = awaited.take();
                CompletableFuture<DocumentResult> result = next.result();
                if (result == null) {
                    return;
                }
                ByteArrayOutputStream lines = new ByteArrayOutputStream();
                DocumentResult became = result.join();
                next.span().stop();
                meters.answered(became, System.nanoTime() - next.since());
                NodeJson.of(became, next.before()).forEach(line -> JsonLine.write(lines, line));
                if (lines.size() > 0) {
                    answered = true;
                    spool.add(lines.toByteArray());
                }
            }
        } catch (CompletionException e) {
            meters.lost();
            failed = e.getCause() == null ? e : e.getCause();
        } catch (IOException | InterruptedException e) {
            failed = e;
        }
        drain();
    }

    // Whoever still brings documents must not wait for this thread, which has ended.
    private void drain() {
        try {
            while (awaited.take().result() != null) {
                // What it says is lost: the client is told that the answer is cut short.
                meters.lost();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send() {
        try {
            @Nullable OutputStream out = null;
            for (byte[] bytes = spool.take(); bytes != null; bytes = spool.take()) {
                if (out == null) {
                    response.setContentType(NDJSON);
                    out = response.getOutputStream();
                }
                out.write(bytes);
                if (!spool.hasMore()) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            // The client has gone. What it has sent is taken in all the same.
            spool.end();
        } catch (InterruptedException e) {
            failed = e;
        }
    }

    @Override
    public void close() throws IOException {
        meters.ended();
        spool.close();
        answering.interrupt();
    }
}
