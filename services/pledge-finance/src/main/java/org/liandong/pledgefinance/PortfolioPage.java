package org.liandong.pledgefinance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.liandong.kernel.Rules;
import org.liandong.kernel.page.Arguments;
import org.liandong.kernel.page.Cell;
import org.liandong.kernel.page.Parameter;
import org.liandong.kernel.page.Reading;
import org.liandong.kernel.page.ServicePage;
import org.liandong.kernel.page.Sheet;
import org.liandong.kernel.page.Sheet.Column;
import org.liandong.kernel.page.Sheet.Figure;
import org.liandong.pledgefinance.PledgeCase.Market;

/// The portfolio of a bank: open financings at today's price, with their calls.
final class PortfolioPage implements ServicePage<PledgeCase> {

    static final String NAME = "portfolio";

    private static final int ROWS = 100;
    private static final String BANK = "bank";
    private static final String SHOW = "show";
    private static final String CALLS = "calls";

    private final Rules rules;

    PortfolioPage(Rules rules) {
        this.rules = rules;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.text(BANK), Parameter.choice(SHOW, "all", CALLS));
    }

    @Override
    public Sheet show(Arguments arguments, Reading<PledgeCase> reading) {
        boolean calls = arguments.text(SHOW).equals(CALLS);
        Book book =
                Book.of(
                        reading,
                        rules,
                        arguments.text(BANK),
                        "",
                        calls ? Book.CALLED : Book.OPEN,
                        arguments.after());
        if (book.lines().isEmpty()) {
            return Sheet.of(
                            Cell.said(
                                    !book.next().isEmpty()
                                            ? "sheet.portfolio.on"
                                            : calls
                                                    ? "sheet.portfolio.no-calls"
                                                    : "sheet.portfolio.none"))
                    .before(book.next());
        }
        List<Book.Line> worst =
                book.lines().stream()
                        .sorted(
                                Comparator.comparing(Book.Line::state)
                                        .thenComparing(Book.Line::ratio)
                                        .reversed()
                                        .thenComparing(Book.Line::contractNo))
                        .toList();
        List<List<Cell>> rows = new ArrayList<>();
        worst.subList(0, Math.min(ROWS, worst.size()))
                .forEach(line -> rows.add(row(line, reading)));
        boolean all = arguments.after().isEmpty() && book.next().isEmpty();
        return Sheet.of(
                        Cell.said(
                                all ? "sheet.portfolio.answer" : "sheet.portfolio.answer.part",
                                Cell.counted("sheet.portfolio.count", book.lines().size()),
                                Book.yuan(book.debt()),
                                Book.yuan(book.value()),
                                Cell.counted("sheet.portfolio.call", book.in(Lines.State.CALL)),
                                Cell.counted(
                                        "sheet.portfolio.closeout", book.in(Lines.State.CLOSEOUT))),
                        figures(book),
                        List.of(
                                new Sheet.Table(
                                        "financings",
                                        List.of(
                                                Column.of("financing"),
                                                Column.of("borrower"),
                                                Column.of("commodity"),
                                                Column.of("state"),
                                                new Column("exposure", Book.YUAN),
                                                new Column("worth", Book.YUAN),
                                                Column.of("ratio"),
                                                new Column("cash", Book.YUAN),
                                                Column.of("cure")),
                                        rows,
                                        List.of(),
                                        rows.size() < worst.size()
                                                ? Cell.said(
                                                        "sheet.portfolio.worst",
                                                        Cell.count(ROWS),
                                                        Cell.count(worst.size()))
                                                : null),
                                prices(book, reading)))
                .before(book.next());
    }

    /// What the goods are valued with.
    private static Sheet.Table prices(Book book, Reading<PledgeCase> reading) {
        List<List<Cell>> rows = new ArrayList<>();
        for (String commodity : new TreeSet<>(book.commodities())) {
            if (reading.common(MarketDesk.key(commodity)) instanceof Market market) {
                Price price = market.price();
                rows.add(
                        List.of(
                                Cell.text(commodity),
                                price.isKnown() ? Book.yuan(price.value()) : Cell.NOTHING,
                                price.isKnown() ? new Cell.Day(price.date()) : Cell.NOTHING,
                                new Cell.Status(market.status())));
            }
        }
        return new Sheet.Table(
                "prices",
                List.of(
                        Column.of("commodity"),
                        new Column("price", Book.YUAN),
                        Column.of("quoted"),
                        Column.of("state")),
                rows,
                List.of(),
                null);
    }

    private static List<Figure> figures(Book book) {
        BigDecimal called =
                book.lines().stream()
                        .filter(line -> line.state().compareTo(Lines.State.CALL) >= 0)
                        .map(Book.Line::debt)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return List.of(
                new Figure("financings", Cell.count(book.lines().size()), ""),
                new Figure("exposure", Book.yuan(book.debt()), Book.YUAN),
                new Figure("worth", Book.yuan(book.value()), Book.YUAN),
                new Figure("ratio", Book.share(book.debt(), book.value()), ""),
                new Figure("warned", Cell.count(book.in(Lines.State.WARNING)), ""),
                new Figure("called", Cell.count(book.in(Lines.State.CALL)), ""),
                new Figure("closed-out", Cell.count(book.in(Lines.State.CLOSEOUT)), ""),
                new Figure("at-stake", Book.yuan(called), Book.YUAN));
    }

    private static List<Cell> row(Book.Line line, Reading<PledgeCase> reading) {
        return List.of(
                Cell.ofPage(
                        LoanPage.NAME,
                        Map.of(LoanPage.CONTRACT, line.contractNo()),
                        line.contractNo()),
                Cell.text(line.borrower()),
                Cell.text(line.commodity()),
                new Cell.Status(line.status()),
                Book.yuan(line.debt()),
                line.isPriced() ? Book.yuan(line.value()) : Cell.NOTHING,
                Book.share(line.debt(), line.value()),
                line.isPriced() && line.state().compareTo(Lines.State.CALL) >= 0
                        ? Book.yuan(line.cash())
                        : Cell.NOTHING,
                Book.cure(line, reading));
    }
}
