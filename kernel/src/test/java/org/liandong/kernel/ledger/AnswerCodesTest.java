package org.liandong.kernel.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.kernel.ledger.Desk.TODAY;
import static org.liandong.kernel.ledger.Desk.WHY;
import static org.liandong.kernel.ledger.Desk.amount;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// When each code is given, which of two codes comes first, and what each state of an account allows.
class AnswerCodesTest {

    private static final String DIGITS_38 = "9".repeat(36) + ".99";

    /// The ground under every example of this class:
    ///
    /// ```
    /// w        boundary                       a       20.00 free of 25.00, hold "open" 5.00 to b
    /// b        empty, ceiling 100.00          frozen  10.00, hold "cold" 2.00 to b
    /// closed   closed                         daily   every date, 10.00 in on 03-12 and out again on 03-15, 10.00 in on 03-18
    /// al       aluminium                      young   opened today, 03-20
    /// 1..n     transactions; 1 can be reversed, 2 was reversed by 3
    /// holds    "open", "done", "gone" (expired), "cold"
    /// locked   through 03-10
    /// ```
    private static Desk ground() {
        var desk = new Desk().on("2026-03-10");
        desk.boundary("w")
                .open("a", "frozen", "closed")
                .open("b", "CNY", "0", "100.00", AsOf.CURRENT);
        desk.open("daily", "CNY", "0", null, AsOf.EVERY_DATE)
                .open("al", "T.ALUMINIUM", null, null, AsOf.CURRENT);
        desk.on("2026-03-20").open("young");
        desk.moved("w", "a", "25.00");
        desk.moved("w", "a", "1.00");
        desk.done(desk.reverse(2));
        desk.moved("w", "frozen", "10.00");
        desk.moved("w", "daily", "10.00", "2026-03-12");
        desk.moved("daily", "w", "10.00", "2026-03-15");
        desk.moved("w", "daily", "10.00", "2026-03-18");
        desk.held("open", "a", "b", "5.00")
                .held("cold", "frozen", "b", "2.00")
                .held("done", "a", "b", "1.00");
        desk.done(desk.release("done"));
        desk.done(desk.hold("gone", "a", "b", "1.00", desk.now.plusSeconds(1)));
        desk.later(Duration.ofSeconds(1));
        desk.done(desk.freeze("frozen"));
        desk.done(desk.close("closed"));
        desk.done(desk.lock("2026-03-10"));
        desk.done(Command.Post.of("used", desk.today(), WHY, Leg.of("w", "a", "0.01")));
        desk.done(Command.Post.of("used-2", desk.today(), WHY, Leg.of("a", "w", "0.01")));
        return desk;
    }

    private record Example(String name, Set<Code> codes, Function<Desk, Command> command) {}

    private static Example example(Code code, String name, Function<Desk, Command> command) {
        return new Example(name, EnumSet.of(code), command);
    }

    private static final LocalDate DAY = LocalDate.parse("2026-03-20");
    private static final Reference NO_REASON = Reference.of("case-1", "decision-1", " ");

