package org.liandong.app;

import java.util.Arrays;
import java.util.List;

/// A command cannot go on, for a reason that the person who called it can understand.
///
/// It names a text and its arguments: only [Main] knows the language that it is told in.
final class Fault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String key;
    private final transient List<Object> arguments;

    private Fault(int exitCode, String key, Object... arguments) {
        super(key + " " + Arrays.toString(arguments), null, false, false);
        this.exitCode = exitCode;
        this.key = key;
        this.arguments = List.of(arguments);
    }

    /// The command was called in a way that makes no sense.
    ///
    /// @param key of the text that says why
    static Fault wrongUse(String key, Object... arguments) {
        return new Fault(Main.WRONG_USE, key, arguments);
    }

    /// Something outside the program failed.
    ///
    /// @param key of the text that says what
    static Fault outside(String key, Object... arguments) {
        return new Fault(Main.FAILED, key, arguments);
    }

    int exitCode() {
        return exitCode;
    }

    String inWords(Texts texts) {
        return texts.get(
                key,
                arguments.stream()
                        .map(a -> a instanceof Exception e ? FileFault.reason(e, texts) : a)
                        .toArray());
    }
}
