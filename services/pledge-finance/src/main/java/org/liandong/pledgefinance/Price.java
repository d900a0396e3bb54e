package org.liandong.pledgefinance;

import java.math.BigDecimal;
import java.time.LocalDate;

/// What goods of a market are valued with.
///
/// @param value   net yuan a tonne, by the basis of the market; 0 while there is none
/// @param quoteId of the newest valid quote
/// @param date    of that quote
/// @param refused a newer quote that cannot be used; empty for none
public record Price(BigDecimal value, String quoteId, LocalDate date, String refused) {

    public static final Price NONE = new Price(BigDecimal.ZERO, "", LocalDate.EPOCH, "");

    boolean isKnown() {
        return value.signum() > 0;
    }
}
