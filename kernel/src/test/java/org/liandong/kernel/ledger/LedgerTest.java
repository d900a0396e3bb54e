package org.liandong.kernel.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.liandong.kernel.ledger.Desk.TODAY;
import static org.liandong.kernel.ledger.Desk.WHY;
import static org.liandong.kernel.ledger.Desk.amount;
import static org.liandong.kernel.ledger.Desk.codeOf;
import static org.liandong.kernel.ledger.Desk.detailOf;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What each command does when it is accepted, told by the examples of the ledger model.
class LedgerTest {

    private final Desk desk = new Desk();

    @Nested
    class TheDutyGuarantee {

        private void accepted() {
            desk.boundary("boundary/guarantor/g")
                    .open("guarantee/G/free", "CNY", "0", null, AsOf.EVERY_DATE)
                    .open(
                            "guarantee/G/occupied/D1",
                            "guarantee/G/occupied/D2",
                            "guarantee/G/occupied/D3")
                    .open("guarantee/G/claimed");
            desk.moved("boundary/guarantor/g", "guarantee/G/free", "1000000.00");
            desk.moved("guarantee/G/free", "guarantee/G/occupied/D1", "312450.00");
            desk.moved("guarantee/G/free", "guarantee/G/occupied/D2", "400000.00");
        }

        @Test
        void isNeverOverCommitted() {
            accepted();
            assertThat(desk.available("guarantee/G/free")).isEqualTo("287550.00");

            Answer third =
                    desk.apply(
                            desk.move("guarantee/G/free", "guarantee/G/occupied/D3", "300000.00"));

            assertThat(codeOf(third)).isEqualTo("FLOOR_BREACH");
            assertThat(detailOf(third))
                    .isEqualTo(
                            new Detail.Floor(
                                    "guarantee/G/free",
                                    amount("0.00"),
                                    amount("287550.00"),
                                    amount("300000.00"),
                                    amount("12450.00")));
        }

        @Test
        void hasRoomAgainWhenTheDutyIsPaid() {
            accepted();
            Command third = desk.move("guarantee/G/free", "guarantee/G/occupied/D3", "300000.00");
            assertThat(desk.code(third)).isEqualTo("FLOOR_BREACH");

            desk.moved("guarantee/G/occupied/D1", "guarantee/G/free", "312450.00");

            assertThat(desk.available("guarantee/G/free")).isEqualTo("600000.00");
            assertThat(desk.ledger.changes())
                    .filteredOn(Change::makesRoom)
                    .extracting(change -> change.after().name())
                    .contains("guarantee/G/free");
            assertThat(desk.apply(third))
                    .isInstanceOf(Answer.Refused.class)
                    .matches(Answer::replayed);
            desk.moved("guarantee/G/free", "guarantee/G/occupied/D3", "300000.00");
            assertThat(desk.available("guarantee/G/free")).isEqualTo("300000.00");
        }

        @Test
        void isClaimedWhenTheDutyStaysUnpaid() {
            accepted();
            desk.moved("guarantee/G/occupied/D2", "guarantee/G/claimed", "400000.00");

            assertThat(desk.posted("guarantee/G/claimed")).isEqualTo("400000.00");
            assertThat(desk.posted("guarantee/G/occupied/D2")).isEqualTo("0.00");
            assertThat(desk.posted("boundary/guarantor/g")).isEqualTo("-1000000.00");
        }

        @Test
        void isNotLoweredByMoreThanIsFree() {
            accepted();
            assertThat(
                            desk.code(
                                    desk.move(
                                            "guarantee/G/free",
                                            "boundary/guarantor/g",
                                            "287550.01")))
                    .isEqualTo("FLOOR_BREACH");
            assertThat(
                            desk.code(
                                    desk.move(
                                            "guarantee/G/free",
                                            "boundary/guarantor/g",
                                            "287550.00")))
                    .isEqualTo("POSTED");
        }
    }

    @Nested
    class TheYearlyAllowance {

        private final String free = "allowance/retail/2026/p1/free";
        private final String used = "allowance/retail/2026/p1/used";

        private void granted() {
            desk.boundary("boundary/allowance")
                    .open(free, "CNY", "0", null, AsOf.EVERY_DATE)
                    .open(used);
            desk.moved("boundary/allowance", free, "26000.00");
        }

