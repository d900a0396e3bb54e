package org.liandong.app.server.push;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// How a call is signed after the Standard Webhooks scheme: HMAC-SHA256 over id, time and body.
final class Signature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";

    private Signature() {}

    /// The value of the header `webhook-signature`.
    static String of(byte[] secret, String id, long seconds, String body) {
        return "v1,"
                + Base64.getEncoder().encodeToString(hmac(secret, id + "." + seconds + "." + body));
    }

    /// The secret of a webhook. It is never kept: whoever has the identity key can derive it again.
    static byte[] secret(byte[] identityKey, String id, String salt) {
        return hmac(identityKey, "webhook/" + id + "/" + salt);
    }

    /// A secret as it is shown, once.
    static String shown(byte[] secret) {
        return PREFIX + Base64.getEncoder().encodeToString(secret);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
