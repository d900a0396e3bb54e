package org.liandong.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.engine.NodeResult.Result.ACCEPTED;
import static org.liandong.engine.NodeResult.Result.REJECTED;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.liandong.kernel.Problem;

/// One engine runs several services. A document without a standard message may hold facts of all of them.
class SeveralServicesTest {

    private final InlineEngine engine = InlineEngine.inMemory(settings());

    private static Engine.Settings settings() {
        Engine.Settings one = Toy.settings("", () -> Toy.START);
        return new Engine.Settings(
                one.store(),
                List.of(new Toy("annex"), new Toy()),
                one.overrides(),
                one.rules(),
                one.secret(),
                one.time(),
                one.decoders());
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private DocumentResult submit(String document) {
        return engine.submit("test", document.getBytes(StandardCharsets.UTF_8), Toy.START);
    }

    private static String fact(String service, String id, String room) {
        return "{\"service\":\"%s\",\"type\":\"offered\",\"source\":\"test\",\"id\":\"%s\",\"body\":{\"room\":\"%s\",\"places\":1}}\n"
                .formatted(service, id, room);
    }

    @Test
    void eachLineGoesToTheServiceThatItNames() {
        DocumentResult result =
                submit(
                        fact("toy", "1", "east")
                                + fact("annex", "1", "west")
                                + fact("cellar", "1", "south")
                                + fact("toy", "2", "north"));
        assertThat(result.nodes())
                .extracting(NodeResult::result)
                .containsExactly(ACCEPTED, ACCEPTED, REJECTED, ACCEPTED);
        assertThat(engine.status("toy", "room-east")).isNotNull();
        assertThat(engine.status("annex", "room-west")).isNotNull();
        assertThat(engine.status("toy", "room-west")).isNull();
        assertThat(engine.status("toy", "room-north")).isNotNull();
    }

    @Test
    void whatNamesAServiceThatDoesNotRunHereIsToldWhichDo() {
        Problem problem =
                submit(fact("cellar", "1", "east")).nodes().getFirst().errors().getFirst();
        assertThat(problem.code()).isEqualTo("JSON-FIELD");
        assertThat(problem.message())
                .isEqualTo(
                        "The field 'service' must be the name of a service that runs here: annex, toy.");
    }

    @Test
    void soDoRowsOfATable() {
        DocumentResult result =
                submit(
                        "service,type,source,id,room,places\nannex,offered,test,1,east,1\ntoy,offered,test,1,west,1\n");
        assertThat(result.nodes())
                .extracting(NodeResult::result)
                .containsExactly(ACCEPTED, ACCEPTED);
        assertThat(engine.status("annex", "room-east")).isNotNull();
        assertThat(engine.status("toy", "room-west")).isNotNull();
    }
}
