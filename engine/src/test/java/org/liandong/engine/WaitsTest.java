package org.liandong.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WaitsTest {

    private final Waits waits = new Waits();

    @Test
    void nothingIsSaidOfNothing() {
        assertThat(waits.said()).isNull();
    }

    @Test
    void ofAHundredOneWaitsLongerThanTheNinetyNinth() {
        for (int i = 100; i >= 1; i--) {
            waits.add(Duration.ofMillis(i).toNanos());
        }
        assertThat(waits.said())
                .isEqualTo(new Waits.Said(100, Duration.ofMillis(50), Duration.ofMillis(99)));
    }

    @Test
    void onlyTheLastOnesCount() {
        for (int i = 0; i < 10_000; i++) {
            waits.add(Duration.ofSeconds(i < 5_000 ? 9 : 1).toNanos());
        }
        Waits.Said said = Objects.requireNonNull(waits.said());
        assertThat(said.count()).isEqualTo(4_096);
        assertThat(said.p99()).isEqualTo(Duration.ofSeconds(1));
    }
}