    private static final List<Example> EXAMPLES =
            List.of(
                    example(
                            Code.MALFORMED,
                            "a post without a reason",
                            d ->
                                    Command.Post.of(
                                            d.key(), DAY, NO_REASON, Leg.of("w", "a", "1.00"))),
                    example(
                            Code.MALFORMED,
                            "a post without a case",
                            d ->
                                    Command.Post.of(
                                            d.key(),
                                            DAY,
                                            Reference.of("", "d", "r"),
                                            Leg.of("w", "a", "1.00"))),
                    example(
                            Code.MALFORMED,
                            "a post without a decision",
                            d ->
                                    Command.Post.of(
                                            d.key(),
                                            DAY,
                                            Reference.of("c", "", "r"),
                                            Leg.of("w", "a", "1.00"))),
                    example(
                            Code.MALFORMED,
                            "a rule that is blank",
                            d ->
                                    Command.Post.of(
                                            d.key(),
                                            DAY,
                                            new Reference("c", "d", "r", " "),
                                            Leg.of("w", "a", "1.00"))),
                    example(Code.MALFORMED, "a blank key", d -> new Command.Close(" ", "a")),
                    example(
                            Code.MALFORMED,
                            "a key over 200 characters",
                            d -> new Command.Close("k".repeat(201), "a")),
                    example(
                            Code.MALFORMED,
                            "half a character",
                            d -> new Command.Close("k\uD83D", "a")),
                    example(
                            Code.MALFORMED,
                            "the other half",
                            d -> new Command.Close("k\uDE00", "a")),
                    example(Code.MALFORMED, "a NUL", d -> new Command.Close("k\0", "a")),
                    example(
                            Code.MALFORMED,
                            "an account without a name",
                            d -> Command.OpenAccount.of(d.key(), "", "CNY")),
                    example(
                            Code.MALFORMED,
                            "a hold without an id",
                            d -> d.hold("", "a", "b", "1.00")),
                    example(
                            Code.MALFORMED,
                            "a hold without a reason",
                            d ->
                                    new Command.PlaceHold(
                                            d.key(),
                                            "h",
                                            Leg.of("a", "b", "1.00"),
                                            DAY,
                                            null,
                                            NO_REASON)),
                    example(
                            Code.MALFORMED,
                            "a capture without a reason",
                            d -> new Command.Capture(d.key(), "open", null, DAY, NO_REASON)),
                    example(
                            Code.MALFORMED,
                            "a release without a reason",
                            d -> new Command.Release(d.key(), "open", null, NO_REASON)),
                    example(
                            Code.MALFORMED,
                            "a reverse without a reason",
                            d -> new Command.Reverse(d.key(), 1, DAY, NO_REASON)),
                    example(
                            Code.MALFORMED,
                            "a freeze without authority",
                            d -> new Command.Freeze(d.key(), "a", "")),
                    example(
                            Code.MALFORMED,
                            "an unfreeze without authority",
                            d -> new Command.Unfreeze(d.key(), "a", "")),
                    example(Code.MALFORMED, "a batch without members", d -> d.each()),
                    example(
                            Code.KEY_REUSED,
                            "another amount",
                            d -> Command.Post.of("used", DAY, WHY, Leg.of("w", "a", "2.00"))),
                    example(
                            Code.KEY_REUSED,
                            "another command",
                            d -> new Command.Close("used", "a")),
                    example(
                            Code.KEY_REUSED,
                            "a batch under the key of a post",
                            d ->
                                    new Command.Batch(
                                            "used",
                                            Command.Batch.Mode.EACH,
                                            List.of(d.move("w", "a", "1.00")))),
                    example(Code.NO_LEGS, "none", d -> d.moves()),
                    example(Code.TOO_MANY_LEGS, "129", d -> d.moves(legs(129))),
                    example(Code.AMOUNT_NOT_POSITIVE, "zero", d -> d.move("w", "a", "0.00")),
                    example(
                            Code.AMOUNT_NOT_POSITIVE,
                            "less than zero",
                            d -> d.move("w", "a", "-1.00")),
                    example(
                            Code.AMOUNT_NOT_POSITIVE,
                            "a capture of nothing",
                            d -> d.capture("open", "0.00")),
                    example(
                            Code.AMOUNT_NOT_POSITIVE,
                            "a release of nothing",
                            d -> d.release("open", "0")),
                    example(
                            Code.AMOUNT_NOT_POSITIVE,
                            "a zero of monstrous exponent",
                            d ->
                                    Command.Post.of(
                                            d.key(),
                                            DAY,
                                            WHY,
                                            new Leg("w", "a", new BigDecimal("0E+2000000000")))),
                    example(
                            Code.AMOUNT_SCALE,
                            "three decimals of a yuan",
                            d -> d.move("w", "a", "1.001")),
                    example(
                            Code.AMOUNT_SCALE,
                            "three decimals even when the last is zero",
                            d -> d.move("w", "a", "1.000")),
                    example(Code.AMOUNT_SCALE, "of a hold", d -> d.hold("h", "a", "b", "1.001")),
                    example(Code.AMOUNT_SCALE, "of a capture", d -> d.capture("open", "1.001")),
                    example(Code.AMOUNT_SCALE, "of a release", d -> d.release("open", "1.001")),
                    example(Code.AMOUNT_SCALE, "of a floor", d -> d.bounds("a", "0.001", null)),
                    example(
                            Code.AMOUNT_SCALE,
                            "of the ceiling of a new account",
                            d ->
                                    new Command.OpenAccount(
                                            d.key(),
                                            "new",
                                            "CNY",
                                            null,
                                            amount("9.001"),
                                            AsOf.CURRENT)),
                    example(
                            Code.AMOUNT_TOO_LARGE,
                            "39 digits",
                            d -> d.move("w", "a", "1" + "0".repeat(36) + ".00")),
                    example(
                            Code.AMOUNT_TOO_LARGE,
                            "a monstrous exponent",
                            d ->
                                    Command.Post.of(
                                            d.key(),
                                            DAY,
                                            WHY,
                                            new Leg("w", "a", new BigDecimal("1E+2000000000")))),
                    example(
                            Code.AMOUNT_TOO_LARGE,
                            "a counter over 38 digits",
                            d -> d.move("w", "a", DIGITS_38)),
                    example(
                            Code.AMOUNT_TOO_LARGE,
                            "a held counter over 38 digits",
                            d -> {
                                d.held("h", "w", "young", DIGITS_38);
                                return d.hold("h2", "w", "young", "0.01");
                            }),
                    example(Code.SAME_ACCOUNT, "to itself", d -> d.move("a", "a", "1.00")),
                    example(Code.UNKNOWN_ACCOUNT, "no source", d -> d.move("nobody", "a", "1.00")),
                    example(Code.UNKNOWN_ACCOUNT, "no target", d -> d.move("a", "nobody", "1.00")),
                    example(Code.UNKNOWN_ACCOUNT, "to freeze", d -> d.freeze("nobody")),
                    example(Code.UNKNOWN_ACCOUNT, "to close", d -> d.close("nobody")),
                    example(Code.UNKNOWN_ACCOUNT, "to bound", d -> d.bounds("nobody", null, null)),
                    example(
                            Code.UNKNOWN_ACCOUNT,
                            "in the expected versions",
                            d -> d.movesExpecting(Map.of("nobody", 0L), Leg.of("w", "a", "1.00"))),
                    example(
                            Code.UNKNOWN_ASSET,
                            "no such asset",
                            d -> Command.OpenAccount.of(d.key(), "new", "XYZ")),
                    example(
                            Code.UNKNOWN_ASSET,
                            "an asset that has ended",
                            d -> Command.OpenAccount.of(d.key(), "new", "OLD")),
                    example(Code.UNKNOWN_HOLD, "to capture", d -> d.capture("nothing")),
                    example(Code.UNKNOWN_HOLD, "to release", d -> d.release("nothing")),
                    example(Code.UNKNOWN_TRANSACTION, "to reverse", d -> d.reverse(99)),
                    example(
                            Code.UNKNOWN_TRANSACTION,
                            "to correct",
                            d -> d.move("w", "a", "1.00").correcting(99)),
                    example(Code.ASSET_MISMATCH, "yuan to tonnes", d -> d.move("w", "al", "1.00")),
                    example(
                            Code.DUPLICATE_ACCOUNT,
                            "a taken name",
                            d -> Command.OpenAccount.of(d.key(), "a", "CNY")),
                    example(
                            Code.DUPLICATE_HOLD,
                            "a taken id",
                            d -> d.hold("done", "a", "b", "1.00")),
                    example(Code.NOT_REVERSIBLE, "a reverse", d -> d.reverse(3)),
                    example(
                            Code.VERSION_CONFLICT,
                            "an old version",
                            d -> d.movesExpecting(Map.of("a", 0L), Leg.of("w", "a", "1.00"))),
                    example(
                            Code.EFFECTIVE_IN_FUTURE,
                            "tomorrow",
                            d -> d.move("w", "a", "1.00", "2026-03-21")),
                    example(
                            Code.EFFECTIVE_IN_FUTURE,
                            "a lock through tomorrow",
                            d -> d.lock("2026-03-21")),
                    example(
                            Code.EFFECTIVE_BEFORE_OPEN,
                            "before the account",
                            d -> d.move("w", "young", "1.00", "2026-03-19")),
                    example(
                            Code.EFFECTIVE_BEFORE_OPEN,
                            "before the hold",
                            d ->
                                    new Command.Capture(
                                            d.key(),
                                            "open",
                                            null,
                                            LocalDate.parse("2026-03-19"),
                                            WHY)),
                    example(
                            Code.EFFECTIVE_BEFORE_OPEN,
                            "before the transaction",
                            d ->
                                    new Command.Reverse(
                                            d.key(), 1, LocalDate.parse("2026-03-19"), WHY)),
                    example(
                            Code.PERIOD_LOCKED,
                            "the last locked day",
                            d -> d.move("w", "a", "1.00", "2026-03-10")),
                    example(
                            Code.ACCOUNT_CLOSED,
                            "into it",
                            d -> closedToday(d).move("w", "shut", "1.00")),
                    example(Code.ACCOUNT_CLOSED, "to close again", d -> d.close("closed")),
                    example(Code.ACCOUNT_CLOSED, "to bound", d -> d.bounds("closed", null, null)),
                    example(Code.ACCOUNT_FROZEN, "out of it", d -> d.move("frozen", "a", "1.00")),
                    example(Code.ACCOUNT_FROZEN, "to close", d -> d.close("frozen")),
                    example(Code.HOLD_NOT_OPEN, "to capture", d -> d.capture("done")),
                    example(Code.HOLD_NOT_OPEN, "to release", d -> d.release("done")),
                    example(Code.HOLD_EXPIRED, "to capture", d -> d.capture("gone")),
                    example(Code.HOLD_EXPIRED, "to release", d -> d.release("gone")),
                    example(
                            Code.HOLD_EXPIRED,
                            "to place",
                            d -> d.hold("h", "a", "b", "1.00", d.now)),
                    example(
                            Code.HOLD_AMOUNT_EXCEEDED,
                            "to capture",
                            d -> d.capture("open", "5.01")),
                    example(
                            Code.HOLD_AMOUNT_EXCEEDED,
                            "to release",
                            d -> d.release("open", "5.01")),
                    example(Code.ALREADY_REVERSED, "a second reverse", d -> d.reverse(2)),
                    example(
                            Code.FLOOR_BREACH,
                            "more than is available",
                            d -> d.move("a", "w", "20.01")),
                    example(
                            Code.FLOOR_BREACH,
                            "a hold of more than is available",
                            d -> d.hold("h", "a", "w", "20.01")),
                    example(
                            Code.FLOOR_BREACH,
                            "a reverse of what is spent",
                            d -> {
                                d.moved("a", "w", "1.00");
                                return d.reverse(1);
                            }),
                    example(
                            Code.CEILING_BREACH,
                            "over the ceiling, holds counted",
                            d -> d.move("w", "b", "93.01")),
                    example(
                            Code.CEILING_BREACH,
                            "a hold over the ceiling",
                            d -> d.hold("h", "w", "b", "93.01")),
                    example(
                            Code.FLOOR_BREACH_AS_OF,
                            "on a day between",
                            d -> d.move("daily", "w", "1.00", "2026-03-14")),
                    example(Code.NOT_EMPTY, "with a balance", d -> d.close("a")),
                    example(Code.NOT_EMPTY, "with a hold towards it", d -> d.close("b")),
                    example(
                            Code.BOUNDS_NOT_MET,
                            "a floor above what is available",
                            d -> d.bounds("a", "20.01", null)),
                    example(
                            Code.BOUNDS_NOT_MET,
                            "a ceiling below what may come",
                            d -> d.bounds("b", null, "6.99")),
                    example(
                            Code.BOUNDS_NOT_MET,
                            "a new account with a floor above zero",
                            d ->
                                    new Command.OpenAccount(
                                            d.key(),
                                            "new",
                                            "CNY",
                                            amount("0.01"),
                                            null,
                                            AsOf.CURRENT)),
                    example(
                            Code.BATCH_FAILED,
                            "a member beside one that failed",
                            d ->
                                    d.atomic(
                                            d.move("w", "a", "1.00"),
                                            d.move("a", "nobody", "1.00"))));

