package org.liandong.app.server.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.liandong.app.server.access.People.Person;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Looks up who has signed in, and ends sessions that must not go on: of accounts that were closed or changed, and those
/// that are too old.
final class CallerFilter extends OncePerRequestFilter {

    /// However busy somebody is: a day's work, and no more.
    static final Duration LONGEST = Duration.ofHours(12);

    /// Without a request: a cup of tea, and not the evening after which somebody else sits there.
    static final Duration IDLE = Duration.ofMinutes(30);

    private static final String SEEN = CallerFilter.class.getName() + ".seen";

    private final People people;
    private final InstantSource time;

    CallerFilter(People people, InstantSource time) {
        this.people = people;
        this.time = time;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        if (known != null) {
            HttpSession session = request.getSession(false);
            Person person =
                    known instanceof SignedIn signedIn && session != null && isAwake(session)
                            ? valid(signedIn)
                            : null;
            if (person == null) {
                SecurityContextHolder.clearContext();
                if (session != null) {
                    session.invalidate();
                }
            } else {
                Callers.set(request, person.caller());
            }
        }
        chain.doFilter(request, response);
    }

    // The container forgets sessions as well, by a clock of its own.
    private boolean isAwake(HttpSession session) {
        Instant now = time.instant();
        boolean awake =
                !(session.getAttribute(SEEN) instanceof Instant seen)
                        || now.isBefore(seen.plus(IDLE));
        if (awake) {
            session.setAttribute(SEEN, now);
        }
        return awake;
    }

    private @Nullable Person valid(SignedIn signedIn) {
        Person person = people.of(signedIn.person());
        return person != null
                        && person.active()
                        && person.epoch() == signedIn.epoch()
                        && time.instant().isBefore(signedIn.since().plus(LONGEST))
                ? person
                : null;
    }
}
