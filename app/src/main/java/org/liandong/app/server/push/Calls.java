package org.liandong.app.server.push;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.liandong.app.CaseJson;
import org.liandong.app.Wiring;
import org.liandong.app.server.Reads;
import org.liandong.engine.Feeds;
import org.liandong.engine.Json;
import org.liandong.engine.StoreFailure;
import org.liandong.engine.Views;
import org.liandong.engine.Views.MessageLine;
import org.liandong.kernel.ServiceModule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Calls those who want to be told of decisions or messages, each in its own order and at its own pace: what one does not
/// take holds up nobody else.
///
/// A call is repeated until it is taken, with growing pauses; then it becomes a dead letter and the next one is tried. Whoever
/// is called may see an event twice, under the same id.
public final class Calls implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    private static final int GONE = 410;

    /// A call that was cut off only writes down that it has failed.
    private static final Duration END = Duration.ofSeconds(5);

    private final Webhooks webhooks;
    private final Reads reads;
    private final Targets targets;
    private final InstantSource time;
    private final DoubleSupplier chance;
    private final Pace pace;
    private final Map<String, Thread> busy = new ConcurrentHashMap<>();
    private final Object bell = new Object();
    private final HttpClient client;
    private volatile boolean running;
    private @Nullable Thread looking;

    /// How calls are made.
    ///
    /// @param every    how often the store is asked for news
    /// @param timeout  how long a call may take
    /// @param first    pause before the first repetition; each further one is twice as long
    /// @param longest  the longest pause
    /// @param attempts calls of one event before it is a dead letter
    /// @param page     events that are read at a time
    record Pace(
            Duration every,
            Duration timeout,
            Duration first,
            Duration longest,
            int attempts,
            int page) {}

    Calls(
            Webhooks webhooks,
            Reads reads,
            Targets targets,
            InstantSource time,
            DoubleSupplier chance,
            Pace pace) {
        this.webhooks = webhooks;
        this.reads = reads;
        this.targets = targets;
        this.time = time;
        this.chance = chance;
        this.pace = pace;
        this.client =
                HttpClient.newBuilder()
                        .connectTimeout(pace.timeout())
                        // A redirect could lead to where no call may go.
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    private record Event(String id, String body, long decision, long message) {}

    private record Ahead(Webhook webhook, @Nullable Event event, int pages) {}

    private void run() {
        try {
            while (running) {
                look();
                synchronized (bell) {
                    if (running) {
                        bell.wait(pace.every().toMillis());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            for (Webhook webhook : webhooks.all()) {
                Thread serving =
                        Thread.ofVirtual()
                                .name("webhook-" + webhook.id())
                                .unstarted(() -> serve(webhook.id()));
                if (isDue(webhook) && busy.putIfAbsent(webhook.id(), serving) == null) {
                    serving.start();
                }
            }
        } catch (StoreFailure | Reads.Busy e) {
            LOG.warn("The store cannot be read; trying again.", e);
        }
    }

    private boolean isDue(Webhook webhook) {
        return webhook.state().equals(Webhook.ACTIVE) && !webhook.retryAt().isAfter(time.instant());
    }

    private void serve(String id) {
        try {
            // Read anew: what was read before it was busy may be older than its last call.
            Webhook webhook = webhooks.find(id);
            if (webhook == null || !isDue(webhook)) {
                return;
            }
            Ahead ahead = next(webhook);
            for (Event event = ahead.event(); running && event != null; event = ahead.event()) {
                Webhook now = call(ahead.webhook(), event);
                if (now.failures() > 0 || !now.state().equals(Webhook.ACTIVE)) {
                    return;
                }
                ahead = next(now);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StoreFailure | Reads.Busy e) {
            LOG.warn("Webhook {} has to wait for the store.", id, e);
        } finally {
            busy.remove(id);
        }
    }

    /// The event that is next, and the webhook with the place passed on the way to it; without one when there is none.
    ///
    /// Events of other services and owners are passed page by page, however many lie before.
    private Ahead next(Webhook webhook) throws InterruptedException {
        String recipient = webhook.recipient();
        Ahead ahead =
                recipient == null
                        ? ahead(
                                webhook,
                                webhook.decisions(),
                                (feeds, place) -> feeds.decisions(place, pace.page()),
                                Feeds.Decided::service,
                                Feeds.Decided::key,
                                // Those of one step are told together, so that the place behind
                                // them is one number.
                                (page, decided) -> decision(webhook, page, decided.seq()),
                                place -> webhook.passed(place, webhook.messages()))
                        : ahead(
                                webhook,
                                webhook.messages(),
                                (feeds, place) -> feeds.messages(recipient, place, pace.page()),
                                MessageLine::service,
                                MessageLine::caseKey,
                                (_, line) -> message(webhook, line),
                                place -> webhook.passed(webhook.decisions(), place));
        // A few are passed again next time, which costs less than to write it down.
        return ahead.event() == null && ahead.pages() > 1
                ? new Ahead(webhooks.keep(ahead.webhook()), null, 0)
                : ahead;
    }

    private <T> Ahead ahead(
            Webhook webhook,
            long from,
            BiFunction<Feeds, Long, Feeds.Page<T>> pages,
            Function<T, String> service,
            Function<T, @Nullable String> caseKey,
            BiFunction<Feeds.Page<T>, T, Event> event,
            LongFunction<Webhook> passed) {
        long place = from;
        int read = 0;
        boolean more = true;
        while (more && running) {
            long after = place;
            Feeds.Page<T> page =
                    reads.read(views -> {
                        Feeds.Page<T> found = pages.apply(views.feeds(), after);
                        List<T> told =
                                found.items().stream()
                                        .filter(each ->
                                                service.apply(each).equals(webhook.service()))
                                        .toList();
                        return found.with(owned(views, webhook, told, caseKey));
                    });
            read++;
            if (!page.items().isEmpty()) {
                return new Ahead(
                        passed.apply(place), event.apply(page, page.items().getFirst()), read);
            }
            place = page.last();
            more = page.more();
        }
        return new Ahead(passed.apply(place), null, read);
    }

    private static <T> List<T> owned(
            Views views, Webhook webhook, List<T> told, Function<T, @Nullable String> caseKey) {
        String owner = webhook.owner();
        if (owner == null || told.isEmpty()) {
            return told;
        }
        Map<String, String> owners =
                views.owners(
                        webhook.service(),
                        told.stream().map(caseKey).filter(Objects::nonNull).distinct().toList());
        return told.stream().filter(each -> owner.equals(owners.get(caseKey.apply(each)))).toList();
    }

    private static Event decision(Webhook webhook, Feeds.Page<Feeds.Decided> page, long seq) {
        var decisions =
                page.items().stream()
                        .filter(d -> d.seq() == seq && d.service().equals(webhook.service()))
                        .toList();
        Feeds.Decided first = decisions.getFirst();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("service", first.service());
        data.put("case", first.key());
        data.put(
                "decisions",
                decisions.stream()
                        .map(d -> CaseJson.decision(d.seq(), d.at(), d.decision()))
                        .toList());
        String id = "decision-" + seq;
        return new Event(
                id,
                event(id, "org.liandong.decision", webhook, first.key(), first.at(), data),
                seq,
                webhook.messages());
    }

    private static Event message(Webhook webhook, MessageLine line) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("service", line.service());
        data.put("case", line.caseKey());
        data.putAll(CaseJson.message(line));
        ServiceModule<?, ?> module = Wiring.service(line.service());
        if (module != null) {
            // As it is sent to its recipient, who is called here.
            data.put(
                    "content",
                    new String(
                            module.write(line.message(), line.id(), line.at()),
                            StandardCharsets.UTF_8));
        }
        String id = "message-" + line.id();
        return new Event(
                id,
                event(
                        id,
                        "org.liandong.message",
                        webhook,
                        line.message().subject(),
                        line.at(),
                        data),
                webhook.decisions(),
                line.id());
    }

    private static String event(
            String id,
            String type,
            Webhook webhook,
            String subject,
            Instant at,
            Map<String, ?> data) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", id);
        event.put("source", "urn:liandong:" + webhook.service());
        event.put("type", type);
        event.put("subject", subject);
        event.put("time", at.toString());
        event.put("datacontenttype", "application/json");
        event.put("data", data);
        return Json.text(event);
    }

    private Webhook call(Webhook webhook, Event event) throws InterruptedException {
        String error = null;
        try {
            int status = send(webhook, event.id(), event.body());
            if (status == GONE) {
                return webhooks.keep(webhook.in(Webhook.GONE));
            }
            if (status < 200 || status > 299) {
                error = "status " + status;
            }
        } catch (IOException e) {
            error = e.getClass().getSimpleName() + ": " + e.getMessage();
        }
        if (error == null) {
            return webhooks.keep(webhook.told(event.decision(), event.message()));
        }
        if (webhook.failures() + 1 < pace.attempts()) {
            return webhooks.keep(
                    webhook.failed(error, time.instant().plus(pause(webhook.failures()))));
        }
        LOG.warn("Webhook {} did not take {}: {}", webhook.id(), event.id(), error);
        return webhooks.keep(
                webhook.told(event.decision(), event.message()),
                Webhooks.LETTERS.put(
                        webhook.id(),
                        event.id(),
                        event.body(),
                        error,
                        time.instant().toEpochMilli()));
    }

    // Half of it by chance: those who failed together do not come back together.
    private Duration pause(long failures) {
        long most =
                Math.min(
                        pace.longest().toMillis(),
                        pace.first().toMillis() << Math.min(failures, 20));
        return Duration.ofMillis(most / 2 + (long) (chance.getAsDouble() * most / 2));
    }

    /// Sends a dead letter once more.
    ///
    /// @param by who asks for it, as notes name them
    /// @return whether it was taken; then it is a dead letter no more
    public boolean resend(String by, String id, String event) throws InterruptedException {
        Webhook webhook = webhooks.one(id);
        for (Webhooks.Letter letter : webhooks.letters(id)) {
            if (letter.event().equals(event)) {
                webhooks.noteResent(by, webhook, event);
                try {
                    int status = send(webhook, event, letter.body());
                    if (status >= 200 && status <= 299) {
                        webhooks.change(Webhooks.LETTERS.remove(id, event));
                        return true;
                    }
                } catch (IOException e) {
                    LOG.debug("A dead letter was not taken.", e);
                }
                return false;
            }
        }
        throw org.liandong.app.server.Problem.of(404);
    }

    private int send(Webhook webhook, String id, String body)
            throws IOException, InterruptedException {
        targets.check(webhook.url());
        long seconds = time.instant().getEpochSecond();
        HttpRequest request =
                HttpRequest.newBuilder(webhook.url())
                        .timeout(pace.timeout())
                        .header("Content-Type", "application/cloudevents+json; charset=utf-8")
                        .header("User-Agent", "Liandong")
                        .header("webhook-id", id)
                        .header("webhook-timestamp", String.format(Locale.ROOT, "%d", seconds))
                        .header(
                                "webhook-signature",
                                Signature.of(webhooks.secret(webhook), id, seconds, body))
                        .POST(BodyPublishers.ofString(body))
                        .build();
        // Only the status is wanted; a body without end is not waited for.
        HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }

    @Override
    public void start() {
        running = true;
        looking = Thread.ofVirtual().name("webhooks").start(this::run);
    }

    /// Ends calls that are under way. Nothing asks the store afterwards, which is closed next.
    @Override
    public void stop() {
        synchronized (bell) {
            running = false;
            bell.notifyAll();
        }
        client.shutdownNow();
        try {
            if (looking != null) {
                looking.join(END);
            }
            for (Thread serving : List.copyOf(busy.values())) {
                serving.join(END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
