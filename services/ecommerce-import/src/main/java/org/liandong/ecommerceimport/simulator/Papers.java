package org.liandong.ecommerceimport.simulator;

import java.time.LocalDate;
import java.util.List;
import org.liandong.ecommerceimport.simulator.Parcel.Fate;
import org.liandong.ecommerceimport.simulator.Parcel.Line;

/// The documents of a parcel as business nodes, in the order of the schema, with the flaws of their senders.
final class Papers {

    private static final String YUAN = "142";
    private static final String DOLLAR = "502";
    private static final String CHINA = "142";
    private static final String DECLARED = "2";

    // Beyond any digit the tariff begins with.
    private static final String NO_CODE = "9999999999";
    private static final String CIGARETTES = "2402200000";

    private static final int PAYMENT_AFTER = 25;
    private static final int WAYBILL_AFTER = 240;
    private static final int LIST_AFTER = 480;

    private final String day;

    Papers(LocalDate day) {
        this.day = Parcels.compact(day);
    }

    private static String time(String day, int second) {
        StringBuilder text = new StringBuilder(14).append(day);
        two(text, second / 3600);
        two(text, second / 60 % 60);
        two(text, second % 60);
        return text.toString();
    }

    private static void two(StringBuilder text, int number) {
        if (number < 10) {
            text.append('0');
        }
        text.append(number);
    }

    private static Pen begin(Pen pen, String guid, String time) {
        return pen.put("guid", guid)
                .put("appType", "1")
                .put("appTime", time)
                .put("appStatus", DECLARED);
    }

    /// @param conflict whether it is the other version of the same record
    void order(Pen pen, Parcel p, boolean conflict) {
        String time = time(day, p.orderedAt());
        pen.open("Order").open("OrderHead");
        begin(pen, p.guids().order(), time);
        pen.put("orderType", "I")
                .put("orderNo", p.orderNo())
                .put("ebpCode", p.platform().code())
                .put("ebpName", p.platform().name())
                .put("ebcCode", p.seller().code())
                .put("ebcName", p.seller().name())
                .yuan("goodsValue", p.goodsValue())
                .yuan("freight", p.freight())
                .yuan("discount", conflict ? 100 : 0)
                .yuan("taxTotal", p.tax())
                .yuan("acturalPaid", orderPaid(p) - (conflict ? 100 : 0))
                .put("currency", YUAN)
                .put("buyerRegNo", "U" + p.buyer().telephone().substring(3))
                .put("buyerName", p.buyer().name())
                .put("buyerTelephone", p.buyer().telephone())
                .put("buyerIdType", "1")
                .put("buyerIdNumber", p.buyer().idNumber())
                .put("payCode", p.paymentFirm().code())
                .put("payName", p.paymentFirm().name())
                .put("payTransactionId", p.paymentNo())
                .put("consignee", p.buyer().name())
                .put("consigneeTelephone", p.buyer().telephone())
                .put("consigneeAddress", p.buyer().address())
                .put("consigneeDistrict", p.buyer().district())
                .closeBlock("OrderHead");
        for (int i = 0; i < p.lines().size(); i++) {
            Line line = p.lines().get(i);
            pen.open("OrderList")
                    .put("gnum", i + 1)
                    .put("itemNo", "SKU" + line.goods().code())
                    .put("itemName", line.goods().name())
                    .put("gmodel", line.goods().model())
                    .put("unit", line.goods().unit())
                    .put("qty", line.quantity())
                    .yuan("price", line.price())
                    .yuan("totalPrice", line.total())
                    .put("currency", YUAN)
                    .put("country", line.goods().country())
                    .closeBlock("OrderList");
        }
        pen.close("Order");
    }

    private static long orderPaid(Parcel p) {
        return p.paid() + (p.has(Flaw.ORDER_SUM) ? 100 : 0);
    }

    void payment(Pen pen, Parcel p) {
        String time = time(day, p.orderedAt() + PAYMENT_AFTER);
        pen.open("Payment").open("PaymentHead");
        begin(pen, p.guids().payment(), time);
        pen.put("payCode", p.paymentFirm().code())
                .put("payName", p.paymentFirm().name())
                .put("payTransactionId", p.paymentNo())
                .put("orderNo", p.orderNo())
                .put("ebpCode", p.platform().code())
                .put("ebpName", p.platform().name())
                .put("payerIdType", "1")
                .put("payerIdNumber", p.payer().idNumber())
                .put("payerName", p.payer().name())
                .put("telephone", p.payer().telephone());
        if (!p.has(Flaw.NO_ELEMENT)) {
            pen.yuan("amountPaid", orderPaid(p) + (p.has(Flaw.AMOUNT_PAID) ? 1 : 0));
        }
        pen.put("currency", YUAN).put("payTime", time).closeBlock("PaymentHead").close("Payment");
    }

