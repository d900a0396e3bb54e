package org.liandong.pledgefinance;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liandong.kernel.Checks;
import org.liandong.kernel.Decision.Computation;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Linking;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Reason;
import org.liandong.kernel.Verdict;
import org.liandong.kernel.clock.TimeLimit;
import org.liandong.kernel.ledger.Answer;
import org.liandong.kernel.ledger.Command;
import org.liandong.kernel.ledger.Detail;
import org.liandong.kernel.ledger.Leg;
import org.liandong.pledgefinance.PledgeCase.Exchange;
import org.liandong.pledgefinance.PledgeCase.Phase;
import org.liandong.pledgefinance.PledgeCase.Shortage;
import org.liandong.pledgefinance.PledgeCase.Standing;
import org.liandong.pledgefinance.PledgeFact.ExchangeRequested;
import org.liandong.pledgefinance.PledgeFact.FinancingApplied;
import org.liandong.pledgefinance.PledgeFact.Part;
import org.liandong.pledgefinance.PledgeFact.RightStands;
import org.liandong.pledgefinance.PledgeFact.RightsAsked;
import org.liandong.pledgefinance.PledgeFact.RightsShown;

/// The goods of a financing: whether they are taken, pledged, exchanged, and given back.
final class StockDesk {

    /// Clock: days in which the register is told that the pledge has ended.
    static final String CANCEL = "cancellation";

    private static final String PLEDGE = "pledge";
    private static final String APPROVAL = "approval";
    private static final String SEARCH = "search";

    private final FinancingDesk desk;

    StockDesk(FinancingDesk desk) {
        this.desk = desk;
    }

    // ---- the first pledge

    /// Decides the application on what is known; again whenever more comes, until the goods are pledged.
    void admit() {
        FinancingApplied applied = desk.application();
        Admission admission = new Admission(desk);
        boolean known = admission.application();
        if (known) {
            search(admission);
            applied.receipts().forEach(admission::receipt);
        }
        List<String> missing = admission.missing.stream().distinct().toList();
        if (known && missing.isEmpty()) {
            if (!desk.hasPrice()) {
                return;
            }
            if (desk.isPriceUsable()) {
                decide(admission);
                return;
            }
            desk.checkPrice(admission.checks);
            missing = List.of("price");
        }
        desk.withdraw(APPROVAL);
        desk.say(
                "application",
                missing.isEmpty() ? Outcome.REFUSED : Outcome.WAITING,
                admission.checks,
                missing);
    }

    /// Asks the register what stands there about the borrower: at once, and anew when nothing is wrong but the age of its answer, at most
    /// once a day. Without consent nobody is searched for.
    private void search(Admission admission) {
        String today = desk.context.today().toString();
        boolean old =
                !admission.checks.failed().isEmpty()
                        && admission.checks.failed().stream()
                                .allMatch(check -> check.rule().equals("B8"));
        if (desk.application().consentNo().isBlank()
                || !(desk.saidOf(SEARCH).isEmpty() || old)
                || !desk.note(SEARCH, today)) {
            return;
        }
        desk.send(
                "REGISTER-SEARCH",
                "register",
                desk.contractNo + "/" + today,
                Map.of(
                        "searchNo", "S-%s-%s".formatted(desk.contractNo, today),
                        "debtor", desk.application().borrower(),
                        "consentNo", desk.application().consentNo(),
                        "searchedBy", desk.bank()));
    }

