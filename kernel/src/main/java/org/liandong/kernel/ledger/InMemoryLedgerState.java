package org.liandong.kernel.ledger;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The state of a ledger in maps: for tests, scratch runs and ledgers that fit into memory.
///
/// It keeps all that was ever booked. What the plural accessors answer are views that follow later changes.
public final class InMemoryLedgerState implements LedgerState {

    private final Map<String, Account> accounts = new TreeMap<>();
    private final Map<String, Hold> holds = new TreeMap<>();
    private final NavigableMap<Due, Hold> due =
            new TreeMap<>(Comparator.comparing(Due::expiresAt).thenComparing(Due::id));
    private final List<Transaction> transactions = new ArrayList<>();
    private final Map<Long, Long> reversals = new HashMap<>();
    private final Map<String, Remembered> answers = new HashMap<>();
    private final Map<String, NavigableMap<LocalDate, BigInteger>> changes = new HashMap<>();
    private final Map<String, List<Transaction>> byAccount = new HashMap<>();
    private Head head = Head.START;

    private record Due(Instant expiresAt, String id) {}

    /// An empty state.
    public InMemoryLedgerState() {}

    /// All accounts in order of name.
    public Collection<Account> accounts() {
        return Collections.unmodifiableCollection(accounts.values());
    }

    /// All holds, open or not, in order of id.
    public Collection<Hold> holds() {
        return Collections.unmodifiableCollection(holds.values());
    }

    /// All transactions in order of booking.
    public List<Transaction> transactions() {
        return Collections.unmodifiableList(transactions);
    }

    /// All answers kept, by key.
    public Map<String, Remembered> answers() {
        return Collections.unmodifiableMap(answers);
    }

    @Override
    public @Nullable Account account(String name) {
        return accounts.get(name);
    }

    @Override
    public void save(Account account) {
        accounts.put(account.name(), account);
    }

    @Override
    public @Nullable Hold hold(String id) {
        return holds.get(id);
    }

    @Override
    public void save(Hold hold) {
        holds.put(hold.id(), hold);
        Instant expiresAt = hold.expiresAt();
        if (expiresAt != null) {
            var key = new Due(expiresAt, hold.id());
            if (hold.state() == Hold.State.OPEN) {
                due.put(key, hold);
            } else {
                due.remove(key);
            }
        }
    }

    @Override
    public List<Hold> holdsDue(Instant at) {
        if (due.isEmpty() || due.firstKey().expiresAt().isAfter(at)) {
            return List.of();
        }
        var found = new ArrayList<Hold>();
        for (Map.Entry<Due, Hold> entry : due.entrySet()) {
            if (entry.getKey().expiresAt().isAfter(at)) {
                break;
            }
            found.add(entry.getValue());
        }
        return found;
    }

    @Override
    public @Nullable Transaction transaction(long seq) {
        return seq < 1 || seq > transactions.size() ? null : transactions.get((int) seq - 1);
    }

    @Override
    public void append(Transaction transaction) {
        if (transaction.seq() != transactions.size() + 1) {
            throw new IllegalArgumentException(
                    "Transaction %d cannot follow %d. The numbers have no gaps."
                            .formatted(transaction.seq(), transactions.size()));
        }
        transactions.add(transaction);
        if (transaction.reverses() != 0) {
            reversals.put(transaction.reverses(), transaction.seq());
        }
        for (BookedLeg leg : transaction.legs()) {
            index(leg.from(), transaction);
            index(leg.to(), transaction);
        }
    }

    private void index(String account, Transaction transaction) {
        List<Transaction> known = byAccount.computeIfAbsent(account, _ -> new ArrayList<>());
        if (known.isEmpty() || known.getLast().seq() != transaction.seq()) {
            known.add(transaction);
        }
    }

    @Override
    public long reversalOf(long seq) {
        return reversals.getOrDefault(seq, 0L);
    }

    @Override
    public @Nullable Remembered remembered(String key) {
        return answers.get(key);
    }

    @Override
    public void remember(String key, Remembered remembered) {
        answers.put(key, remembered);
    }

    @Override
    public SortedMap<LocalDate, BigInteger> changesAfter(String account, LocalDate date) {
        NavigableMap<LocalDate, BigInteger> byDate = changes.get(account);
        return byDate == null
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(byDate.tailMap(date, false));
    }

    @Override
    public void addChange(String account, LocalDate effective, BigInteger minor) {
        changes.computeIfAbsent(account, _ -> new TreeMap<>())
                .merge(effective, minor, BigInteger::add);
    }

    @Override
    public Iterable<BookedLeg> legs(String account, LocalDate effectiveThrough, long seqThrough) {
        var found = new ArrayList<BookedLeg>();
        for (Transaction transaction : byAccount.getOrDefault(account, List.of())) {
            if (transaction.seq() > seqThrough) {
                break;
            }
            if (!transaction.effective().isAfter(effectiveThrough)) {
                for (BookedLeg leg : transaction.legs()) {
                    if (leg.from().equals(account) || leg.to().equals(account)) {
                        found.add(leg);
                    }
                }
            }
        }
        return found;
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
