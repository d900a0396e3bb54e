package org.liandong.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What the writer sees: the committed store, covered by what is being committed, by the batch that grows, and by the
/// step that runs.
///
/// A step's changes join the batch only when the step has succeeded, so that a fact on which a service throws leaves
/// nothing behind. Used by one thread, but for [#committed].
final class Work {

    private final Store store;
    private final Map<Table<?, ?>, Layers<?, ?>> layers = new LinkedHashMap<>();
    private final List<Layers<?, ?>> touched = new ArrayList<>();

    Work(Store store, List<Table<?, ?>> tables) {
        this.store = store;
        for (Table<?, ?> table : tables) {
            layers.put(table, new Layers<>(table));
        }
    }

    <K, V> @Nullable V get(Table<K, V> table, K key) {
        return of(table).get(key);
    }

    /// Whether the committed store is known to have nothing under a key. Does not look.
    <K, V> boolean isAbsent(Table<K, V> table, K key) {
        return of(table).isAbsent(key);
    }

    /// What is under a key that the committed store cannot have.
    <K, V> @Nullable V getUncommitted(Table<K, V> table, K key) {
        return of(table).getUncommitted(key);
    }

    /// Makes a table part of the work, if it is not yet.
    void include(Table<?, ?> table) {
        layers.computeIfAbsent(table, Layers::new);
    }

    /// Reads at once what will be asked for one by one: hundreds of keys that are mostly not there.
    <K, V> void expect(Table<K, V> table, Collection<K> keys) {
        of(table).expect(keys);
    }

    <K, V> void put(Table<K, V> table, V value) {
        of(table).put(table.key().apply(value), Optional.of(value));
    }

    /// Puts a value that cannot exist yet and need not be read back in this batch.
    <K, V> void add(Table<K, V> table, V value) {
        of(table).add(value);
    }

    <K, V> void remove(Table<K, V> table, K key) {
        of(table).remove(key);
    }

    /// The step has succeeded: its changes belong to the batch.
    void keep() {
        touched.forEach(Layers::keep);
        touched.clear();
    }

    /// The step has failed: it has not happened.
    void drop() {
        touched.forEach(Layers::drop);
        touched.clear();
    }

    /// Hands the batch over for committing. The batch before it must have been committed.
    List<Store.Change<?, ?>> seal() {
        List<Store.Change<?, ?>> changes = new ArrayList<>();
        for (Layers<?, ?> layer : layers.values()) {
            Store.Change<?, ?> change = layer.seal();
            if (!change.isEmpty()) {
                changes.add(change);
            }
        }
        return changes;
    }

    /// The sealed batch is in the store.
    void committed() {
        layers.values().forEach(Layers::committed);
        store.refresh();
    }

    /// Committed rows; call only when no batch is open or under way.
    <K, V> List<V> query(Table<K, V> table, String condition, Object... arguments) {
        return store.query(table, condition, arguments);
    }

    /// Rows by a condition in SQL, committed or not. The predicate must say of a value what the condition says of its row.
    <K, V> Collection<V> select(
            Table<K, V> table, Predicate<V> predicate, String condition, Object... arguments) {
        Map<K, V> found = new LinkedHashMap<>();
        for (V value : store.query(table, condition, arguments)) {
            found.put(table.key().apply(value), value);
        }
        of(table).cover(found, predicate);
        return found.values();
    }

    @SuppressWarnings("unchecked")
    private <K, V> Layers<K, V> of(Table<K, V> table) {
        Layers<?, ?> found = layers.get(table);
        if (found == null) {
            throw new IllegalArgumentException(
                    "The table %s is not part of this store.".formatted(table.name()));
        }
        return (Layers<K, V>) found;
    }

    private final class Layers<K, V> {

