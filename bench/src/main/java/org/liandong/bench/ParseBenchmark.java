package org.liandong.bench;

import java.util.concurrent.TimeUnit;
import org.liandong.bench.SoundParcels.Paper;
import org.liandong.ecommerceimport.ceb.CebReader;
import org.liandong.ecommerceimport.ceb.Reading;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long does it take to read an order message of a hundred nodes, each with two lines of goods?
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class ParseBenchmark {

    private final CebReader reader = new CebReader();
    private final byte[] message = new SoundParcels().message(Paper.ORDER, 0, SoundParcels.NODES);

    @Benchmark
    public Reading read() {
        return reader.read(message);
    }
}
