package org.liandong.pledgefinance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.pledgefinance.Harbour.financed;
import static org.liandong.pledgefinance.Harbour.quoted;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.liandong.kernel.Context;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Step;
import org.liandong.kernel.clock.WorkingCalendar;
import org.liandong.pledgefinance.PledgeCase.Watch;
import org.liandong.pledgefinance.PledgeFact.PriceMoved;
import org.liandong.pledgefinance.PledgeFact.PriceShown;
import org.liandong.testkit.TestEngines;

/// A price reaches the financings of a list that have come to a line, and no other.
class WatchTest {

    private static final LocalDate DAY = LocalDate.parse("2026-03-02");
    private static final String KEY = Watches.key("NATURAL-RUBBER", 0);

    /// One tonne each; the debt is so many yuan.
    private static Position position(int number, int debt) {
        return new Position(
                "C" + number,
                Lines.State.NORMAL,
                new BigDecimal("1.000"),
                new BigDecimal("14000"),
                DAY,
                new BigDecimal(debt),
                BigDecimal.ZERO,
                DAY,
                BigDecimal.ZERO,
                DAY.plusDays(100),
                DAY);
    }

    private static WatchDesk desk(Watch watch) {
        return new WatchDesk(
                watch,
                TestEngines.RULES.apply(new PledgeModule().resources()),
                new Context(
                        1,
                        Harbour.noon("2026-03-02"),
                        DAY,
                        WorkingCalendar.shipped().edition(DAY)));
    }

    private static Price price(String value, String refused) {
        return new Price(new BigDecimal(value), "Q1", DAY, refused);
    }

    private static List<String> told(Step<PledgeCase> step) {
        return step.effects().stream()
                .filter(Effect.Tell.class::isInstance)
                .map(e -> ((PriceShown) ((Effect.Tell) e).fact()).contractNo())
                .toList();
    }

    @Test
    void inACrashTheWorstAreToldFirstAndAllAreToldOnce() {
        List<Position> positions = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            // At 10,000: 80 are beyond the sale line, 80 beyond the warning line, 90 are well.
            positions.add(position(i, i % 25 < 8 ? 7_600 : i % 25 < 16 ? 9_100 : 5_000));
        }
        Watch watch = new Watch(KEY, true, price("13000", ""), positions, List.of());
        Step<PledgeCase> first = desk(watch).on(new PriceMoved(KEY, price("10000", "")));
        assertThat(told(first)).hasSize(100);
        Watch after = (Watch) first.state();
        assertThat(after.positions())
                .filteredOn(p -> p.state() == Lines.State.CLOSEOUT)
                .hasSize(80);
        assertThat(first.effects()).anyMatch(Effect.StartAt.class::isInstance);
        Step<PledgeCase> second = desk(after).expired();
        assertThat(told(second)).hasSize(60).doesNotContainAnyElementsOf(told(first));
        assertThat(second.effects()).noneMatch(Effect.StartAt.class::isInstance);
    }

    @Test
    void aPriceThatCannotBeUsedValuesNothing() {
        Watch watch =
                new Watch(
                        KEY, true, price("13000", ""), List.of(position(1, 9_900)), List.of("C7"));
        Step<PledgeCase> step = desk(watch).on(new PriceMoved(KEY, price("10000", "Q2")));
        assertThat(told(step)).containsExactly("C7");
        assertThat(((Watch) step.state()).waiting()).containsExactly("C7");
        assertThat(((Watch) step.state()).positions().getFirst().state())
                .isEqualTo(Lines.State.NORMAL);
    }

    /// While the grace after a gap runs, a price may end the call.
    @Test
    void aPriceThatRecoversWithinTheGraceEndsTheCall() {
        try (Harbour harbour =
                Harbour.givenA(
                        "lending@2021-01-01.dmn",
                        "<text>0</text>",
                        "<text>1</text>",
                        financed("1080000.00", "12850"))) {
            harbour.dayComes("2026-03-03")
                    .when(
                            quoted("Q2", "INE", "9900", "2026-03-03"),
                            quoted("Q3", "SPOT", "9910", "2026-03-03"));
            harbour.dayComes("2026-03-04").when(quoted("Q4", "9900", "2026-03-04"));
            assertThat(harbour.status()).isEqualTo("called");
            // The mean of the days is above the invoice, which is the most that counts.
            harbour.when(
                    quoted("Q5", "INE", "25000", "2026-03-04"),
                    quoted("Q6", "SPOT", "25000", "2026-03-04"));
            assertThat(harbour.status()).isEqualTo("in-force");
        }
    }
}
