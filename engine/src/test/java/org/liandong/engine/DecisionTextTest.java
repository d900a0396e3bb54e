package org.liandong.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.liandong.kernel.Check;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Outcome;

/// How a decision stands in the store.
class DecisionTextTest {

    private final List<List<String>> words = new ArrayList<>();

    private static final Check HOLDS = check(Check.Result.PASSED, "", "2", "2");
    private static final Check HOLDS_OTHERWISE = check(Check.Result.PASSED, "", "1.1", "1.25");
    private static final Check FAILS = check(Check.Result.FAILED, "1332", "3", "2");
    private static final Check FAILS_ALIKE = check(Check.Result.FAILED, "", "2", "2");
    private static final Check NOTHING = check(Check.Result.PASSED, "", null, null);
    private static final Check NOTHING_LEFT = check(Check.Result.UNDECIDED, "", null, "2");
    private static final Check NOTHING_RIGHT = check(Check.Result.PASSED, "", "2", null);
    private static final Check NOTED = check(Check.Result.PASSED, "0", "2", "2");

    private static Check check(
            Check.Result result,
            String code,
            @org.jspecify.annotations.Nullable String left,
            @org.jspecify.annotations.Nullable String right) {
        return new Check(
                "A1",
                result,
                new Check.Operand("one", left),
                new Check.Operand("two", right),
                code);
    }

    private static Decision decision(Check... checks) {
        return new Decision(
                "release",
                Outcome.REFUSED,
                List.of(checks),
                List.of("payment"),
                List.of(),
                List.of(),
                java.util.Map.of(),
                "");
    }

    private Object number(List<String> of) {
        if (!words.contains(of)) {
            words.add(of);
        }
        return words.indexOf(of) + 1;
    }

    @Test
    void aCheckIsANumberAndItsValues() {
        assertThat(written(HOLDS)).contains("\"checks\":[[1,\"2\"]]");
        assertThat(written(HOLDS_OTHERWISE)).contains("\"checks\":[[1,\"1.1\",\"1.25\"]]");
        assertThat(written(FAILS)).contains("\"checks\":[[1,[\"FAILED\",\"1332\"],\"3\",\"2\"]]");
    }

    @Test
    void everyShapeOfACheckIsReadAsItWas() {
        Decision all =
                decision(
                        HOLDS,
                        HOLDS_OTHERWISE,
                        FAILS,
                        FAILS_ALIKE,
                        NOTHING,
                        NOTHING_LEFT,
                        NOTHING_RIGHT,
                        NOTED);
        assertThat(readBack(all, this::number, n -> words.get((Integer) n - 1))).isEqualTo(all);
    }

    @Test
    void wordsThatHaveNoNumberStandInTheDecision() {
        Decision one = decision(HOLDS, FAILS);
        assertThat(readBack(one, of -> of, Wordings::words)).isEqualTo(one);
    }

    private String written(Check check) {
        return Json.text(DecisionText.of(decision(check), this::number));
    }

    private static Decision readBack(
            Decision decision,
            Function<List<String>, Object> numbers,
            Function<Object, List<String>> words) {
        return Json.read(Json.text(DecisionText.of(decision, numbers)), DecisionText.class)
                .decision(words);
    }
}
