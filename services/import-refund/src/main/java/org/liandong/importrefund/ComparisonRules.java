package org.liandong.importrefund;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Verdict;

/// The dated tables of the comparison, asked by day.
///
/// The answers of the last issue and request days are kept: among millions of requests only some thousand pairs are different.
/// What is kept is a pure function of its key, so that who asks cannot tell.
final class ComparisonRules {

    static final String PERIOD = "comparison-period";
    static final String LIMIT = "request-limit";
    static final String ITEMS = "compared-items";
    static final String OBJECTION = "objection";
    static final String RUN = "comparison-run";

    /// The first day of the comparison: nothing before it can be compared.
    static final LocalDate FIRST_DAY = LocalDate.of(2013, 7, 1);

    private static final String LINKAGE = "linkage";
    private static final Map<String, Object> VAT = Map.of("tax kind", "import VAT");
    private static final int KEPT = 1 << 16;

    private final Rules rules;

    private record Days(int issuedOn, int requestedOn, int lastDay, int periodEnd, int items) {}

    private final Days[] kept = new Days[KEPT];

    ComparisonRules(Rules rules) {
        this.rules = rules;
    }

    private Days days(int issuedOn, int requestedOn) {
        int place = (issuedOn * 31 + requestedOn) & (KEPT - 1);
        Days known = kept[place];
        if (known == null || known.issuedOn != issuedOn || known.requestedOn != requestedOn) {
            known = ask(issuedOn, requestedOn);
            kept[place] = known;
        }
        return known;
    }

    private Days ask(int issuedOn, int requestedOn) {
        LocalDate issued = LocalDate.ofEpochDay(issuedOn);
        LocalDate requested = LocalDate.ofEpochDay(requestedOn);
        if (requested.isBefore(FIRST_DAY)) {
            // No rule was in force: it is too late before it could be in time.
            return new Days(issuedOn, requestedOn, Integer.MIN_VALUE, requestedOn, 0);
        }
        Verdict limit = limit(issued, requested);
        int lastDay = is(limit, "limited") ? issuedOn + whole(limit, "days") : Integer.MAX_VALUE;
        return new Days(
                issuedOn,
                requestedOn,
                lastDay,
                BookComparison.day(periodEnd(issued, requested)),
                items(compared(requested)));
    }

    /// How the offices link up on a day.
    Verdict linkage(LocalDate day) {
        return linkage(rules, day);
    }

    static Verdict linkage(Rules rules, LocalDate day) {
        return rules.decide(LINKAGE, day, VAT);
    }

    /// The last day on which a book of that day may be asked for.
    int lastDay(int issuedOn, int requestedOn) {
        return days(issuedOn, requestedOn).lastDay;
    }

    /// The last day of the comparison period.
    int periodEnd(int issuedOn, int requestedOn) {
        return days(issuedOn, requestedOn).periodEnd;
    }

    /// The items that are compared for a request of that day.
    int items(int requestedOn) {
        return days(requestedOn, requestedOn).items;
    }

    // ---- as the tables say it, for decisions

    Verdict limit(LocalDate issued, LocalDate requested) {
        return rules.decide(LIMIT, requested, Map.of("issued on", issued));
    }

    Verdict period(LocalDate issued, LocalDate requested) {
        long months = ChronoUnit.MONTHS.between(YearMonth.from(issued), YearMonth.from(requested));
        return rules.decide(
                PERIOD, requested, Map.of("months after issue", BigDecimal.valueOf(months)));
    }

    LocalDate periodEnd(LocalDate issued, LocalDate requested) {
        return YearMonth.from(requested)
                .plusMonths(whole(period(issued, requested), "months"))
                .atEndOfMonth();
    }

    Verdict compared(LocalDate requested) {
        return rules.decide(ITEMS, requested, VAT);
    }

    private static int items(Verdict compared) {
        return (is(compared, "issue date") ? BookComparison.ISSUED : 0)
                | (is(compared, "amount") ? BookComparison.AMOUNT : 0)
                | (is(compared, "payer") ? BookComparison.PAYER : 0);
    }

    /// What may be done about a result, and until when.
    Verdict objection(LocalDate on, String result) {
        return rules.decide(OBJECTION, on, Map.of("result", result));
    }

    Verdict run(LocalDate on) {
        return rules.decide(RUN, on.isBefore(FIRST_DAY) ? FIRST_DAY : on, VAT);
    }

    // ---- reading verdicts

    static int whole(Verdict verdict, String output) {
        return number(verdict, output).intValueExact();
    }

    static BigDecimal number(Verdict verdict, String output) {
        return (BigDecimal) Objects.requireNonNull(verdict.outputs().get(output), output);
    }

    static boolean is(Verdict verdict, String output) {
        return Boolean.TRUE.equals(verdict.outputs().get(output));
    }

    static String text(Verdict verdict, String output) {
        return String.valueOf(verdict.outputs().get(output));
    }
}
