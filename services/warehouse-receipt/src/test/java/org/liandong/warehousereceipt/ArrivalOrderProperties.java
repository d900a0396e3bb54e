package org.liandong.warehousereceipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.warehousereceipt.Yard.ANNA;
import static org.liandong.warehousereceipt.Yard.BERT;
import static org.liandong.warehousereceipt.Yard.CARL;
import static org.liandong.warehousereceipt.Yard.accepted;
import static org.liandong.warehousereceipt.Yard.allIn;
import static org.liandong.warehousereceipt.Yard.certified;
import static org.liandong.warehousereceipt.Yard.corrected;
import static org.liandong.warehousereceipt.Yard.counted;
import static org.liandong.warehousereceipt.Yard.customs;
import static org.liandong.warehousereceipt.Yard.delivery;
import static org.liandong.warehousereceipt.Yard.drawn;
import static org.liandong.warehousereceipt.Yard.ended;
import static org.liandong.warehousereceipt.Yard.endorsed;
import static org.liandong.warehousereceipt.Yard.enforced;
import static org.liandong.warehousereceipt.Yard.fees;
import static org.liandong.warehousereceipt.Yard.freeze;
import static org.liandong.warehousereceipt.Yard.lift;
import static org.liandong.warehousereceipt.Yard.merged;
import static org.liandong.warehousereceipt.Yard.out;
import static org.liandong.warehousereceipt.Yard.part;
import static org.liandong.warehousereceipt.Yard.pledged;
import static org.liandong.warehousereceipt.Yard.released;
import static org.liandong.warehousereceipt.Yard.signed;
import static org.liandong.warehousereceipt.Yard.split;
import static org.liandong.warehousereceipt.Yard.weighed;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Message;
import org.liandong.testkit.Arrivals;
import org.liandong.warehousereceipt.ReceiptFact.CustomsStatus;

/// Every order in which the facts of a yard arrive leads to the same: statuses, books, what was last decided, tasks, standing messages.
///
/// What the law ties to time is not among the facts: who comes first to the same goods, and what is asked for while goods are frozen, pledged
/// or ordered, are the other tests.
class ArrivalOrderProperties {

    private static final int ORDERS = 150;
    private static final long SEED = 20260302;

    private static final List<String> KEYS =
            List.of(
                    "lot:L1",
                    "receipt:R1",
                    "receipt:R2",
                    "receipt:R3",
                    "receipt:R4",
                    "receipt:R5",
                    "receipt:R6",
                    "receipt:R7",
                    "audit:A1",
                    "audit:A2");

    private static List<ReceiptFact> facts() {
        return List.of(
                accepted("L1"),
                weighed("L1", "T1", 1, "5.000"),
                weighed("L1", "T1", 2, "6.000"),
                weighed("L1", "T2", 1, "4.500"),
                allIn("L1", 2),
                certified("L1"),
                customs("L1", CustomsStatus.NOT_RELEASED, 1),
                customs("L1", CustomsStatus.DUTY_PAID, 2),
                // Passed on twice, then delivered by the last holder in two loads.
                drawn("R1", "5.000"),
                endorsed("R1", 0, ANNA, BERT),
                signed("R1", ANNA, BERT),
                endorsed("R1", 1, BERT, CARL),
                signed("R1", BERT, CARL),
                fees("R1"),
                delivery("R1", "D1", 2, CARL, "2.000"),
                out("R1", "D1", "G1", "1.200"),
                out("R1", "D1", "G2", "0.700"),
                ended("R1", "D1", 2),
                // Pledged, released in part, sold in part; frozen and released by the court.
                drawn("R2", "3.000"),
                pledged("R2", "P1", ANNA, "2.000"),
                released("R2", "P1", "F1", "0.500"),
                enforced("R2", "P1", "R7", "BUYER", "1.000"),
                freeze("R2", "O1", "0.500"),
                lift("R2", "O1"),
                // Split, and merged again.
                drawn("R3", "2.000"),
                split("R3", 0, ANNA, part("R4", "0.700"), part("R5", "1.300")),
                merged("R6", ANNA, "R4", "R5"),
                corrected("R6", ANNA, Map.of("brand", "Golden Tree")),
                // Counted before and after what was delivered.
                counted("A1", "10.500", "weighbridge", 1),
                counted("A2", "8.600", "weighbridge", 5));
    }

    private record Outcome(
            Map<String, String> statuses,
            Map<String, BigDecimal> books,
            Map<String, String> decisions,
            Map<String, List<String>> tasks,
            Map<String, String> messages) {}

    @Test
    void theFactsInTheirOwnOrderLeadTo() {
        Outcome first = outcome(facts());
        assertThat(first.statuses())
                .containsEntry("lot:L1", "in-force")
                .containsEntry("receipt:R1", "in-force")
                .containsEntry("receipt:R2", "pledged")
                .containsEntry("receipt:R3", "split")
                .containsEntry("receipt:R4", "merged")
                .containsEntry("receipt:R6", "in-force")
                .containsEntry("receipt:R7", "in-force")
                .containsEntry("audit:A2", "verified");
        assertThat(first.books())
                .containsEntry("lot/L1/unissued", new BigDecimal("0.500"))
                .containsEntry("wr/R1/free", new BigDecimal("3.100"))
                .containsEntry("wr/R2/free", new BigDecimal("1.500"))
                .containsEntry("wr/R6/free", new BigDecimal("2.000"))
                .containsEntry("wr/R7/free", new BigDecimal("1.000"));
    }

    private static Outcome outcome(List<ReceiptFact> facts) {
        try (Yard yard = Yard.given(facts.toArray(ReceiptFact[]::new))) {
            Map<String, String> statuses = new TreeMap<>();
            Map<String, String> decisions = new TreeMap<>();
            Map<String, List<String>> tasks = new TreeMap<>();
            for (String key : KEYS) {
                statuses.put(key, yard.status(key));
                tasks.put(key, yard.tasks(key));
                for (Decision decision : yard.engine().decisions(ReceiptModule.NAME, key)) {
                    decisions.put(
                            key + " " + decision.kind() + decision.basis().get(decision.kind()),
                            Yard.inShort(decision));
                }
            }
            Map<String, String> messages = new TreeMap<>();
            for (Message message : yard.engine().messages()) {
                messages.put(
                        message.type() + " " + message.subject(),
                        new TreeMap<>(message.head()).toString());
            }
            // An alarm that was taken back is like none.
            messages.values().removeIf(m -> m.contains("finding=MATCH"));
            Map<String, BigDecimal> books = yard.books();
            books.values().removeIf(amount -> amount.signum() == 0);
            return new Outcome(statuses, books, decisions, tasks, messages);
        }
    }

    @Test
    void shuffledAndRepeatedFactsLeadToTheSame() {
        Arrivals.comeToTheSame(facts(), ORDERS, SEED, ArrivalOrderProperties::outcome);
    }
}
