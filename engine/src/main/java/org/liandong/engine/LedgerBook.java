package org.liandong.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.LedgerTables.AccountRow;
import org.liandong.engine.LedgerTables.Day;
import org.liandong.engine.LedgerTables.DayId;
import org.liandong.engine.LedgerTables.Kept;
import org.liandong.engine.LedgerTables.Opening;
import org.liandong.engine.LedgerTables.Reversal;
import org.liandong.engine.LedgerTables.TransactionRow;
import org.liandong.kernel.ledger.Account;
import org.liandong.kernel.ledger.Answer;
import org.liandong.kernel.ledger.Asset;
import org.liandong.kernel.ledger.BookedLeg;
import org.liandong.kernel.ledger.Change;
import org.liandong.kernel.ledger.Command;
import org.liandong.kernel.ledger.Head;
import org.liandong.kernel.ledger.Hold;
import org.liandong.kernel.ledger.Ledger;
import org.liandong.kernel.ledger.LedgerState;
import org.liandong.kernel.ledger.Remembered;
import org.liandong.kernel.ledger.Transaction;

/// The ledger over the work of a batch: what it writes stands or falls with the step that asked.
final class LedgerBook {

    private final State state;
    private final Ledger ledger;
    private final Map<String, Asset> assets = new HashMap<>();
    private final Set<String> risen = new LinkedHashSet<>();
    private final Set<String> risenInStep = new LinkedHashSet<>();

    LedgerBook(Work work, Collection<Asset> assets, ZoneId zone, Instant nextExpiry) {
        this.state = new State(work, nextExpiry);
        this.ledger = new Ledger(state, assets, zone);
        assets.forEach(a -> this.assets.put(a.code(), a));
    }

    Answer apply(Command command, Instant now) {
        expect(command);
        Answer answer = ledger.apply(command, now);
        for (Change change : ledger.changes()) {
            if (change.makesRoom()) {
                risenInStep.add(change.after().name());
            }
        }
        return answer;
    }

    // What the ledger will look up, in two selects instead of one for each key and account.
    private void expect(Command command) {
        List<String> keys = new ArrayList<>();
        List<String> accounts = new ArrayList<>();
        keys.add(command.key());
        if (command instanceof Command.Batch batch) {
            for (Command.Single member : batch.members()) {
                keys.add(member.key());
                addAccounts(member, accounts);
            }
        } else {
            addAccounts((Command.Single) command, accounts);
        }
        expect(keys, accounts);
    }

    /// These requests and accounts are about to be asked for.
    void expect(List<String> keys, List<String> accounts) {
        state.expect(keys, accounts);
    }

    private static void addAccounts(Command.Single command, List<String> to) {
        switch (command) {
            case Command.OpenAccount open -> to.add(open.name());
            case Command.Post post ->
                    post.legs()
                            .forEach(leg -> {
                                to.add(leg.from());
                                to.add(leg.to());
                            });
            case Command.PlaceHold hold -> {
                to.add(hold.leg().from());
                to.add(hold.leg().to());
            }
            default -> {
                // Names a hold or a transaction; their accounts are known when that has been read.
            }
        }
    }

    /// What the trail keeps of the last command: the ledger's own hash covers what was booked.
    String trace() {
        return "ledger " + state.head().hash();
    }

    void keep() {
        risen.addAll(risenInStep);
        risenInStep.clear();
    }

    void drop() {
        risenInStep.clear();
    }

    /// Accounts that have gained room since the last call.
    List<String> takeRisen() {
        if (risen.isEmpty()) {
            return List.of();
        }
        List<String> taken = new ArrayList<>(risen);
        risen.clear();
        return taken;
    }

    BigDecimal available(String name) {
        Account account = state.account(name);
        if (account == null) {
            return BigDecimal.ZERO;
        }
        Asset asset = assets.get(account.asset());
        return new BigDecimal(account.available(), asset == null ? 0 : asset.scale());
    }

    /// The ledger's state in the tables of the store.
    private static final class State implements LedgerState {

        /// The key under which services open an account begins with this and goes on with its name.
        private static final String OPEN = "open:";

        private final Work work;
        private Instant nextExpiry;

        State(Work work, Instant nextExpiry) {
            this.work = work;
            this.nextExpiry = nextExpiry;
        }

        void expect(List<String> keys, List<String> accounts) {
            work.expect(LedgerTables.ACCOUNT, accounts);
            keys.removeIf(key -> opening(key) != null);
            work.expect(LedgerTables.ANSWER, keys);
        }

        private @Nullable AccountRow row(String account) {
            return work.get(LedgerTables.ACCOUNT, account);
        }

        @Override
        public @Nullable Account account(String name) {
            AccountRow row = row(name);
            return row == null ? null : row.account();
        }

        @Override
        public void save(Account account) {
            AccountRow row = row(account.name());
            work.put(
                    LedgerTables.ACCOUNT,
                    row == null
                            ? new AccountRow(account, 0, null)
                            : new AccountRow(account, row.last(), row.opening()));
        }

        @Override
        public @Nullable Hold hold(String id) {
            return work.get(LedgerTables.HOLD, id);
        }

        @Override
        public void save(Hold hold) {
            work.put(LedgerTables.HOLD, hold);
            if (hold.state() == Hold.State.OPEN
                    && hold.expiresAt() != null
                    && hold.expiresAt().isBefore(nextExpiry)) {
                nextExpiry = hold.expiresAt();
            }
        }

