package org.liandong.ecommerceimport;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.liandong.ecommerceimport.ImportFact.Cancellation;
import org.liandong.ecommerceimport.ImportFact.ImportList;
import org.liandong.ecommerceimport.ImportFact.ListLine;
import org.liandong.ecommerceimport.ImportFact.Order;
import org.liandong.ecommerceimport.ImportFact.OrderLine;
import org.liandong.ecommerceimport.ImportFact.Payment;
import org.liandong.ecommerceimport.ImportFact.Receipt;
import org.liandong.ecommerceimport.ImportFact.ReturnLine;
import org.liandong.ecommerceimport.ImportFact.ReturnRequest;
import org.liandong.ecommerceimport.ImportFact.TaxBill;
import org.liandong.ecommerceimport.ImportFact.TaxBillLine;
import org.liandong.ecommerceimport.ImportFact.TaxBillStatus;
import org.liandong.ecommerceimport.ImportFact.WarehouseEntry;
import org.liandong.ecommerceimport.ImportFact.Waybill;
import org.liandong.ecommerceimport.ImportFact.WaybillStatus;
import org.liandong.ecommerceimport.NodeValues.Unusable;
import org.liandong.ecommerceimport.ceb.Node;

/// A sound node of a message as the fact it brings.
///
/// Identity numbers are replaced by hash and mask here: no fact holds them.
final class NodeFact {

    private final NodeValues node;
    private final String signature;
    private final IdentityNumber identityNumber;

    NodeFact(Node node, String signature, IdentityNumber identityNumber) {
        this.node = new NodeValues(node);
        this.signature = signature;
        this.identityNumber = identityNumber;
    }

    /// @throws Unusable when a value is none of its kind, such as a day that no calendar has
    ImportFact fact() throws Unusable {
        return switch (node.type()) {
            case CEB311 -> order();
            case CEB411 -> payment();
            case CEB511 -> waybill();
            case CEB513 ->
                    new WaybillStatus(
                            guid(),
                            node.text("appType"),
                            node.time("appTime"),
                            signature,
                            node.code("logisticsCode"),
                            node.text("logisticsNo"),
                            node.text("logisticsStatus"),
                            node.time("logisticsTime"));
            case CEB621 -> list();
            case CEB623 ->
                    new Cancellation(
                            guid(),
                            node.text("appType"),
                            node.time("appTime"),
                            node.text("appStatus"),
                            signature,
                            node.text("customsCode"),
                            node.text("orderNo"),
                            node.code("ebpCode"),
                            node.code("ebcCode"),
                            node.code("agentCode"),
                            node.textOrNull("copNo"),
                            node.textOrNull("preNo"),
                            node.text("invtNo"),
                            node.text("reason"));
            case CEB625 -> returnRequest();
            case CEB711 -> entry();
            case CEB312 -> receipt("ebpCode", "ebcCode", "orderNo");
            case CEB412 -> receipt("payCode", "payTransactionId");
            case CEB512 -> receipt("logisticsCode", "logisticsNo");
            case CEB514 -> receipt("logisticsCode", "logisticsNo", "logisticsStatus");
            case CEB622, CEB624, CEB626 -> receipt("agentCode", "copNo", "preNo", "invtNo");
            case CEB712 -> receipt("operatorCode", "copNo", "preNo", "rkdNo");
            case CEB816 -> taxBill();
            case CEB818 ->
                    new TaxBillStatus(
                            node.text("invtNo"),
                            node.text("taxNo"),
                            node.text("returnTime"),
                            node.text("status"),
                            node.textOrNull("entDutyNo"));
            case CEB900 ->
                    throw node.unusable(
                            "CEB-900",
                            "returnInfo",
                            "Customs could not read a message: "
                                    + node.textOrNull("returnInfo")
                                    + " Find the message by its number and send it again.",
                            String.valueOf(node.textOrNull("returnInfo")));
        };
    }

    private Order order() throws Unusable {
        List<OrderLine> lines =
                node.lines(line ->
                        new OrderLine(
                                node.whole(line, "gnum"),
                                node.text(line, "itemName"),
                                node.text(line, "unit"),
                                node.decimal(line, "qty"),
                                node.decimal(line, "price"),
                                node.decimal(line, "totalPrice"),
                                node.text(line, "currency"),
                                node.text(line, "country")));
        String at = node.time("appTime");
        return new Order(
                guid(),
                node.text("appType"),
                at,
                node.text("appStatus"),
                signature,
                node.text("orderType"),
                node.text("orderNo"),
                node.code("ebpCode"),
                node.code("ebcCode"),
                node.decimal("goodsValue"),
                node.decimal("freight"),
                node.decimal("discount"),
                node.decimal("taxTotal"),
                node.decimal("acturalPaid"),
                node.text("currency"),
                node.text("buyerName"),
                node.text("buyerTelephone"),
                node.text("buyerIdType"),
                person("buyerIdNumber", at),
                node.textOrNull("payCode"),
                node.textOrNull("payTransactionId"),
                node.text("consignee"),
                node.text("consigneeTelephone"),
                node.text("consigneeAddress"),
                lines);
    }

    private Payment payment() throws Unusable {
        String at = node.time("appTime");
        return new Payment(
                guid(),
                node.text("appType"),
                at,
                node.text("appStatus"),
                signature,
                node.code("payCode"),
                node.text("payTransactionId"),
                node.text("orderNo"),
                node.code("ebpCode"),
                node.text("payerIdType"),
                person("payerIdNumber", at),
                node.text("payerName"),
                node.decimal("amountPaid"),
                node.text("currency"),
                node.time("payTime"));
    }

