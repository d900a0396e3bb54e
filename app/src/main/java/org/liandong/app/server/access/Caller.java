package org.liandong.app.server.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
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

    /// Whether all cases, accounts and tasks of a service may be seen.
    public boolean maySee(String service) {
        return is(Role.OFFICER, service) || is(Role.AUDITOR, service);
    }

    /// Whether one case may be seen. Who may not see it is not told that it exists.
    public boolean maySee(String service, String caseKey) {
        return maySee(service) || prefixes(service).stream().anyMatch(caseKey::startsWith);
    }

    /// Whether something of a service may be seen: the whole, or own cases.
    public boolean knows(String service) {
        return maySee(service) || is(Role.APPLICANT, service) || is(Role.SOURCE, service);
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
    public boolean mayAnswer(String service, String office) {
        return grants.stream()
                .anyMatch(grant ->
                        grant.role() == Role.OFFICER
                                && grant.covers(service)
                                && (grant.office().isEmpty() || grant.office().equals(office)));
    }

    /// Whether personal data may be shown in clear, for a reason that is written down.
    public boolean mayReveal(String service) {
        return maySee(service);
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
                                    case OFFICER -> grant.covers(service);
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
