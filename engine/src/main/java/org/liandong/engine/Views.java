package org.liandong.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.Rows.CaseId;
import org.liandong.engine.Rows.CaseRow;
import org.liandong.engine.Rows.ParkedFact;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Decision;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Identifier;
import org.liandong.kernel.Message;
import org.liandong.kernel.Task;
import org.liandong.kernel.clock.TimeLimit;
import org.liandong.kernel.ledger.Account;
import org.liandong.kernel.ledger.BookedLeg;
import org.liandong.kernel.ledger.Hold;
import org.liandong.kernel.ledger.Transaction;

/// What a store says, for people and programs that only read. It may be open beside a writer; each answer is what was
/// committed when it was asked.
///
/// Rows are found by keys and indexes, and lists have a limit, so that a store of millions of cases answers at once. The
/// exception is [#cases] with a rare status, which walks the cases.
public final class Views implements AutoCloseable {

    /// Rows of a page inside a walk over all of them: enough to hide the cost of a question, few enough to be held.
    private static final int PAGE = 1_000;

    /// Platforms, carriers and the like that a number is tried under. A port has hundreds.
    private static final int PREFIXES_MAX = 20_000;

    /// Cases, claims or parked facts that one number is said to mean.
    private static final int FOUND_MAX = 50;

    private final SqlStore store;
    private final Wordings.Reader wordings;
    private final boolean sqlite;

    /// A case in a list.
    ///
    /// @param status where it stands, in the service's own word
    /// @param owner  whose business it is; empty for nobody's in particular
    public record CaseLine(
            String service,
            String key,
            String status,
            String owner,
            Instant openedAt,
            Instant changedAt) {}

    /// Everything that is known about a case.
    ///
    /// @param facts     entries of its trail, oldest first
    /// @param decisions oldest first
    /// @param assets    what the accounts count in that its transactions took from
    /// @param waiting   accounts it waits for room in
    public record OneCase(
            CaseLine line,
            List<FactLine> facts,
            List<DecisionLine> decisions,
            List<TaskLine> tasks,
            List<ClockLine> clocks,
            List<MessageLine> messages,
            List<Transaction> transactions,
            Map<String, String> assets,
            List<Hold> holds,
            List<WaitingLine> waiting) {

        /// What a leg of one of its transactions counts in.
        public String asset(BookedLeg leg) {
            return assets.getOrDefault(leg.from(), "");
        }
    }

    /// An entry of the trail.
    ///
    /// @param seq      its place in the trail
    /// @param at       when it was accepted
    /// @param kind     `fact`, `linked`, `told`, `expired`, `room` or `noted`
    /// @param arrived  for a fact that waited for its case the time at which it had arrived, otherwise `at`
    /// @param type     type of the fact, name of the clock or account, or what was done
    /// @param source   who asserted or did it, or null for a step of Liandong's own
    /// @param id       the source's number for it
    /// @param document the document it came in
    /// @param number   the number of that document
    /// @param body     the fact as JSON; empty where there is none
    public record FactLine(
            long seq,
            Instant at,
            String kind,
            Instant arrived,
            String type,
            @Nullable String source,
            @Nullable String id,
            @Nullable String document,
            @Nullable Long number,
            String body) {}

    /// An entry of the trail as a whole.
    ///
    /// @param seq      its place in the trail
    /// @param at       when it was accepted
    /// @param kind     `configured`, `fact`, `parked`, `linked`, `told`, `expired`, `room`, `time` or `noted`
    /// @param service  whose it is, or empty
    /// @param caseKey  the case it went to, or null
    /// @param source   who asserted or did it, or null for a step of Liandong's own
    /// @param id       the source's number for it
    /// @param type     type of the fact, name of the clock or account, or what was done
    /// @param document number of the document it came in; null or 0 when it came in none
    /// @param body     what it says, mostly JSON
    /// @param effects  hash over everything it led to, in hexadecimal digits
    /// @param hash     hash over the entry before and this one, in hexadecimal digits
    public record EntryLine(
            long seq,
            Instant at,
            String kind,
            String service,
            @Nullable String caseKey,
            @Nullable String source,
            @Nullable String id,
            String type,
            @Nullable Long document,
            String body,
            String effects,
            String hash) {}

    /// A decision and when it was taken.
    public record DecisionLine(long seq, Instant at, Decision decision) {}

    /// A task of an officer.
    ///
    /// @param state `open` or `closed`
    public record TaskLine(String state, Instant openedAt, @Nullable Instant closedAt, Task task) {}

