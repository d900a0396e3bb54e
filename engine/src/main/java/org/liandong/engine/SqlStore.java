package org.liandong.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/// The store in SQL: SQLite in a folder, or PostgreSQL by its JDBC URL. The statements are the same.
///
/// SQLite runs with a write-ahead log and `synchronous=FULL`: a commit is on the disk before it is answered.
final class SqlStore implements Store {

    /// Called before each statement batch and each commit of a transaction, and each checkpoint, to make faults in tests.
    interface WritePoint {
        void before(String what) throws SQLException;
    }

    /// Rows in SQLite's write-ahead log after which they are moved to their places, while commits wait: some thousand rows when
    /// there is little to do, so that nobody waits long; as many as some transactions have when there is much, since a page that
    /// they all have written is moved once.
    private static final long ROWS_IN_LOG_LEAST = 4_000;

    private static final long TRANSACTIONS_IN_LOG = 4;

    /// Keys in one select: about as many as a request to the ledger names, as a parcel looks up, or as a message has nodes at most.
    private static final int[] KEYS = {5, 20, 100};

    private static final int KEYS_MOST = KEYS[KEYS.length - 1];

    private static final String OWN = "classpath:org/liandong/engine/db/common";

    private static final String HISTORY = "flyway_schema_history";

    /// Seconds until a database server that does not answer counts as absent.
    private static final String LOGIN_SECONDS = "8";

    private final String name;
    // One connection reads while the other commits.
    private final Connection reading;
    private final Connection writing;
    private final boolean sqlite;
    private final WritePoint writePoint;
    private final Map<String, PreparedStatement> reads = new HashMap<>();
    private final Map<String, PreparedStatement> writes = new HashMap<>();
    private @Nullable StoreLock lock;
    // Whether this store keeps a write-ahead log in order, and how many rows are in it.
    private final boolean logs;
    private final AtomicLong rowsInLog = new AtomicLong();
    private volatile long rowsInLogMost = ROWS_IN_LOG_LEAST;
    private Consumer<List<Batch>> written = batches -> {};
    private Consumer<String> asked = sql -> {};

    private SqlStore(
            String name,
            String url,
            boolean exclusive,
            WritePoint writePoint,
            @Nullable StoreLock lock)
            throws SQLException {
        this.name = name;
        this.sqlite = url.startsWith("jdbc:sqlite:");
        this.logs = sqlite && exclusive;
        this.writePoint = writePoint;
        this.lock = lock;
        migrateTables(url, HISTORY, OWN);
        this.reading = connect(url, sqlite);
        this.writing = connect(url, sqlite);
        // SQLite looks at the log before each statement that is a transaction of its own: the
        // writer, who knows when something
        // new is there, keeps one view between two commits. All others want what is new.
        reading.setAutoCommit(!logs);
        writing.setAutoCommit(false);
        if (exclusive && !sqlite) {
            lockPostgres();
        }
    }

    private SqlStore(Connection memory) throws SQLException {
        this.name = "memory";
        this.sqlite = true;
        this.logs = false;
        this.writePoint = what -> {};
        this.reading = memory;
        this.writing = memory;
        memory.setAutoCommit(false);
    }

    /// A store that is gone with the process.
    static SqlStore inMemory() {
        try {
            Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:");
            String script =
                    migrations()
                            .replace("${blob}", "blob")
                            .replace("${key}", "text")
                            .replace("${id}", "integer not null")
                            .replace("${rowid}", " without rowid");
            try (var statement = memory.createStatement()) {
                for (String sql : script.replaceAll("(?m)^--.*$", "").split(";", -1)) {
                    if (!sql.isBlank()) {
                        statement.execute(sql);
                    }
                }
            }
            return new SqlStore(memory);
        } catch (SQLException e) {
            throw StoreFailure.of(
                    StoreFailure.Code.UNOPENED,
                    "memory",
                    "A store in memory cannot be made: " + e.getMessage(),
                    e);
        }
    }

    private static String migrations() {
        return migration("V1__foundation.sql")
                + migration("V2__standing.sql")
                + migration("V3__owner.sql");
    }

    private static String migration(String file) {
        try (var in = SqlStore.class.getResourceAsStream("db/common/" + file)) {
            if (in == null) {
                throw new IllegalStateException("The engine was packed without its migrations.");
            }
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("The migrations cannot be read.", e);
        }
    }

    /// Opens the store for the one writer.
    ///
    /// @param store a folder, or a JDBC URL
    /// @throws StoreFailure when it cannot be opened, or another process writes to it
    static SqlStore open(String store, WritePoint writePoint) {
        return open(store, true, writePoint);
    }

