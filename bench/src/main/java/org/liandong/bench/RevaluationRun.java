package org.liandong.bench;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.liandong.engine.Engine;
import org.liandong.engine.InlineEngine;
import org.liandong.engine.NodeResult;
import org.liandong.engine.OneByOne;
import org.liandong.kernel.FactId;
import org.liandong.pledgefinance.Lines;
import org.liandong.pledgefinance.PledgeFact;
import org.liandong.pledgefinance.PledgeModule;
import org.liandong.pledgefinance.Position;
import org.liandong.pledgefinance.Price;
import org.liandong.pledgefinance.Revaluation;
import org.liandong.pledgefinance.Watches;
import org.liandong.testkit.TestEngines;

/// A price reaches all open financings of a commodity: the arithmetic alone on one core, and the fact from its arrival to the commit
/// of all watch lists and of everything that was told.
///
/// The financings are on their lists only, not cases of their own: whoever comes to a line is told into an empty case. The price falls
/// by two percent, which brings about three of a hundred to the warning line.
final class RevaluationRun {

    private static final String COMMODITY = "NATURAL-RUBBER";
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final String BEFORE = "12850";
    private static final String AFTER = "12593";
    private static final int TURNS = 5;
    private static final double LOWEST = 0.40;
    private static final double HIGHEST = 0.745;

    private final Stores stores;
    private final List<Integer> sizes;
    private final PrintWriter out;

    /// @param sizes how many financings, one after the other
    RevaluationRun(Stores stores, List<Integer> sizes, PrintWriter out) {
        this.stores = stores;
        this.sizes = List.copyOf(sizes);
        this.out = out;
    }

    void run() throws Exception {
        out.printf(
                "Revaluation of open financings on %s, %d cores, heap of at most %,d MB%n%n",
                stores.kind(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20);
        out.printf(
                "%12s %14s %12s %12s %12s %12s%n",
                "financings", "arithmetic s", "durable s", "ns each", "first s", "told");
        out.flush();
        for (int size : sizes) {
            List<List<Position>> lists = lists(size);
            double arithmetic = arithmetic(lists);
            Durable durable = durable(size, lists);
            out.printf(
                    "%,12d %14.3f %12.3f %,12.0f %12.3f %,12d%n",
                    size,
                    arithmetic,
                    durable.seconds(),
                    durable.seconds() * 1e9 / size,
                    durable.first(),
                    durable.told());
            out.flush();
        }
        out.printf(
                "%nArithmetic: the middle of %d runs. Durable: from the fact to its commit, with every watch list read, valued and written;"
                        + " the middle of %d prices. First: the first of them, with which so many came to a line and were told.%n",
                TURNS, TURNS);
        out.flush();
    }

    private static List<List<Position>> lists(int size) {
        SplittableRandom random = new SplittableRandom(7);
        List<List<Position>> lists = new ArrayList<>();
        for (int list = 0; list < Watches.LISTS; list++) {
            lists.add(new ArrayList<>());
        }
        for (int i = 0; i < size; i++) {
            lists.get(i % Watches.LISTS).add(position(i, random));
        }
        return lists;
    }

    private static Position position(int i, SplittableRandom random) {
        BigDecimal quantity = BigDecimal.valueOf(random.nextLong(20_000, 500_000), 3);
        double ratio = random.nextDouble(LOWEST, HIGHEST);
        BigDecimal value = quantity.multiply(new BigDecimal(BEFORE));
        return new Position(
                "C%09d".formatted(i),
                Lines.State.NORMAL,
                quantity,
                new BigDecimal("14000"),
                DAY.plusDays(30),
                value.multiply(BigDecimal.valueOf((long) (ratio * 1e6), 6))
                        .setScale(2, RoundingMode.DOWN),
                BigDecimal.ZERO.setScale(2),
                DAY,
                new BigDecimal("0.0345"),
                DAY.plusDays(150),
                DAY);
    }

    private static double arithmetic(List<List<Position>> lists) {
        Revaluation revaluation =
                new Revaluation(TestEngines.RULES.apply(new PledgeModule().resources()), COMMODITY);
        Price price = new Price(new BigDecimal(AFTER), "Q", DAY.plusDays(1), "");
        double[] seconds = new double[TURNS];
        for (int turn = 0; turn < TURNS; turn++) {
            long start = System.nanoTime();
            for (List<Position> list : lists) {
                revaluation.of(list, price, DAY.plusDays(1));
            }
            seconds[turn] = (System.nanoTime() - start) / 1e9;
        }
        return middle(seconds);
    }

    private static double middle(double[] seconds) {
        Arrays.sort(seconds);
        return seconds[seconds.length / 2];
    }

    private record Durable(double seconds, double first, long told) {}

    private Durable durable(int size, List<List<Position>> lists) throws Exception {
        Engine.Settings settings =
                new Engine.Settings(
                        stores.make("revaluation-" + size),
                        List.of(new PledgeModule()),
                        Map.of(PledgeModule.NAME, Map.of()),
                        TestEngines.RULES,
                        TestEngines.SECRET,
                        () -> Instant.EPOCH,
                        1);
        try (InlineEngine engine = OneByOne.open(settings)) {
            accept(engine, "Q0", quote("Q0", BEFORE, DAY), DAY);
            for (int list = 0; list < lists.size(); list++) {
                String watch = Watches.key(COMMODITY, list);
                accept(
                        engine,
                        watch,
                        new PledgeFact.PositionsStand(watch, lists.get(list), false),
                        DAY);
            }
            double[] seconds = new double[TURNS];
            long told = 0;
            for (int turn = 0; turn < TURNS; turn++) {
                LocalDate day = DAY.plusDays(1 + turn);
                String price = new BigDecimal(AFTER).add(BigDecimal.valueOf(turn)).toPlainString();
                PledgeFact quote = quote("Q" + (1 + turn), price, day);
                engine.tick(at(day));
                long start = System.nanoTime();
                accept(engine, "Q" + (1 + turn), quote, day);
                seconds[turn] = (System.nanoTime() - start) / 1e9;
                if (turn == 0) {
                    told = told(engine);
                }
            }
            double first = seconds[0];
            return new Durable(middle(seconds), first, told);
        }
    }

    /// What the lists said of the price.
    private static long told(InlineEngine engine) {
        long told = 0;
        for (int list = 0; list < Watches.LISTS; list++) {
            told +=
                    engine
                            .decisions(PledgeModule.NAME, Watches.key(COMMODITY, list))
                            .getLast()
                            .arithmetic()
                            .stream()
                            .filter(sum -> sum.name().equals("crossings"))
                            .mapToLong(sum -> sum.result().longValueExact())
                            .sum();
        }
        return told;
    }

    private static PledgeFact quote(String quoteId, String price, LocalDate day) {
        return new PledgeFact.PriceQuoted(
                quoteId,
                "INE",
                "NR2605",
                COMMODITY,
                "TSR20",
                "settlement",
                new BigDecimal(price),
                "CNY/t",
                PledgeFact.TaxBasis.EXCL_VAT,
                day,
                at(day),
                "");
    }

    private static Instant at(LocalDate day) {
        return TestEngines.noon(day.toString());
    }

    private static void accept(InlineEngine engine, String id, PledgeFact fact, LocalDate day) {
        NodeResult result =
                engine.accept(PledgeModule.NAME, new FactId("bench", id), fact, at(day));
        if (result.result().refused()) {
            throw new IllegalStateException("A sound fact was refused: " + result);
        }
    }
}
