package org.liandong.ecommerceimport.simulator;

import org.liandong.ecommerceimport.ceb.XmlSigner;

/// How simulated senders sign the messages that must be signed.
@FunctionalInterface
public interface Signing {

    /// The message as it is sent.
    ///
    /// @param copCode who transmits it
    byte[] sign(String copCode, byte[] message);

    /// Nobody signs.
    static Signing none() {
        return (copCode, message) -> message;
    }

    /// One signer signs for all.
    static Signing with(XmlSigner signer) {
        return (copCode, message) -> signer.sign(message);
    }
}
