package org.liandong.importrefund;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.liandong.kernel.ledger.Asset;
import org.liandong.kernel.ledger.Command;
import org.liandong.kernel.ledger.Leg;
import org.liandong.kernel.ledger.Reference;

/// The accounts of this service in the ledger.
///
/// What a book has collected is what may still be deducted or refunded. Its floor is the invariant of the book: refunded + deducted −
/// transferred out ≤ paid, whoever asks first.
final class Accounts {

    static final String CNY = "CNY";
    static final Asset YUAN =
            new Asset(CNY, 2, Asset.Kind.MONEY, "yuan", LocalDate.of(1970, 1, 1), null);

    /// Where tax comes from and refunds go to.
    static final String TREASURY = "boundary/treasury";

    /// Who bears interest.
    static final String INTEREST = "boundary/refund-interest";

    private Accounts() {}

    static String collected(String bookNo) {
        return "tax/" + BookNumber.same(bookNo) + "/collected";
    }

    static String deducted(String bookNo) {
        return "tax/" + BookNumber.same(bookNo) + "/deducted";
    }

    static String refundPayable(String applicationNo, String bookNo) {
        return "refund/" + applicationNo + "/" + BookNumber.same(bookNo) + "/payable";
    }

    static String interestPayable(String applicationNo, String bookNo) {
        return "refund/" + applicationNo + "/" + BookNumber.same(bookNo) + "/interest";
    }

    static Command.OpenAccount open(String name) {
        return Command.OpenAccount.of("open:" + name, name, CNY);
    }

    static Command.OpenAccount openBoundary(String name) {
        return Command.OpenAccount.boundary("open:" + name, name, CNY);
    }

    static Command.Post post(
            String key, LocalDate on, Reference why, String from, String to, BigDecimal amount) {
        return Command.Post.of(key, on, why, new Leg(from, to, amount.setScale(2)));
    }
}