    /// A time limit of a case.
    ///
    /// @param state       `running`, `expired` or `stopped`
    /// @param due         the instant at which it runs out
    /// @param lastDay     the last day on which the thing may be done; null for a clock that was not set in days
    /// @param provisional whether the calendar of its last days is not published yet
    public record ClockLine(
            String name,
            String state,
            Instant due,
            @Nullable LocalDate lastDay,
            @Nullable LocalDate from,
            @Nullable TimeLimit limit,
            boolean provisional,
            String clause) {}

    /// A message of the outbox.
    public record MessageLine(
            long id, Instant at, String service, @Nullable String caseKey, Message message) {}

    /// A wish for room in an account.
    ///
    /// @param place its place in the queue for the account
    public record WaitingLine(String account, long place, BigDecimal amount) {}

    /// What a number means.
    ///
    /// @param as    how it was found: `case`, `number`, or the scheme of the identifier that a case has claimed
    /// @param value the number in full, such as `platform/order` or `carrier/waybill`
    /// @param key   the case; null when nobody has claimed the number yet and a fact waits under it
    public record Found(String service, String as, String value, @Nullable String key) {}

    /// How a clock or fact type was met in a stretch of the trail.
    public record Met(String kind, String type, long count) {}

    Views(SqlStore store, boolean sqlite) {
        this.store = store;
        this.wordings = new Wordings.Reader(store);
        this.sqlite = sqlite;
    }

    /// Opens a store that exists.
    ///
    /// @param store a folder, or a JDBC URL
    /// @throws StoreFailure when there is none, or it cannot be opened
    public static Views open(String store) {
        if (!store.startsWith("jdbc:") && !Files.exists(Path.of(store).resolve("liandong.db"))) {
            throw new StoreFailure(
                    StoreFailure.Code.MISSING,
                    List.of(store),
                    "There is no store in %s. Maybe name another with --store, or fill one with ingest."
                            .formatted(store),
                    null);
        }
        return new Views(
                SqlStore.openForReading(store),
                !store.startsWith("jdbc:") || store.startsWith("jdbc:sqlite:"));
    }

    /// The newest of everything, for people.
    public Newest newest() {
        return new Newest(store, wordings);
    }

    /// Documents as they came.
    ///
    /// @param secret the key they were sealed under, as in [Engine.Settings]
    public Originals originals(byte[] secret) {
        return new Originals(store, secret);
    }

    /// What came after a place, for programs.
    public Feeds feeds() {
        return new Feeds(store, wordings);
    }

    /// One account, or null.
    public @Nullable Account account(String name) {
        LedgerTables.AccountRow row = store.read(LedgerTables.ACCOUNT, name);
        return row == null ? null : row.account();
    }

    // ---- cases

    /// Cases in the order of their keys.
    ///
    /// @param status only those, or null
    /// @param after  key of the last case of the page before, or empty
    public List<CaseLine> cases(String service, @Nullable String status, String after, int limit) {
        List<Object> arguments = new ArrayList<>(List.of(service, after));
        if (status != null) {
            arguments.add(status);
        }
        return store.rows(
                "select service, case_key, status, owner, opened_at, changed_at from cases where service = ? and case_key > ?"
                        + (status == null ? "" : " and status = ?")
                        + " order by case_key limit "
                        + limit,
                Views::caseLine,
                arguments.toArray());
    }

    /// Cases whose keys begin so, in the order of their keys.
    ///
    /// @param status only those, or null
    /// @param after  key of the last case of the page before, or empty
    public List<CaseLine> casesOf(
            String service, String prefix, @Nullable String status, String after, int limit) {
        if (prefix.isEmpty()) {
            return cases(service, status, after, limit);
        }
        List<Object> arguments = new ArrayList<>(List.of(service, after));
        arguments.addAll(List.of(withPrefix(prefix)));
        if (status != null) {
            arguments.add(status);
        }
        return store.rows(
                "select service, case_key, status, owner, opened_at, changed_at from cases where service = ? and case_key > ? and "
                        + beginsWith("case_key")
                        + (status == null ? "" : " and status = ?")
                        + " order by case_key limit "
                        + limit,
                Views::caseLine,
                arguments.toArray());
    }

