package org.liandong.bench;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// When messages are due, fixed before the first is handed in.
final class Arrivals {

    private Arrivals() {}

    /// Times of senders who know nothing of each other: gaps are exponential, so that some come in bursts.
    ///
    /// @param rate arrivals a second, on average
    /// @return nanoseconds from the start, in order
    static long[] poisson(double rate, int count, RandomGenerator random) {
        long[] due = new long[count];
        double at = 0;
        for (int i = 0; i < count; i++) {
            at += random.nextExponential() / rate * TimeUnit.SECONDS.toNanos(1);
            due[i] = Math.round(at);
        }
        return due;
    }
}