        @Test
        void isHeldByTheOrderAndUsedByTheParcel() {
            granted();
            desk.held("order-1", free, used, "1200.00");
            assertThat(desk.available(free)).isEqualTo("24800.00");
            assertThat(desk.posted(free)).isEqualTo("26000.00");
            assertThat(desk.posted(used)).isEqualTo("0.00");

            Answer.Posted captured = desk.done(desk.capture("order-1"));

            assertThat(captured.amount()).isEqualTo(amount("1200.00"));
            assertThat(desk.posted(free)).isEqualTo("24800.00");
            assertThat(desk.posted(used)).isEqualTo("1200.00");
            assertThat(desk.holdOf("order-1").state()).isEqualTo(Hold.State.DONE);
        }

        @Test
        void isGivenBackWhenTheOrderIsCancelled() {
            granted();
            desk.held("order-1", free, used, "1200.00");
            assertThat(desk.done(desk.release("order-1")).amount()).isEqualTo(amount("1200.00"));
            assertThat(desk.available(free)).isEqualTo("26000.00");
        }

        @Test
        void isGivenBackWhenTheGoodsReturn() {
            granted();
            desk.held("order-1", free, used, "1200.00");
            long seq = desk.done(desk.capture("order-1")).seq();

            desk.done(desk.reverse(seq));

            assertThat(desk.available(free)).isEqualTo("26000.00");
            assertThat(desk.posted(used)).isEqualTo("0.00");
            assertThat(desk.holdOf("order-1").state())
                    .as("the reverse of a capture does not reopen the hold")
                    .isEqualTo(Hold.State.DONE);
        }

        @Test
        void isHeldInPartsWhenAnOrderIsSplit() {
            granted();
            desk.held("order-1", free, used, "1200.00");
            desk.done(desk.capture("order-1", "500.00"));
            desk.done(desk.release("order-1", "300.00"));

            Hold hold = desk.holdOf("order-1");
            assertThat(hold.captured()).isEqualTo(50_000);
            assertThat(hold.released()).isEqualTo(30_000);
            assertThat(hold.remaining()).isEqualTo(40_000);
            assertThat(hold.state()).isEqualTo(Hold.State.OPEN);
            assertThat(desk.available(free)).isEqualTo("25100.00");
        }
    }

    @Nested
    class TheLoan {

        @Test
        void isDrawnAndRepaidInOneTransactionEach() {
            desk.boundary("boundary/lender").open("facility/F/undrawn", "facility/F/drawn");
            desk.open("loan/L/principal", "loan/L/interest");
            desk.moved("boundary/lender", "facility/F/undrawn", "5000000.00");

            desk.done(
                    desk.moves(
                            Leg.of("facility/F/undrawn", "facility/F/drawn", "3000000.00"),
                            Leg.of("boundary/lender", "loan/L/principal", "3000000.00")));
            desk.moved("boundary/lender", "loan/L/interest", "8912.50");
            assertThat(
                            desk.code(
                                    desk.moves(
                                            Leg.of(
                                                    "facility/F/undrawn",
                                                    "facility/F/drawn",
                                                    "2000000.01"),
                                            Leg.of(
                                                    "boundary/lender",
                                                    "loan/L/principal",
                                                    "2000000.01"))))
                    .isEqualTo("FLOOR_BREACH");
            desk.done(
                    desk.moves(
                            Leg.of("loan/L/interest", "boundary/lender", "8912.50"),
                            Leg.of("loan/L/principal", "boundary/lender", "1000000.00"),
                            Leg.of("facility/F/drawn", "facility/F/undrawn", "1000000.00")));

            assertThat(desk.posted("loan/L/principal")).isEqualTo("2000000.00");
            assertThat(desk.posted("loan/L/interest")).isEqualTo("0.00");
            assertThat(desk.available("facility/F/undrawn")).isEqualTo("3000000.00");
        }
    }

    @Nested
    class TheSubsidyBudget {

