package org.liandong.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liandong.engine.Comparison.Parting;
import org.liandong.kernel.FactId;
import org.liandong.kernel.Format;

/// Checks that a store says nothing but what its trail leads to.
///
/// Four looks, each from the first on; the first difference ends them:
///
/// 1. The documents: each has the next number, the content of its hash, and the hash that ties it to the one before, whether it
///    brought something or not. Each entry's document is there.
/// 2. The chain: each entry has the next number, is not earlier than the one before, and carries the hash over itself,
///    the documents up to the one that it brought, and its predecessor.
/// 3. The trail: its inputs (resources, facts, parked facts, what was set aside, the passing of time, notes) go once
///    more through the services, at the recorded times and under the resources of their day. Everything else in it, facts that
///    were linked or told, clocks that ran out, room in accounts, must come out by itself, with the same effects and the same
///    hashes.
/// 4. The tables: every row that the replay wrote stands in the store, and no other.
///
/// Tables that stand beside the engine's own are not compared: a note says that they were changed, not to what.
///
/// Why a document was set aside is not judged anew: its entry says it. Documents after the last that an entry names, which were
/// all repeats, could be taken away from the end unnoticed.
///
/// The store is read as it stands when the verifier starts; a writer may go on meanwhile.
public final class Verifier {

    /// Inputs in a transaction of the replay.
    private static final int BATCH = 1_000;

    /// Entries read at a time.
    private static final int PAGE = 1_000;

    /// Documents read at a time: one may have megabytes.
    private static final int DOCUMENTS = 20;

    /// Trails of up to this length are replayed in memory, longer ones in a scratch file.
    private static final long IN_MEMORY_MAX = 50_000;

    private final Engine.Settings settings;
    private final SqlStore store;
    private final Vault vault;
    private final Progress progress;
    private long done;
    private long total;

    private Verifier(Engine.Settings settings, SqlStore store, Progress progress) {
        this.settings = settings;
        this.vault = new Vault(settings.secret());
        this.store = store;
        this.progress = progress;
    }

    /// Told from time to time how far the verifier has come.
    public interface Progress {
        void reached(long done, long total);
    }

    /// What was found.
    ///
    /// @param entries      entries of the trail
    /// @param cases        cases in the store
    /// @param transactions transactions of the ledger
    /// @param difference   the first difference; null when the store is what its trail leads to
    /// @param duration     how long it took
    public record Report(
            long entries,
            long cases,
            long transactions,
            @Nullable Difference difference,
            Duration duration) {

        public boolean ok() {
            return difference == null;
        }
    }

    /// What is wrong.
    public enum Kind {
        /// An entry of the trail is missing, or two have changed places: the number is not the next one.
        SEQUENCE,
        /// The entry is earlier than the one before.
        TIME,
        /// The entry does not carry the hash over itself, the documents up to the one it brought, and the entry before: one of
        /// these was changed. If it brought one, the table is that of documents.
        HASH,
        /// The document does not carry the hash over itself and the document before it: one of the two was changed, or was not
        /// received.
        CHAIN,
        /// The content of a document, or of a set of resources, was changed or is gone.
        CONTENT,
        /// A number is missing among rows that are numbered without gaps.
        GAP,
        /// The entry cannot be carried out any more; `stored` says why.
        NOT_REPLAYED,
        /// Nothing before the entry leads to it; `stored` is its kind.
        UNLED,
        /// The trail leads to a row that the store has not.
        MISSING,
        /// The store has a row to which the trail does not lead.
        EXTRA,
        /// A column has another value than the trail leads to.
        VALUE
    }

    /// The first difference, in parts so that it can be said in any language.
    ///
    /// @param kind    what is wrong
    /// @param seq     the entry of the trail it belongs to; 0 when none can be named
    /// @param table   where it stands
    /// @param key     the key of the row, its parts divided by slashes
    /// @param column  the column, if it is about one
    /// @param stored  what the store says, shortened
    /// @param rebuilt what the trail leads to, shortened
    public record Difference(
            Kind kind,
            long seq,
            String table,
            String key,
            @Nullable String column,
            @Nullable String stored,
            @Nullable String rebuilt) {}

