package org.liandong.dutyguarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.dutyguarantee.Port.D1;
import static org.liandong.dutyguarantee.Port.D2;
import static org.liandong.dutyguarantee.Port.FILING;
import static org.liandong.dutyguarantee.Port.accepted;
import static org.liandong.dutyguarantee.Port.amended;
import static org.liandong.dutyguarantee.Port.declaration;
import static org.liandong.dutyguarantee.Port.filed;
import static org.liandong.dutyguarantee.Port.paid;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.liandong.dutyguarantee.GuaranteeFact.DeclarationWithdrawn;
import org.liandong.dutyguarantee.GuaranteeFact.GuaranteeResumed;
import org.liandong.dutyguarantee.GuaranteeFact.GuaranteeSuspended;
import org.liandong.dutyguarantee.Port.Terms;

/// Two facts about one matter, in every order.
class RaceTest {

    private static final List<String> KEYS = List.of(D1, D2, "filing:" + FILING);

    /// The one outcome of all orders of the facts, on one day.
    private static Map<String, String> outcome(GuaranteeFact... facts) {
        Set<Map<String, String>> outcomes = new HashSet<>();
        permute(
                new ArrayList<>(),
                new ArrayList<>(List.of(facts)),
                order -> {
                    try (Port port = new Port().on("2026-03-05")) {
                        order.forEach(fact -> port.get("f" + List.of(facts).indexOf(fact), fact));
                        outcomes.add(port.outcome(KEYS));
                        port.booksBalance();
                    }
                });
        assertThat(outcomes).hasSize(1);
        return outcomes.iterator().next();
    }

    private interface Visitor {
        void visit(List<GuaranteeFact> order);
    }

    private static void permute(
            List<GuaranteeFact> chosen, List<GuaranteeFact> left, Visitor visitor) {
        if (left.isEmpty()) {
            visitor.visit(chosen);
        }
        for (GuaranteeFact fact : List.copyOf(left)) {
            List<GuaranteeFact> more = new ArrayList<>(chosen);
            more.add(fact);
            List<GuaranteeFact> rest = new ArrayList<>(left);
            rest.remove(fact);
            permute(more, rest, visitor);
        }
    }

    @Test
    void anAmendmentAndAPaymentInEveryOrder() {
        Map<String, String> outcome =
                outcome(
                        filed("1000.00"),
                        declaration(D1, "CL"),
                        accepted(D1, "2026-03-02", "400.00"),
                        amended(D1, 1, "2026-03-03", "500.00"),
                        paid(D1, "P1", "2026-03-03", "400.00"));
        assertThat(outcome)
                .containsEntry("status " + D1, "released")
                .containsEntry("account duty-guarantee/HT001/occupied/" + D1, "100.00");
    }

    /// The release itself is tied to time: what was paid before it uses no guarantee.
    @Test
    void aLoweringAndAPaymentOfAGuaranteeForOneDeclarationInBothOrders() {
        for (boolean first : new boolean[] {true, false}) {
            try (Port port = new Port().on("2026-03-05")) {
                port.gets(
                        Terms.of("1000.00").single().filed(),
                        declaration(D1, "CL"),
                        accepted(D1, "2026-03-02", "400.00"));
                if (first) {
                    port.get(amended(D1, 1, "2026-03-03", "300.00"));
                }
                port.get(paid(D1, "P1", "2026-03-03", "400.00"));
                if (!first) {
                    port.get(amended(D1, 1, "2026-03-03", "300.00"));
                }
                assertThat(port.yuan("spent")).isEqualTo("300.00");
                assertThat(port.yuan("free")).isEqualTo("700.00");
                assertThat(port.questions(D1)).containsExactly(Asked.TOO_MUCH);
                port.booksBalance();
            }
        }
    }

    @Test
    void twoAmendmentsInEveryOrder() {
        Map<String, String> outcome =
                outcome(
                        filed("1000.00"),
                        declaration(D1, "CL"),
                        accepted(D1, "2026-03-02", "400.00"),
                        amended(D1, 1, "2026-03-03", "900.00"),
                        amended(D1, 2, "2026-03-03", "100.00"));
        assertThat(outcome).containsEntry("account duty-guarantee/HT001/free", "900.00");
    }

