package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.liandong.ecommerceimport.ImportCase.Guarantee;
import org.liandong.ecommerceimport.ImportCase.Instrument;
import org.liandong.ecommerceimport.ImportFact.GuaranteeFiled;
import org.liandong.kernel.Check;
import org.liandong.kernel.Context;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Step;
import org.liandong.kernel.ledger.Answer;
import org.liandong.kernel.ledger.Command;
import org.liandong.kernel.ledger.Reference;

/// The guarantees of an enterprise: what is filed becomes quota; what expires leaves it.
///
/// An end stops new use only: what is in use stays covered, and leaves the quota as it comes back (see [Shortage]). The state is
/// the instruments alone: however many parcels use the quota, this case is not touched by them.
final class GuaranteeDesk {

    private static final String CLAUSE = "GACC 2018-194; 海关事务担保条例";

    private GuaranteeDesk() {}

    static String key(String assureCode) {
        return "guarantee:" + assureCode;
    }

    static Step<ImportCase> filed(Guarantee state, GuaranteeFiled filed, Context context) {
        Checks checks = new Checks();
        boolean known =
                state.instruments().stream().anyMatch(i -> i.number().equals(filed.instrument()));
        checks.add(
                "D1",
                !known,
                "instrument",
                filed.instrument(),
                "filed before",
                known ? "yes" : "no",
                "");
        checks.add(
                "D2",
                filed.amount().signum() > 0 && filed.amount().scale() <= 2,
                "amount",
                Checks.plain(filed.amount()),
                "must be",
                "above 0, two decimals",
                "");
        checks.add(
                "D3",
                !filed.validTo().isBefore(later(filed.validFrom(), context.today())),
                "valid to",
                filed.validTo().toString(),
                "not before",
                later(filed.validFrom(), context.today()).toString(),
                "");
        List<Check> all = checks.toList();
        if (!ParcelStep.failed(all).isEmpty()) {
            return Step.of(state, decide(Outcome.REFUSED, all));
        }
        List<Instrument> instruments = new ArrayList<>(state.instruments());
        instruments.add(
                new Instrument(
                        filed.instrument(),
                        filed.amount(),
                        filed.validFrom(),
                        filed.validTo(),
                        false));
        List<Effect> effects = new ArrayList<>();
        effects.add(decide(Outcome.ADMITTED, all));
        if (filed.validFrom().isAfter(context.today())) {
            effects.add(
                    new Effect.StartAt(
                            "begin/" + filed.instrument(),
                            filed.validFrom().atStartOfDay(ParcelStep.ZONE).toInstant(),
                            CLAUSE));
        } else {
            effects.add(
                    new Effect.Ask(
                            grant(
                                    state.assureCode(),
                                    filed.instrument(),
                                    filed.amount(),
                                    context)));
        }
        effects.add(
                new Effect.StartAt(
                        "end/" + filed.instrument(),
                        filed.validTo().plusDays(1).atStartOfDay(ParcelStep.ZONE).toInstant(),
                        CLAUSE));
        return new Step<>(new Guarantee(state.assureCode(), List.copyOf(instruments)), effects);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static Effect decide(Outcome outcome, List<Check> checks) {
        return new Effect.Decide(Decision.of("guarantee", outcome, checks, CLAUSE));
    }

    private static Command grant(
            String assureCode, String instrument, BigDecimal amount, Context context) {
        return new Command.Batch(
                request(assureCode, instrument),
                Command.Batch.Mode.EACH,
                List.of(
                        Accounts.openBoundary(Accounts.guarantor(assureCode)),
                        Accounts.openForEveryDate(Accounts.quota(assureCode)),
                        Accounts.post(
                                request(assureCode, instrument) + ":granted",
                                context.today(),
                                Reference.of(
                                        key(assureCode), "guarantee", "instrument " + instrument),
                                Accounts.guarantor(assureCode),
                                Accounts.quota(assureCode),
                                amount.setScale(2))));
    }

    static Step<ImportCase> expired(Guarantee state, String clock, Context context) {
        String number = clock.substring(clock.indexOf('/') + 1);
        Instrument instrument =
                state.instruments().stream()
                        .filter(i -> i.number().equals(number))
                        .findFirst()
                        .orElseThrow();
        if (clock.startsWith("begin/")) {
            return Step.of(
                    state,
                    new Effect.Ask(
                            grant(state.assureCode(), number, instrument.amount(), context)));
        }
        List<Instrument> instruments =
                state.instruments().stream()
                        .map(i ->
                                i.number().equals(number)
                                        ? new Instrument(
                                                i.number(),
                                                i.amount(),
                                                i.validFrom(),
                                                i.validTo(),
                                                true)
                                        : i)
                        .toList();
        return Step.of(
                new Guarantee(state.assureCode(), instruments),
                new Effect.Ask(Accounts.openShortage(state.assureCode())),
                new Effect.Ask(end(state.assureCode(), number, instrument.amount(), context)),
                new Effect.Ask(
                        Shortage.sweep(
                                request(state.assureCode(), number),
                                state.assureCode(),
                                instrument.amount().setScale(2),
                                key(state.assureCode()),
                                context)),
                new Effect.Ask(
                        Shortage.sweepClaimed(
                                request(state.assureCode(), number),
                                state.assureCode(),
                                instrument.amount().setScale(2),
                                key(state.assureCode()),
                                context)));
    }

    // The whole amount is short at once; what is free of it covers that in the same step, the rest
    // as it comes back.
    private static Command end(
            String assureCode, String instrument, BigDecimal amount, Context context) {
        return Accounts.post(
                request(assureCode, instrument) + ":end",
                context.today(),
                Reference.of(
                        key(assureCode), "guarantee", "instrument " + instrument + " has ended"),
                Accounts.shortage(assureCode),
                Accounts.guarantor(assureCode),
                amount.setScale(2));
    }

    private static String request(String assureCode, String instrument) {
        return key(assureCode) + ":" + instrument;
    }

    static Step<ImportCase> answered(
            Guarantee state, Command command, Answer answer, Context context) {
        if (Shortage.isSweep(command)) {
            Command rest = Shortage.rest(command, answer, context);
            return rest == null ? Step.of(state) : Step.of(state, new Effect.Ask(rest));
        }
        if (!(answer instanceof Answer.Posted)) {
            throw new IllegalStateException(
                    "The ledger answered %s to %s.".formatted(answer, command.key()));
        }
        return Step.of(state);
    }
}
