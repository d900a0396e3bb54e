package org.liandong.ecommerceimport;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;

/// How an office runs the service: the settings of `settings.properties`.
///
/// @param role     who decides
/// @param register whether the population register is asked about buyers
public record Policy(Role role, Register register) {

    /// Who decides.
    public enum Role {
        /// Liandong decides and writes the receipts.
        DECIDING_OFFICE,
        /// Liandong checks in front of customs: its check is a forecast, customs' receipts settle the case.
        ZONE_PLATFORM
    }

    /// Whether the population register is asked.
    public enum Register {
        /// Buyer and payer must be the same person (GACC 2018-194, 9).
        OFF,
        /// The register's answer is needed; a match stands in for the payer (GACC 2018-194, 9).
        REQUIRED
    }

    static Policy of(byte[] settings) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(new String(settings, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "settings.properties cannot be read: " + e.getMessage(), e);
        }
        return new Policy(
                value(properties, "role", Role.class, Role.DECIDING_OFFICE),
                value(properties, "register", Register.class, Register.OFF));
    }

    private static <E extends Enum<E>> E value(
            Properties properties, String name, Class<E> type, E otherwise) {
        String text = properties.getProperty(name, "").strip();
        if (text.isEmpty()) {
            return otherwise;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text.replace('-', '_'))) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                "settings.properties: '%s' is '%s', but must be one of %s."
                        .formatted(
                                name,
                                text,
                                String.join(
                                        ", ",
                                        Arrays.stream(type.getEnumConstants())
                                                .map(c ->
                                                        c.name()
                                                                .toLowerCase(java.util.Locale.ROOT)
                                                                .replace('_', '-'))
                                                .toList())));
    }
}
