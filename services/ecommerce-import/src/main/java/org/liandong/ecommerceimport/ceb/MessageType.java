package org.liandong.ecommerceimport.ceb;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The import messages of the unified platform.
public enum MessageType {
    /// Order, from the seller or the platform.
    CEB311("Order", "OrderHead", "OrderList", Batch.HUNDRED_NODES),
    /// Receipt of an order.
    CEB312("OrderReturn", null, null, Batch.HUNDRED_NODES),
    /// Payment, from the payment firm.
    CEB411("Payment", "PaymentHead", null, Batch.HUNDRED_NODES),
    /// Receipt of a payment.
    CEB412("PaymentReturn", null, null, Batch.HUNDRED_NODES),
    /// Waybill, from the carrier.
    CEB511("Logistics", "LogisticsHead", null, Batch.HUNDRED_NODES),
    /// Receipt of a waybill.
    CEB512("LogisticsReturn", null, null, Batch.HUNDRED_NODES),
    /// Status of a waybill: delivered.
    CEB513("LogisticsStatus", null, null, Batch.HUNDRED_NODES),
    /// Receipt of a waybill status.
    CEB514("LogisticsStatusReturn", null, null, Batch.HUNDRED_NODES),
    /// Import list: the declaration of one parcel.
    CEB621("Inventory", "InventoryHead", "InventoryList", Batch.HUNDRED_NODES),
    /// Receipt of a list.
    CEB622("InventoryReturn", null, null, Batch.HUNDRED_NODES),
    /// Request to cancel a list.
    CEB623("InvtCancel", null, null, Batch.HUNDRED_NODES),
    /// Receipt of a cancellation request.
    CEB624("InvtCancelReturn", null, null, Batch.HUNDRED_NODES),
    /// Request to return goods.
    CEB625("InvtRefund", "InvtRefundHead", "InvtRefundList", Batch.HUNDRED_NODES),
    /// Receipt of a return request.
    CEB626("InvtRefundReturn", null, null, Batch.HUNDRED_NODES),
    /// Warehouse entry, from the operator of the supervised place: one delivery with any number of lines.
    CEB711("Delivery", "DeliveryHead", "DeliveryList", Batch.ONE_NODE_MANY_LINES),
    /// Receipt of a warehouse entry.
    CEB712("DeliveryReturn", null, null, Batch.HUNDRED_NODES),
    /// Electronic tax bill.
    CEB816("Tax", "TaxHeadRd", "TaxListRd", Batch.MANY_NODES),
    /// Status of an electronic tax bill.
    CEB818("Tax", "TaxHeadStatus", null, Batch.MANY_NODES),
    /// Receipt of a message that could not be read.
    CEB900("MessageReturn", null, null, Batch.ONE_NODE);

    /// Most nodes of a message, or lines of a node, for which the schema sets no limit: a message of the greatest size accepted
    /// holds fewer in practice, and what is read from one message should fit in a few hundred megabytes.
    public static final int UNLIMITED_MAX = 200_000;

    private static final Map<String, MessageType> BY_ROOT = new HashMap<>();

    static {
        for (MessageType type : values()) {
            BY_ROOT.put(type.root(), type);
        }
    }

    private final String root;
    private final String node;
    private final @Nullable String head;
    private final @Nullable String list;
    private final Batch batch;

    MessageType(String node, @Nullable String head, @Nullable String list, Batch batch) {
        this.root = name() + "Message";
        this.node = node;
        this.head = head;
        this.list = list;
        this.batch = batch;
    }

    private enum Batch {
        HUNDRED_NODES(100, 99),
        ONE_NODE(1, 99),
        ONE_NODE_MANY_LINES(1, UNLIMITED_MAX),
        MANY_NODES(UNLIMITED_MAX, 99);

        private final int nodesMax;
        private final int linesMax;

        Batch(int nodesMax, int linesMax) {
            this.nodesMax = nodesMax;
            this.linesMax = linesMax;
        }
    }

    /// The message type of a root element, or null if the name is none of theirs.
    public static @Nullable MessageType ofRoot(String localName) {
        return BY_ROOT.get(localName);
    }

    /// Local name of the root element: `CEB311Message`.
    public String root() {
        return root;
    }

    /// Local name of the business node, the child of the root.
    public String node() {
        return node;
    }

    /// Local name of the head inside the node, or null if the node holds its fields itself.
    public @Nullable String head() {
        return head;
    }

    /// Local name of one line of the node, or null if it has none.
    public @Nullable String list() {
        return list;
    }

    /// Most business nodes of one message.
    public int nodesMax() {
        return batch.nodesMax;
    }

    /// Most lines of one node, 0 if it has none.
    public int linesMax() {
        return list == null ? 0 : batch.linesMax;
    }

    /// The fields of the head, or of the node itself where it has no head.
    public Block headBlock() {
        return CebSchema.headOf(this);
    }

    /// The fields of a line.
    ///
    /// @throws IllegalStateException if the message has no lines
    public Block listBlock() {
        return CebSchema.listOf(this);
    }

    /// Whether an enterprise sends it: then it carries a BaseTransfer block and may carry a signature.
    public boolean isRequest() {
        return receipt() != null;
    }

    /// Whether the schema demands a signature.
    public boolean requiresSignature() {
        return switch (this) {
            case CEB621, CEB623, CEB625, CEB711 -> true;
            case CEB311, CEB312, CEB411, CEB412, CEB511, CEB512, CEB513, CEB514 -> false;
            case CEB622, CEB624, CEB626, CEB712, CEB816, CEB818, CEB900 -> false;
        };
    }

    /// The receipt that answers this message, or null if it is not answered.
    public @Nullable MessageType receipt() {
        return switch (this) {
            case CEB311 -> CEB312;
            case CEB411 -> CEB412;
            case CEB511 -> CEB512;
            case CEB513 -> CEB514;
            case CEB621 -> CEB622;
            case CEB623 -> CEB624;
            case CEB625 -> CEB626;
            case CEB711 -> CEB712;
            case CEB312, CEB412, CEB512, CEB514, CEB622, CEB624, CEB626, CEB712 -> null;
            case CEB816, CEB818, CEB900 -> null;
        };
    }
}
