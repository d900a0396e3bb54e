package org.liandong.kernel.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The calendar the kernel ships against the collected facts, where they lie beside the repository or where the system
/// property `liandong.shared` says.
class SharedCalendarTest {

    private static final String SPECIAL_DAYS =
            "data/approvals/calendar/cn-special-days-2019-2026.csv";

    @Test
    void theShippedDaysAreTheCollectedOnes() throws IOException {
        Optional<Path> collected = collectedDays();
        assumeTrue(
                collected.isPresent(),
                "No folder 'shared' with %s beside the repository; name it by -Dliandong.shared=<folder> to compare."
                        .formatted(SPECIAL_DAYS));

        WorkingCalendar shared = WorkingCalendar.parse(Files.readString(collected.orElseThrow()));

        assertThat(WorkingCalendar.shipped().specialDays()).isEqualTo(shared.specialDays());
    }

    private static Optional<Path> collectedDays() {
        Stream<Path> named =
                Stream.ofNullable(System.getProperty("liandong.shared"))
                        .filter(folder -> !folder.isBlank())
                        .map(Path::of);
        Stream<Path> beside =
                Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                        .map(path -> path.resolve("shared"));
        return Stream.concat(named, beside)
                .map(folder -> folder.resolve(SPECIAL_DAYS))
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
