package org.liandong.warehousereceipt.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.engine.DocumentResult;
import org.liandong.engine.InlineEngine;
import org.liandong.engine.NodeResult;
import org.liandong.kernel.Simulation;
import org.liandong.kernel.Simulation.Plan;
import org.liandong.testkit.TestEngines;
import org.liandong.warehousereceipt.ReceiptModule;

/// A simulated day comes to exactly what it says.
class YardSimulationTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final int CASES = 300;

    private final Simulation simulation = new YardSimulation();

    private static Plan plan(double errors, boolean shuffle) {
        return new Plan(CASES, 7, errors, shuffle, DAY);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theDayComesToWhatItSays(boolean shuffle) {
        try (InlineEngine engine = TestEngines.inMemory(new ReceiptModule(), Map.of())) {
            Simulation.Expectation expected =
                    simulation.run(
                            plan(0.3, shuffle),
                            (name, at, content) -> take(engine, name, at, content));
            Map<String, Long> receipts = new TreeMap<>();
            for (int i = 0; i < CASES; i++) {
                String status =
                        engine.status(ReceiptModule.NAME, "receipt:R20260302-%06d".formatted(i));
                assertThat(status).isNotNull();
                receipts.merge(status, 1L, Long::sum);
            }
            assertThat(expected.cases()).isEqualTo(CASES);
            assertThat(expected.json())
                    .startsWith(
                            "{\"receipts\":"
                                    + receipts.toString()
                                            .replaceAll("([\\w-]+)=", "\"$1\":")
                                            .replace(", ", ",")
                                    + ",");
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

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherOneOthers() {
        assertThat(bytes(7)).isEqualTo(bytes(7)).isNotEqualTo(bytes(8));
    }

    private byte[] bytes(long seed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        simulation.run(
                new Plan(CASES, seed, 0.2, true, DAY),
                (name, at, content) -> {
                    out.writeBytes(name.getBytes(StandardCharsets.UTF_8));
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
    void everyKindIsAmongThem() {
        String json = simulation.run(plan(0.5, false), (_, _, _) -> {}).json();
        for (YardSimulation.Kind kind : YardSimulation.Kind.values()) {
            assertThat(json).contains('"' + kind.name() + '"');
        }
    }
}
