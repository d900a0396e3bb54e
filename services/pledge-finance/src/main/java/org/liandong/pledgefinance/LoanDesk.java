package org.liandong.pledgefinance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.liandong.kernel.Checks;
import org.liandong.kernel.Decision.Computation;
import org.liandong.kernel.Effect;
import org.liandong.kernel.Outcome;
import org.liandong.kernel.ledger.Answer;
import org.liandong.kernel.ledger.Command;
import org.liandong.kernel.ledger.Leg;
import org.liandong.pledgefinance.PledgeCase.Draw;
import org.liandong.pledgefinance.PledgeCase.Sale;
import org.liandong.pledgefinance.PledgeCase.Standing;
import org.liandong.pledgefinance.PledgeFact.DepositPledged;
import org.liandong.pledgefinance.PledgeFact.DrawRequested;
import org.liandong.pledgefinance.PledgeFact.Repaid;

/// The money of a financing: draws, payments, deposits, and their books.
final class LoanDesk {

    private final FinancingDesk desk;

    LoanDesk(FinancingDesk desk) {
        this.desk = desk;
    }

    /// The loan by its last event.
    Loan loan() {
        return loan(desk.draws, desk.payments, desk.sales, LocalDate.MAX, terms());
    }

    /// The loan by the last of its events up to a day.
    static Loan loan(
            List<Draw> draws,
            List<Repaid> payments,
            List<Sale> sales,
            LocalDate through,
            Interest terms) {
        List<Loan.Event> events = new ArrayList<>();
        for (Draw draw : draws) {
            if (draw.standing() == Standing.DONE && !draw.on().isAfter(through)) {
                DrawRequested asked = draw.asked();
                events.add(new Loan.Event(draw.on(), true, asked.drawNo(), asked.amount()));
            }
        }
        if (events.isEmpty()) {
            return Loan.NONE;
        }
        for (Repaid paid : payments) {
            if (!paid.paidOn().isAfter(through)) {
                events.add(new Loan.Event(paid.paidOn(), false, paid.paymentNo(), paid.amount()));
            }
        }
        for (Sale sale : sales) {
            if (sale.standing() == Standing.DONE && !sale.fact().soldOn().isAfter(through)) {
                events.add(
                        new Loan.Event(
                                sale.fact().soldOn(),
                                false,
                                sale.fact().saleNo(),
                                LineDesk.net(sale.fact())));
            }
        }
        return Loan.of(events, terms);
    }

    private Interest terms() {
        return desk.terms().interest(desk.application().rate(), desk.application().matures());
    }

    Loan today() {
        return loan().on(desk.context.today(), terms());
    }

    // ---- draws

    /// Decides the draws that are open, one at a time.
    void draw() {
        for (Draw draw : desk.draws) {
            if (draw.standing() == Standing.OPEN) {
                if (desk.hasPrice()) {
                    draw(draw.asked());
                }
                return;
            }
        }
    }

    private void draw(DrawRequested asked) {
        Checks priced = new Checks();
        desk.checkPrice(priced);
        if (!priced.failed().isEmpty()) {
            desk.say("draw/" + asked.drawNo(), Outcome.WAITING, priced, List.of("price"));
            return;
        }
        Checks checks = checks(asked);
        Valuation after = after(asked);
        if (!checks.failed().isEmpty()) {
            put(asked, Standing.REFUSED);
            desk.say("draw/" + asked.drawNo(), Outcome.REFUSED, checks, List.of(), ratio(after));
            draw();
            return;
        }
        String contract = desk.contractNo;
        BigDecimal amount = Checks.cents(asked.amount());
        desk.ask(
                "draw/" + asked.drawNo(),
                List.of(),
                List.of(
                        post(
                                "draw/" + asked.drawNo(),
                                Accounts.yuan(
                                        Accounts.undrawn(contract),
                                        Accounts.drawn(contract),
                                        amount),
                                Accounts.yuan(
                                        Accounts.lender(desk.bank()),
                                        Accounts.principal(contract),
                                        amount))));
    }

    private Checks checks(DrawRequested asked) {
        Checks checks = new Checks();
        checks.add(
                "D1",
                asked.payee().equals(desk.application().payee()),
                "draw.payee",
                asked.payee(),
                "application.payee",
                desk.application().payee(),
                "PURPOSE_NOT_PROVEN");
        checks.add(
                "D2",
                !desk.context.today().isAfter(desk.application().matures()),
                "today",
                desk.context.today().toString(),
                "application.matures",
                desk.application().matures().toString(),
                "");
        new LineDesk(desk).checkLine(checks);
        Valuation after = after(asked);
        BigDecimal line = desk.terms().lines().draw();
        checks.add(
                "C1",
                after.isWithin(line),
                "ratio",
                after.ratio().toPlainString(),
                "draw line",
                line.toPlainString(),
                "OVER_L0");
        return checks;
    }

    private Valuation after(DrawRequested asked) {
        Valuation now = desk.valuation();
        return now.owing(now.debt().add(Checks.cents(asked.amount())));
    }

    static Computation ratio(Valuation valuation) {
        return new Computation(
                "ratio",
                "E ÷ (Q × P × (1 − h))",
                Map.of(
                        "E", valuation.debt(),
                        "Q", valuation.quantity(),
                        "P", valuation.price(),
                        "h", valuation.haircut()),
                valuation.ratio(),
                "six decimals, half up; compared unrounded");
    }

