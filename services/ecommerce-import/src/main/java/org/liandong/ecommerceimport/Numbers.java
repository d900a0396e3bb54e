package org.liandong.ecommerceimport;

import org.liandong.kernel.Identifier;

/// The numbers by which documents without a case key find their parcel.
final class Numbers {

    private static final String WAYBILL = "waybill";

    private Numbers() {}

    static Identifier waybill(String logisticsCode, String logisticsNo) {
        return new Identifier(WAYBILL, logisticsCode + "/" + logisticsNo);
    }

    static boolean isWaybill(Identifier identifier) {
        return identifier.scheme().equals(WAYBILL);
    }

    static Identifier payment(String payCode, String payTransactionId) {
        return new Identifier("payment", payCode + "/" + payTransactionId);
    }

    /// The declarant's own number of a list, cancellation or return.
    static Identifier cop(String agentCode, String copNo) {
        return new Identifier("cop", agentCode + "/" + copNo);
    }

    static Identifier list(String invtNo) {
        return new Identifier("invt", invtNo);
    }
}
