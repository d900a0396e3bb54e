package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.Held.Versions;
import org.liandong.ecommerceimport.ImportFact.Cancellation;
import org.liandong.ecommerceimport.ImportFact.IdentityAnswered;
import org.liandong.ecommerceimport.ImportFact.ImportList;
import org.liandong.ecommerceimport.ImportFact.OfficerAnswered;
import org.liandong.ecommerceimport.ImportFact.Order;
import org.liandong.ecommerceimport.ImportFact.Payment;
import org.liandong.ecommerceimport.ImportFact.Receipt;
import org.liandong.ecommerceimport.ImportFact.ReturnRequest;
import org.liandong.ecommerceimport.ImportFact.TaxBill;
import org.liandong.ecommerceimport.ImportFact.TaxBillStatus;
import org.liandong.ecommerceimport.ImportFact.Waybill;

/// The state of a case of this service.
sealed interface ImportCase {

    /// Where it stands, in one word.
    String status();

    /// One parcel: what was reported about it, and how far it has come. Its key is `platform/order number`.
    record Parcel(String key, Documents documents, Progress progress) implements ImportCase {
        @Override
        public String status() {
            return progress.stage().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /// The set of facts of a parcel.
    record Documents(
            Versions<Order> orders,
            Versions<Payment> payments,
            Versions<Waybill> waybills,
            Versions<ImportList> lists,
            List<Receipt> receipts,
            List<TaxBill> taxBills,
            List<TaxBillStatus> taxBillStates,
            @Nullable IdentityAnswered identity,
            List<OfficerAnswered> answers,
            List<Held<Cancellation>> cancellations,
            @Nullable String entered,
            @Nullable String signedForAt) {

        static final Documents NONE =
                new Documents(
                        Versions.none(),
                        Versions.none(),
                        Versions.none(),
                        Versions.none(),
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        List.of(),
                        List.of(),
                        null,
                        null);

        @Nullable Held<ImportList> list() {
            return lists.inForce(null);
        }

        private @Nullable String declaredAt() {
            Held<ImportList> list = list();
            return list == null ? null : list.document().appTime();
        }

        @Nullable Held<Order> order() {
            return orders.inForce(declaredAt());
        }

        @Nullable Held<Payment> payment() {
            return payments.inForce(declaredAt());
        }

        @Nullable Held<Waybill> waybill() {
            return waybills.inForce(declaredAt());
        }
    }

    /// How far a parcel has come.
    enum Stage {
        /// The list is missing: nothing is asked yet.
        COLLECTING,
        /// A fact or quota is missing.
        WAITING,
        /// A check fails.
        REFUSED,
        /// An officer must decide.
        REFERRED,
        /// All checks hold, allowance and quota are held; customs' own answer is awaited (zone platform only).
        FORECAST,
        /// The goods are free; tax stands on the guarantee.
        RELEASED,
        /// The tax is part of an aggregated bill.
        BILLED,
        /// All goods went back, no tax is due.
        RETURNED,
        /// The list was withdrawn.
        CANCELLED
    }

    /// What has been done for a parcel.
    ///
    /// @param stage       how far it has come
    /// @param preNo       number at the e-port
    /// @param invtNo      number of the list
    /// @param said        outcome of the last decision in short, so that it is not said twice
    /// @param attempts    how often the books were asked
    /// @param granted     what the books hold for it, or null
    /// @param waitsFor    account it waits for, or null
    /// @param waybillHeld case that holds its waybill number, if that is another one
    /// @param releasedOn  day of release, or null
    /// @param billing     bill its tax goes into, or null
    /// @param returns     return requests by guid
    /// @param differences differences between forecast and answer that were said last, in short
    record Progress(
            Stage stage,
            @Nullable String preNo,
            @Nullable String invtNo,
            String said,
            int attempts,
            @Nullable Granted granted,
            @Nullable String waitsFor,
            @Nullable String waybillHeld,
            @Nullable LocalDate releasedOn,
            @Nullable String billing,
            Map<String, Return> returns,
            String differences) {

        static final Progress NONE =
                new Progress(
                        Stage.COLLECTING,
                        null,
                        null,
                        "",
                        0,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Map.of(),
                        "");
    }

    /// What the books hold for a parcel.
    ///
    /// @param attempt    key of the request that was granted
    /// @param person     key of the buyer
    /// @param year       year of the allowance
    /// @param assureCode whose guarantee
    /// @param tax        how the list was taxed
    /// @param allowanceSeq transaction of the captured allowance; 0 while it is only held
    /// @param quotaSeq     transaction of the captured quota; 0 while it is only held
    record Granted(
            String attempt,
            String person,
            int year,
            String assureCode,
            ImportTax tax,
            long allowanceSeq,
            long quotaSeq) {}

    /// A return of goods, whole or in part.
    record Return(
            ReturnRequest request,
            LocalDate appliedOn,
            boolean open,
            boolean accepted,
            boolean done,
            @Nullable LocalDate backOn,
            BigDecimal dutiable,
            BigDecimal tax) {}

    /// The guarantee of an enterprise. Its key is `guarantee:assureCode`.
    record Guarantee(String assureCode, List<Instrument> instruments) implements ImportCase {
        @Override
        public String status() {
            return instruments.stream().anyMatch(i -> !i.ended()) ? "in-force" : "none";
        }
    }

    record Instrument(
            String number,
            BigDecimal amount,
            LocalDate validFrom,
            LocalDate validTo,
            boolean ended) {}

    /// An aggregated bill of one enterprise at one customs office. Its key is `bill:entDutyNo`.
    record Bill(
            String entDutyNo,
            @Nullable String assureCode,
            int lists,
            BigDecimal amount,
            BigDecimal paid,
            @Nullable LocalDate payBy,
            boolean overdue,
            Map<String, BigDecimal> waiting)
            implements ImportCase {
        @Override
        public String status() {
            if (lists == 0) {
                return "waiting";
            }
            return paid.compareTo(amount) >= 0 ? "paid" : overdue ? "overdue" : "due";
        }
    }

    /// A warehouse entry. Its key is `entry:operator/guid`.
    record Entry(String operatorCode, List<String> parcels) implements ImportCase {
        @Override
        public String status() {
            return "entered";
        }
    }
}
