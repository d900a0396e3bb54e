package org.liandong.engine;

import java.util.concurrent.TimeUnit;
import org.liandong.bench.SampleParcel;
import org.liandong.ecommerceimport.ImportModule;
import org.liandong.engine.Rows.CaseId;
import org.liandong.engine.Rows.CaseRow;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Decision;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long does it take to write the state and the decision of a released parcel as the store keeps them, and to read them
/// back?
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class JsonBenchmark {

    private final Running<?, ?> service;
    private final CaseRow row;
    private final Object state;
    private final String stateText;
    private final Decision decision;
    private final Wordings wordings;
    private final Wordings.Reader words;
    private final String decisionText;

    public JsonBenchmark() {
        try (InlineEngine engine = SampleParcel.released()) {
            Running<?, ?> running = engine.intake().services().get(ImportModule.NAME);
            CaseRow found =
                    engine.store()
                            .read(
                                    Tables.CASES,
                                    new CaseId(ImportModule.NAME, new CaseKey(SampleParcel.KEY)));
            if (running == null || found == null) {
                throw new IllegalStateException("The parcel is not there.");
            }
            service = running;
            row = found;
            state = running.state(found);
            stateText = found.state().text();
            decision = engine.decisions(ImportModule.NAME, SampleParcel.KEY).getLast();
            wordings =
                    new Wordings(
                            engine.work(), engine.store().query(Tables.WORDING, "order by id"));
            decisionText = writeDecision();
            words = new Wordings.Reader(engine.store());
            // From here on it knows the words.
            if (!words.decision(JsonText.written(decisionText)).equals(decision)) {
                throw new IllegalStateException("The decision is read as another one.");
            }
        }
    }

    @Benchmark
    public String writeState() {
        return JsonText.of(state, Json.states()).text();
    }

    @Benchmark
    public Object readState() {
        return service.state(
                new CaseRow(
                        row.id(),
                        row.status(),
                        row.owner(),
                        row.openedAt(),
                        row.changedAt(),
                        row.seq(),
                        row.stateType(),
                        JsonText.written(stateText, Json.states())));
    }

    @Benchmark
    public final String writeDecision() {
        return JsonText.of(wordings.written(decision, added -> {})).text();
    }

    @Benchmark
    public Decision readDecision() {
        return words.decision(JsonText.written(decisionText));
    }
}
