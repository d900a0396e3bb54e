package org.liandong.app;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.ledger.Asset;

/// Minor units as people write amounts.
public final class Money {

    private Money() {}

    public static @Nullable Asset asset(String code) {
        return Wiring.services().stream()
                .flatMap(m -> m.assets().stream())
                .filter(a -> a.code().equals(code))
                .findFirst()
                .orElse(null);
    }

    public static BigDecimal amount(String code, BigInteger minor) {
        Asset asset = asset(code);
        return asset == null ? new BigDecimal(minor) : asset.amount(minor);
    }

    public static String text(String code, BigInteger minor) {
        return text(amount(code, minor));
    }

    public static String text(BigDecimal amount) {
        return String.format(Locale.ROOT, "%,." + Math.max(0, amount.scale()) + "f", amount);
    }

    public static String unit(Texts texts, String code) {
        Asset asset = asset(code);
        return texts.word("unit", asset == null ? code : asset.unit());
    }
}
