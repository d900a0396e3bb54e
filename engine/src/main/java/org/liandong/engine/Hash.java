package org.liandong.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A SHA-256 hash, comparable.
final class Hash {

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    static Hash of(byte[] hash) {
        return new Hash(hash.clone());
    }

    static Hash sha256(byte[] content) {
        return new Hash(digest().digest(content));
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    // The length before the text keeps neighbours apart; -1 stands for an absent one.
    static void feed(MessageDigest digest, @Nullable String text) {
        if (text == null) {
            feed(digest, -1);
            return;
        }
        feed(digest, text.getBytes(StandardCharsets.UTF_8));
    }

    static void feed(MessageDigest digest, byte[] bytes) {
        feed(digest, bytes.length);
        digest.update(bytes);
    }

    private static void feed(MessageDigest digest, int number) {
        digest.update((byte) (number >>> 24));
        digest.update((byte) (number >>> 16));
        digest.update((byte) (number >>> 8));
        digest.update((byte) number);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
