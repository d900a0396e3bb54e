package org.liandong.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// The command line, and runs that are just long enough to show that they measure something.
class BenchTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String line) {
        CommandLine bench = Bench.commandLine();
        bench.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return bench.execute(line.isEmpty() ? new String[0] : line.split(" ", -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "ecommerce-import --cases",
                "ecommerce-import --cases many",
                "ecommerce-import --cases 1",
                "ecommerce-import --cases 1000 --latency",
                "ecommerce-import --latency --seconds 0",
                "ecommerce-import --store folder",
                "ecommerce-import --store jdbc:postgresql://127.0.0.1:1/nowhere",
                "server --cases 1",
                "server --readers 0",
                "import-refund --books 3",
                "import-refund --books many",
                "import-refund --latency --seconds 0",
                "jmh --nonsense"
            })
    void wrongUseIsToldAndEndsWithTwo(String line) {
        assertThat(run(line)).isEqualTo(2);
        assertThat(err.toString()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "ecommerce-import --help",
                "import-refund --help",
                "server --help"
            })
    void helpIsNoFailure(String line) {
        assertThat(run(line)).isZero();
        assertThat(out.toString()).contains("Usage: liandong bench");
    }

    @Test
    void openCasesStayOpen() {
        assertThat(run("ecommerce-import --open-cases 2000")).as(err::toString).isZero();
        assertThat(out.toString()).contains("heap with 200 open cases").contains("with 2,000");
    }

    @Test
    void theComparisonCountsTheSameAsTheJoinInDuckAndInPostgres() {
        assertThat(run("import-refund --books 2000,20000")).as(err::toString).isZero();
        assertThat(out.toString())
                .contains("Liandong", "DuckDB", "PostgreSQL")
                .contains("MATCH=", "DIFFER=", "HELD=", "MISSING=", "DUPLICATE=")
                .contains("ALREADY_MATCHED=", "INVALID=", "TOO_LATE=");
    }

    @Test
    void theTimeFromAnAnswerToItsDecisionIsMeasured() {
        assertThat(run("import-refund --latency --seconds 1")).as(err::toString).isZero();
        assertThat(out.toString()).contains("p99 ");
    }
}
