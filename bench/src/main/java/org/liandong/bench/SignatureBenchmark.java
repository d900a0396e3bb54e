package org.liandong.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.liandong.bench.SoundParcels.Paper;
import org.liandong.ecommerceimport.ceb.SignatureResult;
import org.liandong.ecommerceimport.ceb.XmlSignatureVerifier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long does it take to verify the RSA signature of a list message of a signer whose chain is known?
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class SignatureBenchmark {

    private final SoundParcels parcels = new SoundParcels();
    private final XmlSignatureVerifier verifier =
            new XmlSignatureVerifier(
                    List.of(parcels.signer().certificate()), java.time.InstantSource.system());
    private byte[] message = {};

    /// Nodes of the message.
    @Param({"1", "100"})
    public int nodes;

    @Setup
    public void sign() {
        message = parcels.message(Paper.LIST, 0, nodes);
        if (!(verify() instanceof SignatureResult.Valid)) {
            throw new IllegalStateException("The signature must be valid: " + verify());
        }
    }

    @Benchmark
    public SignatureResult verify() {
        return verifier.verify(message);
    }
}
