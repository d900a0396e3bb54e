package org.liandong.importrefund.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.engine.DocumentResult;
import org.liandong.engine.InlineEngine;
import org.liandong.engine.NodeResult;
import org.liandong.importrefund.RefundModule;
import org.liandong.kernel.Simulation;
import org.liandong.kernel.Simulation.Plan;
import org.liandong.testkit.TestEngines;

/// A simulated day comes to exactly what it says.
class RefundSimulationTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final int CASES = 400;

    private final Simulation simulation = new RefundSimulation();

    private static Plan plan(double errors, boolean shuffle) {
        return new Plan(CASES, 7, errors, shuffle, DAY);
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
            assertThat(expected.json()).startsWith("{\"refunds\":" + json(refunds) + ",");
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

    private static void take(InlineEngine engine, String name, Instant at, byte[] content) {
        DocumentResult result = engine.submit(name, content, at);
        assertThat(result.problems()).isEmpty();
        assertThat(result.nodes())
                .allSatisfy(node ->
                        assertThat(node.result())
                                .isIn(NodeResult.Result.ACCEPTED, NodeResult.Result.DUPLICATE));
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

    private static String json(Map<String, Long> counts) {
        return counts.toString().replaceAll("(\\w+)=", "\"$1\":").replace(", ", ",");
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherOneOthers() {
        assertThat(bytes(7)).isEqualTo(bytes(7)).isNotEqualTo(bytes(8));
    }

    private byte[] bytes(long seed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        simulation.run(
                new Plan(CASES, seed, 0.2, true, DAY),
                (name, at, content) -> {
                    out.writeBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    out.writeBytes(content);
                });
        return out.toByteArray();
    }

    @Test
    void documentsComeInTheOrderOfTheirNamesAndTimes() {
        List<String> names = new ArrayList<>();
        List<Instant> times = new ArrayList<>();
        simulation.run(
                plan(0.1, true),
                (name, at, _) -> {
                    names.add(name);
                    times.add(at);
                });
        assertThat(names).isSorted().hasSizeGreaterThan(10);
        assertThat(times).isSorted();
    }

    @Test
    void everyKindOfErrorIsAmongThem() {
        Map<String, Integer> kinds = new HashMap<>();
        Simulation.Expectation expected = simulation.run(plan(0.5, false), (_, _, _) -> {});
        for (RefundSimulation.Kind kind : RefundSimulation.Kind.values()) {
            kinds.put(kind.name(), expected.json().indexOf('"' + kind.name() + '"'));
        }
        assertThat(kinds.values()).allMatch(at -> at > 0);
    }
}
