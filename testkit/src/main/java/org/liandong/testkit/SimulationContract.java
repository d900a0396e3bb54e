package org.liandong.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.liandong.engine.DocumentResult;
import org.liandong.engine.InlineEngine;
import org.liandong.engine.NodeResult;
import org.liandong.kernel.Simulation;
import org.liandong.kernel.Simulation.Plan;

/// What holds of the simulated days of every service. Its own test adds what they come to.
public abstract class SimulationContract {

    protected static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    protected final Simulation simulation;
    private final int cases;

    /// @param cases of a day
    protected SimulationContract(Simulation simulation, int cases) {
        this.simulation = simulation;
        this.cases = cases;
    }

    protected final Plan plan(double errors, boolean shuffle) {
        return new Plan(cases, 7, errors, shuffle, DAY);
    }

    /// An engine takes a document, and nothing of it is refused.
    protected static void take(InlineEngine engine, String name, Instant at, byte[] content) {
        DocumentResult result = engine.submit(name, content, at);
        assertThat(result.problems()).isEmpty();
        assertThat(result.nodes())
                .allSatisfy(node ->
                        assertThat(node.result())
                                .as("%s: %s", name, node.errors())
                                .isIn(NodeResult.Result.ACCEPTED, NodeResult.Result.DUPLICATE));
    }

    /// How the JSON of an expectation begins that foretells these statuses.
    protected static String foretold(String what, Map<String, Long> statuses) {
        Map<String, Long> sorted = new TreeMap<>(statuses);
        return "{\"%s\":%s,"
                .formatted(
                        what,
                        sorted.toString().replaceAll("([\\w-]+)=", "\"$1\":").replace(", ", ","));
    }

    /// A day with many errors has cases of these kinds.
    protected final void has(Enum<?>... kinds) {
        assertThat(simulation.run(plan(0.5, false), (_, _, _) -> {}).json())
                .contains(Stream.of(kinds).map(kind -> '"' + kind.name() + '"').toList());
    }

    private record Document(String name, Instant at, String content) {}

    private List<Document> documents(long seed) {
        List<Document> documents = new ArrayList<>();
        simulation.run(
                new Plan(cases, seed, 0.2, true, DAY),
                (name, at, content) ->
                        documents.add(
                                new Document(
                                        name,
                                        at,
                                        new String(content, StandardCharsets.ISO_8859_1))));
        return documents;
    }

    @Test
    public final void theSameSeedGivesTheSameBytesAndAnotherOneOthers() {
        assertThat(documents(7)).isEqualTo(documents(7)).isNotEqualTo(documents(8));
    }

    @Test
    public final void documentsComeInTheOrderOfTheirNamesAndTimes() {
        List<Document> documents = documents(7);
        assertThat(documents).hasSizeGreaterThan(10);
        assertThat(documents).extracting(Document::name).isSorted().doesNotHaveDuplicates();
        assertThat(documents).extracting(Document::at).isSorted();
    }
}
