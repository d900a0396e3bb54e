package org.liandong.warehousereceipt;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Verdict;
import org.liandong.warehousereceipt.ReceiptFact.CustomsStatus;

/// The dated tables of this service.
final class YardRules {

    private final Rules rules;

    YardRules(Rules rules) {
        this.rules = rules;
    }

    /// How far a count may differ from the book, and how long it is fresh.
    Verdict tolerance(LocalDate on, String commodity, String means) {
        return rules.decide("stock-tolerance", on, Map.of("commodity", commodity, "means", means));
    }

    /// The last day on which a pledge may rest on a count.
    static LocalDate freshThrough(Verdict tolerance, Instant countedAt) {
        return LocalDate.ofInstant(countedAt, Desk.ZONE).plusDays(tolerance.whole("fresh days"));
    }

    /// The elements of a receipt, by the part of it that asks for them: `always`, `insured`, `packed`, or `optional`.
    Verdict elements(LocalDate on, String part) {
        return rules.decide("receipt-elements", on, Map.of("part", part));
    }

    static List<String> names(Verdict elements) {
        return Arrays.stream(elements.text("elements").split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /// All elements that a receipt of that day may have.
    Set<String> known(LocalDate on) {
        return List.of("always", "insured", "packed", "optional").stream()
                .flatMap(part -> names(elements(on, part)).stream())
                .collect(Collectors.toSet());
    }

    /// Whether goods of that status may leave the yard.
    Verdict delivery(LocalDate on, CustomsStatus status) {
        return rules.decide("customs-delivery", on, Map.of("status", status.name()));
    }

    static boolean mayLeave(Verdict delivery) {
        return Boolean.TRUE.equals(delivery.outputs().get("may leave"));
    }
}
