package org.liandong.kernel;

/// What became of a matter. There is no fifth outcome.
public enum Outcome {
    /// Everything that was asked holds.
    ADMITTED,
    /// At least one condition of law fails.
    REFUSED,
    /// A fact, or room in a book, is missing; the case goes on by itself when it comes.
    WAITING,
    /// A person must decide.
    REFERRED
}
