package org.liandong.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.liandong.engine.NodeResult.Result;
import org.liandong.kernel.CaseKey;

/// An engine with cloakrooms, for tests that tell what happens one after the other.
final class House implements AutoCloseable {

    private final InlineEngine engine;
    private Instant now = Toy.START;
    private int number;

    House() {
        engine = InlineEngine.inMemory(Toy.settings("", () -> Toy.START));
    }

    /// A fact arrives under the next number.
    Result take(Toy.ToyFact fact) {
        return take(Integer.toString(++number), fact);
    }

    /// A fact arrives under a number of its own.
    Result take(String id, Toy.ToyFact fact) {
        return document(Toy.line(id, fact)).nodes().getFirst().result();
    }

    /// A document of lines.
    DocumentResult document(String... lines) {
        return engine.submit("test", Toy.document(lines), now);
    }

    /// Time passes; nothing arrives.
    House after(Duration time) {
        now = now.plus(time);
        engine.tick(now);
        return this;
    }

    InlineEngine engine() {
        return engine;
    }

    /// What a visitor has lived through, oldest first; nothing when there is no such case.
    List<String> seen(String visit) {
        Rows.CaseRow row =
                engine.store().read(Tables.CASES, new Rows.CaseId("toy", new CaseKey(visit)));
        return row == null ? List.of() : row.state().read(Toy.Visit.class).seen();
    }

    boolean hasCase(String visit) {
        return engine.status("toy", visit) != null;
    }

    /// Places of a room that nobody holds.
    long free(String room) {
        return Objects.requireNonNull(engine.available().get(room + "/free"))
                .movePointRight(2)
                .longValueExact();
    }

    /// Entries of the trail from a place on: kind and case.
    List<String> trail() {
        return engine.store().query(Tables.TRAIL, "order by seq").stream()
                .map(e ->
                        e.kind().name().toLowerCase(java.util.Locale.ROOT)
                                + (e.caseKey() == null ? "" : " " + e.caseKey()))
                .toList();
    }

    /// Who waits for a room, in the order of the queue.
    List<String> queue(String room) {
        return engine
                .store()
                .query(Tables.WAITING, "where account = ? order by place", room + "/free")
                .stream()
                .map(w -> w.caseId().key().value())
                .toList();
    }

    /// What was set aside: kind and type.
    List<String> setAside() {
        return engine.store().query(Tables.SET_ASIDE, "order by id").stream()
                .map(a -> a.kind() + " " + a.type())
                .toList();
    }

    /// How many rows a table has.
    long count(Table<?, ?> table) {
        return engine.store()
                .rows("select count(*) from " + table.name(), row -> row.getLong(1))
                .getFirst();
    }

    static List<Result> results(DocumentResult document) {
        return document.nodes().stream().map(NodeResult::result).toList();
    }

    /// The rows of every table, to see that something changed nothing; but for what came and was not taken, and the entries of the
    /// trail that say so.
    String everything() {
        StringBuilder all = new StringBuilder();
        List<Table<?, ?>> tables = Tables.ofCases();
        tables.addAll(LedgerTables.all());
        tables.add(Tables.TRAIL);
        for (Table<?, ?> table : tables) {
            if (!table.equals(Tables.DOCUMENT) && !table.equals(Tables.SET_ASIDE)) {
                engine.store()
                        .each(
                                table.equals(Tables.TRAIL)
                                        ? table.select() + " where kind <> 'SET_ASIDE'"
                                        : table.select(),
                                row -> {
                                    for (int i = 1; i <= table.columns().size(); i++) {
                                        Object value = row.getObject(i);
                                        all.append(
                                                        value instanceof byte[] bytes
                                                                ? Arrays.toString(bytes)
                                                                : value)
                                                .append('|');
                                    }
                                    all.append(table.name()).append('\n');
                                });
            }
        }
        return all.toString();
    }

    @Override
    public void close() {
        engine.close();
    }
}
