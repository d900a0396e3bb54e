package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ImportFact.ImportList;
import org.liandong.ecommerceimport.ImportFact.ListLine;
import org.liandong.ecommerceimport.ImportFact.Order;
import org.liandong.ecommerceimport.ImportFact.OrderLine;
import org.liandong.ecommerceimport.ImportFact.Payment;
import org.liandong.ecommerceimport.ImportFact.Waybill;
import org.liandong.testkit.TestEngines;

/// Order, payment, waybill and list of one parcel: sound, but for what a test changes.
///
/// Fields are named as the checks name them: `payment.amountPaid`, `list.line[1].gcode`. A value that is absent is written
/// `-`. Never changed itself: each method gives other papers.
final class Papers {

    static final String BUYER = "110101199003071233";

    private final Map<String, String> fields;

    private Papers(Map<String, String> fields) {
        this.fields = fields;
    }

    /// Two cases of mineral water at 200.00, freight 10.00: dutiable value 410.00, tax 37.31, paid 447.31.
    static Papers sound() {
        return empty().item("2201101000", "矿泉水", "2", "200.00").freight("10.00").taxTotal("37.31");
    }

    /// One piece of one commodity, without freight.
    static Papers of(String gcode, String price) {
        return empty().item(gcode, "goods " + gcode, "1", price);
    }

