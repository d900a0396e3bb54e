package org.liandong.dutyguarantee;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.liandong.dutyguarantee.GuaranteeCase.Filing;
import org.liandong.dutyguarantee.GuaranteeCase.Filing.Stage;
import org.liandong.dutyguarantee.GuaranteeFact.FilingJoined;
import org.liandong.dutyguarantee.GuaranteeFact.GuaranteeAmended;
import org.liandong.dutyguarantee.GuaranteeFact.GuaranteeClosed;
import org.liandong.dutyguarantee.GuaranteeFact.GuaranteeFiled;
import org.liandong.dutyguarantee.GuaranteeFact.InstitutionStands;
import org.liandong.dutyguarantee.GuaranteeFact.OfficerAnswered;
import org.liandong.dutyguarantee.GuaranteeFact.QuotaMoved;
import org.liandong.dutyguarantee.GuaranteeFact.Standing;
import org.liandong.dutyguarantee.GuaranteeFact.Terms;
import org.liandong.dutyguarantee.GuaranteeFact.TermsAsked;
import org.liandong.dutyguarantee.GuaranteeFact.TermsTold;
import org.liandong.kernel.Answer;
import org.liandong.kernel.Checks;
import org.liandong.kernel.Context;
import org.liandong.kernel.Decision;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Identifier;
import org.liandong.kernel.Linking;
import org.liandong.kernel.Message;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Questions;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Step;
import org.liandong.kernel.Verdict;
import org.liandong.kernel.ledger.Command;
import org.liandong.kernel.ledger.Leg;
import org.liandong.kernel.ledger.Reference;

/// A guarantee: filed once, granted as quota, amended, suspended, warned of, and closed when nothing is held of it.
///
/// The end of its validity stops new use only, so the quota stays until the filing is closed. A desk makes one step.
final class FilingDesk {

    static final String PREFIX = "filing:";

    static final String SCHEME = "guarantee-instrument";

    static final String END = "guarantee-end";
    static final String WARNING = "guarantee-warning";

    private static final String CLAUSE = "GACC 2021-100, 3; 海关事务担保条例, 13";
    private static final String AMENDMENT = "amendment";

    /// An office that changes a guarantee more often than that changes it by program.
    private static final int AMENDMENTS_MAX = 1_000;

    private final Rules rules;
    private final Context context;
    private final List<Effect> effects = new ArrayList<>();

    private final String filingNo;
    private @Nullable GuaranteeFiled filed;
    private @Nullable String holder;
    private Stage stage;
    private final List<GuaranteeAmended> amendments;
    private final List<Integer> refused;
    private BigDecimal granted;
    private List<Standing> standings;
    private @Nullable LocalDate closeOn;
    private BigDecimal used;
    private BigDecimal spent;
    private BigDecimal claimed;
    private final List<String> waiting;
    private boolean expired;
    private boolean suspended;
    private int requests;
    private final Map<String, String> said;
    private final Questions questions;

    FilingDesk(Filing filing, Rules rules, Context context) {
        this.rules = rules;
        this.context = context;
        this.filingNo = filing.filingNo();
        this.filed = filing.filed();
        this.holder = filing.holder();
        this.stage = filing.stage();
        this.amendments = new ArrayList<>(filing.amendments());
        this.refused = new ArrayList<>(filing.refused());
        this.granted = filing.granted();
        this.standings = filing.standings();
        this.closeOn = filing.closeOn();
        this.used = filing.used();
        this.spent = filing.spent();
        this.claimed = filing.claimed();
        this.waiting = new ArrayList<>(filing.waiting());
        this.expired = filing.expired();
        this.suspended = filing.suspended();
        this.requests = filing.requests();
        this.said = new HashMap<>(filing.said());
        this.questions = Asked.questions(filing.questions(), effects);
    }

    private Step<GuaranteeCase> done() {
        return new Step<>(
                new Filing(
                        filingNo,
                        filed,
                        holder,
                        stage,
                        List.copyOf(amendments),
                        List.copyOf(refused),
                        granted,
                        standings,
                        closeOn,
                        used,
                        spent,
                        claimed,
                        List.copyOf(waiting),
                        expired,
                        suspended,
                        requests,
                        Map.copyOf(said),
                        questions.toList()),
                effects);
    }

    static String key(String filingNo) {
        return PREFIX + filingNo;
    }

    static @Nullable String number(String key) {
        return key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : null;
    }

    // ---- filing

