package org.liandong.app.server.console;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.app.Texts;
import org.liandong.app.Wiring;
import org.liandong.app.server.access.Caller;
import org.liandong.engine.Newest;
import org.liandong.engine.Sight;
import org.liandong.engine.Views;

/// Cases of a service, the one that changed last first.
///
/// @param status  the status that is shown, or empty for all
/// @param services those that the reader knows, where there is a choice
/// @param answer  how many there are, in words
/// @param next    address of the next page, or empty
/// @param partial whether the next page goes on looking, as this one has looked at its share without filling itself
public record CaseList(
        String service,
        String title,
        String status,
        List<Lists.Tasks.Filter> services,
        String answer,
        List<Today.StatusCount> standing,
        List<Today.CaseRow> rows,
        String first,
        String next,
        boolean partial) {

    static final int ROWS = 50;

    static CaseList of(
            Views views,
            String service,
            @Nullable String status,
            long before,
            Caller caller,
            Texts texts) {
        boolean all = caller.maySee(service);
        boolean limited = !caller.owners(service).isEmpty();
        Sight sight = limited ? caller.sight() : Sight.whole(List.of(service));
        boolean counted = all || limited;
        Map<String, Long> standing = counted ? views.statuses(sight, service) : Map.of();
        // Who works on cases of owners and follows others besides finds those by their numbers.
        Newest.Cases page = views.newest().cases(sight, service, status, before, ROWS);
        long count = standing.values().stream().mapToLong(Long::longValue).sum();
        String answer =
                !counted
                        ? texts.get("page.cases.own")
                        : status == null
                                ? texts.get("page.cases.all", texts.counted("case", count))
                                : texts.get(
                                        "page.cases.status",
                                        texts.counted("case", standing.getOrDefault(status, 0L)),
                                        texts.word("status", status));
        String address =
                "/cases?service="
                        + Links.query(service)
                        + (status == null ? "" : "&status=" + Links.query(status));
        return new CaseList(
                service,
                texts.word("service", service),
                status == null ? "" : status,
                services(service, caller, texts),
                answer,
                Today.standing(service, standing, texts),
                page.lines().stream()
                        .filter(line -> caller.maySee(service, line.key(), (_, _) -> line.owner()))
                        .map(line -> Today.CaseRow.of(line, texts))
                        .toList(),
                before == Long.MAX_VALUE ? "" : address,
                page.next() == 0 ? "" : address + "&after=" + page.next(),
                !all || page.lines().size() < ROWS);
    }

    private static List<Lists.Tasks.Filter> services(String current, Caller caller, Texts texts) {
        List<String> known = Wiring.names().stream().filter(caller::knows).toList();
        return known.size() < 2
                ? List.of()
                : known.stream()
                        .map(name ->
                                new Lists.Tasks.Filter(
                                        texts.word("service", name),
                                        "",
                                        "/cases?service=" + Links.query(name),
                                        name.equals(current)))
                        .toList();
    }
}
