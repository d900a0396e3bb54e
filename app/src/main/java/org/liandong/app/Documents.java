package org.liandong.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.liandong.kernel.Problem;

/// The documents under paths, one after the other: files as they are named, folders with all below them, sorted by name.
///
/// Of a folder only the names are held, of a document only the one at hand.
final class Documents {

    /// The largest document. The largest message of customs is 100 times smaller; a file of facts can be split.
    private static final int BYTES_MAX = 256 << 20;

    private static final int DEPTH_MAX = 64;

    private final InputStream standardInput;
    private final Visitor visitor;
    private final int bytesMax;

    /// Takes documents.
    interface Visitor {

        /// A document.
        ///
        /// @param name the path as the person wrote it, or `-`
        void document(String name, byte[] content) throws InterruptedException;

        /// A document that could not be had.
        void unreadable(String name, Problem problem) throws InterruptedException;
    }

    Documents(InputStream standardInput, Visitor visitor) {
        this(standardInput, visitor, BYTES_MAX);
    }

    Documents(InputStream standardInput, Visitor visitor, int bytesMax) {
        this.standardInput = standardInput;
        this.visitor = visitor;
        this.bytesMax = bytesMax;
    }

    void under(List<String> paths) throws InterruptedException {
        for (String path : paths) {
            if (path.equals("-")) {
                read("-", standardInput);
            } else {
                under(path);
            }
        }
    }

    private void under(String name) throws InterruptedException {
        Path path;
        try {
            path = Path.of(name);
        } catch (InvalidPathException e) {
            visitor.unreadable(name, ProblemText.ofFile(ProblemText.FILE_MISSING));
            return;
        }
        under(path, new ArrayDeque<>());
    }

    /// @param above the folders that the path is in, as they are without links
    private void under(Path path, Deque<Path> above) throws InterruptedException {
        if (Files.isDirectory(path)) {
            Path real;
            try {
                real = path.toRealPath();
            } catch (IOException e) {
                unreadable(path.toString(), e);
                return;
            }
            if (above.contains(real)) {
                visitor.unreadable(
                        path.toString(),
                        ProblemText.ofFile(ProblemText.FILE_LOOP, real.toString()));
                return;
            }
            if (above.size() >= DEPTH_MAX) {
                visitor.unreadable(
                        path.toString(),
                        ProblemText.ofFile(ProblemText.FILE_DEEP, Integer.toString(DEPTH_MAX)));
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
                unreadable(path.toString(), e);
                return;
            }
            entries.sort(null);
            above.push(real);
            for (Path entry : entries) {
                under(entry, above);
            }
            above.pop();
            return;
        }
        try (InputStream in = Files.newInputStream(path)) {
            read(path.toString(), in);
        } catch (NoSuchFileException e) {
            visitor.unreadable(path.toString(), ProblemText.ofFile(ProblemText.FILE_MISSING));
        } catch (IOException e) {
            unreadable(path.toString(), e);
        }
    }

    private void read(String name, InputStream in) throws InterruptedException {
        byte[] content;
        try {
            content = in.readNBytes(bytesMax + 1);
        } catch (IOException e) {
            unreadable(name, e);
            return;
        }
        if (content.length > bytesMax) {
            visitor.unreadable(
                    name,
                    ProblemText.ofFile(
                            ProblemText.FILE_OVERSIZE, Integer.toString(bytesMax >> 20)));
        } else {
            visitor.document(name, content);
        }
    }

    private void unreadable(String name, Exception e) throws InterruptedException {
        visitor.unreadable(
                name,
                e instanceof AccessDeniedException
                        ? ProblemText.ofFile(ProblemText.FILE_DENIED)
                        : ProblemText.ofFile(
                                ProblemText.FILE_UNREADABLE, String.valueOf(e.getMessage())));
    }
}
