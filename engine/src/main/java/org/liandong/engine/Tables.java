package org.liandong.engine;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.Rows.CaseId;
import org.liandong.engine.Rows.CaseRow;
import org.liandong.engine.Rows.ClaimId;
import org.liandong.engine.Rows.Claimed;
import org.liandong.engine.Rows.ClockId;
import org.liandong.engine.Rows.ClockRow;
import org.liandong.engine.Rows.DecisionId;
import org.liandong.engine.Rows.DecisionRow;
import org.liandong.engine.Rows.DocumentRow;
import org.liandong.engine.Rows.FactKey;
import org.liandong.engine.Rows.Identity;
import org.liandong.engine.Rows.MessageRow;
import org.liandong.engine.Rows.Parked;
import org.liandong.engine.Rows.ParkedFact;
import org.liandong.engine.Rows.ResourceRow;
import org.liandong.engine.Rows.SetAside;
import org.liandong.engine.Rows.Standing;
import org.liandong.engine.Rows.StandingId;
import org.liandong.engine.Rows.TaskId;
import org.liandong.engine.Rows.TaskRow;
import org.liandong.engine.Rows.Waiting;
import org.liandong.engine.Rows.WaitingId;
import org.liandong.engine.Rows.Wording;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Identifier;
import org.liandong.kernel.clock.TimeLimit;

/// How each value stands in its table.
final class Tables {

    // Facts of one case often come close together: those used last are kept. Few: what is kept for
    // longer than the collector waits is copied by it, while all threads stand still.
    private static final int CASES_CACHED = 500;

    // More than all services have together.
    private static final int STATUSES_CACHED = 200;

    /// Condition on rows with a `seq`: those of the steps of a case. Arguments: service, key of the case.
    static final String OF_CASE =
            "where seq in (select seq from trail where service = ? and case_key = ?)";

    private Tables() {}

    static final Table<Long, TrailEntry> TRAIL =
            new Table<>(
                    "trail",
                    List.of(
                            "seq",
                            "at",
                            "kind",
                            "service",
                            "case_key",
                            "source",
                            "fact_id",
                            "type",
                            "document",
                            "body" + Table.JSON,
                            "effects",
                            "hash"),
                    1,
                    TrailEntry::seq,
                    seq -> new Object[] {seq},
                    e ->
                            new @Nullable Object[] {
                                e.seq(),
                                e.at().toEpochMilli(),
                                e.kind().name(),
                                e.service(),
                                e.caseKey(),
                                e.source(),
                                e.factId(),
                                e.type(),
                                e.document(),
                                e.body(),
                                e.effects().bytes(),
                                e.hash().bytes()
                            },
                    r ->
                            new TrailEntry(
                                    r.getLong(1),
                                    Instant.ofEpochMilli(r.getLong(2)),
                                    TrailEntry.Kind.valueOf(r.getString(3)),
                                    r.getString(4),
                                    r.getString(5),
                                    r.getString(6),
                                    r.getString(7),
                                    r.getString(8),
                                    optionalLong(r, 9),
                                    JsonText.written(r.getString(10)),
                                    Hash.of(r.getBytes(11)),
                                    Hash.of(r.getBytes(12))),
                    0);

    static final Table<FactKey, Identity> IDENTITY =
            new Table<>(
                    "identity",
                    List.of("service", "source", "fact_id", "body", "seq"),
                    3,
                    Identity::key,
                    key -> new Object[] {key.service(), key.source(), key.factId()},
                    i ->
                            new Object[] {
                                i.key().service(),
                                i.key().source(),
                                i.key().factId(),
                                i.body().bytes(),
                                i.seq()
                            },
                    r ->
                            new Identity(
                                    new FactKey(r.getString(1), r.getString(2), r.getString(3)),
                                    Hash.of(r.getBytes(4)),
                                    r.getLong(5)),
                    0);