    private void decide(Admission admission) {
        FinancingApplied applied = desk.application();
        Valuation goods =
                desk.valuation().of(sum(applied.receipts())).owing(Checks.cents(applied.amount()));
        admission.insurance(applied.receipts(), goods);
        admission.price(goods);
        Verdict approval =
                desk.rules.decide(
                        APPROVAL,
                        applied.appliedOn(),
                        Map.of("amount", applied.amount(), "ratio", goods.ratio()));
        boolean refused = !admission.checks.failed().isEmpty();
        String officer = desk.officerSaid(APPROVAL);
        boolean asks = approval.text("by").equals("officer");
        if (refused) {
            desk.withdraw(APPROVAL);
            desk.say(
                    "application",
                    Outcome.REFUSED,
                    admission.checks,
                    List.of(),
                    LoanDesk.ratio(goods));
        } else if (asks && officer == null) {
            desk.say(
                    "application",
                    Outcome.REFERRED,
                    admission.checks,
                    List.of(),
                    LoanDesk.ratio(goods));
            desk.assign(
                    APPROVAL,
                    Reason.about(
                            Checks.cents(applied.amount()).toPlainString(),
                            goods.ratio().toPlainString()));
        } else if (asks && "refuse".equals(officer)) {
            admission.checks.add("O1", false, "officer.answer", officer, "must be", "approve", "");
            desk.say("application", Outcome.REFUSED, admission.checks, List.of());
            desk.phase = Phase.REFUSED;
        } else {
            desk.decide(
                    "application",
                    Outcome.ADMITTED,
                    admission.checks,
                    List.of(approval),
                    LoanDesk.ratio(goods));
            pledge();
        }
    }

    private static BigDecimal sum(List<Part> parts) {
        return parts.stream()
                .map(Part::quantity)
                .reduce(BigDecimal.ZERO.setScale(Accounts.SCALE), BigDecimal::add);
    }

    /// Goods and facility in one batch: all or nothing.
    private void pledge() {
        FinancingApplied applied = desk.application();
        String contract = desk.contractNo;
        List<Command.Single> accounts = new ArrayList<>();
        accounts.add(Accounts.openBoundary(Accounts.lender(applied.bank())));
        accounts.add(Accounts.openBoundary(Accounts.granted(applied.bank())));
        accounts.add(Accounts.openBoundary(Accounts.depositor(applied.borrower())));
        for (String account :
                List.of(
                        Accounts.undrawn(contract),
                        Accounts.drawn(contract),
                        Accounts.principal(contract),
                        Accounts.interest(contract),
                        Accounts.penalty(contract),
                        Accounts.deposit(contract))) {
            accounts.add(Accounts.open(account, Accounts.CNY));
        }
        accounts.addAll(open(applied.receipts()));
        Concentration concentration = new Concentration(desk);
        Map<String, BigDecimal> shares = concentration.shares(applied.receipts());
        accounts.addAll(concentration.open(PLEDGE, shares));
        List<Command.Single> commands = new ArrayList<>(holds(PLEDGE, applied.receipts()));
        commands.add(
                Command.Post.of(
                        desk.key(PLEDGE, "facility"),
                        desk.context.today(),
                        desk.why(PLEDGE),
                        Accounts.yuan(
                                Accounts.granted(applied.bank()),
                                Accounts.undrawn(contract),
                                Checks.cents(applied.amount()))));
        expose(PLEDGE, shares, commands);
        desk.ask(PLEDGE, accounts, commands);
    }

    /// What is granted on commodity and keepers from now on.
    private void expose(
            String what, Map<String, BigDecimal> shares, List<Command.Single> commands) {
        List<Leg> legs = new Concentration(desk).legs(shares);
        if (!legs.isEmpty()) {
            commands.add(
                    Command.Post.of(
                            desk.key(what, "exposure"),
                            desk.context.today(),
                            desk.why(PLEDGE),
                            legs.toArray(Leg[]::new)));
        }
    }

    private List<Command.Single> open(List<Part> parts) {
        return parts.stream()
                .map(part ->
                        Accounts.open(
                                Accounts.pledged(part.receiptNo(), desk.contractNo),
                                Accounts.asset(desk.application().commodity())))
                .toList();
    }

    private List<Command.Single> holds(String what, List<Part> parts) {
        List<Command.Single> holds = new ArrayList<>();
        for (Part part : parts) {
            holds.add(
                    new Command.PlaceHold(
                            desk.key(what, "hold:" + part.receiptNo()),
                            Accounts.pledge(desk.contractNo, part.receiptNo()),
                            Accounts.tonnes(
                                    Accounts.free(part.receiptNo()),
                                    Accounts.pledged(part.receiptNo(), desk.contractNo),
                                    part.quantity()),
                            desk.context.today(),
                            null,
                            desk.why(PLEDGE)));
        }
        return holds;
    }

