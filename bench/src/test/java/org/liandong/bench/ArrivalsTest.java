package org.liandong.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Arrivals of senders who know nothing of each other.
class ArrivalsTest {

    private static final int COUNT = 100_000;
    private static final double RATE = 500;

    private final long[] due = Arrivals.poisson(RATE, COUNT, new SplittableRandom(1));

    @Test
    void comeInOrderAtTheRateAskedFor() {
        assertThat(due).isSorted();
        assertThat(COUNT / (due[COUNT - 1] / 1e9)).isCloseTo(RATE, withinPercentage(2));
    }

    @Test
    void haveAsManyLongGapsAsChanceHas() {
        long mean = (long) (1e9 / RATE);
        long longer = IntStream.range(1, COUNT).filter(i -> due[i] - due[i - 1] > 2 * mean).count();
        assertThat(longer / (double) COUNT).isCloseTo(Math.exp(-2), withinPercentage(5));
    }
}
