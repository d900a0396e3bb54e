package org.liandong.ecommerceimport.simulator;

import java.util.List;

/// One parcel with everything its documents say. Amounts in fen, weights in grams.
///
/// @param flaw      what its senders get wrong
/// @param fate      what befalls it after its release
/// @param guarantor who is liable for the tax, [Firm#STRANGER] when the flaw is that
/// @param orderedAt second of the day of the order
/// @param lineTaxes tax of each line
/// @param billNo    bill of lading, or empty in the bonded trade
record Parcel(
        long index,
        Flaw flaw,
        Fate fate,
        boolean small,
        Firm platform,
        Firm seller,
        Firm carrier,
        Firm paymentFirm,
        Firm agent,
        Firm guarantor,
        Office office,
        String tradeMode,
        Persons.Buyer buyer,
        Persons.Buyer payer,
        List<Line> lines,
        long freight,
        long insurance,
        long[] lineTaxes,
        int orderedAt,
        String orderNo,
        String logisticsNo,
        String billNo,
        Guids guids) {

    /// What befalls a parcel after its release.
    enum Fate {
        KEPT,
        /// Its list is cancelled, and the officer agrees.
        CANCELLED,
        /// All of it goes back in time.
        RETURNED,
        /// One of its lines goes back in time.
        PARTLY_RETURNED,
        /// It shall go back and never arrives.
        NEVER_BACK
    }

    record Line(Goods goods, int quantity, int price) {
        long total() {
            return (long) quantity * price;
        }
    }

    /// Record keys of its documents.
    record Guids(
            String order,
            String payment,
            String waybill,
            String list,
            String status,
            String last) {}

    boolean bonded() {
        return tradeMode.equals("1210");
    }

    String caseKey() {
        return platform.code() + "/" + orderNo;
    }

    long goodsValue() {
        long sum = 0;
        for (Line line : lines) {
            sum += line.total();
        }
        return sum;
    }

    long tax() {
        long sum = 0;
        for (long tax : lineTaxes) {
            sum += tax;
        }
        return sum;
    }

    long paid() {
        return goodsValue() + freight + tax();
    }

    int netGrams() {
        int grams = 0;
        for (Line line : lines) {
            grams += line.goods().grams() * line.quantity();
        }
        return grams;
    }

    int grossGrams() {
        return netGrams() + 150;
    }

    String paymentNo() {
        return "T" + orderNo;
    }

    String copNo() {
        return "C" + orderNo;
    }

    /// Whether this is what its senders get wrong.
    boolean has(Flaw wanted) {
        return flaw == wanted;
    }

    /// The tax that is still owed after cancellation and returns.
    long taxAfterReturns() {
        return switch (fate) {
            case KEPT, NEVER_BACK -> tax();
            case PARTLY_RETURNED -> tax() - lineTaxes[0];
            case CANCELLED, RETURNED -> 0;
        };
    }
}