    private List<Command.Single> releases(String what, List<Part> parts) {
        List<Command.Single> releases = new ArrayList<>();
        for (Part part : parts) {
            releases.add(
                    new Command.Release(
                            desk.key(what, "release:" + part.receiptNo()),
                            Accounts.pledge(desk.contractNo, part.receiptNo()),
                            part.quantity().setScale(Accounts.SCALE),
                            desk.why("release")));
        }
        return releases;
    }

    void pledged(Answer answer) {
        List<Part> parts = desk.application().receipts();
        if (answer instanceof Answer.Posted) {
            desk.phase = Phase.PLEDGED;
            desk.pledgedOn = desk.context.today();
            take(parts);
            Concentration concentration = new Concentration(desk);
            desk.exposures = concentration.shares(desk.stock);
            Checks checks = new Checks();
            concentration.admitted(checks, desk.exposures);
            desk.decide(PLEDGE, Outcome.ADMITTED, checks, List.of(concentration.limits()));
            register(desk.contractNo, parts);
            new LineDesk(desk).pledged();
        } else {
            ask(PLEDGE, parts, answer);
        }
    }

    private void take(List<Part> parts) {
        for (Part part : parts) {
            desk.known.add(part.receiptNo());
            desk.stock.put(part.receiptNo(), part.quantity());
            stands(part.receiptNo(), part.quantity());
        }
    }

    void give(Part part) {
        BigDecimal left =
                desk.stock
                        .getOrDefault(part.receiptNo(), BigDecimal.ZERO)
                        .subtract(part.quantity());
        if (left.signum() == 0) {
            desk.stock.remove(part.receiptNo());
        } else {
            desk.stock.put(part.receiptNo(), left);
        }
        stands(part.receiptNo(), left);
    }

    private void stands(String receiptNo, BigDecimal quantity) {
        desk.effects.add(
                new Effect.Tell(
                        Linking.to(RightsDesk.key(receiptNo)),
                        new RightStands(receiptNo, desk.contractNo, quantity, desk.context.at())));
    }

    private void register(String aboutNo, List<Part> parts) {
        for (Part part : parts) {
            desk.send(
                    "PLEDGE-REGISTRATION",
                    "register",
                    aboutNo + "/" + part.receiptNo(),
                    Map.of(
                            "aboutNo", aboutNo,
                            "receiptNo", part.receiptNo(),
                            "quantity", part.quantity().toPlainString(),
                            "pledgor", desk.application().borrower(),
                            "pledgee", desk.bank()));
        }
    }

    private void cancel(String aboutNo) {
        desk.send(
                "REGISTRATION-CANCELLATION",
                "register",
                aboutNo,
                Map.of("aboutNo", aboutNo, "pledgee", desk.bank()));
    }

    // ---- goods that are not free

    /// What an account that had too little had.
    static BigDecimal available(Answer answer) {
        return answer instanceof Answer.Refused refused
                        && refused.detail() instanceof Detail.Floor floor
                ? floor.availableBefore()
                : BigDecimal.ZERO;
    }

    /// Asks since when others have a right on the goods that were not free.
    private void ask(String about, List<Part> parts, Answer answer) {
        if (answer instanceof Answer.Refused refused
                && refused.detail() instanceof Detail.Ceiling ceiling) {
            Checks checks = new Checks();
            new Concentration(desk).refused(checks, ceiling);
            refuse(about, checks);
            return;
        }
        Part wanted =
                parts.stream()
                        .filter(part -> names(answer, part))
                        .findFirst()
                        .orElseThrow(() -> desk.unexpected(answer));
        desk.shortage =
                new Shortage(about, wanted.receiptNo(), wanted.quantity(), available(answer));
        desk.effects.add(
                new Effect.Tell(
                        Linking.to(RightsDesk.key(wanted.receiptNo())),
                        new RightsAsked(wanted.receiptNo(), desk.contractNo)));
    }

