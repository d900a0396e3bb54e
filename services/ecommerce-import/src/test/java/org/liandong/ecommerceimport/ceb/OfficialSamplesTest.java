package org.liandong.ecommerceimport.ceb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The samples that customs publishes with the interface specification.
class OfficialSamplesTest {

    @Test
    void everySampleIsReadWithoutAProblem() throws IOException {
        List<Path> samples;
        try (Stream<Path> files = Files.list(SharedFolder.ceb("samples-official-202205/import"))) {
            samples = files.sorted().toList();
        }
        assertThat(samples).hasSize(16);
        for (Path sample : samples) {
            Reading reading = new CebReader().read(Files.readAllBytes(sample));
            assertThat(reading).as(sample.toString()).isInstanceOf(CebMessage.class);
            CebMessage message = (CebMessage) reading;
            assertThat(sample.getFileName().toString()).isEqualTo(message.type().root() + ".xml");
            assertThat(message.nodes())
                    .isNotEmpty()
                    .allSatisfy(node -> assertThat(node.problems()).isEmpty());
            assertThat(message.baseTransfer() != null).isEqualTo(message.type().isRequest());
            assertThat(message.warnings())
                    .as(sample.toString())
                    .allSatisfy(warning -> assertThat(warning.code()).isEqualTo(ProblemCode.GUID));
        }
    }

    @Test
    void theSampleOfAListHasItsValues() throws IOException {
        Path sample = SharedFolder.ceb("samples-official-202205/import/CEB621Message.xml");
        CebMessage message = (CebMessage) new CebReader().read(Files.readAllBytes(sample));
        Node first = message.nodes().getFirst();
        assertThat(first.get("orderNo")).isEqualTo("order2016030811340001");
        assertThat(first.get("buyerName")).isEqualTo("李小宝");
        assertThat(first.get("preNo")).as("empty, and so absent").isNull();
        assertThat(first.lines()).hasSize(2);
        assertThat(first.lines().get(1).get("gname")).isEqualTo("花王纸尿裤");
        assertThat(first.line()).isEqualTo(4);
        assertThat(first.column()).isEqualTo(2);
        assertThat(message.isSigned()).isTrue();
        assertThat(message.guid()).isEqualTo("4CDE1CFD-EDED-46B1-946C-B8022E42FC94");
    }
}
