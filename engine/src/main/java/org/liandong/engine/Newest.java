package org.liandong.engine;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.Views.CaseLine;
import org.liandong.engine.Views.ClockLine;
import org.liandong.engine.Views.MessageLine;
import org.liandong.engine.Views.TaskLine;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Problem;
import org.liandong.kernel.Task;
import org.liandong.kernel.ledger.BookedLeg;
import org.liandong.kernel.ledger.Transaction;

/// What people look for first: the newest cases, entries, messages and bookings, the next clocks, the open tasks.
///
/// Each list goes along a key and looks at a bounded number of rows, so that its cost does not grow with the store. Where a
/// filter finds little, a list may end before its page is full; it then says how far it has looked.
public final class Newest {

    /// Rows that one list looks at: some ten milliseconds of reading.
    static final int LOOKED_AT_MAX = 20_000;

    /// Cases of a service that are sorted rather than looked for along the trail.
    private static final int SORTED_MAX = 2_000;

    /// Rows that are counted before "more than" is said.
    public static final int COUNTED_MAX = 10_000;

    private static final String TASK = "service, case_key, id";

    // The order of the join is said, as only this one needs no sorting; coalesce keeps SQLite from
    // the index of the trail by
    // case, by which it would walk all entries of the service.
    private static final String ALONG_TRAIL =
            " from trail t cross join cases c where t.seq < ? and t.seq >= ? and c.service = coalesce(t.service, '')"
                    + " and c.case_key = t.case_key and c.seq = t.seq";

    private final SqlStore store;
    private final Wordings.Reader wordings;

    Newest(SqlStore store, Wordings.Reader wordings) {
        this.store = store;
        this.wordings = wordings;
    }

    /// A page of cases.
    ///
    /// @param next where the next page begins: the place in the trail that it comes before; 0 when there is none
    public record Cases(List<CaseLine> lines, long next) {}

    /// A clock and the case it runs in.
    public record ClockOf(String service, String key, ClockLine clock) {}

    /// A task and the case it belongs to.
    public record TaskOf(String service, String key, TaskLine task) {}

    /// A place in a list of tasks or clocks.
    ///
    /// @param at when the task was opened, or closed in a list of closed ones, or when the clock runs out; milliseconds since 1970
    /// @param id of the task, or the name of the clock
    public record Place(long at, String service, String key, String id) {

        public static Place of(TaskOf task) {
            Instant closed = task.task().closedAt();
            return new Place(
                    (closed == null ? task.task().openedAt() : closed).toEpochMilli(),
                    task.service(),
                    task.key(),
                    task.task().task().id());
        }

        public static Place of(ClockOf clock) {
            return new Place(
                    clock.clock().due().toEpochMilli(),
                    clock.service(),
                    clock.key(),
                    clock.clock().name());
        }

        private List<Object> parts() {
            return List.of(at, service, key, id);
        }
    }

    /// One line of the statement of an account.
    ///
    /// @param other   the account on the other side
    /// @param minor   minor units; negative when it went out
    /// @param caseKey the case that it was booked for
    public record Booking(
            long seq,
            Instant at,
            LocalDate effective,
            String other,
            BigInteger minor,
            String caseKey,
            String reason) {}

    /// A node of a document that could not be used.
    public record SetAside(
            long id,
            Instant at,
            @Nullable String document,
            String service,
            int node,
            String type,
            @Nullable String source,
            @Nullable String factId,
            String kind,
            List<Problem> problems) {}

    /// How many decisions of one kind came out in one way.
    public record Decided(String service, String kind, String outcome, long count) {}

    /// How many entries of one kind and type there are.
    public record Came(String service, String kind, String type, long count) {}

    // ---- cases and the trail

    /// Cases of a service, the one that changed last first.
    ///
    /// @param status only those, or null
    /// @param before place in the trail that all of them come before; `Long.MAX_VALUE` for the first page
    public Cases cases(String service, @Nullable String status, long before, int limit) {
        return cases(Sight.whole(List.of(service)), service, status, before, limit);
    }

