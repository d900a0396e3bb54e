package org.liandong.ecommerceimport;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.liandong.ecommerceimport.ImportCase.Return;
import org.liandong.ecommerceimport.ImportCase.Stage;
import org.liandong.ecommerceimport.ImportFact.Cancellation;
import org.liandong.ecommerceimport.ImportFact.OfficerAnswered;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Reason;
import org.liandong.kernel.Task;

/// The withdrawal of a list (GACC 2018-194, 11): before the release at once, after it by an officer, never twice.
final class Cancellations {

    static final String TASK = "cancel-";

    /// Stands in where a receipt must name a number that the list never got.
    private static final String NO_NUMBER = "B00000000000000000";

    private static final String CLAUSE = "GACC 2018-194, 11";

    private final ParcelStep step;
    private final Books books;
    private final Release release;
    private final Returns returns;

    Cancellations(ParcelStep step, Books books, Release release, Returns returns) {
        this.step = step;
        this.books = books;
        this.release = release;
        this.returns = returns;
    }

    void asked(Held<Cancellation> held) {
        Cancellation request = held.document();
        List<Held<Cancellation>> requests = new ArrayList<>(step.documents.cancellations());
        requests.add(held);
        step.documents = DocumentsWith.of(step.documents).cancellations(requests);
        if (step.platform()) {
            if (request.copNo() != null) {
                step.add(new Effect.Claim(Numbers.cop(request.agentCode(), request.copNo())));
            }
        } else if (!request.appStatus().equals("2")) {
            acknowledge(request, "1", "暂存");
        } else if (!request.invtNo().equals(step.invtNo)) {
            refuse(request, "list.invtNo", Objects.requireNonNullElse(step.invtNo, "-"), "-623003");
        } else if (step.stage == Stage.CANCELLED || step.cancelling != null) {
            refuse(request, "cancellation", "declared before", "-623009");
        } else {
            judge(request);
        }
    }

    private void judge(Cancellation request) {
        boolean goodsAreUnderWay = step.returns.stream().anyMatch(r -> r.is(Return.State.OPEN));
        switch (step.stage) {
            case COLLECTING, WAITING, REFUSED, REFERRED, FORECAST -> {
                books.stopAsking("cancelled");
                conclude(request);
            }
            case RELEASED -> {
                if (goodsAreUnderWay) {
                    refuse(request, "list", "return under way", "-623005");
                } else {
                    refer(request);
                }
            }
            case BILLED, RETURNED, CANCELLED ->
                    refuse(request, "list", step.stageName(), "-623005");
        }
    }

    private void refer(Cancellation request) {
        step.cancelling = request.guid();
        step.decide("cancellation", Outcome.REFERRED, List.of(), CLAUSE);
        step.add(
                new Effect.Assign(
                        new Task(
                                TASK + request.guid(),
                                Officers.ROLE,
                                "cancel-after-release",
                                List.of(Reason.of("said", request.reason())),
                                List.of("admit", "refuse"))));
        acknowledge(request, Receipts.MANUAL, "转人工审核");
    }

    /// The officer has answered what [#refer] asked.
    void answered(OfficerAnswered answer) {
        Cancellation request =
                step.documents.cancellations().stream()
                        .map(Held::document)
                        .filter(c -> answer.task().equals(TASK + c.guid()))
                        .findFirst()
                        .orElseThrow();
        step.cancelling = null;
        if (answer.answer().equals("admit")) {
            books.giveBack(step.taken.allowance(), step.taken.quota(), "cancelled");
            step.acknowledge(
                    Receipts.billStatus(
                            step.list(),
                            Objects.requireNonNull(step.invtNo),
                            Receipts.BILL_VOID,
                            null,
                            step.context.at()));
            conclude(request);
        } else {
            Checks checks = new Checks();
            checks.add("O1", false, "officer", answer.answer(), "reason", answer.reason(), "");
            step.decide("cancellation", Outcome.REFUSED, checks.toList(), CLAUSE);
            acknowledge(request, Receipts.REJECTED, answer.reason());
            release.toPaymentRun();
        }
    }

    private void conclude(Cancellation request) {
        step.withdrawTask();
        step.add(new Effect.Stop(ReleaseDecision.REMINDER));
        step.add(new Effect.Stop(ReleaseDecision.INCOMPLETE));
        release.stop();
        returns.stop();
        step.stage = Stage.CANCELLED;
        step.decide("cancellation", Outcome.ADMITTED, List.of(), CLAUSE);
        acknowledge(request, Receipts.CONCLUDED, "海关审结");
    }

    private void refuse(Cancellation request, String right, String value, String code) {
        Checks checks = new Checks();
        checks.add("C1", false, "cancellation.invtNo", request.invtNo(), right, value, code);
        step.decide("cancellation", Outcome.REFUSED, checks.toList(), CLAUSE);
        acknowledge(request, code, Receipts.reasons(checks.toList()));
    }

    private void acknowledge(Cancellation request, String status, String info) {
        step.acknowledge(
                Receipts.cancellation(
                        request,
                        Objects.requireNonNullElse(step.preNo, NO_NUMBER),
                        step.invtNo,
                        status,
                        step.context.at(),
                        info));
    }
}
