package org.liandong.app.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liandong.app.NodeJson;
import org.liandong.app.server.Problem;
import org.liandong.app.server.access.Callers;
import org.liandong.app.server.tasks.TaskDesk;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What programs may do besides bringing facts: take tasks and answer them, and say how far they have read the outbox.
@RestController
final class WriteController {

    private static final int REASON_MAX = 2_000;

    private final TaskDesk desk;
    private final Consumers consumers;

    WriteController(TaskDesk desk, Consumers consumers) {
        this.desk = desk;
        this.consumers = consumers;
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

    /// A task.
    record OfTask(@Nullable String service, @Nullable String caseKey, @Nullable String task) {
        @com.fasterxml.jackson.annotation.JsonCreator
        OfTask(
                @com.fasterxml.jackson.annotation.JsonProperty("service") @Nullable String service,
                @com.fasterxml.jackson.annotation.JsonProperty("case") @Nullable String caseKey,
                @com.fasterxml.jackson.annotation.JsonProperty("task") @Nullable String task) {
            this.service = service;
            this.caseKey = caseKey;
            this.task = task;
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
        var result = desk.answer(Callers.of(request), service, key, name, said, reason);
        return Objects.requireNonNull(NodeJson.of(result, 0)).getFirst();
    }

    @PostMapping(
            path = "/tasks/take",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> take(HttpServletRequest request, @RequestBody OfTask of)
            throws InterruptedException {
        return desk.take(
                        Callers.of(request),
                        required(of.service(), "service"),
                        required(of.caseKey(), "case"),
                        required(of.task(), "task"))
                .json();
    }

    @PostMapping(path = "/tasks/give-back", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void giveBack(HttpServletRequest request, @RequestBody OfTask of) throws InterruptedException {
        desk.giveBack(
                Callers.of(request),
                required(of.service(), "service"),
                required(of.caseKey(), "case"),
                required(of.task(), "task"));
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
