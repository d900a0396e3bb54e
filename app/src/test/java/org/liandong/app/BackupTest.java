package org.liandong.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.app.Called.Caller;
import tools.jackson.databind.JsonNode;

/// A store is copied, lost, and had back.
class BackupTest {

    @TempDir Path folder;

    private Path store;
    private Path copy;
    private Path morning;
    private Path afternoon;

    @BeforeEach
    void twoHalvesOfADay() {
        store = folder.resolve("store");
        copy = folder.resolve("copy");
        morning = day("morning", 1, "2026-03-02");
        afternoon = day("afternoon", 2, "2026-03-03");
        call("ingest", "--store", store, morning);
    }

    private Path day(String name, int seed, String date) {
        Path day = folder.resolve(name);
        call(
                "simulate",
                "ecommerce-import",
                "--parcels",
                20,
                "--seed",
                seed,
                "--day",
                date,
                "--out",
                day);
        return day;
    }

    private Caller caller() {
        return Caller.of(folder.resolve("keys"));
    }

    private Called call(Object... words) {
        return caller().call(words);
    }

    @Test
    void aCopyIsAStoreThatVerifiesAndThatWorkGoesOnIn() {
        Called taken = call("backup", "--store", store, "--to", copy);
        assertThat(taken.code()).as(taken.err()).isZero();
        assertThat(taken.out())
                .contains("to " + copy.resolve("liandong.db"))
                .contains("Keep it apart, but keep it.");
        List<String> before = cases(store);
        call("ingest", "--store", store, afternoon);
        assertThat(cases(store)).hasSizeGreaterThan(before.size());
        List<String> inTheEnd = cases(store);

        assertThat(call("verify", "--store", copy).code()).isZero();
        assertThat(cases(copy)).isEqualTo(before);
        // What the copy lacks is sent again; what it has is a repeat.
        call("ingest", "--store", copy, morning, afternoon);
        assertThat(cases(copy)).isEqualTo(inTheEnd);
        assertThat(call("verify", "--store", copy).code()).isZero();
    }

    @Test
    void theStoreIsCopiedWhileAnotherWritesToIt() throws InterruptedException {
        AtomicBoolean written = new AtomicBoolean();
        Thread writer =
                Thread.ofPlatform()
                        .start(() -> {
                            call("ingest", "--store", store, afternoon);
                            written.set(true);
                        });
        int copies = 0;
        do {
            Path into = folder.resolve("copy-" + ++copies);
            Called taken = call("backup", "--store", store, "--to", into);
            assertThat(taken.code()).as(taken.err()).isZero();
            assertThat(call("verify", "--store", into).code()).isZero();
        } while (!written.get());
        writer.join();
        assertThat(call("verify", "--store", store).code()).isZero();
    }

    @Test
    void whereAStoreIsAlreadyNothingIsCopied() throws IOException {
        call("backup", "--store", store, "--to", copy);
        byte[] first = Files.readAllBytes(copy.resolve("liandong.db"));
        call("ingest", "--store", store, afternoon);
        Called again = call("backup", "--store", store, "--to", copy);
        assertThat(again.code()).isEqualTo(Main.WRONG_USE);
        assertThat(again.err()).contains("There is a store in " + copy + " already.");
        assertThat(Files.readAllBytes(copy.resolve("liandong.db"))).isEqualTo(first);
    }

    @Test
    void aCopyThatWasBrokenOffIsMadeAnew() throws IOException {
        Files.createDirectories(copy);
        Files.writeString(copy.resolve("liandong.db.part"), "half of it");
        assertThat(call("backup", "--store", store, "--to", copy).code()).isZero();
        assertThat(call("verify", "--store", copy).code()).isZero();
        assertThat(copy.resolve("liandong.db.part")).doesNotExist();
    }

    @Test
    void aDatabaseHasToolsOfItsOwn() {
        Called called =
                call("backup", "--store", "jdbc:postgresql://localhost/liandong", "--to", copy);
        assertThat(called.code()).isEqualTo(Main.WRONG_USE);
        assertThat(called.err()).contains("pg_dump");
    }

    private List<String> cases(Path of) {
        return call("cases", "--store", of, "--limit", 1_000, "--json").json().stream()
                .map(line -> text(line, "case") + " " + text(line, "status"))
                .sorted()
                .toList();
    }

    private static String text(JsonNode line, String field) {
        return line.path(field).asString();
    }
}
