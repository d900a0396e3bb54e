package org.liandong.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.engine.NodeResult.Result;

class VerifierTest {

    @TempDir Path store;

    private Instant now = Toy.START;

    // Everything that leaves a trace: links, refusals, repeats, conflicts, poison, rubbish,
    // waiting, clocks, a restart.
    @BeforeEach
    void aBusyDay() throws Exception {
        try (Engine engine = Engine.open(Toy.settings(store.toString(), () -> now))) {
            assertThat(results(engine, Toy.line("1", new Toy.Coat("T1", "red"))))
                    .containsExactly(Result.PARKED);
            assertThat(
                            results(
                                    engine,
                                    Toy.line("2", new Toy.Offered("east", 5)),
                                    Toy.line("3", new Toy.Asked("anna", "east", 3, "T1")),
                                    Toy.line("4", new Toy.Burst("anna")),
                                    "rubbish\n",
                                    Toy.line("5", new Toy.Asked("bert", "east", 4, "T1")),
                                    Toy.line("6", new Toy.Asked("cleo", "east", 1, "T3"))))
                    .containsExactly(
                            Result.ACCEPTED,
                            Result.ACCEPTED,
                            Result.REJECTED,
                            Result.REJECTED,
                            Result.ACCEPTED,
                            Result.ACCEPTED);
            now = now.plus(Duration.ofHours(1));
            assertThat(
                            results(
                                    engine,
                                    Toy.line("1", new Toy.Coat("T1", "red")),
                                    Toy.line("1", new Toy.Coat("T1", "blue")),
                                    Toy.line("7", new Toy.Left("anna", "east"))))
                    .containsExactly(Result.DUPLICATE, Result.CONFLICT, Result.ACCEPTED);
        }
        now = now.plus(Duration.ofHours(5));
        try (Engine engine = Engine.open(Toy.settings(store.toString(), () -> now))) {
            assertThat(results(engine, Toy.line("8", new Toy.Coat("T3", "green"))))
                    .containsExactly(Result.ACCEPTED);
            engine.moveTo(now.plus(Duration.ofDays(1))).get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void aClockThatIsDueWhenItIsStartedRunsOutAfterTheLastFactOfItsDocument() throws Exception {
        Instant past = now.minus(Duration.ofHours(1));
        try (Engine engine = Engine.open(Toy.settings(store.toString(), () -> now))) {
            assertThat(
                            results(
                                    engine,
                                    Toy.line("20", new Toy.Late("dora", past)),
                                    Toy.line("21", new Toy.Late("emil", past)),
                                    Toy.line("22", new Toy.Impatient("dora", "east"))))
                    .containsOnly(Result.ACCEPTED);
            assertThat(results(engine, Toy.line("23", new Toy.Impatient("emil", "east"))))
                    .containsExactly(Result.ACCEPTED);
        }
        assertThat(verify().difference()).isNull();
    }

    private static List<Result> results(Engine engine, String... lines) throws Exception {
        return engine.submit("test", Toy.document(lines)).get(20, TimeUnit.SECONDS).nodes().stream()
                .map(NodeResult::result)
                .toList();
    }

    private Verifier.Report verify() {
        return Verifier.verify(Toy.settings(store.toString(), () -> now), (done, total) -> {});
    }

    private long entry(String condition) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + store + "/liandong.db");
                var statement = connection.createStatement();
                var found = statement.executeQuery("select seq from trail where " + condition)) {
            assertThat(found.next()).as(condition).isTrue();
            return found.getLong(1);
        }
    }

    private Verifier.Difference difference(String... tampering) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + store + "/liandong.db");
                var statement = connection.createStatement()) {
            for (String sql : tampering) {
                assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
            }
        }
        Verifier.Difference difference = verify().difference();
        assertThat(difference).isNotNull();
        return Objects.requireNonNull(difference);
    }

    @Test
    void aStoreThatNobodyTouchedIsWhatItsTrailLeadsTo() {
        Verifier.Report report = verify();
        assertThat(report.difference()).isNull();
        assertThat(report.entries()).isGreaterThan(12);
        assertThat(report.cases()).isEqualTo(5);
    }

    @Test
    void aChangedFactBreaksTheChainAtItsEntry() throws Exception {
        var difference = difference("update trail set body = '{}' where seq = 4");
        assertThat(difference.kind()).isEqualTo(Verifier.Kind.HASH);
        assertThat(difference.seq()).isEqualTo(4);
    }

    @Test
    void aMissingEntryIsNamed() throws Exception {
        var difference = difference("delete from trail where seq = 4");
        assertThat(difference.kind()).isEqualTo(Verifier.Kind.SEQUENCE);
        assertThat(difference.seq()).isEqualTo(4);
    }

    @Test
    void aTrailThatWasCutShortLeavesRowsToWhichNothingLeads() throws Exception {
        var difference = difference("delete from trail where seq > 6");
        assertThat(difference.kind()).isEqualTo(Verifier.Kind.EXTRA);
    }

    @Test
    void aCaseThatWasGivenToSomebodyElseIsNamed() throws Exception {
        var difference = difference("update cases set owner = 'north' where case_key = 'bert'");
        assertThat(difference.table()).isEqualTo("cases");
        assertThat(difference.key()).isEqualTo("toy/bert");
        assertThat(difference.column()).isEqualTo("owner");
        assertThat(difference.stored()).isEqualTo("north");
        assertThat(difference.rebuilt()).isEmpty();
    }

    @Test
    void aChangedCaseIsNamedWithTheEntryThatWroteIt() throws Exception {
        var difference = difference("update cases set status = 'left' where case_key = 'bert'");
        assertThat(difference.kind()).isEqualTo(Verifier.Kind.VALUE);
        assertThat(difference.table()).isEqualTo("cases");
        assertThat(difference.key()).isEqualTo("toy/bert");
        assertThat(difference.column()).isEqualTo("status");
        assertThat(difference.stored()).isEqualTo("left");
        assertThat(difference.rebuilt()).isEqualTo("reminder");
    }

    @Test
    void aChangedBalanceIsNamedWithTheEntryThatWroteIt() throws Exception {
        var difference = difference("update account set total_in = '9' where name = 'east/free'");
        assertThat(difference.table()).isEqualTo("account");
        assertThat(difference.stored()).isEqualTo("9");
        assertThat(difference.rebuilt()).isEqualTo("5");
        assertThat(difference.seq()).isPositive();
    }

    @Test
    void aDeletedClockIsMissing() throws Exception {
        var difference = difference("delete from clock where case_key = 'cleo'");
        assertThat(difference.kind()).isEqualTo(Verifier.Kind.MISSING);
        assertThat(difference.key()).isEqualTo("toy/cleo/reminder");
    }

    @Test
    void aChangedDocumentIsNamed() throws Exception {
        var difference = difference("update document set content = x'00' where id = 1");
        assertThat(difference.kind()).isEqualTo(Verifier.Kind.CONTENT);
        assertThat(difference.seq()).isEqualTo(2);
    }

    @Test
    void aDocumentThatWasExchangedTogetherWithItsHashIsNamed() throws Exception {
        Vault.Kept other =
                new Vault(new byte[32])
                        .keep(Toy.document(Toy.line("1", new Toy.Coat("T1", "green"))));
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + store + "/liandong.db");
                var statement =
                        connection.prepareStatement(
                                "update document set content = ?, sha256 = ? where id = 1")) {
            statement.setBytes(1, other.sealed());
            statement.setBytes(2, other.sha256().bytes());
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
        var difference = Objects.requireNonNull(verify().difference());
        assertThat(difference.kind()).isEqualTo(Verifier.Kind.CHAIN);
        assertThat(difference.table()).isEqualTo("document");
        assertThat(difference.key()).isEqualTo("1");
        assertThat(difference.seq()).isEqualTo(2);
    }

    @Test
    void twoDocumentsThatHaveChangedPlacesAreFound() throws Exception {
        var difference =
                difference(
                        "update document set id = -1 where id = 1",
                        "update document set id = 1 where id = 2",
                        "update document set id = 2 where id = -1");
        assertThat(difference.kind()).isEqualTo(Verifier.Kind.CHAIN);
        assertThat(difference.table()).isEqualTo("document");
        assertThat(difference.key()).isEqualTo("1");
    }

    @Test
    void aDocumentThatIsGoneIsNamed() throws Exception {
        var difference = difference("delete from document where id = 2");
        assertThat(difference.kind()).isEqualTo(Verifier.Kind.CONTENT);
        assertThat(difference.key()).isEqualTo("2");
        assertThat(difference.seq()).isEqualTo(3);
    }

    @Test
    void aDocumentThatCameFromNowhereIsNamed() throws Exception {
        var difference =
                difference(
                        "insert into document select max(id) + 1, received_at, name, type, sha256, hash, content"
                                + " from document");
        assertThat(difference.kind()).isEqualTo(Verifier.Kind.CHAIN);
        assertThat(difference.table()).isEqualTo("document");
    }

    @Test
    void aDocumentThatBroughtOnlyWhatWasKnownIsChainedToo() throws Exception {
        try (Engine engine = Engine.open(Toy.settings(store.toString(), () -> now))) {
            assertThat(results(engine, Toy.line("8", new Toy.Coat("T3", "green"))))
                    .containsExactly(Result.DUPLICATE);
        }
        assertThat(verify().difference()).isNull();
        // Content and hash are another document's, which each fit the other.
        var difference =
                difference(
                        "update document set (sha256, content) = (select sha256, content from document where id = 1)"
                                + " where id = (select max(id) from document)");
        assertThat(difference.kind()).isEqualTo(Verifier.Kind.CHAIN);
        assertThat(difference.table()).isEqualTo("document");
        assertThat(difference.key()).isEqualTo("5");
        assertThat(difference.seq()).isZero();
    }

    @Test
    void aLostDocumentThatBroughtOnlyWhatWasKnownLeavesAGap() throws Exception {
        try (Engine engine = Engine.open(Toy.settings(store.toString(), () -> now))) {
            assertThat(results(engine, Toy.line("8", new Toy.Coat("T3", "green"))))
                    .containsExactly(Result.DUPLICATE);
            assertThat(results(engine, Toy.line("9", new Toy.Coat("T9", "black"))))
                    .containsExactly(Result.PARKED);
        }
        var difference = difference("delete from document where id = 5");
        assertThat(difference.kind()).isEqualTo(Verifier.Kind.GAP);
        assertThat(difference.table()).isEqualTo("document");
        assertThat(difference.key()).isEqualTo("5");
    }

    @Test
    void anEntryHoldsTheDocumentsBeforeTheOneThatItBrought() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + store + "/liandong.db");
                var statement = connection.createStatement()) {
            // Whoever ties all documents anew, too, still does not fit the trail.
            Hash hash = TrailEntry.NO_DOCUMENT;
            try (SqlStore reading = SqlStore.openForReading(store.toString())) {
                for (Rows.DocumentRow row : reading.query(Tables.DOCUMENT, "order by id")) {
                    Rows.DocumentRow tied =
                            Rows.DocumentRow.link(
                                    hash,
                                    row.id(),
                                    row.receivedAt(),
                                    row.id() == 1 ? "another name" : row.name(),
                                    row.type(),
                                    new Vault.Kept(row.sha256(), row.content()));
                    hash = tied.hash();
                    statement.addBatch(
                            "update document set name = '%s', hash = x'%s' where id = %d"
                                    .formatted(tied.name(), hash, row.id()));
                }
            }
            statement.executeBatch();
        }
        var difference = Objects.requireNonNull(verify().difference());
        assertThat(difference.kind()).isEqualTo(Verifier.Kind.HASH);
        assertThat(difference.table()).isEqualTo("document");
        assertThat(difference.seq()).isEqualTo(2);
    }

    @Test
    void anotherReasonForWhatWasSetAsideIsNamedWithItsEntry() throws Exception {
        var difference = difference("update set_aside set kind = 'poison' where kind = 'conflict'");
        assertThat(difference.kind()).isEqualTo(Verifier.Kind.VALUE);
        assertThat(difference.table()).isEqualTo("set_aside");
        assertThat(difference.column()).isEqualTo("kind");
        assertThat(difference.stored()).isEqualTo("poison");
        assertThat(difference.rebuilt()).isEqualTo("conflict");
        assertThat(difference.seq())
                .isEqualTo(entry("kind = 'SET_ASIDE' and body like '%conflict%'"));
    }

    @Test
    void whatWasSetAsideCannotDisappear() throws Exception {
        var difference = difference("delete from set_aside where kind = 'unreadable'");
        assertThat(difference.kind()).isEqualTo(Verifier.Kind.MISSING);
        assertThat(difference.table()).isEqualTo("set_aside");
    }

    @Test
    void aDeletedMessageIsMissing() throws Exception {
        var difference = difference("delete from message where id = 1");
        assertThat(difference.kind()).isEqualTo(Verifier.Kind.MISSING);
        assertThat(difference.table()).isEqualTo("message");
        assertThat(difference.seq()).isPositive();
    }
}
