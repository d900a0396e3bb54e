package org.liandong.importrefund;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.liandong.testkit.LawRows;

/// Every row of the law has an example: the table is `law-rows.txt`. The rows are those of the fact sheets on refunds (07, sections 4 and 5)
/// and on payment books (08), and one at least for each check of the service.
class LawRowsTest {

    private final LawRows law = LawRows.beside(LawRowsTest.class);

    @Test
    void everyCheckHasARow() {
        assertThat(law.checksWithoutRow(new RefundModule())).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyRowHasAnExample() {
        return law.rows().stream()
                .map(row ->
                        DynamicTest.dynamicTest(
                                row.toString(), () -> assertThat(law.faults(row)).isEmpty()));
    }
}
