package org.liandong.app.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.liandong.app.Texts;
import org.liandong.engine.Newest.SetAside;
import org.liandong.kernel.Problem;

/// Records that could not be used, as they are shown.
class AsidesTest {

    private static Lists.Asides.Aside shown(int faults, Locale language) {
        List<Problem> problems =
                IntStream.rangeClosed(1, faults)
                        .mapToObj(n -> Problem.of("ODD-" + n, "Fault " + n + "."))
                        .toList();
        return Lists.Asides.row(
                new SetAside(
                        1,
                        Instant.EPOCH,
                        "inbox/day.xml",
                        "ecommerce-import",
                        4,
                        "order",
                        "EBP1",
                        "O1",
                        "rejected",
                        problems),
                Texts.of(language));
    }

    @Test
    void fewReasonsAreAllShown() {
        Lists.Asides.Aside aside = shown(3, Locale.ENGLISH);
        assertThat(aside.why()).hasSize(3).last().asString().contains("Fault 3.");
        assertThat(aside.rest()).isEmpty();
        assertThat(aside.document()).isEqualTo("day.xml");
    }

    @Test
    void ofManyThreeAreShownAndTheRestOnDemand() {
        Lists.Asides.Aside aside = shown(400, Locale.ENGLISH);
        assertThat(aside.why()).hasSize(3);
        assertThat(aside.more()).isEqualTo("397 more reasons");
        assertThat(aside.rest()).hasSize(397).last().asString().contains("Fault 400.");
        assertThat(shown(4, Locale.CHINESE).more()).isEqualTo("另有 1 个原因");
    }
}
