package org.liandong.bench;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.liandong.engine.OfficeTime;
import org.liandong.kernel.ledger.Answer;
import org.liandong.kernel.ledger.Asset;
import org.liandong.kernel.ledger.Command;
import org.liandong.kernel.ledger.InMemoryLedgerState;
import org.liandong.kernel.ledger.Ledger;
import org.liandong.kernel.ledger.Leg;
import org.liandong.kernel.ledger.Reference;
import org.liandong.testkit.TestEngines;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long do a hold and its capture take on the account that all parcels share, in memory?
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class LedgerBenchmark {

    private static final String WORLD = "world";
    private static final String FREE = "guarantee/free";
    private static final String OCCUPIED = "guarantee/occupied";
    private static final Instant AT = TestEngines.noon("2026-03-01");
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");
    private static final Reference REFERENCE = Reference.of("case", "decision", "guarantee");
    private static final Asset YUAN =
            new Asset("CNY", 2, Asset.Kind.MONEY, "yuan", LocalDate.EPOCH, null);

    private Ledger ledger = open();
    private long next;

    private static Ledger open() {
        Ledger opened = new Ledger(new InMemoryLedgerState(), List.of(YUAN), OfficeTime.ZONE);
        opened.apply(Command.OpenAccount.boundary("open " + WORLD, WORLD, "CNY"), AT);
        opened.apply(Command.OpenAccount.of("open " + FREE, FREE, "CNY"), AT);
        opened.apply(Command.OpenAccount.of("open " + OCCUPIED, OCCUPIED, "CNY"), AT);
        opened.apply(
                Command.Post.of("fill", DAY, REFERENCE, Leg.of(WORLD, FREE, "10000000000.00")), AT);
        return opened;
    }

    /// The state in memory keeps all that was ever booked.
    @Setup(Level.Iteration)
    public void reopen() {
        ledger = open();
    }

    @Benchmark
    public Answer holdAndCapture() {
        String id = "h" + next++;
        ledger.apply(
                new Command.PlaceHold(
                        id,
                        id,
                        new Leg(FREE, OCCUPIED, BigDecimal.valueOf(2821, 2)),
                        DAY,
                        null,
                        REFERENCE),
                AT);
        Answer answer = ledger.apply(new Command.Capture(id + "/c", id, null, DAY, REFERENCE), AT);
        if (!(answer instanceof Answer.Posted)) {
            throw new IllegalStateException("There is room for all: " + answer);
        }
        return answer;
    }
}