    /// Papers without goods.
    static Papers empty() {
        Map<String, String> fields = new LinkedHashMap<>();
        """
        order.guid = G-O
        order.appType = 1
        order.appTime = 20260301100000
        order.appStatus = 2
        order.signature = ABSENT
        order.orderType = I
        order.orderNo = ORD42
        order.ebpCode = EBP1
        order.ebcCode = EBC1
        order.goodsValue = 0.00
        order.freight = 0.00
        order.discount = 0.00
        order.taxTotal = 0.00
        order.acturalPaid = 0.00
        order.currency = 142
        order.buyerName = 王小明
        order.buyerTelephone = 13256253633
        order.buyerIdType = 1
        order.buyerIdNumber = 110101199003071233
        order.payCode = PAY1
        order.payTransactionId = T42
        order.consignee = 王小明
        order.consigneeTelephone = 13256253633
        order.consigneeAddress = 山东省青岛市黄岛区某路1号

        payment.guid = G-P
        payment.appType = 1
        payment.appTime = 20260301101000
        payment.appStatus = 2
        payment.signature = ABSENT
        payment.payCode = PAY1
        payment.payTransactionId = T42
        payment.orderNo = ORD42
        payment.ebpCode = EBP1
        payment.payerIdType = 1
        payment.payerIdNumber = 110101199003071233
        payment.payerName = 王小明
        payment.amountPaid = 0.00
        payment.currency = 142
        payment.payTime = 20260301100959

        waybill.guid = G-W
        waybill.appType = 1
        waybill.appTime = 20260301102000
        waybill.appStatus = 2
        waybill.signature = ABSENT
        waybill.logisticsCode = LOG1
        waybill.logisticsNo = WB42
        waybill.billNo = -
        waybill.orderNo = ORD42
        waybill.freight = 0.00
        waybill.insuredFee = 0.00
        waybill.currency = 142
        waybill.weight = 3
        waybill.packNo = 1
        waybill.consignee = 王小明
        waybill.consigneeAddress = 山东省青岛市黄岛区某路1号
        waybill.consigneeTelephone = 13256253633

        list.guid = G-L
        list.appType = 1
        list.appTime = 20260301110000
        list.appStatus = 2
        list.signature = VALID
        list.orderNo = ORD42
        list.ebpCode = EBP1
        list.ebcCode = EBC1
        list.logisticsNo = WB42
        list.logisticsCode = LOG1
        list.copNo = COP42
        list.preNo = -
        list.assureCode = EBC1
        list.emsNo = EMS1
        list.invtNo = -
        list.ieFlag = I
        list.declTime = 2026-03-01
        list.customsCode = 4230
        list.buyerIdType = 1
        list.buyerIdNumber = 110101199003071233
        list.buyerName = 王小明
        list.buyerTelephone = 13256253633
        list.consigneeAddress = 山东省青岛市黄岛区某路1号
        list.agentCode = AGT1
        list.areaCode = AREA1
        list.areaName = 区内企业
        list.tradeMode = 1210
        list.trafNo = -
        list.voyageNo = -
        list.billNo = -
        list.country = 142
        list.freight = 0.00
        list.insuredFee = 0.00
        list.currency = 142
        list.packNo = 1
        list.grossWeight = 3
        list.netWeight = 2.5
        """
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> put(fields, line));
        return new Papers(fields);
    }

    private static void put(Map<String, String> fields, String assignment) {
        String[] parts = assignment.split("=", 2);
        if (parts.length != 2) {
            throw new IllegalArgumentException(
                    "'%s' is not 'field = value'.".formatted(assignment));
        }
        fields.put(parts[0].strip(), parts[1].strip());
    }

    /// One field with another value; `-` leaves it out.
    Papers with(String field, String value) {
        if (!fields.containsKey(field)) {
            throw new IllegalArgumentException("The papers have no field %s.".formatted(field));
        }
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.put(field, value);
        return new Papers(changed);
    }

    /// Several fields with other values: `list.packNo = 2; waybill.packNo = 2`.
    Papers with(String changes) {
        Papers papers = this;
        Map<String, String> assignments = new LinkedHashMap<>();
        for (String change : changes.split(";", -1)) {
            put(assignments, change);
        }
        for (Map.Entry<String, String> change : assignments.entrySet()) {
            papers = papers.with(change.getKey(), change.getValue());
        }
        return papers;
    }

    Papers without(String field) {
        return with(field, "-");
    }

    /// The same value in several fields.
    private Papers same(String value, String... names) {
        Papers papers = this;
        for (String name : names) {
            papers = papers.with(name, value);
        }
        return papers;
    }

    /// One more line of order and list; the sums follow.
    Papers item(String gcode, String name, String quantity, String price) {
        int gnum = count("list") + 1;
        String total =
                new BigDecimal(quantity)
                        .multiply(new BigDecimal(price))
                        .setScale(2)
                        .toPlainString();
        Map<String, String> more = new LinkedHashMap<>(fields);
        """
        gnum = %d
        itemName = %s
        unit = 095
        qty = %s
        price = %s
        totalPrice = %s
        currency = 142
        country = 305
        """
                .formatted(gnum, name, quantity, price, total)
                .lines()
                .forEach(line -> put(more, "order.line[%d].%s".formatted(gnum, line)));
        """
        gnum = %d
        itemRecordNo = REC%d
        itemName = -
        gcode = %s
        gname = %s
        country = 305
        currency = 142
        qty = %s
        unit = 095
        qty1 = %s
        unit1 = 095
        qty2 = -
        unit2 = -
        price = %s
        totalPrice = %s
        """
                .formatted(gnum, gnum, gcode, name, quantity, quantity, price, total)
                .lines()
                .forEach(line -> put(more, "list.line[%d].%s".formatted(gnum, line)));
        return new Papers(more).summed();
    }

    /// What the carrier charges, in all three papers that tell it.
    Papers freight(String amount) {
        return same(amount, "order.freight", "waybill.freight", "list.freight").summed();
    }

    Papers insured(String amount) {
        return same(amount, "waybill.insuredFee", "list.insuredFee");
    }

    Papers taxTotal(String amount) {
        return with("order.taxTotal", amount).summed();
    }

    private Papers summed() {
        BigDecimal goods = BigDecimal.ZERO.setScale(2);
        for (int i = 1; i <= count("order"); i++) {
            goods = goods.add(amount("order.line[" + i + "].totalPrice"));
        }
        BigDecimal paid =
                goods.add(amount("order.freight"))
                        .add(amount("order.taxTotal"))
                        .subtract(amount("order.discount"));
        return with("order.goodsValue", goods.toPlainString())
                .same(paid.toPlainString(), "order.acturalPaid", "payment.amountPaid");
    }

    /// The papers of another parcel: other order, waybill, payment and record numbers.
    Papers number(String number) {
        return same(
                        "ORD" + number,
                        "order.orderNo",
                        "payment.orderNo",
                        "waybill.orderNo",
                        "list.orderNo")
                .same("WB" + number, "waybill.logisticsNo", "list.logisticsNo")
                .same("T" + number, "order.payTransactionId", "payment.payTransactionId")
                .with("list.copNo", "COP" + number)
                .with("order.guid", "G-O-" + number)
                .with("payment.guid", "G-P-" + number)
                .with("waybill.guid", "G-W-" + number)
                .with("list.guid", "G-L-" + number);
    }

    Papers platform(String ebpCode) {
        return same(ebpCode, "order.ebpCode", "payment.ebpCode", "list.ebpCode");
    }

    /// The seller, whose guarantee it is, too.
    Papers seller(String ebcCode) {
        return same(ebcCode, "order.ebcCode", "list.ebcCode", "list.assureCode");
    }

    Papers buyer(String idNumber) {
        return same(idNumber, "order.buyerIdNumber", "payment.payerIdNumber", "list.buyerIdNumber");
    }

    /// Goods that come from abroad directly, with the carrier's bill.
    Papers direct() {
        return with("list.tradeMode = 9610; list.trafNo = V1; list.voyageNo = 1; list.billNo = BL1")
                .with("waybill.billNo", "BL1");
    }

    /// A later version of one paper: a change (`2`) or deletion (`3`), or one that is new (`1`) although there is one.
    Papers version(String paper, String appType, String appTime) {
        return with(paper + ".appType", appType)
                .with(paper + ".appTime", appTime)
                .with(paper + ".guid", text(paper + ".guid") + "-" + appTime.substring(8));
    }

    String key() {
        return text("list.ebpCode") + "/" + text("list.orderNo");
    }

    /// Order, payment, waybill, list.
    List<ImportFact> all() {
        return List.of(order(), payment(), waybill(), list());
    }

    ImportFact paper(String name) {
        return switch (name) {
            case "order" -> order();
            case "payment" -> payment();
            case "waybill" -> waybill();
            case "list" -> list();
            default -> throw new IllegalArgumentException("No paper is called " + name);
        };
    }

    Order order() {
        List<OrderLine> lines = new ArrayList<>();
        for (int i = 1; i <= count("order"); i++) {
            String line = "order.line[" + i + "].";
            lines.add(
                    new OrderLine(
                            whole(line + "gnum"),
                            text(line + "itemName"),
                            text(line + "unit"),
                            amount(line + "qty"),
                            amount(line + "price"),
                            amount(line + "totalPrice"),
                            text(line + "currency"),
                            text(line + "country")));
        }
        return new Order(
                text("order.guid"),
                text("order.appType"),
                text("order.appTime"),
                text("order.appStatus"),
                text("order.signature"),
                text("order.orderType"),
                text("order.orderNo"),
                text("order.ebpCode"),
                text("order.ebcCode"),
                amount("order.goodsValue"),
                amount("order.freight"),
                amount("order.discount"),
                amount("order.taxTotal"),
                amount("order.acturalPaid"),
                text("order.currency"),
                text("order.buyerName"),
                text("order.buyerTelephone"),
                text("order.buyerIdType"),
                person("order.buyerIdNumber", "order.appTime"),
                optional("order.payCode"),
                optional("order.payTransactionId"),
                text("order.consignee"),
                text("order.consigneeTelephone"),
                text("order.consigneeAddress"),
                List.copyOf(lines));
    }

    Payment payment() {
        return new Payment(
                text("payment.guid"),
                text("payment.appType"),
                text("payment.appTime"),
                text("payment.appStatus"),
                text("payment.signature"),
                text("payment.payCode"),
                text("payment.payTransactionId"),
                text("payment.orderNo"),
                text("payment.ebpCode"),
                text("payment.payerIdType"),
                person("payment.payerIdNumber", "payment.appTime"),
                text("payment.payerName"),
                amount("payment.amountPaid"),
                text("payment.currency"),
                text("payment.payTime"));
    }

    Waybill waybill() {
        return new Waybill(
                text("waybill.guid"),
                text("waybill.appType"),
                text("waybill.appTime"),
                text("waybill.appStatus"),
                text("waybill.signature"),
                text("waybill.logisticsCode"),
                text("waybill.logisticsNo"),
                optional("waybill.billNo"),
                text("waybill.orderNo"),
                optionalAmount("waybill.freight"),
                optionalAmount("waybill.insuredFee"),
                text("waybill.currency"),
                amount("waybill.weight"),
                whole("waybill.packNo"),
                text("waybill.consignee"),
                text("waybill.consigneeAddress"),
                text("waybill.consigneeTelephone"));
    }

    ImportList list() {
        List<ListLine> lines = new ArrayList<>();
        for (int i = 1; i <= count("list"); i++) {
            String line = "list.line[" + i + "].";
            lines.add(
                    new ListLine(
                            whole(line + "gnum"),
                            optional(line + "itemRecordNo"),
                            optional(line + "itemName"),
                            text(line + "gcode"),
                            text(line + "gname"),
                            text(line + "country"),
                            text(line + "currency"),
                            amount(line + "qty"),
                            text(line + "unit"),
                            amount(line + "qty1"),
                            text(line + "unit1"),
                            optionalAmount(line + "qty2"),
                            optional(line + "unit2"),
                            amount(line + "price"),
                            amount(line + "totalPrice")));
        }
        return new ImportList(
                text("list.guid"),
                text("list.appType"),
                text("list.appTime"),
                text("list.appStatus"),
                text("list.signature"),
                text("list.orderNo"),
                text("list.ebpCode"),
                text("list.ebcCode"),
                text("list.logisticsNo"),
                text("list.logisticsCode"),
                optional("list.copNo"),
                optional("list.preNo"),
                text("list.assureCode"),
                optional("list.emsNo"),
                optional("list.invtNo"),
                text("list.ieFlag"),
                LocalDate.parse(text("list.declTime")),
                text("list.customsCode"),
                text("list.buyerIdType"),
                person("list.buyerIdNumber", "list.appTime"),
                text("list.buyerName"),
                text("list.buyerTelephone"),
                text("list.consigneeAddress"),
                text("list.agentCode"),
                optional("list.areaCode"),
                optional("list.areaName"),
                text("list.tradeMode"),
                optional("list.trafNo"),
                optional("list.voyageNo"),
                optional("list.billNo"),
                text("list.country"),
                amount("list.freight"),
                amount("list.insuredFee"),
                text("list.currency"),
                whole("list.packNo"),
                amount("list.grossWeight"),
                amount("list.netWeight"),
                List.copyOf(lines));
    }

    private int count(String paper) {
        int lines = 0;
        while (!fields.getOrDefault("%s.line[%d].gnum".formatted(paper, lines + 1), "-")
                .equals("-")) {
            lines++;
        }
        return lines;
    }

    String text(String field) {
        String value = fields.get(field);
        if (value == null) {
            throw new IllegalArgumentException("The papers have no field %s.".formatted(field));
        }
        return value;
    }

    private @Nullable String optional(String field) {
        String value = text(field);
        return value.equals("-") ? null : value;
    }

    private BigDecimal amount(String field) {
        return new BigDecimal(text(field));
    }

    private @Nullable BigDecimal optionalAmount(String field) {
        String value = optional(field);
        return value == null ? null : new BigDecimal(value);
    }

    private int whole(String field) {
        return Integer.parseInt(text(field));
    }

    private Person person(String field, String reportedAt) {
        return person(
                text(field),
                LocalDate.parse(
                        text(reportedAt).substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE));
    }

    static Person person(String idNumber, LocalDate on) {
        return new IdentityNumber(TestEngines.SECRET).person(idNumber, on);
    }

    /// A valid identity number, another one for each number below a thousand times three hundred.
    static String idNumber(int number) {
        String first =
                "110101"
                        + LocalDate.of(1990, 1, 1)
                                .plusDays(number / 1000)
                                .format(DateTimeFormatter.BASIC_ISO_DATE)
                        + "%03d".formatted(number % 1000);
        for (char check : "0123456789X".toCharArray()) {
            if (IdentityNumber.flaw(first + check, LocalDate.of(2026, 1, 1)).isEmpty()) {
                return first + check;
            }
        }
        throw new IllegalStateException("Every seventeen digits have a check character.");
    }
}
