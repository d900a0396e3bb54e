package org.liandong.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liandong.kernel.ServiceModule;

/// The rows of the law that a service has to keep, each with the example that shows it: the file `law-rows.txt` beside the tests.
///
/// A line is `row | what it says | Test.method`. The example is `-` where the row says why it is not decided here. Each check of the
/// service is a row, too.
public final class LawRows {

    private static final String FILE = "law-rows.txt";
    private static final String NONE = "-";
    private static final String NOT_HERE = "not decided here: ";
    private static final Set<String> TESTS = Set.of("Test", "ParameterizedTest", "Property");
    private static final String FACTORY = "TestFactory";
    private static final int CELLS = 3;

    private final Class<?> tests;
    private final List<Row> rows;

    /// A row.
    ///
    /// @param name    as the law or the service counts it, such as `08.3 match` or `X1`
    /// @param example class and method of the test that shows it
    public record Row(String name, String says, String example) {

        @Override
        public String toString() {
            return name + ": " + says;
        }
    }

    private LawRows(Class<?> tests, List<Row> rows) {
        this.tests = tests;
        this.rows = rows;
    }

    /// The rows beside a test.
    public static LawRows beside(Class<?> test) {
        try (InputStream in = test.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "There is no %s beside %s.".formatted(FILE, test.getName()));
            }
            return new LawRows(
                    test,
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(LawRows::row)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        String[] cells = line.split("\\|", -1);
        if (cells.length != CELLS) {
            throw new IllegalArgumentException(
                    "'%s' is not: row | what it says | example.".formatted(line));
        }
        return new Row(cells[0].strip(), cells[1].strip(), cells[2].strip());
    }

    public List<Row> rows() {
        return rows;
    }

    /// Checks that the service has words for, and that are no row.
    public Set<String> checksWithoutRow(ServiceModule<?, ?> module) {
        Set<String> checks =
                module.words(Locale.ENGLISH).keySet().stream()
                        .filter(word -> word.startsWith("check."))
                        .map(word -> word.substring("check.".length()))
                        .collect(Collectors.toCollection(TreeSet::new));
        if (checks.isEmpty()) {
            throw new IllegalArgumentException(module.name() + " has no words for its checks.");
        }
        rows.forEach(row -> checks.remove(row.name()));
        return checks;
    }

    /// What is wrong with the example of a row; empty when nothing is.
    public List<String> faults(Row row) throws ReflectiveOperationException {
        if (row.example().equals(NONE)) {
            return row.says().startsWith(NOT_HERE)
                    ? List.of()
                    : List.of("A row without an example says why it is not decided here.");
        }
        int dot = row.example().lastIndexOf('.');
        Class<?> type =
                Class.forName(tests.getPackageName() + "." + row.example().substring(0, dot));
        Method example =
                Arrays.stream(type.getDeclaredMethods())
                        .filter(m -> m.getName().equals(row.example().substring(dot + 1)))
                        .findFirst()
                        .orElse(null);
        if (example == null) {
            return List.of(row.example() + " is gone.");
        }
        List<String> kinds =
                Arrays.stream(example.getAnnotations())
                        .map(Annotation::annotationType)
                        .map(Class::getSimpleName)
                        .toList();
        if (kinds.contains(FACTORY)) {
            return isCheck(row) && lines(type, example).noneMatch(line -> line.contains(row.name()))
                    ? List.of(row.example() + " has no line about " + row.name() + ".")
                    : List.of();
        }
        return kinds.stream().anyMatch(TESTS::contains)
                ? List.of()
                : List.of(row.example() + " is no test.");
    }

    private static boolean isCheck(Row row) {
        return row.name().matches("[A-Z]\\d+");
    }

    /// The names of a table of examples, one of which is about the check.
    private static Stream<String> lines(Class<?> type, Method factory)
            throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        factory.setAccessible(true);
        return ((Stream<?>) factory.invoke(constructor.newInstance())).map(String::valueOf);
    }
}
