package org.liandong.dutyguarantee;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liandong.dutyguarantee.GuaranteeFact.PostponementGranted;
import org.liandong.dutyguarantee.GuaranteeFact.TaxNotified;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Verdict;
import org.liandong.kernel.clock.CalendarEdition;
import org.liandong.kernel.clock.TimeLimit;

/// How long a tax may be paid (海关法 60, GACC 2017-45, 2018-117 and 2022-61, 关税法 43): the last day, and what it rests on.
///
/// Declarations completed in the time of the law of 2024 go by their own day, all others by the day of the paper that starts the
/// period. The day of the start is day 0; whether a last day at rest moves is said by the rule.
///
/// @param rule  the row that was asked
/// @param start the day from which it is counted
/// @param last  the last day, postponement included
/// @param limit longest postponement
record Period(Verdict rule, LocalDate start, LocalDate last, LocalDate limit) {

    static final String DATA = "electronic-data";

    private static final String COMPLETED = "declaration-completed";
    private static final String BOOK = "payment-book";
    private static final String NOTICE = "tax-notice";
    private static final String ASSESSMENT = "assessment";

    private static final String RULE = "deadline";
    private static final String STARTS = "starts";

    /// The rule for a declaration, before a paper is known.
    static Verdict rule(Rules rules, LocalDate completedOn, String mode) {
        return rules.decide(RULE, completedOn, Map.of("mode", mode));
    }

    /// The period, or null while nothing has started it.
    ///
    /// @param releasedOn day of the release, whose next month has the working day of aggregated taxation
    static @Nullable Period of(
            Rules rules,
            CalendarEdition calendar,
            String mode,
            LocalDate completedOn,
            LocalDate releasedOn,
            List<TaxNotified> notices,
            List<PostponementGranted> grants) {
        Verdict rule = rule(rules, completedOn, mode);
        LocalDate start = completedOn;
        if (!rule.text(STARTS).equals(COMPLETED)) {
            TaxNotified notice = starting(notices);
            if (notice == null) {
                return null;
            }
            start = notice.on();
            Verdict ofNotice = rule(rules, start, mode);
            if (!ofNotice.text(STARTS).equals(COMPLETED)) {
                rule = ofNotice;
            }
        }
        LocalDate last = last(rule, calendar, start, releasedOn);
        TaxNotified assessment =
                notices.stream()
                        .filter(n -> n.document().equals(ASSESSMENT) && n.payBy() != null)
                        .max(
                                Comparator.comparing(TaxNotified::on)
                                        .thenComparing(TaxNotified::noticeNo))
                        .orElse(null);
        if (assessment != null) {
            start = assessment.on();
            last = Objects.requireNonNull(assessment.payBy());
        }
        LocalDate limit = last.plusMonths(rule.whole("postponed months"));
        for (PostponementGranted grant : grants) {
            if (!grant.until().isAfter(limit) && grant.until().isAfter(last)) {
                last = grant.until();
            }
        }
        return new Period(rule, start, last, limit);
    }

    /// The first paper that starts a period: a payment book or a notice, which are the same day's since 2022-07-15.
    private static @Nullable TaxNotified starting(List<TaxNotified> notices) {
        return notices.stream()
                .filter(n -> n.document().equals(BOOK) || n.document().equals(NOTICE))
                .min(Comparator.comparing(TaxNotified::on).thenComparing(TaxNotified::noticeNo))
                .orElse(null);
    }

    private static LocalDate last(
            Verdict rule, CalendarEdition calendar, LocalDate start, LocalDate releasedOn) {
        int days = rule.whole("days");
        int workingDay = rule.whole("working day");
        LocalDate last = start;
        if (days > 0) {
            TimeLimit limit = TimeLimit.naturalDays(days);
            last =
                    (rolls(rule) ? limit.rollingToNextWorkingDay() : limit)
                            .lastDay(start, calendar)
                            .date();
        }
        if (workingDay > 0) {
            LocalDate day = YearMonth.from(releasedOn).atEndOfMonth();
            for (int i = 0; i < workingDay; i++) {
                day = calendar.nextWorkingDay(day);
            }
            // "Or": the taxpayer may take the later one.
            last = day.isAfter(last) ? day : last;
        }
        return last;
    }

    private static boolean rolls(Verdict rule) {
        return Boolean.TRUE.equals(rule.outputs().get("rolls"));
    }

    /// Last day on which a debit must be ordered for tax whose electronic data came, or null when there is no such limit.
    static @Nullable LocalDate debitBy(
            Rules rules, CalendarEdition calendar, String mode, List<TaxNotified> notices) {
        TaxNotified data =
                notices.stream()
                        .filter(n -> n.document().equals(DATA))
                        .min(
                                Comparator.comparing(TaxNotified::on)
                                        .thenComparing(TaxNotified::noticeNo))
                        .orElse(null);
        if (data == null) {
            return null;
        }
        int days = rule(rules, data.on(), mode).whole("debit days");
        return days == 0 ? null : TimeLimit.naturalDays(days).lastDay(data.on(), calendar).date();
    }

    /// What is in force of a tax: the latest word of customs, an amendment before a notice of the same day.
    record Tax(LocalDate on, int rank, int version, BigDecimal amount, String from) {
        static final Comparator<Tax> ORDER =
                Comparator.comparing(Tax::on)
                        .thenComparingInt(Tax::rank)
                        .thenComparingInt(Tax::version)
                        .thenComparing(Tax::amount);
    }
}
