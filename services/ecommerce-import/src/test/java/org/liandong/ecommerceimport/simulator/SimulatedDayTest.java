package org.liandong.ecommerceimport.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.ecommerceimport.ImportModule;
import org.liandong.ecommerceimport.simulator.Flaw.Ending;
import org.liandong.ecommerceimport.simulator.Simulator.Aftermath;
import org.liandong.ecommerceimport.simulator.Simulator.Expectation;
import org.liandong.ecommerceimport.simulator.Simulator.Plan;
import org.liandong.engine.DocumentResult;
import org.liandong.engine.InlineEngine;
import org.liandong.engine.NodeResult;
import org.liandong.kernel.Check;
import org.liandong.testkit.TestEngines;

/// Simulated days come to what their plans say.
class SimulatedDayTest {

    private static final Signing SIGNING = SimulatedDay.UNVERIFIABLE;

    /// A day that went through an engine.
    private static final class Run implements AutoCloseable {
        final Plan plan;
        final InlineEngine engine =
                TestEngines.inMemory(new ImportModule(), SimulatedDay.trustingPolicy());
        final Map<NodeResult.Result, Long> results = new EnumMap<>(NodeResult.Result.class);
        final Map<String, Long> beforeTopUp = new HashMap<>();
        final Expectation expected;
        long unreadable;

        Run(Plan plan) {
            this.plan = plan;
            this.expected =
                    new Simulator(SIGNING)
                            .run(
                                    plan,
                                    (name, at, content) -> {
                                        if (name.contains("top-up")) {
                                            beforeTopUp.putAll(statuses());
                                        }
                                        take(engine.submit(name, content, at));
                                    });
        }

        void take(DocumentResult result) {
            unreadable += result.problems().isEmpty() ? 0 : 1;
            for (NodeResult node : result.nodes()) {
                results.merge(node.result(), 1L, Long::sum);
            }
        }

        Map<String, Long> statuses() {
            Map<String, Long> statuses = new HashMap<>();
            Parcels parcels = new Parcels(plan, Goods.offered());
            for (long i = 0; i < plan.parcels(); i++) {
                statuses.merge(status(parcels.parcel(i)), 1L, Long::sum);
            }
            return statuses;
        }

        String status(Parcel parcel) {
            return String.valueOf(engine.status(ImportModule.NAME, parcel.caseKey()));
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    private static void agrees(Run run) {
        Map<String, Long> statuses = run.statuses();
        for (Ending ending : Ending.values()) {
            assertThat(statuses.getOrDefault(ending.name().toLowerCase(java.util.Locale.ROOT), 0L))
                    .as(ending + " of " + statuses)
                    .isEqualTo(run.expected.of(ending));
        }
        assertThat(run.beforeTopUp.getOrDefault("waiting", 0L))
                .isEqualTo(run.expected.of(Ending.WAITING) + run.expected.shortOfQuota());
        assertThat(run.unreadable).isEqualTo(run.expected.unreadableDocuments());
        assertThat(run.results.getOrDefault(NodeResult.Result.DUPLICATE, 0L))
                .isEqualTo(run.expected.repeatedNodes());
        assertThat(run.results.getOrDefault(NodeResult.Result.CONFLICT, 0L))
                .isEqualTo(run.expected.conflictingNodes());
        assertThat(run.results.getOrDefault(NodeResult.Result.REJECTED, 0L))
                .isEqualTo(run.expected.rejectedNodes());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDayWithoutFlawsIsReleased(boolean shuffle) {
        Plan plan = new Plan(600, 3, Map.of(), shuffle, SimulatedDay.DAY);
        try (Run run = new Run(plan)) {
            agrees(run);
            assertThat(run.expected.of(Ending.RELEASED)).isEqualTo(600);
            assertThat(run.expected.shortOfQuota()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(value = Flaw.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void everyFlawIsFoundByItsCheck(Flaw flaw) {
        try (Run run = new Run(SimulatedDay.sound(60).with(flaw, 0.15))) {
            agrees(run);
            assertThat(run.expected.injected().getOrDefault(flaw, 0L)).isPositive();
            if (flaw == Flaw.YEARLY_LIMIT) {
                return;
            }
            Parcels parcels = new Parcels(run.plan, Goods.offered());
            for (long i = 0; i < run.plan.parcels(); i++) {
                if (parcels.flaw(i) == flaw && !flaw.check().isEmpty()) {
                    Parcel parcel = parcels.parcel(i);
                    var decision =
                            run.engine.decisions(ImportModule.NAME, parcel.caseKey()).getLast();
                    if (flaw.ending() == Ending.WAITING) {
                        assertThat(decision.missing()).isNotEmpty();
                    } else {
                        List<String> found =
                                decision.checks().stream()
                                        .filter(c -> c.result() != Check.Result.PASSED)
                                        .map(Check::rule)
                                        .toList();
                        assertThat(found).as(parcel.caseKey()).contains(flaw.check());
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDayWithEverythingComesToWhatItsPlanSays(boolean shuffle) {
        try (Run run = new Run(Plan.of(800, 11, 0.4, shuffle, SimulatedDay.DAY))) {
            agrees(run);
        }
    }

    @Test
    void theSecondActCancelsReturnsAndPays() {
        try (Run run = new Run(Plan.of(800, 4, 0.1, false, SimulatedDay.DAY))) {
            Map<String, String> numbers = new HashMap<>();
            run.engine.messages().stream()
                    .filter(m -> m.type().equals("CEB622"))
                    .forEach(m ->
                            numbers.put(
                                    Objects.requireNonNull(m.head().get("copNo")).substring(1),
                                    Objects.requireNonNull(m.head().get("invtNo"))));
            run.results.clear();
            Aftermath aftermath =
                    new Simulator(SIGNING)
                            .secondAct(
                                    run.plan,
                                    key -> numbers.get(key.substring(key.indexOf('/') + 1)),
                                    (name, at, content) ->
                                            run.take(run.engine.submit(name, content, at)));
            Map<String, Long> statuses = run.statuses();
            assertThat(run.results.keySet()).containsOnly(NodeResult.Result.ACCEPTED);
            assertThat(statuses.getOrDefault("cancelled", 0L))
                    .isEqualTo(aftermath.cancelled() + aftermath.withdrawn());
            assertThat(statuses.getOrDefault("returned", 0L)).isEqualTo(aftermath.returned());
            assertThat(aftermath.paid()).hasSize(aftermath.bills().size() - 1);
            for (String bill : aftermath.bills().keySet()) {
                assertThat(run.engine.status(ImportModule.NAME, "bill:" + bill))
                        .as(bill)
                        .isEqualTo(aftermath.paid().containsKey(bill) ? "paid" : "overdue");
            }
        }
    }
}