    /// Cases of a service that somebody may see, the one that changed last first.
    ///
    /// @param status only those, or null
    /// @param before place in the trail that all of them come before; `Long.MAX_VALUE` for the first page
    public Cases cases(
            Sight sight, String service, @Nullable String status, long before, int limit) {
        List<String> owners = sight.owners(service);
        boolean whole = sight.whole().contains(service);
        if (!whole && owners.isEmpty()) {
            return new Cases(List.of(), 0);
        }
        boolean few =
                number("select coalesce(sum(cases), 0) from standing where service = ?", service)
                        <= SORTED_MAX;
        long from = few ? before : Math.min(before, store.last("trail", "seq") + 1);
        long least = few ? 1 : Math.max(1, from - LOOKED_AT_MAX);
        List<Object> arguments = new ArrayList<>(List.of(from, least, service));
        if (!whole) {
            arguments.addAll(owners);
        }
        if (status != null) {
            arguments.add(status);
        }
        List<Long> places = new ArrayList<>();
        List<CaseLine> lines =
                store.rows(
                        "select c.service, c.case_key, c.status, c.owner, c.opened_at, c.changed_at, c.seq"
                                + (few
                                        ? " from cases c where c.seq < ? and c.seq >= ?"
                                        : ALONG_TRAIL)
                                + " and c.service = ?"
                                + (whole ? "" : Sight.owned("c.owner", owners))
                                + (status == null ? "" : " and c.status = ?")
                                + (few
                                        ? " order by c.seq desc limit "
                                        : " order by t.seq desc limit ")
                                + limit,
                        r -> {
                            places.add(r.getLong(7));
                            return Views.caseLine(r);
                        },
                        arguments.toArray());
        long next = lines.size() == limit ? places.getLast() : least;
        return new Cases(lines, next <= 1 ? 0 : next);
    }

