package org.liandong.ecommerceimport;

import java.time.LocalDate;
import java.util.Objects;
import org.liandong.ecommerceimport.ImportCase.Parcel;
import org.liandong.ecommerceimport.ImportFact.ImportList;
import org.liandong.ecommerceimport.ImportFact.OfficerAnswered;
import org.liandong.ecommerceimport.ImportFact.Order;
import org.liandong.ecommerceimport.ImportFact.Payment;
import org.liandong.ecommerceimport.ImportFact.Waybill;
import org.liandong.ecommerceimport.ImportFact.WaybillStatus;
import org.liandong.kernel.Answer;
import org.liandong.kernel.Context;
import org.liandong.kernel.Fact;
import org.liandong.kernel.Identifier;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Step;
import org.liandong.kernel.ledger.Command;

/// The desk of a parcel: gives each fact and each answer to those whom it concerns, and brings the parcel in line with the set of
/// its facts.
///
/// They stand beside it: [DocumentIntake] takes in and answers the papers, [ReleaseDecision] decides, [ParcelQuestions] asks
/// officers, [Books] asks and gives back, [Release] frees the goods and sends the tax to payment, [Returns], [Cancellations] and
/// [AnswersOfCustoms] follow what is asked and said afterwards.
final class ParcelDesk {

    /// What a desk works with besides the case.
    record Tools(Rules rules, Tariff tariff, Policy policy, LastAssessment last) {}

    private final ParcelStep step;
    private final DocumentIntake intake;
    private final Books books;
    private final Release release;
    private final Returns returns;
    private final Cancellations cancellations;
    private final AnswersOfCustoms customs;
    private final ParcelQuestions questions;
    private final ReleaseDecision decision;

    ParcelDesk(Parcel parcel, Tools tools, Context context) {
        step = new ParcelStep(parcel, tools, context);
        intake = new DocumentIntake(step);
        books = new Books(step);
        release = new Release(step, books);
        returns = new Returns(step, books, release);
        cancellations = new Cancellations(step, books, release, returns);
        customs = new AnswersOfCustoms(step, books, release, returns);
        questions = new ParcelQuestions(step);
        decision = new ReleaseDecision(step, books, release, questions, customs);
    }

    // ---- facts

    Step<ImportCase> on(Fact<ImportFact> fact) {
        switch (fact.body()) {
            case Order order -> {
                intake.order(new Held<>(fact.id(), order));
                settle();
            }
            case Payment payment -> {
                intake.payment(new Held<>(fact.id(), payment));
                settle();
            }
            case Waybill waybill -> {
                intake.waybill(new Held<>(fact.id(), waybill));
                settle();
            }
            case ImportList list -> {
                if (intake.list(new Held<>(fact.id(), list))) {
                    settle();
                }
            }
            case WaybillStatus delivered -> {
                intake.delivered(delivered);
                settle();
            }
            case ImportFact.Cancellation request -> {
                cancellations.asked(new Held<>(fact.id(), request));
                settle();
            }
            case ImportFact.ReturnRequest request -> {
                returns.asked(request, LocalDate.ofInstant(fact.acceptedAt(), ParcelStep.ZONE));
                settle();
            }
            case ImportFact.GoodsBack back -> returns.goodsBack(back);
            case OfficerAnswered answer -> {
                if (questions.answered(answer)) {
                    if (answer.task().startsWith(Cancellations.TASK)) {
                        cancellations.answered(answer);
                    }
                    settle();
                }
            }
            case ImportFact.IdentityAnswered answer -> {
                step.documents = DocumentsWith.of(step.documents).identity(answer);
                settle();
            }
            case ImportFact.Receipt receipt -> {
                customs.receipt(receipt);
                settle();
            }
            case ImportFact.TaxBill bill -> {
                customs.bill(bill);
                settle();
            }
            case ImportFact.TaxBillStatus status -> {
                customs.billStatus(status);
                settle();
            }
            case ImportFact.ParcelEntered entered -> {
                intake.entered(entered);
                settle();
            }
            case ImportFact.WarehouseEntry _,
                    ImportFact.GuaranteeFiled _,
                    ImportFact.DutyPaid _,
                    ImportFact.BillAnswered _,
                    ImportFact.BillJoined _,
                    ImportFact.BillAmended _ ->
                    throw new IllegalArgumentException(
                            "A parcel knows no %s."
                                    .formatted(fact.body().getClass().getSimpleName()));
        }
        return step.done();
    }

    // ---- answers

    Step<ImportCase> answered(Answer answer) {
        switch (answer) {
            case Answer.FromBook(var command, var said) -> fromBooks(command, said);
            case Answer.Claimed(var identifier, var followed) -> claimed(identifier, followed);
            case Answer.ClaimRefused(var identifier, var holder) -> {
                if (Numbers.isWaybill(identifier)) {
                    step.waybillHeld = holder.value();
                    settle();
                }
            }
            case Answer.Room(var account) -> {
                if (account.equals(step.waitsFor)) {
                    step.waitsFor = null;
                    step.asked = null;
                    settle();
                }
            }
        }
        return step.done();
    }

    private void claimed(Identifier identifier, boolean followed) {
        if (Numbers.isWaybill(identifier)) {
            step.waybillHeld = null;
            if (!followed) {
                settle();
            }
        }
    }

    private void fromBooks(Command command, org.liandong.kernel.ledger.Answer answer) {
        switch (books.answered(command, answer)) {
            case Books.Reply.Granted _ -> decision.granted();
            case Books.Reply.OverYear(var available) -> decision.overYearlyLimit(available);
            case Books.Reply.NoRoom(var account, var filed, var available) ->
                    decision.waitForRoom(account, filed, available);
            case Books.Reply.NoAllowanceYet _ -> {
                Assessment assessment = step.assessment();
                books.grantAllowance(Objects.requireNonNull(assessment.yearlyLimit(), step.key));
                if (step.isOpen()) {
                    decision.hold(assessment, Objects.requireNonNull(step.declared(), step.key));
                } else {
                    customs.takeAllowance(assessment);
                }
            }
            case Books.Reply.AllowanceTaken _ -> customs.takeQuota(step.assessment());
            case Books.Reply.QuotaTaken _ -> customs.finish(step.assessment());
            case Books.Reply.Noted _ -> {}
        }
    }

    // ---- deciding

    /// Brings the decision in line with the set of facts.
    private void settle() {
        ImportList list = step.declared();
        if (list == null) {
            decision.withoutList();
            return;
        }
        if (step.platform() && customs.haveSpoken()) {
            Assessment assessment = step.assessment();
            decision.forecast(assessment);
            customs.follow(assessment);
            return;
        }
        switch (step.stage) {
            case CANCELLED, RETURNED -> {}
            case RELEASED, BILLED -> questions.afterRelease(step.assessment());
            case COLLECTING, WAITING, REFUSED, REFERRED, FORECAST -> decision.decide(list);
        }
    }

    // ---- clocks

    Step<ImportCase> expired(String clock) {
        switch (clock) {
            case ReleaseDecision.REMINDER -> decision.remind();
            case ReleaseDecision.INCOMPLETE -> decision.incomplete();
            case Release.RETURN_WINDOW -> release.toPaymentRun();
            case Release.PAYMENT_RUN -> release.bill();
            case Returns.ARRIVAL_WINDOW -> returns.late();
            default -> throw new IllegalArgumentException("A parcel has no clock named " + clock);
        }
        return step.done();
    }
}
