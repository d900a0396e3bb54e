package org.liandong.kernel.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What holds for all commands: the ledger equals the short model step by step, and the invariants I1 to I14.
///
/// Each run is named by its seed, so a failure is repeated by running that seed alone.
class LedgerProperties {

    private static final int STEPS = 150;
    private static final int TAIL = 15;
    private static final LocalDate FIRST_DAY = LocalDate.parse("2026-03-01");
    private static final LocalDate LAST_DAY = LocalDate.parse("2026-05-15");

    /// A ledger under random commands, with what was sent and said so far.
    private static final class World {
        final long seed;
        final InMemoryLedgerState state = new InMemoryLedgerState();
        final Ledger ledger = new Ledger(state, Desk.ASSETS, Desk.SHANGHAI);
        final RandomCommands chance;
        final List<Sent> log = new ArrayList<>();
        Map<String, Account> before = Map.of();

        World(long seed) {
            this.seed = seed;
            chance = new RandomCommands(seed);
            chance.ground().forEach(this::send);
        }

        Sent send(Command command) {
            before = accounts();
            var sent = new Sent(command, chance.now, ledger.apply(command, chance.now));
            log.add(sent);
            return sent;
        }

        Sent step() {
            return send(chance.next(ledger.head().seq()));
        }

        Map<String, Account> accounts() {
            var copy = new TreeMap<String, Account>();
            state.accounts().forEach(account -> copy.put(account.name(), account));
            return copy;
        }

        @Override
        public String toString() {
            var text = new StringBuilder("seed ").append(seed).append('\n');
            log.subList(Math.max(0, log.size() - TAIL), log.size())
                    .forEach(sent -> text.append(sent).append('\n'));
            state.accounts().forEach(account -> text.append(account).append('\n'));
            state.holds().stream()
                    .filter(hold -> hold.state() == Hold.State.OPEN)
                    .forEach(hold -> text.append(hold).append('\n'));
            return text.toString();
        }
    }

    private record Sent(Command command, Instant at, Answer answer) {}

    private static void afterEachStep(int seeds, Consumer<World> check) {
        for (long seed = 1; seed <= seeds; seed++) {
            var world = new World(seed);
            for (int i = 0; i < STEPS; i++) {
                world.step();
                check.accept(world);
            }
        }
    }

    private static void atTheEnd(int seeds, Consumer<World> check) {
        for (long seed = 1; seed <= seeds; seed++) {
            var world = new World(seed);
            for (int i = 0; i < STEPS; i++) {
                world.step();
            }
            check.accept(world);
        }
    }

    // -------------------------------------------------------------------------------- the ledger
    // equals the model

    @Test
    void theLedgerEqualsTheShortModelStepByStep() {
        var codes = new HashMap<String, Integer>();
        for (long seed = 1; seed <= 400; seed++) {
            var world = new World(seed);
            var model = new LedgerModel();
            world.log.forEach(sent -> model.apply(sent.command(), sent.at()));
            for (int i = 0; i < STEPS; i++) {
                Sent sent = world.step();
                String expected = plain(model.apply(sent.command(), sent.at()));
                String given = plain(render(sent.answer()));
                if (!given.equals(expected) || !same(world.state, model)) {
                    throw new AssertionError(
                            "The ledger said %s, the model %s.%n%s%nThe model:%n%s"
                                    .formatted(given, expected, world, stateOf(model)));
                }
                codes.merge(Desk.codeOf(sent.answer()), 1, Integer::sum);
            }
            assertThat(everyDay(world)).as(world::toString).isEqualTo(everyDay(world, model));
        }
        // The commands would prove little if they never came to the rarer answers.
        assertThat(codes.keySet())
                .contains(
                        "POSTED",
                        "MALFORMED",
                        "KEY_REUSED",
                        "NO_LEGS",
                        "AMOUNT_NOT_POSITIVE",
                        "AMOUNT_SCALE",
                        "AMOUNT_TOO_LARGE",
                        "SAME_ACCOUNT",
                        "UNKNOWN_ACCOUNT",
                        "UNKNOWN_ASSET",
                        "UNKNOWN_HOLD",
                        "UNKNOWN_TRANSACTION",
                        "ASSET_MISMATCH",
                        "DUPLICATE_ACCOUNT",
                        "DUPLICATE_HOLD",
                        "NOT_REVERSIBLE",
                        "VERSION_CONFLICT",
                        "EFFECTIVE_IN_FUTURE",
                        "EFFECTIVE_BEFORE_OPEN",
                        "PERIOD_LOCKED",
                        "ACCOUNT_CLOSED",
                        "ACCOUNT_FROZEN",
                        "HOLD_NOT_OPEN",
                        "HOLD_EXPIRED",
                        "HOLD_AMOUNT_EXCEEDED",
                        "ALREADY_REVERSED",
                        "FLOOR_BREACH",
                        "CEILING_BREACH",
                        "FLOOR_BREACH_AS_OF",
                        "NOT_EMPTY",
                        "BOUNDS_NOT_MET");
        assertThat(codes.getOrDefault("POSTED", 0)).isGreaterThan(15_000);
    }

