package org.liandong.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people did stands in the trail, and the rows that they changed beside the engine's tables change with it.
class NoteTest {

    private static final String LOCATION = "classpath:org/liandong/engine/db/side";
    private static final SideTable KEEPERS = new SideTable("keeper", 1, "name", "age", "seal");
    private static final byte[] SEAL = "lin's".getBytes(StandardCharsets.UTF_8);

    @TempDir Path folder;

    private Instant now = Toy.START;

    private Engine.Settings settings(String store) {
        return Toy.settings(store, () -> now);
    }

    private Engine open(String store) {
        SideTable.migrate(store, "side", LOCATION);
        return Engine.open(settings(store));
    }

    private Verifier.Report verify(String store) {
        return Verifier.verify(settings(store), (done, total) -> {});
    }

    private static Note made(String name) {
        return Note.of("person/lin", "keeper-made", Map.of("name", name, "age", 41));
    }

    private static <T> T get(CompletableFuture<T> answer) throws Exception {
        return answer.get(20, TimeUnit.SECONDS);
    }

    private void aMorning(String store) throws Exception {
        try (Engine engine = open(store);
                Views views = Views.open(store)) {
            get(engine.submit("test", Toy.document(Toy.line("1", new Toy.Offered("east", 5)))));
            long entry = get(engine.note(made("anna"), List.of(KEEPERS.put("anna", 41L, SEAL))));

            assertThat(entry).isEqualTo(3);
            SideTable.Row anna = Objects.requireNonNull(views.row(KEEPERS, "anna"));
            assertThat(anna.text("name")).isEqualTo("anna");
            assertThat(anna.number("age")).isEqualTo(41);
            assertThat(anna.bytes("seal")).isEqualTo(SEAL);
            assertThat(views.notes(Long.MAX_VALUE, 10))
                    .singleElement()
                    .satisfies(note -> {
                        assertThat(note.seq()).isEqualTo(3);
                        assertThat(note.at()).isEqualTo(Toy.START);
                        assertThat(note.source()).isEqualTo("person/lin");
                        assertThat(note.type()).isEqualTo("keeper-made");
                        assertThat(note.body()).isEqualTo("{\"age\":41,\"name\":\"anna\"}");
                    });

            // In one batch: what was said last holds.
            CompletableFuture<?> bert =
                    engine.change(List.of(KEEPERS.put("bert", null, null), KEEPERS.remove("anna")));
            CompletableFuture<?> again = engine.change(List.of(KEEPERS.put("anna", 42L, null)));
            get(bert);
            get(again);
            assertThat(views.rows(KEEPERS, "where age is null or age > ? order by name", 40L))
                    .extracting(row -> row.text("name") + " " + row.numberOrNull("age"))
                    .containsExactly("anna 42", "bert null");
            assertThat(views.lastEntry()).isEqualTo(3);
        }
    }

