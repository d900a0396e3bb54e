package org.liandong.warehousereceipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.liandong.testkit.LawRows;

/// Every row of the law has an example: the table is `law-rows.txt`. It has one row at least for each check of the service, one for each step
/// of a receipt.
class LawRowsTest {

    private final LawRows law = LawRows.beside(LawRowsTest.class);

    @Test
    void everyCheckHasARow() {
        assertThat(law.checksWithoutRow(new ReceiptModule())).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyRowHasAnExample() {
        return law.rows().stream()
                .map(row ->
                        DynamicTest.dynamicTest(
                                row.toString(), () -> assertThat(law.faults(row)).isEmpty()));
    }
}
