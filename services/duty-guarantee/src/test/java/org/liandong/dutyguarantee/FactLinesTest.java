package org.liandong.dutyguarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.liandong.engine.NodeResult;
import org.liandong.kernel.Problem;

/// Facts as lines of JSON: what an instrument need not name may be left out, everything else must be there.
class FactLinesTest {

    private static final String FILED =
            """
            {"service":"duty-guarantee","type":"guarantee-filed","source":"bank","id":"1","body":{"filingNo":"HT001","instrument":"letter",\
            "instrumentNo":"BH-1","institutionCode":"BANK1","institutionName":"示例银行","taxpayerName":"示例进口公司",\
            "taxpayerScc":"91350200MA2XYZ1234","taxpayerCode":"3502960001","beneficiaries":["3701"],"businesses":["a"],"currency":"CNY",\
            "amount":1000.00,"revolving":true,"filedOn":"2026-01-05","validFrom":"2026-01-05","validTo":"2026-12-31",\
            "claimPeriodEnd":"2027-03-31","electronic":true}}
            """;

    private static NodeResult sent(String line) {
        try (Port port = new Port().on("2026-01-05")) {
            return port.engine()
                    .submit("f.ndjson", line.getBytes(StandardCharsets.UTF_8), port.now())
                    .nodes()
                    .getFirst();
        }
    }

    @Test
    void theEndOfTheClaimsMayBeMissingOrNull() {
        for (String line :
                new String[] {
                    FILED,
                    FILED.replace("\"claimPeriodEnd\":\"2027-03-31\",", ""),
                    FILED.replace("\"2027-03-31\"", "null")
                }) {
            assertThat(sent(line).errors()).isEmpty();
            assertThat(sent(line).caseKey()).isEqualTo("filing:HT001");
        }
    }

    @Test
    void whatIsNeededMayBeNeitherMissingNorNull() {
        for (String line :
                new String[] {
                    FILED.replace("\"amount\":1000.00,", ""),
                    FILED.replace("\"amount\":1000.00", "\"amount\":null"),
                    FILED.replace("\"revolving\":true,", ""),
                    FILED.replace("\"revolving\":true", "\"revolving\":null")
                }) {
            assertThat(sent(line).errors())
                    .as(line)
                    .extracting(Problem::code)
                    .containsExactly("JSON-BODY-MISSING");
        }
        assertThat(sent(FILED.replace("\"amount\"", "\"sum\":1,\"amount\"")).errors())
                .extracting(Problem::code)
                .containsExactly("JSON-BODY-UNKNOWN");
    }

    @Test
    void aValueThatIsNoneOfItsKindIsToldByAnExample() {
        for (String[] wrong :
                new String[][] {
                    {"\"validTo\":\"2026-12-31\"", "\"validTo\":\"2026-02-30\"", "2026-03-02"},
                    {"\"amount\":1000.00", "\"amount\":\"much\"", "1250"},
                    {"\"revolving\":true", "\"revolving\":\"perhaps\"", "true | false"}
                }) {
            assertThat(sent(FILED.replace(wrong[0], wrong[1])).errors())
                    .as(wrong[1])
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo("JSON-BODY-VALUE");
                        assertThat(problem.message()).contains(wrong[2]).doesNotContain("java");
                    });
        }
    }
}
