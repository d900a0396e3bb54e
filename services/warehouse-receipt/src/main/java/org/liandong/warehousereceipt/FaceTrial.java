package org.liandong.warehousereceipt;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.Checks;
import org.liandong.kernel.Verdict;
import org.liandong.warehousereceipt.ReceiptFact.LotShown;
import org.liandong.warehousereceipt.ReceiptFact.ReceiptDrawn;

/// Judges what a receipt says: its elements by the law of the day, and its lot.
final class FaceTrial {

    private final YardRules rules;

    private FaceTrial(YardRules rules) {
        this.rules = rules;
    }

    static Trial of(ReceiptDrawn fact, @Nullable LotShown lot, YardRules rules) {
        Trial trial = new Trial();
        new FaceTrial(rules).elements(fact, trial);
        if (lot == null || lot.missing().contains("intake")) {
            trial.missing.add("intake");
        } else {
            compare(fact, lot, trial);
        }
        return trial;
    }

    /// I5 and I6: the elements of the law are there, and no others.
    private void elements(ReceiptDrawn fact, Trial trial) {
        Set<String> known = new HashSet<>();
        List<String> parts = new ArrayList<>(List.of("always"));
        for (String part : List.of("insured", "packed")) {
            if (fact.elements().getOrDefault(part, "no").equals("yes")) {
                parts.add(part);
            }
        }
        for (String part : parts) {
            Verdict rule = rules.elements(fact.drawnOn(), part);
            trial.verdicts.add(rule);
            for (String name : YardRules.names(rule)) {
                boolean there = !fact.elements().getOrDefault(name, "").isBlank();
                trial.checks.add(
                        "I5",
                        there,
                        "receipt." + name,
                        there ? fact.elements().get(name) : null,
                        "must be",
                        "present",
                        "");
            }
        }
        known.addAll(rules.known(fact.drawnOn()));
        for (String name : new TreeMap<>(fact.elements()).keySet()) {
            if (!known.contains(name)) {
                trial.checks.add("I6", false, "receipt." + name, name, "must be", "an element", "");
            }
        }
    }

    private static void compare(ReceiptDrawn fact, LotShown of, Trial trial) {
        Checks checks = trial.checks;
        trial.same("I1", "receipt.keeper", fact.keeper(), "intake.keeper", of.keeper());
        trial.same("I2", "receipt.depositor", fact.depositor(), "intake.depositor", of.depositor());
        if (!of.missing().contains("certificate")) {
            trial.same(
                    "I3",
                    "receipt.grade",
                    fact.elements().getOrDefault("grade", ""),
                    "certificate.grade",
                    of.grade());
        }
        if (of.complete()) {
            checks.add(
                    "I4",
                    fact.quantity().compareTo(of.weighed()) <= 0,
                    "receipt.quantity",
                    plain(fact.quantity()),
                    "lot.weighed",
                    plain(of.weighed()),
                    "");
        }
        if (!fact.storageTo().isEmpty()) {
            checks.add(
                    "I7",
                    !LocalDate.parse(fact.storageTo()).isBefore(fact.storageFrom()),
                    "receipt.storageTo",
                    fact.storageTo(),
                    "receipt.storageFrom",
                    fact.storageFrom().toString(),
                    "");
        }
        trial.missing.addAll(of.missing());
        trial.require("count", of.shortage().isEmpty());
    }

    private static String plain(BigDecimal quantity) {
        return Desk.plain(quantity);
    }
}
