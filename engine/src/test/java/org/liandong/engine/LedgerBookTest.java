package org.liandong.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.liandong.kernel.ledger.Account;
import org.liandong.kernel.ledger.Answer;
import org.liandong.kernel.ledger.AsOf;
import org.liandong.kernel.ledger.Asset;
import org.liandong.kernel.ledger.BookedLeg;
import org.liandong.kernel.ledger.Code;
import org.liandong.kernel.ledger.Command;
import org.liandong.kernel.ledger.InMemoryLedgerState;
import org.liandong.kernel.ledger.Ledger;
import org.liandong.kernel.ledger.Leg;
import org.liandong.kernel.ledger.Reference;

/// The ledger over the tables of a store answers as the ledger over maps does, and each account's statement is its chain.
class LedgerBookTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate DAY = LocalDate.parse("2026-03-02");
    private static final Instant NOON = Instant.parse("2026-03-02T04:00:00Z");
    private static final Reference WHY = Reference.of("case", "decision", "reason");
    private static final List<Asset> ASSETS =
            List.of(new Asset("CNY", 2, Asset.Kind.MONEY, "yuan", LocalDate.EPOCH, null));

    private final SqlStore store = SqlStore.inMemory();
    private final Work work = new Work(store, LedgerTables.all());
    private LedgerBook book = new LedgerBook(work, ASSETS, ZONE, Heads.NEVER);

    private Answer ask(Command command) {
        Answer answer = book.apply(command, NOON);
        work.keep();
        return answer;
    }

    /// What was done is in the store, and nothing of it in memory.
    private void restart() {
        store.commit(work.seal());
        work.committed();
        book = new LedgerBook(new Work(store, LedgerTables.all()), ASSETS, ZONE, Heads.NEVER);
    }

    @Test
    void anOpeningThatIsAskedForAgainIsAnsweredFromItsAccount() {
        Command open = Command.OpenAccount.of("open:a", "a", "CNY");
        assertThat(ask(open)).isInstanceOf(Answer.Posted.class);
        store.commit(work.seal());
        assertThat(store.rows("select cmd from ledger_answer", r -> r.getString(1))).isEmpty();
        work.committed();
        LedgerBook again =
                new LedgerBook(new Work(store, LedgerTables.all()), ASSETS, ZONE, Heads.NEVER);
        assertThat(again.apply(open, NOON.plusSeconds(60)))
                .isEqualTo(new Answer.Posted("open:a", 0, NOON, null, List.of(), true));
        Command other = Command.OpenAccount.boundary("open:a", "a", "CNY");
        assertThat(again.apply(other, NOON))
                .isInstanceOfSatisfying(
                        Answer.Rejected.class,
                        answer -> assertThat(answer.code()).isEqualTo(Code.KEY_REUSED));
    }

    @Test
    void keysOfAnotherFormAreRememberedByThemselves() {
        // Under the name of an account that another key has opened, and for another request
        // altogether.
        ask(Command.OpenAccount.of("first", "a", "CNY"));
        ask(Command.OpenAccount.boundary("open:w", "w", "CNY"));
        Command duplicate = Command.OpenAccount.of("open:a", "a", "CNY");
        Command post =
                Command.Post.of("open:b", DAY, WHY, new Leg("w", "a", new BigDecimal("1.00")));
        assertThat(ask(duplicate)).isInstanceOf(Answer.Rejected.class);
        assertThat(ask(post)).isInstanceOf(Answer.Posted.class);
        restart();
        assertThat(book.apply(post, NOON))
                .isInstanceOfSatisfying(
                        Answer.Posted.class, answer -> assertThat(answer.replayed()).isTrue());
        assertThat(book.apply(duplicate, NOON)).isInstanceOf(Answer.Rejected.class);
        assertThat(book.apply(Command.OpenAccount.of("first", "a", "CNY"), NOON))
                .isInstanceOf(Answer.Posted.class);
    }

    @Test
    void aBatchWithAMemberThatWasAnsweredBeforeIsKeptShortAndReadAsItWas() {
        Command.Single open = Command.OpenAccount.of("open:a", "a", "CNY");
        ask(open);
        ask(Command.OpenAccount.boundary("open:w", "w", "CNY"));
        Command batch =
                new Command.Batch(
                        "k",
                        Command.Batch.Mode.ATOMIC,
                        List.of(
                                open,
                                Command.Post.of(
                                        "k:filled",
                                        DAY,
                                        WHY,
                                        new Leg("w", "a", new BigDecimal("1.00")))));
        Answer answer = ask(batch);
        restart();
        assertThat(
                        store.rows(
                                "select answer from ledger_answer where cmd = 'k'",
                                r -> r.getString(1)))
                .singleElement()
                .asString()
                .startsWith("[\"k\",0,")
                .contains("[true,\"open:a\",0,");
        assertThat(book.apply(batch, NOON.plusSeconds(60))).isEqualTo(answer.asReplayed());
    }

    @Test
    void randomRequestsAreAnsweredAsByMaps() {
        int posted = 0;
        int refused = 0;
        for (int seed = 0; seed < 30; seed++) {
            try (SqlStore tables = SqlStore.inMemory()) {
                Work batch = new Work(tables, LedgerTables.all());
                LedgerBook tested = new LedgerBook(batch, ASSETS, ZONE, Heads.NEVER);
                InMemoryLedgerState maps = new InMemoryLedgerState();
                Ledger model = new Ledger(maps, ASSETS, ZONE);
                Random random = new Random(seed);
                for (int step = 0; step < 120; step++) {
                    Command command = command(random, step);
                    Answer answer = tested.apply(command, NOON.plusSeconds(step));
                    assertThat(answer)
                            .as("seed %d, step %d: %s", seed, step, command)
                            .isEqualTo(model.apply(command, NOON.plusSeconds(step)));
                    posted += answer instanceof Answer.Posted ? 1 : 0;
                    refused += answer instanceof Answer.Refused ? 1 : 0;
                    if (random.nextInt(4) == 0) {
                        batch.keep();
                        tables.commit(batch.seal());
                        batch.committed();
                    } else {
                        batch.keep();
                    }
                }
                tables.commit(batch.seal());
                batch.committed();
                for (String name : List.of("w", "a", "b", "c")) {
                    assertThat(statement(tables, name))
                            .as("seed %d: %s", seed, name)
                            .isEqualTo(statement(maps, name));
                }
            }
        }
        assertThat(posted).isGreaterThan(500);
        assertThat(refused).isGreaterThan(100);
    }

    private static Command command(Random random, int step) {
        String key = random.nextInt(8) == 0 ? "k" + random.nextInt(step + 1) : "k" + step;
        return switch (random.nextInt(12)) {
            case 0, 1 -> open(random);
            case 2 ->
                    new Command.Batch(
                            key + "#",
                            random.nextBoolean()
                                    ? Command.Batch.Mode.ATOMIC
                                    : Command.Batch.Mode.EACH,
                            List.of(
                                    open(random),
                                    post(key + "a", random),
                                    post(key + "b", random)));
            case 3 -> new Command.Reverse(key, 1 + random.nextInt(step + 1), DAY, WHY);
            default -> post(key, random);
        };
    }

    private static Command.Single open(Random random) {
        String name = List.of("w", "a", "b", "c").get(random.nextInt(4));
        return switch (random.nextInt(4)) {
            // Refused: an account begins empty.
            case 0 ->
                    new Command.OpenAccount(
                            "open:" + name, name, "CNY", BigDecimal.ONE, null, AsOf.CURRENT);
            case 1 -> Command.OpenAccount.of("other:" + name, name, "CNY");
            default ->
                    name.equals("w")
                            ? Command.OpenAccount.boundary("open:w", "w", "CNY")
                            : Command.OpenAccount.of("open:" + name, name, "CNY");
        };
    }

    private static Command.Single post(String key, Random random) {
        List<Leg> legs = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            List<String> names = List.of("w", "w", "a", "b", "c");
            legs.add(
                    new Leg(
                            names.get(random.nextInt(5)),
                            names.get(2 + random.nextInt(3)),
                            new BigDecimal(BigInteger.valueOf(1 + random.nextInt(500)), 2)));
        }
        return Command.Post.of(key, DAY, WHY, legs.toArray(Leg[]::new));
    }

    private static List<String> statement(SqlStore tables, String account) {
        List<String> lines = new ArrayList<>();
        Newest newest = new Newest(tables, new Wordings.Reader(tables));
        long from = Long.MAX_VALUE;
        do {
            Newest.Statement page = newest.statement(account, from, 3);
            page.bookings().forEach(b -> lines.addFirst(b.other() + " " + b.minor()));
            from = page.next();
        } while (from != 0);
        return lines;
    }

    private static List<String> statement(InMemoryLedgerState maps, String account) {
        List<String> lines = new ArrayList<>();
        Account known = maps.account(account);
        if (known == null) {
            return lines;
        }
        for (BookedLeg leg : maps.legs(account, DAY, Long.MAX_VALUE)) {
            if (leg.to().equals(account)) {
                lines.add(leg.from() + " " + leg.minor());
            } else {
                lines.add(leg.to() + " " + leg.minor().negate());
            }
        }
        return lines;
    }
}
