package org.liandong.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.kernel.NoRuleInForce;
import org.liandong.kernel.Verdict;
import org.liandong.kernel.Verdict.Miss;

class DmnRulesTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-01");

    // ---- editions

    @Test
    void theEditionInForceIsTheNewestThatHasBegun() {
        var rules =
                DmnRules.of(
                        List.of(fee("fee@2019-01-01.dmn", "5"), fee("fee@2016-04-08.dmn", "2")));

        assertThat(version(rules, "2016-04-08")).isEqualTo("2016-04-08");
        assertThat(version(rules, "2018-12-31")).isEqualTo("2016-04-08");
        assertThat(version(rules, "2019-01-01")).isEqualTo("2019-01-01");
        assertThat(version(rules, "2999-01-01")).isEqualTo("2019-01-01");
    }

    @Test
    void beforeTheFirstEditionNoRuleIsInForce() {
        var rules = DmnRules.of(List.of(fee("fee@2016-04-08.dmn", "2")));

        assertThatThrownBy(() -> version(rules, "2016-04-07"))
                .isInstanceOf(NoRuleInForce.class)
                .hasMessageContaining("'fee'")
                .hasMessageContaining("2016-04-07");
        assertThatThrownBy(() -> rules.decide("toll", TODAY, Map.of()))
                .isInstanceOf(NoRuleInForce.class);
    }

    @Test
    void anEditionWithALastDayIsInForceThroughIt() {
        var rules = DmnRules.of(List.of(fee("fee@2016-04-08..2018-12-31.dmn", "2")));

        assertThat(version(rules, "2018-12-31")).isEqualTo("2016-04-08");
        assertThatThrownBy(() -> version(rules, "2019-01-01")).isInstanceOf(NoRuleInForce.class);
    }

    @Test
    void twoEditionsOfOneDayAreRefused() {
        assertThatThrownBy(() ->
                        DmnRules.of(
                                List.of(
                                        fee("fee@2016-04-08.dmn", "2"),
                                        fee("fee@2016-04-08..2018-12-31.dmn", "3"))))
                .isInstanceOf(BrokenRule.class)
                .hasMessage(
                        "fee@2016-04-08..2018-12-31.dmn: begins on the same day as fee@2016-04-08.dmn. Keep one of the two.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fee.dmn",
                "Fee@2016-04-08.dmn",
                "fee@2016-4-8.dmn",
                "fee@2016-02-30.dmn",
                "fee@2016-04-08.xml",
                "../fee@2016-04-08.dmn",
                "fee@2019-01-01..2018-12-31.dmn"
            })
    void aFileNameThatDoesNotFollowTheConventionIsRefused(String file) {
        assertThatThrownBy(() -> RuleSource.of(file, new byte[0]))
                .isInstanceOf(BrokenRule.class)
                .hasMessageStartingWith(file + ": ");
    }

    @Test
    void resourcesAreReadByNameAndByIndex() {
        var named = RuleSource.resources(DmnRulesTest.class, List.of("samples/fee@2016-04-08.dmn"));

        assertThat(RuleSource.indexed(DmnRulesTest.class, "samples/index.txt")).isEqualTo(named);
        assertThat(DmnRules.of(named).decide("fee", TODAY, asked("3", "A")).row()).isEqualTo(2);
        assertThatThrownBy(() ->
                        RuleSource.resources(
                                DmnRulesTest.class, List.of("samples/toll@2016-04-08.dmn")))
                .isInstanceOf(BrokenRule.class)
                .hasMessageContaining("samples/toll@2016-04-08.dmn: no such resource");
    }

    // ---- verdicts

    @Test
    void aVerdictSaysWhichRowFiredAndWhyTheRowsAboveDidNot() {
        var verdict = rules().decide("fee", TODAY, asked("7.50", "C"));

        assertThat(verdict)
                .isEqualTo(
                        new Verdict(
                                "fee",
                                "2016-04-08",
                                "fee of a parcel",
                                4,
                                asked("7.50", "C"),
                                Map.of("fee", new BigDecimal("9"), "note", "heavy"),
                                List.of(
                                        new Miss(1, "weight", "< 0", "7.50"),
                                        new Miss(2, "weight", "<= 5", "7.50"),
                                        new Miss(3, "zone", "\"A\", \"B\"", "C"))));
    }

    @Test
    void onlyTheFirstCellThatFailsIsNamed() {
        // Row 2 fails in both columns.
        assertThat(rules().decide("fee", TODAY, asked("7", "C")).misses().get(1))
                .isEqualTo(new Miss(2, "weight", "<= 5", "7"));
    }

    @Test
    void theFirstRowThatFiresHasNoMisses() {
        var verdict = rules().decide("fee", TODAY, asked("-1", "A"));

        assertThat(verdict.row()).isEqualTo(1);
        assertThat(verdict.misses()).isEmpty();
    }

    @Test
    void whenNoRowFiresAllOfThemAreMisses() {
        var rules =
                DmnRules.of(
                        List.of(
                                source(
                                        "toll@2016-04-08.dmn",
                                        """
                                        <decision name="toll">
                                          <variable name="toll"/>
                                          <informationRequirement><requiredInput href="#weight"/></informationRequirement>
                                          <decisionTable>
                                            <input><inputExpression typeRef="number"><text>weight * 2</text></inputExpression></input>
                                            <output typeRef="number"/>
                                            <rule><inputEntry><text>[1..2]</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>
                                            <rule><inputEntry><text>not(&lt; 6)</text></inputEntry><outputEntry><text>weight + 1</text></outputEntry></rule>
                                          </decisionTable>
                                        </decision>
                                        """)));

        var verdict = rules.decide("toll", TODAY, Map.of("weight", new BigDecimal("2")));

        assertThat(verdict.row()).isZero();
        assertThat(verdict.outputs()).isEmpty();
        assertThat(verdict.misses())
                .containsExactly(
                        new Miss(1, "weight * 2", "[1..2]", "4"),
                        new Miss(2, "weight * 2", "not(< 6)", "4"));
        // A single output without a name of its own has that of the decision.
        assertThat(rules.decide("toll", TODAY, Map.of("weight", new BigDecimal("3"))).outputs())
                .isEqualTo(Map.of("toll", new BigDecimal("4")));
    }

    @Test
    void conditionsMayNameOtherInputsDatesAndTruthValues() {
        var rules =
                DmnRules.of(
                        List.of(
                                RuleSource.of(
                                        "stay@2016-04-08.dmn",
                                        model(
                                                "stay",
                                                """
                                                <inputData id="in" name="came in"><variable name="came in" typeRef="date"/></inputData>
                                                <inputData id="out" name="went out"><variable name="went out" typeRef="date"/></inputData>
                                                <inputData id="sealed" name="sealed"><variable name="sealed" typeRef="boolean"/></inputData>
                                                <decision name="stay">
                                                  <variable name="stay"/>
                                                  <informationRequirement><requiredInput href="#in"/></informationRequirement>
                                                  <informationRequirement><requiredInput href="#out"/></informationRequirement>
                                                  <informationRequirement><requiredInput href="#sealed"/></informationRequirement>
                                                  <decisionTable hitPolicy="FIRST">
                                                    <input><inputExpression typeRef="date"><text>went out</text></inputExpression></input>
                                                    <input><inputExpression typeRef="boolean"><text>sealed</text></inputExpression></input>
                                                    <output name="days" typeRef="Any"/>
                                                    <output name="until" typeRef="date"/>
                                                    <rule>
                                                      <inputEntry><text>&lt; came in</text></inputEntry><inputEntry><text>-</text></inputEntry>
                                                      <outputEntry><text>[]</text></outputEntry><outputEntry><text>came in</text></outputEntry>
                                                    </rule>
                                                    <rule>
                                                      <inputEntry><text>-</text></inputEntry><inputEntry><text>true</text></inputEntry>
                                                      <outputEntry><text>[1, 11, 21]</text></outputEntry><outputEntry><text>date("2026-03-31")</text></outputEntry>
                                                    </rule>
                                                  </decisionTable>
                                                </decision>
                                                """))));

        var verdict =
                rules.decide(
                        "stay",
                        TODAY,
                        Map.of("came in", TODAY, "went out", TODAY.plusDays(1), "sealed", true));

        assertThat(verdict.outputs())
                .isEqualTo(
                        Map.of(
                                "days",
                                List.of(
                                        new BigDecimal("1"),
                                        new BigDecimal("11"),
                                        new BigDecimal("21")),
                                "until",
                                LocalDate.parse("2026-03-31")));
        assertThat(verdict.misses())
                .containsExactly(new Miss(1, "went out", "< came in", "2026-03-02"));
    }

    @Test
    void whatIsAskedMustBeWhatTheTableAsksFor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rules().decide("fee", TODAY, Map.of("weight", BigDecimal.ONE)))
                .withMessageContaining("asks for the inputs [weight, zone], not [weight]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rules().decide("fee", TODAY, Map.of("weight", 1, "zone", "A")))
                .withMessageContaining(
                        "The input 'weight' of the table 'fee of a parcel' of fee@2016-04-08.dmn is of type number; 1 (Integer) is not.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rules().decide("fee", TODAY, Map.of("weight", "1", "zone", "A")));
    }

    @Test
    void aHugeExponentIsShownAsItIs() {
        var verdict = rules().decide("fee", TODAY, asked("1E+999999999", "C"));

        assertThat(verdict.misses().get(1).value()).isEqualTo("1E+999999999");
    }

    @Test
    void twoRowsThatFireInAUniqueTableAreAFaultOfTheTable() {
        var rules =
                DmnRules.of(List.of(source("toll@2016-04-08.dmn", toll("UNIQUE", "-", "-", "1"))));

        assertThatThrownBy(() -> rules.decide("toll", TODAY, Map.of("weight", BigDecimal.ONE)))
                .isInstanceOf(BrokenRule.class)
                .hasMessageContaining("toll@2016-04-08.dmn, table 'toll': ")
                .hasMessageContaining("UNIQUE");
    }

    @Test
    void anOutputOfAnotherTypeIsAFaultOfTheTable() {
        var rules =
                DmnRules.of(
                        List.of(source("toll@2016-04-08.dmn", toll("FIRST", "-", "-", "\"one\""))));

        assertThatThrownBy(() -> rules.decide("toll", TODAY, Map.of("weight", BigDecimal.ONE)))
                .isInstanceOf(BrokenRule.class)
                .hasMessageContaining("row 1")
                .hasMessageContaining("'toll'");
    }

    // ---- memo and threads

    @Test
    void theSameQuestionIsAnsweredFromTheMemo() {
        var rules = rules();
        var first = rules.decide("fee", TODAY, asked("1", "A"));

        assertThat(rules.decide("fee", TODAY, asked("1", "A"))).isSameAs(first);
        // The same number written otherwise is another question: verdicts repeat what was asked.
        assertThat(rules.decide("fee", TODAY, asked("1.0", "A")).inputs())
                .isEqualTo(asked("1.0", "A"));
    }

    @Test
    void theMemoForgetsWhatIsNotAskedAgain() {
        var memo = new Memo<Integer, String>(10);
        memo.keep(0, "kept");
        for (int i = 1; i < 1_000; i++) {
            memo.keep(i, "passing");
            assertThat(memo.find(0)).isEqualTo("kept");
        }

        assertThat(memo.size()).isLessThanOrEqualTo(20);
        assertThat(memo.find(1)).isNull();
    }

    @Test
    void aLongTextIsAnsweredButNotKept() {
        var rules = rules();
        var zone = "A".repeat(1_000);

        assertThat(rules.decide("fee", TODAY, asked("1", zone)))
                .isEqualTo(rules.decide("fee", TODAY, asked("1", zone)))
                .isNotSameAs(rules.decide("fee", TODAY, asked("1", zone)));
    }

    @Test
    void threadsDoNotMixUpTheirAnswers() throws Exception {
        var rules = rules();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var tasks = new ArrayList<Callable<List<Integer>>>();
            for (int thread = 0; thread < 4; thread++) {
                var offset = thread;
                tasks.add(() ->
                        IntStream.range(0, 500)
                                .map(i -> i * 4 + offset)
                                .mapToObj(i ->
                                        rules.decide(
                                                        "fee",
                                                        TODAY,
                                                        asked(
                                                                i % 2 == 0 ? "1." + i : "9." + i,
                                                                "A"))
                                                .row())
                                .toList());
            }
            var answers = threads.invokeAll(tasks);
            for (int thread = 0; thread < 4; thread++) {
                assertThat(answers.get(thread).get()).containsOnly(thread % 2 == 0 ? 2 : 3);
            }
        }
    }

    // ---- broken files

    @Test
    void aBrokenCellIsFoundByTheCheckWithFileTableAndRow() {
        var rules =
                DmnRules.of(
                        List.of(source("toll@2016-04-08.dmn", toll("FIRST", "[1..", "-", "1"))));

        assertThatThrownBy(rules::check)
                .isInstanceOf(BrokenRule.class)
                .hasMessageContaining("toll@2016-04-08.dmn: line ")
                .hasMessageContaining("'[1..'")
                .hasMessageContaining("'toll'")
                .hasMessageContaining("rule #1");
    }

    @Test
    void aRowMustSaySomethingForEveryOutput() {
        assertThatThrownBy(
                        DmnRules.of(
                                        List.of(
                                                source(
                                                        "toll@2016-04-08.dmn",
                                                        toll("FIRST", "-", "-", ""))))
                                ::check)
                .isInstanceOf(BrokenRule.class)
                .hasMessageContaining("row 1 says nothing for the output 'toll'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"COLLECT", "ANY", "PRIORITY", "RULE ORDER", "OUTPUT ORDER"})
    void otherHitPoliciesAreRefused(String policy) {
        assertThatThrownBy(() ->
                        DmnRules.of(
                                List.of(
                                        source(
                                                "toll@2016-04-08.dmn",
                                                toll(policy, "-", "-", "1")))))
                .isInstanceOf(BrokenRule.class)
                .hasMessageContaining("toll@2016-04-08.dmn, line ")
                .hasMessageContaining(
                        "the hit policy " + policy + ". Only UNIQUE and FIRST are supported");
    }

    @Test
    void aModelIsNamedLikeItsFile() {
        assertThatThrownBy(() ->
                        DmnRules.of(
                                List.of(
                                        RuleSource.of(
                                                "fee@2016-04-08.dmn",
                                                model("toll", toll("FIRST", "-", "-", "1"))))))
                .isInstanceOf(BrokenRule.class)
                .hasMessageContaining("a model named 'toll'. Name it 'fee', like the file");
    }

    @Test
    void aDefaultOutputIsRefused() {
        var table =
                toll("FIRST", "-", "-", "1")
                        .replace(
                                "<output typeRef=\"number\"/>",
                                "<output><defaultOutputEntry><text>1</text></defaultOutputEntry></output>");

        assertThatThrownBy(() -> DmnRules.of(List.of(source("toll@2016-04-08.dmn", table))))
                .isInstanceOf(BrokenRule.class)
                .hasMessageContaining("Write a last row of '-' instead");
    }

    @Test
    void whatIsNotXmlIsRefusedWithItsLine() {
        assertThatThrownBy(() ->
                        DmnRules.of(
                                List.of(
                                        RuleSource.of(
                                                "fee@2016-04-08.dmn",
                                                bytes("<definitions>\n<a></b>")))))
                .isInstanceOf(BrokenRule.class)
                .hasMessageStartingWith("fee@2016-04-08.dmn, line ");
        assertThatThrownBy(() ->
                        RuleSource.of("fee@2016-04-08.dmn", new byte[] {(byte) 0xB2, (byte) 0xC6}))
                .isInstanceOf(BrokenRule.class)
                .hasMessageContaining("not UTF-8");
        assertThatThrownBy(() -> RuleSource.of("fee@2016-04-08.dmn", new byte[2 << 20]))
                .isInstanceOf(BrokenRule.class)
                .hasMessageContaining("bytes are more than");
    }

    // ---- hostile files

    @Test
    void aDoctypeIsRefused() {
        var bomb =
                """
                <!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
                <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="fee"><description>&b;&f;</description></definitions>
                """;

        assertThatThrownBy(() ->
                        DmnRules.of(List.of(RuleSource.of("fee@2016-04-08.dmn", bytes(bomb)))))
                .isInstanceOf(BrokenRule.class)
                .hasMessageContaining("a DOCTYPE. Remove it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "function(x) external { java: { class: \"java.lang.Runtime\", method signature: \"getRuntime()\" } }",
                "func<!-- -->tion(x) exter<!-- -->nal { java: {} }",
                "<![CDATA[function /* x */ (x)\nexternal{}]]>"
            })
    void aCellMayNotCallJava(String cell) {
        assertThatThrownBy(() ->
                        DmnRules.of(
                                List.of(
                                        source(
                                                "toll@2016-04-08.dmn",
                                                toll("FIRST", cell, "-", "1")))))
                .isInstanceOf(BrokenRule.class)
                .hasMessageContaining("the file has an external function");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<import importType=\"x\" locationURI=\"http://192.0.2.1/a.dmn\" namespace=\"y\"/>",
                "<businessKnowledgeModel name=\"b\"/>",
                "<extensionElements/>",
                "<x:thing xmlns:x=\"urn:x\"/>",
                "<decision name=\"second\"/>"
            })
    void whatARuleDoesNotNeedIsRefused(String element) {
        assertThatThrownBy(() ->
                        DmnRules.of(
                                List.of(
                                        source(
                                                "toll@2016-04-08.dmn",
                                                element + toll("FIRST", "-", "-", "1")))))
                .isInstanceOf(BrokenRule.class)
                .hasMessageStartingWith("toll@2016-04-08.dmn");
    }

    @Test
    void aConditionIsTextAlone() {
        var cell = "function(x) <description/>external { java: {} }";

        assertThatThrownBy(() ->
                        DmnRules.of(
                                List.of(
                                        source(
                                                "toll@2016-04-08.dmn",
                                                toll("FIRST", cell, "-", "1")))))
                .isInstanceOf(BrokenRule.class)
                .hasMessageContaining("an element inside a <text>");
    }

    @Test
    void aDescriptionMaySpeakOfAnyFunction() {
        var described =
                "<decision name=\"toll\"><description>The function of an external agency.</description>";

        DmnRules.of(
                List.of(
                        source(
                                "toll@2016-04-08.dmn",
                                toll("FIRST", "-", "-", "1")
                                        .replace("<decision name=\"toll\">", described))));
    }

    @Test
    void deepNestingIsRefused() {
        assertThatThrownBy(() ->
                        DmnRules.of(
                                List.of(source("toll@2016-04-08.dmn", "<decision>".repeat(100)))))
                .isInstanceOf(BrokenRule.class)
                .hasMessageContaining("nested deeper than");
    }

    // ---- the tables of these tests

    private static DmnRules rules() {
        return DmnRules.of(List.of(fee("fee@2016-04-08.dmn", "2")));
    }

    private static String version(DmnRules rules, String day) {
        return rules.decide("fee", LocalDate.parse(day), asked("1", "A")).version();
    }

    private static Map<String, Object> asked(String weight, String zone) {
        return Map.of("weight", new BigDecimal(weight), "zone", zone);
    }

    private static RuleSource fee(String file, String light) {
        return source(
                file,
                """
                <inputData id="zone" name="zone"><variable name="zone" typeRef="string"/></inputData>
                <decision name="fee of a parcel">
                  <variable name="fee of a parcel"/>
                  <informationRequirement><requiredInput href="#weight"/></informationRequirement>
                  <informationRequirement><requiredInput href="#zone"/></informationRequirement>
                  <decisionTable hitPolicy="FIRST">
                    <input><inputExpression typeRef="number"><text>weight</text></inputExpression></input>
                    <input><inputExpression typeRef="string"><text>zone</text></inputExpression></input>
                    <output name="fee" typeRef="number"/>
                    <output name="note" typeRef="string"/>
                    <rule>
                      <inputEntry><text>&lt; 0</text></inputEntry><inputEntry><text>-</text></inputEntry>
                      <outputEntry><text>0</text></outputEntry><outputEntry><text>"impossible"</text></outputEntry>
                    </rule>
                    <rule>
                      <inputEntry><text>&lt;= 5</text></inputEntry><inputEntry><text>not("C")</text></inputEntry>
                      <outputEntry><text>LIGHT</text></outputEntry><outputEntry><text>"light"</text></outputEntry>
                    </rule>
                    <rule>
                      <inputEntry><text>-</text></inputEntry><inputEntry><text>"A", "B"</text></inputEntry>
                      <outputEntry><text>6</text></outputEntry><outputEntry><text>"near"</text></outputEntry>
                    </rule>
                    <rule>
                      <inputEntry><text>-</text></inputEntry><inputEntry><text>-</text></inputEntry>
                      <outputEntry><text>9</text></outputEntry><outputEntry><text>"heavy"</text></outputEntry>
                    </rule>
                  </decisionTable>
                </decision>
                """
                        .replace("LIGHT", light));
    }

    /// Two rows over the weight, the second always with the output 2.
    private static String toll(String policy, String first, String second, String output) {
        return """
        <decision name="toll">
          <variable name="toll"/>
          <informationRequirement><requiredInput href="#weight"/></informationRequirement>
          <decisionTable hitPolicy="%s">
            <input><inputExpression typeRef="number"><text>weight</text></inputExpression></input>
            <output typeRef="number"/>
            <rule><inputEntry><text>%s</text></inputEntry><outputEntry><text>%s</text></outputEntry></rule>
            <rule><inputEntry><text>%s</text></inputEntry><outputEntry><text>2</text></outputEntry></rule>
          </decisionTable>
        </decision>
        """
                .formatted(policy, first, output, second);
    }

    private static RuleSource source(String file, String decision) {
        var rule = file.substring(0, file.indexOf('@'));
        return RuleSource.of(
                file,
                model(
                        rule,
                        """
                        <inputData id="weight" name="weight"><variable name="weight" typeRef="number"/></inputData>
                        """
                                + decision));
    }

    private static byte[] model(String name, String body) {
        return bytes(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="%s" namespace="urn:test">
                %s</definitions>
                """
                        .formatted(name, body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