    private static String render(Answer answer) {
        String text = Desk.codeOf(answer);
        if (answer instanceof Answer.Posted posted) {
            text += posted.seq() > 0 ? " #" + posted.seq() : "";
            text +=
                    posted.members().isEmpty()
                            ? ""
                            : " ["
                                    + String.join(
                                            ", ",
                                            posted.members().stream()
                                                    .map(LedgerProperties::render)
                                                    .toList())
                                    + "]";
        }
        return answer.replayed() ? text + " again" : text;
    }

    // A stored answer of a batch marks all its members as replayed; the model marks the whole.
    private static String plain(String answer) {
        return answer.endsWith(" again") ? answer.replace(" again", "") + " again" : answer;
    }

    private static boolean same(InMemoryLedgerState state, LedgerModel model) {
        boolean same =
                state.accounts().size() == model.accs.size()
                        && state.holds().size() == model.holds.size()
                        && state.transactions().size() == model.txs.size()
                        && state.head().lockedThrough().equals(model.locked)
                        && state.head().bookedAt().equals(model.clock);
        for (Account a : state.accounts()) {
            LedgerModel.Acc m = model.accs.get(a.name());
            same &=
                    m != null
                            && a.version() == m.version()
                            && a.in().equals(m.in())
                            && a.out().equals(m.out())
                            && a.reservedIn().equals(m.rin())
                            && a.reservedOut().equals(m.rout())
                            && a.state().name().equals(m.state())
                            && Objects.equals(a.floor(), m.floor())
                            && Objects.equals(a.ceiling(), m.ceiling());
        }
        for (Hold h : state.holds()) {
            LedgerModel.Hld m = model.holds.get(h.id());
            same &=
                    m != null
                            && h.captured().equals(m.captured())
                            && h.released().equals(m.released())
                            && h.remaining().equals(m.remaining())
                            && h.state().name().equals(m.state());
        }
        return same;
    }

    // What was available on each day to the accounts judged on every date: added up from the net
    // changes by date.
    private static List<String> everyDay(World world) {
        var lines = new ArrayList<String>();
        for (Account a : world.state.accounts()) {
            BigInteger available = BigInteger.ZERO;
            var changes = world.state.changesAfter(a.name(), LocalDate.MIN);
            for (LocalDate day = FIRST_DAY;
                    a.asOf() == AsOf.EVERY_DATE && !day.isAfter(LAST_DAY);
                    day = day.plusDays(1)) {
                available = available.add(changes.getOrDefault(day, BigInteger.ZERO));
                lines.add(a.name() + " " + day + " " + available);
            }
        }
        return lines;
    }

    // The same from all that was ever booked and held.
    private static List<String> everyDay(World world, LedgerModel model) {
        var lines = new ArrayList<String>();
        for (Account a : world.state.accounts()) {
            for (LocalDate day = FIRST_DAY;
                    a.asOf() == AsOf.EVERY_DATE && !day.isAfter(LAST_DAY);
                    day = day.plusDays(1)) {
                lines.add(a.name() + " " + day + " " + model.availableOn(a.name(), day));
            }
        }
        return lines;
    }

    private static String stateOf(InMemoryLedgerState state) {
        var text = new StringBuilder();
        for (Account a : state.accounts()) {
            line(
                    text,
                    a.name(),
                    a.state(),
                    a.version(),
                    a.in(),
                    a.out(),
                    a.reservedIn(),
                    a.reservedOut());
            line(text, a.floor(), a.ceiling());
        }
        for (Hold h : state.holds()) {
            line(text, h.id(), h.state(), h.captured(), h.released(), h.remaining());
        }
        line(
                text,
                state.transactions().size(),
                state.head().lockedThrough(),
                state.head().bookedAt());
        return text.toString();
    }

