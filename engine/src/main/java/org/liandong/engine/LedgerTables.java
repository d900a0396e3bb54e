package org.liandong.engine;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.ledger.Account;
import org.liandong.kernel.ledger.AsOf;
import org.liandong.kernel.ledger.BookedLeg;
import org.liandong.kernel.ledger.Head;
import org.liandong.kernel.ledger.Hold;
import org.liandong.kernel.ledger.Reference;
import org.liandong.kernel.ledger.Remembered;
import org.liandong.kernel.ledger.Transaction;

/// How the ledger's values stand in their tables.
final class LedgerTables {

    // Accounts of buyers come back a few times a day, guarantees all the time.
    private static final int ACCOUNTS_CACHED = 1_000;

    // A few requests are made again and again, such as the opening of a boundary account.
    private static final int ANSWERS_CACHED = 200;

    private LedgerTables() {}

    /// The answer to the opening of an account.
    ///
    /// @param body hash of the request
    record Opening(String body, Instant at) {}

    /// An account with what is kept beside it.
    ///
    /// @param last    number of the transaction that moved it last; 0 for none
    /// @param opening null where its opening was asked for under a key of another form than `open:NAME`
    record AccountRow(Account account, long last, @Nullable Opening opening) {}

    /// A transaction as a link of the chains of its accounts.
    ///
    /// @param earlier two numbers a leg: the transaction before this one that moved its source, and its target; 0 for none
    record TransactionRow(Transaction transaction, List<Long> earlier) {

        /// Keeps its own copy.
        TransactionRow {
            earlier = List.copyOf(earlier);
        }

        /// The transaction before this one that moved an account; 0 when there is none, or when this one does not move it.
        long before(String account) {
            for (int i = 0; i < transaction.legs().size(); i++) {
                BookedLeg leg = transaction.legs().get(i);
                if (leg.from().equals(account)) {
                    return earlier.get(2 * i);
                }
                if (leg.to().equals(account)) {
                    return earlier.get(2 * i + 1);
                }
            }
            return 0;
        }
    }

    record Reversal(long seq, long by) {}

    record DayId(String account, LocalDate effective) {}

    record Day(DayId id, BigInteger minor) {}

    record Kept(String key, Remembered remembered) {}

    static final Table<String, AccountRow> ACCOUNT =
            new Table<>(
                    "account",
                    List.of(
                            "name",
                            "asset",
                            "floor",
                            "ceiling",
                            "as_of",
                            "state",
                            "opened_on",
                            "version",
                            "total_in",
                            "total_out",
                            "reserved_in",
                            "reserved_out",
                            "last_seq",
                            "opening_body",
                            "opening_at"),
                    1,
                    row -> row.account().name(),
                    name -> new Object[] {name},
                    row -> {
                        Account a = row.account();
                        Opening opening = row.opening();
                        return new @Nullable Object[] {
                            a.name(),
                            a.asset(),
                            text(a.floor()),
                            text(a.ceiling()),
                            a.asOf().name(),
                            a.state().name(),
                            a.openedOn().toString(),
                            a.version(),
                            a.in().toString(),
                            a.out().toString(),
                            a.reservedIn().toString(),
                            a.reservedOut().toString(),
                            row.last(),
                            opening == null ? null : opening.body(),
                            opening == null ? null : opening.at().toEpochMilli()
                        };
                    },
                    r ->
                            new AccountRow(
                                    new Account(
                                            r.getString(1),
                                            r.getString(2),
                                            number(r.getString(3)),
                                            number(r.getString(4)),
                                            AsOf.valueOf(r.getString(5)),
                                            Account.State.valueOf(r.getString(6)),
                                            LocalDate.parse(r.getString(7)),
                                            r.getLong(8),
                                            minor(r, 9),
                                            minor(r, 10),
                                            minor(r, 11),
                                            minor(r, 12)),
                                    r.getLong(13),
                                    r.getString(14) == null
                                            ? null
                                            : new Opening(
                                                    r.getString(14),
                                                    Instant.ofEpochMilli(r.getLong(15)))),
                    ACCOUNTS_CACHED);

    static final Table<String, Hold> HOLD =
            new Table<>(
                    "hold",
                    List.of(
                            "id",
                            "from_account",
                            "to_account",
                            "asset",
                            "original",
                            "captured",
                            "released",
                            "remaining",
                            "effective",
                            "expires_at",
                            "state",
                            "cmd",
                            "case_id",
                            "decision",
                            "reason",
                            "rule"),
                    1,
                    Hold::id,
                    id -> new Object[] {id},
                    h ->
                            new @Nullable Object[] {
                                h.id(),
                                h.from(),
                                h.to(),
                                h.asset(),
                                h.original().toString(),
                                h.captured().toString(),
                                h.released().toString(),
                                h.remaining().toString(),
                                h.effective().toString(),
                                h.expiresAt() == null ? null : h.expiresAt().toEpochMilli(),
                                h.state().name(),
                                h.key(),
                                h.reference().caseId(),
                                h.reference().decision(),
                                h.reference().reason(),
                                h.reference().rule()
                            },
                    r ->
                            new Hold(
                                    r.getString(1),
                                    r.getString(2),
                                    r.getString(3),
                                    r.getString(4),
                                    minor(r, 5),
                                    minor(r, 6),
                                    minor(r, 7),
                                    minor(r, 8),
                                    LocalDate.parse(r.getString(9)),
                                    Tables.optionalLong(r, 10) == null
                                            ? null
                                            : Instant.ofEpochMilli(r.getLong(10)),
                                    Hold.State.valueOf(r.getString(11)),
                                    r.getString(12),
                                    reference(r, 13)),
                    0);