    static SqlStore open(String store) {
        return open(store, true, what -> {});
    }

    /// Opens the store for reading beside a writer.
    static SqlStore openForReading(String store) {
        return open(store, false, what -> {});
    }

    /// From here on reads see the store as it is now, whatever is written to it.
    void freeze() {
        try {
            if (!sqlite) {
                reading.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                reading.setReadOnly(true);
            }
            reading.setAutoCommit(false);
        } catch (SQLException e) {
            throw unreadable("freeze what is read", e);
        }
    }

    /// Writes what is committed now to a new file. Writers go on meanwhile.
    void copyTo(Path file) {
        try (PreparedStatement statement = reading.prepareStatement("vacuum into ?")) {
            statement.setString(1, file.toString());
            statement.execute();
        } catch (SQLException e) {
            throw unreadable("be copied to " + file, e);
        }
    }

    private static SqlStore open(String store, boolean exclusive, WritePoint writePoint) {
        StoreLock lock = null;
        try {
            if (exclusive && !store.startsWith("jdbc:")) {
                Files.createDirectories(Path.of(store));
                lock = StoreLock.acquire(Path.of(store));
            }
            return new SqlStore(shown(store), url(store), exclusive, writePoint, lock);
        } catch (SQLException | java.io.IOException | org.flywaydb.core.api.FlywayException e) {
            if (lock != null) {
                lock.close();
            }
            throw StoreFailure.of(
                    StoreFailure.Code.UNOPENED,
                    shown(store),
                    "The store %s cannot be opened: %s".formatted(shown(store), e.getMessage()),
                    e);
        }
    }

    private static String url(String store) throws java.io.IOException {
        if (store.startsWith("jdbc:")) {
            return store;
        }
        Path folder = Path.of(store);
        Files.createDirectories(folder);
        // A page of 8 kB holds any row but a rare one: what is longer than a page costs a
        // page of its own.
        return "jdbc:sqlite:" + folder.resolve("liandong.db") + "?page_size=8192";
    }

    /// A JDBC URL without the password that it may carry.
    static String shown(String store) {
        return store.replaceAll("(?i)(password=)[^&]*", "$1***");
    }

    private static Connection connect(String url, boolean sqlite) throws SQLException {
        if (!sqlite) {
            Properties properties = new Properties();
            properties.setProperty("reWriteBatchedInserts", "true");
            properties.setProperty("loginTimeout", LOGIN_SECONDS);
            return DriverManager.getConnection(url, properties);
        }
        SQLiteConfig config = new SQLiteConfig();
        // A connection is used by one thread at a time, and the driver locks it besides.
        config.resetOpenMode(SQLiteOpenMode.FULLMUTEX);
        config.setOpenMode(SQLiteOpenMode.NOMUTEX);
        Properties properties = config.toProperties();
        properties.setProperty("journal_mode", "WAL");
        properties.setProperty("synchronous", "FULL");
        properties.setProperty("busy_timeout", "30000");
        properties.setProperty("cache_size", "-65536");
        properties.setProperty("mmap_size", "1073741824");
        properties.setProperty("temp_store", "MEMORY");
        // By the store itself, see checkpoint().
        properties.setProperty("wal_autocheckpoint", "0");
        return DriverManager.getConnection(url, properties);
    }

    /// Brings the engine's tables up to date, and then those of somebody else with a history of their own.
    static void migrate(String store, String history, String location) {
        try {
            String url = url(store);
            migrateTables(url, HISTORY, OWN);
            migrateTables(url, history, location);
        } catch (SQLException | java.io.IOException | org.flywaydb.core.api.FlywayException e) {
            throw StoreFailure.of(
                    StoreFailure.Code.UNOPENED,
                    shown(store),
                    "The tables of %s cannot be made in the store %s: %s"
                            .formatted(history, shown(store), e.getMessage()),
                    e);
        }
    }

    private static void migrateTables(String url, String history, String location)
            throws SQLException {
        boolean sqlite = url.startsWith("jdbc:sqlite:");
        if (!sqlite) {
            // Whoever migrates would wait for an absent server for longer than a person does.
            connect(url, false).close();
        }
        Flyway.configure(SqlStore.class.getClassLoader())
                .dataSource(url, null, null)
                .locations(location)
                .table(history)
                // Beside tables that another history has made.
                .baselineOnMigrate(!location.equals(OWN))
                .baselineVersion("0")
                .placeholders(
                        Map.of(
                                "blob",
                                sqlite ? "blob" : "bytea",
                                "key",
                                sqlite ? "text" : "text collate \"C\"",
                                "id",
                                // In SQLite this very word makes the key the row's own number.
                                sqlite ? "integer not null" : "bigint not null",
                                "rowid",
                                sqlite ? " without rowid" : ""))
                .load()
                .migrate();
    }

