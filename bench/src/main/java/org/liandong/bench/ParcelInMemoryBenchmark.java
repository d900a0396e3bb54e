package org.liandong.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.liandong.bench.SoundParcels.Paper;
import org.liandong.engine.DocumentResult;
import org.liandong.engine.InlineEngine;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// How long does one parcel take from its four messages to its release, on an engine in memory and without threads?
///
/// Each message is a transaction of its own, so that this is the longest way a parcel can take, less the disk. Messages
/// are made before each parcel, outside of what is measured.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class ParcelInMemoryBenchmark {

    private static final Instant AT = TestEngines.noon("2026-03-01");

    private final SoundParcels parcels = new SoundParcels();
    private InlineEngine engine = SampleParcel.open(parcels);
    private List<byte[]> messages = List.of();
    private int next;

    /// A store that has grown is not the same store.
    @Setup(Level.Iteration)
    public void reopen() {
        engine.close();
        engine = SampleParcel.open(parcels);
    }

    @Setup(Level.Invocation)
    public void make() {
        List<byte[]> made = new ArrayList<>();
        for (Paper paper : Paper.values()) {
            made.add(parcels.message(paper, next, 1));
        }
        next++;
        messages = made;
    }

    @TearDown
    public void close() {
        engine.close();
    }

    @Benchmark
    public List<DocumentResult> parcel() {
        List<DocumentResult> results = new ArrayList<>();
        for (byte[] message : messages) {
            DocumentResult result = engine.submit("bench", message, AT);
            Sender.requireTaken(result);
            results.add(result);
        }
        return results;
    }
}
