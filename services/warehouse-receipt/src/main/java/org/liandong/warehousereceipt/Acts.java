package org.liandong.warehousereceipt;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.liandong.kernel.FactId;
import org.liandong.warehousereceipt.ReceiptCase.Act;
import org.liandong.warehousereceipt.ReceiptCase.Act.Kind;
import org.liandong.warehousereceipt.ReceiptFact.CancellationAsked;
import org.liandong.warehousereceipt.ReceiptFact.CorrectionAsked;
import org.liandong.warehousereceipt.ReceiptFact.DeliveryAsked;
import org.liandong.warehousereceipt.ReceiptFact.DeliveryEnded;
import org.liandong.warehousereceipt.ReceiptFact.Endorsed;
import org.liandong.warehousereceipt.ReceiptFact.EndorsementSigned;
import org.liandong.warehousereceipt.ReceiptFact.FeesPaid;
import org.liandong.warehousereceipt.ReceiptFact.FreezeLifted;
import org.liandong.warehousereceipt.ReceiptFact.FreezeOrdered;
import org.liandong.warehousereceipt.ReceiptFact.GoodsOut;
import org.liandong.warehousereceipt.ReceiptFact.LossShared;
import org.liandong.warehousereceipt.ReceiptFact.PledgeEnforced;
import org.liandong.warehousereceipt.ReceiptFact.PledgeRegistered;
import org.liandong.warehousereceipt.ReceiptFact.PledgeReleased;
import org.liandong.warehousereceipt.ReceiptFact.SplitAsked;

/// Facts about a receipt as acts.
final class Acts {

    private static final String NOBODY = "";
    private static final String LEFT_AT = "leftAt";
    private static final BigDecimal NONE = BigDecimal.ZERO;

    private Acts() {}

    /// What a decision about an act is called.
    static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /// The law under which an act is judged.
    static String clause(Kind kind) {
        return switch (kind) {
            case ENDORSEMENT, SIGNATURE -> "Civil Code 910";
            case DELIVERY, LOAD, END, FEES -> "Civil Code 910, 915";
            case CORRECTION -> "Civil Code 909";
            case PLEDGE -> "Civil Code 441; interpretation on security 59";
            case RELEASE -> "Civil Code 436";
            case ENFORCEMENT -> "Civil Code 436, 437";
            case FREEZE, LIFT -> "order of the authority";
            case LOSS -> "Civil Code 917";
            case SPLIT, CANCELLATION -> "Model Law on Warehouse Receipts 28";
        };
    }

    static Act of(FactId id, Endorsed f) {
        return act(Kind.ENDORSEMENT, f.no(), id, f.holding(), f.by(), f.to(), NONE, f.endorsedOn());
    }

    static Act of(FactId id, EndorsementSigned f) {
        return act(Kind.SIGNATURE, f.no(), id, 0, f.keeper(), NOBODY, NONE, f.signedOn());
    }

    static Act of(FactId id, DeliveryAsked f) {
        return act(
                Kind.DELIVERY,
                f.no(),
                id,
                f.holding(),
                f.by(),
                f.collector(),
                f.quantity(),
                f.askedOn());
    }

    static Act of(FactId id, FeesPaid f) {
        return act(Kind.FEES, f.paymentNo(), id, 0, NOBODY, NOBODY, NONE, f.paidThrough());
    }

    static Act of(FactId id, GoodsOut f) {
        return new Act(
                Kind.LOAD,
                f.ticketNo(),
                id,
                0,
                NOBODY,
                f.no(),
                f.quantity(),
                NONE,
                LocalDate.ofInstant(f.leftAt(), Desk.ZONE),
                List.of(),
                Map.of(LEFT_AT, f.leftAt().toString()),
                List.of(),
                Act.Standing.WAITING);
    }

    static Instant leftAt(Act load) {
        return Instant.parse(Objects.requireNonNull(load.elements().get(LEFT_AT)));
    }

    static Act of(FactId id, DeliveryEnded f) {
        return act(
                Kind.END,
                f.no(),
                id,
                0,
                NOBODY,
                f.no(),
                BigDecimal.valueOf(f.tickets()),
                f.endedOn());
    }

    static Act of(FactId id, CancellationAsked f) {
        return act(
                Kind.CANCELLATION, f.no(), id, f.holding(), f.by(), f.reason(), NONE, f.askedOn());
    }

    static Act of(FactId id, FreezeOrdered f) {
        return act(
                Kind.FREEZE,
                f.orderNo(),
                id,
                0,
                f.authority(),
                NOBODY,
                f.quantity(),
                f.orderedOn());
    }

    static Act of(FactId id, FreezeLifted f) {
        return act(Kind.LIFT, f.orderNo(), id, 0, NOBODY, NOBODY, NONE, f.liftedOn());
    }

    static Act of(FactId id, LossShared f, LocalDate today) {
        return act(Kind.LOSS, f.lossNo(), id, 0, NOBODY, NOBODY, f.quantity(), today);
    }

    static Act of(FactId id, PledgeRegistered f) {
        return act(
                Kind.PLEDGE,
                f.contractNo(),
                id,
                f.holding(),
                f.pledgor(),
                f.pledgee(),
                f.quantity(),
                f.registeredOn());
    }

    static Act of(FactId id, PledgeReleased f) {
        return act(
                Kind.RELEASE,
                f.releaseNo(),
                id,
                0,
                NOBODY,
                f.contractNo(),
                f.quantity(),
                f.releasedOn());
    }

    static Act of(FactId id, PledgeEnforced f) {
        return new Act(
                Kind.ENFORCEMENT,
                f.enforcementNo(),
                id,
                0,
                f.buyer(),
                f.contractNo(),
                f.quantity(),
                NONE,
                f.enforcedOn(),
                List.of(new ReceiptFact.Part(f.newReceiptNo(), f.quantity())),
                Map.of(),
                List.of(),
                Act.Standing.WAITING);
    }

    static Act of(FactId id, SplitAsked f) {
        return new Act(
                Kind.SPLIT,
                f.no(),
                id,
                f.holding(),
                f.by(),
                NOBODY,
                NONE,
                NONE,
                f.askedOn(),
                f.parts(),
                Map.of(),
                List.of(),
                Act.Standing.WAITING);
    }

    static Act of(FactId id, CorrectionAsked f) {
        return new Act(
                Kind.CORRECTION,
                f.no(),
                id,
                f.holding(),
                f.by(),
                NOBODY,
                NONE,
                NONE,
                f.askedOn(),
                List.of(),
                f.elements(),
                f.consents(),
                Act.Standing.WAITING);
    }

    private static Act act(
            Kind kind,
            String no,
            FactId id,
            int holding,
            String by,
            String to,
            BigDecimal quantity,
            LocalDate on) {
        return new Act(
                kind,
                no,
                id,
                holding,
                by,
                to,
                quantity,
                NONE,
                on,
                List.of(),
                Map.of(),
                List.of(),
                Act.Standing.WAITING);
    }
}
