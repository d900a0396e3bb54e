package org.liandong.ecommerceimport.ceb;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/// What is peculiar to signatures of GB/T 32918.
final class Sm2 {

    private static final X9ECParameters CURVE = GMNamedCurves.getByName("sm2p256v1");

    // Two numbers of 256 bits, one after the other, as cards and XML signatures have them.
    private static final int PLAIN_LENGTH = 64;

    private Sm2() {}

    static boolean isOnItsCurve(ECPublicKey key) {
        return key.getParams().getOrder().equals(CURVE.getN())
                && key.getParams().getCurve().getA().equals(CURVE.getCurve().getA().toBigInteger());
    }

    /// The signature in the form that providers verify; senders write it so, or as the two plain numbers.
    static byte[] toDer(byte[] signature) throws SignatureException {
        boolean der =
                signature.length > 2
                        && signature[0] == 0x30
                        && signature[1] == signature.length - 2;
        if (signature.length != PLAIN_LENGTH || der) {
            return signature;
        }
        BigInteger r = new BigInteger(1, Arrays.copyOf(signature, PLAIN_LENGTH / 2));
        BigInteger s =
                new BigInteger(1, Arrays.copyOfRange(signature, PLAIN_LENGTH / 2, PLAIN_LENGTH));
        try {
            return StandardDSAEncoding.INSTANCE.encode(CURVE.getN(), r, s);
        } catch (IOException | IllegalArgumentException e) {
            throw new SignatureException(
                    "The two numbers of the signature are not of its curve.", e);
        }
    }
}
