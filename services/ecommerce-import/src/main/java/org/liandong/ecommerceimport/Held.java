package org.liandong.ecommerceimport;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ImportFact.Document;
import org.liandong.kernel.FactId;

/// A document with the identity of the fact that brought it.
record Held<D>(FactId id, D document) {

    /// What a version of a document is worth beside the others of its key.
    enum Standing {
        /// It counts, or did until a later one came.
        TAKEN,
        /// New, although there is one.
        EXISTS,
        /// A change or deletion of nothing.
        NOTHING_TO_CHANGE,
        /// A change after the list was declared.
        AFTER_DECLARATION
    }

    /// All versions of one document that were sent, in the order in which their senders reported them.
    ///
    /// Which one is in force follows from the set alone, so the order of arrival does not matter.
    record Versions<D extends Document>(List<Held<D>> all) {

        // What one key may be sent anew; a sender who goes on is refused by the engine's isolation
        // of faults.
        static final int VERSIONS_MAX = 50;

        Versions {
            all = List.copyOf(all);
        }

        static <D extends Document> Versions<D> none() {
            return new Versions<>(List.of());
        }

        Versions<D> with(Held<D> held) {
            if (all.size() >= VERSIONS_MAX) {
                throw new IllegalStateException(
                        "More than %d versions of one document. Ask the sender to stop."
                                .formatted(VERSIONS_MAX));
            }
            List<Held<D>> more = new ArrayList<>(all);
            more.add(held);
            more.sort(
                    Comparator.comparing((Held<D> h) -> h.document().appTime())
                            .thenComparing(h -> h.document().appType())
                            .thenComparing(h -> h.document().guid())
                            .thenComparing(h -> h.id().toString()));
            return new Versions<>(more);
        }

        /// The version in force, or null when there is none or it was deleted.
        ///
        /// @param declaredAt appTime of the list: later changes do not count; null while there is no list
        @Nullable Held<D> inForce(@Nullable String declaredAt) {
            Held<D> current = null;
            for (Held<D> held : all) {
                if (standing(held, current, declaredAt) == Standing.TAKEN) {
                    current = held.document().appType().equals("3") ? null : held;
                }
            }
            return current;
        }

        /// What this version is worth.
        Standing standing(Held<D> wanted, @Nullable String declaredAt) {
            Held<D> current = null;
            for (Held<D> held : all) {
                Standing standing = standing(held, current, declaredAt);
                if (held.equals(wanted)) {
                    return standing;
                }
                if (standing == Standing.TAKEN) {
                    current = held.document().appType().equals("3") ? null : held;
                }
            }
            throw new IllegalArgumentException("The version is not one of these.");
        }

        private static Standing standing(
                Held<? extends Document> held,
                @Nullable Held<? extends Document> current,
                @Nullable String declaredAt) {
            Document document = held.document();
            if (document.appType().equals("1")) {
                return current == null ? Standing.TAKEN : Standing.EXISTS;
            }
            if (current == null) {
                return Standing.NOTHING_TO_CHANGE;
            }
            return declaredAt != null && document.appTime().compareTo(declaredAt) > 0
                    ? Standing.AFTER_DECLARATION
                    : Standing.TAKEN;
        }
    }
}