    private void lockPostgres() throws SQLException {
        // One number for "the writer of Liandong"; a schema has one.
        try (PreparedStatement statement =
                        reading.prepareStatement(
                                "select pg_try_advisory_lock(hashtext('liandong-writer:' || current_schema()))");
                ResultSet row = statement.executeQuery()) {
            row.next();
            if (!row.getBoolean(1)) {
                close();
                throw StoreFailure.inUse(name);
            }
        }
    }

    @Override
    public void refresh() {
        if (!logs) {
            return;
        }
        try {
            // A reader keeps the log from being begun anew; between two of its transactions nobody
            // reads.
            reading.commit();
        } catch (SQLException e) {
            throw unreadable("refresh what is read", e);
        }
    }

    @Override
    public boolean isCheckpointDue() {
        return logs && rowsInLog.get() >= rowsInLogMost;
    }

    // What stands in the log goes to its place in the database, but for what came after a reader's
    // view. The first commit that finds nobody reading the log begins it anew.
    @Override
    public void checkpoint() {
        try {
            writePoint.before("checkpoint");
            try (var statement = writing.createStatement();
                    ResultSet row = statement.executeQuery("pragma wal_checkpoint(passive)")) {
                row.next();
                boolean whole = row.getInt("log") == row.getInt("checkpointed");
                if (whole) {
                    rowsInLog.set(0);
                }
            }
        } catch (SQLException e) {
            throw unwritable("move its log", e);
        }
    }

    /// The largest number in a column; 0 in an empty table.
    long last(String table, String column) {
        return rows(
                        "select coalesce(max(%s), 0) from %s".formatted(column, table),
                        row -> row.getLong(1))
                .getFirst();
    }

    /// Told of the rows of each transaction, for measurements.
    void recordTo(Consumer<List<Batch>> recorder) {
        written = recorder;
    }

    /// Told of the questions of views, for tests of how they are answered.
    void tellQuestionsTo(Consumer<String> listener) {
        asked = listener;
    }

