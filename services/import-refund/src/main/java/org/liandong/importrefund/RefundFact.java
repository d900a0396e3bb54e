package org.liandong.importrefund;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// What sources assert about payment books and refunds. There is no standard message for any of it: facts are JSON lines, and what
/// does not apply is an empty text. Amounts are yuan.
public sealed interface RefundFact {

    // ---- about a payment book

    /// Customs has booked a payment book in treasury (进口增值税入库数据).
    ///
    /// @param version       a correction of customs has a higher one
    /// @param taxpayerCode  the name on the book
    /// @param ownerCode     the second name on the book (双抬头); empty where there is one
    /// @param issuedOn      day of issue
    /// @param paidOn        day of payment
    /// @param bookedOn      day from which customs has it
    record PaymentBooked(
            String bookNo,
            int version,
            String taxpayerCode,
            String taxpayerName,
            String ownerCode,
            LocalDate issuedOn,
            BigDecimal amount,
            LocalDate paidOn,
            LocalDate bookedOn)
            implements RefundFact {}

    /// A taxpayer asks, at the tax side, to deduct a book.
    record DeductionRequested(
            String requestNo,
            String bookNo,
            String taxpayerCode,
            String taxpayerName,
            LocalDate issuedOn,
            BigDecimal amount,
            LocalDate requestedOn)
            implements RefundFact {}

    /// What happened to the deduction of a book at the tax side.
    ///
    /// @param period of the tax return, such as `2026-03`; empty while there is none
    record DeductionStated(
            String statementNo,
            String bookNo,
            String taxpayerCode,
            Step step,
            String period,
            BigDecimal amount,
            Instant at)
            implements RefundFact {}

    /// What can happen to a deduction.
    enum Step {
        /// Chosen for deduction in the current period.
        TICKED,
        /// No longer chosen.
        UNTICKED,
        /// Deducted in a return.
        USED,
        /// The deduction was taken back in a return.
        TRANSFERRED_OUT
    }

    /// The tax side's answer about a book, to the question of a refund.
    ///
    /// @param deducted       deducted up to `asOf`, in all periods
    /// @param transferredOut taken back up to `asOf`, in all periods
    /// @param asOf           the time that it speaks of
    record TaxAnswered(
            String answerNo,
            String bookNo,
            TaxStatus status,
            String period,
            BigDecimal deducted,
            BigDecimal transferredOut,
            Instant asOf,
            String office)
            implements RefundFact {}

    /// Where a book stands at the tax side.
    enum TaxStatus {
        NOT_REQUESTED,
        REQUESTED_WAITING,
        MATCHED_NOT_USED,
        USED,
        TRANSFERRED_OUT,
        UNKNOWN
    }

    /// A taxpayer objects to a result.
    record ObjectionFiled(
            String objectionNo,
            String bookNo,
            String requestNo,
            String taxpayerCode,
            LocalDate filedOn)
            implements RefundFact {}

    /// The tax office asks customs to verify a book (海关缴款书委托核查函).
    record VerificationAsked(
            String letterNo,
            String bookNo,
            String requestNo,
            String taxpayerCode,
            LocalDate issuedOn,
            BigDecimal amount,
            LocalDate sentOn)
            implements RefundFact {}

    /// Customs answers such a letter.
    record VerificationAnswered(
            String letterNo, String bookNo, Finding finding, LocalDate answeredOn)
            implements RefundFact {}

    /// What customs finds.
    enum Finding {
        /// 有一致的入库信息: the deduction is allowed.
        CONSISTENT,
        INCONSISTENT,
        NOT_BOOKED
    }

    /// An officer answers a task about a book.
    record BookAnswered(String bookNo, String task, String answer, String reason, String officer)
            implements RefundFact {}

    // ---- about a refund

    /// An importer applies for a refund.
    ///
    /// @param ground      overpaid, found-by-customs, re-exported, re-imported or not-shipped
    /// @param bankAccount where the money goes; empty while it is not named
    record RefundApplied(
            String applicationNo,
            String applicantCode,
            String applicantName,
            String ground,
            LocalDate filedOn,
            List<String> papers,
            String bankAccount,
            List<Line> lines)
            implements RefundFact {
        public RefundApplied {
            papers = List.copyOf(papers);
            lines = List.copyOf(lines);
        }
    }

