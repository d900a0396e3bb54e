package org.liandong.pledgefinance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Check;
import org.liandong.kernel.Checks;
import org.liandong.kernel.Context;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Decision.Computation;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Linking;
import org.liandong.kernel.Message;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Reason;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Step;
import org.liandong.kernel.Task;
import org.liandong.kernel.clock.TimeLimit;
import org.liandong.pledgefinance.PledgeCase.Market;
import org.liandong.pledgefinance.PledgeFact.MarketAnswered;
import org.liandong.pledgefinance.PledgeFact.PriceMoved;
import org.liandong.pledgefinance.PledgeFact.PriceQuoted;
import org.liandong.pledgefinance.PledgeFact.WatchOpened;

/// The market of a commodity: judges quotes, and tells its watch lists the price. A desk makes one step.
final class MarketDesk {

    static final String STALE = "price-stale";

    private static final String PREFIX = "market:";
    private static final String ROLE = "risk-officer";

    /// Quotes that are kept: some months of a market with several sources.
    private static final int QUOTES_MAX = 400;

    private final Rules rules;
    private final Context context;
    private final String commodity;
    private final List<PriceQuoted> quotes;
    private Price price;
    private final Set<String> watches;
    private final Set<String> tasks;
    private final Map<String, String> said;
    private boolean silent;
    private final List<Effect> effects = new ArrayList<>();

    MarketDesk(Market state, Rules rules, Context context) {
        this.rules = rules;
        this.context = context;
        this.commodity = state.commodity();
        this.quotes = new ArrayList<>(state.quotes());
        this.price = state.price();
        this.watches = new LinkedHashSet<>(state.watches());
        this.tasks = new LinkedHashSet<>(state.tasks());
        this.said = new LinkedHashMap<>(state.said());
        this.silent = state.silent();
    }

    static String key(String commodity) {
        return PREFIX + commodity;
    }

    static @Nullable String commodity(CaseKey key) {
        return key.value().startsWith(PREFIX) ? key.value().substring(PREFIX.length()) : null;
    }

    private Step<PledgeCase> done() {
        return new Step<>(
                new Market(
                        commodity,
                        List.copyOf(quotes),
                        price,
                        List.copyOf(watches),
                        List.copyOf(tasks),
                        Map.copyOf(said),
                        silent),
                effects);
    }

    Step<PledgeCase> on(PriceQuoted quote) {
        Terms terms = Terms.of(rules, commodity, context.today());
        if (!terms.isAdmitted()) {
            Checks checks = new Checks();
            checks.add(
                    "A2",
                    false,
                    "quote.commodity",
                    commodity,
                    "must be",
                    "a listed commodity",
                    "NOT_ADMITTED");
            decide("quote", Outcome.REFUSED, checks, terms, List.of());
            return done();
        }
        quotes.add(quote);
        if (quotes.size() > QUOTES_MAX) {
            quotes.stream()
                    .min(
                            Comparator.comparing(PriceQuoted::date)
                                    .thenComparing(PriceQuoted::publishedAt)
                                    .thenComparing(PriceQuoted::quoteId))
                    .ifPresent(oldest -> {
                        quotes.remove(oldest);
                        said.remove(oldest.quoteId());
                    });
        }
        Quotes judged = new Quotes(quotes, terms, context.today());
        judged.checks().forEach((quoteId, checks) -> say(quoteId, checks, terms, judged));
        Price next = judged.price();
        askAbout(next);
        if (!next.equals(price)) {
            if (!next.date().equals(price.date())) {
                watchOver(next, terms);
            }
            price = next;
            watches.forEach(this::tell);
        }
        return done();
    }

    /// A quote is judged anew when others come; it is said once, and again when it is judged otherwise.
    private void say(String quoteId, Checks checks, Terms terms, Quotes judged) {
        boolean valid = checks.failed().isEmpty();
        String inShort =
                valid
                        ? "valid"
                        : String.join(" ", checks.failed().stream().map(Check::rule).toList());
        if (!inShort.equals(said.put(quoteId, inShort))) {
            List<Computation> sums =
                    quotes.stream()
                            .filter(quote -> quote.quoteId().equals(quoteId))
                            .findFirst()
                            .map(quote ->
                                    new Computation(
                                            "net price",
                                            "price ÷ (1 + VAT)",
                                            Map.of("price", quote.price()),
                                            judged.net(quote),
                                            "half up to the cent"))
                            .map(List::of)
                            .orElse(List.of());
            decide("quote", valid ? Outcome.ADMITTED : Outcome.REFUSED, checks, terms, sums);
        }
    }

    /// A person is called while the newest quote cannot be used.
    private void askAbout(Price next) {
        if (!next.refused().equals(price.refused())) {
            withdraw("quote/" + price.refused());
            if (!next.refused().isEmpty()) {
                assign("quote/" + next.refused(), "quote", next.refused());
            }
        }
    }

    private void watchOver(Price next, Terms terms) {
        if (silent) {
            silent = false;
            source(next);
        }
        withdraw("silence/" + price.date());
        effects.add(
                new Effect.Start(
                        STALE,
                        next.date(),
                        TimeLimit.workingDays(terms.market().whole("stale days")),
                        terms.market().clause()));
    }

    Step<PledgeCase> on(WatchOpened fact) {
        watches.add(fact.watch());
        tell(fact.watch());
        return done();
    }

    private void tell(String watch) {
        effects.add(new Effect.Tell(Linking.to(watch), new PriceMoved(watch, price)));
    }

    /// No source has quoted in time: nobody draws or releases, and a person is called.
    Step<PledgeCase> expired() {
        silent = true;
        Terms terms = Terms.of(rules, commodity, context.today());
        Checks checks = new Checks();
        checks.add(
                "Q6",
                false,
                "quote.date",
                price.date().toString(),
                "business days at most",
                terms.market().number("stale days").toPlainString(),
                "QUOTE_STALE");
        decide("price-silence", Outcome.WAITING, checks, terms, List.of());
        assign("silence/" + price.date(), "price-silence", price.date().toString());
        source(price);
        return done();
    }

    /// Banks are told when their pledges cannot be valued any more, and when they can again.
    private void source(Price of) {
        effects.add(
                new Effect.Send(
                        new Message(
                                "PRICE-SOURCE",
                                "banks",
                                commodity,
                                Map.of(
                                        "commodity", commodity,
                                        "state", silent ? "SILENT" : "QUOTED",
                                        "price", of.value().toPlainString(),
                                        "date", of.date().toString(),
                                        "on", context.today().toString()),
                                List.of())));
    }

    Step<PledgeCase> on(MarketAnswered answer) {
        Checks checks = Tasks.checks(answer.task(), answer.answer(), tasks);
        if (!checks.failed().isEmpty()) {
            effects.add(new Effect.Decide(Tasks.refused(checks)));
        } else {
            withdraw(answer.task());
        }
        return done();
    }

    private void assign(String task, String question, String about) {
        tasks.add(task);
        effects.add(
                new Effect.Assign(
                        new Task(
                                task,
                                ROLE,
                                question,
                                List.of(Reason.about(commodity, about)),
                                Tasks.options(task))));
    }

    private void withdraw(String task) {
        if (tasks.remove(task)) {
            effects.add(new Effect.Withdraw(task));
        }
    }

    private void decide(
            String kind, Outcome outcome, Checks checks, Terms terms, List<Computation> sums) {
        effects.add(
                new Effect.Decide(
                        new Decision(
                                kind,
                                outcome,
                                checks.toList(),
                                List.of(),
                                List.of(terms.market()),
                                sums,
                                Map.of(),
                                terms.market().clause())));
    }
}
