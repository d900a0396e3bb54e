package org.liandong.app.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkedTest {

    @Test
    void theDifferingPartOfTwoAlikeValuesIsMarked() {
        assertThat(Marked.against("13256253633", "13256253643"))
                .isEqualTo(new Marked("132562536", "3", "3"));
        assertThat(Marked.against("吴小宝", "吴大宝")).isEqualTo(new Marked("吴", "小", "宝"));
        assertThat(Marked.against("YD260302", "YD260302X"))
                .isEqualTo(new Marked("YD260302", "", ""));
    }

    @Test
    void valuesThatShareLittleDifferAsWholes() {
        assertThat(Marked.against("YD261128000798", "4403960P02/26112800000798"))
                .isEqualTo(Marked.whole("YD261128000798"));
    }

    @Test
    void aSignOfTwoHalvesIsNeverTornApart() {
        // U+20BB7 and U+20BB8 share their first half.
        assertThat(Marked.against("ab\uD842\uDFB7", "ab\uD842\uDFB8"))
                .isEqualTo(new Marked("ab", "\uD842\uDFB7", ""));
    }
}
