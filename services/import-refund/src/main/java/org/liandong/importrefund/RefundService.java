package org.liandong.importrefund;

import java.util.Objects;
import org.liandong.importrefund.RefundCase.Application;
import org.liandong.importrefund.RefundCase.Book;
import org.liandong.kernel.Answer;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Context;
import org.liandong.kernel.Fact;
import org.liandong.kernel.Linking;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Service;
import org.liandong.kernel.Step;

/// Import tax refund by data linkage. Two kinds of case: payment books, and applications for a refund.
final class RefundService implements Service<RefundCase, RefundFact> {

    private final Rules rules;
    private final BookComparison comparison;
    private final DepositRates rates;

    RefundService(Rules rules, DepositRates rates) {
        this.rules = rules;
        this.comparison = new BookComparison(new ComparisonRules(rules));
        this.rates = rates;
    }

    @Override
    public Linking linking(RefundFact fact) {
        return switch (fact) {
            case RefundFact.PaymentBooked f -> book(f.bookNo());
            case RefundFact.DeductionRequested f -> book(f.bookNo());
            case RefundFact.DeductionStated f -> book(f.bookNo());
            case RefundFact.TaxAnswered f -> book(f.bookNo());
            case RefundFact.ObjectionFiled f -> book(f.bookNo());
            case RefundFact.VerificationAsked f -> book(f.bookNo());
            case RefundFact.VerificationAnswered f -> book(f.bookNo());
            case RefundFact.BookAnswered f -> book(f.bookNo());
            case RefundFact.RefundClaimed f -> book(f.bookNo());
            case RefundFact.RefundApplied f -> refund(f.applicationNo());
            case RefundFact.PapersFiled f -> refund(f.applicationNo());
            case RefundFact.OverpaymentNoticed f -> refund(f.applicationNo());
            case RefundFact.GoodsMoved f -> refund(f.applicationNo());
            case RefundFact.AccountNamed f -> refund(f.applicationNo());
            case RefundFact.ReservationAnswered f -> refund(f.applicationNo());
            case RefundFact.TreasuryPaid f -> refund(f.applicationNo());
            case RefundFact.TreasuryReturned f -> refund(f.applicationNo());
            case RefundFact.RefundAnswered f -> refund(f.applicationNo());
            case RefundFact.BookShown f -> refund(f.applicationNo());
        };
    }

    private static Linking book(String bookNo) {
        return Linking.to(BookDesk.key(bookNo));
    }

    private static Linking refund(String applicationNo) {
        return Linking.to(ApplicationDesk.key(applicationNo));
    }

    @Override
    public RefundCase open(CaseKey key) {
        String book = BookDesk.number(key);
        return book != null
                ? Book.none(book)
                : Application.none(
                        Objects.requireNonNull(ApplicationDesk.number(key), key.value()));
    }

    @Override
    public Step<RefundCase> on(RefundCase state, Fact<RefundFact> fact, Context context) {
        return switch (state) {
            case Book book -> on(desk(book, context), fact);
            case Application application -> desk(application, context).on(fact);
        };
    }

    private static Step<RefundCase> on(BookDesk desk, Fact<RefundFact> fact) {
        return switch (fact.body()) {
            case RefundFact.PaymentBooked f -> desk.booked(fact.id(), f);
            case RefundFact.DeductionRequested f -> desk.requested(fact.id(), f);
            case RefundFact.DeductionStated f -> desk.stated(f);
            case RefundFact.TaxAnswered f -> desk.answered(f);
            case RefundFact.ObjectionFiled f -> desk.objected(f);
            case RefundFact.VerificationAsked f -> desk.verificationAsked(f);
            case RefundFact.VerificationAnswered f -> desk.verificationAnswered(f);
            case RefundFact.BookAnswered f -> desk.officer(f);
            case RefundFact.RefundClaimed f -> desk.claimed(f);
            default ->
                    throw new IllegalArgumentException(
                            "A book knows no %s."
                                    .formatted(fact.body().getClass().getSimpleName()));
        };
    }

    private BookDesk desk(Book book, Context context) {
        return new BookDesk(book, comparison, context);
    }

    private ApplicationDesk desk(Application application, Context context) {
        return new ApplicationDesk(application, rules, rates, context);
    }

    @Override
    public Step<RefundCase> answered(RefundCase state, Answer answer, Context context) {
        return switch (state) {
            case Book book ->
                    switch (answer) {
                        case Answer.FromBook(var command, var said) ->
                                desk(book, context).answered(command, said);
                        case Answer.Room _ -> desk(book, context).room();
                        case Answer.Claimed _, Answer.ClaimRefused _ -> Step.of(book);
                    };
            case Application application ->
                    switch (answer) {
                        case Answer.FromBook(var command, var said) ->
                                desk(application, context).answered(command, said);
                        case Answer.Room(String account) ->
                                desk(application, context).room(account);
                        case Answer.Claimed _, Answer.ClaimRefused _ -> Step.of(application);
                    };
        };
    }

    @Override
    public Step<RefundCase> expired(RefundCase state, String clock, Context context) {
        return switch (state) {
            case Book book -> desk(book, context).expired(clock);
            case Application application -> desk(application, context).expired(clock);
        };
    }

    @Override
    public String status(RefundCase state) {
        return state.status();
    }
}