        @Test
        void tellsAnExhaustedBudgetFromAFullCap() {
            desk.boundary("boundary/treasury").open("budget/P/2026/free");
            desk.open("budget/P/2026/paid/e1", "CNY", "0", "300.00", AsOf.CURRENT);
            desk.open("budget/P/2026/paid/e2", "CNY", "0", "900.00", AsOf.CURRENT);
            desk.moved("boundary/treasury", "budget/P/2026/free", "1000.00");

            Answer overCap =
                    desk.apply(
                            desk.hold(
                                    "h1", "budget/P/2026/free", "budget/P/2026/paid/e1", "300.01"));
            assertThat(codeOf(overCap)).isEqualTo("CEILING_BREACH");
            assertThat(detailOf(overCap))
                    .isEqualTo(
                            new Detail.Ceiling(
                                    "budget/P/2026/paid/e1",
                                    amount("300.00"),
                                    amount("0.00"),
                                    amount("300.01"),
                                    amount("0.01")));

            desk.held("h2", "budget/P/2026/free", "budget/P/2026/paid/e1", "300.00");
            assertThat(
                            desk.code(
                                    desk.hold(
                                            "h3",
                                            "budget/P/2026/free",
                                            "budget/P/2026/paid/e2",
                                            "700.01")))
                    .isEqualTo("FLOOR_BREACH");
        }

        @Test
        void passesMoneyThroughAnEmptyAccountWhateverTheOrderOfLegs() {
            desk.boundary("boundary/treasury").open("a", "b");
            desk.done(
                    desk.moves(Leg.of("a", "b", "5.00"), Leg.of("boundary/treasury", "a", "5.00")));
            assertThat(desk.posted("b")).isEqualTo("5.00");
            assertThat(desk.account("a").version())
                    .as("one more for the command, not for each leg")
                    .isEqualTo(1);
        }
    }

    @Nested
    class TheWarehouseReceipt {

        @Test
        void cannotBePledgedTwice() {
            desk.open("boundary/intake", "T.ALUMINIUM", null, null, AsOf.CURRENT)
                    .open("lot/L/unissued", "T.ALUMINIUM", "0", null, AsOf.CURRENT)
                    .open("wr/R/free", "T.ALUMINIUM", "0", null, AsOf.CURRENT)
                    .open("wr/R/pledged/C1", "T.ALUMINIUM", "0", null, AsOf.CURRENT)
                    .open("wr/R/pledged/C2", "T.ALUMINIUM", "0", null, AsOf.CURRENT);
            desk.moved("boundary/intake", "lot/L/unissued", "25.125");
            assertThat(desk.code(desk.move("lot/L/unissued", "wr/R/free", "25.126")))
                    .isEqualTo("FLOOR_BREACH");
            desk.moved("lot/L/unissued", "wr/R/free", "25.125");
            desk.moved("wr/R/free", "wr/R/pledged/C1", "25.125");
            assertThat(desk.code(desk.move("wr/R/free", "wr/R/pledged/C2", "25.125")))
                    .isEqualTo("FLOOR_BREACH");
        }
    }

    @Nested
    class Holds {

        @Test
        void expireByThemselvesAtTheirInstant() {
            desk.boundary("w").open("b").open("a", "CNY", "0", "9.00", AsOf.CURRENT);
            desk.moved("w", "b", "5.00");
            desk.done(desk.hold("h", "b", "a", "5.00", desk.now.plusSeconds(60)));

            desk.later(Duration.ofSeconds(59));
            desk.ledger.expireDue(desk.now);
            assertThat(desk.holdOf("h").state()).isEqualTo(Hold.State.OPEN);
            assertThat(desk.ledger.expired()).isEmpty();

            desk.later(Duration.ofSeconds(1));
            assertThat(desk.code(desk.capture("h"))).isEqualTo("HOLD_EXPIRED");
            assertThat(desk.holdOf("h").state()).isEqualTo(Hold.State.EXPIRED);
            assertThat(desk.holdOf("h").released()).isEqualTo(500);
            assertThat(desk.account("a").reservedIn()).isZero();
            assertThat(desk.ledger.expired()).extracting(Hold::id).containsExactly("h");
            assertThat(desk.ledger.changes())
                    .filteredOn(Change::makesRoom)
                    .extracting(change -> change.after().name())
                    .containsExactlyInAnyOrder("b", "a");
        }

        @Test
        void giveTheirRoomToTheCommandThatFindsThemDue() {
            desk.boundary("w").open("a", "b");
            desk.moved("w", "a", "5.00");
            desk.done(desk.hold("h", "a", "b", "5.00", desk.now.plusSeconds(60)));
            desk.later(Duration.ofSeconds(60));
            assertThat(desk.code(desk.move("a", "b", "5.00"))).isEqualTo("POSTED");
        }