    /// Whether the ledger refused because of this part: too little, frozen, unknown, of another commodity, or held already.
    private boolean names(Answer answer, Part part) {
        return switch (answer) {
            case Answer.Refused refused -> names(refused.detail(), part);
            case Answer.Rejected rejected -> names(rejected.detail(), part);
            case Answer.Posted _ -> false;
        };
    }

    private boolean names(Detail detail, Part part) {
        String free = Accounts.free(part.receiptNo());
        String hold = Accounts.pledge(desk.contractNo, part.receiptNo());
        return switch (detail) {
            case Detail.Floor floor -> floor.account().equals(free);
            case Detail.Assets assets -> assets.from().equals(free);
            case Detail.Subject subject ->
                    subject.name().equals(free) || subject.name().equals(hold);
            default -> false;
        };
    }

    /// G1: the goods are free. The borrower and his bank learn since when they are not, not whose they are.
    void shown(RightsShown rights) {
        Shortage lacking = desk.shortage;
        if (lacking == null || !lacking.receiptNo().equals(rights.receiptNo())) {
            return;
        }
        desk.shortage = null;
        boolean earlier = !rights.since().equals(Instant.EPOCH);
        Checks checks = new Checks();
        checks.add(
                "G1",
                false,
                lacking.receiptNo() + ".quantity",
                Checks.plain(lacking.wanted()),
                earlier ? "free, with an earlier right since " + rights.since() : "free",
                Checks.plain(lacking.free()),
                "NOT_FREE(%s)".formatted(Checks.plain(lacking.wanted().subtract(lacking.free()))));
        refuse(lacking.about(), checks);
    }

    private void refuse(String about, Checks checks) {
        desk.say(about, Outcome.REFUSED, checks, List.of());
        if (about.equals(PLEDGE)) {
            desk.phase = Phase.REFUSED;
        } else {
            String exchangeNo = about.substring("exchange/".length());
            put(exchangeNo, Standing.REFUSED);
            cancel(exchangeNo);
        }
    }

    // ---- exchanges

    /// Decides the exchanges that are open, one at a time.
    void exchange() {
        for (Exchange exchange : desk.exchanges) {
            if (exchange.standing() == Standing.OPEN) {
                if (exchange(exchange.asked())) {
                    return;
                }
            }
        }
    }

    /// Decides one; says whether the others have to wait for it.
    private boolean exchange(ExchangeRequested asked) {
        Admission admission = new Admission(desk);
        if (!asked.incoming().isEmpty()) {
            admission.search();
            search(admission);
            if (!admission.checks.failed().isEmpty()) {
                // The register was asked again; its old answer refuses nobody.
                admission.missing.add(SEARCH);
            }
            asked.incoming().forEach(admission::receipt);
        }
        List<String> missing = new ArrayList<>(admission.missing.stream().distinct().toList());
        if (missing.isEmpty() && !desk.hasPrice()) {
            return true;
        }
        Checks checks = admission.checks;
        if (missing.isEmpty()) {
            Checks priced = new Checks();
            desk.checkPrice(priced);
            if (!priced.failed().isEmpty()) {
                desk.say(matter(asked), Outcome.WAITING, priced, List.of("price"));
                return false;
            }
            goods(asked, checks);
            if (!checks.failed().isEmpty()) {
                put(asked.exchangeNo(), Standing.REFUSED);
                desk.say(
                        matter(asked),
                        Outcome.REFUSED,
                        checks,
                        List.of(),
                        LoanDesk.ratio(desk.valuation()));
                return false;
            }
            if (!asked.incoming().isEmpty() && !desk.isRegistered(asked.exchangeNo())) {
                missing.add("registration");
                if (!desk.saidOf(matter(asked)).contains("registration")) {
                    register(asked.exchangeNo(), asked.incoming());
                }
            }
        }
        if (!missing.isEmpty()) {
            desk.say(matter(asked), Outcome.WAITING, checks, missing);
            return false;
        }
        // What comes in is held before what goes out is free; both or none.
        List<Command.Single> commands = new ArrayList<>(holds(matter(asked), asked.incoming()));
        commands.addAll(releases(matter(asked), asked.outgoing()));
        Map<String, BigDecimal> after = new LinkedHashMap<>(desk.stock);
        asked.incoming().forEach(part -> after.put(part.receiptNo(), part.quantity()));
        asked.outgoing()
                .forEach(part ->
                        after.merge(part.receiptNo(), part.quantity().negate(), BigDecimal::add));
        after.values().removeIf(tonnes -> tonnes.signum() == 0);
        Concentration concentration = new Concentration(desk);
        Map<String, BigDecimal> shares = concentration.shares(after);
        List<Command.Single> accounts = new ArrayList<>(open(asked.incoming()));
        accounts.addAll(concentration.open(matter(asked), shares));
        expose(matter(asked), shares, commands);
        desk.ask(matter(asked), accounts, commands);
        return true;
    }

