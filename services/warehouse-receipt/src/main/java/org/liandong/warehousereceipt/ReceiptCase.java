package org.liandong.warehousereceipt;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.FactId;
import org.liandong.warehousereceipt.ReceiptFact.AuditStands;
import org.liandong.warehousereceipt.ReceiptFact.CustomsStated;
import org.liandong.warehousereceipt.ReceiptFact.GoodsAccepted;
import org.liandong.warehousereceipt.ReceiptFact.GoodsLeft;
import org.liandong.warehousereceipt.ReceiptFact.LotShown;
import org.liandong.warehousereceipt.ReceiptFact.MergeAsked;
import org.liandong.warehousereceipt.ReceiptFact.ParentShown;
import org.liandong.warehousereceipt.ReceiptFact.Part;
import org.liandong.warehousereceipt.ReceiptFact.QualityCertified;
import org.liandong.warehousereceipt.ReceiptFact.ReceiptBorn;
import org.liandong.warehousereceipt.ReceiptFact.ReceiptDrawn;
import org.liandong.warehousereceipt.ReceiptFact.ReceiptStands;
import org.liandong.warehousereceipt.ReceiptFact.StockAsked;
import org.liandong.warehousereceipt.ReceiptFact.StockReported;
import org.liandong.warehousereceipt.ReceiptFact.StockShown;
import org.liandong.warehousereceipt.ReceiptFact.WeighingClosed;

/// The state of a case of this service: a lot, a receipt, or an audit.
sealed interface ReceiptCase {

    /// Where it stands, in one word.
    String status();

    /// A fact with the identity under which it came.
    record Held<T>(FactId id, T fact) {}

    /// What a desk remembers from step to step.
    ///
    /// @param attempts how many commands were numbered
    /// @param asking   what the ledger is being asked for; empty between steps
    /// @param stopped  whether the account of the case is frozen in the ledger because goods are short
    /// @param said     by subject, what was last decided or told, in short
    /// @param tasks    that are open
    record Desk(
            int attempts,
            String asking,
            boolean stopped,
            Map<String, String> said,
            List<String> tasks) {
        static final Desk NEW = new Desk(0, "", false, Map.of(), List.of());
    }

    // ---- a lot

    /// A lot of goods in a yard. Its key is `lot:number`.
    ///
    /// @param asset in the ledger; empty while it has no account
    record Lot(
            String number,
            List<Held<GoodsAccepted>> intakes,
            List<Ticket> tickets,
            @Nullable WeighingClosed closed,
            List<Held<QualityCertified>> certificates,
            List<Held<CustomsStated>> customs,
            List<Loss> losses,
            List<GoodsLeft> left,
            List<ReceiptStands> receipts,
            List<StockAsked> audits,
            List<AuditStands> findings,
            String asset,
            Desk desk,
            String status)
            implements ReceiptCase {

        static Lot none(String number) {
            return new Lot(
                    number, List.of(), List.of(), null, List.of(), List.of(), List.of(), List.of(),
                    List.of(), List.of(), List.of(), "", Desk.NEW, "waiting");
        }
    }

    /// A ticket of the weigh-bridge, in its newest version.
    ///
    /// @param claim  `asked`, `ours`, or the lot that has the ticket
    /// @param booked what of it is in the ledger
    /// @param known  the net weight up to which it was dealt with
    record Ticket(
            String no,
            int version,
            FactId id,
            BigDecimal net,
            Instant at,
            String claim,
            BigDecimal booked,
            BigDecimal known) {}

    /// A loss: reported, decided by an officer, written off as far as possible, or borne by the keeper.
    record Loss(String no, BigDecimal quantity, String cause, Instant at, Stage stage) {

        enum Stage {
            REPORTED,
            DECIDED,
            WRITTEN_OFF,
            BORNE
        }

        Loss in(Stage next) {
            return new Loss(no, quantity, cause, at, next);
        }

        Loss writtenOff(BigDecimal lost) {
            return new Loss(no, lost, cause, at, Stage.WRITTEN_OFF);
        }

        boolean isWrittenOff() {
            return stage == Stage.DECIDED || stage == Stage.WRITTEN_OFF;
        }
    }

