package org.liandong.pledgefinance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liandong.kernel.Checks;
import org.liandong.kernel.Decision.Computation;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.Reason;
import org.liandong.kernel.clock.TimeLimit;
import org.liandong.kernel.ledger.Answer;
import org.liandong.kernel.ledger.Command;
import org.liandong.pledgefinance.PledgeCase.Agreement;
import org.liandong.pledgefinance.PledgeCase.Phase;
import org.liandong.pledgefinance.PledgeCase.Sale;
import org.liandong.pledgefinance.PledgeCase.Standing;
import org.liandong.pledgefinance.PledgeFact.BankAnswered;
import org.liandong.pledgefinance.PledgeFact.DefaultNoted;
import org.liandong.pledgefinance.PledgeFact.Part;
import org.liandong.pledgefinance.PledgeFact.SaleReported;

/// A financing against its lines: warned, called, closed out, sold.
final class LineDesk {

    /// Clocks: days to cure a call; end of the loan; end of the insurance or storage is part of the terms.
    static final String CURE = "cure";

    static final String MATURITY = "maturity";

    /// Clock: for how long the bank goes on.
    static final String AGREEMENT = "agreement";

    private static final String CLOSE_OUT = "close-out";

    private final FinancingDesk desk;

    LineDesk(FinancingDesk desk) {
        this.desk = desk;
    }

    /// L1: nothing is drawn or released but in the normal state.
    void checkLine(Checks checks) {
        checks.add(
                "L1",
                desk.line == Lines.State.NORMAL,
                "state",
                desk.line.name(),
                "must be",
                Lines.State.NORMAL.name(),
                "CALL_OPEN");
    }

    // ---- valuation

    /// Values the goods once a price is shown. Whenever goods or debt have changed, the price is asked for.
    void value() {
        if (!desk.isFresh()) {
            if (!desk.isWatched() && desk.position().isOpen()) {
                desk.hasPrice();
            }
            return;
        }
        if (!desk.isPriceUsable()) {
            return;
        }
        Valuation valuation = desk.valuation();
        Stand.Move move =
                new Stand(desk.line, desk.lineOn, desk.agreed)
                        .after(
                                valuation,
                                desk.terms(),
                                desk.context.today(),
                                desk.context.calendar());
        if (move != null) {
            move(move.to(), valuation, move.days());
        }
    }

    private void move(Lines.State next, Valuation valuation, int days) {
        Lines.State before = desk.line;
        desk.agreed = null;
        desk.line = next;
        desk.lineOn = desk.context.today();
        Lines lines = desk.terms().lines();
        Checks checks = new Checks();
        line(checks, "W1", valuation, lines.warning());
        line(checks, "W2", valuation, lines.call());
        line(checks, "W3", valuation, lines.sale());
        BigDecimal cash = valuation.cashNeeded(lines.draw());
        BigDecimal goods = valuation.goodsNeeded(lines.draw(), desk.terms().step());
        desk.decide(
                "valuation",
                next == Lines.State.NORMAL ? Outcome.ADMITTED : Outcome.WAITING,
                checks,
                value(valuation),
                LoanDesk.ratio(valuation),
                sum("cash needed", "E − L0 × V", cash, "rounded up to the cent"),
                sum(
                        "goods needed",
                        "(E ÷ L0 − V) ÷ (P × (1 − h))",
                        goods,
                        "rounded up to the lot step"));
        if (before == Lines.State.CALL) {
            desk.effects.add(new Effect.Stop(CURE));
        }
        switch (next) {
            case NORMAL -> notice("LINE-CLEARED", valuation, Map.of());
            case WARNING -> notice("LINE-WARNING", valuation, Map.of());
            case CALL -> {
                LocalDate by = start(desk.context.today(), days);
                notice(
                        "MARGIN-CALL",
                        valuation,
                        Map.of(
                                "cash", cash.toPlainString(),
                                "goods", goods.toPlainString(),
                                "by", by.toString()));
            }
            case CLOSEOUT -> closeOut(valuation.ratio().toPlainString());
        }
    }

    private static void line(Checks checks, String rule, Valuation valuation, BigDecimal line) {
        checks.add(
                rule,
                !valuation.reaches(line),
                "ratio",
                valuation.ratio().toPlainString(),
                "below",
                line.toPlainString(),
                "");
    }

    private static Computation value(Valuation valuation) {
        return new Computation(
                "value",
                "Q × P × (1 − h)",
                Map.of(
                        "Q", valuation.quantity(),
                        "P", valuation.price(),
                        "h", valuation.haircut()),
                Checks.cents(valuation.value()),
                "half up to the cent");
    }

    private static Computation sum(String name, String formula, BigDecimal result, String rule) {
        return new Computation(name, formula, Map.of(), result, rule);
    }

