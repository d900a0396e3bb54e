package org.liandong.app.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.liandong.app.Wiring;
import org.liandong.app.server.access.Caller;
import org.liandong.app.server.access.Callers;
import org.liandong.app.server.access.Role;

/// What whoever asks may see.
final class Seen {

    private final Caller caller;

    private Seen(Caller caller) {
        this.caller = caller;
    }

    static Seen by(HttpServletRequest request) {
        return new Seen(Callers.of(request));
    }

    /// The services of which everything may be seen.
    List<String> services() {
        return Wiring.names().stream().filter(caller::maySee).toList();
    }

    /// Whether everything of a service may be seen.
    boolean service(String service) {
        return caller.maySee(service);
    }

    /// Whether something of a service may be seen.
    boolean knows(String service) {
        return caller.knows(service);
    }

    /// Whether a case may be seen.
    boolean mayRead(String service, String key) {
        return caller.maySee(service, key);
    }

    /// Whether what people did may be seen.
    boolean notes() {
        return caller.is(Role.AUDITOR);
    }

    /// Whether a message may be read: by those who see the service, and by the source that it is for.
    boolean message(String service, String to) {
        return caller.maySee(service)
                || caller.grants().stream()
                        .anyMatch(grant ->
                                grant.role() == Role.SOURCE
                                        && grant.covers(service)
                                        && (grant.sources().isEmpty()
                                                || grant.sources().contains(to)));
    }

    /// How the keys of the cases begin that may be seen, in order; the empty text where all may.
    List<String> prefixes(String service) {
        return caller.maySee(service)
                ? List.of("")
                : caller.prefixes(service).stream().sorted().toList();
    }
}
