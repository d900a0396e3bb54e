package org.liandong.importrefund.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.engine.InlineEngine;
import org.liandong.importrefund.RefundModule;
import org.liandong.kernel.Simulation;
import org.liandong.testkit.SimulationContract;
import org.liandong.testkit.TestEngines;

/// A simulated day comes to exactly what it says.
class RefundSimulationTest extends SimulationContract {

    private static final int CASES = 400;

    RefundSimulationTest() {
        super(new RefundSimulation(), CASES);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theDayComesToWhatItSaysAndTheTreasuryPaysWhatWasOrdered(boolean shuffle) {
        try (InlineEngine engine = TestEngines.inMemory(new RefundModule(), Map.of())) {
            Simulation.Expectation expected =
                    simulation.run(
                            plan(0.3, shuffle),
                            (name, at, content) -> take(engine, name, at, content));
            assertThat(expected.cases()).isEqualTo(CASES);
            Map<String, Long> refunds = refunds(engine);
            assertThat(expected.json()).startsWith(foretold("refunds", refunds));
            assertThat(refunds).containsOnlyKeys("ordered", "rejected", "waiting");

            List<Simulation.Sent> sent = new ArrayList<>();
            engine.messages().forEach(m -> sent.add(new Simulation.Sent(m.subject(), m)));
            simulation.afterwards(
                    plan(0.3, shuffle),
                    sent,
                    (name, at, content) -> take(engine, name, at, content));
            Map<String, Long> after = refunds(engine);
            assertThat(after.get("refunded")).isEqualTo(refunds.get("ordered"));
            assertThat(after).doesNotContainKey("ordered");
        }
    }

    private static Map<String, Long> refunds(InlineEngine engine) {
        Map<String, Long> refunds = new TreeMap<>();
        for (int i = 0; i < CASES; i++) {
            String status = engine.status(RefundModule.NAME, "refund:R20260302-%06d".formatted(i));
            if (status != null) {
                refunds.merge(status, 1L, Long::sum);
            }
        }
        return refunds;
    }

    @Test
    void everyKindOfErrorIsAmongThem() {
        has(RefundSimulation.Kind.values());
    }
}
