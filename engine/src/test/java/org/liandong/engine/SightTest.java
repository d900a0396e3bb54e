package org.liandong.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.engine.Views.CaseLine;

/// Whoever is limited to owners sees their cases, and what belongs to those.
///
/// Of the visitors two are of the club north, one is of the south, one of none. The house itself is nobody's.
class SightTest {

    private static final Sight ALL = Sight.whole(List.of("toy"));
    private static final Sight NORTH = new Sight(List.of(), Map.of("toy", List.of("north")));
    private static final Sight BOTH =
            new Sight(List.of(), Map.of("toy", List.of("north", "south")));

    @TempDir private Path folder;
    private Views views;

    @BeforeEach
    void fill() throws Exception {
        try (Engine engine = Engine.open(Toy.settings(folder.toString(), () -> Toy.START))) {
            engine.submit(
                            "test",
                            Toy.document(
                                    Toy.line("1", new Toy.Offered("east", 100)),
                                    Toy.line("2", new Toy.Asked("ann@north", "east", 1, "T1")),
                                    Toy.line("3", new Toy.Asked("bob@south", "east", 1, "T2")),
                                    Toy.line("4", new Toy.Asked("cleo", "east", 1, "T3")),
                                    Toy.line("5", new Toy.Asked("dan@north", "east", 1, "T4")),
                                    Toy.line("6", new Toy.Lost("ann@north")),
                                    Toy.line("7", new Toy.Lost("bob@south")),
                                    Toy.line("8", new Toy.Lost("cleo"))))
                    .get(20, TimeUnit.SECONDS);
        }
        views = Views.open(folder.toString());
    }

    @AfterEach
    void close() {
        views.close();
    }

    private static List<String> keys(List<CaseLine> lines) {
        return lines.stream().map(CaseLine::key).toList();
    }

    private List<String> clocks(Sight sight) {
        return views.newest().clocks(sight, Instant.EPOCH, null, 10).stream()
                .map(Newest.ClockOf::key)
                .toList();
    }

    private List<String> tasks(Sight sight) {
        return views.newest().openTasks(sight, null, null, 10).stream()
                .map(Newest.TaskOf::key)
                .toList();
    }

    @Test
    void aCaseSaysWhoseItIs() {
        assertThat(views.owner("toy", "ann@north")).isEqualTo("north");
        assertThat(views.owner("toy", "cleo")).isEmpty();
        assertThat(views.owner("toy", "nobody")).isEmpty();
        assertThat(views.line("toy", "bob@south"))
                .isNotNull()
                .extracting(CaseLine::owner)
                .isEqualTo("south");
    }

    @Test
    void casesOfOwnersAreFoundInTheOrderOfTheirKeys() {
        assertThat(keys(views.casesOf("toy", List.of("north"), null, "", 10)))
                .containsExactly("ann@north", "dan@north");
        assertThat(keys(views.casesOf("toy", List.of("north", "south"), null, "ann@north", 1)))
                .containsExactly("bob@south");
        assertThat(keys(views.casesOf("toy", List.of("north"), "lost", "", 10)))
                .containsExactly("ann@north");
        assertThat(views.casesOf("toy", List.of(), null, "", 10)).isEmpty();
        assertThat(views.casesOf("other", List.of("north"), null, "", 10)).isEmpty();
    }

    @Test
    void theNewestAreThoseOfTheOwners() {
        assertThat(keys(views.newest().cases(NORTH, "toy", null, Long.MAX_VALUE, 10).lines()))
                .containsExactly("ann@north", "dan@north");
        assertThat(views.newest().cases(ALL, "toy", null, Long.MAX_VALUE, 10).lines()).hasSize(5);
        assertThat(views.newest().cases(Sight.NOTHING, "toy", null, Long.MAX_VALUE, 10).lines())
                .isEmpty();
    }

    @Test
    void whatIsCountedIsTheirs() {
        assertThat(views.statuses(NORTH, "toy")).isEqualTo(Map.of("lost", 1L, "placed", 1L));
        assertThat(views.statuses(ALL, "toy"))
                .isEqualTo(Map.of("lost", 3L, "offered", 1L, "placed", 1L));
        assertThat(views.statuses(Sight.NOTHING, "toy")).isEmpty();
        assertThat(views.openTasks(NORTH, "toy")).isEqualTo(Map.of("keeper", 1L));
        assertThat(views.openTasks(ALL, "toy")).isEqualTo(Map.of("keeper", 3L));
        assertThat(views.openTasks(Sight.NOTHING, "toy")).isEmpty();
        Instant later = Toy.START.plus(Duration.ofDays(1));
        assertThat(views.newest().clocksBefore(NORTH, later)).isEqualTo(2);
        assertThat(views.newest().clocksBefore(BOTH, later)).isEqualTo(3);
        assertThat(views.newest().clocksBefore(ALL, later)).isEqualTo(4);
    }

    @Test
    void clocksAndTasksAreTheirs() {
        assertThat(clocks(NORTH)).containsExactly("ann@north", "dan@north");
        assertThat(clocks(BOTH)).containsExactly("ann@north", "bob@south", "dan@north");
        assertThat(tasks(NORTH)).containsExactly("ann@north");
        assertThat(tasks(ALL)).containsExactly("ann@north", "bob@south", "cleo");
        assertThat(views.newest().closedTasks(NORTH, null, null, 10)).isEmpty();
    }

    @Test
    void aServiceSeenWholeAndOwnersOfAnotherAreSeenTogether() {
        Sight mixed = new Sight(List.of("toy"), Map.of("other", List.of("north")));
        assertThat(clocks(mixed)).hasSize(4);
        Sight other = new Sight(List.of("other"), Map.of("toy", List.of("south")));
        assertThat(clocks(other)).containsExactly("bob@south");
        assertThat(views.newest().clocksBefore(other, Toy.START.plus(Duration.ofDays(1))))
                .isEqualTo(1);
        assertThat(other.only("other").covers("toy")).isFalse();
    }

    @Test
    void whatIsNobodysIsSeenByNobodyWhoIsLimited() {
        assertThat(ALL.covers("toy", "")).isTrue();
        assertThat(NORTH.covers("toy", "north")).isTrue();
        assertThat(NORTH.covers("toy", "south")).isFalse();
        assertThat(NORTH.covers("toy", "")).isFalse();
        assertThatThrownBy(() -> new Sight(List.of(), Map.of("toy", List.of(""))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Sight(List.of(), Map.of("toy", List.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // The index serves only where the condition says that there is an owner.
    @Test
    void theIndexOfOwnersServes() throws Exception {
        try (var connection =
                        java.sql.DriverManager.getConnection(
                                "jdbc:sqlite:" + folder + "/liandong.db");
                var plan =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "explain query plan select case_key from cases where service = 'toy' and case_key > ''"
                                                + Sight.owned("owner", List.of("north"))
                                                        .replace("?", "'north'")
                                                + " order by case_key limit 9")) {
            assertThat(plan.next()).isTrue();
            assertThat(plan.getString("detail")).contains("cases_by_owner");
        }
    }
}
