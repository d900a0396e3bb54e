package org.liandong.warehousereceipt.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.engine.InlineEngine;
import org.liandong.kernel.Simulation;
import org.liandong.testkit.SimulationContract;
import org.liandong.testkit.TestEngines;
import org.liandong.warehousereceipt.ReceiptModule;

/// A simulated day comes to exactly what it says.
class YardSimulationTest extends SimulationContract {

    private static final int CASES = 300;

    YardSimulationTest() {
        super(new YardSimulation(), CASES);
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
            assertThat(expected.json()).startsWith(foretold("receipts", receipts));
        }
    }

    @Test
    void everyKindIsAmongThem() {
        has(YardSimulation.Kind.values());
    }
}
