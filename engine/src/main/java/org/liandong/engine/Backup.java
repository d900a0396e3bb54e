package org.liandong.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A copy of a store in a folder, as it was at one moment, taken while the engine goes on.
///
/// The copy is a store of its own: it can be verified, read, and worked on. A PostgreSQL has its own tools for that.
public final class Backup {

    private static final String FILE = "liandong.db";

    private Backup() {}

    /// What was copied.
    ///
    /// @param file    the copy
    /// @param bytes   its size
    /// @param entries entries of the trail in it
    /// @param head    hash of the last of them, in hexadecimal: kept elsewhere, it betrays a trail that was cut short later
    public record Taken(Path file, long bytes, long entries, String head) {}

    /// Copies the store to another folder. The copy appears there under its name when it is whole and on the disk, or
    /// not at all.
    ///
    /// @param store a folder
    /// @param into  a folder without a store; made when it is not there
    /// @throws StoreFailure when the store cannot be read or the copy not written
    public static Taken take(String store, Path into) {
        Path draft = into.resolve(FILE + ".part");
        Path file = into.resolve(FILE);
        try (SqlStore source = SqlStore.openForReading(store)) {
            Files.createDirectories(into);
            if (Files.exists(file)) {
                throw unwritable(into, "There is a store in it already.", null);
            }
            // Of a copy that was broken off.
            Files.deleteIfExists(draft);
            source.copyTo(draft);
            force(draft);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unwritable(into, String.valueOf(e.getMessage()), e);
        }
        try (SqlStore copy = SqlStore.openForReading(into.toString())) {
            List<TrailEntry> last = copy.query(Tables.TRAIL, "order by seq desc limit 1");
            return new Taken(
                    file,
                    Files.size(file),
                    last.isEmpty() ? 0 : last.getFirst().seq(),
                    last.isEmpty() ? "" : last.getFirst().hash().toString());
        } catch (IOException e) {
            throw unwritable(into, String.valueOf(e.getMessage()), e);
        }
    }

    private static StoreFailure unwritable(Path into, String why, @Nullable Exception cause) {
        return new StoreFailure(
                StoreFailure.Code.UNWRITABLE,
                List.of(into.toString()),
                "The copy cannot be written to %s: %s".formatted(into, why),
                cause);
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
