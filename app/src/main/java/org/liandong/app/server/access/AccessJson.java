package org.liandong.app.server.access;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.app.server.access.People.Person;

/// Accounts and keys for programs, without anything secret. Names of the fields are a contract, of the command line and of
/// the API alike.
public final class AccessJson {

    private AccessJson() {}

    /// An account.
    public static Map<String, @Nullable Object> of(Person person, Instant now) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", person.name());
        json.put("shown", person.shown());
        json.put("subject", person.subject());
        json.put("state", person.state(now));
        json.put("grants", person.grants().stream().map(AccessJson::of).toList());
        json.put("linkUntil", person.link() == null ? null : person.linkUntil());
        json.put("createdAt", person.createdAt());
        json.put("changedAt", person.changedAt());
        json.put("enteredAt", person.enteredAt());
        return json;
    }

    /// A key.
    public static Map<String, @Nullable Object> of(Keys.Key key, Instant now) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", key.id());
        json.put("name", key.name());
        json.put("subject", key.subject());
        json.put("state", key.state(now));
        json.put("grants", key.grants().stream().map(AccessJson::of).toList());
        json.put("expiresAt", key.expiresAt());
        json.put("previousUntil", key.previousUntil());
        json.put("revokedAt", key.revokedAt());
        json.put("createdAt", key.createdAt());
        json.put("changedAt", key.changedAt());
        json.put("usedAt", key.usedAt());
        return json;
    }

    /// A grant, with what its role looks at.
    public static Map<String, Object> of(Grant grant) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("role", grant.role().name().toLowerCase(Locale.ROOT));
        json.put("service", grant.service());
        if (!grant.office().isEmpty()) {
            json.put("office", grant.office());
        }
        put(json, "prefixes", grant.prefixes());
        put(json, "types", grant.types());
        put(json, "sources", grant.sources());
        put(json, "owners", grant.owners());
        return json;
    }

    private static void put(Map<String, Object> json, String name, List<String> values) {
        if (!values.isEmpty()) {
            json.put(name, values);
        }
    }
}
