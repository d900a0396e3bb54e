package org.liandong.app.server.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes whoever guesses wait: after a few failures for a name, or from an address, each further one doubles the time
/// until the next is looked at.
///
/// Kept in memory: a restart forgets it, and nobody can fill the store by guessing.
final class Patience {

    /// Failures that cost nothing: people mistype.
    private final int free;

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN = Duration.ofHours(24);

    /// Names and addresses remembered; the oldest are forgotten first.
    private static final int REMEMBERED_MAX = 100_000;

    private final InstantSource time;
    private final Map<String, Failures> failures = new LinkedHashMap<>();

    private record Failures(int count, Instant last) {}

    Patience(InstantSource time, int free) {
        this.time = time;
        this.free = free;
    }

    /// How long until the next try is looked at; zero for now.
    synchronized Duration waits(String who) {
        Failures known = failures.get(who);
        if (known == null || known.count() < free) {
            return Duration.ZERO;
        }
        Instant now = time.instant();
        if (known.last().plus(FORGOTTEN).isBefore(now)) {
            failures.remove(who);
            return Duration.ZERO;
        }
        int doublings = Math.min(known.count() - free, 20);
        Duration wait = FIRST.multipliedBy(1L << doublings);
        Duration left =
                Duration.between(
                        now, known.last().plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /// Counts a failure.
    ///
    /// @return whether from now on there is a wait
    synchronized boolean failed(String who) {
        Failures known = failures.remove(who);
        int count = known == null ? 1 : known.count() + 1;
        failures.put(who, new Failures(count, time.instant()));
        if (failures.size() > REMEMBERED_MAX) {
            failures.remove(failures.keySet().iterator().next());
        }
        return count == free;
    }

    synchronized void succeeded(String who) {
        failures.remove(who);
    }
}
