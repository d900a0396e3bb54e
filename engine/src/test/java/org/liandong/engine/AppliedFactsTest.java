package org.liandong.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.liandong.engine.NodeResult.Result;

/// What `docs/architecture.md` says about a fact, told with cloakrooms: a room offers places, visitors hold them under a
/// ticket, coats carry only the ticket.
class AppliedFactsTest {

    private final House house = new House();

    @AfterEach
    void close() {
        house.close();
    }

    private static Toy.Asked asked(String visit, String room, int places) {
        return new Toy.Asked(visit, room, places, "ticket of " + visit);
    }

    @Nested
    class Identity {

        @Test
        void theSameAgainIsARepeatAndChangesNothing() {
            house.take("1", new Toy.Offered("east", 5));
            String before = house.everything();
            assertThat(house.take("1", new Toy.Offered("east", 5))).isEqualTo(Result.DUPLICATE);
            assertThat(house.everything()).isEqualTo(before);
        }

        @Test
        void anotherBodyUnderTheSameNumberIsAConflictAndSetAside() {
            house.take("1", new Toy.Offered("east", 5));
            String before = house.everything();
            assertThat(house.take("1", new Toy.Offered("east", 6))).isEqualTo(Result.CONFLICT);
            assertThat(house.everything()).isEqualTo(before);
            assertThat(house.setAside()).containsExactly("conflict offered");
            assertThat(house.trail()).last().isEqualTo("set_aside");
        }

        @Test
        void aRepeatOfAParkedFactIsARepeatToo() {
            assertThat(house.take("1", new Toy.Coat("T1", "red"))).isEqualTo(Result.PARKED);
            assertThat(house.take("1", new Toy.Coat("T1", "red"))).isEqualTo(Result.DUPLICATE);
            assertThat(house.take("1", new Toy.Coat("T1", "blue"))).isEqualTo(Result.CONFLICT);
        }

        @Test
        void theDocumentIsKeptInAnyCase() {
            house.document("rubbish\n");
            house.document(Toy.line("1", new Toy.Coat("T1", "red")));
            house.document(Toy.line("1", new Toy.Coat("T1", "red")));
            assertThat(house.count(Tables.DOCUMENT)).isEqualTo(3);
        }
    }

    @Nested
    class Links {

        @Test
        void aFactWithoutAClaimantIsParkedAndDeliveredWhenACaseClaimsItsNumber() {
            house.take(new Toy.Offered("east", 5));
            house.take(new Toy.Coat("T1", "red"));
            assertThat(house.hasCase("anna")).isFalse();
            house.take(new Toy.Asked("anna", "east", 2, "T1"));
            assertThat(house.seen("anna")).containsExactly("placed", "coat red");
            assertThat(house.count(Tables.PARKED)).isZero();
            assertThat(house.trail())
                    .containsSubsequence("parked", "fact anna", "linked anna", "told hall");
        }

        @Test
        void factsThatAreParkedUnderOneNumberComeInTheOrderOfTheirArrival() {
            house.take(new Toy.Coat("T1", "red"));
            house.take(new Toy.Coat("T1", "green"));
            house.take(new Toy.Offered("east", 5));
            house.take(new Toy.Asked("anna", "east", 2, "T1"));
            assertThat(house.seen("anna")).containsExactly("placed", "coat red", "coat green");
        }

        @Test
        void aFactThatComesAfterTheClaimGoesStraightToItsCase() {
            house.take(new Toy.Offered("east", 5));
            house.take(new Toy.Asked("anna", "east", 2, "T1"));
            assertThat(house.take(new Toy.Coat("T1", "red"))).isEqualTo(Result.ACCEPTED);
            assertThat(house.seen("anna")).containsExactly("placed", "coat red");
        }