    /// Cases of some owners, in the order of their keys.
    ///
    /// @param status only those, or null
    /// @param after  key of the last case of the page before, or empty
    public List<CaseLine> casesOf(
            String service,
            Collection<String> owners,
            @Nullable String status,
            String after,
            int limit) {
        if (owners.isEmpty()) {
            return List.of();
        }
        List<Object> arguments = new ArrayList<>(List.of(service, after));
        arguments.addAll(owners);
        if (status != null) {
            arguments.add(status);
        }
        return store.rows(
                "select service, case_key, status, owner, opened_at, changed_at from cases where service = ? and case_key > ?"
                        + Sight.owned("owner", owners)
                        + (status == null ? "" : " and status = ?")
                        + " order by case_key limit "
                        + limit,
                Views::caseLine,
                arguments.toArray());
    }

    /// Whose business a case is; empty when it is nobody's in particular, or there is none of that key.
    public String owner(String service, String key) {
        List<String> owners =
                store.rows(
                        "select owner from cases where service = ? and case_key = ?",
                        r -> r.getString(1),
                        service,
                        key);
        return owners.isEmpty() ? "" : owners.getFirst();
    }

    /// Whose business cases are, by their keys; what is nobody's is not in it.
    ///
    /// @param keys at most a page of them
    public Map<String, String> owners(String service, Collection<String> keys) {
        Map<String, String> owners = new HashMap<>();
        List<String> left = List.copyOf(keys);
        while (!left.isEmpty()) {
            List<String> some = left.subList(0, Math.min(PAGE, left.size()));
            left = left.subList(some.size(), left.size());
            List<Object> arguments = new ArrayList<>(List.of(service));
            arguments.addAll(some);
            store.each(
                    "select case_key, owner from cases where service = ? and owner <> ''"
                            + " and case_key in (%s)".formatted(Sight.marks(some)),
                    r -> owners.put(r.getString(1), r.getString(2)),
                    arguments.toArray());
        }
        return owners;
    }

    /// A case as it stands in a list, or null when there is none of that key.
    public @Nullable CaseLine line(String service, String key) {
        List<CaseLine> lines =
                store.rows(
                        "select service, case_key, status, owner, opened_at, changed_at from cases where service = ? and case_key = ?",
                        Views::caseLine,
                        service,
                        key);
        return lines.isEmpty() ? null : lines.getFirst();
    }

    /// A case with its state, or null when there is none of that key.
    public <S> @Nullable Standing<S> state(States<S> states, String key) {
        CaseRow row = store.read(Tables.CASES, new CaseId(states.service(), new CaseKey(key)));
        return row == null ? null : new Standing<>(line(row), states.of(row));
    }

    /// A case in a list, with its state.
    public record Standing<S>(CaseLine line, S state) {}

    /// Some cases and how far was looked.
    ///
    /// @param lookedAt cases that were looked at
    /// @param last     key of the last case that was looked at; empty when there is none behind it
    public record Stretch<S>(List<Standing<S>> cases, int lookedAt, String last) {}

    /// Cases with their states in the order of their keys, out of no more than a stretch of them, so that few with a rare status
    /// cost no walk over all.
    ///
    /// @param prefix   how their keys begin
    /// @param statuses only those; empty for all
    /// @param after    key of the last case that was looked at before, or empty
    /// @param lookedAt cases that are looked at at most
    /// @param owners   only their cases; empty for all
    public <S> Stretch<S> states(
            States<S> states,
            Collection<String> owners,
            String prefix,
            Collection<String> statuses,
            String after,
            int limit,
            int lookedAt) {
        String where =
                "service = ? and case_key > ? and "
                        + beginsWith("case_key")
                        + (owners.isEmpty() ? "" : Sight.owned("owner", owners));
        List<Object> arguments = new ArrayList<>(List.of(states.service(), after));
        arguments.addAll(List.of(withPrefix(prefix)));
        arguments.addAll(owners);
        String end =
                store
                        .rows(
                                "select case_key from cases where %s order by case_key limit 1 offset %d"
                                        .formatted(where, lookedAt - 1),
                                r -> r.getString(1),
                                arguments.toArray())
                        .stream()
                        .findFirst()
                        .orElse("");
        String within = where + (end.isEmpty() ? "" : " and case_key <= ?");
        if (!end.isEmpty()) {
            arguments.add(end);
        }
        List<Object> asked = new ArrayList<>(arguments);
        asked.addAll(statuses);
        List<CaseRow> rows =
                store.query(
                        Tables.CASES,
                        "where %s%s order by case_key limit %d"
                                .formatted(within, oneOf(statuses), limit + 1),
                        asked.toArray());
        boolean more = rows.size() > limit;
        List<CaseRow> shown = more ? rows.subList(0, limit) : rows;
        String last = more ? shown.getLast().id().key().value() : end;
        arguments.add(last);
        long looked =
                last.isEmpty()
                        ? number(
                                "select count(*) from cases where " + within,
                                arguments.subList(0, arguments.size() - 1).toArray())
                        : number(
                                "select count(*) from cases where " + within + " and case_key <= ?",
                                arguments.toArray());
        return new Stretch<>(
                shown.stream().map(row -> new Standing<>(line(row), states.of(row))).toList(),
                Math.toIntExact(looked),
                last);
    }

