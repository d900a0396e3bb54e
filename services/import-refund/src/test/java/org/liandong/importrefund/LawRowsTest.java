package org.liandong.importrefund;

import org.liandong.testkit.LawRowsContract;

/// Every row of the law has an example: the table is `law-rows.txt`. The rows are those of the fact sheets on refunds (07, sections 4 and 5)
/// and on payment books (08), and one at least for each check of the service.
class LawRowsTest extends LawRowsContract {

    LawRowsTest() {
        super(new RefundModule());
    }
}
