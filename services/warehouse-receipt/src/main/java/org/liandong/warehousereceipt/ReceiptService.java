package org.liandong.warehousereceipt;

import java.util.Objects;
import org.liandong.kernel.Answer;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Context;
import org.liandong.kernel.Fact;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Linking;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Service;
import org.liandong.kernel.Step;
import org.liandong.warehousereceipt.ReceiptCase.Audit;
import org.liandong.warehousereceipt.ReceiptCase.Lot;
import org.liandong.warehousereceipt.ReceiptCase.Receipt;

/// Warehouse receipts. Three kinds of case: lots, receipts on them, and audits of them.
final class ReceiptService implements Service<ReceiptCase, ReceiptFact> {

    private final YardRules rules;

    ReceiptService(Rules rules) {
        this.rules = new YardRules(rules);
    }

    @Override
    public Linking linking(ReceiptFact fact) {
        return switch (fact) {
            case ReceiptFact.GoodsAccepted f -> lot(f.lotNo());
            case ReceiptFact.Weighed f -> lot(f.lotNo());
            case ReceiptFact.WeighingClosed f -> lot(f.lotNo());
            case ReceiptFact.QualityCertified f -> lot(f.lotNo());
            case ReceiptFact.CustomsStated f -> lot(f.lotNo());
            case ReceiptFact.LossFound f -> lot(f.lotNo());
            case ReceiptFact.LotAsked f -> lot(f.lotNo());
            case ReceiptFact.ReceiptStands f -> lot(f.lotNo());
            case ReceiptFact.GoodsLeft f -> lot(f.lotNo());
            case ReceiptFact.StockAsked f -> lot(f.lotNo());
            case ReceiptFact.AuditStands f -> lot(f.lotNo());
            case ReceiptFact.LossDecided f -> lot(f.lotNo());
            case ReceiptFact.StockReported f -> audit(f.auditNo());
            case ReceiptFact.StockShown f -> audit(f.auditNo());
            case ReceiptFact.TaskAnswered f -> Linking.to(f.caseKey());
            case ReceiptFact.ReceiptDrawn f -> receipt(f.receiptNo());
            case ReceiptFact.Endorsed f -> receipt(f.receiptNo());
            case ReceiptFact.EndorsementSigned f -> receipt(f.receiptNo());
            case ReceiptFact.SplitAsked f -> receipt(f.receiptNo());
            case ReceiptFact.MergeAsked f -> receipt(f.receiptNo());
            case ReceiptFact.DeliveryAsked f -> receipt(f.receiptNo());
            case ReceiptFact.FeesPaid f -> receipt(f.receiptNo());
            case ReceiptFact.GoodsOut f -> receipt(f.receiptNo());
            case ReceiptFact.DeliveryEnded f -> receipt(f.receiptNo());
            case ReceiptFact.CorrectionAsked f -> receipt(f.receiptNo());
            case ReceiptFact.CancellationAsked f -> receipt(f.receiptNo());
            case ReceiptFact.FreezeOrdered f -> receipt(f.receiptNo());
            case ReceiptFact.FreezeLifted f -> receipt(f.receiptNo());
            case ReceiptFact.PledgeRegistered f -> receipt(f.receiptNo());
            case ReceiptFact.PledgeReleased f -> receipt(f.receiptNo());
            case ReceiptFact.PledgeEnforced f -> receipt(f.receiptNo());
            case ReceiptFact.LotShown f -> receipt(f.receiptNo());
            case ReceiptFact.LossShared f -> receipt(f.receiptNo());
            case ReceiptFact.ReceiptBorn f -> receipt(f.receiptNo());
            case ReceiptFact.MergerAsked f -> receipt(f.receiptNo());
            case ReceiptFact.ParentShown f -> receipt(f.into());
            case ReceiptFact.ReceiptMerged f -> receipt(f.receiptNo());
        };
    }

    private static Linking lot(String lotNo) {
        return Linking.to(LotDesk.key(lotNo));
    }

    private static Linking receipt(String receiptNo) {
        return Linking.to(ReceiptDesk.key(receiptNo));
    }

    private static Linking audit(String auditNo) {
        return Linking.to(AuditDesk.key(auditNo));
    }

    @Override
    public ReceiptCase open(CaseKey key) {
        String lot = LotDesk.number(key);
        if (lot != null) {
            return Lot.none(lot);
        }
        String audit = AuditDesk.number(key);
        return audit != null
                ? Audit.none(audit)
                : Receipt.none(Objects.requireNonNull(ReceiptDesk.number(key), key.value()));
    }

    @Override
    public Step<ReceiptCase> on(ReceiptCase state, Fact<ReceiptFact> fact, Context context) {
        return switch (state) {
            case Lot lot -> on(new LotDesk(lot, context), fact.id(), fact.body());
            case Receipt receipt -> on(desk(receipt, context), fact.id(), fact.body(), context);
            case Audit audit -> on(desk(audit, context), fact.id(), fact.body());
        };
    }

    private ReceiptDesk desk(Receipt receipt, Context context) {
        return new ReceiptDesk(receipt, rules, context);
    }

    private AuditDesk desk(Audit audit, Context context) {
        return new AuditDesk(audit, rules, context);
    }

