package org.liandong.warehousereceipt;

import org.liandong.testkit.LawRowsContract;

/// Every row of the law has an example: the table is `law-rows.txt`. It has one row at least for each check of the service, one for each step
/// of a receipt.
class LawRowsTest extends LawRowsContract {

    LawRowsTest() {
        super(new ReceiptModule());
    }
}
