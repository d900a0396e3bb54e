package org.liandong.bench;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// Messages in a file, so that many can be made ahead of a measurement without being held in the heap.
final class Spool implements AutoCloseable {

    private final FileChannel file;
    private long[] ends = new long[1024];
    private int size;

    Spool(Path path) throws IOException {
        this.file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
    }

    int size() {
        return size;
    }

    void add(byte[] message) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(message);
        long at = start(size);
        while (left.hasRemaining()) {
            at += file.write(left, at);
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
        }
        ends[size++] = at;
    }

    byte[] get(int index) throws IOException {
        if (index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        long at = start(index);
        ByteBuffer message = ByteBuffer.allocate(Math.toIntExact(ends[index] - at));
        while (message.hasRemaining()) {
            int read = file.read(message, at + message.position());
            if (read < 0) {
                throw new EOFException("The spool ends early.");
            }
        }
        return message.array();
    }

    private long start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
