package org.liandong.app.server.api;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.liandong.app.server.Problem;
import org.liandong.app.server.Reads;
import org.liandong.app.server.access.Owners;
import org.liandong.engine.Feeds;
import org.liandong.engine.Feeds.Decided;
import org.liandong.engine.Views.EntryLine;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// What happens, as it happens: decisions, and clocks that ran out.
///
/// It is read from the trail, so nothing is held for a client: who is slow is only behind, and who comes back goes on after
/// the last event it has seen.
@RestController
final class EventsController {

    static final int CLIENTS_MAX = 200;

    private static final int PAGE = 200;
    private static final long HEARTBEAT_MILLIS = 15_000;

    private final Reads reads;
    private final Pulse pulse;
    private final JsonMapper mapper;
    private final AtomicInteger clients = new AtomicInteger();

    EventsController(Reads reads, Pulse pulse, JsonMapper mapper, MeterRegistry meters) {
        this.reads = reads;
        this.pulse = pulse;
        this.mapper = mapper;
        meters.gauge("liandong.events.clients", clients);
    }

    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void events(
            @RequestParam @Nullable String after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        String from = last != null ? last : after;
        long place = from == null ? reads.read(views -> views.lastEntry()) : Pages.place(from);
        if (clients.incrementAndGet() > CLIENTS_MAX) {
            clients.decrementAndGet();
            throw Problem.later(503, 10, "http.busy");
        }
        try {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
            follow(place, Seen.by(request), response.getOutputStream());
        } finally {
            clients.decrementAndGet();
        }
    }

    private void follow(long from, Seen seen, OutputStream out)
            throws IOException, InterruptedException {
        long place = from;
        write(out, "retry: 2000\n\n");
        do {
            Stretch stretch = stretch(place, seen);
            if (stretch.last() == place) {
                write(out, ": \n\n");
            } else {
                place = stretch.last();
                write(out, stretch.text() + "id: " + place + "\n\n");
            }
        } while (pulse.await(place, HEARTBEAT_MILLIS));
    }

    private record Stretch(String text, long last) {}

    /// Events after a place. Only the last of them carries an id: who is cut off in between gets them all again.
    private Stretch stretch(long after, Seen seen) {
        return reads.read(views -> {
            Feeds.Page<Decided> decisions = views.feeds().decisions(after, PAGE);
            List<EntryLine> entries = views.trail(after, PAGE);
            long last =
                    Math.min(entries.isEmpty() ? after : entries.getLast().seq(), decisions.last());
            Map<Long, StringBuilder> text = new TreeMap<>();
            Owners ofEntries =
                    seen.owners(
                            views,
                            entries.stream().filter(e -> e.kind().equals("expired")).toList(),
                            EntryLine::service,
                            EntryLine::caseKey);
            Owners ofDecisions =
                    seen.owners(views, decisions.items(), Decided::service, Decided::key);
            for (EntryLine entry : entries) {
                if (entry.seq() <= last
                        && entry.kind().equals("expired")
                        && seen.worksOn(entry.service(), entry.caseKey(), ofEntries)) {
                    Map<String, @Nullable Object> json = new LinkedHashMap<>();
                    json.put("seq", entry.seq());
                    json.put("at", entry.at());
                    json.put("service", entry.service());
                    json.put("case", entry.caseKey());
                    json.put("clock", entry.type());
                    event(text, entry.seq(), "alarm", json);
                }
            }
            for (Decided decided : decisions.items()) {
                if (decided.seq() <= last
                        && seen.worksOn(decided.service(), decided.key(), ofDecisions)) {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("seq", decided.seq());
                    json.put("at", decided.at());
                    json.put("service", decided.service());
                    json.put("case", decided.key());
                    json.put("kind", decided.decision().kind());
                    json.put(
                            "outcome",
                            decided.decision().outcome().name().toLowerCase(Locale.ROOT));
                    event(text, decided.seq(), "decision", json);
                }
            }
            StringBuilder all = new StringBuilder();
            text.values().forEach(all::append);
            // A place without an event still moves the client on.
            return new Stretch(all.toString(), last);
        });
    }

    private void event(Map<Long, StringBuilder> text, long seq, String name, Map<String, ?> json) {
        text.computeIfAbsent(seq, _ -> new StringBuilder())
                .append("event: ")
                .append(name)
                .append("\ndata: ")
                .append(mapper.writeValueAsString(json))
                .append("\n\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