    private static String oneOf(Collection<String> statuses) {
        return statuses.isEmpty()
                ? ""
                : " and status in ("
                        + String.join(", ", statuses.stream().map(_ -> "?").toList())
                        + ")";
    }

    private static CaseLine line(CaseRow row) {
        return new CaseLine(
                row.id().service(),
                row.id().key().value(),
                row.status(),
                row.owner(),
                row.openedAt(),
                row.changedAt());
    }

    /// A fact that came from outside, and when.
    public record Came(FactId id, String type, Instant at) {}

    /// The facts of a case that came from outside, oldest first.
    public List<Came> came(String service, String key, int limit) {
        return store.rows(
                "select source, fact_id, type, at from trail where service = ? and case_key = ? and kind in ('FACT', 'LINKED')"
                        + " and source is not null and fact_id is not null order by seq limit "
                        + limit,
                r ->
                        new Came(
                                new FactId(
                                        Objects.requireNonNull(r.getString(1)),
                                        Objects.requireNonNull(r.getString(2))),
                                Objects.requireNonNull(r.getString(3)),
                                Instant.ofEpochMilli(r.getLong(4))),
                service,
                key);
    }

    static CaseLine caseLine(ResultSet row) throws SQLException {
        return new CaseLine(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Instant.ofEpochMilli(row.getLong(5)),
                Instant.ofEpochMilli(row.getLong(6)));
    }

    /// How many cases stand where, by status.
    public Map<String, Long> statuses(String service) {
        Map<String, Long> counts = new TreeMap<>();
        store.each(
                "select status, cases from standing where service = ?",
                r -> counts.put(r.getString(1), r.getLong(2)),
                service);
        return counts;
    }

    /// How many cases that somebody may see stand where, by status.
    public Map<String, Long> statuses(Sight sight, String service) {
        if (sight.whole().contains(service)) {
            return statuses(service);
        }
        List<String> owners = sight.owners(service);
        Map<String, Long> counts = new TreeMap<>();
        if (!owners.isEmpty()) {
            List<Object> arguments = new ArrayList<>(List.of(service));
            arguments.addAll(owners);
            store.each(
                    "select status, count(*) from cases where service = ?"
                            + Sight.owned("owner", owners)
                            + " group by status",
                    r -> counts.put(r.getString(1), r.getLong(2)),
                    arguments.toArray());
        }
        return counts;
    }

    /// Whether there is a case of that key.
    public boolean has(String service, String key) {
        return exists("select 1 from cases where service = ? and case_key = ?", service, key);
    }

    /// One case, or null when there is none of that key.
    public @Nullable OneCase one(String service, String key) {
        CaseRow row = store.read(Tables.CASES, new CaseId(service, new CaseKey(key)));
        if (row == null) {
            return null;
        }
        List<TrailEntry> trail =
                store.query(
                        Tables.TRAIL,
                        "where service = ? and case_key = ? order by seq",
                        service,
                        key);
        List<Transaction> transactions = transactions(key, trail);
        return new OneCase(
                new CaseLine(
                        service, key, row.status(), row.owner(), row.openedAt(), row.changedAt()),
                trail.stream().map(this::fact).toList(),
                store
                        .query(Tables.DECISION, Tables.OF_CASE + " order by seq, n", service, key)
                        .stream()
                        .map(d ->
                                new DecisionLine(d.id().seq(), d.at(), wordings.decision(d.body())))
                        .toList(),
                store
                        .query(
                                Tables.TASK,
                                "where service = ? and case_key = ? order by opened_at, id",
                                service,
                                key)
                        .stream()
                        .map(t ->
                                new TaskLine(
                                        t.state(),
                                        t.openedAt(),
                                        t.closedAt(),
                                        t.body().read(Task.class)))
                        .toList(),
                store
                        .query(
                                Tables.CLOCK,
                                "where service = ? and case_key = ? order by due_at, name",
                                service,
                                key)
                        .stream()
                        .map(Views::clock)
                        .toList(),
                store.query(Tables.MESSAGE, Tables.OF_CASE + " order by id", service, key).stream()
                        .map(Views::message)
                        .toList(),
                transactions,
                assets(transactions),
                holds(key, transactions),
                waiting(service, key, trail));
    }

