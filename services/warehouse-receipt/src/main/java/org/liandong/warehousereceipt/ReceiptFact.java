package org.liandong.warehousereceipt;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// What yard, keeper, holders, authorities and pledgees assert about lots and receipts. There is no standard message for any of it: facts
/// are JSON lines, and what does not apply is an empty text. Quantities are tonnes with three decimals.
public sealed interface ReceiptFact {

    // ---- about a lot

    /// The keeper has inspected goods and taken them in (入库验收, Civil Code 907).
    ///
    /// @param version       a correction has a higher one
    /// @param commodity     code of the commodity, such as `NATURAL-RUBBER`
    /// @param bay           where it lies (货位)
    /// @param entryDocument bill of lading or declaration, with its line
    record GoodsAccepted(
            String lotNo,
            int version,
            String keeper,
            String depositor,
            String commodity,
            String grade,
            String origin,
            String warehouse,
            String bay,
            String entryDocument,
            LocalDate acceptedOn)
            implements ReceiptFact {
        public GoodsAccepted {
            Valid.numbers(lotNo, bay);
            Valid.day(acceptedOn);
        }
    }

    /// A ticket of the weigh-bridge (过磅单): what came in.
    ///
    /// @param version a correction has a higher one
    record Weighed(
            String lotNo,
            String ticketNo,
            int version,
            BigDecimal gross,
            BigDecimal tare,
            Instant weighedAt)
            implements ReceiptFact {

        public Weighed {
            Valid.numbers(lotNo, ticketNo);
            Valid.quantity(gross.subtract(tare));
            Valid.quantity(gross);
        }

        BigDecimal net() {
            return gross.subtract(tare);
        }
    }

    /// All of the lot is in.
    ///
    /// @param tickets how many tickets it has
    record WeighingClosed(String lotNo, int tickets, LocalDate closedOn) implements ReceiptFact {
        public WeighingClosed {
            Valid.numbers(lotNo);
        }
    }

    /// The certificate of an inspector (质检单).
    record QualityCertified(
            String lotNo,
            String certificateNo,
            String inspector,
            String grade,
            LocalDate certifiedOn)
            implements ReceiptFact {
        public QualityCertified {
            Valid.numbers(lotNo, certificateNo);
        }
    }

    /// Where the goods stand at customs.
    ///
    /// @param version  a later statement has a higher one
    /// @param document declaration or release
    record CustomsStated(
            String lotNo, int version, CustomsStatus status, String document, LocalDate statedOn)
            implements ReceiptFact {
        public CustomsStated {
            Valid.numbers(lotNo);
        }
    }

    /// 未放行, 保税, 完税.
    enum CustomsStatus {
        NOT_RELEASED,
        BONDED,
        DUTY_PAID
    }

    /// The keeper reports that goods are lost or have decayed (Civil Code 912, 917). An officer decides who bears it.
    record LossFound(
            String lotNo, String lossNo, BigDecimal quantity, String cause, Instant foundAt)
            implements ReceiptFact {
        public LossFound {
            Valid.numbers(lotNo, lossNo);
            Valid.quantity(quantity);
        }
    }

    /// The yard, or a sensor of it, has counted a lot.
    ///
    /// @param bay   where it was found
    /// @param means how: `weighbridge`, `stack-scan`, `count` or `camera`
    record StockReported(
            String auditNo,
            String lotNo,
            String bay,
            BigDecimal quantity,
            String means,
            Instant reportedAt)
            implements ReceiptFact {
        public StockReported {
            Valid.numbers(auditNo, lotNo);
            if (quantity.signum() != 0) {
                Valid.quantity(quantity);
            }
            Valid.day(LocalDate.ofInstant(reportedAt, Desk.ZONE));
        }
    }

    // ---- about a receipt

    /// The keeper draws up a receipt on a lot (填发仓单, Civil Code 908, 909).
    ///
    /// @param elements  the elements of the face of the receipt that the system does not know otherwise, by name
    /// @param storageTo last day of storage; empty when it is open
    record ReceiptDrawn(
            String receiptNo,
            String lotNo,
            String keeper,
            String depositor,
            BigDecimal quantity,
            Map<String, String> elements,
            LocalDate storageFrom,
            String storageTo,
            LocalDate drawnOn)
            implements ReceiptFact {
        public ReceiptDrawn {
            Valid.numbers(receiptNo, lotNo);
            Valid.quantity(quantity);
            Valid.day(drawnOn);
            elements = Map.copyOf(elements);
            if (!storageTo.isEmpty()) {
                LocalDate.parse(storageTo);
            }
        }
    }

