package org.liandong.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.liandong.kernel.Problem;

/// Facts as a table.
class CsvFactsTest {

    sealed interface Fact {
        record Paid(String bill, java.math.BigDecimal amount, Place place) implements Fact {}

        record Place(String city) implements Fact {}
    }

    interface Nothing extends Runnable {}

    private static final CsvFacts FORMAT =
            new CsvFacts(new JsonFacts(Map.of("toy", JsonFacts.types(Fact.class, Nothing.class))));

    private static PlainFacts.Read read(String table) {
        return FORMAT.read(table.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> codes(PlainFacts.Read reading) {
        return reading.lines().stream()
                .flatMap(line -> line.node().problems().stream())
                .map(Problem::code)
                .toList();
    }

    @Test
    void theHeaderTellsATableFromEverythingElse() {
        assertThat(
                        FORMAT.recognises(
                                "\uFEFFid, type,source,service,x\n"
                                        .getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        for (String other : List.of("", "<a/>", "{\"service\":1}", "service,type,source\n", "[]")) {
            assertThat(FORMAT.recognises(other.getBytes(StandardCharsets.UTF_8)))
                    .as(other)
                    .isFalse();
        }
    }

    @Test
    void aCellStandsForAFieldAndADotLeadsIntoAnother() {
        PlainFacts.Read reading =
                read(
                        "service,type,source,id,bill,amount,place.city\r\ntoy,paid,bank,1,\"a, \"\"b\"\"\nc\",12.30,Ürümqi\r\n");
        assertThat(codes(reading)).isEmpty();
        assertThat(reading.lines().getFirst().node().fact())
                .isEqualTo(
                        new Fact.Paid(
                                "a, \"b\"\nc",
                                new java.math.BigDecimal("12.30"),
                                new Fact.Place("Ürümqi")));
    }

    @Test
    void aRowThatCannotBeUsedDoesNotDisturbTheOthersAndItsLineIsNamed() {
        PlainFacts.Read reading =
                read(
                        """
                        service,type,source,id,bill,amount,place.city
                        toy,paid,bank,1,"two
                        lines",1,x

                        toy,paid,bank,2,b
                        toy,paid,bank,3,b,much,x
                        toy,paid,,4,b,1,x
                        other,paid,bank,5,b,1,x
                        toy,paid,bank,6,b,,x
                        """);
        assertThat(codes(reading))
                .containsExactly(
                        "CSV-ROW",
                        "JSON-BODY-VALUE",
                        "JSON-FIELD",
                        "JSON-FIELD",
                        "JSON-BODY-MISSING");
        assertThat(
                        reading.lines().stream()
                                .flatMap(line -> line.node().problems().stream())
                                .map(Problem::line)
                                .toList())
                .containsExactly(5, 6, 7, 8, 9);
        assertThat(reading.lines().getFirst().node().fact()).isNotNull();
    }

    @Test
    void aHeaderThatNamesAFieldTwiceIsOneProblemOfTheWhole() {
        PlainFacts.Read reading = read("service,type,source,id,a,a\n1,2,3,4,5,6\n");
        assertThat(reading.lines()).isEmpty();
        assertThat(reading.problems()).extracting(Problem::code).containsExactly("CSV-HEADER");
    }

    @Test
    void aValueOfAnyLengthIsShownShort() {
        PlainFacts.Read reading =
                read(
                        """
                        service,type,source,id,bill,amount,place.city
                        toy,paid,bank,1,b,%s,x
                        """
                                .formatted("x".repeat(100_000)));
        assertThat(codes(reading)).containsExactly("JSON-BODY-VALUE");
        assertThat(reading.lines().getFirst().node().problems().getFirst().message())
                .contains("x".repeat(60) + "…")
                .hasSizeLessThan(200);
    }
}