    static final Table<Long, TransactionRow> TRANSACTION =
            new Table<>(
                    "ledger_transaction",
                    List.of(
                            "seq",
                            "cmd",
                            "kind",
                            "legs",
                            "earlier",
                            "effective",
                            "booked_at",
                            "hold",
                            "reverses",
                            "corrects",
                            "case_id",
                            "decision",
                            "reason",
                            "rule",
                            "prev_hash",
                            "hash"),
                    1,
                    row -> row.transaction().seq(),
                    seq -> new Object[] {seq},
                    row -> {
                        Transaction t = row.transaction();
                        return new @Nullable Object[] {
                            t.seq(),
                            t.key(),
                            t.kind().name(),
                            Json.text(t.legs()),
                            Json.text(row.earlier()),
                            t.effective().toString(),
                            t.bookedAt().toEpochMilli(),
                            t.hold(),
                            t.reverses(),
                            t.corrects(),
                            t.reference().caseId(),
                            t.reference().decision(),
                            t.reference().reason(),
                            t.reference().rule(),
                            t.prevHash(),
                            t.hash()
                        };
                    },
                    r ->
                            new TransactionRow(
                                    new Transaction(
                                            r.getLong(1),
                                            r.getString(2),
                                            Transaction.Kind.valueOf(r.getString(3)),
                                            List.of(Json.read(r.getString(4), BookedLeg[].class)),
                                            LocalDate.parse(r.getString(6)),
                                            Instant.ofEpochMilli(r.getLong(7)),
                                            r.getString(8),
                                            r.getLong(9),
                                            r.getLong(10),
                                            reference(r, 11),
                                            r.getString(15),
                                            r.getString(16)),
                                    List.of(Json.read(r.getString(5), Long[].class))),
                    0);

    static final Table<Long, Reversal> REVERSAL =
            new Table<>(
                    "reversal",
                    List.of("seq", "reversed_by"),
                    1,
                    Reversal::seq,
                    seq -> new Object[] {seq},
                    x -> new Object[] {x.seq(), x.by()},
                    r -> new Reversal(r.getLong(1), r.getLong(2)),
                    0);

    static final Table<DayId, Day> DAY =
            new Table<>(
                    "account_day",
                    List.of("account", "effective", "minor"),
                    2,
                    Day::id,
                    id -> new Object[] {id.account(), id.effective().toString()},
                    d ->
                            new Object[] {
                                d.id().account(),
                                d.id().effective().toString(),
                                d.minor().toString()
                            },
                    r ->
                            new Day(
                                    new DayId(r.getString(1), LocalDate.parse(r.getString(2))),
                                    minor(r, 3)),
                    ACCOUNTS_CACHED);

    static final Table<String, Kept> ANSWER =
            new Table<>(
                    "ledger_answer",
                    List.of("cmd", "body", "answer"),
                    1,
                    Kept::key,
                    key -> new Object[] {key},
                    k ->
                            new Object[] {
                                k.key(),
                                k.remembered().body(),
                                AnswerText.write(k.remembered().answer())
                            },
                    r ->
                            new Kept(
                                    r.getString(1),
                                    new Remembered(
                                            r.getString(2), AnswerText.read(r.getString(3)))),
                    ANSWERS_CACHED);

    static final Table<Integer, Head> HEAD =
            new Table<>(
                    "ledger_head",
                    List.of("id", "seq", "hash", "booked_at", "locked_through"),
                    1,
                    h -> 1,
                    id -> new Object[] {id},
                    h ->
                            new @Nullable Object[] {
                                1,
                                h.seq(),
                                h.hash(),
                                h.bookedAt().toEpochMilli(),
                                h.lockedThrough().equals(LocalDate.MIN)
                                        ? null
                                        : h.lockedThrough().toString()
                            },
                    r ->
                            new Head(
                                    r.getLong(2),
                                    r.getString(3),
                                    Instant.ofEpochMilli(r.getLong(4)),
                                    r.getString(5) == null
                                            ? LocalDate.MIN
                                            : LocalDate.parse(r.getString(5))),
                    1);

    static List<Table<?, ?>> all() {
        return List.of(ACCOUNT, HOLD, TRANSACTION, REVERSAL, DAY, ANSWER, HEAD);
    }

    private static Reference reference(ResultSet row, int column) throws SQLException {
        return new Reference(
                row.getString(column),
                row.getString(column + 1),
                row.getString(column + 2),
                row.getString(column + 3));
    }

    private static BigInteger minor(ResultSet row, int column) throws SQLException {
        return new BigInteger(row.getString(column));
    }

    private static @Nullable String text(@Nullable BigInteger number) {
        return number == null ? null : number.toString();
    }

    private static @Nullable BigInteger number(@Nullable String text) {
        return text == null ? null : new BigInteger(Objects.requireNonNull(text));
    }
}