    /// The holder passes the receipt on (背书).
    ///
    /// @param no      the act's own number, unique within the receipt
    /// @param holding by which endorsement the actor holds it; 0 for the first holder
    record Endorsed(
            String receiptNo, String no, int holding, String by, String to, LocalDate endorsedOn)
            implements ReceiptFact {
        public Endorsed {
            Valid.numbers(receiptNo, no, to);
        }
    }

    /// The keeper signs or seals an endorsement, without which it passes nothing on (Civil Code 910).
    record EndorsementSigned(String receiptNo, String no, String keeper, LocalDate signedOn)
            implements ReceiptFact {
        public EndorsementSigned {
            Valid.numbers(receiptNo, no);
        }
    }

    /// The holder wants several receipts for one.
    record SplitAsked(
            String receiptNo,
            String no,
            int holding,
            String by,
            List<Part> parts,
            LocalDate askedOn)
            implements ReceiptFact {
        public SplitAsked {
            Valid.numbers(receiptNo, no);
            parts = List.copyOf(parts);
        }
    }

    /// A new receipt and its quantity.
    record Part(String receiptNo, BigDecimal quantity) {
        public Part {
            Valid.numbers(receiptNo);
            Valid.quantity(quantity);
        }
    }

    /// The holder wants one receipt for several.
    ///
    /// @param receiptNo of the new one
    record MergeAsked(String receiptNo, String by, List<Parent> parents, LocalDate askedOn)
            implements ReceiptFact {
        public MergeAsked {
            Valid.numbers(receiptNo);
            parents = List.copyOf(parents);
        }
    }

    /// A receipt that is given up for another, and by which endorsement it is held.
    record Parent(String receiptNo, int holding) {
        public Parent {
            Valid.numbers(receiptNo);
        }
    }

    /// The holder wants goods, all or a part.
    record DeliveryAsked(
            String receiptNo,
            String no,
            int holding,
            String by,
            BigDecimal quantity,
            String collector,
            String collectorIdNumber,
            LocalDate askedOn)
            implements ReceiptFact {
        public DeliveryAsked {
            Valid.numbers(receiptNo, no, collector, collectorIdNumber);
            Valid.quantity(quantity);
            Valid.day(askedOn);
        }
    }

    /// Storage is paid.
    record FeesPaid(String receiptNo, String paymentNo, LocalDate paidThrough)
            implements ReceiptFact {
        public FeesPaid {
            Valid.numbers(receiptNo, paymentNo);
        }
    }

    /// Goods have left the gate for a delivery.
    ///
    /// @param no of the delivery
    record GoodsOut(
            String receiptNo, String no, String ticketNo, BigDecimal quantity, Instant leftAt)
            implements ReceiptFact {
        public GoodsOut {
            Valid.numbers(receiptNo, no, ticketNo);
            Valid.quantity(quantity);
        }
    }

    /// Nothing more leaves for a delivery; what is left of it is the holder's again.
    ///
    /// @param tickets how many loads left
    record DeliveryEnded(String receiptNo, String no, int tickets, LocalDate endedOn)
            implements ReceiptFact {
        public DeliveryEnded {
            Valid.numbers(receiptNo, no);
        }
    }

    /// An element of the receipt was wrong. Quantities are never corrected: they are delivered, lost or weighed anew.
    ///
    /// @param consents contracts whose pledgees agree
    record CorrectionAsked(
            String receiptNo,
            String no,
            int holding,
            String by,
            Map<String, String> elements,
            List<String> consents,
            LocalDate askedOn)
            implements ReceiptFact {
        public CorrectionAsked {
            Valid.numbers(receiptNo, no);
            Valid.day(askedOn);
            elements = Map.copyOf(elements);
            consents = List.copyOf(consents);
        }
    }

    /// The holder gives the receipt back for nothing: its goods are the lot's again.
    record CancellationAsked(
            String receiptNo, String no, int holding, String by, String reason, LocalDate askedOn)
            implements ReceiptFact {
        public CancellationAsked {
            Valid.numbers(receiptNo, no);
        }
    }

    /// An authority freezes a quantity (查封, 冻结).
    record FreezeOrdered(
            String receiptNo,
            String orderNo,
            String authority,
            BigDecimal quantity,
            LocalDate orderedOn)
            implements ReceiptFact {
        public FreezeOrdered {
            Valid.numbers(receiptNo, orderNo, authority);
            Valid.quantity(quantity);
        }
    }

    /// The authority lifts its order.
    record FreezeLifted(String receiptNo, String orderNo, LocalDate liftedOn)
            implements ReceiptFact {
        public FreezeLifted {
            Valid.numbers(receiptNo, orderNo);
        }
    }