    private static String matter(ExchangeRequested asked) {
        return "exchange/" + asked.exchangeNo();
    }

    private void goods(ExchangeRequested asked, Checks checks) {
        for (Part part : asked.outgoing()) {
            BigDecimal held = desk.stock.getOrDefault(part.receiptNo(), BigDecimal.ZERO);
            checks.add(
                    "E1",
                    part.quantity().compareTo(held) <= 0,
                    part.receiptNo() + ".outgoing",
                    Checks.plain(part.quantity()),
                    "pledged",
                    Checks.plain(held),
                    "");
        }
        for (Part part : asked.incoming()) {
            checks.add(
                    "E2",
                    !desk.known.contains(part.receiptNo()),
                    "incoming",
                    part.receiptNo(),
                    "must be",
                    "never pledged under this contract",
                    "DUPLICATE_GOODS");
        }
        if (asked.outgoing().isEmpty()) {
            return;
        }
        Valuation now = desk.valuation();
        BigDecimal out = sum(asked.outgoing());
        boolean replaces = !asked.incoming().isEmpty();
        if (replaces) {
            BigDecimal in = sum(asked.incoming());
            checks.add(
                    "E3",
                    in.compareTo(out) >= 0,
                    "incoming value",
                    Checks.cents(now.of(in).value()).toPlainString(),
                    "outgoing value",
                    Checks.cents(now.of(out).value()).toPlainString(),
                    "VALUE_LOWER");
            checks.add(
                    "L2",
                    desk.line != Lines.State.CLOSEOUT,
                    "state",
                    desk.line.name(),
                    "must not be",
                    "CLOSEOUT",
                    "CALL_OPEN");
        } else {
            new LineDesk(desk).checkLine(checks);
            for (String receiptNo : desk.stock.keySet()) {
                checks.add(
                        "B2",
                        desk.isSound(receiptNo),
                        receiptNo + ".condition",
                        desk.isSound(receiptNo) ? "SOUND" : "not SOUND",
                        "must be",
                        "SOUND",
                        "SHORT");
            }
            Valuation after = now.of(now.quantity().subtract(out));
            BigDecimal line = desk.terms().lines().draw();
            checks.add(
                    "C1",
                    after.isWithin(line),
                    "ratio after",
                    after.ratio().toPlainString(),
                    "draw line; at most %s t may go"
                            .formatted(now.releasable(line, desk.terms().step())),
                    line.toPlainString(),
                    "OVER_L0(%s)".formatted(after.ratio().toPlainString()));
        }
    }

