package org.liandong.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/// What stretches of a run cost the process: processor time and allocation by group of threads, and pauses of the garbage
/// collector.
///
/// Threads whose names differ only in a number at the end are one group. The threads of the JVM itself are not among
/// them: what the process used and no group did is theirs.
final class Meter {

    private final OperatingSystemMXBean process =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final ThreadMXBean threads =
            ManagementFactory.getPlatformMXBean(com.sun.management.ThreadMXBean.class);
    private final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    private final RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();

    private final List<Stretch> stretches = new ArrayList<>();
    private final ConcurrentLinkedQueue<Pause> pauses = new ConcurrentLinkedQueue<>();
    private Reading before = read();

    /// Processor time and allocation.
    record Cost(long cpuNanos, long allocatedBytes) {
        Cost plus(Cost other) {
            return new Cost(cpuNanos + other.cpuNanos, allocatedBytes + other.allocatedBytes);
        }

        Cost minus(Cost other) {
            return new Cost(cpuNanos - other.cpuNanos, allocatedBytes - other.allocatedBytes);
        }
    }

    /// Pauses of the collector.
    record Pauses(int count, long totalMillis, long longestMillis) {}

    private record Pause(long fromMillis, long millis) {}

    private record Reading(
            long nanoTime,
            long uptimeMillis,
            long processNanos,
            long compilerMillis,
            Map<String, Cost> groups) {}

    private record Stretch(Reading from, Reading to) {}

    Meter() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, _) -> {
                                GarbageCollectionNotificationInfo info =
                                        GarbageCollectionNotificationInfo.from(
                                                (CompositeData) notification.getUserData());
                                // Collectors that run beside the program report their cycles too.
                                if (!info.getGcName().contains("Concurrent")
                                        && !info.getGcName().contains("Cycles")) {
                                    pauses.add(
                                            new Pause(
                                                    info.getGcInfo().getStartTime(),
                                                    info.getGcInfo().getDuration()));
                                }
                            },
                            null,
                            null);
        }
    }

    /// Begins a stretch.
    void start() {
        before = read();
    }

    /// Ends the stretch.
    ///
    /// @return its seconds
    double stop() {
        Reading after = read();
        stretches.add(new Stretch(before, after));
        return seconds(after.nanoTime - before.nanoTime);
    }

    /// Seconds of all stretches.
    double seconds() {
        return seconds(stretches.stream().mapToLong(s -> s.to.nanoTime - s.from.nanoTime).sum());
    }

    /// Processor time of the process, with the JVM's own threads.
    long processNanos() {
        return stretches.stream().mapToLong(s -> s.to.processNanos - s.from.processNanos).sum();
    }

    /// Time that the compiler of the JVM was busy.
    long compilerMillis() {
        return stretches.stream().mapToLong(s -> s.to.compilerMillis - s.from.compilerMillis).sum();
    }

    /// Costs by group of threads.
    Map<String, Cost> groups() {
        Map<String, Cost> sum = new TreeMap<>();
        for (Stretch stretch : stretches) {
            stretch.to.groups.forEach((group, cost) ->
                    sum.merge(
                            group,
                            cost.minus(stretch.from.groups.getOrDefault(group, new Cost(0, 0))),
                            Cost::plus));
        }
        return sum;
    }

    /// Pauses of the collector inside the stretches.
    Pauses pauses() {
        int count = 0;
        long total = 0;
        long longest = 0;
        for (Pause pause : pauses) {
            for (Stretch stretch : stretches) {
                if (pause.fromMillis >= stretch.from.uptimeMillis
                        && pause.fromMillis <= stretch.to.uptimeMillis) {
                    count++;
                    total += pause.millis;
                    longest = Math.max(longest, pause.millis);
                }
            }
        }
        return new Pauses(count, total, longest);
    }

    private Reading read() {
        Map<String, Cost> groups = new TreeMap<>();
        long[] ids = threads.getAllThreadIds();
        long[] cpu = threads.getThreadCpuTime(ids);
        long[] allocated = threads.getThreadAllocatedBytes(ids);
        ThreadInfo[] infos = threads.getThreadInfo(ids);
        for (int i = 0; i < ids.length; i++) {
            // A thread that has ended meanwhile has neither name nor times.
            if (infos[i] != null && cpu[i] >= 0) {
                groups.merge(
                        group(infos[i].getThreadName()),
                        new Cost(cpu[i], allocated[i]),
                        Cost::plus);
            }
        }
        return new Reading(
                System.nanoTime(),
                runtime.getUptime(),
                process.getProcessCpuTime(),
                compiler.getTotalCompilationTime(),
                groups);
    }

    /// The group of a thread: its name without a number at the end.
    static String group(String thread) {
        return thread.replaceAll("[-# ]*\\d+$", "");
    }

    private static double seconds(long nanos) {
        return nanos / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
