package org.liandong.warehousereceipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;

/// Every row of the law has an example: the table is `law-rows.txt`. It has one row at least for each check of the service, one for each step
/// of a receipt.
class LawRowsTest {

    private record Row(String name, String says, String example) {}

    private static List<Row> rows() throws IOException {
        try (InputStream in = LawRowsTest.class.getResourceAsStream("law-rows.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\|", -1))
                    .map(cells -> new Row(cells[0].strip(), cells[1].strip(), cells[2].strip()))
                    .toList();
        }
    }

    @Test
    void everyCheckHasARow() throws IOException {
        List<String> checks =
                new ReceiptModule()
                        .words(Locale.ENGLISH).keySet().stream()
                                .filter(key -> key.startsWith("check."))
                                .map(key -> key.substring("check.".length()))
                                .sorted()
                                .toList();
        assertThat(checks).isNotEmpty();
        assertThat(rows()).extracting(Row::name).containsAll(checks);
    }

    @TestFactory
    Stream<DynamicTest> everyRowHasAnExample() throws IOException {
        return rows().stream()
                .map(row ->
                        DynamicTest.dynamicTest(
                                row.name() + ": " + row.says(),
                                () ->
                                        assertThat(isTest(row.example()))
                                                .as(row.example())
                                                .isTrue()));
    }

    private static boolean isTest(String example) throws ClassNotFoundException {
        int dot = example.indexOf('.');
        Class<?> type =
                Class.forName(LawRowsTest.class.getPackageName() + "." + example.substring(0, dot));
        return Arrays.stream(type.getDeclaredMethods())
                .filter(m -> m.getName().equals(example.substring(dot + 1)))
                .anyMatch(m ->
                        m.isAnnotationPresent(Test.class)
                                || m.isAnnotationPresent(ParameterizedTest.class));
    }
}