    // ---- a receipt

    /// A receipt. Its key is `receipt:number`.
    ///
    /// @param drawn    by the keeper
    /// @param born     of another receipt
    /// @param merger   of several others
    /// @param parents  how those stand
    /// @param lot      how the lot stands
    /// @param face     what the receipt says, once it is issued; its quantity is that of the issue
    /// @param elements with their corrections
    /// @param version  1 more with each correction
    /// @param holders  the first and each endorsee, in order
    /// @param quantity what it stands for now, free or not
    /// @param closed   why it is closed; empty while it is not
    /// @param into     the receipts that it went into
    /// @param acts     what was done about it
    /// @param mergers  that want it
    /// @param awaiting accounts in which the case waits for room
    record Receipt(
            String number,
            @Nullable Held<ReceiptDrawn> drawn,
            @Nullable ReceiptBorn born,
            @Nullable Held<MergeAsked> merger,
            List<ParentShown> parents,
            @Nullable LotShown lot,
            @Nullable ReceiptDrawn face,
            Map<String, String> elements,
            int version,
            List<String> holders,
            BigDecimal quantity,
            String closed,
            List<String> into,
            List<Act> acts,
            List<String> mergers,
            List<String> awaiting,
            Desk desk,
            String status)
            implements ReceiptCase {

        static Receipt none(String number) {
            return new Receipt(
                    number,
                    null,
                    null,
                    null,
                    List.of(),
                    null,
                    null,
                    Map.of(),
                    1,
                    List.of(),
                    BigDecimal.ZERO,
                    "",
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Desk.NEW,
                    "waiting");
        }
    }

    /// What somebody did about a receipt.
    ///
    /// @param no       number of the act: of the endorsement, delivery, order, contract, weighing ticket
    /// @param holding  by which endorsement the actor holds the receipt
    /// @param by       who acts
    /// @param to       whom or what it is for: the endorsee, the delivery of a load, the buyer
    /// @param quantity asked for
    /// @param moved    what of it stands in the ledger: ordered, frozen, pledged, written off
    record Act(
            Kind kind,
            String no,
            FactId id,
            int holding,
            String by,
            String to,
            BigDecimal quantity,
            BigDecimal moved,
            LocalDate on,
            List<Part> parts,
            Map<String, String> elements,
            List<String> consents,
            Standing standing) {

        /// In the order in which acts are settled that could be at the same time: authorities before holders.
        enum Kind {
            LIFT,
            FREEZE,
            LOSS,
            FEES,
            SIGNATURE,
            ENDORSEMENT,
            CORRECTION,
            PLEDGE,
            RELEASE,
            ENFORCEMENT,
            DELIVERY,
            LOAD,
            END,
            SPLIT,
            CANCELLATION
        }

        enum Standing {
            WAITING,
            DONE,
            /// Another service has asked the ledger for it.
            DONE_ELSEWHERE,
            REFUSED;

            boolean isDone() {
                return this == DONE || this == DONE_ELSEWHERE;
            }
        }

        Act in(Standing next) {
            return with(moved, next);
        }

        Act with(BigDecimal nowMoved, Standing next) {
            return new Act(
                    kind, no, id, holding, by, to, quantity, nowMoved, on, parts, elements,
                    consents, next);
        }

        boolean isSame(Act other) {
            return kind == other.kind && no.equals(other.no);
        }

        /// Whether the other says the same, however far either has come and under whatever identity.
        boolean saysTheSameAs(Act other) {
            return new Act(
                            kind,
                            no,
                            other.id,
                            holding,
                            by,
                            to,
                            quantity,
                            other.moved,
                            on,
                            parts,
                            elements,
                            consents,
                            other.standing)
                    .equals(other);
        }
    }

    // ---- an audit

    /// A count of a lot, held against its book. Its key is `audit:number`.
    record Audit(
            String number,
            @Nullable Held<StockReported> report,
            @Nullable StockShown book,
            Desk desk,
            String status)
            implements ReceiptCase {

        static Audit none(String number) {
            return new Audit(number, null, null, Desk.NEW, "waiting");
        }
    }
}
