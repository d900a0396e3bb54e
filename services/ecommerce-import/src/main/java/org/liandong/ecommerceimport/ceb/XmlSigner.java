package org.liandong.ecommerceimport.ceb;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// Signs messages as the specification asks: an enveloped signature at the end of the root, canonical XML 1.0, the signer's
/// certificate inside. Nothing else of the message is changed, not one byte.
public final class XmlSigner {

    private final SigningIdentity identity;
    private final SignatureSuite suite;

    /// A signer. It may be shared by threads if its key may.
    ///
    /// @throws IllegalArgumentException if the key is not of the kind that the algorithms need
    public XmlSigner(SigningIdentity identity, SignatureSuite suite) {
        boolean rsa = identity.privateKey().getAlgorithm().equals("RSA");
        if (rsa != (suite.key() == SignatureSuite.KeyKind.RSA)) {
            throw new IllegalArgumentException(
                    "The algorithms %s need a key of %s, not of %s."
                            .formatted(suite, suite.key(), identity.privateKey().getAlgorithm()));
        }
        this.identity = identity;
        this.suite = suite;
    }

    /// The message with its signature.
    ///
    /// @param businessXml a message in UTF-8 without a signature
    /// @throws IllegalArgumentException if it is no XML
    public byte[] sign(byte[] businessXml) {
        byte[] canonical = SignedXml.canonical(parsed(businessXml), SignedXml.CANONICAL);
        SignatureAlgorithms.Algorithm digestMethod =
                Objects.requireNonNull(
                        SignatureAlgorithms.digest(suite.digestUri()), suite.digestUri());
        String digest =
                Base64.getEncoder().encodeToString(SignedXml.digest(digestMethod, canonical));
        // The signed information takes the namespaces of the root into its canonical form, so it is
        // signed where it will stand.
        Document document = parsed(inserted(businessXml, digest, ""));
        Element signedInfo =
                (Element)
                        document.getElementsByTagNameNS(CebSchema.SIGNATURE_NAMESPACE, "SignedInfo")
                                .item(0);
        String value =
                Base64.getEncoder()
                        .encodeToString(
                                signature(SignedXml.canonical(signedInfo, SignedXml.CANONICAL)));
        return inserted(businessXml, digest, value);
    }

    private byte[] signature(byte[] signedInfo) {
        SignatureAlgorithms.Algorithm method =
                Objects.requireNonNull(
                        SignatureAlgorithms.signature(suite.signatureUri()), suite.signatureUri());
        Signature signature = SignedXml.signature(method);
        try {
            signature.initSign(identity.privateKey());
            signature.update(signedInfo);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key of %s cannot sign.".formatted(identity), e);
        }
    }

    private byte[] inserted(byte[] xml, String digest, String value) {
        byte[] element = element(digest, value).getBytes(StandardCharsets.UTF_8);
        int end = endTag(xml);
        byte[] signed = Arrays.copyOf(xml, xml.length + element.length);
        System.arraycopy(element, 0, signed, end, element.length);
        System.arraycopy(xml, end, signed, end + element.length, xml.length - end);
        return signed;
    }

    private String element(String digest, String value) {
        String certificate;
        try {
            certificate = Base64.getEncoder().encodeToString(identity.certificate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The certificate of %s has no encoding.".formatted(identity), e);
        }
        return """
        <ds:Signature xmlns:ds="%s"><ds:SignedInfo>\
        <ds:CanonicalizationMethod Algorithm="%s"/>\
        <ds:SignatureMethod Algorithm="%s"/>\
        <ds:Reference URI=""><ds:Transforms><ds:Transform Algorithm="%s"/></ds:Transforms>\
        <ds:DigestMethod Algorithm="%s"/><ds:DigestValue>%s</ds:DigestValue></ds:Reference></ds:SignedInfo>\
        <ds:SignatureValue>%s</ds:SignatureValue>\
        <ds:KeyInfo><ds:X509Data><ds:X509Certificate>%s</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>\
        """
                .formatted(
                        CebSchema.SIGNATURE_NAMESPACE,
                        SignedXml.CANONICAL,
                        suite.signatureUri(),
                        SignedXml.ENVELOPED,
                        suite.digestUri(),
                        digest,
                        value,
                        certificate);
    }

    /// Where the end tag of the root begins.
    private static int endTag(byte[] xml) {
        for (int i = xml.length - 2; i >= 0; i--) {
            if (xml[i] == '<' && xml[i + 1] == '/') {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "The message has no end tag in which a signature could stand.");
    }

    private static Document parsed(byte[] xml) {
        try {
            return XmlTree.of(xml);
        } catch (Refusal refusal) {
            throw new IllegalArgumentException(
                    "Only well-formed XML can be signed: " + refusal.problem(), refusal);
        }
    }
}
