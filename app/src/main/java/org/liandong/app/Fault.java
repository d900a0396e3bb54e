package org.liandong.app;

/// A command cannot go on, for a reason that the person who called it can understand.
final class Fault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Fault(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /// The command was called in a way that makes no sense.
    static Fault wrongUse(String message) {
        return new Fault(Main.WRONG_USE, message);
    }

    /// Something outside the program failed.
    static Fault outside(String message) {
        return new Fault(Main.FAILED, message);
    }

    int exitCode() {
        return exitCode;
    }
}