    /// Verifies the store of the settings under the services of the settings. Their overrides are not looked at: the
    /// trail knows which resources were in force.
    ///
    /// @throws StoreFailure when the store cannot be read, or was filled under another key
    public static Report verify(Engine.Settings settings, Progress progress) {
        try (SqlStore store = SqlStore.openForReading(settings.store())) {
            store.freeze();
            Verifier verifier = new Verifier(settings, store, progress);
            KeyCheck.require(store, settings.store(), verifier.vault);
            return verifier.verify();
        }
    }

    private Report verify() {
        long start = System.nanoTime();
        long entries = count(Tables.TRAIL);
        long cases = count(Tables.CASES);
        long transactions = count(LedgerTables.TRANSACTION);
        total = 3 * entries + count(Tables.DOCUMENT);
        for (Table<?, ?> table : rebuiltTables()) {
            total += count(table);
        }
        Difference difference = documents();
        if (difference == null) {
            difference = chain();
        }
        if (difference == null) {
            difference = rebuilt(entries);
        }
        if (difference == null) {
            progress.reached(total, total);
        }
        return new Report(
                entries,
                cases,
                transactions,
                difference,
                Duration.ofNanos(System.nanoTime() - start));
    }

    private long count(Table<?, ?> table) {
        return store.rows("select count(*) from " + table.name(), row -> row.getLong(1)).getFirst();
    }

    private void worked(long steps) {
        done += steps;
        progress.reached(Math.min(done, total), total);
    }

    // ---- the chain

    private @Nullable Difference chain() {
        Hash last = Hash.of(new byte[32]);
        TrailEntry before = null;
        List<TrailEntry> page;
        do {
            page = page(before == null ? Long.MIN_VALUE : before.seq());
            Map<Long, Hash> contents = contents(page);
            for (TrailEntry entry : page) {
                long expected = before == null ? 1 : before.seq() + 1;
                if (entry.seq() != expected) {
                    return difference(Kind.SEQUENCE, expected, entry.seq(), expected);
                }
                Hash content =
                        entry.brings()
                                ? contents.getOrDefault(entry.seq(), TrailEntry.NO_DOCUMENT)
                                : TrailEntry.NO_DOCUMENT;
                Hash hash = TrailEntry.link(last, entry, content);
                if (!hash.equals(entry.hash())) {
                    return broken(entry, hash);
                }
                if (before != null && entry.at().isBefore(before.at())) {
                    return difference(Kind.TIME, entry.seq(), entry.at(), before.at());
                }
                last = entry.hash();
                before = entry;
            }
            worked(page.size());
        } while (page.size() == PAGE);
        return null;
    }

    /// Hashes of the documents that entries name, by entry.
    private Map<Long, Hash> contents(List<TrailEntry> page) {
        Map<Long, Hash> contents = new HashMap<>();
        if (!page.isEmpty()) {
            store.each(
                    "select t.seq, d.hash from trail t join document d on d.id = t.document"
                            + " where t.seq between ? and ?",
                    row -> contents.put(row.getLong(1), Hash.of(Tables.bytes(row, 2))),
                    page.getFirst().seq(),
                    page.getLast().seq());
        }
        return contents;
    }

    /// The entry, the one before, or its documents from some place on, each with the hash of the next, were changed.
    private static Difference broken(TrailEntry entry, Hash hash) {
        return entry.brings()
                ? new Difference(
                        Kind.HASH,
                        entry.seq(),
                        Tables.DOCUMENT.name(),
                        Long.toString(Objects.requireNonNull(entry.document())),
                        null,
                        entry.hash().toString(),
                        hash.toString())
                : difference(Kind.HASH, entry.seq(), entry.hash(), hash);
    }

    private static Difference difference(Kind kind, long seq, Object stored, Object rebuilt) {
        return new Difference(
                kind,
                seq,
                Tables.TRAIL.name(),
                Long.toString(seq),
                null,
                stored.toString(),
                rebuilt.toString());
    }

