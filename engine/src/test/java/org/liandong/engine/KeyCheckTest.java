package org.liandong.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store and the key that it was filled under.
class KeyCheckTest {

    @TempDir Path store;

    private Engine.Settings under(int key) {
        Engine.Settings toy = Toy.settings(store.toString(), () -> Toy.START);
        byte[] secret = new byte[32];
        secret[0] = (byte) key;
        return new Engine.Settings(
                toy.store(), toy.modules(), Map.of(), toy.rules(), secret, toy.time(), 1);
    }

    private void take(int key, int documents) throws Exception {
        try (Engine engine = Engine.open(under(key))) {
            for (int i = 0; i < documents; i++) {
                engine.submit("test", Toy.document(Toy.line("o" + i, new Toy.Offered("east", 1))))
                        .get();
            }
        }
    }

    private void tamper(String sql) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + store + "/liandong.db");
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
        }
    }

    private void refused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(StoreFailure.class))
                .satisfies(failure -> {
                    assertThat(failure.code()).isEqualTo(StoreFailure.Code.OTHER_KEY);
                    assertThat(failure.arguments()).containsExactly(store.toString());
                });
    }

    private Verifier.Report verify(int key) {
        return Verifier.verify(under(key), (done, total) -> {});
    }

    @Test
    void aStoreIsNeitherWrittenNorVerifiedUnderAnotherKey() throws Exception {
        take(1, 3);
        refused(() -> Engine.open(under(2)).close());
        refused(() -> verify(2));
        take(1, 1);
        assertThat(verify(1).difference()).isNull();
    }

    @Test
    void aStoreWithoutDocumentsTakesAnyKey() throws Exception {
        take(1, 0);
        take(2, 1);
        assertThat(verify(2).difference()).isNull();
        refused(() -> Engine.open(under(1)).close());
    }

    @Test
    void anAlteredDocumentDoesNotMakeTheKeyWrong() throws Exception {
        take(1, 40);
        tamper("update document set content = x'00' where id = 1");
        tamper("update document set content = x'' where id = 2");
        tamper("update document set content = x'01' where id = 40");
        Verifier.Difference difference = Objects.requireNonNull(verify(1).difference());
        assertThat(difference.kind()).isEqualTo(Verifier.Kind.CONTENT);
        assertThat(difference.key()).isEqualTo("1");
        take(1, 1);
    }

    @Test
    void evenWhereOneEndOfTheDocumentsWasAltered() throws Exception {
        take(1, 40);
        tamper("update document set content = x'00' where id < 20");
        take(1, 1);
        refused(() -> verify(2));
    }
}
