package org.liandong.warehousereceipt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.liandong.kernel.page.Arguments;
import org.liandong.kernel.page.Cell;
import org.liandong.kernel.page.Parameter;
import org.liandong.kernel.page.Reading;
import org.liandong.kernel.page.Reading.Case;
import org.liandong.kernel.page.Reading.Cases;
import org.liandong.kernel.page.ServicePage;
import org.liandong.kernel.page.Sheet;
import org.liandong.kernel.page.Sheet.Column;
import org.liandong.kernel.page.Sheet.Figure;
import org.liandong.warehousereceipt.ReceiptCase.Lot;
import org.liandong.warehousereceipt.ReceiptFact.AuditStands;
import org.liandong.warehousereceipt.ReceiptFact.GoodsAccepted;

/// Stock and receipts of a yard, lot by lot.
final class YardPage implements ServicePage<ReceiptCase> {

    static final String NAME = "yard";
    static final String TONNE = "tonne";

    private static final int LOTS = 50;
    private static final String WAREHOUSE = "warehouse";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.text(WAREHOUSE));
    }

    @Override
    public Sheet show(Arguments arguments, Reading<ReceiptCase> reading) {
        String warehouse = arguments.text(WAREHOUSE);
        Cases<ReceiptCase> lots =
                reading.find(
                        LotDesk.key(""),
                        Set.of(),
                        arguments.after(),
                        LOTS,
                        of -> isIn(of, warehouse));
        List<List<Cell>> rows = new ArrayList<>();
        Stock sum = Stock.NONE;
        for (Case<ReceiptCase> of : lots.cases()) {
            Lot lot = (Lot) of.state();
            Stock stock = Stock.of(lot, reading);
            sum = sum.plus(stock);
            rows.add(row(lot, stock, reading));
        }
        if (rows.isEmpty()) {
            return Sheet.of(Cell.said(lots.next().isEmpty() ? "sheet.yard.none" : "sheet.yard.on"))
                    .before(lots.next());
        }
        boolean all = arguments.after().isEmpty() && lots.next().isEmpty();
        return Sheet.of(
                        Cell.said(
                                all ? "sheet.yard.answer" : "sheet.yard.answer.part",
                                Cell.counted("sheet.yard.count", rows.size()),
                                Stock.amount(sum.there()),
                                Stock.amount(sum.inReceipts()),
                                Stock.amount(sum.unissued())),
                        figures(sum),
                        List.of(
                                new Sheet.Table(
                                        "lots",
                                        List.of(
                                                Column.of("lot"),
                                                Column.of("goods"),
                                                Column.of("place"),
                                                new Column("weighed", TONNE),
                                                new Column("receipts", TONNE),
                                                new Column("unissued", TONNE),
                                                new Column("delivered", TONNE),
                                                new Column("lost", TONNE),
                                                Column.of("counted")),
                                        rows,
                                        List.of(),
                                        null)))
                .before(lots.next());
    }

    static List<Figure> figures(Stock stock) {
        return List.of(
                new Figure("weighed", Stock.amount(stock.weighed()), TONNE),
                new Figure("receipts", Stock.amount(stock.inReceipts()), TONNE),
                new Figure("unissued", Stock.amount(stock.unissued()), TONNE),
                new Figure("delivered", Stock.amount(stock.delivered()), TONNE),
                new Figure("lost", Stock.amount(stock.lost()), TONNE));
    }

    private static boolean isIn(Case<ReceiptCase> of, String warehouse) {
        if (!(of.state() instanceof Lot lot)) {
            return false;
        }
        GoodsAccepted intake = Stock.intake(lot);
        return warehouse.isEmpty() || (intake != null && intake.warehouse().equals(warehouse));
    }

    private static List<Cell> row(Lot lot, Stock stock, Reading<ReceiptCase> reading) {
        GoodsAccepted intake = Stock.intake(lot);
        AuditStands count = Stock.lastCount(lot);
        return List.of(
                Cell.ofPage(LotPage.NAME, Map.of(LotPage.LOT, lot.number()), lot.number()),
                intake == null ? Cell.NOTHING : Cell.text(intake.commodity()),
                intake == null ? Cell.NOTHING : Cell.text(intake.warehouse() + " " + intake.bay()),
                Stock.amount(stock.weighed()),
                Stock.amount(stock.inReceipts()),
                Stock.amount(stock.unissued()),
                Stock.amount(stock.delivered()),
                Stock.amount(stock.lost()),
                count == null ? Cell.NOTHING : Stock.found(count, reading));
    }
}
