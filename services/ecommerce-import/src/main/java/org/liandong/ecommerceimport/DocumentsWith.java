package org.liandong.ecommerceimport;

import java.util.List;
import org.jspecify.annotations.Nullable;
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

/// The documents of a parcel with one of them replaced: `DocumentsWith.of(documents).orders(orders)`.
final class DocumentsWith {

    private Versions<Order> orders;
    private Versions<Payment> payments;
    private Versions<Waybill> waybills;
    private Versions<ImportList> lists;
    private List<Receipt> receipts;
    private List<TaxBill> taxBills;
    private List<TaxBillStatus> taxBillStates;
    private @Nullable IdentityAnswered identity;
    private List<OfficerAnswered> answers;
    private List<Held<Cancellation>> cancellations;
    private @Nullable String entered;
    private @Nullable String signedForAt;

    private DocumentsWith(Documents d) {
        orders = d.orders();
        payments = d.payments();
        waybills = d.waybills();
        lists = d.lists();
        receipts = d.receipts();
        taxBills = d.taxBills();
        taxBillStates = d.taxBillStates();
        identity = d.identity();
        answers = d.answers();
        cancellations = d.cancellations();
        entered = d.entered();
        signedForAt = d.signedForAt();
    }

    static DocumentsWith of(Documents documents) {
        return new DocumentsWith(documents);
    }

    Documents orders(Versions<Order> replacement) {
        orders = replacement;
        return documents();
    }

    Documents payments(Versions<Payment> replacement) {
        payments = replacement;
        return documents();
    }

    Documents waybills(Versions<Waybill> replacement) {
        waybills = replacement;
        return documents();
    }

    Documents lists(Versions<ImportList> replacement) {
        lists = replacement;
        return documents();
    }

    Documents receipts(List<Receipt> replacement) {
        receipts = replacement;
        return documents();
    }

    Documents taxBills(List<TaxBill> replacement) {
        taxBills = replacement;
        return documents();
    }

    Documents taxBillStates(List<TaxBillStatus> replacement) {
        taxBillStates = replacement;
        return documents();
    }

    Documents identity(IdentityAnswered replacement) {
        identity = replacement;
        return documents();
    }

    Documents answers(List<OfficerAnswered> replacement) {
        answers = replacement;
        return documents();
    }

    Documents cancellations(List<Held<Cancellation>> replacement) {
        cancellations = replacement;
        return documents();
    }

    Documents entered(String replacement) {
        entered = replacement;
        return documents();
    }

    Documents signedForAt(String replacement) {
        signedForAt = replacement;
        return documents();
    }

    private Documents documents() {
        return new Documents(
                orders,
                payments,
                waybills,
                lists,
                receipts,
                taxBills,
                taxBillStates,
                identity,
                answers,
                cancellations,
                entered,
                signedForAt);
    }
}
