package org.liandong.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/// Orders in which facts may arrive, some of them twice.
public final class Arrivals {

    /// One in so many facts comes twice.
    private static final int TWICE = 6;

    private Arrivals() {}

    /// The facts in any order.
    public static <F> List<F> of(List<F> facts, Random random) {
        List<F> arrivals = new ArrayList<>(facts);
        for (F fact : facts) {
            if (random.nextInt(TWICE) == 0) {
                arrivals.add(fact);
            }
        }
        Collections.shuffle(arrivals, random);
        return arrivals;
    }

    /// Facts come to the same in their own order and in so many others; answers what.
    public static <F, O> O comeToTheSame(
            List<F> facts, int orders, long seed, Function<List<F>, O> outcome) {
        O first = outcome.apply(facts);
        for (int order = 0; order < orders; order++) {
            List<F> arrivals = of(facts, new Random(seed + order));
            assertThat(outcome.apply(arrivals))
                    .as("order %d: %s", order, arrivals)
                    .isEqualTo(first);
        }
        return first;
    }
}
