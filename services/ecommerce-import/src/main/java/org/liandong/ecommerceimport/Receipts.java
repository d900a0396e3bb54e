package org.liandong.ecommerceimport;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ImportFact.Cancellation;
import org.liandong.ecommerceimport.ImportFact.ImportList;
import org.liandong.ecommerceimport.ImportFact.Order;
import org.liandong.ecommerceimport.ImportFact.Payment;
import org.liandong.ecommerceimport.ImportFact.ReturnRequest;
import org.liandong.ecommerceimport.ImportFact.WarehouseEntry;
import org.liandong.ecommerceimport.ImportFact.Waybill;
import org.liandong.ecommerceimport.ImportFact.WaybillStatus;
import org.liandong.kernel.Check;
import org.liandong.kernel.Message;

/// The receipts and bills that the deciding office writes, in the field names of the messages.
final class Receipts {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(ZONE);

    static final String DECLARING = "2";
    static final String REJECTED = "100";
    static final String STORED = "120";
    static final String MANUAL = "300";
    static final String CONCLUDED = "399";
    static final String RELEASED = "800";

    static final String BILL_MADE = "1";
    static final String BILL_AGGREGATED = "2";
    static final String BILL_VOID = "3";

    /// Longest `returnInfo` of the schema.
    private static final int INFO_MAX = 1000;

    private Receipts() {}

    static Message order(Order order, String status, Instant at, String info) {
        Map<String, String> head = new LinkedHashMap<>();
        head.put("ebpCode", order.ebpCode());
        head.put("ebcCode", order.ebcCode());
        head.put("orderNo", order.orderNo());
        return receipt("CEB312", order.ebpCode(), order.guid(), head, status, at, info);
    }

    static Message payment(Payment payment, String status, Instant at, String info) {
        Map<String, String> head = new LinkedHashMap<>();
        head.put("payCode", payment.payCode());
        head.put("payTransactionId", payment.payTransactionId());
        return receipt("CEB412", payment.payCode(), payment.guid(), head, status, at, info);
    }

    static Message waybill(Waybill waybill, String status, Instant at, String info) {
        Map<String, String> head = new LinkedHashMap<>();
        head.put("logisticsCode", waybill.logisticsCode());
        head.put("logisticsNo", waybill.logisticsNo());
        return receipt("CEB512", waybill.logisticsCode(), waybill.guid(), head, status, at, info);
    }

    static Message waybillStatus(WaybillStatus delivered, String status, Instant at, String info) {
        Map<String, String> head = new LinkedHashMap<>();
        head.put("logisticsCode", delivered.logisticsCode());
        head.put("logisticsNo", delivered.logisticsNo());
        head.put("logisticsStatus", delivered.logisticsStatus());
        return receipt(
                "CEB514", delivered.logisticsCode(), delivered.guid(), head, status, at, info);
    }

    static Message entry(WarehouseEntry entry, String status, Instant at, String info) {
        Map<String, String> head = new LinkedHashMap<>();
        head.put("customsCode", entry.customsCode());
        head.put("operatorCode", entry.operatorCode());
        put(head, "copNo", entry.copNo());
        put(head, "preNo", entry.preNo());
        put(head, "rkdNo", entry.rkdNo());
        return receipt("CEB712", entry.operatorCode(), entry.guid(), head, status, at, info);
    }

    static Message list(
            ImportList list, String preNo, String invtNo, String status, Instant at, String info) {
        Map<String, String> head = new LinkedHashMap<>();
        head.put("customsCode", list.customsCode());
        head.put("ebpCode", list.ebpCode());
        head.put("ebcCode", list.ebcCode());
        head.put("agentCode", list.agentCode());
        head.put("copNo", copNo(list.copNo(), list.guid()));
        head.put("preNo", preNo);
        head.put("invtNo", invtNo);
        return receipt("CEB622", list.agentCode(), list.guid(), head, status, at, info);
    }

    static Message cancellation(
            Cancellation request,
            String preNo,
            @Nullable String invtNo,
            String status,
            Instant at,
            String info) {
        Map<String, String> head =
                amendment(
                        request.customsCode(),
                        request.agentCode(),
                        request.ebpCode(),
                        request.ebcCode(),
                        copNo(request.copNo(), request.guid()),
                        preNo,
                        invtNo);
        return receipt("CEB624", request.agentCode(), request.guid(), head, status, at, info);
    }