        @Test
        void aSecondClaimIsRefusedAndSaysWhoHoldsTheNumber() {
            house.take(new Toy.Offered("east", 5));
            house.take(new Toy.Asked("anna", "east", 1, "T1"));
            house.take(new Toy.Asked("bert", "east", 1, "T1"));
            assertThat(house.seen("bert")).contains("ticket is held by anna");
            house.take(new Toy.Coat("T1", "red"));
            assertThat(house.seen("anna")).contains("coat red");
            assertThat(house.seen("bert")).doesNotContain("coat red");
        }

        @Test
        void underOneNumberOnlySoManyFactsArePatient() {
            for (int i = 0; i < 100; i++) {
                assertThat(house.take(new Toy.Coat("T1", "colour " + i))).isEqualTo(Result.PARKED);
            }
            assertThat(house.take(new Toy.Coat("T1", "one more"))).isEqualTo(Result.REJECTED);
            assertThat(house.take(new Toy.Coat("T2", "another"))).isEqualTo(Result.PARKED);
            assertThat(house.setAside()).containsExactly("overflow coat");
        }
    }

    @Nested
    class Decisions {

        @Test
        void areReadAsTheyWereTaken() {
            house.take(new Toy.Offered("east", 5));
            house.take(new Toy.Asked("anna", "east", 2, "T1"));
            house.take(new Toy.Asked("bert", "east", 1, "T2"));
            assertThat(house.engine().decisions("toy", "anna"))
                    .containsExactly(Toy.admission("east", 2, "T1"));
            assertThat(house.engine().decisions("toy", "bert"))
                    .containsExactly(Toy.admission("east", 1, "T2"));
        }

        @Test
        void keepEachNameOnce() {
            house.take(new Toy.Offered("east", 5));
            house.take(new Toy.Asked("anna", "east", 2, "T1"));
            house.take(new Toy.Asked("bert", "east", 1, "T2"));
            house.take(new Toy.Asked("carl", "west", 1, "T3"));
            assertThat(wordings())
                    .containsExactly(
                            "[1, [H1, asked.places, east, at least]]",
                            "[2, [H2, asked.ticket, printer]]",
                            "[3, [fee, places × rate, house rule 3]]",
                            "[4, [H1, asked.places, west, at least]]");
        }

        @Test
        void thatAreLostWithTheirStepGiveNoNumber() {
            house.take(new Toy.Offered("east", 5));
            house.take(asked("clumsy", "east", 2));
            assertThat(wordings()).isEmpty();
            house.take(asked("anna", "west", 2));
            assertThat(wordings()).hasSize(3).contains("[1, [H1, asked.places, west, at least]]");
        }

        private List<String> wordings() {
            return house.engine().store().query(Tables.WORDING, "order by id").stream()
                    .map(w -> "[" + w.id() + ", " + w.words() + "]")
                    .toList();
        }
    }

    @Nested
    class Poison {

        @Test
        void inOnIsSetAsideAndItsStepHasNotHappened() {
            house.take(new Toy.Offered("east", 5));
            assertThat(house.take(new Toy.Burst("anna"))).isEqualTo(Result.REJECTED);
            assertThat(house.hasCase("anna")).isFalse();
            assertThat(house.setAside()).containsExactly("poison burst");
            theHouseGoesOn();
        }

        @Test
        void inLinkingIsSetAsideWithoutATrace() {
            house.take(new Toy.Offered("east", 5));
            String before = house.everything();
            assertThat(house.take(new Toy.Astray("anna"))).isEqualTo(Result.REJECTED);
            assertThat(house.everything()).isEqualTo(before);
            assertThat(house.setAside()).containsExactly("poison astray");
            theHouseGoesOn();
        }

        @Test
        void inAnsweredTakesBackWhatTheBookGranted() {
            house.take(new Toy.Offered("east", 5));
            assertThat(house.take(asked("clumsy", "east", 2))).isEqualTo(Result.REJECTED);
            assertThat(house.free("east")).isEqualTo(5);
            assertThat(house.hasCase("clumsy")).isFalse();
            assertThat(house.count(Tables.CLAIM)).isZero();
            assertThat(house.count(Tables.CLOCK)).isZero();
            assertThat(house.count(LedgerTables.HOLD)).isZero();
            theHouseGoesOn();
        }

