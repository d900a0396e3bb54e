package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
import org.liandong.ecommerceimport.ceb.Node;
import org.liandong.ecommerceimport.ceb.Row;
import org.liandong.kernel.Problem;

/// A sound node of a message as the fact it brings.
///
/// Identity numbers are replaced by hash and mask here: no fact holds them.
final class NodeFact {

    private static final DateTimeFormatter DAY = formatter("uuuuMMdd");
    private static final DateTimeFormatter SECOND = formatter("uuuuMMddHHmmss");

    // Codes become parts of keys and of account names.
    private static final int CODE_MAX = 64;

    private final Node node;
    private final Row head;
    private final String signature;
    private final IdentityNumber identityNumber;

    NodeFact(Node node, String signature, IdentityNumber identityNumber) {
        this.node = node;
        this.head = node.head();
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
                            text("appType"),
                            time("appTime"),
                            signature,
                            code("logisticsCode"),
                            text("logisticsNo"),
                            text("logisticsStatus"),
                            time("logisticsTime"));
            case CEB621 -> list();
            case CEB623 ->
                    new Cancellation(
                            guid(),
                            text("appType"),
                            time("appTime"),
                            text("appStatus"),
                            signature,
                            text("customsCode"),
                            text("orderNo"),
                            code("ebpCode"),
                            code("ebcCode"),
                            code("agentCode"),
                            head.get("copNo"),
                            head.get("preNo"),
                            text("invtNo"),
                            text("reason"));
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
                            text("invtNo"),
                            text("taxNo"),
                            text("returnTime"),
                            text("status"),
                            head.get("entDutyNo"));
            case CEB900 ->
                    throw unusable(
                            "CEB-900",
                            "returnInfo",
                            "Customs could not read a message: "
                                    + head.get("returnInfo")
                                    + " Find the message by its number and send it again.",
                            String.valueOf(head.get("returnInfo")));
        };
    }

    private Order order() throws Unusable {
        List<OrderLine> lines = new ArrayList<>(node.lines().size());
        for (Row line : node.lines()) {
            lines.add(
                    new OrderLine(
                            whole(line, "gnum"),
                            text(line, "itemName"),
                            text(line, "unit"),
                            decimal(line, "qty"),
                            decimal(line, "price"),
                            decimal(line, "totalPrice"),
                            text(line, "currency"),
                            text(line, "country")));
        }
        String at = time("appTime");
        return new Order(
                guid(),
                text("appType"),
                at,
                text("appStatus"),
                signature,
                text("orderType"),
                text("orderNo"),
                code("ebpCode"),
                code("ebcCode"),
                decimal("goodsValue"),
                decimal("freight"),
                decimal("discount"),
                decimal("taxTotal"),
                decimal("acturalPaid"),
                text("currency"),
                text("buyerName"),
                text("buyerTelephone"),
                text("buyerIdType"),
                person("buyerIdNumber", at),
                head.get("payCode"),
                head.get("payTransactionId"),
                text("consignee"),
                text("consigneeTelephone"),
                text("consigneeAddress"),
                List.copyOf(lines));
    }

    private Payment payment() throws Unusable {
        String at = time("appTime");
        return new Payment(
                guid(),
                text("appType"),
                at,
                text("appStatus"),
                signature,
                code("payCode"),
                text("payTransactionId"),
                text("orderNo"),
                code("ebpCode"),
                text("payerIdType"),
                person("payerIdNumber", at),
                text("payerName"),
                decimal("amountPaid"),
                text("currency"),
                time("payTime"));
    }

    private Waybill waybill() throws Unusable {
        return new Waybill(
                guid(),
                text("appType"),
                time("appTime"),
                text("appStatus"),
                signature,
                code("logisticsCode"),
                text("logisticsNo"),
                head.get("billNo"),
                text("orderNo"),
                optional("freight"),
                optional("insuredFee"),
                text("currency"),
                decimal("weight"),
                whole(head, "packNo"),
                text("consignee"),
                text("consigneeAddress"),
                text("consigneeTelephone"));
    }

    private ImportList list() throws Unusable {
        List<ListLine> lines = new ArrayList<>(node.lines().size());
        for (Row line : node.lines()) {
            lines.add(
                    new ListLine(
                            whole(line, "gnum"),
                            line.get("itemRecordNo"),
                            line.get("itemName"),
                            text(line, "gcode"),
                            text(line, "gname"),
                            text(line, "country"),
                            text(line, "currency"),
                            decimal(line, "qty"),
                            text(line, "unit"),
                            decimal(line, "qty1"),
                            text(line, "unit1"),
                            optional(line, "qty2"),
                            line.get("unit2"),
                            decimal(line, "price"),
                            decimal(line, "totalPrice")));
        }
        String at = time("appTime");
        return new ImportList(
                guid(),
                text("appType"),
                at,
                text("appStatus"),
                signature,
                text("orderNo"),
                code("ebpCode"),
                code("ebcCode"),
                text("logisticsNo"),
                code("logisticsCode"),
                head.get("copNo"),
                head.get("preNo"),
                code("assureCode"),
                head.get("emsNo"),
                head.get("invtNo"),
                text("ieFlag"),
                day("declTime"),
                text("customsCode"),
                text("buyerIdType"),
                person("buyerIdNumber", at),
                text("buyerName"),
                text("buyerTelephone"),
                text("consigneeAddress"),
                code("agentCode"),
                head.get("areaCode"),
                head.get("areaName"),
                text("tradeMode"),
                head.get("trafNo"),
                head.get("voyageNo"),
                head.get("billNo"),
                text("country"),
                decimal("freight"),
                decimal("insuredFee"),
                text("currency"),
                whole(head, "packNo"),
                decimal("grossWeight"),
                decimal("netWeight"),
                List.copyOf(lines));
    }

    private ReturnRequest returnRequest() throws Unusable {
        List<ReturnLine> lines = new ArrayList<>();
        for (Row line : node.lines()) {
            lines.add(
                    new ReturnLine(
                            whole(line, "gnum"),
                            text(line, "gcode"),
                            text(line, "gname"),
                            decimal(line, "qty"),
                            text(line, "unit")));
        }
        return new ReturnRequest(
                guid(),
                text("appType"),
                time("appTime"),
                text("appStatus"),
                signature,
                text("customsCode"),
                text("orderNo"),
                code("ebpCode"),
                code("ebcCode"),
                code("agentCode"),
                head.get("copNo"),
                head.get("preNo"),
                text("invtNo"),
                text("reason"),
                List.copyOf(lines));
    }

    private WarehouseEntry entry() throws Unusable {
        List<String> numbers = new ArrayList<>();
        for (Row line : node.lines()) {
            numbers.add(text(line, "logisticsNo"));
        }
        return new WarehouseEntry(
                guid(),
                text("appType"),
                time("appTime"),
                signature,
                text("customsCode"),
                head.get("copNo"),
                head.get("preNo"),
                head.get("rkdNo"),
                code("operatorCode"),
                text("billNo"),
                code("logisticsCode"),
                List.copyOf(numbers));
    }

    private Receipt receipt(String... keys) throws Unusable {
        Map<String, String> values = new java.util.TreeMap<>();
        for (String key : keys) {
            String value = head.get(key);
            if (value != null) {
                values.put(key, value);
            }
        }
        String time = text("returnTime");
        if (time.length() < 14 || !isDate(time.substring(0, 14), SECOND)) {
            throw unusable(
                    "CEB-DATE",
                    "returnTime",
                    "'%s' is not a time. Send yyyyMMddHHmmssSSS, China time.".formatted(time),
                    time,
                    "yyyyMMddHHmmssSSS");
        }
        return new Receipt(
                node.type().name(), values, text("returnStatus"), time, text("returnInfo"));
    }

    private TaxBill taxBill() throws Unusable {
        List<TaxBillLine> lines = new ArrayList<>();
        for (Row line : node.lines()) {
            lines.add(
                    new TaxBillLine(
                            whole(line, "gnum"),
                            text(line, "gcode"),
                            decimal(line, "taxPrice"),
                            decimal(line, "customsTax"),
                            decimal(line, "valueAddedTax"),
                            decimal(line, "consumptionTax")));
        }
        return new TaxBill(
                text("invtNo"),
                text("taxNo"),
                text("returnTime"),
                decimal("customsTax"),
                decimal("valueAddedTax"),
                decimal("consumptionTax"),
                text("status"),
                head.get("entDutyNo"),
                head.get("assureCode"),
                List.copyOf(lines));
    }

    private String guid() {
        return text("guid").toUpperCase(Locale.ROOT);
    }

    private String text(String field) {
        return text(head, field);
    }

    // A sound node has every required value.
    private String text(Row row, String field) {
        return Objects.requireNonNull(row.get(field), field);
    }

    private String code(String field) throws Unusable {
        String code = text(field);
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            boolean plain =
                    (c >= '0' && c <= '9')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= 'a' && c <= 'z')
                            || c == '-'
                            || c == '_'
                            || c == '.';
            if (!plain || i >= CODE_MAX) {
                throw unusable(
                        "CEB-CODE",
                        field,
                        "'%s' is not a code of letters and digits. Send the registration code of the enterprise."
                                .formatted(code.substring(0, Math.min(code.length(), CODE_MAX))),
                        code.substring(0, Math.min(code.length(), CODE_MAX)));
            }
        }
        return code;
    }

    private String time(String field) throws Unusable {
        String time = text(field);
        if (!isDate(time, SECOND)) {
            throw unusable(
                    "CEB-DATE",
                    field,
                    "'%s' is not a time. Send yyyyMMddHHmmss, China time.".formatted(time),
                    time,
                    "yyyyMMddHHmmss");
        }
        return time;
    }

    private LocalDate day(String field) throws Unusable {
        String day = text(field);
        try {
            return LocalDate.parse(day, DAY);
        } catch (DateTimeException e) {
            throw unusable(
                    "CEB-DATE",
                    field,
                    "'%s' is not a day. Send yyyyMMdd.".formatted(day),
                    day,
                    "yyyyMMdd");
        }
    }

    private Person person(String field, String reportedAt) {
        return identityNumber.person(text(field), LocalDate.parse(reportedAt.substring(0, 8), DAY));
    }

    private int whole(Row row, String field) throws Unusable {
        String text = text(row, field);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw unusable(
                    "CEB-NUMBER", field, "'%s' is not a whole number.".formatted(text), text);
        }
    }

    private BigDecimal decimal(String field) throws Unusable {
        return decimal(head, field);
    }

    private BigDecimal decimal(Row row, String field) throws Unusable {
        return amount(text(row, field), field);
    }

    private BigDecimal amount(String text, String field) throws Unusable {
        BigDecimal amount = new BigDecimal(text);
        if (amount.signum() < 0) {
            throw unusable(
                    "CEB-NEGATIVE",
                    field,
                    "%s is below zero. Send the amount or quantity without a sign.".formatted(text),
                    text);
        }
        return amount;
    }

    private @Nullable BigDecimal optional(String field) throws Unusable {
        return optional(head, field);
    }

    private @Nullable BigDecimal optional(Row row, String field) throws Unusable {
        String text = row.get(field);
        return text == null ? null : amount(text, field);
    }

    private Unusable unusable(String code, String field, String message, String... arguments) {
        String block = node.type().head() == null ? "" : "/" + node.type().head();
        return new Unusable(
                new Problem(
                        code,
                        node.path() + block + "/" + field,
                        node.line(),
                        node.column(),
                        message,
                        List.of(arguments)));
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    private static boolean isDate(String text, DateTimeFormatter format) {
        try {
            return !Instant.EPOCH.equals(
                    java.time.LocalDateTime.parse(text, format).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return false;
        }
    }

    /// The node cannot be used, although it is well formed.
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        Unusable(Problem problem) {
            super(problem.message());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }
}