    static final Table<Long, DocumentRow> DOCUMENT =
            new Table<>(
                    "document",
                    List.of("id", "received_at", "name", "type", "sha256", "hash", "content"),
                    1,
                    DocumentRow::id,
                    id -> new Object[] {id},
                    d ->
                            new Object[] {
                                d.id(),
                                d.receivedAt().toEpochMilli(),
                                d.name(),
                                d.type(),
                                d.sha256().bytes(),
                                d.hash().bytes(),
                                d.content()
                            },
                    r ->
                            new DocumentRow(
                                    r.getLong(1),
                                    Instant.ofEpochMilli(r.getLong(2)),
                                    r.getString(3),
                                    r.getString(4),
                                    Hash.of(bytes(r, 5)),
                                    Hash.of(bytes(r, 6)),
                                    bytes(r, 7)),
                    0);

    static final Table<Long, SetAside> SET_ASIDE =
            new Table<>(
                    "set_aside",
                    List.of(
                            "id",
                            "at",
                            "document",
                            "service",
                            "node",
                            "type",
                            "source",
                            "fact_id",
                            "kind",
                            "problems" + Table.JSON),
                    1,
                    SetAside::id,
                    id -> new Object[] {id},
                    s ->
                            new @Nullable Object[] {
                                s.id(),
                                s.at().toEpochMilli(),
                                s.document(),
                                s.service(),
                                s.node(),
                                s.type(),
                                s.source(),
                                s.factId(),
                                s.kind(),
                                s.problems()
                            },
                    r ->
                            new SetAside(
                                    r.getLong(1),
                                    Instant.ofEpochMilli(r.getLong(2)),
                                    optionalLong(r, 3),
                                    r.getString(4),
                                    r.getInt(5),
                                    r.getString(6),
                                    r.getString(7),
                                    r.getString(8),
                                    r.getString(9),
                                    JsonText.written(r.getString(10))),
                    0);

    static final Table<CaseId, CaseRow> CASES =
            new Table<>(
                    "cases",
                    List.of(
                            "service",
                            "case_key",
                            "status",
                            "owner",
                            "opened_at",
                            "changed_at",
                            "seq",
                            "state_type",
                            "state" + Table.JSON),
                    2,
                    CaseRow::id,
                    id -> new Object[] {id.service(), id.key().value()},
                    c ->
                            new Object[] {
                                c.id().service(),
                                c.id().key().value(),
                                c.status(),
                                c.owner(),
                                c.openedAt().toEpochMilli(),
                                c.changedAt().toEpochMilli(),
                                c.seq(),
                                c.stateType(),
                                c.state()
                            },
                    r ->
                            new CaseRow(
                                    caseId(r),
                                    r.getString(3),
                                    r.getString(4),
                                    Instant.ofEpochMilli(r.getLong(5)),
                                    Instant.ofEpochMilli(r.getLong(6)),
                                    r.getLong(7),
                                    r.getString(8),
                                    JsonText.written(r.getString(9), Json.states())),
                    CASES_CACHED);

    static final Table<DecisionId, DecisionRow> DECISION =
            new Table<>(
                    "decision",
                    List.of(
                            "seq",
                            "n",
                            "at",
                            "service",
                            "case_key",
                            "kind",
                            "outcome",
                            "body" + Table.JSON),
                    2,
                    DecisionRow::id,
                    id -> new Object[] {id.seq(), id.n()},
                    d ->
                            new Object[] {
                                d.id().seq(),
                                d.id().n(),
                                d.at().toEpochMilli(),
                                d.caseId().service(),
                                d.caseId().key().value(),
                                d.kind(),
                                d.outcome(),
                                d.body()
                            },
                    r ->
                            new DecisionRow(
                                    new DecisionId(r.getLong(1), r.getInt(2)),
                                    Instant.ofEpochMilli(r.getLong(3)),
                                    new CaseId(r.getString(4), new CaseKey(r.getString(5))),
                                    r.getString(6),
                                    r.getString(7),
                                    JsonText.written(r.getString(8))),
                    0);

