package org.liandong.ecommerceimport.ceb;

/// Says whether the signature of a message is valid. Replaceable, because some installations verify in a hardware module or at
/// a service of their certificate authority.
@FunctionalInterface
public interface SignatureVerifier {

    /// Verifies the signature of one business message.
    ///
    /// The outcome holds for the whole message, and so for each of its nodes.
    ///
    /// Only messages that the reader has accepted should come here: its limits keep the work small.
    ///
    /// @param businessXml the bytes exactly as received: [CebMessage#businessXml()]
    SignatureResult verify(byte[] businessXml);
}
