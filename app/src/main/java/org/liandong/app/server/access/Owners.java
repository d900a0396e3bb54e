package org.liandong.app.server.access;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.Views;

/// Says whose business cases are.
@FunctionalInterface
public interface Owners {

    /// Whose business a case is; empty when it is nobody's in particular, or not there.
    String of(String service, String caseKey);

    /// The owners of the cases on a page, read in one question a service, and only for who is limited to owners there.
    static <T> Owners of(
            Views views,
            Caller caller,
            Collection<T> page,
            Function<T, String> service,
            Function<T, @Nullable String> caseKey) {
        Map<String, Set<String>> keys = new HashMap<>();
        for (T each : page) {
            String key = caseKey.apply(each);
            if (key != null && !caller.owners(service.apply(each)).isEmpty()) {
                keys.computeIfAbsent(service.apply(each), _ -> new LinkedHashSet<>()).add(key);
            }
        }
        Map<String, Map<String, String>> known = new HashMap<>();
        keys.forEach((name, some) -> known.put(name, views.owners(name, some)));
        return (name, key) -> known.getOrDefault(name, Map.of()).getOrDefault(key, "");
    }
}
