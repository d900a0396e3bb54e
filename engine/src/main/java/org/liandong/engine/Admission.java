package org.liandong.engine;

import org.jspecify.annotations.Nullable;
import org.liandong.kernel.Problem;

/// Says which facts of a document are taken from whoever sent it. Each node is asked about on its own: a node that is not
/// taken is set aside, and the others go on.
public interface Admission {

    /// Takes everything: the sender has the run of the machine.
    Admission ALL = (_, _, _) -> null;

    /// Why a fact is not taken; null when it is. Called by the writer: it must not wait for anything.
    ///
    /// @param type   type of the fact, or of the document for what belongs to no fact
    /// @param source who asserts it; null where that could not be read
    @Nullable Problem refusal(String service, String type, @Nullable String source);
}
