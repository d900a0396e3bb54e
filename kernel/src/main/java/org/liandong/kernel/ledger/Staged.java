package org.liandong.kernel.ledger;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What an atomic batch would write, kept apart from the state until all members have passed.
///
/// Reads see the staged values first. [#flush] writes them all; to drop them, drop this object.
final class Staged implements LedgerState {

    private final LedgerState base;
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Map<String, Hold> holds = new LinkedHashMap<>();
    private final Map<Long, Transaction> transactions = new LinkedHashMap<>();
    private final Map<Long, Long> reversals = new LinkedHashMap<>();
    private final Map<String, Remembered> answers = new LinkedHashMap<>();
    private final Map<String, TreeMap<LocalDate, BigInteger>> changes = new LinkedHashMap<>();
    private Head head;

    Staged(LedgerState base) {
        this.base = base;
        head = base.head();
    }

    void flush() {
        accounts.values().forEach(base::save);
        holds.values().forEach(base::save);
        transactions.values().forEach(base::append);
        answers.forEach(base::remember);
        changes.forEach((account, byDate) ->
                byDate.forEach((date, minor) -> base.addChange(account, date, minor)));
        base.save(head);
    }

    @Override
    public @Nullable Account account(String name) {
        Account staged = accounts.get(name);
        return staged == null ? base.account(name) : staged;
    }

    @Override
    public void save(Account account) {
        accounts.put(account.name(), account);
    }

    @Override
    public @Nullable Hold hold(String id) {
        Hold staged = holds.get(id);
        return staged == null ? base.hold(id) : staged;
    }

    @Override
    public void save(Hold hold) {
        holds.put(hold.id(), hold);
    }

    /// Holds are expired before the batch begins, and none that is due can be placed.
    @Override
    public List<Hold> holdsDue(Instant at) {
        return List.of();
    }

    @Override
    public @Nullable Transaction transaction(long seq) {
        Transaction staged = transactions.get(seq);
        return staged == null ? base.transaction(seq) : staged;
    }

    @Override
    public void append(Transaction transaction) {
        transactions.put(transaction.seq(), transaction);
        if (transaction.reverses() != 0) {
            reversals.put(transaction.reverses(), transaction.seq());
        }
    }

    @Override
    public long reversalOf(long seq) {
        Long staged = reversals.get(seq);
        return staged == null ? base.reversalOf(seq) : staged;
    }

    @Override
    public @Nullable Remembered remembered(String key) {
        Remembered staged = answers.get(key);
        return staged == null ? base.remembered(key) : staged;
    }

    @Override
    public void remember(String key, Remembered remembered) {
        answers.put(key, remembered);
    }

    @Override
    public SortedMap<LocalDate, BigInteger> changesAfter(String account, LocalDate date) {
        SortedMap<LocalDate, BigInteger> stored = base.changesAfter(account, date);
        TreeMap<LocalDate, BigInteger> staged = changes.get(account);
        if (staged == null) {
            return stored;
        }
        var both = new TreeMap<>(stored);
        staged.tailMap(date, false)
                .forEach((day, minor) -> both.merge(day, minor, BigInteger::add));
        return both;
    }

    @Override
    public void addChange(String account, LocalDate effective, BigInteger minor) {
        changes.computeIfAbsent(account, _ -> new TreeMap<>())
                .merge(effective, minor, BigInteger::add);
    }

    @Override
    public Iterable<BookedLeg> legs(String account, LocalDate effectiveThrough, long seqThrough) {
        var all = new ArrayList<BookedLeg>();
        base.legs(account, effectiveThrough, seqThrough).forEach(all::add);
        for (Transaction transaction : transactions.values()) {
            if (transaction.seq() <= seqThrough
                    && !transaction.effective().isAfter(effectiveThrough)) {
                for (BookedLeg leg : transaction.legs()) {
                    if (leg.from().equals(account) || leg.to().equals(account)) {
                        all.add(leg);
                    }
                }
            }
        }
        return all;
    }

    @Override
    public Head head() {
        return head;
    }

    @Override
    public void save(Head newHead) {
        head = newHead;
    }
}
