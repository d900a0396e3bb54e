package org.liandong.warehousereceipt;

import java.math.BigDecimal;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.ledger.Account;
import org.liandong.kernel.page.Cell;
import org.liandong.kernel.page.Reading;
import org.liandong.warehousereceipt.ReceiptCase.Audit;
import org.liandong.warehousereceipt.ReceiptCase.Loss;
import org.liandong.warehousereceipt.ReceiptCase.Lot;
import org.liandong.warehousereceipt.ReceiptCase.Ticket;
import org.liandong.warehousereceipt.ReceiptFact.AuditStands;
import org.liandong.warehousereceipt.ReceiptFact.GoodsAccepted;
import org.liandong.warehousereceipt.ReceiptFact.GoodsLeft;
import org.liandong.warehousereceipt.ReceiptFact.ReceiptStands;

/// What became of the goods of a lot, in tonnes: weighed in = in receipts + unissued + delivered + lost.
///
/// @param unissued as the ledger has it
record Stock(
        BigDecimal weighed,
        BigDecimal inReceipts,
        BigDecimal unissued,
        BigDecimal delivered,
        BigDecimal lost) {

    static final Stock NONE = new Stock(tonnes(0), tonnes(0), tonnes(0), tonnes(0), tonnes(0));

    static Stock of(Lot lot, Reading<ReceiptCase> reading) {
        BigDecimal unissued =
                reading.accounts(Accounts.unissued(lot.number())).stream()
                        .filter(a -> a.name().equals(Accounts.unissued(lot.number())))
                        .map(Stock::posted)
                        .findFirst()
                        .orElse(tonnes(0));
        return new Stock(
                sum(lot.tickets().stream().map(Ticket::booked).toList()),
                sum(lot.receipts().stream().map(ReceiptStands::quantity).toList()),
                unissued,
                sum(lot.left().stream().map(GoodsLeft::quantity).toList()),
                sum(lot.losses().stream().filter(Loss::isWrittenOff).map(Loss::quantity).toList()));
    }

    Stock plus(Stock other) {
        return new Stock(
                weighed.add(other.weighed),
                inReceipts.add(other.inReceipts),
                unissued.add(other.unissued),
                delivered.add(other.delivered),
                lost.add(other.lost));
    }

    /// What lies in the yard by the book.
    BigDecimal there() {
        return weighed.subtract(delivered).subtract(lost);
    }

    private static BigDecimal sum(Iterable<BigDecimal> quantities) {
        BigDecimal sum = tonnes(0);
        for (BigDecimal quantity : quantities) {
            sum = sum.add(quantity);
        }
        return sum;
    }

    static BigDecimal tonnes(long kilograms) {
        return BigDecimal.valueOf(kilograms, Accounts.SCALE);
    }

    static BigDecimal posted(Account account) {
        return new BigDecimal(account.posted(), Accounts.SCALE);
    }

    static Cell amount(BigDecimal quantity) {
        return new Cell.Amount(quantity.setScale(Accounts.SCALE));
    }

    // ---- what is known of a lot

    static @Nullable GoodsAccepted intake(Lot lot) {
        return lot.intakes().stream()
                .map(ReceiptCase.Held::fact)
                .max(Comparator.comparingInt(GoodsAccepted::version))
                .orElse(null);
    }

    static @Nullable AuditStands lastCount(Lot lot) {
        return lot.findings().isEmpty() ? null : lot.findings().getLast();
    }

    /// What a count has found, in words, with the quantity where it is known.
    static Cell found(AuditStands finding, Reading<ReceiptCase> reading) {
        Cell word = Cell.said("finding." + finding.finding().name());
        return reading.state(AuditDesk.key(finding.auditNo())) instanceof Audit audit
                        && audit.report() != null
                ? Cell.said("sheet.counted", amount(audit.report().fact().quantity()), word)
                : word;
    }
}
