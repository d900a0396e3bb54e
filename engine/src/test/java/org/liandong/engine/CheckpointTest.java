package org.liandong.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was committed is put in its place while facts go on being answered and applied.
class CheckpointTest {

    private static final int SECONDS = 20;

    private static final int FACTS = 100;

    @TempDir Path store;

    private SqlStore opened(SqlStore.WritePoint before) {
        return SqlStore.open(store.toString(), before);
    }

    private Engine on(SqlStore opened) {
        return Engine.open(Toy.settings(store.toString(), () -> Toy.START), opened);
    }

    /// Documents, one after the other, until a checkpoint is due.
    ///
    /// @return how many were answered
    private static int rooms(Engine engine, SqlStore until) throws Exception {
        int answered = 0;
        while (!until.isCheckpointDue()) {
            rooms(engine, answered++).get(SECONDS, TimeUnit.SECONDS);
        }
        return answered;
    }

    private static CompletableFuture<DocumentResult> rooms(Engine engine, int document)
            throws InterruptedException {
        return engine.submit(
                "test",
                Toy.document(
                        IntStream.range(FACTS * document, FACTS * (document + 1))
                                .mapToObj(i -> Toy.line("r" + i, new Toy.Offered("e" + i, 1)))
                                .toArray(String[]::new)));
    }

    @Test
    void theLogIsBegunAnewUnderConstantLoad() throws Exception {
        try (Engine engine = on(opened(what -> {}))) {
            CompletableFuture<DocumentResult> last = rooms(engine, 0);
            for (int i = 1; i < 100; i++) {
                CompletableFuture<DocumentResult> next = rooms(engine, i);
                last.get(SECONDS, TimeUnit.SECONDS);
                last = next;
            }
            last.get(SECONDS, TimeUnit.SECONDS);
            // A log that is never begun anew holds every page at least once.
            assertThat(Files.size(store.resolve("liandong.db-wal")))
                    .isLessThan(Files.size(store.resolve("liandong.db")) / 3);
        }
    }

    @Test
    void whatIsCommittedIsAnsweredBeforeAndWhatComesNextAfter() throws Exception {
        CountDownLatch underWay = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        SqlStore opened =
                opened(what -> {
                    if (what.equals("checkpoint")) {
                        underWay.countDown();
                        BatchTest.await(goOn);
                    }
                });
        try (Engine engine = on(opened)) {
            int answered = rooms(engine, opened);
            assertThat(underWay.await(SECONDS, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<DocumentResult> next = rooms(engine, answered);
            assertThatThrownBy(() -> next.get(200, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
            goOn.countDown();
            next.get(SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    void aCheckpointThatFailsEndsTheEngineAndLosesNothing() throws Exception {
        SqlStore opened =
                opened(what -> {
                    if (what.equals("checkpoint")) {
                        throw new SQLException("The disk is full.");
                    }
                });
        int answered;
        try (Engine engine = on(opened)) {
            answered = rooms(engine, opened);
            assertThatThrownBy(() -> rooms(engine, answered).get(SECONDS, TimeUnit.SECONDS))
                    .hasStackTraceContaining("move its log: The disk is full.");
            assertThat(engine.isAlive()).isFalse();
        }
        try (Engine engine = on(opened(what -> {}))) {
            rooms(engine, answered).get(SECONDS, TimeUnit.SECONDS);
        }
        try (SqlStore reading = SqlStore.openForReading(store.toString())) {
            assertThat(reading.rows("select count(*) from cases", r -> r.getInt(1)))
                    .containsExactly(FACTS * (answered + 1));
        }
    }
}
