package org.liandong.app.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.app.server.RunningServer;
import org.liandong.app.server.access.Grant;
import org.liandong.app.server.access.Parcels;
import tools.jackson.databind.JsonNode;

/// The calls that `docs/api.md` shows, made as they stand there, are answered as it says.
@ExtendWith(RunningServer.Shared.class)
class ApiDocsTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```$");
    private static final Pattern STATUS = Pattern.compile("# (\\d{3})");

    private final RunningServer server;

    @TempDir private Path folder;

    ApiDocsTest(RunningServer server) {
        this.server = server;
    }

    private record Example(int status, String call) {}

    private static List<Example> examples() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("mvnw"))) {
            root = Objects.requireNonNull(root.getParent());
        }
        String text = Files.readString(root.resolve("docs/api.md"));
        List<Example> examples = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            int status = 0;
            for (String line : block.group(1).replace("\\\n", " ").lines().toList()) {
                Matcher said = STATUS.matcher(line);
                if (said.matches()) {
                    status = Integer.parseInt(said.group(1));
                } else {
                    assertThat(status).as("status before: " + line).isPositive();
                    examples.add(new Example(status, line));
                    status = 0;
                }
            }
        }
        assertThat(text.lines().filter(line -> line.startsWith("curl ")))
                .as("calls of the page that are tried")
                .hasSameSizeAs(examples);
        return examples;
    }

    private static boolean hasCurl() {
        try {
            return new ProcessBuilder("curl", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyCallIsAnsweredAsThePageSays() throws Exception {
        boolean curl = hasCurl();
        if (Boolean.getBoolean("liandong.requireShared")) {
            assertThat(curl).as("curl is on this machine").isTrue();
        }
        assumeTrue(
                curl, "The calls of docs/api.md are not tried: there is no curl on this machine.");
        Parcels.send(
                server,
                760,
                message -> {
                    if (message.contains("CEB311Message")) {
                        write("orders.xml", message);
                    }
                    return message.replaceAll(
                            "(<ceb:gcode>)\\d+(</ceb:gcode>)", "$1" + "9999999999" + "$2");
                });
        write(
                "facts.ndjson",
                """
                {"service":"ecommerce-import","type":"guarantee-filed","source":"docs","id":"POL-1",\
                "body":{"assureCode":"docs","instrument":"POL","amount":1000.00,\
                "validFrom":"2026-01-01","validTo":"2026-12-31"}}
                """);
        JsonNode tasks = server.json("/tasks?limit=500").path("items");
        JsonNode task = tasks.get(tasks.size() - 1);
        Map<String, String> values =
                Map.of(
                        "KEY",
                        server.key(
                                Grant.source(Grant.ANY, List.of(), List.of()),
                                Grant.officer(Grant.ANY, ""),
                                Grant.administrator()),
                        "CASE",
                        task.path("case").asString(),
                        "TASK",
                        task.path("id").asString());
        List<Example> examples = examples();
        assertThat(examples).hasSizeGreaterThan(10);
        List<String> wrong = new ArrayList<>();
        for (Example example : examples) {
            String said = run(example.call(), values);
            if (!said.equals(Integer.toString(example.status()))) {
                wrong.add(
                        "%s%n  %s instead of %d: %s"
                                .formatted(
                                        example.call(),
                                        said,
                                        example.status(),
                                        Files.readString(folder.resolve("body"))));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String run(String call, Map<String, String> values) throws Exception {
        Files.writeString(folder.resolve("body"), "");
        String script =
                "curl() { command curl --silent --show-error --max-time 30 --output body --write-out '%{http_code}' \"$@\"; }\n"
                        + call.replace("http://127.0.0.1:8080/", server.at("/").toString());
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script);
        builder.directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(values);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(40, TimeUnit.SECONDS)).as(call).isTrue();
        return said;
    }
}
