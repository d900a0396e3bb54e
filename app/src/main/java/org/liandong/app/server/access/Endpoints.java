package org.liandong.app.server.access;

import static org.liandong.app.server.access.Role.ADMINISTRATOR;
import static org.liandong.app.server.access.Role.APPLICANT;
import static org.liandong.app.server.access.Role.AUDITOR;
import static org.liandong.app.server.access.Role.OFFICER;
import static org.liandong.app.server.access.Role.SOURCE;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// Which role may call what. What is not listed here is not there, for anybody.
///
/// Security is made from this table, `docs/security.md` prints it, and a test goes through each of its cells.
public final class Endpoints {

    private static final Set<Role> EVERY_ROLE = EnumSet.allOf(Role.class);

    private Endpoints() {}

    /// Who may call an address.
    public enum Rule {
        /// Anybody, signed in or not.
        OPEN,
        /// Whoever has one of the roles; of which services and cases is looked at besides.
        ROLES,
        /// Whoever has one of the roles without a limit to owners: no case says whose it is.
        WHOLE,
        /// As before, and nobody who is limited to owners anywhere: it belongs to the cases of many owners.
        SHARED;

        /// Whether an officer or auditor may call it who is limited to owners.
        public boolean isForLimited() {
            return this == ROLES;
        }
    }

    /// A row of the table.
    ///
    /// @param method  the HTTP method; `GET` includes `HEAD`
    /// @param pattern the address, as Spring writes patterns
    /// @param roles   who may call it; empty for an open one
    public record Endpoint(String method, String pattern, Rule rule, Set<Role> roles) {}

    private static final List<Endpoint> TABLE =
            List.of(
                    open("GET", "/enter"),
                    open("POST", "/enter"),
                    open("GET", "/begin/{link}"),
                    open("POST", "/begin/{link}"),
                    open("GET", "/assets/{*path}"),
                    open("GET", "/favicon.ico"),
                    open("GET", "/openapi.json"),
                    open("GET", "/actuator/health"),
                    open("GET", "/actuator/health/{*part}"),
                    open("GET", "/language"),
                    row("POST", "/leave", EVERY_ROLE),
                    row("GET", "/", EVERY_ROLE),
                    row("GET", "/me", EVERY_ROLE),
                    row("POST", "/me/password", EVERY_ROLE),
                    row("GET", "/services", EVERY_ROLE),
                    row("GET", "/services/{service}/{page}", OFFICER, AUDITOR),
                    row("POST", "/services/{service}/{page}", OFFICER, AUDITOR),
                    row("GET", "/rules", EVERY_ROLE),
                    row("GET", "/cases", OFFICER, AUDITOR, APPLICANT),
                    row("GET", "/cases/{service}/{*key}", OFFICER, AUDITOR, APPLICANT),
                    row("GET", "/search", OFFICER, AUDITOR, APPLICANT),
                    row("GET", "/decisions", OFFICER, AUDITOR),
                    shared("GET", "/books", OFFICER, AUDITOR),
                    shared("GET", "/books/{*account}", OFFICER, AUDITOR),
                    row("GET", "/clocks", OFFICER, AUDITOR),
                    row("GET", "/tasks", OFFICER, AUDITOR),
                    row("POST", "/tasks/{*task}", OFFICER),
                    row("GET", "/messages", OFFICER, AUDITOR, SOURCE),
                    row("POST", "/messages/ack", OFFICER, SOURCE),
                    row("GET", "/trail", OFFICER, AUDITOR),
                    row("GET", "/trail/{*entry}", OFFICER, AUDITOR),
                    whole("GET", "/aside", OFFICER, AUDITOR),
                    row("GET", "/events", OFFICER, AUDITOR),
                    shared("GET", "/documents/{id}", OFFICER, AUDITOR),
                    row("POST", "/reveal", OFFICER, AUDITOR),
                    whole("GET", "/upload", OFFICER),
                    whole("POST", "/upload", OFFICER),
                    whole("POST", "/facts", SOURCE, OFFICER),
                    row("GET", "/admin", ADMINISTRATOR),
                    row("GET", "/admin/{*page}", ADMINISTRATOR),
                    row("POST", "/admin/{*page}", ADMINISTRATOR),
                    shared("GET", "/actuator/prometheus", AUDITOR, ADMINISTRATOR));

    private static final List<Parsed> PARSED = parsed();

    private record Parsed(Endpoint endpoint, PathPattern pattern) {}

    private static Endpoint open(String method, String pattern) {
        return new Endpoint(method, pattern, Rule.OPEN, Set.of());
    }

    private static Endpoint whole(String method, String pattern, Role... roles) {
        return new Endpoint(method, pattern, Rule.WHOLE, Set.of(roles));
    }

    private static Endpoint shared(String method, String pattern, Role... roles) {
        return new Endpoint(method, pattern, Rule.SHARED, Set.of(roles));
    }

    private static Endpoint row(String method, String pattern, Role... roles) {
        return row(method, pattern, Set.of(roles));
    }

    private static Endpoint row(String method, String pattern, Set<Role> roles) {
        return new Endpoint(method, pattern, Rule.ROLES, Set.copyOf(roles));
    }

    private static List<Parsed> parsed() {
        List<Parsed> parsed = new ArrayList<>();
        for (Endpoint endpoint : TABLE) {
            parsed.add(
                    new Parsed(
                            endpoint, PathPatternParser.defaultInstance.parse(endpoint.pattern())));
        }
        return List.copyOf(parsed);
    }

    /// The table.
    public static List<Endpoint> table() {
        return TABLE;
    }

    /// The row of a request; null when there is none. Of several the one that says most.
    static @Nullable Endpoint of(String method, String path) {
        String asked = method.equals("HEAD") ? "GET" : method;
        PathContainer container = PathContainer.parsePath(path);
        @Nullable Parsed best = null;
        for (Parsed row : PARSED) {
            if (row.endpoint().method().equals(asked)
                    && row.pattern().matches(container)
                    && (best == null
                            || PathPattern.SPECIFICITY_COMPARATOR.compare(
                                            row.pattern(), best.pattern())
                                    < 0)) {
                best = row;
            }
        }
        return best == null ? null : best.endpoint();
    }

    private static boolean unlimited(Endpoint endpoint, Caller caller) {
        return caller.grants().stream()
                .anyMatch(grant -> endpoint.roles().contains(grant.role()) && !grant.isLimited());
    }

    static boolean allows(Endpoint endpoint, Caller caller) {
        return switch (endpoint.rule()) {
            case OPEN -> true;
            case ROLES -> endpoint.roles().stream().anyMatch(caller::is);
            case WHOLE -> unlimited(endpoint, caller);
            case SHARED -> unlimited(endpoint, caller) && !caller.isLimited();
        };
    }
}
