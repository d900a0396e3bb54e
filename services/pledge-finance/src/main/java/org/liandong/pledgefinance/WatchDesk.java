package org.liandong.pledgefinance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.liandong.kernel.Checks;
import org.liandong.kernel.Context;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Decision.Computation;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Linking;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Step;
import org.liandong.pledgefinance.PledgeCase.Watch;
import org.liandong.pledgefinance.PledgeFact.PositionsStand;
import org.liandong.pledgefinance.PledgeFact.PriceMoved;
import org.liandong.pledgefinance.PledgeFact.PriceShown;
import org.liandong.pledgefinance.PledgeFact.WatchOpened;

/// A watch list: values every financing on it when the price moves, and tells those that have come to a line. A desk makes one step.
final class WatchDesk {

    static final String REST = "rest";

    /// Financings that one step tells. In a crash the rest is told by a clock that is due at once, the worst first.
    private static final int TOLD_MAX = 100;

    private final Watch state;
    private final Context context;
    private final String commodity;
    private final Revaluation revaluation;
    private final List<Effect> effects = new ArrayList<>();

    WatchDesk(Watch state, Rules rules, Context context) {
        this.state = state;
        this.context = context;
        this.commodity = Watches.commodity(state.key());
        this.revaluation = new Revaluation(rules, commodity);
    }

    Step<PledgeCase> on(PositionsStand fact) {
        if (!state.opened()) {
            effects.add(
                    new Effect.Tell(
                            Linking.to(MarketDesk.key(commodity)),
                            new WatchOpened(commodity, state.key())));
        }
        Map<String, Position> positions = new HashMap<>();
        fact.positions().forEach(position -> positions.put(position.contractNo(), position));
        List<Position> next = new ArrayList<>(state.positions());
        next.removeIf(position -> positions.containsKey(position.contractNo()));
        fact.positions().stream().filter(Position::isOpen).forEach(next::add);
        Set<String> waiting = new LinkedHashSet<>(state.waiting());
        if (fact.asks()) {
            for (Position position : fact.positions()) {
                // Before the market has answered nobody knows whether there is a price.
                if (state.opened()) {
                    effects.add(shown(position.contractNo(), state.price()));
                }
                if (!isUsable(state.price())) {
                    waiting.add(position.contractNo());
                }
            }
        }
        return step(state.price(), next, List.copyOf(waiting));
    }

    private boolean isUsable(Price price) {
        return terms().isUsable(price, context.today(), context.calendar());
    }

    /// The price has moved. Whoever waits for it is told; when it can be used, everybody is valued.
    Step<PledgeCase> on(PriceMoved fact) {
        Price price = fact.price();
        state.waiting().forEach(contractNo -> effects.add(shown(contractNo, price)));
        return isUsable(price)
                ? value(price, List.of())
                : step(price, state.positions(), state.waiting());
    }

    /// The rest of those who have come to a line.
    Step<PledgeCase> expired() {
        return isUsable(state.price()) ? value(state.price(), state.waiting()) : Step.of(state);
    }

    private Step<PledgeCase> value(Price price, List<String> waiting) {
        Revaluation.Result result = revaluation.of(state.positions(), price, context.today());
        List<Revaluation.Crossing> crossings = result.crossings();
        List<Position> positions = new ArrayList<>(state.positions());
        int told = Math.min(TOLD_MAX, crossings.size());
        for (Revaluation.Crossing crossing : crossings.subList(0, told)) {
            Position position = positions.get(crossing.place());
            positions.set(crossing.place(), position.in(crossing.to()));
            effects.add(shown(position.contractNo(), price));
        }
        if (told < crossings.size()) {
            effects.add(new Effect.StartAt(REST, context.at(), "Civil Code 433"));
        }
        effects.add(new Effect.Decide(decision(price, result)));
        return step(price, positions, waiting);
    }

    private Decision decision(Price price, Revaluation.Result result) {
        Terms terms = terms();
        return new Decision(
                "revaluation",
                Outcome.ADMITTED,
                List.of(),
                List.of(),
                List.of(terms.market()),
                List.of(
                        new Computation(
                                "value",
                                "Σ Q × P × (1 − h)",
                                Map.of("P", price.value(), "h", terms.haircut()),
                                Checks.cents(result.value()),
                                "half up to the cent"),
                        new Computation(
                                "debt",
                                "Σ E",
                                Map.of("n", BigDecimal.valueOf(state.positions().size())),
                                Checks.cents(result.debt()),
                                "half up to the cent"),
                        new Computation(
                                "crossings",
                                "n",
                                Map.of(),
                                BigDecimal.valueOf(result.crossings().size()),
                                "")),
                Map.of(),
                terms.market().clause());
    }

    private Terms terms() {
        return revaluation.terms(context.today());
    }

    private static Effect shown(String contractNo, Price price) {
        return new Effect.Tell(
                Linking.to(FinancingDesk.key(contractNo)), new PriceShown(contractNo, price));
    }

    private Step<PledgeCase> step(Price price, List<Position> positions, List<String> waiting) {
        return new Step<>(
                new Watch(state.key(), true, price, List.copyOf(positions), waiting), effects);
    }
}
