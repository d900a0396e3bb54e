package org.liandong.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every single write of a day fails once. Whoever was not answered sends again; the end is always the same.
class StoreFaultTest {

    private static final int DOCUMENTS = 12;

    @TempDir Path folder;

    @Test
    void aFailureOfAnyWriteLosesNothingAndRepeatsNothing() throws Exception {
        String undisturbed = folder.resolve("undisturbed").toString();
        AtomicInteger points = new AtomicInteger();
        feed(undisturbed, what -> points.incrementAndGet());
        assertThat(points.get()).isGreaterThan(50);
        for (int failing = 1; failing <= points.get(); failing++) {
            String store = folder.resolve("failing-" + failing).toString();
            int at = failing;
            AtomicInteger point = new AtomicInteger();
            feed(
                    store,
                    what -> {
                        if (point.incrementAndGet() == at) {
                            throw new SQLException(
                                    "The disk is full (write %d, %s).".formatted(at, what));
                        }
                    });
            assertThat(ToyDay.rows(store))
                    .as("after the failure of write %d", failing)
                    .isEqualTo(ToyDay.rows(undisturbed));
        }
    }

    /// Takes the day in one by one; after a failure the engine is started anew and the document is sent again.
    private static void feed(String store, SqlStore.WritePoint writes) throws Exception {
        int next = 0;
        int failures = 0;
        while (next < DOCUMENTS) {
            Engine engine;
            try {
                engine =
                        Engine.open(
                                Toy.settings(store, () -> Toy.START), SqlStore.open(store, writes));
            } catch (StoreFailure e) {
                assertThat(++failures).isEqualTo(1);
                continue;
            }
            try (engine) {
                while (next < DOCUMENTS) {
                    engine.submit("document", ToyDay.document(next)).get();
                    next++;
                }
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(StoreFailure.class);
                assertThat(++failures).isEqualTo(1);
            }
        }
    }
}
