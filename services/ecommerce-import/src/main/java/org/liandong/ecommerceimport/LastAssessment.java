package org.liandong.ecommerceimport;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ImportCase.Documents;

/// The assessment made last, since the same documents are asked about again when the books have answered.
///
/// An assessment is a pure function, so remembering one changes no outcome: it is found again by the documents' identity, and
/// documents are immutable. Threads may share it; at worst one of them assesses anew.
final class LastAssessment {

    private record Entry(
            Documents documents, @Nullable String waybillHeldBy, Assessment assessment) {}

    private volatile @Nullable Entry last;

    // To compare documents by value would cost as much as it saves.
    @SuppressWarnings("ReferenceEquality")
    Assessment of(
            Documents documents, @Nullable String waybillHeldBy, Supplier<Assessment> assess) {
        Entry known = last;
        if (known != null
                && known.documents() == documents
                && Objects.equals(known.waybillHeldBy(), waybillHeldBy)) {
            return known.assessment();
        }
        Assessment made = assess.get();
        last = new Entry(documents, waybillHeldBy, made);
        return made;
    }
}
