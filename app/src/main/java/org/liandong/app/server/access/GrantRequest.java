package org.liandong.app.server.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liandong.app.Wiring;

/// A grant as somebody asks for it, in words that nobody has looked at yet. What is absent is null.
///
/// @param role     its name, in small or capital letters
/// @param service  of which service; `*` for every one
/// @param office   of an officer only
/// @param prefixes of an applicant only
/// @param types    of a source only
/// @param sources  of a source only
/// @param owners   of an officer or auditor only
public record GrantRequest(
        @Nullable String role,
        @Nullable String service,
        @Nullable String office,
        @Nullable List<@Nullable String> prefixes,
        @Nullable List<@Nullable String> types,
        @Nullable List<@Nullable String> sources,
        @Nullable List<@Nullable String> owners) {

    /// Characters of a name, and of the beginning of a key.
    private static final int NAME_MAX = 200;

    /// Names in a list: it stands in every note about the account.
    private static final int NAMES_MAX = 100;

    /// The grant.
    ///
    /// @throws Refusal when it makes no sense, or names what is not there
    public Grant grant() {
        Role known = role(role);
        List<String> owned = names(prefixes);
        List<String> reported = names(types);
        List<String> under = names(sources);
        List<String> whose = names(owners);
        // Whoever names owners, and none of them is one, would get what is seen by nobody who is
        // limited: everything.
        if (owners != null && !owners.isEmpty() && whose.isEmpty()) {
            throw new Refusal("access.owner-bad");
        }
        String tasks = office == null ? "" : office.strip();
        requireName(tasks);
        only(known == Role.OFFICER || tasks.isEmpty(), Role.OFFICER);
        only(known == Role.APPLICANT || owned.isEmpty(), Role.APPLICANT);
        only(known == Role.SOURCE || (reported.isEmpty() && under.isEmpty()), Role.SOURCE);
        only(
                known == Role.OFFICER || known == Role.AUDITOR || whose.isEmpty(),
                Role.OFFICER,
                Role.AUDITOR);
        return switch (known) {
            // Belongs to no service.
            case ADMINISTRATOR -> Grant.administrator();
            case SOURCE -> Grant.source(knownService(), reported, under);
            case APPLICANT -> Grant.applicant(knownService(), owned);
            case OFFICER -> Grant.officer(knownService(), tasks, whose);
            case AUDITOR -> Grant.auditor(knownService(), whose);
        };
    }

    private static Role role(@Nullable String name) {
        for (Role role : Role.values()) {
            if (name != null && role.name().equalsIgnoreCase(name.strip())) {
                return role;
            }
        }
        throw new Refusal("access.role-unknown", roles());
    }

    private static String roles() {
        List<String> names = new ArrayList<>();
        for (Role role : Role.values()) {
            names.add(role.name().toLowerCase(Locale.ROOT));
        }
        return String.join(", ", names);
    }

    private String knownService() {
        String name = service == null ? "" : service.strip();
        if (name.isEmpty()) {
            throw new Refusal("access.service-missing");
        }
        if (!name.equals(Grant.ANY) && Wiring.service(name) == null) {
            throw new Refusal("access.service-unknown", String.join(", ", Wiring.names()));
        }
        return name;
    }

    // What a role does not look at would be believed to limit it.
    private static void only(boolean fits, Role... roles) {
        if (!fits) {
            throw new Refusal(
                    "access.limit-strange",
                    String.join(
                            ", ",
                            Stream.of(roles)
                                    .map(role -> role.name().toLowerCase(Locale.ROOT))
                                    .toList()));
        }
    }

    private static List<String> names(@Nullable List<@Nullable String> asked) {
        List<String> names = new ArrayList<>();
        for (String name : asked == null ? List.<@Nullable String>of() : asked) {
            String stripped = name == null ? "" : name.strip();
            if (!stripped.isEmpty() && !names.contains(stripped)) {
                requireName(stripped);
                names.add(stripped);
            }
        }
        if (names.size() > NAMES_MAX) {
            throw new Refusal("access.names-many", Integer.toString(NAMES_MAX));
        }
        return names;
    }

    private static void requireName(String name) {
        if (name.length() > NAME_MAX || !Plain.is(name)) {
            throw new Refusal("access.limit-bad", Integer.toString(NAME_MAX));
        }
    }
}
