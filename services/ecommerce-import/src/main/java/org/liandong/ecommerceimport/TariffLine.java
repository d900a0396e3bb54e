package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ImportFact.ListLine;

/// One commodity code of the tariff as it is in force on a day.
///
/// @param code            ten digits
/// @param mfn             most-favoured-nation duty rate, 0.10 is ten per cent
/// @param vat             VAT rate
/// @param kind            how consumption tax is levied
/// @param consumptionRate rate of consumption tax; 0 where there is none
/// @param specific        yuan of consumption tax a tax unit; 0 where there is none
/// @param taxUnit         unit code that `specific` counts in, or empty
/// @param admitted        whether the code is on the list of goods admitted to retail import
/// @param edition         which table it stands in
public record TariffLine(
        String code,
        BigDecimal mfn,
        BigDecimal vat,
        Kind kind,
        BigDecimal consumptionRate,
        BigDecimal specific,
        String taxUnit,
        boolean admitted,
        String edition) {

    /// How consumption tax is levied.
    public enum Kind {
        NONE,
        AD_VALOREM,
        SPECIFIC,
        COMPOUND
    }

    /// Whether the line tells its quantity in the unit that the tax counts in.
    boolean hasQuantity(ListLine line) {
        return kind == Kind.NONE || kind == Kind.AD_VALOREM || quantityIn(line) != null;
    }

    BigDecimal quantity(ListLine line) {
        BigDecimal quantity = quantityIn(line);
        if (quantity == null) {
            throw new IllegalArgumentException(
                    "Line %d of the list has no quantity in the tax unit %s of %s."
                            .formatted(line.gnum(), taxUnit, code));
        }
        return quantity;
    }

    private @Nullable BigDecimal quantityIn(ListLine line) {
        if (taxUnit.equals(line.unit1())) {
            return line.qty1();
        }
        if (taxUnit.equals(line.unit2())) {
            return line.qty2();
        }
        return taxUnit.equals(line.unit()) ? line.qty() : null;
    }
}
