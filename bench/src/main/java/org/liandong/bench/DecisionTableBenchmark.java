package org.liandong.bench;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.liandong.ecommerceimport.ImportModule;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Verdict;
import org.liandong.testkit.TestEngines;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long does it take to ask the decision table of the limits by value?
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class DecisionTableBenchmark {

    // More values than answers are remembered.
    private static final int VALUES = 500_000;
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");

    private final Rules rules = TestEngines.RULES.apply(new ImportModule().resources());
    private int next;

    /// Another value each time.
    @Benchmark
    public Verdict first() {
        next = (next + 1) % VALUES;
        return decide(BigDecimal.valueOf(next, 2));
    }

    /// A value that was asked before.
    @Benchmark
    public Verdict again() {
        return decide(BigDecimal.valueOf(30_000, 2));
    }

    private Verdict decide(BigDecimal dutiable) {
        return rules.decide(
                "limits", DAY, Map.of("dutiable value", dutiable, "items", BigDecimal.TWO));
    }
}
