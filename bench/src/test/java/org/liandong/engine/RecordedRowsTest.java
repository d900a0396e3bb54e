package org.liandong.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.ecommerceimport.ImportModule;
import org.liandong.testkit.TestEngines;

/// The bare store gets what the engine wrote.
class RecordedRowsTest {

    @TempDir Path folder;

    @Test
    void theSameRowsAreWrittenAgain() throws Exception {
        RecordedRows recorded = new RecordedRows(folder.resolve("rows"));
        String path = folder.resolve("path").toString();
        String bare = folder.resolve("bare").toString();
        try (Engine engine =
                recorded.open(TestEngines.settings(path, new ImportModule(), Map.of()))) {
            engine.submit("before", fact("G0")).get();
            recorded.start();
            engine.submit("one", fact("G1")).get();
            engine.submit("two", fact("G2")).get();
            recorded.stop();
            engine.submit("after", fact("G3")).get();
        }
        try (RecordedRows.Bare store = new RecordedRows.Bare(bare)) {
            assertThat(store.write(recorded)).isPositive();
        }
        assertThat(recorded.transactions()).isEqualTo(2);
        assertThat(rows(bare))
                .isNotEmpty()
                .isEqualTo(
                        rows(path).stream()
                                .filter(row -> row.contains("G1") || row.contains("G2"))
                                .toList());
    }

    private static byte[] fact(String number) {
        return ("{\"service\":\"ecommerce-import\",\"type\":\"guarantee-filed\",\"source\":\"office\",\"id\":\"%1$s\","
                        + "\"body\":{\"assureCode\":\"%1$s\",\"instrument\":\"%1$s\",\"amount\":100.00,"
                        + "\"validFrom\":\"2020-01-01\",\"validTo\":\"2040-12-31\"}}")
                .formatted(number)
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static List<String> rows(String store) {
        try (SqlStore opened = SqlStore.openForReading(store)) {
            return opened.query(Tables.TRAIL, "where kind = 'FACT' order by seq").stream()
                    .map(entry -> entry.seq() + " " + entry.factId() + " " + entry.body().text())
                    .toList();
        }
    }
}
