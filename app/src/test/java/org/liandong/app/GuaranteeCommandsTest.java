package org.liandong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.app.Called.Caller;
import org.liandong.engine.OfficeTime;

/// The commands with the guarantees of a port.
class GuaranteeCommandsTest {

    private final LocalDate today = LocalDate.now(OfficeTime.ZONE);

    @TempDir Path folder;

    private Called call(Object... words) {
        return Caller.of(folder.resolve("keys")).call(words);
    }

    @Test
    void aDayOfGuaranteesIsMadeTakenInAndRead() {
        Path day = folder.resolve("day");
        Path store = folder.resolve("office");
        Called made =
                call(
                        "simulate",
                        "duty-guarantee",
                        "--cases",
                        60,
                        "--seed",
                        7,
                        "--errors",
                        "0",
                        "--day",
                        today,
                        "--out",
                        day);
        assertThat(made.code()).as(made.err()).isZero();
        Called taken = call("ingest", "--store", store, day);
        assertThat(taken.code()).as(taken.out()).isZero();

        Called released = call("cases", "--store", store, "--status", "released");
        String key = released.out().replaceAll("(?s).*?\\n(3701\\d{14}).*", "$1");
        Called one = call("case", "--store", store, key);
        assertThat(one.code()).as(one.err()).isZero();
        assertThat(one.out()).contains("released", "business", "tax − paid", "occupied/");

        Called accounts = call("accounts", "--store", store, "duty-guarantee/");
        assertThat(accounts.out())
                .contains("Guarantees in use", "HT04-USUAL", "ends in 21 days", "/occupied/3701");
        assertThat(call("accounts", "--store", store, "guarantee/").out())
                .doesNotContain("Guarantees in use");

        assertThat(call("clock", "--store", store, "--to", today.plusDays(25)).code()).isZero();
        assertThat(call("cases", "--store", store, "--status", "expired").out())
                .contains("filing:HT04-USUAL");
        assertThat(call("accounts", "--store", store, "duty-guarantee/").out())
                .contains("has ended");
        assertThat(call("verify", "--store", store).code()).isZero();
    }
}
