package org.liandong.engine;

import java.util.ArrayList;
import java.util.List;

/// Ties trail entries to each other by their hashes, in their order.
final class Chain {

    private Hash last;

    Chain(Hash last) {
        this.last = last;
    }

    List<TrailEntry> link(List<Draft> drafts) {
        List<TrailEntry> entries = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            TrailEntry open = draft.entry().hashed(draft.effects(), last);
            TrailEntry entry =
                    open.hashed(open.effects(), TrailEntry.link(last, open, draft.content()));
            last = entry.hash();
            entries.add(entry);
        }
        return entries;
    }
}
