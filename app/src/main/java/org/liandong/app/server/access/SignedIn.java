package org.liandong.app.server.access;

import java.time.Instant;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/// Somebody who has signed in, as a session keeps it. What was granted is not part of it: that is looked up anew for each
/// request.
final class SignedIn extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final long epoch;
    private final Instant since;

    /// @param epoch of the account at that time
    SignedIn(String name, long epoch, Instant since) {
        super(List.of());
        this.name = name;
        this.epoch = epoch;
        this.since = since;
        setAuthenticated(true);
    }

    String person() {
        return name;
    }

    long epoch() {
        return epoch;
    }

    Instant since() {
        return since;
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public String getPrincipal() {
        return name;
    }
}
