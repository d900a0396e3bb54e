package org.liandong.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.engine.Engine;
import org.liandong.engine.Json;

/// The server itself: that it starts, tells how it is, and ends.
@ExtendWith(RunningServer.Shared.class)
class ServerTest {

    private final RunningServer running;

    @TempDir private Path folder;

    ServerTest(RunningServer running) {
        this.running = running;
    }

    @Test
    void aServerThatRunsIsAliveAndReady() {
        for (String path :
                new String[] {
                    "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"
                }) {
            assertThat(running.json(path).path("status").asString()).as(path).isEqualTo("UP");
        }
    }

    @Test
    void aServerWhoseEngineHasEndedIsNeitherAliveNorReady() throws Exception {
        Engine engine = Engine.open(RunningServer.settings(folder));
        try (Server server = start(engine);
                HttpClient client = HttpClient.newHttpClient()) {
            engine.close();
            for (String probe : new String[] {"liveness", "readiness"}) {
                HttpRequest request =
                        HttpRequest.newBuilder(
                                        server.address().resolve("/actuator/health/" + probe))
                                .build();
                HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(probe).isEqualTo(503);
                assertThat(Json.mapper().readTree(answer.body()).path("status").asString())
                        .isEqualTo("DOWN");
            }
        }
    }

    @Test
    void aServerThatWasClosedAnswersNobodyAndLeavesTheStoreToTheNext() throws Exception {
        Server server = start(Engine.open(RunningServer.settings(folder)));
        server.close();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(server.address()).build();
            assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
                    .isInstanceOf(ConnectException.class);
        }
        Engine.open(RunningServer.settings(folder)).close();
    }

    @Test
    void thePageAtTheDoorSpeaksTheLanguageAskedFor() {
        assertThat(running.page("/", "en").body()).contains("<html lang=\"en\">", ">Today</a>");
        assertThat(running.page("/", "zh-CN").body()).contains("<html lang=\"zh-CN\">", ">今日</a>");
    }

    private Server start(Engine engine) {
        return Server.start(
                new Server.Settings("127.0.0.1", 0), RunningServer.settings(folder), engine);
    }
}
