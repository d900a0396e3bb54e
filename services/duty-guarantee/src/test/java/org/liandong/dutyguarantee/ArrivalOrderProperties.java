package org.liandong.dutyguarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.dutyguarantee.GuaranteeFact.DeclarationVoided;
import org.liandong.dutyguarantee.GuaranteeFact.DeclarationWithdrawn;
import org.liandong.dutyguarantee.GuaranteeFact.GuaranteeAmended;
import org.liandong.dutyguarantee.GuaranteeFact.GuaranteeResumed;
import org.liandong.dutyguarantee.GuaranteeFact.GuaranteeSuspended;
import org.liandong.dutyguarantee.Port.Terms;

/// The outcome does not depend on the order of arrival, and what is used never exceeds what is guaranteed.
class ArrivalOrderProperties {

    private static final int DECLARATIONS = 200;
    private static final int ORDERS = 50;
    private static final int FILINGS = 8;

    private static String entry(int i) {
        return "37012026%010d".formatted(1_000_000_000L + i);
    }

    private static String filing(int i) {
        return "HT%03d".formatted(i % FILINGS);
    }

    /// The facts of declarations of all kinds: paid in parts and whole, amended, withdrawn, refused, late.
    ///
    /// @param percent amount of each filing, in percent of what its declarations hold at most
    private static List<GuaranteeFact> facts(long seed, int declarations, int percent) {
        Random random = new Random(seed);
        List<GuaranteeFact> facts = new ArrayList<>();
        long[] most = new long[FILINGS];
        for (int i = 0; i < declarations; i++) {
            String entryId = entry(i);
            int tax = 100 + random.nextInt(100_000);
            int highest = tax;
            String type = List.of("CL", "TT", "  ").get(random.nextInt(3));
            facts.add(Port.declaration(entryId, type, filing(i)));
            facts.add(Port.accepted(entryId, "2026-03-02", yuan(tax)));
            int changes = random.nextInt(3);
            for (int n = 1; n <= changes; n++) {
                int changed = random.nextInt(120_000);
                highest = Math.max(highest, changed);
                facts.add(Port.amended(entryId, n, "2026-03-0" + (2 + n), yuan(changed)));
            }
            // A release is tied to time: where the terms are against it, a payment that comes first
            // releases.
            boolean served =
                    !List.of(2, 3).contains(i % FILINGS) && (i % FILINGS != 1 || !type.isBlank());
            int payments = served ? random.nextInt(3) : 0;
            for (int n = 1; n <= payments; n++) {
                String on = random.nextInt(5) == 0 ? "2026-03-30" : "2026-03-10";
                int part = n == 2 || random.nextBoolean() ? highest : highest / 3;
                facts.add(Port.paid(entryId, "P" + n, on, yuan(Math.max(1, part))));
            }
            if (random.nextInt(10) == 0) {
                facts.add(new DeclarationWithdrawn(entryId, LocalDate.of(2026, 3, 9)));
            } else if (random.nextInt(10) == 0) {
                facts.add(new DeclarationVoided(entryId, LocalDate.of(2026, 3, 9)));
            }
            most[i % FILINGS] += highest;
        }
        for (int i = 0; i < FILINGS; i++) {
            Terms terms =
                    new Terms(filing(i), "BH-" + i, yuan(Math.max(1, most[i] * percent / 100)));
            switch (i) {
                case 1 -> terms.businesses("a", "b");
                case 2 -> terms.customs("4200");
                case 3 -> terms.valid("2026-01-01", "2026-03-02");
                default -> {
                    // The usual terms.
                }
            }
            facts.add(terms.filed());
        }
        // It ends again: a suspension that is reported after a release does not undo it.
        facts.add(new GuaranteeSuspended(filing(4), LocalDate.of(2026, 3, 1), "risk"));
        facts.add(new GuaranteeResumed(filing(4), LocalDate.of(2026, 3, 4), "confirmed"));
        facts.add(
                new GuaranteeAmended(
                        filing(6),
                        1,
                        new BigDecimal(yuan(most[6] * 2 + 1)),
                        null,
                        LocalDate.of(2026, 3, 2)));
        return facts;
    }

    private static String yuan(long fen) {
        return new BigDecimal(fen).movePointLeft(2).toPlainString();
    }

    private static List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < DECLARATIONS; i++) {
            keys.add(entry(i));
        }
        for (int i = 0; i < FILINGS; i++) {
            keys.add("filing:" + filing(i));
        }
        keys.add("institution:" + Port.BANK);
        return keys;
    }

    private record Numbered(String id, GuaranteeFact fact) {}

    private static List<Numbered> numbered(List<GuaranteeFact> facts) {
        List<Numbered> numbered = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            numbered.add(new Numbered("n" + i, facts.get(i)));
        }
        return numbered;
    }

    @Test
    void fiftyOrdersOfTwoHundredDeclarationsComeToTheSame() {
        List<Numbered> facts = numbered(facts(7, DECLARATIONS, 100));
        List<String> keys = keys();
        Map<String, String> first = null;
        for (int order = 0; order < ORDERS; order++) {
            Collections.shuffle(facts, new Random(order));
            try (Port port = new Port().on("2026-03-31")) {
                facts.forEach(each -> port.get(each.id(), each.fact()));
                Map<String, String> outcome = port.outcome(keys);
                if (first == null) {
                    first = outcome;
                    assertThat(outcome.values())
                            .contains(
                                    "released", "paid", "refused", "cancelled", "void", "overdue");
                }
                assertThat(difference(first, outcome)).as("order " + order).isEmpty();
                port.booksBalance();
            }
        }
    }

    private static List<String> difference(Map<String, String> one, Map<String, String> other) {
        Set<String> keys = new TreeSet<>(one.keySet());
        keys.addAll(other.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(one.get(key), other.get(key)))
                .map(key -> key + ": " + one.get(key) + " | " + other.get(key))
                .toList();
    }

    /// Floors of the ledger hold the invariant; here it is looked at after every fact of histories that are short of quota.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void usedNeverExceedsTheAmountAndTheBooksBalance(long seed) {
        List<Numbered> facts = numbered(facts(seed, 60, 40));
        Collections.shuffle(facts, new Random(seed));
        try (Port port = new Port().on("2026-03-05")) {
            for (Numbered each : facts) {
                port.get(each.id(), each.fact());
                port.booksBalance();
            }
            assertThat(port.engine().available().keySet())
                    .anyMatch(account -> account.contains("/occupied/"));
            // Time passes: notices, claims, suspension.
            for (String day : List.of("2026-03-20", "2026-04-20", "2026-07-20", "2027-01-05")) {
                port.on(day);
                port.booksBalance();
            }
        }
    }

    /// Whoever waits is served when there is room: nobody waits beside quota that would do.
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void nobodyWaitsWhereThereIsRoom(long seed) {
        List<Numbered> facts = numbered(facts(seed, 80, 60));
        Collections.shuffle(facts, new Random(seed));
        try (Port port = new Port().on("2026-03-05")) {
            facts.forEach(each -> port.get(each.id(), each.fact()));
            for (int i = 0; i < 80; i++) {
                if (port.status(entry(i)).equals("waiting")) {
                    var short_ = port.lastDecision(entry(i), "release").failed().getFirst();
                    assertThat(short_.rule()).isEqualTo("Q1");
                    assertThat(new BigDecimal(port.yuan(filing(i), "free")))
                            .as(entry(i))
                            .isLessThan(new BigDecimal(String.valueOf(short_.left().value())));
                }
            }
        }
    }
}