        @Test
        void areNoReliefForTheTargetUntilCaptured() {
            desk.boundary("w").open("a", "b");
            desk.held("h", "w", "a", "5.00");
            assertThat(desk.code(desk.move("a", "b", "5.00"))).isEqualTo("FLOOR_BREACH");
            desk.done(desk.capture("h"));
            assertThat(desk.code(desk.move("a", "b", "5.00"))).isEqualTo("POSTED");
        }

        @Test
        void cannotBePlacedWhenAlreadyDue() {
            desk.boundary("w").open("a");
            assertThat(desk.code(desk.hold("h", "w", "a", "5.00", desk.now)))
                    .isEqualTo("HOLD_EXPIRED");
        }
    }

    @Nested
    class Repeats {

        @Test
        void getTheFirstAnswerWhateverHappenedInBetween() {
            desk.boundary("w").open("a", "b");
            desk.moved("w", "a", "5.00");
            Command.Post move = desk.move("a", "b", "5.00");
            Answer first = desk.apply(move);
            Command.Post late = desk.move("a", "b", "1.00");
            Answer refused = desk.apply(late);
            desk.moved("w", "a", "100.00");

            assertThat(desk.apply(move)).isEqualTo(first.asReplayed());
            assertThat(desk.ledger.changes()).isEmpty();
            assertThat(desk.apply(late)).isEqualTo(refused.asReplayed());
            assertThat(desk.posted("b")).isEqualTo("5.00");
        }

        @Test
        void areTheSameWhenTheAmountIsWrittenDifferently() {
            desk.boundary("w").open("a");
            desk.done(Command.Post.of("key", TODAY, WHY, Leg.of("w", "a", "5")));
            assertThat(desk.apply(Command.Post.of("key", TODAY, WHY, Leg.of("w", "a", "5.00"))))
                    .matches(Answer::replayed);
            assertThat(desk.code(Command.Post.of("key", TODAY, WHY, Leg.of("w", "a", "5.01"))))
                    .isEqualTo("KEY_REUSED");
        }

        @Test
        void ofARejectionAreTriedAnew() {
            desk.boundary("w");
            Command.Post early = desk.move("w", "a", "5.00");
            assertThat(desk.code(early)).isEqualTo("UNKNOWN_ACCOUNT");
            desk.open("a");
            assertThat(desk.code(early)).isEqualTo("POSTED");
        }
    }

    @Nested
    class Batches {

        @Test
        void takeTheirMembersOneByOneWhenEachStandsForItself() {
            desk.boundary("w").open("a", "b");
            Command.Post tooMuch = desk.move("a", "b", "9.00");
            Command.Batch batch =
                    desk.each(desk.move("w", "a", "5.00"), tooMuch, desk.move("a", "b", "2.00"));

            Answer answer = desk.apply(batch);

            assertThat(answer).isInstanceOf(Answer.Posted.class);
            assertThat(answer.members())
                    .extracting(Desk::codeOf)
                    .containsExactly("POSTED", "FLOOR_BREACH", "POSTED");
            assertThat(desk.available("a")).isEqualTo("3.00");
            assertThat(desk.apply(batch)).isEqualTo(answer.asReplayed());
            assertThat(desk.apply(tooMuch)).matches(Answer::replayed);
        }

        @Test
        void changeNothingWhenOneMemberOfAllFails() {
            desk.boundary("w").open("a", "b");
            Command.Post good = desk.move("w", "a", "5.00");
            Command.Post bad = desk.move("a", "b", "9.00");
            Command.Post after = desk.move("w", "b", "1.00");
            var before = List.copyOf(desk.state.accounts());

            Answer answer = desk.apply(desk.atomic(good, bad, after));

            assertThat(codeOf(answer)).isEqualTo("FLOOR_BREACH");
            assertThat(answer.members())
                    .extracting(Desk::codeOf)
                    .containsExactly("BATCH_FAILED", "FLOOR_BREACH", "BATCH_FAILED");
            assertThat(desk.state.accounts()).containsExactlyElementsOf(before);
            assertThat(desk.state.transactions()).isEmpty();
            assertThat(desk.ledger.changes()).isEmpty();
            assertThat(desk.code(good)).as("its key stayed free").isEqualTo("POSTED");
            assertThat(desk.apply(bad)).as("its key is used up").matches(Answer::replayed);
        }