    private void notice(String type, Valuation valuation, Map<String, String> more) {
        Map<String, String> head = new LinkedHashMap<>(more);
        head.put("ratio", valuation.ratio().toPlainString());
        head.put("debt", valuation.debt().toPlainString());
        head.put("value", Checks.cents(valuation.value()).toPlainString());
        head.put("on", desk.context.today().toString());
        head.put("bank", desk.bank());
        desk.send(type, desk.application().borrower(), desk.contractNo, head);
    }

    // ---- the call

    private LocalDate start(LocalDate from, int days) {
        TimeLimit limit = TimeLimit.workingDays(days);
        desk.effects.add(new Effect.Start(CURE, from, limit, desk.terms().lending().clause()));
        return limit.lastDay(from, desk.context.calendar()).date();
    }

    /// The days to cure count from the delivery, should it be later than the call.
    void delivered(LocalDate on) {
        if (desk.line == Lines.State.CALL && desk.agreed == null && on.isAfter(desk.lineOn)) {
            start(on, desk.terms().lending().whole("cure days"));
        }
    }

    void expired(String clock) {
        switch (clock) {
            case CURE -> {
                if (desk.line == Lines.State.CALL) {
                    forced("W4", "call", desk.lineOn.toString(), "CALL_OPEN");
                }
            }
            case MATURITY -> matured();
            case AGREEMENT -> {
                Agreement agreed = desk.agreed;
                if (agreed != null && desk.line == Lines.State.CALL) {
                    forced("W7", "agreement", agreed.on().toString(), "CALL_OPEN");
                } else if (desk.context.today().isAfter(desk.application().matures())) {
                    matured();
                }
            }
            case StockDesk.CANCEL -> {
                Checks checks = new Checks();
                checks.add(
                        "R2",
                        false,
                        "registration",
                        "not cancelled",
                        "working days",
                        desk.terms().lending().number("cancel days").toPlainString(),
                        "");
                desk.decide("registration-end", Outcome.WAITING, checks);
                desk.send(
                        "REGISTRATION-OVERDUE",
                        desk.bank(),
                        desk.contractNo,
                        Map.of("on", desk.context.today().toString()));
            }
            default ->
                    throw new IllegalArgumentException(
                            "A financing has no clock %s.".formatted(clock));
        }
    }

    private void matured() {
        if (new LoanDesk(desk).today().debt().signum() > 0) {
            forced("W5", "matured", desk.application().matures().toString(), "");
        }
    }

    private void forced(String rule, String field, String since, String code) {
        if (desk.line == Lines.State.CLOSEOUT) {
            return;
        }
        Checks checks = new Checks();
        checks.add(rule, false, field, since, "ended on", desk.context.today().toString(), code);
        desk.line = Lines.State.CLOSEOUT;
        desk.lineOn = desk.context.today();
        desk.agreed = null;
        desk.decide("valuation", Outcome.WAITING, checks);
        desk.effects.add(new Effect.Stop(CURE));
        closeOut(field);
    }

    // ---- default and close-out

    /// What was noted before there was a pledge is asked about now.
    void pledged() {
        desk.defaults.stream()
                .sorted(Comparator.comparing(DefaultNoted::eventNo))
                .forEach(this::noted);
    }

    void noted(DefaultNoted fact) {
        if (desk.phase == Phase.PLEDGED) {
            desk.assign(
                    "default/" + fact.eventNo(),
                    Reason.about(fact.event().name(), fact.notedOn().toString()));
        }
    }

    private void closeOut(String why) {
        desk.send("CLOSE-OUT", desk.bank(), desk.contractNo, Map.of("reason", why));
        desk.assign(task(), Reason.about(why, desk.lineOn.toString()));
    }

    private String task() {
        return CLOSE_OUT + "/" + desk.lineOn;
    }

    /// Only the bank may sell, or agree to go on.
    void answered(BankAnswered answer) {
        switch (answer.answer()) {
            case "sell" -> {
                desk.sale = true;
                desk.decide("close-out", Outcome.ADMITTED, new Checks());
                desk.send(
                        "SALE-ORDER",
                        "platform",
                        desk.contractNo,
                        Map.of("quantity", desk.quantity().toPlainString()));
            }
            case "agree" -> agree();
            case "close-out" -> forced("W6", "default", answer.task(), "");
            default -> {}
        }
    }

    /// The bank goes on: more security is owed as under a call, for the days of the agreement and up to a ratio somewhat above that of
    /// today. Then it is asked again.
    private void agree() {
        Valuation valuation = desk.valuation();
        BigDecimal ratio =
                valuation
                        .ratio()
                        .add(desk.terms().lending().number("agreement percent").movePointLeft(2));
        LocalDate today = desk.context.today();
        TimeLimit limit = TimeLimit.workingDays(desk.terms().lending().whole("agreement days"));
        LocalDate until = limit.lastDay(today, desk.context.calendar()).date();
        desk.sale = false;
        desk.line = Lines.State.CALL;
        desk.lineOn = today;
        desk.agreed = new Agreement(today, until, ratio);
        desk.effects.add(
                new Effect.Start(AGREEMENT, today, limit, desk.terms().lending().clause()));
        Checks checks = new Checks();
        checks.add("W7", true, "today", today.toString(), "through", until.toString(), "");
        line(checks, "W8", valuation, ratio);
        desk.decide(
                "agreement", Outcome.ADMITTED, checks, value(valuation), LoanDesk.ratio(valuation));
        notice(
                "AGREEMENT",
                valuation,
                Map.of("until", until.toString(), "below", ratio.toPlainString()));
    }

