package org.liandong.engine;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How long senders lately waited, from the arrival of a document until what it led to was durable.
public final class Waits {

    /// The last ones are kept: enough for a 99th percentile, few enough to be sorted for a page.
    private static final int KEPT_MAX = 4_096;

    private final long[] nanos = new long[KEPT_MAX];
    private long count;

    /// What is said of them.
    ///
    /// @param count  how many are meant
    /// @param median half waited no longer
    /// @param p99    of a hundred one waited longer
    public record Said(int count, Duration median, Duration p99) {}

    synchronized void add(long waited) {
        nanos[(int) (count++ % KEPT_MAX)] = waited;
    }

    /// The last ones; null when there was none since the start.
    public @Nullable Said said() {
        long[] sorted;
        synchronized (this) {
            sorted = Arrays.copyOf(nanos, (int) Math.min(count, KEPT_MAX));
        }
        if (sorted.length == 0) {
            return null;
        }
        Arrays.sort(sorted);
        return new Said(sorted.length, at(sorted, 50), at(sorted, 99));
    }

    // The nearest rank: of a hundred the 99th.
    private static Duration at(long[] sorted, int percent) {
        int rank = (int) Math.ceil(sorted.length * percent / 100.0);
        return Duration.ofNanos(sorted[Math.max(1, rank) - 1]);
    }
}