        @Test
        void inExpiredLeavesTheCaseAsItWasAndTheClockRunOut() {
            house.take(new Toy.Offered("east", 5));
            house.take(asked("sleepy", "east", 2));
            house.after(Duration.ofHours(3));
            assertThat(house.seen("sleepy")).containsExactly("placed");
            assertThat(house.setAside()).containsExactly("poison reminder");
            assertThat(house.after(Duration.ofHours(3)).setAside()).hasSize(1);
            theHouseGoesOn();
        }

        @Test
        void inAFactThatWasParkedHarmsOnlyThatFact() {
            house.take(new Toy.Coat("T1", "red"));
            house.take(new Toy.Offered("east", 5));
            // It claims the ticket and then falls over its own answer: the coat must stay parked.
            assertThat(house.take(new Toy.Asked("clumsy", "east", 1, "T1")))
                    .isEqualTo(Result.REJECTED);
            assertThat(house.count(Tables.PARKED)).isEqualTo(1);
            house.take(new Toy.Asked("anna", "east", 1, "T1"));
            assertThat(house.seen("anna")).containsExactly("placed", "coat red");
        }

        @Test
        void ofOneLineLeavesTheOtherLinesOfItsDocument() {
            DocumentResult document =
                    house.document(
                            Toy.line("a", new Toy.Offered("east", 5)),
                            Toy.line("b", new Toy.Burst("anna")),
                            "{rubbish\n",
                            Toy.line("c", asked("bert", "east", 1)));
            assertThat(House.results(document))
                    .containsExactly(
                            Result.ACCEPTED, Result.REJECTED, Result.REJECTED, Result.ACCEPTED);
            assertThat(house.seen("bert")).containsExactly("placed");
        }

        @Test
        void sentAgainIsARepeatAndNotTriedAgain() {
            assertThat(house.take("1", new Toy.Burst("anna"))).isEqualTo(Result.REJECTED);
            assertThat(house.take("1", new Toy.Burst("anna"))).isEqualTo(Result.DUPLICATE);
        }

        private void theHouseGoesOn() {
            assertThat(house.take(asked("last", "east", 2))).isEqualTo(Result.ACCEPTED);
            assertThat(house.seen("last")).containsExactly("placed");
        }
    }

    @Nested
    class Room {

        @Test
        void isGivenInTheOrderInWhichCasesBeganToWait() {
            house.take(new Toy.Offered("east", 1));
            for (String visit : List.of("anna", "bert", "cleo")) {
                house.take(asked(visit, "east", 2));
            }
            assertThat(house.queue("east")).containsExactly("anna", "bert", "cleo");
            house.take(new Toy.Offered("east", 3));
            assertThat(house.queue("east")).containsExactly("cleo");
            assertThat(house.free("east")).isZero();
            assertThat(house.trail()).endsWith("fact room-east", "room anna", "room bert");
        }

        @Test
        void thatIsTooSmallForTheFirstGoesToTheNext() {
            house.take(new Toy.Offered("east", 1));
            house.take(asked("anna", "east", 9));
            house.take(asked("bert", "east", 2));
            house.take(new Toy.Offered("east", 1));
            assertThat(house.seen("bert")).containsExactly("placed");
            assertThat(house.queue("east")).containsExactly("anna");
        }

        @Test
        void isToldWhenAnotherCaseLeaves() {
            house.take(new Toy.Offered("east", 3));
            house.take(asked("anna", "east", 3));
            house.take(asked("bert", "east", 2));
            house.take(new Toy.Left("anna", "east"));
            assertThat(house.seen("bert")).containsExactly("placed");
            assertThat(house.free("east")).isEqualTo(1);
        }

