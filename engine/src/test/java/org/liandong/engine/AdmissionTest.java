package org.liandong.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.engine.NodeResult.Result;
import org.liandong.kernel.Problem;

/// What may not be taken from a sender is set aside node by node, and changes nothing.
class AdmissionTest {

    private static final Admission COATS_ONLY =
            (service, type, source) ->
                    type.equals("coat")
                            ? null
                            : Problem.of("NOT-GRANTED", service + " " + type + " " + source);

    @TempDir Path store;

    @Test
    void onlyTheNodesThatAreGrantedAreTaken() throws Exception {
        Engine.Settings settings = Toy.settings(store.toString(), () -> Toy.START);
        try (Engine engine = Engine.open(settings);
                Views views = Views.open(store.toString())) {
            DocumentResult result =
                    engine.submit(
                                    "test",
                                    Toy.document(
                                            Toy.line("1", new Toy.Offered("east", 5)),
                                            Toy.line("2", new Toy.Coat("T1", "red"))),
                                    COATS_ONLY)
                            .get(20, TimeUnit.SECONDS);
            assertThat(result.nodes())
                    .extracting(NodeResult::result)
                    .containsExactly(Result.REJECTED, Result.PARKED);
            assertThat(result.nodes().getFirst().errors())
                    .containsExactly(Problem.of("NOT-GRANTED", "toy offered test"));
            assertThat(views.cases("toy", null, "", 9)).isEmpty();

            // It was not refused for ever: who may, sends it under the same number.
            DocumentResult again =
                    engine.submit("test", Toy.document(Toy.line("1", new Toy.Offered("east", 5))))
                            .get(20, TimeUnit.SECONDS);
            assertThat(again.nodes())
                    .extracting(NodeResult::result)
                    .containsExactly(Result.ACCEPTED);
        }
        try (SqlStore reading = SqlStore.openForReading(store.toString())) {
            assertThat(
                            reading.rows(
                                    "select kind, type, source from set_aside",
                                    row ->
                                            List.of(
                                                    row.getString(1),
                                                    row.getString(2),
                                                    row.getString(3))))
                    .containsExactly(List.of("forbidden", "offered", "test"));
        }
        assertThat(Verifier.verify(settings, (done, total) -> {}).difference()).isNull();
    }
}
