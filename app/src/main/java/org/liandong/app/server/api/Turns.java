package org.liandong.app.server.api;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.liandong.app.server.Problem;

/// Whose turn it is to bring facts: so many requests at a time, and so many documents a second, of each source.
final class Turns {

    /// Sources that are remembered; those without a request under way are forgotten first.
    private static final int SOURCES_MAX = 10_000;

    private static final long SECOND = 1_000_000_000L;

    private final FactLimits limits;
    private final LongSupplier nanos;
    private final Map<String, Source> sources = new ConcurrentHashMap<>();
    private final AtomicInteger uploads = new AtomicInteger();

    Turns(FactLimits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
    }

    private final class Source {
        private int uploads;
        // The time at which the source would have used up nothing.
        private long full = nanos.getAsLong() - SECOND;
    }

    /// A request that brings facts.
    final class Turn implements AutoCloseable {

        private final Source source;

        private Turn(Source source) {
            this.source = source;
        }

        /// Takes the right to bring one more document.
        ///
        /// @return nanoseconds to wait before the next is read
        long document() {
            synchronized (source) {
                return take(source);
            }
        }

        @Override
        public void close() {
            synchronized (source) {
                source.uploads--;
            }
            uploads.decrementAndGet();
        }
    }

    /// Begins a request.
    ///
    /// @throws Problem when it is not the source's turn
    Turn begin(String name) {
        if (sources.size() > SOURCES_MAX) {
            forget();
        }
        if (uploads.incrementAndGet() > limits.uploads()) {
            uploads.decrementAndGet();
            throw Problem.later(429, 1, "http.uploads.all");
        }
        Source source = sources.computeIfAbsent(name, _ -> new Source());
        synchronized (source) {
            long wait = source.full - nanos.getAsLong();
            if (source.uploads >= limits.uploadsOfSource() || wait > 0) {
                uploads.decrementAndGet();
                throw Problem.later(
                        429,
                        (int) Math.max(1, (wait + SECOND - 1) / SECOND),
                        "http.uploads",
                        Integer.toString(limits.uploadsOfSource()),
                        Integer.toString(limits.documentsPerSecond()));
            }
            source.uploads++;
        }
        return new Turn(source);
    }

    // A bucket that leaks: a second's worth of documents may come at once.
    private long take(Source source) {
        long now = nanos.getAsLong();
        long each = SECOND / Math.max(1, limits.documentsPerSecond());
        source.full = Math.max(source.full, now - SECOND) + each;
        return Math.max(0, source.full - now);
    }

    private void forget() {
        sources.values()
                .removeIf(source -> {
                    synchronized (source) {
                        return source.uploads == 0 && source.full < nanos.getAsLong();
                    }
                });
    }
}
