package org.liandong.pledgefinance;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.liandong.pledgefinance.PledgeFact.FinancingApplied;

/// What a watch list must know of a financing to value it on any day.
///
/// @param quantity     tonnes that count
/// @param invoicePrice net yuan a tonne, the highest that counts through `invoiceTo`
/// @param principal    that bears interest from `since` on
/// @param termsOn      day whose tables hold for it: that of the application
/// @param due          interest and penalty up to `since`, less the pledged deposit
public record Position(
        String contractNo,
        Lines.State state,
        BigDecimal quantity,
        BigDecimal invoicePrice,
        LocalDate invoiceTo,
        BigDecimal principal,
        BigDecimal due,
        LocalDate since,
        BigDecimal rate,
        LocalDate matures,
        LocalDate termsOn) {

    static Position of(
            FinancingApplied applied,
            Lines.State state,
            BigDecimal quantity,
            LocalDate pledgedOn,
            Loan loan,
            BigDecimal deposited,
            Terms terms) {
        return new Position(
                applied.contractNo(),
                state,
                quantity,
                applied.invoicePrice(),
                pledgedOn.plusDays(terms.market().whole("invoice days")),
                loan.principal(),
                loan.interestDue().add(loan.penaltyDue()).subtract(deposited),
                loan.since(),
                applied.rate(),
                applied.matures(),
                applied.appliedOn());
    }

    /// Whether there is anything to watch.
    boolean isOpen() {
        return quantity.signum() > 0 || principal.signum() > 0;
    }

    BigDecimal debt(LocalDate day, Terms terms) {
        Interest interest = terms.interest(rate, matures);
        return principal
                .add(due)
                .add(interest.inTerm(principal, since, day))
                .add(interest.overdue(principal, since, day));
    }

    /// The invoice counts in the first days only.
    BigDecimal price(Price price, LocalDate day) {
        return day.isAfter(invoiceTo) ? price.value() : price.value().min(invoicePrice);
    }

    Valuation valuation(Price price, LocalDate day, Terms terms) {
        return new Valuation(quantity, price(price, day), terms.haircut(), debt(day, terms));
    }

    Position in(Lines.State other) {
        return new Position(
                contractNo,
                other,
                quantity,
                invoicePrice,
                invoiceTo,
                principal,
                due,
                since,
                rate,
                matures,
                termsOn);
    }
}
