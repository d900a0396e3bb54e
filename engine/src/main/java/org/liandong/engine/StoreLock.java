package org.liandong.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps a second writer out of a folder; gone with the process, however it ends.
final class StoreLock implements AutoCloseable {

    private final String name;
    private final FileChannel channel;

    private StoreLock(String name, FileChannel channel) {
        this.name = name;
        this.channel = channel;
    }

    static StoreLock acquire(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        folder.resolve("writer.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw StoreFailure.inUse(folder.toString());
        }
        return new StoreLock(folder.toString(), channel);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreFailure(
                    StoreFailure.Code.UNWRITABLE,
                    List.of(name),
                    "The lock of the store cannot be given back: " + e.getMessage(),
                    e);
        }
    }
}