    private List<TrailEntry> page(long after) {
        return store.rows(
                Tables.TRAIL.select() + " where seq > ? order by seq limit " + PAGE,
                row -> {
                    try {
                        return Tables.TRAIL.read().read(row);
                    } catch (IllegalArgumentException | NullPointerException e) {
                        // Somebody wrote what no entry can hold; no hash fits it.
                        return new TrailEntry(
                                row.getLong(1),
                                java.time.Instant.EPOCH,
                                TrailEntry.Kind.TIME,
                                "",
                                null,
                                null,
                                null,
                                "",
                                null,
                                JsonText.NONE,
                                Hash.of(new byte[32]),
                                Hash.of(new byte[32]));
                    }
                },
                after);
    }

    // ---- the documents

    private @Nullable Difference documents() {
        Hash hash = TrailEntry.NO_DOCUMENT;
        long last = 0;
        List<Rows.DocumentRow> page;
        do {
            page =
                    store.query(
                            Tables.DOCUMENT, "where id > ? order by id limit " + DOCUMENTS, last);
            for (Rows.DocumentRow document : page) {
                if (document.id() != last + 1) {
                    return gap(last + 1, document.id());
                }
                if (!isWhole(document)) {
                    return content(document.id());
                }
                if (!document.follows(hash)) {
                    return new Difference(
                            Kind.CHAIN,
                            entryOf(document.id()),
                            Tables.DOCUMENT.name(),
                            Long.toString(document.id()),
                            null,
                            null,
                            null);
                }
                hash = document.hash();
                last = document.id();
            }
            worked(page.size());
        } while (page.size() == DOCUMENTS);
        // The last ones, which leave no gap.
        List<Difference> lost =
                store.rows(
                        "select document from trail where document > ? order by seq limit 1",
                        row -> content(row.getLong(1)),
                        last);
        return lost.isEmpty() ? null : lost.getFirst();
    }

    private Difference gap(long expected, long found) {
        return entryOf(expected) > 0
                ? content(expected)
                : new Difference(
                        Kind.GAP,
                        0,
                        Tables.DOCUMENT.name(),
                        Long.toString(expected),
                        "id",
                        Long.toString(found),
                        Long.toString(expected));
    }

    private Difference content(long document) {
        return new Difference(
                Kind.CONTENT,
                entryOf(document),
                Tables.DOCUMENT.name(),
                Long.toString(document),
                "content",
                null,
                null);
    }

    private boolean isWhole(Rows.DocumentRow document) {
        try {
            return document.sha256().equals(Hash.sha256(vault.open(document.content())));
        } catch (GeneralSecurityException e) {
            // Changed, so that it proves nothing any more.
            return false;
        }
    }

    private Hash hashOf(long document) {
        return store.rows(
                        "select hash from document where id = ?",
                        row -> Hash.of(Tables.bytes(row, 1)),
                        document)
                .getFirst();
    }

    private long entryOf(long document) {
        return store.rows(
                        "select coalesce(min(seq), 0) from trail where document = ?",
                        row -> row.getLong(1),
                        document)
                .getFirst();
    }

    // ---- what it leads to

    /// The tables that are compared, in this order.
    static List<Table<?, ?>> rebuiltTables() {
        List<Table<?, ?>> tables = new ArrayList<>();
        tables.add(Tables.TRAIL);
        tables.addAll(Tables.ofCases());
        tables.addAll(LedgerTables.all());
        tables.remove(Tables.DOCUMENT);
        return tables;
    }

    private @Nullable Difference rebuilt(long entries) {
        if (entries <= IN_MEMORY_MAX) {
            try (SqlStore scratch = SqlStore.inMemory()) {
                return rebuiltIn(scratch);
            }
        }
        Path folder = null;
        try {
            folder = Files.createTempDirectory("liandong-verify-");
            try (SqlStore scratch = SqlStore.open(folder.toString())) {
                return rebuiltIn(scratch);
            }
        } catch (IOException e) {
            throw StoreFailure.of(
                    StoreFailure.Code.UNOPENED,
                    System.getProperty("java.io.tmpdir"),
                    "There is no room for a scratch store: " + e.getMessage(),
                    e);
        } finally {
            if (folder != null) {
                delete(folder);
            }
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The scratch store %s is left.".formatted(folder), e);
        }
    }

