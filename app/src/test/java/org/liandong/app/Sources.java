package org.liandong.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/// The sources that this test was built from.
final class Sources {

    private Sources() {}

    /// The root of the repository.
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = Objects.requireNonNull(folder.getParent(), "no folder above has mvnw");
        }
        return folder;
    }

    /// Everything in the files below a folder whose names end so.
    static String text(Path folder, String... endings) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().contains("/src/main/")).sorted().toList()) {
                for (String ending : endings) {
                    if (file.toString().endsWith(ending)) {
                        text.append(Files.readString(file, StandardCharsets.UTF_8)).append('\n');
                    }
                }
            }
        }
        return text.toString();
    }
}
