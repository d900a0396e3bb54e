package org.liandong.warehousereceipt;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.ledger.Account;
import org.liandong.kernel.page.CasePage;
import org.liandong.kernel.page.Cell;
import org.liandong.kernel.page.Reading;
import org.liandong.kernel.page.Sheet;
import org.liandong.kernel.page.Sheet.Column;
import org.liandong.warehousereceipt.ReceiptCase.Lot;
import org.liandong.warehousereceipt.ReceiptCase.Receipt;
import org.liandong.warehousereceipt.ReceiptCase.Ticket;
import org.liandong.warehousereceipt.ReceiptFact.AuditStands;
import org.liandong.warehousereceipt.ReceiptFact.GoodsAccepted;
import org.liandong.warehousereceipt.ReceiptFact.ReceiptStands;

/// One lot: its receipts with what of each is free, pledged, frozen or ordered out; its weighing tickets; its counts.
final class LotPage extends CasePage<ReceiptCase, Lot> {

    static final String NAME = "lot";
    static final String LOT = "lot";

    private static final int ROWS = 100;
    private static final String UNIT = YardPage.TONNE;

    LotPage() {
        super(NAME, LOT, LotDesk.key(""), Lot.class);
    }

    @Override
    protected Sheet show(Lot lot, Reading<ReceiptCase> reading) {
        Stock stock = Stock.of(lot, reading);
        GoodsAccepted intake = Stock.intake(lot);
        return Sheet.of(
                Cell.said(
                        "sheet.lot.answer",
                        Cell.text(lot.number()),
                        Stock.amount(stock.there()),
                        Cell.text(intake == null ? "" : intake.commodity()),
                        Cell.counted("sheet.lot.count", open(lot)),
                        Stock.amount(stock.inReceipts()),
                        Stock.amount(stock.unissued())),
                YardPage.figures(stock),
                List.of(receipts(lot, reading), counts(lot, reading), tickets(lot)));
    }

    private static long open(Lot lot) {
        return lot.receipts().stream().filter(r -> r.quantity().signum() > 0).count();
    }

    /// What a table shows is bounded; it says so when it leaves something out.
    private static Sheet.Table table(String name, List<Column> columns, List<List<Cell>> rows) {
        List<List<Cell>> shown = rows.subList(0, Math.min(ROWS, rows.size()));
        return new Sheet.Table(
                name,
                columns,
                shown,
                List.of(),
                shown.size() == rows.size()
                        ? null
                        : Cell.said("sheet.first", Cell.count(ROWS), Cell.count(rows.size())));
    }

    private static Sheet.Table receipts(Lot lot, Reading<ReceiptCase> reading) {
        List<List<Cell>> rows = new ArrayList<>();
        for (ReceiptStands stands :
                lot.receipts().stream()
                        .sorted(
                                Comparator.<ReceiptStands, Integer>comparing(
                                                r -> -r.quantity().signum())
                                        .thenComparing(ReceiptStands::receiptNo))
                        .toList()) {
            // No more is read than is shown.
            rows.add(rows.size() < ROWS ? receipt(stands, reading) : List.of());
        }
        return table(
                "outstanding",
                List.of(
                        Column.of("receipt"),
                        Column.of("holder"),
                        Column.of("status"),
                        new Column("quantity", UNIT),
                        new Column("free", UNIT),
                        new Column("pledged", UNIT),
                        new Column("frozen", UNIT),
                        new Column("ordered", UNIT)),
                rows);
    }

    private static List<Cell> receipt(ReceiptStands stands, Reading<ReceiptCase> reading) {
        String receiptNo = stands.receiptNo();
        Receipt receipt =
                reading.state(ReceiptDesk.key(receiptNo)) instanceof Receipt known ? known : null;
        Parts parts = Parts.of(receiptNo, reading);
        return List.of(
                Cell.ofPage(ChainPage.NAME, Map.of(ChainPage.RECEIPT, receiptNo), receiptNo),
                holder(receipt),
                receipt == null ? Cell.NOTHING : new Cell.Status(receipt.status()),
                Stock.amount(stands.quantity()),
                Stock.amount(parts.free()),
                Stock.amount(parts.pledged()),
                Stock.amount(parts.frozen()),
                Stock.amount(parts.ordered()));
    }

    private static Cell holder(@Nullable Receipt receipt) {
        return receipt == null || receipt.holders().isEmpty()
                ? Cell.NOTHING
                : Cell.text(receipt.holders().getLast());
    }

    /// How the quantity of a receipt is divided in the ledger.
    ///
    /// @param ordered for delivery
    record Parts(BigDecimal free, BigDecimal pledged, BigDecimal frozen, BigDecimal ordered) {

        static Parts of(String receiptNo, Reading<ReceiptCase> reading) {
            BigDecimal free = Stock.tonnes(0);
            BigDecimal held = Stock.tonnes(0);
            BigDecimal pledged = Stock.tonnes(0);
            BigDecimal toPledges = Stock.tonnes(0);
            BigDecimal frozen = Stock.tonnes(0);
            String pledges = Accounts.pledged(receiptNo, "");
            String freezes = Accounts.frozen(receiptNo, "");
            for (Account account : reading.accounts("wr/" + receiptNo + "/")) {
                if (account.name().equals(Accounts.free(receiptNo))) {
                    free = new BigDecimal(account.available(), Accounts.SCALE);
                    held = new BigDecimal(account.reservedOut(), Accounts.SCALE);
                } else if (account.name().startsWith(pledges)) {
                    pledged = pledged.add(new BigDecimal(account.exposure(), Accounts.SCALE));
                    toPledges = toPledges.add(new BigDecimal(account.reservedIn(), Accounts.SCALE));
                } else if (account.name().startsWith(freezes)) {
                    frozen = frozen.add(Stock.posted(account));
                }
            }
            return new Parts(free, pledged, frozen, held.subtract(toPledges));
        }
    }

    private static Sheet.Table counts(Lot lot, Reading<ReceiptCase> reading) {
        List<List<Cell>> rows = new ArrayList<>();
        for (AuditStands finding : lot.findings().reversed()) {
            rows.add(
                    rows.size() < ROWS
                            ? List.of(
                                    Cell.ofCase(
                                            AuditDesk.key(finding.auditNo()), finding.auditNo()),
                                    new Cell.Time(finding.at()),
                                    Cell.text(finding.means()),
                                    Stock.found(finding, reading))
                            : List.of());
        }
        return table(
                "counts",
                List.of(
                        Column.of("audit"),
                        Column.of("at"),
                        Column.of("means"),
                        Column.of("counted")),
                rows);
    }

    private static Sheet.Table tickets(Lot lot) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Ticket ticket :
                lot.tickets().stream().sorted(Comparator.comparing(Ticket::at)).toList()) {
            rows.add(
                    List.of(
                            Cell.text(ticket.no()),
                            new Cell.Time(ticket.at()),
                            Stock.amount(ticket.net()),
                            Stock.amount(ticket.booked())));
        }
        return table(
                "tickets",
                List.of(
                        Column.of("ticket"),
                        Column.of("at"),
                        new Column("net", UNIT),
                        new Column("booked", UNIT)),
                rows);
    }
}
