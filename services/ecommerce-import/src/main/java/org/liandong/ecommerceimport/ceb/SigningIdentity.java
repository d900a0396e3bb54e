package org.liandong.ecommerceimport.ceb;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/// A private key and its certificate: who signs.
///
/// Real ones come from a card or a key store. Those made here are for the simulator and for tests: no authority stands behind
/// them.
///
/// @param privateKey the key, RSA or SM2
/// @param certificate the certificate of its public key
public record SigningIdentity(PrivateKey privateKey, X509Certificate certificate) {

    private static final int RSA_BITS = 2048;
    private static final int SERIAL_BITS = 64;

    /// Makes an authority that trusts itself and can issue.
    ///
    /// @param subject a distinguished name: `CN=Test CA,C=CN`
    public static SigningIdentity authority(
            SignatureSuite.KeyKind kind,
            String subject,
            Instant notBefore,
            Instant notAfter,
            SecureRandom random) {
        return make(null, kind, subject, notBefore, notAfter, random);
    }

    /// Makes a signer whose certificate this authority issues.
    ///
    /// @param subject a distinguished name: `CN=Test signer,C=CN`
    public SigningIdentity issue(
            SignatureSuite.KeyKind kind,
            String subject,
            Instant notBefore,
            Instant notAfter,
            SecureRandom random) {
        return make(this, kind, subject, notBefore, notAfter, random);
    }

    private static SigningIdentity make(
            @Nullable SigningIdentity issuer,
            SignatureSuite.KeyKind kind,
            String subject,
            Instant notBefore,
            Instant notAfter,
            SecureRandom random) {
        try {
            KeyPair keys = keys(kind, random);
            X500Principal name = new X500Principal(subject);
            X500Principal issuerName =
                    issuer == null ? name : issuer.certificate.getSubjectX500Principal();
            PrivateKey issuerKey = issuer == null ? keys.getPrivate() : issuer.privateKey;
            X509v3CertificateBuilder builder =
                    new JcaX509v3CertificateBuilder(
                            issuerName,
                            new BigInteger(SERIAL_BITS, random).setBit(0),
                            Date.from(notBefore),
                            Date.from(notAfter),
                            name,
                            keys.getPublic());
            boolean authority = issuer == null;
            int usage =
                    authority
                            ? KeyUsage.keyCertSign | KeyUsage.digitalSignature
                            : KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            String algorithm =
                    issuerKey.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SM3withSM2";
            JcaContentSignerBuilder signer =
                    new JcaContentSignerBuilder(algorithm)
                            .setProvider(SignedXml.BOUNCY_CASTLE)
                            .setSecureRandom(random);
            X509Certificate certificate =
                    new JcaX509CertificateConverter()
                            .setProvider(SignedXml.BOUNCY_CASTLE)
                            .getCertificate(builder.build(signer.build(issuerKey)));
            return new SigningIdentity(keys.getPrivate(), certificate);
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException(
                    "The key and certificate of %s could not be made.".formatted(subject), e);
        }
    }

    private static KeyPair keys(SignatureSuite.KeyKind kind, SecureRandom random)
            throws GeneralSecurityException {
        return switch (kind) {
            case RSA -> {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(RSA_BITS, random);
                yield generator.generateKeyPair();
            }
            case SM2 -> {
                KeyPairGenerator generator =
                        KeyPairGenerator.getInstance("EC", SignedXml.BOUNCY_CASTLE);
                generator.initialize(new ECGenParameterSpec("sm2p256v1"), random);
                yield generator.generateKeyPair();
            }
        };
    }

    /// The certificate's number; never the key.
    @Override
    public String toString() {
        return "SigningIdentity[" + Signers.of(certificate) + "]";
    }
}