        @Override
        public List<Hold> holdsDue(Instant at) {
            if (nextExpiry.isAfter(at)) {
                return List.of();
            }
            List<Hold> due =
                    new ArrayList<>(
                            work.select(
                                    LedgerTables.HOLD,
                                    h ->
                                            h.state() == Hold.State.OPEN
                                                    && h.expiresAt() != null
                                                    && !h.expiresAt().isAfter(at),
                                    "where state = 'OPEN' and expires_at <= ?",
                                    at.toEpochMilli()));
            due.sort(Comparator.comparing(Hold::expiresAt).thenComparing(Hold::id));
            return due;
        }

        @Override
        public @Nullable Transaction transaction(long seq) {
            TransactionRow row = work.get(LedgerTables.TRANSACTION, seq);
            return row == null ? null : row.transaction();
        }

        @Override
        public void append(Transaction transaction) {
            List<Long> earlier = new ArrayList<>(2 * transaction.legs().size());
            for (BookedLeg leg : transaction.legs()) {
                earlier.add(last(leg.from()));
                earlier.add(last(leg.to()));
            }
            work.put(LedgerTables.TRANSACTION, new TransactionRow(transaction, earlier));
            for (BookedLeg leg : transaction.legs()) {
                moved(leg.from(), transaction.seq());
                moved(leg.to(), transaction.seq());
            }
            if (transaction.reverses() != 0) {
                work.put(
                        LedgerTables.REVERSAL,
                        new Reversal(transaction.reverses(), transaction.seq()));
            }
        }

        private long last(String account) {
            AccountRow row = row(account);
            return row == null ? 0 : row.last();
        }

        private void moved(String account, long seq) {
            AccountRow row = row(account);
            if (row == null) {
                throw new IllegalStateException("The ledger moved the unknown account " + account);
            }
            if (row.last() != seq) {
                work.put(LedgerTables.ACCOUNT, new AccountRow(row.account(), seq, row.opening()));
            }
        }

        @Override
        public long reversalOf(long seq) {
            Reversal reversal = work.get(LedgerTables.REVERSAL, seq);
            return reversal == null ? 0 : reversal.by();
        }

        @Override
        public @Nullable Remembered remembered(String key) {
            Remembered opening = opening(key);
            if (opening != null) {
                return opening;
            }
            Kept kept = work.get(LedgerTables.ANSWER, key);
            return kept == null ? null : kept.remembered();
        }

        @Override
        public void remember(String key, Remembered remembered) {
            AccountRow row = openedBy(key);
            if (row != null
                    && row.opening() == null
                    && remembered.answer() instanceof Answer.Posted posted
                    && posted.equals(opened(key, posted.bookedAt()))) {
                work.put(
                        LedgerTables.ACCOUNT,
                        new AccountRow(
                                row.account(),
                                row.last(),
                                new Opening(remembered.body(), posted.bookedAt())));
            } else {
                work.put(LedgerTables.ANSWER, new Kept(key, remembered));
            }
        }

        // The answer to an opening that stands with its account.
        private @Nullable Remembered opening(String key) {
            AccountRow row = openedBy(key);
            Opening opening = row == null ? null : row.opening();
            return opening == null
                    ? null
                    : new Remembered(opening.body(), opened(key, opening.at()));
        }

        private @Nullable AccountRow openedBy(String key) {
            return key.startsWith(OPEN) ? row(key.substring(OPEN.length())) : null;
        }

        private static Answer.Posted opened(String key, Instant at) {
            return new Answer.Posted(key, 0, at, null, List.of(), false);
        }

        @Override
        public SortedMap<LocalDate, BigInteger> changesAfter(String account, LocalDate date) {
            SortedMap<LocalDate, BigInteger> changes = new TreeMap<>();
            for (Day day :
                    work.select(
                            LedgerTables.DAY,
                            d ->
                                    d.id().account().equals(account)
                                            && d.id().effective().isAfter(date),
                            "where account = ? and effective > ?",
                            account,
                            date.toString())) {
                changes.put(day.id().effective(), day.minor());
            }
            return changes;
        }

        @Override
        public void addChange(String account, LocalDate effective, BigInteger minor) {
            DayId id = new DayId(account, effective);
            // An account that the store does not have yet has no days there either.
            Day day =
                    work.isAbsent(LedgerTables.ACCOUNT, account)
                            ? work.getUncommitted(LedgerTables.DAY, id)
                            : work.get(LedgerTables.DAY, id);
            work.put(LedgerTables.DAY, new Day(id, day == null ? minor : day.minor().add(minor)));
        }

        @Override
        public Iterable<BookedLeg> legs(
                String account, LocalDate effectiveThrough, long seqThrough) {
            List<BookedLeg> legs = new ArrayList<>();
            long seq = last(account);
            while (seq != 0) {
                TransactionRow row =
                        Objects.requireNonNull(work.get(LedgerTables.TRANSACTION, seq));
                Transaction transaction = row.transaction();
                if (seq <= seqThrough && !transaction.effective().isAfter(effectiveThrough)) {
                    for (BookedLeg leg : transaction.legs()) {
                        if (leg.from().equals(account) || leg.to().equals(account)) {
                            legs.add(leg);
                        }
                    }
                }
                seq = row.before(account);
            }
            return legs;
        }

        @Override
        public Head head() {
            Head head = work.get(LedgerTables.HEAD, 1);
            return head == null ? Head.START : head;
        }

        @Override
        public void save(Head head) {
            work.put(LedgerTables.HEAD, head);
        }
    }
}
