package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ImportFact.ImportList;
import org.liandong.ecommerceimport.ImportFact.ListLine;
import org.liandong.ecommerceimport.ImportFact.Order;
import org.liandong.ecommerceimport.ImportFact.OrderLine;
import org.liandong.ecommerceimport.ImportFact.Payment;
import org.liandong.ecommerceimport.ImportFact.Waybill;

/// The three-document check (三单比对): order, payment and waybill against the list.
///
/// Legal root: 财关税〔2016〕18号, 2 and GACC 2018-194, 8 and 9. Numbers of the rules are those of the service's README. A rule
/// whose documents are not all there is left out: what is missing is waited for, not refused.
final class ThreeDocumentCheck {

    private final @Nullable Order order;
    private final @Nullable Payment payment;
    private final @Nullable Waybill waybill;
    private final ImportList list;
    private final Tolerance tolerance;
    private final boolean identityAuthenticated;
    private final Checks checks;

    /// What still counts as equal (our defaults, since no official tolerance is known: nothing for money, a tenth for weights).
    record Tolerance(BigDecimal amount, BigDecimal grossWeight) {}

    ThreeDocumentCheck(
            @Nullable Order order,
            @Nullable Payment payment,
            @Nullable Waybill waybill,
            ImportList list,
            Tolerance tolerance,
            boolean identityAuthenticated,
            Checks checks) {
        this.order = order;
        this.payment = payment;
        this.waybill = waybill;
        this.list = list;
        this.tolerance = tolerance;
        this.identityAuthenticated = identityAuthenticated;
        this.checks = checks;
    }

    void run() {
        amounts();
        identity();
        paymentReference();
        logistics();
        goods();
        fixedValues();
        tradeMode();
        weights();
    }

    private void amounts() {
        if (order != null) {
            if (payment != null) {
                money(
                        "A1",
                        "payment.amountPaid",
                        payment.amountPaid(),
                        "order.acturalPaid",
                        order.acturalPaid(),
                        "1332");
            }
            money(
                    "A2",
                    "order.acturalPaid",
                    order.acturalPaid(),
                    "order.goodsValue + freight + taxTotal − discount",
                    order.goodsValue()
                            .add(order.freight())
                            .add(order.taxTotal())
                            .subtract(order.discount()),
                    "");
            BigDecimal total = BigDecimal.ZERO;
            for (OrderLine line : order.lines()) {
                product(
                        "A3",
                        "order.line[" + line.gnum() + "]",
                        line.totalPrice(),
                        line.qty(),
                        line.price());
                total = total.add(line.totalPrice());
            }
            money(
                    "A4",
                    "order.lines.totalPrice",
                    total,
                    "order.goodsValue",
                    order.goodsValue(),
                    "");
        }
        BigDecimal total = BigDecimal.ZERO;
        for (ListLine line : list.lines()) {
            product(
                    "A5",
                    "list.line[" + line.gnum() + "]",
                    line.totalPrice(),
                    line.qty(),
                    line.price());
            total = total.add(line.totalPrice());
        }
        if (order != null) {
            money("A5", "list.lines.totalPrice", total, "order.goodsValue", order.goodsValue(), "");
        }
        if (waybill != null) {
            // What the waybill leaves out, the carrier did not say: there is nothing to hold the
            // list against.
            if (waybill.freight() != null) {
                money(
                        "A6",
                        "list.freight",
                        list.freight(),
                        "waybill.freight",
                        waybill.freight(),
                        "");
            }
            if (waybill.insuredFee() != null) {
                money(
                        "A6",
                        "list.insuredFee",
                        list.insuredFee(),
                        "waybill.insuredFee",
                        waybill.insuredFee(),
                        "");
            }
        }
    }

    private void identity() {
        checks.add(
                "I0",
                list.buyer().flaw().isEmpty(),
                "list.buyerIdNumber",
                list.buyer().masked(),
                "GB 11643",
                list.buyer().flaw().isEmpty() ? "valid" : list.buyer().flaw(),
                "");
        if (order != null && payment != null && !identityAuthenticated) {
            boolean same =
                    Texts.same(order.buyerName(), payment.payerName())
                            && order.buyer().hash().equals(payment.payer().hash());
            checks.add(
                    "I1",
                    same,
                    "order.buyerName, buyerIdNumber",
                    Masks.name(order.buyerName()) + " " + order.buyer().masked(),
                    "payment.payerName, payerIdNumber",
                    Masks.name(payment.payerName()) + " " + payment.payer().masked(),
                    "1327");
        }
        if (order != null) {
            checks.add(
                    "I3",
                    Texts.same(list.buyerName(), order.buyerName()),
                    "list.buyerName",
                    Masks.name(list.buyerName()),
                    "order.buyerName",
                    Masks.name(order.buyerName()),
                    "13127");
            checks.add(
                    "I4",
                    Texts.samePhone(list.buyerTelephone(), order.buyerTelephone()),
                    "list.buyerTelephone",
                    Masks.phone(list.buyerTelephone()),
                    "order.buyerTelephone",
                    Masks.phone(order.buyerTelephone()),
                    "130126");
            checks.add(
                    "I5",
                    list.buyer().hash().equals(order.buyer().hash()),
                    "list.buyerIdNumber",
                    list.buyer().masked(),
                    "order.buyerIdNumber",
                    order.buyer().masked(),
                    "");
            checks.fixed("I6", "order.buyerIdType", order.buyerIdType(), "1");
        }
        checks.fixed("I6", "list.buyerIdType", list.buyerIdType(), "1");
        if (payment != null) {
            checks.fixed("I6", "payment.payerIdType", payment.payerIdType(), "1");
        }
    }