    static final Table<Long, Wording> WORDING =
            new Table<>(
                    "wording",
                    List.of("id", "words"),
                    1,
                    Wording::id,
                    id -> new Object[] {id},
                    w -> new Object[] {w.id(), Json.text(w.words())},
                    r ->
                            new Wording(
                                    r.getLong(1),
                                    List.of(Json.read(r.getString(2), String[].class))),
                    0);

    static final Table<Long, MessageRow> MESSAGE =
            new Table<>(
                    "message",
                    List.of(
                            "id",
                            "at",
                            "seq",
                            "service",
                            "case_key",
                            "type",
                            "recipient",
                            "subject",
                            "body" + Table.JSON),
                    1,
                    MessageRow::id,
                    id -> new Object[] {id},
                    m ->
                            new @Nullable Object[] {
                                m.id(),
                                m.at().toEpochMilli(),
                                m.seq(),
                                m.service(),
                                m.caseKey(),
                                m.type(),
                                m.recipient(),
                                m.subject(),
                                m.body()
                            },
                    r ->
                            new MessageRow(
                                    r.getLong(1),
                                    Instant.ofEpochMilli(r.getLong(2)),
                                    r.getLong(3),
                                    r.getString(4),
                                    r.getString(5),
                                    r.getString(6),
                                    r.getString(7),
                                    r.getString(8),
                                    JsonText.written(r.getString(9))),
                    0);

    static final Table<ClaimId, Claimed> CLAIM =
            new Table<>(
                    "claim",
                    List.of("service", "scheme", "value", "case_key", "until_day"),
                    3,
                    Claimed::id,
                    Tables::claimKey,
                    c ->
                            new @Nullable Object[] {
                                c.id().service(),
                                c.id().identifier().scheme(),
                                c.id().identifier().value(),
                                c.holder().value(),
                                c.until() == null ? null : c.until().toString()
                            },
                    r -> new Claimed(claimId(r), new CaseKey(r.getString(4)), day(r.getString(5))),
                    CASES_CACHED);

    static final Table<ClaimId, Parked> PARKED =
            new Table<>(
                    "parked",
                    List.of("service", "scheme", "value", "facts"),
                    3,
                    Parked::id,
                    Tables::claimKey,
                    p ->
                            new Object[] {
                                p.id().service(),
                                p.id().identifier().scheme(),
                                p.id().identifier().value(),
                                Json.text(p.facts())
                            },
                    r ->
                            new Parked(
                                    claimId(r),
                                    List.of(Json.read(r.getString(4), ParkedFact[].class))),
                    CASES_CACHED);

    static final Table<ClockId, ClockRow> CLOCK =
            new Table<>(
                    "clock",
                    List.of(
                            "service",
                            "case_key",
                            "name",
                            "state",
                            "due_at",
                            "started_at",
                            "from_day",
                            "time_limit",
                            "provisional",
                            "clause"),
                    3,
                    ClockRow::id,
                    id ->
                            new Object[] {
                                id.caseId().service(), id.caseId().key().value(), id.name()
                            },
                    c ->
                            new @Nullable Object[] {
                                c.id().caseId().service(),
                                c.id().caseId().key().value(),
                                c.id().name(),
                                c.state(),
                                c.dueAt().toEpochMilli(),
                                c.startedAt().toEpochMilli(),
                                c.from() == null ? null : c.from().toString(),
                                c.limit() == null ? null : Json.text(c.limit()),
                                c.provisional() ? 1 : 0,
                                c.clause()
                            },
                    r ->
                            new ClockRow(
                                    new ClockId(caseId(r), r.getString(3)),
                                    r.getString(4),
                                    Instant.ofEpochMilli(r.getLong(5)),
                                    Instant.ofEpochMilli(r.getLong(6)),
                                    day(r.getString(7)),
                                    r.getString(8) == null
                                            ? null
                                            : Json.read(r.getString(8), TimeLimit.class),
                                    r.getInt(9) != 0,
                                    r.getString(10)),
                    CASES_CACHED);