    @Override
    public <K, V> @Nullable V read(Table<K, V> table, K key) {
        try {
            PreparedStatement statement = prepared(table.selectOne());
            bind(statement, table.keyRow().apply(key));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? table.read().read(row) : null;
            }
        } catch (SQLException e) {
            throw unreadable("read " + table.name(), e);
        }
    }

    // A few sizes of statement serve all calls: the rest of the keys repeats the last one.
    @Override
    public <K, V> Map<K, V> readAll(Table<K, V> table, List<K> keys) {
        Map<K, V> found = new HashMap<>();
        for (int from = 0; from < keys.size(); from += KEYS_MOST) {
            int left = Math.min(keys.size() - from, KEYS_MOST);
            int size = Arrays.stream(KEYS).filter(most -> left <= most).findFirst().orElseThrow();
            Object[] values = new Object[size * table.keys()];
            for (int i = 0; i < size; i++) {
                Object[] key = table.keyRow().apply(keys.get(from + Math.min(i, left - 1)));
                System.arraycopy(key, 0, values, i * table.keys(), table.keys());
            }
            try {
                PreparedStatement statement = prepared(table.selectSome(size));
                bind(statement, values);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        V value = table.read().read(row);
                        found.put(table.key().apply(value), value);
                    }
                }
            } catch (SQLException e) {
                throw unreadable("read " + table.name(), e);
            }
        }
        return found;
    }

    @Override
    public <K, V> List<V> query(Table<K, V> table, String condition, Object... arguments) {
        return rows(table.select() + " " + condition, table.read(), arguments);
    }

    /// Rows of any select, for reading views.
    <V> List<V> rows(String sql, Table.Reader<V> reader, Object... arguments) {
        List<V> found = new ArrayList<>();
        each(sql, row -> found.add(reader.read(row)), arguments);
        return found;
    }

    interface RowVisitor {
        void visit(ResultSet row) throws SQLException;
    }

    /// Visits rows one by one, without holding them.
    void each(String sql, RowVisitor visitor, Object... arguments) {
        asked.accept(sql);
        try (PreparedStatement statement = reading.prepareStatement(sql)) {
            statement.setFetchSize(1000);
            bind(statement, arguments);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    visitor.visit(row);
                }
            }
        } catch (SQLException e) {
            throw unreadable("read by " + sql, e);
        }
    }

    /// Rows for one statement.
    record Batch(String table, String sql, List<@Nullable Object[]> rows) {}

    // Rows are made table by table: while those of the first are written, the JSON of the others
    // may be made elsewhere.
    @Override
    public void commit(List<Change<?, ?>> changes) {
        List<Batch> all = new ArrayList<>(changes.size() + 4);
        transaction(() -> {
            for (Change<?, ?> change : changes) {
                List<Batch> batches = new ArrayList<>(3);
                addRows(change, batches);
                for (Batch batch : batches) {
                    write(batch);
                }
                all.addAll(batches);
            }
            return all;
        });
    }

    // SQLite keeps text as UTF-8, and takes the bytes for it; PostgreSQL's driver wants characters.
    private @Nullable Object[] bound(@Nullable Object[] row) {
        for (int i = 0; i < row.length; i++) {
            if (row[i] instanceof JsonText json) {
                row[i] = sqlite ? json.bytes() : json.text();
            }
        }
        return row;
    }

    private <K, V> void addRows(Change<K, V> change, List<Batch> batches) {
        Table<K, V> table = change.table();
        add(table.name(), table.insert(), change.inserts(), table.row(), batches);
        add(table.name(), table.upsert(), change.upserts(), table.row(), batches);
        add(
                table.name(),
                table.delete(),
                change.deletes(),
                key -> table.keyRow().apply(key),
                batches);
    }

    private <T> void add(
            String table,
            String sql,
            List<T> values,
            Function<T, @Nullable Object[]> row,
            List<Batch> batches) {
        if (!values.isEmpty()) {
            List<@Nullable Object[]> rows = new ArrayList<>(values.size());
            for (T value : values) {
                rows.add(bound(row.apply(value)));
            }
            batches.add(new Batch(table, sql, rows));
        }
    }

    /// Writes rows in one transaction.
    void write(List<Batch> batches) {
        transaction(() -> {
            for (Batch batch : batches) {
                write(batch);
            }
            return batches;
        });
    }

    private interface Writes {
        /// What was written.
        List<Batch> run() throws SQLException;
    }

    private void transaction(Writes work) {
        try {
            List<Batch> batches = work.run();
            writePoint.before("commit");
            writing.commit();
            long rows = batches.stream().mapToLong(batch -> batch.rows().size()).sum();
            rowsInLogMost = Math.max(ROWS_IN_LOG_LEAST, TRANSACTIONS_IN_LOG * rows);
            rowsInLog.addAndGet(rows);
            written.accept(batches);
        } catch (SQLException | RuntimeException e) {
            rollBack(e);
            throw unwritable("write", e);
        }
    }

    private void write(Batch batch) throws SQLException {
        writePoint.before(batch.table());
        PreparedStatement statement = writes.get(batch.sql());
        if (statement == null) {
            statement = writing.prepareStatement(batch.sql());
            writes.put(batch.sql(), statement);
        }
        for (Object[] row : batch.rows()) {
            bind(statement, row);
            statement.addBatch();
        }
        statement.executeBatch();
    }

    private void rollBack(Exception cause) {
        try {
            writing.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = reads.get(sql);
        if (statement == null) {
            statement = reading.prepareStatement(sql);
            reads.put(sql, statement);
        }
        return statement;
    }

    @SuppressWarnings("IfChainToSwitch")
    private static void bind(PreparedStatement statement, @Nullable Object... values)
            throws SQLException {
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            // Not a switch over types: that is looked up anew for each of some hundred values of a
            // parcel.
            if (value instanceof String text) {
                statement.setString(i + 1, text);
            } else if (value instanceof Long number) {
                statement.setLong(i + 1, number);
            } else if (value instanceof Integer number) {
                statement.setInt(i + 1, number);
            } else if (value instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else if (value == null) {
                statement.setNull(i + 1, Types.NULL);
            } else {
                throw new IllegalArgumentException("No column holds a " + value.getClass());
            }
        }
    }

    private StoreFailure unreadable(String what, Exception e) {
        return StoreFailure.of(
                StoreFailure.Code.UNREADABLE,
                name,
                "The store cannot %s: %s".formatted(what, e.getMessage()),
                e);
    }

    private StoreFailure unwritable(String what, Exception e) {
        return StoreFailure.of(
                StoreFailure.Code.UNWRITABLE,
                name,
                "The store cannot %s: %s".formatted(what, e.getMessage()),
                e);
    }

    @Override
    public void close() {
        try {
            if (!writing.isClosed()) {
                writing.rollback();
            }
            writing.close();
            reading.close();
        } catch (SQLException e) {
            throw unwritable("close", e);
        } finally {
            if (lock != null) {
                lock.close();
                lock = null;
            }
        }
    }
}
