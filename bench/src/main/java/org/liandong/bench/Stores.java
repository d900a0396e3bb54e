package org.liandong.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.liandong.ecommerceimport.ImportModule;
import org.liandong.engine.Views;

/// Empty stores for a measurement, gone when it ends.
abstract class Stores implements AutoCloseable {

    private static final String RELEASED = "released";

    private final Path folder;

    private boolean closed;

    private Stores(Path folder) {
        this.folder = folder;
    }

    /// Whoever interrupts a run leaves nothing behind either.
    private static Stores closedAtExit(Stores stores) {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            try {
                                stores.close();
                            } catch (IOException | SQLException e) {
                                System.err.println(
                                        "What the run has stored was not removed: "
                                                + e.getMessage());
                            }
                        }));
        return stores;
    }

    /// SQLite in a temporary folder.
    static Stores inTemporaryFolder() throws IOException {
        return closedAtExit(new InFolder(Files.createTempDirectory("liandong-bench")));
    }

    /// Schemas of their own in a PostgreSQL, so that nothing else in it is touched.
    ///
    /// @throws SQLException when it cannot be reached
    static Stores inPostgres(String url) throws IOException, SQLException {
        DriverManager.getConnection(url).close();
        return closedAtExit(new InPostgres(Files.createTempDirectory("liandong-bench"), url));
    }

    /// What the stores are kept in.
    abstract String kind();

    /// An empty store: a folder or JDBC URL.
    abstract String make(String name) throws SQLException;

    /// Size of a store, with what is not yet checkpointed where that lies beside it.
    abstract long bytes(String name) throws IOException, SQLException;

    /// The URL or folder of a store that was made.
    abstract String place(String name);

    /// Makes sure that a measurement did what it says: every parcel of the store is free.
    void requireReleased(String name, long parcels) {
        require(name, parcels, true);
    }

    /// Makes sure that no parcel of the store is free.
    void requireOpen(String name, long parcels) {
        require(name, parcels, false);
    }

    private void require(String name, long parcels, boolean released) {
        try (Views views = Views.open(place(name))) {
            Map<String, Long> statuses = views.statuses(ImportModule.NAME);
            long free = statuses.getOrDefault(RELEASED, 0L);
            // One more case is that of the guarantee.
            long all = statuses.values().stream().mapToLong(Long::longValue).sum() - 1;
            if (all != parcels || free != (released ? parcels : 0)) {
                throw new IllegalStateException(
                        "%s of %d parcels must be released, but the cases are: %s."
                                .formatted(released ? "All" : "None", parcels, statuses));
            }
        }
    }

    /// A file that goes with the stores.
    Path file(String name) {
        return folder.resolve(name);
    }

    /// What goes with the stores before the folder does.
    abstract void drop() throws SQLException;

    @Override
    public final synchronized void close() throws IOException, SQLException {
        if (closed) {
            return;
        }
        closed = true;
        drop();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                // The log of an SQLite goes by itself when it is closed.
                Files.deleteIfExists(file);
            }
        }
    }

    private static final class InFolder extends Stores {

        InFolder(Path folder) {
            super(folder);
        }

        @Override
        String kind() {
            return "SQLite";
        }

        @Override
        String make(String name) {
            return place(name);
        }

        @Override
        String place(String name) {
            return file(name).toString();
        }

        @Override
        void drop() {}

        @Override
        long bytes(String name) throws IOException {
            long bytes = 0;
            try (Stream<Path> files = Files.list(file(name))) {
                for (Path file : files.toList()) {
                    // Zero for a log that was removed just now.
                    bytes += file.toFile().length();
                }
            }
            return bytes;
        }
    }

    private static final class InPostgres extends Stores {

        private final String url;
        private final List<String> schemas = new ArrayList<>();

        InPostgres(Path folder, String url) {
            super(folder);
            this.url = url;
        }

        @Override
        String kind() {
            return "PostgreSQL";
        }

        // Process numbers keep two runs on one database apart.
        private static String schema(String name) {
            return "liandong_bench_%s_%d".formatted(name, ProcessHandle.current().pid());
        }

        @Override
        String make(String name) throws SQLException {
            String schema = schema(name);
            execute("create schema " + schema);
            schemas.add(schema);
            return place(name);
        }

        @Override
        String place(String name) {
            return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema(name);
        }

        @Override
        long bytes(String name) throws SQLException {
            try (Connection connection = DriverManager.getConnection(url);
                    PreparedStatement statement =
                            connection.prepareStatement(
                                    "select coalesce(sum(pg_total_relation_size(c.oid)), 0) from pg_class c"
                                            + " join pg_namespace n on n.oid = c.relnamespace"
                                            + " where n.nspname = ? and c.relkind = 'r'")) {
                statement.setString(1, schema(name));
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        }

        @Override
        void drop() throws SQLException {
            for (String schema : schemas) {
                execute("drop schema " + schema + " cascade");
            }
        }

        private void execute(String sql) throws SQLException {
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }
}
