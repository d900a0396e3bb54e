package org.liandong.engine;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Keeps documents as they came, for evidence: compressed, and readable only with the office's key.
///
/// Messages carry identity numbers, telephones and addresses that nothing else in the store shows in clear. Layout:
/// version (1 byte), nonce (12), then AES-256-GCM over the Zstandard frame. The keys are derived from the office's secret
/// by HKDF (RFC 5869). The nonce is a keyed hash of the content, so that it repeats only with the content, and the same
/// documents make the same store again.
final class Vault {

    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    /// What stands before the sealed bytes.
    static final int BEFORE = 1 + NONCE;

    // The fastest level that still finds the repeated element names, which are nine tenths of a
    // message.
    private static final int LEVEL = 1;

    // To make one costs as much as to compress a small message.
    private final ThreadLocal<ZstdCompressCtx> packers =
            ThreadLocal.withInitial(() -> new ZstdCompressCtx().setLevel(LEVEL));

    private final SecretKey cipherKey;
    private final SecretKey nonceKey;

    Vault(byte[] secret) {
        cipherKey = derived(secret, "document", "AES");
        nonceKey = derived(secret, "document nonce", "HmacSHA256");
    }

    private static SecretKey derived(byte[] secret, String purpose, String algorithm) {
        try {
            byte[] key =
                    KDF.getInstance("HKDF-SHA256")
                            .deriveData(
                                    HKDFParameterSpec.ofExtract()
                                            .addIKM(secret)
                                            .thenExpand(
                                                    ("liandong " + purpose)
                                                            .getBytes(
                                                                    java.nio.charset
                                                                            .StandardCharsets
                                                                            .UTF_8),
                                                    32));
            return new SecretKeySpec(key, algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK 25 has HKDF-SHA256.", e);
        }
    }

    /// A document and the hash that names its content.
    record Kept(Hash sha256, byte[] sealed) {}

    /// May be called from many threads.
    Kept keep(byte[] content) {
        Hash sha256 = Hash.sha256(content);
        try {
            byte[] nonce = nonce(sha256.bytes());
            byte[] packed = packers.get().compress(content);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, cipherKey, new GCMParameterSpec(TAG_BITS, nonce));
            byte[] sealed = new byte[BEFORE + cipher.getOutputSize(packed.length)];
            sealed[0] = VERSION;
            System.arraycopy(nonce, 0, sealed, 1, NONCE);
            cipher.doFinal(packed, 0, packed.length, sealed, BEFORE);
            return new Kept(sha256, sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has AES/GCM.", e);
        }
    }

    /// Whether a document may have been sealed under this key: its nonce is a keyed hash of its content.
    ///
    /// @param begins the beginning of what was sealed, at least [#BEFORE] bytes of it
    boolean mayHaveSealed(byte[] sha256, byte[] begins) {
        return begins.length >= BEFORE
                && begins[0] == VERSION
                && Arrays.equals(begins, 1, BEFORE, nonce(sha256), 0, NONCE);
    }

    private byte[] nonce(byte[] sha256) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(nonceKey);
            return Arrays.copyOf(mac.doFinal(sha256), NONCE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256.", e);
        }
    }

    /// The document as it came.
    ///
    /// @throws GeneralSecurityException when it was sealed under another key, or has been changed
    byte[] open(byte[] sealed) throws GeneralSecurityException {
        if (sealed.length < BEFORE || sealed[0] != VERSION) {
            throw new GeneralSecurityException("This is not a sealed document.");
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE, cipherKey, new GCMParameterSpec(TAG_BITS, sealed, 1, NONCE));
        byte[] packed = cipher.doFinal(sealed, BEFORE, sealed.length - BEFORE);
        return Zstd.decompress(packed, Math.toIntExact(Zstd.getFrameContentSize(packed)));
    }
}
