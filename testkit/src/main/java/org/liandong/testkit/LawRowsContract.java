package org.liandong.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.liandong.kernel.ServiceModule;

/// Every row of `law-rows.txt` beside a test has an example, and every check of the service has a row.
public abstract class LawRowsContract {

    private final LawRows law = LawRows.beside(getClass());
    private final ServiceModule<?, ?> module;

    protected LawRowsContract(ServiceModule<?, ?> module) {
        this.module = module;
    }

    @Test
    public final void everyCheckHasARow() {
        assertThat(law.checksWithoutRow(module)).isEmpty();
    }

    @TestFactory
    public final Stream<DynamicTest> everyRowHasAnExample() {
        return law.rows().stream()
                .map(row ->
                        DynamicTest.dynamicTest(
                                row.toString(), () -> assertThat(law.faults(row)).isEmpty()));
    }
}
