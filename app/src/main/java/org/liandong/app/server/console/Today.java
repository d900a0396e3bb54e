package org.liandong.app.server.console;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.app.DecisionWords;
import org.liandong.app.Money;
import org.liandong.app.Quota;
import org.liandong.app.Texts;
import org.liandong.app.Wiring;
import org.liandong.engine.Newest;
import org.liandong.engine.Sight;
import org.liandong.engine.Views;
import org.liandong.engine.Waits;
import org.liandong.kernel.ServiceModule;

/// How the day goes, service by service.
///
/// @param answer  the day in one sentence
/// @param at      of when the figures are
/// @param pace    how long senders wait, beside what it has to beat; null before anybody has sent
/// @param clocks  those that run out next
/// @param soon    how many run out within a day, in words
public record Today(
        String answer,
        LocalDate date,
        Instant at,
        List<OfService> services,
        @Nullable Pace pace,
        List<ClockRow> clocks,
        String soon,
        List<TaskRow> tasks,
        boolean empty) {

    private static final int QUOTAS_MAX = 5;
    private static final int REASONS_MAX = 6;
    private static final int CLOCKS_MAX = 6;
    private static final int TASKS_MAX = 5;
    private static final int RECENT_MAX = 8;

    /// One service.
    ///
    /// @param whole      whether all of it is seen; otherwise of the cases of some owners only what is counted for those
    /// @param limited    whether the service keeps guarantees at all
    /// @param quotasMore how many guarantees are not shown
    /// @param ending     how many of all end soon, in words; empty when none does
    public record OfService(
            String name,
            String title,
            List<Figure> figures,
            boolean whole,
            boolean limited,
            List<QuotaRow> quotas,
            int quotasMore,
            String ending,
            List<Reason> reasons,
            List<StatusCount> standing,
            List<CaseRow> recent) {}

    /// A number that matters, with what it counts.
    public record Figure(String label, String number, String note, Tone tone, String href) {}

    /// A guarantee in a list.
    ///
    /// @param percent of the limit that is in use, 0 to 100
    /// @param ends    what is to be said of its end, or empty
    public record QuotaRow(
            String owner,
            String href,
            String limit,
            String used,
            String free,
            String percentText,
            int percent,
            Tone tone,
            String ends) {}

    /// Why cases are refused.
    ///
    /// @param share of the most frequent reason, 1 to 100
    public record Reason(String rule, String text, String count, int share) {}

    /// How many cases stand at a status.
    public record StatusCount(String status, String word, Tone tone, String count, String href) {}

    /// A case in a list.
    public record CaseRow(
            String key, String href, String word, Tone tone, Instant opened, Instant changed) {

        static CaseRow of(Views.CaseLine line, Texts texts) {
            return new CaseRow(
                    line.key(),
                    Links.ofCase(line.service(), line.key()),
                    texts.word("status", line.status()),
                    Tone.of(line.status()),
                    line.openedAt(),
                    line.changedAt());
        }
    }

    /// How long senders wait.
    public record Pace(String median, String p99, String count, String beat) {}

    /// A clock that runs.
    public record ClockRow(String name, String key, String href, Instant due, String left) {

        static ClockRow of(Newest.ClockOf of, Instant now, Texts texts) {
            return new ClockRow(
                    texts.clock(of.clock().name()),
                    of.key(),
                    Links.ofCase(of.service(), of.key()),
                    of.clock().due(),
                    Words.left(now, of.clock().due(), texts));
        }
    }

    /// A task that waits.
    ///
    /// @param taken who has it in hand, in words; empty when nobody has
    public record TaskRow(
            String question,
            String role,
            String key,
            String href,
            Instant since,
            String waited,
            String taken) {

        static TaskRow of(Newest.TaskOf of, String taken, Instant now, Texts texts) {
            return new TaskRow(
                    texts.word("question", of.task().task().question()),
                    texts.word("role", of.task().task().role()),
                    of.key(),
                    Links.ofCase(of.service(), of.key()) + "#task",
                    of.task().openedAt(),
                    Words.waited(of.task().openedAt(), now, texts),
                    taken);
        }
    }

    /// The page from the figures of the day and what the store says now.
    ///
    /// @param sight what the reader may see
    public static Today of(
            Figures.Day day, Views views, Waits.@Nullable Said waits, Sight sight, Texts texts) {
        Newest newest = views.newest();
        Instant now = day.at();
        List<OfService> services = new ArrayList<>();
        long tasks = 0;
        long waiting = 0;
        for (ServiceModule<?, ?> module : Wiring.services()) {
            String name = module.name();
            boolean whole = sight.whole().contains(name);
            Map<String, Long> standing =
                    whole
                            ? day.standing().getOrDefault(name, Map.of())
                            : views.statuses(sight, name);
            // A service without a case would be a page of zeros.
            if (standing.isEmpty()) {
                continue;
            }
            long open =
                    views.openTasks(sight, name).values().stream().mapToLong(Long::longValue).sum();
            tasks += open;
            waiting += waiting(standing);
            services.add(
                    whole
                            ? service(day, module, newest, open, texts)
                            : own(sight, name, standing, newest, open, texts));
        }
        long admitted = day.decided().isEmpty() ? 0 : sum(day, sight.whole(), "admitted");
        long refused = sum(day, sight.whole(), "refused");
        boolean empty = views.lastEntry() == 0 || services.isEmpty();
        String answer =
                empty
                        ? texts.get("page.today.nothing")
                        : sight.whole().isEmpty()
                                ? texts.get(
                                        "page.today.own",
                                        texts.counted("page.today.waits", waiting),
                                        texts.counted("page.today.tasks", tasks))
                                : texts.get(
                                        "page.today.answer",
                                        Texts.count(admitted),
                                        Texts.count(refused),
                                        texts.counted("page.today.waits", waiting),
                                        texts.counted("page.today.tasks", tasks));
        long soon = newest.clocksBefore(sight, now.plus(1, ChronoUnit.DAYS));
        return new Today(
                answer,
                day.date(),
                now,
                services,
                sight.whole().isEmpty() ? null : pace(waits, texts),
                newest.clocks(sight, now, null, CLOCKS_MAX).stream()
                        .map(c -> ClockRow.of(c, now, texts))
                        .toList(),
                soon > Newest.COUNTED_MAX
                        ? texts.get("page.clocks.soon.more", Texts.count(Newest.COUNTED_MAX))
                        : texts.counted("page.clocks.soon", soon),
                newest.openTasks(sight, null, null, TASKS_MAX).stream()
                        .map(t -> TaskRow.of(t, "", now, texts))
                        .toList(),
                empty);
    }

    private static long waiting(Map<String, Long> standing) {
        return standing.entrySet().stream()
                .filter(e -> waits(e.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static boolean waits(String status) {
        return status.equals("waiting") || status.equals("collecting");
    }

    private static long sum(Figures.Day day, List<String> services, String outcome) {
        return services.stream().mapToLong(s -> day.decided(s, outcome)).sum();
    }

    private static @Nullable Pace pace(Waits.@Nullable Said waits, Texts texts) {
        return waits == null
                ? null
                : new Pace(
                        texts.span(waits.median()),
                        texts.span(waits.p99()),
                        texts.counted("document", waits.count()),
                        texts.get("page.beat"));
    }

    private static OfService service(
            Figures.Day day, ServiceModule<?, ?> module, Newest newest, long tasks, Texts texts) {
        String name = module.name();
        DecisionWords words = new DecisionWords(texts, module);
        Map<String, Long> standing = day.standing().getOrDefault(name, Map.of());
        List<Figure> figures =
                List.of(
                        new Figure(
                                texts.get("page.figure.came"),
                                Texts.count(day.came().getOrDefault(name, 0L)),
                                texts.get("page.figure.came.note"),
                                Tone.PLAIN,
                                "/trail"),
                        new Figure(
                                texts.get("page.figure.admitted"),
                                Texts.count(day.decided(name, "admitted")),
                                texts.get("page.figure.admitted.note"),
                                Tone.GOOD,
                                "/cases?service=" + name),
                        new Figure(
                                texts.get("page.figure.refused"),
                                Texts.count(day.decided(name, "refused")),
                                texts.get("page.figure.refused.note"),
                                Tone.BAD,
                                "/cases?service=" + name + "&status=refused"),
                        waitingFigure(name, standing, texts),
                        tasksFigure(tasks, texts));
        List<Quota> kept = day.quotas().stream().filter(q -> q.service().equals(name)).toList();
        List<QuotaRow> quotas =
                kept.stream()
                        .filter(q -> q.taken().signum() > 0)
                        .limit(QUOTAS_MAX)
                        .map(q -> quota(q, day.at(), texts))
                        .toList();
        long ending = kept.stream().filter(q -> q.end(day.at()) == Quota.End.SOON).count();
        List<Map.Entry<String, Long>> reasons = day.reasons(name);
        long most = reasons.isEmpty() ? 1 : reasons.getFirst().getValue();
        return new OfService(
                name,
                texts.word("service", name),
                figures,
                true,
                !module.quotas().isEmpty(),
                quotas,
                kept.size() - quotas.size(),
                ending == 0 ? "" : texts.counted("page.quota.ending", ending),
                reasons.stream()
                        .limit(REASONS_MAX)
                        .map(e ->
                                new Reason(
                                        e.getKey(),
                                        words.explain(e.getKey()),
                                        Texts.count(e.getValue()),
                                        share(e.getValue(), most)))
                        .toList(),
                standing(name, standing, texts),
                newest.cases(name, null, Long.MAX_VALUE, RECENT_MAX).lines().stream()
                        .map(line -> CaseRow.of(line, texts))
                        .toList());
    }

    // What came and was decided today is counted for a service as a whole, and guarantees are
    // shared: neither is told.
    private static OfService own(
            Sight sight,
            String name,
            Map<String, Long> standing,
            Newest newest,
            long tasks,
            Texts texts) {
        return new OfService(
                name,
                texts.word("service", name),
                List.of(waitingFigure(name, standing, texts), tasksFigure(tasks, texts)),
                false,
                false,
                List.of(),
                0,
                "",
                List.of(),
                standing(name, standing, texts),
                newest.cases(sight, name, null, Long.MAX_VALUE, RECENT_MAX).lines().stream()
                        .map(line -> CaseRow.of(line, texts))
                        .toList());
    }

    private static Figure waitingFigure(String name, Map<String, Long> standing, Texts texts) {
        return new Figure(
                texts.get("page.figure.waiting"),
                Texts.count(waiting(standing)),
                texts.get("page.figure.waiting.note"),
                Tone.WAITING,
                "/cases?service=" + name + "&status=waiting");
    }

    private static Figure tasksFigure(long tasks, Texts texts) {
        return new Figure(
                texts.get("page.figure.officer"),
                Texts.count(tasks),
                texts.get("page.figure.officer.note"),
                Tone.OFFICER,
                "/tasks");
    }

    static List<StatusCount> standing(String service, Map<String, Long> standing, Texts texts) {
        return standing.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Long>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(e ->
                        new StatusCount(
                                e.getKey(),
                                texts.word("status", e.getKey()),
                                Tone.of(e.getKey()),
                                Texts.count(e.getValue()),
                                "/cases?service="
                                        + Links.query(service)
                                        + "&status="
                                        + Links.query(e.getKey())))
                .toList();
    }

    static QuotaRow quota(Quota quota, Instant now, Texts texts) {
        int percent = Math.clamp(quota.percent().intValue(), 0, 100);
        return new QuotaRow(
                quota.owner(),
                Links.ofAccount(quota.account()),
                Money.text(quota.asset(), quota.limit()),
                Money.text(quota.asset(), quota.taken()),
                Money.text(quota.asset(), quota.free()),
                quota.percentText(),
                Math.max(percent, quota.taken().signum() > 0 ? 1 : 0),
                percent >= 90 ? Tone.BAD : percent >= 75 ? Tone.WAITING : Tone.GOOD,
                ends(quota, now, texts));
    }

    private static String ends(Quota quota, Instant now, Texts texts) {
        return switch (quota.end(now)) {
            case FAR -> "";
            case SOON -> texts.counted("page.quota.ends", quota.daysLeft(now));
            case OVER -> texts.get("page.quota.over");
        };
    }

    static int share(long count, long most) {
        return Math.clamp(Math.round(100.0 * count / most), 1, 100);
    }
}
