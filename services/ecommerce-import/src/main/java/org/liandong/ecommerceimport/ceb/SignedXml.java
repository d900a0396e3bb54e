package org.liandong.ecommerceimport.ceb;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import org.apache.xml.security.Init;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.utils.UnsyncByteArrayOutputStream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// What signing and verifying share: the canonical form of a message, and the providers of algorithms.
final class SignedXml {

    static final String ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
    static final String CANONICAL = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";

    /// Used as an object and never registered: what other code of the process signs with must not change because of us.
    static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    static {
        Init.init();
    }

    private SignedXml() {}

    static byte[] canonical(Node node, String algorithm) {
        // Written byte by byte: without a lock for each.
        try (UnsyncByteArrayOutputStream out = new UnsyncByteArrayOutputStream()) {
            Canonicalizer.getInstance(algorithm).canonicalizeSubtree(node, out);
            return out.toByteArray();
        } catch (XMLSecurityException | IOException e) {
            throw new IllegalStateException(
                    "The canonical form %s could not be made.".formatted(algorithm), e);
        }
    }

    static byte[] digest(SignatureAlgorithms.Algorithm algorithm, byte[] bytes) {
        try {
            MessageDigest digest =
                    algorithm.bouncyCastle()
                            ? MessageDigest.getInstance(algorithm.name(), BOUNCY_CASTLE)
                            : MessageDigest.getInstance(algorithm.name());
            return digest.digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The digest %s is not available.".formatted(algorithm.name()), e);
        }
    }

    static Signature signature(SignatureAlgorithms.Algorithm algorithm) {
        try {
            return algorithm.bouncyCastle()
                    ? Signature.getInstance(algorithm.name(), BOUNCY_CASTLE)
                    : Signature.getInstance(algorithm.name());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The signature %s is not available.".formatted(algorithm.name()), e);
        }
    }

    /// The child elements, whatever their names.
    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (@Nullable Node child = parent.getFirstChild();
                child != null;
                child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    static boolean isSignaturePart(Element element, String name) {
        return name.equals(element.getLocalName())
                && CebSchema.SIGNATURE_NAMESPACE.equals(element.getNamespaceURI());
    }
}