    /// What is asked back of one book.
    record Line(String bookNo, BigDecimal amount) {}

    /// Papers that were missing.
    record PapersFiled(String applicationNo, List<String> papers, LocalDate filedOn)
            implements RefundFact {
        public PapersFiled {
            papers = List.copyOf(papers);
        }
    }

    /// Customs has found by itself that too much was paid, and told the taxpayer.
    record OverpaymentNoticed(String applicationNo, LocalDate noticedOn) implements RefundFact {}

    /// Customs' own record of where the goods went.
    ///
    /// @param movement          re-exported, re-imported or not-shipped
    /// @param unchanged         in their original state
    /// @param cause             quality, specification or force-majeure
    /// @param domesticTaxRepaid whether the domestic tax that an export got back was repaid
    record GoodsMoved(
            String applicationNo,
            String movement,
            LocalDate movedOn,
            boolean unchanged,
            String cause,
            boolean domesticTaxRepaid)
            implements RefundFact {}

    /// The taxpayer names the account for the money: the act that the notice asks for.
    record AccountNamed(String applicationNo, String bankAccount, LocalDate namedOn)
            implements RefundFact {}

    /// The tax side confirms or refuses the reservation of a book.
    ///
    /// @param until the book cannot be deducted before this time; for a refusal the time of it
    record ReservationAnswered(
            String reservationNo,
            String applicationNo,
            String bookNo,
            boolean confirmed,
            Instant until,
            String reason,
            Instant at)
            implements RefundFact {}

    /// The treasury has paid a refund order.
    record TreasuryPaid(
            String reference,
            String applicationNo,
            String bookNo,
            String orderNo,
            BigDecimal amount,
            BigDecimal interest,
            LocalDate paidOn)
            implements RefundFact {}

    /// The money came back to the treasury: the account was wrong.
    record TreasuryReturned(
            String reference,
            String applicationNo,
            String bookNo,
            String orderNo,
            String reason,
            LocalDate returnedOn)
            implements RefundFact {}

    /// An officer answers a task about a refund.
    record RefundAnswered(
            String applicationNo, String task, String answer, String reason, String officer)
            implements RefundFact {}

    // ---- what cases tell each other

    sealed interface Internal extends RefundFact {}

    /// An application wants money from a book, or has had it ordered.
    record RefundClaimed(String bookNo, String applicationNo, BigDecimal amount, Claim claim)
            implements Internal {}

    /// How far the claim of an application on a book has come.
    enum Claim {
        ASKED,
        ORDERED
    }

    /// How a book stands, for an application that wants money from it.
    ///
    /// @param booked         whether customs has booked it; without it nothing of customs is known
    /// @param comparison     result of the comparison that counts for a refund; empty while there is none
    /// @param status         of the tax side's newest answer; `UNKNOWN` while there is none
    /// @param asOf           time of that answer; 1970 while there is none
    /// @param ticked         chosen for deduction, not used
    /// @param used           deducted
    /// @param transferredOut taken back
    /// @param contradicted   what happened before that answer speaks of more than the answer
    /// @param orderedByOthers refunds that were ordered for other applications
    record BookShown(
            String applicationNo,
            String bookNo,
            boolean booked,
            String taxpayerCode,
            String ownerCode,
            BigDecimal amount,
            LocalDate paidOn,
            String comparison,
            TaxStatus status,
            String period,
            Instant asOf,
            String office,
            BigDecimal ticked,
            BigDecimal used,
            BigDecimal transferredOut,
            boolean contradicted,
            BigDecimal orderedByOthers)
            implements Internal {

        /// What is deducted and not taken back, or about to be deducted.
        BigDecimal net() {
            return used.add(ticked).subtract(transferredOut).max(BigDecimal.ZERO);
        }

        /// What may still be refunded.
        BigDecimal room() {
            return amount.subtract(net()).subtract(orderedByOthers).max(BigDecimal.ZERO);
        }

        boolean isAnswered() {
            return asOf.isAfter(Instant.EPOCH);
        }
    }
}
