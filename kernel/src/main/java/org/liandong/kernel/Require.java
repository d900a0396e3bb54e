package org.liandong.kernel;

/// Checks of constructor arguments, with messages that name the argument.
final class Require {

    private Require() {}

    static void text(String value, String what) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("The " + what + " must not be blank.");
        }
    }
}
