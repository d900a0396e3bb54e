package org.liandong.ecommerceimport.ceb;

/// The combinations of algorithms that we sign with.
public enum SignatureSuite {
    /// The one that customs prefers.
    SM2_SM3(
            "http://www.chinaport.gov.cn/2022/04/xmldsig#sm2-sm3",
            "http://www.chinaport.gov.cn/2022/04/xmldsig#sm3",
            KeyKind.SM2),
    /// As written by older clients: SM2 under the W3C namespace, with a digest of SHA-1.
    SM2_SM3_LEGACY(
            "http://www.w3.org/2000/09/xmldsig#sm2-sm3",
            "http://www.w3.org/2000/09/xmldsig#sha1",
            KeyKind.SM2),
    /// The other official one.
    RSA_SHA1(
            "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
            "http://www.w3.org/2000/09/xmldsig#sha1",
            KeyKind.RSA),
    /// Seen in use.
    RSA_SHA256(
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            "http://www.w3.org/2001/04/xmlenc#sha256",
            KeyKind.RSA);

    private final String signatureUri;
    private final String digestUri;
    private final KeyKind key;

    SignatureSuite(String signatureUri, String digestUri, KeyKind key) {
        this.signatureUri = signatureUri;
        this.digestUri = digestUri;
        this.key = key;
    }

    /// Which key an algorithm works with.
    public enum KeyKind {
        /// RSA of 2048 bits.
        RSA,
        /// The elliptic curve of GB/T 32918, sm2p256v1.
        SM2
    }

    /// The key to sign with.
    public KeyKind key() {
        return key;
    }

    String signatureUri() {
        return signatureUri;
    }

    String digestUri() {
        return digestUri;
    }
}
