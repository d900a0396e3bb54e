package org.liandong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.app.Called.Caller;
import org.liandong.engine.OfficeTime;

/// The commands with the refunds of an office.
class RefundCommandsTest {

    @TempDir Path folder;

    private Called call(Object... words) {
        return Caller.of(folder.resolve("keys")).call(words);
    }

    @Test
    void aDayOfRefundsIsMadeTakenInReadAndSettled() throws Exception {
        Path day = folder.resolve("day");
        Path store = folder.resolve("office");
        Called made =
                call(
                        "simulate",
                        "import-refund",
                        "--cases",
                        60,
                        "--seed",
                        7,
                        "--errors",
                        "0.2",
                        "--day",
                        LocalDate.now(OfficeTime.ZONE),
                        "--out",
                        day);
        assertThat(made.code()).as(made.err()).isZero();
        Called taken = call("ingest", "--store", store, day);
        assertThat(taken.code()).as(taken.out()).isZero();
        Called ordered = call("cases", "--store", store, "--status", "ordered");
        assertThat(ordered.out()).contains("refund:R");
        String key = ordered.out().replaceAll("(?s).*?(refund:R\\d+-\\d+).*", "$1");
        Called one = call("case", "--store", store, key);
        assertThat(one.code()).as(one.err()).isZero();
        assertThat(one.out())
                .contains("30 days of the law", "promised days", "refund order", "refund-decision");
        assertThat(call("accounts", "--store", store, "tax/").out()).contains("/collected");
        assertThat(
                        call(
                                        "clock",
                                        "--store",
                                        store,
                                        "--to",
                                        LocalDate.now(OfficeTime.ZONE).plusDays(2))
                                .code())
                .isZero();
        assertThat(call("cases", "--store", store, "--status", "admitted").out()).contains("book:");
        Path outbox = folder.resolve("outbox");
        assertThat(call("messages", "--store", store, "--out", outbox).code()).isZero();
        try (var files = Files.list(outbox)) {
            assertThat(files).isNotEmpty();
        }
        assertThat(call("verify", "--store", store).code()).isZero();
    }
}