    private static Desk closedToday(Desk desk) {
        desk.open("shut").done(desk.close("shut"));
        return desk;
    }

    private static Leg[] legs(int count) {
        var legs = new Leg[count];
        Arrays.fill(legs, Leg.of("w", "a", "0.01"));
        return legs;
    }

    @TestFactory
    Stream<DynamicTest> eachCodeIsGivenWhenItShouldAndChangesNothing() {
        return EXAMPLES.stream()
                .map(example ->
                        DynamicTest.dynamicTest(
                                example.codes() + " " + example.name(), () -> check(example)));
    }

    private static void check(Example example) {
        Desk desk = ground();
        Command command = example.command().apply(desk);
        String before = Snapshot.of(desk.state);
        boolean keyWasFree = desk.state.remembered(command.key()) == null;

        Answer answer = desk.apply(command);

        Code code = example.codes().iterator().next();
        if (code == Code.BATCH_FAILED) {
            assertThat(Desk.codeOf(answer.members().getFirst())).isEqualTo(code.name());
        } else {
            assertThat(Desk.codeOf(answer)).isEqualTo(code.name());
        }
        assertThat(answer.key()).isEqualTo(command.key());
        assertThat(Snapshot.of(desk.state)).isEqualTo(before);
        assertThat(desk.ledger.changes()).isEmpty();
        if (code.isRefusal()) {
            assertThat(desk.apply(command))
                    .isEqualTo(answer.asReplayed())
                    .matches(Answer::replayed);
        } else {
            assertThat(desk.state.remembered(command.key()) == null).isEqualTo(keyWasFree);
        }
    }

