package org.liandong.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The documents under paths, one after the other: files as they are named, folders with all below them, sorted by name.
///
/// Of a folder only the names are held, of a document only the one at hand.
final class Documents {

    /// The largest document. The largest message of customs is 100 times smaller; a file of facts can be split.
    static final int BYTES_MAX = 256 << 20;

    private static final int DEPTH_MAX = 64;

    private final InputStream standardInput;
    private final Visitor visitor;

    /// Takes documents.
    interface Visitor {

        /// A document.
        ///
        /// @param name the path as the person wrote it, or `-`
        void document(String name, byte[] content) throws InterruptedException;

        /// A document that could not be had.
        ///
        /// @param code `FILE-MISSING`, `FILE-UNREADABLE` or `FILE-OVERSIZE`
        void unreadable(String name, String code, String detail) throws InterruptedException;
    }

    Documents(InputStream standardInput, Visitor visitor) {
        this.standardInput = standardInput;
        this.visitor = visitor;
    }

    void under(List<String> paths) throws InterruptedException {
        for (String path : paths) {
            if (path.equals("-")) {
                read("-", standardInput);
            } else {
                under(Path.of(path), 0);
            }
        }
    }

    private void under(Path path, int depth) throws InterruptedException {
        if (Files.isDirectory(path)) {
            if (depth >= DEPTH_MAX) {
                // A link that leads back to a folder above it.
                visitor.unreadable(path.toString(), "FILE-UNREADABLE", "more than 64 folders deep");
                return;
            }
            List<Path> entries = new ArrayList<>();
            try (DirectoryStream<Path> folder = Files.newDirectoryStream(path)) {
                for (Path entry : folder) {
                    // Programs keep their own things under such names.
                    if (!entry.getFileName().toString().startsWith(".")) {
                        entries.add(entry);
                    }
                }
            } catch (IOException | java.nio.file.DirectoryIteratorException e) {
                visitor.unreadable(path.toString(), "FILE-UNREADABLE", reason(e));
                return;
            }
            entries.sort(null);
            for (Path entry : entries) {
                under(entry, depth + 1);
            }
            return;
        }
        try (InputStream in = Files.newInputStream(path)) {
            read(path.toString(), in);
        } catch (NoSuchFileException e) {
            visitor.unreadable(path.toString(), "FILE-MISSING", "there is no such file");
        } catch (IOException e) {
            visitor.unreadable(path.toString(), "FILE-UNREADABLE", reason(e));
        }
    }

    private void read(String name, InputStream in) throws InterruptedException {
        byte[] content;
        try {
            content = in.readNBytes(BYTES_MAX + 1);
        } catch (IOException e) {
            visitor.unreadable(name, "FILE-UNREADABLE", reason(e));
            return;
        }
        if (content.length > BYTES_MAX) {
            visitor.unreadable(
                    name, "FILE-OVERSIZE", "more than %d MB; split it".formatted(BYTES_MAX >> 20));
        } else {
            visitor.document(name, content);
        }
    }

    private static String reason(Exception e) {
        return e instanceof java.nio.file.AccessDeniedException
                ? "permission denied"
                : e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
