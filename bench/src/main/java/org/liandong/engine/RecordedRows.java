package org.liandong.engine;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The bare store as a yardstick: the rows that an engine wrote, written again in the same batches, with nothing else done.
///
/// It stands in the engine's package because rows are nobody else's business. What is recorded goes to a file, so that
/// the length of a run is not bounded by memory.
public final class RecordedRows {

    private static final int BUFFER = 1 << 20;

    private final Path file;
    private final Map<String, Long> rowsByTable = new LinkedHashMap<>();
    private int transactions;
    // Written by the thread that commits, opened and closed by the one that measures.
    private volatile @Nullable DataOutputStream out;

    /// @param file where to keep what is recorded
    public RecordedRows(Path file) {
        this.file = file;
    }

    /// An engine whose transactions are recorded between [#start] and [#stop].
    public Engine open(Engine.Settings settings) {
        SqlStore store = SqlStore.open(settings.store());
        store.recordTo(this::record);
        return Engine.open(settings, store);
    }

    /// Forgets what was recorded and records from now on. Nothing may be under way in the engine.
    public void start() throws IOException {
        rowsByTable.clear();
        transactions = 0;
        out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
    }

    /// Records no more. Nothing may be under way in the engine.
    public void stop() throws IOException {
        DataOutputStream open = out;
        out = null;
        if (open != null) {
            open.close();
        }
    }

    /// How many transactions were recorded.
    public int transactions() {
        return transactions;
    }

    /// How many rows each table got, in the order in which they are written.
    public Map<String, Long> rowsByTable() {
        return new LinkedHashMap<>(rowsByTable);
    }

    /// A store without an engine.
    public static final class Bare implements AutoCloseable {

        private final SqlStore store;

        /// @param store a folder or JDBC URL
        public Bare(String store) {
            this.store = SqlStore.open(store);
        }

        /// Writes what was recorded in the same transactions.
        ///
        /// @return nanoseconds of writing and committing, without those of reading the record
        public long write(RecordedRows recorded) throws IOException {
            long nanos = 0;
            try (DataInputStream in =
                    new DataInputStream(
                            new BufferedInputStream(Files.newInputStream(recorded.file), BUFFER))) {
                for (int i = 0; i < recorded.transactions; i++) {
                    List<SqlStore.Batch> transaction = readTransaction(in);
                    long start = System.nanoTime();
                    store.write(transaction);
                    if (store.isCheckpointDue()) {
                        store.checkpoint();
                    }
                    nanos += System.nanoTime() - start;
                }
            }
            return nanos;
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private void record(List<SqlStore.Batch> transaction) {
        DataOutputStream open = out;
        if (open == null) {
            return;
        }
        try {
            transactions++;
            open.writeInt(transaction.size());
            for (SqlStore.Batch batch : transaction) {
                rowsByTable.merge(batch.table(), (long) batch.rows().size(), Long::sum);
                write(open, batch.table());
                write(open, batch.sql());
                open.writeInt(batch.rows().size());
                for (Object[] row : batch.rows()) {
                    open.writeInt(row.length);
                    for (Object value : row) {
                        write(open, value);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The rows cannot be recorded.", e);
        }
    }

    private static List<SqlStore.Batch> readTransaction(DataInputStream in) throws IOException {
        List<SqlStore.Batch> transaction = new ArrayList<>();
        for (int batches = in.readInt(); batches > 0; batches--) {
            String table = String.valueOf(read(in));
            String sql = String.valueOf(read(in));
            List<@Nullable Object[]> rows = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                @Nullable Object[] row = new @Nullable Object[in.readInt()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = read(in);
                }
                rows.add(row);
            }
            transaction.add(new SqlStore.Batch(table, sql, rows));
        }
        return transaction;
    }

    // The types that SqlStore binds.
    private static void write(DataOutputStream out, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> out.writeByte('0');
            case String text -> {
                out.writeByte('S');
                bytes(out, text.getBytes(StandardCharsets.UTF_8));
            }
            case Long number -> {
                out.writeByte('L');
                out.writeLong(number);
            }
            case Integer number -> {
                out.writeByte('I');
                out.writeInt(number);
            }
            case byte[] bytes -> {
                out.writeByte('B');
                bytes(out, bytes);
            }
            default -> throw new IllegalArgumentException("No column holds a " + value.getClass());
        }
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static @Nullable Object read(DataInputStream in) throws IOException {
        byte type = in.readByte();
        return switch (type) {
            case '0' -> null;
            case 'S' -> new String(bytes(in), StandardCharsets.UTF_8);
            case 'L' -> in.readLong();
            case 'I' -> in.readInt();
            case 'B' -> bytes(in);
            default -> throw new IOException("The record is broken: type " + type);
        };
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The record ends early.");
        }
        return bytes;
    }
}