        @Test
        void seeWhatTheirEarlierMembersDid() {
            desk.boundary("w").open("a", "b");
            Answer answer =
                    desk.apply(
                            desk.atomic(
                                    desk.move("w", "a", "5.00"),
                                    desk.hold("h", "a", "b", "4.00"),
                                    desk.capture("h", "3.00"),
                                    desk.reverse(1)));
            assertThat(codeOf(answer)).isEqualTo("FLOOR_BREACH");

            desk.done(
                    desk.atomic(
                            desk.move("w", "a", "5.00"),
                            desk.hold("h", "a", "b", "4.00"),
                            desk.capture("h", "3.00")));
            assertThat(desk.available("a")).isEqualTo("1.00");
            assertThat(desk.posted("b")).isEqualTo("3.00");
            assertThat(LedgerChain.firstChanged(desk.state.transactions(), desk.ledger.head()))
                    .isEmpty();
        }

        @Test
        void judgeEveryDateOnWhatTheirEarlierMembersDid() {
            desk.boundary("w", "x").open("free", "CNY", "0", null, AsOf.EVERY_DATE);
            desk.on("2026-03-20");
            assertThat(
                            desk.code(
                                    desk.atomic(
                                            desk.move("w", "free", "5.00", "2026-03-15"),
                                            desk.move("free", "x", "5.00", "2026-03-14"))))
                    .isEqualTo("FLOOR_BREACH_AS_OF");
            assertThat(
                            desk.code(
                                    desk.atomic(
                                            desk.move("w", "free", "5.00", "2026-03-15"),
                                            desk.move("free", "x", "5.00", "2026-03-15"))))
                    .isEqualTo("POSTED");
        }

        @Test
        void addWhatTheirEarlierMembersDidToWhatWasBookedForTheSameDay() {
            desk.boundary("w", "x").open("free", "CNY", "0", null, AsOf.EVERY_DATE);
            desk.on("2026-03-20");
            desk.moved("w", "free", "10.00", "2026-03-15");
            assertThat(
                            desk.code(
                                    desk.atomic(
                                            desk.move("free", "x", "4.00", "2026-03-15"),
                                            desk.move("free", "x", "1.00", "2026-03-14"))))
                    .isEqualTo("FLOOR_BREACH_AS_OF");
        }

        @Test
        void areMalformedWithoutMembersOrWithTheirOwnKeyInside() {
            desk.boundary("w").open("a");
            assertThat(desk.code(desk.atomic())).isEqualTo("MALFORMED");
            assertThat(
                            desk.code(
                                    new Command.Batch(
                                            "same",
                                            Command.Batch.Mode.EACH,
                                            List.of(
                                                    Command.Post.of(
                                                            "same",
                                                            TODAY,
                                                            WHY,
                                                            Leg.of("w", "a", "1.00"))))))
                    .isEqualTo("MALFORMED");
            assertThat(desk.posted("a")).isEqualTo("0.00");
        }
    }

    @Nested
    class EveryDate {

        private void quota() {
            desk.boundary("w", "x").open("free", "CNY", "0", null, AsOf.EVERY_DATE);
            desk.on("2026-03-20");
            desk.moved("w", "free", "10.00", "2026-03-12");
            desk.moved("free", "x", "6.00", "2026-03-15");
            desk.moved("w", "free", "8.00", "2026-03-18");
        }

        @Test
        void refusesWithTheFirstDayOnWhichTheFloorWouldBreak() {
            quota();
            Answer answer = desk.apply(desk.move("free", "x", "5.00", "2026-03-13"));
            assertThat(codeOf(answer)).isEqualTo("FLOOR_BREACH_AS_OF");
            assertThat(detailOf(answer))
                    .isEqualTo(
                            new Detail.FloorOn(
                                    "free",
                                    amount("0.00"),
                                    LocalDate.parse("2026-03-15"),
                                    amount("-1.00"),
                                    amount("1.00")));
            assertThat(desk.code(desk.move("free", "x", "4.00", "2026-03-13"))).isEqualTo("POSTED");
            assertThat(detailOf(desk.apply(desk.move("free", "x", "1.00", "2026-03-11"))))
                    .isInstanceOfSatisfying(
                            Detail.FloorOn.class,
                            detail ->
                                    assertThat(detail.on())
                                            .isEqualTo(LocalDate.parse("2026-03-11")));
        }

