package org.liandong.ecommerceimport;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ImportCase.Documents;
import org.liandong.ecommerceimport.ImportFact.Receipt;
import org.liandong.ecommerceimport.ImportFact.TaxBill;
import org.liandong.ecommerceimport.ImportFact.TaxBillStatus;

/// What customs has said about a parcel, out of the set of its receipts and bills, in the order of their `returnTime`.
///
/// A lower status that comes after a release does not undo it; a rejection after a release is an alarm, not a change.
///
/// @param releasedOn           day of the release, or null
/// @param rejected             whether the list was rejected, before or without a release
/// @param rejectedAfterRelease whether customs rejected a list that it had released
/// @param cancelled            whether a cancellation was concluded
/// @param returned             the declarants' numbers (copNo) of returns that were concluded; `-` for one without number
/// @param reason               what customs gave as reason of its last rejection
/// @param bill                 the last tax bill, or null
/// @param billVoid             whether that bill is void
/// @param entDutyNo            the payment book that the tax was aggregated in last, or null
/// @param aggregated           whether it stands there: it was not made void since
record CustomsState(
        @Nullable LocalDate releasedOn,
        boolean rejected,
        boolean rejectedAfterRelease,
        boolean cancelled,
        Set<String> returned,
        String reason,
        @Nullable TaxBill bill,
        boolean billVoid,
        @Nullable String entDutyNo,
        boolean aggregated) {

    /// A return whose receipt names no copNo.
    static final String UNNUMBERED = "-";

    // Closed comes after released and says the same about the goods.
    private static final Set<String> FREE = Set.of("800", "899");

    boolean released() {
        return releasedOn != null;
    }

    /// Whether the tax stands in an aggregated bill.
    boolean isIn(@Nullable String bill) {
        return aggregated && bill != null && bill.equals(entDutyNo);
    }

    /// Whether customs has said what becomes of the list.
    boolean hasDecided() {
        return released() || rejected || cancelled || !returned.isEmpty();
    }

    static CustomsState of(Documents documents) {
        return new Reader().read(documents);
    }

    /// Goes through what customs said, in its order.
    private static final class Reader {

        private @Nullable LocalDate releasedOn;
        private boolean taken;
        private boolean rejected;
        private boolean alarm;
        private boolean cancelled;
        private final Set<String> returned = new HashSet<>();
        private String reason = "";

        CustomsState read(Documents documents) {
            documents.receipts().stream()
                    .sorted(Comparator.comparing(Receipt::time).thenComparing(Receipt::status))
                    .forEach(this::receipt);
            TaxBill bill =
                    documents.taxBills().stream()
                            .max(Comparator.comparing(TaxBill::time).thenComparing(TaxBill::taxNo))
                            .orElse(null);
            List<TaxBillStatus> states = new ArrayList<>(documents.taxBillStates());
            for (TaxBill made : documents.taxBills()) {
                states.add(
                        new TaxBillStatus(
                                made.invtNo(),
                                made.taxNo(),
                                made.time(),
                                made.status(),
                                made.entDutyNo()));
            }
            states.sort(
                    Comparator.comparing(TaxBillStatus::time).thenComparing(TaxBillStatus::status));
            boolean billVoid =
                    !states.isEmpty() && states.getLast().status().equals(Receipts.BILL_VOID);
            String entDutyNo = null;
            boolean aggregated = false;
            for (TaxBillStatus state : states) {
                if (state.status().equals(Receipts.BILL_AGGREGATED) && state.entDutyNo() != null) {
                    entDutyNo = state.entDutyNo();
                    aggregated = true;
                } else if (state.status().equals(Receipts.BILL_VOID)) {
                    aggregated = false;
                }
            }
            return new CustomsState(
                    releasedOn,
                    rejected,
                    alarm,
                    cancelled,
                    returned,
                    reason,
                    bill,
                    billVoid,
                    entDutyNo,
                    aggregated);
        }

        private void receipt(Receipt receipt) {
            switch (receipt.message()) {
                case "CEB622" -> list(receipt);
                case "CEB624" -> cancelled |= receipt.status().equals(Receipts.CONCLUDED);
                case "CEB626" -> {
                    if (receipt.status().equals(Receipts.CONCLUDED)) {
                        returned.add(receipt.keys().getOrDefault("copNo", UNNUMBERED));
                    }
                }
                default -> {
                    // Receipts of order, payment, waybill and entry say nothing about the list.
                }
            }
        }

        private void list(Receipt receipt) {
            String status = receipt.status();
            boolean error = status.startsWith("-");
            if (FREE.contains(status)) {
                releasedOn = releasedOn == null ? day(receipt.time()) : releasedOn;
                rejected = false;
            } else if (status.equals(Receipts.REJECTED)) {
                reason = receipt.info();
                rejected = releasedOn == null;
                alarm |= releasedOn != null;
            } else if (error && !taken) {
                // An error about a list that customs has already is about its repeat.
                reason = receipt.info();
                rejected = true;
            } else if (!error && rejected && releasedOn == null) {
                // Sent again after a rejection: customs looks at it anew.
                rejected = false;
            }
            taken |= !error;
        }
    }

    private static LocalDate day(String time) {
        return LocalDate.parse(time.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE);
    }
}
