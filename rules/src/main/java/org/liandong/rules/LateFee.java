package org.liandong.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.liandong.kernel.Decision.Computation;
import org.liandong.kernel.Verdict;

/// The late fee of a tax (关税法 43): a daily share of the tax in arrears, from the end of the window to the day of payment.
///
/// It is worked out from the set of payments in the order of their days, whatever the order in which they were reported. Days
/// are those between the last day and the day of payment, weekends counted; each payment's part is rounded half up to the cent;
/// a sum below a limit is not collected (all recalled, see `arrears@….dmn`).
///
/// @param rule       rate, first day and limit
/// @param late       payments after the last day that paid tax
/// @param arithmetic of each part
/// @param sum        of the parts
public record LateFee(Verdict rule, List<Paid> late, List<Computation> arithmetic, BigDecimal sum) {

    /// A payment of tax.
    ///
    /// @param on the day of payment, which need not be that of its booking
    public record Paid(String reference, BigDecimal amount, LocalDate on) {}

    /// The fee on what is paid.
    public static LateFee of(Verdict rule, BigDecimal tax, LocalDate payBy, List<Paid> payments) {
        BigDecimal arrears = tax;
        List<Paid> late = new ArrayList<>();
        List<Computation> arithmetic = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (Paid paid :
                payments.stream()
                        .sorted(Comparator.comparing(Paid::on).thenComparing(Paid::reference))
                        .toList()) {
            BigDecimal part = paid.amount().min(arrears);
            long days = days(rule, payBy, paid.on());
            arrears = arrears.subtract(part);
            if (part.signum() > 0 && days > 0) {
                Computation fee = fee(rule, "late fee, payment " + paid.reference(), part, days);
                late.add(paid);
                arithmetic.add(fee);
                sum = sum.add(fee.result());
            }
        }
        return new LateFee(rule, List.copyOf(late), List.copyOf(arithmetic), sum);
    }

    /// The fee that has run up to a day on tax that is not paid.
    public static List<Computation> soFar(
            Verdict rule, BigDecimal open, LocalDate payBy, LocalDate day) {
        long days = days(rule, payBy, day);
        return open.signum() == 0 || days <= 0
                ? List.of()
                : List.of(fee(rule, "late fee, unpaid until " + day, open, days));
    }

    private static long days(Verdict rule, LocalDate payBy, LocalDate day) {
        return ChronoUnit.DAYS.between(payBy, day) + 1 - rule.whole("first day");
    }

    private static Computation fee(Verdict rule, String name, BigDecimal tax, long days) {
        BigDecimal rate = rule.number("daily rate");
        return new Computation(
                name,
                "tax × rate × days",
                Map.of("tax", tax, "rate", rate, "days", BigDecimal.valueOf(days)),
                tax.multiply(rate)
                        .multiply(BigDecimal.valueOf(days))
                        .setScale(2, RoundingMode.HALF_UP),
                rule.clause() + "; 0.01 half up");
    }

    /// The sum below which nothing is collected.
    public BigDecimal limit() {
        return rule.number("least fee");
    }

    /// What is to be paid: the sum, or nothing.
    public BigDecimal due() {
        return sum.compareTo(limit()) < 0 ? BigDecimal.ZERO : sum;
    }
}
