package org.liandong.ecommerceimport;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.liandong.ecommerceimport.ImportCase.Guarantee;
import org.liandong.ecommerceimport.ImportCase.Instrument;
import org.liandong.ecommerceimport.ImportFact.GuaranteeFiled;
import org.liandong.kernel.Check;
import org.liandong.kernel.Context;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Step;
import org.liandong.kernel.ledger.Command;

/// The guarantees of an enterprise: what is filed becomes quota; what expires leaves it, as far as it is free.
final class GuaranteeDesk {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
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
                !filed.validTo().isBefore(context.today()),
                "valid to",
                filed.validTo().toString(),
                "not before",
                context.today().toString(),
                "");
        List<Check> all = checks.toList();
        if (all.stream().anyMatch(c -> c.result() == Check.Result.FAILED)) {
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
                            filed.validFrom().atStartOfDay(ZONE).toInstant(),
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
                        filed.validTo().plusDays(1).atStartOfDay(ZONE).toInstant(),
                        CLAUSE));
        return new Step<>(new Guarantee(state.assureCode(), List.copyOf(instruments)), effects);
    }

    private static Effect decide(Outcome outcome, List<Check> checks) {
        return new Effect.Decide(
                new Decision(
                        "guarantee",
                        outcome,
                        checks,
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        CLAUSE));
    }

    private static Command grant(
            String assureCode, String instrument, BigDecimal amount, Context context) {
        return new Command.Batch(
                "guarantee:" + assureCode + ":" + instrument,
                Command.Batch.Mode.EACH,
                List.of(
                        Accounts.openBoundary(Accounts.guarantor(assureCode)),
                        Accounts.openForEveryDate(Accounts.quota(assureCode)),
                        Accounts.post(
                                "guarantee:" + assureCode + ":" + instrument + ":granted",
                                context.today(),
                                key(assureCode),
                                "guarantee",
                                "instrument " + instrument,
                                Map.of(Accounts.guarantor(assureCode), Accounts.quota(assureCode)),
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
                new Effect.Ask(takeBack(state.assureCode(), number, instrument.amount(), context)));
    }

    /// Takes quota out of an expired instrument. What is in use stays covered: never more than is free goes back.
    private static Command takeBack(
            String assureCode, String instrument, BigDecimal amount, Context context) {
        return Accounts.post(
                "guarantee:"
                        + assureCode
                        + ":"
                        + instrument
                        + ":ended:"
                        + amount.setScale(2).toPlainString(),
                context.today(),
                key(assureCode),
                "guarantee",
                "instrument " + instrument + " has ended",
                Map.of(Accounts.quota(assureCode), Accounts.guarantor(assureCode)),
                amount.setScale(2));
    }

    static Step<ImportCase> answered(
            Guarantee state,
            Command command,
            org.liandong.kernel.ledger.Answer answer,
            Context context) {
        String prefix = "guarantee:" + state.assureCode() + ":";
        if (answer instanceof org.liandong.kernel.ledger.Answer.Refused refused
                && command.key().contains(":ended:")
                && refused.detail() instanceof org.liandong.kernel.ledger.Detail.Floor floor) {
            String number =
                    command.key().substring(prefix.length(), command.key().lastIndexOf(":ended:"));
            // The rest is in use: it goes back as the lists that use it are paid, which the officer
            // of guarantees follows.
            if (floor.availableBefore().signum() > 0) {
                return Step.of(
                        state,
                        new Effect.Ask(
                                takeBack(
                                        state.assureCode(),
                                        number,
                                        floor.availableBefore(),
                                        context)));
            }
            return Step.of(state);
        }
        return Step.of(state);
    }

    static LocalDate day(Context context) {
        return context.today();
    }
}