    /// The instrument of an institution, of which there is one filing (sheet 06, 5).
    private static Identifier identifier(GuaranteeFiled of) {
        return new Identifier(SCHEME, of.institutionCode() + "/" + of.instrumentNo());
    }

    Step<GuaranteeCase> filed(GuaranteeFiled fact) {
        if (filed != null && !filed.equals(fact)) {
            Checks checks = checks(fact);
            checks.add(
                    "D4", false, "filing", filingNo, "filed before as", filed.instrumentNo(), "");
            decide("filing", Outcome.REFUSED, checks, CLAUSE);
            return done();
        }
        Checks checks = checks(fact);
        if (!checks.failed().isEmpty()) {
            decide("filing", Outcome.REFUSED, checks, CLAUSE);
            answer(fact, "refused", checks.failed().getFirst().rule());
            return done();
        }
        filed = fact;
        effects.add(new Effect.Claim(identifier(fact)));
        return done();
    }

    private static Checks checks(GuaranteeFiled fact) {
        Checks checks = new Checks();
        checks.add(
                "D2",
                fact.amount().signum() > 0 && fact.amount().stripTrailingZeros().scale() <= 2,
                "amount",
                Checks.plain(fact.amount()),
                "must be",
                "above 0, two decimals",
                "");
        LocalDate first = later(fact.validFrom(), fact.filedOn());
        checks.add(
                "D3",
                !fact.validTo().isBefore(first),
                "valid to",
                fact.validTo().toString(),
                "not before",
                first.toString(),
                "");
        oneOf(checks, "D5", "instrument", fact.instrument(), Set.of("letter", "policy", "cash"));
        checks.add(
                "D6",
                !fact.businesses().isEmpty()
                        && Set.of("a", "b", "c").containsAll(fact.businesses()),
                "businesses",
                String.join(", ", fact.businesses()),
                "must be some of",
                "a, b, c",
                "");
        checks.add(
                "D7",
                !fact.beneficiaries().isEmpty()
                        && fact.beneficiaries().stream().allMatch(c -> c.matches("\\d{4}")),
                "beneficiary customs",
                String.join(", ", fact.beneficiaries()),
                "must be",
                "codes of 4 digits",
                "");
        checks.fixed("D8", "currency", fact.currency(), Accounts.CNY);
        LocalDate claims = fact.claimPeriodEnd();
        checks.add(
                "D9",
                claims == null || !claims.isBefore(fact.validTo()),
                "claim period end",
                claims == null ? "not named" : claims.toString(),
                "not before",
                fact.validTo().toString(),
                "");
        return checks;
    }