    void exchanged(String exchangeNo, Answer answer) {
        ExchangeRequested asked =
                desk.exchanges.stream()
                        .map(Exchange::asked)
                        .filter(e -> e.exchangeNo().equals(exchangeNo))
                        .findFirst()
                        .orElseThrow();
        if (!(answer instanceof Answer.Posted)) {
            ask(matter(asked), asked.incoming(), answer);
            return;
        }
        put(exchangeNo, Standing.DONE);
        take(asked.incoming());
        asked.outgoing().forEach(this::give);
        desk.exposures = new Concentration(desk).shares(desk.stock);
        desk.say(matter(asked), Outcome.ADMITTED, new Checks(), List.of());
        for (Part part : asked.outgoing()) {
            released(exchangeNo, part);
        }
    }

    private void released(String no, Part part) {
        desk.send(
                "PLEDGE-RELEASE",
                "keeper",
                no + "/" + part.receiptNo(),
                Map.of(
                        "releaseNo", no,
                        "receiptNo", part.receiptNo(),
                        "quantity", part.quantity().toPlainString()));
    }

    private void put(String exchangeNo, Standing standing) {
        desk.exchanges.replaceAll(exchange ->
                exchange.asked().exchangeNo().equals(exchangeNo)
                        ? new Exchange(exchange.asked(), standing, desk.context.today())
                        : exchange);
    }

    // ---- the end

    private List<Part> stock() {
        return desk.stock.entrySet().stream()
                .map(e -> new Part(e.getKey(), e.getValue()))
                .sorted(Comparator.comparing(Part::receiptNo))
                .toList();
    }

    /// When the debt is nothing to the cent, all goods are free, the deposit goes back and the facility ends, in one batch.
    void redeem() {
        Loan loan = new LoanDesk(desk).today();
        if (loan.drawn().signum() == 0 || loan.debt().signum() != 0) {
            return;
        }
        List<Command.Single> commands = new ArrayList<>(releases("redemption", stock()));
        String contract = desk.contractNo;
        BigDecimal left = Checks.cents(desk.application().amount()).subtract(loan.drawn());
        if (desk.deposited.signum() > 0) {
            commands.add(
                    Command.Post.of(
                            desk.key("redemption", "deposit"),
                            desk.context.today(),
                            desk.why("redemption"),
                            Accounts.yuan(
                                    Accounts.deposit(contract),
                                    Accounts.depositor(desk.application().borrower()),
                                    desk.deposited)));
        }
        if (left.signum() > 0) {
            commands.add(
                    Command.Post.of(
                            desk.key("redemption", "facility"),
                            desk.context.today(),
                            desk.why("redemption"),
                            Accounts.yuan(
                                    Accounts.undrawn(contract),
                                    Accounts.granted(desk.bank()),
                                    left)));
        }
        expose("redemption", Map.of(), commands);
        if (commands.isEmpty()) {
            end(List.of());
        } else {
            desk.ask("redemption", List.of(), commands);
        }
    }

    void redeemed(Answer answer) {
        if (!(answer instanceof Answer.Posted)) {
            throw desk.unexpected(answer);
        }
        end(stock());
    }

    private void end(List<Part> stock) {
        Loan loan = new LoanDesk(desk).today();
        desk.phase = Phase.REDEEMED;
        desk.exposures = Map.of();
        desk.line = Lines.State.NORMAL;
        Checks checks = new Checks();
        checks.add("R1", true, "debt", loan.debt().toPlainString(), "must be", "0.00", "");
        desk.decide(
                "redemption",
                Outcome.ADMITTED,
                checks,
                new Computation(
                        "debt",
                        "principal + interest + penalty",
                        Map.of(
                                "principal", loan.principal(),
                                "interest", loan.interestDue(),
                                "penalty", loan.penaltyDue()),
                        loan.debt(),
                        "half up to the cent"));
        for (Part part : stock) {
            give(part);
            released("redemption", part);
        }
        new LineDesk(desk).end();
        cancel(desk.contractNo);
        desk.effects.add(
                new Effect.Start(
                        CANCEL,
                        desk.context.today(),
                        TimeLimit.workingDays(desk.terms().lending().whole("cancel days")),
                        desk.terms().lending().clause()));
    }
}