    /// What of a sale goes to the debt: the proceeds without the costs and the lawful claims of the keeper.
    static BigDecimal net(SaleReported sale) {
        return Checks.cents(
                sale.proceeds()
                        .subtract(sale.costs())
                        .subtract(sale.keeperClaims())
                        .max(BigDecimal.ZERO));
    }

    /// Takes the goods that were sold out of the ledger, one sale at a time.
    void sell() {
        for (Sale each : desk.sales) {
            SaleReported fact = each.fact();
            if (each.standing() != Standing.OPEN) {
                continue;
            }
            Checks checks = saleChecks(fact);
            if (!checks.failed().isEmpty()) {
                put(fact, Standing.REFUSED);
                desk.say("sale/" + fact.saleNo(), Outcome.REFUSED, checks, List.of());
                continue;
            }
            String what = "sale/" + fact.saleNo();
            desk.ask(
                    what,
                    List.of(),
                    List.of(
                            new Command.Capture(
                                    desk.key(what, "capture"),
                                    Accounts.pledge(desk.contractNo, fact.receiptNo()),
                                    fact.quantity().setScale(Accounts.SCALE),
                                    desk.context.today(),
                                    desk.why("sale"))));
            return;
        }
    }

    private Checks saleChecks(SaleReported fact) {
        Checks checks = new Checks();
        checks.add("S1", desk.sale, "sale", desk.line.name(), "must be", "ordered by the bank", "");
        BigDecimal held = desk.stock.getOrDefault(fact.receiptNo(), BigDecimal.ZERO);
        checks.add(
                "S2",
                fact.quantity().compareTo(held) <= 0,
                "sale.quantity",
                Checks.plain(fact.quantity()),
                "pledged",
                Checks.plain(held),
                "");
        return checks;
    }

    void sold(String saleNo, Answer answer) {
        SaleReported fact =
                desk.sales.stream()
                        .map(Sale::fact)
                        .filter(s -> s.saleNo().equals(saleNo))
                        .findFirst()
                        .orElseThrow();
        if (answer instanceof Answer.Refused refused) {
            put(fact, Standing.REFUSED);
            Checks checks = saleChecks(fact);
            checks.add("S3", false, "ledger", refused.code().name(), "must be", "posted", "FROZEN");
            desk.say("sale/" + saleNo, Outcome.REFUSED, checks, List.of());
            return;
        }
        if (!(answer instanceof Answer.Posted)) {
            throw desk.unexpected(answer);
        }
        Loan before = new LoanDesk(desk).loan();
        put(fact, Standing.DONE);
        new StockDesk(desk).give(new Part(fact.receiptNo(), fact.quantity()));
        Loan after = new LoanDesk(desk).loan();
        desk.decide(
                "sale",
                Outcome.ADMITTED,
                saleChecks(fact.quantity()),
                sum("costs", "first", Checks.cents(fact.costs()), "本系统默认"),
                sum(
                        "keeper's claims",
                        "lien before pledge",
                        Checks.cents(fact.keeperClaims()),
                        "Civil Code 456"),
                sum(
                        "interest and penalty",
                        "then",
                        after.paidInterest()
                                .add(after.paidPenalty())
                                .subtract(before.paidInterest())
                                .subtract(before.paidPenalty()),
                        "本系统默认"),
                sum(
                        "principal",
                        "then",
                        after.paidPrincipal().subtract(before.paidPrincipal()),
                        "本系统默认"),
                sum(
                        "pledgor",
                        "the rest",
                        after.surplus().subtract(before.surplus()),
                        "Civil Code 438"),
                sum("still owed", "E", after.debt(), "Civil Code 438"));
    }

    private static Checks saleChecks(BigDecimal quantity) {
        Checks checks = new Checks();
        checks.add("S2", true, "sale.quantity", Checks.plain(quantity), "pledged", "enough", "");
        return checks;
    }

    private void put(SaleReported fact, Standing standing) {
        desk.sales.replaceAll(each ->
                each.fact().saleNo().equals(fact.saleNo()) ? new Sale(fact, standing) : each);
    }

    /// Nothing is watched any more.
    void end() {
        desk.effects.add(new Effect.Stop(CURE));
        desk.effects.add(new Effect.Stop(MATURITY));
        desk.effects.add(new Effect.Stop(AGREEMENT));
        new VerificationDesk(desk).end();
        desk.agreed = null;
        desk.withdrawAll();
    }
}