    @Test
    void aSuspensionAndItsEndInEveryOrder() {
        Map<String, String> outcome =
                outcome(
                        filed("1000.00"),
                        declaration(D1, "CL"),
                        accepted(D1, "2026-03-02", "400.00"),
                        new GuaranteeSuspended(FILING, LocalDate.of(2026, 3, 1), "risk"),
                        new GuaranteeResumed(FILING, LocalDate.of(2026, 3, 3), "confirmed"));
        assertThat(outcome).containsEntry("status " + D1, "released");
    }

    @Test
    void aWithdrawalBeforeOrAfterTheReleaseComesToTheSame() {
        for (boolean first : new boolean[] {true, false}) {
            try (Port port = new Port().on("2026-03-05")) {
                DeclarationWithdrawn withdrawn =
                        new DeclarationWithdrawn(D1, LocalDate.of(2026, 3, 4));
                port.gets(filed("1000.00"), declaration(D1, "CL"));
                if (first) {
                    port.gets(withdrawn, accepted(D1, "2026-03-02", "400.00"));
                } else {
                    port.gets(accepted(D1, "2026-03-02", "400.00"), withdrawn);
                }
                assertThat(port.status(D1)).isEqualTo("cancelled");
                assertThat(port.yuan("free")).isEqualTo("1000.00");
            }
        }
    }

    /// A release of the last day is good, however late it is reported: the day of the event decides.
    @Test
    void theEndOfTheGuaranteeAgainstTheReleaseInEveryOrder() {
        for (String reported : List.of("2026-03-05", "2026-03-06", "2026-03-20")) {
            for (String on : List.of("2026-03-05", "2026-03-06")) {
                try (Port port = new Port().on("2026-03-01")) {
                    port.get(Terms.of("1000.00").valid("2026-01-01", "2026-03-05").filed());
                    port.on(reported);
                    port.gets(declaration(D1, "TT"), accepted(D1, on, "400.00"));
                    assertThat(port.status(D1))
                            .as("released on %s, reported on %s", on, reported)
                            .isEqualTo(on.equals("2026-03-05") ? "released" : "refused");
                }
            }
        }
    }

    /// Who waits for room uses the guarantee on the day of the room: after the end that is too late.
    @Test
    void theEndOfTheGuaranteeStopsWhoWaitsForRoom() {
        try (Port port = new Port().on("2026-03-04")) {
            port.get(Terms.of("500.00").valid("2026-01-01", "2026-03-05").filed());
            port.gets(declaration(D1, "CL"), accepted(D1, "2026-03-04", "400.00"));
            port.gets(declaration(D2, "CL"), accepted(D2, "2026-03-04", "300.00"));
            assertThat(port.status(D2)).isEqualTo("waiting");
            port.on("2026-03-06");
            assertThat(port.failed(D2, "release")).containsExactly("G3");
            port.get(paid(D1, "P1", "2026-03-06", "400.00"));
            assertThat(port.status(D2)).isEqualTo("refused");
            assertThat(port.yuan("free")).isEqualTo("500.00");
        }
    }

    /// The payment that is reported after the deadline stops what follows from the deadline.
    @Test
    void thePaymentAgainstTheDeadlineComesToTheSame() {
        for (String reported : List.of("2026-03-17", "2026-03-18", "2026-03-25")) {
            try (Port port = new Port().on("2026-03-02")) {
                port.gets(
                        filed("1000.00"),
                        declaration(D1, "TT"),
                        accepted(D1, "2026-03-02", "400.00"));
                port.on(reported).get(paid(D1, "P1", "2026-03-17", "400.00"));
                port.on("2026-03-26");
                assertThat(port.status(D1)).as(reported).isEqualTo("paid");
                assertThat(port.questions(D1)).isEmpty();
                assertThat(port.yuan("free")).isEqualTo("1000.00");
            }
        }
    }
}