    /// A pledge was registered (Civil Code 441; interpretation on security 59).
    record PledgeRegistered(
            String receiptNo,
            String contractNo,
            int holding,
            String pledgor,
            String pledgee,
            BigDecimal quantity,
            String registrationNo,
            LocalDate registeredOn)
            implements ReceiptFact {
        public PledgeRegistered {
            Valid.numbers(receiptNo, contractNo, registrationNo);
            Valid.quantity(quantity);
            Valid.day(registeredOn);
        }
    }

    /// The pledgee releases a quantity.
    record PledgeReleased(
            String receiptNo,
            String contractNo,
            String releaseNo,
            BigDecimal quantity,
            LocalDate releasedOn)
            implements ReceiptFact {
        public PledgeReleased {
            Valid.numbers(receiptNo, contractNo, releaseNo);
            Valid.quantity(quantity);
        }
    }

    /// Pledged goods were sold for the debt: the buyer gets a receipt of his own.
    ///
    /// @param newReceiptNo number of the buyer's receipt
    record PledgeEnforced(
            String receiptNo,
            String contractNo,
            String enforcementNo,
            String newReceiptNo,
            String buyer,
            BigDecimal quantity,
            LocalDate enforcedOn)
            implements ReceiptFact {
        public PledgeEnforced {
            Valid.numbers(receiptNo, contractNo, enforcementNo, newReceiptNo, buyer);
            Valid.quantity(quantity);
        }
    }

    /// An officer answers a task.
    record TaskAnswered(String caseKey, String task, String answer, String reason, String officer)
            implements ReceiptFact {}

    // ---- what cases tell each other

    sealed interface Internal extends ReceiptFact {}

    /// A receipt wants to know of a lot, now and whenever it changes.
    record LotAsked(String lotNo, String receiptNo) implements Internal {}

    /// How a lot stands.
    ///
    /// @param missing    what it waits for, by name
    /// @param weighed    what was weighed in and not lost
    /// @param complete   whether nothing more will be weighed in
    /// @param grade      by the certificate
    /// @param shortage   why nothing of it may move; empty when all is well
    /// @param verifiedAt when it was last counted and found right; 1970 when never
    record LotShown(
            String receiptNo,
            String keeper,
            String depositor,
            String asset,
            String grade,
            CustomsStatus customs,
            List<String> missing,
            BigDecimal weighed,
            boolean complete,
            String shortage,
            Instant verifiedAt,
            String verifiedBy)
            implements Internal {
        public LotShown {
            missing = List.copyOf(missing);
        }
    }

    /// What a receipt stands for now.
    record ReceiptStands(String lotNo, String receiptNo, BigDecimal quantity) implements Internal {}

    /// Goods of a lot have left.
    record GoodsLeft(String lotNo, String ticketNo, BigDecimal quantity, Instant leftAt)
            implements Internal {}

    /// A receipt bears a part of a loss.
    record LossShared(String receiptNo, String lossNo, BigDecimal quantity) implements Internal {}

    /// An audit wants to know what a lot should hold at a time, now and whenever it changes.
    record StockAsked(String lotNo, String auditNo, Instant at) implements Internal {}

    /// What a lot should hold at the time of an audit.
    record StockShown(
            String auditNo, String keeper, String commodity, String bay, BigDecimal booked)
            implements Internal {}

    /// What an audit has found.
    record AuditStands(String lotNo, String auditNo, Instant at, String means, Finding finding)
            implements Internal {}

    /// What an audit can find.
    enum Finding {
        MATCH,
        WITHIN_ALLOWANCE,
        SHORT,
        MISSING,
        OVER,
        MISPLACED;

        /// Whether there are less goods than receipts may stand for.
        boolean isShort() {
            return this == SHORT || this == MISSING;
        }

        boolean isGood() {
            return this == MATCH || this == WITHIN_ALLOWANCE;
        }
    }

    /// An officer has decided that goods are lost.
    record LossDecided(String lotNo, String lossNo, BigDecimal quantity, Instant at, String officer)
            implements Internal {}

    /// A receipt comes from another: by a split, or for the buyer of pledged goods.
    ///
    /// @param drawn as the keeper would have drawn it
    record ReceiptBorn(String receiptNo, String from, ReceiptDrawn drawn, String holder)
            implements Internal {}

    /// A merger wants to know of a receipt that it shall take, now and whenever it changes.
    record MergerAsked(String receiptNo, String into) implements Internal {}

    /// How a receipt stands that a merger shall take.
    record ParentShown(
            String into,
            String receiptNo,
            ReceiptDrawn drawn,
            List<String> holders,
            BigDecimal quantity,
            String closed)
            implements Internal {
        public ParentShown {
            holders = List.copyOf(holders);
        }
    }

    /// A merger has taken all that a receipt stood for.
    record ReceiptMerged(String receiptNo, String into) implements Internal {}
}