    private Map<String, String> assets(List<Transaction> transactions) {
        Map<String, String> assets = new HashMap<>();
        for (Transaction transaction : transactions) {
            for (BookedLeg leg : transaction.legs()) {
                assets.computeIfAbsent(
                        leg.from(),
                        name -> {
                            Account account = account(name);
                            return account == null ? "" : account.asset();
                        });
            }
        }
        return assets;
    }

    private FactLine fact(TrailEntry entry) {
        TrailEntry told = entry;
        if (entry.kind() == TrailEntry.Kind.LINKED) {
            // Its body is the place of the entry with which the fact had arrived. What a case had
            // told is parked
            // without an entry of its own; then the place is that of the step which told it.
            TrailEntry parked = store.read(Tables.TRAIL, Long.parseLong(entry.body().text()));
            told = parked == null ? entry : parked;
        }
        String body =
                switch (told.kind()) {
                    case FACT, PARKED, TOLD, NOTED ->
                            told.type().equals(entry.type()) ? told.body().text() : "";
                    case SET_ASIDE, LINKED, EXPIRED, ROOM, CONFIGURED, TIME -> "";
                };
        Long number = told.document();
        if (number != null && number == 0) {
            number = null;
        }
        String name = number == null ? null : documentName(number);
        return new FactLine(
                entry.seq(),
                entry.at(),
                entry.kind().name().toLowerCase(java.util.Locale.ROOT),
                told.at(),
                entry.type(),
                entry.source(),
                entry.factId(),
                name,
                number,
                body);
    }

    private @Nullable String documentName(long id) {
        List<String> names =
                store.rows("select name from document where id = ?", r -> r.getString(1), id);
        return names.isEmpty() ? null : names.getFirst();
    }

    static ClockLine clock(Rows.ClockRow row) {
        return new ClockLine(
                row.id().name(),
                row.state(),
                row.dueAt(),
                row.limit() == null
                        ? null
                        : LocalDate.ofInstant(row.dueAt(), OfficeTime.ZONE).minusDays(1),
                row.from(),
                row.limit(),
                row.provisional(),
                row.clause());
    }

    static MessageLine message(Rows.MessageRow row) {
        return new MessageLine(row.id(), row.at(), row.service(), row.caseKey(), row.message());
    }

    /// The transactions of a case. They carry its key but have no index by it: it would cost every booking, for a question
    /// that people ask. Bookings are in the order of their time, and a case books only at the times of its own steps, so
    /// a few searches by halves find them.
    private List<Transaction> transactions(String key, List<TrailEntry> trail) {
        List<Transaction> found = new ArrayList<>();
        Set<Instant> times = new LinkedHashSet<>();
        trail.forEach(entry -> times.add(entry.at()));
        for (Instant at : times) {
            long first = firstBookedFrom(at.toEpochMilli());
            long next = firstBookedFrom(at.toEpochMilli() + 1);
            if (first < next) {
                store.query(
                                LedgerTables.TRANSACTION,
                                "where seq >= ? and seq < ? and case_id = ? order by seq",
                                first,
                                next,
                                key)
                        .forEach(row -> found.add(row.transaction()));
            }
        }
        return found;
    }

