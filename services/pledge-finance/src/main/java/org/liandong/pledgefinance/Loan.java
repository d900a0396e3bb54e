package org.liandong.pledgefinance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.liandong.kernel.Checks;

/// What has become of a loan by the last of its events: sums since its beginning, in yuan.
///
/// It is a fold over the set of draws and payments in the order of their days, so that a payment which is told late counts from its
/// own day. Payments go to penalty, interest, principal, in this order; what is left is the payer's.
///
/// @param since the day up to which interest is counted
record Loan(
        BigDecimal drawn,
        BigDecimal interest,
        BigDecimal penalty,
        BigDecimal paidPrincipal,
        BigDecimal paidInterest,
        BigDecimal paidPenalty,
        BigDecimal surplus,
        LocalDate since) {

    private static final BigDecimal ZERO = BigDecimal.ZERO.setScale(2);

    static final Loan NONE = new Loan(ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, LocalDate.EPOCH);

    /// A draw or a payment.
    ///
    /// @param draws whether it is a draw; of one day, draws come before payments
    record Event(LocalDate on, boolean draws, String no, BigDecimal amount) {}

    private static final Comparator<Event> IN_TIME =
            Comparator.comparing(Event::on)
                    .thenComparing(Event::draws, Comparator.reverseOrder())
                    .thenComparing(Event::no);

    static Loan of(List<Event> events, Interest terms) {
        Loan loan = NONE;
        for (Event event : events.stream().sorted(IN_TIME).toList()) {
            Loan then = loan.on(event.on(), terms);
            loan = event.draws() ? then.draw(event.amount()) : then.pay(event.amount());
        }
        return loan;
    }

    BigDecimal principal() {
        return drawn.subtract(paidPrincipal);
    }

    BigDecimal interestDue() {
        return interest.subtract(paidInterest);
    }

    BigDecimal penaltyDue() {
        return penalty.subtract(paidPenalty);
    }

    /// What is owed on the day up to which interest is counted.
    BigDecimal debt() {
        return principal().add(interestDue()).add(penaltyDue());
    }

    /// The same loan with interest up to a day. A day before the last event changes nothing.
    Loan on(LocalDate day, Interest terms) {
        if (!day.isAfter(since)) {
            return this;
        }
        return new Loan(
                drawn,
                interest.add(terms.inTerm(principal(), since, day)),
                penalty.add(terms.overdue(principal(), since, day)),
                paidPrincipal,
                paidInterest,
                paidPenalty,
                surplus,
                day);
    }

    private Loan draw(BigDecimal amount) {
        return new Loan(
                drawn.add(Checks.cents(amount)),
                interest,
                penalty,
                paidPrincipal,
                paidInterest,
                paidPenalty,
                surplus,
                since);
    }

    private Loan pay(BigDecimal amount) {
        BigDecimal left = Checks.cents(amount);
        BigDecimal toPenalty = left.min(penaltyDue());
        left = left.subtract(toPenalty);
        BigDecimal toInterest = left.min(interestDue());
        left = left.subtract(toInterest);
        BigDecimal toPrincipal = left.min(principal());
        left = left.subtract(toPrincipal);
        return new Loan(
                drawn,
                interest,
                penalty,
                paidPrincipal.add(toPrincipal),
                paidInterest.add(toInterest),
                paidPenalty.add(toPenalty),
                surplus.add(left),
                since);
    }
}
