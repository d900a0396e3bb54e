package org.liandong.ecommerceimport.ceb;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.xml.security.Init;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.utils.UnsyncByteArrayOutputStream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/// What signing and verifying share: the tree of a message, its canonical form, and the providers of algorithms.
final class SignedXml {

    static final String ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
    static final String CANONICAL = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";

    /// Used as an object and never registered: what other code of the process signs with must not change because of us.
    static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private static final DocumentBuilderFactory FACTORY = factory();

    static {
        Init.init();
    }

    private SignedXml() {}

    private static DocumentBuilderFactory factory() {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            // The whole tree is walked anyway.
            factory.setFeature("http://apache.org/xml/features/dom/defer-node-expansion", false);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The XML parser of the JDK cannot be secured.", e);
        }
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setXIncludeAware(false);
        return factory;
    }

    /// The tree of a message.
    ///
    /// @throws SAXException if it is no XML, or has a document type
    static Document parse(byte[] xml) throws SAXException {
        try {
            DocumentBuilder builder;
            synchronized (FACTORY) {
                builder = FACTORY.newDocumentBuilder();
            }
            builder.setErrorHandler(new Strict());
            return builder.parse(new ByteArrayInputStream(xml));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The XML parser of the JDK cannot be made.", e);
        } catch (IOException e) {
            // Bytes that are no characters of the encoding; there is no other input or output here.
            throw new SAXException(e);
        }
    }

    /// The parser's own handler would print to the console.
    private static final class Strict implements ErrorHandler {

        @Override
        public void warning(SAXParseException e) {
            // A warning is about style; it changes nothing in the tree.
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }

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
