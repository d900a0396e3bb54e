package org.liandong.ecommerceimport.ceb;

import java.util.List;

/// What the envelope around a business message says. Texts that the envelope does not have are empty.
///
/// @param kind how far the message had come
/// @param copMsgId the sender's number of the message, which a CEB900 gives back as `oriCopMsgId`
/// @param senderId mailbox of the sender
/// @param receiverIds mailboxes of the receivers
/// @param createdAt `CreatTime` as written
/// @param msgType type of the business message according to the envelope
/// @param transportId `MsgId` of the transport node, 32 characters
/// @param fileName name of the file the message was read from
/// @param icCard number of the sender's card
/// @param bizKeys keys of the business
public record Envelope(
        Kind kind,
        String copMsgId,
        String senderId,
        List<String> receiverIds,
        String createdAt,
        String msgType,
        String transportId,
        String fileName,
        String icCard,
        List<String> bizKeys) {

    /// Which of the two envelopes it is.
    public enum Kind {
        /// `DxpMsg`, written by a firm's own client.
        TERMINAL,
        /// `DxpMsgSv`, a terminal envelope carried between servers.
        TRANSPORT
    }

    public Envelope {
        receiverIds = List.copyOf(receiverIds);
        bizKeys = List.copyOf(bizKeys);
    }

    /// A terminal envelope without additional information, as [EnvelopeWriter] takes it.
    public static Envelope terminal(
            String copMsgId,
            String senderId,
            List<String> receiverIds,
            String createdAt,
            MessageType type) {
        return new Envelope(
                Kind.TERMINAL,
                copMsgId,
                senderId,
                receiverIds,
                createdAt,
                type.root(),
                "",
                "",
                "",
                List.of());
    }
}
