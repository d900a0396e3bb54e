package org.liandong.kernel.ledger;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Everything a ledger remembers, reached by key. All values are immutable.
///
/// The ledger reads all it needs before its first write, so that a command that fails has written nothing but its
/// remembered answer. It is used by one thread at a time. What one call of the ledger wrote must become durable
/// together or not at all: an implementation over a database buffers the writes of a call and flushes them as one.
/// Each write must be seen by the reads that follow it.
public interface LedgerState {

    /// The account of that name, or null.
    @Nullable Account account(String name);

    /// Adds or replaces an account.
    void save(Account account);

    /// The hold of that id, or null.
    @Nullable Hold hold(String id);

    /// Adds or replaces a hold.
    void save(Hold hold);

    /// The open holds with `expiresAt` at or before an instant, in order of (`expiresAt`, `id`).
    ///
    /// It is called before every command, so the usual answer, none, has to be cheap.
    List<Hold> holdsDue(Instant at);

    /// The transaction of that number, or null.
    @Nullable Transaction transaction(long seq);

    /// Adds the next transaction. Transactions are never replaced.
    void append(Transaction transaction);

    /// Number of the transaction whose `reverses` is `seq`; 0 for none.
    long reversalOf(long seq);

    /// What is kept under a key, or null while the key is free.
    @Nullable Remembered remembered(String key);

    /// Keeps an answer under a key, for ever.
    void remember(String key, Remembered remembered);

    /// Net changes of `available` by effective date, of the dates after a date.
    ///
    /// It is asked for accounts with [AsOf#EVERY_DATE] only, and only when a command is back-dated.
    SortedMap<LocalDate, BigInteger> changesAfter(String account, LocalDate date);

    /// Adds to the net change of `available` of an account with [AsOf#EVERY_DATE] on an effective date.
    void addChange(String account, LocalDate effective, BigInteger minor);

    /// The booked legs into or out of an account that are effective on or before a date, of the transactions up to and
    /// including a number, in any order.
    Iterable<BookedLeg> legs(String account, LocalDate effectiveThrough, long seqThrough);

    /// Where the ledger stands; [Head#START] at first.
    Head head();

    /// Replaces the head.
    void save(Head head);
}
