package org.liandong.pledgefinance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.pledgefinance.Harbour.C1;
import static org.liandong.pledgefinance.Harbour.CASE;
import static org.liandong.pledgefinance.Harbour.applied;
import static org.liandong.pledgefinance.Harbour.deposited;
import static org.liandong.pledgefinance.Harbour.drawing;
import static org.liandong.pledgefinance.Harbour.exchange;
import static org.liandong.pledgefinance.Harbour.part;
import static org.liandong.pledgefinance.Harbour.quoted;
import static org.liandong.pledgefinance.Harbour.registered;
import static org.liandong.pledgefinance.Harbour.repaid;
import static org.liandong.pledgefinance.Harbour.searched;
import static org.liandong.pledgefinance.Harbour.verified;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.liandong.kernel.Decision;
import org.liandong.pledgefinance.PledgeFact.Condition;
import org.liandong.pledgefinance.PledgeFact.Customs;
import org.liandong.pledgefinance.PledgeFact.Right;
import org.liandong.testkit.Arrivals;

/// Every order in which the facts of a financing arrive on a day leads to the same: outcome, ledger, decisions that stand, tasks.
///
/// What the contract ties to time is not among them: who is first at a receipt ([RaceTest]), and a price that has called for more
/// security before another came ([LinesTest]).
class ArrivalOrderProperties {

    private static final int ORDERS = 40;

    private record Result(
            String status,
            Map<String, BigDecimal> ledger,
            Map<String, String> decisions,
            List<String> tasks) {}

    private static Result result(List<PledgeFact> facts) {
        try (Harbour harbour = Harbour.given(facts.toArray(PledgeFact[]::new))) {
            Map<String, String> decisions = new TreeMap<>();
            for (Decision decision : harbour.decisions(CASE)) {
                decisions.put(decision.kind(), Harbour.inShort(decision));
            }
            return new Result(
                    harbour.status(), harbour.engine().available(), decisions, harbour.tasks(CASE));
        }
    }

    private static void sameInAnyOrder(String status, PledgeFact... facts) {
        Result first =
                Arrivals.comeToTheSame(List.of(facts), ORDERS, 100, ArrivalOrderProperties::result);
        assertThat(first.status()).isEqualTo(status);
    }

    /// A financing that is drawn, and what else becomes of it on the day.
    private static PledgeFact[] drawn(PledgeFact... more) {
        List<PledgeFact> facts =
                new ArrayList<>(
                        List.of(
                                quoted("Q1", "12850", "2026-03-02"),
                                applied("1080000.00"),
                                verified(C1, "R1", "120.960"),
                                searched(C1),
                                registered(C1, C1),
                                drawing("D1", "1000000.00")));
        facts.addAll(List.of(more));
        return facts.toArray(PledgeFact[]::new);
    }

    @Test
    void ofAFinancingThatIsDrawn() {
        sameInAnyOrder("in-force", drawn());
    }

    @Test
    void ofAFinancingThatIsRepaidOnTheSameDay() {
        sameInAnyOrder(
                "redeemed",
                drawn(
                        repaid("P1", "400000.00", "2026-03-02"),
                        repaid("P2", "600000.00", "2026-03-02")));
    }

    @Test
    void ofAReplacement() {
        sameInAnyOrder(
                "in-force",
                quoted("Q1", "12850", "2026-03-02"),
                applied("900000.00"),
                verified(C1, "R1", "120.960"),
                verified(C1, "R2", "50.000"),
                searched(C1),
                registered(C1, C1),
                registered(C1, "E1"),
                drawing("D1", "900000.00"),
                deposited("G1", "1000.00", "2026-03-02"),
                exchange("E1", List.of(part("R2", "40.000")), List.of(part("R1", "40.000"))));
    }

    @Test
    void ofARefusalWithSeveralVerifications() {
        sameInAnyOrder(
                "rejected",
                quoted("Q1", "12850", "2026-03-02"),
                applied("1080000.00"),
                verified(C1, "R1", "120.960"),
                verified(
                        C1,
                        "R1",
                        "120.960",
                        Condition.DISPUTED,
                        Customs.BONDED,
                        "2026-12-31",
                        "2026-03-02"),
                searched(C1, new Right("R1", "REG-0", Instant.parse("2026-01-05T01:00:00Z"))),
                drawing("D1", "1000000.00"));
    }

    @Test
    void ofAnEventOfDefaultOnTheDayOfThePledge() {
        sameInAnyOrder(
                "in-force",
                drawn(
                        new PledgeFact.DefaultNoted(
                                C1,
                                "N1",
                                PledgeFact.Event.KEEPER_STRUCK,
                                LocalDate.parse("2026-03-02"))));
    }

    @Test
    void ofAPriceThatCannotBeUsed() {
        sameInAnyOrder(
                "waiting",
                quoted("Q2", "SPOT", "-36.98", "2026-03-02"),
                applied("1080000.00"),
                verified(C1, "R1", "120.960"),
                searched(C1));
    }
}
