package org.liandong.importrefund;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.importrefund.RefundFact.AccountNamed;
import org.liandong.importrefund.RefundFact.BookAnswered;
import org.liandong.importrefund.RefundFact.BookShown;
import org.liandong.importrefund.RefundFact.DeductionRequested;
import org.liandong.importrefund.RefundFact.DeductionStated;
import org.liandong.importrefund.RefundFact.GoodsMoved;
import org.liandong.importrefund.RefundFact.ObjectionFiled;
import org.liandong.importrefund.RefundFact.OverpaymentNoticed;
import org.liandong.importrefund.RefundFact.PapersFiled;
import org.liandong.importrefund.RefundFact.PaymentBooked;
import org.liandong.importrefund.RefundFact.RefundAnswered;
import org.liandong.importrefund.RefundFact.RefundApplied;
import org.liandong.importrefund.RefundFact.RefundClaimed;
import org.liandong.importrefund.RefundFact.ReservationAnswered;
import org.liandong.importrefund.RefundFact.TaxAnswered;
import org.liandong.importrefund.RefundFact.TreasuryPaid;
import org.liandong.importrefund.RefundFact.TreasuryReturned;
import org.liandong.importrefund.RefundFact.VerificationAnswered;
import org.liandong.importrefund.RefundFact.VerificationAsked;
import org.liandong.kernel.FactId;

/// The state of a case of this service: a payment book, or an application for a refund.
sealed interface RefundCase {

    /// Where it stands, in one word.
    String status();

    /// A fact with the identity under which it came.
    record Held<T>(FactId id, T fact) {}

    // ---- a payment book

    /// A payment book: what customs, taxpayers and the tax side say of it. Its key is `book:number`.
    ///
    /// @param number    as it was first written
    /// @param bookings  the versions of customs
    /// @param requests  for deduction
    /// @param results   what was said to each request
    /// @param runAt     when it is compared next; null while nothing waits for a comparison
    /// @param statements of the tax side
    /// @param answer    the tax side's newest answer
    /// @param known     its newest answer that says something
    /// @param objections of taxpayers to results
    /// @param letters   of tax offices, and `findings` of customs
    /// @param lettersAnswered what was said to each letter
    /// @param answers   of officers to `tasks`
    /// @param claims    of applications for a refund
    /// @param shown     what each application was told last, in short
    /// @param posted    what stands in the ledger
    /// @param objected  whether the tax side was told that a deduction has no room
    record Book(
            String number,
            List<Held<PaymentBooked>> bookings,
            List<Held<DeductionRequested>> requests,
            List<Said> results,
            @Nullable Instant runAt,
            List<DeductionStated> statements,
            @Nullable TaxAnswered answer,
            @Nullable TaxAnswered known,
            List<ObjectionFiled> objections,
            List<VerificationAsked> letters,
            List<VerificationAnswered> findings,
            List<String> lettersAnswered,
            List<BookAnswered> answers,
            List<String> tasks,
            List<RefundClaimed> claims,
            List<Shown> shown,
            Posted posted,
            boolean objected,
            String status)
            implements RefundCase {

        static Book none(String number) {
            return new Book(
                    number,
                    List.of(),
                    List.of(),
                    List.of(),
                    null,
                    List.of(),
                    null,
                    null,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Posted.NOTHING,
                    false,
                    "waiting");
        }
    }

    /// What was said to a request.
    ///
    /// @param result   of the comparison
    /// @param on       since when it stands
    /// @param inShort  what was compared, so that it is not said twice
    record Said(String requestNo, BookComparison.Result result, LocalDate on, String inShort) {}

    /// What an application was told of a book.
    record Shown(String applicationNo, String inShort) {}