    /// Place of the first entry that was accepted at an instant or later; one after the last when there is none.
    public long firstFrom(Instant at) {
        long low = 1;
        long high = store.last("trail", "seq") + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (number("select at from trail where seq = ?", middle) < at.toEpochMilli()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// What came between two places of the trail.
    public List<Came> came(long from, long to) {
        return store.rows(
                "select service, kind, type, count(*) from trail where seq >= ? and seq <= ?"
                        + " group by service, kind, type order by service, kind, type",
                r ->
                        new Came(
                                r.getString(1),
                                r.getString(2).toLowerCase(Locale.ROOT),
                                r.getString(3),
                                r.getLong(4)),
                from,
                to);
    }

    /// What was decided between two places of the trail.
    public List<Decided> decided(long from, long to) {
        return store.rows(
                "select service, kind, outcome, count(*) from decision where seq >= ? and seq <= ?"
                        + " group by service, kind, outcome order by service, kind, outcome",
                r ->
                        new Decided(
                                r.getString(1),
                                r.getString(2),
                                r.getString(3).toLowerCase(Locale.ROOT),
                                r.getLong(4)),
                from,
                to);
    }

    /// A decision that refused something.
    public record Refusal(String service, String key, Decision decision) {}

    /// The refusals between two places of the trail, oldest first, one by one.
    public void refusals(long from, long to, Consumer<Refusal> consumer) {
        store.each(
                "select service, case_key, body from decision where seq >= ? and seq <= ? and outcome = 'REFUSED'"
                        + " order by seq, n",
                r ->
                        consumer.accept(
                                new Refusal(
                                        r.getString(1),
                                        r.getString(2),
                                        wordings.decision(
                                                JsonText.written(
                                                        Objects.requireNonNull(r.getString(3)))))),
                from,
                to);
    }

    // ---- clocks and tasks

    private static final Comparator<Place> IN_ORDER =
            Comparator.comparing(Place::service).thenComparing(Place::key).thenComparing(Place::id);

    private static final Comparator<Place> OLDEST_FIRST =
            Comparator.comparingLong(Place::at).thenComparing(IN_ORDER);

    private static final Comparator<Place> NEWEST_FIRST =
            Comparator.comparingLong(Place::at).reversed().thenComparing(IN_ORDER);

    // The parts of what somebody may see are asked for by themselves, and put together.
    private static <T> List<T> merged(
            Sight sight,
            Function<Sight, List<T>> list,
            Function<T, Place> place,
            Comparator<Place> order,
            int limit) {
        List<List<T>> parts = sight.parts().stream().map(list).toList();
        return parts.size() == 1
                ? parts.getFirst()
                : parts.stream()
                        .flatMap(List::stream)
                        .sorted(Comparator.comparing(place, order))
                        .limit(limit)
                        .toList();
    }

    /// Clocks that run and that somebody may see, the next to run out first.
    ///
    /// @param from  only those that run out then or later
    /// @param after the last clock of the page before, or null
    public List<ClockOf> clocks(Sight sight, Instant from, @Nullable Place after, int limit) {
        return merged(
                sight, part -> clocksOf(part, from, after, limit), Place::of, OLDEST_FIRST, limit);
    }

    private List<ClockOf> clocksOf(Sight part, Instant from, @Nullable Place after, int limit) {
        List<Object> arguments = new ArrayList<>(List.of(Rows.ClockRow.RUNNING));
        arguments.addAll(part.arguments());
        arguments.add(from.toEpochMilli());
        if (after != null) {
            arguments.addAll(after.parts());
        }
        return store
                .query(
                        Tables.CLOCK,
                        "where "
                                + part.inState("state")
                                + " and due_at >= ?"
                                + (after == null
                                        ? ""
                                        : " and (due_at, service, case_key, name) > (?, ?, ?, ?)")
                                + " order by due_at, service, case_key, name limit "
                                + limit,
                        arguments.toArray())
                .stream()
                .map(row ->
                        new ClockOf(
                                row.id().caseId().service(),
                                row.id().caseId().key().value(),
                                Views.clock(row)))
                .toList();
    }

    /// How many clocks that somebody may see run out before an instant; more than [#COUNTED_MAX] when they are more.
    public long clocksBefore(Sight sight, Instant until) {
        long count = 0;
        for (Sight part : sight.parts()) {
            List<Object> arguments = new ArrayList<>(List.of(Rows.ClockRow.RUNNING));
            arguments.addAll(part.arguments());
            arguments.add(until.toEpochMilli());
            count +=
                    number(
                            "select count(*) from (select 1 from clock where %s and due_at < ? limit %d) counted"
                                    .formatted(part.inState("state"), COUNTED_MAX + 1),
                            arguments.toArray());
        }
        return count;
    }

    /// Open tasks that somebody may see, the oldest first.
    ///
    /// @param role  only those of this role, or null
    /// @param after the last task of the page before, or null
    public List<TaskOf> openTasks(
            Sight sight, @Nullable String role, @Nullable Place after, int limit) {
        String behind = after == null ? "" : " and (opened_at, " + TASK + ") > (?, ?, ?, ?)";
        List<Object> place = after == null ? List.of() : after.parts();
        return merged(
                sight,
                part ->
                        tasks(
                                Rows.TaskRow.OPEN,
                                part,
                                role,
                                behind,
                                place,
                                "opened_at, " + TASK,
                                limit),
                Place::of,
                OLDEST_FIRST,
                limit);
    }

    /// Tasks that somebody may see and that were answered or withdrawn, the last first.
    ///
    /// @param role  only those of this role, or null
    /// @param after the last task of the page before, or null
    public List<TaskOf> closedTasks(
            Sight sight, @Nullable String role, @Nullable Place after, int limit) {
        String behind =
                after == null
                        ? ""
                        : " and (closed_at < ? or closed_at = ? and (" + TASK + ") > (?, ?, ?))";
        List<Object> place =
                after == null
                        ? List.of()
                        : List.of(after.at(), after.at(), after.service(), after.key(), after.id());
        return merged(
                sight,
                part ->
                        tasks(
                                Rows.TaskRow.CLOSED,
                                part,
                                role,
                                behind,
                                place,
                                "closed_at desc, " + TASK,
                                limit),
                Place::of,
                NEWEST_FIRST,
                limit);
    }

    private List<TaskOf> tasks(
            String state,
            Sight part,
            @Nullable String role,
            String behind,
            List<Object> place,
            String order,
            int limit) {
        List<Object> arguments = new ArrayList<>(List.of(state));
        arguments.addAll(part.arguments());
        if (role != null) {
            arguments.add(role);
        }
        arguments.addAll(place);
        return store
                .query(
                        Tables.TASK,
                        "where "
                                + part.inState("state")
                                + (role == null ? "" : " and role = ?")
                                + behind
                                + " order by "
                                + order
                                + " limit "
                                + limit,
                        arguments.toArray())
                .stream()
                .map(Newest::task)
                .toList();
    }

    private static TaskOf task(Rows.TaskRow row) {
        return new TaskOf(
                row.id().caseId().service(),
                row.id().caseId().key().value(),
                new TaskLine(
                        row.state(), row.openedAt(), row.closedAt(), row.body().read(Task.class)));
    }

    // ---- books, messages, what was set aside

    /// A page of the statement of an account.
    ///
    /// @param next number of the transaction with which the next page begins; 0 when there is none
    public record Statement(List<Booking> bookings, long next) {}

    /// The statement of an account, newest first, in whole transactions.
    ///
    /// @param from number of the transaction with which the page begins, as the page before says it;
    ///             `Long.MAX_VALUE` for the newest
    /// @param most bookings after which no other transaction is begun
    public Statement statement(String account, long from, int most) {
        long seq = from;
        if (from == Long.MAX_VALUE) {
            LedgerTables.AccountRow known = store.read(LedgerTables.ACCOUNT, account);
            seq = known == null ? 0 : known.last();
        }
        List<Booking> found = new ArrayList<>();
        while (seq != 0 && found.size() < most) {
            LedgerTables.TransactionRow row = store.read(LedgerTables.TRANSACTION, seq);
            if (row == null) {
                // Nothing that a page before has said.
                break;
            }
            addBookings(account, row.transaction(), found);
            seq = row.before(account);
        }
        return new Statement(found, seq);
    }

    private static void addBookings(String account, Transaction transaction, List<Booking> to) {
        for (BookedLeg leg : transaction.legs().reversed()) {
            if (leg.to().equals(account)) {
                to.add(booking(transaction, leg.from(), leg.minor()));
            } else if (leg.from().equals(account)) {
                to.add(booking(transaction, leg.to(), leg.minor().negate()));
            }
        }
    }

    private static Booking booking(Transaction transaction, String other, BigInteger minor) {
        return new Booking(
                transaction.seq(),
                transaction.bookedAt(),
                transaction.effective(),
                other,
                minor,
                transaction.reference().caseId(),
                transaction.reference().reason());
    }

    /// A page of messages.
    ///
    /// @param next number of the message that the next page comes before; 0 when there is none
    public record Messages(List<MessageLine> lines, long next) {}

    /// Messages that somebody may see, newest first.
    ///
    /// @param before number of a message that all of them come before; `Long.MAX_VALUE` for the first page
    public Messages messages(Sight sight, long before, int limit) {
        long from = before == Long.MAX_VALUE ? store.last("message", "id") + 1 : before;
        long least = Math.max(1, from - LOOKED_AT_MAX);
        if (sight.isEmpty()) {
            return new Messages(List.of(), 0);
        }
        List<Object> arguments = new ArrayList<>(List.of(from, least));
        arguments.addAll(sight.arguments());
        List<MessageLine> lines =
                store
                        .query(
                                Tables.MESSAGE,
                                "where id < ? and id >= ?"
                                        + sight.condition("message")
                                        + " order by id desc limit "
                                        + limit,
                                arguments.toArray())
                        .stream()
                        .map(Views::message)
                        .toList();
        long next = lines.size() == limit ? lines.getLast().id() : least;
        return new Messages(lines, next <= 1 ? 0 : next);
    }

    /// What services could not use, newest first.
    ///
    /// @param services whose readers it was given to
    public List<SetAside> setAside(Collection<String> services, long before, int limit) {
        if (services.isEmpty()) {
            return List.of();
        }
        List<Object> arguments = new ArrayList<>(List.of(before));
        arguments.addAll(services);
        return store.rows(
                "select s.id, s.at, d.name, s.service, s.node, s.type, s.source, s.fact_id, s.kind, s.problems"
                        + " from set_aside s left join document d on d.id = s.document"
                        + " where s.id < ?"
                        + Sight.in("s.service", services)
                        + " order by s.id desc limit "
                        + limit,
                r ->
                        new SetAside(
                                r.getLong(1),
                                Instant.ofEpochMilli(r.getLong(2)),
                                r.getString(3),
                                r.getString(4),
                                r.getInt(5),
                                r.getString(6),
                                r.getString(7),
                                r.getString(8),
                                r.getString(9),
                                List.of(
                                        Json.read(
                                                Objects.requireNonNull(r.getString(10)),
                                                Problem[].class))),
                arguments.toArray());
    }

    private long number(String sql, Object... arguments) {
        List<Long> rows = store.rows(sql, r -> r.getLong(1), arguments);
        return rows.isEmpty() ? 0 : rows.getFirst();
    }
}
