package org.liandong.engine;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values used last: between `most` / 2 and `most` of them, in two generations. When the younger is full the older is
/// dropped as a whole.
///
/// A hit writes nothing where the value is young. A list of all values in the order of their use would have its links
/// rewritten all over the heap by each hit, and the collector would have to look through all of it each time.
final class Recent<K, V> {

    private final int most;
    private Map<K, V> young = new HashMap<>();
    private Map<K, V> old = Map.of();

    /// @param most how many values are kept at most; none for 0
    Recent(int most) {
        this.most = most;
    }

    @Nullable V get(K key) {
        V found = young.get(key);
        if (found == null && !old.isEmpty()) {
            found = old.get(key);
            if (found != null) {
                put(key, found);
            }
        }
        return found;
    }

    void put(K key, V value) {
        if (most == 0) {
            return;
        }
        if (young.size() >= most / 2) {
            old = young;
            young = new HashMap<>();
        }
        young.put(key, value);
    }
}
