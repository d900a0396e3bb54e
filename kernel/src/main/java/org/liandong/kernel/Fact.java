package org.liandong.kernel;

import java.time.Instant;

/// Something one source asserts, once.
///
/// @param id         the source's identity for it
/// @param seq        its place in the trail
/// @param acceptedAt when Liandong learnt it
/// @param body       what is asserted
/// @param <F>        the fact type of the service
public record Fact<F>(FactId id, long seq, Instant acceptedAt, F body) {}
