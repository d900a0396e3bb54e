package org.liandong.app.server.api;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.liandong.engine.DocumentResult;
import org.liandong.engine.NodeResult.Result;

/// Figures about facts that came over HTTP.
final class FactMeters {

    private final Map<Result, Counter> results = new EnumMap<>(Result.class);
    private final Timer durable;
    private final AtomicInteger uploads = new AtomicInteger();
    private final AtomicInteger awaited = new AtomicInteger();

    FactMeters(MeterRegistry meters) {
        for (Result result : Result.values()) {
            results.put(
                    result,
                    Counter.builder("liandong.facts")
                            .description("Facts by what became of them")
                            .tag("result", result.word())
                            .register(meters));
        }
        durable =
                Timer.builder("liandong.facts.durable")
                        .description("From a whole document to its durable answer")
                        .publishPercentileHistogram()
                        .register(meters);
        meters.gauge("liandong.facts.uploads", uploads);
        meters.gauge("liandong.facts.awaited", awaited);
    }

    void begun() {
        uploads.incrementAndGet();
    }

    void ended() {
        uploads.decrementAndGet();
    }

    /// A document went to the engine.
    void submitted() {
        awaited.incrementAndGet();
    }

    /// A document will not be answered.
    void lost() {
        awaited.decrementAndGet();
    }

    /// A document is durable.
    void answered(DocumentResult result, long nanos) {
        awaited.decrementAndGet();
        durable.record(nanos, TimeUnit.NANOSECONDS);
        result.nodes().forEach(node -> counter(node.result()).increment());
        if (!result.problems().isEmpty()) {
            counter(Result.REJECTED).increment();
        }
    }

    private Counter counter(Result result) {
        return java.util.Objects.requireNonNull(results.get(result));
    }
}
