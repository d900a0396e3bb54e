package org.liandong.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.liandong.engine.LedgerTables.Reversal;

/// What the writer sees of the store, and what a batch makes of it.
class WorkTest {

    private static final Table<Long, Reversal> TABLE = LedgerTables.REVERSAL;

    private final SqlStore sql = SqlStore.inMemory();
    private final List<String> asked = new ArrayList<>();
    private final Store store =
            (Store)
                    Proxy.newProxyInstance(
                            Store.class.getClassLoader(),
                            new Class<?>[] {Store.class},
                            (proxy, method, arguments) -> ask(method, arguments));
    private final Work work = new Work(store, LedgerTables.all());

    private Object ask(Method method, Object[] arguments) throws Exception {
        if (method.getName().startsWith("read")) {
            asked.add(method.getName() + " " + arguments[1]);
        }
        return method.invoke(sql, arguments);
    }

    private List<Store.Change<?, ?>> commit() {
        List<Store.Change<?, ?>> changes = work.seal();
        store.commit(changes);
        work.committed();
        return changes;
    }

    private void put(long key) {
        work.put(TABLE, new Reversal(key, 7));
        work.keep();
    }

    private void remove(long key) {
        work.remove(TABLE, key);
        work.keep();
    }

    @Test
    void whatWasExpectedIsNotReadAgain() {
        put(1);
        commit();
        work.expect(TABLE, List.of(1L, 2L, 3L));
        assertThat(asked).containsExactly("readAll [1, 2, 3]");
        assertThat(work.get(TABLE, 1L)).isEqualTo(new Reversal(1, 7));
        assertThat(work.get(TABLE, 2L)).isNull();
        work.expect(TABLE, List.of(2L, 3L, 4L, 4L, 5L));
        assertThat(work.get(TABLE, 3L)).isNull();
        assertThat(work.get(TABLE, 4L)).isNull();
        assertThat(asked).containsExactly("readAll [1, 2, 3]", "readAll [4, 5]");
    }

    @Test
    void thatThereIsNothingIsForgottenWithTheCommitThatMayHaveBroughtIt() {
        work.expect(TABLE, List.of(1L, 2L));
        put(1);
        commit();
        assertThat(work.isAbsent(TABLE, 1L)).isFalse();
        assertThat(work.get(TABLE, 1L)).isEqualTo(new Reversal(1, 7));
        Work another = new Work(store, LedgerTables.all());
        assertThat(another.get(TABLE, 1L)).isEqualTo(new Reversal(1, 7));
    }

    @Test
    void whatIsPutAndRemovedWithinABatchIsNotDeleted() {
        work.expect(TABLE, List.of(1L, 2L));
        put(1);
        remove(1);
        assertThat(work.get(TABLE, 1L)).isNull();
        assertThat(commit()).isEmpty();
        assertThat(work.get(TABLE, 1L)).isNull();
    }

    @Test
    void whatIsBeingCommittedIsDeletedByTheNextBatch() {
        work.expect(TABLE, List.of(1L, 2L));
        put(1);
        List<Store.Change<?, ?>> first = work.seal();
        remove(1);
        store.commit(first);
        work.committed();
        assertThat(commit()).singleElement().satisfies(c -> assertThat(c.deletes()).hasSize(1));
        assertThat(sql.read(TABLE, 1L)).isNull();
    }

    @Test
    void whatTheStoreHasIsDeletedThoughItWasPutAnewInTheBatch() {
        put(1);
        commit();
        put(1);
        remove(1);
        commit();
        assertThat(sql.read(TABLE, 1L)).isNull();
    }

    @Test
    void whatNobodyLookedForIsDeletedToBeSure() {
        put(1);
        commit();
        Work another = new Work(store, LedgerTables.all());
        another.remove(TABLE, 1L);
        another.keep();
        store.commit(another.seal());
        assertThat(sql.read(TABLE, 1L)).isNull();
    }

    @Test
    void whatWasRemovedInVainMayBePutAfterAll() {
        work.expect(TABLE, List.of(1L, 2L));
        put(1);
        remove(1);
        put(1);
        commit();
        assertThat(sql.read(TABLE, 1L)).isEqualTo(new Reversal(1, 7));
        // And is then there to be deleted.
        remove(1);
        commit();
        assertThat(sql.read(TABLE, 1L)).isNull();
    }
}
