package org.liandong.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How SQLite answers what people ask: along a key or an index, so that an answer takes as long in a store of millions of cases.
class QuestionsTest {

    private static final long END = Long.MAX_VALUE;

    private final House house = new House();
    private final SqlStore store = house.engine().store();
    private final Views views = new Views(store, true);

    @AfterEach
    void close() {
        house.close();
    }

    private Set<String> asked(Runnable questions) {
        Set<String> asked = new LinkedHashSet<>();
        store.tellQuestionsTo(asked::add);
        questions.run();
        store.tellQuestionsTo(sql -> {});
        return asked;
    }

    private List<String> plan(String question) {
        return store.rows("explain query plan " + question, r -> r.getString("detail"));
    }

    private void assertAlongKeys(Runnable questions) {
        Set<String> asked = asked(questions);
        assertThat(asked).isNotEmpty();
        List<String> walks = new ArrayList<>();
        for (String question : asked) {
            for (String step : plan(question)) {
                // What is counted has a limit of its own.
                boolean walk = step.startsWith("SCAN ") && !step.equals("SCAN counted");
                boolean sort = step.contains("TEMP B-TREE");
                boolean allOfAState =
                        step.contains("clock_due (state=?)")
                                && !question.contains("order by due_at");
                boolean allOfAService = step.contains("(service=?)") && step.contains("trail");
                if (walk || sort || allOfAState || allOfAService) {
                    walks.add(step + ": " + question);
                }
            }
        }
        assertThat(walks).isEmpty();
    }

    @Test
    void listsOfTheNewestGoAlongAKey() {
        Sight toy = Sight.whole(List.of("toy"));
        Newest.Place place = new Newest.Place(1, "toy", "ann", "t");
        Newest newest = views.newest();
        assertAlongKeys(() -> {
            newest.firstFrom(Instant.EPOCH);
            newest.clocks(toy, Instant.EPOCH, null, 10);
            newest.clocks(toy, Instant.EPOCH, place, 10);
            newest.clocksBefore(toy, Instant.EPOCH);
            newest.openTasks(toy, null, place, 10);
            newest.openTasks(toy, "officer", null, 10);
            newest.statement("east/free", END, 10);
            newest.messages(toy, END, 10);
            newest.setAside(List.of("toy"), END, 10);
            newest.refusals(1, 10, refusal -> {});
        });
    }

    // What it costs grows with their cases, and not with those of everybody else.
    @Test
    void whoeverIsLimitedToOwnersGoesThroughTheirCases() {
        Sight north = new Sight(List.of(), Map.of("toy", List.of("north")));
        Newest.Place place = new Newest.Place(1, "toy", "ann", "t");
        Newest newest = views.newest();
        for (String question :
                asked(() -> {
                    newest.clocks(north, Instant.EPOCH, null, 10);
                    newest.clocks(north, Instant.EPOCH, place, 10);
                    newest.clocksBefore(north, Instant.EPOCH);
                    newest.openTasks(north, null, null, 10);
                    newest.closedTasks(north, "keeper", place, 10);
                    views.openTasks(north, "toy");
                })) {
            assertThat(plan(question))
                    .as(question)
                    .anyMatch(step -> step.contains("cases_by_owner (service=? AND owner=?)"))
                    .anyMatch(step -> step.contains("PRIMARY KEY (service=? AND case_key=?)"))
                    .noneMatch(step -> step.contains("clock_due") || step.contains("task_open"));
        }
        Sight mixed = new Sight(List.of("other"), Map.of("toy", List.of("north")));
        assertAlongKeys(() -> {
            newest.messages(mixed, END, 10);
            newest.messages(north, END, 10);
            views.casesOf("toy", List.of("north"), null, "", 10);
            views.owner("toy", "ann@north");
            views.owners("toy", List.of("ann@north", "bob@south"));
        });
    }

    @Test
    void casesOfABusyServiceAreFoundAlongTheTrail() {
        pretendMillions(store);
        assertAlongKeys(() -> {
            views.newest().cases("toy", null, END, 10);
            views.newest().cases("toy", "placed", END, 10);
            views.feeds().cases(0, 10);
        });
    }

    @Test
    void whatComesNextGoesAlongAKey() {
        assertAlongKeys(() -> {
            views.feeds().decisions(0, 10);
            views.feeds().messages("bank", 0, 10);
            views.feeds().messages(null, 0, 10);
            views.feeds().document(1);
            views.messages(0, 10);
            views.trail(0, 10);
            views.trailBackwards(END, 10);
        });
    }

    @Test
    void whatIsAskedAboutACaseOrAnAccountLooksAtIt() {
        assertAlongKeys(() -> {
            views.line("toy", "ann");
            views.cases("toy", null, "", 10);
            views.casesOf("toy", "a", "placed", "", 10);
            views.has("toy", "ann");
            views.due("toy", "ann", "payment");
            views.accounts("east/", "", 10);
        });
    }

    /// Lets a store believe that the toy service has so many cases that they are not sorted any more.
    static void pretendMillions(SqlStore store) {
        Rows.Standing million = new Rows.Standing(new Rows.StandingId("toy", "gone"), 1_000_000);
        store.commit(
                List.of(
                        new Store.Change<>(
                                Tables.STANDING, List.of(), List.of(million), List.of())));
    }
}
