package org.liandong.app.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Secrets that are drawn by lot: 256 bits, of which only a hash is kept. A slow hash would add nothing, as they cannot be
/// guessed.
final class Tokens {

    private static final int SECRET_BYTES = 32;
    private static final int ID_LENGTH = 10;

    // Without letters that look alike.
    private static final String LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

    private final SecureRandom random;

    Tokens(SecureRandom random) {
        this.random = random;
    }

    String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    String id() {
        StringBuilder id = new StringBuilder(ID_LENGTH);
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }

    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    /// Takes the same time whatever differs.
    static boolean fits(byte @Nullable [] hash, byte[] shown) {
        return hash != null && MessageDigest.isEqual(hash, shown);
    }
}
