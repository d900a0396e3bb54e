package org.liandong.app.server.console;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.app.server.access.Grant;
import org.liandong.app.server.access.GrantRequest;
import org.liandong.app.server.access.Refusal;

/// What somebody has entered into a form of the administration.
///
/// @param values by field; what was not sent is empty
record Entered(Map<String, String> values) {

    /// Characters of a field that are looked at, and shown again after an error.
    private static final int FIELD_MAX = 20_000;

    private static final String[] GRANT = {
        "role", "service", "office", "prefixes", "types", "sources", "owners"
    };

    /// A button, and nothing else.
    static final Entered NOTHING = new Entered(Map.of());

    static Entered in(HttpServletRequest request, String... fields) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String field : fields) {
            String value = request.getParameter(field);
            values.put(
                    field,
                    value == null ? "" : value.substring(0, Math.min(value.length(), FIELD_MAX)));
        }
        return new Entered(values);
    }

    /// The fields of a form that gives a role, too.
    static Entered withGrant(HttpServletRequest request, String... fields) {
        String[] all = Arrays.copyOf(fields, fields.length + GRANT.length);
        System.arraycopy(GRANT, 0, all, fields.length, GRANT.length);
        return in(request, all);
    }

    /// A field as it was entered.
    String raw(String field) {
        return values.getOrDefault(field, "");
    }

    /// A field without space around it.
    String text(String field) {
        return raw(field).strip();
    }

    /// A field that may be left empty; null when it was.
    @Nullable String optional(String field) {
        String text = text(field);
        return text.isEmpty() ? null : text;
    }

    /// A number of days.
    ///
    /// @throws Refusal of this key when it is none
    Duration days(String field, String refusal) {
        String days = text(field);
        if (!days.matches("\\d{1,6}")) {
            throw Refusal.ofDays(refusal);
        }
        return Duration.ofDays(Long.parseLong(days));
    }

    // Fields of other roles are not seen by whoever fills the form, and count for nothing.
    Grant grant() {
        String role = raw("role");
        return new GrantRequest(
                        role,
                        raw("service"),
                        role.equals("officer") ? raw("office") : "",
                        role.equals("applicant") ? lines("prefixes") : List.of(),
                        role.equals("source") ? lines("types") : List.of(),
                        role.equals("source") ? lines("sources") : List.of(),
                        role.equals("officer") || role.equals("auditor")
                                ? lines("owners")
                                : List.of())
                .grant();
    }

    private List<@Nullable String> lines(String field) {
        List<@Nullable String> lines = new ArrayList<>();
        raw(field).lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(lines::add);
        return lines;
    }
}
