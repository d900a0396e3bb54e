package org.liandong.dutyguarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.dutyguarantee.GuaranteeFact.Container;
import org.liandong.dutyguarantee.GuaranteeFact.Declaration;
import org.liandong.dutyguarantee.GuaranteeFact.Line;
import org.liandong.kernel.Check;
import org.liandong.kernel.Checks;

/// Whether a declaration agrees with itself.
class DocumentChecksTest {

    private static final Declaration SOUND = Port.declaration(Port.D1, "CL");

    private static List<String> failed(Declaration document) {
        Checks checks = new Checks();
        DocumentChecks.of(document, checks);
        return checks.failed().stream().map(Check::rule).toList();
    }

    @Test
    void aSoundOnePasses() {
        assertThat(failed(SOUND)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> theseFail() {
        return Stream.of(
                        row(
                                "X1",
                                with(
                                        "900.01",
                                        "900.00",
                                        SOUND.tradeCode(),
                                        SOUND.lines(),
                                        SOUND.containers())),
                        row("X2", containers(new Container("CSQU3054383", "1,2"))),
                        row("X3", containers(new Container("CSQU3054384", "1"))),
                        row("X3", containers(new Container("BOX1", "1"))),
                        row("X4", with("1", "2", "350296000", SOUND.lines(), SOUND.containers())),
                        row(
                                "X5",
                                with(
                                        "1",
                                        "2",
                                        SOUND.tradeCode(),
                                        List.of(line(), line()),
                                        SOUND.containers())))
                .map(row ->
                        DynamicTest.dynamicTest(
                                row.rule()
                                        + ": "
                                        + row.document().containers()
                                        + row.document().netWt(),
                                () ->
                                        assertThat(failed(row.document()))
                                                .containsExactly(row.rule())));
    }

    private record Row(String rule, Declaration document) {}

    private static Row row(String rule, Declaration document) {
        return new Row(rule, document);
    }

    private static Line line() {
        return SOUND.lines().getFirst();
    }

    private static Declaration containers(Container container) {
        return with("1", "2", SOUND.tradeCode(), SOUND.lines(), List.of(container));
    }

    private static Declaration with(
            String net, String gross, String trade, List<Line> lines, List<Container> containers) {
        return new Declaration(
                SOUND.entryId(),
                SOUND.clientSeqNo(),
                SOUND.signedAt(),
                SOUND.seqNo(),
                SOUND.ieFlag(),
                SOUND.customMaster(),
                SOUND.iePort(),
                trade,
                SOUND.tradeCoScc(),
                SOUND.tradeName(),
                SOUND.ownerCode(),
                SOUND.agentCode(),
                SOUND.type(),
                SOUND.chkSurety(),
                SOUND.tradeMode(),
                SOUND.cutMode(),
                SOUND.transMode(),
                SOUND.billNo(),
                SOUND.contrNo(),
                SOUND.manualNo(),
                new BigDecimal(gross),
                new BigDecimal(net),
                SOUND.packNo(),
                SOUND.filingNo(),
                lines,
                containers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CSQU3054383",
                "MSKU6119965",
                "EXFU0551106",
                "SUDU3070000",
                "STSU8845000",
                "QDTU1000070"
            })
    void theExamplesOfTheStandardPass(String number) {
        assertThat(DocumentChecks.isContainer(number)).isTrue();
    }

    @Test
    void aNumberAsPrintedIsComparedWithoutItsBlanks() {
        assertThat(failed(containers(new Container("CSQU 305438-3", "1")))).isEmpty();
    }
}