    private @Nullable Difference rebuiltIn(SqlStore scratch) {
        Difference stuck = new Replay(scratch, null).run();
        for (Table<?, ?> table : rebuiltTables()) {
            Parting parting = Comparison.first(store, scratch, table, this::worked);
            if (parting != null) {
                return said(parting);
            }
            if (stuck != null) {
                // The trail before it is right, so this entry itself is the first difference.
                return stuck;
            }
        }
        return null;
    }

    private Difference said(Parting parting) {
        Table<?, ?> table = parting.table();
        return new Difference(
                parting.column() != null
                        ? Kind.VALUE
                        : parting.inLeft() ? Kind.EXTRA : Kind.MISSING,
                seqOf(parting),
                table.name(),
                parting.keyText(),
                parting.column(),
                parting.left(),
                parting.right());
    }

    /// The entry that wrote the row: it stands in the row, or the replay is repeated to see when the row is written last.
    private long seqOf(Parting parting) {
        Table<?, ?> table = parting.table();
        if (table.equals(Tables.WAITING)) {
            return (Long) Objects.requireNonNull(parting.value("place"));
        }
        boolean numbersEntries =
                table.equals(Tables.TRAIL)
                        || table.equals(Tables.IDENTITY)
                        || table.equals(Tables.CASES)
                        || table.equals(Tables.DECISION)
                        || table.equals(Tables.MESSAGE);
        if (numbersEntries) {
            return parting.value("seq") instanceof Long seq ? seq : 0;
        }
        if (!parting.inRight()) {
            return 0;
        }
        try (SqlStore scratch = SqlStore.inMemory()) {
            Watch watch = new Watch(parting);
            new Replay(scratch, watch).run();
            return watch.seq;
        }
    }

    /// Looks at one row after each input of a replay.
    private static final class Watch {

        private final Parting parting;
        private List<@Nullable Object> last = List.of();
        private long seq;

        Watch(Parting parting) {
            this.parting = parting;
        }

        void look(InlineEngine engine) {
            List<@Nullable Object> row = row(engine, parting.table());
            if (!equal(last, row)) {
                last = row;
                seq = engine.applier().seq();
            }
        }

        private static boolean equal(List<@Nullable Object> one, List<@Nullable Object> other) {
            return Arrays.deepEquals(one.toArray(), other.toArray());
        }

        // Committed after each input, so that one query serves every table.
        private <K, V> List<@Nullable Object> row(InlineEngine engine, Table<K, V> table) {
            engine.commit();
            String where =
                    String.join(
                            " and ",
                            table.columns().subList(0, table.keys()).stream()
                                    .map(c -> c + " = ?")
                                    .toList());
            List<V> found = engine.store().query(table, "where " + where, parting.key().toArray());
            if (found.isEmpty()) {
                return List.of();
            }
            // JSON is compared by what is written, not by who wrote it.
            List<@Nullable Object> row = Arrays.asList(table.row().apply(found.getFirst()));
            row.replaceAll(value -> value instanceof JsonText json ? json.text() : value);
            return row;
        }
    }

    /// The trail's inputs once more.
    private final class Replay {

        private final InlineEngine engine;
        private final @Nullable Watch watch;
        private int inputs;
        private @Nullable Long document;

        Replay(SqlStore scratch, @Nullable Watch watch) {
            this.engine = new InlineEngine(settings, scratch);
            this.watch = watch;
        }

        /// Goes on as long as what comes out is numbered like the trail.
        ///
        /// @return why it could not go on, where it could not
        @Nullable Difference run() {
            long last = 0;
            List<TrailEntry> page;
            do {
                page = page(last);
                for (TrailEntry entry : page) {
                    last = entry.seq();
                    if (entry.seq() <= engine.applier().seq()) {
                        continue;
                    }
                    Difference stuck = next(entry);
                    if (stuck != null) {
                        engine.commit();
                        return stuck;
                    }
                }
                if (watch == null) {
                    worked(page.size());
                }
            } while (page.size() == PAGE);
            engine.commit();
            return null;
        }

