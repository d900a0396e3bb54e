package org.liandong.ecommerceimport;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ImportFact.Receipt;

/// What customs has said about a parcel, out of the set of its receipts, in the order of their `returnTime`.
///
/// A lower status that comes after a release does not undo it; a rejection after a release is an alarm, not a change.
///
/// @param releasedOn           day of the release, or null
/// @param rejected             whether the list was rejected, before or without a release
/// @param rejectedAfterRelease whether customs rejected a list that it had released
/// @param cancelled            whether a cancellation was concluded
/// @param returned             whether a return was concluded
/// @param reason               what customs gave as reason of a rejection
record CustomsState(
        @Nullable LocalDate releasedOn,
        boolean rejected,
        boolean rejectedAfterRelease,
        boolean cancelled,
        boolean returned,
        String reason) {

    // Closed comes after released and says the same about the goods.
    private static final Set<String> FREE = Set.of("800", "899");

    boolean released() {
        return releasedOn != null;
    }

    static CustomsState of(List<Receipt> receipts) {
        LocalDate releasedOn = null;
        boolean rejected = false;
        boolean alarm = false;
        boolean cancelled = false;
        boolean returned = false;
        String reason = "";
        List<Receipt> ordered =
                receipts.stream()
                        .sorted(Comparator.comparing(Receipt::time).thenComparing(Receipt::status))
                        .toList();
        for (Receipt receipt : ordered) {
            switch (receipt.message()) {
                case "CEB622" -> {
                    if (FREE.contains(receipt.status())) {
                        releasedOn = releasedOn == null ? day(receipt.time()) : releasedOn;
                    } else if (receipt.status().equals("100") || receipt.status().startsWith("-")) {
                        reason = receipt.info();
                        if (releasedOn == null) {
                            rejected = true;
                        } else {
                            alarm = true;
                        }
                    } else if (rejected && releasedOn == null) {
                        // Sent again after a rejection: customs looks at it anew.
                        rejected = false;
                    }
                }
                case "CEB624" -> cancelled |= receipt.status().equals("399");
                case "CEB626" -> returned |= receipt.status().equals("399");
                default -> {
                    // Receipts of order, payment, waybill and entry say nothing about the list.
                }
            }
        }
        return new CustomsState(releasedOn, rejected, alarm, cancelled, returned, reason);
    }

    private static LocalDate day(String time) {
        return LocalDate.of(
                Integer.parseInt(time.substring(0, 4)),
                Integer.parseInt(time.substring(4, 6)),
                Integer.parseInt(time.substring(6, 8)));
    }
}