    static final Table<TaskId, TaskRow> TASK =
            new Table<>(
                    "task",
                    List.of(
                            "service",
                            "case_key",
                            "id",
                            "state",
                            "role",
                            "opened_at",
                            "closed_at",
                            "body" + Table.JSON),
                    3,
                    TaskRow::id,
                    id -> new Object[] {id.caseId().service(), id.caseId().key().value(), id.id()},
                    t ->
                            new @Nullable Object[] {
                                t.id().caseId().service(),
                                t.id().caseId().key().value(),
                                t.id().id(),
                                t.state(),
                                t.role(),
                                t.openedAt().toEpochMilli(),
                                t.closedAt() == null ? null : t.closedAt().toEpochMilli(),
                                t.body()
                            },
                    r ->
                            new TaskRow(
                                    new TaskId(caseId(r), r.getString(3)),
                                    r.getString(4),
                                    r.getString(5),
                                    Instant.ofEpochMilli(r.getLong(6)),
                                    optionalLong(r, 7) == null
                                            ? null
                                            : Instant.ofEpochMilli(r.getLong(7)),
                                    JsonText.written(r.getString(8))),
                    0);

    static final Table<WaitingId, Waiting> WAITING =
            new Table<>(
                    "waiting",
                    List.of("account", "place", "service", "case_key", "amount"),
                    2,
                    Waiting::id,
                    id -> new Object[] {id.account(), id.place()},
                    w ->
                            new Object[] {
                                w.id().account(),
                                w.id().place(),
                                w.caseId().service(),
                                w.caseId().key().value(),
                                w.amount().toPlainString()
                            },
                    r ->
                            new Waiting(
                                    new WaitingId(r.getString(1), r.getLong(2)),
                                    new CaseId(r.getString(3), new CaseKey(r.getString(4))),
                                    new BigDecimal(r.getString(5))),
                    0);

    static final Table<StandingId, Standing> STANDING =
            new Table<>(
                    "standing",
                    List.of("service", "status", "cases"),
                    2,
                    Standing::id,
                    id -> new Object[] {id.service(), id.status()},
                    s -> new Object[] {s.id().service(), s.id().status(), s.cases()},
                    r -> new Standing(new StandingId(r.getString(1), r.getString(2)), r.getLong(3)),
                    STATUSES_CACHED);

    static final Table<Hash, ResourceRow> RESOURCE =
            new Table<>(
                    "resource",
                    List.of("sha256", "content"),
                    1,
                    ResourceRow::sha256,
                    id -> new Object[] {id.bytes()},
                    x -> new Object[] {x.sha256().bytes(), x.content()},
                    r -> new ResourceRow(Hash.of(r.getBytes(1)), r.getBytes(2)),
                    0);

    /// The tables of the case stage, in the order in which a transaction writes them. The trail goes first, by itself.
    static List<Table<?, ?>> ofCases() {
        return new ArrayList<>(
                List.of(
                        IDENTITY, DOCUMENT, SET_ASIDE, CASES, WORDING, DECISION, MESSAGE, CLAIM,
                        PARKED, CLOCK, TASK, WAITING, STANDING, RESOURCE));
    }

    private static Object[] claimKey(ClaimId id) {
        return new Object[] {id.service(), id.identifier().scheme(), id.identifier().value()};
    }

    private static ClaimId claimId(ResultSet row) throws SQLException {
        return new ClaimId(row.getString(1), new Identifier(row.getString(2), row.getString(3)));
    }

    private static CaseId caseId(ResultSet row) throws SQLException {
        return new CaseId(row.getString(1), new CaseKey(row.getString(2)));
    }

    /// What stands in a column; SQLite's driver makes null of what is empty.
    static byte[] bytes(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNullElse(row.getBytes(column), new byte[0]);
    }

    static @Nullable Long optionalLong(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    static @Nullable LocalDate day(@Nullable String text) {
        return text == null ? null : LocalDate.parse(Objects.requireNonNull(text));
    }
}