    void waybill(Pen pen, Parcel p) {
        pen.open("Logistics").open("LogisticsHead");
        begin(pen, p.guids().waybill(), time(day, p.orderedAt() + WAYBILL_AFTER));
        pen.put("logisticsCode", p.carrier().code())
                .put("logisticsName", p.carrier().name())
                .put("logisticsNo", p.logisticsNo())
                .put("billNo", p.billNo())
                .put("orderNo", p.orderNo())
                .yuan("freight", p.freight())
                .yuan("insuredFee", p.insurance())
                .put("currency", YUAN)
                .decimal("weight", p.grossGrams(), 3)
                .put("packNo", 1)
                .put("goodsInfo", p.lines().getFirst().goods().name())
                .put("consignee", p.buyer().name())
                .put("consigneeAddress", p.buyer().address())
                .put("consigneeTelephone", p.buyer().telephone())
                .closeBlock("LogisticsHead")
                .close("Logistics");
    }

    void delivered(Pen pen, Parcel p) {
        String time = time(day, p.orderedAt() + LIST_AFTER + 600);
        pen.open("LogisticsStatus");
        begin(pen, p.guids().status(), time);
        pen.put("logisticsCode", p.carrier().code())
                .put("logisticsName", p.carrier().name())
                .put("logisticsNo", p.logisticsNo())
                .put("logisticsStatus", "S")
                .put("logisticsTime", time)
                .closeBlock("LogisticsStatus");
    }

    void list(Pen pen, Parcel p) {
        String currency = p.has(Flaw.CURRENCY) ? DOLLAR : YUAN;
        String telephone = p.buyer().telephone();
        pen.open("Inventory").open("InventoryHead");
        begin(pen, p.guids().list(), time(day, p.orderedAt() + LIST_AFTER));
        pen.put("orderNo", p.orderNo())
                .put("ebpCode", p.platform().code())
                .put("ebpName", p.platform().name())
                .put("ebcCode", p.seller().code())
                .put("ebcName", p.seller().name())
                .put("logisticsNo", p.logisticsNo())
                .put("logisticsCode", p.carrier().code())
                .put("logisticsName", p.carrier().name())
                .put("copNo", p.copNo())
                .put("assureCode", p.guarantor().code())
                .put("emsNo", p.bonded() ? p.office().emsNo() : "")
                .put("ieFlag", "I")
                .put("declTime", day)
                .put("customsCode", p.office().code())
                .put("portCode", p.office().code())
                .put("ieDate", p.bonded() ? "" : day)
                .put("buyerIdType", "1")
                .put("buyerIdNumber", p.buyer().idNumber())
                .put(
                        "buyerName",
                        p.has(Flaw.LIST_BUYER) ? p.buyer().name() + "某" : p.buyer().name())
                .put(
                        "buyerTelephone",
                        p.has(Flaw.TELEPHONE)
                                ? telephone.substring(0, 10)
                                        + (telephone.charAt(10) == '0' ? '1' : '0')
                                : telephone)
                .put("consigneeAddress", p.buyer().address())
                .put("agentCode", p.agent().code())
                .put("agentName", p.agent().name())
                .put("areaCode", p.bonded() ? p.office().areaCode() : "")
                .put("areaName", p.bonded() ? p.office().areaName() : "")
                .put("tradeMode", p.tradeMode())
                .put("trafMode", p.bonded() ? "Y" : "5")
                .put("trafNo", p.bonded() ? "" : "B-2026")
                .put("voyageNo", p.bonded() ? "" : "CA9610")
                .put("billNo", p.billNo())
                .put("country", p.bonded() ? CHINA : "116")
                .yuan("freight", p.freight())
                .yuan("insuredFee", p.insurance())
                .put("currency", currency)
                .put("wrapType", "2")
                .put("packNo", 1)
                .decimal("grossWeight", p.grossGrams(), 3)
                .decimal("netWeight", p.has(Flaw.WEIGHT) ? p.grossGrams() + 500L : p.netGrams(), 3)
                .closeBlock("InventoryHead");
        int lines = p.lines().size() - (p.has(Flaw.LINE_COUNT) ? 1 : 0);
        for (int i = 0; i < lines; i++) {
            listLine(pen, p, i, currency);
        }
        pen.close("Inventory");
    }

