package org.liandong.ecommerceimport.ceb;

import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.DOMImplementation;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// A message as a tree, which only its signature needs.
///
/// It is made of what the parser of messages meets, within the same limits: two parsers that understand one document in two ways
/// would let a sender sign one thing and have another read.
final class XmlTree {

    private static final DOMImplementation DOM = implementation();

    private final XmlCursor cursor;
    private final XMLStreamReader xml;
    private final Document document = DOM.createDocument(null, null, null);
    private Node parent = document;

    private XmlTree(XmlCursor cursor) {
        this.cursor = cursor;
        this.xml = cursor.xml();
        // The parser has looked at every name already.
        document.setStrictErrorChecking(false);
    }

    private static DOMImplementation implementation() {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JDK has no document object model.", e);
        }
    }

    /// The tree of a message.
    ///
    /// @throws Refusal if it is no XML, has a document type, or is beyond a limit
    static Document of(byte[] message) {
        XmlCursor cursor = new XmlCursor(message, false);
        return cursor.guarded(() -> new XmlTree(cursor).read());
    }

    private Document read() throws XMLStreamException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> begin();
                case XMLStreamConstants.END_ELEMENT ->
                        parent = Objects.requireNonNull(parent.getParentNode());
                case XMLStreamConstants.CHARACTERS,
                        XMLStreamConstants.CDATA,
                        XMLStreamConstants.SPACE -> {
                    // A tree has no text beside its root.
                    if (parent instanceof Element) {
                        parent.appendChild(document.createTextNode(xml.getText()));
                    }
                }
                case XMLStreamConstants.COMMENT ->
                        parent.appendChild(document.createComment(xml.getText()));
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                        parent.appendChild(
                                document.createProcessingInstruction(
                                        xml.getPITarget(), xml.getPIData()));
                case XMLStreamConstants.ENTITY_REFERENCE -> throw cursor.unknownEntity();
                case XMLStreamConstants.DTD ->
                        throw cursor.problems().refusal(ProblemCode.DTD, cursor.here());
                default -> {
                    // The beginning and the end of the document.
                }
            }
        }
        cursor.toEnd();
        return document;
    }

    private void begin() {
        cursor.checkDepth();
        cursor.checkAttributes();
        Element element =
                document.createElementNS(
                        xml.getNamespaceURI(), name(xml.getPrefix(), xml.getLocalName()));
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            @Nullable String prefix = xml.getNamespacePrefix(i);
            boolean isDefault = prefix == null || prefix.isEmpty();
            @Nullable String uri = xml.getNamespaceURI(i);
            element.setAttributeNS(
                    XMLConstants.XMLNS_ATTRIBUTE_NS_URI,
                    isDefault
                            ? XMLConstants.XMLNS_ATTRIBUTE
                            : XMLConstants.XMLNS_ATTRIBUTE + ":" + prefix,
                    uri == null ? "" : uri);
        }
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            element.setAttributeNS(
                    xml.getAttributeNamespace(i),
                    name(xml.getAttributePrefix(i), xml.getAttributeLocalName(i)),
                    xml.getAttributeValue(i));
        }
        parent.appendChild(element);
        parent = element;
    }

    private static String name(@Nullable String prefix, String local) {
        return prefix == null || prefix.isEmpty() ? local : prefix + ":" + local;
    }
}