    private static String stateOf(LedgerModel model) {
        var text = new StringBuilder();
        model.accs.forEach((name, a) -> {
            line(text, name, a.state(), a.version(), a.in(), a.out(), a.rin(), a.rout());
            line(text, a.floor(), a.ceiling());
        });
        model.holds.forEach(
                (id, h) -> line(text, id, h.state(), h.captured(), h.released(), h.remaining()));
        line(text, model.txs.size(), model.locked, model.clock);
        return text.toString();
    }

    private static void line(
            StringBuilder text, @org.jspecify.annotations.Nullable Object... values) {
        for (Object value : values) {
            text.append(value).append(' ');
        }
        text.append('\n');
    }

    // ---------------------------------------------------------------------------------------------
    // the invariants

    @Test
    void i1TheSumOfPostedIsZeroForEveryAsset() {
        afterEachStep(
                60,
                world -> {
                    var sums = new HashMap<String, BigInteger>();
                    world.state
                            .accounts()
                            .forEach(a -> sums.merge(a.asset(), a.posted(), BigInteger::add));
                    sums.forEach(
                            (asset, sum) -> assertThat(sum).as("%s %s", asset, world).isZero());
                });
    }

    @Test
    void i2WhatIsReservedIsWhatRemainsOfOpenHolds() {
        afterEachStep(
                60,
                world -> {
                    var in = new HashMap<String, BigInteger>();
                    var out = new HashMap<String, BigInteger>();
                    var remaining = new HashMap<String, BigInteger>();
                    for (Account a : world.state.accounts()) {
                        in.merge(a.asset(), a.reservedIn(), BigInteger::add);
                        out.merge(a.asset(), a.reservedOut(), BigInteger::add);
                        remaining.merge(a.asset(), BigInteger.ZERO, BigInteger::add);
                    }
                    world.state
                            .holds()
                            .forEach(h ->
                                    remaining.merge(h.asset(), h.remaining(), BigInteger::add));
                    assertThat(in).as(world::toString).isEqualTo(out).isEqualTo(remaining);
                });
    }

    @Test
    void i3InAndOutNeverDecreaseAndNothingReservedIsNegative() {
        afterEachStep(
                60,
                world -> {
                    for (Account a : world.state.accounts()) {
                        Account before = world.before.getOrDefault(a.name(), a);
                        boolean holds =
                                a.in().compareTo(before.in()) >= 0
                                        && a.out().compareTo(before.out()) >= 0
                                        && a.reservedIn().signum() >= 0
                                        && a.reservedOut().signum() >= 0;
                        assertThat(holds).as(world::toString).isTrue();
                    }
                });
    }

    @Test
    void i4EveryFloorAndCeilingHoldsAfterEveryCommand() {
        afterEachStep(
                60,
                world -> {
                    for (Account a : world.state.accounts()) {
                        assertThat(a.isWithinBounds()).as(world::toString).isTrue();
                    }
                    // The bounds of e never change, so its floor holds on every day of its life.
                    BigInteger available = BigInteger.ZERO;
                    for (BigInteger change :
                            world.state.changesAfter("e", LocalDate.MIN).values()) {
                        available = available.add(change);
                        assertThat(available.signum()).as(world::toString).isNotNegative();
                    }
                });
    }

    @Test
    void i5ACommandThatIsNotPostedChangesNothing() {
        for (long seed = 1; seed <= 20; seed++) {
            var world = new World(seed);
            for (int i = 0; i < STEPS; i++) {
                Command command = world.chance.next(world.ledger.head().seq());
                world.ledger.expireDue(world.chance.now);
                String before = Snapshot.of(world.state);
                Sent sent = world.send(command);
                if (!(sent.answer() instanceof Answer.Posted) || sent.answer().replayed()) {
                    assertThat(Snapshot.of(world.state)).as(world::toString).isEqualTo(before);
                    assertThat(world.ledger.changes()).as(world::toString).isEmpty();
                }
            }
        }
    }

