package org.liandong.ecommerceimport.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.liandong.ecommerceimport.ceb.CebMessage;
import org.liandong.ecommerceimport.ceb.CebReader;
import org.liandong.ecommerceimport.ceb.CebWriter;
import org.liandong.ecommerceimport.ceb.OutgoingNode;
import org.liandong.ecommerceimport.ceb.Row;
import org.liandong.ecommerceimport.simulator.SimulatedDay.Sent;
import org.liandong.ecommerceimport.simulator.Simulator.Plan;
import org.liandong.kernel.Simulation;

/// What the simulator writes.
class SimulatorTest {

    private final CebReader reader = new CebReader();
    private final CebWriter writer = new CebWriter();

    @Test
    void theSameSeedGivesTheSameBytes() {
        Plan plan = Plan.of(3_000, 42, 0.3, true, SimulatedDay.DAY);
        List<Sent> once = SimulatedDay.documents(plan, Signing.none());
        List<Sent> again = SimulatedDay.documents(plan, Signing.none());
        assertThat(once).hasSameSizeAs(again);
        for (int i = 0; i < once.size(); i++) {
            assertThat(once.get(i).name()).isEqualTo(again.get(i).name());
            assertThat(once.get(i).at()).isEqualTo(again.get(i).at());
            assertThat(once.get(i).content()).isEqualTo(again.get(i).content());
        }
        List<Sent> other =
                SimulatedDay.documents(
                        Plan.of(3_000, 43, 0.3, true, SimulatedDay.DAY), Signing.none());
        assertThat(other.get(5).content()).isNotEqualTo(once.get(5).content());
    }

    @Test
    void sendersInHasteSendEachDocumentAloneAndTheDayComesToTheSame() {
        Plan plan = Plan.of(500, 42, 0.3, true, SimulatedDay.DAY);
        List<Integer> nodes = new ArrayList<>();
        Simulation.Sink sink =
                new Simulation.Sink() {
                    private boolean single;

                    @Override
                    public void document(String name, Instant at, byte[] content) {
                        if (single && reader.read(content) instanceof CebMessage message) {
                            nodes.add(message.nodes().size());
                        }
                    }

                    @Override
                    public void single(boolean begins) {
                        single = begins;
                    }
                };
        Simulator.Expectation hasty = new Simulator(Signing.none(), 101).run(plan, sink);
        Simulator.Expectation others =
                new Simulator(Signing.none()).run(plan, (name, at, content) -> {});
        assertThat(nodes).hasSizeGreaterThan(350).containsOnly(1);
        assertThat(hasty.injected()).isEqualTo(others.injected());
        assertThat(hasty.endings()).isEqualTo(others.endings());
        assertThat(hasty.conflictingNodes()).isEqualTo(others.conflictingNodes());
        assertThat(hasty.unreadableDocuments()).isEqualTo(others.unreadableDocuments());
    }

    @Test
    void soundMessagesAreWrittenAsTheStrictWriterWritesThem() {
        for (Sent sent : SimulatedDay.documents(SimulatedDay.sound(500), Signing.none())) {
            if (sent.name().endsWith(".xml")) {
                CebMessage message = (CebMessage) reader.read(sent.content());
                assertThat(message.warnings()).as(sent.name()).isEmpty();
                assertThat(
                                writer.write(
                                        message.type(),
                                        message.guid(),
                                        message.nodes().stream()
                                                .map(SimulatorTest::outgoing)
                                                .toList(),
                                        message.baseTransfer()))
                        .as(sent.name())
                        .isEqualTo(sent.content());
            }
        }
    }

    private static OutgoingNode outgoing(org.liandong.ecommerceimport.ceb.Node node) {
        return new OutgoingNode(
                new LinkedHashMap<>(node.head().toMap()),
                node.lines().stream().map(Row::toMap).toList());
    }

    @Test
    void onlyWhatWasDamagedCannotBeRead() {
        for (boolean shuffle : new boolean[] {false, true}) {
            Plan plan = Plan.of(3_000, 5, 0.5, shuffle, SimulatedDay.DAY);
            long[] counts = new long[4];
            var expected =
                    new Simulator(Signing.none())
                            .run(
                                    plan,
                                    (name, _, content) -> {
                                        counts[0]++;
                                        if (name.endsWith(".xml")) {
                                            switch (reader.read(content)) {
                                                case CebMessage message -> {
                                                    counts[1] += message.nodes().size();
                                                    counts[2] +=
                                                            message.nodes().stream()
                                                                    .filter(n -> !n.isSound())
                                                                    .count();
                                                }
                                                case org.liandong.ecommerceimport.ceb.Unreadable
                                                                _ ->
                                                        counts[3]++;
                                            }
                                        } else {
                                            counts[1] +=
                                                    new String(
                                                                    content,
                                                                    java.nio.charset
                                                                            .StandardCharsets.UTF_8)
                                                            .lines()
                                                            .count();
                                        }
                                    });
            assertThat(counts[0]).isEqualTo(expected.documents());
            assertThat(counts[1]).isEqualTo(expected.nodes());
            assertThat(counts[2]).isEqualTo(expected.rejectedNodes()).isPositive();
            assertThat(counts[3]).isEqualTo(expected.unreadableDocuments()).isPositive();
        }
    }

    @Test
    void everyFlawOccursAtItsRate() {
        Plan plan = Plan.of(100_000, 1, 0.1, false, SimulatedDay.DAY);
        Parcels parcels = new Parcels(plan, Goods.offered());
        Map<Flaw, Long> counts = new EnumMap<>(Flaw.class);
        for (long i = 0; i < plan.parcels(); i++) {
            counts.merge(parcels.flaw(i), 1L, Long::sum);
        }
        plan.rates()
                .forEach((flaw, rate) ->
                        assertThat(counts.getOrDefault(flaw, 0L) / (100_000 * rate))
                                .as(flaw.name())
                                .isBetween(0.7, 1.3));
    }

    @Test
    void documentsArriveInOrderAndTheirNamesSayWhich() {
        List<Sent> sent =
                SimulatedDay.documents(
                        Plan.of(5_000, 9, 0.1, true, SimulatedDay.DAY), Signing.none());
        for (int i = 1; i < sent.size(); i++) {
            assertThat(sent.get(i).at()).isAfterOrEqualTo(sent.get(i - 1).at());
            assertThat(sent.get(i).name()).isGreaterThan(sent.get(i - 1).name());
        }
    }
}
