package org.liandong.ecommerceimport.ceb;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message that was read: its nodes, each with its own problems, and what is around them.
public final class CebMessage implements Reading {

    private final MessageType type;
    private final String guid;
    private final String version;
    private final List<Node> nodes;
    private final @Nullable BaseTransfer baseTransfer;
    private final List<Row> subscriptions;
    private final boolean signed;
    private final List<Problem> warnings;
    private final @Nullable Envelope envelope;
    private final byte[] businessXml;

    CebMessage(
            MessageType type,
            String guid,
            String version,
            List<Node> nodes,
            @Nullable BaseTransfer baseTransfer,
            List<Row> subscriptions,
            boolean signed,
            List<Problem> warnings,
            @Nullable Envelope envelope,
            byte[] businessXml) {
        this.type = type;
        this.guid = guid;
        this.version = version;
        this.nodes = List.copyOf(nodes);
        this.baseTransfer = baseTransfer;
        this.subscriptions = List.copyOf(subscriptions);
        this.signed = signed;
        this.warnings = List.copyOf(warnings);
        this.envelope = envelope;
        this.businessXml = businessXml;
    }

    /// The message type, from the root element.
    public MessageType type() {
        return type;
    }

    /// The guid of the root as written, empty if there is none.
    public String guid() {
        return guid;
    }

    /// The version of the root as written, empty if there is none.
    public String version() {
        return version;
    }

    /// The business nodes in the order of the document, at least one.
    public List<Node> nodes() {
        return nodes;
    }

    /// Who transmits a request; null for receipts, and for a request without the block (which is a warning).
    public @Nullable BaseTransfer baseTransfer() {
        return baseTransfer;
    }

    /// Further receivers of data and receipts.
    public List<Row> subscriptions() {
        return subscriptions;
    }

    /// Whether the root holds a Signature. Whether it is valid says a [SignatureVerifier].
    public boolean isSigned() {
        return signed;
    }

    /// What was accepted although the specification has it otherwise.
    public List<Problem> warnings() {
        return warnings;
    }

    /// The envelope the message came in, or null if it came bare.
    public @Nullable Envelope envelope() {
        return envelope;
    }

    /// The bytes of the business message exactly as received, which are what its signature is about.
    ///
    /// The array is not copied: it may have megabytes. It must not be changed.
    public byte[] businessXml() {
        return businessXml;
    }

    @Override
    public String toString() {
        return type + " " + guid + ", " + nodes.size() + " nodes, " + warnings.size() + " warnings";
    }
}