    @Test
    void i6SendingTwiceEqualsSendingOnceWhateverHappenedInBetween() {
        atTheEnd(
                60,
                world -> {
                    var state = new InMemoryLedgerState();
                    var ledger = new Ledger(state, Desk.ASSETS, Desk.SHANGHAI);
                    for (int i = 0; i < world.log.size(); i++) {
                        Sent sent = world.log.get(i);
                        Answer first = ledger.apply(sent.command(), sent.at());
                        assertThat(ledger.apply(sent.command(), sent.at()))
                                .isEqualTo(first.asReplayed());
                        Sent earlier = world.log.get(world.chance.random.nextInt(i + 1));
                        if (!(earlier.answer() instanceof Answer.Rejected)) {
                            assertThat(ledger.apply(earlier.command(), sent.at()))
                                    .isEqualTo(earlier.answer().asReplayed());
                        }
                    }
                    assertThat(Snapshot.withAnswers(state))
                            .as(world::toString)
                            .isEqualTo(Snapshot.withAnswers(world.state));
                });
    }

    @Test
    void i7OriginalIsCapturedReleasedAndRemaining() {
        afterEachStep(
                60,
                world -> {
                    for (Hold h : world.state.holds()) {
                        assertThat(h.captured().add(h.released()).add(h.remaining()))
                                .as(world::toString)
                                .isEqualTo(h.original());
                        assertThat(h.remaining().signum() == 0)
                                .as(world::toString)
                                .isEqualTo(h.state() != Hold.State.OPEN);
                    }
                });
    }

    @Test
    void i8ATransactionAndItsReverseNetToZeroAndThereIsAtMostOne() {
        atTheEnd(
                60,
                world -> {
                    var reversed = new HashSet<Long>();
                    for (Transaction reverse : world.state.transactions()) {
                        if (reverse.reverses() == 0) {
                            continue;
                        }
                        assertThat(reversed.add(reverse.reverses())).as(world::toString).isTrue();
                        var net = new HashMap<String, BigInteger>();
                        Transaction original =
                                world.state.transactions().get((int) reverse.reverses() - 1);
                        for (Transaction transaction : List.of(original, reverse)) {
                            for (BookedLeg leg : transaction.legs()) {
                                net.merge(leg.to(), leg.minor(), BigInteger::add);
                                net.merge(leg.from(), leg.minor().negate(), BigInteger::add);
                            }
                        }
                        assertThat(net.values())
                                .as(world::toString)
                                .allMatch(sum -> sum.signum() == 0);
                    }
                });
    }

    @Test
    void i9RebuildingFromTheLogGivesTheSame() {
        atTheEnd(
                60,
                world -> {
                    var state = new InMemoryLedgerState();
                    var ledger = new Ledger(state, Desk.ASSETS, Desk.SHANGHAI);
                    for (Sent sent : world.log) {
                        assertThat(ledger.apply(sent.command(), sent.at()))
                                .isEqualTo(sent.answer());
                    }
                    assertThat(Snapshot.withAnswers(state))
                            .as(world::toString)
                            .isEqualTo(Snapshot.withAnswers(world.state));
                });
    }

    @Test
    void i10CommandsOnDisjointAccountsCommute() {
        for (long seed = 1; seed <= 80; seed++) {
            var one = new World(seed);
            var other = new World(seed);
            for (int i = 0; i < 60; i++) {
                one.step();
                other.step();
            }
            one.ledger.expireDue(one.chance.now);
            other.ledger.expireDue(one.chance.now);
            for (int i = 0; i < 10; i++) {
                String n = seed + "/" + i;
                LocalDate day = one.chance.today();
                Command left =
                        one.chance.chance(50)
                                ? Command.Post.of(
                                        "left" + n, day, Desk.WHY, Leg.of("a", "e", "3.50"))
                                : new Command.PlaceHold(
                                        "left" + n,
                                        n,
                                        Leg.of("e", "a", "2.00"),
                                        day,
                                        null,
                                        Desk.WHY);
                Command right =
                        one.chance.chance(50)
                                ? Command.Post.of(
                                        "right" + n, day, Desk.WHY, Leg.of("w", "d", "9.00"))
                                : Command.Post.of(
                                        "right" + n,
                                        day,
                                        Desk.WHY,
                                        Leg.of("b", "c", "5.00"),
                                        Leg.of("d", "b", "1.00"));
                String first = Desk.codeOf(one.send(left).answer());
                String second = Desk.codeOf(one.send(right).answer());
                other.chance.now = one.chance.now;
                assertThat(Desk.codeOf(other.send(right).answer())).isEqualTo(second);
                assertThat(Desk.codeOf(other.send(left).answer())).isEqualTo(first);
                assertThat(other.accounts()).as(one::toString).isEqualTo(one.accounts());
                assertThat(other.state.holds().toString()).isEqualTo(one.state.holds().toString());
            }
        }
    }

