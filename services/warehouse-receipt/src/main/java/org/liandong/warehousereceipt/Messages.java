package org.liandong.warehousereceipt;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.liandong.kernel.Checks;
import org.liandong.kernel.Message;
import org.liandong.warehousereceipt.ReceiptCase.Act;
import org.liandong.warehousereceipt.ReceiptFact.Finding;
import org.liandong.warehousereceipt.ReceiptFact.StockReported;
import org.liandong.warehousereceipt.ReceiptFact.StockShown;

/// What this service tells others. There is no published format: a message is one JSON object.
final class Messages {

    /// How a receipt stands: the record that controls it.
    static final String RECEIPT = "WAREHOUSE-RECEIPT";

    /// What became of an act.
    static final String ANSWER = "RECEIPT-ANSWER";

    /// The yard shall let goods go.
    static final String ORDER = "DELIVERY-ORDER";

    /// The yard has counted otherwise than the book says.
    static final String ALARM = "STOCK-ALARM";

    private Messages() {}

    static Message receipt(String to, String receiptNo, Map<String, String> head) {
        return new Message(RECEIPT, to, receiptNo, head, List.of());
    }

    static Message answer(String receiptNo, Act act, String failed) {
        String kind = Acts.word(act.kind());
        return new Message(
                ANSWER,
                act.by(),
                receiptNo + "/" + kind + "/" + act.no(),
                Map.of(
                        "receiptNo",
                        receiptNo,
                        "kind",
                        kind,
                        "no",
                        act.no(),
                        "result",
                        act.standing() == Act.Standing.REFUSED ? "refused" : "done",
                        "failed",
                        failed),
                List.of());
    }

    static Message order(String keeper, String receiptNo, Act act) {
        return new Message(
                ORDER,
                keeper,
                receiptNo + "/" + act.no(),
                Map.of(
                        "receiptNo",
                        receiptNo,
                        "no",
                        act.no(),
                        "quantity",
                        Checks.plain(act.quantity()),
                        "collector",
                        act.to()),
                List.of());
    }

    static Message alarm(
            StockReported counted, StockShown against, Finding finding, BigDecimal less) {
        return new Message(
                ALARM,
                against.keeper(),
                counted.auditNo(),
                Map.of(
                        "auditNo",
                        counted.auditNo(),
                        "lotNo",
                        counted.lotNo(),
                        "finding",
                        finding.name(),
                        "booked",
                        Checks.plain(against.booked()),
                        "counted",
                        Checks.plain(counted.quantity()),
                        "less",
                        Checks.plain(less)),
                List.of());
    }
}
