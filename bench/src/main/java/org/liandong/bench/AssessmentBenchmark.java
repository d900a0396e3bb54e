package org.liandong.bench;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.liandong.bench.SoundParcels.Paper;
import org.liandong.ecommerceimport.ImportModule;
import org.liandong.kernel.Answer;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Context;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Fact;
import org.liandong.kernel.Format;
import org.liandong.kernel.Linking;
import org.liandong.kernel.Service;
import org.liandong.kernel.ServiceModule;
import org.liandong.kernel.Step;
import org.liandong.kernel.clock.WorkingCalendar;
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

/// How long does the service take for the last paper of a parcel: all checks, the tax, and what is asked of the books?
///
/// That paper is the waybill, which waits under its number until the list has claimed it. The service is a pure function, so that the same step is made again and again. Tables have been asked before, as most
/// have in an office.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class AssessmentBenchmark {

    private static final Instant AT = TestEngines.noon("2026-03-01");
    private static final Context CONTEXT =
            new Context(
                    1,
                    AT,
                    LocalDate.parse("2026-03-01"),
                    WorkingCalendar.shipped().edition(LocalDate.parse("2026-03-01")));

    private final Parcel<?, ?> parcel = parcel(new ImportModule());

    /// A parcel that lacks nothing but the last paper.
    private record Parcel<S, F>(Service<S, F> service, S state, Fact<F> last) {
        Step<S> step() {
            return service.on(state, last, CONTEXT);
        }
    }

    @Benchmark
    public Object step() {
        return parcel.step();
    }

    private static <S, F> Parcel<S, F> parcel(ServiceModule<S, F> module) {
        SoundParcels papers = new SoundParcels();
        Map<String, byte[]> resources = new TreeMap<>(module.resources());
        resources.put(ImportModule.TRUSTED, papers.certificate());
        Service<S, F> service = module.service(resources, TestEngines.RULES);
        List<Format<F>> formats = module.formats(resources, TestEngines.SECRET, () -> AT);
        Fact<F> list = fact(formats, papers.message(Paper.LIST, 0, 1));
        if (!(service.linking(list.body()) instanceof Linking.ToCase(CaseKey key))) {
            throw new IllegalStateException("A list must name its case: " + list);
        }
        S state = service.open(key);
        for (Paper paper : List.of(Paper.ORDER, Paper.PAYMENT)) {
            state = service.on(state, fact(formats, papers.message(paper, 0, 1)), CONTEXT).state();
        }
        Step<S> declared = service.on(state, list, CONTEXT);
        state = declared.state();
        for (Effect effect : declared.effects()) {
            if (effect instanceof Effect.Claim claim) {
                state =
                        service.answered(
                                        state,
                                        new Answer.Claimed(claim.identifier(), true),
                                        CONTEXT)
                                .state();
            }
        }
        Parcel<S, F> parcel =
                new Parcel<>(service, state, fact(formats, papers.message(Paper.WAYBILL, 0, 1)));
        if (parcel.step().effects().stream().noneMatch(Effect.Ask.class::isInstance)) {
            throw new IllegalStateException("A sound parcel must ask the books: " + parcel.step());
        }
        return parcel;
    }

    private static <F> Fact<F> fact(List<Format<F>> formats, byte[] message) {
        for (Format<F> format : formats) {
            if (format.recognises(message)) {
                Format.Node<F> node = format.read(message).nodes().getFirst();
                if (node.id() != null && node.fact() != null) {
                    return new Fact<>(node.id(), 1, AT, node.fact());
                }
            }
        }
        throw new IllegalStateException("A sound message could not be read.");
    }
}
