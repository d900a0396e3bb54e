package org.liandong.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A batch is one transaction, and who sent something is answered after it.
class BatchTest {

    private static final int SECONDS = 20;

    @TempDir Path store;

    private final AtomicInteger commits = new AtomicInteger();

    private Engine open(SqlStore.WritePoint before) {
        return Engine.open(
                Toy.settings(store.toString(), () -> Toy.START),
                SqlStore.open(
                        store.toString(),
                        what -> {
                            before.before(what);
                            if (what.equals("commit")) {
                                commits.incrementAndGet();
                            }
                        }));
    }

    @Test
    void everythingThatADocumentLeadsToIsOneTransaction() throws Exception {
        try (Engine engine = open(what -> {})) {
            int before = commits.get();
            engine.submit(
                            "test",
                            Toy.document(
                                    Toy.line("1", new Toy.Coat("T1", "red")),
                                    Toy.line("2", new Toy.Offered("east", 3)),
                                    Toy.line("3", new Toy.Asked("anna", "east", 2, "T1")),
                                    Toy.line("4", new Toy.Burst("bert")),
                                    "{rubbish\n"))
                    .get(SECONDS, TimeUnit.SECONDS);
            assertThat(commits.get() - before).isEqualTo(1);
        }
    }

    @Test
    void whatArrivesDuringACommitIsCommittedTogetherAndAnsweredAfterIt() throws Exception {
        CountDownLatch underWay = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger toHold = new AtomicInteger(-1);
        try (Engine engine =
                open(what -> {
                    if (what.equals("commit") && commits.get() == toHold.get()) {
                        underWay.countDown();
                        await(goOn);
                    }
                })) {
            toHold.set(commits.get());
            CompletableFuture<DocumentResult> first = submit(engine, 0);
            assertThat(underWay.await(SECONDS, TimeUnit.SECONDS)).isTrue();
            List<CompletableFuture<DocumentResult>> others = new ArrayList<>();
            for (int i = 1; i <= 20; i++) {
                others.add(submit(engine, i));
            }
            assertThat(first).isNotDone();
            assertThat(others).noneMatch(CompletableFuture::isDone);
            int before = commits.get();
            goOn.countDown();
            for (CompletableFuture<DocumentResult> answer : others) {
                answer.get(SECONDS, TimeUnit.SECONDS);
            }
            assertThat(first).isDone();
            // The one that was held, and one or two for the twenty behind it.
            assertThat(commits.get() - before).isBetween(2, 3);
        }
    }

    @Test
    void whoeverIsAnsweredFindsItAtOnce() throws Exception {
        try (Engine engine = open(what -> {});
                Views views = Views.open(store.toString())) {
            for (int i = 0; i < 20; i++) {
                submit(engine, i).get(SECONDS, TimeUnit.SECONDS);
                assertThat(views.one("toy", "room-" + i)).as("room %d", i).isNotNull();
            }
        }
    }

    @Test
    void closingFinishesWhatWasSubmitted() throws Exception {
        List<CompletableFuture<DocumentResult>> answers = new ArrayList<>();
        try (Engine engine = open(what -> {})) {
            for (int i = 0; i < 30; i++) {
                answers.add(submit(engine, i));
            }
        }
        assertThat(answers).allMatch(CompletableFuture::isDone);
        try (Views views = Views.open(store.toString())) {
            assertThat(views.cases("toy", null, "", 99)).hasSize(30);
        }
    }

    private static CompletableFuture<DocumentResult> submit(Engine engine, int place)
            throws InterruptedException {
        return engine.submit(
                "test",
                Toy.document(Toy.line("r" + place, new Toy.Offered(Integer.toString(place), 1))));
    }

    /// Holds a write until a test lets it go on.
    static void await(CountDownLatch latch) throws SQLException {
        try {
            assertThat(latch.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new SQLException(e);
        }
    }
}