    private static Step<ReceiptCase> on(LotDesk desk, FactId id, ReceiptFact fact) {
        return switch (fact) {
            case ReceiptFact.GoodsAccepted f -> desk.accepted(id, f);
            case ReceiptFact.Weighed f -> desk.weighed(id, f);
            case ReceiptFact.WeighingClosed f -> desk.closed(f);
            case ReceiptFact.QualityCertified f -> desk.certified(id, f);
            case ReceiptFact.CustomsStated f -> desk.stated(id, f);
            case ReceiptFact.LossFound f -> desk.lossFound(f);
            case ReceiptFact.LossDecided f -> desk.lossDecided(f);
            case ReceiptFact.LotAsked f -> desk.asked(f);
            case ReceiptFact.ReceiptStands f -> desk.stands(f);
            case ReceiptFact.GoodsLeft f -> desk.left(f);
            case ReceiptFact.StockAsked f -> desk.asked(f);
            case ReceiptFact.AuditStands f -> desk.found(f);
            case ReceiptFact.TaskAnswered f -> desk.officer(id, f);
            default -> throw notOf("lot", fact);
        };
    }

    private static Step<ReceiptCase> on(
            ReceiptDesk desk, FactId id, ReceiptFact fact, Context context) {
        return switch (fact) {
            case ReceiptFact.ReceiptDrawn f -> desk.drawn(id, f);
            case ReceiptFact.MergeAsked f -> desk.merge(id, f);
            case ReceiptFact.Endorsed f -> desk.act(Acts.of(id, f));
            case ReceiptFact.EndorsementSigned f -> desk.act(Acts.of(id, f));
            case ReceiptFact.SplitAsked f -> desk.act(Acts.of(id, f));
            case ReceiptFact.DeliveryAsked f -> desk.act(Acts.of(id, f));
            case ReceiptFact.FeesPaid f -> desk.act(Acts.of(id, f));
            case ReceiptFact.GoodsOut f -> desk.act(Acts.of(id, f));
            case ReceiptFact.DeliveryEnded f -> desk.act(Acts.of(id, f));
            case ReceiptFact.CorrectionAsked f -> desk.act(Acts.of(id, f));
            case ReceiptFact.CancellationAsked f -> desk.act(Acts.of(id, f));
            case ReceiptFact.FreezeOrdered f -> desk.act(Acts.of(id, f));
            case ReceiptFact.FreezeLifted f -> desk.act(Acts.of(id, f));
            case ReceiptFact.PledgeRegistered f -> desk.act(Acts.of(id, f));
            case ReceiptFact.PledgeReleased f -> desk.act(Acts.of(id, f));
            case ReceiptFact.PledgeEnforced f -> desk.act(Acts.of(id, f));
            case ReceiptFact.LossShared f -> desk.act(Acts.of(id, f, context.today()));
            case ReceiptFact.LotShown f -> desk.shown(f);
            case ReceiptFact.ReceiptBorn f -> desk.born(f);
            case ReceiptFact.MergerAsked f -> desk.asked(f);
            case ReceiptFact.ParentShown f -> desk.shown(f);
            case ReceiptFact.ReceiptMerged f -> desk.merged(f);
            case ReceiptFact.TaskAnswered f -> desk.officer(id, f);
            default -> throw notOf("receipt", fact);
        };
    }

    private static Step<ReceiptCase> on(AuditDesk desk, FactId id, ReceiptFact fact) {
        return switch (fact) {
            case ReceiptFact.StockReported f -> desk.reported(id, f);
            case ReceiptFact.StockShown f -> desk.shown(f);
            case ReceiptFact.TaskAnswered f -> desk.officer(id, f);
            default -> throw notOf("audit", fact);
        };
    }

    private static IllegalArgumentException notOf(String kind, ReceiptFact fact) {
        return new IllegalArgumentException(
                "The case is a %s and takes no %s. Maybe the key of another case is meant."
                        .formatted(kind, fact.getClass().getSimpleName()));
    }

    @Override
    public Step<ReceiptCase> answered(ReceiptCase state, Answer answer, Context context) {
        return switch (state) {
            case Lot lot -> {
                LotDesk desk = new LotDesk(lot, context);
                yield switch (answer) {
                    case Answer.FromBook(_, var said) -> desk.answered(said);
                    case Answer.Claimed(var ticket, _) -> desk.claimed(ticket.value(), null);
                    case Answer.ClaimRefused(var ticket, var holder) ->
                            desk.claimed(ticket.value(), holder.value());
                    case Answer.Room _ -> throw unasked(answer);
                };
            }
            case Receipt receipt ->
                    switch (answer) {
                        case Answer.FromBook(_, var said) -> desk(receipt, context).answered(said);
                        case Answer.Room(var account) -> desk(receipt, context).room(account);
                        case Answer.Claimed _, Answer.ClaimRefused _ -> throw unasked(answer);
                    };
            case Audit _ -> throw unasked(answer);
        };
    }

    private static IllegalStateException unasked(Answer answer) {
        return new IllegalStateException("Nobody asked for " + answer);
    }

    @Override
    public Step<ReceiptCase> expired(ReceiptCase state, String clock, Context context) {
        throw new IllegalStateException("No case of this service has a clock " + clock);
    }

    @Override
    public String status(ReceiptCase state) {
        return state.status();
    }
}