        private @Nullable Difference next(TrailEntry entry) {
            try {
                if (!isOfTheSameDocument(entry)) {
                    engine.moveTo(entry.at());
                }
                if (engine.applier().seq() + 1 == entry.seq()) {
                    input(entry);
                }
            } catch (StoreFailure e) {
                throw e;
            } catch (RuntimeException e) {
                return stuck(Kind.NOT_REPLAYED, entry, String.valueOf(e.getMessage()));
            }
            if (engine.applier().seq() < entry.seq()) {
                return stuck(Kind.UNLED, entry, entry.kind().name());
            }
            if (watch != null) {
                watch.look(engine);
            }
            if (++inputs % BATCH == 0) {
                engine.commit();
            }
            return null;
        }

        // No time passes within a document: a clock that one of its facts starts and that is due
        // already runs out after the last.
        private boolean isOfTheSameDocument(TrailEntry entry) {
            Long of = entry.brings() ? entry.document() : null;
            boolean same = of != null && of.equals(document);
            document = of;
            return same;
        }

        private static Difference stuck(Kind kind, TrailEntry entry, String why) {
            return new Difference(
                    kind,
                    entry.seq(),
                    Tables.TRAIL.name(),
                    Long.toString(entry.seq()),
                    null,
                    why,
                    null);
        }

        private void input(TrailEntry entry) {
            switch (entry.kind()) {
                case CONFIGURED -> configure(running(entry), entry);
                case FACT, PARKED -> fact(running(entry), entry);
                case SET_ASIDE -> setAside(entry);
                case TIME -> engine.applier().ticked();
                case NOTED ->
                        engine.applier()
                                .noted(
                                        Objects.requireNonNull(entry.source()),
                                        entry.type(),
                                        entry.service(),
                                        entry.caseKey(),
                                        entry.document(),
                                        entry.body());
                // These follow from others: whatever is due by itself has come already.
                case LINKED, TOLD, EXPIRED, ROOM -> {}
            }
        }

        private Running<?, ?> running(TrailEntry entry) {
            Running<?, ?> running = engine.intake().services().get(entry.service());
            if (running == null) {
                throw new IllegalArgumentException(
                        "the service %s does not run here.".formatted(entry.service()));
            }
            return running;
        }

        private <S, F> void configure(Running<S, F> running, TrailEntry entry) {
            Map<String, byte[]> resources;
            try {
                resources = Intake.resources(store, entry);
            } catch (StoreFailure lost) {
                throw new IllegalArgumentException(lost.getMessage(), lost);
            }
            engine.intake().configure(running, resources);
            engine.applier().configured(running, resources);
        }

        private <S, F> void fact(Running<S, F> running, TrailEntry entry) {
            FactId id =
                    new FactId(
                            Objects.requireNonNull(entry.source()),
                            Objects.requireNonNull(entry.factId()));
            F fact = running.fact(entry.type(), entry.body());
            long from = brought(entry);
            engine.applier()
                    .fact(
                            running,
                            new Format.Node<>(
                                    entry.type(), id, fact, List.of(), List.of(), List.of()),
                            entry.body(),
                            Hash.sha256(entry.body().bytes()),
                            from,
                            1);
        }

        private void setAside(TrailEntry entry) {
            String source = entry.source();
            String id = entry.factId();
            engine.applier()
                    .setAside(
                            brought(entry),
                            entry.service(),
                            entry.type(),
                            source == null || id == null ? null : new FactId(source, id),
                            entry.body().read(Applier.Aside.class));
        }

        /// The document that the entry brought, made known to what applies it; 0 when it came in none.
        private long brought(TrailEntry entry) {
            if (entry.brings()) {
                engine.applier().kept(hashOf(Objects.requireNonNull(entry.document())));
            }
            return Objects.requireNonNullElse(entry.document(), 0L);
        }
    }
}
