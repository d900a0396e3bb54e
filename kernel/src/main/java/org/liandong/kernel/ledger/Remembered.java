package org.liandong.kernel.ledger;

/// What the ledger keeps under a key that is used up.
///
/// @param body    SHA-256 of the command in its canonical form, in hexadecimal digits
/// @param answer  the first answer, with `replayed` false
public record Remembered(String body, Answer answer) {}
