package org.liandong.ecommerceimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.liandong.kernel.Problem;

/// What is wrong with a message, in the language of its sender.
class ProblemWordsTest {

    private final ImportModule module = new ImportModule();

    @Test
    void aProblemOfTheReaderIsToldInBothLanguages() {
        Problem missing =
                new Problem(
                        "CEB-MISSING",
                        "Payment[1]/PaymentHead/amountPaid",
                        9,
                        1,
                        "",
                        List.of("amountPaid", "PaymentHead"));
        assertThat(module.inWords(missing, Locale.ENGLISH))
                .startsWith("The element amountPaid is missing. It is required in PaymentHead");
        assertThat(module.inWords(missing, Locale.CHINESE))
                .startsWith("缺少元素 amountPaid。它在 PaymentHead 中为必填");
    }

    @Test
    void aPlaceInsideAnEnvelopeIsSaidToBeThere() {
        Problem missing =
                new Problem(
                        "CEB-MISSING",
                        "",
                        9,
                        1,
                        "",
                        List.of("amountPaid", "PaymentHead", "inside-data"));
        assertThat(module.inWords(missing, Locale.ENGLISH)).contains("inside the document");
    }

    @Test
    void aValueThatNobodyCanUseIsToldInBothLanguages() {
        Problem date =
                new Problem("CEB-DATE", "", 9, 1, "", List.of("2026-03-02", "yyyyMMddHHmmss"));
        assertThat(module.inWords(date, Locale.ENGLISH))
                .isEqualTo("'2026-03-02' is not a time or day. Send yyyyMMddHHmmss, China time.");
        assertThat(module.inWords(date, Locale.CHINESE))
                .isEqualTo("“2026-03-02”不是时间或日期。请按 yyyyMMddHHmmss 发送，用北京时间。");
    }

    @Test
    void whatTheEngineFoundIsNotOfThisService() {
        assertThat(module.inWords(Problem.of("CONFLICT", ""), Locale.CHINESE)).isNull();
    }
}
