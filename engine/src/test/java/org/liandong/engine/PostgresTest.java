package org.liandong.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same day on a real PostgreSQL and on SQLite leaves the same rows.
class PostgresTest {

    private static final int DOCUMENTS = 40;

    @TempDir Path folder;

    @Test
    void bothStoresHoldTheSameAndBothVerify() throws Exception {
        String sqlite = folder.resolve("sqlite").toString();
        feed(sqlite);
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.builder().setDataDirectory(folder.resolve("data")).start()) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            feed(url);
            assertThat(ToyDay.rows(url)).isEqualTo(ToyDay.rows(sqlite));
            assertThat(ofNorth(url)).isEqualTo(ofNorth(sqlite)).contains("n2@north");
            Verifier.Report report =
                    Verifier.verify(Toy.settings(url, () -> Toy.START), (done, total) -> {});
            assertThat(report.difference()).isNull();
            assertThatThrownBy(() -> SqlStore.open(postgres.getJdbcUrl("postgres", "nowhere")))
                    .asInstanceOf(type(StoreFailure.class))
                    .extracting(StoreFailure::code)
                    .isEqualTo(StoreFailure.Code.DENIED);
        }
    }

    private static String ofNorth(String store) {
        Sight north = new Sight(List.of("other"), Map.of("toy", List.of("north")));
        try (Views views = Views.open(store)) {
            return String.join(
                    "\n",
                    views.statuses(north, "toy").toString(),
                    views.openTasks(north, "toy").toString(),
                    views.casesOf("toy", north.owners("toy"), null, "", 9).toString(),
                    views.newest().cases(north, "toy", null, Long.MAX_VALUE, 9).toString(),
                    views.newest().clocks(north, Instant.EPOCH, null, 9).toString(),
                    views.newest().openTasks(north, "keeper", null, 9).toString(),
                    views.newest().closedTasks(north, null, null, 9).toString());
        }
    }

    // In two halves, so that the second begins on what the first has left.
    private static void feed(String store) throws Exception {
        for (int half = 0; half < 2; half++) {
            try (Engine engine = Engine.open(Toy.settings(store, () -> Toy.START))) {
                for (int place = half * DOCUMENTS / 2;
                        place < (half + 1) * DOCUMENTS / 2;
                        place++) {
                    engine.submit("document", ToyDay.document(place)).get();
                }
                String visit = "n" + (half + 1) + "@north";
                engine.submit(
                                "north",
                                Toy.document(
                                        Toy.line(visit, new Toy.Asked(visit, "east", 1, visit)),
                                        Toy.line("lost-" + visit, new Toy.Lost(visit))))
                        .get();
                engine.moveTo(Toy.START.plusSeconds(half)).get();
            }
        }
    }
}
