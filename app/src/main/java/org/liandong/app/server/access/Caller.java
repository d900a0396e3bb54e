package org.liandong.app.server.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liandong.app.Wiring;
import org.liandong.engine.Sight;
import org.liandong.kernel.Problem;

/// Who asks: a person or a program, with what was granted. Taken anew for each request, so that a grant that is taken away
/// is gone at once.
///
/// @param who    as notes name it: `person/lin`, `key/4f7k2m9q`
/// @param shown  as people read it
/// @param person whether it is a person
/// @param grants what was granted
public record Caller(String who, String shown, boolean person, List<Grant> grants) {

    /// Whoever has not said who they are.
    public static final Caller NOBODY = new Caller("nobody", "", false, List.of());

    public Caller {
        grants = List.copyOf(grants);
    }

    /// Whether somebody has signed in or shown a key.
    public boolean isKnown() {
        return !this.equals(NOBODY);
    }

    /// Whether a role was granted for any service.
    public boolean is(Role role) {
        return grants.stream().anyMatch(grant -> grant.role() == role);
    }

    /// Whether a role was granted for a service.
    public boolean is(Role role, String service) {
        return grants.stream().anyMatch(grant -> grant.role() == role && grant.covers(service));
    }

    /// Whether all cases and tasks of a service may be seen.
    public boolean maySee(String service) {
        return ofOffice(service).anyMatch(grant -> !grant.isLimited());
    }

    /// Whether one case may be seen. Who may not see it is not told that it exists.
    ///
    /// @param owners says whose it is; asked only for who is limited to owners
    public boolean maySee(String service, String caseKey, Owners owners) {
        return worksOn(service, caseKey, owners)
                || prefixes(service).stream().anyMatch(caseKey::startsWith);
    }

    /// Whether one case may be seen as the office sees it, and not only by who follows it as an applicant.
    ///
    /// @param caseKey null for what belongs to no case, which only they see who see the whole service
    /// @param owners  says whose it is; asked only for who is limited to owners
    public boolean worksOn(String service, @Nullable String caseKey, Owners owners) {
        if (maySee(service)) {
            return true;
        }
        List<String> limits = owners(service);
        return caseKey != null && !limits.isEmpty() && limits.contains(owners.of(service, caseKey));
    }

    /// Whose cases of a service may be seen; none for who sees it whole, or sees nothing of it.
    public List<String> owners(String service) {
        return maySee(service)
                ? List.of()
                : ofOffice(service).flatMap(grant -> grant.owners().stream()).distinct().toList();
    }

    private Stream<Grant> ofOffice(String service) {
        return grants.stream()
                .filter(grant ->
                        (grant.role() == Role.OFFICER || grant.role() == Role.AUDITOR)
                                && grant.covers(service));
    }

    /// What the office sees of the cases of all services.
    public Sight sight() {
        List<String> whole = new ArrayList<>();
        Map<String, List<String>> owned = new HashMap<>();
        for (String service : Wiring.names()) {
            List<String> limits = owners(service);
            if (maySee(service)) {
                whole.add(service);
            } else if (!limits.isEmpty()) {
                owned.put(service, limits);
            }
        }
        return new Sight(whole, owned);
    }

    /// Whether something is limited to the cases of owners. What belongs to many cases at once, such as the books, is then not
    /// seen at all: nobody can say which part of it is theirs.
    public boolean isLimited() {
        return !sight().owned().isEmpty();
    }

    /// Whether the books may be seen, which belong to the cases of many owners.
    public boolean maySeeBooks() {
        return grants.stream()
                        .anyMatch(grant ->
                                (grant.role() == Role.OFFICER || grant.role() == Role.AUDITOR)
                                        && !grant.isLimited())
                && !isLimited();
    }

    /// Whether what people did may be seen.
    public boolean readsNotes() {
        return grants.stream()
                .anyMatch(grant -> grant.role() == Role.AUDITOR && !grant.isLimited());
    }

    /// Whether documents may be uploaded, of one service at least.
    public boolean mayUpload() {
        return grants.stream()
                .anyMatch(grant -> grant.role() == Role.OFFICER && !grant.isLimited());
    }

    /// Whether something of a service may be seen: the whole, or own cases.
    public boolean knows(String service) {
        return ofOffice(service).findAny().isPresent()
                || is(Role.APPLICANT, service)
                || is(Role.SOURCE, service);
    }

    /// How the keys of an applicant's own cases begin.
    public List<String> prefixes(String service) {
        return grants.stream()
                .filter(grant -> grant.role() == Role.APPLICANT && grant.covers(service))
                .flatMap(grant -> grant.prefixes().stream())
                .distinct()
                .toList();
    }

    /// Whether a task may be answered.
    ///
    /// @param office whose task it is
    /// @param owner  whose case it belongs to
    public boolean mayAnswer(String service, String office, String owner) {
        return grants.stream()
                .anyMatch(grant ->
                        grant.role() == Role.OFFICER
                                && grant.covers(service)
                                && (grant.office().isEmpty() || grant.office().equals(office))
                                && allows(grant.owners(), owner));
    }

    /// Why a fact is not taken from this source; null when it is.
    public @Nullable Problem refusal(String service, String type, @Nullable String source) {
        boolean granted =
                grants.stream()
                        .anyMatch(grant ->
                                switch (grant.role()) {
                                    case SOURCE ->
                                            grant.covers(service)
                                                    && allows(grant.types(), type)
                                                    && allows(grant.sources(), source);
                                    // Uploads what came to the office in another way.
                                    // Whose case a fact will go to is not known before it is taken.
                                    case OFFICER -> grant.covers(service) && !grant.isLimited();
                                    case APPLICANT, AUDITOR, ADMINISTRATOR -> false;
                                });
        return granted
                ? null
                : Problem.of(
                        "NOT-GRANTED",
                        "%s may not report facts of the type %s to %s under the source %s. Ask an administrator for it."
                                .formatted(who, type, service, source),
                        who,
                        type,
                        service,
                        String.valueOf(source));
    }

    private static boolean allows(List<String> granted, @Nullable String wanted) {
        return granted.isEmpty() || (wanted != null && granted.contains(wanted));
    }
}
