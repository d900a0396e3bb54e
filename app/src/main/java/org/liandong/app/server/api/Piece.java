package org.liandong.app.server.api;

import org.jspecify.annotations.Nullable;
import org.liandong.kernel.Problem;

/// A part of what a request brings that is taken in as a document of its own.
///
/// @param name    of the document
/// @param content its bytes
/// @param before  lines of the request's body that stand before it
/// @param problem why it is not taken in, or null
record Piece(String name, byte[] content, int before, @Nullable Problem problem) {}
