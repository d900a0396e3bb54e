package org.liandong.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What somebody may see: some services as a whole, and of others the cases of some owners.
///
/// What belongs to a case is seen with it. A case that is nobody's in particular is seen only by who sees its service whole.
///
/// @param whole services that are seen as a whole
/// @param owned of services that are not: whose cases are seen, at least one
public record Sight(List<String> whole, Map<String, List<String>> owned) {

    /// Nothing at all.
    public static final Sight NOTHING = new Sight(List.of(), Map.of());

    public Sight {
        whole = List.copyOf(whole);
        Map<String, List<String>> sorted = new TreeMap<>();
        for (Map.Entry<String, List<String>> each : owned.entrySet()) {
            if (each.getValue().isEmpty() || each.getValue().contains("")) {
                throw new IllegalArgumentException(
                        "Whose cases of %s are seen? Maybe the service is seen as a whole, or not at all."
                                .formatted(each.getKey()));
            }
            if (!whole.contains(each.getKey())) {
                sorted.put(each.getKey(), List.copyOf(each.getValue()));
            }
        }
        owned = Collections.unmodifiableMap(sorted);
    }

    /// Services as a whole.
    public static Sight whole(Collection<String> services) {
        return new Sight(List.copyOf(services), Map.of());
    }

    public boolean isEmpty() {
        return whole.isEmpty() && owned.isEmpty();
    }

    /// Whether something of a service may be seen.
    public boolean covers(String service) {
        return whole.contains(service) || owned.containsKey(service);
    }

    /// Whether a case may be seen.
    ///
    /// @param owner whose business it is
    public boolean covers(String service, String owner) {
        return whole.contains(service) || owners(service).contains(owner);
    }

    /// Whose cases of a service are seen; none where it is seen as a whole, or not at all.
    public List<String> owners(String service) {
        return owned.getOrDefault(service, List.of());
    }

    /// The part of one service.
    public Sight only(String service) {
        return new Sight(
                whole.contains(service) ? List.of(service) : List.of(),
                owned.containsKey(service) ? Map.of(service, owners(service)) : Map.of());
    }

    /// The same in parts of which each is asked for in its own way: services as a whole, and cases of owners.
    List<Sight> parts() {
        return isEmpty()
                ? List.of()
                : whole.isEmpty() || owned.isEmpty()
                        ? List.of(this)
                        : List.of(new Sight(whole, Map.of()), new Sight(List.of(), owned));
    }

    /// In SQL, that the state of a row with `service` and `case_key` is this and that it may be seen, for one of the parts.
    ///
    /// A service as a whole is gone through in the order of its rows. Cases of owners are looked up one by one and sorted: what that
    /// costs grows with those cases, and not with the cases of everybody else, of which there may be a thousand to one.
    ///
    /// @param state takes the place of the state
    String inState(String state) {
        if (owned.isEmpty()) {
            return "%s = ?%s".formatted(state, in("service", whole));
        }
        if (!whole.isEmpty()) {
            throw new IllegalStateException("This is asked for in parts.");
        }
        List<String> cases = new ArrayList<>();
        owned.values()
                .forEach(owners ->
                        cases.add(
                                "select o.service, o.case_key from cases o where o.service = ?"
                                        + owned("o.owner", owners)));
        // With a plain state, databases would go through all rows of it.
        return "coalesce(%s, '') = ? and (service, case_key) in (%s)"
                .formatted(state, String.join(" union all ", cases));
    }

    /// In SQL, that a row with `service` and `case_key` may be seen; begins with `and`. Whoever is not limited pays nothing for
    /// those who are. For a bounded stretch of rows only: each is looked at.
    ///
    /// @param table name of the table that has the row
    String condition(String table) {
        if (owned.isEmpty()) {
            return in(table + ".service", whole);
        }
        List<String> any = new ArrayList<>();
        if (!whole.isEmpty()) {
            any.add("coalesce(%s.service, '') in (%s)".formatted(table, marks(whole)));
        }
        owned.forEach((service, owners) ->
                any.add(
                        ("coalesce(%1$s.service, '') = ? and exists (select 1 from cases o where o.service = %1$s.service"
                                        + " and o.case_key = %1$s.case_key%2$s)")
                                .formatted(table, owned("o.owner", owners))));
        return " and (" + String.join(" or ", any) + ")";
    }

    /// Arguments of the condition.
    List<Object> arguments() {
        List<Object> arguments = new ArrayList<>(whole);
        owned.forEach((service, owners) -> {
            arguments.add(service);
            arguments.addAll(owners);
        });
        return arguments;
    }

    /// In SQL, that a case has one of these owners. The index of owners has none without one, which must be said for it to serve.
    static String owned(String column, Collection<String> owners) {
        return " and %1$s <> '' and %1$s in (%2$s)".formatted(column, marks(owners));
    }

    // Told of one value by itself, SQLite would sort what an index has in order.
    static String in(String column, Collection<String> values) {
        return " and coalesce(%s, '') in (%s)".formatted(column, marks(values));
    }

    static String marks(Collection<String> values) {
        return String.join(", ", Collections.nCopies(values.size(), "?"));
    }
}
