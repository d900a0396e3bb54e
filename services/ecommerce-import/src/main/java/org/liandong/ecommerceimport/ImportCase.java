package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
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
import org.liandong.kernel.Question;
import org.liandong.rules.LateFee.Paid;

/// The state of a case of this service.
sealed interface ImportCase {

    /// Where it stands, in one word.
    String status();

    /// One parcel: what was reported about it, and how far it has come. Its key is `platform/order number`.
    record Parcel(String key, Documents documents, Progress progress) implements ImportCase {
        @Override
        public String status() {
            return progress.stage().name().toLowerCase(Locale.ROOT).replace('_', '-');
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
    /// @param requests    how many requests to the ledger were numbered
    /// @param asked       what the list asks of the books, or null while it asks nothing
    /// @param waitsFor    account it waits for, or null
    /// @param taken       what was taken from the books for good and not given back
    /// @param waybillHeld case that holds its waybill number, if that is another one
    /// @param closed      whether it was closed as incomplete
    /// @param task        task of an officer that is open about its checks, or null
    /// @param releasedOn  day of release, or null
    /// @param billing     bill its tax goes into, or was in last, or null
    /// @param billed      what of the quota it took stands in that bill
    /// @param cancelling  guid of the cancellation that an officer has before him, or null
    /// @param returns     return requests by guid, in the order in which they came
    /// @param backs       goods that are back for a return that was not asked for yet: day of arrival by guid
    /// @param differences differences between forecast and answer that were said last, in short
    record Progress(
            Stage stage,
            @Nullable String preNo,
            @Nullable String invtNo,
            String said,
            int requests,
            @Nullable Asked asked,
            @Nullable String waitsFor,
            Taken taken,
            @Nullable String waybillHeld,
            boolean closed,
            @Nullable String task,
            @Nullable LocalDate releasedOn,
            @Nullable String billing,
            BigDecimal billed,
            @Nullable String cancelling,
            List<Return> returns,
            Map<String, LocalDate> backs,
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
                        Taken.NOTHING,
                        null,
                        false,
                        null,
                        null,
                        null,
                        BigDecimal.ZERO,
                        null,
                        List.of(),
                        Map.of(),
                        "");
    }

    /// What a list asks of the books.
    ///
    /// @param request    key of the request
    /// @param person     key of the buyer
    /// @param year       year of the allowance
    /// @param assureCode whose guarantee
    /// @param tax        how the list was taxed, without the arithmetic
    record Asked(String request, String person, int year, String assureCode, ImportTax tax) {

        /// Whether the same is asked of the same accounts.
        boolean asksTheSame(Asked other) {
            return person.equals(other.person)
                    && year == other.year
                    && assureCode.equals(other.assureCode)
                    && tax.equals(other.tax);
        }
    }

    /// What was taken from the books for good, in yuan.
    ///
    /// @param allowance of the buyer's year
    /// @param quota     of the guarantee
    record Taken(BigDecimal allowance, BigDecimal quota) {
        static final Taken NOTHING = new Taken(BigDecimal.ZERO, BigDecimal.ZERO);

        static Taken all(ImportTax tax) {
            return new Taken(tax.dutiable(), tax.total());
        }

        Taken plus(BigDecimal moreAllowance, BigDecimal moreQuota) {
            return new Taken(allowance.add(moreAllowance), quota.add(moreQuota));
        }
    }

    /// A return of goods, whole or in part.
    ///
    /// @param appliedOn day on which it was asked for
    /// @param backOn    day on which the goods were back, or null
    record Return(
            ReturnRequest request, LocalDate appliedOn, State state, @Nullable LocalDate backOn) {

        /// How far a return has come.
        enum State {
            /// Not accepted.
            REFUSED,
            /// Accepted; the goods are under way.
            OPEN,
            /// Accepted, but the goods were not back in time: the tax stays.
            LATE,
            /// Concluded: no tax is due on these goods.
            DONE
        }

        boolean is(State wanted) {
            return state == wanted;
        }

        /// The quantity it names of a line of the list.
        BigDecimal quantity(int gnum) {
            return request.lines().stream()
                    .filter(line -> line.gnum() == gnum)
                    .map(ImportFact.ReturnLine::qty)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        Return in(State next, @Nullable LocalDate back) {
            return new Return(request, appliedOn, next, back);
        }
    }

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
    ///
    /// @param lists     how many have joined; the lists themselves stand in the ledger
    /// @param amount    the tax of those that are in it
    /// @param withdrawn tax that was in it and left it again
    /// @param settled   what of it has gone back to the quota
    /// @param claimed   what of it the guarantor was called for; quota comes back only for what is paid beyond that
    /// @param overdue   whether its window has closed while tax was open
    /// @param lateFee   late fee that is to be paid, once the tax is
    /// @param feeSaid   what was decided last about the late fee, in short
    /// @param payments  booked payments, in the order in which they came
    /// @param questions what officers were asked about it last, one of each kind
    record Bill(
            String entDutyNo,
            @Nullable String assureCode,
            int lists,
            BigDecimal amount,
            BigDecimal withdrawn,
            BigDecimal settled,
            BigDecimal claimed,
            @Nullable LocalDate payBy,
            boolean overdue,
            BigDecimal lateFee,
            String feeSaid,
            List<Paid> payments,
            List<Question> questions)
            implements ImportCase {

        static Bill none(String entDutyNo) {
            return new Bill(
                    entDutyNo,
                    null,
                    0,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    null,
                    false,
                    BigDecimal.ZERO,
                    "",
                    List.of(),
                    List.of());
        }

        /// What was paid; more than `amount` while lists are still joining, or by mistake.
        BigDecimal paid() {
            return payments.stream().map(Paid::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        /// The tax that is not paid.
        BigDecimal open() {
            return amount.subtract(paid()).max(BigDecimal.ZERO);
        }

        /// The tax that stands on the guarantee.
        BigDecimal standing() {
            return amount.add(withdrawn).subtract(settled).subtract(claimed);
        }

        @Override
        public String status() {
            if (lists == 0) {
                return "waiting";
            }
            if (amount.signum() == 0) {
                return "void";
            }
            if (open().signum() == 0) {
                return paid().compareTo(amount.add(lateFee)) < 0 ? "overdue" : "paid";
            }
            if (!overdue) {
                return "due";
            }
            return standing().signum() == 0 ? "claimed" : "overdue";
        }
    }

    /// A warehouse entry. Its key is `entry:operator/copNo`, or its guid where it names no copNo.
    ///
    /// @param parcels  waybill numbers; empty while only customs' receipt is known
    /// @param answer   status of customs' last receipt, or null
    /// @param answered its time, or null
    record Entry(
            String operatorCode,
            List<String> parcels,
            @Nullable String answer,
            @Nullable String answered)
            implements ImportCase {
        @Override
        public String status() {
            if (answer != null && (answer.equals(Receipts.REJECTED) || answer.startsWith("-"))) {
                return "refused";
            }
            return parcels.isEmpty() ? "waiting" : "entered";
        }
    }
}
