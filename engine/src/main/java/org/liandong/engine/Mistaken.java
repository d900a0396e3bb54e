package org.liandong.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.kernel.Problem;

/// What people send by mistake: archives, and pictures of documents. It tells itself by its first bytes, and is told as what
/// it is instead of as a message with faults.
final class Mistaken {

    private record Kind(String name, boolean archive, byte[] begins) {}

    private static final List<Kind> KINDS =
            List.of(
                    new Kind("ZIP", true, bytes("PK\u0003\u0004")),
                    new Kind("ZIP", true, bytes("PK\u0005\u0006")),
                    new Kind("gzip", true, bytes("\u001f\u008b")),
                    new Kind("7z", true, bytes("7z\u00bc\u00af'\u001c")),
                    new Kind("RAR", true, bytes("Rar!\u001a\u0007")),
                    new Kind("PNG", false, bytes("\u0089PNG")),
                    new Kind("JPEG", false, bytes("\u00ff\u00d8\u00ff")),
                    new Kind("GIF", false, bytes("GIF8")),
                    new Kind("TIFF", false, bytes("II*\u0000")),
                    new Kind("TIFF", false, bytes("MM\u0000*")),
                    new Kind("PDF", false, bytes("%PDF-")));

    private Mistaken() {}

    private static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// What is wrong with bytes of such a kind; null for all others.
    static @Nullable Problem problem(byte[] content) {
        for (Kind kind : KINDS) {
            if (begins(content, kind.begins())) {
                return kind.archive()
                        ? Problem.of(
                                "FORMAT-ARCHIVE",
                                "This is a %s archive. Unpack it, and send what is in it."
                                        .formatted(kind.name()),
                                kind.name())
                        : Problem.of(
                                "FORMAT-PICTURE",
                                "This is a %s, made for the eye. Send the message itself: XML, JSON or CSV."
                                        .formatted(kind.name()),
                                kind.name());
            }
        }
        return null;
    }

    private static boolean begins(byte[] content, byte[] with) {
        if (content.length < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if (content[i] != with[i]) {
                return false;
            }
        }
        return true;
    }
}
