package org.liandong.app.server.api;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Answers that wait until the client takes them. Many clients read nothing before they have sent everything: what does not
/// fit into little memory waits in a file, so that neither side waits for the other for ever.
final class Spool implements AutoCloseable {

    private final int memoryMax;
    private final long fileMax;
    private final Deque<byte[]> memory = new ArrayDeque<>();
    private int inMemory;
    private @Nullable FileChannel file;
    private long written;
    private long read;
    private boolean ended;

    /// @param memoryMax bytes that wait in memory
    /// @param fileMax   bytes that wait in the file; then whoever adds waits
    Spool(int memoryMax, long fileMax) {
        this.memoryMax = memoryMax;
        this.fileMax = fileMax;
    }

    synchronized void add(byte[] bytes) throws IOException, InterruptedException {
        while (!ended && written - read > fileMax) {
            wait();
        }
        if (ended) {
            return;
        }
        if (written == read && inMemory + bytes.length <= memoryMax) {
            memory.add(bytes);
            inMemory += bytes.length;
        } else {
            if (file == null) {
                Path path = Files.createTempFile("liandong-answers", "");
                file =
                        FileChannel.open(
                                path,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.DELETE_ON_CLOSE);
            }
            ByteBuffer from = ByteBuffer.wrap(bytes);
            while (from.hasRemaining()) {
                written += file.write(from, written);
            }
        }
        notifyAll();
    }

    /// The next bytes; null after the last.
    synchronized byte @Nullable [] take() throws IOException, InterruptedException {
        while (true) {
            byte[] first = memory.poll();
            if (first != null) {
                inMemory -= first.length;
                return first;
            }
            FileChannel from = file;
            if (from != null && read < written) {
                ByteBuffer into = ByteBuffer.allocate((int) Math.min(1 << 16, written - read));
                int count = from.read(into, read);
                if (count <= 0) {
                    throw new IOException("The file of answers was cut.");
                }
                read += count;
                if (read == written) {
                    from.truncate(0);
                    read = 0;
                    written = 0;
                }
                notifyAll();
                byte[] bytes = new byte[count];
                into.flip().get(bytes);
                return bytes;
            }
            if (ended) {
                return null;
            }
            wait();
        }
    }

    /// Whether something can be taken at once.
    synchronized boolean hasMore() {
        return !memory.isEmpty() || read < written;
    }

    /// Nothing more comes, or nobody takes it any more.
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    @Override
    public synchronized void close() throws IOException {
        ended = true;
        if (file != null) {
            file.close();
        }
        notifyAll();
    }
}
