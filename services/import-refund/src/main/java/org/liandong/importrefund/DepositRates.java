package org.liandong.importrefund;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.liandong.kernel.Decision.Computation;
import org.liandong.kernel.Verdict;
import org.liandong.rules.ReferenceTable;
import org.liandong.rules.ReferenceTable.Column;
import org.liandong.rules.ReferenceTable.Kind;
import org.liandong.rules.ReferenceTable.Layout;

/// The demand deposit rate by day, and the interest on a refund (关税法 53).
///
/// The rates of the shipped table are recalled, and so is how days are counted (`refund-interest@….dmn`).
final class DepositRates {

    private static final Layout LAYOUT =
            new Layout(
                    "currency",
                    List.of(
                            Column.required("currency", new Kind.Text()),
                            Column.required("rate", new Kind.Decimal()),
                            Column.optional("source", new Kind.Text())),
                    List.of());

    private final ReferenceTable table;

    private DepositRates(ReferenceTable table) {
        this.table = table;
    }

    /// The rates of a file in the layout of the service's README.
    ///
    /// @throws IllegalArgumentException when rows cannot be used; names file, line, column and reason of each
    static DepositRates of(String file, byte[] csv) {
        ReferenceTable.Loaded loaded = ReferenceTable.load(file, csv, LAYOUT);
        if (!loaded.faults().isEmpty()) {
            throw new IllegalArgumentException(
                    "The deposit rates cannot be used:\n"
                            + String.join(
                                    "\n",
                                    loaded.faults().stream()
                                            .limit(20)
                                            .map(Object::toString)
                                            .toList()));
        }
        return new DepositRates(loaded.table());
    }

    /// Interest on an amount from its payment to the order that pays it back.
    ///
    /// @param parts one for each rate that was in force
    /// @param sum   of the parts, rounded half up to the cent
    record Interest(List<Computation> parts, BigDecimal sum) {
        static final Interest NONE = new Interest(List.of(), BigDecimal.ZERO.setScale(2));
    }

    /// @throws IllegalArgumentException when no rate is known for a day
    Interest interest(
            Verdict rule, String bookNo, BigDecimal amount, LocalDate paidOn, LocalDate orderedOn) {
        BigDecimal base = ComparisonRules.number(rule, "day base");
        LocalDate from = paidOn.plusDays(ComparisonRules.whole(rule, "first day"));
        List<Computation> parts = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        while (from.isBefore(orderedOn)) {
            LocalDate day = from;
            ReferenceTable.Row row =
                    table.on(Accounts.CNY, day)
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "No demand deposit rate is known for %s. Add it to %s."
                                                    .formatted(day, RefundModule.RATES)));
            LocalDate to =
                    row.validTo().isBefore(orderedOn) ? row.validTo().plusDays(1) : orderedOn;
            BigDecimal rate = row.decimal("rate").orElseThrow();
            BigDecimal days = BigDecimal.valueOf(ChronoUnit.DAYS.between(from, to));
            BigDecimal part =
                    amount.multiply(rate).multiply(days).divide(base, 2, RoundingMode.HALF_UP);
            parts.add(
                    new Computation(
                            "interest " + BookNumber.same(bookNo),
                            "amount × rate × days ÷ base",
                            Map.of("amount", amount, "rate", rate, "days", days, "base", base),
                            part,
                            ComparisonRules.text(rule, "clause") + "; 0.01 half up"));
            sum = sum.add(part);
            from = to;
        }
        return parts.isEmpty() ? Interest.NONE : new Interest(List.copyOf(parts), sum);
    }
}
