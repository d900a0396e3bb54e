package org.liandong.app.server.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
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
            Person person = known instanceof SignedIn signedIn ? valid(signedIn) : null;
            if (person == null) {
                SecurityContextHolder.clearContext();
                HttpSession session = request.getSession(false);
                if (session != null) {
                    session.invalidate();
                }
            } else {
                Callers.set(request, person.caller());
            }
        }
        chain.doFilter(request, response);
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
