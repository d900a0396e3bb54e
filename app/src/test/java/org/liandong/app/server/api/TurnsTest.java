package org.liandong.app.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.liandong.app.server.Problem;
import org.liandong.app.server.api.Turns.Turn;
import org.springframework.util.unit.DataSize;

/// Who may bring facts, and how fast.
class TurnsTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong(5 * SECOND);

    private Turns turns(int uploads, int uploadsOfSource, int documentsPerSecond) {
        return new Turns(
                new FactLimits(
                        DataSize.ofMegabytes(1),
                        Duration.ofSeconds(1),
                        uploads,
                        uploadsOfSource,
                        documentsPerSecond),
                now::get);
    }

    @Test
    void aSourceMayBringASecondsWorthAtOnceAndThenWaits() {
        Turns turns = turns(10, 10, 10);
        try (Turn turn = turns.begin("a")) {
            for (int i = 0; i < 10; i++) {
                assertThat(turn.document()).as("document %d", i).isZero();
            }
            assertThat(turn.document()).isEqualTo(SECOND / 10);
        }
        assertThatThrownBy(() -> turns.begin("a"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(429));
        turns.begin("b").close();
        now.addAndGet(SECOND / 10);
        turns.begin("a").close();
    }

    @Test
    void aSourceHasSoManyRequestsUnderWayAndAllTogetherSoMany() {
        Turns turns = turns(3, 2, 1_000);
        Turn first = turns.begin("a");
        turns.begin("a");
        assertThatThrownBy(() -> turns.begin("a")).isInstanceOf(Problem.class);
        turns.begin("b");
        assertThatThrownBy(() -> turns.begin("c")).isInstanceOf(Problem.class);
        first.close();
        turns.begin("c");
    }
}