        @Test
        void thatTheFirstDoesNotTakeGoesToWhoeverIsBehind() {
            house.take(new Toy.Offered("east", 1));
            house.take(asked("fickle", "east", 4));
            house.take(asked("bert", "east", 4));
            house.take(new Toy.Offered("east", 3));
            assertThat(house.seen("fickle")).containsExactly("fickle");
            assertThat(house.seen("bert")).containsExactly("placed");
            assertThat(house.free("east")).isZero();
        }

        @Test
        void thatTheFirstFallsOverGoesToWhoeverIsBehind() {
            house.take(new Toy.Offered("east", 1));
            house.take(new Toy.Patient("clumsy", List.of("east"), 4));
            house.take(asked("bert", "east", 4));
            house.take(new Toy.Offered("east", 3));
            assertThat(house.setAside()).containsExactly("poison east/free");
            assertThat(house.seen("bert")).containsExactly("placed");
        }

        @Test
        void isOfferedOnceToWhoeverDoesNotTakeIt() {
            house.take(new Toy.Offered("east", 1));
            for (int i = 0; i < 20; i++) {
                house.take(asked("fickle-" + i, "east", 2));
            }
            house.take(asked("bert", "east", 2));
            house.take(new Toy.Offered("east", 1));
            assertThat(house.seen("bert")).containsExactly("placed");
            assertThat(house.queue("east")).isEmpty();
            assertThat(house.trail().stream().filter(e -> e.startsWith("room ")))
                    .hasSize(21)
                    .doesNotHaveDuplicates();
        }

        @Test
        void isWaitedForInSeveralAccountsAtOnce() {
            house.take(new Toy.Patient("anna", List.of("east", "west"), 2));
            assertThat(house.queue("east")).containsExactly("anna");
            assertThat(house.queue("west")).containsExactly("anna");
            house.take(new Toy.Offered("east", 2));
            assertThat(house.seen("anna")).containsExactly("placed");
            assertThat(house.queue("west")).containsExactly("anna");
            house.take(new Toy.Impatient("anna", "west"));
            assertThat(house.queue("west")).isEmpty();
        }

        @Test
        void isNotWaitedForAnyMoreInTheOneAccountThatIsNamed() {
            house.take(new Toy.Patient("anna", List.of("east", "west"), 2));
            house.take(new Toy.Impatient("anna", "east"));
            assertThat(house.queue("east")).isEmpty();
            assertThat(house.queue("west")).containsExactly("anna");
            house.take(new Toy.Offered("east", 2));
            assertThat(house.seen("anna")).containsExactly("impatient");
        }

        @Test
        void isWaitedForOnceHoweverOftenACaseAsks() {
            house.take(new Toy.Patient("anna", List.of("east"), 9));
            house.take(new Toy.Patient("bert", List.of("east"), 2));
            // Anna is content with less: she keeps her place before Bert.
            house.take(new Toy.Patient("anna", List.of("east"), 2));
            assertThat(house.queue("east")).containsExactly("anna", "bert");
            house.take(new Toy.Offered("east", 3));
            assertThat(house.seen("anna")).containsExactly("placed");
            assertThat(house.queue("east")).containsExactly("bert");
        }

        @Test
        void isWaitedForAtTheEndOfTheQueueByWhoeverLeftIt() {
            house.take(new Toy.Patient("anna", List.of("east"), 2));
            house.take(new Toy.Patient("bert", List.of("east"), 2));
            house.take(new Toy.Undecided("anna", "east", 2));
            assertThat(house.queue("east")).containsExactly("bert", "anna");
            house.take(new Toy.Impatient("anna", "east"));
            assertThat(house.queue("east")).containsExactly("bert");
            house.take(new Toy.Offered("east", 9));
            assertThat(house.seen("anna")).containsExactly("impatient");
        }

