package org.liandong.dutyguarantee;

import org.liandong.testkit.LawRowsContract;

/// Every row of the law has an example: the table is `law-rows.txt`. The rows are those of the fact sheets on guarantees (06), on payment
/// periods and late fee (07, sections 1 and 2) and on declarations (11), and one at least for each check of the service.
class LawRowsTest extends LawRowsContract {

    LawRowsTest() {
        super(new GuaranteeModule());
    }
}
