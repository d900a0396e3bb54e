package org.liandong.pledgefinance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.liandong.kernel.Rules;
import org.liandong.kernel.page.CasePage;
import org.liandong.kernel.page.Cell;
import org.liandong.kernel.page.Reading;
import org.liandong.kernel.page.Sheet;
import org.liandong.kernel.page.Sheet.Chart;
import org.liandong.kernel.page.Sheet.Column;
import org.liandong.kernel.page.Sheet.Figure;
import org.liandong.pledgefinance.PledgeCase.Financing;
import org.liandong.pledgefinance.PledgeCase.Market;
import org.liandong.pledgefinance.PledgeCase.Phase;
import org.liandong.pledgefinance.PledgeFact.FinancingApplied;

/// One loan against its lines, day by day.
final class LoanPage extends CasePage<PledgeCase, Financing> {

    static final String NAME = "loan";
    static final String CONTRACT = "contract";

    /// Two years of trading days: each is valued with all prices before it.
    private static final int DAYS = 500;

    private final Rules rules;

    LoanPage(Rules rules) {
        super(NAME, CONTRACT, FinancingDesk.key(""), Financing.class);
        this.rules = rules;
    }

    @Override
    protected Sheet show(Financing financing, Reading<PledgeCase> reading) {
        FinancingApplied applied = financing.application();
        if (applied == null
                || financing.phase() == Phase.APPLIED
                || financing.phase() == Phase.REFUSED) {
            return Sheet.of(
                    Cell.said(
                            "sheet.loan.unpledged",
                            Cell.text(financing.contractNo()),
                            new Cell.Status(financing.status())));
        }
        Past past =
                Past.of(
                        financing,
                        applied,
                        reading.common(MarketDesk.key(applied.commodity())) instanceof Market market
                                ? market.quotes()
                                : List.of(),
                        rules);
        List<LocalDate> days = List.copyOf(past.days(reading.today()));
        List<LocalDate> shown = days.subList(Math.max(0, days.size() - DAYS), days.size());
        List<Dated> valued = shown.stream().map(day -> new Dated(day, past.on(day))).toList();
        Valuation last = valued.getLast().valuation();
        Lines lines = past.terms().lines();
        Sheet.Table table = table(valued, lines);
        return Sheet.of(
                answer(financing, last),
                figures(financing, applied, last, lines),
                List.of(
                        shown.size() == days.size()
                                ? table
                                : table.noting(
                                        Cell.said(
                                                "sheet.loan.last",
                                                Cell.count(DAYS),
                                                Cell.count(days.size())))));
    }

    /// The valuation of a day.
    private record Dated(LocalDate day, Valuation valuation) {

        boolean isValued() {
            return valuation.value().signum() > 0;
        }
    }

    private static Cell.Said answer(Financing financing, Valuation last) {
        Cell no = Cell.text(financing.contractNo());
        Cell status = new Cell.Status(financing.status());
        if (financing.phase() == Phase.REDEEMED) {
            return Cell.said("sheet.loan.redeemed", no, status);
        }
        return last.value().signum() > 0
                ? Cell.said(
                        "sheet.loan.answer",
                        no,
                        Book.share(last.debt(), last.value()),
                        Book.yuan(last.debt()),
                        Book.yuan(last.value()),
                        status)
                : Cell.said("sheet.loan.worthless", no, Book.yuan(last.debt()), status);
    }

    private static List<Figure> figures(
            Financing financing, FinancingApplied applied, Valuation last, Lines lines) {
        List<Figure> figures = new ArrayList<>();
        figures.add(
                new Figure(
                        "financing",
                        Cell.ofCase(
                                FinancingDesk.key(financing.contractNo()), financing.contractNo()),
                        ""));
        figures.add(new Figure("bank", Cell.text(applied.bank()), ""));
        figures.add(new Figure("borrower", Cell.text(applied.borrower()), ""));
        figures.add(new Figure("commodity", Cell.text(applied.commodity()), ""));
        if (financing.phase() == Phase.PLEDGED) {
            figures.add(new Figure("ratio", Book.share(last.debt(), last.value()), ""));
            if (last.quantity().signum() > 0 && last.debt().signum() > 0) {
                figures.add(
                        new Figure("called-at", Book.yuan(last.priceAt(lines.call())), Book.YUAN));
                figures.add(
                        new Figure("sold-at", Book.yuan(last.priceAt(lines.sale())), Book.YUAN));
            }
            figures.add(new Figure("cash", Book.yuan(last.cashNeeded(lines.draw())), Book.YUAN));
        }
        return figures;
    }

    private static Sheet.Table table(List<Dated> valued, Lines lines) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Dated each : valued) {
            Valuation valuation = each.valuation();
            boolean known = valuation.price().signum() > 0;
            rows.add(
                    List.of(
                            new Cell.Day(each.day()),
                            known ? Book.yuan(valuation.price()) : Cell.NOTHING,
                            new Cell.Amount(valuation.quantity()),
                            known ? Book.yuan(valuation.value()) : Cell.NOTHING,
                            Book.yuan(valuation.debt()),
                            Book.share(valuation.debt(), valuation.value())));
        }
        return new Sheet.Table(
                "days",
                List.of(
                        Column.of("day"),
                        new Column("price", Book.YUAN),
                        new Column("quantity", Book.TONNE),
                        new Column("worth", Book.YUAN),
                        new Column("owed", Book.YUAN),
                        Column.of("ratio")),
                rows,
                charts(valued, lines),
                null);
    }

    private static List<Chart> charts(List<Dated> valued, Lines lines) {
        Dated worst = null;
        for (Dated each : valued) {
            if (each.isValued() && (worst == null || isWorse(each, worst))) {
                worst = each;
            }
        }
        if (worst == null) {
            return List.of();
        }
        BigDecimal highest = worst.valuation().debt();
        return List.of(
                new Chart(
                        Cell.said(
                                "sheet.loan.highest",
                                Book.share(highest, worst.valuation().value()),
                                new Cell.Day(worst.day())),
                        "day",
                        List.of("ratio"),
                        List.of(
                                new Sheet.Line("draw-line", lines.draw()),
                                new Sheet.Line("warning-line", lines.warning()),
                                new Sheet.Line("call-line", lines.call()),
                                new Sheet.Line("sale-line", lines.sale()))),
                new Chart(
                        Cell.said("sheet.loan.both"), "day", List.of("worth", "owed"), List.of()));
    }

    private static boolean isWorse(Dated a, Dated b) {
        return a.valuation().ratio().compareTo(b.valuation().ratio()) > 0;
    }
}
