package org.liandong.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// A trail entry that is not tied to the one before it yet.
///
/// The hash over its effects, which encodes decisions and messages, needs no other entry: whoever comes first makes it, a
/// thread that has time or the one that ties the chain.
final class Draft {

    private final TrailEntry entry;
    private final Hash content;
    private final FutureTask<Hash> effects;

    /// @param content hash of the document that the entry brings, or [TrailEntry#NO_DOCUMENT]
    Draft(TrailEntry entry, Hash content, List<Object> effects) {
        this.entry = entry;
        this.content = content;
        this.effects = new FutureTask<>(() -> hash(effects));
    }

    TrailEntry entry() {
        return entry;
    }

    Hash content() {
        return content;
    }

    /// Makes the hash, unless that has been begun.
    void hash() {
        effects.run();
    }

    /// The hash over everything the entry led to.
    Hash effects() {
        effects.run();
        try {
            return effects.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "The effects of entry %d cannot be written.".formatted(entry.seq()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreFailure(
                    StoreFailure.Code.STOPPED, "Interrupted while the trail was being tied.", e);
        }
    }

    private static Hash hash(List<Object> effects) {
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