    @Test
    void everyCodeHasAnExample() {
        assertThat(
                        EXAMPLES.stream()
                                .flatMap(example -> example.codes().stream())
                                .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Code.values());
    }

    @Test
    void theLimitsThemselvesPass() {
        Desk desk = ground();
        assertThat(desk.code(desk.moves(legs(128)))).isEqualTo("POSTED");
        assertThat(desk.code(desk.hold("h", "w", "young", DIGITS_38))).isEqualTo("POSTED");
        assertThat(desk.code(desk.move("w", "a", "1.00", "2026-03-11"))).isEqualTo("POSTED");
        assertThat(desk.code(desk.move("w", "b", "93.00"))).isEqualTo("POSTED");
        assertThat(desk.code(desk.move("a", "w", "1E+1"))).isEqualTo("POSTED");
        assertThat(desk.code(new Command.Freeze("键".repeat(198) + "\uD83D\uDE00", "a", "令")))
                .isEqualTo("POSTED");
    }

    // -------------------------------------------------------------------------------------- the
    // order of the checks

    /// Commands that fail two neighbouring checks at once: the earlier one decides.
    private static final List<Example> ORDER =
            List.of(
                    example(
                            Code.MALFORMED,
                            "1 before 2: no reason, and a key that is used",
                            d -> Command.Post.of("used", DAY, NO_REASON, Leg.of("w", "a", "1.00"))),
                    example(
                            Code.AMOUNT_SCALE,
                            "1 before 2: scale, and a key that is used",
                            d -> Command.Post.of("used", DAY, WHY, Leg.of("w", "a", "1.001"))),
                    example(
                            Code.AMOUNT_SCALE,
                            "1 before 3: scale of the second leg, and a first leg to itself",
                            d -> d.moves(Leg.of("a", "a", "1.00"), Leg.of("w", "a", "1.001"))),
                    example(
                            Code.KEY_REUSED,
                            "2 before 3: used key, and no account",
                            d -> Command.Post.of("used", DAY, WHY, Leg.of("w", "nobody", "1.00"))),
                    example(
                            Code.AMOUNT_NOT_POSITIVE,
                            "3: amount before same account",
                            d -> d.move("a", "a", "0")),
                    example(
                            Code.SAME_ACCOUNT,
                            "3: same account before unknown",
                            d -> d.move("nobody", "nobody", "1")),
                    example(
                            Code.UNKNOWN_ACCOUNT,
                            "3: first leg unknown before second leg not positive",
                            d -> d.moves(Leg.of("w", "nobody", "1.00"), Leg.of("w", "a", "0"))),
                    example(
                            Code.ASSET_MISMATCH,
                            "3: first leg's assets before second leg's amount",
                            d -> d.moves(Leg.of("w", "al", "1.00"), Leg.of("w", "a", "0"))),
                    example(
                            Code.SAME_ACCOUNT,
                            "3 before 4: to itself, and a hold that exists",
                            d -> d.hold("open", "a", "a", "1.00")),
                    example(
                            Code.AMOUNT_NOT_POSITIVE,
                            "3 before 4: nothing, of no hold",
                            d -> d.capture("nothing", "0")),
                    example(
                            Code.DUPLICATE_HOLD,
                            "4 before 5: taken id, effective tomorrow",
                            d ->
                                    new Command.PlaceHold(
                                            d.key(),
                                            "open",
                                            Leg.of("a", "b", "1.00"),
                                            LocalDate.parse("2026-03-21"),
                                            null,
                                            WHY)),
                    example(
                            Code.HOLD_NOT_OPEN,
                            "4 before 5: done, effective tomorrow",
                            d ->
                                    new Command.Capture(
                                            d.key(),
                                            "done",
                                            null,
                                            LocalDate.parse("2026-03-21"),
                                            WHY)),
                    example(
                            Code.HOLD_EXPIRED,
                            "4: expired before exceeded",
                            d -> d.capture("gone", "99.00")),
                    example(
                            Code.ALREADY_REVERSED,
                            "4 before 5: reversed, effective tomorrow",
                            d ->
                                    new Command.Reverse(
                                            d.key(), 2, LocalDate.parse("2026-03-21"), WHY)),
                    example(
                            Code.UNKNOWN_TRANSACTION,
                            "4 before 5: corrects nothing, effective tomorrow",
                            d -> d.move("w", "a", "1.00", "2026-03-21").correcting(99)),
                    example(
                            Code.EFFECTIVE_BEFORE_OPEN,
                            "5: before open before locked",
                            d -> d.move("w", "young", "1.00", "2026-03-10")),
                    example(
                            Code.PERIOD_LOCKED,
                            "5 before 6: locked, and out of a frozen account",
                            d -> d.move("frozen", "a", "1.00", "2026-03-10")),
                    example(
                            Code.ACCOUNT_CLOSED,
                            "6: closed in the second leg before frozen in the first",
                            d ->
                                    d.moves(
                                            Leg.of("frozen", "a", "1.00"),
                                            Leg.of("a", "closed", "1.00"))),
                    example(
                            Code.ACCOUNT_FROZEN,
                            "6 before 7: frozen, and an old version",
                            d ->
                                    d.movesExpecting(
                                            Map.of("frozen", 0L), Leg.of("frozen", "a", "1.00"))),
                    example(
                            Code.VERSION_CONFLICT,
                            "7 before 8: old version, and too much",
                            d -> d.movesExpecting(Map.of("a", 0L), Leg.of("a", "w", "99.00"))),
                    example(
                            Code.AMOUNT_TOO_LARGE,
                            "8: a counter too large before a floor",
                            d -> d.moves(Leg.of("a", "w", "99.00"), Leg.of("w", "a", DIGITS_38))),
                    example(
                            Code.FLOOR_BREACH,
                            "8 before 9: too much out of a into b",
                            d -> d.move("a", "b", "94.00")),
                    example(
                            Code.CEILING_BREACH,
                            "9 before 10: over the ceiling of b, and short on a day between",
                            d -> {
                                d.done(d.bounds("b", "0", "7.00"));
                                return d.move("daily", "b", "1.00", "2026-03-14");
                            }));

