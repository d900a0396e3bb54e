package org.liandong.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Messages in a file.
class SpoolTest {

    @TempDir Path folder;

    @Test
    void givesBackWhatWasAdded() throws Exception {
        try (Spool spool = new Spool(folder.resolve("messages"))) {
            for (int i = 0; i < 3_000; i++) {
                spool.add(("message " + i).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
            assertThat(spool.size()).isEqualTo(3_000);
            assertThat(spool.get(2_999)).asString().isEqualTo("message 2999");
            assertThat(spool.get(0)).asString().isEqualTo("message 0");
            assertThatThrownBy(() -> spool.get(3_000))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }
}
