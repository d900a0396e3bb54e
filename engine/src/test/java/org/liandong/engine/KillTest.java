package org.liandong.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real process is killed at random moments, again and again; nothing that it acknowledged is lost, nothing happens twice.
class KillTest {

    private static final int KILLS = 50;
    private static final int ANSWERS_BEFORE_A_KILL_MAX = 40;

    // What a sender does who is not sure: the last few are sent again although they were answered.
    private static final int SENT_AGAIN = 3;

    @TempDir Path folder;

    @Test
    void whatWasAcknowledgedOutlivesFiftyKills() throws Exception {
        String store = folder.resolve("killed").toString();
        Random random = new Random(20260302);
        int next = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            next = runAndKill(store, next, 1 + random.nextInt(ANSWERS_BEFORE_A_KILL_MAX));
        }
        int end = next + 20;
        run(store, Math.max(0, next - SENT_AGAIN), end);

        String undisturbed = folder.resolve("undisturbed").toString();
        try (Engine engine = Engine.open(Toy.settings(undisturbed, () -> Toy.START))) {
            List<CompletableFuture<DocumentResult>> answers = new ArrayList<>();
            for (int place = 0; place < end; place++) {
                answers.add(engine.submit("document", ToyDay.document(place)));
            }
            for (CompletableFuture<DocumentResult> answer : answers) {
                answer.get();
            }
        }
        assertThat(ToyDay.rows(store)).isEqualTo(ToyDay.rows(undisturbed));
        Verifier.Report report =
                Verifier.verify(Toy.settings(store, () -> Toy.START), (done, total) -> {});
        assertThat(report.difference()).isNull();
    }

    /// Starts the writer and kills it after some answers.
    ///
    /// @return the first place that was not answered
    private static int runAndKill(String store, int next, int answers)
            throws IOException, InterruptedException {
        Process process = start(store, Math.max(0, next - SENT_AGAIN), Integer.MAX_VALUE);
        int answered = next;
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = null;
            for (int i = 0; i < answers + SENT_AGAIN; i++) {
                line = lines.readLine();
                if (line == null) {
                    break;
                }
                answered = Math.max(answered, Integer.parseInt(line) + 1);
            }
            assertThat(line).as("the writer ended by itself").isNotNull();
            // Not Process.destroyForcibly, which would close the stream as well.
            process.toHandle().destroyForcibly();
            // What it had said before it died counts as well.
            for (String last = lines.readLine(); last != null; last = lines.readLine()) {
                if (last.matches("\\d+")) {
                    answered = Math.max(answered, Integer.parseInt(last) + 1);
                }
            }
        }
        process.waitFor(20, TimeUnit.SECONDS);
        return answered;
    }

    private static void run(String store, int from, int to)
            throws IOException, InterruptedException {
        Process process = start(store, from, to);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said).endsWith("done\n");
    }

    private static Process start(String store, int from, int to) throws IOException {
        return new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx128m",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                KilledWriter.class.getName(),
                                store,
                                Integer.toString(from),
                                Integer.toString(to)))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