    @TestFactory
    Stream<DynamicTest> theFirstCheckThatFailsDecides() {
        return ORDER.stream()
                .map(example -> DynamicTest.dynamicTest(example.name(), () -> check(example)));
    }

    @Test
    void theFirstFloorInOrderOfMentionIsReported() {
        Desk desk = ground();
        desk.open("c", "d");
        Answer answer = desk.apply(desk.moves(Leg.of("d", "w", "1.00"), Leg.of("c", "w", "1.00")));
        assertThat(Desk.detailOf(answer))
                .isInstanceOfSatisfying(
                        Detail.Floor.class, detail -> assertThat(detail.account()).isEqualTo("d"));
    }

    @Test
    void dueHoldsExpireBeforeAnythingElseInOrderOfInstantAndId() {
        var desk = new Desk();
        desk.boundary("w").open("a");
        Instant soon = desk.now.plusSeconds(1);
        desk.done(desk.hold("h2", "w", "a", "1.00", soon));
        desk.done(desk.hold("h3", "w", "a", "1.00", soon.minusMillis(1)));
        desk.done(desk.hold("h1", "w", "a", "1.00", soon));
        desk.later(Duration.ofSeconds(2));
        assertThat(desk.code(new Command.Close(" ", "a"))).isEqualTo("MALFORMED");
        assertThat(desk.ledger.expired()).extracting(Hold::id).containsExactly("h3", "h1", "h2");
        assertThat(desk.account("a").reservedIn()).isZero();
    }