        @Test
        void countsAHoldFromItsEffectiveDateOn() {
            quota();
            var early =
                    new Command.PlaceHold(
                            desk.key(),
                            "h",
                            Leg.of("free", "x", "4.01"),
                            LocalDate.parse("2026-03-15"),
                            null,
                            WHY);
            assertThat(desk.code(early)).isEqualTo("FLOOR_BREACH_AS_OF");
            var late =
                    new Command.PlaceHold(
                            desk.key(),
                            "h",
                            Leg.of("free", "x", "12.00"),
                            LocalDate.parse("2026-03-18"),
                            null,
                            WHY);
            assertThat(desk.code(late)).isEqualTo("POSTED");
            assertThat(desk.code(desk.move("free", "x", "0.01", "2026-03-17")))
                    .isEqualTo("FLOOR_BREACH");
            desk.done(desk.release("h", "0.01"));
            assertThat(desk.code(desk.move("free", "x", "0.01", "2026-03-17"))).isEqualTo("POSTED");
        }

        @Test
        void isNotAskedOfAccountsJudgedOnTheStateOfNow() {
            desk.boundary("w", "x").open("now").on("2026-03-20");
            desk.moved("w", "now", "5.00", "2026-03-18");
            desk.moved("now", "x", "5.00", "2026-03-12");
            assertThat(desk.ledger.balanceAsOf("now", LocalDate.parse("2026-03-15"), 2))
                    .isEqualTo("-5.00");
        }

        @Test
        void letsACapturePassAfterTheFloorWasRaised() {
            desk.boundary("w", "x")
                    .open("free", "CNY", "0", null, AsOf.EVERY_DATE)
                    .on("2026-03-20");
            desk.moved("w", "free", "5.00", "2026-03-12");
            desk.done(
                    new Command.PlaceHold(
                            desk.key(),
                            "h",
                            Leg.of("free", "x", "4.00"),
                            LocalDate.parse("2026-03-13"),
                            null,
                            WHY));
            desk.moved("w", "free", "100.00", "2026-03-18");
            desk.done(desk.bounds("free", "50.00", null));
            assertThat(
                            desk.code(
                                    new Command.Capture(
                                            desk.key(),
                                            "h",
                                            null,
                                            LocalDate.parse("2026-03-14"),
                                            WHY)))
                    .isEqualTo("POSTED");
        }
    }

    @Test
    void theBalanceOfADayIsThatOfWhatWasKnown() {
        desk.boundary("w").open("a").on("2026-03-20");
        desk.moved("w", "a", "5.00", "2026-03-12");
        long known = desk.ledger.head().seq();
        desk.moved("w", "a", "7.00", "2026-03-11");

        assertThat(desk.ledger.balanceAsOf("a", LocalDate.parse("2026-03-11"), known))
                .isEqualTo("0.00");
        assertThat(desk.ledger.balanceAsOf("a", LocalDate.parse("2026-03-12"), known))
                .isEqualTo("5.00");
        assertThat(desk.ledger.balanceAsOf("a", LocalDate.parse("2026-03-11"), known + 1))
                .isEqualTo("7.00");
        assertThat(desk.ledger.balanceAsOf("a", LocalDate.parse("2026-03-12"), known + 1))
                .isEqualTo("12.00");
        assertThat(desk.ledger.balanceAsOf("w", LocalDate.parse("2026-03-12"), known + 1))
                .isEqualTo("-12.00");
    }

    @Test
    void theClockOfTheLedgerNeverGoesBack() {
        desk.boundary("w").open("a");
        var latest = desk.now;
        desk.moved("w", "a", "1.00");
        desk.now = latest.minusSeconds(100);
        assertThat(desk.done(desk.move("w", "a", "1.00")).bookedAt()).isEqualTo(latest);
    }

    @Test
    void datesAreThoseOfTheZone() {
        desk.now = java.time.Instant.parse("2026-03-09T16:30:00Z");
        desk.boundary("w").open("a");
        assertThat(desk.account("a").openedOn()).isEqualTo("2026-03-10");
        assertThat(desk.code(desk.move("w", "a", "1.00", "2026-03-10"))).isEqualTo("POSTED");
    }

