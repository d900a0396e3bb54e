package org.liandong.warehousereceipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liandong.engine.DocumentResult;
import org.liandong.engine.InlineEngine;
import org.liandong.engine.Json;
import org.liandong.engine.NodeResult;
import org.liandong.testkit.TestEngines;

/// A fact that cannot be used never reaches a case, and says what is wrong with it.
class BadFactsTest {

    private static final String GOOD =
            new String(
                    Json.fact(
                            ReceiptModule.NAME,
                            Yard.delivery("R1", "D1", 0, "ANNA", "1.5"),
                            "t",
                            "1"),
                    StandardCharsets.UTF_8);

    private static NodeResult send(String line) {
        try (InlineEngine engine = TestEngines.inMemory(new ReceiptModule(), Map.of())) {
            DocumentResult result =
                    engine.submit("facts", line.getBytes(StandardCharsets.UTF_8), Yard.NOON);
            assertThat(result.nodes()).hasSize(1);
            return result.nodes().getFirst();
        }
    }

    @Test
    void aGoodOneIsAccepted() {
        assertThat(send(GOOD).result()).isEqualTo(NodeResult.Result.ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.5|0|above 0",
                "1.5|-1|above 0",
                "1.5|1.0001|at most 3 decimals",
                "\"D1\"|\"D/1\"|no slash",
                "\"D1\"|\"\"|1 to 40 characters",
                "2026-03-02|2020-12-31|before 2021-01-01",
                "2026-03-02|yesterday|yesterday",
                "\"by\"|\"from\"|The field 'by'",
            })
    void aBadOneSaysWhatIsWrong(String good, String bad, String says) {
        assertThat(GOOD).contains(good);
        NodeResult result = send(GOOD.replace(good, bad));
        assertThat(result.result()).isEqualTo(NodeResult.Result.REJECTED);
        assertThat(result.errors().toString()).contains(says);
    }
}
