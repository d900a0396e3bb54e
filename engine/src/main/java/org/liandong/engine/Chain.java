package org.liandong.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/// Ties trail entries to each other by their hashes, in their order.
final class Chain {

    private Hash last;

    Chain(Hash last) {
        this.last = last;
    }

    List<TrailEntry> link(List<Applier.Draft> drafts) {
        List<TrailEntry> entries = new ArrayList<>(drafts.size());
        for (Applier.Draft draft : drafts) {
            TrailEntry open = draft.entry().hashed(effects(draft.effects()), last);
            TrailEntry entry = open.hashed(open.effects(), TrailEntry.link(last, open));
            last = entry.hash();
            entries.add(entry);
        }
        return entries;
    }

    private static Hash effects(List<Object> effects) {
        MessageDigest digest = Hash.digest();
        for (Object effect : effects) {
            digest.update(
                    effect instanceof JsonText json
                            ? json.bytes()
                            : ((String) effect).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return Hash.of(digest.digest());
    }
}