    @Test
    void aNoteIsPartOfTheChainAndItsRowsStandBesideOnBothDatabases() throws Exception {
        String sqlite = folder.resolve("sqlite").toString();
        aMorning(sqlite);
        assertThat(verify(sqlite).difference()).isNull();
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.builder().setDataDirectory(folder.resolve("data")).start()) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            aMorning(url);
            assertThat(verify(url).difference()).isNull();
        }
    }

    @Test
    void aChangedNoteIsFound() throws Exception {
        String store = folder.toString();
        aMorning(store);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + store + "/liandong.db");
                var statement = connection.createStatement()) {
            assertThat(
                            statement.executeUpdate(
                                    "update trail set source = 'person/mo' where seq = 3"))
                    .isEqualTo(1);
        }
        assertThat(Objects.requireNonNull(verify(store).difference()).kind())
                .isEqualTo(Verifier.Kind.HASH);
        assertThat(Objects.requireNonNull(verify(store).difference()).seq()).isEqualTo(3);
    }

    @Test
    void aNoteAboutACaseStandsAmongItsFactsAndClocksRunOutBeforeIt() throws Exception {
        String store = folder.toString();
        try (Engine engine = open(store);
                Views views = Views.open(store)) {
            get(
                    engine.submit(
                            "test",
                            Toy.document(
                                    Toy.line("1", new Toy.Offered("east", 5)),
                                    Toy.line("2", new Toy.Asked("anna", "east", 3, "T1")))));
            now = now.plus(Duration.ofDays(2));
            get(
                    engine.note(
                            new Note("person/lin", "revealed", "toy", "anna", 1L, Map.of()),
                            List.of()));
            assertThat(Objects.requireNonNull(views.one("toy", "anna")).facts())
                    .extracting(fact -> fact.kind() + " " + fact.type() + " " + fact.source())
                    .containsExactly(
                            "fact asked test",
                            "expired reminder null",
                            "noted revealed person/lin");
            assertThat(views.trail(2, 1))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.caseKey()).isEqualTo("anna"));
            assertThat(views.trailBackwards(Long.MAX_VALUE, 1))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.document()).isEqualTo(1));
        }
        assertThat(verify(store).difference()).isNull();
    }

    @Test
    void aProgramThatDoesNotKnowTheTablesOpensTheStoreAllTheSame() throws Exception {
        String store = folder.toString();
        aMorning(store);
        try (Engine engine = Engine.open(settings(store))) {
            assertThat(get(engine.moveTo(now.plusSeconds(1)))).isEqualTo(now.plusSeconds(1));
        }
        try (Engine engine = open(store);
                Views views = Views.open(store)) {
            assertThat(get(engine.note(made("cleo"), List.of()))).isEqualTo(5);
            assertThat(views.row(KEEPERS, "bert")).isNotNull();
        }
    }

    @Test
    void aFailureOfAnyWriteLeavesTheNoteWithItsRowsOrNeither() throws Exception {
        AtomicInteger points = new AtomicInteger();
        notes(folder.resolve("undisturbed").toString(), what -> points.incrementAndGet());
        assertThat(points.get()).isGreaterThan(10);
        for (int failing = 1; failing <= points.get(); failing++) {
            String store = folder.resolve("failing-" + failing).toString();
            int at = failing;
            AtomicInteger point = new AtomicInteger();
            int answered =
                    notes(
                            store,
                            what -> {
                                if (point.incrementAndGet() == at) {
                                    throw new SQLException("The disk is full.");
                                }
                            });
            try (Views views = Views.open(store)) {
                List<String> noted =
                        views.notes(Long.MAX_VALUE, 100).reversed().stream()
                                .map(note ->
                                        Json.mapper().readTree(note.body()).get("name").asString())
                                .toList();
                assertThat(noted).hasSize(answered);
                assertThat(views.rows(KEEPERS, "order by name"))
                        .extracting(row -> row.text("name"))
                        .isEqualTo(noted);
            }
            assertThat(verify(store).difference()).isNull();
        }
    }

    /// Writes notes until one fails.
    ///
    /// @return how many were answered
    private int notes(String store, SqlStore.WritePoint writes) throws Exception {
        SideTable.migrate(store, "side", LOCATION);
        int answered = 0;
        try (Engine engine = Engine.open(settings(store), SqlStore.open(store, writes))) {
            for (int i = 0; i < 3; i++) {
                String name = "keeper-" + i;
                get(engine.note(made(name), List.of(KEEPERS.put(name, (long) i, SEAL))));
                answered++;
            }
        } catch (StoreFailure | ExecutionException e) {
            assertThat(e).hasStackTraceContaining("The disk is full.");
        }
        return answered;
    }

    @Test
    void whatNoStoreCanKeepIsRefusedBeforeItReachesTheWriter() throws Exception {
        assertThatThrownBy(() -> new SideTable("trail", 1, "seq"))
                .hasMessageContaining("engine's own");
        assertThatThrownBy(() -> new SideTable("keeper; drop table trail", 1, "name"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KEEPERS.put("anna"))
                .hasMessage("A row of keeper has 3 values, not 1.");
        assertThatThrownBy(() -> KEEPERS.put(null, 1L, SEAL))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KEEPERS.put("an\0na", 1L, SEAL))
                .hasMessageContaining("cannot be kept");
        assertThatThrownBy(() -> KEEPERS.put("an\uD800na", 1L, SEAL))
                .hasMessageContaining("cannot be kept");
        assertThatThrownBy(() -> Note.of("person/\0", "made", Map.of()))
                .hasMessageContaining("cannot be kept");
        assertThatThrownBy(() -> new Note("person/lin", "made", "", "anna", null, Map.of()))
                .hasMessageContaining("must name its service");
        try (Engine engine = open(folder.toString())) {
            Note endless = Note.of("person/lin", "made", Map.of("text", "x".repeat(70_000)));
            assertThatThrownBy(() -> engine.note(endless, List.of()))
                    .hasMessage("A note has at most 65536 bytes.");
            assertThat(get(engine.note(made("anna"), List.of()))).isEqualTo(2);
        }
    }
}
