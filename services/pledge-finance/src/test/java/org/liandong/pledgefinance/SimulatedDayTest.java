package org.liandong.pledgefinance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.engine.InlineEngine;
import org.liandong.engine.Json;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Message;
import org.liandong.kernel.Simulation;
import org.liandong.kernel.Simulation.Plan;
import org.liandong.pledgefinance.YardModule.YardFact;
import org.liandong.pledgefinance.simulator.PledgeSimulation;
import org.liandong.pledgefinance.simulator.SimulatedRegister;
import org.liandong.testkit.SimulationContract;
import org.liandong.testkit.TestEngines;
import tools.jackson.databind.JsonNode;

/// A simulated day comes to exactly what it says, and so do the weeks after it. Of the yard's facts only the receipts are taken: the services
/// together are tested where both are known.
class SimulatedDayTest extends SimulationContract {

    private static final int CASES = 200;
    private static final int KINDS = 20;

    SimulatedDayTest() {
        super(new PledgeSimulation(), CASES);
    }

    /// A bank beside a yard of which only the receipts are known.
    private static final class Port implements AutoCloseable {

        private final InlineEngine engine =
                TestEngines.inMemory(
                        DAY.atStartOfDay().toInstant(ZoneOffset.UTC),
                        Map.of(),
                        new PledgeModule(),
                        new YardModule());
        private final Map<String, JsonNode> accepted = new HashMap<>();
        private final Map<String, JsonNode> drawn = new HashMap<>();

        void take(String name, Instant at, byte[] content) {
            StringBuilder finance = new StringBuilder();
            for (String line : new String(content, StandardCharsets.UTF_8).lines().toList()) {
                JsonNode fact = Json.mapper().readTree(line);
                if (fact.get("service").asString().equals(PledgeModule.NAME)) {
                    finance.append(line).append('\n');
                } else {
                    yard(fact.get("type").asString(), fact.get("body"), at);
                }
            }
            if (finance.isEmpty()) {
                return;
            }
            SimulationContract.take(
                    engine, name, at, finance.toString().getBytes(StandardCharsets.UTF_8));
        }

        private void yard(String type, JsonNode body, Instant at) {
            String lot = body.get("lotNo").asString();
            switch (type) {
                case "goods-accepted" -> accepted.put(lot, body);
                case "receipt-drawn" -> drawn.put(lot, body);
                default -> {}
            }
            JsonNode goods = accepted.get(lot);
            JsonNode receipt = drawn.get(lot);
            if (goods != null && receipt != null) {
                String receiptNo = receipt.get("receiptNo").asString();
                engine.accept(
                        YardModule.NAME,
                        new FactId("yard", receiptNo),
                        new YardFact.Stored(
                                receiptNo,
                                goods.get("commodity").asString(),
                                receipt.get("quantity").decimalValue()),
                        at);
            }
        }

        String status(String key) {
            return Objects.requireNonNullElse(engine.status(PledgeModule.NAME, key), "none");
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    private static String key(int i) {
        return FinancingDesk.key("F20260302-%08d".formatted(i));
    }

    private static String counted(Port port) {
        Map<String, Long> financings = new TreeMap<>();
        for (int i = 0; i < CASES; i++) {
            String status = port.status(key(i));
            String other = port.status(key(i) + "-2");
            financings.merge(status, 1L, Long::sum);
            if (!other.equals("none")) {
                // Which of the banks was first nobody foretells.
                assertThat(List.of(status, other)).containsExactlyInAnyOrder("waiting", "rejected");
                financings.merge(other, 1L, Long::sum);
            }
        }
        return foretold("financings", financings);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theDayComesToWhatItSays(boolean shuffle) {
        try (Port port = new Port()) {
            Simulation.Expectation expected = simulation.run(plan(0.3, shuffle), port::take);
            assertThat(expected.cases()).isEqualTo(CASES);
            assertThat(expected.json()).startsWith(counted(port));
        }
    }

    @Test
    void afterwardsTheRegisterAnswersCallsRunOutAndLoansArePaidBack() {
        Plan plan = plan(0.3, false);
        try (Port port = new Port()) {
            simulation.run(plan, port::take);
            List<Message> sent = List.copyOf(port.engine.messages());
            simulation.afterwards(
                    plan,
                    sent.stream().map(message -> new Simulation.Sent("", message)).toList(),
                    port::take);
            Map<String, Long> ends = new TreeMap<>();
            for (int i = 0; i < CASES; i++) {
                ends.merge(port.status(key(i)), 1L, Long::sum);
            }
            // Nobody cures a call, the register ends what is paid, and enters the bank that was
            // first.
            assertThat(ends).doesNotContainKeys("called", "redeemed");
            assertThat(ends).containsKeys("close-out", "closed", "in-force", "warned", "pledged");
            assertThat(port.engine.messages())
                    .filteredOn(m -> m.type().equals("REGISTRATION-CANCELLATION"))
                    .hasSize(Math.toIntExact(ends.getOrDefault("closed", 0L)));
        }
    }

    @Test
    void theRegisterAnswersEachMessageOnce() {
        try (Harbour harbour = Harbour.given(Harbour.financed("1080000.00", "12850"))) {
            SimulatedRegister register = new SimulatedRegister();
            Instant at = Harbour.noon("2026-03-02");
            List<PledgeFact> answers = new ArrayList<>();
            for (Message message : harbour.engine().messages()) {
                if (SimulatedRegister.isFor(message)) {
                    answers.addAll(register.answer(message, at));
                    assertThat(register.answer(message, at)).isEmpty();
                }
            }
            assertThat(answers)
                    .containsExactly(
                            new PledgeFact.RegisterSearched(
                                    "C1", "S-C1-2026-03-02", List.of(), DAY),
                            new PledgeFact.PledgeRegistered("C1", "C1", "REG-C1", at));
            // Another bank that searches learns of it.
            harbour.when(Harbour.applied("C2", "BANK2", "1000.00", Harbour.part("R1", "1.000")));
            PledgeFact found =
                    harbour.engine().messages().stream()
                            .filter(m -> m.subject().startsWith("C2/"))
                            .flatMap(m -> register.answer(m, at).stream())
                            .findFirst()
                            .orElseThrow();
            assertThat(((PledgeFact.RegisterSearched) found).rights())
                    .containsExactly(new PledgeFact.Right("R1", "REG-C1", at));
        }
    }

    @Test
    void everyKindIsAmongThem() {
        String json = simulation.run(plan(0.5, false), (_, _, _) -> {}).json();
        assertThat(Json.mapper().readTree(json).get("kinds").size()).isEqualTo(KINDS);
    }
}