    private void paymentReference() {
        if (order == null || payment == null) {
            return;
        }
        if (order.payCode() != null) {
            checks.text(
                    "P1",
                    "order.payCode",
                    order.payCode(),
                    "payment.payCode",
                    payment.payCode(),
                    "13035");
        }
        if (order.payTransactionId() != null) {
            checks.text(
                    "P2",
                    "order.payTransactionId",
                    order.payTransactionId(),
                    "payment.payTransactionId",
                    payment.payTransactionId(),
                    "");
        }
    }

    private void logistics() {
        if (order != null && waybill != null) {
            checks.add(
                    "L1",
                    Texts.same(order.consignee(), waybill.consignee()),
                    "order.consignee",
                    Masks.name(order.consignee()),
                    "waybill.consignee",
                    Masks.name(waybill.consignee()),
                    "");
            checks.add(
                    "L1",
                    Texts.samePhone(order.consigneeTelephone(), waybill.consigneeTelephone()),
                    "order.consigneeTelephone",
                    Masks.phone(order.consigneeTelephone()),
                    "waybill.consigneeTelephone",
                    Masks.phone(waybill.consigneeTelephone()),
                    "");
            checks.add(
                    "L1",
                    Texts.same(order.consigneeAddress(), waybill.consigneeAddress()),
                    "order.consigneeAddress",
                    Masks.address(order.consigneeAddress()),
                    "waybill.consigneeAddress",
                    Masks.address(waybill.consigneeAddress()),
                    "");
        }
        if (order != null) {
            checks.add(
                    "L2",
                    Texts.same(list.consigneeAddress(), order.consigneeAddress()),
                    "list.consigneeAddress",
                    Masks.address(list.consigneeAddress()),
                    "order.consigneeAddress",
                    Masks.address(order.consigneeAddress()),
                    "");
        }
        if (waybill != null) {
            checks.text(
                    "L3", "list.orderNo", list.orderNo(), "waybill.orderNo", waybill.orderNo(), "");
        }
    }

    private void goods() {
        distinct("list", list.lines().stream().map(ListLine::gnum).toList(), "-621027");
        if (order == null) {
            return;
        }
        distinct("order", order.lines().stream().map(OrderLine::gnum).toList(), "-301002");
        int inList = list.lines().size();
        int inOrder = order.lines().size();
        checks.add(
                "G1",
                inList == inOrder,
                "list.lines",
                Integer.toString(inList),
                "order.lines",
                Integer.toString(inOrder),
                "1320");
        Map<Integer, OrderLine> ordered = new HashMap<>();
        order.lines().forEach(line -> ordered.putIfAbsent(line.gnum(), line));
        for (ListLine line : list.lines()) {
            goods(line, ordered.get(line.gnum()));
        }
    }

    private void goods(ListLine line, @Nullable OrderLine ordered) {
        String left = "list.line[" + line.gnum() + "].";
        if (ordered == null) {
            checks.add(
                    "G2",
                    false,
                    left + "gnum",
                    Integer.toString(line.gnum()),
                    "order.lines.gnum",
                    null,
                    "1322");
            return;
        }
        String right = "order.line[" + line.gnum() + "].";
        checks.text(
                "G2", left + "gname", line.gname(), right + "itemName", ordered.itemName(), "1322");
        checks.number("G2", left + "qty", line.qty(), right + "qty", ordered.qty(), "1322");
        checks.text("G2", left + "unit", line.unit(), right + "unit", ordered.unit(), "1322");
        checks.text(
                "G2",
                left + "country",
                line.country(),
                right + "country",
                ordered.country(),
                "1322");
        checks.number("G2", left + "price", line.price(), right + "price", ordered.price(), "1322");
    }

    private void distinct(String document, List<Integer> numbers, String code) {
        int distinct = (int) numbers.stream().distinct().count();
        checks.add(
                "G3",
                distinct == numbers.size(),
                document + ".lines.gnum, different",
                Integer.toString(distinct),
                document + ".lines",
                Integer.toString(numbers.size()),
                code);
    }