    // --------------------------------------------------------------------------------------- what
    // a state allows

    /// The table of section 3 of the ledger model, line by line.
    @TestFactory
    Stream<DynamicTest> aStateAllowsWhatTheTableSays() {
        String table =
                """
                state  | out            | in             | capture        | release | reverse taking from it
                OPEN   | POSTED         | POSTED         | POSTED         | POSTED  | POSTED
                FROZEN | ACCOUNT_FROZEN | POSTED         | ACCOUNT_FROZEN | POSTED  | ACCOUNT_FROZEN
                CLOSED | ACCOUNT_CLOSED | ACCOUNT_CLOSED | ACCOUNT_CLOSED | POSTED  | ACCOUNT_CLOSED
                """;
        var tests = new ArrayList<DynamicTest>();
        for (String line : table.lines().skip(1).toList()) {
            List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            var state = Account.State.valueOf(cells.get(0));
            tests.add(cell(state, "out", cells.get(1), d -> d.move("x", "a", "1.00")));
            tests.add(
                    cell(state, "out by hold", cells.get(1), d -> d.hold("h2", "x", "a", "1.00")));
            tests.add(cell(state, "in", cells.get(2), d -> d.move("a", "x", "1.00")));
            tests.add(cell(state, "in by hold", cells.get(2), d -> d.hold("h2", "a", "x", "1.00")));
            tests.add(cell(state, "capture from", cells.get(3), d -> d.capture("h")));
            tests.add(cell(state, "release of its holds", cells.get(4), d -> d.release("h")));
            tests.add(cell(state, "reverse taking from", cells.get(5), d -> d.reverse(1)));
        }
        return tests.stream();
    }