        @Test
        void isGivenInTheSameOrderAfterARestart(
                @org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) throws Exception {
            String store = folder.toString();
            List<Toy.ToyFact> facts =
                    List.of(
                            new Toy.Patient("anna", List.of("east", "west"), 2),
                            new Toy.Patient("bert", List.of("west", "east"), 2),
                            new Toy.Impatient("anna", "west"),
                            new Toy.Offered("west", 2),
                            new Toy.Offered("east", 2));
            for (int i = 0; i < facts.size(); i++) {
                try (Engine engine = Engine.open(Toy.settings(store, () -> Toy.START))) {
                    engine.submit("test", Toy.document(Toy.line("" + i, facts.get(i)))).get();
                }
            }
            try (Views views = Views.open(store)) {
                assertThat(views.one("toy", "anna")).isNotNull();
                assertThat(views.accounts("", "", 9).stream().map(a -> a.name() + a.reservedOut()))
                        .contains("east/free2", "west/free2");
            }
        }
    }

    @Nested
    class Time {

        @Test
        void neverGoesBack() {
            house.take(new Toy.Offered("east", 5));
            house.after(Duration.ofHours(1));
            DocumentResult early =
                    house.engine()
                            .submit(
                                    "early",
                                    Toy.document(Toy.line("early", asked("anna", "east", 1))),
                                    Toy.START.minus(Duration.ofDays(1)));
            assertThat(House.results(early)).containsExactly(Result.ACCEPTED);
            assertThat(house.engine().store().query(Tables.TRAIL, "order by seq"))
                    .extracting(TrailEntry::at)
                    .isSorted()
                    .last()
                    .isEqualTo(Toy.START.plus(Duration.ofHours(1)));
        }

        @Test
        void lettingItPassAtOnceOrInSmallStepsIsTheSame() {
            try (House other = new House()) {
                for (House one : List.of(house, other)) {
                    one.take(new Toy.Offered("east", 5));
                    one.take(asked("anna", "east", 1));
                    one.after(Duration.ofMinutes(30));
                    one.take(asked("bert", "east", 1));
                }
                house.after(Duration.ofHours(4));
                for (int i = 0; i < 240; i++) {
                    other.engine().moveTo(Toy.START.plus(Duration.ofMinutes(30 + i)));
                }
                other.after(Duration.ofHours(4));
                assertThat(other.everything()).isEqualTo(house.everything());
            }
        }

        @Test
        void makesClocksRunOutInTheOrderOfTheirTimes() {
            house.take(new Toy.Offered("east", 9));
            house.take(asked("zoe", "east", 1));
            house.after(Duration.ofMinutes(1));
            house.take(asked("bert", "east", 1));
            house.take(asked("anna", "east", 1));
            house.after(Duration.ofDays(1));
            // Zoe's came first; the two of the same instant go by the key of their case.
            assertThat(house.trail())
                    .containsSubsequence("expired zoe", "expired anna", "expired bert", "time");
            assertThat(
                            house.engine()
                                    .store()
                                    .query(Tables.TRAIL, "where kind = 'EXPIRED' order by seq"))
                    .extracting(TrailEntry::at)
                    .containsExactly(
                            Toy.START.plus(Duration.ofHours(2)),
                            Toy.START.plus(Duration.ofMinutes(121)),
                            Toy.START.plus(Duration.ofMinutes(121)));
        }

        @Test
        void isUpForEveryClockThatIsDueBeforeAFactIsTaken() {
            house.take(new Toy.Offered("east", 9));
            house.take(asked("anna", "east", 1));
            house.engine()
                    .submit(
                            "late",
                            Toy.document(Toy.line("late", new Toy.Left("anna", "east"))),
                            Toy.START.plus(Duration.ofHours(2)));
            assertThat(house.seen("anna")).containsExactly("placed", "reminder", "left");
        }

        @Test
        void doesNotMatterToAClockThatWasStopped() {
            house.take(new Toy.Offered("east", 9));
            house.take(asked("anna", "east", 1));
            house.take(new Toy.Left("anna", "east"));
            house.after(Duration.ofDays(1));
            assertThat(house.seen("anna")).containsExactly("placed", "left");
        }
    }
}