        private final Table<K, V> table;
        private final Map<K, Optional<V>> step = new HashMap<>();
        private final List<V> stepInserts = new ArrayList<>();
        private Map<K, Optional<V>> batch = new LinkedHashMap<>();
        private List<V> batchInserts = new ArrayList<>();
        private Map<K, Optional<V>> sealed = Map.of();
        private final Recent<K, Optional<V>> clean;
        // What was read at once since the last commit. That there is nothing is not remembered for
        // longer: most of these keys are about to get a value.
        private Map<K, Optional<V>> expected = new HashMap<>();
        // Keys removed in the batch that the store does not have.
        private final Set<K> neverStored = new HashSet<>();

        Layers(Table<K, V> table) {
            this.table = table;
            this.clean = new Recent<>(table.cached());
        }

        @Nullable V get(K key) {
            return get(key, true);
        }

        @Nullable V getUncommitted(K key) {
            return get(key, false);
        }

        private @Nullable V get(K key, boolean mayBeStored) {
            Optional<V> known = step.get(key);
            if (known == null) {
                known = batch.get(key);
            }
            if (known == null) {
                known = sealed.get(key);
            }
            if (known == null && !mayBeStored) {
                return null;
            }
            if (known == null) {
                known = expected.get(key);
            }
            if (known != null) {
                return known.orElse(null);
            }
            // That there is nothing under a key is remembered too: nobody else writes.
            Optional<V> found = clean.get(key);
            if (found == null) {
                found = Optional.ofNullable(store.read(table, key));
                clean.put(key, found);
            }
            return found.orElse(null);
        }

        void put(K key, Optional<V> value) {
            touch();
            step.put(key, value);
        }

        boolean isAbsent(K key) {
            Optional<V> stored = sealed.get(key);
            if (stored == null) {
                stored = expected.get(key);
            }
            if (stored == null) {
                stored = clean.get(key);
            }
            return stored != null && stored.isEmpty();
        }

        void remove(K key) {
            if (isAbsent(key)) {
                neverStored.add(key);
            }
            put(key, Optional.empty());
        }

        void add(V value) {
            touch();
            stepInserts.add(value);
        }

        private void touch() {
            if (step.isEmpty() && stepInserts.isEmpty()) {
                touched.add(this);
            }
        }

        void expect(Collection<K> keys) {
            Set<K> unknown = new LinkedHashSet<>();
            for (K key : keys) {
                if (!batch.containsKey(key)
                        && !sealed.containsKey(key)
                        && !expected.containsKey(key)
                        && clean.get(key) == null) {
                    unknown.add(key);
                }
            }
            if (unknown.size() < 2) {
                // Read when it is asked for.
                return;
            }
            Map<K, V> found = store.readAll(table, List.copyOf(unknown));
            found.forEach((key, value) -> clean.put(key, Optional.of(value)));
            for (K key : unknown) {
                expected.put(key, Optional.ofNullable(found.get(key)));
            }
        }

        void cover(Map<K, V> found, Predicate<V> predicate) {
            for (Map<K, Optional<V>> layer : List.of(sealed, batch, step)) {
                layer.forEach((key, value) -> {
                    if (value.isPresent() && predicate.test(value.get())) {
                        found.put(key, value.get());
                    } else {
                        found.remove(key);
                    }
                });
            }
        }

        void keep() {
            batch.putAll(step);
            batchInserts.addAll(stepInserts);
            drop();
        }

        void drop() {
            step.clear();
            stepInserts.clear();
        }

        Store.Change<K, V> seal() {
            List<V> upserts = new ArrayList<>(batch.size());
            List<K> deletes = new ArrayList<>();
            batch.forEach((key, value) -> {
                if (value.isPresent()) {
                    upserts.add(value.get());
                } else if (!neverStored.contains(key)) {
                    deletes.add(key);
                }
            });
            neverStored.clear();
            List<V> inserts = batchInserts;
            sealed = batch;
            batch = new LinkedHashMap<>();
            batchInserts = new ArrayList<>();
            return new Store.Change<>(table, inserts, upserts, deletes);
        }

        void committed() {
            expected = new HashMap<>();
            sealed.forEach(clean::put);
            sealed = Map.of();
        }
    }
}
