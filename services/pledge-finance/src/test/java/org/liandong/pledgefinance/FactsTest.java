package org.liandong.pledgefinance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.pledgefinance.Harbour.C1;
import static org.liandong.pledgefinance.Harbour.drawing;
import static org.liandong.pledgefinance.Harbour.financed;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.engine.DocumentResult;
import org.liandong.engine.Json;
import org.liandong.engine.NodeResult;

/// Facts as their senders write them.
class FactsTest {

    private static DocumentResult send(Harbour harbour, String lines) {
        return harbour.engine()
                .submit(
                        "facts",
                        lines.getBytes(StandardCharsets.UTF_8),
                        Harbour.noon("2026-03-02"));
    }

    @Test
    void aFinancingComesAsJsonLines() {
        try (Harbour harbour = Harbour.given()) {
            StringBuilder lines = new StringBuilder();
            for (PledgeFact fact : financed("1080000.00", "12850")) {
                lines.append(
                        new String(
                                Json.fact(PledgeModule.NAME, fact, "test", fact.toString()),
                                StandardCharsets.UTF_8));
            }
            assertThat(send(harbour, lines.toString()).nodes())
                    .allMatch(node -> node.result() == NodeResult.Result.ACCEPTED);
            assertThat(harbour.status()).isEqualTo("in-force");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"contractNo\":\"C1\",\"paymentNo\":\"P1\",\"amount\":-1,\"paidOn\":\"2026-03-02\"}",
                "{\"contractNo\":\"C1\",\"paymentNo\":\"P1\",\"amount\":0,\"paidOn\":\"2026-03-02\"}",
                "{\"contractNo\":\"C1\",\"paymentNo\":\"P1\",\"amount\":0.001,\"paidOn\":\"2026-03-02\"}",
                "{\"contractNo\":\"C/1\",\"paymentNo\":\"P1\",\"amount\":1,\"paidOn\":\"2026-03-02\"}",
                "{\"contractNo\":\"C1\",\"paymentNo\":\"\",\"amount\":1,\"paidOn\":\"2026-03-02\"}",
                "{\"contractNo\":\"C1\",\"paymentNo\":\"P1\",\"amount\":1,\"paidOn\":\"2020-12-31\"}",
                "{\"contractNo\":\"C1\",\"paymentNo\":\"P1\",\"amount\":1}"
            })
    void whatCannotBeAFactIsNotTaken(String body) {
        try (Harbour harbour = Harbour.given()) {
            String line =
                    "{\"service\":\"pledge-finance\",\"type\":\"repaid\",\"source\":\"bank\",\"id\":\"1\",\"body\":%s}"
                            .formatted(body);
            assertThat(send(harbour, line).nodes())
                    .allMatch(node -> node.result() == NodeResult.Result.REJECTED);
            assertThat(harbour.status()).isEqualTo("none");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0.0000001"})
    void goodsAreNotFoundBelowNothingNorFinerThanTheyAreBooked(String quantity) {
        try (Harbour harbour = Harbour.given()) {
            String line =
                    """
                    {"service":"pledge-finance","type":"receipt-verified","source":"inspector","id":"1","body":{"contractNo":"C1",\
                    "receiptNo":"R1","verificationNo":"V1","holder":"B1","keeper":"K1","admitted":true,"commodity":"RUBBER",\
                    "grade":"SCRWF","quantity":%s,"condition":"SOUND","customs":"DUTY_PAID","storageTo":"2026-12-31","insuredSum":1,\
                    "insuredTo":"2026-12-31","verifiedOn":"2026-03-02"}}
                    """
                            .formatted(quantity);
            assertThat(send(harbour, line).nodes())
                    .singleElement()
                    .satisfies(node -> {
                        assertThat(node.result()).isEqualTo(NodeResult.Result.REJECTED);
                        assertThat(node.errors())
                                .singleElement()
                                .asString()
                                .contains("What was found is not below 0");
                    });
        }
    }

    @Test
    void whatCasesTellEachOtherIsNotTakenFromOutside() {
        try (Harbour harbour = Harbour.given()) {
            String line =
                    new String(
                            Json.fact(
                                    PledgeModule.NAME,
                                    new PledgeFact.RightsAsked("R1", C1),
                                    "test",
                                    "1"),
                            StandardCharsets.UTF_8);
            assertThat(send(harbour, line).nodes())
                    .allMatch(node -> node.result() == NodeResult.Result.REJECTED);
        }
    }

    @Test
    void theSameDrawUnderAnotherIdIsOneDraw() {
        try (Harbour harbour = Harbour.given(financed("1000000.00", "12850"))) {
            PledgeFact again = drawing("D1", "1000000.00");
            send(
                    harbour,
                    new String(
                            Json.fact(PledgeModule.NAME, again, "other", "7"),
                            StandardCharsets.UTF_8));
            assertThat(harbour.yuan(Accounts.principal(C1))).isEqualTo("1000000.00");
        }
    }
}
