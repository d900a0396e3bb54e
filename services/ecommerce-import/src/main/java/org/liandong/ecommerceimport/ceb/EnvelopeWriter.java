package org.liandong.ecommerceimport.ceb;

import java.util.Base64;
import java.util.List;

/// Writes envelopes of the data exchange platform around business messages.
public final class EnvelopeWriter {

    // Lengths of the official schema of the terminal and transport nodes.
    private static final int COP_MSG_ID_MAX = 255;
    private static final int MAILBOX_MAX = 16;
    private static final int RECEIVERS_MAX = 5;
    private static final int MSG_TYPE_MAX = 30;
    private static final int TRANSPORT_ID_MAX = 32;
    private static final int SERVER_NODE_MAX = 8;
    private static final int FILE_NAME_MAX = 255;
    private static final int CARD_MAX = 13;
    private static final int KEYS_MAX = 5;
    private static final int KEY_MAX = 64;

    /// A writer. It holds no state and may be shared by threads.
    public EnvelopeWriter() {}

    /// Writes a `DxpMsg`, the envelope of a firm's own client.
    ///
    /// @param envelope what it says; `createdAt` is an XML date and time: `2026-11-01T08:30:00`
    /// @param businessXml the message, put into Data as it is
    /// @throws IllegalArgumentException if a value does not fit the schema
    public byte[] terminal(Envelope envelope, byte[] businessXml) {
        XmlText xml = new XmlText().markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        writeTerminal(xml, envelope, businessXml);
        return xml.toBytes();
    }

    /// Writes a `DxpMsgSv`, which servers exchange.
    ///
    /// @param envelope what it says, `transportId` included
    /// @param endNode server the message goes to, 8 characters
    /// @param startNode server the message came in at, 8 characters
    /// @throws IllegalArgumentException if a value does not fit the schema
    public byte[] transport(
            Envelope envelope, String endNode, String startNode, byte[] businessXml) {
        XmlText xml = new XmlText().markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.markup("<DxpMsgSv xmlns=\"" + CebSchema.DXP_NAMESPACE + "\" ver=\"1.0\">")
                .markup("<SvNo Ver=\"1.0\">");
        value(xml, "MsgId", envelope.transportId(), 1, TRANSPORT_ID_MAX);
        value(xml, "SendTime", envelope.createdAt(), 1, Integer.MAX_VALUE);
        value(xml, "EndNode", endNode, 1, SERVER_NODE_MAX);
        value(xml, "StaNode", startNode, 1, SERVER_NODE_MAX);
        xml.end("", "SvNo");
        writeTerminal(xml, envelope, businessXml);
        return xml.end("", "DxpMsgSv").toBytes();
    }

    private static void writeTerminal(XmlText xml, Envelope envelope, byte[] businessXml) {
        int receivers = envelope.receiverIds().size();
        if (receivers < 1 || receivers > RECEIVERS_MAX) {
            throw new IllegalArgumentException(
                    "An envelope has 1 to %d receivers, not %d."
                            .formatted(RECEIVERS_MAX, receivers));
        }
        xml.markup("<DxpMsg xmlns=\"" + CebSchema.DXP_NAMESPACE + "\" ver=\"1.0\">")
                .start("", "TransInfo");
        value(xml, "CopMsgId", envelope.copMsgId(), 1, COP_MSG_ID_MAX);
        value(xml, "SenderId", envelope.senderId(), 1, MAILBOX_MAX);
        xml.start("", "ReceiverIds");
        envelope.receiverIds()
                .forEach(receiver -> value(xml, "ReceiverId", receiver, 1, MAILBOX_MAX));
        xml.end("", "ReceiverIds");
        value(xml, "CreatTime", envelope.createdAt(), 1, Integer.MAX_VALUE);
        value(xml, "MsgType", envelope.msgType(), 0, MSG_TYPE_MAX);
        xml.end("", "TransInfo").start("", "Data");
        xml.markup(Base64.getEncoder().encodeToString(businessXml)).end("", "Data");
        writeAdditional(xml, envelope);
        xml.end("", "DxpMsg");
    }

    private static void writeAdditional(XmlText xml, Envelope envelope) {
        List<String> keys = envelope.bizKeys();
        if (envelope.fileName().isEmpty() && envelope.icCard().isEmpty() && keys.isEmpty()) {
            return;
        }
        if (keys.size() > KEYS_MAX) {
            throw new IllegalArgumentException(
                    "An envelope has at most %d keys, not %d.".formatted(KEYS_MAX, keys.size()));
        }
        xml.start("", "AddInfo");
        if (!envelope.fileName().isEmpty()) {
            value(xml, "FileName", envelope.fileName(), 1, FILE_NAME_MAX);
        }
        if (!envelope.icCard().isEmpty()) {
            value(xml, "IcCard", envelope.icCard(), 1, CARD_MAX);
        }
        if (!keys.isEmpty()) {
            xml.start("", "BizKey");
            keys.forEach(key -> value(xml, "Key", key, 1, KEY_MAX));
            xml.end("", "BizKey");
        }
        xml.end("", "AddInfo");
    }

    private static void value(XmlText xml, String element, String value, int min, int max) {
        int length = value.codePointCount(0, value.length());
        if (length < min || length > max) {
            throw new IllegalArgumentException(
                    "The value of %s has %d characters; it must have %d to %d."
                            .formatted(element, length, min, max));
        }
        xml.start("", element).escaped(value).end("", element);
    }
}
