package org.liandong.ecommerceimport.ceb;

import org.jspecify.annotations.Nullable;

/// A message that cannot be read as a whole. It is answered by a CEB900.
///
/// @param problem the one reason
/// @param type the message type if the root element was still readable, else null: `oriMessageType` is then "Unknown"
/// @param envelope the envelope if there was one and it was readable, else null
public record Unreadable(Problem problem, @Nullable MessageType type, @Nullable Envelope envelope)
        implements Reading {}
