package org.liandong.app.server.access;

import java.nio.charset.StandardCharsets;

/// Texts that can be kept and shown on one line as they are.
public final class Plain {

    private Plain() {}

    /// Whether a text has no character that steers instead of being read: control characters, and those that turn the
    /// direction of what stands beside them.
    public static boolean is(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text)
                && text.codePoints().noneMatch(Plain::steers);
    }

    private static boolean steers(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE ->
                    true;
            case Character.FORMAT ->
                    (character >= 0x202A && character <= 0x202E)
                            || (character >= 0x2066 && character <= 0x2069)
                            || character == 0x200E
                            || character == 0x200F;
            default -> false;
        };
    }
}
