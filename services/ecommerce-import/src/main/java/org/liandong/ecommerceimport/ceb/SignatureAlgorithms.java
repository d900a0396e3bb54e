package org.liandong.ecommerceimport.ceb;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The algorithms that a signature may name, by URI, from a table that can grow without a change of code.
final class SignatureAlgorithms {

    private static final Map<String, Algorithm> TABLE = new HashMap<>();

    static {
        for (String[] row : CebSchema.rows("signature-algorithms.tsv", 5)) {
            TABLE.put(
                    row[0] + " " + row[1],
                    new Algorithm(row[1], row[2], row[3].equals("bc"), row[4]));
        }
    }

    private SignatureAlgorithms() {}

    /// One row of the table.
    ///
    /// @param name name in the Java cryptography architecture, or the canonicalisation to run
    /// @param bouncyCastle whether Bouncy Castle provides it, or the JDK
    /// @param key kind of key: RSA, EC
    record Algorithm(String uri, String name, boolean bouncyCastle, String key) {}

    static @Nullable Algorithm canonicalization(String uri) {
        return TABLE.get("c14n " + uri);
    }

    static @Nullable Algorithm signature(String uri) {
        return TABLE.get("signature " + uri);
    }

    static @Nullable Algorithm digest(String uri) {
        return TABLE.get("digest " + uri);
    }
}
