package org.liandong.ecommerceimport.ceb;

import org.jspecify.annotations.Nullable;

/// What is known of the signature of a message. There is no fifth outcome.
public sealed interface SignatureResult {

    /// The message is what the signer signed, and the signer's certificate is trusted.
    record Valid(Signer signer) implements SignatureResult {}

    /// The message is not what was signed.
    ///
    /// @param reason what differs
    /// @param signer who the signature claims to be from, null if that was not even looked at
    record Invalid(Fault reason, @Nullable Signer signer) implements SignatureResult {}

    /// The message has no signature.
    record Absent() implements SignatureResult {}

    /// The message has a signature, but it cannot be said whether it is valid.
    ///
    /// @param reason why not
    /// @param detail the name or value the reason is about, empty if there is none
    /// @param signer who the signature claims to be from, null if unknown
    record Unverifiable(Obstacle reason, String detail, @Nullable Signer signer)
            implements SignatureResult {}

    /// Why a signature is invalid.
    enum Fault {
        /// The message was changed after it was signed, or reformatted or brought into another encoding on the way (-621028).
        DIGEST_DIFFERS,
        /// The signature value does not belong to the signed information and the certificate (-621029).
        SIGNATURE_FAILS,
        /// The signature is not the one child of the root that it must be: it may be about another document.
        MISPLACED
    }

    /// Why a signature cannot be verified.
    enum Obstacle {
        /// The message is no XML that a signature can be about.
        NOT_XML,
        /// The Signature element lacks a part, or has one it must not have.
        MALFORMED,
        /// It signs something else than the whole message, or through other transformations than the enveloped signature.
        UNSUPPORTED_REFERENCE,
        /// An algorithm is not in the table.
        UNKNOWN_ALGORITHM,
        /// There is no certificate in it.
        NO_CERTIFICATE,
        /// The certificate cannot be read.
        BROKEN_CERTIFICATE,
        /// The key of the certificate is not for the algorithm, or too short.
        KEY_DOES_NOT_FIT,
        /// Neither the certificate nor an issuer of it is trusted.
        NOT_TRUSTED,
        /// The certificate is expired or not yet valid.
        NOT_VALID_NOW
    }

    /// The holder of the certificate, in a form that may be shown: numbers and names of persons are masked.
    ///
    /// @param serialNumber serial number of the certificate, hexadecimal
    /// @param subject who holds it
    /// @param issuer who issued it
    record Signer(String serialNumber, String subject, String issuer) {}
}
