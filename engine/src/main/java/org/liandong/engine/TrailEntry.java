package org.liandong.engine;

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
        /// A document, or a node of it, was set aside; the body says why, and what was answered.
        SET_ASIDE,
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

    /// Whether the entry's document came with it, so that the hash of that is chained.
    boolean brings() {
        return switch (kind) {
            case FACT, PARKED, SET_ASIDE -> document != null && document != 0;
            case LINKED, TOLD, EXPIRED, ROOM, CONFIGURED, TIME, NOTED -> false;
        };
    }

    /// The hash that an entry must have after `previous`.
    ///
    /// @param content hash of the document that the entry brings, and of all before that, or [#NO_DOCUMENT]
    static Hash link(Hash previous, TrailEntry entry, Hash content) {
        MessageDigest digest = Hash.digest();
        digest.update(previous.bytes());
        digest.update(content.bytes());
        Hash.feed(digest, Long.toString(entry.seq));
        Hash.feed(digest, Long.toString(entry.at.toEpochMilli()));
        Hash.feed(digest, entry.kind.name());
        Hash.feed(digest, entry.service);
        Hash.feed(digest, entry.caseKey);
        Hash.feed(digest, entry.source);
        Hash.feed(digest, entry.factId);
        Hash.feed(digest, entry.type);
        Hash.feed(digest, entry.document == null ? null : entry.document.toString());
        Hash.feed(digest, entry.body.bytes());
        digest.update(entry.effects.bytes());
        return Hash.of(digest.digest());
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
