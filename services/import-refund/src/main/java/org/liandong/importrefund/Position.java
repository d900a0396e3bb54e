package org.liandong.importrefund;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.importrefund.RefundFact.DeductionStated;
import org.liandong.importrefund.RefundFact.TaxAnswered;

/// What is deducted of a book, from all that the tax side has said, in whatever order it came.
///
/// An answer counts everything up to its time; what is stated to have happened later is added to it. What is stated to have happened
/// before must be in it: if more was stated than the newest answer knows, the tax side contradicts itself.
///
/// @param ticked         chosen for deduction and not used yet
/// @param used           deducted in returns
/// @param transferredOut taken back in returns
/// @param period         of the last return that was named
/// @param contradicted   whether the newest answer knows of less than what was stated before it
record Position(
        BigDecimal ticked,
        BigDecimal used,
        BigDecimal transferredOut,
        String period,
        boolean contradicted) {

    static Position of(@Nullable TaxAnswered known, List<DeductionStated> statements) {
        Instant asOf = known == null ? Instant.EPOCH : known.asOf();
        BigDecimal ticked = BigDecimal.ZERO;
        BigDecimal used = known == null ? BigDecimal.ZERO : known.deducted();
        BigDecimal transferredOut = known == null ? BigDecimal.ZERO : known.transferredOut();
        BigDecimal statedBefore = BigDecimal.ZERO;
        String period = known == null ? "" : known.period();
        for (DeductionStated one : statements.stream().sorted(IN_TIME).toList()) {
            boolean later = one.at().isAfter(asOf);
            switch (one.step()) {
                case TICKED -> ticked = later ? one.amount() : ticked;
                case UNTICKED -> ticked = BigDecimal.ZERO;
                case USED -> {
                    if (later) {
                        used = used.add(one.amount());
                        ticked = ticked.subtract(one.amount()).max(BigDecimal.ZERO);
                    } else {
                        statedBefore = statedBefore.add(one.amount());
                    }
                }
                case TRANSFERRED_OUT -> {
                    if (later) {
                        transferredOut = transferredOut.add(one.amount());
                    } else {
                        statedBefore = statedBefore.subtract(one.amount());
                    }
                }
            }
            if (later && !one.period().isEmpty()) {
                period = one.period();
            }
        }
        boolean contradicted =
                known != null
                        && statedBefore.compareTo(known.deducted().subtract(known.transferredOut()))
                                > 0;
        return new Position(ticked, used, transferredOut, period, contradicted);
    }

    private static final Comparator<DeductionStated> IN_TIME =
            Comparator.comparing(DeductionStated::at).thenComparing(DeductionStated::statementNo);

    /// What may not be refunded: deducted, or about to be, and not taken back.
    BigDecimal net() {
        return used.add(ticked).subtract(transferredOut).max(BigDecimal.ZERO);
    }
}
