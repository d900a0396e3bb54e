package org.liandong.bench;

import java.time.Instant;
import java.util.Map;
import org.liandong.bench.SoundParcels.Paper;
import org.liandong.ecommerceimport.ImportModule;
import org.liandong.engine.InlineEngine;
import org.liandong.testkit.TestEngines;

/// One parcel that was released, for benchmarks of what is kept of it.
public final class SampleParcel {

    /// The key of its case.
    public static final String KEY = "EBP1000001/ORD000000000000";

    private static final Instant AT = TestEngines.noon("2026-03-01");

    private SampleParcel() {}

    /// An engine in memory in which it is the only one.
    public static InlineEngine released() {
        SoundParcels parcels = new SoundParcels();
        InlineEngine engine = open(parcels);
        for (Paper paper : Paper.values()) {
            Sender.requireTaken(engine.submit("bench", parcels.message(paper, 0, 1), AT));
        }
        return engine;
    }

    /// An engine in memory that has the guarantee of all parcels.
    static InlineEngine open(SoundParcels parcels) {
        InlineEngine engine =
                TestEngines.inMemory(
                        new ImportModule(), Map.of(ImportModule.TRUSTED, parcels.certificate()));
        Sender.requireTaken(engine.submit("guarantee", SoundParcels.guarantee("2040-12-31"), AT));
        return engine;
    }
}
