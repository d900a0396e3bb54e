package org.liandong.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.liandong.rules.DmnRules;
import org.liandong.rules.RuleSource;

/// The decision tables that a service ships.
public final class RuleFolder {

    private static final String INDEX = "rules/index.txt";

    private RuleFolder() {}

    /// The tables that the index names.
    ///
    /// @param beside a class in the package of the service
    public static DmnRules of(Class<?> beside) {
        return DmnRules.of(RuleSource.indexed(beside, INDEX));
    }

    /// The index names every table that lies beside it.
    public static void isIndexed(Class<?> beside) throws IOException, URISyntaxException {
        URL url = Objects.requireNonNull(beside.getResource(INDEX));
        Path index = Path.of(url.toURI());
        try (Stream<Path> folder = Files.list(index.resolveSibling("."))) {
            assertThat(Files.readAllLines(index))
                    .containsExactlyElementsOf(
                            folder.map(file -> file.getFileName().toString())
                                    .filter(name -> name.endsWith(".dmn"))
                                    .sorted()
                                    .toList());
        }
    }
}