    /// Place of the first transaction booked at or after an instant; one after the last when there is none.
    private long firstBookedFrom(long millis) {
        long low = 1;
        long high = store.last("ledger_transaction", "seq") + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            long booked = number("select booked_at from ledger_transaction where seq = ?", middle);
            if (booked < millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private long number(String sql, Object... arguments) {
        List<Long> rows = store.rows(sql, r -> r.getLong(1), arguments);
        return rows.isEmpty() ? 0 : rows.getFirst();
    }

    /// The holds of a case: those that its transactions captured, and those whose name begins with its key.
    private List<Hold> holds(String key, List<Transaction> transactions) {
        Map<String, Hold> holds = new LinkedHashMap<>();
        for (Hold hold :
                store.query(
                        LedgerTables.HOLD,
                        "where %s and case_id = ? order by id".formatted(beginsWith("id")),
                        withPrefix(key, key))) {
            holds.put(hold.id(), hold);
        }
        for (Transaction transaction : transactions) {
            String id = transaction.hold();
            if (id != null && !holds.containsKey(id)) {
                Hold hold = store.read(LedgerTables.HOLD, id);
                if (hold != null) {
                    holds.put(id, hold);
                }
            }
        }
        return List.copyOf(holds.values());
    }

    private List<WaitingLine> waiting(String service, String key, List<TrailEntry> trail) {
        if (trail.isEmpty()) {
            return List.of();
        }
        // Few wait at a time, and nothing else leads from a case to its place in the queue.
        return store.rows(
                "select account, place, amount from waiting where service = ? and case_key = ? order by account, place",
                r -> new WaitingLine(r.getString(1), r.getLong(2), new BigDecimal(r.getString(3))),
                service,
                key);
    }

    // ---- any number

    /// What a number that a person holds in hand means: the key of a case, the part of a key after the platform, or an
    /// identifier that a case has claimed or a fact waits under.
    public List<Found> find(Collection<String> services, String number) {
        List<Found> found = new ArrayList<>();
        for (String service : services) {
            if (has(service, number)) {
                found.add(new Found(service, "case", number, number));
            }
        }
        if (!found.isEmpty()) {
            return found;
        }
        for (String service : services) {
            for (String key :
                    endingWith("cases", "case_key", List.of("service"), List.of(service), number)) {
                found.add(new Found(service, "number", key, key));
            }
            claims(service, number, found);
            parked(service, number, found);
        }
        return found;
    }

    private void claims(String service, String number, List<Found> found) {
        for (String scheme : schemes("claim", service)) {
            for (String value :
                    endingWith(
                            "claim",
                            "value",
                            List.of("service", "scheme"),
                            List.of(service, scheme),
                            number)) {
                Rows.Claimed claim =
                        store.read(
                                Tables.CLAIM,
                                new Rows.ClaimId(service, new Identifier(scheme, value)));
                if (claim != null) {
                    found.add(new Found(service, scheme, value, claim.holder().value()));
                }
            }
        }
    }

    private void parked(String service, String number, List<Found> found) {
        for (String scheme : schemes("parked", service)) {
            for (String value :
                    endingWith(
                            "parked",
                            "value",
                            List.of("service", "scheme"),
                            List.of(service, scheme),
                            number)) {
                found.add(new Found(service, scheme, value, null));
            }
        }
    }

    private Set<String> schemes(String table, String service) {
        Set<String> schemes = new TreeSet<>();
        String last = "";
        while (schemes.size() < FOUND_MAX) {
            List<String> next =
                    store.rows(
                            "select scheme from %s where service = ? and scheme > ? order by scheme limit 1"
                                    .formatted(table),
                            r -> r.getString(1),
                            service,
                            last);
            if (next.isEmpty() || !schemes.add(next.getFirst())) {
                break;
            }
            last = next.getFirst();
        }
        return schemes;
    }

    /// Values of a key column that are `number`, or end with it after the first `/` or `:`.
    ///
    /// SQLite compares bytes, so that one can leap from prefix to prefix along the key, however many rows each has.
    /// PostgreSQL sorts by the language of its database; there the column is searched.
    private List<String> endingWith(
            String table, String column, List<String> keyColumns, List<String> key, String number) {
        String where =
                String.join(" and ", keyColumns.stream().map(c -> c + " = ?").toList()) + " and ";
        if (!sqlite) {
            String pattern = number.replaceAll("([\\\\%_])", "\\\\$1");
            return store.rows(
                    "select %s from %s where %s(%s = ? or %s like ? or %s like ?) limit %d"
                            .formatted(column, table, where, column, column, column, FOUND_MAX),
                    r -> r.getString(1),
                    arguments(key, number, "%/" + pattern, "%:" + pattern));
        }
        List<String> found = new ArrayList<>();
        String one = "select 1 from %s where %s%s = ?".formatted(table, where, column);
        if (exists(one, arguments(key, number))) {
            found.add(number);
        }
        String from = "";
        for (int i = 0; i < PREFIXES_MAX && found.size() < FOUND_MAX; i++) {
            List<String> next =
                    store.rows(
                            "select %s from %s where %s%s >= ? order by %s limit 1"
                                    .formatted(column, table, where, column, column),
                            r -> r.getString(1),
                            arguments(key, from));
            if (next.isEmpty()) {
                break;
            }
            String value = next.getFirst();
            int end = delimiter(value);
            if (end < 0) {
                // The smallest text above it.
                from = value + "\u0000";
                continue;
            }
            String candidate = value.substring(0, end + 1) + number;
            if (!candidate.equals(number) && exists(one, arguments(key, candidate))) {
                found.add(candidate);
            }
            from = value.substring(0, end) + (char) (value.charAt(end) + 1);
        }
        return found;
    }

    private static int delimiter(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) == '/' || value.charAt(i) == ':') {
                return i;
            }
        }
        return -1;
    }

    private static Object[] arguments(List<String> key, Object... more) {
        List<Object> all = new ArrayList<>(key);
        all.addAll(List.of(more));
        return all.toArray();
    }

    private boolean exists(String sql, Object... arguments) {
        return !store.rows(sql, r -> r.getInt(1), arguments).isEmpty();
    }

    // ---- accounts, messages, the trail

    /// Accounts by the beginning of their name, in its order.
    ///
    /// @param after name of the last account of the page before, or empty
    public List<Account> accounts(String prefix, String after, int limit) {
        List<Object> arguments = new ArrayList<>(List.of(withPrefix(prefix)));
        arguments.add(after);
        return store
                .query(
                        LedgerTables.ACCOUNT,
                        "where %s and name > ? order by name limit %d"
                                .formatted(beginsWith("name"), limit),
                        arguments.toArray())
                .stream()
                .map(LedgerTables.AccountRow::account)
                .toList();
    }

    private String beginsWith(String column) {
        return sqlite
                ? "%s >= ? and %s < ?".formatted(column, column)
                : "starts_with(%s, ?)".formatted(column);
    }

    private Object[] withPrefix(String prefix, Object... more) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(prefix);
        if (sqlite) {
            arguments.add(prefix + new String(Character.toChars(Character.MAX_CODE_POINT)));
        }
        arguments.addAll(List.of(more));
        return arguments.toArray();
    }

    /// Messages in the order of their numbers.
    ///
    /// @param after number of the last message of the page before, or 0
    public List<MessageLine> messages(long after, int limit) {
        return store
                .query(
                        Tables.MESSAGE,
                        "where id > ? order by id limit " + Math.min(limit, PAGE),
                        after)
                .stream()
                .map(Views::message)
                .toList();
    }

    /// All decisions, oldest first, one by one.
    public void decisions(String service, Consumer<DecisionOf> consumer) {
        store.each(
                "select seq, at, case_key, body from decision where service = ? order by seq, n",
                r ->
                        consumer.accept(
                                new DecisionOf(
                                        r.getLong(1),
                                        Instant.ofEpochMilli(r.getLong(2)),
                                        r.getString(3),
                                        wordings.decision(
                                                JsonText.written(
                                                        Objects.requireNonNull(r.getString(4)))))),
                service);
    }

    /// A decision and the case it was taken in.
    public record DecisionOf(long seq, Instant at, String key, Decision decision) {}

    /// The trail, oldest first.
    ///
    /// @param after place of the last entry of the page before, or 0
    public List<EntryLine> trail(long after, int limit) {
        return entries("where seq > ? order by seq limit " + Math.min(limit, PAGE), after);
    }

    /// The trail, newest first.
    ///
    /// @param before place of the last entry of the page before, or `Long.MAX_VALUE`
    public List<EntryLine> trailBackwards(long before, int limit) {
        return entries("where seq < ? order by seq desc limit " + Math.min(limit, PAGE), before);
    }

    /// What people and programs did, newest first.
    ///
    /// @param before place of the last entry of the page before, or `Long.MAX_VALUE`
    public List<EntryLine> notes(long before, int limit) {
        return entries(
                "where kind = 'NOTED' and seq < ? order by seq desc limit " + Math.min(limit, PAGE),
                before);
    }

    /// The trail of one case, oldest first.
    public List<EntryLine> trailOf(String service, String key) {
        return entries("where service = ? and case_key = ? order by seq", service, key);
    }

    private List<EntryLine> entries(String condition, Object... arguments) {
        return store.query(Tables.TRAIL, condition, arguments).stream()
                .map(e ->
                        new EntryLine(
                                e.seq(),
                                e.at(),
                                e.kind().name().toLowerCase(java.util.Locale.ROOT),
                                e.service(),
                                e.caseKey(),
                                e.source(),
                                e.factId(),
                                e.type(),
                                e.document(),
                                e.body().text(),
                                e.effects().toString(),
                                e.hash().toString()))
                .toList();
    }

    // ---- tables beside

    /// Rows of a table that stands beside the engine's own.
    ///
    /// @param condition what follows its name in SQL: `where ... order by ... limit ...`
    public List<SideTable.Row> rows(SideTable table, String condition, Object... arguments) {
        return store.query(table.table(), condition, arguments).stream()
                .map(values -> new SideTable.Row(table, values))
                .toList();
    }

    /// The row of a key, or null.
    public SideTable.@Nullable Row row(SideTable table, Object... key) {
        List<@Nullable Object> values = store.read(table.table(), List.of(key));
        return values == null ? null : new SideTable.Row(table, values);
    }

    /// Place of the last entry of the trail; 0 in an empty store.
    public long lastEntry() {
        return store.last("trail", "seq");
    }

    /// The time of the store: that of its last entry.
    public Instant now() {
        return Instant.ofEpochMilli(number("select at from trail order by seq desc limit 1"));
    }

    /// What the trail tells after a place, by kind and type: which clocks ran out, for example.
    public List<Met> metAfter(long seq) {
        return store.rows(
                "select kind, type, count(*) from trail where seq > ? group by kind, type order by kind, type",
                r ->
                        new Met(
                                r.getString(1).toLowerCase(java.util.Locale.ROOT),
                                r.getString(2),
                                r.getLong(3)),
                seq);
    }

    /// Clocks of one name that run.
    ///
    /// @param next when the first of them runs out
    public record RunningClocks(String name, long count, Instant next) {}

    /// When the first of some clocks of a case runs out, or, when none of them runs, the last of them ran out; null when there was
    /// none, or all were stopped.
    ///
    /// @param name how their names begin
    public @Nullable Instant due(String service, String caseKey, String name) {
        return due(service, caseKey, name, Rows.ClockRow.RUNNING)
                .min(Comparator.naturalOrder())
                .or(() ->
                        due(service, caseKey, name, Rows.ClockRow.EXPIRED)
                                .max(Comparator.naturalOrder()))
                .orElse(null);
    }

    // Asked for a state or an order, SQLite would go through all clocks as they are due instead of
    // those of the case.
    private Stream<Instant> due(String service, String caseKey, String name, String state) {
        return store
                .rows(
                        "select due_at from clock where service = ? and case_key = ? and substr(name, 1, ?) = ?"
                                + " and coalesce(state, '') = ?",
                        r -> Instant.ofEpochMilli(r.getLong(1)),
                        service,
                        caseKey,
                        name.length(),
                        name,
                        state)
                .stream();
    }

    /// The clocks of a service that run, by name, the next to run out first.
    public List<RunningClocks> runningClocks(String service) {
        return store.rows(
                "select name, count(*), min(due_at) from clock where service = ? and state = ?"
                        + " group by name order by min(due_at), name",
                r ->
                        new RunningClocks(
                                r.getString(1), r.getLong(2), Instant.ofEpochMilli(r.getLong(3))),
                service,
                Rows.ClockRow.RUNNING);
    }

    /// How many tasks of a service wait for an officer, by role.
    public Map<String, Long> openTasks(String service) {
        return openTasks(Sight.whole(List.of(service)), service);
    }

    /// How many tasks of a service that somebody may see wait for an officer, by role.
    public Map<String, Long> openTasks(Sight sight, String service) {
        Map<String, Long> counts = new TreeMap<>();
        Sight only = sight.only(service);
        if (!only.isEmpty()) {
            List<Object> arguments = new ArrayList<>(List.of(Rows.TaskRow.OPEN));
            arguments.addAll(only.arguments());
            store.each(
                    "select role, count(*) from task where "
                            + only.inState("state")
                            + " group by role",
                    r -> counts.put(r.getString(1), r.getLong(2)),
                    arguments.toArray());
        }
        return counts;
    }

    /// Number of the last message; 0 when there is none.
    public long lastMessage() {
        return store.last("message", "id");
    }

    /// Facts that wait for a case, by the scheme of the identifier they wait under.
    public Map<String, Long> parked(String service) {
        Map<String, Long> counts = new TreeMap<>();
        store.each(
                "select scheme, facts from parked where service = ?",
                r ->
                        counts.merge(
                                Objects.requireNonNull(r.getString(1)),
                                (long)
                                        Json.read(
                                                        Objects.requireNonNull(r.getString(2)),
                                                        ParkedFact[].class)
                                                .length,
                                Long::sum),
                service);
        return counts;
    }

    /// What all accounts whose name begins so hold together, in minor units.
    public BigInteger balance(String prefix) {
        BigInteger sum = BigInteger.ZERO;
        String after = "";
        while (true) {
            List<Account> page = accounts(prefix, after, PAGE);
            for (Account account : page) {
                sum = sum.add(account.posted());
            }
            if (page.size() < PAGE) {
                return sum;
            }
            after = page.getLast().name();
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
