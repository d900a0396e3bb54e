package org.liandong.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liandong.engine.StoreFailure.Code;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What kind of trouble a database reports.
class StoreFailureTest {

    @TempDir Path folder;

    private static Code code(Exception cause) {
        return StoreFailure.of(Code.UNWRITABLE, "store", "no", cause).code();
    }

    @ParameterizedTest
    @CsvSource({
        "SQLITE_FULL, FULL",
        "SQLITE_READONLY, READ_ONLY",
        "SQLITE_READONLY_DIRECTORY, READ_ONLY",
        "SQLITE_CORRUPT, DAMAGED",
        "SQLITE_CORRUPT_INDEX, DAMAGED",
        "SQLITE_NOTADB, DAMAGED",
        "SQLITE_BUSY, BUSY",
        "SQLITE_IOERR_WRITE, UNWRITABLE"
    })
    void sqliteSaysItByItsResultCode(SQLiteErrorCode result, Code code) {
        assertThat(code(new SQLiteException("no", result))).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "08001, UNREACHABLE",
        "08006, UNREACHABLE",
        "57P03, UNREACHABLE",
        "28P01, DENIED",
        "3D000, DENIED",
        "42501, DENIED",
        "53100, FULL",
        "25006, READ_ONLY",
        "XX001, DAMAGED",
        "55P03, BUSY",
        "23505, UNWRITABLE"
    })
    void postgresSaysItByTheStateOfSql(String state, Code code) {
        assertThat(code(new SQLException("no", state))).isEqualTo(code);
    }

    @Test
    void itIsFoundBelowWhatOthersWrapAroundIt() {
        FlywayException wrapped =
                new FlywayException("Unable\n----", new SQLException("no\nreally", "28P01"));
        StoreFailure failure = StoreFailure.of(Code.UNOPENED, "store", "no", wrapped);
        assertThat(failure.code()).isEqualTo(Code.DENIED);
        assertThat(failure.original()).isEqualTo("no");
        assertThat(failure.arguments()).containsExactly("store");
    }

    @Test
    @Timeout(20)
    void aServerThatRefusesIsUnreachable() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        unreachable("jdbc:postgresql://127.0.0.1:" + free + "/office?password=secret");
    }

    @Test
    @Timeout(30)
    void aServerThatNeverSpeaksIsUnreachable() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            unreachable(
                    "jdbc:postgresql://127.0.0.1:"
                            + mute.getLocalPort()
                            + "/office?password=secret");
        }
    }

    private static void unreachable(String url) {
        long began = System.nanoTime();
        assertThatThrownBy(() -> SqlStore.openForReading(url))
                .asInstanceOf(type(StoreFailure.class))
                .satisfies(failure -> {
                    assertThat(failure.code()).isEqualTo(Code.UNREACHABLE);
                    assertThat(failure.arguments())
                            .containsExactly(url.replace("password=secret", "password=***"));
                });
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void aFolderThatIsAFileCannotBeOpened() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        assertThatThrownBy(() -> SqlStore.open(file.toString()))
                .asInstanceOf(type(StoreFailure.class))
                .satisfies(failure -> {
                    assertThat(failure.code()).isEqualTo(Code.UNOPENED);
                    assertThat(failure.arguments()).isEqualTo(List.of(file.toString()));
                });
    }

    @Test
    void aSecondWriterIsToldThatTheStoreIsInUse() {
        SqlStore first = SqlStore.open(folder.toString());
        assertThatThrownBy(() -> SqlStore.open(folder.toString()))
                .asInstanceOf(type(StoreFailure.class))
                .extracting(StoreFailure::code)
                .isEqualTo(Code.IN_USE);
        first.close();
    }
}
