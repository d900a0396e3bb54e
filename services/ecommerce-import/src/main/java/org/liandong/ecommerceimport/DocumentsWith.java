package org.liandong.ecommerceimport;

import java.util.List;
import org.liandong.ecommerceimport.Held.Versions;
import org.liandong.ecommerceimport.ImportCase.Documents;
import org.liandong.ecommerceimport.ImportFact.Cancellation;
import org.liandong.ecommerceimport.ImportFact.IdentityAnswered;
import org.liandong.ecommerceimport.ImportFact.ImportList;
import org.liandong.ecommerceimport.ImportFact.OfficerAnswered;
import org.liandong.ecommerceimport.ImportFact.Order;
import org.liandong.ecommerceimport.ImportFact.Payment;
import org.liandong.ecommerceimport.ImportFact.Receipt;
import org.liandong.ecommerceimport.ImportFact.TaxBill;
import org.liandong.ecommerceimport.ImportFact.TaxBillStatus;
import org.liandong.ecommerceimport.ImportFact.Waybill;

/// The documents of a parcel with one of them replaced.
record DocumentsWith(Documents d) {

    static DocumentsWith of(Documents documents) {
        return new DocumentsWith(documents);
    }

    Documents orders(Versions<Order> orders) {
        return new Documents(
                orders,
                d.payments(),
                d.waybills(),
                d.lists(),
                d.receipts(),
                d.taxBills(),
                d.taxBillStates(),
                d.identity(),
                d.answers(),
                d.cancellations(),
                d.entered(),
                d.signedForAt());
    }

    Documents payments(Versions<Payment> payments) {
        return new Documents(
                d.orders(),
                payments,
                d.waybills(),
                d.lists(),
                d.receipts(),
                d.taxBills(),
                d.taxBillStates(),
                d.identity(),
                d.answers(),
                d.cancellations(),
                d.entered(),
                d.signedForAt());
    }

    Documents waybills(Versions<Waybill> waybills) {
        return new Documents(
                d.orders(),
                d.payments(),
                waybills,
                d.lists(),
                d.receipts(),
                d.taxBills(),
                d.taxBillStates(),
                d.identity(),
                d.answers(),
                d.cancellations(),
                d.entered(),
                d.signedForAt());
    }

    Documents lists(Versions<ImportList> lists) {
        return new Documents(
                d.orders(),
                d.payments(),
                d.waybills(),
                lists,
                d.receipts(),
                d.taxBills(),
                d.taxBillStates(),
                d.identity(),
                d.answers(),
                d.cancellations(),
                d.entered(),
                d.signedForAt());
    }

    Documents receipts(List<Receipt> receipts) {
        return new Documents(
                d.orders(),
                d.payments(),
                d.waybills(),
                d.lists(),
                receipts,
                d.taxBills(),
                d.taxBillStates(),
                d.identity(),
                d.answers(),
                d.cancellations(),
                d.entered(),
                d.signedForAt());
    }

    Documents taxBills(List<TaxBill> taxBills) {
        return new Documents(
                d.orders(),
                d.payments(),
                d.waybills(),
                d.lists(),
                d.receipts(),
                taxBills,
                d.taxBillStates(),
                d.identity(),
                d.answers(),
                d.cancellations(),
                d.entered(),
                d.signedForAt());
    }

    Documents taxBillStates(List<TaxBillStatus> taxBillStates) {
        return new Documents(
                d.orders(),
                d.payments(),
                d.waybills(),
                d.lists(),
                d.receipts(),
                d.taxBills(),
                taxBillStates,
                d.identity(),
                d.answers(),
                d.cancellations(),
                d.entered(),
                d.signedForAt());
    }

    Documents identity(IdentityAnswered identity) {
        return new Documents(
                d.orders(),
                d.payments(),
                d.waybills(),
                d.lists(),
                d.receipts(),
                d.taxBills(),
                d.taxBillStates(),
                identity,
                d.answers(),
                d.cancellations(),
                d.entered(),
                d.signedForAt());
    }

    Documents answers(List<OfficerAnswered> answers) {
        return new Documents(
                d.orders(),
                d.payments(),
                d.waybills(),
                d.lists(),
                d.receipts(),
                d.taxBills(),
                d.taxBillStates(),
                d.identity(),
                answers,
                d.cancellations(),
                d.entered(),
                d.signedForAt());
    }

    Documents cancellations(List<Held<Cancellation>> cancellations) {
        return new Documents(
                d.orders(),
                d.payments(),
                d.waybills(),
                d.lists(),
                d.receipts(),
                d.taxBills(),
                d.taxBillStates(),
                d.identity(),
                d.answers(),
                cancellations,
                d.entered(),
                d.signedForAt());
    }

    Documents entered(String entered) {
        return new Documents(
                d.orders(),
                d.payments(),
                d.waybills(),
                d.lists(),
                d.receipts(),
                d.taxBills(),
                d.taxBillStates(),
                d.identity(),
                d.answers(),
                d.cancellations(),
                entered,
                d.signedForAt());
    }

    Documents signedForAt(String signedForAt) {
        return new Documents(
                d.orders(),
                d.payments(),
                d.waybills(),
                d.lists(),
                d.receipts(),
                d.taxBills(),
                d.taxBillStates(),
                d.identity(),
                d.answers(),
                d.cancellations(),
                d.entered(),
                signedForAt);
    }
}
