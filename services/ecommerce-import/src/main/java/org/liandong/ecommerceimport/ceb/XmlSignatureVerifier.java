package org.liandong.ecommerceimport.ceb;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ceb.SignatureResult.Fault;
import org.liandong.ecommerceimport.ceb.SignatureResult.Obstacle;
import org.liandong.ecommerceimport.ceb.SignatureResult.Signer;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// Verifies the enveloped XML signature of a message: RSA through the JDK, SM2 with SM3 through Bouncy Castle.
///
/// Only one shape is accepted: a Signature that is a child of the root, with one Reference of URI "" whose one Transform is the
/// enveloped signature. So what is verified is always the whole message that the reader reads, and moving a signed part to
/// another place (signature wrapping) gains nothing. See Somorovsky and others, "On Breaking SAML: Be Whoever You Want to Be",
/// USENIX Security 2012, for how less strict verifiers fail. There is no XSLT, no XPath, and nothing is fetched.
///
/// Order of the checks: can it be verified at all, is the message unchanged, is the signature right, is the signer trusted.
/// The chain of a signer is remembered; its validity in time is asked each time. Whether a certificate was revoked is not
/// looked up: that needs the network, and belongs to another replaceable part.
public final class XmlSignatureVerifier implements SignatureVerifier {

    // The certificates in the samples of customs still have RSA keys of 1024 bits.
    private static final int RSA_BITS_MIN = 1024;

    // Signer, two intermediate authorities, root: deeper chains are not issued for customs.
    private static final int CHAIN_MAX = 4;

    // A signature carries the signer's certificate and perhaps its chain.
    private static final int CERTIFICATES_MAX = 8;

    // Signers remembered with their chain, which costs as much to check as a message. A port has
    // some hundreds of enterprises.
    private static final int CHAINS_MAX = 1_000;

    private static final byte[] NAME = {'S', 'i', 'g', 'n', 'a', 't', 'u', 'r', 'e'};

    private final Set<X509Certificate> trusted;
    private final InstantSource clock;
    private final Map<X509Certificate, List<X509Certificate>> chains = new ConcurrentHashMap<>();

    /// A verifier that trusts certificates, and what they issued if they are certificates of an authority.
    ///
    /// @param trusted certificates of signers and of authorities
    /// @param clock the time for which certificates must be valid
    public XmlSignatureVerifier(Collection<X509Certificate> trusted, InstantSource clock) {
        this.trusted =
                trusted.stream()
                        .map(XmlSignatureVerifier::sameProvider)
                        .collect(Collectors.toUnmodifiableSet());
        this.clock = clock;
    }

    /// Leaves the checks as soon as the outcome is known.
    private static final class Known extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient SignatureResult result;

