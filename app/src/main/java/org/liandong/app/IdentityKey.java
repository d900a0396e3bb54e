package org.liandong.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/// The key of the keyed hashes over personal numbers.
///
/// It lies apart from the store: who has only the store cannot try all identity numbers against its hashes. A store
/// needs the key it was filled with; under another key the same person would be a new one.
final class IdentityKey {

    static final String FILE = "identity.key";

    private static final int BYTES = 32;

    private IdentityKey() {}

    /// The key in a folder, made at its first use, readable for its owner only.
    static byte[] in(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            return Files.exists(file) ? read(file) : make(folder, file);
        } catch (IOException e) {
            throw Fault.outside("key.unusable", file.toString(), e);
        }
    }

    /// The key in a folder, which must be there: one that is made now opens nothing.
    static byte[] existing(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            throw Fault.outside("key.none", file.toString());
        }
        return in(folder);
    }

    private static byte[] read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (text.length() != 2 * BYTES || !text.chars().allMatch(HexFormat::isHexDigit)) {
            throw Fault.outside("key.broken", file.toString(), Integer.toString(2 * BYTES));
        }
        return HexFormat.of().parseHex(text);
    }

    private static byte[] make(Path folder, Path file) throws IOException {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(folder, posix ? only("rwx------") : new FileAttribute<?>[0]);
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        // Written aside and then named, so that a second process never reads half a key.
        Path draft = folder.resolve(FILE + "." + ProcessHandle.current().pid());
        Files.deleteIfExists(draft);
        try (var channel =
                Files.newByteChannel(
                        draft,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        posix ? only("rw-------") : new FileAttribute<?>[0])) {
            channel.write(
                    java.nio.ByteBuffer.wrap(
                            (HexFormat.of().formatHex(key) + "\n")
                                    .getBytes(StandardCharsets.US_ASCII)));
        }
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            return read(file);
        } catch (UnsupportedOperationException e) {
            Files.move(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
        return key;
    }

    private static FileAttribute<?>[] only(String permissions) {
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }
}