    private static DynamicTest cell(
            Account.State state, String what, String expected, Function<Desk, Command> command) {
        return DynamicTest.dynamicTest(
                state + ", " + what,
                () -> {
                    var desk = new Desk();
                    desk.boundary("w").open("x", "a");
                    desk.moved("w", "x", "5.00");
                    desk.moved("w", "a", "5.00");
                    desk.held("h", "x", "a", "2.00");
                    desk.moved("w", "x", "2.00");
                    // No command closes an account that has a hold; the table speaks of it all the
                    // same.
                    desk.state.save(desk.account("x").withState(state));
                    assertThat(desk.code(command.apply(desk))).isEqualTo(expected);
                });
    }

    @Test
    void freezingTwiceChangesNothing() {
        var desk = new Desk();
        desk.open("a").done(desk.freeze("a"));
        long version = desk.account("a").version();
        desk.done(desk.freeze("a"));
        assertThat(desk.account("a").version()).isEqualTo(version);
        desk.done(desk.unfreeze("a"));
        desk.done(desk.unfreeze("a"));
        assertThat(desk.account("a").state()).isEqualTo(Account.State.OPEN);
        assertThat(desk.account("a").version()).isEqualTo(version + 1);
    }

    @Test
    void aLockedDayStaysLocked() {
        var desk = new Desk();
        desk.boundary("w").open("a").on("2026-03-20");
        desk.done(desk.lock("2026-03-15"));
        desk.done(desk.lock("2026-03-12"));
        assertThat(desk.code(desk.move("w", "a", "1.00", "2026-03-15"))).isEqualTo("PERIOD_LOCKED");
        assertThat(desk.code(desk.move("w", "a", "1.00", "2026-03-16"))).isEqualTo("POSTED");
        assertThat(TODAY).isBefore(desk.today());
    }
}
