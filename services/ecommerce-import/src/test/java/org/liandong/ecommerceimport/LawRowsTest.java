package org.liandong.ecommerceimport;

import org.liandong.testkit.LawRowsContract;

/// Every row of the law and of the messages has an example: the table is `law-rows.txt`.
///
/// The rows are those of the fact sheets on the check (03), on limits and tax (04) and on guarantee, payment and returns (05),
/// and one at least for each check of the service.
class LawRowsTest extends LawRowsContract {

    LawRowsTest() {
        super(new ImportModule());
    }
}