    private Waybill waybill() throws Unusable {
        return new Waybill(
                guid(),
                node.text("appType"),
                node.time("appTime"),
                node.text("appStatus"),
                signature,
                node.code("logisticsCode"),
                node.text("logisticsNo"),
                node.textOrNull("billNo"),
                node.text("orderNo"),
                node.decimalOrNull("freight"),
                node.decimalOrNull("insuredFee"),
                node.text("currency"),
                node.decimal("weight"),
                node.whole("packNo"),
                node.text("consignee"),
                node.text("consigneeAddress"),
                node.text("consigneeTelephone"));
    }

    private ImportList list() throws Unusable {
        List<ListLine> lines =
                node.lines(line ->
                        new ListLine(
                                node.whole(line, "gnum"),
                                line.get("itemRecordNo"),
                                line.get("itemName"),
                                node.text(line, "gcode"),
                                node.text(line, "gname"),
                                node.text(line, "country"),
                                node.text(line, "currency"),
                                node.decimal(line, "qty"),
                                node.text(line, "unit"),
                                node.decimal(line, "qty1"),
                                node.text(line, "unit1"),
                                node.decimalOrNull(line, "qty2"),
                                line.get("unit2"),
                                node.decimal(line, "price"),
                                node.decimal(line, "totalPrice")));
        String at = node.time("appTime");
        return new ImportList(
                guid(),
                node.text("appType"),
                at,
                node.text("appStatus"),
                signature,
                node.text("orderNo"),
                node.code("ebpCode"),
                node.code("ebcCode"),
                node.text("logisticsNo"),
                node.code("logisticsCode"),
                node.textOrNull("copNo"),
                node.textOrNull("preNo"),
                node.code("assureCode"),
                node.textOrNull("emsNo"),
                node.textOrNull("invtNo"),
                node.text("ieFlag"),
                node.day("declTime"),
                node.text("customsCode"),
                node.text("buyerIdType"),
                person("buyerIdNumber", at),
                node.text("buyerName"),
                node.text("buyerTelephone"),
                node.text("consigneeAddress"),
                node.code("agentCode"),
                node.textOrNull("areaCode"),
                node.textOrNull("areaName"),
                node.text("tradeMode"),
                node.textOrNull("trafNo"),
                node.textOrNull("voyageNo"),
                node.textOrNull("billNo"),
                node.text("country"),
                node.decimal("freight"),
                node.decimal("insuredFee"),
                node.text("currency"),
                node.whole("packNo"),
                node.decimal("grossWeight"),
                node.decimal("netWeight"),
                lines);
    }

    private ReturnRequest returnRequest() throws Unusable {
        List<ReturnLine> lines =
                node.lines(line ->
                        new ReturnLine(
                                node.whole(line, "gnum"),
                                node.text(line, "gcode"),
                                node.text(line, "gname"),
                                node.decimal(line, "qty"),
                                node.text(line, "unit")));
        return new ReturnRequest(
                guid(),
                node.text("appType"),
                node.time("appTime"),
                node.text("appStatus"),
                signature,
                node.text("customsCode"),
                node.text("orderNo"),
                node.code("ebpCode"),
                node.code("ebcCode"),
                node.code("agentCode"),
                node.textOrNull("copNo"),
                node.textOrNull("preNo"),
                node.text("invtNo"),
                node.text("reason"),
                lines);
    }

    private WarehouseEntry entry() throws Unusable {
        List<String> numbers = node.lines(line -> node.text(line, "logisticsNo"));
        return new WarehouseEntry(
                guid(),
                node.text("appType"),
                node.time("appTime"),
                signature,
                node.text("customsCode"),
                node.textOrNull("copNo"),
                node.textOrNull("preNo"),
                node.textOrNull("rkdNo"),
                node.code("operatorCode"),
                node.text("billNo"),
                node.code("logisticsCode"),
                numbers);
    }

    private Receipt receipt(String... keys) throws Unusable {
        Map<String, String> values = new TreeMap<>();
        for (String key : keys) {
            String value = node.textOrNull(key);
            if (value != null) {
                values.put(key, value);
            }
        }
        return new Receipt(
                node.type().name(),
                values,
                node.text("returnStatus"),
                node.timeOfCustoms("returnTime"),
                node.text("returnInfo"));
    }

    private TaxBill taxBill() throws Unusable {
        List<TaxBillLine> lines =
                node.lines(line ->
                        new TaxBillLine(
                                node.whole(line, "gnum"),
                                node.text(line, "gcode"),
                                node.decimal(line, "taxPrice"),
                                node.decimal(line, "customsTax"),
                                node.decimal(line, "valueAddedTax"),
                                node.decimal(line, "consumptionTax")));
        return new TaxBill(
                node.text("invtNo"),
                node.text("taxNo"),
                node.text("returnTime"),
                node.decimal("customsTax"),
                node.decimal("valueAddedTax"),
                node.decimal("consumptionTax"),
                node.text("status"),
                node.textOrNull("entDutyNo"),
                node.textOrNull("assureCode"),
                lines);
    }

    private String guid() {
        return node.text("guid").toUpperCase(Locale.ROOT);
    }

    private Person person(String field, String reportedAt) {
        return identityNumber.person(node.text(field), NodeValues.dayOf(reportedAt));
    }
}