    /// What stands in the ledger for a book, and what could not be brought into it.
    ///
    /// @param requests how many requests to the ledger were numbered
    /// @param paid     tax collected
    /// @param deducted of it, what is deducted
    /// @param refused  a deduction for which there was no room, and what it was short by
    record Posted(int requests, BigDecimal paid, BigDecimal deducted, BigDecimal refused) {
        static final Posted NOTHING =
                new Posted(0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    // ---- an application

    /// An application for a refund. Its key is `refund:number`.
    ///
    /// @param acceptedOn day of acceptance; null while papers are missing
    /// @param countedFrom day from which the clocks count: of acceptance, or of the evidence that opened it again
    /// @param said       the last decisions in short, by kind, so that nothing is said twice
    /// @param tasks      that are open
    /// @param lines      how far each book has come
    record Application(
            String number,
            @Nullable Held<RefundApplied> application,
            List<PapersFiled> papers,
            @Nullable OverpaymentNoticed notice,
            @Nullable GoodsMoved goods,
            List<AccountNamed> accounts,
            List<BookShown> books,
            List<ReservationAnswered> reservations,
            List<TreasuryPaid> payments,
            List<TreasuryReturned> returned,
            List<RefundAnswered> answers,
            @Nullable LocalDate acceptedOn,
            @Nullable LocalDate countedFrom,
            List<Told> said,
            List<String> tasks,
            List<Progress> lines,
            String status)
            implements RefundCase {

        static Application none(String number) {
            return new Application(
                    number, null, List.of(), null, null, List.of(), List.of(), List.of(), List.of(),
                    List.of(), List.of(), null, null, List.of(), List.of(), List.of(), "waiting");
        }
    }

    /// The last decision about a matter, in short.
    record Told(String about, String inShort) {}

    /// How far the refund of one book has come.
    enum Phase {
        /// Something is missing.
        OPEN,
        /// The book has no room now; another application holds it.
        ROOM,
        /// The ledger is asked to hold it.
        HOLDING,
        /// It is held here, and the tax side is asked to reserve it.
        RESERVING,
        /// The treasury was told to pay.
        ORDERED,
        /// The money is back with the taxpayer.
        PAID,
        /// Nothing is refunded.
        NONE
    }

    /// How far the refund of one book has come, and what was done for it.
    record Progress(
            String bookNo,
            Phase phase,
            Holding holding,
            Order order,
            Questions asked,
            Notice notice) {

        static Progress of(String bookNo) {
            return new Progress(
                    bookNo,
                    Phase.OPEN,
                    new Holding(0, BigDecimal.ZERO),
                    new Order(0, null, BigDecimal.ZERO),
                    new Questions(0, 0, false, Instant.EPOCH, 0),
                    new Notice(null, false));
        }

        Progress in(Phase next) {
            return new Progress(bookNo, next, holding, order, asked, notice);
        }

        Progress with(Holding next) {
            return new Progress(bookNo, phase, next, order, asked, notice);
        }

        Progress with(Order next) {
            return new Progress(bookNo, phase, holding, next, asked, notice);
        }

        Progress with(Questions next) {
            return new Progress(bookNo, phase, holding, order, next, notice);
        }

        Progress with(Notice next) {
            return new Progress(bookNo, phase, holding, order, asked, next);
        }
    }

    /// What is held of a book.
    ///
    /// @param attempts reservations so far
    /// @param amount   that is held or ordered
    record Holding(int attempts, BigDecimal amount) {}

    /// What the treasury was told.
    ///
    /// @param count    how many orders were given
    /// @param on       day of the first order
    /// @param interest that was ordered
    record Order(int count, @Nullable LocalDate on, BigDecimal interest) {}

    /// What the tax side was asked.
    ///
    /// @param count      how often
    /// @param unanswered questions since the last answer that could be used
    /// @param running    whether the time for an answer runs
    /// @param newerThan  only answers after this time count: a refused reservation shows that something has changed
    /// @param refusals   of reservations
    record Questions(int count, int unanswered, boolean running, Instant newerThan, int refusals) {}

    /// What the taxpayer was told to do.
    ///
    /// @param lapsed whether it was not done in time
    record Notice(@Nullable LocalDate on, boolean lapsed) {}
}
