package org.liandong.ecommerceimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.liandong.ecommerceimport.Scenario.Failing;
import org.liandong.engine.DocumentResult;
import org.liandong.engine.InlineEngine;
import org.liandong.engine.NodeResult;
import org.liandong.kernel.Check;
import org.liandong.kernel.Decision;
import org.liandong.testkit.TestEngines;

/// The official samples are examples of the format only: they are read without a problem and fail the checks of the trade.
///
/// What became of each node, and of each parcel with every check that does not hold, is the table `official-samples.txt`.
class OfficialSamplesTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/official-samples.txt");

    @Test
    void theSamplesAreReadWithoutAProblemAndFailForTheseReasons() throws IOException {
        String table = table(samples());
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(Objects.requireNonNull(GOLDEN.getParent()));
            Files.writeString(GOLDEN, table);
        }
        assertThat(table)
                .as("rewrite with -Dgolden.update=true and review the difference")
                .isEqualTo(Files.readString(GOLDEN));
    }

    private static String table(Path samples) throws IOException {
        StringBuilder table = new StringBuilder();
        Map<String, Map<String, Integer>> became = new TreeMap<>();
        Map<String, Boolean> parcels = new LinkedHashMap<>();
        // What is reported first, the papers, then what customs answers.
        try (var engine = TestEngines.inMemory(new ImportModule(), Map.of())) {
            List<Path> files;
            try (Stream<Path> found = Files.list(samples)) {
                files = found.sorted().toList();
            }
            assertThat(files).hasSize(16);
            for (Path file : files) {
                DocumentResult result =
                        engine.submit(
                                file.getFileName().toString(),
                                Files.readAllBytes(file),
                                TestEngines.noon(Scenario.TODAY));
                assertThat(result.problems()).as("%s", file).isEmpty();
                for (NodeResult node : result.nodes()) {
                    assertThat(node.errors())
                            .as("%s", node)
                            .noneMatch(problem -> problem.code().startsWith("CEB"));
                    String word =
                            node.result().word()
                                    + (node.errors().isEmpty()
                                            ? ""
                                            : " " + node.errors().getFirst().code());
                    became.computeIfAbsent(result.name(), _ -> new TreeMap<>())
                            .merge(word, 1, Integer::sum);
                    String key = node.caseKey();
                    if (key != null && !key.startsWith("entry:")) {
                        parcels.put(key, true);
                    }
                }
            }
            assertNoIdentityNumberIsShown(engine, parcels.keySet());
            became.forEach(
                    (file, words) -> table.append(file).append(" | ").append(words).append('\n'));
            for (String parcel : parcels.keySet()) {
                table.append('\n')
                        .append(parcel)
                        .append(" | ")
                        .append(engine.status(ImportModule.NAME, parcel))
                        .append('\n');
                List<Decision> decisions =
                        engine.decisions(ImportModule.NAME, parcel).stream()
                                .filter(d -> d.kind().equals("release"))
                                .toList();
                if (!decisions.isEmpty()) {
                    Decision last = decisions.getLast();
                    assertThat(last.outcome()).isNotEqualTo(org.liandong.kernel.Outcome.ADMITTED);
                    last.missing()
                            .forEach(missing ->
                                    table.append("missing | ").append(missing).append('\n'));
                    for (Check check : last.checks()) {
                        if (check.result() != Check.Result.PASSED) {
                            table.append(check.result().name().toLowerCase(java.util.Locale.ROOT))
                                    .append(" | ")
                                    .append(Failing.of(check).toString().strip())
                                    .append('\n');
                        }
                    }
                }
            }
        }
        return table.toString();
    }

    private static void assertNoIdentityNumberIsShown(InlineEngine engine, Set<String> parcels) {
        StringBuilder shown =
                new StringBuilder().append(engine.messages()).append(engine.available());
        for (String parcel : parcels) {
            shown.append(engine.decisions(ImportModule.NAME, parcel))
                    .append(engine.openTasks(ImportModule.NAME, parcel))
                    .append(parcel);
        }
        assertThat(shown.toString())
                .contains("130681********3332")
                .doesNotContain("130681136250023332", "130625021345225322", "130681196203023331");
    }

    private static Path samples() {
        Path shared = shared();
        Path samples =
                shared == null ? null : shared.resolve("data/ceb/samples-official-202205/import");
        if (samples != null && Files.isDirectory(samples)) {
            return samples;
        }
        String reason =
                "The official samples (data/ceb/samples-official-202205/import) were not found. Name the folder"
                        + " that holds them with -Dliandong.shared=<folder>.";
        if (Boolean.getBoolean("liandong.requireShared")) {
            fail(reason);
        }
        Assumptions.abort("Skipped: " + reason);
        throw new AssertionError(reason);
    }

    private static @Nullable Path shared() {
        String named = System.getProperty("liandong.shared", "");
        // An unset property of the build arrives as its own name.
        if (!named.isBlank() && !named.startsWith("${")) {
            return Path.of(named);
        }
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder == null ? null : folder.resolveSibling("shared");
    }

    @Test
    void aMessageThatIsCutOffShowsNoIdentityNumberInItsAnswer() {
        byte[] cut =
                """
                <ceb:CEB311Message guid="G" version="1.0" xmlns:ceb="http://www.chinaport.gov.cn/ceb">
                <ceb:Order><ceb:OrderHead><ceb:buyerIdNumber>110101199003071233</ceb:buyerIdNumber><ceb:payTransactionId>42\
                """
                        .getBytes(StandardCharsets.UTF_8);
        try (var engine = TestEngines.inMemory(new ImportModule(), Map.of())) {
            engine.submit("cut.xml", cut, TestEngines.noon(Scenario.TODAY));
            assertThat(engine.messages())
                    .singleElement()
                    .satisfies(m ->
                            assertThat(m.head().get("oriBizMessage"))
                                    .contains("110101********1233", "payTransactionId>42")
                                    .doesNotContain(Papers.BUYER));
        }
    }
}