        Known(SignatureResult result) {
            super(result.toString(), null, false, false);
            this.result = result;
        }
    }

    @Override
    public SignatureResult verify(byte[] businessXml) {
        if (!mayHoldSignature(businessXml)) {
            return new SignatureResult.Absent();
        }
        try {
            return verified(XmlTree.of(businessXml));
        } catch (Refusal refusal) {
            return unverifiable(Obstacle.NOT_XML, refusal.problem().message());
        } catch (Known known) {
            return known.result;
        }
    }

    /// Most messages of receipts and many of requests have none: they need no tree to say so.
    private static boolean mayHoldSignature(byte[] xml) {
        int last = xml.length - NAME.length;
        for (int i = 0; i <= last; i++) {
            if (xml[i] == 0) {
                // UTF-16: the name is not found byte by byte.
                return true;
            }
            if (xml[i] == 'S') {
                int matched = 1;
                while (matched < NAME.length && xml[i + matched] == NAME[matched]) {
                    matched++;
                }
                if (matched == NAME.length) {
                    return true;
                }
            }
        }
        return false;
    }

    private SignatureResult verified(Document document) throws Known {
        Element root = document.getDocumentElement();
        @Nullable Element signature = null;
        for (Element child : SignedXml.children(root)) {
            if (SignedXml.isSignaturePart(child, "Signature")) {
                if (signature != null) {
                    return new SignatureResult.Invalid(Fault.MISPLACED, null);
                }
                signature = child;
            } else if ("Signature".equals(child.getLocalName())) {
                return unverifiable(Obstacle.MALFORMED, "namespace " + child.getNamespaceURI());
            }
        }
        if (signature == null) {
            boolean elsewhere =
                    document.getElementsByTagNameNS(CebSchema.SIGNATURE_NAMESPACE, "Signature")
                                    .getLength()
                            > 0;
            return elsewhere
                    ? new SignatureResult.Invalid(Fault.MISPLACED, null)
                    : new SignatureResult.Absent();
        }
        Parts parts = new Parts(signature);
        List<X509Certificate> certificates = certificates(parts.keyInfo);
        X509Certificate certificate = certificates.getFirst();
        Signer signer = Signers.of(certificate);
        if (!fits(certificate.getPublicKey(), parts.signatureMethod)) {
            String key = certificate.getPublicKey().getAlgorithm();
            return new SignatureResult.Unverifiable(
                    Obstacle.KEY_DOES_NOT_FIT, key + " for " + parts.signatureMethod.uri(), signer);
        }
        byte[] signedInfo = SignedXml.canonical(parts.signedInfo, parts.canonicalization.name());
        root.removeChild(signature);
        byte[] digest =
                SignedXml.digest(
                        parts.digestMethod, SignedXml.canonical(document, SignedXml.CANONICAL));
        if (!MessageDigest.isEqual(digest, parts.digest)) {
            return new SignatureResult.Invalid(Fault.DIGEST_DIFFERS, signer);
        }
        if (!signatureHolds(parts, certificate.getPublicKey(), signedInfo)) {
            return new SignatureResult.Invalid(Fault.SIGNATURE_FAILS, signer);
        }
        List<X509Certificate> chain = chainOf(certificates);
        if (chain.isEmpty()) {
            return new SignatureResult.Unverifiable(Obstacle.NOT_TRUSTED, signer.issuer(), signer);
        }
        for (X509Certificate link : chain) {
            if (!isValidNow(link)) {
                String period =
                        link.getNotBefore().toInstant() + " to " + link.getNotAfter().toInstant();
                return new SignatureResult.Unverifiable(Obstacle.NOT_VALID_NOW, period, signer);
            }
        }
        return new SignatureResult.Valid(signer);
    }

    private static SignatureResult.Unverifiable unverifiable(Obstacle reason, String detail) {
        return new SignatureResult.Unverifiable(reason, Shown.shortened(detail), null);
    }

    /// The parts of a Signature element, each where the standard has it and nothing besides.
    private static final class Parts {

        private final Element signedInfo;
        private final Element keyInfo;
        private final SignatureAlgorithms.Algorithm canonicalization;
        private final SignatureAlgorithms.Algorithm signatureMethod;
        private final SignatureAlgorithms.Algorithm digestMethod;
        private final byte[] digest;
        private final byte[] value;

        Parts(Element signature) throws Known {
            List<Element> parts = SignedXml.children(signature);
            if (parts.size() == 2 && SignedXml.isSignaturePart(parts.get(1), "SignatureValue")) {
                throw new Known(unverifiable(Obstacle.NO_CERTIFICATE, ""));
            }
            expect(parts, "SignedInfo", "SignatureValue", "KeyInfo");
            signedInfo = parts.get(0);
            value = decoded(parts.get(1));
            keyInfo = parts.get(2);

            List<Element> info = SignedXml.children(signedInfo);
            expect(info, "CanonicalizationMethod", "SignatureMethod", "Reference");
            String canonicalizationUri = info.get(0).getAttribute("Algorithm");
            String signatureUri = info.get(1).getAttribute("Algorithm");
            Element reference = info.get(2);
            if (!reference.hasAttribute("URI") || !reference.getAttribute("URI").isEmpty()) {
                throw new Known(
                        unverifiable(
                                Obstacle.UNSUPPORTED_REFERENCE,
                                "URI " + reference.getAttribute("URI")));
            }
            List<Element> referred = SignedXml.children(reference);
            expect(referred, "Transforms", "DigestMethod", "DigestValue");
            checkTransforms(referred.get(0));
            String digestUri = referred.get(1).getAttribute("Algorithm");
            digest = decoded(referred.get(2));
            canonicalization =
                    known(
                            SignatureAlgorithms.canonicalization(canonicalizationUri),
                            canonicalizationUri,
                            info.get(0));
            signatureMethod =
                    known(SignatureAlgorithms.signature(signatureUri), signatureUri, info.get(1));
            digestMethod = known(SignatureAlgorithms.digest(digestUri), digestUri, referred.get(1));
        }

        private static void expect(List<Element> elements, String... names) throws Known {
            for (int i = 0; i < names.length; i++) {
                if (i >= elements.size() || !SignedXml.isSignaturePart(elements.get(i), names[i])) {
                    throw new Known(unverifiable(Obstacle.MALFORMED, names[i] + " is missing"));
                }
            }
            if (elements.size() > names.length) {
                String extra = elements.get(names.length).getNodeName();
                throw new Known(
                        unverifiable(
                                extra.endsWith("Reference")
                                        ? Obstacle.UNSUPPORTED_REFERENCE
                                        : Obstacle.MALFORMED,
                                "more than one part: " + extra));
            }
        }

        private static void checkTransforms(Element transforms) throws Known {
            List<Element> steps = SignedXml.children(transforms);
            for (Element step : steps) {
                String algorithm = step.getAttribute("Algorithm");
                if (!algorithm.equals(SignedXml.ENVELOPED) || !SignedXml.children(step).isEmpty()) {
                    throw new Known(
                            unverifiable(Obstacle.UNSUPPORTED_REFERENCE, "transform " + algorithm));
                }
            }
            if (steps.size() != 1) {
                throw new Known(
                        unverifiable(Obstacle.UNSUPPORTED_REFERENCE, steps.size() + " transforms"));
            }
        }

        private static SignatureAlgorithms.Algorithm known(
                SignatureAlgorithms.@Nullable Algorithm algorithm, String uri, Element method)
                throws Known {
            if (algorithm == null || !SignedXml.children(method).isEmpty()) {
                throw new Known(unverifiable(Obstacle.UNKNOWN_ALGORITHM, uri));
            }
            return algorithm;
        }

        private static byte[] decoded(Element element) throws Known {
            byte[] bytes = base64(element.getTextContent());
            if (bytes == null) {
                throw new Known(
                        unverifiable(
                                Obstacle.MALFORMED, element.getLocalName() + " is not Base64"));
            }
            return bytes;
        }
    }

    private static byte @Nullable [] base64(String text) {
        StringBuilder compact = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > ' ') {
                compact.append(text.charAt(i));
            }
        }
        try {
            return Base64.getDecoder().decode(compact.toString());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /// The certificates in the signature, the signer's first.
    private static List<X509Certificate> certificates(Element keyInfo) throws Known {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Element data : SignedXml.children(keyInfo)) {
            if (!SignedXml.isSignaturePart(data, "X509Data")) {
                // KeyName and the like are hints; a bare KeyValue would be a key without a holder.
                continue;
            }
            for (Element part : SignedXml.children(data)) {
                if (SignedXml.isSignaturePart(part, "X509Certificate")
                        && certificates.size() < CERTIFICATES_MAX) {
                    certificates.add(certificate(part.getTextContent()));
                }
            }
        }
        if (certificates.isEmpty()) {
            throw new Known(unverifiable(Obstacle.NO_CERTIFICATE, ""));
        }
        // In a chain the signer is the one that is no authority, wherever it stands.
        for (int i = 1;
                i < certificates.size() && certificates.getFirst().getBasicConstraints() >= 0;
                i++) {
            if (certificates.get(i).getBasicConstraints() < 0) {
                certificates.addFirst(certificates.remove(i));
            }
        }
        return certificates;
    }

    private static X509Certificate certificate(String text) throws Known {
        byte[] encoded = base64(text);
        if (encoded == null) {
            throw new Known(unverifiable(Obstacle.BROKEN_CERTIFICATE, "not Base64"));
        }
        try {
            return certificate(encoded);
        } catch (GeneralSecurityException e) {
            throw new Known(
                    unverifiable(Obstacle.BROKEN_CERTIFICATE, String.valueOf(e.getMessage())));
        }
    }

    private static X509Certificate certificate(byte[] encoded) throws GeneralSecurityException {
        // Bouncy Castle, because the JDK does not know the curve of SM2.
        CertificateFactory factory =
                CertificateFactory.getInstance("X.509", SignedXml.BOUNCY_CASTLE);
        if (factory.generateCertificate(new ByteArrayInputStream(encoded))
                        instanceof X509Certificate found
                // A key that cannot be read shows only when it is asked for.
                && found.getPublicKey() != null) {
            return found;
        }
        throw new CertificateException("not a certificate of a known kind of key");
    }

    /// The same certificate as our provider has it: hash codes of two providers may differ, and then a set would not find it.
    private static X509Certificate sameProvider(X509Certificate certificate) {
        try {
            return certificate(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "The trusted certificate of %s cannot be read."
                            .formatted(certificate.getSubjectX500Principal()),
                    e);
        }
    }

    private static boolean fits(PublicKey key, SignatureAlgorithms.Algorithm algorithm) {
        return switch (algorithm.key()) {
            case "RSA" ->
                    key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= RSA_BITS_MIN;
            case "EC" -> key instanceof ECPublicKey ec && Sm2.isOnItsCurve(ec);
            default -> false;
        };
    }

    private static boolean signatureHolds(Parts parts, PublicKey key, byte[] signedInfo) {
        Signature signature = SignedXml.signature(parts.signatureMethod);
        try {
            signature.initVerify(key);
            signature.update(signedInfo);
            boolean sm2 = parts.signatureMethod.key().equals("EC");
            return signature.verify(sm2 ? Sm2.toDer(parts.value) : parts.value);
        } catch (GeneralSecurityException e) {
            // A value of the wrong length or form is no signature of anything.
            return false;
        }
    }

    /// The certificates from the signer's to a trusted one, or none.
    private List<X509Certificate> chainOf(List<X509Certificate> certificates) {
        X509Certificate signer = certificates.getFirst();
        List<X509Certificate> known = chains.get(signer);
        if (known != null) {
            return known;
        }
        List<X509Certificate> chain = builtChain(certificates);
        if (!chain.isEmpty()) {
            if (chains.size() >= CHAINS_MAX) {
                chains.clear();
            }
            chains.put(signer, chain);
        }
        return chain;
    }

    private List<X509Certificate> builtChain(List<X509Certificate> certificates) {
        List<X509Certificate> chain = new ArrayList<>();
        X509Certificate current = certificates.getFirst();
        for (int depth = 0; depth < CHAIN_MAX; depth++) {
            chain.add(current);
            if (trusted.contains(current)) {
                return List.copyOf(chain);
            }
            X509Certificate issuer = issuerOf(current, trusted, depth);
            if (issuer != null) {
                chain.add(issuer);
                return List.copyOf(chain);
            }
            issuer = issuerOf(current, certificates, depth);
            if (issuer == null) {
                return List.of();
            }
            current = issuer;
        }
        return List.of();
    }

    private static @Nullable X509Certificate issuerOf(
            X509Certificate certificate, Collection<X509Certificate> candidates, int depth) {
        for (X509Certificate candidate : candidates) {
            // Authorities say how many others may stand below them.
            if (candidate.getBasicConstraints() >= depth
                    && candidate
                            .getSubjectX500Principal()
                            .equals(certificate.getIssuerX500Principal())
                    && mayIssue(candidate)
                    && isSignedBy(certificate, candidate)) {
                return candidate;
            }
        }
        return null;
    }

    private static boolean isSignedBy(X509Certificate certificate, X509Certificate authority) {
        try {
            certificate.verify(authority.getPublicKey(), SignedXml.BOUNCY_CASTLE);
            return true;
        } catch (GeneralSecurityException e) {
            // An authority of the same name with another key.
            return false;
        }
    }

    private static boolean mayIssue(X509Certificate authority) {
        boolean @Nullable [] usage = authority.getKeyUsage();
        return usage == null || usage[KEY_CERT_SIGN];
    }

    // Place of keyCertSign among the bits of the key usage, RFC 5280, 4.2.1.3.
    private static final int KEY_CERT_SIGN = 5;

    private boolean isValidNow(X509Certificate certificate) {
        Instant now = clock.instant();
        return !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
    }
}
