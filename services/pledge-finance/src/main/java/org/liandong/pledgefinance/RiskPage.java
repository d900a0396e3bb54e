package org.liandong.pledgefinance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.liandong.kernel.Rules;
import org.liandong.kernel.page.Arguments;
import org.liandong.kernel.page.Cell;
import org.liandong.kernel.page.Parameter;
import org.liandong.kernel.page.Reading;
import org.liandong.kernel.page.Series.Point;
import org.liandong.kernel.page.ServicePage;
import org.liandong.kernel.page.Sheet;
import org.liandong.kernel.page.Sheet.Chart;
import org.liandong.kernel.page.Sheet.Column;
import org.liandong.kernel.page.Sheet.Figure;
import org.liandong.pledgefinance.PledgeCase.Market;

/// Which calls and close-outs a path of prices would make of today's book.
final class RiskPage implements ServicePage<PledgeCase> {

    static final String NAME = "risk";

    /// A second or so.
    private static final int VALUATIONS_MAX = 500_000;

    private static final int ROWS = 200;
    private static final String COMMODITY = "commodity";
    private static final String BANK = "bank";
    private static final String LEVEL = "level";
    private static final String MOVES = "moves";
    private static final String PATH = "path";

    private final Rules rules;

    RiskPage(Rules rules) {
        this.rules = rules;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.text(COMMODITY),
                Parameter.text(BANK),
                Parameter.choice(LEVEL, MOVES, "prices"),
                Parameter.series(PATH, "price"));
    }

    @Override
    public Sheet show(Arguments arguments, Reading<PledgeCase> reading) {
        Cell.Said which = Cell.said("sheet.risk.which");
        String commodity = arguments.text(COMMODITY);
        List<Point> path = arguments.series(PATH).points();
        if (path.isEmpty()) {
            return Sheet.of(which);
        }
        if (commodity.isEmpty()) {
            return Sheet.wrong(which, COMMODITY, Cell.said("sheet.risk.of-what"));
        }
        if (path.stream().anyMatch(point -> point.number().signum() <= 0)) {
            return Sheet.wrong(which, PATH, Cell.said("sheet.risk.not-above"));
        }
        Book book = Book.of(reading, rules, arguments.text(BANK), commodity, Book.OPEN, "");
        if (book.lines().isEmpty()) {
            return Sheet.of(Cell.said("sheet.risk.none", Cell.text(commodity)));
        }
        int daysMax = VALUATIONS_MAX / book.lines().size();
        if (path.size() > daysMax) {
            return Sheet.wrong(
                    which,
                    PATH,
                    Cell.said(
                            "sheet.risk.long",
                            Cell.count(book.lines().size()),
                            Cell.count(daysMax)));
        }
        boolean moves = arguments.text(LEVEL).isEmpty() || arguments.text(LEVEL).equals(MOVES);
        Terms terms = new Revaluation(rules, commodity).terms(reading.today());
        NavigableMap<LocalDate, BigDecimal> known =
                moves && reading.common(MarketDesk.key(commodity)) instanceof Market market
                        ? new Quotes(market.quotes(), terms, reading.today()).days()
                        : new TreeMap<>();
        if (moves && known.isEmpty()) {
            return Sheet.wrong(
                    which, LEVEL, Cell.said("sheet.risk.unpriced", Cell.text(commodity)));
        }
        Replay replay =
                Replay.of(
                        book.lines().stream()
                                .map(line ->
                                        new Replay.Start(line, Book.lastDayToCure(line, reading)))
                                .toList(),
                        prices(path, known, terms, reading.today()),
                        reading.calendar());
        return Sheet.of(
                answer(book, replay),
                figures(book, replay),
                List.of(
                        days(
                                replay,
                                book.lines().size(),
                                book.rest(reading, arguments.text(BANK), commodity, Book.OPEN)),
                        events(replay)));
    }

    /// The prices that goods would be valued with. A path of the past begins today, or on the next day that is the same of the week, so
    /// that its weekends stay weekends; one of the future keeps its days.
    ///
    /// @param known days of the market that go before, when the path follows it; empty when it has prices of its own
    private static List<Replay.Dated> prices(
            List<Point> path,
            NavigableMap<LocalDate, BigDecimal> known,
            Terms terms,
            LocalDate today) {
        LocalDate first = path.getFirst().day();
        BigDecimal of = path.getFirst().number();
        BigDecimal newest = known.isEmpty() ? of : known.lastEntry().getValue();
        LocalDate begins =
                first.isBefore(today)
                        ? today.with(TemporalAdjusters.nextOrSame(first.getDayOfWeek()))
                        : first;
        List<Replay.Dated> prices = new ArrayList<>();
        for (Point point : path) {
            LocalDate day = begins.plusDays(ChronoUnit.DAYS.between(first, point.day()));
            known.put(day, newest.multiply(point.number()).divide(of, 2, RoundingMode.HALF_UP));
            prices.add(new Replay.Dated(day, point.day(), Quotes.value(known, terms)));
        }
        return prices;
    }

    private static Replay.Day worst(Replay replay) {
        return replay.days().stream()
                .max(
                        Comparator.comparing(Replay.Day::uncovered)
                                .thenComparing(Replay.Day::cash)
                                .thenComparing(day -> day.at().day(), Comparator.reverseOrder()))
                .orElseThrow();
    }

    private static long count(Replay replay, Lines.State to) {
        return replay.events().stream().filter(event -> event.to() == to).count();
    }

    private static Cell.Said answer(Book book, Replay replay) {
        Cell financings = Cell.counted("sheet.risk.count", book.lines().size());
        if (replay.events().isEmpty()) {
            return Cell.said("sheet.risk.calm", financings);
        }
        Replay.Day worst = worst(replay);
        return Cell.said(
                "sheet.risk.answer",
                financings,
                Cell.counted("sheet.risk.call", count(replay, Lines.State.CALL)),
                Cell.counted("sheet.risk.closeout", count(replay, Lines.State.CLOSEOUT)),
                Book.yuan(worst.uncovered()),
                new Cell.Day(worst.at().day()));
    }

    private static List<Figure> figures(Book book, Replay replay) {
        BigDecimal lowest =
                replay.days().stream()
                        .map(day -> day.at().price())
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
        BigDecimal cash =
                replay.days().stream()
                        .map(Replay.Day::cash)
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
        return List.of(
                new Figure("financings", Cell.count(book.lines().size()), ""),
                new Figure("exposure", Book.yuan(book.debt()), Book.YUAN),
                new Figure("lowest", Book.yuan(lowest), Book.YUAN),
                new Figure("calls", Cell.count(count(replay, Lines.State.CALL)), ""),
                new Figure("closeouts", Cell.count(count(replay, Lines.State.CLOSEOUT)), ""),
                new Figure(
                        "uncured",
                        Cell.count(replay.events().stream().filter(Replay.Event::uncured).count()),
                        ""),
                new Figure("cash", Book.yuan(cash), Book.YUAN),
                new Figure("uncovered", Book.yuan(worst(replay).uncovered()), Book.YUAN));
    }

    private static Cell.Said note(long financings, Book.Rest rest) {
        if (rest.all() && rest.count() == 0) {
            return Cell.said("sheet.risk.assumed");
        }
        return Cell.said(
                rest.all() ? "sheet.risk.part" : "sheet.risk.part.more",
                Cell.count(financings),
                Cell.count(financings + rest.count()));
    }

    private static Sheet.Table days(Replay replay, long financings, Book.Rest rest) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Replay.Day day : replay.days()) {
            rows.add(
                    List.of(
                            new Cell.Day(day.at().day()),
                            new Cell.Day(day.at().of()),
                            Book.yuan(day.at().price()),
                            Cell.count(day.calls()),
                            Cell.count(day.closeouts()),
                            Cell.count(day.called()),
                            Cell.count(day.closedOut()),
                            Book.yuan(day.cash()),
                            Book.yuan(day.uncovered())));
        }
        Replay.Day last = replay.days().getLast();
        return new Sheet.Table(
                "days",
                List.of(
                        Column.of("day"),
                        Column.of("of"),
                        new Column("price", Book.YUAN),
                        Column.of("calls"),
                        Column.of("closeouts"),
                        Column.of("called"),
                        Column.of("closed-out"),
                        new Column("cash", Book.YUAN),
                        new Column("uncovered", Book.YUAN)),
                rows,
                List.of(
                        new Chart(
                                Cell.said(
                                        "sheet.risk.chart",
                                        Cell.count(last.closedOut()),
                                        new Cell.Day(last.at().day())),
                                "day",
                                List.of("called", "closed-out"),
                                List.of()),
                        new Chart(
                                Cell.said("sheet.risk.money"),
                                "day",
                                List.of("cash", "uncovered"),
                                List.of())),
                note(financings, rest));
    }

    private static Sheet.Table events(Replay replay) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Replay.Event event :
                replay.events().subList(0, Math.min(ROWS, replay.events().size()))) {
            Valuation valuation = event.valuation();
            rows.add(
                    List.of(
                            new Cell.Day(event.day()),
                            Cell.ofPage(
                                    LoanPage.NAME,
                                    Map.of(LoanPage.CONTRACT, event.line().contractNo()),
                                    event.line().contractNo()),
                            Cell.text(event.line().borrower()),
                            new Cell.Status(
                                    event.to() == Lines.State.CALL ? "called" : "close-out"),
                            Cell.said(event.uncured() ? "sheet.risk.uncured" : "sheet.risk.fallen"),
                            Book.share(valuation.debt(), valuation.value()),
                            Book.yuan(valuation.debt()),
                            Book.yuan(valuation.value()),
                            Book.yuan(valuation.cashNeeded(event.line().terms().lines().draw()))));
        }
        return new Sheet.Table(
                "events",
                List.of(
                        Column.of("day"),
                        Column.of("financing"),
                        Column.of("borrower"),
                        Column.of("state"),
                        Column.of("why"),
                        Column.of("ratio"),
                        new Column("owed", Book.YUAN),
                        new Column("worth", Book.YUAN),
                        new Column("cash", Book.YUAN)),
                rows,
                List.of(),
                rows.size() < replay.events().size()
                        ? Cell.said(
                                "sheet.risk.first",
                                Cell.count(ROWS),
                                Cell.count(replay.events().size()))
                        : null);
    }
}
