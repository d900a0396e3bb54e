package org.liandong.app.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.liandong.app.NodeJson;
import org.liandong.app.TaskAnswer;
import org.liandong.app.server.Problem;
import org.liandong.app.server.Reads;
import org.liandong.app.server.api.Senders.Sender;
import org.liandong.engine.Engine;
import org.liandong.engine.StoreFailure;
import org.liandong.engine.Views.OneCase;
import org.liandong.engine.Views.TaskLine;
import org.liandong.kernel.Reply;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// What programs may do besides bringing facts: answer a task, and say how far they have read the outbox.
@RestController
final class WriteController {

    private static final int REASON_MAX = 2_000;

    private final Engine engine;
    private final Reads reads;
    private final Consumers consumers;
    private final InstantSource time;

    WriteController(Engine engine, Reads reads, Consumers consumers, InstantSource time) {
        this.engine = engine;
        this.reads = reads;
        this.consumers = consumers;
        this.time = time;
    }

    /// An officer's answer.
    record Answer(
            @Nullable String service,
            @Nullable String caseKey,
            @Nullable String task,
            @Nullable String answer,
            @Nullable String reason) {
        @com.fasterxml.jackson.annotation.JsonCreator
        Answer(
                @com.fasterxml.jackson.annotation.JsonProperty("service") @Nullable String service,
                @com.fasterxml.jackson.annotation.JsonProperty("case") @Nullable String caseKey,
                @com.fasterxml.jackson.annotation.JsonProperty("task") @Nullable String task,
                @com.fasterxml.jackson.annotation.JsonProperty("answer") @Nullable String answer,
                @com.fasterxml.jackson.annotation.JsonProperty("reason") @Nullable String reason) {
            this.service = service;
            this.caseKey = caseKey;
            this.task = task;
            this.answer = answer;
            this.reason = reason;
        }
    }

    /// How far a consumer has come.
    record Acknowledged(@Nullable String consumer, @Nullable Long position) {}

    @PostMapping(
            path = "/tasks/answer",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, @Nullable Object> answer(HttpServletRequest request, @RequestBody Answer answer)
            throws InterruptedException {
        String service = required(answer.service(), "service");
        String key = required(answer.caseKey(), "case");
        String name = required(answer.task(), "task");
        String said = required(answer.answer(), "answer");
        String reason = required(answer.reason(), "reason");
        if (reason.length() > REASON_MAX) {
            throw Problem.of(422, "http.reason", Integer.toString(REASON_MAX));
        }
        Seen seen = Seen.by(request);
        OneCase known =
                seen.mayRead(service, key) ? reads.read(views -> views.one(service, key)) : null;
        TaskLine task =
                known == null
                        ? null
                        : known.tasks().stream()
                                .filter(line -> line.task().id().equals(name))
                                .findFirst()
                                .orElse(null);
        if (task == null) {
            throw Problem.of(404);
        }
        if (!seen.mayAnswer(service, task.task().role())) {
            throw Problem.of(403);
        }
        if (!task.state().equals("open")) {
            throw Problem.of(409, "http.task.closed");
        }
        if (!task.task().options().contains(said)) {
            throw Problem.of(422, "http.task.option", String.join(", ", task.task().options()));
        }
        Sender sender = Senders.of(request);
        byte[] fact =
                TaskAnswer.fact(
                        service, key, new Reply(name, said, reason, sender.name()), time.instant());
        if (fact == null) {
            throw Problem.of(404);
        }
        try {
            var result = engine.submit("answer", fact, sender.admission()).join();
            return Objects.requireNonNull(NodeJson.of(result, 0)).getFirst();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreFailure failure ? failure : e;
        }
    }

    @PostMapping(
            path = "/messages/ack",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Consumers.Consumer acknowledge(HttpServletRequest request, @RequestBody Acknowledged read)
            throws InterruptedException {
        Long position = read.position();
        if (position == null) {
            throw Problem.of(422, "http.field", "position");
        }
        return consumers.acknowledge(
                Senders.of(request).name(), required(read.consumer(), "consumer"), position);
    }

    private static String required(@Nullable String value, String field) {
        if (value == null || value.isBlank()) {
            throw Problem.of(422, "http.field", field);
        }
        return value.strip();
    }
}
