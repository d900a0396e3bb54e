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
        ROLES
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
                    row("GET", "/rules", EVERY_ROLE),
                    row("GET", "/cases", OFFICER, AUDITOR, APPLICANT),
                    row("GET", "/cases/{service}/{*key}", OFFICER, AUDITOR, APPLICANT),
                    row("GET", "/search", OFFICER, AUDITOR, APPLICANT),
                    row("GET", "/decisions", OFFICER, AUDITOR),
                    row("GET", "/books", OFFICER, AUDITOR),
                    row("GET", "/books/{*account}", OFFICER, AUDITOR),
                    row("GET", "/clocks", OFFICER, AUDITOR),
                    row("GET", "/tasks", OFFICER, AUDITOR),
                    row("POST", "/tasks/{*task}", OFFICER),
                    row("GET", "/messages", OFFICER, AUDITOR, SOURCE),
                    row("POST", "/messages/ack", OFFICER, SOURCE),
                    row("GET", "/trail", OFFICER, AUDITOR),
                    row("GET", "/trail/{*entry}", OFFICER, AUDITOR),
                    row("GET", "/aside", OFFICER, AUDITOR),
                    row("GET", "/events", OFFICER, AUDITOR),
                    row("GET", "/documents/{id}", OFFICER, AUDITOR),
                    row("POST", "/reveal", OFFICER, AUDITOR),
                    row("GET", "/upload", OFFICER),
                    row("POST", "/upload", OFFICER),
                    row("POST", "/facts", SOURCE, OFFICER),
                    row("GET", "/admin", ADMINISTRATOR),
                    row("GET", "/admin/{*page}", ADMINISTRATOR),
                    row("POST", "/admin/{*page}", ADMINISTRATOR),
                    row("GET", "/actuator/prometheus", AUDITOR, ADMINISTRATOR));

    private static final List<Parsed> PARSED = parsed();

    private record Parsed(Endpoint endpoint, PathPattern pattern) {}

    private static Endpoint open(String method, String pattern) {
        return new Endpoint(method, pattern, Rule.OPEN, Set.of());
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

    static boolean allows(Endpoint endpoint, Caller caller) {
        return switch (endpoint.rule()) {
            case OPEN -> true;
            case ROLES -> endpoint.roles().stream().anyMatch(caller::is);
        };
    }
}
