package org.liandong.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Threads and batches change nothing: on the same documents at the same times, the engine writes the rows that the engine
/// without threads writes, each document alone in its transaction.
class EnginesAgreeProperties {

    private static final String NOTE = "a note ";

    /// Documents and notes that arrive at one time, and how long it is until the next do.
    ///
    /// @param documents each a list of lines
    /// @param minutes   until the next burst
    record Burst(List<String> documents, int minutes) {}

    @Property(tries = 40)
    void onRandomDocuments(@ForAll("days") List<Burst> day) throws Exception {
        Path folder = Files.createTempDirectory("liandong-agree-");
        try (InlineEngine inline =
                InlineEngine.inMemory(Toy.settings(folder.toString(), () -> Toy.START))) {
            Instant[] now = {Toy.START};
            try (Engine engine = Engine.open(Toy.settings(folder.toString(), () -> now[0]))) {
                for (Burst burst : day) {
                    List<CompletableFuture<DocumentResult>> answers = new ArrayList<>();
                    List<DocumentResult> expected = new ArrayList<>();
                    for (String document : burst.documents()) {
                        if (document.startsWith(NOTE)) {
                            Note note = Note.of("person/anna", "looked", Map.of("at", document));
                            assertThat(engine.note(note, List.of()).get(20, TimeUnit.SECONDS))
                                    .isEqualTo(inline.note(note, List.of(), now[0]));
                            continue;
                        }
                        answers.add(engine.submit("test", Toy.document(document)));
                        expected.add(inline.submit("test", Toy.document(document), now[0]));
                    }
                    for (int i = 0; i < answers.size(); i++) {
                        assertThat(answers.get(i).get(20, TimeUnit.SECONDS))
                                .isEqualTo(expected.get(i));
                    }
                    now[0] = now[0].plus(Duration.ofMinutes(burst.minutes()));
                }
                engine.moveTo(now[0]).get(20, TimeUnit.SECONDS);
                inline.tick(now[0]);
            }
            sameRows(folder, inline);
            assertThat(
                            Verifier.verify(
                                            Toy.settings(folder.toString(), () -> now[0]),
                                            (done, total) -> {})
                                    .difference())
                    .isNull();
        } finally {
            delete(folder);
        }
    }

    private static void sameRows(Path folder, InlineEngine inline) {
        List<Table<?, ?>> tables = Tables.ofCases();
        tables.addAll(LedgerTables.all());
        tables.add(Tables.TRAIL);
        try (SqlStore store = SqlStore.openForReading(folder.toString())) {
            for (Table<?, ?> table : tables) {
                assertThat(Comparison.first(store, inline.store(), table, rows -> {}))
                        .as(table.name())
                        .isNull();
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    // Few names, so that facts meet: the same number with the same and with another body, two
    // claims of one ticket, rooms
    // that are full, visitors that make the service throw.
    @Provide
    Arbitrary<List<Burst>> days() {
        Arbitrary<String> visits =
                Arbitraries.of("anna", "bert", "cleo", "dora", "clumsy", "fickle", "sleepy");
        Arbitrary<String> rooms = Arbitraries.of("east", "west");
        Arbitrary<String> tickets = Arbitraries.of("T1", "T2", "T3");
        Arbitrary<Integer> places = Arbitraries.integers().between(1, 4);
        Arbitrary<Toy.ToyFact> facts =
                Arbitraries.oneOf(
                        Combinators.combine(rooms, places).as(Toy.Offered::new),
                        Combinators.combine(visits, rooms, places, tickets).as(Toy.Asked::new),
                        Combinators.combine(visits, rooms, places, tickets).as(Toy.Asked::new),
                        Combinators.combine(tickets, Arbitraries.of("red", "blue"))
                                .as(Toy.Coat::new),
                        Combinators.combine(visits, rooms).as(Toy.Left::new),
                        Combinators.combine(visits, rooms.list().ofMinSize(1).ofMaxSize(2), places)
                                .as(Toy.Patient::new),
                        Combinators.combine(visits, rooms).as(Toy.Impatient::new),
                        Combinators.combine(visits, rooms, places).as(Toy.Undecided::new),
                        visits.map(Toy.Burst::new),
                        visits.map(Toy.Astray::new));
        Arbitrary<String> lines =
                Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(
                                30,
                                Combinators.combine(Arbitraries.integers().between(1, 60), facts)
                                        .as((id, fact) -> Toy.line(Integer.toString(id), fact))),
                        net.jqwik.api.Tuple.of(1, Arbitraries.of("{rubbish\n", "{}\n")));
        Arbitrary<String> documents =
                Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(
                                12,
                                lines.list()
                                        .ofMinSize(1)
                                        .ofMaxSize(4)
                                        .map(some -> String.join("", some))),
                        net.jqwik.api.Tuple.of(
                                1, Arbitraries.integers().between(1, 9).map(n -> NOTE + n)));
        return Combinators.combine(
                        documents.list().ofMinSize(1).ofMaxSize(12),
                        Arbitraries.integers().between(0, 150))
                .as(Burst::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }
}
