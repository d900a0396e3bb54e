package org.liandong.warehousereceipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.liandong.kernel.Decision;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Outcome;
import org.liandong.warehousereceipt.ReceiptFact.CustomsStatus;
import org.liandong.warehousereceipt.ReceiptFact.DeliveryAsked;
import org.liandong.warehousereceipt.ReceiptFact.GoodsOut;
import org.liandong.warehousereceipt.ReceiptFact.PledgeEnforced;
import org.liandong.warehousereceipt.ReceiptFact.PledgeRegistered;
import org.liandong.warehousereceipt.ReceiptFact.PledgeReleased;

/// Whatever is said about a lot and its receipts, true or not, in whatever order: no kilogram is pledged twice, delivered while it is pledged,
/// or in two receipts; no more is issued than was weighed in; and the books balance.
///
/// What is pledged and ordered is counted here from the decisions, and held against what the ledger has free and frozen.
class HistoryProperties {

    private static final int FACTS = 40;
    private static final String ASSET = "T.NATURAL-RUBBER";

    @Provide
    Arbitrary<List<ReceiptFact>> histories() {
        Arbitrary<String> receipts = Arbitraries.of("R1", "R1", "R1", "R1", "R2", "R3");
        Arbitrary<String> numbers = Arbitraries.of("1", "2", "3", "4");
        Arbitrary<String> holders = Arbitraries.of("ANNA", "ANNA", "ANNA", "ANNA", "BERT");
        Arbitrary<String> quantities =
                Arbitraries.integers()
                        .between(1, 8)
                        .map(n -> new BigDecimal(n).setScale(3).toPlainString());
        Arbitrary<ReceiptFact> fact =
                Combinators.combine(
                                Arbitraries.integers().between(0, 17),
                                receipts,
                                receipts,
                                numbers,
                                holders,
                                quantities)
                        .as(HistoryProperties::fact);
        // A load needs its order before it, which single facts seldom meet.
        Arbitrary<List<ReceiptFact>> load =
                Combinators.combine(numbers, holders, quantities, quantities)
                        .as((no, by, ordered, loaded) ->
                                List.of(
                                        Yard.delivery("R1", no, 0, by, ordered),
                                        Yard.out("R1", no, "G" + loaded, loaded)));
        return Arbitraries.frequencyOf(Tuple.of(10, fact.map(List::of)), Tuple.of(1, load))
                .list()
                .ofMinSize(FACTS / 2)
                .ofMaxSize(FACTS)
                .map(pieces -> pieces.stream().flatMap(List::stream).toList());
    }

    private static ReceiptFact fact(
            int kind, String receipt, String other, String no, String by, String quantity) {
        return switch (kind) {
            case 0 -> Yard.weighed("L1", "T" + no, 1 + Integer.parseInt(no) % 2, quantity);
            case 1, 2 -> Yard.drawn(receipt, quantity);
            case 3 -> Yard.endorsed(receipt, 0, by, by.equals("ANNA") ? "BERT" : "ANNA");
            case 4 -> Yard.signed(receipt, by, by.equals("ANNA") ? "BERT" : "ANNA");
            case 5 ->
                    Yard.split(
                            receipt,
                            0,
                            by,
                            Yard.part(other, quantity),
                            Yard.part("S" + no, "1.000"));
            case 6 -> Yard.merged("M" + no, by, receipt, other);
            case 7 -> Yard.delivery(receipt, no, 0, by, quantity);
            case 8 -> Yard.out(receipt, no, "G" + quantity, quantity);
            case 9 -> Yard.ended(receipt, no, 1);
            case 10 -> Yard.freeze(receipt, no, quantity);
            case 11 -> Yard.lift(receipt, no);
            case 12, 13 -> Yard.pledged(receipt, no, by, quantity);
            case 14 -> Yard.released(receipt, no, "F" + quantity, quantity);
            case 15 -> Yard.enforced(receipt, no, "B" + no + receipt, "BUYER", quantity);
            case 16 -> Yard.cancelled(receipt, by);
            default -> Yard.fees(receipt);
        };
    }