    static Message returnRequest(
            ReturnRequest request,
            String preNo,
            @Nullable String invtNo,
            String status,
            Instant at,
            String info) {
        Map<String, String> head =
                amendment(
                        request.customsCode(),
                        request.agentCode(),
                        request.ebpCode(),
                        request.ebcCode(),
                        copNo(request.copNo(), request.guid()),
                        preNo,
                        invtNo);
        return receipt("CEB626", request.agentCode(), request.guid(), head, status, at, info);
    }

    private static Map<String, String> amendment(
            String customsCode,
            String agentCode,
            String ebpCode,
            String ebcCode,
            String copNo,
            String preNo,
            @Nullable String invtNo) {
        Map<String, String> head = new LinkedHashMap<>();
        head.put("customsCode", customsCode);
        head.put("agentCode", agentCode);
        head.put("ebpCode", ebpCode);
        head.put("ebcCode", ebcCode);
        head.put("copNo", copNo);
        head.put("preNo", preNo);
        put(head, "invtNo", invtNo);
        return head;
    }

    /// CEB816: the tax bill of a list, or of what is left of it after a return in part.
    static Message bill(ImportList list, String invtNo, ImportTax tax, Instant at) {
        Map<String, String> head = new LinkedHashMap<>();
        head.put("returnTime", TIME.format(at));
        head.put("invtNo", invtNo);
        head.put("taxNo", taxNo(invtNo));
        head.put("customsTax", tax.duty().toPlainString());
        head.put("valueAddedTax", tax.vat().toPlainString());
        head.put("consumptionTax", tax.consumption().toPlainString());
        head.put("status", BILL_MADE);
        head.put("assureCode", list.assureCode());
        head.put("ebcCode", list.ebcCode());
        head.put("logisticsCode", list.logisticsCode());
        head.put("agentCode", list.agentCode());
        head.put("customsCode", list.customsCode());
        List<Map<String, String>> lines =
                tax.lines().stream()
                        .map(line -> {
                            Map<String, String> row = new LinkedHashMap<>();
                            row.put("gnum", Integer.toString(line.gnum()));
                            row.put("gcode", line.gcode());
                            row.put("taxPrice", line.dutiable().toPlainString());
                            row.put("customsTax", line.duty().toPlainString());
                            row.put("valueAddedTax", line.vat().toPlainString());
                            row.put("consumptionTax", line.consumption().toPlainString());
                            return row;
                        })
                        .toList();
        return new Message("CEB816", list.agentCode(), taxNo(invtNo), head, lines);
    }

    /// CEB818: the bill became part of an aggregated one, or void.
    static Message billStatus(
            ImportList list, String invtNo, String status, @Nullable String entDutyNo, Instant at) {
        Map<String, String> head = new LinkedHashMap<>();
        head.put("returnTime", TIME.format(at));
        head.put("invtNo", invtNo);
        head.put("taxNo", taxNo(invtNo));
        head.put("status", status);
        put(head, "entDutyNo", entDutyNo);
        head.put("assureCode", list.assureCode());
        return new Message("CEB818", list.agentCode(), taxNo(invtNo), head, List.of());
    }

    private static Message receipt(
            String type,
            String to,
            String subject,
            Map<String, String> head,
            String status,
            Instant at,
            String info) {
        head.put("returnStatus", status);
        head.put("returnTime", TIME.format(at));
        head.put(
                "returnInfo",
                info.length() > INFO_MAX ? info.substring(0, INFO_MAX - 1) + "…" : info);
        return new Message(type, to, subject, head, List.of());
    }

    /// The failed checks in the way customs writes its reasons: `[Code:1332;Desc:…],[left:a,right:b]`.
    static String reasons(List<Check> failed) {
        StringBuilder text = new StringBuilder();
        for (Check check : failed) {
            if (!text.isEmpty()) {
                text.append(';');
            }
            String code = check.code().isEmpty() ? check.rule() : check.code();
            text.append("[Code:")
                    .append(code)
                    .append(";Desc:")
                    .append(CheckTexts.chinese(check.rule()))
                    .append("],[")
                    .append(check.left().field())
                    .append(':')
                    .append(Objects.requireNonNullElse(check.left().value(), "-"))
                    .append(',')
                    .append(check.right().field())
                    .append(':')
                    .append(Objects.requireNonNullElse(check.right().value(), "-"))
                    .append(']');
        }
        return text.toString();
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    static String taxNo(String invtNo) {
        return invtNo + "_0";
    }

    // A receipt needs an internal number although a request may come without: then the end of the
    // record's key stands in.
    private static String copNo(@Nullable String copNo, String guid) {
        return copNo != null ? copNo : guid.substring(Math.max(0, guid.length() - 20));
    }

    private static void put(Map<String, String> head, String name, @Nullable String value) {
        if (value != null) {
            head.put(name, value);
        }
    }
}