    private void fixedValues() {
        checks.fixed("M1", "list.currency", list.currency(), "142");
        checks.fixed("M1", "list.packNo", Integer.toString(list.packNo()), "1");
        checks.fixed("M1", "list.ieFlag", list.ieFlag(), "I");
        for (ListLine line : list.lines()) {
            if (!line.currency().equals("142")) {
                checks.fixed(
                        "M1", "list.line[" + line.gnum() + "].currency", line.currency(), "142");
            }
        }
        if (order != null) {
            checks.fixed("M1", "order.currency", order.currency(), "142");
            checks.fixed("M1", "order.orderType", order.orderType(), "I");
            for (OrderLine line : order.lines()) {
                if (!line.currency().equals("142")) {
                    checks.fixed(
                            "M1",
                            "order.line[" + line.gnum() + "].currency",
                            line.currency(),
                            "142");
                }
            }
        }
        if (payment != null) {
            checks.fixed("M1", "payment.currency", payment.currency(), "142");
        }
        if (waybill != null) {
            checks.fixed("M1", "waybill.currency", waybill.currency(), "142");
            checks.fixed("M1", "waybill.packNo", Integer.toString(waybill.packNo()), "1");
        }
    }

    private void tradeMode() {
        switch (list.tradeMode()) {
            case "1210" -> {
                checks.present("M2", "list.emsNo", list.emsNo());
                checks.present("M2", "list.areaCode", list.areaCode());
                checks.present("M2", "list.areaName", list.areaName());
                for (ListLine line : list.lines()) {
                    checks.present(
                            "M2",
                            "list.line[" + line.gnum() + "].itemRecordNo",
                            line.itemRecordNo());
                }
                checks.fixed("M2", "list.country", list.country(), "142");
            }
            case "9610" -> {
                checks.present("M3", "list.trafNo", list.trafNo());
                checks.present("M3", "list.voyageNo", list.voyageNo());
                checks.present("M3", "list.billNo", list.billNo());
                if (waybill != null && list.billNo() != null) {
                    checks.add(
                            "M3",
                            waybill.billNo() != null && Texts.same(list.billNo(), waybill.billNo()),
                            "list.billNo",
                            list.billNo(),
                            "waybill.billNo",
                            waybill.billNo(),
                            "");
                }
            }
            default ->
                    checks.add(
                            "M4",
                            false,
                            "list.tradeMode",
                            list.tradeMode(),
                            "must be",
                            "9610 or 1210",
                            "");
        }
        List<String> guarantors =
                List.of(list.agentCode(), list.ebpCode(), list.ebcCode(), list.logisticsCode());
        checks.add(
                "M5",
                guarantors.contains(list.assureCode()),
                "list.assureCode",
                list.assureCode(),
                "list.agentCode, ebpCode, ebcCode, logisticsCode",
                String.join(", ", guarantors.stream().distinct().toList()),
                "");
    }

    private void weights() {
        checks.add(
                "M6",
                list.netWeight().compareTo(list.grossWeight()) <= 0,
                "list.netWeight",
                Checks.plain(list.netWeight()),
                "list.grossWeight, at most",
                Checks.plain(list.grossWeight()),
                "");
        if (waybill != null) {
            BigDecimal difference = list.grossWeight().subtract(waybill.weight()).abs();
            checks.add(
                    "M6",
                    difference.compareTo(waybill.weight().multiply(tolerance.grossWeight())) <= 0,
                    "list.grossWeight",
                    Checks.plain(list.grossWeight()),
                    "waybill.weight",
                    Checks.plain(waybill.weight()),
                    "");
        }
        for (ListLine line : list.lines()) {
            boolean both = (line.qty2() == null) == (line.unit2() == null);
            boolean positive = line.qty2() == null || line.qty2().signum() > 0;
            if (!both || !positive || line.qty2() != null) {
                checks.add(
                        "M7",
                        both && positive,
                        "list.line[" + line.gnum() + "].qty2",
                        line.qty2() == null
                                ? null
                                : Checks.plain(Objects.requireNonNull(line.qty2())),
                        "list.line[" + line.gnum() + "].unit2",
                        line.unit2(),
                        "-625009");
            }
        }
    }

    private void product(
            String rule, String line, BigDecimal total, BigDecimal quantity, BigDecimal price) {
        money(
                rule,
                line + ".totalPrice",
                total,
                line + ".qty × price",
                quantity.multiply(price),
                "");
    }

    private void money(
            String rule, String left, BigDecimal a, String right, BigDecimal b, String code) {
        checks.money(rule, left, a, right, b, tolerance.amount(), code);
    }
}