    void drawn(String drawNo, Answer answer) {
        DrawRequested asked =
                desk.draws.stream()
                        .map(Draw::asked)
                        .filter(d -> d.drawNo().equals(drawNo))
                        .findFirst()
                        .orElseThrow();
        Checks checks = checks(asked);
        Valuation after = after(asked);
        boolean posted = answer instanceof Answer.Posted;
        if (!posted && !(answer instanceof Answer.Refused)) {
            throw desk.unexpected(answer);
        }
        checks.add(
                "D3",
                posted,
                "draw.amount",
                Checks.cents(asked.amount()).toPlainString(),
                "undrawn",
                posted ? "enough" : StockDesk.available(answer).toPlainString(),
                "OVER_L0");
        put(asked, posted ? Standing.DONE : Standing.REFUSED);
        desk.say(
                "draw/" + drawNo,
                posted ? Outcome.ADMITTED : Outcome.REFUSED,
                checks,
                List.of(),
                ratio(after));
        if (!posted) {
            return;
        }
        Loan before = desk.booked;
        desk.booked =
                new Loan(
                        before.drawn().add(Checks.cents(asked.amount())),
                        before.interest(),
                        before.penalty(),
                        before.paidPrincipal(),
                        before.paidInterest(),
                        before.paidPenalty(),
                        before.surplus(),
                        before.since());
        desk.send(
                "PAYOUT-ORDER",
                desk.bank(),
                desk.contractNo + "/" + drawNo,
                Map.of(
                        "drawNo", drawNo,
                        "payee", asked.payee(),
                        "amount", Checks.cents(asked.amount()).toPlainString()));
        effectMaturity();
    }

    private void effectMaturity() {
        desk.effects.add(
                new Effect.StartAt(
                        LineDesk.MATURITY,
                        desk.application()
                                .matures()
                                .plusDays(1)
                                .atStartOfDay(PledgeService.ZONE)
                                .toInstant(),
                        "Civil Code 436"));
    }

    private void put(DrawRequested asked, Standing standing) {
        desk.draws.replaceAll(draw ->
                draw.asked().drawNo().equals(asked.drawNo())
                        ? new Draw(asked, standing, desk.context.today())
                        : draw);
    }

    // ---- books

    /// Posts what the ledger does not have yet: interest and payments of the loan, and deposits. What a late fact makes less is posted
    /// back.
    void book() {
        Loan loan = loan();
        BigDecimal put =
                desk.deposits.stream()
                        .map(DepositPledged::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        List<Leg> legs = new ArrayList<>();
        String contract = desk.contractNo;
        String lender = Accounts.lender(desk.bank());
        Loan booked = desk.booked;
        String principal = Accounts.principal(contract);
        String interest = Accounts.interest(contract);
        String penalty = Accounts.penalty(contract);
        move(legs, lender, interest, loan.interest().subtract(booked.interest()));
        move(legs, lender, penalty, loan.penalty().subtract(booked.penalty()));
        move(legs, penalty, lender, loan.paidPenalty().subtract(booked.paidPenalty()));
        move(legs, interest, lender, loan.paidInterest().subtract(booked.paidInterest()));
        move(legs, principal, lender, loan.paidPrincipal().subtract(booked.paidPrincipal()));
        move(
                legs,
                Accounts.depositor(desk.application().borrower()),
                Accounts.deposit(contract),
                Checks.cents(put).subtract(desk.deposited));
        if (!legs.isEmpty()) {
            desk.ask("books", List.of(), List.of(post("books", legs.toArray(Leg[]::new))));
        }
    }

    private static void move(List<Leg> legs, String from, String to, BigDecimal amount) {
        switch (amount.signum()) {
            case 1 -> legs.add(Accounts.yuan(from, to, amount));
            case -1 -> legs.add(Accounts.yuan(to, from, amount.negate()));
            default -> {}
        }
    }

    private Command.Single post(String what, Leg... legs) {
        return Command.Post.of(
                desk.key(what, "post"), desk.context.today(), desk.why(Tasks.question(what)), legs);
    }

    void booked(Answer answer) {
        if (!(answer instanceof Answer.Posted)) {
            throw desk.unexpected(answer);
        }
        Loan before = desk.booked;
        Loan loan = loan();
        desk.booked = loan;
        desk.deposited =
                Checks.cents(
                        desk.deposits.stream()
                                .map(DepositPledged::amount)
                                .reduce(BigDecimal.ZERO, BigDecimal::add));
        Checks checks = new Checks();
        desk.say(
                "repayment/%s/%s".formatted(loan.debt(), desk.deposited),
                Outcome.ADMITTED,
                checks,
                List.of(),
                sum("penalty paid", loan.paidPenalty()),
                sum("interest paid", loan.paidInterest()),
                sum("principal paid", loan.paidPrincipal()),
                sum("debt", loan.debt()));
        if (loan.surplus().compareTo(before.surplus()) > 0) {
            desk.send(
                    "SURPLUS",
                    desk.bank(),
                    desk.contractNo,
                    Map.of(
                            "payee", desk.application().borrower(),
                            "amount", loan.surplus().toPlainString()));
        }
    }

    private static Computation sum(String name, BigDecimal result) {
        return new Computation(
                name, "penalty, interest, principal", Map.of(), result, "half up to the cent");
    }
}
