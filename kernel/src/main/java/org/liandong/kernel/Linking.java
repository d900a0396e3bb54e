package org.liandong.kernel;

import java.util.List;

/// How a fact finds its case.
public sealed interface Linking {

    /// The fact carries the key of its case.
    record ToCase(CaseKey key) implements Linking {}

    /// The fact carries only identifiers: it belongs to the case that has claimed one of them, and is parked until then.
    ///
    /// @param identifiers in order of preference, at least one
    record ByIdentifier(List<Identifier> identifiers) implements Linking {
        public ByIdentifier {
            identifiers = List.copyOf(identifiers);
            if (identifiers.isEmpty()) {
                throw new IllegalArgumentException(
                        "A fact without a case key needs at least one identifier.");
            }
        }
    }

    static Linking to(String key) {
        return new ToCase(new CaseKey(key));
    }

    static Linking by(Identifier... identifiers) {
        return new ByIdentifier(List.of(identifiers));
    }
}
