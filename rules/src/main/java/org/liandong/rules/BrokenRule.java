package org.liandong.rules;

/// A rule file that cannot be used. The message says which file, where in it, and what to do.
public final class BrokenRule extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenRule(String message) {
        super(message);
    }

    BrokenRule(String message, Throwable cause) {
        super(message, cause);
    }
}
