package org.liandong.ecommerceimport;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Resident identity numbers: their syntax after GB 11643, their keyed hash and their mask.
///
/// The number in clear never leaves this class: facts, states and accounts carry a [Person].
public final class IdentityNumber {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_CHARACTERS = "10X98765432";

    // 128 bits: no two persons share a key by chance, and account names stay readable.
    private static final int HASH_BYTES = 16;

    private final Mac mac;

    /// @param secret key of the keyed hash; whoever has it can test numbers against hashes
    public IdentityNumber(byte[] secret) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "Every JDK has HmacSHA256; the key must not be empty.", e);
        }
    }

    /// The person behind a number as it was sent.
    ///
    /// @param reportedOn day of the report: nobody is born after it
    Person person(String number, LocalDate reportedOn) {
        String normal = normalise(number);
        byte[] hash = copyOfMac().doFinal(normal.getBytes(StandardCharsets.UTF_8));
        return new Person(
                HexFormat.of().formatHex(hash, 0, HASH_BYTES),
                mask(normal),
                flaw(normal, reportedOn));
    }

    // A Mac is not for several threads at once; a copy is cheap.
    private Mac copyOfMac() {
        try {
            return (Mac) mac.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The JDK's HmacSHA256 can be copied.", e);
        }
    }

    static String normalise(String number) {
        return Normalizer.normalize(number, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT);
    }

    static String mask(String number) {
        int length = number.length();
        return length < 12
                ? "*".repeat(length)
                : number.substring(0, 6) + "*".repeat(length - 10) + number.substring(length - 4);
    }

    /// What is wrong with a normalised number, or empty.
    static String flaw(String number, LocalDate reportedOn) {
        if (number.length() != 18) {
            return "length";
        }
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            char c = number.charAt(i);
            if (c < '0' || c > '9') {
                return "character";
            }
            sum += (c - '0') * WEIGHTS[i];
        }
        if (number.charAt(17) != CHECK_CHARACTERS.charAt(sum % 11)) {
            return "check digit";
        }
        try {
            LocalDate born =
                    LocalDate.of(
                            Integer.parseInt(number.substring(6, 10)),
                            Integer.parseInt(number.substring(10, 12)),
                            Integer.parseInt(number.substring(12, 14)));
            return born.isAfter(reportedOn) ? "date of birth" : "";
        } catch (DateTimeException e) {
            return "date of birth";
        }
    }
}