    @Test
    void i11ABatchOfEachEqualsItsMembersOneByOne() {
        for (long seed = 1; seed <= 80; seed++) {
            var together = new World(seed);
            var apart = new World(seed);
            for (int i = 0; i < 60; i++) {
                together.step();
                apart.step();
            }
            var members = new ArrayList<Command.Single>();
            for (int i = 0; i < 12; i++) {
                members.add(together.chance.single(together.ledger.head().seq()));
            }
            apart.chance.now = together.chance.now;
            var answers = new ArrayList<Answer>();
            members.forEach(member -> answers.add(apart.send(member).answer()));
            Answer batch =
                    together.send(new Command.Batch("batch", Command.Batch.Mode.EACH, members))
                            .answer();
            assertThat(batch.members()).as(together::toString).isEqualTo(answers);
            assertThat(stateOf(together.state))
                    .as(together::toString)
                    .isEqualTo(stateOf(apart.state));
            assertThat(together.state.transactions()).isEqualTo(apart.state.transactions());
        }
    }

    @Test
    void i12BalancesOfTwoDatesDifferByTheLegsBetween() {
        atTheEnd(
                60,
                world -> {
                    long known = world.ledger.head().seq() - world.chance.random.nextInt(10);
                    for (Account account : world.state.accounts()) {
                        LocalDate d1 =
                                world.chance.today().minusDays(world.chance.random.nextInt(40));
                        LocalDate d2 = d1.plusDays(world.chance.random.nextInt(10));
                        BigInteger between = BigInteger.ZERO;
                        for (Transaction t : world.state.transactions()) {
                            for (BookedLeg leg : t.legs()) {
                                if (t.seq() <= known
                                        && t.effective().isAfter(d1)
                                        && !t.effective().isAfter(d2)) {
                                    between =
                                            leg.to().equals(account.name())
                                                    ? between.add(leg.minor())
                                                    : between;
                                    between =
                                            leg.from().equals(account.name())
                                                    ? between.subtract(leg.minor())
                                                    : between;
                                }
                            }
                        }
                        assertThat(
                                        world.ledger
                                                .balanceAsOf(account.name(), d2, known)
                                                .subtract(
                                                        world.ledger.balanceAsOf(
                                                                account.name(), d1, known))
                                                .unscaledValue())
                                .as(world::toString)
                                .isEqualTo(between);
                        assertThat(
                                        world.ledger.balanceAsOf(
                                                account.name(),
                                                LocalDate.MAX,
                                                world.ledger.head().seq()))
                                .as(world::toString)
                                .isEqualTo(world.ledger.posted(account.name()));
                    }
                });
    }

    @Test
    void i13NoCaptureOrReleaseFailsOnAFloorOrCeiling() {
        afterEachStep(
                150,
                world -> {
                    Sent last = world.log.getLast();
                    if (last.command() instanceof Command.Capture
                            || last.command() instanceof Command.Release) {
                        assertThat(Desk.codeOf(last.answer()))
                                .as(world::toString)
                                .isNotIn("FLOOR_BREACH", "CEILING_BREACH", "FLOOR_BREACH_AS_OF");
                    }
                });
    }

    @Test
    void i14TheHashChainVerifiesAndAnyChangeIsFound() {
        atTheEnd(
                60,
                world -> {
                    List<Transaction> all = world.state.transactions();
                    Head head = world.ledger.head();
                    assertThat(LedgerChain.firstChanged(all, head)).isEmpty();
                    int at = world.chance.random.nextInt(all.size());
                    for (Transaction changed : changesOf(all.get(at))) {
                        var forged = new ArrayList<>(all);
                        forged.set(at, changed);
                        assertThat(LedgerChain.firstChanged(forged, head))
                                .as("%s", changed)
                                .hasValue(at + 1);
                    }
                    var shorter = new ArrayList<>(all);
                    shorter.remove(at);
                    assertThat(LedgerChain.firstChanged(shorter, head)).hasValue(at + 1);
                    var longer = new ArrayList<>(all);
                    longer.add(at, all.get(at));
                    assertThat(LedgerChain.firstChanged(longer, head)).isPresent();
                    assertThat(LedgerChain.firstChanged(all.subList(0, at), head)).hasValue(at + 1);
                });
    }

