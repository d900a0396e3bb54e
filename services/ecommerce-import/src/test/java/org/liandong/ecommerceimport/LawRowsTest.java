package org.liandong.ecommerceimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;

/// Every row of the law and of the messages has an example: the table is `law-rows.txt`.
///
/// The rows are those of the fact sheets on the check (03), on limits and tax (04) and on guarantee, payment and returns (05),
/// and one at least for each check of the service.
class LawRowsTest {

    private static final String NONE = "-";

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
        List<String> rules =
                new ImportModule()
                        .words(Locale.ENGLISH).keySet().stream()
                                .filter(word -> word.startsWith("check."))
                                .map(word -> word.substring("check.".length()))
                                .sorted()
                                .toList();
        assertThat(rules).isNotEmpty();
        assertThat(rows()).extracting(Row::name).containsAll(rules);
    }

    @TestFactory
    Stream<DynamicTest> everyRowHasAnExample() throws IOException {
        return rows().stream()
                .map(row ->
                        DynamicTest.dynamicTest(
                                row.name() + ": " + row.says(),
                                () -> assertThat(faults(row)).isEmpty()));
    }

    private static List<String> faults(Row row) throws ReflectiveOperationException {
        if (row.example().equals(NONE)) {
            return row.says().startsWith("not decided here: ")
                    ? List.of()
                    : List.of("A row without an example says why it is not decided here.");
        }
        List<String> faults = new ArrayList<>();
        int dot = row.example().indexOf('.');
        Class<?> type =
                Class.forName(
                        LawRowsTest.class.getPackageName() + "." + row.example().substring(0, dot));
        Method example =
                Arrays.stream(type.getDeclaredMethods())
                        .filter(m -> m.getName().equals(row.example().substring(dot + 1)))
                        .findFirst()
                        .orElse(null);
        if (example == null) {
            faults.add(row.example() + " is gone.");
        } else if (example.isAnnotationPresent(TestFactory.class)) {
            // A table of examples: one of its lines is about the check.
            Stream<?> lines =
                    (Stream<?>) example.invoke(type.getDeclaredConstructor().newInstance());
            boolean named =
                    lines.map(line -> ((DynamicTest) line).getDisplayName())
                            .anyMatch(line -> line.contains(row.name()));
            if (!named && row.name().length() == 2) {
                faults.add(row.example() + " has no line about " + row.name());
            }
        } else if (!example.isAnnotationPresent(Test.class)
                && !example.isAnnotationPresent(ParameterizedTest.class)) {
            faults.add(row.example() + " is no test.");
        }
        return faults;
    }
}
