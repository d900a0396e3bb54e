package org.liandong.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One entry of the trail: a fact or a step, what it led to, and the hash that ties it to all before it.
///
/// @param seq      gap-free, from 1
/// @param at       when it was accepted; never earlier than the entry before
/// @param kind     what it is
/// @param service  whose it is
/// @param caseKey  the case it went to, or null
/// @param source   who asserted it, or null for a step of Liandong's own
/// @param factId   the source's number for it
/// @param type     type of the fact, or name of the clock, the account, what was done ...
/// @param document the document it came in
/// @param body     the fact as JSON, or what else the entry says
/// @param effects  hash over everything it led to
/// @param hash     hash over the entry before and this one
record TrailEntry(
        long seq,
        Instant at,
        Kind kind,
        String service,
        @Nullable String caseKey,
        @Nullable String source,
        @Nullable String factId,
        String type,
        @Nullable Long document,
        JsonText body,
        Hash effects,
        Hash hash) {

    enum Kind {
        /// Services started under these resources.
        CONFIGURED,
        /// A source's fact went to its case.
        FACT,
        /// A source's fact waits for a case that claims its identifier.
        PARKED,
        /// A parked fact went to the case that claimed it.
        LINKED,
        /// A case told another.
        TOLD,
        /// A clock ran out.
        EXPIRED,
        /// An account that a case waited for has room.
        ROOM,
        /// Time was moved on although nothing arrived.
        TIME,
        /// Somebody did something that no service decides on.
        NOTED
    }

    /// The hash of no document, and of none that came with the entry.
    static final Hash NO_DOCUMENT = Hash.of(new byte[32]);

    /// Whether the entry's document came with it, so that its hash is chained.
    boolean brings() {
        return (kind == Kind.FACT || kind == Kind.PARKED) && document != null && document != 0;
    }

    /// The hash that an entry must have after `previous`.
    ///
    /// @param content hash of the document that the entry brings, or [#NO_DOCUMENT]
    static Hash link(Hash previous, TrailEntry entry, Hash content) {
        MessageDigest digest = Hash.digest();
        digest.update(previous.bytes());
        digest.update(content.bytes());
        feed(digest, Long.toString(entry.seq));
        feed(digest, Long.toString(entry.at.toEpochMilli()));
        feed(digest, entry.kind.name());
        feed(digest, entry.service);
        feed(digest, entry.caseKey);
        feed(digest, entry.source);
        feed(digest, entry.factId);
        feed(digest, entry.type);
        feed(digest, entry.document == null ? null : entry.document.toString());
        feed(digest, entry.body.bytes());
        digest.update(entry.effects.bytes());
        return Hash.of(digest.digest());
    }

    // The length before the text keeps neighbours apart; -1 stands for an absent one.
    private static void feed(MessageDigest digest, @Nullable String text) {
        if (text == null) {
            feed(digest, -1);
            return;
        }
        feed(digest, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void feed(MessageDigest digest, byte[] bytes) {
        feed(digest, bytes.length);
        digest.update(bytes);
    }

    private static void feed(MessageDigest digest, int number) {
        digest.update((byte) (number >>> 24));
        digest.update((byte) (number >>> 16));
        digest.update((byte) (number >>> 8));
        digest.update((byte) number);
    }

    TrailEntry hashed(Hash effectsHash, Hash linkedHash) {
        return new TrailEntry(
                seq,
                at,
                kind,
                service,
                caseKey,
                source,
                factId,
                type,
                document,
                body,
                effectsHash,
                linkedHash);
    }
}
