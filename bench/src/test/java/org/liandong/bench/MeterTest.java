package org.liandong.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What a stretch cost, by group of threads.
class MeterTest {

    @Test
    void threadsThatDifferInANumberAreOneGroup() {
        assertThat(Meter.group("decoder-1")).isEqualTo("decoder");
        assertThat(Meter.group("decoder-12")).isEqualTo("decoder");
        assertThat(Meter.group("GC Thread#0")).isEqualTo("GC Thread");
        assertThat(Meter.group("writer")).isEqualTo("writer");
    }

    @Test
    void onlyStretchesCount() {
        Meter meter = new Meter();
        work();
        meter.start();
        meter.stop();
        long idle = meter.processNanos();
        meter.start();
        work();
        meter.stop();
        assertThat(meter.processNanos() - idle).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(20));
        String thread = Meter.group(Thread.currentThread().getName());
        assertThat(meter.groups())
                .hasEntrySatisfying(
                        thread,
                        cost ->
                                assertThat(cost.cpuNanos())
                                        .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(20)));
    }

    // Processor time, not the time on the wall: another program may have the processor.
    private static void work() {
        var threads = java.lang.management.ManagementFactory.getThreadMXBean();
        long end = threads.getCurrentThreadCpuTime() + TimeUnit.MILLISECONDS.toNanos(50);
        while (threads.getCurrentThreadCpuTime() < end) {
            Thread.onSpinWait();
        }
    }
}