    @Test
    void aTransactionSaysWhyAndWhatItActedOn() {
        desk.boundary("w").open("a");
        var reference =
                new Reference("case-9", "decision-9", "goods released", "guarantee@2026-01-01");
        long first = desk.moved("w", "a", "5.00");
        long second =
                desk.done(
                                Command.Post.of(
                                                desk.key(),
                                                TODAY,
                                                reference,
                                                Leg.of("w", "a", "1.00"))
                                        .correcting(first))
                        .seq();
        desk.held("h", "a", "w", "1.00");
        long third = desk.done(desk.capture("h")).seq();
        long fourth = desk.done(desk.reverse(first)).seq();

        assertThat(desk.state.transactions())
                .extracting(Transaction::kind)
                .containsExactly(
                        Transaction.Kind.POST,
                        Transaction.Kind.POST,
                        Transaction.Kind.CAPTURE,
                        Transaction.Kind.REVERSE);
        assertThat(desk.ledger.transaction(second))
                .isNotNull()
                .satisfies(t -> {
                    assertThat(t.corrects()).isEqualTo(first);
                    assertThat(t.reference()).isEqualTo(reference);
                });
        assertThat(desk.ledger.transaction(third))
                .isNotNull()
                .satisfies(t -> assertThat(t.hold()).isEqualTo("h"));
        assertThat(desk.ledger.transaction(fourth))
                .isNotNull()
                .satisfies(t -> {
                    assertThat(t.reverses()).isEqualTo(first);
                    assertThat(t.legs())
                            .containsExactly(
                                    new BookedLeg("a", "w", java.math.BigInteger.valueOf(500)));
                });
        assertThat(desk.ledger.transaction(5)).isNull();
    }

    @Test
    void expectedVersionsAreThoseBeforeTheCommand() {
        desk.boundary("w").open("a");
        assertThat(
                        desk.code(
                                desk.movesExpecting(
                                        Map.of("a", 0L, "w", 0L), Leg.of("w", "a", "1.00"))))
                .isEqualTo("POSTED");
        Answer stale = desk.apply(desk.movesExpecting(Map.of("a", 0L), Leg.of("w", "a", "1.00")));
        assertThat(codeOf(stale)).isEqualTo("VERSION_CONFLICT");
        assertThat(detailOf(stale)).isEqualTo(new Detail.Version("a", 0, 1));
    }

    @Test
    void makesRoomIsTrueWhenAndOnlyWhenSomethingMoreMayPass() {
        desk.boundary("w").open("a", "CNY", "0", "10.00", AsOf.CURRENT);
        assertThat(roomAfter(desk.move("w", "a", "6.00"))).containsExactly("a");
        assertThat(roomAfter(desk.hold("h", "a", "w", "1.00"))).isEmpty();
        assertThat(roomAfter(desk.capture("h")))
                .as("less in it, more below the ceiling")
                .containsExactly("a");
        assertThat(roomAfter(desk.bounds("a", "0", "9.00"))).isEmpty();
        assertThat(roomAfter(desk.bounds("a", "0", "9.50"))).containsExactly("a");
        assertThat(roomAfter(desk.bounds("a", "0", null))).containsExactly("a");
        assertThat(roomAfter(desk.bounds("a", "-1", null))).containsExactly("a");
        assertThat(roomAfter(desk.bounds("a", null, null))).containsExactly("a");
        assertThat(roomAfter(desk.freeze("a"))).isEmpty();
        assertThat(roomAfter(desk.unfreeze("a"))).containsExactly("a");
    }

    private List<String> roomAfter(Command command) {
        desk.done(command);
        return desk.ledger.changes().stream()
                .filter(Change::makesRoom)
                .map(change -> change.after().name())
                .toList();
    }

    @Test
    void readingAnAccountThatIsNotThereIsAProgrammersError() {
        assertThatThrownBy(() -> desk.ledger.available("nobody")).hasMessageContaining("nobody");
        assertThatThrownBy(() -> desk.ledger.posted("nobody")).hasMessageContaining("nobody");
        assertThatThrownBy(() -> desk.ledger.balanceAsOf("nobody", TODAY, 0))
                .hasMessageContaining("nobody");
        assertThat(desk.ledger.account("nobody")).isNull();
        assertThat(desk.ledger.hold("nothing")).isNull();
    }

    @Test
    void aBoundaryAccountHasNoFloor() {
        desk.boundary("w").open("a");
        desk.moved("w", "a", "99999999999999999999.99");
        assertThat(new BigDecimal(desk.available("w"))).isNegative();
    }
}
