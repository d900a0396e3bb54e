package org.liandong.app.server.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.liandong.ecommerceimport.ImportModule;
import org.liandong.kernel.Verdict;

/// A decision table as people read it.
class RuleTableTest {

    private final Map<String, byte[]> resources = new ImportModule().resources();

    private RuleTable limits() {
        return Objects.requireNonNull(
                Objects.requireNonNull(RuleTable.all(resources).get("limits")).get("2019-01-01"));
    }

    @Test
    void theTableStandsAsItIsWritten() {
        RuleTable table = limits();
        assertThat(table.inputs()).containsExactly("dutiable value", "items");
        assertThat(table.outputs())
                .containsExactly(
                        "channel",
                        "code",
                        "single limit",
                        "yearly limit",
                        "levy",
                        "duty",
                        "clause");
        assertThat(table.rows()).hasSize(6);
        assertThat(table.rows().getFirst().conditions()).containsExactly("[0..5000]", "-");
        assertThat(table.rows().get(1).results()).startsWith("\"full\"", "\"\"", "5000");
    }

    @Test
    void theRowThatFiredAndTheCellThatMissedAreKnown() {
        Verdict verdict =
                new Verdict(
                        "limits",
                        "2019-01-01",
                        "single transaction",
                        5,
                        Map.of(),
                        Map.of(),
                        List.of(
                                new Verdict.Miss(1, "dutiable value", "[0..5000]", "6000"),
                                new Verdict.Miss(2, "items", "1", "2")));
        RuleTable.Applied applied =
                Objects.requireNonNull(RuleTable.applied(verdict, _ -> limits(), ""));
        assertThat(applied.fired()).isEqualTo(5);
        assertThat(applied.missed(1, 0)).isTrue();
        assertThat(applied.missed(1, 1)).isFalse();
        assertThat(applied.missed(2, 1)).isTrue();
        assertThat(applied.value(2)).isEqualTo("2");
        assertThat(applied.missed(3, 0)).isFalse();
    }

    @Test
    void everyShippedTableCanBeShown() {
        assertThat(RuleTable.all(resources).keySet())
                .containsExactly("arrears", "limits", "signature", "tolerance", "windows");
    }

    @Test
    void aFileThatLoadsFromElsewhereIsRefused() {
        byte[] hostile =
                "<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><definitions>&e;</definitions>"
                        .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> RuleTable.of("x@2020-01-01.dmn", hostile))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
