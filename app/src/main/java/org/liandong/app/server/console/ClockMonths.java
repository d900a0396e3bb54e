package org.liandong.app.server.console;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.app.Texts;
import org.liandong.engine.Views.ClockLine;
import org.liandong.kernel.clock.AccountDay;
import org.liandong.kernel.clock.DayAccount;
import org.liandong.kernel.clock.StatutoryClock;
import org.liandong.kernel.clock.TimeLimit;
import org.liandong.kernel.clock.WorkingCalendar;

/// A time limit as people see it: a sentence, and the months it runs through, day by day.
///
/// @param months empty where a grid would say nothing: a clock of hours, one that was stopped, or one of many months
public record ClockMonths(
        String name,
        String word,
        Tone tone,
        String sentence,
        String clause,
        List<String> weekdays,
        List<Month> months) {

    /// Months of one grid. More are a calendar and no answer.
    private static final int MONTHS_MAX = 4;

    private static final WorkingCalendar CALENDAR = WorkingCalendar.shipped();

    /// A month.
    ///
    /// @param weeks of seven days, Monday first; null where the month has no day
    public record Month(String title, List<List<@Nullable Day>> weeks) {}

    /// One day.
    ///
    /// @param style `start`, `counted`, `ahead`, `rest`, `paused` or `outside`
    /// @param word  the same in words
    /// @param last  whether it is the last day
    public record Day(int number, String style, String word, boolean last, boolean today) {}

    static ClockMonths of(ClockLine clock, LocalDate today, Texts texts) {
        String name = texts.clock(clock.name());
        String word = texts.word("clockstate", clock.state());
        String clause = clock.clause().isBlank() ? "" : texts.clause(clock.clause());
        Tone tone = clock.state().equals("running") ? Tone.WAITING : Tone.PLAIN;
        LocalDate from = clock.from();
        TimeLimit limit = clock.limit();
        LocalDate last = clock.lastDay();
        if (from == null || limit == null || last == null) {
            return new ClockMonths(
                    name,
                    word,
                    tone,
                    texts.get("page.clock.due", Texts.time(clock.due())),
                    clause,
                    List.of(),
                    List.of());
        }
        boolean stopped = clock.state().equals("stopped");
        LocalDate asOf = today.isAfter(last) ? last : today;
        StatutoryClock statutory = StatutoryClock.started(clock.name(), from, limit);
        DayAccount whole = statutory.account(last, CALENDAR.edition(today));
        DayAccount now = statutory.account(asOf, CALENDAR.edition(today));
        int all = whole.daysUsed();
        String unit =
                texts.get(
                        limit.unit() == TimeLimit.Unit.WORKING_DAYS
                                ? "page.clock.working"
                                : "page.clock.natural");
        String sentence =
                stopped
                        ? texts.get(
                                "page.clock.stopped", Integer.toString(all), unit, last.toString())
                        : texts.get(
                                "page.clock.day",
                                Integer.toString(now.daysUsed()),
                                Integer.toString(all),
                                unit,
                                last.toString());
        if (clock.provisional()) {
            sentence = sentence + " " + texts.get("page.clock.provisional");
        }
        long months = ChronoUnit.MONTHS.between(YearMonth.from(from), YearMonth.from(last)) + 1;
        return new ClockMonths(
                name,
                word,
                tone,
                sentence,
                clause,
                weekdays(texts),
                stopped || months > MONTHS_MAX ? List.of() : months(whole, last, today, texts));
    }

    private static List<String> weekdays(Texts texts) {
        List<String> names = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            names.add(day.getDisplayName(TextStyle.NARROW, texts.locale()));
        }
        return names;
    }

    private static List<Month> months(
            DayAccount account, LocalDate last, LocalDate today, Texts texts) {
        Map<LocalDate, AccountDay> days = new HashMap<>();
        account.days().forEach(day -> days.put(day.date(), day));
        List<Month> months = new ArrayList<>();
        YearMonth end = YearMonth.from(last);
        for (YearMonth month = YearMonth.from(account.clock().start());
                !month.isAfter(end);
                month = month.plusMonths(1)) {
            List<List<@Nullable Day>> weeks = new ArrayList<>();
            List<@Nullable Day> week = new ArrayList<>();
            for (int i = 1; i < month.atDay(1).getDayOfWeek().getValue(); i++) {
                week.add(null);
            }
            for (int number = 1; number <= month.lengthOfMonth(); number++) {
                LocalDate date = month.atDay(number);
                week.add(day(date, days.get(date), last, today, texts));
                if (date.getDayOfWeek() == DayOfWeek.SUNDAY) {
                    weeks.add(week);
                    week = new ArrayList<>();
                }
            }
            if (!week.isEmpty()) {
                while (week.size() < 7) {
                    week.add(null);
                }
                weeks.add(week);
            }
            months.add(
                    new Month(
                            month.format(
                                    DateTimeFormatter.ofPattern(
                                            texts.get("page.clock.month"), texts.locale())),
                            weeks));
        }
        return months;
    }

    private static Day day(
            LocalDate date,
            @Nullable AccountDay charged,
            LocalDate last,
            LocalDate today,
            Texts texts) {
        String style =
                charged == null
                        ? "outside"
                        : switch (charged.entry()) {
                            case AccountDay.Entry.Start() -> "start";
                            case AccountDay.Entry.Rest() -> "rest";
                            case AccountDay.Entry.Paused(_) -> "paused";
                            case AccountDay.Entry.Counted(_), AccountDay.Entry.Rolled() ->
                                    date.isAfter(today) ? "ahead" : "counted";
                        };
        return new Day(
                date.getDayOfMonth(),
                style,
                style.equals("outside") ? "" : texts.word("page.day", style),
                date.equals(last),
                date.equals(today));
    }
}