    private static void oneOf(
            Checks checks, String rule, String field, String value, Set<String> values) {
        checks.add(
                rule,
                values.contains(value),
                field,
                value,
                "must be one of",
                String.join(", ", values.stream().sorted().toList()),
                "");
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    /// Its instrument belongs to this filing or to another.
    Step<GuaranteeCase> claimed(@Nullable String otherKey) {
        GuaranteeFiled fact = Objects.requireNonNull(filed, filingNo);
        if (stage != Stage.NONE) {
            return done();
        }
        Checks checks = checks(fact);
        checks.add(
                "D1",
                otherKey == null,
                "instrument",
                fact.institutionCode() + "/" + fact.instrumentNo(),
                "filed as",
                otherKey == null ? filingNo : otherKey.substring(PREFIX.length()),
                "");
        if (otherKey != null) {
            holder = otherKey.substring(PREFIX.length());
            stage = Stage.REFUSED;
            decide("filing", Outcome.REFUSED, checks, CLAUSE);
            answer(fact, "refused", "D1 " + holder);
            tellAll();
            return done();
        }
        stage = Stage.GRANTED;
        decide("filing", Outcome.ADMITTED, checks, CLAUSE);
        answer(fact, "filed", "");
        ask(Accounts.openBoundary(Accounts.boundary(filingNo)));
        ask(Accounts.openFree(Accounts.free(filingNo)));
        ask(Accounts.open(Accounts.spent(filingNo)));
        ask(Accounts.open(Accounts.claimed(filingNo)));
        effects.add(
                new Effect.Tell(
                        Linking.to(InstitutionDesk.key(fact.institutionCode())),
                        new FilingJoined(fact.institutionCode(), filingNo)));
        settle();
        return done();
    }

    private void answer(GuaranteeFiled fact, String result, String why) {
        send(
                Messages.FILING,
                fact.institutionCode(),
                Map.of("filingNo", filingNo, "result", result, "reason", why));
    }

    // ---- what changes it

    Step<GuaranteeCase> amended(GuaranteeAmended fact) {
        boolean known = amendments.stream().anyMatch(a -> a.amendment() == fact.amendment());
        if (known || amendments.size() >= AMENDMENTS_MAX) {
            Checks checks = new Checks();
            checks.add(
                    "E1",
                    false,
                    AMENDMENT,
                    Integer.toString(fact.amendment()),
                    "booked before",
                    known ? "yes" : "more than " + AMENDMENTS_MAX,
                    "");
            decide(AMENDMENT, Outcome.REFUSED, checks, CLAUSE);
            return done();
        }
        amendments.add(fact);
        settle();
        return done();
    }

    Step<GuaranteeCase> stands(Standing standing) {
        List<Standing> all = new ArrayList<>(standings);
        all.add(standing);
        standings = List.copyOf(all);
        settle();
        return done();
    }

    Step<GuaranteeCase> institutionStands(InstitutionStands fact) {
        List<Standing> all = new ArrayList<>(standings);
        all.removeIf(s -> s.reason().startsWith(Standings.INSTITUTION));
        for (Standing each : fact.standings()) {
            all.add(new Standing(each.on(), each.serves(), Standings.INSTITUTION + each.reason()));
        }
        standings = List.copyOf(all);
        settle();
        return done();
    }

    Step<GuaranteeCase> closed(GuaranteeClosed fact) {
        if (closeOn == null || fact.on().isBefore(closeOn)) {
            closeOn = fact.on();
        }
        settle();
        return done();
    }

    Step<GuaranteeCase> asked(TermsAsked fact) {
        if (!waiting.contains(fact.entryId())) {
            waiting.add(fact.entryId());
        }
        tell(fact.entryId());
        return done();
    }

    Step<GuaranteeCase> moved(QuotaMoved fact) {
        used = used.add(fact.held());
        spent = spent.add(fact.spent());
        claimed = claimed.add(fact.claimed());
        if (fact.settled()) {
            waiting.remove(fact.entryId());
        }
        settleWarnings();
        settleClosing();
        return done();
    }

    // ---- terms

    private void tellAll() {
        waiting.forEach(this::tell);
    }

    private void tell(String entryId) {
        effects.add(new Effect.Tell(Linking.to(entryId), new TermsTold(entryId, terms())));
    }

    private Terms terms() {
        boolean usable = stage == Stage.GRANTED || stage == Stage.CLOSED;
        return new Terms(
                filingNo, usable ? filed : null, usable ? validTo() : null, standings, closeOn);
    }

    /// The last day in force.
    private LocalDate validTo() {
        LocalDate last = Objects.requireNonNull(filed, filingNo).validTo();
        for (GuaranteeAmended each : inForce()) {
            LocalDate changed = each.validTo();
            if (changed != null) {
                last = changed;
            }
        }
        return last;
    }

    private BigDecimal amount() {
        BigDecimal amount = Objects.requireNonNull(filed, filingNo).amount();
        for (GuaranteeAmended each : inForce()) {
            BigDecimal changed = each.amount();
            if (changed != null) {
                amount = changed;
            }
        }
        return amount;
    }

    private List<GuaranteeAmended> inForce() {
        return amendments.stream()
                .filter(a -> !refused.contains(a.amendment()))
                .sorted(Comparator.comparingInt(GuaranteeAmended::amendment))
                .toList();
    }

    // ---- the book

    private void settle() {
        if (stage != Stage.GRANTED) {
            return;
        }
        for (GuaranteeAmended each : amendments) {
            BigDecimal amount = each.amount();
            if (amount != null
                    && !refused.contains(each.amendment())
                    && (amount.signum() <= 0 || amount.stripTrailingZeros().scale() > 2)) {
                refused.add(each.amendment());
                Checks checks = new Checks();
                checks.add(
                        "D2",
                        false,
                        "amount",
                        Checks.plain(amount),
                        "must be",
                        "above 0, two decimals",
                        "");
                decide(AMENDMENT, Outcome.REFUSED, checks, CLAUSE);
            }
        }
        BigDecimal change = amount().subtract(granted);
        if (change.signum() != 0) {
            boolean more = change.signum() > 0;
            String boundary = Accounts.boundary(filingNo);
            String free = Accounts.free(filingNo);
            ask(
                    Accounts.post(
                            filingNo + "/granted/" + ++requests,
                            context.today(),
                            Reference.of(key(filingNo), "filing", "amount " + amount()),
                            List.of(
                                    new Leg(
                                            more ? boundary : free,
                                            more ? free : boundary,
                                            change.abs().setScale(2)))));
        }
        boolean servesNow = Standings.servesOn(standings, context.today());
        if (suspended == servesNow) {
            suspended = !servesNow;
            standings.stream()
                    .filter(s -> !s.on().isAfter(context.today()))
                    .max(Comparator.comparing(Standing::on))
                    .ifPresent(this::decideStanding);
        }
        clocks();
        settleWarnings();
        settleClosing();
        tellAll();
    }

    private void decideStanding(Standing last) {
        Checks checks = new Checks();
        checks.add(
                "D10",
                !suspended,
                "guarantee",
                suspended ? "suspended" : "in force",
                last.reason(),
                last.on().toString(),
                "");
        decide("suspension", suspended ? Outcome.WAITING : Outcome.ADMITTED, checks, CLAUSE);
    }

    Step<GuaranteeCase> answered(Answer.FromBook answer) {
        Command command = answer.command();
        var result = answer.answer();
        boolean posted = result instanceof org.liandong.kernel.ledger.Answer.Posted;
        if (Accounts.isOpening(command)) {
            Booked.require(posted, command, result);
        } else if (command.key().contains("/granted/")) {
            if (posted) {
                granted = amount();
                if (inForce().stream().anyMatch(a -> a.amount() != null)) {
                    decideAmendment(Outcome.ADMITTED, BigDecimal.ZERO);
                }
            } else {
                BigDecimal free = Booked.available(command, result);
                decideAmendment(Outcome.REFUSED, free);
                inForce().stream()
                        .filter(a -> a.amount() != null)
                        .reduce((_, last) -> last)
                        .ifPresent(a -> refused.add(a.amendment()));
                settle();
            }
        } else {
            Booked.require(posted, command, result);
            stage = Stage.CLOSED;
            Checks checks = new Checks();
            checks.add("E3", true, "held", Checks.plain(used), "must be", "0", "");
            decide("closing", Outcome.ADMITTED, checks, "海关事务担保条例, 20");
            effects.add(new Effect.Stop(END));
            effects.add(new Effect.Stop(WARNING));
            settleWarnings();
        }
        return done();
    }

    /// @param free what the ledger had to give, where it refused
    private void decideAmendment(Outcome outcome, BigDecimal free) {
        BigDecimal kept = outcome == Outcome.REFUSED ? granted.subtract(free) : used;
        Checks checks = new Checks();
        checks.add(
                "E2",
                outcome == Outcome.ADMITTED,
                "amount",
                Checks.plain(amount()),
                "in use",
                Checks.plain(kept),
                "");
        decide(AMENDMENT, outcome, checks, "海关事务担保条例, 17, 19");
        send(
                Messages.FILING,
                Objects.requireNonNull(filed, filingNo).institutionCode(),
                Map.of(
                        "filingNo",
                        filingNo,
                        "result",
                        outcome == Outcome.ADMITTED ? "amended" : "amendment refused",
                        "reason",
                        outcome == Outcome.ADMITTED ? "" : "E2 " + Checks.plain(kept)));
    }

    private void settleClosing() {
        LocalDate on = closeOn;
        if (on == null || stage != Stage.GRANTED) {
            return;
        }
        if (used.signum() > 0) {
            String shown = "held " + Checks.plain(used);
            if (said.put("closing", "waits") == null) {
                Checks checks = new Checks();
                checks.add("E3", false, "held", Checks.plain(used), "must be", "0", "");
                effects.add(
                        new Effect.Decide(
                                Decision.of(
                                                "closing",
                                                Outcome.WAITING,
                                                checks.toList(),
                                                "海关事务担保条例, 20; " + shown)
                                        .missing(List.of("payment"))));
            }
            return;
        }
        BigDecimal rest = granted.subtract(spent).subtract(claimed);
        if (rest.signum() > 0) {
            ask(
                    Accounts.post(
                            filingNo + "/closed/" + ++requests,
                            context.today(),
                            Reference.of(key(filingNo), "closing", "closed"),
                            List.of(
                                    new Leg(
                                            Accounts.free(filingNo),
                                            Accounts.boundary(filingNo),
                                            rest.setScale(2)))));
        } else {
            stage = Stage.CLOSED;
        }
    }

    // ---- clocks and warnings

    private Verdict warnings() {
        GuaranteeFiled fact = Objects.requireNonNull(filed, filingNo);
        return rules.decide("warnings", fact.filedOn(), Map.of("instrument", fact.instrument()));
    }

    private void clocks() {
        String last = validTo().toString();
        if (last.equals(said.put("clocks", last))) {
            return;
        }
        expired = !context.today().isBefore(validTo().plusDays(1));
        Verdict rule = warnings();
        LocalDate warn = validTo().minusDays(rule.whole("end days"));
        if (!expired) {
            start(END, validTo().plusDays(1), CLAUSE);
            // Of what is due already the warning is given at once.
            if (warn.isAfter(context.today())) {
                start(WARNING, warn, rule.clause());
            }
        }
    }

    private void start(String clock, LocalDate on, String clause) {
        effects.add(
                new Effect.StartAt(
                        clock, on.atStartOfDay(GuaranteeService.ZONE).toInstant(), clause));
    }

    Step<GuaranteeCase> expired(String clock) {
        if (clock.equals(END)) {
            expired = true;
            Checks checks = new Checks();
            checks.add(
                    "G3",
                    false,
                    "valid to",
                    validTo().toString(),
                    "today",
                    context.today().toString(),
                    "");
            decide("expiry", Outcome.REFUSED, checks, CLAUSE);
            tellAll();
        }
        settleWarnings();
        return done();
    }

    private void settleWarnings() {
        GuaranteeFiled fact = filed;
        if (fact == null || stage == Stage.NONE || stage == Stage.REFUSED) {
            return;
        }
        Verdict rule = warnings();
        boolean open = stage == Stage.GRANTED && closeOn == null;
        LocalDate warnFrom = validTo().minusDays(rule.whole("end days"));
        boolean ends = open && !expired && !context.today().isBefore(warnFrom);
        if (ends && !validTo().toString().equals(said.put("ends", validTo().toString()))) {
            Checks checks = new Checks();
            checks.add(
                    "W1",
                    false,
                    "valid to",
                    validTo().toString(),
                    "warned from",
                    warnFrom.toString(),
                    "");
            decide("expiry-warning", Outcome.REFERRED, checks, rule);
            Map<String, String> head =
                    Map.of("filingNo", filingNo, "validTo", validTo().toString());
            send(Messages.EXPIRY, fact.taxpayerScc(), head);
            send(Messages.EXPIRY, fact.institutionCode(), head);
        }
        questions.keep(
                Asked.EXPIRY,
                ends ? BigDecimal.valueOf(validTo().toEpochDay()) : BigDecimal.ZERO,
                filingNo,
                validTo().toString());
        BigDecimal taken = used.add(spent).add(claimed);
        BigDecimal percent = BigDecimal.valueOf(rule.whole("used percent"));
        boolean full =
                open
                        && granted.signum() > 0
                        && taken.movePointRight(2).compareTo(granted.multiply(percent)) >= 0;
        if (full && said.put("full", "yes") == null) {
            Checks checks = new Checks();
            checks.add(
                    "W2",
                    false,
                    "in use",
                    Checks.plain(taken),
                    percent + " % of",
                    Checks.plain(granted),
                    "");
            decide("quota-warning", Outcome.REFERRED, checks, rule);
            send(
                    Messages.FULL,
                    fact.taxpayerScc(),
                    Map.of(
                            "filingNo",
                            filingNo,
                            "used",
                            Checks.plain(taken),
                            "amount",
                            Checks.plain(granted)));
        } else if (!full) {
            said.remove("full");
        }
        questions.keep(
                Asked.FULL,
                full ? BigDecimal.ONE : BigDecimal.ZERO,
                filingNo,
                Checks.plain(taken) + " / " + Checks.plain(granted));
    }

    // ---- officers

    Step<GuaranteeCase> answered(OfficerAnswered answer) {
        Checks checks = new Checks();
        questions.check(answer.task(), answer.answer(), checks);
        if (!checks.failed().isEmpty()) {
            decide("officer", Outcome.REFUSED, checks, CLAUSE);
        } else {
            questions.answered(answer.task());
        }
        return done();
    }

    // ---- help

    private void ask(Command command) {
        effects.add(new Effect.Ask(command));
    }

    private void send(String type, String to, Map<String, String> head) {
        effects.add(new Effect.Send(new Message(type, to, filingNo + "/" + to, head, List.of())));
    }

    private void decide(String kind, Outcome outcome, Checks checks, String clause) {
        effects.add(new Effect.Decide(Decision.of(kind, outcome, checks.toList(), clause)));
    }

    private void decide(String kind, Outcome outcome, Checks checks, Verdict rule) {
        effects.add(
                new Effect.Decide(
                        Decision.of(kind, outcome, checks.toList(), rule.clause())
                                .verdicts(List.of(rule))));
    }
}
