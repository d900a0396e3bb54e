package org.liandong.kernel.ledger;

import java.math.BigDecimal;

/// One leg as a caller asks for it: an amount from one account to another. Section 1 of the ledger model.
///
/// The asset is that of the accounts. The ledger, not this record, judges the amount, since only it knows the asset.
///
/// @param from    account that gives
/// @param to      account that receives
/// @param amount  with no more decimals than the asset has, trailing zeros counted
public record Leg(String from, String to, BigDecimal amount) {

    /// A leg with its amount in digits, such as `"312450.00"`.
    public static Leg of(String from, String to, String amount) {
        return new Leg(from, to, new BigDecimal(amount));
    }
}
