package org.liandong.app.server.access;

import java.util.ArrayList;
import java.util.List;

/// A role, and where it holds.
///
/// @param role     the role
/// @param service  name of the service; `*` for every one
/// @param office   of an officer: whose tasks may be answered, as tasks name it; empty for all of them
/// @param prefixes of an applicant: how the keys of own cases begin, at least one
/// @param types    of a source: which types of facts; empty for all of the service
/// @param sources  of a source: under which source codes; empty for all
/// @param owners   of an officer or auditor: whose cases are seen, as services name owners; empty for all
public record Grant(
        Role role,
        String service,
        String office,
        List<String> prefixes,
        List<String> types,
        List<String> sources,
        List<String> owners) {

    /// Every service.
    public static final String ANY = "*";

    /// Grants of one account or key: all of them stand in each note about it.
    static final int COUNT_MAX = 50;

    public Grant {
        prefixes = List.copyOf(prefixes);
        types = List.copyOf(types);
        sources = List.copyOf(sources);
        // What was written down before there were owners names none.
        owners = owners == null ? List.of() : List.copyOf(owners);
        // The empty owner would be the owner of what is nobody's.
        if (owners.stream().anyMatch(String::isBlank)
                || !(owners.isEmpty() || role == Role.OFFICER || role == Role.AUDITOR)) {
            throw new Refusal("access.owner-bad");
        }
        // Without one an applicant would own every case.
        if (role == Role.APPLICANT
                && (prefixes.isEmpty() || prefixes.stream().anyMatch(String::isBlank))) {
            throw new Refusal("access.prefix-missing");
        }
        if (service.isBlank()) {
            throw new Refusal("access.service-missing");
        }
    }

    /// A role without limits of its own, such as an auditor's.
    public static Grant of(Role role, String service) {
        return new Grant(role, service, "", List.of(), List.of(), List.of(), List.of());
    }

    /// The administrator's role, which belongs to no service.
    public static Grant administrator() {
        return of(Role.ADMINISTRATOR, ANY);
    }

    /// An officer of a service.
    public static Grant officer(String service, String office) {
        return officer(service, office, List.of());
    }

    /// An officer of a service who sees cases of these owners only; of all when there are none.
    public static Grant officer(String service, String office, List<String> owners) {
        return new Grant(Role.OFFICER, service, office, List.of(), List.of(), List.of(), owners);
    }

    /// An auditor of a service who sees cases of these owners only; of all when there are none.
    public static Grant auditor(String service, List<String> owners) {
        return new Grant(Role.AUDITOR, service, "", List.of(), List.of(), List.of(), owners);
    }

    /// An applicant of a service.
    public static Grant applicant(String service, List<String> prefixes) {
        return new Grant(Role.APPLICANT, service, "", prefixes, List.of(), List.of(), List.of());
    }

    /// A source of a service.
    public static Grant source(String service, List<String> types, List<String> sources) {
        return new Grant(Role.SOURCE, service, "", List.of(), types, sources, List.of());
    }

    static List<Grant> with(List<Grant> grants, Grant more) {
        List<Grant> all = new ArrayList<>(grants);
        all.add(more);
        return List.copyOf(all);
    }

    static List<Grant> without(List<Grant> grants, Grant less) {
        return grants.stream().filter(grant -> !grant.equals(less)).toList();
    }

    /// Whether it is limited to the cases of owners.
    boolean isLimited() {
        return !owners.isEmpty();
    }

    public boolean covers(String name) {
        return service.equals(ANY) || service.equals(name);
    }
}
