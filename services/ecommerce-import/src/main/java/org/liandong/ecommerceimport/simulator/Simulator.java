package org.liandong.ecommerceimport.simulator;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liandong.ecommerceimport.simulator.Flaw.Ending;
import org.liandong.kernel.Simulation;

/// Simulates a day of retail imports, and what follows it.
///
/// The day ([#run]): guarantees are filed, then orders, payments, waybills and lists arrive in messages of up to a hundred nodes,
/// with warehouse entries and deliveries; at the end come the stragglers, and a second guarantee for the one guarantor that ran
/// out of quota. The second act ([#secondAct]): cancellations, returns, goods that are back, and payments of the tax.
///
/// A plan is all that a day depends on. Parcels are made when they are needed and forgotten at once, so a million needs as
/// little memory as ten thousand.
public final class Simulator {

    private final Signing signing;
    private final int single;
    private final List<Goods> goods;

    /// A simulator that sells what the sample tariff knows, and sends everything in messages of up to a hundred nodes.
    public Simulator(Signing signing) {
        this(signing, 0);
    }

    /// A simulator of which some senders are in haste.
    ///
    /// @param single so many parcels at the end of each 2,000 have every document sent at once, in a message of its own;
    ///               rounded down to an even number
    public Simulator(Signing signing, int single) {
        this.signing = signing;
        // Neighbours may share a flaw, so a pair stays together.
        this.single = single - single % 2;
        this.goods = Goods.offered();
    }

    /// What a day shall be.
    ///
    /// @param parcels how many parcels are ordered
    /// @param seed    the same seed gives the same bytes
    /// @param rates   share of parcels with each flaw; those not named do not occur
    /// @param shuffle whether documents arrive in any order instead of lists last
    /// @param day     the day in China, on which everything is declared
    public record Plan(
            long parcels, long seed, Map<Flaw, Double> rates, boolean shuffle, LocalDate day) {

        public Plan {
            Map<Flaw, Double> flawed = new EnumMap<>(Flaw.class);
            flawed.putAll(rates);
            flawed.remove(Flaw.NONE);
            rates = flawed;
            double sum = 0;
            for (Map.Entry<Flaw, Double> rate : rates.entrySet()) {
                if (!(rate.getValue() >= 0)) {
                    throw new IllegalArgumentException(
                            "The rate of %s must be from 0 to 1, not %s."
                                    .formatted(rate.getKey(), rate.getValue()));
                }
                sum += rate.getValue();
            }
            if (parcels < 1 || sum > 1.000_001) {
                throw new IllegalArgumentException(
                        "A day has at least one parcel and rates that sum to at most 1, not %d parcels and %s."
                                .formatted(parcels, sum));
            }
        }

        /// A day with the usual mixture of flaws.
        ///
        /// @param errorRate share of parcels with a flaw, 0 to 1
        public static Plan of(
                long parcels, long seed, double errorRate, boolean shuffle, LocalDate day) {
            int weights = Arrays.stream(Flaw.values()).mapToInt(Flaw::weight).sum();
            Map<Flaw, Double> rates = new EnumMap<>(Flaw.class);
            for (Flaw flaw : Flaw.values()) {
                rates.put(flaw, errorRate * flaw.weight() / weights);
            }
            return new Plan(parcels, seed, rates, shuffle, day);
        }

        /// The same day with another rate of one flaw.
        public Plan with(Flaw flaw, double rate) {
            Map<Flaw, Double> changed = new EnumMap<>(rates);
            changed.put(flaw, rate);
            return new Plan(parcels, seed, changed, shuffle, day);
        }
    }

    /// What a day must come to.
    ///
    /// @param parcels            how many were ordered
    /// @param injected           how many have each flaw, [Flaw#NONE] included
    /// @param endings            how many end where, at the end of the day
    /// @param shortOfQuota       how many waited for quota until the top-up, and are released at the end
    /// @param documents          messages and files of facts
    /// @param nodes              business nodes and facts in those that can be read
    /// @param repeatedNodes      of these, known already and the same
    /// @param conflictingNodes   of these, known already and different
    /// @param rejectedNodes      of these, of no use
    /// @param unreadableDocuments documents that cannot be read at all
    public record Expectation(
            long parcels,
            Map<Flaw, Long> injected,
            Map<Ending, Long> endings,
            long shortOfQuota,
            long documents,
            long nodes,
            long repeatedNodes,
            long conflictingNodes,
            long rejectedNodes,
            long unreadableDocuments) {

        public Expectation {
            injected = new EnumMap<>(injected);
            endings = new EnumMap<>(endings);
        }

        /// How many parcels end there.
        public long of(Ending ending) {
            return endings.getOrDefault(ending, 0L);
        }

        /// As JSON, for a file beside the documents.
        public String toJson() {
            return """
            {
              "parcels": %s,
              "endings": {%s},
              "injected": [%s
              ],
              "shortOfQuota": %s,
              "documents": %s,
              "nodes": %s,
              "repeatedNodes": %s,
              "conflictingNodes": %s,
              "rejectedNodes": %s,
              "unreadableDocuments": %s
            }
            """
                    .formatted(
                            parcels,
                            endings.entrySet().stream()
                                    .map(e ->
                                            "\"%s\": %s".formatted(word(e.getKey()), e.getValue()))
                                    .collect(Collectors.joining(", ")),
                            injected.entrySet().stream()
                                    .map(e -> entry(e.getKey(), e.getValue()))
                                    .collect(Collectors.joining(",")),
                            shortOfQuota,
                            documents,
                            nodes,
                            repeatedNodes,
                            conflictingNodes,
                            rejectedNodes,
                            unreadableDocuments);
        }

        private static String entry(Flaw flaw, long parcels) {
            return "\n    {\"flaw\": \"%s\", \"check\": \"%s\", \"ending\": \"%s\", \"parcels\": %s}"
                    .formatted(word(flaw), flaw.check(), word(flaw.ending()), parcels);
        }

        private static String word(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// What the second act must come to.
    ///
    /// @param cancelled      parcels cancelled after their release, with the officer's consent
    /// @param withdrawn      parcels cancelled while they waited
    /// @param returned       parcels that went back whole
    /// @param partlyReturned parcels of which one line went back
    /// @param neverBack      parcels whose return was accepted and whose goods never arrived
    /// @param bills          yuan of each aggregated bill, by number
    /// @param paid           yuan paid for each bill; one bill is left open
    /// @param documents      messages and files of facts
    public record Aftermath(
            long cancelled,
            long withdrawn,
            long returned,
            long partlyReturned,
            long neverBack,
            Map<String, BigDecimal> bills,
            Map<String, BigDecimal> paid,
            long documents) {

        public Aftermath {
            bills = new TreeMap<>(bills);
            paid = new TreeMap<>(paid);
        }
    }

    /// The day.
    public Expectation run(Plan plan, Simulation.Sink sink) {
        Outbox outbox = new Outbox(sink, signing, plan.seed(), 1);
        return new Day(plan, new Parcels(plan, goods), outbox, single).run();
    }

    /// What follows the day: cancellations, returns and goods back under the numbers that the deciding office gave to the
    /// lists, and payments of the aggregated bills.
    ///
    /// @param numbers the number of the list of a case, or null where it has none: then nothing is asked for it
    public Aftermath secondAct(
            Plan plan, Function<String, @Nullable String> numbers, Simulation.Sink sink) {
        Outbox outbox = new Outbox(sink, signing, plan.seed(), 2);
        return new SecondAct(plan, new Parcels(plan, goods), outbox, numbers).run();
    }
}