    private static void listLine(Pen pen, Parcel p, int at, String currency) {
        Line line = p.lines().get(at);
        Goods goods = line.goods();
        int quantity = line.quantity() + (at == 0 && p.has(Flaw.QUANTITY) ? 1 : 0);
        pen.open("InventoryList")
                .put("gnum", at + 1)
                .put("itemRecordNo", p.bonded() ? "R" + goods.code() : "")
                .put("itemNo", "SKU" + goods.code())
                .put("itemName", goods.name())
                .put("gcode", code(p, at))
                .put("gname", goods.name())
                .put("gmodel", goods.model())
                .put("country", goods.country())
                .put("currency", currency)
                .put("qty", quantity)
                .put("unit", goods.unit())
                .decimal("qty1", (long) goods.unit1Milli() * quantity, 3)
                .put("unit1", goods.unit1());
        if (!goods.unit2().isEmpty()) {
            pen.put("qty2", quantity).put("unit2", goods.unit2());
        }
        pen.yuan("price", line.price())
                .yuan("totalPrice", (long) quantity * line.price())
                .closeBlock("InventoryList");
    }

    private static String code(Parcel p, int at) {
        if (at == 0 && p.has(Flaw.UNKNOWN_CODE)) {
            return NO_CODE;
        }
        return at == 0 && p.has(Flaw.NOT_ADMITTED) ? CIGARETTES : p.lines().get(at).goods().code();
    }

    /// The warehouse entry of parcels that share office, carrier and bill of lading.
    void entry(Pen pen, String guid, int second, String copNo, List<Parcel> entered) {
        Parcel first = entered.getFirst();
        Office office = first.office();
        pen.open("Delivery").open("DeliveryHead");
        begin(pen, guid, time(day, second));
        pen.put("customsCode", office.code())
                .put("copNo", copNo)
                .put("operatorCode", office.operator().code())
                .put("operatorName", office.operator().name())
                .put("ieFlag", "I")
                .put("trafMode", "5")
                .put("trafNo", "B-2026")
                .put("voyageNo", "CA9610")
                .put("billNo", first.billNo())
                .put("logisticsCode", first.carrier().code())
                .put("logisticsName", first.carrier().name())
                .closeBlock("DeliveryHead");
        for (int i = 0; i < entered.size(); i++) {
            pen.open("DeliveryList")
                    .put("gnum", i + 1)
                    .put("logisticsNo", entered.get(i).logisticsNo())
                    .closeBlock("DeliveryList");
        }
        pen.close("Delivery");
    }

    void cancellation(Pen pen, Parcel p, String invtNo, LocalDate on) {
        pen.open("InvtCancel");
        begin(pen, p.guids().last(), time(Parcels.compact(on), p.orderedAt()));
        parties(pen, p, invtNo);
        pen.put("reason", "买家取消订单").closeBlock("InvtCancel");
    }

    void returnRequest(Pen pen, Parcel p, String invtNo, LocalDate on) {
        pen.open("InvtRefund").open("InvtRefundHead");
        begin(pen, p.guids().last(), time(Parcels.compact(on), p.orderedAt()));
        parties(pen, p, invtNo);
        pen.put("reason", "七天无理由退货").closeBlock("InvtRefundHead");
        int lines = p.fate() == Fate.PARTLY_RETURNED ? 1 : p.lines().size();
        for (int i = 0; i < lines; i++) {
            Line line = p.lines().get(i);
            pen.open("InvtRefundList")
                    .put("gnum", i + 1)
                    .put("gcode", line.goods().code())
                    .put("gname", line.goods().name())
                    .put("qty", line.quantity())
                    .put("unit", line.goods().unit())
                    .closeBlock("InvtRefundList");
        }
        pen.close("InvtRefund");
    }

    private static void parties(Pen pen, Parcel p, String invtNo) {
        pen.put("customsCode", p.office().code())
                .put("orderNo", p.orderNo())
                .put("ebpCode", p.platform().code())
                .put("ebpName", p.platform().name())
                .put("ebcCode", p.seller().code())
                .put("ebcName", p.seller().name())
                .put("logisticsNo", p.logisticsNo())
                .put("logisticsCode", p.carrier().code())
                .put("logisticsName", p.carrier().name())
                .put("copNo", p.copNo())
                .put("invtNo", invtNo)
                .put("buyerIdType", "1")
                .put("buyerIdNumber", p.buyer().idNumber())
                .put("buyerName", p.buyer().name())
                .put("buyerTelephone", p.buyer().telephone())
                .put("agentCode", p.agent().code())
                .put("agentName", p.agent().name());
    }
}
