package org.liandong.app.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Answers that wait for a client that reads late.
class SpoolTest {

    @Test
    void whatDoesNotFitIntoMemoryComesOutInTheOrderInWhichItWentIn() throws Exception {
        try (Spool spool = new Spool(10, 1 << 20)) {
            StringBuilder expected = new StringBuilder();
            ByteArrayOutputStream seen = new ByteArrayOutputStream();
            for (int i = 0; i < 1_000; i++) {
                byte[] bytes = (i + ",").getBytes(StandardCharsets.UTF_8);
                expected.append(i).append(',');
                spool.add(bytes);
                if (i % 100 == 99) {
                    seen.writeBytes(java.util.Objects.requireNonNull(spool.take()));
                }
            }
            spool.end();
            for (byte[] bytes = spool.take(); bytes != null; bytes = spool.take()) {
                seen.writeBytes(bytes);
            }
            assertThat(seen.toString(StandardCharsets.UTF_8)).hasToString(expected.toString());
        }
    }

    @Test
    void whoAddsWaitsWhenTheFileIsFullUntilSomethingIsTaken() throws Exception {
        try (Spool spool = new Spool(0, 100)) {
            Thread adding =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    for (int i = 0; i < 100; i++) {
                                        spool.add(new byte[10]);
                                    }
                                    spool.end();
                                } catch (java.io.IOException | InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            int taken = 0;
            for (byte[] bytes = spool.take(); bytes != null; bytes = spool.take()) {
                taken += bytes.length;
            }
            adding.join();
            assertThat(taken).isEqualTo(1_000);
        }
    }
}
