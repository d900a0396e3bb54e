package org.liandong.dutyguarantee;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.liandong.dutyguarantee.GuaranteeCase.Institution;
import org.liandong.dutyguarantee.GuaranteeFact.ClaimUnpaid;
import org.liandong.dutyguarantee.GuaranteeFact.FilingJoined;
import org.liandong.dutyguarantee.GuaranteeFact.InstitutionStands;
import org.liandong.dutyguarantee.GuaranteeFact.Standing;
import org.liandong.kernel.Checks;
import org.liandong.kernel.Context;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Linking;
import org.liandong.kernel.Message;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Step;

/// An institution: suspended by an officer or because it did not pay a claim in time, resumed by an officer.
final class InstitutionDesk {

    private static final String PREFIX = "institution:";
    private static final String CLAUSE = "GACC 2021-100";

    private InstitutionDesk() {}

    static String key(String code) {
        return PREFIX + code;
    }

    static @Nullable String code(String key) {
        return key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : null;
    }

    static Step<GuaranteeCase> joined(Institution state, FilingJoined fact) {
        List<String> filings = new ArrayList<>(state.filings());
        if (!filings.contains(fact.filingNo())) {
            filings.add(fact.filingNo());
        }
        Institution next =
                new Institution(
                        state.code(),
                        List.copyOf(filings),
                        state.standings(),
                        state.unpaid(),
                        state.said());
        List<Standing> standings = standings(next);
        return standings.isEmpty()
                ? Step.of(next)
                : Step.of(next, tell(fact.filingNo(), standings));
    }

    static Step<GuaranteeCase> stands(Institution state, Standing standing, Context context) {
        List<Standing> standings = new ArrayList<>(state.standings());
        standings.add(standing);
        return settle(
                new Institution(
                        state.code(),
                        state.filings(),
                        List.copyOf(standings),
                        state.unpaid(),
                        state.said()),
                context);
    }

    static Step<GuaranteeCase> unpaid(Institution state, ClaimUnpaid fact, Context context) {
        Map<String, LocalDate> unpaid = new TreeMap<>(state.unpaid());
        if (fact.unpaid()) {
            unpaid.put(fact.entryId(), fact.on());
        } else {
            unpaid.remove(fact.entryId());
        }
        return settle(
                new Institution(
                        state.code(),
                        state.filings(),
                        state.standings(),
                        Map.copyOf(unpaid),
                        state.said()),
                context);
    }

    private static List<Standing> standings(Institution state) {
        List<Standing> all = new ArrayList<>(state.standings());
        state.unpaid()
                .forEach((entryId, on) ->
                        all.add(new Standing(on, false, "unpaid claim " + entryId)));
        all.sort(Comparator.comparing(Standing::on).thenComparing(Standing::reason));
        return List.copyOf(all);
    }

    private static Step<GuaranteeCase> settle(Institution state, Context context) {
        List<Standing> standings = standings(state);
        List<Effect> effects = new ArrayList<>();
        boolean serves = Standings.servesOn(standings, context.today());
        String says = serves ? "in-force" : "suspended";
        if (!says.equals(state.said())) {
            Standing last =
                    standings.stream()
                            .filter(s -> !s.on().isAfter(context.today()))
                            .max(Comparator.comparing(Standing::on))
                            .orElse(new Standing(context.today(), serves, "no unpaid claim"));
            Checks checks = new Checks();
            checks.add(
                    "D11",
                    serves,
                    "institution",
                    serves ? "in force" : "suspended",
                    last.reason(),
                    last.on().toString(),
                    "");
            effects.add(
                    new Effect.Decide(
                            Decision.of(
                                    "suspension",
                                    serves ? Outcome.ADMITTED : Outcome.WAITING,
                                    checks.toList(),
                                    CLAUSE)));
            effects.add(
                    new Effect.Send(
                            new Message(
                                    Messages.SUSPENSION,
                                    state.code(),
                                    state.code(),
                                    Map.of(
                                            "institutionCode",
                                            state.code(),
                                            "standing",
                                            says,
                                            "reason",
                                            last.reason()),
                                    List.of())));
        }
        state.filings().forEach(filing -> effects.add(tell(filing, standings)));
        return new Step<>(
                new Institution(
                        state.code(), state.filings(), state.standings(), state.unpaid(), says),
                effects);
    }

    private static Effect tell(String filingNo, List<Standing> standings) {
        return new Effect.Tell(
                Linking.to(FilingDesk.key(filingNo)), new InstitutionStands(filingNo, standings));
    }
}
