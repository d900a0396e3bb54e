package org.liandong.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The most memory that this process, or another with those that it has started, held while it was watched. Only Linux tells;
/// elsewhere it is 0.
final class ResidentMemory implements AutoCloseable {

    private static final int EVERY_MILLIS = 50;

    private final AtomicLong peakKilobytes = new AtomicLong();
    private final @Nullable ProcessHandle other;
    private final Thread watcher;

    /// @param other the process that is meant with those that it has started; null for this one alone
    ResidentMemory(@Nullable ProcessHandle other) {
        this.other = other;
        this.watcher = Thread.ofPlatform().daemon().name("memory").start(this::watch);
    }

    private void watch() {
        try {
            while (true) {
                peakKilobytes.accumulateAndGet(now(), Math::max);
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long now() {
        ProcessHandle meant = other;
        return meant == null
                ? kilobytes(ProcessHandle.current().pid(), "VmRSS:")
                : Stream.concat(Stream.of(meant), meant.descendants())
                        // What they share would be counted for each.
                        .mapToLong(p -> kilobytes(p.pid(), "RssAnon:"))
                        .sum();
    }

    private static long kilobytes(long pid, String field) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(l -> l.startsWith(field))
                    .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            // The process has ended, or the system has no such file.
            return 0;
        }
    }

    long peakMegabytes() {
        return peakKilobytes.get() >> 10;
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