    private static List<Transaction> changesOf(Transaction t) {
        var r = t.reference();
        var legs = new ArrayList<>(t.legs());
        BookedLeg first = legs.getFirst();
        legs.set(0, new BookedLeg(first.from(), first.to(), first.minor().add(BigInteger.ONE)));
        var swapped = new ArrayList<>(t.legs());
        swapped.set(0, first.mirror());
        var kind =
                t.kind() == Transaction.Kind.POST
                        ? Transaction.Kind.CAPTURE
                        : Transaction.Kind.POST;
        return List.of(
                copy(
                        t,
                        t.seq() + 1,
                        t.key(),
                        t.kind(),
                        t.legs(),
                        t.effective(),
                        t.bookedAt(),
                        0,
                        r,
                        t.hash()),
                copy(
                        t,
                        t.seq(),
                        t.key() + "1",
                        t.kind(),
                        t.legs(),
                        t.effective(),
                        t.bookedAt(),
                        0,
                        r,
                        t.hash()),
                copy(
                        t,
                        t.seq(),
                        t.key(),
                        kind,
                        t.legs(),
                        t.effective(),
                        t.bookedAt(),
                        0,
                        r,
                        t.hash()),
                copy(
                        t,
                        t.seq(),
                        t.key(),
                        t.kind(),
                        legs,
                        t.effective(),
                        t.bookedAt(),
                        0,
                        r,
                        t.hash()),
                copy(
                        t,
                        t.seq(),
                        t.key(),
                        t.kind(),
                        swapped,
                        t.effective(),
                        t.bookedAt(),
                        0,
                        r,
                        t.hash()),
                copy(
                        t,
                        t.seq(),
                        t.key(),
                        t.kind(),
                        List.of(),
                        t.effective(),
                        t.bookedAt(),
                        0,
                        r,
                        t.hash()),
                copy(
                        t,
                        t.seq(),
                        t.key(),
                        t.kind(),
                        t.legs(),
                        t.effective().minusDays(1),
                        t.bookedAt(),
                        0,
                        r,
                        t.hash()),
                copy(
                        t,
                        t.seq(),
                        t.key(),
                        t.kind(),
                        t.legs(),
                        t.effective(),
                        t.bookedAt().plusNanos(1),
                        0,
                        r,
                        t.hash()),
                copy(
                        t,
                        t.seq(),
                        t.key(),
                        t.kind(),
                        t.legs(),
                        t.effective(),
                        t.bookedAt(),
                        1,
                        r,
                        t.hash()),
                copy(
                        t,
                        t.seq(),
                        t.key(),
                        t.kind(),
                        t.legs(),
                        t.effective(),
                        t.bookedAt(),
                        0,
                        new Reference(r.caseId() + r.decision(), "", r.reason(), r.rule()),
                        t.hash()),
                copy(
                        t,
                        t.seq(),
                        t.key(),
                        t.kind(),
                        t.legs(),
                        t.effective(),
                        t.bookedAt(),
                        0,
                        new Reference(r.caseId(), r.decision(), r.reason(), ""),
                        t.hash()),
                copy(
                        t,
                        t.seq(),
                        t.key(),
                        t.kind(),
                        t.legs(),
                        t.effective(),
                        t.bookedAt(),
                        0,
                        r,
                        "0".repeat(64)),
                new Transaction(
                        t.seq(),
                        t.key(),
                        t.kind(),
                        t.legs(),
                        t.effective(),
                        t.bookedAt(),
                        "another",
                        t.reverses(),
                        t.corrects(),
                        r,
                        t.prevHash(),
                        t.hash()),
                new Transaction(
                        t.seq(),
                        t.key(),
                        t.kind(),
                        t.legs(),
                        t.effective(),
                        t.bookedAt(),
                        t.hold(),
                        t.reverses(),
                        t.corrects() + 1,
                        r,
                        t.prevHash(),
                        t.hash()),
                new Transaction(
                        t.seq(),
                        t.key(),
                        t.kind(),
                        t.legs(),
                        t.effective(),
                        t.bookedAt(),
                        t.hold(),
                        t.reverses(),
                        t.corrects(),
                        r,
                        "f".repeat(64),
                        t.hash()));
    }

    private static Transaction copy(
            Transaction t,
            long seq,
            String key,
            Transaction.Kind kind,
            List<BookedLeg> legs,
            LocalDate effective,
            Instant bookedAt,
            long moreReverses,
            Reference reference,
            String hash) {
        return new Transaction(
                seq,
                key,
                kind,
                legs,
                effective,
                bookedAt,
                t.hold(),
                t.reverses() + moreReverses,
                t.corrects(),
                reference,
                t.prevHash(),
                hash);
    }
}