    @Property(tries = 150)
    void noKilogramIsInTwoPlaces(@ForAll("histories") List<ReceiptFact> history) {
        try (Yard yard =
                Yard.given(
                        Yard.accepted("L1"),
                        Yard.weighed("L1", "T1", 1, "9.000"),
                        Yard.certified("L1"),
                        Yard.customs("L1", CustomsStatus.DUTY_PAID, 1),
                        Yard.drawn("R1", "6.000"),
                        Yard.fees("R1"),
                        Yard.counted("A1", "9.000", "weighbridge", 1))) {
            Map<FactId, ReceiptFact> facts = new HashMap<>();
            int number = 0;
            for (ReceiptFact fact : history) {
                FactId id = new FactId("history", Integer.toString(number++));
                facts.put(id, fact);
                yard.when(id, fact);
                holds(yard, facts);
            }
            collect(yard);
        }
        // The histories are about something.
        for (String label :
                List.of("pledge refused", "pledge admitted", "delivery refused", "load")) {
            Statistics.label(label)
                    .coverage(coverage -> coverage.check(true).percentage(p -> p > 0));
        }
    }

    private static void collect(Yard yard) {
        List<String> answers =
                yard.messages(Messages.ANSWER, "kind", "result", "failed").stream().toList();
        Statistics.label("pledge refused").collect(answers.contains("pledge refused Q1"));
        Statistics.label("pledge admitted").collect(answers.contains("pledge done "));
        Statistics.label("delivery refused").collect(answers.contains("delivery refused Q1"));
        Statistics.label("load").collect(sum(yard.books(), Accounts.delivery(ASSET)).signum() > 0);
    }

    private static void holds(Yard yard, Map<FactId, ReceiptFact> facts) {
        Map<String, BigDecimal> books = yard.books();
        books.forEach((account, amount) -> {
            if (!account.startsWith("boundary/")) {
                assertThat(amount).as(account).isNotNegative();
            }
        });
        Map<String, BigDecimal> quantities = quantities(yard);
        BigDecimal issued = BigDecimal.ZERO;
        for (Map.Entry<String, BigDecimal> receipt : quantities.entrySet()) {
            BigDecimal accounted =
                    sum(books, "wr/" + receipt.getKey() + "/")
                            .add(held(yard, receipt.getKey(), facts));
            assertThat(accounted).as(receipt.getKey()).isEqualByComparingTo(receipt.getValue());
            issued = issued.add(receipt.getValue());
        }
        BigDecimal weighedIn = sum(books, Accounts.intake(ASSET)).negate();
        BigDecimal gone =
                sum(books, Accounts.delivery(ASSET)).add(sum(books, Accounts.loss(ASSET)));
        assertThat(issued.add(gone)).isLessThanOrEqualTo(weighedIn);
        assertThat(issued.add(gone).add(sum(books, Accounts.unissued("L1"))))
                .as("weighed in = in receipts + unissued + delivered + lost")
                .isEqualByComparingTo(weighedIn);
    }

    private static BigDecimal sum(Map<String, BigDecimal> books, String prefix) {
        return books.entrySet().stream()
                .filter(e -> e.getKey().startsWith(prefix))
                .map(Map.Entry::getValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// What each receipt says that it stands for.
    private static Map<String, BigDecimal> quantities(Yard yard) {
        Map<String, BigDecimal> quantities = new HashMap<>();
        yard.engine().messages().stream()
                .filter(m -> m.type().equals(Messages.RECEIPT))
                .forEach(m ->
                        quantities.put(
                                m.subject(),
                                new BigDecimal(m.head().getOrDefault("quantity", ""))));
        return quantities;
    }

    /// What is pledged and ordered of a receipt, by the decisions that admitted it.
    private static BigDecimal held(Yard yard, String receiptNo, Map<FactId, ReceiptFact> facts) {
        Map<String, BigDecimal> ordered = new HashMap<>();
        BigDecimal pledged = BigDecimal.ZERO;
        for (Decision decision :
                yard.engine().decisions(ReceiptModule.NAME, Yard.receipt(receiptNo))) {
            FactId id = decision.basis().get(decision.kind());
            if (decision.outcome() != Outcome.ADMITTED || id == null || !facts.containsKey(id)) {
                continue;
            }
            switch (facts.get(id)) {
                case PledgeRegistered f -> pledged = pledged.add(f.quantity());
                case PledgeReleased f -> pledged = pledged.subtract(f.quantity());
                case PledgeEnforced f -> pledged = pledged.subtract(f.quantity());
                case DeliveryAsked f -> ordered.merge(f.no(), f.quantity(), BigDecimal::add);
                case GoodsOut f -> ordered.merge(f.no(), f.quantity().negate(), BigDecimal::add);
                case ReceiptFact.DeliveryEnded f -> ordered.put(f.no(), BigDecimal.ZERO);
                case null, default -> {}
            }
        }
        assertThat(pledged).as("pledged of " + receiptNo).isNotNegative();
        assertThat(ordered.values()).as("ordered of " + receiptNo).allMatch(q -> q.signum() >= 0);
        return ordered.values().stream().reduce(pledged, BigDecimal::add);
    }
}
