package org.liandong.app.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liandong.app.server.access.Caller;
import org.liandong.app.server.access.Callers;
import org.liandong.app.server.access.Owners;
import org.liandong.app.server.access.Role;
import org.liandong.engine.Sight;
import org.liandong.engine.Views;
import org.liandong.engine.Views.CaseLine;

/// What whoever asks may see.
final class Seen {

    private final Caller caller;
    private final Sight sight;

    private Seen(Caller caller) {
        this.caller = caller;
        this.sight = caller.sight();
    }

    static Seen by(HttpServletRequest request) {
        return new Seen(Callers.of(request));
    }

    /// The services of which everything may be seen.
    List<String> services() {
        return sight.whole();
    }

    /// What the office sees.
    Sight sight() {
        return sight;
    }

    /// Whether something of a service may be seen.
    boolean knows(String service) {
        return caller.knows(service);
    }

    /// Whether a case may be seen.
    boolean mayRead(String service, String key, Owners owners) {
        return caller.maySee(service, key, owners);
    }

    /// Whether a case may be seen.
    boolean mayRead(CaseLine line) {
        return caller.maySee(line.service(), line.key(), (_, _) -> line.owner());
    }

    /// Whether the office may see a case, or what belongs to it.
    boolean worksOn(String service, @Nullable String key, Owners owners) {
        return caller.worksOn(service, key, owners);
    }

    /// The owners of the cases on a page, for who is limited to owners.
    <T> Owners owners(
            Views views,
            Collection<T> page,
            Function<T, String> service,
            Function<T, @Nullable String> key) {
        return Owners.of(views, caller, page, service, key);
    }

    /// Whether what people did may be seen.
    boolean notes() {
        return caller.readsNotes();
    }

    /// Whether a message may be read: by those who see its case, and by the source that it is for.
    boolean message(String service, @Nullable String key, String to, Owners owners) {
        return caller.worksOn(service, key, owners)
                || caller.grants().stream()
                        .anyMatch(grant ->
                                grant.role() == Role.SOURCE
                                        && grant.covers(service)
                                        && (grant.sources().isEmpty()
                                                || grant.sources().contains(to)));
    }

    /// How the keys of an applicant's own cases begin, in order.
    List<String> prefixes(String service) {
        return caller.prefixes(service).stream().sorted().toList();
    }
}
