package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.ImportCase.Documents;
import org.liandong.ecommerceimport.ImportFact.Document;
import org.liandong.ecommerceimport.ImportFact.ImportList;
import org.liandong.ecommerceimport.ImportFact.ListLine;
import org.liandong.kernel.Check;
import org.liandong.kernel.FactId;
import org.liandong.kernel.NoRuleInForce;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Verdict;

/// What the documents of a parcel say together: what is missing, every check, the tax. A pure function of the set of facts.
///
/// @param missing     documents that have not come
/// @param checks      every check that could be made
/// @param tax         null when it cannot be computed
/// @param yearlyLimit yearly allowance of a buyer on the declaration date; null when no rule is in force
/// @param verdicts    the decision tables that were asked
/// @param basis       which facts were read
record Assessment(
        List<String> missing,
        List<Check> checks,
        @Nullable ImportTax tax,
        @Nullable BigDecimal yearlyLimit,
        List<Verdict> verdicts,
        Map<String, FactId> basis) {

    boolean has(Check.Result result) {
        return checks.stream().anyMatch(c -> c.result() == result);
    }

    static Assessment of(
            Held<ImportList> held,
            Documents documents,
            @Nullable String waybillHeldBy,
            Rules rules,
            Tariff tariff,
            Policy policy) {
        return new Assessor(held, documents, waybillHeldBy, rules, tariff, policy).run();
    }

    /// The work of one assessment.
    private static final class Assessor {

        private static final Pattern TEN_DIGITS = Pattern.compile("[0-9]{10}");

        private final ImportList list;
        private final Documents documents;
        private final @Nullable String waybillHeldBy;
        private final Rules rules;
        private final Tariff tariff;
        private final Policy policy;
        private final Checks checks = new Checks();
        private final List<String> missing = new ArrayList<>();
        private final List<Verdict> verdicts = new ArrayList<>();
        private final Map<String, FactId> basis = new LinkedHashMap<>();
        private @Nullable ImportTax tax;
        private @Nullable BigDecimal yearlyLimit;

        Assessor(
                Held<ImportList> held,
                Documents documents,
                @Nullable String waybillHeldBy,
                Rules rules,
                Tariff tariff,
                Policy policy) {
            this.list = held.document();
            this.documents = documents;
            this.waybillHeldBy = waybillHeldBy;
            this.rules = rules;
            this.tariff = tariff;
            this.policy = policy;
            basis.put("list", held.id());
        }

        Assessment run() {
            var order = found("order", documents.order());
            var payment = found("payment", documents.payment());
            var waybill = waybillHeldBy == null ? found("waybill", documents.waybill()) : null;
            boolean authenticated = register();
            Verdict parameters = verdict("tolerance", Map.of("trade mode", list.tradeMode()));
            new ThreeDocumentCheck(
                            order,
                            payment,
                            waybill,
                            list,
                            parameters == null
                                    ? new ThreeDocumentCheck.Tolerance(
                                            BigDecimal.ZERO, BigDecimal.ZERO)
                                    : new ThreeDocumentCheck.Tolerance(
                                            number(parameters, "amount tolerance"),
                                            number(parameters, "weight tolerance")),
                            authenticated,
                            checks)
                    .run();
            if (waybillHeldBy != null) {
                checks.add(
                        "L4",
                        false,
                        "list.logisticsNo",
                        list.logisticsNo(),
                        "used by case",
                        waybillHeldBy,
                        "-504015");
            }
            signature("621", "list", list, list.appStatus());
            if (order != null) {
                signature("311", "order", order, order.appStatus());
            }
            if (payment != null) {
                signature("411", "payment", payment, payment.appStatus());
            }
            if (waybill != null) {
                signature("511", "waybill", waybill, waybill.appStatus());
            }
            goodsAndTax();
            return new Assessment(missing, checks.toList(), tax, yearlyLimit, verdicts, basis);
        }

        private <D> @Nullable D found(String name, @Nullable Held<D> held) {
            if (held == null) {
                missing.add(name);
                return null;
            }
            basis.put(name, held.id());
            return held.document();
        }

        // I2: unknown is not yes.
        private boolean register() {
            if (policy.register() == Policy.Register.OFF) {
                return false;
            }
            var answer = documents.identity();
            if (answer == null) {
                missing.add("identity");
                return false;
            }
            switch (answer.result()) {
                case "MATCH" ->
                        checks.add(
                                "I2",
                                true,
                                "list.buyerName, buyerIdNumber",
                                list.buyer().masked(),
                                "register",
                                "match",
                                "");
                case "MISMATCH" ->
                        checks.add(
                                "I2",
                                false,
                                "list.buyerName, buyerIdNumber",
                                list.buyer().masked(),
                                "register",
                                "no match",
                                "");
                default ->
                        checks.undecided(
                                "I2",
                                "list.buyerName, buyerIdNumber",
                                list.buyer().masked(),
                                "register",
                                "unknown");
            }
            return answer.result().equals("MATCH");
        }

        private void signature(String message, String name, Document document, String appStatus) {
            Verdict verdict =
                    verdict(
                            "signature",
                            Map.of(
                                    "message",
                                    message,
                                    "app status",
                                    appStatus,
                                    "result",
                                    document.signature()));
            if (verdict == null) {
                return;
            }
            String field = name + ".signature";
            String shown = document.signature().toLowerCase(java.util.Locale.ROOT);
            switch (text(verdict, "outcome")) {
                case "pass" -> checks.add("S1", true, field, shown, "policy", "pass", "");
                case "refuse" -> {
                    verdicts.add(verdict);
                    checks.add(
                            "S1", false, field, shown, "policy", "refuse", text(verdict, "code"));
                }
                default -> {
                    verdicts.add(verdict);
                    checks.undecided("S1", field, shown, "policy", "officer");
                }
            }
        }

        private void goodsAndTax() {
            List<TariffLine> tariffs = new ArrayList<>();
            BigDecimal items = BigDecimal.ZERO;
            for (ListLine line : list.lines()) {
                items = items.add(line.qty());
                String field = "list.line[" + line.gnum() + "].gcode";
                if (!TEN_DIGITS.matcher(line.gcode()).matches()) {
                    checks.add("M8", false, field, line.gcode(), "must be", "10 digits", "");
                    continue;
                }
                TariffLine entry = tariff.line(line.gcode(), list.declTime());
                if (entry == null) {
                    checks.undecided("M8", field, line.gcode(), "tariff", "unknown code");
                } else {
                    checks.add(
                            "M8",
                            entry.admitted(),
                            field,
                            line.gcode(),
                            "list of admitted goods",
                            entry.admitted() ? "admitted" : "not admitted",
                            "");
                    if (!entry.hasQuantity(line)) {
                        checks.undecided(
                                "M8",
                                "list.line[" + line.gnum() + "].unit1",
                                line.unit1(),
                                "tariff, tax unit",
                                entry.taxUnit());
                    } else {
                        tariffs.add(entry);
                    }
                }
            }
            BigDecimal dutiable =
                    ImportTax.dutiableValues(list).stream()
                            .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
            Verdict limits = verdict("limits", Map.of("dutiable value", dutiable, "items", items));
            if (limits == null) {
                return;
            }
            verdicts.add(limits);
            yearlyLimit = number(limits, "yearly limit");
            String limit = number(limits, "single limit").toPlainString();
            String field = "list.dutiable value";
            switch (text(limits, "channel")) {
                case "reduced", "full" -> {
                    checks.add(
                            "T1", true, field, dutiable.toPlainString(), "single limit", limit, "");
                    tax = tax(tariffs, limits);
                }
                case "refuse" ->
                        checks.add(
                                "T1",
                                false,
                                field,
                                dutiable.toPlainString(),
                                "single limit",
                                limit,
                                text(limits, "code"));
                default -> {
                    checks.undecided("T1", field, dutiable.toPlainString(), "single limit", limit);
                    // An officer may admit it, and then it is taxed.
                    tax = tax(tariffs, limits);
                }
            }
        }

        private @Nullable ImportTax tax(List<TariffLine> tariffs, Verdict limits) {
            return tariffs.size() == list.lines().size()
                    ? ImportTax.of(
                            list,
                            tariffs,
                            new ImportTax.Levy(number(limits, "levy"), number(limits, "duty")))
                    : null;
        }

        private @Nullable Verdict verdict(String rule, Map<String, Object> inputs) {
            try {
                return rules.decide(rule, list.declTime(), inputs);
            } catch (NoRuleInForce e) {
                checks.undecided(
                        "T0",
                        "list.declTime",
                        list.declTime().toString(),
                        "rule " + rule,
                        "not in force");
                return null;
            }
        }

        private static BigDecimal number(Verdict verdict, String output) {
            return (BigDecimal)
                    Objects.requireNonNull(
                            verdict.outputs().get(output),
                            () -> verdict.model() + " has no " + output);
        }

        private static String text(Verdict verdict, String output) {
            return (String)
                    Objects.requireNonNull(
                            verdict.outputs().get(output),
                            () -> verdict.model() + " has no " + output);
        }
    }
}
