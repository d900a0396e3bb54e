package org.liandong.dutyguarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.liandong.dutyguarantee.simulator.GuaranteeSimulation;
import org.liandong.dutyguarantee.simulator.Slip;
import org.liandong.engine.DocumentResult;
import org.liandong.engine.InlineEngine;
import org.liandong.engine.NodeResult;
import org.liandong.kernel.Check;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Simulation.Plan;
import org.liandong.testkit.SimulationContract;
import org.liandong.testkit.TestEngines;

/// A simulated day comes to exactly what the simulator expects.
class SimulatedDayTest extends SimulationContract {

    private static final int DECLARATIONS = 600;

    SimulatedDayTest() {
        super(new GuaranteeSimulation(), DECLARATIONS);
    }

    private static String entryId(long i) {
        return "370120261%09d".formatted(i + 1);
    }

    @Test
    void theDayComesToWhatIsExpected() {
        for (boolean shuffle : new boolean[] {false, true}) {
            try (InlineEngine engine = TestEngines.inMemory(new GuaranteeModule(), Map.of())) {
                Map<NodeResult.Result, Long> results = new EnumMap<>(NodeResult.Result.class);
                long[] unreadable = new long[1];
                GuaranteeSimulation.Day expected =
                        new GuaranteeSimulation()
                                .day(
                                        plan(0.3, shuffle),
                                        (name, at, content) -> {
                                            DocumentResult result =
                                                    engine.submit(name, content, at);
                                            unreadable[0] += result.nodes().isEmpty() ? 1 : 0;
                                            result.nodes()
                                                    .forEach(n ->
                                                            results.merge(
                                                                    n.result(), 1L, Long::sum));
                                        });
                Map<String, Long> statuses = new TreeMap<>();
                Map<String, Long> failed = new HashMap<>();
                for (long i = 0; i < DECLARATIONS; i++) {
                    String status = engine.status(GuaranteeModule.NAME, entryId(i));
                    statuses.merge(status == null ? "collecting" : status, 1L, Long::sum);
                    engine.decisions(GuaranteeModule.NAME, entryId(i)).stream()
                            .filter(d -> d.kind().equals("release"))
                            .reduce((_, last) -> last)
                            .map(Decision::failed)
                            .ifPresent(all -> {
                                for (Check each : all) {
                                    failed.merge(each.rule(), 1L, Long::sum);
                                }
                            });
                }
                assertThat(statuses).isEqualTo(expected.statuses());
                for (Slip slip : Slip.values()) {
                    if (!slip.check().isEmpty()) {
                        assertThat(failed.get(slip.check()))
                                .as(slip.name())
                                .isEqualTo(expected.injected().get(slip))
                                .isPositive();
                    }
                }
                assertThat(results.get(NodeResult.Result.DUPLICATE)).isEqualTo(expected.repeats());
                assertThat(results.get(NodeResult.Result.CONFLICT)).isEqualTo(expected.conflicts());
                assertThat(results.get(NodeResult.Result.REJECTED)).isEqualTo(expected.rejected());
                assertThat(unreadable[0]).isEqualTo(expected.unreadable()).isPositive();
                BigDecimal held =
                        engine.available().entrySet().stream()
                                .filter(e -> e.getKey().contains("/occupied/"))
                                .map(Map.Entry::getValue)
                                .reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(engine.status(GuaranteeModule.NAME, "filing:HT04-USUAL"))
                        .isEqualTo("in-force");
                assertThat(engine.decisions(GuaranteeModule.NAME, "filing:HT04-USUAL"))
                        .extracting(Decision::kind)
                        .contains("expiry-warning");
                assertThat(held).isEqualByComparingTo(BigDecimal.valueOf(expected.held(), 2));
            }
        }
    }

    @Test
    void everyErrorOccursAtItsRate() {
        GuaranteeSimulation.Day day =
                new GuaranteeSimulation()
                        .day(new Plan(20_000, 1, 0.1, false, DAY), (name, at, content) -> {});
        long slips =
                day.injected().entrySet().stream()
                        .filter(e -> e.getKey() != Slip.NONE)
                        .mapToLong(Map.Entry::getValue)
                        .sum();
        assertThat(slips / 20_000.0).isBetween(0.09, 0.11);
        assertThat(day.injected()).containsOnlyKeys(Slip.values());
    }
}
