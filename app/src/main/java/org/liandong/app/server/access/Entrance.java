package org.liandong.app.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liandong.app.server.access.People.Person;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;

/// Signs people in and out, and makes the links that work once.
public final class Entrance {

    /// Name of the account that a trial signs in with.
    private static final String DEMO = "demo";

    /// How long the link of a trial waits.
    private static final Duration DEMO_VALID = Duration.ofHours(12);

    private final People people;
    private final InstantSource time;
    private final Tokens tokens;
    private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    private final SessionAuthenticationStrategy sessions;
    private byte @Nullable [] demoLink;
    private Instant demoUntil = Instant.EPOCH;

    Entrance(People people, InstantSource time, SecureRandom random, FormTokens formTokens) {
        this.people = people;
        this.time = time;
        this.tokens = new Tokens(random);
        this.sessions =
                new CompositeSessionAuthenticationStrategy(
                        List.of(
                                new ChangeSessionIdAuthenticationStrategy(),
                                new CsrfAuthenticationStrategy(formTokens)));
    }

    /// The link that makes the first administrator; null when there is one already.
    public @Nullable URI firstLink(URI address) {
        return people.isUnclaimed() ? address.resolve(Access.LINK + people.firstLink()) : null;
    }

    /// A link that signs in once, as officer and administrator of a trial.
    public synchronized URI demoLink(URI address) {
        if (people.of(DEMO) == null) {
            people.add(
                    "nobody",
                    DEMO,
                    "Demo",
                    null,
                    List.of(Grant.officer(Grant.ANY, ""), Grant.administrator()));
        }
        String secret = tokens.secret();
        demoLink = Tokens.hash(secret);
        demoUntil = time.instant().plus(DEMO_VALID);
        return address.resolve(Access.LINK + secret);
    }

    /// The account that a link signs in at once; null when it is no such link. It works once.
    synchronized @Nullable Person useDemoLink(String link) {
        if (!Tokens.fits(demoLink, Tokens.hash(link)) || time.instant().isAfter(demoUntil)) {
            return null;
        }
        demoLink = null;
        return people.of(DEMO);
    }

    /// Signs somebody in: under a session that nobody knew before, with new tokens for forms.
    void signIn(
            HttpServletRequest request, HttpServletResponse response, Person person, String how) {
        SignedIn signedIn = new SignedIn(person.name(), person.epoch(), time.instant());
        sessions.onAuthentication(signedIn, request, response);
        SecurityContext context = new SecurityContextImpl(signedIn);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        people.entered(person, how, request.getRemoteAddr());
    }

    void signOut(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
    }

    /// Whom the office's provider vouches for, if there is an account for them.
    void fromProvider(
            HttpServletRequest request, HttpServletResponse response, Authentication vouched)
            throws IOException {
        Person person = people.ofSubject(Objects.requireNonNull(vouched.getName()));
        if (person == null) {
            signOut(request);
            response.sendRedirect("/enter?unknown");
            return;
        }
        signIn(request, response, person, "provider");
        response.sendRedirect("/");
    }
}
