package org.liandong.app.server.console;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.liandong.app.Quota;
import org.liandong.app.Texts;
import org.liandong.app.server.Reads;
import org.liandong.engine.Newest;
import org.liandong.engine.OfficeTime;
import org.liandong.engine.Views;
import org.liandong.kernel.Check;

/// The figures of the day, counted as it goes: each entry of the trail is looked at once.
///
/// A page never waits for them but at the first time. What it shows may be a second old; it says of when it is.
public final class Figures {

    /// How old figures may be before they are counted on.
    private static final long FRESH_NANOS = 1_000_000_000L;

    /// Entries that are counted in one question, so that a view is not kept from others for long.
    private static final long STRIDE = 50_000;

    private final Reads reads;
    private final InstantSource time;
    private final ReentrantLock counting = new ReentrantLock();
    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile @Nullable Day last;
    private volatile long lastNanos;

    // Guarded by the lock.
    private LocalDate date = LocalDate.MIN;
    private long next = 1;
    private final Map<String, Long> came = new TreeMap<>();
    private final Map<String, Long> decided = new TreeMap<>();
    private final Map<String, Long> reasons = new HashMap<>();

    /// The day so far.
    ///
    /// @param at       of when it is
    /// @param came     facts that came, by service
    /// @param decided  decisions, by `service/kind/outcome`
    /// @param reasons  failed checks of today's refusals, by `service/rule`
    /// @param standing how many cases stand where, by service and status
    /// @param quotas   guarantees by service, the one first that is used up most
    public record Day(
            LocalDate date,
            Instant at,
            Map<String, Long> came,
            Map<String, Long> decided,
            Map<String, Long> reasons,
            Map<String, Map<String, Long>> standing,
            List<Quota> quotas) {

        /// Decisions of a service with an outcome.
        long decided(String service, String outcome) {
            return decided.entrySet().stream()
                    .filter(e ->
                            e.getKey().startsWith(service + "/")
                                    && e.getKey().endsWith("/" + outcome))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }

        /// Failed checks of a service's refusals, the most frequent first.
        List<Map.Entry<String, Long>> reasons(String service) {
            List<Map.Entry<String, Long>> found = new ArrayList<>();
            reasons.forEach((key, count) -> {
                if (key.startsWith(service + "/")) {
                    found.add(Map.entry(key.substring(service.length() + 1), count));
                }
            });
            found.sort(
                    Map.Entry.<String, Long>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()));
            return found;
        }
    }

    public Figures(Reads reads, InstantSource time) {
        this.reads = reads;
        this.time = time;
    }

    /// The day as it was counted last. When that is long ago, somebody counts on meanwhile.
    public Day day(List<String> services) {
        Day known = last;
        if (known == null) {
            return count(services);
        }
        if (System.nanoTime() - lastNanos > FRESH_NANOS && asked.compareAndSet(false, true)) {
            Thread.ofVirtual()
                    .name("figures")
                    .start(() -> {
                        try {
                            count(services);
                        } finally {
                            asked.set(false);
                        }
                    });
        }
        return known;
    }

    private Day count(List<String> services) {
        counting.lock();
        try {
            long began = System.nanoTime();
            Instant now = reads.read(this::now);
            LocalDate today = Texts.day(now);
            if (!today.equals(date)) {
                date = today;
                came.clear();
                decided.clear();
                reasons.clear();
                Instant midnight = today.atStartOfDay(OfficeTime.ZONE).toInstant();
                next = reads.read(views -> views.newest().firstFrom(midnight));
            }
            long end = reads.read(Views::lastEntry);
            while (next <= end) {
                long to = Math.min(end, next + STRIDE - 1);
                long from = next;
                reads.read(views -> {
                    add(views.newest(), from, to);
                    return true;
                });
                next = to + 1;
            }
            Map<String, Map<String, Long>> standing = new TreeMap<>();
            for (String service : services) {
                standing.put(service, reads.read(views -> views.statuses(service)));
            }
            Day day =
                    new Day(
                            date,
                            now,
                            Map.copyOf(came),
                            Map.copyOf(decided),
                            Map.copyOf(reasons),
                            standing,
                            reads.read(Quota::all));
            last = day;
            long ended = System.nanoTime();
            // What takes long is done seldom: at most a twentieth of the time goes into it.
            lastNanos = ended + Math.max(0, (ended - began) * 20 - FRESH_NANOS);
            return day;
        } finally {
            counting.unlock();
        }
    }

    // The day is that of the clock on the wall, but for a store that is ahead of it.
    private Instant now(Views views) {
        Instant wall = time.instant();
        Instant store = views.lastEntry() == 0 ? wall : views.now();
        return store.isAfter(wall) ? store : wall;
    }

    private void add(Newest newest, long from, long to) {
        for (Newest.Came each : newest.came(from, to)) {
            if (each.kind().equals("fact") || each.kind().equals("parked")) {
                came.merge(each.service(), each.count(), Long::sum);
            }
        }
        for (Newest.Decided each : newest.decided(from, to)) {
            decided.merge(
                    each.service() + "/" + each.kind() + "/" + each.outcome(),
                    each.count(),
                    Long::sum);
        }
        newest.refusals(
                from,
                to,
                of ->
                        of.decision().failed().stream()
                                .map(Check::rule)
                                .distinct()
                                .forEach(rule ->
                                        reasons.merge(of.service() + "/" + rule, 1L, Long::sum)));
    }
}
